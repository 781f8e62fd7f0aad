"""Backups while somebody works and when the window closes: quiet, and never waited for."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.closing_progress import Phase, Progress
from gui.desk import Desk
from gui.quit_steps import State, steps_words
from store import backup_list, backup_making, backup_requests, places
from store.backup_list import Backup, backups
from store.requests import Create
from tests.helpers.desk import StartDesk


def add(desk: Desk, title: str, qtbot: QtBot) -> None:
    done: list[object] = []
    desk.bridge.ask(Create(title), done.append)
    qtbot.waitUntil(lambda: bool(done))


def close(desk: Desk, qtbot: QtBot) -> None:
    desk.window.close()
    qtbot.waitUntil(lambda: desk.done)


def test_one_is_made_a_little_after_a_change_and_what_goes_wrong_is_in_the_bar(
    start: StartDesk, qtbot: QtBot
) -> None:
    desk = start()
    path = places.default_tracker()
    quiet, trust = desk.parts.backups, desk.window.trust
    add(desk, "One", qtbot)
    assert quiet._timer.isActive(), "a change makes it look a little later"
    wrong = places.data_dir() / "backups"
    wrong.write_bytes(b"no folder")
    with qtbot.waitSignal(quiet.failed):
        quiet.look()
    assert trust._state.text().strip() == "Saved, but there is no new backup"
    qtbot.waitUntil(lambda: not quiet.threads.running)
    wrong.unlink()
    with qtbot.waitSignal(quiet.made):
        quiet.look()
    (first,) = backups(path)
    assert (first.kind, first.verified, first.issues) == ("timer", True, 1)
    assert trust._state.text().strip().startswith("Saved ")
    assert "backup" not in trust._state.text()
    quiet.look()
    qtbot.waitUntil(lambda: not quiet.threads.running)
    assert not quiet._timer.isActive(), "nothing was changed, so there is nothing to wait for"
    add(desk, "Two", qtbot)
    quiet.look()
    qtbot.waitUntil(lambda: not quiet.threads.running and quiet._timer.isActive())
    # A coarse timer of Qt may be a twentieth off.
    assert 29 < quiet._timer.remainingTime() / 60_000 < 32
    with qtbot.waitSignal(quiet.failed) as told:
        quiet._judge(Backup(Path("x"), "2026-01-01T00:00:00.000001Z", why_not="It has faults."))
    assert told.args == ["It has faults."]
    assert trust._state.text().strip() == "Saved, but there is no new backup"
    close(desk, qtbot)
    assert backups(path) == (first,), "half an hour has not gone"
    assert desk.exit_code == 0


def test_a_close_makes_the_one_that_is_due_unless_that_would_take_long(
    start: StartDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = start()
    add(desk, "One", qtbot)
    with monkeypatch.context() as patch:
        patch.setattr(backup_requests, "_QUICK_BYTES", 1)
        close(desk, qtbot)
    assert backups(places.default_tracker()) == ()
    assert desk.shutdown.progress.backup == "later"
    # Nobody waits at the end of a window in which nothing was changed; one that stays open makes it.
    desk = start()
    close(desk, qtbot)
    assert backups(places.default_tracker()) == ()
    desk = start()
    add(desk, "Two", qtbot)
    seen: list[str] = []
    desk.shutdown.changed.connect(lambda: seen.append(desk.shutdown.progress.backup))
    close(desk, qtbot)
    (made,) = backups(places.default_tracker())
    assert (made.kind, made.verified) == ("close", True)
    assert list(dict.fromkeys(seen)) == ["", "now", "made"]
    assert not Path(f"{places.default_tracker()}-wal").exists()


def test_a_close_stops_one_that_takes_longer_than_was_thought(
    start: StartDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = start()
    add(desk, "One", qtbot)
    examine = backup_making.examine
    stopped: list[bool] = []

    def slow(copy: Path, pace: object) -> object:
        # As long as it takes until somebody stops it.
        cancel = pace._cancel  # type: ignore[attr-defined]  # what the request looks at
        assert isinstance(cancel, threading.Event)
        stopped.append(cancel.wait(30))
        return examine(copy, pace)  # type: ignore[arg-type]

    monkeypatch.setattr(backup_making, "examine", slow)
    close(desk, qtbot)
    assert stopped == [True]
    folder = backup_list.folder_of(places.default_tracker())
    assert {one.name for one in folder.iterdir()} == {"tracker.json"}
    assert (desk.shutdown.progress.backup, desk.exit_code) == ("later", 0)


def test_the_sheet_says_what_becomes_of_the_last_one() -> None:
    lines = {how: steps_words(Phase.SETTLING, Progress(backup=how), None) for how in ("", "made", "later")}
    assert [len(one) for one in lines.values()] == [4, 5, 5]
    assert (lines["made"][2].text, lines["made"][2].state) == ("Backup made", State.DONE)
    assert (lines["later"][2].state, lines["later"][2].detail) == (State.TODO, "at the next start")
