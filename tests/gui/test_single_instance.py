"""One window for each tracker, while another process has it: it listens soon, or was killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui import single_instance
from gui.single_instance import SingleInstance

ROOT = Path(__file__).parents[2]
_OTHER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from gui.single_instance import SingleInstance
app = QCoreApplication([])
other = SingleInstance()
other.capture_asked.connect(lambda text: (print(text, flush=True), app.quit()))
print(other.claim(Path(sys.argv[1])), flush=True)
sys.stdin.readline()
other.listen()
print("listens", flush=True)
app.exec()
"""


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return tmp_path / "Home.strandline"


@pytest.fixture
def other(tracker: Path) -> Generator[subprocess.Popen[str], None, None]:
    """A process whose window has the tracker; a line lets it listen."""
    with subprocess.Popen(
        [sys.executable, "-c", _OTHER, str(tracker)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


@pytest.fixture
def ours(qtbot: QtBot) -> Generator[SingleInstance, None, None]:
    made = SingleInstance()
    yield made
    made.release()


def test_a_window_that_does_not_listen_yet_is_waited_for(
    other: subprocess.Popen[str], ours: SingleInstance, tracker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_TURN_MS", 1)
    assert other.stdin is not None
    assert other.stdout is not None
    other.stdin.write("\n")
    other.stdin.flush()
    assert not ours.claim(tracker, "Fix login")
    assert other.stdout.read() == "listens\nFix login\n"


def test_a_window_that_began_just_now_has_the_time_of_a_slow_machine(
    other: subprocess.Popen[str], ours: SingleInstance, tracker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_TURN_MS", 1)
    monkeypatch.setattr(single_instance, "_START", 0.0)
    assert other.stdin is not None
    other.stdin.write("\n")
    other.stdin.flush()
    assert not ours.claim(tracker)


def test_a_second_window_leaves_the_first_one_its_voice(
    other: subprocess.Popen[str], ours: SingleInstance, tracker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_TURN_MS", 1)
    monkeypatch.setattr(single_instance, "_START", 0.0)
    monkeypatch.setattr(single_instance, "_SLOW_START", 0.0)
    assert other.stdin is not None
    assert other.stdout is not None
    assert ours.claim(tracker), "nobody answers"
    other.stdin.write("\n")
    other.stdin.flush()
    assert other.stdout.readline() == "listens\n"
    ours.listen()
    ours.release()
    assert not ours.claim(tracker), "it answers by now"


def test_a_process_that_was_killed_keeps_nobody_out(
    other: subprocess.Popen[str], ours: SingleInstance, tracker: Path
) -> None:
    other.kill()
    other.wait()
    assert ours.claim(tracker)


def test_what_was_let_go_can_be_claimed(ours: SingleInstance, tracker: Path, qtbot: QtBot) -> None:
    second = SingleInstance()
    ours.listen()
    assert ours.claim(tracker)
    with qtbot.waitSignal(ours.raise_asked):
        assert not second.claim(tracker)
    ours.release()
    assert second.claim(tracker)
    second.release()
