"""The whole program in one process: a real window on real trackers, opened, switched, closed, and refused."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui import app as program
from gui import theme
from gui.closing_progress import Phase
from gui.desk import Desk
from gui.detail.drafts import Operation
from gui.kept_texts import request_for
from gui.no_tracker import no_tracker_words
from gui.opening_words import OpeningProblem
from gui.plan_dialog import PlanDialog
from gui.settings import Settings
from gui.target_dialogs import folder_for
from store import attachment_files, last_close, places
from store.attachment_files import Source
from store.capture import Captured
from store.drafts import KeptText, drafts
from store.lookups import GetDetail
from store.recent import recent
from store.requests import AddComment, Create, Depend
from store.tracker import Tracker
from tests.helpers.bd_databases import issue, make
from tests.helpers.desk import StartDesk, problems
from tests.helpers.held import answers_held
from tests.helpers.issue_files import FUTURE, lines, record
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.small_disk import read_only, small_disk

LINE = '{"id":"bd-1","title":"Fix login","status":"open","priority":1,"issue_type":"bug","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}\n'  # noqa: E501 - one line of a file


def titles(path: Path) -> set[str]:
    tracker = Tracker.open(path, read_only=True)
    try:
        return {title for (title,) in tracker.all("SELECT title FROM issue")}
    finally:
        tracker.close()


def add(desk: Desk, qtbot: QtBot, title: str) -> None:
    with qtbot.waitSignal(desk.bridge.done):
        desk.bridge.ask(Create(title), lambda _done: None)


def listed(desk: Desk) -> int:
    return len(desk.window.table.keys)


def quit_to_the_end(desk: Desk, qtbot: QtBot) -> None:
    desk.window.close()
    qtbot.waitUntil(lambda: desk.shutdown.done and not desk.window.isVisible())


def test_the_first_start_makes_a_tracker_without_a_question(start: StartDesk, qtbot: QtBot) -> None:
    desk = start()
    assert problems(desk) == []
    assert places.default_tracker().exists()
    assert desk.window.isVisible()
    add(desk, qtbot, "First")
    qtbot.waitUntil(lambda: listed(desk) == 1)
    quit_to_the_end(desk, qtbot)
    assert desk.exit_code == 0
    assert titles(places.default_tracker()) == {"First"}
    again = start()
    qtbot.waitUntil(lambda: listed(again) == 1)


def test_what_was_typed_last_is_saved_by_the_quit(start: StartDesk, qtbot: QtBot) -> None:
    desk = start()
    add(desk, qtbot, "First")
    qtbot.waitUntil(lambda: listed(desk) == 1 and desk.window.detail.subject.detail is not None)
    title = desk.window.detail.body.header.title.edit
    desk.window.activateWindow()
    desk.window.detail.edit_title()
    qtbot.keyClicks(title, "Renamed")
    quit_to_the_end(desk, qtbot)
    assert titles(places.default_tracker()) == {"Renamed"}


def test_keys_that_come_while_it_closes_change_nothing(start: StartDesk, qtbot: QtBot) -> None:
    desk = start()
    add(desk, qtbot, "First")
    qtbot.waitUntil(lambda: listed(desk) == 1 and desk.window.detail.subject.detail is not None)
    title = desk.window.detail.body.header.title.edit
    desk.window.detail.edit_title()
    desk.window.close()
    qtbot.keyClicks(title, "too late")
    assert "too late" not in title.toPlainText() if hasattr(title, "toPlainText") else title.text()
    qtbot.waitUntil(lambda: desk.shutdown.done)
    assert titles(places.default_tracker()) == {"First"}


def test_quit_dont_quit_edit_quit_again_try_again(
    start: StartDesk, qtbot: QtBot, other_process: OpenOtherProcess
) -> None:
    desk = start()
    path = places.default_tracker()
    add(desk, qtbot, "First")
    other = other_process(path)
    other.read()
    add(desk, qtbot, "Second")
    desk.window.close()
    qtbot.waitUntil(lambda: desk.sheet.isVisible() and desk.sheet.again.isEnabled())
    assert desk.window.isVisible()
    assert [attempt.n for attempt in desk.shutdown.progress.attempts] == [0, 1, 2, 3, 4, 5]
    qtbot.keyClick(desk.sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not desk.sheet.isVisible())
    add(desk, qtbot, "Third")
    qtbot.waitUntil(lambda: listed(desk) == 3)
    desk.window.close()
    qtbot.waitUntil(lambda: desk.sheet.isVisible() and desk.sheet.again.isEnabled())
    other.end()
    qtbot.keyClick(desk.sheet.again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.exit_code == 0
    assert titles(path) == {"First", "Second", "Third"}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM there")
def test_a_signal_takes_the_same_path_and_a_second_asks_nobody(
    start: StartDesk, qtbot: QtBot, other_process: OpenOtherProcess
) -> None:
    desk = start()
    desk.catch_signals()
    path = places.default_tracker()
    add(desk, qtbot, "First")
    other = other_process(path)
    other.read()
    add(desk, qtbot, "Second")
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: desk.sheet.isVisible() and desk.sheet.again.isEnabled())
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.exit_code == 4
    assert desk.end()
    assert titles(path) == {"First", "Second"}
    again = start()
    assert "in one file" in again.window.trust._note.toolTip()
    assert last_close.take(path) is None


def test_another_tracker_is_opened_by_the_way_of_every_close(
    start: StartDesk, qtbot: QtBot, tmp_path: Path, other_process: OpenOtherProcess
) -> None:
    desk = start()
    add(desk, qtbot, "First")
    other = other_process(places.default_tracker())
    other.read()
    add(desk, qtbot, "Second")
    second = tmp_path / "Other.strandline"
    Tracker.open(second, create=True).close()
    desk.window.open_requested.emit(str(second))
    qtbot.waitUntil(lambda: desk.sheet.isVisible() and desk.sheet.again.isEnabled())
    # The user stays: the other tracker is let go.
    qtbot.keyClick(desk.sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.shutdown.phase is Phase.OPEN)
    assert desk.shutdown.tracker_path == places.default_tracker()
    other.end()
    with qtbot.waitSignal(desk.shown):
        desk.window.open_requested.emit(str(second))
    assert desk.shutdown.tracker_path == second
    qtbot.waitUntil(lambda: listed(desk) == 0)
    qtbot.waitUntil(lambda: [entry.tracker for entry in recent()][:1] == [second])
    add(desk, qtbot, "Elsewhere")
    desk.window.issues.setCurrentIndex(desk.window.table.index(0, 0))
    title = desk.window.detail.body.header.title.edit
    qtbot.waitUntil(lambda: title.toPlainText() == "Elsewhere")
    quit_to_the_end(desk, qtbot)
    assert titles(second) == {"Elsewhere"}
    assert titles(places.default_tracker()) == {"First", "Second"}


def test_a_question_asked_while_trackers_change_is_answered_by_the_new_one(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = start()
    second = tmp_path / "Other.strandline"
    tracker = Tracker.open(second, create=True)
    Create("Elsewhere").run(tracker)
    tracker.close()
    with qtbot.waitSignal(desk.shown):
        # The change is saved on the way out, and the views ask about it when no reader is there.
        desk.bridge.ask(Create("First"), lambda _done: None)
        desk.window.open_requested.emit(str(second))
    qtbot.waitUntil(lambda: listed(desk) == 1 and desk.window.sidebar.counts.views.get("open") == 1)
    assert desk.window.windowTitle().startswith("Other")


def test_a_project_is_read_and_its_file_kept_up_to_date(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    (beads / "issues.jsonl").write_text(LINE, encoding="utf-8")
    before = (beads / "issues.jsonl").stat().st_mtime_ns
    desk = start(beads.parent)
    qtbot.waitUntil(lambda: listed(desk) == 1)
    assert desk.window.trust._note.toolTip() == "Read from issues.jsonl: 1 issue"
    assert (beads / "issues.jsonl").stat().st_mtime_ns == before
    with qtbot.waitSignal(desk.exporter.exported):
        add(desk, qtbot, "Ours")
    desk.window.trust.explain()
    said = {label.text() for label in desk.window.trust._popover.findChildren(QLabel)}
    assert any(words.startswith("issues.jsonl is kept up to date; exported ") for words in said)
    desk.window.trust._popover.close()
    add(desk, qtbot, "Last")
    quit_to_the_end(desk, qtbot)
    assert not desk.sheet.isVisible()
    written = (beads / "issues.jsonl").read_text(encoding="utf-8")
    assert LINE in written
    assert '"title":"Ours"' in written
    assert '"title":"Last"' in written
    assert titles(places.project_tracker(beads)) == {"Fix login", "Ours", "Last"}


def asked(desk: Desk, qtbot: QtBot) -> PlanDialog:
    qtbot.waitUntil(lambda: (shown := desk.importer.dialog) is not None and shown.plan is not None)
    assert desk.importer.dialog is not None
    return desk.importer.dialog


def looked_at(desk: Desk, qtbot: QtBot) -> PlanDialog:
    """The plan that is shown when somebody presses the bar."""
    qtbot.waitUntil(desk.plan_bar.isVisible)
    qtbot.mouseClick(desk.plan_bar.look, Qt.MouseButton.LeftButton)
    return asked(desk, qtbot)


def test_a_project_whose_file_deletes_something_meanwhile_waits_for_a_look(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    file = beads / "issues.jsonl"
    file.write_bytes(lines(record("p-1", "First"), record("p-2", "Second")))
    first = start(beads.parent)
    quit_to_the_end(first, qtbot)
    gone = {"status": "tombstone", "updated_at": FUTURE}
    file.write_bytes(lines(record("p-1", "First", **gone), record("p-2", "Renamed", updated_at=FUTURE)))
    desk = start(beads.parent)
    bar, trust = desk.plan_bar, desk.window.trust
    qtbot.waitUntil(bar.isVisible)
    assert listed(desk) == 2
    assert desk.window.findChildren(PlanDialog) == []
    assert bar.words == "issues.jsonl was changed outside: 1 issue would be deleted"
    looked_at(desk, qtbot).reject()
    assert bar.isVisible()
    looked_at(desk, qtbot).accept()
    qtbot.waitUntil(lambda: trust._review.accessibleName() == "1 change to review")
    assert not bar.isVisible()
    quit_to_the_end(desk, qtbot)
    with closing(Tracker.open(places.place_of_beads(beads).tracker, read_only=True)) as tracker:
        found = tracker.all("SELECT title, status FROM issue ORDER BY id")
    assert found == [("First", "open"), ("Renamed", "open")]


def test_an_issue_file_becomes_a_new_tracker_each_time(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "issues.jsonl"
    file.write_text(LINE + "no json\n", encoding="utf-8")
    desk = start(file)
    qtbot.waitUntil(lambda: listed(desk) == 1)
    assert desk.shutdown.tracker_path == places.data_dir() / "issues.strandline"
    assert "1 line that cannot be read, kept as written" in desk.window.trust._note.toolTip()
    with qtbot.waitSignal(desk.shown):
        desk.window.open_requested.emit(str(file))
    assert desk.shutdown.tracker_path == places.data_dir() / "issues 2.strandline"


def test_a_table_becomes_a_new_tracker_once_its_columns_are_known(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = start()
    table = tmp_path / "plan.csv"
    table.write_text("What,State\nTidy up,doing\n", encoding="utf-8")
    desk.window.open_requested.emit(str(table))
    qtbot.waitUntil(lambda: desk.tables.dialog is not None and desk.tables.dialog.preview is not None)
    dialog = desk.tables.dialog
    assert dialog is not None
    dialog.fields_changed.emit({"What": "title", "State": "status"})
    qtbot.waitUntil(dialog.take.isEnabled)
    with qtbot.waitSignal(desk.shown):
        qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert desk.window.trust._note.toolTip() == "Read from plan.csv: 1 issue"
    assert titles(places.data_dir() / "plan.strandline") == {"Tidy up"}


def test_a_table_that_the_program_is_started_with_is_asked_about_too(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    table = tmp_path / "plan.csv"
    table.write_text("What,State\nTidy up,doing\n", encoding="utf-8")
    desk = start(table)
    qtbot.waitUntil(lambda: desk.tables.dialog is not None and desk.tables.dialog.preview is not None)
    assert desk.tables.dialog is not None
    assert desk.tables.dialog.headline.text() == "plan.csv has 1 issue"
    assert not desk.tables.dialog.take.isEnabled()
    assert problems(desk) == []


def test_a_project_whose_issues_are_in_a_database_only_offers_them(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    (beads / "issues.jsonl").write_bytes(b"")
    make(beads / "beads.db", {"issues": [issue("x-1", "One"), issue("x-2", "Two")]})
    desk = start(beads.parent)
    qtbot.waitUntil(lambda: desk.importer.dialog is not None and desk.importer.dialog.plan is not None)
    assert desk.importer.dialog is not None
    assert "beads.db has 2 issues, issues.jsonl beside it has 0" in desk.importer.dialog.summary.text()
    assert desk.importer.dialog.headline.text() == "beads.db has 2 new issues"
    desk.importer.dialog.accept()
    qtbot.waitUntil(lambda: listed(desk) == 2)
    # Somebody chose them: they are no news from outside.
    assert desk.window.trust._note.toolTip() == "Read from beads.db: 2 issues"
    assert not desk.window.trust._outside_button.isVisible()
    assert desk.parts.ways_out.name == "project"


def test_a_file_with_a_conflict_is_shown_before_it_is_read_and_written_for_the_first_time(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    file = beads / "issues.jsonl"
    ours, theirs = (record("p-1", side, updated_at=FUTURE) for side in ("Ours", "Theirs"))
    before = lines(record("p-2"), b"<<<<<<< HEAD", ours, b"=======", theirs, b">>>>>>> theirs")
    file.write_bytes(before)
    first = start(beads.parent)
    asked(first, qtbot).reject()
    assert first.plan_bar.words == "issues.jsonl has a conflict that git left"
    qtbot.waitUntil(lambda: first.window.trust.words == "Saved here, but issues.jsonl is not up to date")
    empty = first.window.list_pane.empty
    qtbot.waitUntil(lambda: empty.headline == "issues.jsonl was not imported")
    words = "See what it would bring"
    (button,) = [one for one in empty.findChildren(QPushButton) if one.accessibleName() == words]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    asked(first, qtbot).reject()
    assert listed(first) == 0
    quit_to_the_end(first, qtbot)
    assert file.read_bytes() == before
    desk = start(beads.parent)
    dialog = looked_at(desk, qtbot)
    assert dialog.headline.text() == "issues.jsonl has a conflict that git left"
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "issues.jsonl is then written again, without the marks of git." in said
    dialog.accept()
    qtbot.waitUntil(lambda: listed(desk) == 2)
    qtbot.waitUntil(lambda: len(file.read_bytes().splitlines()) == 2)
    assert desk.window.trust._review.accessibleName() == "1 change to review"


def test_the_sample_project_is_one_click_away(start: StartDesk, qtbot: QtBot) -> None:
    desk = start()
    with qtbot.waitSignal(desk.shown):
        desk.window.sample_requested.emit()
    qtbot.waitUntil(lambda: listed(desk) > 5)
    assert desk.shutdown.tracker_name == "Sample project.strandline"


def database(path: Path, *statements: str) -> Path:
    connection = apsw.Connection(str(path))
    for statement in statements:
        connection.execute(statement).fetchall()
    connection.close()
    return path


def no_database(folder: Path) -> Path:
    path = folder / "notes.strandline"
    path.write_bytes(b"just some words\n" * 100)
    return path


def somebody_elses(folder: Path) -> Path:
    return database(folder / "photos.strandline", "CREATE TABLE photo(name TEXT)")


def newer(folder: Path) -> Path:
    path = folder / "newer.strandline"
    Tracker.open(path, create=True).close()
    return database(path, "PRAGMA user_version = 999")


def damaged(folder: Path) -> Path:
    path = folder / "damaged.strandline"
    Tracker.open(path, create=True).close()
    data = bytearray(path.read_bytes())
    data[100:4000] = b"\xff" * 3900
    path.write_bytes(data)
    return path


def unreadable_lines(folder: Path) -> Path:
    path = folder / "broken.json"
    path.write_text("this is\nno issue file\n", encoding="utf-8")
    return path


def no_project(folder: Path) -> Path:
    path = folder / "plain folder"
    path.mkdir()
    return path


def missing(folder: Path) -> Path:
    return folder / "gone.strandline"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (no_database, "is not a tracker"),
        (somebody_elses, "some other program's database"),
        (newer, "newer Strandline"),
        (damaged, "damaged"),
        (unreadable_lines, "no issue that can be read (line 1"),
        (no_project, "has no .beads folder"),
        (missing, "There is no tracker at"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_sentence(
    start: StartDesk, qtbot: QtBot, tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    path = make(tmp_path)
    before = path.read_bytes() if path.is_file() else b""
    desk = start(path)
    qtbot.waitUntil(lambda: bool(problems(desk)))
    (words,) = problems(desk)
    assert said in words
    assert "Traceback" not in words
    assert "add an issue" not in words
    assert "import it" not in words
    assert (path.read_bytes() if path.is_file() else b"") == before
    # Nothing half made stays behind, and the window has the default tracker and takes the next wish.
    qtbot.waitUntil(lambda: desk.shutdown.tracker_path == places.default_tracker())
    assert list(places.data_dir().glob("*.strandline")) == [places.default_tracker()]
    qtbot.waitUntil(lambda: "What needs doing" in desk.window.list_pane.empty.headline)
    for box in desk.window.findChildren(OpeningProblem):
        box.done(0)
    with qtbot.waitSignal(desk.shown):
        desk.window.sample_requested.emit()
    qtbot.waitUntil(lambda: listed(desk) > 5)


def test_a_failed_opening_leaves_the_present_tracker_as_it_is(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = start()
    add(desk, qtbot, "First")
    desk.window.open_requested.emit(str(no_database(tmp_path)))
    qtbot.waitUntil(lambda: bool(problems(desk)))
    add(desk, qtbot, "Second")
    assert desk.shutdown.tracker_path == places.default_tracker()


def test_without_a_tracker_a_change_is_refused_in_words(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    places.data_dir().mkdir(parents=True)
    no_database(tmp_path).rename(places.default_tracker())
    desk = start()
    qtbot.waitUntil(lambda: bool(problems(desk)))
    with qtbot.waitSignal(desk.bridge.failed) as caught:
        desk.bridge.ask(Create("Nowhere"), lambda _done: None)
    assert str(caught.args[0]) == no_tracker_words()


def test_without_a_tracker_nothing_offers_to_make_an_issue(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    places.data_dir().mkdir(parents=True)
    no_database(tmp_path).rename(places.default_tracker())
    desk = start()
    qtbot.waitUntil(lambda: bool(problems(desk)))
    empty = desk.window.list_pane.empty
    qtbot.waitUntil(lambda: bool(empty.headline) and not desk.bridge.pending_reads)
    assert "New issue" not in {one.accessibleName() for one in empty.findChildren(QPushButton)}
    assert not desk.window.registry["issue.new"].isEnabled()


def test_a_start_without_a_name_opens_the_tracker_used_last(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "Other.strandline"
    Tracker.open(path, create=True).close()
    desk = start(path)
    qtbot.waitUntil(lambda: [entry.tracker for entry in recent()] == [path])
    quit_to_the_end(desk, qtbot)
    again = start()
    assert again.shutdown.tracker_path == path
    quit_to_the_end(again, qtbot)
    path.unlink()
    assert start().shutdown.tracker_path == places.default_tracker()


def test_dialogs_begin_beside_the_tracker_or_at_home(tmp_path: Path) -> None:
    assert folder_for(tmp_path / "work" / "Other.strandline") == tmp_path / "work"
    assert folder_for(places.default_tracker()) == Path.home()
    assert folder_for(Path()) == Path.home()
    assert folder_for(places.default_tracker(), tmp_path / "project" / ".beads") == tmp_path / "project"


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_can_be_read(start: StartDesk, tmp_path: Path) -> None:
    path = tmp_path / "Locked.strandline"
    Tracker.open(path, create=True).close()
    path.chmod(0o400)
    desk = start(path)
    assert "read-only" in desk.window.list_pane._banner_text.text()


@pytest.mark.qt_log_ignore("^This plugin does not support raise", extend=True)
def test_a_second_start_brings_the_first_window_forward(start: StartDesk, qtbot: QtBot) -> None:
    desk = start()
    desk.window.hide()
    look = theme.current()
    second = Desk(QApplication.instance(), Settings(places.data_dir() / "s.ini"), look)  # type: ignore[arg-type]
    assert second.start(None) is False
    qtbot.waitUntil(desk.window.isVisible)
    assert second.end()
    second.window.deleteLater()


def test_what_cannot_be_opened_is_said_in_one_dialog(start: StartDesk, qtbot: QtBot, tmp_path: Path) -> None:
    desk = start()
    desk.window.open_requested.emit(str(tmp_path))
    qtbot.waitUntil(lambda: bool(problems(desk)))
    assert len(problems(desk)) == 1
    for box in desk.window.findChildren(OpeningProblem):
        box.reject()


def test_where_a_tracker_is_not_safe_is_said_once(start: StartDesk, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "Dropbox" / "Home.strandline"
    Tracker.open(path, create=True).close()
    desk = start(path)
    assert "is in a folder that Dropbox syncs" in desk.window.trust._note.toolTip()
    quit_to_the_end(desk, qtbot)
    again = start(path)
    assert "Dropbox" not in again.window.trust._note.toolTip()
    quit_to_the_end(again, qtbot)


def test_kept_texts_are_offered_and_put_back(start: StartDesk, qtbot: QtBot) -> None:
    desk = start()
    add(desk, qtbot, "Fix login")
    uid = _first_uid(places.default_tracker())
    quit_to_the_end(desk, qtbot)
    tracker = str(places.default_tracker())
    with drafts() as kept:
        kept.keep(
            [
                KeptText(tracker, uid, "x-1", "Fix login", "notes", "", "words that were kept"),
                KeptText(tracker, "new Second", "", "Second", "create", "", "Second"),
            ]
        )
    again = start()
    qtbot.waitUntil(again.kept.isVisible)
    assert "2 unsaved texts kept: Fix login – Notes; New issue “Second”" in again.kept.words
    qtbot.waitUntil(lambda: again.window.is_complete)
    qtbot.mouseClick(again.kept.put_back, Qt.MouseButton.LeftButton)
    # A new issue is for whoever began it to finish.
    line = again.window.list_pane.new_issue
    assert line.text == "Second"
    qtbot.keyClick(line.entry.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not again.kept.isVisible() and listed(again) == 2)
    quit_to_the_end(again, qtbot)
    store = Tracker.open(places.default_tracker(), read_only=True)
    assert store.one("SELECT notes FROM issue WHERE uid = ?", (uid,)) == "words that were kept"
    store.close()
    with drafts() as kept:
        assert kept.list(tracker) == ()


def _first_uid(path: Path) -> str:
    tracker = Tracker.open(path, read_only=True)
    try:
        return str(tracker.one("SELECT uid FROM issue"))
    finally:
        tracker.close()


def test_a_title_that_was_not_entered_yet_is_kept(start: StartDesk, qtbot: QtBot) -> None:
    desk = start()
    desk.window.list_pane.new_issue.open("")
    qtbot.keyClicks(desk.window.list_pane.new_issue._line, "Half an idea")
    quit_to_the_end(desk, qtbot)
    with drafts() as kept:
        assert [text.text for text in kept.list(str(places.default_tracker()))] == ["Half an idea"]


def test_when_idle_the_second_file_is_emptied_into_the_first(start: StartDesk, qtbot: QtBot) -> None:
    desk = start()
    add(desk, qtbot, "First")
    assert desk.parts.idle.waits
    desk.parts.idle.tidy()
    copy = places.default_tracker().with_name("lone.strandline")

    def backfilled() -> bool:
        # A lone copy of the one file, made by another process's means: the tracker is open here.
        os.system(f"cp '{places.default_tracker()}' '{copy}'")  # noqa: S605
        return titles(copy) == {"First"} if copy.stat().st_size > 4096 else False

    qtbot.waitUntil(backfilled)


def test_the_end_of_the_session_closes_before_it_returns(start: StartDesk, qtbot: QtBot) -> None:
    desk = start()
    add(desk, qtbot, "First")
    assert desk.parts.session_end.finish()
    assert desk.shutdown.done
    assert not desk.window.isVisible()
    assert desk.exit_code == 0


def test_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("Strandline ")
    args = program.parser().parse_args(["Home.strandline", "--actor", "ann"])
    assert (args.path, args.actor, args.tour) == (Path("Home.strandline"), "ann", None)


def test_problem_offers_the_next_step(start: StartDesk, qtbot: QtBot, tmp_path: Path) -> None:
    desk = start(no_database(tmp_path))
    (box,) = desk.window.findChildren(OpeningProblem)
    assert "Choose another…" in {button.text() for button in box.findChildren(QPushButton)}


def test_a_quit_while_another_tracker_is_being_opened_quits(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = start()
    second = tmp_path / "Other.strandline"
    Tracker.open(second, create=True).close()
    desk.window.open_requested.emit(str(second))
    quit_to_the_end(desk, qtbot)
    assert not desk._opener.busy
    assert desk.end()
    desk.bridge.deliver_until(lambda: False, 0.01)
    assert desk.shutdown.done
    assert not desk.window.isVisible()


def test_the_end_of_the_session_opens_nothing_more(start: StartDesk, qtbot: QtBot, tmp_path: Path) -> None:
    desk = start()
    add(desk, qtbot, "First")
    second = tmp_path / "Other.strandline"
    Tracker.open(second, create=True).close()
    desk.window.open_requested.emit(str(second))
    assert desk.bridge.deliver_until(lambda: desk._next is not None or desk.shutdown.done, 10)
    assert desk.parts.session_end.finish()
    assert desk.shutdown.done
    assert desk.shutdown.tracker_path == places.default_tracker()


def test_what_one_tracker_refused_is_never_sent_to_another(
    start: StartDesk, qtbot: QtBot, tmp_path: Path, other_process: OpenOtherProcess
) -> None:
    desk = start()
    add(desk, qtbot, "First")
    qtbot.waitUntil(lambda: listed(desk) == 1)
    other = other_process(places.default_tracker())
    other.write()
    assert desk._session is not None
    desk._session.stop_waiting.set()
    desk.window.commands.create((Captured("Refused", "Refused"),), ())
    qtbot.waitUntil(lambda: len(desk.window.commands.unsaved) == 1)
    other.end()
    second = tmp_path / "Other.strandline"
    Tracker.open(second, create=True).close()
    desk.window.open_requested.emit(str(second))
    qtbot.waitUntil(lambda: desk.sheet.isVisible() and desk.sheet.again.isEnabled())
    with qtbot.waitSignal(desk.shown):
        desk.sheet.leave.click()
    assert desk.window.commands.unsaved == ()
    assert list(desk.parts.work.unsent()) == []
    quit_to_the_end(desk, qtbot)
    assert titles(second) == set()
    again = start(places.default_tracker())
    qtbot.waitUntil(again.kept.isVisible)
    assert "Refused" in again.kept.words


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_text_that_was_kept_is_found_again_through_a_link(
    start: StartDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.setenv("STRANDLINE_DATA", str(tmp_path / "link"))
    desk = start()
    desk.window.list_pane.new_issue.open("")
    qtbot.keyClicks(desk.window.list_pane.new_issue._line, "Half an idea")
    quit_to_the_end(desk, qtbot)
    again = start()
    qtbot.waitUntil(again.kept.isVisible)
    assert "Half an idea" in again.kept.words


def test_two_comments_on_one_issue_are_both_kept_and_put_back(
    start: StartDesk, qtbot: QtBot, other_process: OpenOtherProcess
) -> None:
    desk = start()
    add(desk, qtbot, "First")
    qtbot.waitUntil(lambda: listed(desk) == 1 and desk.window.detail.subject.detail is not None)
    subject = desk.window.detail.subject
    detail = subject.detail
    assert detail is not None
    other = other_process(places.default_tracker())
    other.write()
    assert desk._session is not None
    desk._session.stop_waiting.set()
    issue = detail.issue
    for words in ("One comment", "Another comment"):
        request = AddComment(issue.uid, words, "detail")
        subject.saver.run(Operation(issue.uid, issue.id, issue.title, "comments", request))
    link = Depend(issue.uid, "some other", initiator="detail")
    subject.saver.run(Operation(issue.uid, issue.id, issue.title, "links", link))
    qtbot.waitUntil(lambda: len(subject.saver.refused) == 3)
    subject.saver.note(issue, "comment", "Half a third")
    desk.window.close()
    qtbot.waitUntil(lambda: desk.sheet.isVisible() and desk.sheet.again.isEnabled())
    progress = desk.shutdown.progress
    assert [(one.what, one.failed) for one in progress.kept] == [("First", True)] * 2
    with drafts() as kept:
        found = {text.text for text in kept.list(str(places.default_tracker()))}
    assert found == {"One comment", "Another comment", "Half a third"}
    # A link has no words that a draft could keep: the user hears of it, and may try again.
    assert [one.text for one in progress.lost] == [None]
    assert issue.id in progress.lost[0].what
    other.end()
    desk.sheet.again.click()
    qtbot.waitUntil(lambda: desk.shutdown.may_choose and not desk.shutdown.progress.kept)
    qtbot.waitUntil(desk.sheet.leave.isEnabled)
    desk.sheet.leave.click()
    qtbot.waitUntil(lambda: desk.shutdown.done)
    tracker = Tracker.open(places.default_tracker(), read_only=True)
    texts = {text for (text,) in tracker.all("SELECT text FROM comment")}
    tracker.close()
    assert texts == {"One comment", "Another comment"}
    # The user saw it and chose: there is nothing to tell at the next start.
    assert last_close.take(places.default_tracker()) is None
    with drafts() as kept:
        assert [text.text for text in kept.list(str(places.default_tracker()))] == ["Half a third"]


def test_a_text_with_a_number_is_put_back_into_its_field() -> None:
    text = KeptText("/t", "u1", "bd-1", "Fix login", "comment 2", "", "words")
    assert request_for(text) == AddComment("u1", "words", "kept")


def test_changes_that_a_bounded_close_lost_are_told_at_the_next_start(start: StartDesk, qtbot: QtBot) -> None:
    desk = start()
    add(desk, qtbot, "First")
    places.drafts_file().unlink(missing_ok=True)
    places.drafts_file().mkdir()
    desk.window.list_pane.new_issue.open("")
    qtbot.keyClicks(desk.window.list_pane.new_issue._line, "Half an idea")
    desk.hurry()
    qtbot.waitUntil(lambda: desk.shutdown.done)
    places.drafts_file().rmdir()
    again = start()
    assert "before 1 change could be saved" in again.window.trust._note.toolTip()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "8m") as mount:
        yield mount


def test_a_tracker_in_a_read_only_folder_can_be_read(start: StartDesk, qtbot: QtBot, disk: Path) -> None:
    path = disk / "Locked.strandline"
    tracker = Tracker.open(path, create=True)
    Create("First").run(tracker)
    tracker.close()
    read_only(disk)
    desk = start(path)
    qtbot.waitUntil(lambda: listed(desk) == 1)
    assert problems(desk) == []
    assert "read-only" in desk.window.list_pane._banner_text.text()
    assert not desk.window.registry["issue.new"].isEnabled()
    quit_to_the_end(desk, qtbot)
    assert desk.exit_code == 0
    assert desk.end()


def kept_words(path: Path) -> list[tuple[str, str]]:
    with drafts() as kept:
        return [(text.field, text.text) for text in kept.list(str(path))]


def journalling(start: StartDesk, qtbot: QtBot) -> Desk:
    """A window on the default tracker with one issue, whose texts are kept only when a test says so."""
    desk = start()
    add(desk, qtbot, "First")
    qtbot.waitUntil(lambda: desk.journal._looking.isActive())
    qtbot.waitUntil(lambda: listed(desk) == 1 and desk.window.detail.subject.detail is not None)
    desk.journal._looking.stop()
    desk.journal.keep()
    return desk


def begin_comment(desk: Desk, words: str) -> str:
    """Type a comment, which is never sent by itself; return the issue's uid."""
    subject = desk.window.detail.subject
    assert subject.detail is not None
    subject.saver.note(subject.detail.issue, "comment", words)
    return subject.detail.issue.uid


def test_what_is_typed_is_kept_outside_before_it_is_saved(start: StartDesk, qtbot: QtBot) -> None:
    desk, path = journalling(start, qtbot), places.default_tracker()
    uid = begin_comment(desk, "Half a comment")
    desk.journal.look()
    assert desk.window.trust.words == "1 text not saved yet"
    assert desk.journal.waits
    desk.journal._keeping.timeout.emit()
    qtbot.waitUntil(lambda: kept_words(path) == [("comment", "Half a comment")])
    desk.window.detail.subject.saver.drop(uid, "comment")
    assert desk.window.trust.words.startswith("Saved")
    desk.journal.look()
    desk.journal._keeping.timeout.emit()
    qtbot.waitUntil(lambda: kept_words(path) == [])


def test_what_is_saved_is_not_kept_a_moment_longer(start: StartDesk, qtbot: QtBot) -> None:
    desk, path = journalling(start, qtbot), places.default_tracker()
    desk.window.list_pane.new_issue.open("")
    line = desk.window.list_pane.new_issue._line
    qtbot.keyClicks(line, "Second")
    desk.journal.keep()
    qtbot.waitUntil(lambda: kept_words(path) == [("create", "Second")])
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept_words(path) == [])
    assert titles(path) == {"First", "Second"}


def test_a_text_that_was_not_changed_is_not_kept_again(start: StartDesk, qtbot: QtBot) -> None:
    desk = journalling(start, qtbot)
    begin_comment(desk, "Half a comment")
    desk.journal.keep()
    desk.journal.look()
    assert not desk.journal.waits
    begin_comment(desk, "Half a comment, or more")
    desk.journal.look()
    assert desk.journal.waits


def test_a_text_that_is_typed_does_not_take_the_place_of_one_on_offer(start: StartDesk, qtbot: QtBot) -> None:
    desk, path = journalling(start, qtbot), places.default_tracker()
    uid = _first_uid(path)
    with drafts() as kept:
        kept.keep([KeptText(str(path), uid, "x-1", "First", "comment", "", "After the crash")])
    desk.kept.ask()
    qtbot.waitUntil(desk.kept.isVisible)
    begin_comment(desk, "Typed now")
    desk.journal.keep()
    both = {("comment", "After the crash"), ("comment 2", "Typed now")}
    qtbot.waitUntil(lambda: set(kept_words(path)) == both)
    qtbot.mouseClick(desk.kept.discard, Qt.MouseButton.LeftButton)
    # Its place is its own until it cannot come back any more.
    qtbot.waitUntil(desk.kept.undo.isVisible)
    qtbot.mouseClick(desk.kept.close_button, Qt.MouseButton.LeftButton)
    assert not desk.kept.isVisible()
    desk.journal.keep()
    qtbot.waitUntil(lambda: kept_words(path) == [("comment", "Typed now")])


def test_a_tracker_that_is_moved_away_is_never_called_saved(start: StartDesk, qtbot: QtBot) -> None:
    desk, path = start(), places.default_tracker()
    add(desk, qtbot, "First")
    assert desk.window.trust.words.startswith("Saved")
    elsewhere = path.with_name("Elsewhere.strandline")
    path.rename(elsewhere)
    desk.watch.look()
    qtbot.waitUntil(lambda: desk.window.trust.words.startswith("Home.strandline was moved"))
    asked: list[bool] = []
    desk.window.copy_requested.connect(lambda: asked.append(True))
    (button,) = [
        one for one in desk.window.trust.findChildren(QPushButton)
        if one.isVisible() and one.text() == "Save a complete copy…"
    ]  # fmt: skip
    button.click()
    assert asked == [True]
    elsewhere.rename(path)
    desk.watch.look()
    qtbot.waitUntil(lambda: desk.window.trust.words.startswith("Saved"))


def test_a_stopped_import_leaves_no_tracker_behind(start: StartDesk, qtbot: QtBot, tmp_path: Path) -> None:
    desk = start()
    add(desk, qtbot, "First")
    file = tmp_path / "many.jsonl"
    file.write_bytes(lines(*(record(f"m-{n}") for n in range(3000))))
    trackers = sorted(places.data_dir().glob("*.strandline*"))

    desk._opener.importing.connect(desk.busy.reject)
    with qtbot.waitSignal(desk._opener.stopped):
        desk.window.open_requested.emit(str(file))
    qtbot.waitUntil(lambda: sorted(places.data_dir().glob("*.strandline*")) == trackers)
    assert problems(desk) == []
    assert not desk.busy.isVisible()
    assert desk._session is not None
    assert desk._session.path == places.default_tracker()
    add(desk, qtbot, "Second")

    desk._opener.importing.disconnect(desk.busy.reject)
    with qtbot.waitSignal(desk.shown):
        desk.window.open_requested.emit(str(file))
    assert desk._session.path.stem == "many"
    assert len(titles(desk._session.path)) == 1


def test_progress_of_an_import_reaches_the_sheet(start: StartDesk, qtbot: QtBot, tmp_path: Path) -> None:
    desk = start()
    file = tmp_path / "many.jsonl"
    file.write_bytes(lines(*(record(f"m-{n}") for n in range(3000))))
    told: list[tuple[int, int]] = []
    desk._opener.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(desk.shown):
        desk.window.open_requested.emit(str(file))
    assert {total for _, total in told} == {3000}
    assert desk.busy.bar.maximum() == 3000


def test_the_quit_sheet_comes_over_an_issue_in_its_own_window_and_leaves_it_as_it_was(
    start: StartDesk, qtbot: QtBot, other_process: OpenOtherProcess
) -> None:
    desk = start()
    path = places.default_tracker()
    add(desk, qtbot, "First")
    qtbot.waitUntil(lambda: desk.window.issues.current_row is not None)
    row = desk.window.issues.current_row
    assert row is not None
    desk.window.own.open(row.uid)
    (own,) = desk.window.own.seen
    qtbot.waitUntil(lambda: own.pane.subject.uid == row.uid and own.isActiveWindow())
    other = other_process(path)
    other.read()
    title = own.pane.body.header.title.edit
    title.setFocus()
    qtbot.keyClicks(title, "!")
    qtbot.keyClick(title, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    sheet = desk.sheet
    qtbot.waitUntil(lambda: sheet.isVisible() and sheet.again.isEnabled())
    # It has the keyboard although it belongs to the window behind; what was typed is saved by then.
    assert sheet.isActiveWindow()
    qtbot.keyClicks(title, "too late")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.shutdown.phase is Phase.OPEN and not sheet.isVisible())
    assert own.isVisible()
    assert own.uid == row.uid
    title.setFocus()
    qtbot.keyClicks(title, "?")
    other.end()
    quit_to_the_end(desk, qtbot)
    assert desk.window.own.seen == ()
    (saved,) = titles(path)
    assert (len(saved), saved.count("!"), saved.count("?")) == (7, 1, 1)


def test_a_quit_waits_for_a_file_that_is_being_attached_and_asks_where_it_could_not_be(
    start: StartDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = start()
    path = places.default_tracker()
    add(desk, qtbot, "First")
    qtbot.waitUntil(lambda: bool(desk.window.detail.subject.uid))
    subject = desk.window.detail.subject
    issue = subject.issue
    assert issue is not None
    (tmp_path / "a.bin").write_bytes(bytes(8_000_000))
    monkeypatch.setattr(attachment_files, "LIMIT", 8_000_000)
    with answers_held(desk.bridge, writes=True):
        subject.bring((tmp_path / "a.bin",))
        # What was pasted is in no file: it would be lost.
        subject.attaching.attach(issue, (Source(data=bytes(8_000_001), name="shot.png"),))
        desk.window.close()
        assert desk.window.isVisible()
    sheet = desk.sheet
    qtbot.waitUntil(lambda: sheet.isVisible() and sheet.again.isEnabled())
    said = " ".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())
    assert "attach shot.png to “First”" in said
    assert "a.bin" not in said
    monkeypatch.setattr(attachment_files, "LIMIT", 9_000_000)
    qtbot.keyClick(sheet.again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.shutdown.done and not desk.window.isVisible())
    tracker = Tracker.open(path, read_only=True)
    try:
        (key,) = tracker.all("SELECT uid FROM issue")
        files = GetDetail(str(key[0])).run(tracker).attachments
        assert [(one.name, one.size) for one in files] == [("a.bin", 8_000_000), ("shot.png", 8_000_001)]
    finally:
        tracker.close()
