"""New issues from templates, by keyboard: chosen, made, undone; made of an issue, changed and deleted."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.template_dialog import TemplateDialog
from store.lookups import FindIssue, ListTemplates
from store.templates import IssueTemplate
from tests.gui.test_accessible import nameless
from tests.helpers.window import Opened, issue_line, open_window

CTRL = Qt.KeyboardModifier.ControlModifier


def kept(opened: Opened) -> tuple[IssueTemplate, ...]:
    found = opened.store.writer.submit(ListTemplates()).result(10)
    return found or ()


def test_an_issue_is_made_from_a_template_and_undone(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, [issue_line(1)]) as opened:
        window, templates = opened.window, opened.window.later.guidance.templates
        qtbot.keyClick(window.issues, Qt.Key.Key_T, CTRL)
        assert [one.text() for one in templates.menu.actions()[:3]] == ["&1 Bug", "&2 Task", "&3 Story"]
        qtbot.keyClick(templates.menu, Qt.Key.Key_1)
        line = window.list_pane.new_issue.entry
        assert line.edit.hasFocus()
        qtbot.keyClicks(line.edit, "no tides")
        assert line.text == "Bug: no tides type:bug"
        assert line.described.isVisible()
        qtbot.keyClick(line.edit, Qt.Key.Key_Return)
        opened.settled()
        assert "Bug: no tides" in opened.titles()
        row = next(row for row in map(window.table.row_at, range(2)) if row and row.title == "Bug: no tides")
        issue = opened.store.writer.submit(FindIssue(row.id)).result(10)
        assert issue.issue_type == "bug"
        assert issue.description.startswith("## Steps")
        # What comes next is made without it.
        assert line.text == ""
        assert not line.described.isVisible()
        window.registry["edit.undo"].trigger()
        opened.settled()
        assert opened.titles() == ["Issue 00001"]
        # The palette has them too, and what is typed already stays.
        qtbot.keyClicks(line.edit, "late")
        window.registry["palette.open"].trigger()
        qtbot.keyClicks(window.keyboard.palette.line, "template: story")
        opened.settled()
        qtbot.keyClick(window.keyboard.palette.line, Qt.Key.Key_Return)
        assert line.text == "late type:feature"
        line.described.click()
        qtbot.keyClick(line.edit, Qt.Key.Key_Return)
        opened.settled()
        assert "late" in opened.titles()
        window.show_tracker("Home", str(opened.store.path), "read-only")
        opened.settled()
        assert not window.registry["issue.template"].isEnabled()


def _dialog(opened: Opened) -> TemplateDialog:
    """The editor, once what it shows was read and it has the keyboard."""

    def ready() -> bool:
        return any(one.isActiveWindow() for one in opened.window.findChildren(TemplateDialog))

    opened.wait(ready)
    return opened.window.findChildren(TemplateDialog)[0]


def test_an_issue_becomes_a_template_which_is_changed_in_place(qtbot: QtBot, tmp_path: Path) -> None:
    issue = issue_line(1, title="Check #5 tides", labels=["ui"], priority=1, description="Look twice.")
    with open_window(qtbot, tmp_path, [issue]) as opened:
        window = opened.window
        window.issues.setCurrentIndex(window.table.index(0, 0))
        window.registry["issue.save_template"].trigger()
        dialog = _dialog(opened)
        assert nameless(dialog) == []
        assert dialog.name.hasFocus()
        edge = dialog.list.grab().toImage().pixelColor(0, dialog.list.height() // 2)
        assert edge.name() == theme.current().palette.border
        assert dialog.line.text() == "Check #5 tides !1 #ui type:task"
        qtbot.keyClicks(dialog.name, "Bug")
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return, CTRL)
        opened.settled()
        assert dialog.said == "There are two templates called Bug."
        qtbot.keyClicks(dialog.name, "s of tides")
        # Escape takes what is not saved only when it is pressed again.
        qtbot.keyClick(dialog.name, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert dialog.said.startswith("Not saved yet")
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return, CTRL)
        opened.settled()
        qtbot.waitUntil(lambda: window.findChild(TemplateDialog) is None)
        assert [one.name for one in kept(opened)] == ["Bug", "Task", "Story", "Bugs of tides"]
        assert kept(opened)[-1].description == "Look twice."
        window.activateWindow()
        window.registry["templates.edit"].trigger()
        dialog = _dialog(opened)
        for _ in range(3):
            dialog.delete.setFocus()
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
        opened.settled()
        assert [one.name for one in kept(opened)] == ["Bugs of tides"]
        # What was deleted there comes back by the key that brings everything back, in the menu, too.
        qtbot.waitUntil(lambda: window.findChild(TemplateDialog) is None)
        window.activateWindow()
        opened.wait(window.isActiveWindow)
        window.issues.setFocus()
        qtbot.keyClick(window.issues, Qt.Key.Key_Z, CTRL)
        opened.settled()
        assert "change the templates" in window.trust.said
        assert [one.name for one in kept(opened)] == ["Bug", "Task", "Story", "Bugs of tides"]
        opened.wait(lambda: len(window.later.guidance.templates.templates) == 4)
