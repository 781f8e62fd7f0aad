"""The terminal commands: each sends the requests that the window sends, and prints the answer.

A command returns its exit code: 0 done, 1 nothing done, 3 done with problems, 4 (checkpoint only)
not all changes could be brought into the tracker's file.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Protocol

from store import giving, lists, lookups, ready, requests, saved_views, templates
from store.answers import Done
from store.capture import Captured, capture
from store.close_requests import Settle
from store.errors import Invalid, KnownError
from store.exit_codes import DONE, NOT_TIDIED, NOTHING, PROBLEMS
from store.holders import find_holders
from store.import_progress import Watched
from store.issue import EDITABLE, TIMES, checked_title
from store.keys import key_of
from store.many_requests import ChangeMany
from store.outlook_requests import AskFamily
from store.printing import Printer, settled_json
from store.query import Query, parse, unparse
from store.times import Clock, parse_when

if TYPE_CHECKING:
    from store.tracker import Tracker

TERMINAL_LIMIT = 50
"""Issues shown to a person at a terminal unless --limit says otherwise; programs get all."""

Command = Callable[["Tracker", Namespace, Printer], int]


class Check(Protocol):
    """Looks at what was typed before a tracker is opened, or made when it is new; raises KnownError."""

    def __call__(self, args: Namespace, *, new: bool) -> None:
        """Raise when the command cannot succeed."""


def check_title(args: Namespace, *, new: bool) -> None:
    """Refuse a title that cannot be before a tracker is made for it."""
    if new:
        checked_title(capture(args.title, Clock().now()).title if args.quick else args.title)


def add(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Create an issue."""
    given = {name: getattr(args, name) for name in ADD_FIELDS if getattr(args, name) is not None}
    bare = Captured(args.title, args.title)
    now = Clock().now()
    line = capture(args.title, now, tracker.actor) if args.quick else bare
    if args.template is not None:
        line = templates.applied(templates.find(tracker, args.template), line, now, tracker.actor)
    if args.view is not None:
        line = line.within(giving.given(tracker, saved_views.find(tracker, args.view).query))
    said = line.request()
    parent = args.parent or said.parent
    blockers = tuple(("blocks", _id(tracker, id)) for id in args.depends_on)
    fields, labels = {**said.fields, **_read(given)}, (*said.labels, *args.label)
    parent = _id(tracker, parent) if parent else ""
    done = requests.Create(said.title, fields, labels, parent, blockers).run(tracker)
    printer.done(tracker, done)
    return DONE


ADD_FIELDS = ("issue_type", "priority", "description", "design", "acceptance_criteria", "notes", "assignee",
              "status", "due_at", "defer_until", "estimated_minutes", "external_ref")  # fmt: skip

_SHORT = {
    "type": "issue_type",
    "acceptance": "acceptance_criteria",
    "due": "due_at",
    "defer": "defer_until",
    "estimate": "estimated_minutes",
    "reason": "close_reason",
}


def templates_(tracker: Tracker, _args: Namespace, printer: Printer) -> int:
    """Print what new issues can begin with."""
    kept = lookups.ListTemplates().run(tracker)
    there = templates.BUILT_IN if kept is None else kept
    lines = [f"{one.name}: {one.line}" for one in there]
    printer.document([asdict(one) for one in there], lines or ["There are no templates."])
    return DONE


def set_(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Set fields, and add or remove labels with label+=NAME and label-=NAME."""
    fields: dict[str, object] = {}
    labels: dict[bool, list[str]] = {True: [], False: []}
    for pair in args.values:
        name, equals, value = str(pair).partition("=")
        if not equals:
            raise Invalid(f"{pair!r} is not FIELD=VALUE. Fields: {', '.join(EDITABLE)}, label+, label-.")
        if name in ("label+", "label-", "labels+", "labels-"):
            labels[name.endswith("+")].append(value)
        else:
            fields[_SHORT.get(name, name)] = value
    ids = [id for id in str(args.id).split(",") if id] or [str(args.id)]
    uids = tuple(_uid(tracker, id) for id in ids)
    request = requests.SetFields(uids, _read(fields), tuple(labels[True]), tuple(labels[False]))
    if len(uids) == 1:
        return _step(tracker, printer, request)
    keys = [key_of(tracker, uid) for uid in uids]
    done = ChangeMany(keys, request).run(tracker)
    printer.done(tracker, done)
    for left in done.refused:
        printer.note(f"{left.id} was left as it is: {left.reason}")
    return PROBLEMS if done.refused else DONE


def close(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Close issues."""
    return _step(tracker, printer, requests.Close(_uids(tracker, args), args.reason))


def reopen(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Open closed issues again."""
    return _step(tracker, printer, requests.Reopen(_uids(tracker, args)))


def delete(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Move issues to the trash."""
    uids = _uids(tracker, args)
    code = _step(tracker, printer, requests.Delete(uids, args.reason, with_children=args.with_children))
    if not args.with_children:
        family = AskFamily([key_of(tracker, uid) for uid in uids], limit=1).run(tracker)
        if family.count:
            printer.note(
                f"Issues below that stay: {family.count}, open ones: {family.open}. "
                "--with-children moves them to the trash too."
            )
    return code


def undelete(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Take issues out of the trash."""
    return _step(tracker, printer, requests.Restore(_uids(tracker, args)))


def show(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Print an issue."""
    printer.whole(lookups.FindIssue(args.id).run(tracker))
    return DONE


def comment(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Comment on an issue; - reads the text from standard input."""
    text = _standard_input() if args.text == "-" else args.text
    return _step(tracker, printer, requests.AddComment(_uid(tracker, args.id), text))


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(f"The text is not UTF-8 (byte {error.start + 1}). Nothing was changed.") from None


def depend(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Let an issue depend on another, or no longer."""
    uid = _uid(tracker, args.id)
    if args.remove:
        return _step(tracker, printer, requests.Undepend(uid, args.on, args.type))
    target = args.on if args.on.startswith("external:") else _id(tracker, args.on)
    return _step(tracker, printer, requests.Depend(uid, target, args.type))


def ready_(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Print what can be started."""
    with tracker.reading():
        _print_some(tracker, ready.ready(tracker, args.sort, tracker.now_key()), args, printer)
    return DONE


def blocked(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Print what waits, and for what."""
    with tracker.reading():
        found = ready.blocked(tracker)
        _print_some(tracker, [key for key, _ in found], args, printer, dict(found))
    return DONE


def stale(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Print what nobody touched for some days."""
    with tracker.reading():
        _print_some(tracker, ready.stale(tracker, tracker.now_key(), args.days), args, printer)
    return DONE


def list_(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Print what matches a query; without one, all that is open."""
    typed = " ".join(args.query)
    if args.view is None:
        query = Query("" if typed else "is:open", typed, args.sort or "natural", args.descending)
        return _list(tracker, query, args, printer)
    found = saved_views.find(tracker, args.view)
    if unused := saved_views.beyond_a_list(found):
        printer.note(f"The window also shows it {unused}; this is a list.")
    view = found.query
    # As the view is read: the next word is no part of a phrase that has no second quote.
    text = f"{unparse(parse(view.text))} {typed}"
    down = args.descending if args.sort or args.descending else view.descending
    return _list(tracker, Query(view.scope, text, args.sort or view.sort, down), args, printer)


def search(tracker: Tracker, args: Namespace, printer: Printer) -> int:
    """Print what has these words, closed issues too."""
    return _list(
        tracker, Query("", " ".join(args.words), args.sort or "natural", args.descending), args, printer
    )


def stats(tracker: Tracker, _args: Namespace, printer: Printer) -> int:
    """Print counts."""
    found = lookups.GetStats().run(tracker)
    value = asdict(found)
    lines = [
        f"{found.total} issues, {found.ready} ready, {found.blocked} blocked, {found.trash} in the trash"
    ]
    for name in ("by_status", "by_type", "by_priority"):
        counts: Mapping[str, int] = value[name]
        lines.append(f"{name.removeprefix('by_')}: " + ", ".join(f"{key} {n}" for key, n in counts.items()))
    if found.lead_time_hours is not None:
        lines.append(f"lead time: {found.lead_time_hours:.1f} hours")
    printer.document(value, lines)
    return DONE


def check(tracker: Tracker, _args: Namespace, printer: Printer) -> int:
    """Check the file, the blocked set and the search index."""
    found = lookups.Check().run(tracker)
    printer.document(
        {"ok": found.ok, "findings": list(found.findings)}, found.findings or ["No fault was found."]
    )
    return DONE if found.ok else PROBLEMS


def holders(tracker: Tracker, _args: Namespace, printer: Printer) -> int:
    """Print who has the tracker open."""
    printer.holders(find_holders(tracker.path))
    return DONE


def checkpoint(tracker: Tracker, _args: Namespace, printer: Printer) -> int:
    """Bring all changes into the tracker's file, with the ladder of retries, and close."""
    watched = Watched("MB")
    with watched.stoppable():
        settled = Settle(watched.cancel, told=watched.megabytes).run(tracker)
    closed = tracker.finish(settled)
    grade = closed.grade
    printer.document(
        settled_json(settled, grade.name, closed.wal_bytes),
        [
            f"{grade.name}: {settled.moved} of {settled.frames} frames moved "
            f"in {len(settled.attempts)} attempts",
            *(f"{holder.called} holds it up" for holder in settled.holders if holder.holds_up),
        ],
    )
    return NOT_TIDIED if grade.at_risk else DONE


def undo(tracker: Tracker, _args: Namespace, printer: Printer) -> int:
    """Reverse the last step."""
    watched = Watched("changes")
    with watched.stoppable():
        done = requests.Undo(progress=watched.progress, cancel=watched.cancel).run(tracker)
    return _reversed(done, printer, "Undid")


def redo(tracker: Tracker, _args: Namespace, printer: Printer) -> int:
    """Do it again."""
    watched = Watched("changes")
    with watched.stoppable():
        done = requests.Redo(progress=watched.progress, cancel=watched.cancel).run(tracker)
    return _reversed(done, printer, "Did again")


def _reversed(done: Done, printer: Printer, verb: str) -> int:
    what = done.what
    value = {
        "step": done.step,
        "kind": what.kind if what else "",
        "detail": what.detail if what else "",
        "ids": list(done.ids),
        "skipped": [asdict(skipped) for skipped in done.skipped],
    }
    words = f"{verb}{' nothing of' if done.nothing else ''}: {value['kind']} {value['detail']}".rstrip()
    issues = ", ".join(done.ids)
    printer.document(value, [f"{words} ({issues})" if issues else words])
    for skipped in done.skipped:
        by = f" by {skipped.by}" if skipped.by else ""
        why = (
            f"{skipped.holder} has {skipped.proposed} now" if skipped.holder else f"it was changed since{by}"
        )
        printer.note(f"{skipped.id}: {skipped.field} was left as it is; {why}")
    waiting = sum(skipped.review for skipped in done.skipped)
    if waiting:
        printer.note(f"The window lists them among the changes to review ({waiting}).")
    return PROBLEMS if done.skipped else DONE


def _list(tracker: Tracker, query: Query, args: Namespace, printer: Printer) -> int:
    with tracker.reading():
        _print_some(tracker, lists.keys(tracker, query).keys.tolist(), args, printer)
    return DONE


def _print_some(
    tracker: Tracker,
    keys: list[int],
    args: Namespace,
    printer: Printer,
    blocked_by: Mapping[int, tuple[str, ...]] | None = None,
) -> None:
    limit = args.limit
    if limit is None:
        limit = 0 if printer.as_json or not sys.stdout.isatty() else TERMINAL_LIMIT
    shown = keys[:limit] if limit else keys
    printer.issues(tracker, shown, blocked_by)
    if len(shown) < len(keys):
        printer.note(f"{len(shown)} of {len(keys)} are shown; --limit 0 shows all.")


def _step(tracker: Tracker, printer: Printer, request: requests.Request[Done]) -> int:
    printer.done(tracker, request.run(tracker))
    return DONE


def _read(fields: dict[str, object]) -> dict[str, object]:
    read = dict(fields)
    for name in TIMES:
        if read.get(name):
            try:
                read[name] = parse_when(str(read[name]), Clock().now())
            except ValueError as error:
                raise Invalid(str(error)) from None
    return read


def _id(tracker: Tracker, id: str) -> str:
    return lookups.FindIssue(id).run(tracker).id


def _uid(tracker: Tracker, id: str) -> str:
    return lookups.FindIssue(id).run(tracker).uid


def _uids(tracker: Tracker, args: Namespace) -> tuple[str, ...]:
    return tuple(_uid(tracker, id) for id in args.ids)


def refuse(error: KnownError, printer: Printer) -> int:
    """Say why nothing was done."""
    printer.note(str(error))
    return NOTHING
