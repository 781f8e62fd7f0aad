"""The bars about programs that share the issue file: asked once, said once, one click each; and bd, bounded.

bd itself is a small script here: what matters is when it is called, how long it may take, and what is said.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from gui.neighbours import Neighbours
from store.bd_program import BdProgram, Ran, updates
from store.beads_project import Sharing
from store.exchange_requests import Import
from store.places import Place, place_of_beads
from store.putting_back import AskErased, ErasedValue
from tests.helpers.issue_files import LATER, lines, record
from tests.helpers.window import Opened, open_window

SQLITE = b"SQLite format 3\0".ljust(100, b"\0")
DUE = "2026-12-24T00:00:00Z"
posix = pytest.mark.skipif(os.name == "nt", reason="the script needs a shell")


@dataclass
class Project:
    opened: Opened
    place: Place
    neighbours: Neighbours
    said: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])

    @property
    def file(self) -> Path:
        assert self.place.jsonl is not None
        return self.place.jsonl

    @property
    def config(self) -> Path:
        return self.file.with_name("config.yaml")

    def note(self, words: str, quiet: bool) -> None:
        self.said.append((words, quiet))

    def open(self) -> Sharing:
        with self.opened.qtbot.waitSignal(self.neighbours.shared) as told:
            self.neighbours.open(self.place)
        assert isinstance(told.args, list)
        return told.args[0]  # type: ignore[no-any-return]

    def press(self, choice: str) -> None:
        button = self.neighbours.sharing.buttons[choice]  # type: ignore[index]
        assert button.isVisible()
        with self.opened.qtbot.waitSignal(self.neighbours.shared):
            button.click()

    def take(self, *parts: object) -> None:
        """Another program writes the file, and it is imported."""
        self.file.write_bytes(lines(*parts))
        self.opened.store.bridge.ask(Import(self.file), _nothing)
        self.opened.settled()


def _nothing(_answer: object) -> None:
    pass


@pytest.fixture
def project(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Project]]:
    made: list[Project] = []
    with open_window(qtbot, tmp_path, []) as opened:

        def one(**files: bytes | str) -> Project:
            beads = tmp_path / "project" / ".beads"
            beads.mkdir(parents=True)
            for name, content in files.items():
                path = beads / name.replace("_", ".")
                path.write_bytes(content.encode() if isinstance(content, str) else content)
            (beads / "issues.jsonl").write_bytes(lines(record("a-1", "Fix login")))
            made.append(
                Project(opened, place_of_beads(beads), Neighbours(opened.store.bridge, opened.window))
            )
            made[-1].neighbours.said.connect(made[-1].note)
            return made[-1]

        yield one
        for each in made:
            each.neighbours.stop()


def test_a_database_of_bd_is_asked_about_once(project: Callable[..., Project]) -> None:
    it = project(beads_db=SQLITE)
    bar = it.neighbours.sharing
    assert it.open().way == "ask"
    assert bar.isVisible()
    assert bar.words == "bd uses a database of its own here. issues.jsonl is not written until you choose:"
    visible = [choice for choice, button in bar.buttons.items() if button.isVisible()]
    assert visible == ["no-db", "import-after", "manual"]
    it.press("import-after")
    assert not bar.isVisible()
    assert it.said == [("issues.jsonl is written as you work, and bd imports it each time.", True)]
    assert it.open().way == "import-after"
    assert not bar.isVisible()


def test_the_choice_can_be_changed_from_the_menu(project: Callable[..., Project]) -> None:
    it = project(beads_db=SQLITE, config_yaml="# ours\n")
    it.open()
    it.press("manual")
    with it.opened.qtbot.waitSignal(it.neighbours.shared):
        it.opened.window.registry["project.share"].trigger()
    bar = it.neighbours.sharing
    assert bar.isVisible()
    assert bar.words == "issues.jsonl is written only when you export it."
    assert not bar.buttons["manual"].isVisible()
    assert bar.later.text() == "Leave it so"
    it.press("no-db")
    assert it.config.read_text() == "# ours\nno-db: true\n"
    assert bar.sharing.way == "automatic"
    assert not bar.isVisible()


def test_not_now_asks_again_the_next_time(project: Callable[..., Project]) -> None:
    it = project(beads_db=SQLITE)
    it.open()
    it.neighbours.sharing.later.click()
    assert not it.neighbours.sharing.isVisible()
    assert it.open().way == "ask"
    assert it.neighbours.sharing.isVisible()


def test_a_database_that_bd_makes_meanwhile_is_asked_about_after_the_next_import(
    project: Callable[..., Project],
) -> None:
    it = project()
    assert it.open().way == "automatic"
    it.file.with_name("beads.db").write_bytes(SQLITE)
    with it.opened.qtbot.waitSignal(it.neighbours.shared):
        it.neighbours.on_imported(None)
    assert it.neighbours.sharing.isVisible()


def test_a_config_that_resists_changes_nothing_and_says_so(project: Callable[..., Project]) -> None:
    it = project(beads_db=SQLITE, config_yaml="{a: 1}\n")
    it.open()
    it.neighbours.sharing.buttons["no-db"].click()
    it.opened.wait(lambda: bool(it.said))
    assert "add the line no-db: true" in it.said[0][0]
    assert it.said[0][1] is False
    assert it.config.read_text() == "{a: 1}\n"
    assert it.neighbours.sharing.isVisible()


def test_dolt_is_said_in_one_sentence_once(project: Callable[..., Project]) -> None:
    it = project(metadata_json='{"backend":"dolt"}')
    it.open()
    bar = it.neighbours.sharing
    assert bar.words.startswith("bd keeps these issues in Dolt.")
    assert [choice for choice, button in bar.buttons.items() if button.isVisible()] == ["manual"]
    it.press("manual")
    it.open()
    assert not bar.isVisible()


@pytest.mark.parametrize("files", [{}, {"config_yaml": "no-db: true\n"}])
def test_where_the_file_is_the_store_nothing_is_asked(
    project: Callable[..., Project], files: dict[str, str]
) -> None:
    it = project(**files)
    assert it.open().way == "automatic"
    assert not it.neighbours.sharing.isVisible()


def test_issues_that_bd_would_take_for_one_are_named_once(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    it = project(beads_db=SQLITE)
    monkeypatch.setattr(it.neighbours.bd, "_find", lambda: None)
    it.take(record("a-1", "TODO"), record("a-2", "TODO"), record("a-3", "else"))
    it.open()
    it.press("import-after")

    def warnings() -> list[str]:
        return [words for words, _ in it.said if words.startswith("bd takes ")]

    assert [words.partition(" for ")[0] for words in warnings()] == ["bd takes a-1, a-2"]
    with it.opened.qtbot.waitSignal(it.neighbours.shared):
        it.neighbours.on_exported(None)
    assert len(warnings()) == 1


def test_what_was_dropped_is_said_and_put_back_on_one_click(project: Callable[..., Project]) -> None:
    it = project(config_yaml="no-db: true\n")
    it.open()
    bar = it.neighbours.erased
    it.take(record("a-1", "Fix login", due_at=DUE, repo="x", owner="ann"))
    assert not bar.isVisible()
    it.take(record("a-1", "Fix login", updated_at=LATER))
    it.opened.wait(bar.isVisible)
    assert bar.words == (
        "bd has dropped 3 values from issues.jsonl (Fix login: due, owner, repo). They are safe here."
    )
    with it.opened.qtbot.waitSignal(bar.put_back):
        bar.back.click()
    assert not bar.isVisible()
    assert it.said == [("bd may drop them again with its next write; you would be told.", True)]
    assert not it.opened.store.writer.submit(AskErased()).result(5)


def test_it_can_be_left_and_comes_back_with_news(project: Callable[..., Project]) -> None:
    it = project()
    it.open()
    bar = it.neighbours.erased
    it.take(record("a-1", "Fix login", due_at=DUE, repo="x"))
    it.take(record("a-1", "Fix login", repo="x", updated_at=LATER))
    it.opened.wait(bar.isVisible)
    assert bar.words == (
        "Another program has dropped 1 value from issues.jsonl (Fix login: due). It is safe here."
    )
    bar.leave.click()
    it.take(record("a-1", "Fix login!", repo="x", updated_at="2026-03-01T00:00:00Z"))
    assert not bar.isVisible()
    it.take(record("a-1", "Fix login!", updated_at="2026-04-01T00:00:00Z"))
    it.opened.wait(bar.isVisible)


# bd, run


def script(folder: Path, body: str) -> Path:
    path = folder / "bd"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


@posix
def test_bd_imports_after_each_export_and_a_failure_is_told(
    project: Callable[..., Project], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "calls"
    bd = script(tmp_path, f'echo "$BEADS_NO_DAEMON $PWD $*" >> "{log}"; echo no such table; exit 1')
    it = project(beads_db=SQLITE)
    runner = it.neighbours.bd
    monkeypatch.setattr(runner, "_find", lambda: bd)
    it.open()
    runner.on_exported(None)
    assert not runner.busy
    it.press("import-after")
    with qtbot.waitSignal(runner.ran):
        runner.on_exported(None)
    assert log.read_text() == f"1 {tmp_path / 'project'} sync --import-only\n"
    assert it.said[-1] == ("bd did not take your changes: no such table", False)


@posix
def test_several_exports_while_bd_runs_are_one_more_import(
    project: Callable[..., Project], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, gate = tmp_path / "calls", tmp_path / "gate"
    bd = script(tmp_path, f'while [ ! -e "{gate}" ]; do sleep 0.02; done; echo x >> "{log}"')
    it = project(beads_db=SQLITE)
    runner = it.neighbours.bd
    monkeypatch.setattr(runner, "_find", lambda: bd)
    it.open()
    it.press("import-after")
    for _ in range(4):
        runner.on_exported(None)
    with qtbot.waitSignals([runner.ran, runner.ran]):
        gate.touch()
    assert log.read_text() == "x\nx\n"
    assert not runner.busy


def test_a_missing_bd_is_told(project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> None:
    it = project(beads_db=SQLITE)
    monkeypatch.setattr(it.neighbours.bd, "_find", lambda: None)
    behind: list[str] = []
    it.neighbours.bd.behind.connect(behind.append)
    it.open()
    it.press("import-after")
    it.neighbours.bd.on_exported(None)
    words = "bd is not installed here, so it does not know of your changes yet."
    assert it.said[-1] == (words, False)
    it.neighbours.sharing.look()
    it.opened.settled()
    assert behind[-1] == words
    it.neighbours.bd.set_sharing(Sharing("manual"))
    assert behind[-1] == ""


@posix
def test_a_bd_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "children"
    bd = script(tmp_path, f'sleep 600 & echo $! > "{mark}"; wait')
    ran = BdProgram(bd, tmp_path / ".beads", seconds=0.5).import_file()
    assert ran == Ran("it did not end within 0.5 seconds and was stopped")
    child = int(mark.read_text())
    with pytest.raises(ProcessLookupError):
        # Reaped by init at once or soon: a zombie is gone for everybody who asks for its command.
        os.kill(child, 0) if Path(f"/proc/{child}/cmdline").read_bytes() else os.kill(2**30, 0)


@posix
def test_closing_ends_a_bd_that_runs(
    project: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = project(beads_db=SQLITE)
    monkeypatch.setattr(it.neighbours.bd, "_find", lambda: script(tmp_path, "sleep 600"))
    it.open()
    it.press("import-after")
    it.neighbours.bd.on_exported(None)
    assert it.neighbours.bd.busy
    it.neighbours.bd.stop()
    assert not it.neighbours.bd.busy


def test_what_bds_import_ignores_is_given_to_it_by_its_own_commands() -> None:
    def value(register: str, kept: object) -> ErasedValue:
        return ErasedValue(1, "u", "a-1", "t", register, kept, None)

    found = list(
        updates(
            [
                value("due_at", DUE),
                value("defer_until", None),
                value("estimated_minutes", 30),
                value("extra\tmetadata", {"a": 1}),
                value("extra\trepo", "x"),
                value("owner", "ann"),
                value("label\tui", None),
                value("dependency\ta-2\tblocks", None),
                value("created", True),
            ]
        )
    )
    assert found == [
        ("update", "a-1", f"--due={DUE}"),
        ("update", "a-1", "--defer="),
        ("update", "a-1", "--estimate=30"),
        ("update", "a-1", '--metadata={"a":1}'),
        ("update", "a-1", "--remove-label=ui"),
        ("dep", "remove", "a-1", "a-2"),
    ]


def test_in_a_narrow_window_the_choices_stand_below_a_sentence_that_can_be_read(
    project: Callable[..., Project],
) -> None:
    it = project(beads_db=SQLITE)
    it.open()
    bar = it.neighbours.sharing
    window = it.opened.window

    def below_words() -> bool:
        return bar.later.mapTo(bar, QPoint()).y() >= bar._words.geometry().bottom()

    for width, below in ((1600, False), (700, True), (1600, False)):
        window.resize(width, 700)
        it.opened.wait(lambda below=below: below_words() is below)  # type: ignore[misc]
        assert bar._words.text() == bar.words
