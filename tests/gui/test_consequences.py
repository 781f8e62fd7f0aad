"""What the window says before and after: what a close frees, what a deletion takes, what undo left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.close_preview import outlook_words
from store.exchange_answers import Named
from store.outlook_requests import Outlook, Progress
from store.requests import Edit
from store.tracker import Tracker
from tests.gui.test_many import select, values
from tests.helpers.window import Opened, issue_line, open_window

CTRL = Qt.KeyboardModifier.ControlModifier


def link(number: int, to: int, type_: str) -> dict[str, str]:
    return {"issue_id": f"t-{number:05}", "depends_on_id": f"t-{to:05}", "type": type_}


FAMILY = [
    issue_line(0, issue_type="epic", title="Harbour"),
    issue_line(1, dependencies=[link(1, 0, "parent-child")]),
    issue_line(2, dependencies=[link(2, 0, "parent-child")], status="closed"),
    issue_line(3, dependencies=[link(3, 1, "blocks")]),
    issue_line(4, dependencies=[link(4, 3, "blocks")]),
    issue_line(5),
]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, FAMILY) as opened:
        yield opened


def test_closing_says_before_what_it_frees_and_shows_it_afterwards(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    select(opened, 1)
    qtbot.keyClick(window.issues, Qt.Key.Key_Q)
    reason = QApplication.focusWidget()
    opened.wait(lambda: bool(window.later.reason.told.text()))
    said = ["Makes 1 issue ready:", "    “Issue 00003”", "“Harbour” is complete: 2 of 2"]
    assert window.later.reason.told.text().splitlines() == said
    told = window.later.reason.told
    assert told.height() >= told.heightForWidth(told.width())
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    opened.settled()
    assert window.trust.said == "Closed “Issue 00001” · 1 issue is ready now"
    window.trust.follow()
    opened.settled()
    assert opened.titles() == ["Issue 00003"]
    assert window.windowTitle() == "Home — Ready now"
    # The same of an issue that is closed in the detail.
    select(opened, 3)
    window.detail.ask_close()
    opened.wait(lambda: "“Issue 00004”" in window.detail.body.header.close_popup.told.text())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    opened.settled()
    assert window.trust.said == "Closed · 1 issue is ready now"


def test_a_close_that_is_quicker_than_its_preview_does_not_wait(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    select(opened, 5)
    qtbot.keyClick(window.issues, Qt.Key.Key_Q)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.later.reason.isHidden()
    opened.settled()
    assert values(opened, "status")[5] == "closed"
    assert window.later.reason.told.text() == ""
    many = Outlook(5, (Named("a", "A"), Named("b", "B"), Named("c", "C")), (Progress("e", "E", 1, 4),))
    assert outlook_words(many).splitlines() == [
        "Makes 5 issues ready:", "    “A”", "    “B”", "    “C”", "    and 2 more", "“E”: 1 of 4 finished"
    ]  # fmt: skip


def test_an_epic_asks_what_is_to_become_of_its_issues(opened: Opened, qtbot: QtBot) -> None:
    window, deleting = opened.window, opened.window.consequences.deleting
    select(opened, 0)
    before = values(opened, "status")
    qtbot.keyClick(window.issues, Qt.Key.Key_Delete)
    opened.wait(lambda: deleting.dialog is not None)
    dialog = deleting.dialog
    assert dialog is not None
    assert dialog.headline.text() == "Move “Harbour” to the trash?"
    assert dialog.said.text() == "2 issues below it, 1 of them open:"
    assert [dialog.list.topLevelItem(n).text(0) for n in range(2)] == ["t-00001", "t-00002"]  # type: ignore[union-attr]
    opened.wait(dialog.keep.hasFocus)
    qtbot.keyClick(dialog.keep, Qt.Key.Key_Return)
    opened.settled()
    assert values(opened, "status") == before
    opened.wait(lambda: deleting.dialog is None)
    window.activateWindow()
    opened.wait(window.issues.hasFocus)
    qtbot.keyClick(window.issues, Qt.Key.Key_Delete)
    opened.wait(lambda: deleting.dialog is not None)
    assert deleting.dialog is not None
    assert deleting.dialog.all.text() == "Move all 3 to the trash"
    deleting.dialog.all.click()
    opened.settled()
    assert values(opened, "status")[:3] == ["tombstone"] * 3
    window.activateWindow()
    opened.wait(window.isActiveWindow)
    assert window.trust.said.startswith("Moved 3 issues to the trash")
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    opened.settled()
    assert values(opened, "status") == before
    # From the detail's own menu too, and only the epic this time.
    select(opened, 0)
    opened.wait(lambda: (issue := window.detail.subject.issue) is not None and issue.id == "t-00000")
    window.detail.body.header.delete()
    opened.wait(lambda: deleting.dialog is not None)
    assert deleting.dialog is not None
    deleting.dialog.only.click()
    opened.settled()
    assert values(opened, "status") == ["tombstone", *before[1:]]


def test_undo_of_several_says_what_others_changed_since_and_shows_it(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    select(opened, 3, 4, 5)
    qtbot.keyClick(window.issues, Qt.Key.Key_P)
    opened.wait(lambda: window.side.many.picker("priority").isVisible())
    qtbot.keyClicks(QApplication.focusWidget(), "0")
    opened.settled()
    row = window.table.row_at(list(window.table.keys).index(window.issues.selected_keys[0]))
    assert row is not None
    br = Tracker.open(opened.store.path, actor="br")
    try:
        opened.store.outside(Edit(row.uid, {"priority": 4}).run(br))
    finally:
        br.close()
    opened.settled()
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    opened.settled()
    assert window.trust.said == "Undone: edit priority of 3 issues · 1 of 3 were changed since by br"
    assert sorted(values(opened, "priority")[3:]) == [2, 2, 4]  # type: ignore[type-var]
    qtbot.mouseClick(window.trust._follow, Qt.MouseButton.LeftButton)
    opened.wait(lambda: window.review.page.conflict is not None)
    page = window.review.page
    assert page.headline.text() == "Priority"
    assert page.why.text().startswith("You took back a change of yours, but br has changed it since.")
    assert (page.stands.toPlainText(), page.other.toPlainText()) == ("P4, backlog", "P2, medium")
    page.take.click()
    opened.settled()
    assert values(opened, "priority")[3:] == [2, 2, 2]
    window.review.close()


def test_the_box_says_the_way_to_what_can_be_started_and_circles(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, FAMILY) as opened:
        window = opened.window
        select(opened, 4)
        box = window.detail.body.blocked
        opened.wait(box.isVisible)
        assert box.way.text() == "Waits for “Issue 00003”, which waits for “Issue 00001”."
        assert box.start.text() == "Start with “Issue 00001”"
        box.start.setFocus()
        qtbot.keyClick(box.start, Qt.Key.Key_Return)
        opened.wait(lambda: window.detail.current_uid != "" and window.detail.subject.issue is not None)
        opened.settled()
        assert window.detail.subject.issue is not None
        assert window.detail.subject.issue.id == "t-00001"
        # A circle, as a file may bring it: Depend would refuse it.
        uid = window.detail.subject.uid
        tracker = Tracker.open(opened.store.path)
        tracker.run(
            """INSERT INTO dependency(issue, target, type, ordinal)
               SELECT key, 't-00004', 'blocks', 9 FROM issue WHERE uid = ?""",
            (uid,),
        )
        tracker.run("INSERT INTO blocked SELECT key FROM issue WHERE uid = ?", (uid,))
        tracker.close()
        opened.store.do(Edit(uid, {"notes": "x"}))
        opened.settled()
        circle = "t-00001 → t-00004 → t-00003 → t-00001"
        opened.wait(lambda: circle in box.way.text())
        assert box.start.isHidden() or not box.start.isVisible()
