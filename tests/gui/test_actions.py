"""The registry of actions: one table, every entry connected, and no letter that fires while one types."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.action_spec import MENUS
from gui.action_specs import SPECS
from gui.detail.popup import Popup
from gui.key_sheet import KeySheet
from gui.no_tracker import NoTrackerOpen, no_tracker_words
from gui.theme import DARK, LIGHT
from store.query import VIEWS
from tests.helpers.contrast import contrast
from tests.helpers.window import Opened, issue_line, open_window

LETTERS = "cesptaldbmyqxjkg/?"


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, [issue_line(number) for number in range(5)]) as opened:
        yield opened


def test_every_action_is_connected_in_a_menu_and_names_its_keys(opened: Opened) -> None:
    assert opened.window.registry.unconnected() == set()
    titles = [menu.menuAction() for menu in opened.window.menuBar().findChildren(QMenu)]
    assert titles
    assert {spec.menu for spec in SPECS} == set(MENUS)
    assert opened.window.registry["issue.new"].toolTip().startswith("New issue (C, Ctrl+N)")
    assert opened.window.registry["go.ready"].toolTip() == "Ready (G then R)"


def test_an_input_method_composes_nothing_in_the_list(opened: Opened) -> None:
    assert not opened.window.issues.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not opened.window.sidebar.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_icons_have_the_colours_of_the_look_when_they_are_seen(opened: Opened) -> None:
    window = opened.window
    window.look.set_look("dark", 1.0)
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.actions()]
    for menu in menus:
        menu.popup(window.mapToGlobal(window.rect().center()))
        menu.hide()
    seen = [action for menu in menus for action in menu.actions() if not action.icon().isNull()]
    seen += [action for bar in window.findChildren(QToolBar) for action in bar.actions()]
    colours = {name for action in seen if (name := _colour(action))}
    window.look.set_look("light", 1.0)
    assert colours <= {DARK.text_secondary, DARK.text_disabled}
    assert len(colours) > 0
    # What is asked for by its name, as by a menu of its own, has them, too.
    named = {_colour(window.registry[spec.id]) for spec in SPECS if spec.icon}
    assert named - {""} <= {LIGHT.text_secondary, LIGHT.text_disabled}


def test_what_a_narrow_bar_has_no_room_for_is_behind_a_button_as_clear_as_the_others(opened: Opened) -> None:
    window = opened.window
    window.resize(900, 600)
    (bar,) = (one for one in window.findChildren(QToolBar) if one.objectName() == "toolbar")
    (more,) = bar.findChildren(QToolButton, "qt_toolbar_ext_button")
    for mode, palette in (("light", LIGHT), ("dark", DARK)):
        window.look.set_look("dark" if mode == "dark" else "light", 2.0)
        opened.wait(more.isVisible)
        opened.wait(lambda: more.width() >= window.look.icon_px)
        picture = more.grab().toImage()
        drawn = {
            picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
        }
        assert max(contrast(colour, palette.window) for colour in drawn) >= 3, mode


def _colour(action: QAction) -> str:
    """The colour that most of an icon's pixels have; "" for none."""
    picture = action.icon().pixmap(16).toImage()
    found = Counter(
        colour.name()
        for x in range(picture.width())
        for y in range(picture.height())
        if (colour := picture.pixelColor(x, y)).alpha() > 250
    )
    return found.most_common(1)[0][0] if found else ""


def test_a_letter_acts_in_the_list_and_in_the_sidebar(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    for place in (window.issues, window.sidebar):
        place.setFocus()
        qtbot.keyClick(place, Qt.Key.Key_C)
        assert window.list_pane.new_issue.isVisible()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert window.issues.hasFocus()


def test_letters_are_text_while_one_types(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    fired: list[str] = []
    for spec in SPECS:
        window.registry[spec.id].triggered.connect(lambda _=False, name=spec.id: fired.append(name))
    opened.wait(window.detail.body.isVisible)
    places = [one for one in window.detail.findChildren(QPlainTextEdit) if one.isVisible()]
    assert len(places) >= 2
    for place in places:
        place.setFocus()
        qtbot.keyClicks(place, LETTERS)
        assert LETTERS in place.toPlainText()
    window.search.setFocus()
    qtbot.keyClicks(window.search, LETTERS)
    assert window.search.text() == LETTERS
    window.list_pane.new_issue.open("")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, LETTERS)
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert line.text() == LETTERS
    window.keyboard.palette.toggle()
    qtbot.keyClicks(window.keyboard.palette.line, LETTERS)
    assert window.keyboard.palette.line.text() == LETTERS
    assert fired == []


def test_letters_do_nothing_while_a_button_has_the_focus(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    opened.wait(window.detail.body.isVisible)
    button = window.detail.body.header.close_button
    button.setFocus()
    assert button.hasFocus()
    for key in (Qt.Key.Key_C, Qt.Key.Key_Slash, Qt.Key.Key_Delete):
        qtbot.keyClick(button, key)
    assert button.hasFocus()
    assert not window.list_pane.new_issue.isVisible()
    assert len(window.table.keys) == 5


def test_a_key_with_ctrl_acts_everywhere_in_the_window(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    window.search.setFocus()
    qtbot.keyClick(window.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.list_pane.new_issue.isVisible()


def test_no_key_acts_under_a_sheet(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    qtbot.keyClick(window.issues, Qt.Key.Key_Question)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.isActiveWindow)
    for key in (Qt.Key.Key_C, Qt.Key.Key_Delete):
        qtbot.keyClick(sheet, key)
    assert not window.list_pane.new_issue.isVisible()
    assert len(window.table.keys) == 5
    sheet.reject()


def test_the_sheet_shows_the_keys_as_they_are_now(opened: Opened) -> None:
    from PySide6.QtGui import QKeySequence

    window = opened.window
    shown = {
        text: [key.toString() for key in keys]
        for part in window.registry.sheet().values()
        for text, keys in part
    }
    assert shown["New issue"] == ["C", "Ctrl+N"]
    assert shown["Ready"] == ["G, R"]
    window.registry["tracker.open"].setShortcut(QKeySequence("Ctrl+J"))
    shown = {
        text: [key.toString() for key in keys]
        for part in window.registry.sheet().values()
        for text, keys in part
    }
    assert shown["Open tracker"] == ["Ctrl+J"]


def test_what_is_not_possible_now_is_off(opened: Opened) -> None:
    registry, window = opened.window.registry, opened.window
    assert registry["issue.close"].isEnabled()
    assert not registry["issue.restore"].isEnabled()
    assert not registry["edit.undo"].isEnabled()
    window.issues.selectAll()
    assert not registry["issue.title"].isEnabled()
    assert registry["issue.delete"].isEnabled()
    window.issues.clearSelection()
    assert not registry["issue.close"].isEnabled()
    window.show_tracker("Home", str(opened.store.path), "The file is read-only.")
    opened.settled()
    assert not registry["issue.new"].isEnabled()
    assert not registry["issue.delete"].isEnabled()


VIEW_STATES = [f"is:{view}" for view in VIEWS]
STATES = [VIEW_STATES[:4], VIEW_STATES[4:7], VIEW_STATES[7:], ["empty list", "detail focused"]]
STATES += [["read-only", "no tracker"]]
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
LOOKS = ("theme.", "text.", "language.", "density.", "group.", "sort.")
"""They change no state and cost 0.3 s each: one round of them is enough."""


@pytest.mark.parametrize("states", STATES, ids=", ".join)
def test_every_action_can_be_triggered_in_every_view(qtbot: QtBot, tmp_path: Path, states: list[str]) -> None:
    """Nothing may be raised, and Qt may warn of nothing; whatever opens is closed again."""
    with open_window(qtbot, tmp_path, varied()) as opened:
        registry, triggered = opened.window.registry, 0
        for state in states:
            for name in registry.starting_with(""):
                if name == "window.quit" or (name.startswith(LOOKS) and state != "is:ready"):
                    continue
                stand(opened, state)
                triggered += registry[name].isEnabled()
                registry[name].trigger()
                for child in opened.window.findChildren(QWidget, options=DIRECT):
                    if isinstance(child, Popup):
                        child.leave()
                    elif isinstance(child, QDialog):
                        child.reject()
                    elif isinstance(child, QMenu):
                        child.close()
                opened.settled()
        # Without a tracker only what needs none is possible; a walk over greyed actions would prove nothing.
        assert triggered > len(states) * len(registry.starting_with("tracker."))


def varied() -> list[str]:
    """Some issues for every view."""
    day: dict[str, object] = {"due_at": "2020-01-01T00:00:00Z"}
    late: dict[str, object] = {"defer_until": "2999-01-01T00:00:00Z", "due_at": "2999-01-01T00:00:00Z"}
    closed, gone = "2025-01-02T00:00:00Z", "2025-01-03T00:00:00Z"
    wait = {"issue_id": "t-00007", "depends_on_id": "t-00001", "type": "blocks", "created_at": closed}
    kinds: list[dict[str, object]] = [
        {}, {}, day, day, {"status": "in_progress"}, {"status": "in_progress"}, late,
        {"dependencies": [wait]},
        {"status": "closed", "closed_at": closed}, {"status": "closed", "closed_at": closed},
        {"status": "tombstone", "deleted_at": gone}, {"status": "tombstone", "deleted_at": gone},
    ]  # fmt: skip
    return [issue_line(number, **kind) for number, kind in enumerate(kinds)]


def stand(opened: Opened, state: str) -> None:
    """Bring the window into a state, if it is not in it; with one issue selected where there is one."""
    window, bridge = opened.window, opened.store.bridge
    view = state if state in (f"is:{view}" for view in VIEWS) else "is:open"
    text = "nothing like this" if state == "empty list" else ""
    if state == "no tracker" and window.windowTitle().startswith("Home"):
        bridge.use(NoTrackerOpen(), NoTrackerOpen())
        window.show_tracker("", "", no_tracker_words())
    if state == "read-only" and window.registry["issue.new"].isEnabled():
        window.show_tracker("Home", str(opened.store.path), "It is read-only.")
    if window.search.text() != text:
        window.search.setText(text)
        opened.wait(lambda: window.table.query.text == text)
    if window.sidebar.choice.scope != view:
        window.sidebar.choose(view)
    opened.settled()
    if state == "detail focused":
        window.access.open_issue()
    else:
        window.list_pane.take_focus()
    if len(window.table.keys) and window.issues.selected_count != 1:
        window.issues.selectRow(0)
    opened.settled()
