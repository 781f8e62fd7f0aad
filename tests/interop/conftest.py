"""Fixtures of the tests with real programs; each is skipped by name where its program is not installed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.beside import Beside
from tests.helpers.peers import Peer, installed

StartBeside = Callable[[str], Beside]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give them time: each starts some dozens of processes."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture
def start(tmp_path: Path, request: pytest.FixtureRequest) -> StartBeside:
    """Makes a project with a program, and a tracker of ours beside it; closed after the test."""

    def one(mode: str) -> Beside:
        if installed(mode) is None:
            pytest.skip(f"{mode.partition('-')[0]} is not installed")
        beside = Beside(Peer.start(mode, tmp_path / "project"))
        request.addfinalizer(beside.tracker.close)
        return beside

    return one
