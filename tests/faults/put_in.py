"""Faults that a store could have, put into a process: a laboratory that does not find them has no teeth."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from store import guarded_export
from store.tracker import Tracker


def answers_before_commit() -> None:
    """Each change is committed when the next one begins; this connection reads it all the same."""
    begin = Tracker._begin

    def late(tracker: Tracker) -> None:
        if tracker.connection.in_transaction:
            tracker.run("COMMIT")
        begin(tracker)

    mock.patch.object(Tracker, "_begin", late).start()
    mock.patch.object(Tracker, "_commit", return_value=None).start()


def writes_in_place() -> None:
    """The issue file is written over, on a disk that takes its time, instead of being replaced."""

    def over(path: Path, _old: bytes | None, data: bytes, _at: object) -> None:
        with path.open("wb", buffering=0) as file:
            for start in range(0, len(data), len(data) // 4 + 1):
                file.write(data[start : start + len(data) // 4 + 1])
                threading.Event().wait(0.002)

    mock.patch.object(guarded_export, "replace_file", over).start()


FAULTS: dict[str, Callable[[], None]] = {
    "answers-before-commit": answers_before_commit,
    "writes-in-place": writes_in_place,
}
