"""What the machine has to bring, Qt's system libraries and the tests' programs, and the way to get it."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Stop(Exception):
    """Carries the sentence that a person reads: the cause and the next step."""


class Need(NamedTuple):
    """Something that has to be there, and the Debian packages that bring it: the first known one is taken."""

    thing: str
    packages: tuple[str, ...]


# Found by adding packages to a minimal Debian 12 until Qt 6.11 ran: six for any use, five more for X11.
LIBRARIES = (
    Need("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),  # renamed for 64-bit time in 2024
    Need("libGL.so.1", ("libgl1",)),
    Need("libEGL.so.1", ("libegl1",)),
    Need("libxkbcommon.so.0", ("libxkbcommon0",)),
    Need("libdbus-1.so.3", ("libdbus-1-3",)),
    Need("libfontconfig.so.1", ("libfontconfig1",)),
    Need("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    Need("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
    Need("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    Need("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    Need("libxcb-shape.so.0", ("libxcb-shape0",)),
)
# For the tests that start the real window on a virtual display.
TEST_TOOLS = (Need("Xvfb", ("xvfb",)), Need("xauth", ("xauth",)), Need("xdotool", ("xdotool",)))

APT_INSTALL = ["apt-get", "install", "-y", "--no-install-recommends"]


def say(sentence: str) -> None:
    """Print a line at once, because children write to the same stream."""
    print(sentence, flush=True)


def attempt(
    command: list[str], cwd: Path | None = None, inherit: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a child to its end and keep what it prints, in English, so that it can be understood here.

    With `inherit` it also keeps inheritable files open, such as the set-up lock.
    """
    own = {"LC_ALL": "C.UTF-8", "LANGUAGE": "", "PIP_USER": "0", "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **own},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=not inherit,
        check=False,
    )


def missing_libraries(names: list[str]) -> list[str]:
    """Return the shared libraries that the loader, which Qt uses too, does not find.

    A child loads them, because their start-up code should not run in this process.
    """
    code = (
        "import ctypes, sys\n"
        "for name in sys.argv[1:]:\n"
        "    try: ctypes.CDLL(name)\n"
        "    except OSError: print(name)\n"
    )
    return [line for line in attempt([sys.executable, "-c", code, *names]).stdout.split() if line in names]


def has_ensurepip() -> bool:
    """Return whether this Python can put pip into a new environment; Debian ships that part separately."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def can_make_venv() -> bool:
    """Return whether this Python has ensurepip, or else a pip that reaches into other environments (22.3)."""
    if has_ensurepip():
        return True
    return attempt([sys.executable, "-m", "pip", "--python", sys.executable, "--version"]).returncode == 0


def missing_needs(for_tests: bool) -> list[Need]:
    """Return what is missing on this Linux; on other systems Qt's packages bring everything."""
    if not sys.platform.startswith("linux"):
        return []
    absent = missing_libraries([need.thing for need in LIBRARIES])
    needs = [need for need in LIBRARIES if need.thing in absent]
    if for_tests:
        needs += [need for need in TEST_TOOLS if not shutil.which(need.thing)]
    if not can_make_venv():
        own = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        needs.append(Need("Python's ensurepip", (own, "python3-venv")))
    return needs


def has_candidate(package: str) -> bool:
    """Return whether apt knows a version of the package."""
    lines = attempt(["apt-cache", "policy", package]).stdout.splitlines()
    return any(line.strip().startswith("Candidate:") and "(none)" not in line for line in lines)


def package_names(needs: list[Need]) -> list[str]:
    """Choose for each need the name that this release of Debian or Ubuntu can install."""
    chosen = []
    for need in needs:
        known = [name for name in need.packages if len(need.packages) == 1 or has_candidate(name)]
        chosen.append(known[0] if known else need.packages[-1])
    return chosen


def administrator() -> list[str] | None:
    """Return what makes a command run as root without a question, or None where nothing does."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and attempt(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def line_to_type(needs: list[Need]) -> str:
    """Return the exact shell line that installs what is missing."""
    sudo = "sudo " if shutil.which("sudo") else ""
    return f"{sudo}apt-get update && {sudo}{' '.join(APT_INSTALL + package_names(needs))}"


def supply(needs: list[Need]) -> None:
    """Install what is missing through apt, or stop with the line to type."""
    if not needs:
        return
    lacking = f"This system lacks {', '.join(need.thing for need in needs)}"
    if not shutil.which("apt-get"):
        raise Stop(f"{lacking}: install the packages that hold them, then run the same command again.")
    before = administrator()
    if before is None:
        line = line_to_type(needs)
        who = "" if line.startswith("sudo") else " as root"
        raise Stop(f"{lacking}: type this line{who}, then run the same command again.\n\n    {line}\n")
    quiet = [*before, "env", "DEBIAN_FRONTEND=noninteractive"]
    # May fail without a network or beside another apt, while the lists that are there still suffice.
    attempt([*quiet, "apt-get", "update", "-q"])
    names = package_names(needs)
    say(f"Installing system packages with apt: {' '.join(names)}")
    done = attempt([*quiet, *APT_INSTALL, "-q", "-o", "DPkg::Lock::Timeout=300", *names])
    if done.returncode != 0:
        reasons = "\n".join(done.stdout.splitlines()[-12:])
        raise Stop(
            f"{reasons}\n\nThe system packages could not be installed, for the reason that apt gives above: "
            f"remove it, then run the same command again. By hand it would be:\n\n    {line_to_type(needs)}\n"
        )
