"""The sidebar: counts that follow the tracker, choices that become queries, sections that fold."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from gui.settings import Settings
from gui.sidebar import SHOWN, Choice, Sidebar
from gui.sidebar_delegate import COUNT, NAME, PROGRESS
from store.requests import Close, Create, Label
from tests.helpers.window import Store, applied_theme, issue_line, running_store

_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def _child(number: int, **fields: object) -> str:
    edge = {"issue_id": f"t-{number:05}", "depends_on_id": "t-00001", "type": "parent-child"}
    return issue_line(number, dependencies=[edge], **fields)


LINES = [
    issue_line(0, labels=["ui", "needs review"]),
    issue_line(1, issue_type="epic", title="Closing honestly"),
    _child(2, status="closed", closed_at="2025-02-01T00:00:00Z"),
    _child(3, labels=["ui"]),
    issue_line(4, status="in_progress"),
]


@pytest.fixture
def store(qtbot: QtBot, tmp_path: Path) -> Iterator[Store]:
    with running_store(tmp_path, LINES) as store:
        yield store


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def sidebar(qtbot: QtBot, store: Store, settings: Settings) -> Iterator[Sidebar]:
    sidebar = make(qtbot, store, settings)
    yield sidebar
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)


def make(qtbot: QtBot, store: Store, settings: Settings) -> Sidebar:
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    sidebar = Sidebar(store.bridge, applied_theme(), settings, window)
    sidebar.setObjectName("sidebar")
    sidebar.resize(220, 600)
    sidebar.window_kept = window  # type: ignore[attr-defined]  # Qt deletes a parent that nobody holds
    window.show()
    with qtbot.waitSignal(sidebar.counted):
        sidebar.refresh()
    return sidebar


def found(sidebar: Sidebar, name: str) -> QModelIndex:
    def walk(parent: QModelIndex) -> Iterator[QModelIndex]:
        for row in range(sidebar.model().rowCount(parent)):
            index = sidebar.model().index(row, 0, parent)
            yield index
            yield from walk(index)

    return next(index for index in walk(QModelIndex()) if index.data(NAME) == name)


def test_views_have_counts_that_follow_the_tracker(sidebar: Sidebar, store: Store, qtbot: QtBot) -> None:
    assert found(sidebar, "All open").data(COUNT) == 4
    assert found(sidebar, "In progress").data(COUNT) == 1
    assert found(sidebar, "All open").data(_ACCESSIBLE) == "All open, 4 issues"
    with qtbot.waitSignal(sidebar.counted):
        done = store.add("One more")
    assert found(sidebar, "All open").data(COUNT) == 5
    with qtbot.waitSignal(sidebar.counted):
        store.do(Close(done.uids))
    assert found(sidebar, "Closed").data(COUNT) == 2
    assert found(sidebar, "In progress").data(_ACCESSIBLE) == "In progress, 1 issue"


def test_many_changes_are_counted_twice_at_most(sidebar: Sidebar, store: Store, qtbot: QtBot) -> None:
    counted: list[object] = []
    sidebar.counted.connect(counted.append)
    done = [store.writer.submit(_create(n)).result(10) for n in range(10)]
    for each in done:
        store.bridge.announce(each.changes)
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)
    assert len(counted) <= 2
    assert found(sidebar, "All open").data(COUNT) == 14


def _create(number: int) -> Create:
    return Create(f"More {number}")


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("Blocked", Choice("is:blocked", "Blocked", view="blocked")),
        ("Trash", Choice("is:trash", "Trash", view="trash")),
        ("ui", Choice("label:ui", "ui")),
        ("needs review", Choice('label:"needs review"', "needs review")),
        ("Closing honestly", Choice("epic:t-00001", "Closing honestly")),
    ],
)
def test_a_click_becomes_a_query(sidebar: Sidebar, qtbot: QtBot, name: str, choice: Choice) -> None:
    place = sidebar.visualRect(found(sidebar, name)).center()
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [choice]


def test_arrow_keys_choose_and_enter_goes_to_the_list(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.choose("is:blocked")
    sidebar.setFocus()
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert sidebar.choice.view == "deferred"
    with qtbot.waitSignal(sidebar.left):
        qtbot.keyClick(sidebar, Qt.Key.Key_Return)


def test_an_epic_shows_its_progress(sidebar: Sidebar) -> None:
    assert found(sidebar, "Closing honestly").data(PROGRESS) == (1, 2)
    assert found(sidebar, "Closing honestly").data(_ACCESSIBLE) == "Epic Closing honestly, 1 of 2 finished"


def test_a_section_folds_by_keyboard_and_stays_folded(
    sidebar: Sidebar, qtbot: QtBot, store: Store, settings: Settings
) -> None:
    sidebar.setCurrentIndex(found(sidebar, "Labels"))
    qtbot.keyClick(sidebar, Qt.Key.Key_Left)
    assert not sidebar.isExpanded(found(sidebar, "Labels"))
    again = make(qtbot, store, settings)
    assert not again.isExpanded(found(again, "Labels"))
    assert again.isExpanded(found(again, "Epics"))


def test_a_chosen_label_stays_chosen_when_labels_come_and_go(
    sidebar: Sidebar, store: Store, qtbot: QtBot
) -> None:
    sidebar.choose("label:ui")
    chosen: list[Choice] = []
    sidebar.chosen.connect(chosen.append)
    done = store.add("With a new label")
    with qtbot.waitSignal(sidebar.counted):
        store.do(Label(done.uids, add=("alpha",)))
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)
    assert found(sidebar, "alpha").data(COUNT) == 1
    assert sidebar.choice.scope == "label:ui"
    assert sidebar.currentIndex().data(NAME) == "ui"
    assert chosen == []


def test_many_labels_are_all_there_on_request(sidebar: Sidebar, store: Store, qtbot: QtBot) -> None:
    done = store.add("Labelled")
    names = tuple(f"l{number:02}" for number in range(30))
    with qtbot.waitSignal(sidebar.counted):
        store.do(Label(done.uids, add=names))
    qtbot.waitUntil(lambda: not store.bridge.pending_reads)
    section = found(sidebar, "Labels")
    assert sidebar.model().rowCount(section) == SHOWN + 1
    assert found(sidebar, "ui").data(COUNT) == 2  # the most used ones are shown
    sidebar.setCurrentIndex(found(sidebar, "Show all 32"))
    qtbot.keyClick(sidebar, Qt.Key.Key_Return)
    assert sidebar.model().rowCount(found(sidebar, "Labels")) == 32
