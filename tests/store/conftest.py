"""Fixtures of the store's tests: a real tracker on a real file."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.tracker import Tracker
from tests.helpers.blank import put_blank

OpenTracker = Callable[..., Tracker]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Home.strandline"


@pytest.fixture
def open_tracker(path: Path) -> Iterator[OpenTracker]:
    """Opens the same file as often as wanted; closes what is open after the test."""
    opened: list[Tracker] = []

    def open_one(actor: str = "ann", *, create: bool = True, read_only: bool = False) -> Tracker:
        if create and path.parent.is_dir() and not os.path.lexists(path):
            put_blank(path)
        tracker = Tracker.open(path, create=create, read_only=read_only, actor=actor)
        opened.append(tracker)
        return tracker

    yield open_one
    for tracker in opened:
        tracker.close()


@pytest.fixture
def tracker(open_tracker: OpenTracker) -> Tracker:
    return open_tracker()
