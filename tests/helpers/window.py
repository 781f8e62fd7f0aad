"""A real store behind a real bridge, and the window on it, for tests of the window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.bridge import StoreBridge
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.style_sheet import style_sheet
from gui.theme import Theme
from store.actor import StoreActor
from store.answers import Changes, Done
from store.importing import import_file
from store.requests import Create, Request
from store.tracker import Tracker


class NoShutdown:
    """Says that the window may go, or counts how often it was asked to close."""

    def __init__(self) -> None:
        self.done = True
        self.begun = 0

    def begin(self) -> None:
        self.begun += 1


@dataclass
class Store:
    """One tracker with its two threads and a bridge."""

    path: Path
    bridge: StoreBridge
    writer: StoreActor

    def do(self, request: Request[Done]) -> Done:
        """Change something behind the window's back and tell the window, as the watcher would."""
        done = self.writer.submit(request).result(10)
        self.bridge.announce(done.changes)
        return done

    def add(self, title: str, **fields: object) -> Done:
        return self.do(Create(title, fields))

    def outside(self, done: Done) -> None:
        changes = done.changes
        self.bridge.announce(
            Changes(changes.uids, changes.keys, changes.kinds, seq=changes.seq, outside=True)
        )


def issue_line(number: int, **fields: object) -> str:
    """A line of an issue file with everything that an issue needs."""
    minute, hour = number % 60, number // 60 % 24
    stamp = f"2025-01-{1 + number // 1440 % 28:02}T{hour:02}:{minute:02}:00Z"
    line: dict[str, object] = {
        "id": f"t-{number:05}", "title": f"Issue {number:05}", "status": "open", "priority": 2,
        "issue_type": "task", "created_at": stamp, "updated_at": stamp,
    }  # fmt: skip
    return json.dumps({**line, **fields})


@contextmanager
def running_store(tmp_path: Path, lines: list[str]) -> Iterator[Store]:
    """Start a store on the issues of these lines."""
    path = tmp_path / "Home.strandline"
    tracker = Tracker.open(path, create=True)
    if lines:
        file = tmp_path / "issues.jsonl"
        file.write_text("\n".join(lines) + "\n")
        import_file(tracker, file)
    tracker.close()
    writer = StoreActor(partial(Tracker.open, path, actor="ann"), "writer")
    reader = StoreActor(partial(Tracker.open, path, read_only=True, actor="ann"), "reader")
    for actor in (writer, reader):
        actor.start()
        actor.opened.result(10)
    bridge = StoreBridge(writer, reader)
    try:
        yield Store(path, bridge, writer)
    finally:
        for actor in (writer, reader):
            actor.stop()
            assert actor.join(10)
        bridge.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@dataclass
class Opened:
    """A window, its store, and the keys to both."""

    window: MainWindow
    store: Store
    shutdown: NoShutdown
    wait: Callable[[Callable[[], bool]], None]
    qtbot: QtBot

    def settled(self) -> None:
        """Wait until nothing is asked any more."""
        bridge = self.store.bridge
        self.wait(lambda: not bridge.pending_reads and not bridge.pending_writes)

    def titles(self) -> list[str]:
        """What the list shows, once all of it is here."""
        table = self.window.table
        self.wait(lambda: all(table.row_at(place) is not None for place in range(len(table.keys))))
        return [row.title for place in range(len(table.keys)) if (row := table.row_at(place)) is not None]


def applied_theme() -> Theme:
    """The light look. Applied anew only where another one was: 180 icons of a window are drawn after that."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    found = app.findChild(Theme, "theme", Qt.FindChildOption.FindDirectChildrenOnly)
    if (
        found is not None
        and (found.mode, found.zoom, found.font()) == ("light", 1.0, app.font())
        and app.styleSheet() == style_sheet(found.palette, found.base_px, found.zoom)
    ):
        return found
    return theme.apply(app, "light")


@contextmanager
def open_window(
    qtbot: QtBot,
    tmp_path: Path,
    lines: list[str],
    *,
    view: str = "is:open",
    size: tuple[int, int] = (1280, 800),
    tips: bool = False,
) -> Iterator[Opened]:
    """Open the window on the issues of these lines and wait until it shows them. tips: as for a new user."""
    with running_store(tmp_path, lines) as store:
        shutdown = NoShutdown()
        settings = Settings(tmp_path / "settings.ini")
        if not tips:
            settings.set_flag("tips/shown", False)
        window = MainWindow(store.bridge, applied_theme(), settings, shutdown, "Home")
        opened = Opened(window, store, shutdown, qtbot.waitUntil, qtbot)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        window.show_tracker("Home", str(store.path))
        window.sidebar.choose(view)
        window.issues.setFocus()
        opened.settled()
        opened.wait(lambda: window.is_complete)
        opened.settled()
        try:
            yield opened
        finally:
            # Not qtbot's: it closes widgets before fixtures end, and answers would find no window.
            opened.settled()
            shutdown.done = True
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
