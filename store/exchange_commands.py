"""The terminal commands that read and write issue files, and save copies."""

from __future__ import annotations

import contextlib
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from store import csv_write, export_file, exporting, guarded_export, importing, places, plans, sources
from store.backup_before import before_import
from store.close_requests import SaveCopy
from store.errors import Invalid, KnownError
from store.exchange_answers import Imported, Plan
from store.exchange_requests import Discard
from store.exit_codes import DONE, PROBLEMS
from store.import_progress import Watched
from store.printing import Printer

if TYPE_CHECKING:
    from store.tracker import Tracker


def read_source(args: Namespace, *, new: bool) -> None:
    """Read what is to be imported before a tracker is opened or made: what cannot be read makes none."""
    args.makes, args.watched = new, Watched()
    with args.watched.stoppable(at_once=True) as pace:
        if args.file == "-":
            args.source = importing.parse_source(_standard_input(), Path("standard-input.jsonl"), pace)
        else:
            args.source = sources.read(Path(args.file), columns=args.map, pace=pace)


def _standard_input() -> bytes:
    # Not with read(), which is deaf to a signal that comes between two parts.
    parts: list[bytes] = []
    while part := os.read(sys.stdin.fileno(), 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _import(tracker: Tracker, args: Namespace) -> tuple[Imported, Plan | None]:
    try:
        with args.watched.stoppable() as pace:
            if args.dry_run:
                plan = plans.plan(tracker, args.source, pace)
                return plan.imported, plan
            noted = before_import(tracker, args.source, pace)
            imported = importing.import_source(tracker, args.source, pace=pace)
            return (replace(imported, notes=(*imported.notes, noted)) if noted else imported), None
    except KnownError:
        if args.makes:
            # Why the import failed is told, not what follows from it.
            with contextlib.suppress(KnownError):
                Discard().run(tracker)
        raise


def import_(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Import an issue file; lines that are no issues are kept and listed."""
    imported, plan = _import(tracker, args)
    answer: dict[str, object] = {
        "issues": imported.issues,
        "created": imported.created,
        "updated": imported.updated,
        "unchanged": imported.unchanged,
        "deleted": imported.deleted,
        "kept_verbatim": imported.kept_verbatim,
        "problems": [{"line": line, "reason": reason} for line, reason in imported.problems],
        "conflicts": list(imported.conflicts),
    }
    if imported.notes:
        answer["notes"] = list(imported.notes)
    if plan is not None:
        answer["would_delete"] = [asdict(one) for one in plan.deletes]
        answer["would_rename"] = [asdict(one) for one in plan.renames]
        answer["not_in_file"] = [asdict(one) for one in plan.missing]
    would = "would be " if args.dry_run else ""
    counts = (f"{answer[verb]} {would}{verb}" for verb in ("created", "updated", "deleted"))
    printer.document(
        answer,
        [
            f"{imported.issues} issues: {', '.join(counts)}, {imported.unchanged} unchanged; "
            f"{imported.kept_verbatim} lines kept as they are",
            *(_planned(plan) if plan is not None else ()),
        ],
    )
    if not printer.as_json:
        printer.problems(imported)
    return PROBLEMS if imported.problems or imported.conflicts else DONE


def _planned(plan: Plan) -> Iterator[str]:
    """What somebody may want to know before an import is done, line by line."""
    for one in plan.deletes:
        yield f"would be deleted: {one.id} {one.title}"
    for rename in plan.renames:
        yield f"would be called {rename.new}, because another issue is {rename.old}: {rename.title}"
    for one in plan.missing:
        yield f"no longer in the file, would be kept: {one.id} {one.title}"


def export(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Write the project's own issue file or another; - is standard output, the report then goes to stderr."""
    if args.file is None:
        report = guarded_export.export_project(tracker, _own_file(args))
    elif args.file == "-":
        data, report = exporting.export(tracker)
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        printer = Printer(as_json=printer.as_json, out=sys.stderr)
    else:
        path = Path(args.file)
        write = csv_write.export_csv if csv_write.is_csv(path) else export_file.export_to
        report = write(tracker, path)
    answer = {"lines": report.lines, "bytes": report.bytes, "sha256": report.sha256}
    printer.document(answer, [f"{report.lines} lines, {report.bytes} bytes, SHA-256 {report.sha256}"])
    return DONE


def _own_file(args: Namespace) -> Path:
    place = places.choose(args.db, args.project, Path.cwd())
    if place.jsonl is None:
        raise Invalid("This tracker has no issue file of its own. Name a file, or - to print.")
    return place.jsonl


def copy(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Save a complete, checked copy."""
    copied = SaveCopy(Path(args.file)).run(tracker)
    printer.document(
        {"path": str(copied.path), "issues": copied.issues, "bytes": copied.bytes, "verified": True},
        [f"{copied.path}: {copied.issues} issues, checked"],
    )
    return DONE
