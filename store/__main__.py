"""`python -m store`: the tracker in the terminal, without Qt."""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import apsw

from store import (
    attachment_commands,
    backup_commands,
    checkpoint,
    commands,
    csv_fields,
    ending,
    exchange_commands,
    git_commands,
    places,
    salvage_commands,
)
from store.checkpoint import Grade
from store.errors import KnownError, translate
from store.exit_codes import DONE, PROBLEMS
from store.issue import DEPENDENCY_TYPES
from store.printing import Printer
from store.query import SORTS, read_sort
from store.tracker import Tracker, patiently

_MAKES_A_TRACKER: Mapping[str, commands.Check] = {
    "add": commands.check_title,
    "import": exchange_commands.read_source,
}
"""The commands that make one, and what must be in order before they do."""

_Add = Callable[[str, commands.Command | None, str], argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 to 4, see store.commands."""
    printer = Printer(as_json=False)
    try:
        with ending.caught():
            args = parser().parse_args(arguments)
            _speak_utf8()
            printer = Printer(as_json=args.json)
            return _run(args, printer)
    except ending.Ended as ended:
        printer.note(str(ended))
        return ended.code
    except KnownError as error:
        return commands.refuse(error, printer)
    except BrokenPipeError:
        # Whoever read our output has enough; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        printer.note(f"The answer could not be written: {error.strerror}. What was to be changed is saved.")
        return PROBLEMS


def _speak_utf8() -> None:
    """JSON is UTF-8 whatever the terminal's settings; a person's terminal may lack a letter."""
    raw: object = getattr(sys.stdout, "buffer", None)
    if isinstance(raw, io.RawIOBase):
        # PYTHONUNBUFFERED: a write that takes only a part of a long answer would lose the rest in silence.
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(raw.fileno(), "wb", closefd=False)))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def parser() -> argparse.ArgumentParser:
    """The commands and their options; also the source of the help."""
    root = argparse.ArgumentParser(prog="strandline", description="An issue tracker in one file.")
    root.add_argument("--db", metavar="FILE", type=Path, help="the tracker's file")
    root.add_argument("--project", metavar="DIR", type=Path, help="the folder with .beads")
    root.add_argument("--json", action="store_true", help="print one JSON document")
    root.add_argument("--actor", default="", metavar="NAME", help="who makes the changes")
    group = root.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: commands.Command | None, help: str) -> argparse.ArgumentParser:
        made = group.add_parser(name, help=help, description=help)
        made.set_defaults(run=run)
        return made

    _exchange(command)
    _changes(command)
    attachment_commands.add_to(command)
    _questions(command)
    _care(command)
    backup_commands.add_to(command)
    salvage_commands.add_to(command)
    _git(command)
    return root


def _exchange(command: _Add) -> None:
    made = command(
        "import",
        exchange_commands.import_,
        "read an issue file (JSONL), a table (CSV), or a database of bd or br",
    )
    made.add_argument("file", help="the file; - is standard input")
    made.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD",
        help=f"what a column of a table is: {', '.join(csv_fields.CHOICES)}",
    )  # fmt: skip
    made.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    made = command("export", exchange_commands.export, "write an issue file (JSONL) or a table (CSV)")
    made.add_argument("file", nargs="?", help="the file, or the project's own; - is standard output")


def _git(command: _Add) -> None:
    made = command("merge", None, "merge three versions of an issue file, as git asks for it")
    made.add_argument("base", help="the version that both come from")
    made.add_argument("ours", help="one version; the result is written over it")
    made.add_argument("theirs", help="the other version")
    made.add_argument("--path", help="the name of the file, for messages")
    made.set_defaults(alone=git_commands.merge)
    made = command("git-setup", None, "let git merge the project's issue file with this program")
    made.add_argument("--project", metavar="DIR", type=Path, default=argparse.SUPPRESS)
    made.add_argument("--remove", action="store_true", help="undo it")
    made.add_argument("--replace", action="store_true", help="also where another driver is set")
    made.set_defaults(alone=git_commands.setup)


def _changes(command: _Add) -> None:
    made = command("add", commands.add, "create an issue")
    made.add_argument("title")
    made.add_argument(
        "--quick", "-q", action="store_true",
        help="read the title as one line of everything: Fix login !1 #ui @me due:fri when:+2w type:bug ^ID",
    )  # fmt: skip
    made.add_argument(
        "--view", metavar="NAME", help="with what the filters of a saved view name: its label, assignee …"
    )
    made.add_argument("--template", metavar="NAME", help="begin with a template: templates lists them")
    made.add_argument("--type", "-t", dest="issue_type", help="task, bug, feature, epic, chore or any other")
    made.add_argument("--priority", "-p", help="0 (highest) to 4")
    made.add_argument("--label", "-l", action="append", default=[])
    made.add_argument("--parent", help="the epic's id")
    made.add_argument("--depends-on", action="append", default=[], metavar="ID")
    made.add_argument("--description", "-d")
    made.add_argument("--design")
    made.add_argument("--acceptance", dest="acceptance_criteria")
    made.add_argument("--notes")
    made.add_argument("--assignee", "-a")
    made.add_argument("--status")
    made.add_argument("--due", dest="due_at", metavar="WHEN", help="2026-12-31, friday, +2w …")
    made.add_argument("--defer", dest="defer_until", metavar="WHEN")
    made.add_argument("--estimate", dest="estimated_minutes", metavar="MINUTES")
    made.add_argument("--external-ref")
    made = command("set", commands.set_, "change fields: set ID title=… priority=1 label+=ui")
    made.add_argument("id", metavar="ID[,ID…]", help="several are changed as one step")
    made.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    for name, run, help, reason in (
        ("close", commands.close, "close issues", True),
        ("reopen", commands.reopen, "open closed issues again", False),
        ("delete", commands.delete, "move issues to the trash", True),
        ("undelete", commands.undelete, "take issues out of the trash", False),
    ):
        made = command(name, run, help)
        made.add_argument("ids", nargs="+", metavar="ID")
        if reason:
            made.add_argument("--reason", "-r", default="")
        if name == "delete":
            made.add_argument("--with-children", action="store_true", help="all issues below them too")
    made = command("comment", commands.comment, "comment on an issue")
    made.add_argument("id")
    made.add_argument("text", help="the comment; - reads standard input")
    made = command("depend", commands.depend, "let an issue depend on another one")
    made.add_argument("id")
    made.add_argument("on", metavar="ON")
    made.add_argument("--type", "-t", default="blocks", help=", ".join(DEPENDENCY_TYPES))
    made.add_argument("--remove", action="store_true", help="take the dependency away")
    command("undo", commands.undo, "reverse your last step")
    command("redo", commands.redo, "do again what was undone last")


def _questions(command: _Add) -> None:
    command("show", commands.show, "print an issue").add_argument("id")
    made = command("ready", commands.ready_, "what can be started")
    made.add_argument("--sort", choices=("hybrid", "priority", "oldest"), default="hybrid")
    _limited(made)
    _limited(command("blocked", commands.blocked, "what waits, and for what"))
    made = command("stale", commands.stale, "what nobody touched for some days")
    made.add_argument("--days", type=_count, default=30)
    _limited(made)
    for name, run, help, words in (
        ("list", commands.list_, "what matches a query, or all that is open", "query"),
        ("search", commands.search, "what has these words", "words"),
    ):
        made = command(name, run, help)
        made.add_argument(words, nargs="*" if words == "query" else "+")
        made.add_argument(
            "--sort",
            type=_sort,
            metavar="NAMES",
            help=f"priority,-updated: {', '.join(SORTS)}",
        )
        made.add_argument("--descending", action="store_true")
        if words == "query":
            made.add_argument("--view", metavar="NAME", help="what a saved view lists; a query narrows it")
        _limited(made)
    command("templates", commands.templates_, "what new issues can begin with: see add --template")
    command("stats", commands.stats, "counts")


def _care(command: _Add) -> None:
    command("check", commands.check, "check the file, the blocked set and the search index")
    command("holders", commands.holders, "which programs have the tracker open")
    command("checkpoint", commands.checkpoint, "bring all changes into the tracker's file, and close")
    command("copy", exchange_commands.copy, "save a complete, checked copy").add_argument("file")


def _limited(made: argparse.ArgumentParser) -> None:
    made.add_argument("--limit", type=_count, default=None, metavar="N", help="at most N issues; 0 is all")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _sort(text: str) -> str:
    try:
        read_sort(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _run(args: argparse.Namespace, printer: Printer) -> int:
    alone: git_commands.Alone | None = getattr(args, "alone", None)
    if alone is not None:
        return alone(args, printer)
    db: Path | None = getattr(args, "path", None) or args.db
    path = Path(os.path.realpath(places.choose(db, args.project, Path.cwd()).tracker))
    check: commands.Check | None = _MAKES_A_TRACKER.get(args.command)
    new = check is not None and not path.exists()
    if check is not None:
        check(args, new=new)
    if new and getattr(args, "dry_run", False):
        with tempfile.TemporaryDirectory() as folder:
            return _run_on(Path(folder) / path.name, args, printer, create=True)
    return _run_on(path, args, printer, create=check is not None)


def _run_on(path: Path, args: argparse.Namespace, printer: Printer, *, create: bool) -> int:
    run: commands.Command = args.run
    open_tracker = partial(Tracker.open, path, create=create, actor=args.actor, origin="terminal")
    tracker = patiently(open_tracker, threading.Event())
    try:
        with ending.heard_in(tracker.connection):
            code = run(tracker, args, printer)
            sys.stdout.flush()
    except apsw.Error as error:
        known = translate(error, path)
        if known is None:
            raise
        raise known from error
    finally:
        _close(tracker, printer)
    return code


def _close(tracker: Tracker, printer: Printer) -> None:
    """One attempt and no waits: a command must not hang because somebody reads."""
    if tracker.is_closed:
        return
    saved = "Saved. " if tracker.connection.total_changes() else ""
    wal = f"{tracker.path.name}-wal"
    closed = tracker.finish(checkpoint.settle_once(tracker.connection, find_holders=tuple))
    if closed.grade is Grade.INCOMPLETE:
        printer.note(
            f"{saved}The newest changes are still in {wal}, because another program reads "
            "the tracker; keep both files together."
        )
    elif closed.grade.at_risk:
        printer.note(
            f"{saved}The newest changes are in {wal}, and could not be brought into "
            f"{tracker.path.name}: {closed.reason}."
        )


if __name__ == "__main__":
    sys.exit(main())
