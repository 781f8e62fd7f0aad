"""Typing into the detail pane: what is typed is saved, or still there; never both lost and silent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.detail.bar import InlineBar
from gui.detail.compare import CompareDialog
from store.lookups import AskUndo
from store.requests import Edit
from tests.helpers.detail_pane import PaneOnTracker

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[PaneOnTracker]:
    pane = PaneOnTracker(qtbot, tmp_path / "t.strandline")
    yield pane
    pane.stop()


def bar(made: PaneOnTracker, field: str) -> InlineBar:
    body = made.pane.body
    return body.header.title.bar if field == "title" else body.texts.sections[field].bar


def click(made: PaneOnTracker, inside: InlineBar, name: str) -> None:
    for button in (inside._theirs, inside._mine, inside._compare, inside._again, inside._discard):
        if button.text() == name and button.isVisible():
            made.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
            return
    pytest.fail(f"no button {name}")


@pytest.mark.parametrize("field", ["title", "description"])
def test_leaving_an_editor_saves_it_as_one_step(made: PaneOnTracker, field: str) -> None:
    uid = made.create("Old", description="old")
    made.show(uid)
    made.type_into(field, "New ")
    assert made.stored(uid).title == "Old"
    made.focus(made.pane.body.comments.box)
    made.settle()
    assert getattr(made.stored(uid), field).startswith("New ")
    step = made.do(AskUndo()).undo
    assert step is not None
    assert (step.kind, step.detail) == ("edit", field)
    assert made.pane.unsaved() == ()


def test_control_enter_saves_and_stays(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    edit = made.type_into("description", "words")
    made.qtbot.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    made.settle()
    assert made.stored(uid).description == "words"
    assert edit.hasFocus()


def test_enter_in_the_title_saves_and_leaves(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    made.pane.edit_title()
    edit = made.editor("title")
    made.qtbot.keyClicks(edit, "Two")
    with made.qtbot.waitSignal(made.pane.left):
        made.qtbot.keyClick(edit, Qt.Key.Key_Return)
    made.settle()
    assert made.stored(uid).title == "Two"


def test_the_heading_says_not_saved_until_the_store_answered(made: PaneOnTracker) -> None:
    made.show(made.create("One"))
    section = made.pane.body.texts.sections["description"]
    made.type_into("description", "a")
    assert "not saved yet" in section._heading.text()
    section.save()
    assert "not saved yet" in section._heading.text()
    made.settle()
    assert section._heading.text() == "Description"


def test_flush_counts_what_is_under_way(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    assert made.pane.flush() == 0
    made.type_into("description", "kept")
    assert [text.text for text in made.pane.unsaved()] == ["kept"]
    assert made.pane.flush() == 1
    made.settle()
    assert made.pane.unsaved() == ()
    assert made.stored(uid).description == "kept"


def test_another_issue_saves_the_first_one_under_its_own_name(made: PaneOnTracker) -> None:
    first, second = made.create("First"), made.create("Second")
    made.show(first)
    made.type_into("description", "for the first")
    made.show(second)
    assert made.editor("description").text() == ""
    assert made.stored(first).description == "for the first"
    assert made.stored(second).description == ""


def test_changes_elsewhere_update_what_nobody_edits(made: PaneOnTracker) -> None:
    uid = made.create("One", notes="n")
    made.show(uid)
    made.type_into("description", "mine")
    made.other(Edit(uid, {"title": "Renamed", "notes": "theirs", "priority": 0}))
    made.settle()
    assert made.editor("title").text() == "Renamed"
    assert made.editor("notes").text() == "theirs"
    assert made.pane.body.ribbon.chips["priority"].value == "P0"
    assert made.editor("description").text() == "mine"
    assert bar(made, "description").isHidden()


def test_a_changed_field_under_edit_keeps_its_text_and_says_so(made: PaneOnTracker) -> None:
    uid = made.create("One", description="base")
    made.show(uid)
    made.type_into("description", "mine ")
    made.other(Edit(uid, {"description": "theirs"}))
    made.settle()
    assert made.editor("description").text() == "mine base"
    assert bar(made, "description").text == "Changed elsewhere: theirs"
    made.focus(made.pane.body.comments.box)
    made.settle()
    assert made.stored(uid).description == "theirs"
    assert [text.text for text in made.pane.unsaved()] == ["mine base"]


def test_a_clash_counts_as_unsaved_after_going_elsewhere(made: PaneOnTracker) -> None:
    uid, other = made.create("One", description="base"), made.create("Two")
    made.show(uid)
    made.other(Edit(uid, {"description": "theirs"}), announce=False)
    made.type_into("description", "mine ")
    made.show(other)
    assert [(text.uid, text.field, text.text) for text in made.pane.unsaved()] == [
        (uid, "description", "mine base")
    ]
    made.show(uid)
    assert made.editor("description").text() == "mine base"
    assert bar(made, "description").isVisible()


def test_enter_presses_the_link_to_an_empty_text(made: PaneOnTracker) -> None:
    made.show(made.create("One"))
    button = made.pane.body.texts._buttons["design"]
    made.focus(button)
    made.qtbot.keyClick(button, Qt.Key.Key_Return)
    assert made.editor("design").hasFocus()


@pytest.mark.parametrize(("choice", "result"), [("Use theirs", "theirs"), ("Keep mine", "mine base")])
def test_a_clash_is_settled_by_the_user(made: PaneOnTracker, choice: str, result: str) -> None:
    uid = made.create("One", description="base")
    made.show(uid)
    # The window has not heard of it: the store finds the clash.
    made.other(Edit(uid, {"description": "theirs"}), announce=False)
    made.type_into("description", "mine ")
    made.pane.flush()
    made.settle()
    assert made.stored(uid).description == "theirs"
    assert bar(made, "description").isVisible()
    click(made, bar(made, "description"), choice)
    made.settle()
    made.pane.feed.refresh()
    made.settle()
    assert made.stored(uid).description == result
    assert made.editor("description").text() == result
    assert bar(made, "description").isHidden()
    assert made.pane.unsaved() == ()


def test_compare_shows_both_and_decides_nothing_by_itself(made: PaneOnTracker) -> None:
    uid = made.create("One", description="base")
    made.show(uid)
    made.type_into("description", "mine ")
    made.other(Edit(uid, {"description": "base, theirs"}))
    made.settle()
    click(made, bar(made, "description"), "Compare")
    dialog = made.pane.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    assert dialog.versions.left.toPlainText() == "base, theirs"
    assert dialog.versions.right.toPlainText() == "mine base"
    dialog.reject()
    assert bar(made, "description").isVisible()


def test_both_writing_the_same_is_no_clash(made: PaneOnTracker) -> None:
    uid = made.create("One", description="base")
    made.show(uid)
    made.type_into("description", "same ")
    made.other(Edit(uid, {"description": "same base"}))
    made.settle()
    assert bar(made, "description").isHidden()
    assert made.pane.unsaved() == ()


def test_a_refused_text_stays_and_can_be_corrected(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    edit = made.editor("title")
    made.focus(edit)
    edit.selectAll()
    edit.insertPlainText("x" * 501)
    made.pane.flush()
    made.settle()
    assert "500 are allowed" in bar(made, "title").text
    assert edit.text() == "x" * 501
    assert [text.field for text in made.pane.unsaved()] == ["title"]
    edit.selectAll()
    made.qtbot.keyClicks(edit, "Short")
    assert bar(made, "title").isHidden()
    made.pane.flush()
    made.settle()
    assert made.stored(uid).title == "Short"


def test_a_held_file_keeps_the_text_and_try_again_saves_it(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    with made.file_held():
        made.type_into("description", "precious")
        made.pane.flush()
        made.settle()
        assert "another program" in bar(made, "description").text
        assert [text.text for text in made.pane.unsaved()] == ["precious"]
    click(made, bar(made, "description"), "Try again")
    made.settle()
    assert made.stored(uid).description == "precious"
    assert bar(made, "description").isHidden()
    assert made.pane.unsaved() == ()


def test_an_unsaved_text_is_there_again_when_its_issue_is(made: PaneOnTracker) -> None:
    first, second = made.create("First"), made.create("Second")
    made.show(first)
    with made.file_held():
        made.type_into("description", "precious")
        made.show(second)
        made.settle()
    assert [(text.uid, text.text) for text in made.pane.unsaved()] == [(first, "precious")]
    made.show(first)
    assert made.editor("description").text() == "precious"
    assert bar(made, "description").isVisible()


def test_typing_goes_on_while_a_save_is_under_way(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    edit = made.type_into("description", "a")
    made.pane.flush()
    made.qtbot.keyClicks(edit, "b")
    made.settle()
    assert edit.text() == "ab"
    assert [text.text for text in made.pane.unsaved()] == ["ab"]
    made.pane.flush()
    made.settle()
    assert made.stored(uid).description == "ab"


def test_undo_belongs_to_the_text_first_and_to_the_tracker_then(made: PaneOnTracker) -> None:
    made.show(made.create("One", description="base"))
    edit = made.editor("description")
    made.focus(edit)

    def taken() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CONTROL)
        event.ignore()
        edit.event(event)
        return event.isAccepted()

    assert not taken()
    made.qtbot.keyClicks(edit, "x")
    assert taken()
    made.qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL)
    assert edit.text() == "base"
    assert not taken()
    assert made.pane.unsaved() == ()


def test_escape_saves_shows_the_text_and_goes_back_to_the_list(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    edit = made.type_into("description", "kept")
    view = made.pane.body.texts.sections["description"].view
    made.qtbot.keyClick(edit, Qt.Key.Key_Escape)
    made.settle()
    assert view.hasFocus()
    with made.qtbot.waitSignal(made.pane.left):
        made.qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert made.stored(uid).description == "kept"


def test_empty_texts_are_folded_to_a_link(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    texts = made.pane.body.texts
    assert texts.sections["description"].isVisible()
    assert not texts.sections["design"].isVisible()
    made.qtbot.mouseClick(texts._buttons["design"], Qt.MouseButton.LeftButton)
    edit = made.editor("design")
    assert edit.hasFocus()
    made.qtbot.keyClicks(edit, "plan")
    made.pane.flush()
    made.settle()
    made.focus(made.editor("description"))
    assert texts.sections["design"].isVisible()
    assert made.stored(uid).design == "plan"


def test_an_unfolded_text_that_stays_empty_folds_again(made: PaneOnTracker) -> None:
    made.show(made.create("One"))
    texts = made.pane.body.texts
    made.qtbot.mouseClick(texts._buttons["notes"], Qt.MouseButton.LeftButton)
    made.focus(made.editor("description"))
    assert not texts.sections["notes"].isVisible()
    assert texts._buttons["notes"].isVisible()


def test_odd_characters_come_back_as_they_were(made: PaneOnTracker) -> None:
    text = "a\r\nno\u00a0break\r\n\r\nend \U0001f41a"
    uid = made.create("One", description=text)
    made.show(uid)
    edit = made.editor("description")
    assert edit.text() == text
    edit.put_caret_at_end()
    made.focus(edit)
    made.qtbot.keyClicks(edit, "!")
    made.pane.flush()
    made.settle()
    assert made.stored(uid).description == text + "!"


def test_visiting_a_text_changes_nothing_in_it(made: PaneOnTracker) -> None:
    text = "old\rMac\u2028lines\r\n"
    uid = made.create("One", description=text)
    made.show(uid)
    made.focus(made.editor("description"))
    made.focus(made.pane.body.comments.box)
    made.settle()
    assert made.editor("description").text() == text
    assert made.stored(uid).description == text
    step = made.do(AskUndo()).undo
    assert step is not None
    assert step.kind == "create"


def test_editors_are_as_high_as_their_text(made: PaneOnTracker) -> None:
    made.show(made.create("One", description="\n".join(f"line {n}" for n in range(40))))
    edit = made.editor("description")
    made.focus(edit)
    assert edit.height() >= 40 * edit.fontMetrics().lineSpacing()
    assert edit.verticalScrollBar().maximum() == 0
    before = edit.height()
    made.focus(edit)
    made.qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.height() > before


@pytest.mark.parametrize("heard", [True, False])
def test_typing_again_after_theirs_was_taken_from_the_comparison_says_so_again(
    made: PaneOnTracker, heard: bool
) -> None:
    uid = made.create("One", description="base")
    made.show(uid)
    made.type_into("description", "mine ")
    made.other(Edit(uid, {"description": "theirs"}), announce=heard)
    made.pane.flush()
    made.settle()
    click(made, bar(made, "description"), "Compare")
    dialog = made.pane.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    (theirs,) = (one for one in dialog.findChildren(QPushButton) if one.text() == "Use theirs")
    made.qtbot.mouseClick(theirs, Qt.MouseButton.LeftButton)
    # Nothing is waited for: the next key comes at once.
    made.type_into("description", "again ")
    made.other(Edit(uid, {"description": "theirs once more"}), announce=heard)
    made.pane.flush()
    made.settle()
    assert bar(made, "description").text == "Changed elsewhere: theirs once more"
    assert "again " in made.editor("description").text()
    assert made.stored(uid).description == "theirs once more"
