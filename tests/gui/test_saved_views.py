"""Saved views in the window: made, changed, moved, deleted and undone by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.list_columns import LABELS, STATUS, TITLE
from gui.palette_rows import Kind
from gui.sidebar_delegate import COUNT, NAME, SCOPE
from store.query import Query
from store.tracker import Tracker
from store.view_lookups import ListViews
from store.view_requests import ChangeView, SaveView
from tests.helpers.window import Opened, issue_line, open_window

LINES = [
    issue_line(1, labels=["ui"], priority=0),
    issue_line(2, labels=["ui"]),
    issue_line(3),
    issue_line(4, labels=["ui"], status="closed"),
]
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def shown(opened: Opened) -> list[tuple[str, object]]:
    """The views in the sidebar with their counts."""
    model = opened.window.sidebar.model()
    sections = [model.index(row, 0) for row in range(model.rowCount())]
    (section,) = [index for index in sections if index.data(NAME) == "Views"]
    rows = [model.index(row, 0, section) for row in range(model.rowCount(section))]
    return [(row.data(NAME), row.data(COUNT)) for row in rows]


def names(opened: Opened) -> list[str]:
    return [name for name, _ in shown(opened)]


def save(opened: Opened, name: str) -> None:
    """Press Ctrl+S in the box, type a name, press Enter."""
    window, qtbot = opened.window, opened.qtbot
    popup = window.query_desk.views.popup
    window.search.take_focus()
    qtbot.keyClick(window.search, Qt.Key.Key_S, CONTROL)
    assert popup.name.hasFocus()
    qtbot.keyClicks(popup.name, name)
    qtbot.keyClick(popup.name, Qt.Key.Key_Return)
    opened.wait(lambda: window.sidebar.choice.name == name)
    opened.settled()
    assert popup.isHidden()


def test_a_list_is_saved_changed_and_undone_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, LINES) as opened:
        window = opened.window
        box, sidebar, bar = window.search, window.sidebar, window.query_desk.views.bar
        box.take_focus()
        qtbot.keyClicks(box, "label:ui ")
        opened.wait(lambda: len(window.table.keys) == 2)
        save(opened, "My ui")
        assert shown(opened) == [("My ui", 2)]
        assert window.windowTitle() == "Home — My ui"
        assert bar.isHidden()

        qtbot.keyClicks(box, "priority:0 ")
        opened.wait(lambda: len(window.table.keys) == 1 and bar.isVisible())
        # What was typed waits in the view, and its text does not follow to others.
        sidebar.choose("is:closed")
        opened.settled()
        assert (box.text(), bar.isVisible(), len(window.table.keys)) == ("", False, 1)
        opened.store.add("Something else")
        opened.settled()
        sidebar.choose(view_key(opened, "My ui"))
        opened.settled()
        assert (box.text(), bar.isVisible()) == ("label:ui priority:0 ", True)
        bar.buttons[2].click()
        opened.settled()
        assert (box.text(), bar.isVisible(), len(window.table.keys)) == ("label:ui ", False, 2)

        box.take_focus()
        box.end(False)
        qtbot.keyClicks(box, "is:ready")
        opened.wait(bar.isVisible)
        qtbot.keyClick(box, Qt.Key.Key_S, CONTROL)
        opened.wait(bar.isHidden)
        opened.settled()
        assert view_query(opened, "My ui").text == "label:ui is:ready"
        window.registry["edit.undo"].trigger()
        opened.settled()
        assert view_query(opened, "My ui").text == "label:ui "
        opened.wait(lambda: window.table.query.text == box.text())


def test_a_view_keeps_how_it_is_shown_and_tells_what_was_changed(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, LINES) as opened:
        window = opened.window
        bar, registry, columns = window.query_desk.views.bar, window.registry, window.issues.columns
        usual = columns.shown

        def press(*names: str) -> None:
            for name in names:
                registry[name].trigger()
            opened.settled()

        press("group.priority", "sort.title", "view.board", "board.label")
        columns.show((STATUS, TITLE, LABELS))
        save(opened, "Board")
        # What is chosen for all other lists does not follow, nor does the view take it over.
        window.sidebar.choose("is:closed")
        press("view.list", "group.none")
        columns.show(usual)
        window.sidebar.choose(view_key(opened, "Board"))
        opened.settled()
        query = window.table.query
        assert (query.group, query.sort, columns.shown) == ("priority", "title", (STATUS, TITLE, LABELS))
        assert (window.views.on_board, window.board.cards.by, bar.text) == (True, "label", "")

        press("view.list", "group.status", "sort.id")
        columns.show((STATUS, TITLE))
        assert bar.text == "Changed: order, groups, columns, list or board"
        bar.buttons[2].click()
        opened.settled()
        assert (window.table.query, columns.shown) == (query, (STATUS, TITLE, LABELS))
        assert (window.views.on_board, bar.text) == (True, "")

        press("view.list", "group.status")
        window.issues.setFocus()
        qtbot.keyClick(window.issues, Qt.Key.Key_S, CONTROL)
        opened.wait(bar.isHidden)
        opened.settled()
        assert (view_query(opened, "Board").group, window.views.on_board) == ("status", False)
        press("edit.undo")
        opened.wait(lambda: window.table.query.group == "priority" and window.views.on_board)
        window.sidebar.choose("is:closed")
        opened.settled()
        assert (columns.shown, window.views.on_board, window.table.query.group) == (usual, False, "")


def view_key(opened: Opened, name: str) -> str:
    views = opened.window.query_desk.views
    (found,) = [view.uid for view in views._views if view.name == name]
    return f"view:{found}"


def view_query(opened: Opened, name: str) -> Query:
    tracker = Tracker.open(opened.store.path, read_only=True)
    try:
        return next(view.query for view in ListViews().run(tracker) if view.name == name)
    finally:
        tracker.close()


def test_views_are_moved_renamed_and_deleted_in_the_sidebar(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, LINES) as opened:
        window, store = opened.window, opened.store
        sidebar = window.sidebar
        for name in ("A", "B", "C"):
            store.do(SaveView(name, Query("is:open", f"-label:{name}")))
        opened.wait(lambda: names(opened) == ["A", "B", "C"])
        opened.settled()
        # The first nine have keys, and all of them are in the palette.
        window.issues.setFocus()
        qtbot.keyClick(window.issues, Qt.Key.Key_G)
        qtbot.keyClick(window.issues, Qt.Key.Key_2)
        assert sidebar.choice.name == "B"
        assert not window.registry["saved.4"].isVisible()
        window.registry["palette.open"].trigger()
        palette = window.keyboard.palette
        assert [(one.text, one.keys) for one in palette.list.entries if one.kind is Kind.VIEW][2:] == [
            ("C", ("G then 3",))
        ]
        qtbot.keyClicks(palette.line, "saved view a")
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
        # Enter waits for the issues that are found beside.
        opened.wait(lambda: sidebar.choice.name == "A")
        opened.settled()
        sidebar.choose(view_key(opened, "C"))
        sidebar.setFocus()
        opened.settled()
        qtbot.keyClick(sidebar, Qt.Key.Key_Up, ALT)
        opened.wait(lambda: names(opened) == ["A", "C", "B"])
        opened.settled()
        qtbot.keyClick(sidebar, Qt.Key.Key_Down, ALT)
        opened.wait(lambda: names(opened) == ["A", "B", "C"])
        opened.settled()
        drag(opened, "A", "C")
        opened.wait(lambda: names(opened) == ["B", "A", "C"])
        opened.settled()

        sidebar.choose(view_key(opened, "C"))
        qtbot.keyClick(sidebar, Qt.Key.Key_F2)
        popup = window.query_desk.views.popup
        qtbot.keyClicks(popup.name, "b")
        qtbot.keyClick(popup.name, Qt.Key.Key_Return)
        opened.wait(lambda: "called b already" in popup.fault.text())
        popup.name.selectAll()
        qtbot.keyClicks(popup.name, "New name")
        qtbot.keyClick(popup.name, Qt.Key.Key_Return)
        opened.wait(lambda: names(opened) == ["B", "A", "New name"])
        opened.wait(lambda: window.windowTitle() == "Home — New name")
        opened.settled()

        # The key that moves issues to the trash means the view here.
        window.issues.select_everything()
        sidebar.setFocus()
        qtbot.keyClick(sidebar, Qt.Key.Key_Delete)
        opened.wait(lambda: names(opened) == ["B", "A"])
        opened.settled()
        assert sidebar.counts.views["trash"] == 0
        assert sidebar.choice.key == "is:open"
        assert window.registry["edit.undo"].text() == "Undo: delete the view “New name”"
        window.registry["edit.undo"].trigger()
        opened.wait(lambda: names(opened) == ["B", "A", "New name"])


def drag(opened: Opened, name: str, onto: str) -> None:
    """Drag a view to just above another one."""
    sidebar = opened.window.sidebar
    places = {
        index.data(NAME): sidebar.visualRect(index)
        for index in (sidebar._items[view_key(opened, one)].index() for one in (name, onto))
    }
    start, end = places[name].center(), QPoint(places[onto].center().x(), places[onto].top() + 2)
    QTest.mousePress(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=start)
    move = QTest.mouseMove
    move(sidebar.viewport(), start + QPoint(0, 4))
    move(sidebar.viewport(), end)
    QTest.mouseRelease(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=end)


def test_a_view_that_cannot_be_read_says_why_and_can_be_edited(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, LINES) as opened:
        window, store = opened.window, opened.store
        done = store.do(SaveView("Sprint", Query("is:open", "label:ui")))
        tracker = Tracker.open(store.path, actor="ann")
        with tracker.writing():
            tracker.run("UPDATE saved_view SET text = 'sprint:7 label:ui'")
        tracker.close()
        store.do(SaveView("Other", Query("is:open", "")))
        opened.settled()
        window.sidebar.choose(f"view:{done.uids[0]}")
        empty = window.list_pane.empty
        opened.wait(lambda: empty.isVisible() and empty.headline == "“Sprint” cannot be read")
        assert "There is no filter called sprint" in window.search.fault
        assert window.list_pane._fault.isHidden()
        window.list_pane.take_focus()
        qtbot.keyClick(empty._buttons[0], Qt.Key.Key_Space)
        assert window.search.hasFocus()
        qtbot.keyClicks(window.search, "label:ui ")
        opened.wait(lambda: len(window.table.keys) == 2 and window.issues.isVisible())
        qtbot.keyClick(window.search, Qt.Key.Key_S, CONTROL)
        opened.wait(window.query_desk.views.bar.isHidden)
        opened.settled()
        assert view_query(opened, "Sprint").text == "label:ui "
        # Another window renames it meanwhile.
        store.outside(store.do(ChangeView(done.uids[0], {"name": "Now"})))
        opened.wait(lambda: names(opened) == ["Now", "Other"])
        assert [index.data(SCOPE) for index in [window.sidebar.currentIndex()]] == [f"view:{done.uids[0]}"]
