"""Two sides become one: the same from either side, and merging again changes nothing."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.issue import STATUS_GROUP
from store.merging import UPDATED, empty, merge
from store.registers import FIELDS, Value
from store.times import sort_key

EARLY, LATER = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"
METADATA = "extra\tmetadata"
KNOWN = frozenset({"labels", "dependencies"})
Registers = dict[str, Value]

times = st.sampled_from(["", EARLY, "2026-01-01T01:00:00+01:00", LATER, "2026-02-01T00:00:00.000001Z"])
texts = st.sampled_from(["", "a", "b", "ä"])
elements: dict[str, st.SearchStrategy[Any]] = {
    "label\tx": st.sampled_from([None, True]),
    "dependency\tp-2\tblocks": st.sampled_from([None, {"created_at": EARLY}, {"created_at": LATER}]),
    "comment\tu1": st.sampled_from([None, {"text": "a"}, {"text": "b"}]),
    "extra\tfoo": st.sampled_from([None, 1, "1", [1], False]),
    METADATA: st.sampled_from([None, {"a": 1}, {"a": 2, "b": 1}, {"b": 2}, {"a": {"deep": [1]}}, {}, "text"]),
}
groups: st.SearchStrategy[Registers] = st.sampled_from(
    [
        {"status": "open", "closed_at": None, "close_reason": ""},
        {"status": "closed", "closed_at": EARLY, "close_reason": ""},
        {"status": "closed", "closed_at": LATER, "close_reason": "done"},
        {"status": "in_progress", "closed_at": None, "close_reason": ""},
        {"status": "tombstone", "closed_at": None, "deleted_at": LATER, "deleted_by": "ann"},
    ]
)


@st.composite
def sides(draw: st.DrawFn) -> Registers:
    """All registers of an issue, of few values so that sides often agree."""
    made: Registers = {name: empty(name) for name in FIELDS}
    made.update(draw(groups))
    made.update(title=draw(texts), notes=draw(texts), priority=draw(st.sampled_from([0, 2])))
    made.update(due_at=draw(st.sampled_from([None, EARLY, LATER])), pinned=draw(st.booleans()))
    made.update({name: draw(values) for name, values in elements.items()})
    made[UPDATED] = draw(times)
    return made


def merged(base: Registers | None, ours: Registers, theirs: Registers) -> Registers:
    return {**ours, **merge(base, ours, theirs, KNOWN).take}


def said(registers: Registers) -> Registers:
    """The registers with times as instants."""
    at = {name: sort_key(registers[name]) for name in (UPDATED, "due_at", "closed_at") if registers[name]}
    return {name: value for name, value in {**registers, **at}.items() if value is not None}


@given(base=st.none() | sides(), one=sides(), other=sides())
def test_a_merge_is_the_same_from_either_side(
    base: Registers | None, one: Registers, other: Registers
) -> None:
    assert said(merged(base, one, other)) == said(merged(base, other, one))


@given(base=st.none() | sides(), ours=sides(), theirs=sides())
def test_merging_again_changes_nothing(base: Registers | None, ours: Registers, theirs: Registers) -> None:
    once = merged(base, ours, theirs)
    assert said(merged(base, once, theirs)) == said(once)
    assert merge(theirs, once, theirs, KNOWN).take == {}
    assert merge(base, once, once, KNOWN).take == {}


@given(base=sides(), ours=sides(), theirs=sides())
def test_what_one_side_changed_is_taken_and_what_both_did_is_reported(
    base: Registers, ours: Registers, theirs: Registers
) -> None:
    result = merge(base, ours, theirs, KNOWN)
    after = {**ours, **result.take}
    reported = {name: (kept, lost) for name, kept, lost in result.conflicts}
    for name in base:
        if name in (UPDATED, METADATA) or name in STATUS_GROUP:
            continue
        one, other = ours[name] != base[name], theirs[name] != base[name]
        if one and other and ours[name] != theirs[name]:
            kept, lost = reported[name]
            assert after[name] == kept
            assert [kept, lost] in ([ours[name], theirs[name]], [theirs[name], ours[name]])
        else:
            assert name not in reported
            assert after[name] == (theirs[name] if other else ours[name])


@given(base=st.none() | sides(), ours=sides(), theirs=sides())
def test_the_status_stays_whole(base: Registers | None, ours: Registers, theirs: Registers) -> None:
    after = merged(base, ours, theirs)
    group = {name: after[name] for name in STATUS_GROUP}
    assert group in [{name: side[name] for name in STATUS_GROUP} for side in (ours, theirs)]


@given(base=st.none() | sides(), ours=sides(), theirs=sides())
def test_the_time_is_no_earlier_than_either_and_moves_with_a_mixture(
    base: Registers | None, ours: Registers, theirs: Registers
) -> None:
    after = merged(base, ours, theirs)
    for side in (ours, theirs):
        assert sort_key(after[UPDATED]) >= sort_key(side[UPDATED])
    whole = [{**side, UPDATED: ""} for side in (ours, theirs)]
    if {**after, UPDATED: ""} not in whole and after[UPDATED]:
        assert sort_key(after[UPDATED]) > max(sort_key(ours[UPDATED]), sort_key(theirs[UPDATED]))


@given(base=sides(), one=sides(), other=sides())
def test_each_key_of_the_metadata_is_a_register(base: Registers, one: Registers, other: Registers) -> None:
    values = [side[METADATA] for side in (base, one, other)]
    if not all(isinstance(value, dict) and value for value in values):
        return
    result = merge(base, one, other, KNOWN)
    after = {**one, **result.take}[METADATA]
    reported = {name: (kept, lost) for name, kept, lost in result.conflicts}
    for key in {key for value in values for key in value}:
        was, mine, given_ = (value.get(key) for value in values)
        if mine != was and given_ not in (was, mine):
            assert reported[f"metadata\t{key}"][0] == after.get(key)
        else:
            assert after.get(key) == (given_ if mine == was else mine)


@given(base=sides(), edited=sides(), data=st.data())
def test_edits_of_different_registers_come_together_in_any_order(
    base: Registers, edited: Registers, data: st.DataObject
) -> None:
    parts = ["title", "notes", "priority", "due_at", "pinned", *elements]
    owners = {name: data.draw(st.integers(0, 3)) for name in parts}
    group = data.draw(st.integers(0, 3))
    clones: list[Registers] = []
    for n in range(3):
        mine = {name: edited[name] for name, owner in owners.items() if owner == n}
        if group == n:
            mine.update((name, edited[name]) for name in STATUS_GROUP)
        at = {UPDATED: data.draw(times)} if mine else {}
        clones.append({**base, **mine, **at})
    wanted = {name: edited[name] if owners[name] < 3 else base[name] for name in parts}
    wanted.update((name, edited[name] if group < 3 else base[name]) for name in STATUS_GROUP)
    for order in permutations(clones):
        first, second, third = order
        for after in (
            merged(base, merged(base, first, second), third),
            merged(base, first, merged(base, second, third)),
        ):
            assert {name: after[name] for name in wanted} == wanted


@given(base=st.none() | sides(), ours=sides(), theirs=sides())
def test_a_refused_deletion_changes_nothing_but_the_status(
    base: Registers | None, ours: Registers, theirs: Registers
) -> None:
    asked, refused = (merge(base, ours, theirs, KNOWN, deletions=on) for on in (True, False))
    deletes = asked.take.get("status") == "tombstone"
    left = {name: value for name, value in asked.take.items() if not deletes or name not in STATUS_GROUP}
    assert {**refused.take, UPDATED: ""} == {**left, UPDATED: ""}
    if deletes:
        (lost,) = [lost for name, _, lost in refused.conflicts if name == "status"]
        assert lost["status"] == "tombstone"
        # What was decided stands: the same line does not ask again.
        again = merge(theirs, {**ours, **refused.take}, theirs, KNOWN, deletions=True)
        assert "status" not in again.take


def made(**fields: Any) -> Registers:
    return {**{name: empty(name) for name in FIELDS}, "status": "open", UPDATED: EARLY, **fields}


@pytest.mark.parametrize(("at", "kept"), [(LATER, "a"), (EARLY, "b"), ("2025-01-01T00:00:00Z", "b")])
def test_the_later_side_wins_then_the_greater_bytes(at: str, kept: str) -> None:
    result = merge(made(title="was"), made(title="b"), made(title="a", **{UPDATED: at}))
    assert {"title": "b", **result.take}["title"] == kept
    assert result.conflicts == [("title", kept, "b" if kept == "a" else "a")]


def test_a_register_that_the_line_lacks_was_not_removed() -> None:
    base = made(notes="n", **{"label\tx": True, "comment\tu": {"text": "t"}, "extra\tfoo": 1})
    assert merge(base, base, {"status": "open", UPDATED: EARLY}).take == {}
    assert merge(base, base, {"status": "open", UPDATED: EARLY}, KNOWN).take == {"label\tx": None}


def test_true_is_not_one() -> None:
    base = made(**{"extra\tfoo": 1})
    assert merge(base, base, {**base, "extra\tfoo": True}).take == {"extra\tfoo": True}


def test_an_unreadable_time_is_the_earliest() -> None:
    result = merge(made(title="was"), made(title="b"), made(title="c", **{UPDATED: "soon"}))
    assert result.take == {}


def test_the_same_instant_in_another_spelling_is_not_taken() -> None:
    ours = {**{name: empty(name) for name in FIELDS}, "status": "open", UPDATED: EARLY}
    theirs = {**ours, UPDATED: "2026-01-01T01:00:00+01:00"}
    assert merge(ours, ours, theirs, KNOWN).take == {}
    assert merge(theirs, theirs, ours, KNOWN).take == {}
