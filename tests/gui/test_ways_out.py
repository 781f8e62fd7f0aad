"""Exporting and copying a whole tracker from the menu, and what is said about it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from gui.ways_out import WaysOut
from store.tracker import Tracker
from tests.helpers.window import Opened, issue_line, open_window


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    with open_window(qtbot, tmp_path, [issue_line(n) for n in range(3)]) as window:
        yield window


@pytest.fixture
def ways_out(opened: Opened) -> WaysOut:
    ways = WaysOut(opened.store.bridge, opened.window)
    ways.tracker, ways.name = opened.store.path, "tide"
    return ways


@pytest.fixture
def said(ways_out: WaysOut) -> list[tuple[str, bool]]:
    heard: list[tuple[str, bool]] = []
    ways_out.said.connect(lambda words, quiet: heard.append((words, quiet)))
    return heard


def choose(opened: Opened, action: str, folder: Path, name: str) -> str:
    """Trigger an action and answer its dialog; returns the name that was offered."""
    opened.window.registry[action].trigger()
    (dialog,) = opened.window.findChildren(QFileDialog)
    (offered,) = [
        edit.text() for edit in dialog.findChildren(QLineEdit) if edit.objectName() == "fileNameEdit"
    ]
    dialog.setDirectory(str(folder))
    dialog.selectFile(name)
    dialog.accept()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return offered


def test_export_writes_every_issue_and_says_how_many_lines(
    opened: Opened, said: list[tuple[str, bool]], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    offered = choose(opened, "tracker.export", tmp_path / "out", "mine")
    opened.wait(lambda: bool(said))
    assert offered == "tide.jsonl"
    lines = (tmp_path / "out" / "mine.jsonl").read_text().splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["Issue 00000", "Issue 00001", "Issue 00002"]
    assert said == [("Exported 3 lines to mine.jsonl", True)]


def test_what_is_being_typed_is_exported_too(
    opened: Opened, said: list[tuple[str, bool]], tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "out").mkdir()
    detail = opened.window.detail
    opened.wait(lambda: detail.subject.detail is not None)
    detail.edit_title()
    qtbot.keyClicks(detail.body.header.title.edit, "Typed a moment ago")
    choose(opened, "tracker.export", tmp_path / "out", "mine")
    opened.wait(lambda: bool(said))
    assert "Typed a moment ago" in (tmp_path / "out" / "mine.jsonl").read_text()


def test_an_export_that_would_lose_lines_is_refused_in_words(
    opened: Opened, said: list[tuple[str, bool]], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / "others.jsonl"
    target.write_text(issue_line(77) + "\n")
    opened.window.registry["tracker.export"].trigger()
    (dialog,) = opened.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    opened.wait(lambda: bool(said))
    ((words, quiet),) = said
    assert "would drop" in words
    assert not quiet
    assert target.read_text() == issue_line(77) + "\n"


def test_a_complete_copy_has_everything_in_one_file(
    opened: Opened, said: list[tuple[str, bool]], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    offered = choose(opened, "tracker.copy", tmp_path / "out", "Safe.strandline")
    opened.wait(lambda: bool(said))
    assert offered == "tide copy.strandline"
    assert said == [("Saved a complete copy, 3 issues: Safe.strandline", True)]
    copy = Tracker.open(tmp_path / "out" / "Safe.strandline", read_only=True)
    assert copy.one("SELECT count(*) FROM issue") == 3
    copy.close()


@pytest.mark.parametrize("action", ["tracker.export", "tracker.copy"])
def test_without_a_tracker_there_is_nothing_to_write(opened: Opened, action: str) -> None:
    assert opened.window.registry[action].isEnabled()
    opened.window.show_tracker("", "", "No tracker is open.")
    opened.settled()
    assert not opened.window.registry[action].isEnabled()
    assert opened.window.registry["tracker.open"].isEnabled()


def test_a_copy_replaces_the_older_one_that_the_user_agreed_to_replace(
    opened: Opened, said: list[tuple[str, bool]], tmp_path: Path
) -> None:
    target = tmp_path / "Safe.strandline"
    for n in (1, 2):
        opened.window.registry["tracker.copy"].trigger()
        dialog = opened.window.findChildren(QFileDialog)[-1]
        dialog.fileSelected.emit(str(target))
        dialog.reject()
        opened.wait(lambda n=n: len(said) == n)  # type: ignore[misc]  # a default is no argument
        opened.store.add(f"Number {n}")
    assert said == [
        ("Saved a complete copy, 3 issues: Safe.strandline", True),
        ("Saved a complete copy, 4 issues: Safe.strandline", True),
    ]
    copy = Tracker.open(target, read_only=True)
    assert copy.one("SELECT count(*) FROM issue") == 4
    copy.close()


def test_the_dialogs_begin_where_the_tracker_is(opened: Opened, ways_out: WaysOut, tmp_path: Path) -> None:
    (tmp_path / "beside").mkdir()
    ways_out.folder = tmp_path / "beside"
    for action in ("tracker.export", "tracker.copy"):
        opened.window.registry[action].trigger()
        dialog = opened.window.findChildren(QFileDialog)[-1]
        assert Path(dialog.directory().path()) == tmp_path / "beside"
        dialog.reject()
