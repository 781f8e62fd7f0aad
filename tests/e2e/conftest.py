"""Fixtures for real processes on a virtual display."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.requests import Create
from store.tracker import Tracker
from tests.helpers import x11

Start = Callable[..., x11.Program]
"""Takes what the program is started on; `home` without it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here, and skip it by name where its tools are missing."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.x11)
            item.add_marker(pytest.mark.timeout(240))
            if x11.MISSING:
                item.add_marker(pytest.mark.skip(reason=f"not installed: {', '.join(x11.MISSING)}"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A tracker with one issue, "First"."""
    path = tmp_path / "Home.strandline"
    tracker = Tracker.open(path, create=True)
    Create("First").run(tracker)
    tracker.close()
    return path


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[x11.Display]:
    """One display for all: its start takes longer than some of the tests."""
    with x11.display(tmp_path_factory.mktemp("screen")) as screen:
        yield screen


@pytest.fixture
def start(tmp_path: Path, home: Path, screen: x11.Display) -> Iterator[Start]:
    """Starts the program and waits until it can be used; it is ended after the test."""
    programs: list[x11.Program] = []
    screen.tool("mousemove", "640", "400")

    def one(path: Path = home) -> x11.Program:
        program = x11.Program(screen, path, tmp_path / "data")
        programs.append(program)
        program.ready()
        return program

    yield one
    for program in programs:
        program.end()
    # Qt's words on stderr, a traceback: whatever they say, they have no place there.
    assert [program.errors() for program in programs] in ([], [""] * len(programs))
