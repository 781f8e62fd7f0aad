"""Keys that make issues after others, lead back, and leave an input method alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.action_specs import SPECS
from tests.helpers.window import Opened, issue_line, open_window

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
)  # fmt: skip


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    lines = [issue_line(number, labels=["ui"] if number == 0 else []) for number in range(4)]
    with open_window(qtbot, tmp_path, lines) as opened:
        yield opened


def shown(opened: Opened) -> str:
    opened.settled()
    issue = opened.window.detail.subject.issue
    return issue.title if issue is not None else ""


def press(
    opened: Opened, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    opened.qtbot.keyClick(focus, key, modifiers)


def focused(kind: type[QWidget]) -> QWidget:
    focus = QApplication.focusWidget()
    assert isinstance(focus, kind)
    return focus


def test_a_sub_issue_and_a_duplicate_are_made_from_the_current_issue(opened: Opened) -> None:
    window = opened.window
    assert shown(opened) == "Issue 00000"
    press(opened, Qt.Key.Key_N, CTRL | SHIFT)
    assert "Issue 00000" in window.list_pane.new_issue._where.text()
    for title in ("Child one", "Child two"):
        opened.qtbot.keyClicks(focused(QWidget), title)
        press(opened, Qt.Key.Key_Return)
        opened.settled()
    press(opened, Qt.Key.Key_Escape)
    opened.wait(lambda: shown(opened) == "Child two")
    detail = window.detail.subject.detail
    assert detail is not None
    assert [link.id for link in detail.parents] == ["t-00000"]
    # The next new issue is nobody's child again.
    press(opened, Qt.Key.Key_C)
    opened.qtbot.keyClicks(focused(QWidget), "Free")
    press(opened, Qt.Key.Key_Return)
    opened.settled()
    press(opened, Qt.Key.Key_Escape)
    opened.wait(lambda: shown(opened) == "Free")
    detail = window.detail.subject.detail
    assert detail is not None
    assert detail.parents == ()
    # Ctrl+D goes to the duplicate; Undo takes it back.
    window.issues.setFocus()
    press(opened, Qt.Key.Key_Home)
    opened.wait(lambda: shown(opened) == "Issue 00000")
    count = len(window.table.keys)
    press(opened, Qt.Key.Key_D, CTRL)
    opened.wait(lambda: len(window.table.keys) == count + 1)
    opened.settled()
    issue = window.detail.subject.issue
    assert issue is not None
    assert (issue.title, issue.labels) == ("Issue 00000", ("ui",))
    assert issue.id != "t-00000"
    press(opened, Qt.Key.Key_Z, CTRL)
    opened.wait(lambda: len(window.table.keys) == count)
    # Shift+B asks which issue waits for this one.
    press(opened, Qt.Key.Key_B, SHIFT)
    opened.settled()
    relations = window.detail.body.relations
    assert relations.picker("needed_by").isVisible()
    press(opened, Qt.Key.Key_Escape)


def test_back_and_forward_go_through_the_issues_that_were_shown(opened: Opened) -> None:
    window, registry = opened.window, opened.window.registry
    shown(opened)
    assert not registry["shown.back"].isEnabled()
    for title in ("Issue 00001", "Issue 00002"):
        press(opened, Qt.Key.Key_J)
        opened.wait(lambda title=title: shown(opened) == title)  # type: ignore[misc]
    press(opened, Qt.Key.Key_Left, ALT)
    opened.wait(lambda: shown(opened) == "Issue 00001")
    row = window.issues.current_row
    assert row is not None
    assert row.title == "Issue 00001"
    press(opened, Qt.Key.Key_Left, ALT)
    opened.wait(lambda: shown(opened) == "Issue 00000")
    assert not registry["shown.back"].isEnabled()
    press(opened, Qt.Key.Key_Right, ALT)
    opened.wait(lambda: shown(opened) == "Issue 00001")
    # From here another way: what was ahead is forgotten.
    assert registry["shown.forward"].isEnabled()
    press(opened, Qt.Key.Key_End)
    opened.wait(lambda: shown(opened) == "Issue 00003")
    assert not registry["shown.forward"].isEnabled()
    # It works from the detail too, and for an issue that the list does not show.
    window.sidebar.choose("is:closed")
    opened.settled()
    window.access.open_issue()
    window.keyboard.shown.back()
    opened.wait(lambda: shown(opened) == "Issue 00003")
    window.show_tracker("Home", str(opened.store.path))
    opened.settled()
    assert not registry["shown.forward"].isEnabled()


def test_no_key_acts_while_an_input_method_composes(opened: Opened) -> None:
    window, fired = opened.window, list[str]()
    shown(opened)
    for spec in SPECS:
        window.registry[spec.id].triggered.connect(lambda _=False, name=spec.id: fired.append(name))
    editor = window.detail.body.findChildren(QPlainTextEdit)[0]
    for place in (window.search, editor):
        place.setFocus()
        QCoreApplication.sendEvent(place, QInputMethodEvent("か", []))
        for key in (Qt.Key.Key_N, Qt.Key.Key_K, Qt.Key.Key_Q, Qt.Key.Key_F):
            opened.qtbot.keyClick(place, key, CTRL)
        for key in (Qt.Key.Key_C, Qt.Key.Key_Slash, Qt.Key.Key_F5):
            opened.qtbot.keyClick(place, key)
        assert fired == []
        done = QInputMethodEvent()
        done.setCommitString("か")
        QCoreApplication.sendEvent(place, done)
    press(opened, Qt.Key.Key_F5)
    assert fired == ["view.refresh"]
