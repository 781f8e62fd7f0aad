"""The palette: what it offers, what Enter does, and where the keyboard is afterwards."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.action_specs import ACTIONS
from gui.bridge import StoreBridge
from gui.palette import Palette
from gui.palette_issues import PaletteIssues
from gui.palette_rows import Entry, Found, Kind, entries, first_choice, is_sure, reason
from store.detail_answers import Link
from store.lookups import FindLinks
from store.requests import Request
from tests.helpers.window import Opened, issue_line, open_window

LINES = [
    issue_line(1, title="Crash on save"),
    issue_line(2, title="Save twice", status="closed", closed_at="2025-01-02T00:00:00Z"),
    issue_line(3, title="Something else"),
]
SAVE = Entry(Kind.ACTION, "a", "Save a copy", "File")
REOPEN = Entry(Kind.ACTION, "b", "Reopen", "Issue", reason="select an issue")
TRASH = Entry(Kind.ACTION, "c", "Move to trash", "Issue", also="delete remove")
QUIET = Found()


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, LINES) as opened:
        yield opened


def palette_of(opened: Opened) -> Palette:
    return opened.window.keyboard.palette


def open_and_type(opened: Opened, text: str) -> Palette:
    palette = palette_of(opened)
    if not palette.isVisible():
        opened.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        assert palette.line.hasFocus()
    palette.line.clear()
    opened.qtbot.keyClicks(palette.line, text)
    opened.wait(lambda: not palette.issues.found.waits)
    return palette


def ids_of(issues: PaletteIssues) -> list[str]:
    return [link.id for link in issues.found.issues]


def shown(palette: Palette) -> list[str]:
    return [entry.text for entry in palette.list.entries]


# What is offered


def test_nothing_typed_offers_what_was_used_last_and_all_that_is_possible() -> None:
    rows = entries("", [SAVE, REOPEN, TRASH], ["c", "b", "gone"], QUIET, creatable=True)
    assert [row.text for row in rows] == ["Used last", "Move to trash", "Actions", "Save a copy"]
    assert first_choice(rows) == 1


def test_actions_and_issues_are_one_list() -> None:
    found = Found((Link("t-1", "u1", "", "Crash on save"), Link("t-2", "u2", "", "Save twice")), more=True)
    rows = entries("save", [SAVE, REOPEN, TRASH], [], found, creatable=True)
    assert [row.text for row in rows] == [
        "Save a copy", "Crash on save", "Save twice", "Show all that match “save” in the list",
        "New issue “save”",
    ]  # fmt: skip
    assert "".join(rows[1].text[place] for place in rows[1].marks) == "save"
    only = entries("> save", [SAVE, REOPEN, TRASH], [], found, creatable=True)
    assert [row.text for row in only] == ["Save a copy"]


def test_an_issue_whose_id_was_typed_comes_before_every_action() -> None:
    found = Found((Link("t-save", "u1", "", "By its id"),))
    for typed in ("save", "t-save", "T-SAVE"):
        assert entries(typed, [SAVE], [], found, creatable=False)[0].value == "u1"


def test_an_action_is_found_by_other_words_and_by_its_menu() -> None:
    for typed in ("delete", "trash issue"):
        assert entries(typed, [SAVE, TRASH], [], QUIET, creatable=False)[0].value == "c"


def test_what_is_not_possible_now_says_why_after_what_is() -> None:
    rows = entries("reop", [REOPEN], [], QUIET, creatable=True)
    assert rows[0].reason == "select an issue"
    assert "select an issue" in rows[0].said
    # Enter shall not do something else instead, such as making an issue.
    assert first_choice(rows) == 0
    found = Found((Link("t-1", "u1", "", "Reopen it"),))
    also = Entry(Kind.ACTION, "d", "Reopen all", "Issue")
    rows = entries("reop", [REOPEN, also], [], found, creatable=False)
    assert [row.text for row in rows[:3]] == ["Reopen all", "Reopen it", "Reopen"]


def test_a_word_is_there_for_everything_that_an_action_can_lack() -> None:
    for spec in ACTIONS.values():
        assert bool(reason(spec.needs)) == bool(spec.needs), spec.id
        assert reason(spec.needs) != "not possible now", spec.id


def test_enter_waits_only_where_an_issue_may_come_first() -> None:
    waits = Found(waits=True)
    assert is_sure(entries("save", [SAVE], [], waits, creatable=True), "save")
    assert not is_sure(entries("reop", [REOPEN], [], waits, creatable=True), "reop")
    assert is_sure(entries(">opy", [SAVE], [], waits, creatable=True), ">opy")
    assert not is_sure(entries("opy", [SAVE], [], waits, creatable=True), "opy")
    assert not is_sure(entries("bd-1", [SAVE], [], waits, creatable=True), "bd-1")


# What the keyboard does


def test_it_does_an_action_and_remembers_it(opened: Opened) -> None:
    window, palette = opened.window, palette_of(opened)
    window.search.setFocus()
    open_and_type(opened, "compact")
    assert shown(palette)[0] == "Compact rows"
    opened.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.registry["density.compact"].isChecked()
    assert not palette.isVisible()
    assert window.search.hasFocus()
    open_and_type(opened, "")
    assert shown(palette)[:2] == ["Used last", "Compact rows"]
    entry = palette.list.entry
    assert entry is not None
    assert entry.icon == "check"
    # The same key closes it; so do Escape and a click elsewhere.
    opened.qtbot.keyClick(palette.line, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not palette.isVisible()
    assert window.search.hasFocus()
    window.issues.setFocus()
    open_and_type(opened, "x")
    opened.qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert window.issues.hasFocus()
    open_and_type(opened, "x")
    opened.qtbot.mouseClick(window.issues.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 40))
    assert not palette.isVisible()
    assert window.issues.hasFocus()
    keys = next(row.keys for row in palette._actions if row.value == "issue.new")
    assert keys == ("C", "Ctrl+N")


def test_it_finds_an_issue_that_the_list_does_not_show(opened: Opened) -> None:
    window = opened.window
    palette = open_and_type(opened, "twice")
    assert shown(palette) == ["Save twice", "Show “twice” in the list", "New issue “twice”"]
    opened.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    opened.settled()
    issue = window.detail.subject.issue
    assert issue is not None
    assert issue.title == "Save twice"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.detail.isAncestorOf(focus)
    # Enter takes an issue that is still looked for.
    window.registry["palette.open"].trigger()
    opened.qtbot.keyClicks(palette.line, "t-00003")
    opened.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    opened.wait(lambda: not palette.isVisible())
    opened.settled()
    issue = window.detail.subject.issue
    assert issue is not None
    assert issue.id == "t-00003"
    # All that match, open and closed, in the list.
    palette = open_and_type(opened, "save")
    while (entry := palette.list.entry) is None or entry.kind is not Kind.SEARCH:
        opened.qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    opened.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    opened.wait(lambda: window.table.query.text == "save")
    opened.settled()
    assert sorted(opened.titles()) == ["Crash on save", "Save twice"]


def test_what_nothing_is_like_becomes_a_new_issue(opened: Opened) -> None:
    palette = open_and_type(opened, "Qzxv")
    assert shown(palette) == ["Nothing matches “Qzxv”", "New issue “Qzxv”"]
    opened.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    opened.settled()
    assert "Qzxv" in opened.titles()
    opened.window.show_tracker("Home", str(opened.store.path), "It is read-only.")
    palette = open_and_type(opened, "Qzxvv")
    assert shown(palette) == ["Nothing matches “Qzxvv”"]
    palette = open_and_type(opened, "undo")
    assert palette.list.entries[0].reason == "the tracker is read-only"
    opened.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert palette.said.endswith("is not possible: the tracker is read-only")


def test_keys_belong_to_an_input_method_and_rows_to_a_screen_reader(opened: Opened) -> None:
    palette = open_and_type(opened, "save")
    for widget, role in (
        (palette.line, QAccessible.Role.EditableText),
        (palette.list, QAccessible.Role.List),
    ):
        spoken = QAccessible.queryAccessibleInterface(widget)
        assert spoken.role() == role
        assert spoken.text(QAccessible.Text.Name)
    place = [entry.kind for entry in palette.list.entries].index(Kind.ISSUE)
    row = QAccessible.queryAccessibleInterface(palette.list).child(place)
    assert row.text(QAccessible.Text.Name) == "Save twice, t-00002"
    QCoreApplication.sendEvent(palette.line, QInputMethodEvent("か", []))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down):
        opened.qtbot.keyClick(palette.line, key)
    assert palette.isVisible()
    assert palette.list.currentIndex().row() == 0
    done = QInputMethodEvent()
    done.setCommitString("か")
    QCoreApplication.sendEvent(palette.line, done)
    opened.qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


# Asking while one types


class Slow:
    """A reader that answers when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Future[Any]]] = []

    def submit(self, request: Request[Any]) -> Future[Any]:
        assert isinstance(request, FindLinks)
        self.asked.append((request.text, Future()))
        return self.asked[-1][1]


def test_a_late_answer_to_an_earlier_text_is_dropped(qtbot: QtBot) -> None:
    reader = Slow()
    bridge = StoreBridge(reader, reader)
    issues = PaletteIssues(bridge, bridge)
    for text in ("l", "lo", "log"):
        issues.look_for(text)
    qtbot.waitUntil(lambda: bool(reader.asked))
    assert [text for text, _ in reader.asked] == ["log"]
    issues.look_for("login")
    issues.look_for("login c")
    qtbot.waitUntil(lambda: not issues._wait.isActive())
    # One question at a time: what is typed meanwhile is asked when the answer is there.
    assert len(reader.asked) == 1
    reader.asked[0][1].set_result((Link("t-1", "u1", "", "Log"),))
    qtbot.waitUntil(lambda: len(reader.asked) == 2)
    assert ids_of(issues) == []
    assert issues.found.waits
    reader.asked[1][1].set_result((Link("t-2", "u2", "", "Login crash"),))
    qtbot.waitUntil(lambda: not issues.found.waits)
    assert [text for text, _ in reader.asked] == ["log", "login c"]
    assert ids_of(issues) == ["t-2"]
    bridge.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
