"""The second file grows because of another program: the window says so, once."""

from __future__ import annotations

import os
import sys

import pytest
from pytestqt.qtbot import QtBot

from store.close_requests import GROWN
from store.requests import Create
from tests.helpers.desk import StartDesk
from tests.helpers.other_process import OpenOtherProcess


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody says who holds a file")
def test_a_second_file_that_somebody_lets_grow_is_said_once(
    start: StartDesk, qtbot: QtBot, other_process: OpenOtherProcess
) -> None:
    desk = start()
    assert desk._session is not None
    path, writer = desk._session.path, desk._session.writer
    watch, said = desk.parts.second_file, list[object]()
    watch.said.connect(said.append)

    def look() -> None:
        watch.look()
        qtbot.waitUntil(lambda: not desk.bridge.pending_reads)

    other = other_process(path)
    other.read()
    writer.submit(Create("Later")).result(20)
    look()
    assert said == []
    # Behind the last frame SQLite reads nothing.
    os.truncate(path.with_name(f"{path.name}-wal"), GROWN)
    for _ in range(2):
        look()
    name = f"{path.name}-wal has grown to 64.0 MiB, because python"
    assert [str(words).startswith(name) and f"({other.pid})" in str(words) for words in said] == [True]
    assert desk.window.trust.said == said[0]
    assert not desk.window.trust.quiet
    other.end()
    look()
    other.read()
    writer.submit(Create("Later still")).result(20)
    os.truncate(path.with_name(f"{path.name}-wal"), GROWN)
    look()
    assert len(said) == 2
