"""The window is closed while something runs: what becomes of that, and what the next start says and does."""

import threading
from pathlib import Path
from typing import Any

import apsw
import pytest
from pytestqt.qtbot import QtBot

from gui.closing_progress import Phase
from gui.desk import Desk
from store import backup_list, backup_making, last_close, places
from store.requests import Create
from store.tracker import Tracker
from tests.helpers.desk import StartDesk
from tests.helpers.held import answers_held
from tests.helpers.issue_files import lines, record


def add(desk: Desk, qtbot: QtBot, title: str) -> None:
    with qtbot.waitSignal(desk.bridge.done):
        desk.bridge.ask(Create(title), lambda _done: None)


def titles(path: Path) -> set[str]:
    tracker = Tracker.open(path, read_only=True)
    try:
        return {title for (title,) in tracker.all("SELECT title FROM issue")}
    finally:
        tracker.close()


def said(desk: Desk) -> str:
    return desk.window.trust._note.toolTip()


def closed(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.shutdown.done and not desk.window.isVisible())
    assert desk.end()


def test_what_was_begun_is_ended_or_stopped_and_the_next_start_says_so(
    start: StartDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = places.default_tracker()
    desk = start()
    add(desk, qtbot, "First")
    file, table, nowhere = tmp_path / "more.jsonl", tmp_path / "all.csv", tmp_path / "gone" / "all.jsonl"
    file.write_bytes(lines(*(record(f"m-{n}") for n in range(100))))
    ways_out = desk.parts.ways_out
    with answers_held(desk.bridge, writes=True):
        ways_out._export(str(table))
        ways_out._export(str(nowhere))
        desk.importer.run(file)
        desk.window.close()
        qtbot.waitUntil(lambda: desk.shutdown.phase is Phase.SETTLING)
        assert not desk.shutdown.done, "an export is not broken off"
    closed(desk, qtbot)
    assert desk.exit_code == 0
    # Written whole before the tracker was closed; the import changed nothing.
    assert "First" in table.read_text()
    assert not home.with_name(home.name + "-wal").exists()
    assert titles(home) == {"First"}

    again = start()
    assert said(again).startswith("Last time: ")
    assert "all.jsonl" in said(again)
    assert "more.jsonl was not imported, because Strandline was closed meanwhile." in said(again)
    assert last_close.take(home) is None
    # Who stays in the window is told there.
    with answers_held(again.bridge, writes=True):
        again.importer.run(file)
        again.window.close()
        again.shutdown.dont_quit()
    qtbot.waitUntil(lambda: again.shutdown.phase is Phase.OPEN)
    assert said(again).startswith("more.jsonl was not imported")
    # Nobody waits at the end of a session: a copy and a backup are broken off, and leave nothing.
    begun = threading.Event()

    def slow(copy: Path, pace: Any) -> object:
        begun.set()
        assert pace._cancel.wait(30)
        return examine(copy, pace)

    examine = backup_making.examine
    monkeypatch.setattr(backup_making, "examine", slow)
    again.window.registry["tracker.backups"].trigger()
    again.parts.shelf._make()
    qtbot.waitUntil(begun.is_set)
    copy = tmp_path / "copies" / "Home copy.strandline"
    copy.parent.mkdir()
    with answers_held(again.bridge, writes=True):
        again.parts.ways_out._copy(str(copy))
        again.hurry()
        again.cut()
    closed(again, qtbot)
    assert list(copy.parent.iterdir()) == []
    assert titles(home) == {"First"}
    assert [one.kind for one in backup_list.backups(home)] == ["close"]
    assert not list(backup_list.folder_of(home).glob(".*"))
    note = last_close.take(home)
    assert note is not None
    assert sorted(note.said.split(". ")) == [
        "Home copy.strandline was not written: it was stopped",
        "Nothing was kept of it",
        "Nothing was kept of it.",
        "The backup was stopped",
    ]


def test_a_large_second_file_is_moved_by_the_next_start_beside_the_work(
    start: StartDesk, qtbot: QtBot
) -> None:
    home = places.default_tracker()
    tracker = Tracker.open(home, create=True)
    tracker.run("PRAGMA wal_autocheckpoint = 0")
    Create("First").run(tracker)
    tracker.run("CREATE TABLE ballast AS SELECT zeroblob(36000000) AS x")
    tracker.connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    tracker.close()
    assert home.stat().st_size < 1_000_000
    last_close.remember(home, last_close.Left("CANCELLED"))
    desk = start(wait_for_it=False)
    heard: list[str] = []
    desk.parts.left_behind.said.connect(lambda words, _quiet: heard.append(words))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [
        "Last time, Home.strandline was closed with 34 MB in a second file. "
        "They are put into it now, while you work.",
        "Home.strandline is all in one file again.",
    ]
    add(desk, qtbot, "Second")
    assert home.stat().st_size > 36_000_000
    desk.window.close()
    closed(desk, qtbot)
    assert (desk.exit_code, titles(home)) == (0, {"First", "Second"})
