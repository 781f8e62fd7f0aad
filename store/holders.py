"""Who holds the database: which programs have it open, and what each of them holds up."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from store import lockprobe, locks, open_files, walindex
from store.locks import Lock
from store.open_files import Program
from store.structs import dataclass
from store.walindex import WalIndex

COMMAND_LENGTH = 200
OUTSIDE = "a program outside this sandbox"
UNNAMED = "a program that cannot be named"
PROBE_SECONDS = 2.0

# The key → plain words for scripts; in the order of what matters most to somebody who waits.
HOLDS_UP = {
    "recovering": "is repairing the tracker after a crash; everybody waits for it",
    "checkpointing": "is moving changes into the database file; others cannot meanwhile",
    "old_snapshot": "reads an older state; later changes cannot be moved into the database file",
    "writing": "is changing the tracker; the second file cannot be emptied",
    "unknown": "reads the tracker; which state is not known",
    "reset_only": "reads the newest state; only the second file cannot be emptied",
    "": None,
}
_ORDER = tuple(HOLDS_UP)
_EXCLUSIVE_ROLES = {
    "RECOVER": "recovering",
    "CKPT": "checkpointing",
    "WRITE": "writing",
    "RESERVED": "writing",
    "PENDING": "writing",
    "SHARED": "writing",
}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Holder:
    """Another program that has the database open.

    `pid` 0 with an empty `name` is a program this one cannot see; `outside`: of another sandbox, or of none.
    `locks` are SQLite's names with the kind, such as "READ1:read". `holds_up` is a key of `HOLDS_UP`; "" is
    open but idle.
    """

    pid: int
    name: str
    command: str
    since: datetime | None
    locks: tuple[str, ...]
    holds_up: str
    outside: bool = False

    @property
    def called(self) -> str:
        """What a sentence calls it."""
        if self.name:
            return f"{self.name} ({self.pid})"
        return OUTSIDE if self.outside else UNNAMED

    def as_json(self) -> dict[str, Any]:
        """Return what the terminal prints for it; the start time in UTC to the second."""
        since = self.since and self.since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return {
            "pid": self.pid,
            "name": self.name or None,
            "since": since,
            "locks": list(self.locks),
            "holds_up": HOLDS_UP[self.holds_up],
        }


def find_holders(path: Path, *, platform: str = sys.platform) -> tuple[Holder, ...]:
    """Return the other programs that hold `path`, those that hold up most first (any thread).

    About 20 ms on Linux. Never ourselves, never an error: what cannot be found out is left out or "unknown".
    Where /proc/locks shows nobody who holds something up (macOS, a sandbox) or no wal-index is mapped here, a
    process of its own is asked, for 2 seconds at most: it learns who is outside of a sandbox, but not its
    name. macOS tells it of one holder for each lock, lsof of the others. Windows tells of no locks at all,
    only who has the file open.
    """
    if platform == "win32":
        found = [_open_only(one, "unknown") for one in open_files.from_restart_manager(path)]
    else:
        found = list(_by_locks(path))
        if platform == "darwin":
            known = {holder.pid for holder in found}
            others = [one for one in open_files.from_lsof(path) if one.pid not in known]
            # Where the locks said nothing at all, any of them may be the one.
            found += [_open_only(one, "" if found else "unknown") for one in others]
    return tuple(
        sorted(
            (holder for holder in found if holder.pid != os.getpid()),
            key=lambda holder: (_ORDER.index(holder.holds_up), holder.pid),
        )
    )


def _open_only(one: Program, holds_up: str) -> Holder:
    name, command, since = _program(one.pid)
    return Holder(one.pid, name or one.name, command, since, (), holds_up)


def _by_locks(path: Path) -> Iterable[Holder]:
    me = os.getpid()
    held = [lock for lock in locks.from_proc(path) or () if lock.pid != me]
    index = None
    if any(_slot(lock) is not None for lock in held):
        index = walindex.from_own_memory(path) or _ask_probe(path)[1]
    holders = list(_holders(held, index))
    if not any(holder.holds_up for holder in holders):
        found, index = _ask_probe(path)
        # Those that are seen from here are known already, and /proc/locks knows more of them.
        hidden = [lock for lock in found if lock.pid != me and (lock.pid == 0 or not held)]
        holders += _holders(hidden, index)
    return holders


def _holders(held: Iterable[Lock], index: WalIndex | None) -> Iterable[Holder]:
    by_pid: dict[int, list[Lock]] = {}
    for lock in held:
        by_pid.setdefault(lock.pid, []).append(lock)
    for pid, theirs in by_pid.items():
        roles = {_role(lock, index) for lock in theirs}
        name, command, since = _program(pid)
        kinds = dict.fromkeys(f"{lock.name}:{'write' if lock.exclusive else 'read'}" for lock in theirs)
        holds_up = min(roles, key=_ORDER.index)
        yield Holder(max(pid, 0), name, command, since, tuple(kinds), holds_up, outside=pid == 0)


def _slot(lock: Lock) -> int | None:
    """Return the reader's slot that this lock occupies; a checkpoint takes the same bytes exclusively."""
    return int(lock.name[4:]) if lock.name.startswith("READ") and not lock.exclusive else None


def _role(lock: Lock, index: WalIndex | None) -> str:
    slot = _slot(lock)
    if slot is None:
        return _EXCLUSIVE_ROLES.get(lock.name, "") if lock.exclusive else ""
    holds_back = index and index.holds_back(slot)
    if holds_back is None:
        return "unknown"
    if holds_back:
        return "old_snapshot"
    return "reset_only" if slot else ""


def name_of(pid: int) -> str:
    """A program's name, "" where it is gone or not ours to see (any thread)."""
    return _program(pid)[0]


def _program(pid: int) -> tuple[str, str, datetime | None]:
    """Return name, command line and start of a process, as far as we may see them."""
    # Only when somebody holds the tracker: it is large.
    import psutil  # type: ignore[import-untyped]  # ships no type information for mypy

    name, command, since = "", "", None
    if pid > 0:
        try:
            process = psutil.Process(pid)
            name = process.name()
            since = datetime.fromtimestamp(process.create_time(), UTC)
            command = " ".join(process.cmdline())[:COMMAND_LENGTH]
        except (psutil.Error, OSError):
            log.debug("process %d is gone or not ours to see", pid)
    return name, command, since


def _probe_command(path: Path) -> list[str] | None:
    """Return how to start the probe; None in a frozen program, whose executable is not a Python."""
    if getattr(sys, "frozen", False):
        return None
    return [sys.executable, "-I", "-S", lockprobe.__file__, str(path)]


def _ask_probe(path: Path) -> tuple[tuple[Lock, ...], WalIndex | None]:
    command = _probe_command(path)
    if command is None:
        return (), None
    try:
        done = subprocess.run(  # noqa: S603  # our own file with our own interpreter
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PROBE_SECONDS, check=True
        )
        answer = json.loads(done.stdout)
        found = tuple(
            Lock(pid, name, exclusive)
            for pid, file, exclusive, byte in answer["locks"]
            for name in locks.names(file, byte, byte)
        )
        return found, walindex.parse(bytes.fromhex(answer["index"]))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
        log.warning("cannot ask about the locks of %s: %s", path, error)
        return (), None
