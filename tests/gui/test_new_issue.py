"""The line for new issues: chips of what was understood, several lines as one step, nothing lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.detail.chip import Chip
from gui.kept_texts import request_for
from gui.window_work import WindowWork
from store.issue import Issue
from store.lookups import GetDetail
from store.requests import CreateSeveral
from tests.helpers.held import answers_held
from tests.helpers.window import Opened, issue_line, open_window


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, [issue_line(1, title="Epic", issue_type="epic")]) as opened:
        opened.window.list_pane.new_issue.entry.actor = "ann"
        yield opened


def type_line(opened: Opened, text: str) -> None:
    opened.window.issues.setFocus()
    opened.qtbot.keyClick(opened.window.issues, Qt.Key.Key_C)
    opened.qtbot.keyClicks(opened.window.list_pane.new_issue.entry.edit, text)


def paste(opened: Opened, text: str) -> None:
    QApplication.clipboard().setText(text)
    type_line(opened, "")
    edit = opened.window.list_pane.new_issue.entry.edit
    opened.qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def chips(opened: Opened) -> list[str]:
    shown = opened.window.list_pane.new_issue.entry.chips.findChildren(Chip)
    return [chip.text() for chip in shown if chip.isVisible()]


def enter(opened: Opened) -> None:
    opened.qtbot.keyClick(opened.window.list_pane.new_issue.entry.edit, Qt.Key.Key_Return)
    opened.settled()


def stored(opened: Opened, title: str) -> Issue:
    table = opened.window.table
    opened.titles()
    row = next(row for n in range(len(table.keys)) if (row := table.row_at(n)) and row.title == title)
    return opened.store.writer.submit(GetDetail(row.uid)).result(10).issue


def test_what_is_understood_is_shown_and_made(opened: Opened) -> None:
    entry = opened.window.list_pane.new_issue.entry
    type_line(opened, "Fix login !1 #ui @me due:2026-12-24 type:bug ^t-00001")
    assert chips(opened) == ["P1, high", "ui", "ann", entry.chips._chips[3].text(), "Bug", "t-00001"]
    assert "Thu 24 Dec" in entry.chips.words or "Thu 24 Dec 2026" in entry.chips.words
    assert entry.edit.accessibleDescription() == entry.chips.words
    opened.qtbot.mouseClick(entry.chips._chips[1], Qt.MouseButton.LeftButton)
    assert entry.edit.selectedText() == "#ui"
    enter(opened)
    made = stored(opened, "Fix login")
    assert (made.priority, made.labels, made.assignee, made.issue_type) == (1, ("ui",), "ann", "bug")
    assert str(made.due_at).startswith("2026-12-24T00:00:00")
    assert [one.target for one in made.dependencies] == ["t-00001"]
    assert (entry.text, chips(opened)) == ("", [])

    type_line(opened, "Wait ^t-9 #ui")
    enter(opened)
    assert entry.text == "Wait ^t-9 #ui"
    assert "There is no issue t-9" in entry.edit.accessibleDescription()
    opened.qtbot.keyClick(entry.edit, Qt.Key.Key_Home)
    opened.qtbot.keyClicks(entry.edit, "x")
    assert entry.edit.accessibleDescription() == entry.chips.words != ""


def test_several_lines_become_issues_in_one_step(opened: Opened) -> None:
    entry = opened.window.list_pane.new_issue.entry
    paste(opened, "One !0\n\n  Two #ui\r\nThree\n")
    button = next(one for one in entry.findChildren(QPushButton) if one.isVisible())
    assert button.text() == "Make 3 issues"
    assert chips(opened) == []
    enter(opened)
    assert sorted(opened.titles()) == ["Epic", "One", "Three", "Two"]
    assert (stored(opened, "One").priority, stored(opened, "Two").labels) == (0, ("ui",))
    assert entry.text == ""
    assert opened.window.registry["edit.undo"].text() == "Undo: create 3 issues"
    opened.window.registry["edit.undo"].trigger()
    opened.settled()
    assert opened.titles() == ["Epic"]


def given(opened: Opened) -> list[str]:
    shown = opened.window.list_pane.new_issue.given.findChildren(Chip)
    return [chip.text() for chip in shown if chip.isVisible()]


def test_what_the_list_gives_is_shown_and_can_be_taken_away(opened: Opened) -> None:
    window, qtbot = opened.window, opened.qtbot
    bar, trust = window.list_pane.new_issue, window.trust
    window.sidebar.choose("is:today")
    # Enter may come before it is known what the list gives.
    window.registry["issue.new"].trigger()
    qtbot.keyClicks(bar.entry.edit, "Water the plants")
    enter(opened)
    assert opened.titles() == ["Water the plants"]
    window.sidebar.choose("is:open")
    window.search.set_query("label:ui priority:0 assignee:me ")
    window.query.ask()
    opened.wait(lambda: given(opened) == ["ui", "P0, critical", "ann"])
    assert bar.entry.edit.accessibleDescription() == bar.given.words != ""
    # What is typed stands in its place; Backspace and a click take away, and the line keeps the keyboard.
    bar.entry.edit.setFocus()
    qtbot.keyClicks(bar.entry.edit, "!3 Fix")
    assert given(opened) == ["ui", "ann"]
    qtbot.keyClick(bar.entry.edit, Qt.Key.Key_Home)
    qtbot.keyClick(bar.entry.edit, Qt.Key.Key_Backspace)
    assert given(opened) == ["ui"]
    bar.given.findChildren(Chip)[0].click()
    assert (given(opened), bar.entry.edit.hasFocus()) == ([], True)
    enter(opened)
    # It is not in the list by that, which the bar says, with a key that leads there.
    assert trust.said.endswith("“Fix” · it is not in this list")
    assert "(Ctrl+L)" in trust._follow.text()
    qtbot.keyClick(bar.entry.edit, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    opened.settled()
    assert opened.titles() == ["Fix"]
    made = stored(opened, "Fix")
    assert (made.priority, made.labels, made.assignee) == (3, (), "")


def test_what_is_entered_before_it_is_known_what_the_list_gives_is_no_sub_issue(opened: Opened) -> None:
    window = opened.window
    window.search.set_query("type:epic ")
    window.query.ask()
    opened.settled()
    window.views.select_key(window.table.keys[0])
    opened.settled()
    with answers_held(window._bridge):
        type_line(opened, "Second")
        opened.qtbot.keyClick(window.list_pane.new_issue.entry.edit, Qt.Key.Key_Return)
        window.registry["issue.sub"].trigger()
    opened.settled()
    made = stored(opened, "Second")
    assert (made.issue_type, made.dependencies) == ("epic", ())


def test_what_is_made_by_the_palette_belongs_to_the_list_too(opened: Opened) -> None:
    opened.window.search.set_query("label:ui ")
    opened.window.query.ask()
    opened.window.keyboard.new.make(opened.window.list_pane.new_issue.entry.read("Found nothing"))
    opened.settled()
    assert stored(opened, "Found nothing").labels == ("ui",)
    assert opened.window.trust.link is None


def test_several_lines_can_be_one_issue(opened: Opened) -> None:
    entry = opened.window.list_pane.new_issue.entry
    paste(opened, "Crash at start !1\nTraceback\n  line 3")
    entry.findChildren(QPushButton)[1].click()
    opened.settled()
    made = stored(opened, "Crash at start")
    assert (made.description, made.priority) == ("Traceback\n  line 3", 1)
    assert entry.text == ""


def test_lines_that_were_not_entered_are_kept_as_they_are_and_made_later(opened: Opened) -> None:
    paste(opened, "One !0\nTwo #ui")
    work = WindowWork(opened.window)
    (unsent,) = work.unsent()
    assert unsent.text is not None
    assert (unsent.text.text, unsent.text.title) == ("One !0\nTwo #ui", "One !0")
    request = request_for(unsent.text)
    assert isinstance(request, CreateSeveral)
    assert [(one.title, one.labels) for one in request.issues] == [("One", ()), ("Two", ("ui",))]
    work.forget()
    assert list(work.unsent()) == []


def test_a_line_that_could_not_be_saved_is_kept_with_all_it_says(opened: Opened) -> None:
    type_line(opened, "Fix !1 #ui")
    opened.store.writer.stop()
    assert opened.store.writer.join(10)
    enter(opened)
    (unsent,) = WindowWork(opened.window).unsent()
    assert unsent.failed
    assert unsent.text is not None
    assert unsent.text.text == "Fix !1 #ui"
    opened.window.commands.give_up()
    opened.window.list_pane.new_issue.entry.clear()
