"""What was there before: words that differ in the activity, the history of a field, and the way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.detail.history import HistoryDialog
from gui.word_marks import parts
from store.lookups import AskUndo
from store.requests import Edit, SetFields, Undo
from tests.helpers.detail_pane import PaneOnTracker

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[PaneOnTracker]:
    pane = PaneOnTracker(qtbot, tmp_path / "t.strandline")
    yield pane
    pane.stop()


def opened(made: PaneOnTracker) -> HistoryDialog:
    made.settle()
    dialog = made.pane.findChild(HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    return dialog


def test_two_versions_become_one_text_that_says_what_went_and_came() -> None:
    found = parts("the quick brown\nfox jumps", "the slow brown\nfox jumps high")
    assert "".join(part.text for part in found if part.kind != "new") == "the quick brown\nfox jumps"
    assert "".join(part.text for part in found if part.kind != "gone") == "the slow brown\nfox jumps high"
    assert [(part.kind, part.text) for part in found if part.kind != "same"] == [
        ("gone", "quick"), ("new", "slow"), ("new", " high"),
    ]  # fmt: skip
    old, new = (" ".join(f"{word}{n}" for n in range(20_000)) for word in "ab")
    assert parts(old, new) == [("gone", old), ("new", new)]


def test_the_activity_marks_the_words_of_a_text(made: PaneOnTracker) -> None:
    uid = made.create("One", description="Paint the <old> fence green. " + "It stays. " * 40)
    made.other(Edit(uid, {"description": "Paint the <new> fence green. " + "It stays. " * 40}))
    made.other(Edit(uid, {"notes": "a b"}))
    made.other(Edit(uid, {"notes": "c " * 500}))
    made.show(uid)
    activity = made.pane.body.activity
    made.qtbot.mouseClick(activity.toggle, LEFT)
    long, _, short, *_ = activity.changes
    assert "bob · Description" in short.said.text()
    assert short.differs is not None
    shown = short.differs.text()
    assert "&lt;old&gt;</s>" in shown
    assert "&lt;new&gt;</b>" in shown
    assert len(shown) < 300
    assert not short.whole.isVisible()
    assert long.differs is not None
    assert long.whole.isVisible()
    before = len(long.differs.text())
    made.qtbot.mouseClick(long.whole, LEFT)
    assert len(long.differs.text()) > before
    assert not long.whole.isVisible()


def test_an_old_value_is_restored_with_the_keyboard_and_undone(made: PaneOnTracker) -> None:
    uid = made.create("One", description="first text")
    made.other(Edit(uid, {"description": "second text"}))
    made.show(uid)
    section = made.pane.body.texts.sections["description"]
    made.focus(section.view)
    made.pane.show_history()
    dialog = opened(made)
    assert dialog.field.currentData() == "description"
    assert dialog.list.count() == 2
    assert "now" in dialog.list.item(0).text()
    assert dialog.inline.toPlainText() == "firstsecond text"
    assert not dialog.restore.isEnabled()
    made.qtbot.keyClick(dialog.list, KEY.Key_Down)
    assert dialog.inline.toPlainText() == "first text"
    dialog.against.setCurrentIndex(1)
    assert dialog.inline.toPlainText() == "firstsecond text"
    dialog.beside.setChecked(True)
    assert (dialog.left.toPlainText(), dialog.right.toPlainText()) == ("first text", "second text")
    made.qtbot.keyClick(dialog.restore, KEY.Key_Space)
    made.settle()
    assert made.stored(uid).description == "first text"
    step = made.do(AskUndo()).undo
    assert step is not None
    assert (step.kind, step.detail) == ("edit", "description")
    made.do(Undo())
    assert made.stored(uid).description == "second text"


def test_any_field_can_be_chosen_and_long_histories_go_on(made: PaneOnTracker) -> None:
    uid = made.create("One")
    for number in range(60):
        made.do(SetFields((uid,), {"priority": number % 5}))
    made.show(uid)
    made.focus(made.pane.body.ribbon.chips["priority"])
    made.pane.show_history()
    dialog = opened(made)
    assert dialog.field.currentData() == "priority"
    count = dialog.list.count()
    assert count == 50
    assert dialog.earlier.isVisible()
    made.qtbot.mouseClick(dialog.earlier, LEFT)
    made.settle()
    assert dialog.list.count() > count
    assert not dialog.earlier.isVisible()
    assert dialog.list.currentRow() == 50
    dialog.field.setCurrentIndex(dialog.field.findData("assignee"))
    made.settle()
    assert dialog.list.count() == 1
    assert dialog.inline.toPlainText() == "none"
    dialog.reject()
