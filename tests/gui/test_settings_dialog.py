"""The settings: by keyboard, acting at once, known to the next start, whole at twice the size of text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui import app, theme
from gui.settings import Settings
from gui.settings_dialog import SettingsDialog
from gui.shortcut_dialog import ShortcutDialog
from tests.gui.test_accessible import nameless
from tests.helpers.window import Opened, issue_line, open_window

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, [issue_line(1)], size=(900, 600)) as opened:
        yield opened
    if theme.current().palette.dark:
        theme.current().set_look("light", 1.0)


def open_settings(opened: Opened) -> SettingsDialog:
    # Without a window manager nobody gives the keyboard back.
    opened.window.activateWindow()
    opened.qtbot.waitUntil(opened.window.isActiveWindow)
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_Comma, CTRL)
    dialog = opened.window.findChild(SettingsDialog)
    assert dialog is not None
    opened.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def close(opened: Opened, dialog: SettingsDialog) -> None:
    opened.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert opened.window.findChild(SettingsDialog) is None


def tab_to(opened: Opened, control: QWidget) -> None:
    for _ in range(30):
        if control.hasFocus():
            return
        focus = QApplication.focusWidget()
        assert focus is not None
        opened.qtbot.keyClick(focus, Qt.Key.Key_Tab)
    pytest.fail("The keyboard does not get there.")


def test_each_choice_acts_at_once_and_the_next_start_knows(opened: Opened, tmp_path: Path) -> None:
    kept, key = Settings(tmp_path / "settings.ini"), opened.qtbot.keyClick
    opened.window.list_pane.new_issue.entry.actor = "ann"
    dialog = open_settings(opened)
    assert dialog.tabs.tabBar().hasFocus()
    tab_to(opened, dialog.general.person)
    assert dialog.general.person.placeholderText() == "ann"
    opened.qtbot.keyClicks(dialog.general.person, " Mara  Lind ")
    assert kept.person == "Mara Lind"
    tab_to(opened, dialog.general.language)
    key(dialog.general.language, Qt.Key.Key_End)
    assert kept.text("language") == "de"
    assert opened.window.registry["language.de"].isChecked()
    key(dialog.tabs, Qt.Key.Key_Tab, CTRL)
    tab_to(opened, dialog.appearance.colours)
    key(dialog.appearance.colours, Qt.Key.Key_Down)
    assert theme.current().palette.dark
    assert kept.text("theme") == "dark"
    tab_to(opened, dialog.appearance.zoom)
    key(dialog.appearance.zoom, Qt.Key.Key_End)
    assert theme.current().zoom == kept.zoom == 2.0
    tab_to(opened, dialog.appearance.rows)
    key(dialog.appearance.rows, Qt.Key.Key_Home)
    assert kept.density == "compact"
    # Whoever needs text twice as large has all of it in sight, by keyboard.
    assert dialog.width() <= opened.window.width()
    for page in (dialog.general, dialog.appearance, dialog.keys, dialog.tracker):
        dialog.tabs.setCurrentWidget(page)
        assert nameless(dialog) == []
        controls = [
            one for one in page.body.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled() and one.isVisible()
        ]  # fmt: skip
        assert controls
        for control in controls:
            tab_to(opened, control)
            assert not control.visibleRegion().isEmpty()
            assert control.mapTo(page.body, control.rect().topRight()).x() <= page.viewport().width()
    close(opened, dialog)
    # What is chosen elsewhere, it shows.
    opened.window.registry["text.usual"].trigger()
    dialog = open_settings(opened)
    assert dialog.appearance.zoom.currentData() == 1.0
    assert dialog.appearance.colours.currentData() == "theme.dark"
    assert dialog.general.person.text() == "Mara Lind"
    tab_to(opened, dialog.general.person)
    dialog.general.person.selectAll()
    key(dialog.general.person, Qt.Key.Key_Delete)
    assert kept.person == ""
    close(opened, dialog)


def test_keys_open_over_it_and_the_tracker_says_what_is_not_possible(opened: Opened) -> None:
    window = opened.window
    window.show_tracker("Home", str(opened.store.path), "The folder takes no changes.")
    opened.settled()
    dialog = open_settings(opened)
    dialog.tabs.setCurrentWidget(dialog.keys)
    change = dialog.findChild(QPushButton, "keys.change")
    assert change is not None
    tab_to(opened, change)
    opened.qtbot.keyClick(change, Qt.Key.Key_Return)
    editor = dialog.findChild(ShortcutDialog)
    assert editor is not None
    opened.qtbot.waitUntil(editor.isActiveWindow)
    opened.qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    # Without a window manager nobody gives the keyboard back.
    dialog.activateWindow()
    opened.qtbot.waitUntil(dialog.isActiveWindow)
    assert change.hasFocus()
    dialog.tabs.setCurrentWidget(dialog.tracker)
    words = [label.text() for label in dialog.tracker.body.findChildren(QWidget) if hasattr(label, "text")]
    assert "The folder takes no changes." in words
    assert "Not now: the tracker is read-only." in words
    share = dialog.findChild(QPushButton, "project.share")
    assert share is not None
    assert not share.isEnabled()
    copied: list[bool] = []
    window.copy_requested.connect(lambda: copied.append(True))
    copy = dialog.findChild(QPushButton, "tracker.copy")
    assert copy is not None
    tab_to(opened, copy)
    opened.qtbot.keyClick(copy, Qt.Key.Key_Return)
    assert copied == [True]
    assert not dialog.isVisible()


def test_the_name_is_used_by_the_next_start_unless_the_command_line_has_one(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.person = "Mara"
    assert app.actor_of(app.parser().parse_args([]), settings) == "Mara"
    assert app.actor_of(app.parser().parse_args(["--actor", "bot"]), settings) == "bot"
