from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import lists
from store.query import VIEWS, BadQuery, Query
from store.tracker import Tracker
from tests.helpers.made_issues import SAMPLE, listed, open_sample

_ALL = [name for name in SAMPLE if name not in ("p-8", "p-12")]
_OPEN = [name for name in _ALL if name not in ("p-6", "p-7", "p-13")]


_TERMS = (
    "is:ready", "is:overdue", "is:pinned", "status:open", "type:epic", "label:ui", "label:none",
    "priority:>1", "assignee:me", "assignee:none", "id:p-1", "epic:p-9", "due:<today", "due:none",
    "defer:>today", "alpha", '"closed child"', "+++", "closed:today", "updated:>=-1w",
    "created:2026-06-01,today", "(is:ready or alpha)", "(is:closed or +++ or -(label:ui due:none))",
)  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A tracker that the tests only read."""
    found = open_sample(tmp_path_factory.mktemp("shared") / "a.strandline")
    yield found
    found.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is:ready", ["p-1", "p-9", "p-14"]),
        ("is:in_progress", ["p-2"]),
        ("is:blocked", ["p-3", "p-10"]),
        ("is:deferred", ["p-4", "p-5"]),
        ("is:open", _OPEN),
        ("is:closed", ["p-6", "p-7", "p-13"]),
        ("is:trash", ["p-8"]),
        ("is:overdue", ["p-2"]),
        ("is:epic", ["p-9"]),
        ("is:template", ["p-10"]),
        ("is:pinned", ["p-11"]),
        ("is:unassigned is:closed", ["p-6", "p-7", "p-13"]),
        ("", _ALL),
        ("is:open,closed", _ALL),
        ("is:closed,trash", ["p-6", "p-7", "p-8", "p-13"]),
        ("-is:open", ["p-6", "p-7", "p-13"]),
        ("-is:trash", _ALL),
        ("status:tombstone", ["p-8"]),
        ("status:in_review", ["p-11"]),
        ("status:OPEN,closed priority:2", ["p-3", "p-5", "p-6", "p-13", "p-14"]),
        ("type:bug", ["p-14"]),
        ("type:nothing", []),
        ("(type:bug or label:ui)", ["p-1", "p-14"]),
        ("(is:ready priority:<=1 or assignee:bob or due:<today is:closed)", ["p-1", "p-2", "p-7", "p-9"]),
        ("is:ready -(label:ui or type:bug)", ["p-9"]),
        ("(is:ready or is:closed) -(priority:<=1 or (is:ready or id:p-6))", ["p-7", "p-13"]),
        ("(is:trash or label:ui)", ["p-1", "p-8"]),
        ("(is:trash or label:ui) (priority:>=0 or is:closed)", ["p-1", "p-8"]),
        ("(is:trash label:none or id:p-8 or label:ui)", ["p-1"]),
        ("-(is:trash or is:open)", ["p-6", "p-7", "p-13"]),
        ("is:trash (id:p-8 or id:p-7)", ["p-8"]),
        ("label:UI", ["p-1"]),
        ('label:"needs review"', ["p-5"]),
        ('label:"NEEDS REVIEW"', []),
        ("label:ui,none is:ready", ["p-1", "p-9", "p-14"]),
        ("assignee:me", ["p-1"]),
        ("assignee:bob", ["p-2"]),
        ('assignee:"bob"', []),
        ("-assignee:none", ["p-1", "p-2"]),
        ("priority:<=1", ["p-1", "p-9"]),
        ("priority:0,high", ["p-1", "p-9"]),
        ("priority:>P3", ["p-4"]),
        ("id:-1", ["p-1", "p-10", "p-11", "p-13", "p-14"]),
        ("id:P-14", ["p-14"]),
        ("id:%", []),
        ("epic:p-9", ["p-3", "p-10", "p-11", "p-13"]),
        ("parent:10", ["p-11"]),
        ("parent:none is:ready", ["p-1", "p-9", "p-14"]),
        ("epic:p-404", []),
        ("due:none", [name for name in _ALL if name not in ("p-2", "p-7")]),
        ("due:<today", ["p-2", "p-7"]),
        ("-due:<today is:ready", ["p-1", "p-9", "p-14"]),
        ("due:2026-06-01", ["p-2"]),
        ("due:<2026-06-01", ["p-7"]),
        ("due:<=2026-06-01", ["p-2", "p-7"]),
        ("due:>2026-06-01", []),
        ("due:>=2026-06-01", ["p-2"]),
        ("created:<-7d", ["p-1", "p-6"]),
        ("created:>-24h created:<2026-06-15", ["p-14"]),
        ("created:>2026-06-14T12:59:00Z created:<2026-06-15T00:00:00Z", ["p-14"]),
        ("defer:>today", ["p-5"]),
        ("closed:>=2026-06-05", ["p-7"]),
        ("closed:none is:closed", ["p-13"]),
        ("created:9999-12-31", []),
        ("created:<=9999-12-31", _ALL),
    ],
)
def test_a_query_lists_what_it_says(
    shared: Tracker, monkeypatch: pytest.MonkeyPatch, text: str, expected: list[str]
) -> None:
    assert listed(shared, text) == expected


@pytest.mark.parametrize("view", VIEWS)
def test_the_scope_and_the_text_must_both_hold(shared: Tracker, view: str) -> None:
    both = listed(shared, "priority:<=2", f"is:{view}")
    assert both == [
        name for name in listed(shared, f"is:{view}") if SAMPLE[name].get("priority", 2) in (0, 1, 2)
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(_TERMS), st.sampled_from(["", "is:open", "is:closed", "-label:ui"]))
def test_a_term_and_its_opposite_share_out_the_list(shared: Tracker, term: str, scope: str) -> None:
    with_it, without = listed(shared, term, scope), listed(shared, f"-{term}", scope)
    assert not set(with_it) & set(without)
    assert set(with_it) | set(without) == set(listed(shared, "", scope))


def test_a_bad_query_is_refused_with_its_place(shared: Tracker) -> None:
    with pytest.raises(BadQuery):
        lists.keys(shared, Query(text="label:"))
    with pytest.raises(BadQuery):
        lists.keys(shared, Query(text="due:<+9000y"))
