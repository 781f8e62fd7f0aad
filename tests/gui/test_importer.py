"""Imports into a known tracker: one at a time, asked for where something could be regretted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QLabel, QMainWindow, QTreeWidget
from pytestqt.qtbot import QtBot

from gui.import_words import import_words, needs_a_look
from gui.importer import Importer
from gui.plan_bar import PlanBar, Waiting
from gui.plan_dialog import PlanDialog
from store.exchange_answers import Imported, Plan
from store.exchange_requests import PlanImport
from store.lookups import Conflicts, FindIssue
from store.requests import Request
from store.tracker import Tracker
from tests.helpers.issue_files import FUTURE, LATER, dump, line, lines, record
from tests.helpers.window import Store, applied_theme, running_store

GONE: dict[str, Any] = {"status": "tombstone", "deleted_at": LATER, "updated_at": FUTURE}


@dataclass(frozen=True, slots=True)
class Wait(Request[None]):
    """Keeps the store busy until somebody lets it go."""

    over: threading.Event

    def run(self, tracker: Tracker) -> None:
        assert self.over.wait(20)


@dataclass
class Desk:
    """An importer on a store whose file has two issues, and what it told."""

    importer: Importer
    window: QMainWindow
    store: Store
    qtbot: QtBot
    file: Path
    told: list[tuple[str, object]] = field(default_factory=list[tuple[str, object]])

    def run(self, *parts: Any) -> None:
        if parts:
            self.file.write_bytes(lines(*parts))
        self.importer.run(self.file)

    def wait(self, *kinds: str) -> None:
        self.qtbot.waitUntil(lambda: [kind for kind, _ in self.told] == list(kinds))

    def waits(self) -> Waiting:
        """What waits once the file has been looked at; nobody was interrupted."""
        self.qtbot.waitUntil(lambda: self.importer.waiting is not None and not self.importer.busy)
        assert self.importer.dialog is None
        assert self.importer.waiting is not None
        return self.importer.waiting

    def plan(self) -> Plan:
        plan = self.waits().plan
        assert plan is not None
        return plan

    def asked(self) -> PlanDialog:
        """The plan, after somebody wanted to see what waits."""
        self.waits()
        self.importer.look()
        return self.shown()

    def shown(self) -> PlanDialog:
        self.qtbot.waitUntil(lambda: (d := self.importer.dialog) is not None and d.plan is not None)
        dialog = self.importer.dialog
        assert dialog is not None
        assert dialog.isVisible()
        return dialog

    def ask(self, request: Request[Any]) -> Any:
        return self.store.writer.submit(request).result(10)

    @contextmanager
    def slow_store(self) -> Iterator[None]:
        """The store does nothing else before the block ends."""
        over = threading.Event()
        self.store.writer.submit(Wait(over))
        try:
            yield
        finally:
            over.set()

    def wait_for_card(self) -> None:
        self.qtbot.waitUntil(self.importer.card.isVisible)

    def status(self, id: str) -> str:
        return str(self.ask(FindIssue(id)).status)

    def note(self, kind: str, value: object = None) -> None:
        self.told.append((kind, value))

    def note_failure(self, path: Path, error: object) -> None:
        assert path == self.file
        self.note("failed", error)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "issues.jsonl"
    two = lines(record("p-1", "First"), record("p-2", "Second")).decode().splitlines()
    with running_store(tmp_path, two) as store:
        window = QMainWindow()
        with qtbot.waitExposed(window):
            window.show()
        importer = Importer(store.bridge, applied_theme(), window)
        made = Desk(importer, window, store, qtbot, file)
        importer.imported.connect(partial(made.note, "imported"))
        importer.failed.connect(made.note_failure)
        yield made
        importer.stop()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_few_changes_come_in_without_a_question(desk: Desk) -> None:
    desk.run(record("p-1", "Renamed", updated_at=FUTURE), record("p-2", "Second"))
    desk.wait("imported")
    answer = desk.told[0][1]
    assert isinstance(answer, Imported)
    assert answer.updated == 1
    assert desk.importer.dialog is None
    assert not desk.importer.busy


def test_the_same_bytes_are_done_at_once(desk: Desk) -> None:
    desk.run()
    desk.wait("imported")


def test_enter_deletes_nothing_and_it_is_asked_once(desk: Desk) -> None:
    gone = (record("p-1", "First", **GONE), record("p-2", "Second"))
    desk.run(*gone)
    dialog = desk.asked()
    assert dialog.headline.text() == "issues.jsonl would delete 1 issue"
    assert dialog.take.text() == "Import, delete nothing"
    named = dialog.findChildren(QTreeWidget)[0].topLevelItem(0)
    assert named is not None
    assert (named.text(0), named.text(1)) == ("p-1", "First")
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    desk.wait("imported")
    assert desk.status("p-1") == "open"
    (found,) = desk.ask(Conflicts())
    assert found.cause == "deletion"
    desk.run(*gone, record("p-3"))
    desk.wait("imported", "imported")


def test_ticked_deletions_are_done(desk: Desk) -> None:
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"))
    dialog = desk.asked()
    dialog.also_delete.setFocus()
    desk.qtbot.keyClick(dialog.also_delete, Qt.Key.Key_Space)
    assert dialog.take.text() == "Import and delete 1 issue"
    desk.qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    desk.wait("imported")
    assert desk.status("p-1") == "tombstone"


def test_escape_lets_the_file_wait_until_somebody_looks_again(desk: Desk) -> None:
    gone = (record("p-1", "First", **GONE), record("p-2", "Second"))
    desk.run(*gone)
    desk.qtbot.keyClick(desk.asked(), Qt.Key.Key_Escape)
    assert not desk.importer.busy
    assert len(desk.plan().deletes) == 1
    assert desk.status("p-1") == "open"
    desk.run()
    desk.waits()
    desk.asked().accept()
    desk.wait("imported")
    assert desk.importer.waiting is None


def test_what_waits_is_another_plan_when_the_file_changes(desk: Desk) -> None:
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"))
    desk.waits()
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second", **GONE))
    desk.qtbot.waitUntil(lambda: len(desk.plan().deletes) == 2)
    assert desk.asked().headline.text() == "issues.jsonl would delete 2 issues"


def test_nothing_waits_once_the_file_is_as_it_was(desk: Desk) -> None:
    before = desk.file.read_bytes()
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"))
    desk.waits()
    desk.file.write_bytes(before)
    desk.run()
    desk.qtbot.waitUntil(lambda: desk.importer.waiting is None)
    assert desk.status("p-1") == "open"


def test_a_press_while_the_file_is_looked_at_is_answered_by_that_look(desk: Desk) -> None:
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"))
    desk.waits()
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second", **GONE))
    desk.importer.look()
    assert desk.shown().headline.text() == "issues.jsonl would delete 2 issues"


def test_a_file_that_changes_again_while_it_is_imported_waits_and_opens_nothing(desk: Desk) -> None:
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"))
    dialog = desk.asked()
    desk.file.write_bytes(lines(record("p-1", "First", **GONE), record("p-2", "Second", **GONE)))
    dialog.accept()
    desk.qtbot.waitUntil(lambda: len(desk.plan().deletes) == 2)
    assert desk.told == []


def test_the_plan_says_that_ours_waits_where_the_file_is_kept_up_to_date(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"))
    dialog = desk.asked()
    assert dialog.leave.text() == "Leave it for now"
    assert not dialog.until.isVisible()
    dialog.reject()
    monkeypatch.setattr(desk.importer, "_writes", lambda path: path == desk.file)
    until = desk.asked().until
    assert until.isVisible()
    assert until.text() == (
        "Until it is imported, your changes are saved here and not written to issues.jsonl."
    )


def test_an_offer_that_was_left_waits_in_its_own_words(desk: Desk) -> None:
    desk.file.write_bytes(lines(record("p-1", "First"), record("p-3", "Third")))
    desk.importer.offer(desk.file)
    desk.shown().reject()
    waiting = desk.waits()
    assert waiting.offered
    bar = PlanBar(desk.window)
    bar.show_waiting(waiting)
    assert bar.words == "issues.jsonl would bring 1 issue"


def test_what_changes_behind_the_dialog_is_planned_anew(desk: Desk) -> None:
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"))
    dialog = desk.asked()
    desk.file.write_bytes(lines(record("p-1", "First"), record("p-2", "New", updated_at=FUTURE)))
    dialog.also_delete.setChecked(True)
    dialog.accept()
    desk.wait("imported")
    assert (desk.status("p-1"), desk.ask(FindIssue("p-2")).title) == ("open", "New")


def test_a_change_during_an_import_runs_it_once_more(desk: Desk) -> None:
    desk.run(record("p-1", "One", updated_at=FUTURE), record("p-2", "Second"))
    for n in range(5):
        desk.run(record("p-1", f"Two {n}", updated_at=FUTURE), record("p-2", "Second"))
    desk.qtbot.waitUntil(lambda: not desk.importer.busy)
    assert desk.ask(FindIssue("p-1")).title == "Two 4"
    assert 1 <= len(desk.told) <= 3


def test_a_file_that_cannot_be_read_is_told(desk: Desk) -> None:
    desk.file.unlink()
    desk.run()
    desk.wait("failed")
    assert "cannot be read" in str(desk.told[0][1])


def test_looking_again_at_a_file_that_is_gone_says_so_and_tries_again(desk: Desk) -> None:
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"))
    desk.waits()
    kept = desk.file.read_bytes()
    desk.file.unlink()
    desk.importer.look()
    dialog = desk.importer.dialog
    assert dialog is not None
    assert dialog.headline.text() == "Looking at issues.jsonl…"
    desk.qtbot.waitUntil(lambda: dialog.again.isVisible())
    assert dialog.headline.text() == "issues.jsonl could not be read"
    desk.file.write_bytes(kept)
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert desk.shown().headline.text() == "issues.jsonl would delete 1 issue"
    dialog.reject()
    desk.waits()


def test_each_danger_is_said_in_plain_words(desk: Desk) -> None:
    one, other = record("p-1", "a", updated_at=FUTURE), record("p-1", "b", updated_at=FUTURE)
    desk.run(b"<<<<<<< HEAD", one, b"=======", other, b">>>>>>> theirs")
    dialog = desk.asked()
    assert dialog.headline.text() == "issues.jsonl has a conflict that git left"
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "No longer in the file" in words
    assert "kept as written" not in words
    assert dialog.take.text() == "Import"
    dialog.accept()
    desk.wait("imported")
    answer = desk.told[0][1]
    assert isinstance(answer, Imported)
    assert (len(answer.problems), import_words("issues.jsonl", answer)) == (
        3,
        "Read from issues.jsonl: 1 issue",
    )


SPLIT = line(record("p-3", notes="one\ntwo\nthree")).replace(b"\\n", b"\n")


def test_lines_that_are_kept_or_mended_are_told_apart(desk: Desk) -> None:
    same, later = record("p-4"), record("p-4", updated_at=LATER)
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"), SPLIT, b"cut off", same, later)
    dialog = desk.asked()
    words = (
        "1 line that cannot be read, kept as written · 1 line with another one's id, kept as written · "
        "1 issue mended from 3 lines"
    )
    assert dialog.summary.text().endswith(words)
    dialog.accept()
    desk.wait("imported")
    answer = desk.told[0][1]
    assert isinstance(answer, Imported)
    assert import_words("issues.jsonl", answer) == f"Read from issues.jsonl: 3 issues · {words}"


def test_a_file_in_which_issues_were_only_mended_is_told_quietly(desk: Desk) -> None:
    desk.run(record("p-1", "First"), record("p-2", "Second"), SPLIT, SPLIT.replace(b"p-3", b"p-4"))
    desk.wait("imported")
    answer = desk.told[0][1]
    assert isinstance(answer, Imported)
    assert import_words("issues.jsonl", answer) == (
        "Read from issues.jsonl: 2 issues · 2 issues mended from 6 lines"
    )
    assert not needs_a_look(answer.told)


def test_a_closed_tracker_takes_its_question_along(desk: Desk) -> None:
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"))
    dialog = desk.asked()
    desk.importer.stop()
    assert not dialog.isVisible()
    assert desk.importer.waiting is None
    assert desk.told == []


def test_a_look_under_way_when_the_tracker_closes_imports_nothing(desk: Desk) -> None:
    desk.run(record("p-1", "Renamed", updated_at=FUTURE), record("p-2", "Second"))
    desk.importer.stop()
    answers: list[object] = []
    # Answered behind the importer's own question.
    desk.store.bridge.ask_quietly(PlanImport(desk.file), answers.append)
    desk.qtbot.waitUntil(lambda: bool(answers))
    assert desk.ask(FindIssue("p-1")).title == "First"
    assert desk.told == []


def test_it_says_what_the_store_reads_but_not_while_a_person_thinks(desk: Desk) -> None:
    said: list[str] = []
    desk.importer.working.connect(said.append)
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"))
    dialog = desk.asked()
    assert said[-2:] == ["issues.jsonl", ""]
    said.clear()
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    desk.wait("imported")
    assert said == ["issues.jsonl", ""]


def test_a_long_look_shows_a_card_and_stop_leaves_all_as_it_was(desk: Desk) -> None:
    before = dump(desk.store.path)
    card = desk.importer.card
    with desk.slow_store():
        desk.run(record("p-1", "Renamed", updated_at=FUTURE), record("p-2", "Second"))
        desk.wait_for_card()
        assert card.accessibleName() == "Reading issues.jsonl…"
        desk.run()
        card.stop.click()
        assert "Stopping" in card.counts.text()
        assert card.isVisible()
    assert desk.waits() == Waiting(desk.file, None)
    assert not card.isVisible()
    assert dump(desk.store.path) == before
    desk.asked().accept()
    desk.wait("imported")
    assert desk.importer.waiting is None
    assert desk.ask(FindIssue("p-1")).title == "Renamed"


def test_a_long_import_behind_a_short_look_can_be_stopped(desk: Desk) -> None:
    before = dump(desk.store.path)
    reads: list[str] = []

    def stop_the_second(name: str) -> None:
        reads.append(name)
        if len(reads) == 2:
            desk.importer.card.stop.click()

    desk.importer.working.connect(stop_the_second)
    desk.run(record("p-1", "Renamed", updated_at=FUTURE), record("p-2", "Second"))
    assert desk.waits().plan is None
    assert reads == ["issues.jsonl", "issues.jsonl", ""]
    assert dump(desk.store.path) == before
    desk.importer.working.disconnect(stop_the_second)
    desk.run()
    desk.wait("imported")


def test_a_stop_that_came_when_the_look_was_over_imports_nothing(desk: Desk) -> None:
    before = dump(desk.store.path)
    desk.run(record("p-1", "Renamed", updated_at=FUTURE), record("p-2", "Second"))
    # Answered behind the importer's own question, and before the window hears of either.
    desk.ask(FindIssue("p-1"))
    desk.importer.card.stop.click()
    assert desk.waits().plan is None
    assert dump(desk.store.path) == before


def test_the_bar_says_that_somebody_stopped_it_and_leads_to_its_changes(desk: Desk) -> None:
    bar = PlanBar(desk.window)
    desk.importer.waits.connect(bar.show_waiting)
    bar.look_wanted.connect(desk.importer.look)
    with desk.slow_store():
        desk.run(record("p-1", "Renamed", updated_at=FUTURE), record("p-2", "Second"))
        desk.importer.card.stop.click()
    desk.waits()
    assert bar.words == "issues.jsonl was not read: you stopped it."
    bar.look.click()
    desk.shown().accept()
    desk.wait("imported")
    assert not bar.isVisible()


def test_whoever_wants_to_see_what_is_being_stopped_sees_it(desk: Desk) -> None:
    with desk.slow_store():
        desk.run(record("p-1", "Renamed", updated_at=FUTURE), record("p-2", "Second"))
        desk.wait_for_card()
        desk.importer.card.stop.click()
        desk.importer.show_plan(desk.file)
        assert not desk.importer.card.isVisible()
    assert desk.shown().headline.text() == "issues.jsonl would change 1 issue"


def test_the_card_says_how_far_the_store_is(desk: Desk) -> None:
    card = desk.importer.card
    many = [record(f"p-{n}", "x", updated_at=FUTURE) for n in range(3000)]
    desk.run(*many)
    desk.waits()
    assert card.bar.maximum() == 3000
    assert card.counts.text().endswith("of 3,000 lines")


def test_what_is_short_shows_no_card(desk: Desk) -> None:
    shown: list[bool] = []
    desk.importer.working.connect(lambda: shown.append(desk.importer.card.isVisible()))
    desk.run(record("p-1", "Renamed", updated_at=FUTURE), record("p-2", "Second"))
    desk.wait("imported")
    assert not any(shown)
    assert not any(timer.isActive() for timer in desk.importer.card.findChildren(QTimer))


def test_the_dialog_that_looks_again_stops_too_and_needs_no_card(desk: Desk) -> None:
    desk.run(record("p-1", "First", **GONE), record("p-2", "Second"))
    desk.waits()
    before = dump(desk.store.path)
    with desk.slow_store():
        desk.importer.look()
        dialog = desk.importer.dialog
        assert dialog is not None
        assert dialog.leave.text() == "Stop"
        dialog.show_progress(1200, 3000)
        assert dialog.summary.text() == "1,200 of 3,000 lines"
        assert not any(timer.isActive() for timer in desk.importer.card.findChildren(QTimer))
        dialog.leave.click()
        assert desk.importer.busy
    assert desk.waits().plan is None
    assert dump(desk.store.path) == before
    dialog = desk.asked()
    assert dialog.headline.text() == "issues.jsonl would delete 1 issue"
    assert dialog.leave.text() != "Stop"
    assert dialog.leave.toolTip() == ""
    dialog.reject()


def test_a_closed_tracker_is_read_no_further(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    submit = desk.store.writer.submit

    def noted(request: Request[Any]) -> Any:
        sent.append(request)
        return submit(request)

    monkeypatch.setattr(desk.store.writer, "submit", noted)
    desk.run(record("p-1", "Renamed", updated_at=FUTURE), record("p-2", "Second"))
    desk.importer.stop()
    assert [request.cancel.is_set() for request in sent] == [True]
    assert not any(timer.isActive() for timer in desk.importer.card.findChildren(QTimer))
