"""The terminal commands for a damaged tracker: save what can be read of it, or build it anew."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from store import check
from store.backup_commands import some_lines, tracker_of
from store.errors import Damaged, KnownError, NotFound, NotOurs
from store.exit_codes import DONE, PROBLEMS
from store.import_progress import Watched
from store.pace import Pace
from store.rebuilding import Contrast, contrast, issue_file_of, rebuild
from store.salvaging import STOPPED, Salvaged, salvage
from store.tracker import Tracker

if TYPE_CHECKING:
    from store.commands import Command
    from store.printing import Printer


def add_to(command: Callable[[str, Command | None, str], argparse.ArgumentParser]) -> None:
    """Add the commands."""
    made = command("salvage", None, "save what can be read of a damaged tracker; the damaged file is kept")
    made.add_argument("path", nargs="?", type=Path, metavar="PATH", help="the tracker's file, as --db")
    made.set_defaults(alone=save)
    made = command("rebuild", None, "build a damaged tracker anew from its issue file; it is kept beside")
    made.add_argument("path", nargs="?", type=Path, metavar="PATH", help="the tracker's file, as --db")
    made.add_argument("--from", dest="file", type=Path, metavar="FILE", help="another issue file")
    made.add_argument("--dry-run", action="store_true", help="say what would differ, and change nothing")
    made.add_argument("--force", action="store_true", help="also where the tracker is sound")
    made.set_defaults(alone=build)


def save(args: Namespace, printer: Printer) -> int:
    """Do it, and say what was saved and what was not."""
    path, watched = tracker_of(args), Watched()
    with watched.stoppable():
        saved = salvage(path, Pace(cancel=watched.cancel, stopped=STOPPED))
    printer.document(_value(saved), [*_lines(saved)])
    return PROBLEMS if saved.lost or saved.partial else DONE


def build(args: Namespace, printer: Printer) -> int:
    """Say what it differs in from what can be read, and do it unless that was all that was wanted."""
    path, watched = tracker_of(args), Watched()
    file = args.file or issue_file_of(path)
    if file is None:
        raise NotFound(f"There is no issue file beside {path.name}. Name one with --from.")
    if not (args.dry_run or args.force) and _is_sound(path):
        raise KnownError(
            f"{path.name} is sound. Nothing was changed: history, attached files and saved views are in "
            f"no issue file. To bring {file.name} into it, import that; --force builds it anew all the same."
        )
    with watched.stoppable():
        pace = Pace(cancel=watched.cancel, stopped=STOPPED)
        found = contrast(path, file, pace)
        done = None if args.dry_run else rebuild(path, file, pace, expect=found.sha256)
    value: dict[str, object] = {
        "path": str(path), "from": str(file), "issues": found.issues, "against": found.against,
        "away": found.away.count, "back": found.back.count, "changed": found.changed.count,
        "attachments": found.attachments, "views": found.views,
        "problems": found.problems, "aside": str(done.aside) if done and done.aside else None,
    }  # fmt: skip
    lines = list(_contrast_lines(found, done.aside.name if done and done.aside else "the tracker"))
    if done is not None:
        lines.append(f"{path} has {done.issues} issues of {file.name}, checked")
        lines.append(f"What was there before, with its history, is {done.aside}")
    printer.document(value, lines)
    lost = found.away.count or found.attachments or found.views
    return PROBLEMS if found.problems or (done is not None and lost) else DONE


def _is_sound(path: Path) -> bool:
    """Whether SQLite can read all of it."""
    try:
        tracker = Tracker.open(path, read_only=True)
    except (Damaged, NotOurs):
        return False
    try:
        return not check.findings(tracker, (check.pages,))
    finally:
        tracker.close()


def _contrast_lines(found: Contrast, where: str) -> Iterator[str]:
    """where: what the tracker that was compared is called now."""
    if found.backup is not None:
        yield f"Nothing of the tracker can be read; compared with the backup {found.backup.name}"
    elif not found.against:
        yield "Nothing of the tracker can be read, and it has no backup, so nothing is compared"
    elif found.same:
        yield "The issues are the same"
    yield from some_lines(found.away, f"only in {where}, not in the file")
    yield from some_lines(found.back, "only in the file")
    yield from some_lines(found.changed, "in both, and not the same")
    for n, words in ((found.attachments, "attached files"), (found.views, "saved views")):
        if n:
            yield f"{n} {words} are only in {where}"
    if found.problems:
        yield f"{found.problems} lines of the file cannot be read"


def _lines(saved: Salvaged) -> list[str]:
    lines = [
        f"{saved.path} has {saved.issues} issues, {saved.comments} comments and {saved.attachments} attached "
        "files, checked"
    ]
    if saved.partial:
        lines.append(f"Of {saved.partial} of these issues only a part could be read")
    if saved.lost:
        lines += ["What could not be saved:", *(f"  {one}" for one in saved.lost)]
    if saved.aside is not None:
        lines.append(f"The damaged file is {saved.aside}")
    if saved.report is not None:
        lines.append(f"What could not be saved, with ids, is in {saved.report}")
    return lines


def _value(saved: Salvaged) -> dict[str, object]:
    return {
        "path": str(saved.path), "issues": saved.issues, "partial": saved.partial, "comments": saved.comments,
        "attachments": saved.attachments, "lost": list(saved.lost),
        "aside": None if saved.aside is None else str(saved.aside),
        "report": None if saved.report is None else str(saved.report),
    }  # fmt: skip
