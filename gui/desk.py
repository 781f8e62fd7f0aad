"""One window on one tracker at a time: every part is built, connected and owned here."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from gui import icons, process
from gui.bridge import StoreBridge
from gui.main_window import MainWindow
from gui.no_tracker import NoTrackerOpen, no_tracker_words
from gui.opening import Opener, Target, default, failed_words
from gui.session import Session
from gui.settings import Settings
from gui.signals import Signals
from gui.single_instance import SingleInstance
from gui.target_dialogs import folder_for
from gui.theme import Theme
from gui.ways_in import Found, WaysIn
from store.errors import KnownError

if TYPE_CHECKING:
    from gui.busy_sheet import BusySheet
    from gui.desk_parts import DeskParts
    from gui.exporter import Exporter
    from gui.import_reports import ImportReports
    from gui.importer import Importer
    from gui.journal import Journal
    from gui.kept_texts import KeptTexts
    from gui.live import Live
    from gui.neighbours import Neighbours
    from gui.plan_bar import PlanBar
    from gui.quick_capture import QuickCapture
    from gui.quit_sheet import QuitSheet
    from gui.shutdown import Shutdown
    from gui.table_import import TableImport
    from gui.watch import Watch

_JOIN = 10.0
PATIENCE = 2.0
"""Seconds that what the command line names gets to answer, before the window comes without it."""


class Desk(QObject):
    """One window and whatever tracker it shows. Lives on the window's thread."""

    shown = Signal()
    """A tracker was opened, or could not be; the window is ready."""
    ended = Signal()
    """The small window for a new issue was all that was wanted, and it is gone."""

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        look: Theme,
        actor: str = "",
        *,
        clock: Callable[[], float] = monotonic,
        ladder_wait: Callable[[float], bool] | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._actor = actor
        self._clock, self._ladder_wait = clock, ladder_wait
        self._session: Session | None = None
        self._next: tuple[Target, Session, object] | None = None
        self._taken: tuple[Target, Session, object] | None = None
        self._wanted: Target | None = None
        self._old: list[Session] = []
        self._nothing = NoTrackerOpen()
        self._parts: DeskParts | None = None
        self.bridge = StoreBridge(self._nothing, parent=self)
        self.window = MainWindow(self.bridge, look, settings, self)
        self.ways_in = WaysIn(self.window, self.bridge.post)
        self._opener = Opener(self.bridge, self)
        self._instance = SingleInstance(self)
        self._signals: Signals | None = None
        self._signals_seen = 0
        self._table: Path | None = None
        self._begun: bool | None = None
        self._captured: str | None = None
        self._connect()

    def _connect(self) -> None:
        window, opener = self.window, self._opener
        self.ways_in.wanted.connect(self.open)
        self.ways_in.table_wanted.connect(self._on_table)
        self.ways_in.refused.connect(self._on_refused)
        self.ways_in.said.connect(window.say)
        opener.importing.connect(self._on_importing)
        opener.opened.connect(self._on_opened)
        opener.failed.connect(self._on_failed)
        opener.progressed.connect(self._on_progress)
        opener.stopped.connect(self._on_stopped)
        self._instance.raise_asked.connect(self._come_forward)
        self._instance.capture_asked.connect(self._on_capture_asked)
        window.completed.connect(self._on_complete)

    # What is built behind the first rows, or when it is asked for before

    @property
    def parts(self) -> DeskParts:
        """All of it."""
        if self._parts is None:
            from gui.desk_parts import DeskParts

            parts = self._parts = DeskParts(self, self._app, self._settings, self._clock, self._ladder_wait)
            parts.shutdown.stayed.connect(self._on_stayed)
            parts.shutdown.finished.connect(self._on_finished)
            parts.busy.stop_wanted.connect(self._opener.stop)
            parts.news.again_wanted.connect(self._open_wanted)
            parts.capture.ended.connect(self.ended)
            self._look_after()
        return self._parts

    @property
    def shutdown(self) -> Shutdown:
        """The way of every close."""
        return self.parts.shutdown

    @property
    def busy(self) -> BusySheet:
        """How far the reading of a new tracker's issues is."""
        return self.parts.busy

    @property
    def kept(self) -> KeptTexts:
        """Texts that an earlier start has left."""
        return self.parts.kept

    @property
    def tables(self) -> TableImport:
        """The import of tables."""
        return self.parts.tables

    @property
    def reports(self) -> ImportReports:
        """What is wrong with imported files."""
        return self.parts.reports

    @property
    def exporter(self) -> Exporter:
        """What keeps the project's file up to date."""
        return self.parts.exporter

    @property
    def importer(self) -> Importer:
        """What reads issue files."""
        return self.parts.importer

    @property
    def plan_bar(self) -> PlanBar:
        """What waits to be imported."""
        return self.parts.plan_bar

    @property
    def live(self) -> Live:
        """The watch over the project's file."""
        return self.parts.live

    @property
    def watch(self) -> Watch:
        """The watch over other programs' changes."""
        return self.parts.watch

    @property
    def neighbours(self) -> Neighbours:
        """bd, git and what they do."""
        return self.parts.neighbours

    @property
    def capture(self) -> QuickCapture:
        """The small window for a new issue."""
        return self.parts.capture

    @property
    def journal(self) -> Journal:
        """What keeps unfinished texts."""
        return self.parts.journal

    # What the window asks of whoever closes it

    @property
    def done(self) -> bool:
        """Whether no tracker is open, so that the window may go."""
        return self._parts.shutdown.done if self._parts is not None else self._session is None

    def begin(self) -> None:
        """Quit: close the tracker, then the window. A change to another tracker is given up."""
        self._drop_next()
        self.shutdown.begin()

    def hurry(self) -> None:
        """Quit without asking anybody; a change to another tracker is given up."""
        self._drop_next()
        self.shutdown.hurry()

    def cut(self) -> None:
        """End every wait for other programs now."""
        self.shutdown.cut()

    @property
    def exit_code(self) -> int:
        """What the process answers: 0, or 4 when changes were left outside of the tracker's file."""
        return self.shutdown.exit_code

    @property
    def sheet(self) -> QuitSheet:
        """The dialog that shows the closing where it takes a while or is refused."""
        return self.parts.sheet

    # Start and end

    def start(self, path: Path | None, capture: str | None = None) -> bool:
        """Open what the command line names; False when another window has it and was brought forward.

        capture: not None wants only the small window for a new issue, whose line begins with that text.
        """
        self._captured = capture
        self.ways_in.find(path, self._begin)
        if self.bridge.deliver_until(lambda: self._begun is not None, PATIENCE):
            return bool(self._begun)
        self._show_nothing()
        self.window.show()
        return True

    def _begin(self, found: Found) -> None:
        if isinstance(found, Path):
            # What its columns are is asked over the tracker that was used last.
            self._table = found
            self.ways_in.find(None, self._begin)
        elif isinstance(found, KnownError):
            self._begun = True
            self._show_nothing()
            self.window.show()
            self.ways_in.refuse(found)
            self._fall_back()
        elif self._instance.claim(found.place.tracker, self._captured):
            self._begun = True
            # Nothing can be asked yet; the list says that the tracker is being read.
            self.bridge.park_lookups()
            self.window.show_tracker(found.name, str(found.place.tracker))
            if self._captured is None:
                self.window.show()
            else:
                self.capture.alone = not self.window.isVisible()
                self.capture.begin(self._captured)
            self._open(found)
        else:
            self._begun = False
            if self.window.isVisible():
                self.window.close()

    def catch_signals(self) -> None:
        """Let SIGTERM, SIGINT and SIGHUP take the way of every close."""
        self._signals = Signals(self)
        self._signals.asked.connect(self.on_signal)

    def end(self) -> bool:
        """End every thread and give back what the process lent; return whether all have ended."""
        if self._parts is not None:
            self._parts.stop()
        self._drop_next()
        self._instance.release()
        if self._signals is not None:
            self._signals.restore()
        if self._session is not None:
            self._session.stop_waiting.set()
            self._session.stop()
            self._old.append(self._session)
            self._session = None
        beside = self._parts is None or self._parts.join(_JOIN)
        return all(session.join(_JOIN) for session in self._old) and self._opener.join(_JOIN) and beside

    @Slot()
    def on_signal(self) -> None:
        """The first request closes as the cross does; the second asks nobody."""
        self._signals_seen += 1
        if self._signals_seen == 1 or not self.shutdown.under_way:
            self.window.close()
        else:
            self.hurry()

    # Opening

    @Slot(object)
    def open(self, target: Target) -> None:
        """Open something in place of the present tracker."""
        if self._session is not None and _same(target.place.tracker, self._session.path):
            self._come_forward()
        elif self._instance.is_shown_elsewhere(target.place.tracker):
            self.parts.news.note(self.tr("{name} is open in another window.").format(name=target.name))
        else:
            self._open(target)

    def _open(self, target: Target) -> None:
        self._drop_next()
        self._wanted = target
        self._opener.open(target, self._actor)

    @Slot(object)
    def _on_importing(self, target: Target) -> None:
        self.busy.begin(target.source.name if target.source is not None else target.name)

    @Slot(object, object, object)
    def _on_opened(self, target: Target, session: Session, imported: object) -> None:
        self._end_busy()
        self._next = (target, session, imported)
        if self.done:
            self._adopt()
        else:
            # The present tracker goes by the way of every close, with its sheet when there is need.
            self.shutdown.begin()

    @Slot(object, object)
    def _on_failed(self, target: Target, error: object) -> None:
        self._end_busy()
        self.capture.stay()
        if self._session is None:
            self._show_nothing()
        if not self.window.isVisible():
            self._come_forward()
        tracker = target.place.tracker
        from gui.rescue import is_damaged

        damaged = is_damaged(error, tracker)
        shown = self.parts.news.problem(failed_words(target, tracker_failed=damaged), error)
        if damaged:
            again = replace(target, create=False, sample=False)
            read = partial(self.open, replace(again, read_only=True))
            self.parts.rescue.offer(shown, error, tracker, partial(self.open, again), read)
        if self._session is not None or not self._fall_back(target):
            self.shown.emit()

    @Slot(object)
    def _on_stopped(self, target: Target) -> None:
        self._end_busy()
        if self._session is None:
            self._show_nothing()
        source = target.source if target.source is not None else target.place.tracker
        self.parts.news.note(self.tr("{name} was not read: you stopped it.").format(name=source.name))
        if self._session is not None or not self._fall_back(target):
            self.shown.emit()

    def _adopt(self) -> None:
        assert self._next is not None  # noqa: S101 - only called with one
        self._taken, self._next = self._next, None
        target, session, _imported = self._taken
        self._session = session
        self._instance.claim(session.path)
        session.start_reader()
        self.bridge.use(session.writer, session.reader)
        window, place = self.window, target.place
        self.ways_in.folder = window.folder = folder_for(session.path, place.beads)
        self._settings.add_recent(str(place.beads or session.path))
        window.actor = window.list_pane.new_issue.entry.actor = session.actor
        file = place.jsonl.name if place.jsonl is not None else ""
        window.show_tracker(target.name, str(session.path), _read_only_words(session, target.name, file))
        window.trust.set_project(file)
        if self._parts is not None:
            self._look_after()

    def _look_after(self) -> None:
        """Give the other parts the tracker that was opened."""
        if self._taken is None:
            return
        taken, self._taken = self._taken, None
        self.parts.take(*taken)
        if self._table is not None:
            table, self._table = self._table, None
            self.tables.ask(table)
        self.shown.emit()

    def _fall_back(self, failed: Target | None = None) -> bool:
        """Open the default tracker behind the words about another one; False when it can be no help."""
        target = default()
        if failed is not None and _same(failed.place.tracker, target.place.tracker):
            return False
        if self._instance.is_shown_elsewhere(target.place.tracker):
            return False
        self._open(target)
        # *Try again* means the one that failed.
        self._wanted = failed
        return True

    def _show_nothing(self) -> None:
        self._instance.release()
        self.bridge.use(self._nothing, self._nothing)
        if self._parts is not None:
            self._parts.take_nothing()
        self.window.show_tracker("", "", no_tracker_words())

    @Slot()
    def _open_wanted(self) -> None:
        if self._wanted is not None:
            self.open(self._wanted)

    # Closing

    @Slot()
    def _on_stayed(self) -> None:
        self._signals_seen = 0
        self._drop_next()

    @Slot()
    def _on_finished(self) -> None:
        self.exporter.detach()
        self.parts.backups.detach()
        self.parts.gate.shut(False)
        if self._session is not None:
            self.parts.news.closed(self._session, self.shutdown)
            self._old.append(self._session)
        self._session = None
        if self._next is not None:
            # What could not be saved is kept as drafts of the tracker that it belongs to.
            self.parts.work.forget()
            self._adopt()
        elif self.parts.restoring.goes_on():
            self.parts.work.forget()
        else:
            # Before the process ends: a new start in this very moment shall open its own window.
            self._instance.release()
            self.capture.end()
            self.window.close()

    def _drop_next(self) -> None:
        """Open nothing else: neither what is open already nor what is being opened or looked for."""
        self.ways_in.stop()
        self._opener.give_up()
        self._end_busy()
        if self._parts is not None:
            self._parts.restoring.give_up()
        if self._next is not None:
            self._opener.end(self._next[1])
            self._next = None

    # Small things

    @Slot()
    def _on_complete(self) -> None:
        self._app.setWindowIcon(icons.app_icon())
        self.parts.complete()
        self._instance.listen()
        process.started()

    def _end_busy(self) -> None:
        if self._parts is not None:
            self._parts.busy.end()

    @Slot(object, object)
    def _on_progress(self, done: int, total: int) -> None:
        self.busy.show_progress(done, total)

    @Slot(object)
    def _on_table(self, path: Path) -> None:
        self.tables.ask(path)

    @Slot(object, object)
    def _on_refused(self, name: str, error: object) -> None:
        self.parts.news.problem(name, error)

    @Slot(object)
    def _on_capture_asked(self, text: str) -> None:
        self.capture.begin(text)

    @Slot()
    def _come_forward(self) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _read_only_words(session: Session, name: str, file: str) -> str:
    if not session.read_only:
        return ""
    from gui.opening_words import damaged_words, read_only_words

    if session.read_by_wish:
        return damaged_words(session.path.name)
    return read_only_words(session.path.name, name, file)
