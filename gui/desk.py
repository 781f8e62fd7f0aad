"""One window on one tracker at a time: every part is built, connected and owned here."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from gui import process
from gui.bridge import StoreBridge
from gui.busy_sheet import BusySheet
from gui.closing_progress import Phase
from gui.exporter import Exporter
from gui.idle import Idle
from gui.import_reports import ImportReports
from gui.importer import Importer
from gui.input_gate import InputGate
from gui.journal import Journal
from gui.kept_texts import KeptTexts
from gui.live import Live
from gui.main_window import MainWindow
from gui.neighbours import Neighbours
from gui.news import News
from gui.no_tracker import NoTrackerOpen, no_tracker_words
from gui.opening import Opener, Target, default
from gui.opening_words import read_only_words
from gui.plan_bar import PlanBar, Waiting
from gui.quick_capture import QuickCapture
from gui.session import Session
from gui.session_end import SessionEnd
from gui.settings import Settings
from gui.shutdown import Shutdown
from gui.signals import Signals
from gui.single_instance import SingleInstance
from gui.table_import import TableImport
from gui.target_dialogs import folder_for
from gui.theme import Theme
from gui.watch import Watch
from gui.ways_in import Found, WaysIn
from gui.ways_out import WaysOut
from gui.window_work import WindowWork
from store.beads_project import Sharing
from store.errors import KnownError
from store.exchange_answers import Exported, Imported
from store.exchange_requests import Remember

if TYPE_CHECKING:
    from gui.quit_sheet import QuitSheet

_JOIN = 10.0
PATIENCE = 2.0
"""Seconds that what the command line names gets to answer, before the window comes without it."""


class Desk(QObject):
    """One window and whatever tracker it shows. Lives on the window's thread."""

    shown = Signal()
    """A tracker was opened, or could not be; the window is ready."""

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
        self._settings = settings
        self._actor = actor
        self._target: Target | None = None
        self._session: Session | None = None
        self._next: tuple[Target, Session, object] | None = None
        self._wanted: Target | None = None
        self._old: list[Session] = []
        self._nothing = NoTrackerOpen()
        self.bridge = StoreBridge(self._nothing, parent=self)
        self.window = MainWindow(self.bridge, look, settings, self)
        self._work = WindowWork(self.window)
        self.shutdown = Shutdown(self.bridge, self._work, self, clock=clock, ladder_wait=ladder_wait)
        self._sheet: QuitSheet | None = None
        self.busy = BusySheet(look, self.window)
        self.kept = KeptTexts(self.bridge, self.window)
        self.ways_in = WaysIn(self.window, self.bridge.post)
        self.tables = TableImport(self.bridge, look, self.window)
        self.ways_out = WaysOut(self.bridge, self.window)
        self.watch = Watch(self.bridge, self)
        self.reports = ImportReports(self.bridge, self.window.trust, look, self.window)
        self.exporter = Exporter(self.bridge, self)
        self.importer = Importer(self.bridge, look, self.window, writes=self.exporter.writes)
        self.plan_bar = PlanBar(self.window)
        self.live = Live(self.bridge, self.importer, self)
        self.shutdown.export.writer = self.exporter
        self._opener = Opener(self.bridge, self)
        self._instance = SingleInstance(self)
        self._gate = InputGate(self.window, self.window.issue_windows)
        self._session_end = SessionEnd(app, self.bridge, self)
        self._signals: Signals | None = None
        self._signals_seen = 0
        self._table: Path | None = None
        self._begun: bool | None = None
        self._captured: str | None = None
        self._idle = Idle(self.bridge, self.shutdown, self)
        self._news = News(self.window, look)
        self.neighbours = Neighbours(self.bridge, self.window)
        self._work.taken = self.kept.keys
        self.capture = QuickCapture(self.bridge, settings, self.window, self)
        self._work.lines = self.capture.lines
        self.journal = Journal(self.bridge, self.window, self._work, self.shutdown, self.shutdown.texts, self)
        self._connect()

    def _connect(self) -> None:
        window, shutdown, opener = self.window, self.shutdown, self._opener
        for bar in (self.kept, self.plan_bar):
            window.addToolBarBreak(Qt.ToolBarArea.BottomToolBarArea)
            window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, bar)
        self.neighbours.said.connect(self._news.say)
        self.ways_in.wanted.connect(self.open)
        self.ways_in.table_wanted.connect(self.tables.ask)
        self.tables.wanted.connect(self.ways_in.import_table)
        self.ways_in.refused.connect(self._news.problem)
        self.ways_in.said.connect(self._news.say)
        self.ways_out.said.connect(self._news.say)
        shutdown.sheet_wanted.connect(self._show_sheet)
        shutdown.froze.connect(self._gate.shut)
        shutdown.froze.connect(self._on_froze)
        shutdown.stayed.connect(self._on_stayed)
        shutdown.finished.connect(self._on_finished)
        opener.importing.connect(self._on_importing)
        opener.opened.connect(self._on_opened)
        opener.failed.connect(self._on_failed)
        opener.progressed.connect(self.busy.show_progress)
        opener.stopped.connect(self._on_stopped)
        self.busy.stop_wanted.connect(opener.stop)
        shutdown.stayed.connect(self.exporter.resume)
        self.exporter.exported.connect(self._on_exported)
        self.exporter.exported.connect(self.neighbours.bd.on_exported)
        self.exporter.failed.connect(self._on_not_exported)
        self.exporter.import_wanted.connect(self._import_again)
        self.neighbours.shared.connect(self.exporter.set_sharing)
        self.neighbours.shared.connect(self._on_shared)
        self.neighbours.bd.behind.connect(window.trust.set_bd_behind)
        self.importer.imported.connect(self.exporter.look)
        # What was taken away is written again, as a line that is missing is.
        self.live.watch.gone.connect(self.exporter.look)
        self.importer.imported.connect(self._on_imported)
        self.importer.imported.connect(self.neighbours.on_imported)
        self.importer.imported.connect(self.reports.look)
        self.reports.failed.connect(self._news.note)
        self.importer.failed.connect(self._on_not_imported)
        self.importer.working.connect(window.trust.set_reading)
        self.importer.waits.connect(self.plan_bar.show_waiting)
        self.importer.waits.connect(self._on_waits)
        self.plan_bar.look_wanted.connect(self.importer.look)
        window.list_pane.empty.plan_requested.connect(self.importer.look)
        shutdown.decision_wanted.connect(self.importer.show_plan)
        self.watch.place_changed.connect(window.trust.set_in_place)
        window.trust.copy_requested.connect(window.copy_requested)
        self._instance.raise_asked.connect(self._come_forward)
        self._instance.capture_asked.connect(self.capture.begin)
        self.capture.end_wanted.connect(window.close)
        window.completed.connect(self._on_complete)
        self.capture.tracker_wanted.connect(window.open_requested)
        shutdown.froze.connect(self.capture.freeze)
        shutdown.stayed.connect(self.capture.stay)
        opener.failed.connect(self.capture.stay)
        self._news.again_wanted.connect(self._open_wanted)
        self.kept.said.connect(self._news.note)
        self.kept.asked.connect(self.journal.start)

    # What the window asks of whoever closes it

    @property
    def done(self) -> bool:
        """Whether no tracker is open, so that the window may go."""
        return self.shutdown.done

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
        if self._sheet is None:
            from gui.quit_sheet import QuitSheet

            self._sheet = QuitSheet(self.shutdown, self.window.look, self.window)
        return self._sheet

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
        self.watch.stop()
        self.live.stop()
        self._idle.stop()
        self.journal.stop()
        self.neighbours.stop()
        self.capture.end()
        self._gate.shut(False)
        self._drop_next()
        self._instance.release()
        if self._signals is not None:
            self._signals.restore()
        if self._session is not None:
            self._session.stop_waiting.set()
            self._session.stop()
            self._old.append(self._session)
            self._session = None
        exported = self.exporter.join(_JOIN)
        return all(session.join(_JOIN) for session in self._old) and self._opener.join(_JOIN) and exported

    @Slot()
    def on_signal(self) -> None:
        """The first request closes as the cross does; the second asks nobody."""
        self._signals_seen += 1
        if self._signals_seen == 1 or self.shutdown.phase in (Phase.OPEN, Phase.DONE):
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
            self._news.note(self.tr("{name} is open in another window.").format(name=target.name))
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
        self.busy.end()
        self._next = (target, session, imported)
        if self.shutdown.done:
            self._adopt()
        else:
            # The present tracker goes by the way of every close, with its sheet when there is need.
            self.shutdown.begin()

    @Slot(object, object)
    def _on_failed(self, target: Target, error: object) -> None:
        self.busy.end()
        if self._session is None:
            self._show_nothing()
        if not self.window.isVisible():
            self._come_forward()
        self._news.problem(target.place.tracker.name if target.source is None else target.source.name, error)
        if self._session is not None or not self._fall_back(target):
            self.shown.emit()

    @Slot(object)
    def _on_stopped(self, target: Target) -> None:
        self.busy.end()
        if self._session is None:
            self._show_nothing()
        source = target.source if target.source is not None else target.place.tracker
        self._news.note(self.tr("{name} was not read: you stopped it.").format(name=source.name))
        if self._session is not None or not self._fall_back(target):
            self.shown.emit()

    def _adopt(self) -> None:
        assert self._next is not None  # noqa: S101 - only called with one
        (target, session, imported), self._next = self._next, None
        self._target, self._session = target, session
        self._instance.claim(session.path)
        session.start_reader()
        self.bridge.use(session.writer, session.reader)
        self.shutdown.attach(session)
        self._work.tracker = str(session.path)
        self.ways_out.tracker, self.ways_out.name = session.path, target.name
        folder = folder_for(session.path, target.place.beads)
        self.ways_in.folder = self.ways_out.folder = self.window.folder = folder
        self._settings.add_recent(str(target.place.beads or session.path))
        self.watch.start(session.path)
        self.window.actor = session.actor
        self.window.list_pane.new_issue.entry.actor = session.actor
        self.capture.set_tracker(str(target.place.beads or session.path), session.actor)
        file = target.place.jsonl.name if target.place.jsonl is not None else ""
        why = read_only_words(session.path.name, target.name, file) if session.read_only else ""
        self.window.show_tracker(target.name, str(session.path), why)
        self.bridge.ask_quietly(Remember(target.place), _nothing, _ignored)
        self.kept.ask()
        self.exporter.attach(session, target.place)
        self.neighbours.open(target.place)
        self.window.trust.set_project(file)
        self._news.opened(target, session, imported)
        self.reports.look()
        self._idle.start()
        # A new tracker was filled before: only the hash tells whether it has what stands there now.
        seen = target.seen if target.known or target.source is None else None
        self.live.start(None if session.read_only else target.place.jsonl, seen)
        if target.known and target.source is not None and not session.read_only:
            self.importer.run(target.source)
        elif target.offered is not None and not session.read_only:
            self.importer.offer(target.offered)
        if self._table is not None:
            table, self._table = self._table, None
            self.tables.ask(table)
        self.shown.emit()

    @Slot(object)
    def _on_imported(self, imported: Imported) -> None:
        self._news.imported(imported)

    @Slot(object)
    def _on_exported(self, exported: Exported) -> None:
        self.window.trust.set_exported(exported.at)

    @Slot(object)
    def _on_not_exported(self, error: object) -> None:
        self.window.trust.set_not_exported(str(error))
        self._news.note(error)

    @Slot(object, object)
    def _on_not_imported(self, path: Path, error: object) -> None:
        if self.exporter.writes(path):
            # Nothing is written over what could not be read.
            self.window.trust.set_not_exported(str(error))
        self._news.note(error)

    @Slot()
    def _import_again(self) -> None:
        file, waiting = self.exporter.file, self.importer.waiting
        # What waits is looked at again when it changes, not with each edit that waits behind it.
        held = waiting is not None and waiting.path == file
        if file is not None and not held and self.shutdown.phase is Phase.OPEN:
            self.importer.run(file)

    @Slot(object)
    def _on_shared(self, sharing: Sharing) -> None:
        self.window.trust.set_written(sharing.is_written)

    @Slot(object)
    def _on_waits(self, waiting: Waiting | None) -> None:
        path = waiting.path if waiting is not None else Path()
        self.window.list_pane.set_left_alone(path.name)
        own = self._target is not None and path == self._target.place.jsonl
        self.window.trust.set_waiting(path.name if own else "")

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
        self._work.tracker = ""
        self.neighbours.close()
        self.live.start(None)
        self.window.show_tracker("", "", no_tracker_words())

    @Slot()
    def _open_wanted(self) -> None:
        if self._wanted is not None:
            self.open(self._wanted)

    # Closing

    @Slot()
    def _show_sheet(self) -> None:
        self.sheet.appear()

    @Slot(object)
    def _on_froze(self, frozen: object) -> None:
        if frozen:
            self.watch.stop()
            self.live.stop()
            self._idle.stop()
            self.importer.stop()
            self.tables.stop()
            self.reports.stop()
            self.window.close_review()

    @Slot()
    def _on_stayed(self) -> None:
        self._signals_seen = 0
        self._drop_next()
        self.watch.go_on()
        self.live.go_on()
        self.journal.start()
        self._idle.start()
        self.reports.look()

    @Slot()
    def _on_finished(self) -> None:
        self.exporter.detach()
        self._gate.shut(False)
        if self._session is not None:
            self._news.closed(self._session, self.shutdown)
            self._old.append(self._session)
        self._session = None
        if self._next is not None:
            # What could not be saved is kept as drafts of the tracker that it belongs to.
            self._work.forget()
            self._adopt()
        else:
            # Before the process ends: a new start in this very moment shall open its own window.
            self._instance.release()
            self.capture.end()
            self.window.close()

    def _drop_next(self) -> None:
        """Open nothing else: neither what is open already nor what is being opened or looked for."""
        self.ways_in.stop()
        self._opener.give_up()
        self.busy.end()
        if self._next is not None:
            self._opener.end(self._next[1])
            self._next = None

    # Small things

    @Slot()
    def _on_complete(self) -> None:
        self.window.habits.capture_wanted.connect(self.capture.come)
        # Now, and not when it is wanted: an update may have taken the program's files away by then.
        _ = self.sheet
        process.started()

    @Slot()
    def _come_forward(self) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _nothing(_answer: object) -> None:
    """All is well."""


def _ignored(_error: Exception) -> None:
    """Comfort only: whoever works with the tracker is told when something is wrong with it."""
