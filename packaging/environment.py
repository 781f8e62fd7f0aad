"""The virtual environment in the checkout: made, filled from a hashed lock file, stamped, repaired.

A stamp written last says what a finished set-up left behind. Without it the environment is rebuilt, because
pip takes a package whose files are only half there for installed.
"""

import contextlib
import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from machine import Stop, attempt, has_ensurepip, missing_needs, say, supply

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WINDOW_LOCK, TEST_LOCK = "requirements.txt", "requirements-test.txt"
READY, OUTDATED, BROKEN = "ready", "outdated", "broken"

# Words in pip's output, in the order in which they are looked for, and what they mean to a person.
PIP_FAILURES = (
    (
        ("do not match the hashes",),
        "A downloaded package is not the one that the lock file names, so it was not installed: try again, "
        "and if it stays, look at the package index or proxy that pip is set up to use.",
    ),
    (
        ("no space left",),
        "The disk is full: free about 1 GB, then run the same command again.",
    ),
    (
        ("certificate_verify_failed",),
        "The package index was reached, but its certificate is not trusted here: tell pip the certificate of "
        "this network (the variable PIP_CERT names its file), then run the same command again.",
    ),
    (
        ("connection", "timed out", "name resolution", "max retries", "proxyerror"),
        "The packages could not be downloaded, because the package index cannot be reached: connect to the "
        "network (or set pip's proxy), then run the same command again.",
    ),
    (
        ("no matching distribution",),
        "There is no ready-made package for this system ({reason}): use 64-bit Linux with glibc 2.34 "
        "(Debian 12, Ubuntu 22.04) or newer, macOS 13 or Windows 10, and a Python that is not brand new.",
    ),
)


def venv_python(root: Path, platform: str = sys.platform) -> Path:
    """Return the environment's interpreter, whether it exists or not."""
    return root / ".venv" / ("Scripts/python.exe" if platform == "win32" else "bin/python")


def venv_version(root: Path) -> str:
    """Ask the environment's interpreter for its version; empty if it does not run.

    Asked at each start (15 ms), because a system upgrade can put another Python behind the same link.
    """
    code = "import sys; print('%d.%d.%d' % sys.version_info[:3])"
    try:
        answer = attempt([str(venv_python(root)), "-I", "-S", "-c", code])
    except OSError:
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


def digest(root: Path, lock: str) -> str:
    """Return the SHA-256 of a lock file, in hexadecimal."""
    return hashlib.sha256((root / "packaging" / lock).read_bytes()).hexdigest()


def pins(root: Path, lock: str) -> set[str]:
    """Return each `name==version` of a lock file, with its condition where it has one."""
    lines = (root / "packaging" / lock).read_text(encoding="utf-8").splitlines()
    return {line.rstrip(" \\") for line in lines if line[:1].isalnum()}


def stamp_path(root: Path) -> Path:
    """Return the file that describes the finished set-up."""
    return root / ".venv" / "strandline-setup.json"


def write_stamp(root: Path, lock: str) -> None:
    """Record a finished set-up, which also counts for a lock file that asks for nothing more."""
    have = pins(root, lock)
    locks = [digest(root, other) for other in (WINDOW_LOCK, TEST_LOCK) if pins(root, other) <= have]
    stamp = {"python": venv_version(root), "place": str(root), "locks": locks}
    part = stamp_path(root).with_suffix(".part")
    part.write_text(json.dumps(stamp), encoding="utf-8")
    part.replace(stamp_path(root))


def condition(root: Path, lock: str) -> str:
    """Return READY, OUTDATED (whole, but from another lock file) or BROKEN (absent, moved, unfinished)."""
    try:
        stamp = json.loads(stamp_path(root).read_text(encoding="utf-8"))
        python, place, locks = stamp["python"], stamp["place"], stamp["locks"]
    except (OSError, ValueError, KeyError, TypeError):
        return BROKEN
    # The scripts in an environment hold its absolute path, so a moved checkout needs a new one.
    if place != str(root) or not python or venv_version(root) != python:
        return BROKEN
    return READY if digest(root, lock) in locks else OUTDATED


def reason_in(output: str) -> str:
    """Return the line of a child's output that says best why it failed."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.upper().startswith("ERROR")]
    return (errors or lines or ["it gave no reason"])[-1]


def pip_failure(output: str) -> str:
    """Return the cause of a failed pip and the next step, from what it printed."""
    for words, sentence in PIP_FAILURES:
        if any(word in output.lower() for word in words):
            return sentence.format(reason=reason_in(output))
    return f"pip failed ({reason_in(output)}): remove the cause, then run the same command again."


def build_venv(root: Path) -> None:
    """Make an empty environment in the place of whatever is there."""
    folder = root / ".venv"
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        say("Rebuilding .venv, which is unfinished, damaged or from elsewhere")
        shutil.rmtree(folder)
    # The interpreter that runs this may have been the one in the environment that is gone now.
    python = sys.executable if Path(sys.executable).exists() else shutil.which("python3") or sys.executable
    bare = [] if has_ensurepip() else ["--without-pip"]
    made = attempt([python, "-m", "venv", *bare, str(folder)], inherit=True)
    if made.returncode != 0 or not venv_version(root):
        raise Stop(
            f"The virtual environment {folder} could not be made ({reason_in(made.stdout)}): repair this "
            "Python's venv module or start with another Python from 3.11, then run the same command again."
        )


def install(root: Path, lock: str) -> None:
    """Install exactly the hashed packages of a lock file; the stamp goes first and comes back last."""
    stamp_path(root).unlink(missing_ok=True)
    python = str(venv_python(root))
    own = attempt([python, "-c", "import pip"]).returncode == 0
    pip = [python, "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", python]
    options = [
        "--disable-pip-version-check",
        "--no-input",
        "--quiet",
        "--require-hashes",
        "--only-binary=:all:",
    ]
    say("Installing packages into .venv (the first time up to 200 MB are downloaded)")
    done = attempt([*pip, "install", *options, "-r", str(root / "packaging" / lock)], inherit=True)
    if done.returncode != 0:
        raise Stop(pip_failure(done.stdout))
    write_stamp(root, lock)


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Let one process at a time set up this checkout.

    The system frees the lock when its holder ends, however that happens. On POSIX pip inherits it: a set-up
    that is killed leaves pip behind, and the next one must not start beside that.
    """
    waiting = "Another start is setting up this checkout: waiting for it"
    with (root / "packaging" / WINDOW_LOCK).open("rb") as held:
        if sys.platform == "win32":
            held.seek(1 << 30)  # locks are mandatory there: behind the end, readers do not run into it
            locked = False
            while not locked:
                try:
                    msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)  # gives up after ten seconds
                    locked = True
                except OSError:
                    say(waiting)
        else:
            os.set_inheritable(held.fileno(), True)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(waiting)
                fcntl.flock(held, fcntl.LOCK_EX)
            except OSError:
                pass  # a network file system without locks
        yield


def set_up(root: Path, lock: str, thorough: bool = False) -> None:
    """Bring libraries, environment and packages to what a lock file needs.

    A finished set-up is recognised by its stamp alone, in milliseconds; `thorough` looks at the system's
    libraries even then.
    """
    if not thorough and condition(root, lock) == READY:
        return
    with alone(root):
        found = condition(root, lock)  # whoever held the lock may have finished it
        if found == READY and not thorough:
            return
        started = time.monotonic()
        supply(missing_needs(for_tests=lock == TEST_LOCK))
        if found == BROKEN:
            build_venv(root)
        if found != READY:
            install(root, lock)
            say(f"Set up in {time.monotonic() - started:.0f} s")
