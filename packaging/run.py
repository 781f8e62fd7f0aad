#!/usr/bin/env python3
"""Sets Strandline up in this checkout, then opens its window or runs its tests.

usage: run.py [PATH]          open the window, and the tracker at PATH
       run.py setup           only set up
       run.py test [ARGS]     lint, types and all tests; with ARGS only pytest with them
       run.py tour            play the guided tour
       run.py torture [NAME]  the laboratories of the tests at their full size, for hours; --help lists them
       run.py pictures        make the pictures of README and guide anew (Linux: Xvfb and xdotool)
"""

# Standard library only, and readable for Python 3.6: an old Python must get as far as the sentence below.
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is what has to be caught here
    this = ".".join(str(part) for part in sys.version_info[:2])
    sys.exit(
        f"Strandline needs Python 3.11 or newer, and this is Python {this} ({sys.executable}): "
        "install a newer one and start this file with it."
    )

from environment import TEST_LOCK, WINDOW_LOCK, set_up, venv_python
from machine import Stop, attempt, say

ROOT = Path(__file__).resolve().parent.parent


def wait_for(child: "subprocess.Popen[bytes]") -> int:
    """Wait for a child that handles Ctrl+C itself, and so must not be killed because of it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return child.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def become(command: list[str], env: dict[str, str]) -> int:
    """Go on as another program: signals reach it directly, and its exit code is ours."""
    if sys.platform == "win32":  # there, exec would return to the shell at once
        return wait_for(subprocess.Popen(command, env=env))
    return os.execve(command[0], command, env)  # noqa: S606 - a shell has no part in it


def lacks_display(env: dict[str, str], platform: str = sys.platform) -> bool:
    """Return whether no window can be shown; somebody who names Qt's platform is taken at their word."""
    if platform in ("win32", "darwin"):
        return False
    return not any(env.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def window(root: Path, arguments: list[str]) -> int:
    """Open the window from the user's working directory; without a display play the tour."""
    set_up(root, WINDOW_LOCK)
    env = dict(os.environ)
    if lacks_display(env):
        say("There is no display, so the guided tour plays without one and says where its pictures are.")
        env["QT_QPA_PLATFORM"] = "offscreen"
        arguments = arguments if "--tour" in arguments else ["--tour"]
    env["PYTHONPATH"] = os.pathsep.join(part for part in (str(root), env.get("PYTHONPATH")) if part)
    return become([str(venv_python(root)), "-P", "-m", "gui", *arguments], env)


def tour(root: Path, arguments: list[str]) -> int:
    """Play the guided tour."""
    return window(root, ["--tour", *arguments])


def setup(root: Path, arguments: list[str]) -> int:
    """Set up and do nothing else; looks at the system's libraries even when all seems done."""
    if arguments:
        raise Stop("setup takes no arguments.")
    set_up(root, WINDOW_LOCK, thorough=True)
    say("Ready: python3 packaging/run.py opens the window.")
    return 0


def checks(root: Path) -> list[tuple[str, list[str]]]:
    """Return the steps before the tests, each with its name and its command."""
    python = venv_python(root)
    return [
        ("ruff check", [str(python), "-m", "ruff", "check", "."]),
        ("ruff format", [str(python), "-m", "ruff", "format", "--check", "."]),
        ("mypy", [str(python), "-m", "mypy"]),
        ("pyright", [str(python), "-m", "pyright"]),
        ("lint-imports", [str(python.with_name("lint-imports"))]),
    ]


def failed_checks(root: Path, steps: list[tuple[str, list[str]]]) -> list[str]:
    """Run all steps, two at a time; show in their order what a failed one printed; return the failed ones."""

    def run(command: list[str]) -> tuple[float, "subprocess.CompletedProcess[str]"]:
        started = time.monotonic()
        done = attempt(command, cwd=root)
        return time.monotonic() - started, done

    failed = []
    with ThreadPoolExecutor(2) as pool:
        ran = pool.map(run, [command for _, command in steps])
        for (name, _), (took, done) in zip(steps, ran, strict=True):
            result = "passed" if done.returncode == 0 else "FAILED"
            say(f"{name:<13} {result} in {took:.1f} s")
            if done.returncode != 0:
                say(done.stdout)
                failed.append(name)
    return failed


def test(root: Path, arguments: list[str]) -> int:
    """Run lint, types and all tests; pytest comes last, so that its summary is the last line."""
    set_up(root, TEST_LOCK)
    failed = [] if arguments else failed_checks(root, checks(root))
    if failed:
        say(f"Failed before the tests: {', '.join(failed)}")
    options = arguments or ["-q", "-n", "2", "--dist", "loadfile"]
    command = [str(venv_python(root)), "-m", "pytest", *options]
    return wait_for(subprocess.Popen(command, cwd=root, stdin=subprocess.DEVNULL)) or bool(failed)


def pictures(root: Path, arguments: list[str]) -> int:
    """Make the pictures of README and guide, or those pictures in another folder."""
    set_up(root, TEST_LOCK)
    command = [str(venv_python(root)), "-m", "tests.helpers.x11_pictures", *arguments]
    return wait_for(subprocess.Popen(command, cwd=root, stdin=subprocess.DEVNULL))


def torture(root: Path, arguments: list[str]) -> int:
    """Run the laboratories whose small versions are among the tests."""
    set_up(root, TEST_LOCK)
    command = [str(venv_python(root)), "-m", "tests.helpers.torture", *arguments]
    return wait_for(subprocess.Popen(command, cwd=root, stdin=subprocess.DEVNULL))


COMMANDS = {"setup": setup, "test": test, "tour": tour, "torture": torture, "pictures": pictures}


def is_for_window(argument: str) -> bool:
    """Return whether a first argument is an option or a path rather than the name of a command."""
    return argument.startswith("-") or any(sign in argument for sign in "./\\") or Path(argument).exists()


def dispatch(arguments: list[str], root: Path) -> int:
    """Run the command that the first argument names; without one, the window."""
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help"):
        say(str(__doc__))
        return 0
    if first in COMMANDS:
        return COMMANDS[first](root, arguments[1:])
    if not first or is_for_window(first):
        return window(root, arguments)
    known = ", ".join(COMMANDS)
    print(f"There is no command '{first}': name {known}, or a path to open.", file=sys.stderr)
    return 2


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Run one command and return its exit code; what can go wrong comes as one sentence on stderr."""
    try:
        return dispatch(arguments, root)
    except Stop as reason:
        code, sentence = 1, str(reason)
    except OSError as error:
        code, sentence = 1, f"Set-up stopped ({error}): remove the cause, then run the same command again."
    except KeyboardInterrupt:
        code, sentence = 130, "Stopped: the next start repairs what is unfinished."
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
