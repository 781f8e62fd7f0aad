"""Backups and health, and the restore in the window: real trackers, by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.backup_words import restored_words
from gui.backups_dialog import BackupsDialog
from gui.desk import Desk
from gui.restore_dialog import RestoreDialog
from gui.wording import full_time
from store import backup_making, places
from store.answers import Changes, Done
from store.backup_list import Backup, backups, folder_of
from store.backup_making import make
from store.backup_requests import Shelf
from store.backup_restoring import restore
from store.errors import Cancelled
from store.last_check import LastCheck
from store.places import place_of_beads
from store.requests import Create, Edit
from store.tracker import Tracker
from tests.helpers.desk import StartDesk
from tests.helpers.issue_files import find, lines, record
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.window import applied_theme


def made(path: Path, title: str = "") -> Backup:
    """A backup of a tracker that this makes; an issue of that title is added first."""
    tracker = Tracker.open(path, create=True, actor="ann")
    if title:
        Create(title).run(tracker)
    backup = make(tracker, "timer")
    tracker.close()
    return backup


def titles(desk: Desk) -> list[str]:
    table = desk.window.table
    return [row.title for place in range(len(table.keys)) if (row := table.row_at(place)) is not None]


def opened(desk: Desk, qtbot: QtBot) -> BackupsDialog:
    desk.window.registry["tracker.backups"].trigger()
    dialog = desk.parts.shelf.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.shelf is not None)
    return dialog


def asked(desk: Desk, dialog: BackupsDialog, qtbot: QtBot) -> RestoreDialog:
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    question = desk.parts.shelf.question
    assert question is not None
    qtbot.waitUntil(lambda: not question._busy)
    return question


def words(item: object) -> list[str]:
    return [item.text(column) for column in range(5)]  # type: ignore[attr-defined]  # a row of the list


def test_where_nothing_was_no_backup_is_told_of(qapp: QApplication, tmp_path: Path) -> None:
    del qapp
    path = tmp_path / "Home.strandline"
    backup = made(path, "old")
    path.unlink()
    assert restored_words(restore(path, backup.path), backup).endswith(": 1 issue.")


def test_backing_up_stopping_and_checking_by_keyboard(
    start: StartDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = start()
    dialog = opened(desk, qtbot)
    assert "There is no verified backup" in dialog.summary.text()
    assert dialog.instead.text().startswith("Nothing is here yet")
    assert not dialog.restore.isEnabled()
    qtbot.keyClick(dialog.make, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.said.text().startswith("Backed up and verified: 0 issues"))
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 1)
    item = dialog.list.topLevelItem(0)
    assert words(item)[1:4] == ["0", "Verified", "You asked for it"]
    qtbot.keyClick(dialog.make, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2)
    assert dialog.list.currentItem() is dialog.list.topLevelItem(0), "Restore… is for the one just made"
    assert dialog.summary.text().startswith("The newest verified backup is of ")
    assert dialog.checked.text() == "It was not checked as a whole yet."
    qtbot.keyClick(dialog.check, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.checked.text().endswith("no fault was found."))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.parts.shelf.dialog is None
    again = opened(desk, qtbot)
    assert again.checked.text().endswith("no fault was found."), "the last check is remembered"
    shown = again.kept.text().replace("\N{ZERO WIDTH SPACE}", "")
    assert folder_of(places.default_tracker()).name in shown

    def slow(_copy: Path, pace: object) -> object:
        assert pace._cancel.wait(30)  # type: ignore[attr-defined]  # what Stop sets
        raise Cancelled(backup_making.STOPPED)

    monkeypatch.setattr(backup_making, "examine", slow)
    qtbot.keyClick(again.make, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "checking" in again._doing.text())
    assert not again.make.isEnabled()
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: again.said.text() == backup_making.STOPPED)
    assert again.make.isEnabled()
    assert len(backups(places.default_tracker())) == 2
    again.reject()


def test_a_restore_shows_the_difference_names_who_is_in_the_way_and_the_window_goes_on(
    start: StartDesk, qtbot: QtBot, other_process: OpenOtherProcess
) -> None:
    path = places.default_tracker()
    backup = made(path, "old")
    tracker = Tracker.open(path, actor="ann")
    Create("made since").run(tracker)
    tracker.close()
    desk = start()
    qtbot.waitUntil(lambda: len(titles(desk)) == 2)
    # As after much work in the issue: what is read later than this is not older than the work.
    desk.window.detail.subject.saver.committed.emit(Done(9, Changes(seq=999)))
    dialog = opened(desk, qtbot)
    question = asked(desk, dialog, qtbot)
    shown = [label.text() for label in question.findChildren(type(question.summary))]
    assert "1 issue would go: made since" in shown
    assert any("made since" in text and "home-" in text for text in shown)
    assert question.leave.isDefault()
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert desk.parts.shelf.question is None
    assert len(titles(desk)) == 2
    question = asked(desk, dialog, qtbot)
    other = other_process(path)
    qtbot.keyClick(question.take, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: question.headline.text() == "Nothing was restored")
    assert f"({other.pid}). Close it there" in question.summary.text()
    other.close()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not desk.done and len(titles(desk)) == 2)
    question = asked(desk, dialog, qtbot)
    qtbot.keyClick(question.take, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: titles(desk) == ["old"])
    assert desk.parts.shelf.dialog is None
    assert desk.window.trust._note.whole.startswith("Restored as of ")
    before = full_time(backups(path)[0].made_at)
    assert desk.window.trust._note.whole.endswith(f"What was there before is the backup of {before}.")
    done: list[object] = []
    desk.bridge.ask(Create("goes on"), done.append)
    qtbot.waitUntil(lambda: sorted(titles(desk)) == ["goes on", "old"])
    desk.window.issues.select_key(desk.window.table.keys[0])
    qtbot.waitUntil(lambda: desk.window.detail.subject.detail is not None)
    kept = backups(path)
    assert kept[-1] == backup
    assert (kept[0].issues, kept[0].verified) == (2, True)
    desk.window.close()
    qtbot.waitUntil(lambda: desk.done)
    assert desk.exit_code == 0


def test_the_issue_file_asks_before_it_undoes_a_restore(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    file = beads / "issues.jsonl"
    file.write_bytes(lines(record("p-1", "early")))
    desk = start(beads.parent)
    qtbot.waitUntil(lambda: titles(desk) == ["early"])
    tracker_path = place_of_beads(beads).tracker
    tracker = Tracker.open(tracker_path, actor="ann")
    backup = make(tracker, "timer")
    uid = find(tracker, "p-1").uid
    tracker.close()
    desk.bridge.ask(Edit(uid, {"title": "late"}), lambda _done: None)
    qtbot.waitUntil(lambda: titles(desk) == ["late"])
    question = asked(desk, opened(desk, qtbot), qtbot)
    assert "issues.jsonl may have what is taken back" in [
        label.text() for label in question.findChildren(type(question.summary))
    ]
    assert question.backup == backup
    question.take.click()
    qtbot.waitUntil(lambda: desk.importer.waiting is not None)
    qtbot.waitUntil(lambda: titles(desk) == ["early"])
    assert b"late" in file.read_bytes()


def test_what_is_shown_without_backups_without_rights_and_where_they_cannot_be_read(
    qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = BackupsDialog(applied_theme(), None, "It may only be read.")  # type: ignore[arg-type]  # no window
    qtbot.addWidget(dialog)
    assert dialog.summary.text() == "Looking for backups…"
    faulty = Backup(tmp_path / "x", "2026-01-01T00:00:00.000001Z", "asked", 3, 9, why_not="It has faults.")
    dialog.show_shelf(Shelf(tmp_path, (faulty,), LastCheck("2026-01-01T00:00:00Z", ("A.", "B."))))
    assert dialog.summary.text().endswith("It may only be read.")
    assert not dialog.restore.isEnabled()
    assert dialog.make.isEnabled()
    assert dialog.why_not.text() == "It has faults."
    assert words(dialog.list.topLevelItem(0))[2] == "Not verified"
    assert dialog.checked.text().endswith("2 faults found.")
    assert dialog.findings.text() == "•  A.\n•  B."
    dialog.show_error("No permission.")
    assert (dialog.summary.text(), dialog.instead.text()) == (
        "The backups cannot be listed.",
        "No permission.",
    )
    assert not dialog.restore.isEnabled()


def test_the_faults_of_a_backup_that_was_brought_back_are_said(tmp_path: Path) -> None:
    path = tmp_path / "Home.strandline"
    made(path, "old")
    tracker = Tracker.open(path, actor="ann")
    with tracker.writing():
        tracker.run("INSERT INTO blocked(issue) SELECT key FROM issue")
    backup = make(tracker, "timer")
    tracker.close()
    said = restored_words(restore(path, backup.path), backup)
    assert said.endswith("The backup has faults: The blocked set is wrong for 1 issues.")


def test_faults_of_a_backup_that_was_restored_wait_for_an_answer(start: StartDesk, qtbot: QtBot) -> None:
    path = places.default_tracker()
    tracker = Tracker.open(path, create=True, actor="ann")
    Create("old").run(tracker)
    tracker.run("INSERT INTO blocked SELECT key FROM issue")
    assert not backup_making.make(tracker, "asked").verified
    tracker.run("DELETE FROM blocked")
    Create("made since").run(tracker)
    tracker.close()
    desk = start()
    qtbot.waitUntil(lambda: len(titles(desk)) == 2)
    said: list[tuple[str, bool]] = []
    desk.parts.shelf.said.connect(lambda words, quiet: said.append((words, quiet)))
    question = asked(desk, opened(desk, qtbot), qtbot)
    qtbot.keyClick(question.take, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(said))
    assert "The blocked set is wrong for 1 issues." in said[0][0]
    assert not said[0][1]
    desk.window.close()
    qtbot.waitUntil(lambda: desk.done)
