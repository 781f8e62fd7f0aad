"""Which programs have a file open, where the system does not tell who holds its locks. Any thread.

macOS: lsof (https://github.com/lsof-org/lsof, its -F output). Windows: the Restart Manager, made for
installers (https://learn.microsoft.com/windows/win32/api/restartmanager/). Neither was tried on its own
system yet: the tests have lsof of Linux, and a library that answers as the Restart Manager is documented to.
"""

from __future__ import annotations

import ctypes
import logging
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

_SECONDS = 2.0
_MORE_DATA = 234
_TRIES = 3
_KEY = 33
_LSOF = "/usr/sbin/lsof"

log = logging.getLogger(__name__)


class Program(NamedTuple):
    """One that has a file open."""

    pid: int
    name: str


def lsof_command(files: Iterable[str]) -> list[str]:
    """How it is asked: no names of hosts and ports, no warnings, one field a line."""
    return [_LSOF, "-n", "-P", "-w", "-F", "pc", "--", *files]


def from_lsof(path: Path) -> tuple[Program, ...]:
    """Whoever has `path` or its -shm open, ourselves too; none where lsof is missing or does not answer."""
    try:
        # Its exit code is 1 as soon as one of the files is not open.
        done = subprocess.run(  # noqa: S603  # the system's own program
            lsof_command((f"{path}", f"{path}-shm")),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("cannot ask lsof about %s: %s", path, error)
        return ()
    return parse_lsof(done.stdout.decode(errors="replace"))


def parse_lsof(answer: str) -> tuple[Program, ...]:
    """Read its lines: p and a process's number, then c and its name; other fields are passed over."""
    found: list[Program] = []
    pid = 0
    for line in answer.splitlines():
        if line.startswith("p") and line[1:].isdecimal():
            pid = int(line[1:])
        elif line.startswith("c") and pid:
            found.append(Program(pid, line[1:]))
            pid = 0
    return tuple(found)


class ProcessInfo(ctypes.Structure):
    """RM_PROCESS_INFO, with its RM_UNIQUE_PROCESS laid out in it."""

    _fields_ = (
        ("pid", ctypes.c_uint32),
        ("started", ctypes.c_uint32 * 2),
        ("name", ctypes.c_uint16 * 256),
        ("service", ctypes.c_uint16 * 64),
        ("kind", ctypes.c_int32),
        ("status", ctypes.c_uint32),
        ("session", ctypes.c_uint32),
        ("restartable", ctypes.c_int32),
    )


def restart_manager() -> Any:
    """Windows' library, None on other systems."""
    load = getattr(ctypes, "WinDLL", None)
    return load("rstrtmgr") if load is not None else None


def from_restart_manager(path: Path) -> tuple[Program, ...]:
    """Whoever has `path` open, ourselves too; none where it cannot be found out."""
    try:
        library = restart_manager()
        return () if library is None else _ask(library, path)
    except (OSError, AttributeError) as error:
        log.warning("cannot ask the Restart Manager about %s: %s", path, error)
        return ()


def _ask(library: Any, path: Path) -> tuple[Program, ...]:
    session = ctypes.c_uint32()
    key = (ctypes.c_uint16 * (_KEY))()
    if code := library.RmStartSession(ctypes.byref(session), 0, ctypes.byref(key)):
        raise OSError(code, "RmStartSession")
    try:
        # UTF-16 whatever this machine takes a character for.
        name = (str(path) + "\0").encode("utf-16-le", "surrogatepass")
        files = (ctypes.c_char_p * 1)(name)
        if code := library.RmRegisterResources(session, 1, ctypes.byref(files), 0, None, 0, None):
            raise OSError(code, "RmRegisterResources")
        return _listed(library, session)
    finally:
        library.RmEndSession(session)


def _listed(library: Any, session: ctypes.c_uint32) -> tuple[Program, ...]:
    room = 8
    for _ in range(_TRIES):
        needed, count, why = ctypes.c_uint32(), ctypes.c_uint32(room), ctypes.c_uint32()
        found = (ProcessInfo * room)()
        code = library.RmGetList(
            session, ctypes.byref(needed), ctypes.byref(count), ctypes.byref(found), ctypes.byref(why)
        )
        if code == 0:
            return tuple(Program(one.pid, _text(one.name)) for one in found[: count.value])
        if code != _MORE_DATA:
            raise OSError(code, "RmGetList")
        # Programs may have come between two questions.
        room = needed.value + 8
    return ()


def _text(units: Iterable[int]) -> str:
    raw = b"".join(unit.to_bytes(2, "little") for unit in units)
    return raw.decode("utf-16-le", "replace").partition("\0")[0]
