"""The dialog about git: it says what is written where, and writes only on a click."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.git_dialog import GitDialog
from gui.git_merging import GitMerging
from store import git_setup
from store.places import Place, place_of_beads
from tests.helpers.git import ENVIRONMENT, Repository, needs_git
from tests.helpers.issue_files import lines, record
from tests.helpers.window import Opened, open_window

pytestmark = needs_git


@dataclass
class Desk:
    opened: Opened
    git: GitMerging
    repository: Repository
    place: Place

    @property
    def file(self) -> Path:
        assert self.place.jsonl is not None
        return self.place.jsonl

    def open(self, place: Place | None) -> bool:
        """Whether the action can be chosen then."""
        self.git.open(place)
        self.opened.settled()
        return self.opened.window.registry["project.git"].isEnabled()

    def ask(self) -> GitDialog:
        assert self.open(self.place)
        self.opened.window.registry["project.git"].trigger()
        self.opened.wait(lambda: self.git.dialog is not None)
        assert self.git.dialog is not None
        return self.git.dialog

    def wait_for(self, state: str) -> None:
        self.opened.wait(lambda: self.git.dialog is not None and self.git.dialog.now.state == state)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for name, value in {**ENVIRONMENT, "GIT_CEILING_DIRECTORIES": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    repository = Repository.make(tmp_path / "project")
    beads = repository.folder / ".beads"
    beads.mkdir()
    (beads / "issues.jsonl").write_bytes(lines(record("p-1")))
    with open_window(qtbot, tmp_path, []) as opened:
        yield Desk(opened, GitMerging(opened.store.bridge, opened.window), repository, place_of_beads(beads))


def words(dialog: GitDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_the_action_is_there_for_a_project_in_git_only(desk: Desk, tmp_path: Path) -> None:
    assert desk.open(desk.place)
    assert not desk.open(None)
    loose = tmp_path / "loose" / ".beads"
    loose.mkdir(parents=True)
    assert not desk.open(place_of_beads(loose))


def test_it_is_set_up_and_taken_out_on_a_click(desk: Desk) -> None:
    config = desk.repository.folder / ".git/config"
    was = config.read_bytes()
    dialog = desk.ask()
    assert dialog.headline.text() == "Let git merge these issues with Strandline?"
    assert "/.beads/issues.jsonl merge=strandline" in words(dialog).replace("\u200b", "")
    assert git_setup.program() in words(dialog).replace("\u200b", "")
    assert config.read_bytes() == was
    assert not (desk.repository.folder / ".gitattributes").exists()
    dialog.set_up.click()
    desk.wait_for("on")
    assert git_setup.state(desk.file).state == "on"
    assert dialog.headline.text() == "git merges these issues with Strandline"
    assert not dialog.set_up.isVisible()
    dialog.remove.click()
    desk.wait_for("off")
    assert config.read_bytes() == was


def test_escape_changes_nothing_and_it_can_be_asked_again(desk: Desk) -> None:
    desk.ask().reject()
    assert desk.git.dialog is None
    assert git_setup.state(desk.file).state == "off"
    assert desk.ask().isVisible()


def test_another_driver_is_named_and_replaced_on_a_click(desk: Desk) -> None:
    (desk.repository.folder / ".gitattributes").write_bytes(b"*.jsonl merge=beads\n")
    dialog = desk.ask()
    assert dialog.headline.text() == "git merges these issues with “beads”"
    assert dialog.set_up.text() == "Merge with Strandline instead"
    dialog.set_up.click()
    desk.wait_for("on")


def test_a_fault_is_said_and_can_be_tried_again(desk: Desk) -> None:
    dialog = desk.ask()
    lock = desk.repository.folder / ".git/config.lock"
    lock.write_bytes(b"")
    dialog.set_up.click()
    desk.opened.wait(lambda: dialog.headline.text() == "Nothing was changed")
    assert "could not lock" in dialog.summary.text()
    lock.unlink()
    dialog.set_up.click()
    desk.wait_for("on")
