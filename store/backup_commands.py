"""The terminal commands for backups: making one, listing them, and bringing one back."""

from __future__ import annotations

import argparse
import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from store import backup_list, backup_making, places
from store.backup_difference import Difference, Some, difference
from store.backup_list import Backup
from store.backup_restoring import STOPPED, Restored, restore
from store.errors import KnownError
from store.exit_codes import DONE, PROBLEMS
from store.import_progress import Watched
from store.pace import Pace

if TYPE_CHECKING:
    from store.commands import Command
    from store.printing import Printer
    from store.tracker import Tracker

_Add = Callable[[str, "Command | None", str], argparse.ArgumentParser]


def add_to(command: _Add) -> None:
    """Add the commands."""
    _path(command("backup", backup, "make a backup, and check it"))
    made = command("backups", None, "list the backups, the newest first")
    _path(made)
    made.set_defaults(alone=backups)
    made = command("restore", None, "bring a backup back; the present is backed up before")
    _path(made)
    made.add_argument("backup", metavar="BACKUP", help="latest, a name that backups lists, or a file")
    made.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    made.set_defaults(alone=bring_back)


def _path(made: argparse.ArgumentParser) -> None:
    made.add_argument("path", nargs="?", type=Path, metavar="PATH", help="the tracker's file, as --db")


def tracker_of(args: Namespace) -> Path:
    """The tracker that a command means: its PATH, --db, or the project's."""
    return Path(os.path.realpath(places.choose(args.path or args.db, args.project, Path.cwd()).tracker))


def backup(tracker: Tracker, _args: Namespace, printer: Printer) -> int:
    """Make one, whatever was made before."""
    watched = Watched()
    pace = Pace(cancel=watched.cancel, stopped=backup_making.STOPPED)
    with watched.stoppable():
        made = backup_making.make(tracker, "asked", pace=pace)
    printer.document(_value(made), [f"{made.path}: {made.issues} issues, {_state(made)}"])
    return DONE if made.verified else PROBLEMS


def backups(args: Namespace, printer: Printer) -> int:
    """List them."""
    path = tracker_of(args)
    found = backup_list.backups(path)
    lines = [_line(one) for one in found] or [f"There are no backups of {path.name}."]
    printer.document([_value(one) for one in found], lines)
    return DONE


def bring_back(args: Namespace, printer: Printer) -> int:
    """Restore one, or say what that would do."""
    path, watched = tracker_of(args), Watched()
    chosen = backup_list.find(path, args.backup)
    with watched.stoppable():
        pace = Pace(cancel=watched.cancel, stopped=STOPPED)
        changes = _difference(path, chosen.path, pace)
        done = None if args.dry_run else restore(path, chosen.path, pace=pace)
    value: dict[str, object] = {"backup": str(chosen.path), **_changes(changes)}
    lines = list(_change_lines(changes, args.dry_run))
    if done is not None:
        value |= {
            "issues": done.issues,
            "before": None if done.before is None else str(done.before.path),
            "aside": None if done.aside is None else str(done.aside),
        }
        lines += list(_done_lines(done, chosen))
    printer.document(value, lines)
    if done is not None and done.exchanged:
        printer.note(
            "The issue file may have what was taken back; before the window reads it again, it asks."
        )
    for finding in done.findings if done is not None else ():
        printer.note(finding)
    return DONE if done is None or not done.findings else PROBLEMS


def _difference(path: Path, chosen: Path, pace: Pace) -> Difference | None:
    """None where the present cannot be read: that may be why a backup is wanted."""
    try:
        return difference(path, chosen, pace)
    except KnownError:
        if not path.exists() or backup_list.backups(path):
            return None
        raise


def _changes(found: Difference | None) -> dict[str, object]:
    if found is None:
        return {"back": None, "away": None, "changed": None}
    return {"back": found.back.count, "away": found.away.count, "changed": found.changed.count}


def _change_lines(found: Difference | None, would: bool) -> Iterator[str]:
    if found is None:
        yield "The tracker as it is cannot be read, so nothing is compared."
        return
    if found.same:
        yield "The issues are the same."
    be, come = ("would be ", "would come") if would else ("", "came")
    for some, words in (
        (found.back, f"{come} back"),
        (found.away, f"{be}taken away, because the backup does not have them"),
        (found.changed, f"{be}changed back"),
    ):
        yield from some_lines(some, words)


def some_lines(some: Some, words: str) -> Iterator[str]:
    """How many issues, and the first of them by name; none for none."""
    if some.count:
        yield f"{some.count} issues {words}:"
        yield from (f"  {id} {title}" for id, title in some.first)
        if some.count > len(some.first):
            yield f"  and {some.count - len(some.first)} more"


def _done_lines(done: Restored, chosen: Backup) -> Iterator[str]:
    yield f"{done.path.name} is as it was at {_local(chosen)}: {done.issues} issues, checked"
    if done.before is not None:
        yield f"What was there before is the backup {done.before.name}"
    if done.aside is not None:
        yield f"What was there before is {done.aside}"


def _line(one: Backup) -> str:
    issues = f"{one.issues} issues" if one.issues >= 0 else "not counted"
    return f"{one.name}  {_local(one)}  {issues}  {one.bytes} bytes  {_state(one)}"


def _state(one: Backup) -> str:
    return "verified" if one.verified else f"not verified: {one.why_not}"


def _local(one: Backup) -> str:
    return one.time.astimezone().strftime("%Y-%m-%d %H:%M")


def _value(one: Backup) -> dict[str, object]:
    issues = one.issues if one.issues >= 0 else None
    return {
        "name": one.name, "path": str(one.path), "made_at": one.made_at, "kind": one.kind, "issues": issues,
        "bytes": one.bytes, "verified": one.verified, "why_not": one.why_not,
    }  # fmt: skip
