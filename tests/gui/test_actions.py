"""The registry of actions: one table, every entry connected, and no letter that fires while one types."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from gui.action_specs import MENUS, SPECS
from gui.detail.popup import Popup
from gui.key_sheet import KeySheet
from gui.review_panel import ReviewPanel
from tests.helpers.window import Opened, issue_line, open_window

LETTERS = "cesptaldbmyqxjkg/?"


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, [issue_line(number) for number in range(5)]) as opened:
        yield opened


def test_every_action_is_connected(opened: Opened) -> None:
    assert opened.window.registry.unconnected() == set()


def test_every_action_is_in_a_menu(opened: Opened) -> None:
    titles = [menu.menuAction() for menu in opened.window.menuBar().findChildren(type(opened.window.recent))]
    assert titles
    assert {spec.menu for spec in SPECS} == set(MENUS)


def test_no_two_actions_have_the_same_key_in_one_place() -> None:
    for keys in (
        [key for spec in SPECS for key in spec.keys],
        [key for spec in SPECS for key in spec.letters],
    ):
        assert [key for key, count in Counter(keys).items() if count > 1] == []


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
    window.search.setFocus()
    qtbot.keyClicks(window.search, LETTERS)
    assert window.search.text() == LETTERS
    window.list_pane.new_issue.open("")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, LETTERS)
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert line.text() == LETTERS
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


def test_an_input_method_composes_nothing_in_the_list(opened: Opened) -> None:
    assert not opened.window.issues.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not opened.window.sidebar.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


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


def test_a_tooltip_names_the_keys(opened: Opened) -> None:
    assert opened.window.registry["issue.new"].toolTip().startswith("New issue (C, Ctrl+N)")
    assert opened.window.registry["go.ready"].toolTip() == "Ready (G then R)"


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


def test_every_action_can_be_triggered_in_every_view(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    for view in ("is:open", "is:closed", "is:trash", "is:ready"):
        window.sidebar.choose(view)
        opened.settled()
        for spec in SPECS:
            if spec.id == "window.quit":
                continue
            window.registry[spec.id].trigger()
            for popup in window.findChildren(Popup):
                popup.leave()
            for dialog in window.findChildren(QDialog):
                assert isinstance(dialog, KeySheet | QFileDialog | QMessageBox | ReviewPanel)
                dialog.reject()
            opened.settled()
