"""No file of an open tracker is read by other means in this process: closing it would drop our locks.

Acknowledged commits were lost that way (ARCHITECTURE.md, "Choices that are ours").
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from store import database
from store.attachment_files import Source
from store.attachment_requests import Attach
from store.close_requests import SaveCopy
from store.lookups import Check
from store.requests import Create
from tests.helpers.desk import StartDesk

_OTHER_LIBRARIES = ("sqlite3", "_sqlite3", "PySide6.QtSql")
_watching: list[Callable[[str], None]] = []
_hooked: list[bool] = []


def _on_event(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        path = os.fsdecode(arguments[0])
        for end in ("", "-shm"):
            # To open and close the -wal drops nothing.
            if path.endswith(end) and database.is_open_here(Path(path.removesuffix(end))):
                _watching[0](path)
    elif event == "sqlite3.connect" or (event == "import" and arguments[0] in _OTHER_LIBRARIES):
        _watching[0](f"{event} {arguments[0]}")


@contextmanager
def watched() -> Generator[list[str]]:
    """What is opened beside SQLite until the block ends: names of open trackers, and other SQLites."""
    seen = list[str]()
    if not _hooked:
        # It cannot be taken away again.
        sys.addaudithook(_on_event)
        _hooked.append(True)
    _watching.append(seen.append)
    try:
        yield seen
    finally:
        _watching.clear()


def test_a_day_of_work_reads_the_open_tracker_through_its_own_sqlite_only(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    beads = tmp_path / "repo" / ".beads"
    beads.mkdir(parents=True)
    with watched() as seen:
        desk = start()
        assert desk._session is not None
        path, writer = desk._session.path, desk._session.writer
        done = writer.submit(Create("First")).result(20)
        writer.submit(Attach(done.uids[0], (Source(data=b"x" * 9000, name="a.bin"),))).result(20)
        writer.submit(SaveCopy(tmp_path / "copy.strandline")).result(20)
        assert writer.submit(Check()).result(20).ok
        desk.window.close()
        qtbot.waitUntil(lambda: desk.shutdown.done)
        assert path.exists()
    assert seen == []


def test_the_watch_sees_what_must_not_be(start: StartDesk) -> None:
    desk = start()
    assert desk._session is not None
    path = desk._session.path
    with watched() as seen:
        os.close(os.open(path, os.O_RDONLY))
        path.with_name(f"{path.name}-shm").read_bytes()
    assert seen == [str(path), f"{path}-shm"]
