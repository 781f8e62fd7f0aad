"""Groups, outline, orders and columns of the list, by real keys on a real store."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from gui.columns_dialog import ColumnsDialog
from gui.list_columns import COMMENTS, ID, LABELS, PRIORITY, STATUS, TITLE, UPDATED
from gui.list_groups import ListGroups
from gui.list_header import NATURAL, added, alone
from store.answers import Group, Listing
from store.requests import Close, Edit
from tests.helpers.window import Opened, issue_line, open_window

NO, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def under(number: int, parent: int, **fields: object) -> str:
    edge = {"issue_id": f"t-{number:05}", "depends_on_id": f"t-{parent:05}", "type": "parent-child"}
    return issue_line(number, dependencies=[edge], **fields)


LINES = [
    issue_line(0, issue_type="epic", title="Release"),
    issue_line(1, priority=1, assignee="ann"),
    under(2, 0, priority=1, labels=["ui"]),
    under(3, 0, status="in_progress", assignee="ann"),
    under(4, 0, status="closed", closed_at="2025-02-01T00:00:00Z"),
    issue_line(5, status="in_progress"),
    issue_line(6, issue_type="epic", title="Old", status="closed", closed_at="2025-02-01T00:00:00Z"),
    under(7, 6, priority=4, comments=[]),
]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, LINES) as opened:
        yield opened


def press(opened: Opened, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    for key in keys:
        opened.qtbot.keyClick(opened.window.issues, key, modifiers)


def group_by(opened: Opened, name: str) -> None:
    opened.window.registry[f"group.{name}"].trigger()
    opened.settled()


def lines(opened: Opened) -> list[str]:
    """What stands in each row: the last digit of an issue's id, or the title of a head."""
    table = opened.window.table
    rows = range(table.rowCount())
    opened.wait(lambda: all(table.row_at(row) is not None for row in rows if table.lines[row] > 0))
    found: list[str] = []
    for place in rows:
        row = table.row_at(place)
        found.append(row.id[-1] if row is not None else str(table.index(place, TITLE).data()))
    return found


def current(opened: Opened) -> str:
    return lines(opened)[opened.window.issues.currentIndex().row()]


def test_groups_are_walked_and_folded_by_keyboard(opened: Opened) -> None:
    window, issues = opened.window, opened.window.issues
    window.resize(1280, 320)
    group_by(opened, "status")
    # The first issue stays current, and the head above it is seen.
    bar = issues.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    # Scrolled, the head stays in sight: a click on it leads back, and no row that is gone to is under it.
    bar.setValue(45)
    height = issues.rowHeight(0)
    assert issues._heads.sticky() == (0, 0)
    press(opened, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert issues.visualRect(issues.currentIndex()).top() >= height
    bar.setValue(45)
    opened.qtbot.mouseClick(issues.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, height // 2))
    assert (current(opened), bar.value()) == ("Open", 0)
    buttons = window.findChildren(QToolButton)
    assert [one.text() for one in buttons if one.accessibleName() == "Group by status"] == ["Status"]
    window.resize(1280, 800)
    group_by(opened, "none")
    press(opened, Qt.Key.Key_End)
    group_by(opened, "status")
    assert lines(opened) == ["Open", "1", "2", "0", "7", "In progress", "3", "5"]
    assert current(opened) == "7"
    # J passes over a head, the arrow stops at it; there no letter acts on an issue.
    press(opened, Qt.Key.Key_J)
    assert current(opened) == "3"
    press(opened, Qt.Key.Key_Up)
    assert current(opened) == "In progress"
    assert (issues.selected_count, len(issues.selected_keys)) == (0, 0)
    assert not window.registry["issue.close"].isEnabled()
    opened.wait(lambda: window.detail.subject.issue is None)
    head = issues.currentIndex()
    assert head.data(_ACCESSIBLE) == "In progress, 2 issues, unfolded"
    press(opened, Qt.Key.Key_Return)
    assert lines(opened) == ["Open", "1", "2", "0", "7", "In progress"]
    assert issues.currentIndex().data(_ACCESSIBLE) == "In progress, 2 issues, folded"
    assert len(window.table.keys) == 6
    press(opened, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert current(opened) == "3"
    # From an issue ← goes to its head, and folds from there; it never leaves the list.
    press(opened, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert current(opened) == "In progress"
    assert len(lines(opened)) == 6
    press(opened, Qt.Key.Key_Left, Qt.Key.Key_Right)
    # A selection is of issues: it grows over heads.
    press(opened, Qt.Key.Key_J, Qt.Key.Key_K)
    assert current(opened) == "7"
    press(opened, Qt.Key.Key_Down, modifiers=SHIFT)
    assert current(opened) == "3"
    assert (issues.selected_count, len(issues.selected_keys)) == (2, 2)
    press(opened, Qt.Key.Key_A, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert issues.selected_count == 6
    press(opened, Qt.Key.Key_Left, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert lines(opened) == ["Open", "In progress"]
    press(opened, Qt.Key.Key_Right, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert len(lines(opened)) == 8


def test_heads_keep_their_titles_until_groups_of_another_kind_are_here(opened: Opened) -> None:
    window = opened.window
    group_by(opened, "status")
    window.registry["group.due"].trigger()
    window.issues.grab()
    assert [name for name in lines(opened) if not name.isdigit()] == ["Open", "In progress"]
    window.table.set_folded({"open"})
    opened.settled()
    assert lines(opened)[0] == "No due date"
    assert not window.table.folded_groups


def test_a_list_in_groups_stays_in_place_while_issues_come_and_go(opened: Opened) -> None:
    window = opened.window
    group_by(opened, "status")
    window.issues.select_key(window.table.keys[1])
    assert current(opened) == "2"
    row = window.table.row_at(1)
    assert row is not None
    opened.store.do(Edit(row.uid, {"status": "in_progress"}))
    opened.wait(lambda: len(window.table.layout.heads) == 2 and window.table.lines[1] != row.key)
    assert lines(opened) == ["Open", "2", "0", "7", "In progress", "1", "3", "5"]
    assert current(opened) == "2"
    # The last issue of a group hands over to the next issue, not to a head.
    window.issues.select_key(window.table.keys[2])
    seven = window.issues.current_row
    assert seven is not None
    opened.store.do(Close((seven.uid,), initiator="list"))
    opened.wait(lambda: len(window.table.keys) == 5)
    assert current(opened) == "1"
    # An issue that is asked for is shown, also where its group is folded.
    press(opened, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert lines(opened) == ["Open", "2", "0", "In progress"]
    window.issues.select_key(row.key)
    assert current(opened) == "1"


def test_an_outline_shows_epics_with_their_progress_and_remembers_what_is_folded(
    opened: Opened, tmp_path: Path
) -> None:
    window, table = opened.window, opened.window.table
    group_by(opened, "epic")
    assert lines(opened) == ["0", "2", "3", "Old", "7", "No epic", "1", "5"]
    assert [table.layout.depth(row) for row in range(8)] == [0, 1, 1, 0, 1, 0, 0, 0]
    # An epic of the list is an issue like any other; one that does not match is a head.
    press(opened, Qt.Key.Key_Home)
    assert window.issues.selected_count == 1
    accessible = str(window.issues.currentIndex().data(_ACCESSIBLE))
    assert "1 of 3 children finished" in accessible
    assert accessible.endswith("2 issues, unfolded")
    assert table.index(3, TITLE).data(_ACCESSIBLE) == "Old, 1 issue, 0 of 1 children finished, unfolded"
    press(opened, Qt.Key.Key_Left)
    assert lines(opened) == ["0", "Old", "7", "No epic", "1", "5"]
    # A click on the chevron of a head does the same.
    rect = window.issues.visualRect(table.index(1, TITLE))
    opened.qtbot.mouseClick(window.issues.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert lines(opened) == ["0", "Old", "No epic", "1", "5"]
    group_by(opened, "none")
    assert lines(opened) == ["1", "2", "0", "3", "5", "7"]
    group_by(opened, "epic")
    assert lines(opened) == ["0", "Old", "No epic", "1", "5"]
    window.sidebar.choose("is:closed")
    opened.settled()
    assert table.query.group == ""
    window.show_tracker("Other", str(tmp_path / "other.strandline"))
    window.sidebar.choose("is:open")
    assert table.query.group == ""
    window.show_tracker("Home", str(opened.store.path))
    opened.settled()
    assert lines(opened) == ["0", "Old", "No epic", "1", "5"]


def test_columns_are_chosen_moved_and_sorted_by_and_all_of_it_is_remembered(
    opened: Opened, qtbot: QtBot
) -> None:
    window, issues = opened.window, opened.window.issues
    window.resize(1800, 800)
    press(opened, Qt.Key.Key_C, modifiers=SHIFT)
    dialog = window.findChild(ColumnsDialog)
    assert dialog is not None
    names = dialog.findChild(QListWidget)
    assert names is not None
    labels = next(row for row in range(names.count()) if names.item(row).text() == "Labels")
    names.setCurrentRow(labels)
    # Until then Space is still the list's.
    opened.wait(dialog.isActiveWindow)
    qtbot.keyClick(names, Qt.Key.Key_Space)
    for _ in range(labels - 1):
        qtbot.keyClick(names, Qt.Key.Key_Up, ALT)
    dialog.reject()
    window.activateWindow()
    issues.setFocus()
    assert issues.columns.shown[:3] == (STATUS, LABELS, PRIORITY)
    assert not issues.isColumnHidden(LABELS)
    assert issues.isColumnHidden(COMMENTS)
    header = issues.horizontalHeader()

    def click(column: int, modifiers: Qt.KeyboardModifier = NO) -> None:
        at = QPoint(header.sectionViewportPosition(column) + 12, 10)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifiers, at)
        opened.settled()

    click(PRIORITY)
    click(UPDATED, SHIFT)
    assert window.table.query.sort == "priority,-updated"
    assert lines(opened) == ["2", "1", "5", "3", "0", "7"]
    assert header.model().headerData(UPDATED, Qt.Orientation.Horizontal) == "Updated ↓2"
    click(UPDATED, SHIFT)
    assert lines(opened) == ["1", "2", "0", "3", "5", "7"]
    # The same by keyboard: the menu of orders, and one more after them.
    window.registry["sort.id"].trigger()
    window.registry["sort.turn"].trigger()
    opened.settled()
    assert lines(opened) == ["7", "5", "3", "2", "1", "0"]
    press(opened, Qt.Key.Key_S, modifiers=SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction() is window.registry["sort.id"]
    menu.close()
    header.resizeSection(ID, 130)
    header.moveSection(header.visualIndex(UPDATED), 0)
    window.remember()
    issues.columns.bring_back("")
    window.show_tracker("Home", str(opened.store.path))
    opened.settled()
    assert issues.columns.shown[:2] == (UPDATED, STATUS)
    assert issues.columnWidth(ID) == 130
    assert (window.table.query.sort, window.table.query.descending) == ("id", True)
    # Titles keep their room: what gives way is told, and comes back.
    window.resize(800, 700)
    assert UPDATED in issues.columns.no_room
    assert issues.isColumnHidden(UPDATED)
    window.resize(1800, 800)
    assert not issues.isColumnHidden(UPDATED)


def test_clicks_lead_through_orders_and_back() -> None:
    by_title, turned = (("title", False),), (("title", True),)
    assert alone(NATURAL, "title", False) == by_title
    assert alone(by_title, "title", False) == turned
    assert alone(turned, "title", False) == NATURAL
    assert alone((*by_title, ("id", False)), "title", False) == by_title
    assert added(NATURAL, "title", False) == by_title
    both = added(by_title, "updated", True)
    assert both == (("title", False), ("updated", True))
    assert added(both, "title", False) == (("title", True), ("updated", True))
    assert added(added(both, "title", False), "title", False) == (("updated", True),)
    assert added(turned, "title", False) == NATURAL


@st.composite
def _outlines(draw: st.DrawFn) -> Listing:
    """Nested groups over some keys, some with an issue as their head."""
    keys: list[int] = []
    groups: list[Group] = []

    def fill(depth: int) -> None:
        for _ in range(draw(st.integers(0, 3))):
            if depth == 3 or draw(st.booleans()):
                keys.append(len(keys) + 1)
                continue
            listed = draw(st.booleans())
            if listed:
                keys.append(len(keys) + 1)
            place, first = len(groups), len(keys)
            groups.append(Group("", first, 0))
            fill(depth + 1)
            value = f"g{place}"
            key = keys[first - 1] if listed else 1000 + place
            groups[place] = Group(value, first, len(keys) - first, depth, key, listed)

    fill(0)
    return Listing(array("q", keys), groups=tuple(groups))


@given(_outlines(), st.sets(st.integers(0, 8)))
def test_folding_leaves_out_exactly_what_stands_in_the_group(listing: Listing, folded: set[int]) -> None:
    groups = ListGroups()
    groups.folded = {f"g{number}" for number in folded}
    layout = groups.lay_out(listing, "epic")
    hidden = {
        place
        for group in listing.groups if group.value in groups.folded
        for place in range(group.first, group.first + group.count)
    }  # fmt: skip
    shown = [key for place, key in enumerate(listing.keys) if place not in hidden]
    assert [number for number in layout.lines if number > 0] == shown
    inside: set[str] = set()
    closed = 99
    for group in listing.groups:
        closed = closed if group.depth > closed else 99
        if closed < 99:
            inside.add(group.value)
        elif group.value in groups.folded:
            closed = group.depth
    heads = [group.value for group in listing.groups if not group.listed and group.value not in inside]
    assert [layout.heads[number].value for number in layout.lines if number < 0] == heads
    assert layout.places == tuple(place for place, n in enumerate(layout.lines) if n < 0)
