"""Proposals below the search box: what occurs in the tracker, taken by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.held import answers_held
from tests.helpers.window import issue_line, open_window


def test_proposals_are_taken_by_keyboard_and_escape_closes_only_the_list(
    qtbot: QtBot, tmp_path: Path
) -> None:
    lines = [
        issue_line(1, labels=["ui", "needs review"], assignee="Bob"),
        issue_line(2, labels=["ui"], status="closed"),
    ]
    with open_window(qtbot, tmp_path, lines) as opened:
        box, completion = opened.window.search, opened.window.query_desk.completion
        popup = completion.popup
        box.take_focus()
        # Typed ahead of the first proposals, Tab takes one all the same, and what follows stands behind it.
        with answers_held(opened.store.bridge):
            qtbot.keyClicks(box, "la")
            qtbot.keyClick(box, Qt.Key.Key_Tab)
            qtbot.keyClicks(box, "u")
        opened.wait(popup.isVisible)
        assert (box.text(), popup.rows, box.hasFocus()) == ("label:u", ["ui"], True)
        box.clear_now()
        qtbot.keyClicks(box, "la")
        opened.wait(popup.isVisible)
        assert popup.rows == ["label:"]
        qtbot.keyClick(box, Qt.Key.Key_Tab)
        assert (box.text(), popup.rows) == ("label:", ["needs review", "ui", "none"])
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert (box.text(), box.chips) == ('label:"needs review" ', ('label:"needs review"',))
        assert popup.isHidden()
        opened.wait(lambda: opened.window.table.query.text == box.text())
        assert box.hasFocus()
        qtbot.keyClicks(box, "-assignee:b")
        assert popup.rows == ["Bob"]
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        assert popup.isHidden()
        assert box.text().endswith("-assignee:b")
        # The next one clears, and only then it is the list's turn.
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        assert (box.text(), popup.isVisible(), box.hasFocus()) == ("", False, True)
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        opened.wait(opened.window.issues.hasFocus)
        box.take_focus()
        # A word that could be a filter is still a word.
        box.clear_now()
        qtbot.keyClicks(box, "is")
        assert popup.rows == ["is:"]
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert not box.hasFocus()
        assert popup.isHidden()
        box.take_focus()
        box.clear_now()
        qtbot.keyClick(box, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
        assert popup.rows[0] == "is:"
        for _ in range(2):
            qtbot.keyClick(box, Qt.Key.Key_Down)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert (box.text(), popup.rows[0]) == ("status:", "open")
        opened.window.sidebar.setFocus()
        assert popup.isHidden()
