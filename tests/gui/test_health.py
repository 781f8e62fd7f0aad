"""The check behind the opening in the window: quiet, out of the way, and every fault has its ways out."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.desk import Desk
from gui.salvaged_dialog import SalvagedDialog
from store import check, last_check, places
from store.backup_list import backups
from store.backup_making import make
from store.errors import Cancelled
from store.lookups import Check
from store.requests import Create
from store.tracker import Tracker
from tests.helpers.desk import StartDesk
from tests.store.test_health import fill, leaf_of, wipe

FAULTS = "Saved, but the tracker has faults"


@pytest.fixture
def damaged() -> Path:
    """The default tracker, which opens, and of which some issues cannot be read; it has a backup."""
    path = places.default_tracker()
    tracker = fill(Tracker.open(path, create=True, actor="ann"))
    make(tracker, "asked")
    page = leaf_of(tracker, "comment")
    tracker.close()
    wipe(path, page)
    return path


def look(desk: Desk, qtbot: QtBot) -> None:
    desk.parts.health.look()
    qtbot.waitUntil(lambda: not desk.parts.backups.threads.running)


def close(desk: Desk, qtbot: QtBot) -> None:
    desk.window.close()
    qtbot.waitUntil(lambda: desk.done)


def test_faults_are_said_once_with_the_way_to_what_can_be_done(
    start: StartDesk, qtbot: QtBot, damaged: Path
) -> None:
    desk = start()
    trust, health = desk.window.trust, desk.parts.health
    assert health.waits
    look(desk, qtbot)
    assert trust.words == FAULTS
    assert trust.said.startswith("A check found faults in Home.strandline.")
    assert not trust.quiet
    assert health.waits, "a window that stays open is examined again"
    trust.note("Something else")
    look(desk, qtbot)
    assert trust.said == "Something else", "the same faults are said once"
    assert trust.words == FAULTS
    desk.window.registry["tracker.backups"].trigger()
    dialog = desk.parts.shelf.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.shelf is not None)
    assert dialog.findings.text().startswith("•  Home.strandline is damaged.")
    assert dialog.salvage.isVisible()
    assert dialog.list.topLevelItemCount() == 1, "and a backup"
    qtbot.keyClick(dialog.salvage, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: trust.said.startswith("61 issues could be saved."))
    assert desk.parts.shelf.dialog is None
    (told,) = desk.window.findChildren(SalvagedDialog)
    assert told.isVisible()
    assert told.headline.text() == "61 issues saved, but not everything"
    report = damaged.with_name("Home (damaged).strandline.report.txt")
    assert report.name in told.summary.text()
    assert "Some comments." in report.read_text()
    qtbot.keyClick(told, Qt.Key.Key_Escape)
    assert damaged.with_name("Home (damaged).strandline").exists()
    assert last_check.read(damaged) is None
    # Whoever opens it for the first time has it alone for a moment.
    qtbot.waitUntil(lambda: len(desk.window.table.keys) > 50)
    tracker = Tracker.open(damaged, read_only=True)
    assert Check().run(tracker).ok
    tracker.close()
    qtbot.waitUntil(lambda: "faults" not in trust.words)
    look(desk, qtbot)
    assert "faults" not in trust.words
    found = last_check.read(damaged)
    assert found is not None
    assert found.findings == ()
    close(desk, qtbot)


def test_a_close_stops_it_and_work_goes_on_meanwhile(
    start: StartDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, began, stopped = start(), threading.Event(), list[bool]()
    session, health = desk._session, desk.parts.health
    assert session is not None
    session.on_network = True
    health.stop()
    health.start()
    assert not health.waits, "nobody can write there while somebody reads"
    session.on_network = False

    def endless(tracker: Tracker) -> list[str]:
        began.set()
        try:
            tracker.all(
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
            )
        except Cancelled:
            stopped.append(True)
            raise
        return []

    monkeypatch.setattr(check, "_tables", endless)
    health.look()
    qtbot.waitUntil(began.is_set)
    done: list[object] = []
    desk.bridge.ask(Create("Meanwhile"), done.append)
    qtbot.waitUntil(lambda: bool(done))
    close(desk, qtbot)
    assert stopped == [True]
    assert desk.exit_code == 0
    assert not health.waits
    assert last_check.read(places.default_tracker()) is None


def test_a_list_that_cannot_be_read_leads_to_what_can_be_saved(
    start: StartDesk, qtbot: QtBot, damaged: Path
) -> None:
    tracker = Tracker.open(damaged, read_only=True)
    page = int(tracker.one("SELECT rootpage FROM sqlite_schema WHERE name = 'issue'"))
    tracker.close()
    wipe(damaged, page)
    for backup in backups(damaged):
        backup.path.unlink()
    desk = start()
    empty = desk.window.list_pane.empty
    qtbot.waitUntil(lambda: empty.headline == "The list could not be read")
    assert "restore a backup" not in empty.accessibleDescription(), "there is none"
    see, again = (button for button in empty.findChildren(QPushButton) if button.isVisible())
    assert again.accessibleName() == "Try again"
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.wait(0)
    qtbot.keyClick(see, Qt.Key.Key_Space)
    dialog = desk.parts.shelf.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.salvage.isVisible)
    qtbot.waitUntil(dialog.salvage.isEnabled)
    assert "from the list above" not in dialog.remedy.text()
    dialog.reject()
    close(desk, qtbot)
