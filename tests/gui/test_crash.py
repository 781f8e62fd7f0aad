"""What nobody caught: logged with its thread, told once, and never the end of the program."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, qWarning
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui import logs
from gui.crash import CrashReporter
from store.errors import DiskFull


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    handler = logs.start(tmp_path / "data" / "log")
    yield tmp_path / "data" / "log" / "strandline.log"
    logs.stop(handler)


@pytest.fixture
def reporter(qtbot: QtBot, log_file: Path) -> Iterator[CrashReporter]:
    window = QWidget()
    qtbot.addWidget(window)
    made = CrashReporter()
    made.set_window(window)
    made.install()
    yield made
    made.uninstall()
    for box in boxes():
        box.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def boxes() -> list[QMessageBox]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]


def fail(words: str, kind: type[Exception] = ZeroDivisionError) -> None:
    raise kind(words)


def raised(kind: type[Exception], words: str) -> None:
    """Let the hook have an error with a traceback, as Python and PySide call it."""
    try:
        fail(words, kind)
    except kind as caught:
        sys.excepthook(kind, caught, caught.__traceback__)


def test_an_error_is_told_once_and_stands_in_the_log(reporter: CrashReporter, log_file: Path) -> None:
    for _ in range(3):
        raised(ZeroDivisionError, "over and over")
    (box,) = boxes()
    assert not box.isModal()
    assert "over and over" in box.detailedText()
    assert "Traceback" not in box.text() + box.informativeText()
    assert log_file.read_text(encoding="utf-8").count("ZeroDivisionError: over and over") == 3
    assert "MainThread" in log_file.read_text(encoding="utf-8")


def test_another_error_is_told_as_well(reporter: CrashReporter) -> None:
    raised(ZeroDivisionError, "one")
    raised(ValueError, "two")
    assert len(boxes()) == 2


def test_a_known_error_is_told_in_its_own_words(reporter: CrashReporter) -> None:
    raised(DiskFull, "The disk is too full. Free some space.")
    (box,) = boxes()
    assert box.text() == "The disk is too full. Free some space."
    assert box.detailedText() == ""


def test_a_thread_is_named_and_its_error_told_here(
    reporter: CrashReporter, qtbot: QtBot, log_file: Path
) -> None:
    thread = threading.Thread(target=fail, args=("elsewhere",), name="store")
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(boxes()) == 1)
    assert " store " in log_file.read_text(encoding="utf-8")


def test_a_dying_object_disturbs_nobody(reporter: CrashReporter, log_file: Path) -> None:
    class Dying:
        def __del__(self) -> None:
            fail("in its last moment")

    dying = Dying()
    del dying
    assert boxes() == []
    assert "in its last moment" in log_file.read_text(encoding="utf-8")


def test_qts_messages_go_to_the_log(reporter: CrashReporter, log_file: Path) -> None:
    qWarning("something about a timer")
    assert "WARNING MainThread qt: something about a timer" in log_file.read_text(encoding="utf-8")


def test_the_hooks_are_given_back() -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    reporter = CrashReporter()
    reporter.install()
    reporter.uninstall()
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_folder_that_cannot_be_written_is_no_reason_not_to_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    before = list(logging.getLogger().handlers)
    assert logs.start(tmp_path / "file" / "log") is None
    assert logging.getLogger().handlers == before
