"""The issue file of a project that is open: kept up to date, and right when the window has closed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.closing_progress import Phase
from gui.exporter import Exporter
from store.answers import Exported
from store.beads_project import ChooseWay, Sharing
from store.errors import NotExported
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
        self.shutdown.exports = self.exporter
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
    with qtbot.waitSignal(project.exporter.import_wanted, timeout=10_000):
        project.file.write_bytes(theirs)
        project.add("Ours")
    assert project.file.read_bytes() == theirs
    project.ask(Import(project.file))
    project.exporter.look()
    project.wait_for(lambda: project.titles() == ["First", "Ours", "Theirs"])


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
    window.shutdown.exports = exporter
    exporter.attach(window.session, Place(window.path))
    window.add("First")
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.done)
    assert (exporter.file, window.shutdown.progress.exports) == ("", "")
    window.end()
    assert exporter.join(10)
