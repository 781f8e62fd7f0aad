"""The issue file of a project that is open: kept up to date, and right when the window has closed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.closing_progress import Phase, Wish
from gui.exporter import Exporter
from store.beads_project import ChooseWay, Sharing
from store.errors import NotExported
from store.exchange_answers import Exported
from store.exchange_requests import Import
from store.places import Place
from store.requests import Create
from tests.helpers.closing import Open
from tests.helpers.issue_files import FUTURE, lines, record


class Project(Open):
    """An open tracker that mirrors an issue file."""

    def __init__(self, qtbot: QtBot, path: Path, file: Path, *, quiet: float) -> None:
        super().__init__(qtbot, path)
        self.file = file
        self.place = Place(path, file.parent, file)
        self.exporter = Exporter(self.bridge, quiet=quiet)
        self.shutdown.export.writer = self.exporter
        if file.exists():
            self.ask(Import(file))

    def open(self) -> None:
        """What the desk does once the tracker is open."""
        self.exporter.attach(self.session, self.place)

    def ask(self, request: Import | ChooseWay) -> None:
        answers: list[object] = []
        self.bridge.ask_quietly(request, answers.append)
        self.wait_for(lambda: bool(answers))

    def titles(self) -> list[str]:
        return sorted(json.loads(line)["title"] for line in self.file.read_bytes().splitlines())

    def end(self) -> None:
        super().end()
        assert self.exporter.join(10)


Make = Callable[..., Project]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    file = beads / "issues.jsonl"
    file.write_bytes(lines(record("p-1", "First")))
    opened: list[Project] = []

    def one(*, quiet: float = 3600.0) -> Project:
        opened.append(Project(qtbot, tmp_path / "tracker.strandline", file, quiet=quiet))
        opened[-1].open()
        return opened[-1]

    yield one
    for project in opened:
        project.end()


def _close(project: Project) -> None:
    project.shutdown.begin()
    project.wait_for(lambda: project.shutdown.done)


def _block(project: Project) -> None:
    """Put something in the file's place that nobody can write to, root included."""
    project.file.unlink()
    project.file.mkdir()


def _refused(project: Project) -> NotExported:
    _block(project)
    project.add("Second")
    project.shutdown.begin()
    project.wait_for(lambda: project.shutdown.may_choose)
    error = project.shutdown.progress.not_exported
    assert error is not None
    return error


def test_an_edit_is_written_a_little_later(make: Make, qtbot: QtBot) -> None:
    project = make(quiet=0.0)
    written: list[Exported] = []
    project.exporter.exported.connect(written.append)
    project.add("Second")
    project.wait_for(lambda: project.titles() == ["First", "Second"])
    project.wait_for(lambda: any(one.written and one.at for one in written))


def test_the_last_edit_is_in_the_file_when_the_window_has_closed(make: Make) -> None:
    project = make()
    project.add("Second")
    project.bridge.ask(Create("Third"), lambda _done: None)
    _close(project)
    assert project.titles() == ["First", "Second", "Third"]
    assert project.sheets == 0
    assert project.shutdown.progress.exported


def test_nothing_is_written_when_nothing_was_changed(make: Make) -> None:
    project = make()
    before = project.file.stat().st_mtime_ns
    _close(project)
    assert (project.file.stat().st_mtime_ns, project.sheets) == (before, 0)


def test_a_file_that_cannot_be_written_is_asked_about_and_tried_again(make: Make) -> None:
    project = make()
    assert "directory" in _refused(project).detail
    assert (project.sheets, project.shutdown.progress.exports) == (1, project.file.name)
    project.file.rmdir()
    project.shutdown.try_again()
    project.wait_for(lambda: project.shutdown.done)
    assert project.titles() == ["First", "Second"]


def test_dont_quit_goes_on_exporting(make: Make, qtbot: QtBot) -> None:
    project = make()
    project.shutdown.stayed.connect(project.exporter.resume)
    _refused(project)
    project.shutdown.dont_quit()
    project.wait_for(lambda: project.shutdown.phase is Phase.OPEN)
    project.file.rmdir()
    project.add("Third")
    _close(project)
    assert project.titles() == ["First", "Second", "Third"]


def test_quit_now_leaves_it_to_the_next_start(make: Make) -> None:
    project = make()
    _refused(project)
    project.shutdown.quit_now()
    project.wait_for(lambda: project.shutdown.done)
    project.file.rmdir()
    again = make(quiet=0.0)
    again.wait_for(lambda: again.file.is_file() and again.titles() == ["First", "Second"])


def test_nobody_there_is_asked(make: Make) -> None:
    project = make()
    project.add("Second")
    _block(project)
    project.shutdown.hurry()
    project.wait_for(lambda: project.shutdown.done)
    assert project.sheets == 0
    assert project.shutdown.progress.not_exported is not None


def test_a_change_by_another_program_is_imported_first(make: Make, qtbot: QtBot) -> None:
    project = make(quiet=0.0)
    theirs = lines(record("p-1", "First"), record("p-2", "Theirs", updated_at=FUTURE))
    with qtbot.waitSignal(project.exporter.import_wanted):
        project.file.write_bytes(theirs)
        project.add("Ours")
    assert project.file.read_bytes() == theirs
    project.ask(Import(project.file))
    project.exporter.look()
    project.wait_for(lambda: project.titles() == ["First", "Ours", "Theirs"])


# Changed by another program in the last moment


def _theirs(project: Project, *records: dict[str, object]) -> bytes:
    """Another program has written the file, with one issue of its own; return what it wrote."""
    data = lines(*(records or (record("p-1", "First"),)), record("p-2", "Theirs", updated_at=FUTURE))
    project.file.write_bytes(data)
    return data


DELETED = record("p-1", "First", status="tombstone", deleted_at=FUTURE, updated_at=FUTURE)


def test_what_another_program_wrote_in_the_last_moment_is_taken_in(make: Make) -> None:
    project = make()
    wanted: list[bool] = []
    project.exporter.import_wanted.connect(lambda: wanted.append(True))
    project.add("Ours")
    _theirs(project)
    _close(project)
    assert project.titles() == ["First", "Ours", "Theirs"]
    assert (project.sheets, project.shutdown.exit_code) == (0, 0)
    assert project.shutdown.progress.exported
    # Nobody imports beside the closing, and asks over the quit sheet.
    assert wanted == []


def test_a_plan_that_asks_is_told_and_nothing_is_done(make: Make) -> None:
    project = make()
    project.add("Ours")
    theirs = _theirs(project, DELETED)
    project.shutdown.begin()
    project.wait_for(lambda: project.shutdown.may_choose)
    progress = project.shutdown.progress
    assert progress.undecided is not None
    assert [one.id for one in progress.undecided.deletes] == ["p-1"]
    assert (progress.only_a_decision_helps, progress.imports, project.sheets) == (True, False, 1)
    assert project.file.read_bytes() == theirs
    project.shutdown.quit_now()
    project.wait_for(lambda: project.shutdown.done)
    assert project.shutdown.exit_code == 0
    assert project.file.read_bytes() == theirs


def test_a_decision_waits_for_the_next_start_where_the_file_lacks_nothing_of_ours(make: Make) -> None:
    project = make()
    theirs = _theirs(project, DELETED)
    _close(project)
    assert (project.sheets, project.shutdown.progress.not_exported) == (0, None)
    assert project.file.read_bytes() == theirs


def test_a_file_that_is_changed_again_and_again_is_told(make: Make) -> None:
    project = make()
    writes: list[int] = []
    reading: list[bool] = [False]

    def write() -> None:
        """After each import, before the export that follows it."""
        was, reading[0] = reading[0], project.shutdown.progress.imports
        if was and not reading[0] and project.shutdown.phase is Phase.EXPORTING and len(writes) < 9:
            writes.append(1)
            _theirs(
                project, record("p-1", f"First {len(writes)}", updated_at=f"2126-01-0{len(writes)}T00:00:00Z")
            )

    project.add("Ours")
    _theirs(project)
    project.shutdown.changed.connect(write)
    project.shutdown.begin()
    project.wait_for(lambda: project.shutdown.may_choose)
    assert len(writes) == 3
    error = project.shutdown.progress.not_exported
    assert error is not None
    assert error.why == "changed"
    project.shutdown.changed.disconnect(write)
    project.shutdown.try_again()
    project.wait_for(lambda: project.shutdown.done)
    assert project.titles() == ["First 3", "Ours", "Theirs"]


def test_an_import_that_fails_is_told_in_its_own_words(make: Make) -> None:
    project = make()
    project.add("Ours")
    project.file.write_bytes(b"SQLite format 3\0 and nothing of a database")
    project.shutdown.begin()
    project.wait_for(lambda: project.shutdown.may_choose)
    error = project.shutdown.progress.not_exported
    assert error is not None
    assert error.why == "unread"
    assert project.file.name in error.detail
    assert not project.shutdown.progress.only_a_decision_helps
    _theirs(project)
    project.shutdown.try_again()
    project.wait_for(lambda: project.shutdown.done)
    assert project.titles() == ["First", "Ours", "Theirs"]


def test_dont_quit_while_it_is_taken_in(make: Make) -> None:
    project = make()
    project.shutdown.stayed.connect(project.exporter.resume)

    def stay() -> None:
        if project.shutdown.progress.imports and project.shutdown.wish is Wish.NOTHING:
            project.shutdown.dont_quit()

    project.add("Ours")
    _theirs(project)
    project.shutdown.changed.connect(stay)
    project.shutdown.begin()
    project.wait_for(lambda: project.shutdown.phase is Phase.OPEN)
    project.shutdown.changed.disconnect(stay)
    _close(project)
    assert project.titles() == ["First", "Ours", "Theirs"]


def test_a_hurried_close_asks_nobody_about_a_plan(make: Make) -> None:
    project = make()
    project.add("Ours")
    theirs = _theirs(project, DELETED)
    project.shutdown.hurry()
    project.wait_for(lambda: project.shutdown.done)
    assert project.sheets == 0
    assert project.shutdown.progress.not_exported is not None
    assert project.file.read_bytes() == theirs


def test_a_close_that_was_cut_takes_nothing_in(make: Make) -> None:
    project = make()
    project.add("Ours")
    theirs = _theirs(project)

    def cut() -> None:
        if project.shutdown.phase is Phase.EXPORTING:
            project.shutdown.cut()

    project.shutdown.changed.connect(cut)
    project.shutdown.hurry()
    project.wait_for(lambda: project.shutdown.done)
    assert project.file.read_bytes() == theirs


def test_an_error_is_said_once(make: Make) -> None:
    project = make(quiet=0.0)
    said: list[str] = []
    project.exporter.failed.connect(lambda error: said.append(str(error)))
    _block(project)
    project.add("Second")
    project.wait_for(lambda: bool(said))
    project.add("Third")
    project.file.rmdir()
    project.exporter.look()
    project.wait_for(lambda: project.file.is_file() and len(project.titles()) == 3)
    assert len(said) == 1
    assert "Your changes are saved in Strandline." in said[0]


def test_a_file_that_is_shared_by_hand_has_no_step(make: Make) -> None:
    project = make()
    project.ask(ChooseWay(project.place, "manual"))
    project.exporter.set_sharing(Sharing("manual"))
    project.add("Second")
    _block(project)
    _close(project)
    assert (project.sheets, project.shutdown.progress.exports) == (0, "")


def test_a_tracker_of_its_own_has_no_step(qtbot: QtBot, tmp_path: Path) -> None:
    window = Open(qtbot, tmp_path / "Home.strandline")
    exporter = Exporter(window.bridge)
    window.shutdown.export.writer = exporter
    exporter.attach(window.session, Place(window.path))
    window.add("First")
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.done)
    assert (exporter.file, window.shutdown.progress.exports) == (None, "")
    window.end()
    assert exporter.join(10)
