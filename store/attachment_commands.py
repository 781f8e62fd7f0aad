"""The terminal commands for attached files: attach, list, rename, take off, save out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from store import attachment_rows, contents, lookups
from store.attachment import Attachment
from store.attachment_files import LIMIT, Source
from store.attachment_requests import (
    Attach,
    NothingAttached,
    RemoveAttachment,
    RenameAttachment,
    SaveAttachment,
)
from store.errors import Ambiguous, Invalid, NotFound
from store.exit_codes import DONE, NOTHING, PROBLEMS
from store.printing import Printer

if TYPE_CHECKING:
    from store.issue import Issue
    from store.tracker import Tracker

_STANDARD = "-"

_Run = Callable[["Tracker", Namespace, Printer], int]


def add_to(command: Callable[[str, _Run, str], ArgumentParser]) -> None:
    """Tell the parser of the commands and their options."""
    made = command("attach", attach, "attach files to an issue")
    made.add_argument("id")
    made.add_argument("files", nargs="+", metavar="FILE", help="the file; - is standard input, with --name")
    made.add_argument("--name", help="how it is called, where that is not the file's own name")
    command("attachments", attachments, "list the files that are attached to an issue").add_argument("id")
    made = command("rename-attachment", rename, "give an attached file another name")
    made.add_argument("id")
    made.add_argument("name")
    made.add_argument("new")
    made = command("detach", detach, "take an attached file off an issue; undo attaches it again")
    made.add_argument("id")
    made.add_argument("name")
    made = command("save-attachment", save, "write an attached file to the disk")
    made.add_argument("id")
    made.add_argument("name")
    made.add_argument("file", nargs="?", help="the new file, or a folder; - is standard output")


def attach(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Attach files; those that cannot be are named, and the others are attached."""
    if args.name is not None and len(args.files) > 1:
        raise Invalid("--name is for one file. Nothing was attached.")
    sources = tuple(_source(file, args.name or "") for file in args.files)
    found = _issue(tracker, args)
    try:
        done = Attach(found.uid, sources).run(tracker)
    except NothingAttached as error:
        for one in error.left:
            printer.note(one.reason)
        return NOTHING
    for one in done.left:
        printer.note(one.reason)
    _print(tracker, found, printer, done.names)
    return PROBLEMS if done.left else DONE


def _source(file: str, name: str) -> Source:
    if file != _STANDARD:
        return Source(Path(file), name=name)
    if not name:
        raise Invalid("What comes from standard input needs a --name. Nothing was attached.")
    return Source(data=sys.stdin.buffer.read(LIMIT + 1), name=name)


def attachments(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Print the files of an issue."""
    _print(tracker, _issue(tracker, args), printer)
    return DONE


def rename(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Give a file another name."""
    found, one = _found(tracker, args)
    RenameAttachment(found.uid, one.uid, args.new).run(tracker)
    _print(tracker, found, printer)
    return DONE


def detach(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Take a file off its issue."""
    found, one = _found(tracker, args)
    RemoveAttachment(found.uid, one.uid).run(tracker)
    _print(tracker, found, printer)
    return DONE


def save(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Write a file out, under its own name where only a folder is given, or nothing."""
    found, one = _found(tracker, args)
    if args.file == _STANDARD:
        sys.stdout.flush()
        for piece in contents.pieces(tracker, one.sha256):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return DONE
    target = Path(args.file or one.name)
    saved = SaveAttachment(one.uid, target / one.name if target.is_dir() else target).run(tracker)
    value = {"issue": found.id, "name": one.name, "path": str(saved.path), "bytes": saved.bytes}
    printer.document(value, [f"{saved.path}  {saved.bytes} bytes"])
    return DONE


def _issue(tracker: Tracker, args: Namespace) -> Issue:
    return lookups.FindIssue(args.id).run(tracker)


def _found(tracker: Tracker, args: Namespace) -> tuple[Issue, Attachment]:
    """The issue and its file of that name, or with that uid."""
    found = _issue(tracker, args)
    there = attachment_rows.of(tracker, found.key)
    meant = [one for one in there if args.name in (one.name, one.uid)]
    if len(meant) > 1:
        uids = ", ".join(one.uid for one in meant)
        raise Ambiguous(f"Several files of {found.id} are called {args.name}. Name one of them: {uids}.")
    if not meant:
        names = ", ".join(one.name for one in there)
        raise NotFound(
            f"{found.id} has no file called {args.name}. "
            + (f"Its files: {names}." if names else "No file is attached to it.")
        )
    return found, meant[0]


def _print(tracker: Tracker, found: Issue, printer: Printer, names: tuple[str, ...] | None = None) -> None:
    """Print the files of an issue, or those of them with these names; as JSON an array."""
    shown = [one for one in attachment_rows.of(tracker, found.key) if names is None or one.name in names]
    value = [
        {
            "issue": found.id,
            "uid": one.uid,
            "name": one.name,
            "type": one.media_type,
            "size": one.size,
            "sha256": one.sha256,
            "by": one.by,
            "at": one.at,
        }
        for one in shown
    ]
    printer.document(value, [f"{one.name}  {one.size} bytes  {one.by}, {one.at}" for one in shown])
