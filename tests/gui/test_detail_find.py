"""Ctrl+F in an issue: all hits marked, from one to the next by keys, and the keyboard given back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from tests.helpers.window import Opened, issue_line, open_window

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def _comments(count: int) -> list[dict[str, object]]:
    return [
        {"author": "bob", "text": f"Tide {n}", "created_at": f"2026-03-01T00:{n:02}:00Z"}
        for n in range(count)
    ]


def test_words_are_found_in_all_texts_of_the_issue(qtbot: QtBot, tmp_path: Path) -> None:
    lines = [
        issue_line(1, title="The tide", description="**Tide** table\n\n- [ ] tide", comments=_comments(2)),
        issue_line(2, title="Ebb", description="x", comments=_comments(33)),
    ]
    with open_window(qtbot, tmp_path, lines) as opened:
        window = opened.window
        find = window.detail.find_bar

        def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
            qtbot.keyClick(QApplication.focusWidget() or window, key, modifiers)

        def marked() -> int:
            body = window.detail.body
            return sum(len(widget.extraSelections()) for widget in body.readable())

        def chosen() -> str:
            for widget in window.detail.body.readable():
                for one in widget.extraSelections():
                    if not one.format.fontUnderline():
                        return widget.objectName() or widget.accessibleName()
            return ""

        choose(opened, "The tide")
        press(KEY.Key_F, CONTROL)
        assert window.search.hasFocus()
        press(KEY.Key_F, CONTROL)
        assert find.edit.hasFocus()
        qtbot.keyClicks(find.edit, "TIDE")
        assert find.count.text() == "1 of 5"
        assert marked() == 5
        assert chosen() == "edit_title"
        press(KEY.Key_Return)
        assert find.count.text() == "2 of 5"
        assert chosen() == "Description"
        press(KEY.Key_Return, SHIFT)
        press(KEY.Key_F3, SHIFT)
        assert find.count.text() == "5 of 5"
        press(KEY.Key_F3)
        assert find.count.text() == "1 of 5"
        # What changes while it is open is found too.
        section = window.detail.body.texts.sections["description"]
        section.mode.write()
        assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
        qtbot.keyClicks(section.edit, "tide ")
        press(KEY.Key_Escape)
        opened.settled()
        opened.wait(lambda: find.count.text() == "1 of 6")
        assert isinstance(QApplication.focusWidget(), QTextEdit)
        press(KEY.Key_F, CONTROL)
        assert find.edit.hasFocus()
        press(KEY.Key_Escape)
        assert section.view.hasFocus()
        assert find.isHidden()
        assert marked() == 0
        press(KEY.Key_F3)
        assert find.count.text() == "1 of 6"
        # Another issue is counted anew while the bar stands, and by the key that brings it back.
        choose(opened, "Ebb")
        opened.wait(lambda: find.count.text() == "1 of 30")
        press(KEY.Key_Escape)
        window.issues.setFocus()
        press(KEY.Key_F3)
        assert find.edit.text() == "TIDE"
        assert find.count.text() == "1 of 30"
        assert find.earlier.text() == "3 earlier comments with it"
        qtbot.mouseClick(find.earlier, Qt.MouseButton.LeftButton)
        assert find.count.text() == "1 of 33"
        assert find.earlier.isHidden()
        find.edit.clear()
        qtbot.keyClicks(find.edit, "nowhere")
        assert find.count.text() == "Not found"


def choose(opened: Opened, title: str) -> None:
    window = opened.window
    window.issues.select_key(window.table.keys[opened.titles().index(title)])
    opened.wait(lambda: (issue := window.detail.subject.issue) is not None and issue.title == title)
    opened.settled()
