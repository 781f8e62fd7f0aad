"""What undo of a change of many issues costs, against the change itself, in the same run."""

from __future__ import annotations

import time
from pathlib import Path

from store.answers import Done
from store.many_requests import ChangeMany
from store.requests import Redo, Request, SetFields, Undo
from store.tracker import Tracker
from tests.bench.conftest import Made

COUNT = 3000
MOST_TIMES = 1.5


def cost(tracker: Tracker, request: Request[Done]) -> float:
    started = time.process_time()
    request.run(tracker)
    return time.process_time() - started


def test_undo_of_many_costs_little_more_than_the_change(tmp_path: Path, made_large: Made) -> None:
    made_large(tmp_path / "Home.strandline", COUNT)
    tracker = Tracker.open(tmp_path / "Home.strandline")
    try:
        keys = [key for (key,) in tracker.all("SELECT key FROM issue WHERE status <> 'tombstone'")]
        change = cost(tracker, ChangeMany(keys, SetFields((), {"estimated_minutes": 17})))
        back = min(cost(tracker, Undo()), cost(tracker, Redo()))
    finally:
        tracker.close()
    assert back <= MOST_TIMES * change
