"""The dialogs, the panel and the bars of the exchange: read aloud whole, and no place for stray letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from gui.action_specs import SPECS
from gui.busy_sheet import BusySheet
from gui.git_dialog import GitDialog
from gui.kept_texts import KeptTexts
from gui.neighbours import Neighbours
from gui.offer_bar import OfferBar
from gui.plan_dialog import PlanDialog
from gui.table_import import TableImport
from store.drafts import KeptText, drafts
from store.errors import KnownError
from store.exchange_answers import GitMerge, Imported, Named, Plan, Problem, Rename
from store.exchange_requests import Import
from store.lookups import FindIssue
from store.places import place_of_beads
from store.requests import Edit
from tests.helpers.desk import StartDesk
from tests.helpers.issue_files import FUTURE, LATER, lines, record
from tests.helpers.window import Opened, applied_theme, open_window

PLAN = Plan(
    Path("issues.jsonl"),
    Imported(created=2, updated=4, told=(Problem(9, "it is cut off"),)),
    deletes=(Named("p-1", "Order buoys"), Named("p-2", "Mend the gauge")),
    renames=(Rename("p-3", "p-3k2", "Check the gauge"),),
    missing=(Named("p-4", "Paint the boat"),),
    markers=3, changes=8, asks=True,
)  # fmt: skip
LETTERS = sorted({letter for spec in SPECS for letter in spec.letters if len(letter) == 1})


def read(opened: Opened, file: Path, *parts: object) -> None:
    """Another program writes the file, and it is imported."""
    file.write_bytes(lines(*parts))
    imported = opened.store.writer.submit(Import(file)).result(10)
    opened.store.bridge.announce(imported.changes)


@contextmanager
def plan(opened: Opened, _folder: Path) -> Iterator[list[QWidget]]:
    dialog = PlanDialog("issues.jsonl", applied_theme(), opened.window)
    dialog.open()
    dialog.show_plan(PLAN)
    yield [dialog]
    dialog.reject()


@contextmanager
def plan_error(opened: Opened, folder: Path) -> Iterator[list[QWidget]]:
    dialog = PlanDialog("issues.jsonl", applied_theme(), opened.window)
    dialog.open()
    dialog.show_error(folder / "issues.jsonl", KnownError("It cannot be read. Allow reading it."))
    yield [dialog]
    dialog.reject()


@contextmanager
def table(opened: Opened, folder: Path) -> Iterator[list[QWidget]]:
    path = folder / "plan.csv"
    path.write_text("Title,State,Sprint\nTidy up,Doing,4\n", encoding="utf-8")
    ways = TableImport(opened.store.bridge, applied_theme(), opened.window)
    ways.ask(path)
    opened.wait(lambda: ways.dialog is not None and ways.dialog.preview is not None)
    assert ways.dialog is not None
    yield [ways.dialog]
    ways.stop()


@contextmanager
def git(opened: Opened, folder: Path) -> Iterator[list[QWidget]]:
    dialog = GitDialog(applied_theme(), opened.window)
    attributes = folder / ".gitattributes"
    dialog.show_state(GitMerge("other", folder, "issues.jsonl", attributes, "/x merge=y", folder, "s", "y"))
    dialog.open()
    yield [dialog]
    dialog.reject()


@contextmanager
def review(opened: Opened, folder: Path) -> Iterator[list[QWidget]]:
    file = folder / "issues.jsonl"
    mine = opened.store.writer.submit(FindIssue("p-1")).result(10)
    opened.store.do(Edit(mine.uid, {"title": "Mine", "priority": 0}))
    read(opened, file, record("p-1", "Theirs", priority=4, updated_at=FUTURE), record("p-2"))
    panel = opened.window.review
    panel.start()
    opened.wait(lambda: len(panel.conflicts) == 2)
    opened.settled()
    yield [panel]
    panel.close_quietly()


@contextmanager
def merging(opened: Opened, folder: Path) -> Iterator[list[QWidget]]:
    with review(opened, folder) as found:
        panel = opened.window.review
        while not panel.page.edit.isVisible():
            QTest.keyClick(panel.tree, Qt.Key.Key_Down)
        panel.page.edit.click()
        yield found


@contextmanager
def busy(opened: Opened, _folder: Path) -> Iterator[list[QWidget]]:
    sheet = BusySheet(applied_theme(), opened.window)
    sheet.begin("issues.jsonl")
    opened.wait(sheet.isVisible)
    sheet.show_progress(42, 100)
    yield [sheet]
    sheet.end()


@contextmanager
def bars(opened: Opened, folder: Path) -> Iterator[list[QWidget]]:
    window, store = opened.window, opened.store
    beads = folder / "project" / ".beads"
    beads.mkdir(parents=True)
    (beads / "beads.db").write_bytes(b"SQLite format 3\0".ljust(100, b"\0"))
    title = "A title that is long enough to be cut off where the window is narrow"
    dropped = {"due_at": "2026-12-24T00:00:00Z", "repo": "x", "owner": "ann"}
    read(opened, beads / "issues.jsonl", record("p-1", title, **dropped))
    read(opened, beads / "issues.jsonl", record("p-1", title, updated_at=LATER))
    with drafts() as kept_file:
        kept_file.keep(
            [KeptText(str(store.path), f"new {n}", "", f"{title} {n}", "create", "", "x") for n in range(5)]
        )
    kept = KeptTexts(store.bridge, window)
    window.addToolBarBreak(Qt.ToolBarArea.BottomToolBarArea)
    window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, kept)
    neighbours = Neighbours(store.bridge, window)
    kept.ask()
    neighbours.open(place_of_beads(beads))
    shown: list[QWidget] = [kept, neighbours.sharing, neighbours.erased]
    opened.wait(lambda: all(bar.isVisible() for bar in shown))
    opened.settled()
    yield shown
    neighbours.stop()


PARTS = (plan, plan_error, table, git, review, merging, busy, bars)
Part = Callable[[Opened, Path], AbstractContextManager[list[QWidget]]]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    first = lines(record("p-1", "First"), record("p-2", "Second")).decode().splitlines()
    with open_window(qtbot, tmp_path, first, size=(900, 640)) as made:
        yield made


def controls(parts: list[QWidget]) -> list[QWidget]:
    return [
        widget
        for part in parts
        for widget in part.findChildren(QWidget)
        if widget.isVisible()
        and (widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, QProgressBar))
    ]


def each_has_a_name_and_a_role(widgets: list[QWidget]) -> None:
    vague = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)
    for widget in widgets:
        said = QAccessible.queryAccessibleInterface(widget)
        assert said.text(QAccessible.Text.Name), widget
        assert said.role() not in vague, (widget, said.role())


@pytest.mark.parametrize("part", PARTS)
def test_each_control_has_a_name_and_a_role_and_a_letter_is_text_there_and_never_an_action(
    opened: Opened, tmp_path: Path, part: Part, qtbot: QtBot
) -> None:
    done: list[str] = []
    for spec in SPECS:
        opened.window.registry[spec.id].triggered.connect(lambda *_, name=spec.id: done.append(name))
    opened.window.issues.setFocus()
    qtbot.keyClicks(opened.window.issues, "j")
    assert done == ["list.next"]
    done.clear()
    with part(opened, tmp_path) as shown:
        found = controls(shown)
        assert found
        each_has_a_name_and_a_role([*shown, *found])
        for widget in found:
            if isinstance(widget, QProgressBar):
                continue
            widget.window().activateWindow()
            widget.setFocus()
            qtbot.waitUntil(widget.hasFocus)
            for letter in LETTERS:
                qtbot.keyClicks(widget, letter.lower())
            assert done == [], widget
            assert all(one.isVisible() for one in shown), widget
            if isinstance(widget, QPlainTextEdit) and not widget.isReadOnly():
                assert "".join(LETTERS).lower() in widget.toPlainText()


def test_each_bar_has_a_line_of_its_own_and_nothing_is_cut_off(opened: Opened, tmp_path: Path) -> None:
    window = opened.window
    with bars(opened, tmp_path) as shown:
        for width in (640, 900, 1400):
            window.resize(width, 640)
            opened.wait(lambda: all(bar.width() == window.width() for bar in shown))
            assert len({bar.y() for bar in shown}) == len(shown)
            nothing_is_cut_off(shown)


def nothing_is_cut_off(shown: list[QWidget]) -> None:
    for bar in shown:
        assert isinstance(bar, OfferBar)
        (words,) = bar.findChildren(QLabel)
        fits = words.fontMetrics().horizontalAdvance(words.text()) <= words.width()
        assert fits
        assert words.text() == bar.words or words.text().endswith("…")
        assert words.toolTip().startswith(bar.words)
        for button in controls([bar]):
            place = button.mapTo(bar, button.rect().bottomRight())
            assert bar.rect().contains(place), button
            assert button.width() >= button.sizeHint().width(), button


def test_the_program_gives_each_bar_a_line_of_its_own(start: StartDesk, qtbot: QtBot, tmp_path: Path) -> None:
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    (beads / "beads.db").write_bytes(b"SQLite format 3\0".ljust(100, b"\0"))
    (beads / "issues.jsonl").write_bytes(lines(record("p-1", "First")))
    tracker = place_of_beads(beads).tracker
    with drafts() as kept_file:
        kept_file.keep([KeptText(str(tracker), "new", "", "Kept", "create", "", "Kept")])
    desk = start(beads.parent)
    shown = (desk.kept, desk.neighbours.sharing)
    qtbot.waitUntil(lambda: all(bar.isVisible() and bar.width() == desk.window.width() for bar in shown))
    assert desk.kept.y() != desk.neighbours.sharing.y()
