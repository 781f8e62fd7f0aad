"""The review: what lost a merge stands beside what stands, and each choice is one key and one undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.review_panel import ReviewPanel
from store.detail_answers import Conflict
from store.exchange_requests import Import
from store.lookups import Conflicts, FindIssue
from store.requests import Edit, Request
from tests.helpers.issue_files import FUTURE, lines, record
from tests.helpers.window import Opened, open_window

LATEST = "2127-01-01T00:00:00Z"
Made = dict[str, dict[str, Any]]


class Desk:
    """The window over a tracker in which two issues lost values to a file."""

    def __init__(self, opened: Opened, folder: Path) -> None:
        self.opened, self.folder = opened, folder
        self.panel: ReviewPanel = opened.window.review
        self.qtbot = opened.qtbot

    def ask(self, request: Request[Any]) -> Any:
        return self.opened.store.writer.submit(request).result(10)

    def title(self, id: str) -> str:
        return str(self.ask(FindIssue(id)).title)

    def lose(self, id: str, mine: dict[str, object], theirs: dict[str, Any]) -> None:
        """Change an issue here and in the file, which is later."""
        self.opened.store.do(Edit(self.ask(FindIssue(id)).uid, mine))
        file = self.folder / "issues.jsonl"
        kept = [line for line in file.read_bytes().splitlines() if f'"{id}"'.encode() not in line]
        changed = lines(record(id, **{"title": "First", "updated_at": FUTURE, **theirs}))
        file.write_bytes(b"".join(line + b"\n" for line in kept) + changed)
        imported = self.ask(Import(file))
        self.opened.store.bridge.announce(imported.changes)

    def lose_many(self, n: int) -> None:
        """Let git leave n issues in two versions each."""
        file = self.folder / "issues.jsonl"
        sides = [lines(*(record(f"q-{i}", side) for i in range(n))) for side in ("ours", "theirs")]
        marked = b"<<<<<<< a\n" + sides[0] + b"=======\n" + sides[1] + b">>>>>>> b\n"
        file.write_bytes(file.read_bytes() + marked)
        self.opened.store.bridge.announce(self.ask(Import(file)).changes)

    def open(self, n: int) -> None:
        trust = self.opened.window.trust
        self.qtbot.waitUntil(lambda: trust._review.isVisible())
        self.qtbot.mouseClick(trust._review, Qt.MouseButton.LeftButton)
        self.listed(n)

    def listed(self, n: int) -> None:
        self.qtbot.waitUntil(lambda: len(self.panel.conflicts) == n)
        self.opened.settled()

    def shown(self) -> Conflict:
        conflict = self.panel.page.conflict
        assert conflict is not None
        return conflict

    def press(self, button: QPushButton) -> None:
        """Use the keyboard as a person does: the letter that is underlined."""
        letter = button.text()[button.text().index("&") + 1].upper()
        key = getattr(Qt.Key, f"Key_{letter}")
        self.panel.activateWindow()
        self.qtbot.keyClick(self.panel, key, Qt.KeyboardModifier.AltModifier)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    first = lines(record("p-1", "First"), record("p-2", "Second")).decode().splitlines()
    with open_window(qtbot, tmp_path, first) as opened:
        made = Desk(opened, tmp_path)
        made.lose("p-1", {"title": "Fix the login form"}, {"title": "Fix the sign-in form"})
        yield made


def test_both_values_stand_side_by_side_with_what_differs_marked(desk: Desk) -> None:
    desk.open(1)
    page = desk.panel.page
    assert page.headline.text() == "Title"
    assert page.why.text() == (
        "Changed here and in issues.jsonl. The side on which the issue was updated later stands (updated_at)."
    )
    assert (page.stands.toPlainText(), page.other.toPlainText()) == (
        "Fix the sign-in form",
        "Fix the login form",
    )
    marked = [
        [one.cursor.selectedText() for one in view.extraSelections()] for view in (page.stands, page.other)
    ]
    assert marked == [["sign-in"], ["login"]]
    head = desk.panel.tree.topLevelItem(0)
    assert head is not None
    assert head.text(0) == "p-1  Fix the sign-in form"


def test_keep_needs_one_key_and_undo_opens_it_again(desk: Desk) -> None:
    desk.open(1)
    desk.press(desk.panel.page.keep)
    desk.listed(0)
    assert desk.panel._message.text().startswith("Nothing to review.")
    assert not desk.opened.window.trust._review.isVisible()
    assert desk.title("p-1") == "Fix the sign-in form"
    desk.qtbot.waitUntil(lambda: desk.opened.window.registry["edit.undo"].isEnabled())
    desk.qtbot.keyClick(desk.panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.listed(1)


def test_the_other_one_is_taken_and_undone(desk: Desk) -> None:
    desk.open(1)
    desk.press(desk.panel.page.take)
    desk.listed(0)
    assert desk.title("p-1") == "Fix the login form"
    assert "review of a change" in desk.opened.window.registry["edit.undo"].text()
    desk.opened.window.registry["edit.undo"].trigger()
    desk.listed(1)
    assert desk.title("p-1") == "Fix the sign-in form"


def test_a_reference_that_another_issue_has_is_refused_in_place_and_the_change_waits(desk: Desk) -> None:
    desk.lose("p-1", {"external_ref": "gh-1"}, {"external_ref": "gh-2", "updated_at": LATEST})
    other = desk.ask(FindIssue("p-2")).uid
    desk.opened.store.do(Edit(other, {"external_ref": "gh-1"}))
    desk.open(2)
    page = desk.panel.page
    assert desk.shown().field == "external_ref"
    desk.press(page.take)
    desk.qtbot.waitUntil(page.fault.isVisible)
    assert page.fault.text().startswith("p-2 has the external reference gh-1 already")
    desk.listed(2)
    assert page.fault.isVisible()
    assert desk.ask(FindIssue("p-1")).external_ref == "gh-2"


def test_a_merged_version_is_typed_and_saved(desk: Desk) -> None:
    desk.open(1)
    page = desk.panel.page
    desk.press(page.edit)
    desk.qtbot.waitUntil(lambda: page.merging)
    assert page.merged.toPlainText() == "Fix the sign-in form"
    page.merged.selectAll()
    desk.qtbot.keyClicks(page.merged, "Fix login and sign-in")
    desk.press(page.save)
    desk.listed(0)
    assert desk.title("p-1") == "Fix login and sign-in"


def test_a_merged_version_that_cannot_be_stored_stays_with_the_reason(desk: Desk) -> None:
    desk.open(1)
    page = desk.panel.page
    desk.press(page.edit)
    desk.qtbot.waitUntil(lambda: page.merging)
    page.merged.clear()
    desk.press(page.save)
    desk.qtbot.waitUntil(lambda: page.fault.isVisible())
    assert page.fault.text() == "An issue needs a title."
    assert page.merging
    desk.press(page.back)
    desk.qtbot.waitUntil(lambda: not page.merging)


def test_a_merged_version_that_was_begun_is_there_again(desk: Desk) -> None:
    desk.lose("p-2", {"priority": 0}, {"title": "Second", "priority": 4})
    desk.open(2)
    page, tree = desk.panel.page, desk.panel.tree
    desk.qtbot.keyClick(tree, Qt.Key.Key_Down)
    desk.qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert desk.shown().id == "p-1"
    page._start()
    desk.qtbot.keyClicks(page.merged, "Begun: ")
    desk.qtbot.keyClick(tree, Qt.Key.Key_Up)
    desk.qtbot.keyClick(tree, Qt.Key.Key_Up)
    assert not page.merging
    desk.qtbot.keyClick(tree, Qt.Key.Key_Down)
    desk.qtbot.keyClick(tree, Qt.Key.Key_Down)
    page._start()
    assert page.merged.toPlainText() == "Begun: Fix the sign-in form"


def test_what_was_changed_since_is_shown_and_not_overwritten_unseen(desk: Desk) -> None:
    desk.open(1)
    uid = desk.shown().uid
    desk.ask(Edit(uid, {"title": "Third"}))  # behind the window's back
    desk.press(desk.panel.page.take)
    desk.qtbot.waitUntil(lambda: desk.panel.page.stands.toPlainText() == "Third")
    assert desk.title("p-1") == "Third"
    assert "changed meanwhile" in desk.panel.page.fault.text()
    assert desk.panel.page._stands_name.text() == "Stands now, changed since"
    desk.press(desk.panel.page.take)
    desk.listed(0)
    assert desk.title("p-1") == "Fix the login form"


def test_the_keyboard_goes_from_change_to_change_and_the_next_follows_a_choice(desk: Desk) -> None:
    desk.lose("p-2", {"notes": "mine", "priority": 0}, {"title": "Second", "notes": "theirs", "priority": 4})
    desk.open(3)
    assert (desk.shown().id, desk.panel.page.headline.text()) == ("p-2", desk.panel.page.headline.text())
    seen = [desk.shown().key]
    for _ in range(4):
        desk.qtbot.keyClick(desk.panel.tree, Qt.Key.Key_Down)
        seen.append(desk.shown().key)
    assert set(seen) == {one.key for one in desk.panel.conflicts}
    desk.press(desk.panel.page.keep)
    desk.listed(2)
    assert desk.shown().id == "p-2"


@pytest.fixture
def endless_double_click(qapp: QApplication) -> Iterator[None]:
    """What is pressed twice is a double click, however slow the machine is."""
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(600_000)
    yield
    qapp.setDoubleClickInterval(before)


@pytest.mark.usefixtures("endless_double_click")
@pytest.mark.parametrize("how", ["click", "space", "mnemonic"])
def test_pressing_twice_decides_one_change_only(desk: Desk, how: str) -> None:
    desk.lose("p-2", {"notes": "mine", "priority": 0}, {"title": "Second", "notes": "theirs", "priority": 4})
    desk.open(3)
    keep = desk.panel.page.keep

    def press() -> None:
        if how == "click":
            desk.qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
        elif how == "mnemonic":
            desk.press(keep)
        else:
            focus = desk.panel.focusWidget()
            assert focus is not None
            desk.qtbot.keyClick(focus, Qt.Key.Key_Space)

    desk.panel.activateWindow()
    keep.setFocus()
    press()
    desk.listed(2)
    assert desk.panel.tree.hasFocus()
    press()
    desk.qtbot.waitUntil(lambda: not keep.isDown())  # a letter lets go of its button some time later
    assert len(desk.ask(Conflicts())) == 2


def test_the_next_change_is_decided_once_a_double_click_is_over(desk: Desk) -> None:
    desk.lose("p-2", {"notes": "mine", "priority": 0}, {"title": "Second", "notes": "theirs", "priority": 4})
    desk.open(3)
    desk.press(desk.panel.page.keep)
    desk.listed(2)
    desk.qtbot.waitUntil(lambda: not desk.panel._pause.isActive())
    desk.press(desk.panel.page.keep)
    desk.listed(1)


def test_all_of_an_issue_are_kept_at_once(desk: Desk) -> None:
    desk.lose("p-2", {"notes": "mine", "priority": 0}, {"title": "Second", "notes": "theirs", "priority": 4})
    desk.open(3)
    everything = desk.panel._all
    assert everything.text() == "Keep all 2 of p-2"
    desk.qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    desk.listed(1)
    assert not everything.isVisible()


def test_all_of_all_issues_are_kept_at_once_also_those_not_listed_and_one_undo_opens_them(desk: Desk) -> None:
    desk.lose_many(510)
    desk.open(500)
    assert desk.panel._count.text() == "The newest 500 of 511 changes to review"
    everything = desk.panel._everything
    assert everything.text() == "Keep what stands in all 511"
    desk.qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    desk.listed(0)
    assert desk.ask(Conflicts()) == ()
    desk.opened.window.registry["edit.undo"].trigger()
    desk.listed(500)
    assert everything.text() == "Keep what stands in all 511"


def test_values_are_said_as_people_know_them(desk: Desk) -> None:
    desk.lose("p-2", {"priority": 0}, {"title": "Second", "priority": 4})
    desk.open(2)
    page = desk.panel.page
    assert (page.headline.text(), page.stands.toPlainText(), page.other.toPlainText()) == (
        "Priority", "P4, backlog", "P0, critical",
    )  # fmt: skip
    assert not page.edit.isVisible()


def test_a_deletion_is_said_and_taken_back(desk: Desk) -> None:
    gone = {"title": "Second", "status": "tombstone", "deleted_by": "bob", "delete_reason": "twice"}
    desk.lose("p-2", {"notes": "mine"}, gone)
    desk.open(2)
    page = desk.panel.page
    assert page.why.text().startswith("Deleted on one side, changed on the other.")
    assert page.stands.toPlainText() == "In the trash\nby bob\nreason: twice"
    assert page.take.text() == "&Take it out of the trash"
    desk.press(page.take)
    desk.listed(1)
    assert desk.ask(FindIssue("p-2")).status == "open"


def test_the_issue_is_one_click_away(desk: Desk) -> None:
    desk.open(1)
    desk.qtbot.mouseClick(desk.panel.page.issue, Qt.MouseButton.LeftButton)
    assert desk.opened.window.detail.current_uid == desk.shown().uid
    desk.opened.settled()


def test_the_issue_itself_leads_to_its_review(desk: Desk) -> None:
    desk.lose("p-2", {"priority": 0}, {"title": "Second", "priority": 4})
    window = desk.opened.window
    uid = desk.ask(FindIssue("p-1")).uid
    window.detail.show_issue(uid)
    line = window.detail.body.to_review
    desk.qtbot.waitUntil(lambda: line.text == "Changed on two sides: 1 value to review.")
    desk.qtbot.mouseClick(line.review, Qt.MouseButton.LeftButton)
    desk.listed(2)
    assert desk.shown().uid == uid
    desk.press(desk.panel.page.keep)
    desk.listed(1)
    desk.qtbot.waitUntil(lambda: line.text == "")


def test_an_issue_leads_to_its_own_review_past_the_newest_that_are_listed(desk: Desk) -> None:
    window = desk.opened.window
    desk.lose_many(500)
    desk.open(500)
    assert "p-1" not in {one.id for one in desk.panel.conflicts}
    window.detail.show_issue(desk.ask(FindIssue("p-1")).uid)
    line = window.detail.body.to_review
    desk.qtbot.waitUntil(lambda: line.text == "Changed on two sides: 1 value to review.")
    desk.qtbot.mouseClick(line.review, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.shown().id == "p-1")
    desk.press(desk.panel.page.keep)
    desk.qtbot.waitUntil(lambda: line.text == "")
    desk.opened.settled()
    assert (len(desk.panel.conflicts), desk.shown().id[:2]) == (500, "q-")


def test_the_action_opens_an_empty_review_too(desk: Desk) -> None:
    desk.open(1)
    desk.press(desk.panel.page.keep)
    desk.listed(0)
    desk.panel.hide()
    desk.opened.window.registry["review.open"].trigger()
    assert desk.panel.isVisible()
    desk.opened.settled()
    desk.qtbot.keyClick(desk.panel, Qt.Key.Key_Escape)
    assert not desk.panel.isVisible()


def test_a_read_only_tracker_offers_no_choice(desk: Desk) -> None:
    desk.open(1)
    desk.panel.set_writable(False)
    page = desk.panel.page
    assert not any(button.isEnabled() for button in (page.keep, page.take, page.edit))


def test_a_short_value_stands_right_below_its_name_and_a_long_one_gets_all_room(desk: Desk) -> None:
    desk.open(1)
    page = desk.panel.page
    desk.opened.wait(lambda: page.stands.height() == page.other.height() <= page._least)
    assert 0 <= page.stands.y() - page._stands_name.geometry().bottom() <= 12
    assert page.keep.geometry().bottom() > page.height() - 60
    desk.lose("p-2", {"description": "long " * 60}, {"title": "Second", "description": "longer " * 60})
    desk.listed(2)
    desk.panel.show_for(
        desk.panel.conflicts[0].uid if desk.panel.conflicts[0].id == "p-2" else desk.panel.conflicts[1].uid
    )
    desk.opened.wait(lambda: desk.shown().id == "p-2" and page.stands.height() > 2 * page._least)
