"""The terminal command that saves what can be read of a damaged tracker."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from store.backup_commands import tracker_of
from store.exit_codes import DONE, PROBLEMS
from store.import_progress import Watched
from store.pace import Pace
from store.salvaging import STOPPED, Salvaged, salvage

if TYPE_CHECKING:
    from store.commands import Command
    from store.printing import Printer


def add_to(command: Callable[[str, Command | None, str], argparse.ArgumentParser]) -> None:
    """Add the command."""
    made = command("salvage", None, "save what can be read of a damaged tracker; the damaged file is kept")
    made.add_argument("path", nargs="?", type=Path, metavar="PATH", help="the tracker's file, as --db")
    made.set_defaults(alone=save)


def save(args: Namespace, printer: Printer) -> int:
    """Do it, and say what was saved and what was not."""
    path, watched = tracker_of(args), Watched()
    with watched.stoppable():
        saved = salvage(path, Pace(cancel=watched.cancel, stopped=STOPPED))
    printer.document(_value(saved), [*_lines(saved)])
    return PROBLEMS if saved.lost or saved.partial else DONE


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
    return lines


def _value(saved: Salvaged) -> dict[str, object]:
    return {
        "path": str(saved.path), "issues": saved.issues, "partial": saved.partial, "comments": saved.comments,
        "attachments": saved.attachments, "lost": list(saved.lost),
        "aside": None if saved.aside is None else str(saved.aside),
    }  # fmt: skip
