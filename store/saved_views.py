"""Saved views: queries with a name, which travel in the tracker's file. Each function is one step.

A view's parts are logged like those of an issue, as "view<TAB>name": undo, and other windows on the tracker,
learn of them from the same log.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from store import ids, view_requests
from store.answers import Done, Skipped
from store.boards import FIELDS
from store.conditions import Bindings
from store.errors import Ambiguous, Invalid, NotFound, NothingToDo
from store.issue import storable
from store.narrowing import source
from store.query import GROUPS, SORTS, Query, parse, read_sort
from store.registers import VIEW, Value
from store.steps import Step, step
from store.values import loads_object
from store.view_answers import SavedView, Tallied

if TYPE_CHECKING:
    from store.tracker import Tracker

LONGEST = 80
"""Letters of a name."""

_PARTS = ("name", "icon", "scope", "text", "sort", "descending", "grouped", "columns", "shown")
_FIELDS = (*_PARTS, "place", "present")
_SHOWN = frozenset({"", "list", *(f"board:{name}" for name in FIELDS)})
_ICON = re.compile(r"[a-z0-9-]{0,40}")
_COLUMNS = re.compile(r"[a-z_,]{0,400}")


def views(tracker: Tracker) -> tuple[SavedView, ...]:
    """All of them in their order."""
    rows = tracker.all(f"SELECT uid, {', '.join(_PARTS)} FROM saved_view WHERE present ORDER BY place, key")
    return tuple(
        SavedView(uid, name, icon, Query(scope, text, sort, bool(descending), group), columns, shown)
        for uid, name, icon, scope, text, sort, descending, group, columns, shown in rows
    )


def find(tracker: Tracker, name: str) -> SavedView:
    """The view of that name, in whatever case; NotFound says which there are."""
    found = views(tracker)
    meant = [one for one in found if one.name == name] or [
        one for one in found if one.name.casefold() == name.strip().casefold()
    ]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise Ambiguous(f"Several views are called {name}. Rename one of them in the window.")
    names = ", ".join(one.name for one in found)
    raise NotFound(
        f"There is no view called {name}. " + (f"Views: {names}." if names else "None was saved yet.")
    )


def beyond_a_list(view: SavedView) -> str:
    """How the window shows a view, in words, where a plain list of its issues does not; "" for nothing."""
    field = view.shown.removeprefix("board:")
    ways = [
        f"as a board by {field}" if field != view.shown else "",
        f"in groups by {view.query.group}" if view.query.group else "",
    ]
    return ", ".join(filter(None, ways))


def count(tracker: Tracker, query: Query, most: int) -> Tallied:
    """How many issues a query lists, counted up to `most`; raises BadQuery. One read transaction."""
    with tracker.reading():
        bindings = Bindings(tracker.now_key(), tracker.actor)
        matching = source(tracker, (*parse(query.scope), *parse(query.text)), bindings)
        found = tracker.one(
            f"""SELECT count(*) FROM (SELECT 1 FROM {matching.table} WHERE {matching.where}
                LIMIT {bindings.add(most + 1)})""",
            bindings.values,
        )
    return Tallied(min(found, most), more=found > most)


def save(tracker: Tracker, request: view_requests.SaveView) -> Done:
    """Make a view, the last one; the answer's `uids` has its uid."""
    query = request.query
    values = _checked(
        {
            "name": request.name, "icon": request.icon, "columns": request.columns, "shown": request.shown,
            **view_requests.parts_of(query),
        }
    )  # fmt: skip
    with step(tracker, "save_view", detail=str(values["name"]), initiator=request.initiator) as made:
        _refuse_taken(tracker, str(values["name"]), "")
        place = tracker.one("SELECT coalesce(max(place), 0) + 1 FROM saved_view WHERE present")
        uid = ids.new_uid()
        tracker.run("INSERT INTO saved_view(uid) VALUES (?)", (uid,))
        _set(made, uid, {**values, "place": place, "present": True})
    return made.done()


def change(tracker: Tracker, request: view_requests.ChangeView) -> Done:
    """Give a view another name, icon or query."""
    values = _checked(request.values)
    with tracker.reading():
        name = str(_read(tracker, request.uid)["name"])
    kind = "rename_view" if values.keys() <= {"name", "icon"} else "change_view"
    with step(tracker, kind, detail=str(values.get("name", name)), initiator=request.initiator) as made:
        if "name" in values:
            _refuse_taken(tracker, str(values["name"]), request.uid)
        _set(made, request.uid, values)
    return made.done()


def delete(tracker: Tracker, request: view_requests.DeleteView) -> Done:
    """Take a view away; undo brings it back to its place."""
    with tracker.reading():
        name = str(_read(tracker, request.uid)["name"])
    with step(tracker, "delete_view", detail=name, initiator=request.initiator) as made:
        _set(made, request.uid, {"present": None})
    return made.done()


def move(tracker: Tracker, request: view_requests.MoveView) -> Done:
    """Put a view before another one, or at the end."""
    with tracker.reading():
        name = str(_read(tracker, request.uid)["name"])
    with step(tracker, "move_view", detail=name, initiator=request.initiator) as made:
        now = [one.uid for one in views(tracker)]
        order = [uid for uid in now if uid != request.uid]
        at = order.index(request.before) if request.before in order else len(order)
        order.insert(at, request.uid)
        if order == now or request.before == request.uid:
            raise NothingToDo("It stands there already.")
        for place, uid in enumerate(order, 1):
            _set(made, uid, {"place": place})
    return made.done()


def reverse(made: Step, number: int, *, back: bool) -> None:
    """Undo or redo what a step changed in views; what was changed since is left alone and told."""
    tracker = made.tracker
    rows = tracker.all(
        f"""SELECT uid, before, after FROM change JOIN saved_view USING (uid) WHERE step = ?
            ORDER BY seq {"DESC" if back else "ASC"}""",
        (number,),
    )
    for uid, *sides in rows:
        old, new = (_unlogged(loads_object(side)) for side in sides)
        wanted, expected = (old, new) if back else (new, old)
        now = _read(tracker, uid, there=False)
        free = {name for name in wanted if now[name] == expected[name]}
        for name in sorted(wanted.keys() - free):
            if now[name] != wanted[name]:
                made.skipped.append(Skipped(str(now["name"]), name, now[name], wanted[name]))
        _set(made, uid, {name: wanted[name] for name in wanted if name in free}, there=False)


def _set(made: Step, uid: str, values: Mapping[str, Value], *, there: bool = True) -> None:
    """Write and log what differs."""
    now = _read(made.tracker, uid, there=there and values.get("present") is not True)
    changed = {name: value for name, value in values.items() if now[name] != value}
    if not changed:
        return
    columns = ", ".join(f"{name} = ?" for name in changed)
    stored = [value or 0 if name == "present" else value for name, value in changed.items()]
    made.tracker.run(f"UPDATE saved_view SET {columns} WHERE uid = ?", (*stored, uid))
    made.log_other(
        uid,
        {VIEW + name: now[name] for name in changed},
        {VIEW + name: value for name, value in changed.items()},
    )


def _read(tracker: Tracker, uid: str, *, there: bool = True) -> dict[str, Value]:
    """The view's fields; present is True or None, as in the log."""
    rows = tracker.all(f"SELECT {', '.join(_FIELDS)} FROM saved_view WHERE uid = ?", (uid,))
    if not rows or (there and not rows[0][-1]):
        raise NotFound("The view is no longer there.")
    found = dict(zip(_FIELDS, rows[0], strict=True))
    return {**found, "descending": bool(found["descending"]), "present": True if found["present"] else None}


def _checked(values: Mapping[str, object]) -> dict[str, Value]:
    """The values as they are stored; Invalid or BadQuery for what makes no view."""
    unknown = sorted(values.keys() - set(_PARTS))
    if unknown:
        raise Invalid(f"A view has no {unknown[0]}.")
    found: dict[str, Value] = {name: _text(value) for name, value in values.items() if name != "descending"}
    if "descending" in values:
        found["descending"] = bool(values["descending"])
    if "name" in found:
        found["name"] = " ".join(found["name"].split())
        if not found["name"]:
            raise Invalid("A view needs a name.")
        if len(found["name"]) > LONGEST:
            raise Invalid(f"The name has {len(found['name'])} letters; {LONGEST} are allowed.")
    if not _ICON.fullmatch(found.get("icon", "")):
        raise Invalid("An icon's name is of small letters, digits and hyphens.")
    for part in ("scope", "text"):
        parse(found.get(part, ""))
    try:
        read_sort(found.get("sort", SORTS[0]))
    except ValueError as error:
        raise Invalid(str(error)) from None
    if found.get("grouped", "") not in ("", *GROUPS):
        raise Invalid(f"A list is not grouped by {found['grouped']}. Groups: {', '.join(GROUPS)}.")
    if found.get("shown", "") not in _SHOWN or not _COLUMNS.fullmatch(found.get("columns", "")):
        raise Invalid("A view is shown as a list or as a board, and its columns are names.")
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Invalid("A view is made of texts.")
    return storable(value)


def _refuse_taken(tracker: Tracker, name: str, uid: str) -> None:
    if any(one.name.casefold() == name.casefold() and one.uid != uid for one in views(tracker)):
        raise Invalid(f"There is a view called {name} already.")


def _unlogged(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name.removeprefix(VIEW): value for name, value in values.items()}
