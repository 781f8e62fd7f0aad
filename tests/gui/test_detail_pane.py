"""Links, comments, closing, trash and the states of the detail pane, on a real tracker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.detail.links import LinkList
from store.errors import Damaged
from store.lookups import GetDetail
from store.requests import AddComment, Close, Create, Delete, Depend, Edit, EditComment
from tests.helpers.detail_pane import PaneOnTracker

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[PaneOnTracker]:
    pane = PaneOnTracker(qtbot, tmp_path / "t.strandline")
    yield pane
    pane.stop()


def ids(links: LinkList) -> list[str]:
    return [row.link.id for row in links.rows]


def pick_link(made: PaneOnTracker, group: str, typed: str) -> None:
    picker = made.pane.body.relations.picker(group)
    assert picker.isVisible()
    made.qtbot.keyClicks(picker.edit, typed)
    made.settle()
    assert picker.list.count() == 1
    made.qtbot.keyClick(picker.edit, Qt.Key.Key_Return)
    made.settle()


def test_a_blocker_is_found_by_words_added_shown_and_removed(made: PaneOnTracker) -> None:
    blocker, uid = made.create("Fix the pump"), made.create("Water the garden")
    made.show(uid)
    body = made.pane.body
    made.pane.add_blocker()
    pick_link(made, "depends_on", "pump")
    found = made.id_of(blocker)
    assert [(edge.target, edge.type) for edge in made.stored(uid).dependencies] == [(found, "blocks")]
    assert ids(body.relations.depends_on.list) == [found]
    assert body.blocked.isVisible()
    assert ids(body.blocked.list) == [found]
    with made.qtbot.waitSignal(made.pane.open_requested) as opened:
        made.qtbot.mouseClick(body.blocked.list.rows[0], LEFT)
    assert opened.args == [blocker]
    made.qtbot.mouseClick(body.relations.depends_on.list.rows[0].remove_button, LEFT)
    made.settle()
    assert made.stored(uid).dependencies == ()
    assert ids(body.relations.depends_on.list) == []
    assert not body.blocked.isVisible()


def test_while_the_program_closes_nothing_new_is_laid_out_and_nothing_is_missed_after_it(
    made: PaneOnTracker,
) -> None:
    first, second = made.create("First"), made.create("Second")
    made.show(first)
    made.pane.feed.hold(True)
    made.pane.show_issue(second)
    made.other(Edit(first, {"title": "First, changed"}))
    made.settle()
    assert made.pane.subject.uid == first
    made.pane.feed.hold(False)
    made.settle()
    assert made.pane.subject.uid == second
    made.pane.feed.hold(True)
    made.other(Edit(second, {"title": "Second, changed"}))
    made.settle()
    assert made.editor("title").text() == "Second"
    made.pane.feed.hold(False)
    made.settle()
    assert made.editor("title").text() == "Second, changed"


def test_a_link_is_seen_before_it_is_saved(made: PaneOnTracker) -> None:
    made.create("Fix the pump")
    made.show(made.create("Water the garden"))
    made.pane.add_blocker()
    picker = made.pane.body.relations.picker("depends_on")
    made.qtbot.keyClicks(picker.edit, "pump")
    made.settle()
    made.qtbot.keyClick(picker.edit, Qt.Key.Key_Return)
    assert len(made.pane.body.relations.depends_on.list.rows) == 1
    made.settle()
    assert len(made.pane.body.relations.depends_on.list.rows) == 1


def test_the_chain_behind_a_blocker_is_shown(made: PaneOnTracker) -> None:
    root, middle, uid = made.create("Root"), made.create("Middle"), made.create("Leaf")
    made.do(Depend(middle, made.id_of(root)))
    made.do(Depend(uid, made.id_of(middle)))
    made.show(uid)
    blocked = made.pane.body.blocked
    assert ids(blocked.list) == [made.id_of(middle)]
    assert ids(blocked.chain) == [made.id_of(root)]


def test_other_kinds_of_links_and_the_parent(made: PaneOnTracker) -> None:
    made.create("Alpha")
    epic, uid = made.create("Epic one", issue_type="epic"), made.create("Beta")
    made.show(uid)
    relations = made.pane.body.relations
    made.pane.add_blocker()
    kind = relations.picker("depends_on").kind
    kind.setCurrentIndex(kind.findData("related"))
    pick_link(made, "depends_on", "Alpha")
    relations.add_parent()
    pick_link(made, "parents", "Epic")
    assert {edge.type for edge in made.stored(uid).dependencies} == {"related", "parent-child"}
    assert ids(relations.parents.list) == [made.id_of(epic)]
    assert not made.pane.body.blocked.isVisible()
    made.show(epic)
    assert ids(relations.children_group.list) == [made.id_of(uid)]
    assert "0 of 1" in relations.children_group.head.findChildren(QWidget)[0].property("text")


def test_links_that_hold_nothing_up_are_a_group_of_their_own(made: PaneOnTracker) -> None:
    origin, found, uid = made.create("Origin"), made.create("Found"), made.create("Middle")
    made.do(Depend(uid, made.id_of(origin), "discovered-from"))
    made.do(Depend(found, made.id_of(uid), "discovered-from"))
    made.show(uid)
    relations = made.pane.body.relations
    assert ids(relations.depends_on.list) == ids(relations.needed_by.list) == []
    (forth,), (back,) = relations.related.list.rows, relations.related_by.rows
    assert (forth.link.uid, back.link.uid) == (origin, found)
    assert forth.accessibleName().endswith("discovered from")
    assert back.accessibleName().endswith("discovered from this one")
    made.qtbot.mouseClick(back.remove_button, LEFT)
    assert ids(relations.related_by) == []
    assert len(relations.related.list.rows) == 1
    made.settle()
    assert made.stored(found).dependencies == ()
    made.qtbot.mouseClick(relations.related.list.rows[0].remove_button, LEFT)
    made.settle()
    assert made.stored(uid).dependencies == ()
    relations.add_related()
    pick_link(made, "related", "Found")
    assert [edge.type for edge in made.stored(uid).dependencies] == ["related"]
    assert [row.link.uid for row in relations.related.list.rows] == [found]


def test_what_waits_for_this_one_is_added_from_here(made: PaneOnTracker) -> None:
    waiting, uid = made.create("Waits"), made.create("First")
    made.show(uid)
    made.pane.body.relations.add_needed_by()
    pick_link(made, "needed_by", "Waits")
    assert [edge.target for edge in made.stored(waiting).dependencies] == [made.id_of(uid)]
    assert ids(made.pane.body.relations.needed_by.list) == [made.id_of(waiting)]


def test_a_cycle_is_refused_in_place(made: PaneOnTracker) -> None:
    first, second = made.create("First"), made.create("Second")
    made.do(Depend(first, made.id_of(second)))
    made.show(second)
    made.pane.add_blocker()
    pick_link(made, "depends_on", "First")
    bar = made.pane.body.relations.bar
    assert bar.isVisible()
    assert made.id_of(first) in bar.text
    assert ids(made.pane.body.relations.depends_on.list) == []
    made.qtbot.mouseClick(bar._discard, LEFT)
    assert bar.isHidden()


def test_many_children_say_how_many_more_there_are(made: PaneOnTracker) -> None:
    uid = made.create("Epic", issue_type="epic")
    for n in range(25):
        made.do(Create(f"Child {n}", parent=made.id_of(uid)))
    made.show(uid)
    links = made.pane.body.relations.children_group.list
    assert len(links.rows) == 20
    assert links._more.text() == "Show 5 more"
    made.qtbot.mouseClick(links._more, LEFT)
    assert len(links.rows) == 25


def test_control_enter_sends_a_comment(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    made.pane.focus_comment()
    box = made.pane.body.comments.box
    made.qtbot.waitUntil(box.hasFocus)
    made.qtbot.keyClicks(box, "Said")
    assert [text.field for text in made.pane.unsaved()] == ["comment"]
    made.qtbot.keyClick(box, Qt.Key.Key_Return, CONTROL)
    assert box.text() == ""
    made.settle()
    assert [(one.author, one.text) for one in made.stored(uid).comments] == [("ada", "Said")]
    rows = made.pane.body.comments._rows
    assert [row.text.typed for row in rows.values()] == ["Said"]
    assert made.pane.unsaved() == ()


def test_leaving_the_box_sends_nothing_and_keeps_the_words(made: PaneOnTracker) -> None:
    first, second = made.create("First"), made.create("Second")
    made.show(first)
    made.focus(made.pane.body.comments.box)
    made.qtbot.keyClicks(made.pane.body.comments.box, "half a thou")
    assert made.pane.flush() == 0
    made.show(second)
    assert made.pane.body.comments.box.text() == ""
    assert made.stored(first).comments == ()
    assert [(text.uid, text.text) for text in made.pane.unsaved()] == [(first, "half a thou")]
    made.show(first)
    assert made.pane.body.comments.box.text() == "half a thou"


def test_a_comment_that_could_not_be_sent_comes_back_into_the_box(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    comments = made.pane.body.comments
    with made.file_held():
        made.focus(comments.box)
        made.qtbot.keyClicks(comments.box, "precious")
        comments.send()
        made.settle()
    assert comments.bar.isVisible()
    assert [text.text for text in made.pane.unsaved()] == ["precious"]
    made.qtbot.mouseClick(comments.bar._discard, LEFT)
    assert comments.box.text() == "precious"
    comments.send()
    made.settle()
    assert [one.text for one in made.stored(uid).comments] == ["precious"]


def test_only_ones_own_comment_is_edited_or_deleted(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.other(AddComment(uid, "from bob"))
    made.do(AddComment(uid, "from ada"))
    made.show(uid)
    bob, ada = made.pane.body.comments._rows.values()
    assert not bob.edit_button.isVisible()
    made.qtbot.mouseClick(ada.edit_button, LEFT)
    assert ada.editor is not None
    made.qtbot.keyClicks(ada.editor, ", better")
    made.qtbot.keyClick(ada.editor, Qt.Key.Key_Return, CONTROL)
    made.settle()
    assert [one.text for one in made.stored(uid).comments] == ["from bob", "from ada, better"]
    assert ada.text.typed == "from ada, better"
    made.qtbot.mouseClick(ada.delete_button, LEFT)
    made.settle()
    assert [one.text for one in made.stored(uid).comments] == ["from bob"]
    assert len(made.pane.body.comments._rows) == 1


def test_a_comment_changed_elsewhere_is_not_overwritten(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.do(AddComment(uid, "base"))
    comment = made.stored(uid).comments[0]
    made.show(uid)
    row = made.pane.body.comments._rows[comment.uid]
    made.qtbot.mouseClick(row.edit_button, LEFT)
    assert row.editor is not None
    made.qtbot.keyClicks(row.editor, " mine")
    made.other(EditComment(uid, comment.uid, "theirs", "base"), announce=False)
    made.pane.flush()
    made.settle()
    assert made.stored(uid).comments[0].text == "theirs"
    assert row._bar.text == "Changed elsewhere: theirs"
    assert row.editor is not None
    assert row.editor.text() == "base mine"


def test_a_hundred_comments_start_with_the_newest(made: PaneOnTracker) -> None:
    uid = made.create("One")
    for n in range(100):
        made.do(AddComment(uid, f"number {n}"))
    made.show(uid)
    comments = made.pane.body.comments
    assert len(comments._rows) == 30
    assert comments._earlier.text() == "Show 70 earlier comments"
    made.qtbot.mouseClick(comments._earlier, LEFT)
    rows = sorted(comments._rows.values(), key=comments._list_column.indexOf)
    texts = [row.text.typed for row in rows]
    assert texts == [f"number {n}" for n in range(100)]


def test_close_with_a_reason_and_reopen(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    header = made.pane.body.header
    made.qtbot.mouseClick(header.close_button, LEFT)
    made.qtbot.keyClicks(header.close_popup.reason, "done well")
    made.qtbot.keyClick(header.close_popup.reason, Qt.Key.Key_Return)
    made.settle()
    stored = made.stored(uid)
    assert (stored.status, stored.close_reason) == ("closed", "done well")
    assert not header.close_button.isVisible()
    assert "done well" in made.pane.body.footer.text()
    made.qtbot.mouseClick(header.reopen_button, LEFT)
    made.settle()
    assert made.stored(uid).status == "open"
    assert header.close_button.isVisible()


def test_closing_and_reopening_give_the_keyboard_back_to_the_list(made: PaneOnTracker) -> None:
    made.show(made.create("One"))
    header = made.pane.body.header
    made.focus(header.close_button)
    made.qtbot.keyClick(header.close_button, Qt.Key.Key_Return)
    made.focus(header.close_popup.confirm)
    with made.qtbot.waitSignal(made.pane.left):
        made.qtbot.keyClick(header.close_popup.confirm, Qt.Key.Key_Return)
    made.settle()
    made.focus(header.reopen_button)
    with made.qtbot.waitSignal(made.pane.left):
        made.qtbot.keyClick(header.reopen_button, Qt.Key.Key_Return)
    made.settle()
    assert header.close_button.isVisible()


def test_a_comments_editor_stands_off_its_author(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.do(AddComment(uid, "from ada"))
    made.show(uid)
    (row,) = made.pane.body.comments._rows.values()
    made.qtbot.mouseClick(row.edit_button, LEFT)
    editor = row.editor
    assert editor is not None
    made.qtbot.waitUntil(lambda: editor.y() - row._who.geometry().bottom() >= 6)


def test_a_reason_that_could_not_be_saved_is_not_lost(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    header = made.pane.body.header
    with made.file_held():
        header.close_popup.confirmed.emit("a long reason")
        made.settle()
    assert [(text.field, text.text) for text in made.pane.unsaved()] == [("close_reason", "a long reason")]
    made.qtbot.mouseClick(header.bar._again, LEFT)
    made.settle()
    assert made.stored(uid).close_reason == "a long reason"
    assert made.pane.unsaved() == ()


def test_trash_locks_the_fields_and_restore_opens_them(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    body = made.pane.body
    body.header.delete_action.trigger()
    made.settle()
    assert made.stored(uid).deleted
    assert body.notice.text.startswith("In the trash")
    assert made.editor("title").isReadOnly()
    made.pane.open_picker("status")
    assert not body.ribbon.pickers.any_made
    made.qtbot.mouseClick(body.notice.restore, LEFT)
    made.settle()
    assert made.stored(uid).status == "open"
    assert not made.editor("title").isReadOnly()
    assert body.notice.text == ""


def test_a_tracker_that_is_only_read(made: PaneOnTracker) -> None:
    made.show(made.create("One", description="d"))
    made.pane.set_read_only(True)
    body = made.pane.body
    assert "read-only" in body.notice.text
    assert made.editor("description").isReadOnly()
    assert not body.ribbon.chips["status"].isEnabled()
    assert not body.header.close_button.isVisible()
    assert not body.comments.box.isVisible()
    made.pane.set_read_only(False)
    assert not made.editor("description").isReadOnly()
    assert body.notice.text == ""


def test_nothing_selected_gone_and_unreadable(made: PaneOnTracker, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = made.pane
    assert pane.current_uid == ""
    assert "Select an issue" in pane.message.text
    made.show(made.create("One"))
    assert not pane.message.isVisible()
    pane.show_issue("no-such-uid")
    made.settle()
    assert "no longer in the tracker" in pane.message.text
    uid = made.create("Two")

    def broken(*_args: object) -> object:
        raise Damaged("t.strandline is damaged.")

    with monkeypatch.context() as patched:
        patched.setattr("store.details.detail", broken)
        pane.show_issue(uid)
        made.settle()
    assert pane.message.text == "t.strandline is damaged."
    made.qtbot.mouseClick(pane.message._button, LEFT)
    made.settle()
    assert pane.subject.uid == uid
    pane.clear()
    assert "Select an issue" in pane.message.text


def test_the_last_of_several_issues_asked_for_is_shown(made: PaneOnTracker) -> None:
    uids = [made.create(f"Issue {n}") for n in range(5)]
    for uid in uids:
        made.pane.show_issue(uid)
    made.settle()
    assert made.pane.subject.uid == uids[-1]
    assert made.editor("title").text() == "Issue 4"


def test_an_answer_that_comes_after_clear_is_not_shown(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.pane.show_issue(uid)
    made.pane.clear()
    made.settle()
    assert made.pane.current_uid == ""
    assert made.pane.message.isVisible()
    assert made.pane.subject.uid == ""


def test_an_answer_read_before_our_own_commit_does_not_take_it_back(made: PaneOnTracker) -> None:
    uid = made.create("One", priority=2)
    made.show(uid)
    before = made.do(GetDetail(uid))
    made.pane.subject.edit("priority", 0)
    made.settle()
    made.pane.feed._on_detail(made.pane.feed._asked, before)
    assert made.pane.body.ribbon.chips["priority"].value == "P0"
    made.settle()
    assert made.pane.body.ribbon.chips["priority"].value == "P0"


def test_the_previous_issue_stays_until_the_next_is_there(made: PaneOnTracker) -> None:
    first, second = made.create("First"), made.create("Second")
    made.show(first)
    made.pane.show_issue(second)
    assert made.editor("title").text() == "First"
    assert made.pane.body.isVisible()
    # What is typed meanwhile belongs to the issue that is seen.
    made.type_into("title", "The ")
    made.settle()
    assert (made.stored(first).title, made.stored(second).title) == ("The First", "Second")


def test_a_blocker_that_is_closed_elsewhere_unblocks_the_view(made: PaneOnTracker) -> None:
    blocker, uid = made.create("Blocker"), made.create("Waits")
    made.do(Depend(uid, made.id_of(blocker)))
    made.show(uid)
    assert made.pane.body.blocked.isVisible()
    made.other(Close((blocker,)))
    made.settle()
    assert not made.pane.body.blocked.isVisible()


def test_deleted_elsewhere_is_said(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    made.other(Delete((uid,)))
    made.settle()
    assert "bob" in made.pane.body.notice.text


def test_the_id_is_copied_by_a_click(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    made.qtbot.mouseClick(made.pane.body.header.id_button, LEFT)
    assert QGuiApplication.clipboard().text() == made.id_of(uid)


def test_activity_is_folded_and_tells_who_did_what(made: PaneOnTracker) -> None:
    from store.requests import Edit

    uid = made.create("One")
    made.do(Edit(uid, {"priority": 0}))
    made.show(uid)
    activity = made.pane.body.activity
    assert not activity.lines
    made.qtbot.mouseClick(activity.toggle, LEFT)
    assert any("ada" in line and "P2 → P0" in line for line in activity.lines)
