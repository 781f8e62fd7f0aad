"""An issue file that others write: told of once it stands still, however it was replaced."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui import file_watch
from gui.bridge import StoreBridge
from gui.file_watch import FileWatch
from gui.no_tracker import NoTrackerOpen
from store.standing import Stamp, stamp

ONE, TWO = '{"id":"bd-1"}\n', '{"id":"bd-1"}\n{"id":"bd-2"}\n'
NEVER = 3_600_000

HALVES = """
import sys, time
with open(sys.argv[1], "w") as file:
    for n in range(60):
        file.write('{"id":"bd-%d"}\\n' % n)
        file.flush()
        time.sleep(0.01)
"""
"""A writer that takes its time, longer than the watch waits."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "project" / ".beads" / "issues.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text(ONE)
    return path


class Heard:
    """What stood in the file each time that a change was told of."""

    def __init__(self, watch: FileWatch, file: Path) -> None:
        self.contents: list[str] = []
        self._file = file
        watch.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self.contents.append(self._file.read_text())


@pytest.fixture
def bridge() -> Iterator[StoreBridge]:
    made = StoreBridge(NoTrackerOpen())
    yield made
    made.deleteLater()


@pytest.fixture
def watch(qtbot: QtBot, bridge: StoreBridge, file: Path) -> Iterator[FileWatch]:
    made = FileWatch(bridge.post)
    made._poll.setInterval(NEVER)  # What is heard here, the system's hints have told.
    with qtbot.waitSignal(made._hint.hinted):
        made.watch(file, seen=stamp(file))
    qtbot.waitUntil(lambda: not made.busy)
    yield made
    made.stop()


@pytest.fixture
def heard(watch: FileWatch, file: Path) -> Heard:
    return Heard(watch, file)


def replaced(file: Path, text: str) -> None:
    new = file.with_name("new")
    new.write_text(text)
    new.replace(file)


def written_over(file: Path, text: str) -> None:
    file.write_text(text)


def made_anew(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text)


def folder_replaced(file: Path, text: str) -> None:
    new = file.parent.with_name("new")
    new.mkdir()
    (new / file.name).write_text(text)
    file.parent.rename(file.parent.with_name("old"))
    new.rename(file.parent)


def folder_made_anew(file: Path, text: str) -> None:
    shutil.rmtree(file.parent)
    file.parent.mkdir()
    file.write_text(text)


WAYS = [replaced, written_over, made_anew, folder_replaced, folder_made_anew]


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_writing_is_heard_again_and_again(
    qtbot: QtBot, watch: FileWatch, heard: Heard, file: Path, way: object
) -> None:
    assert callable(way)
    wanted: list[str] = []
    for text in (TWO, ONE, TWO):
        if way is folder_replaced and wanted:
            shutil.rmtree(file.parent.with_name("old"))
        way(file, text)
        wanted.append(text)
        qtbot.waitUntil(lambda: heard.contents == wanted)


def test_without_hints_the_slow_look_finds_it(
    qtbot: QtBot, watch: FileWatch, heard: Heard, file: Path
) -> None:
    watch._hint.blockSignals(True)
    watch._poll.setInterval(10)
    replaced(file, TWO)
    qtbot.waitUntil(lambda: heard.contents == [TWO])


def test_a_file_that_is_being_written_is_not_told_of_before_it_is_whole(
    qtbot: QtBot, watch: FileWatch, heard: Heard, file: Path
) -> None:
    with subprocess.Popen([sys.executable, "-c", HALVES, str(file)]) as writer:
        qtbot.waitUntil(lambda: bool(heard.contents))
        # Only a machine that stops the writer for long lets a half be seen; the whole is told of too.
        qtbot.waitUntil(lambda: heard.contents[-1].count("\n") == 60)
        assert writer.wait(20) == 0
    assert len(heard.contents) < 6


@pytest.mark.parametrize(("content", "patience"), [("", file_watch.EMPTY_MS), (TWO, file_watch.SETTLE_MS)])
def test_a_file_that_was_emptied_gets_more_time_to_be_written_anew(
    qtbot: QtBot, watch: FileWatch, file: Path, content: str, patience: int
) -> None:
    file.write_text(content)
    watch.look()
    qtbot.waitUntil(watch._settle.isActive)
    assert watch._settle.interval() == patience


def test_a_file_that_goes_is_no_change_and_one_that_comes_back_as_it_was_is_none_either(
    qtbot: QtBot, watch: FileWatch, heard: Heard, file: Path
) -> None:
    away = file.with_name("away")
    file.rename(away)
    with qtbot.waitSignal(watch._hint.hinted):
        away.rename(file)
    qtbot.waitUntil(lambda: not watch.busy)
    assert heard.contents == []


def test_a_file_that_stays_away_is_told_of_once_and_heard_again_when_it_is_back(
    qtbot: QtBot, watch: FileWatch, heard: Heard, file: Path
) -> None:
    gone: list[bool] = []
    watch.gone.connect(lambda: gone.append(file.exists()))
    file.unlink()
    qtbot.waitUntil(lambda: gone == [False])
    watch.look()
    qtbot.waitUntil(lambda: not watch.busy)
    assert not watch._away.isActive()
    file.write_text(TWO)
    qtbot.waitUntil(lambda: heard.contents == [TWO])
    assert gone == [False]


def test_a_path_without_a_file_is_watched_until_there_is_one(
    qtbot: QtBot, bridge: StoreBridge, tmp_path: Path
) -> None:
    file = tmp_path / ".beads" / "issues.jsonl"
    watch = FileWatch(bridge.post)
    watch._poll.setInterval(NEVER)
    heard = Heard(watch, file)
    with qtbot.waitSignal(watch._hint.hinted):
        watch.watch(file)
    file.parent.mkdir()
    file.write_text(ONE)
    qtbot.waitUntil(lambda: heard.contents == [ONE])
    watch.stop()


def test_what_was_changed_while_nobody_watched_is_told_afterwards(
    qtbot: QtBot, watch: FileWatch, heard: Heard, file: Path
) -> None:
    watch.stop()
    replaced(file, TWO)
    watch.look()
    watch.stop()
    watch.go_on()
    qtbot.waitUntil(lambda: heard.contents == [TWO])


def test_what_stands_there_at_first_is_told_unless_it_was_seen(
    qtbot: QtBot, watch: FileWatch, heard: Heard, file: Path
) -> None:
    watch.watch(file)
    qtbot.waitUntil(lambda: heard.contents == [ONE])
    watch.watch(file, seen=stamp(file))
    qtbot.waitUntil(lambda: not watch.busy)
    assert heard.contents == [ONE]


def test_what_was_written_after_it_was_seen_is_told(
    qtbot: QtBot, watch: FileWatch, heard: Heard, file: Path
) -> None:
    seen = stamp(file)
    watch.stop()
    replaced(file, TWO)
    watch.watch(file, seen=seen)
    qtbot.waitUntil(lambda: heard.contents == [TWO])


def test_a_folder_that_hangs_stalls_neither_the_window_nor_what_is_watched_next(
    qtbot: QtBot,
    watch: FileWatch,
    heard: Heard,
    file: Path,
    bridge: StoreBridge,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers, asked, let_go = threading.Event(), threading.Event(), [True]

    def hang(path: Path) -> Stamp | None:
        if path == file:
            asked.set()
            let_go.append(answers.wait(20))
        return stamp(path)

    monkeypatch.setattr(file_watch, "stamp", hang)
    replaced(file, TWO)
    qtbot.waitUntil(asked.is_set)
    # The window's own work goes on.
    reached: list[bool] = []
    bridge.post(lambda: reached.append(True))
    qtbot.waitUntil(lambda: bool(reached))
    other = file.with_name("other.jsonl")
    other.write_text(ONE)
    with qtbot.waitSignal(watch.changed):
        watch.watch(other)
    # What the other folder answers at last is no news of this one.
    before = len(heard.contents)
    answers.set()
    watch.watch(other, seen=stamp(other))
    qtbot.waitUntil(lambda: not watch.busy)
    assert len(heard.contents) == before
    watch.watch(file, seen=None)
    qtbot.waitUntil(lambda: heard.contents[-1] == TWO)
    assert all(let_go), "the window waited"


def test_a_writer_that_never_rests_is_told_of_all_the_same(
    qtbot: QtBot, watch: FileWatch, heard: Heard, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_watch, "SETTLE_MS", 10)
    monkeypatch.setattr(file_watch, "LONGEST_MS", 50)
    written = [0]

    def write_on() -> bool:
        written[0] += 1
        with file.open("a") as end:
            end.write("\n" * written[0])
        watch.look()
        return bool(heard.contents)

    qtbot.waitUntil(write_on)
