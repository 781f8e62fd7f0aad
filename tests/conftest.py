"""Fixtures for every test: no display, no real data directory, no thread left behind."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from PySide6.QtCore import QEventLoop, QTimer

# Forced, not defaulted: a developer's own QT_QPA_PLATFORM=wayland must not open windows during a run.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("STRANDLINE_TEST_PLATFORM", "offscreen")

# Read anew, the tests take 15 seconds to start, and each program that they start another one. In a folder
# of the environment, which also does for somebody who wants no byte code beside the sources.
if Path(sys.prefix).parent == Path(__file__).parents[1]:
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(Path(sys.prefix, "bytecode"))
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from pytestqt.qtbot import QtBot

from tests.helpers.memory import folder_in_memory
from tests.helpers.other_process import OpenOtherProcess, OtherProcess

# Half of the time of a run went by in waiting for disks. Whoever names a folder is taken at their word.
if (memory := folder_in_memory()) is not None:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))

# No deadline: a slow machine is not a wrong answer. No database: a run leaves nothing in the checkout.
# A third of what is usual: each run makes other ones, and `run.py torture properties` makes a thousand.
hypothesis.settings.register_profile(
    "strandline",
    deadline=None,
    database=None,
    print_blob=True,
    max_examples=int(os.environ.get("STRANDLINE_EXAMPLES", "35")),
)
hypothesis.settings.load_profile("strandline")

# How long a test waits for what has to happen; nothing waits for the time to pass. pytest-qt's 5 seconds went
# by on a machine with six times more to do than processors, where a second's work took eleven.
for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitCallback):
    defaults = wait.__kwdefaults__
    assert defaults is not None
    defaults["timeout"] = 45_000


def _look_again(_bot: QtBot, _ms: int) -> None:
    """Let the event loop run until waitUntil looks again: pytest-qt's 10 ms were most of what a step took."""
    loop = QEventLoop()
    QTimer.singleShot(1, loop.quit)
    loop.exec()


setattr(QtBot, "wait", _look_again)  # noqa: B010 - a method is not to be assigned, for mypy


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden pictures instead of comparing"
    )


LONG = {
    "test_actions.py", "test_app.py", "test_corpus.py", "test_golden.py", "test_live.py",
    "test_main_window.py", "test_monkey.py", "test_pace.py", "test_terminal.py", "test_tour.py",
}  # fmt: skip
"""Files that take ten seconds and more."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with dear tests begin: one that came last would leave the other processor without work."""
    dear = {item.path for item in items if any(map(item.get_closest_marker, ("bench", "large", "x11")))}
    items.sort(key=lambda item: (item.path not in dear, item.path.name not in LONG))


@pytest.fixture(autouse=True)
def _own_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRANDLINE_DATA", str(tmp_path / "data"))
    for name in ("STRANDLINE_DB", "STRANDLINE_ACTOR", "BD_ACTOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(timeout=2)
    alive = [thread.name for thread in left if thread.is_alive()]
    assert not alive, f"threads left alive: {alive}"


@pytest.fixture
def other_process() -> Iterator[OpenOtherProcess]:
    """Opens real other processes on a database; they are closed after the test."""
    with ExitStack() as stack:

        def start(path: Path | str, *, busy_timeout_ms: int = 5000) -> OtherProcess:
            return stack.enter_context(OtherProcess(path, busy_timeout_ms=busy_timeout_ms))

        yield start
