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


def kept_keys(path: Path) -> set[tuple[str, str]]:
    with drafts() as kept:
        return {(text.uid, text.field) for text in kept.list(str(path))}


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
    assert desk.kept.words == (
        "5 unsaved texts kept: one 2 three – Notes; one 2 three – Design; one 2 three – Description; …."
        " 4 changed elsewhere meanwhile"
    )
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
    qtbot.waitUntil(lambda: desk.kept.words.startswith("1 unsaved text kept"))
    # The button that was pressed is gone; the keyboard is not on the one that discards.
    assert desk.window.focusWidget() is desk.kept.put_back
    assert desk.kept.words == "1 unsaved text kept: one 2 three – Comment: “A comment”"


def test_what_is_written_over_both_outlives_the_window_and_a_field_that_moves_again_is_shown_again(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "Home.strandline"
    uid = changed_by_bob(path, "notes")
    desk = start(path)
    dialog = compared(desk, qtbot)
    assert desk.kept.words == (
        "1 unsaved text kept, but changed elsewhere meanwhile:"
        " one 2 three – Notes: “one two three four for the notes”"
    )
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
    qtbot.waitUntil(lambda: not kept_words(path) and "Discarded" in again.kept.words)


def test_what_was_begun_goes_back_where_it_was_typed_and_what_is_discarded_can_be_brought_back(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "Home.strandline"
    tracker = Tracker.open(path, create=True, actor="ann")
    uid = Create("Fix the login").run(tracker).uids[0]
    other = Create("Another").run(tracker).uids[0]
    Edit(uid, {"title": "Fix the sign-in"}).run(tracker)
    tracker.close()
    words = "I think that the token is renewed twice, because the clock of the"
    with drafts() as kept:
        for one, field, text in (
            (uid, "comment 2", words), (other, "comment", "Half"), ("new Idea", "create", "Idea")
        ):  # fmt: skip
            kept.keep([KeptText(str(path), one, "x-1", "Fix the login", field, "", text)])
    desk = start(path)
    bar = desk.kept
    qtbot.waitUntil(bar.isVisible)
    assert bar.words == (
        "3 unsaved texts kept: Fix the sign-in – Comment; Another – Comment; New issue “Idea”"
    )
    assert desk.window.trust.words == "3 kept texts not saved yet"
    # All of them go with one click, and come back with the next.
    bar.discard.setFocus()
    qtbot.keyClick(bar.discard, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bar.words.startswith("Discarded: Fix the sign-in – Comment"))
    assert kept_words(path) == {}
    assert desk.window.focusWidget() is bar.undo
    assert not bar.discard.isVisible()
    qtbot.keyClick(bar.undo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.window.focusWidget() is bar.put_back)
    assert bar.words.startswith("3 unsaved texts kept")
    assert set(kept_words(path).values()) == {words, "Half", "Idea"}
    # What was begun is posted by nobody: it is in its box, and stays kept.
    qtbot.waitUntil(lambda: desk.window.is_complete)
    qtbot.mouseClick(bar.put_back, Qt.MouseButton.LeftButton)
    box = desk.window.detail.body.comments.box
    qtbot.waitUntil(lambda: desk.window.focusWidget() is box)
    assert (desk.window.detail.subject.uid, box.text()) == (uid, words)
    assert box.textCursor().atEnd()
    assert bar.words == "2 unsaved texts kept: Another – Comment; New issue “Idea”"
    qtbot.waitUntil(lambda: kept_keys(path) == {(uid, "comment"), (other, "comment"), ("new Idea", "create")})
    qtbot.keyClicks(box, " server")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: kept_keys(path) == {(other, "comment"), ("new Idea", "create")})
    tracker = Tracker.open(path, read_only=True)
    comments = [one.text for one in GetDetail(uid).run(tracker).issue.comments]
    tracker.close()
    assert comments == [f"{words} server"]
    # The next one is on an issue that is not shown; then the line for new issues.
    qtbot.mouseClick(bar.put_back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (desk.window.detail.subject.uid, box.text()) == (other, "Half"))
    qtbot.mouseClick(bar.put_back, Qt.MouseButton.LeftButton)
    line = desk.window.list_pane.new_issue
    assert (line.text, desk.window.focusWidget()) == ("Idea", line.entry.edit)
    assert not bar.isVisible()
