"""The model of the list: keys, pages of rows, and changes that leave selection and place alone."""

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gui.issue_table import FIRST_ROWS, IssueTable
from gui.key_diff import diff
from gui.list_columns import ID, PRIORITY, TITLE
from gui.row_pages import PAGE
from gui.row_words import row_words
from store.query import Query
from store.requests import Close, Create, Edit
from tests.helpers.window import Store, applied_theme, issue_line, running_store
from tests.store.test_actor import Hold

BY_ID = Query("is:open", "", "id")


@pytest.fixture
def store(qtbot: QtBot, tmp_path: Path) -> Iterator[Store]:
    with running_store(tmp_path, [issue_line(number) for number in range(700)]) as store:
        yield store


@pytest.fixture
def table(store: Store, qtbot: QtBot) -> Iterator[IssueTable]:
    applied_theme()
    table = IssueTable(store.bridge, row_words)
    show(table, qtbot, BY_ID)
    yield table
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)
    table.deleteLater()


@pytest.fixture
def keeps_to_the_rules(table: IssueTable) -> None:
    """Qt asks for all that a model promises, at each new list and each change of rows; that is dear."""
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning, table)
    tester.setUseFetchMore(False)


def show(table: IssueTable, qtbot: QtBot, query: Query) -> None:
    with qtbot.waitSignal(table.listed):
        table.show(query)


def see(table: IssueTable, qtbot: QtBot, first: int, last: int) -> None:
    table.want(first, last)
    qtbot.waitUntil(lambda: all(table.peek(place) is not None for place in range(first, last + 1)))


def title(table: IssueTable, place: int) -> str:
    row = table.row_at(place)
    assert row is not None
    return row.title


@pytest.mark.usefixtures("keeps_to_the_rules")
def test_it_lists_every_issue_in_the_order_asked_for(table: IssueTable, qtbot: QtBot) -> None:
    assert table.rowCount() == 700
    see(table, qtbot, 0, 20)
    assert [title(table, place) for place in range(3)] == ["Issue 00000", "Issue 00001", "Issue 00002"]
    show(table, qtbot, Query("is:open", "", "id", descending=True))
    see(table, qtbot, 0, 20)
    assert title(table, 0) == "Issue 00699"


def test_a_new_list_brings_its_first_rows(table: IssueTable, qtbot: QtBot, store: Store) -> None:
    show(table, qtbot, Query("is:open", "", "id", descending=True))
    assert not store.bridge.pending_reads
    assert [title(table, place) for place in (0, FIRST_ROWS - 1)] == ["Issue 00699", "Issue 00640"]


def test_questions_that_pile_up_are_dropped_but_for_the_last(
    table: IssueTable, qtbot: QtBot, store: Store
) -> None:
    hold = Hold()
    store.bridge._reader.submit(hold)
    listed: list[int] = []
    table.listed.connect(lambda listing: listed.append(len(listing.keys)))
    for text in ("0", "00", "0001", "00012"):
        table.show(Query("is:open", text))
    hold.gate.set()
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)
    assert listed == [1]


def test_what_matches_elsewhere_comes_after_the_list_where_it_takes_a_look_at_many(
    table: IssueTable, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(table.counted) as counted:
        table.show(Query("priority:2", "is:open"))
    assert counted.args is not None
    assert (len(table.keys), counted.args[0].elsewhere) == (700, 0)
    with qtbot.waitSignal(table.counted) as counted:
        table.show(Query("id:t-00001", "type:task"))
    assert counted.args is not None
    assert (len(table.keys), counted.args[0].elsewhere) == (1, 699)


def test_cells_and_titles_have_words_for_screen_readers(table: IssueTable, qtbot: QtBot) -> None:
    see(table, qtbot, 0, 3)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.index(0, ID).data() == "t-00000"
    assert table.index(0, PRIORITY).data(role) == "P2, medium"
    assert str(table.index(0, TITLE).data(role)).startswith("Issue 00000, t-00000, Open")
    assert table.headerData(PRIORITY, Qt.Orientation.Horizontal, role) == "Priority"


def test_rows_before_and_after_what_is_seen_are_here_before_they_are_seen(
    table: IssueTable, qtbot: QtBot
) -> None:
    see(table, qtbot, 300, 320)
    qtbot.waitUntil(lambda: table.peek(300 - PAGE) is not None and table.peek(320 + PAGE) is not None)
    assert table.peek(699) is None


def test_a_wheel_meets_no_placeholder(table: IssueTable, qtbot: QtBot, store: Store) -> None:
    see(table, qtbot, 0, 25)
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)
    for first in range(0, 670, 3):
        assert all(table.peek(place) is not None for place in range(first, first + 26)), first
        table.want(first, first + 25)
        qtbot.waitUntil(lambda: not store.bridge.pending_reads)


def test_dragging_the_scroll_bar_asks_for_the_newest_place_only(
    table: IssueTable, qtbot: QtBot, store: Store
) -> None:
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)
    for first in range(0, 660, 20):
        table.want(first, first + 20)
    assert store.bridge.pending_reads <= 2
    see(table, qtbot, 660, 680)


def test_an_answer_to_an_older_question_is_dropped(table: IssueTable, qtbot: QtBot, store: Store) -> None:
    seen: list[int] = []
    table.listed.connect(lambda listing: seen.append(len(listing.keys)))
    table.show(Query("is:closed"))
    assert table._listing is not None
    table._listing.result(10)  # answered, and too late to be cancelled: it waits to be delivered
    table.show(Query("is:open", "00042"))
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)
    assert seen == [1]


@pytest.mark.usefixtures("keeps_to_the_rules")
def test_an_edit_repaints_its_row_and_leaves_the_others(
    table: IssueTable, qtbot: QtBot, store: Store
) -> None:
    see(table, qtbot, 0, 20)
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)
    row = table.row_at(7)
    assert row is not None
    with qtbot.waitSignal(table.dataChanged) as changed:
        store.do(Edit(row.uid, {"assignee": "bob"}))
    assert changed.args is not None
    assert (changed.args[0].row(), changed.args[1].row()) == (7, 7)
    again = table.row_at(7)
    assert again is not None
    assert again.assignee == "bob"


@pytest.mark.usefixtures("keeps_to_the_rules")
def test_selection_follows_its_issues_through_new_closed_and_moved_ones(
    table: IssueTable, qtbot: QtBot, store: Store
) -> None:
    show(table, qtbot, Query("is:open", "", "priority"))
    see(table, qtbot, 0, 30)
    kept = [QPersistentModelIndex(table.index(place, TITLE)) for place in (4, 5, 20)]
    names = [title(table, index.row()) for index in kept]
    uids = [row.uid for place in (2, 9) if (row := table.row_at(place)) is not None]
    resets: list[None] = []
    table.modelReset.connect(lambda: resets.append(None))
    store.do(Close((uids[0],)))
    store.do(Edit(uids[1], {"priority": 0}))
    with qtbot.waitSignal(table.listed):
        store.do(Create("In between", {"priority": 1}))
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)
    see(table, qtbot, 0, 30)
    assert resets == []
    assert [index.isValid() and title(table, index.row()) for index in kept] == names
    assert title(table, 0) == "Issue 00009"
    assert title(table, 1) == "In between"
    assert table.rowCount() == 700


@pytest.mark.usefixtures("keeps_to_the_rules")
def test_many_changes_at_once_ask_for_the_list_twice_at_most(
    table: IssueTable, qtbot: QtBot, store: Store
) -> None:
    seen: list[int] = []
    table.listed.connect(lambda listing: seen.append(len(listing.keys)))
    done = [store.writer.submit(Create(f"More {n}")).result(10) for n in range(20)]
    for each in done:
        store.bridge.announce(each.changes)
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)
    assert len(seen) <= 2
    assert seen[-1] == 720


@pytest.mark.usefixtures("keeps_to_the_rules")
def test_an_edit_is_seen_at_once_and_stays_when_it_is_saved(
    table: IssueTable, qtbot: QtBot, store: Store
) -> None:
    see(table, qtbot, 0, 20)
    row = table.row_at(3)
    assert row is not None
    table.preview(row.uid, {"title": "Renamed", "description": "no part of a row"})
    assert title(table, 3) == "Renamed"
    store.do(Edit(row.uid, {"title": "Renamed, twice"}))
    qtbot.waitUntil(lambda: title(table, 3) == "Renamed, twice")


def test_an_edit_that_failed_shows_the_stored_value_again(table: IssueTable, qtbot: QtBot) -> None:
    see(table, qtbot, 0, 20)
    row = table.row_at(3)
    assert row is not None
    table.preview(row.uid, {"title": "Never saved"})
    table.settle(row.uid)
    qtbot.waitUntil(lambda: title(table, 3) == "Issue 00003")


def test_rows_are_collected_in_order_also_those_that_are_not_here(table: IssueTable, qtbot: QtBot) -> None:
    found: list[str] = []
    table.collect(table.keys[100:600], lambda rows: found.extend(row.id for row in rows))
    qtbot.waitUntil(lambda: bool(found))
    assert found == [f"t-{number:05}" for number in range(100, 600)]


def test_a_query_that_cannot_be_read_says_so_and_keeps_the_list(table: IssueTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.failed) as failed:
        table.show(Query("is:open", "is:nonsense"))
    assert failed.args is not None
    assert (failed.args[0].start, failed.args[0].end) == (3, 11)
    assert table.rowCount() == 700


@given(st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True))
def test_a_difference_turns_the_old_list_into_the_new_one(old: list[int], new: list[int]) -> None:
    change = diff(array("q", old), array("q", new))
    assert change is not None
    keys = array("q", old)
    for first, count in reversed(change.removed):
        del keys[first : first + count]
    if change.kept is not None:
        assert sorted(change.kept) == sorted(keys)
        keys = array("q", change.kept)
    for first, added in change.inserted:
        keys[first:first] = added
    assert keys == array("q", new)


def test_a_difference_in_too_many_places_is_none() -> None:
    assert diff(array("q", range(1000)), array("q", range(0, 1000, 2))) is None
