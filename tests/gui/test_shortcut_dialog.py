"""Choosing other keys: by keyboard alone, with a warning, in force at once and after a new start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.actions import shown_key
from gui.key_bindings import KeyBindings
from gui.key_sheet import KeySheet
from gui.settings import Settings
from gui.shortcut_dialog import ShortcutDialog
from tests.helpers.window import Opened, issue_line, open_window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, [issue_line(number) for number in range(3)]) as opened:
        yield opened


def press(
    opened: Opened, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    opened.qtbot.keyClick(focus, key, modifiers)


def open_dialog(opened: Opened) -> ShortcutDialog:
    """Open it by way of the ? sheet."""
    press(opened, Qt.Key.Key_Question)
    sheet = opened.window.findChild(KeySheet)
    assert sheet is not None
    opened.qtbot.waitUntil(sheet.isActiveWindow)
    next(one for one in sheet.findChildren(QPushButton) if one.text() == "Change shortcuts…").click()
    dialog = opened.window.findChild(ShortcutDialog)
    assert dialog is not None
    opened.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.line.setFocus()
    return dialog


def find(opened: Opened, dialog: ShortcutDialog, text: str) -> None:
    dialog.line.clear()
    opened.qtbot.keyClicks(dialog.line, text)


def keys(opened: Opened, name: str) -> list[str]:
    return [shown_key(key) for key in opened.window.registry.keys(name)]


def test_a_key_is_chosen_and_taken_away_from_its_action(opened: Opened) -> None:
    registry, dialog = opened.window.registry, open_dialog(opened)
    find(opened, dialog, "duplic")
    assert dialog.editor.words == "Ctrl+D"
    press(opened, Qt.Key.Key_Return)
    assert dialog.editor.field.hasFocus()
    # What means something elsewhere is only a key here; a modifier alone is none.
    press(opened, Qt.Key.Key_Control, CTRL)
    press(opened, Qt.Key.Key_Tab)
    assert "cannot be a shortcut" in dialog.editor.words
    press(opened, Qt.Key.Key_C)
    assert dialog.editor.words == "C is “New issue”."
    assert keys(opened, "issue.new") == ["C", "Ctrl+N"]
    assert dialog.editor.other.hasFocus()
    press(opened, Qt.Key.Key_Return)
    assert dialog.editor.field.hasFocus()
    press(opened, Qt.Key.Key_C)
    dialog.editor.take.setFocus()
    press(opened, Qt.Key.Key_Return)
    assert keys(opened, "issue.duplicate") == ["C"]
    assert keys(opened, "issue.new") == ["Ctrl+N"]
    assert registry["issue.new"].toolTip().startswith("New issue (Ctrl+N)")
    assert registry["issue.duplicate"].toolTip().startswith("Duplicate (C)")
    assert dialog.line.hasFocus()
    # Another start has it too.
    path = Path(opened.window.keyboard.bindings._settings._file.fileName())
    opened.window.keyboard.bindings._settings.sync()
    bindings = KeyBindings(registry, Settings(path, dialog), dialog)
    assert bindings.keys["issue.duplicate"] == ("C",)
    assert bindings.touched == ("issue.duplicate",)
    # Reset gives both actions back what they had.
    find(opened, dialog, "duplic")
    assert dialog.list.entries[0].hint == "Issue · changed"
    dialog.editor.reset.click()
    assert keys(opened, "issue.duplicate") == ["Ctrl+D"]
    assert keys(opened, "issue.new") == ["C", "Ctrl+N"]
    dialog.reject()


def test_chosen_keys_act_at_once_and_where_they_should(opened: Opened) -> None:
    window, dialog = opened.window, open_dialog(opened)
    for text, key, modifiers in (
        ("status", Qt.Key.Key_E, CTRL), ("new issue", Qt.Key.Key_W, Qt.KeyboardModifier.NoModifier),
    ):  # fmt: skip
        find(opened, dialog, text)
        press(opened, Qt.Key.Key_Return)
        press(opened, key, modifiers)
    # Two keys, one after the other, where the first one begins others already.
    find(opened, dialog, "read again")
    dialog.editor.add.click()
    press(opened, Qt.Key.Key_G)
    assert dialog.editor.field.text() == "G then …"
    press(opened, Qt.Key.Key_Z)
    assert keys(opened, "view.refresh") == ["G then Z", "F5"]
    dialog.reject()
    window.activateWindow()
    opened.qtbot.waitUntil(window.isActiveWindow)
    window.issues.setFocus()
    press(opened, Qt.Key.Key_C)
    assert not window.list_pane.new_issue.isVisible()
    press(opened, Qt.Key.Key_W)
    assert window.list_pane.new_issue.isVisible()
    # A letter stays a letter; a key with Ctrl acts while one types, too.
    opened.qtbot.keyClicks(QApplication.focusWidget(), "www")
    assert window.list_pane.new_issue.text == "www"
    press(opened, Qt.Key.Key_Escape)
    window.search.setFocus()
    opened.settled()
    press(opened, Qt.Key.Key_E, CTRL)
    opened.settled()
    ribbon = window.detail.body.ribbon
    focus = QApplication.focusWidget()
    assert focus is not window.search
    assert focus is not None
    assert ribbon.isVisible()
    press(opened, Qt.Key.Key_Escape)
    window.issues.setFocus()
    press(opened, Qt.Key.Key_Question)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    shown = {text: keys for part in window.registry.sheet().values() for text, keys in part}
    assert [key.toString() for key in shown["New issue"]] == ["W"]
    sheet.reject()


def test_keys_can_be_taken_away_and_all_of_them_reset(opened: Opened) -> None:
    dialog = open_dialog(opened)
    find(opened, dialog, "Ctrl+K")
    assert [entry.value for entry in dialog.list.entries[:1]] == ["palette.open"]
    dialog.editor.remove.click()
    assert keys(opened, "palette.open") == []
    assert "No key" in dialog.editor.words
    find(opened, dialog, "no such thing")
    assert not dialog.editor.isVisible()
    assert dialog._nothing.isVisible()
    find(opened, dialog, "")
    dialog.reset_all.click()
    assert dialog._sure.text() == "Reset 1 action"
    assert keys(opened, "palette.open") == []
    dialog._sure.click()
    assert keys(opened, "palette.open") == ["Ctrl+K"]
    assert not dialog.reset_all.isEnabled()
    press(opened, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
