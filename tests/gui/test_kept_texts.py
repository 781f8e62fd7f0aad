"""Kept texts whose fields were changed meanwhile: shown beside what stands, and chosen one by one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.desk import Desk
from gui.kept_dialog import KeptDialog
from store.drafts import KeptText, drafts
from store.lookups import GetDetail
from store.requests import Create, Delete, Edit
from store.tracker import Tracker
from tests.helpers.desk import StartDesk

FIELDS = ("notes", "design", "description", "title")


def changed_by_bob(path: Path, *fields: str) -> str:
    """A tracker with one issue, all of whose texts bob changed after somebody began to write on them."""
    tracker = Tracker.open(path, create=True, actor="ann")
    uid = Create("First", dict.fromkeys(FIELDS[:-1], "one two three")).run(tracker).uids[0]
    tracker.actor = "bob"
    Edit(uid, dict.fromkeys(FIELDS, "one 2 three")).run(tracker)
    tracker.close()
    with drafts() as kept:
        kept.keep(
            KeptText(
                str(path), uid, "x-1", "First", field, "First" if field == "title" else "one two three",
                f"one two three four for the {field}",
            )
            for field in fields
        )  # fmt: skip
        if "title" in fields:
            kept.keep([KeptText(str(path), uid, "x-1", "First", "comment", "", "A comment")])
    return uid


def compared(desk: Desk, qtbot: QtBot) -> KeptDialog:
    qtbot.waitUntil(desk.kept.isVisible)
    qtbot.mouseClick(desk.kept.compare, Qt.MouseButton.LeftButton)
    dialog = desk.kept.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def marked(view: QPlainTextEdit) -> list[str]:
    return [selection.cursor.selectedText() for selection in view.extraSelections()]


def stored(path: Path, uid: str) -> dict[str, object]:
    tracker = Tracker.open(path, read_only=True)
    try:
        issue = GetDetail(uid).run(tracker).issue
    finally:
        tracker.close()
    return {field: getattr(issue, field) for field in FIELDS}


def kept_words(path: Path) -> dict[str, str]:
    with drafts() as kept:
        return {text.field: text.text for text in kept.list(str(path))}


def press(qtbot: QtBot, dialog: KeptDialog, button: QPushButton) -> None:
    """Press a button once the double click is over, and wait for the next text."""
    before = dialog.offer
    dialog._pause.stop()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.offer is not before)


def test_each_text_is_chosen_beside_what_stands_and_a_double_click_chooses_one(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "Home.strandline"
    uid = changed_by_bob(path, *FIELDS)
    desk = start(path)
    dialog = compared(desk, qtbot)
    assert desk.kept.words == "5 unsaved texts kept: First. 4 changed elsewhere meanwhile"
    assert dialog.headline.text() == "Notes"
    assert "bob changed it meanwhile" in dialog.why.text()
    assert marked(dialog.versions.left) == ["2"]
    assert marked(dialog.versions.right) == ["two", " four for the notes"]
    press(qtbot, dialog, dialog.put_back)
    # The second click of a double one meets the next text, which nobody has read.
    qtbot.mouseClick(dialog.put_back, Qt.MouseButton.LeftButton)
    press(qtbot, dialog, dialog.keep)
    assert stored(path, uid)["notes"] == "one two three four for the notes"
    qtbot.mouseClick(dialog.edit, Qt.MouseButton.LeftButton)
    assert dialog.versions.right.textCursor().atEnd()
    dialog.versions.right.setPlainText("one 2 three four")
    qtbot.waitUntil(lambda: kept_words(path)["description"] == "one 2 three four")
    assert marked(dialog.versions.right) == [" four"]
    press(qtbot, dialog, dialog.save)
    assert dialog.headline.text() == "Title"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert desk.kept.isVisible()
    assert stored(path, uid) == {
        "notes": "one two three four for the notes",
        "design": "one 2 three",
        "description": "one 2 three four",
        "title": "one 2 three",
    }
    qtbot.waitUntil(lambda: set(kept_words(path)) == {"title", "comment"})
    press(qtbot, compared(desk, qtbot), dialog.keep)
    qtbot.waitUntil(lambda: desk.kept.words == "1 unsaved text kept: First")
    # The button that was pressed is gone; the keyboard is not on the one that discards.
    assert desk.window.focusWidget() is desk.kept.put_back


def test_what_is_written_over_both_outlives_the_window_and_a_field_that_moves_again_is_shown_again(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "Home.strandline"
    uid = changed_by_bob(path, "notes")
    desk = start(path)
    dialog = compared(desk, qtbot)
    assert desk.kept.words == "1 unsaved text kept, but changed elsewhere meanwhile: First"
    assert not desk.kept.put_back.isVisible()
    other = Tracker.open(path, actor="cem")
    Edit(uid, {"notes": "cem's"}).run(other)
    dialog._pause.stop()
    dialog.put_back.click()
    qtbot.waitUntil(lambda: dialog.versions.left.toPlainText() == "cem's")
    assert "Nothing was overwritten" in dialog.fault.text()
    assert "cem changed it" in dialog.why.text()
    dialog.edit.click()
    dialog.versions.right.setPlainText("Written by hand")
    desk.window.close()
    qtbot.waitUntil(lambda: desk.shutdown.done)
    Delete((uid,)).run(other)
    other.close()
    assert kept_words(path)["notes"] == "Written by hand"
    again = start(path)
    dialog = compared(again, qtbot)
    assert dialog.versions.right.toPlainText() == "Written by hand"
    assert "in the trash" in dialog.why.text()
    assert not dialog.put_back.isVisible()
    press(qtbot, dialog, dialog.discard)
    qtbot.waitUntil(lambda: not kept_words(path) and not again.kept.isVisible())
