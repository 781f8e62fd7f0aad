"""A table before it is imported: what its columns are, its first issues, what is not understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QMainWindow, QProgressBar
from pytestqt.qtbot import QtBot

from gui.csv_dialog import CsvDialog
from gui.importer import Importer
from gui.opening import importing_of, resolve
from gui.table_import import TableImport
from store.csv_fields import KEEP, SKIP
from store.csv_preview import PreviewCsv
from store.errors import KnownError
from store.exchange_answers import Imported
from store.exchange_requests import Import
from tests.helpers.bd_databases import issue, make
from tests.helpers.window import Store, applied_theme, running_store

PLAN = "What,State,Prio,Sprint\n=Tidy up,Doing,P1,4\nWrite docs,new,soon,\n"


@dataclass
class Table:
    """A way to import tables on a running store, and what it asked for."""

    ways: TableImport
    store: Store
    qtbot: QtBot
    folder: Path
    window: QMainWindow
    wanted: list[tuple[Path, dict[str, str]]] = field(default_factory=list[tuple[Path, dict[str, str]]])

    def ask(self, text: str | None = PLAN, name: str = "plan.csv") -> CsvDialog:
        path = self.folder / name
        if text is not None:
            path.write_text(text, encoding="utf-8")
        self.ways.ask(path)
        dialog = self.ways.dialog
        assert dialog is not None
        return dialog

    def shown(self, text: str = PLAN) -> CsvDialog:
        dialog = self.ask(text)
        self.qtbot.waitUntil(lambda: dialog.preview is not None)
        return dialog

    def choose(self, dialog: CsvDialog, column: str, what: str) -> None:
        """Choose with the keyboard, as a person does."""
        choice, before = dialog.choices[column], dialog.preview
        choice.setFocus()
        step = choice.findData(what) - choice.currentIndex()
        for _ in range(abs(step)):
            self.qtbot.keyClick(choice, Qt.Key.Key_Down if step > 0 else Qt.Key.Key_Up)
        self.qtbot.waitUntil(
            lambda: (
                dialog.preview is not before
                and dialog.preview is not None
                and dialog.preview.fields[column] == what
            )
        )

    def note(self, path: Path, fields: dict[str, str]) -> None:
        self.wanted.append((path, fields))


@pytest.fixture
def table(qtbot: QtBot, tmp_path: Path) -> Iterator[Table]:
    with running_store(tmp_path, []) as store:
        window = QMainWindow()
        with qtbot.waitExposed(window):
            window.show()
        ways = TableImport(store.bridge, applied_theme(), window)
        made = Table(ways, store, qtbot, tmp_path, window)
        ways.wanted.connect(made.note)
        yield made
        ways.stop()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def cells(dialog: CsvDialog) -> list[list[str]]:
    return [
        [
            str(dialog.rows.model().index(row, column).data())
            for column in range(dialog.rows.columnCount())
            if not dialog.rows.isColumnHidden(column)
        ]
        for row in range(dialog.rows.rowCount())
    ]


def test_without_a_column_of_titles_nothing_can_be_imported_yet(table: Table) -> None:
    dialog = table.shown()
    assert dialog.headline.text() == "plan.csv has 2 issues"
    assert "No column holds the titles yet" in dialog.summary.text()
    assert not dialog.take.isEnabled()
    assert [str(choice.currentData()) for choice in dialog.choices.values()] == [
        KEEP,
        "status",
        "priority",
        KEEP,
    ]
    table.choose(dialog, "What", "title")
    assert dialog.take.isEnabled()
    assert [row[1:4] for row in cells(dialog)] == [
        ["=Tidy up", "In progress", "P1"],
        ["Write docs", "Open", "P2"],
    ]
    assert dialog.summary.text() == (
        "1 column kept as named in the file.\n1 remark on what could not be read:\n"
        "row 3: “soon” is no priority; it is kept as “Prio”\n"
        "The import makes a new tracker and opens it in place of the present one."
    )


def test_a_field_has_one_column_and_import_hands_on_what_was_chosen(table: Table) -> None:
    dialog = table.shown(PLAN.replace("What", "Title"))
    table.choose(dialog, "Sprint", "title")
    assert str(dialog.choices["Title"].currentData()) == KEEP
    table.choose(dialog, "Title", "title")
    table.choose(dialog, "Sprint", SKIP)
    table.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    ((path, fields),) = table.wanted
    assert fields == {"Title": "title", "State": "status", "Prio": "priority", "Sprint": SKIP}
    target = importing_of(path, tuple(fields.items()))
    assert target.create
    assert target.place.tracker.stem == "plan"
    done: Imported = table.store.writer.submit(Import(path, columns=target.columns)).result(10)
    assert (done.created, len(done.problems)) == (2, 1)


def test_escape_imports_nothing(table: Table) -> None:
    table.qtbot.keyClick(table.shown(), Qt.Key.Key_Escape)
    assert table.ways.dialog is None
    assert table.wanted == []


def test_a_closed_dialog_lets_the_store_look_no_further(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[PreviewCsv] = []
    submit = table.store.writer.submit

    def noted(request: PreviewCsv) -> object:
        sent.append(request)
        return submit(request)

    monkeypatch.setattr(table.store.writer, "submit", noted)
    dialog = table.ask()
    table.ways.ask(table.folder / "plan.csv")
    assert [request.cancel is not None and request.cancel.is_set() for request in sent] == [True, False]
    assert dialog is not table.ways.dialog
    table.ways.stop()
    assert sent[1].cancel is not None
    assert sent[1].cancel.is_set()


def test_a_table_without_rows_and_one_that_cannot_be_read(table: Table) -> None:
    empty = table.shown("a,b\n")
    assert empty.headline.text() == "plan.csv has no rows"
    assert not empty.take.isVisible()
    lost = table.ask(None, "gone.csv")
    assert lost.headline.text() == "Reading gone.csv…"
    bar = lost.findChild(QProgressBar)
    assert bar is not None
    assert bar.isVisible()
    assert bar.y() > lost.headline.geometry().bottom()
    table.qtbot.waitUntil(lost.again.isVisible)
    assert "cannot be read" in lost.summary.text()
    (table.folder / "gone.csv").write_text("title\nOne\n", encoding="utf-8")
    table.qtbot.mouseClick(lost.again, Qt.MouseButton.LeftButton)
    table.qtbot.waitUntil(lambda: lost.preview is not None)
    assert lost.summary.text() == (
        "Every column is understood.\n"
        "The import makes a new tracker and opens it in place of the present one."
    )


def test_every_choice_has_a_name_for_screen_readers(table: Table) -> None:
    dialog = table.shown()
    assert dialog.choices["What"].accessibleName() == "What “What” is"
    assert dialog.accessibleName() == dialog.headline.text()


def test_a_project_whose_issues_are_only_in_a_database_offers_them(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRANDLINE_DATA", str(tmp_path / "data"))
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    with pytest.raises(KnownError, match="has no issue file yet"):
        resolve(beads.parent)
    make(beads / "beads.db", {"issues": [issue("x-1"), issue("x-2")]})
    assert resolve(beads.parent).offered == beads / "beads.db"
    (beads / "issues.jsonl").write_bytes(b"")
    target = resolve(beads.parent)
    assert (target.offered, target.source) == (beads / "beads.db", beads / "issues.jsonl")
    importer = Importer(table.store.bridge, applied_theme(), table.window)
    done: list[object] = []
    importer.imported.connect(partial(done.append))
    assert target.offered is not None
    importer.offer(target.offered)
    table.qtbot.waitUntil(lambda: importer.dialog is not None and importer.dialog.plan is not None)
    assert importer.dialog is not None
    assert "beads.db has 2 issues, issues.jsonl beside it has 0" in importer.dialog.summary.text()
    importer.dialog.accept()
    table.qtbot.waitUntil(lambda: bool(done))
    importer.stop()
    (beads / "issues.jsonl").write_bytes(b'{"id":"x-1","title":"t"}\n')
    assert resolve(beads.parent).offered is None


def test_databases_and_tables_are_files_to_import_and_trackers_are_not(tmp_path: Path) -> None:
    database = make(tmp_path / "old.db", {"issues": [issue("x-1")]})
    (tmp_path / "old.db-wal").write_bytes(b"")
    for path in (database, tmp_path / "old.db-wal"):
        target = resolve(path)
        assert (target.source, target.create, target.name) == (database, True, "old")


def test_a_dialog_that_grows_stays_over_its_window_and_on_the_screen(table: Table) -> None:
    table.window.move(40, 40)
    dialog = table.shown()
    room = dialog.screen().availableGeometry()
    frame = dialog.frameGeometry()
    assert room.contains(frame.topLeft())
    assert frame.width() > room.width() or frame.right() <= room.right()
    assert frame.height() > room.height() or frame.bottom() <= room.bottom()
