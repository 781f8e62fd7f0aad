"""What a desk has besides its window: built and connected behind the first rows, see gui.later_parts.

Closing, exchange, drafts, news: whatever a tracker needs once it is on screen belongs here. What is imported
here costs the start nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from gui.backup_desk import BackupDesk
from gui.backups import Backups
from gui.busy_sheet import BusySheet
from gui.closing_progress import Phase
from gui.exporter import Exporter
from gui.health import Health
from gui.idle import Idle
from gui.import_reports import ImportReports
from gui.importer import Importer
from gui.input_gate import InputGate
from gui.journal import Journal
from gui.kept_texts import KeptTexts
from gui.kept_typing import KeptTyping
from gui.left_behind import LeftBehind
from gui.live import Live
from gui.neighbours import Neighbours
from gui.news import News
from gui.opening_words import volume_words
from gui.plan_bar import PlanBar, Waiting
from gui.quick_capture import QuickCapture
from gui.rescue import Rescue
from gui.restoring import Restoring
from gui.second_file import SecondFileWatch
from gui.session_end import SessionEnd
from gui.shutdown import Shutdown
from gui.table_import import TableImport
from gui.watch import Watch
from gui.ways_out import WaysOut
from gui.window_work import WindowWork
from store.beads_project import Sharing
from store.checkpoint import Attempt, Settled
from store.close_requests import CloseTracker, LetGo, Settle
from store.closing import Closed
from store.exchange_answers import Exported, Imported
from store.exchange_requests import Remember
from store.structs import prepare

if TYPE_CHECKING:
    from gui.desk import Desk
    from gui.detail.feed import Feed
    from gui.opening import Target
    from gui.quit_sheet import QuitSheet
    from gui.session import Session
    from gui.settings import Settings


class DeskParts(QObject):
    """The second half of one desk. Lives on the window's thread."""

    def __init__(
        self,
        desk: Desk,
        app: QApplication,
        settings: Settings,
        clock: Callable[[], float],
        ladder_wait: Callable[[float], bool] | None,
    ) -> None:
        super().__init__(desk)
        self._desk, self._settings = desk, settings
        self._target: Target | None = None
        self._sheet: QuitSheet | None = None
        self._feed: Feed | None = None
        bridge, window, look = desk.bridge, desk.window, desk.window.look
        self.work = WindowWork(window)
        self.shutdown = Shutdown(bridge, self.work, self, clock=clock, ladder_wait=ladder_wait)
        self.busy = BusySheet(look, window)
        self.kept = KeptTexts(bridge, window)
        self.tables = TableImport(bridge, look, window)
        self.ways_out = WaysOut(bridge, window)
        self.watch = Watch(bridge, self)
        self.reports = ImportReports(bridge, window.trust, look, window)
        self.exporter = Exporter(bridge, self)
        self.importer = Importer(bridge, look, window, writes=self.exporter.writes)
        self.plan_bar = PlanBar(window)
        self.live = Live(bridge, self.importer, self)
        self.gate = InputGate(window, window.issue_windows)
        self.session_end = SessionEnd(app, bridge, desk)
        self.backups = Backups(bridge, self.shutdown, self)
        self.restoring = Restoring(bridge, self.shutdown, self._reopen, self)
        self.shelf = BackupDesk(self.backups, self.restoring, window)
        self.health = Health(self.backups, self.shutdown, window)
        self.rescue = Rescue(bridge.post, self.restoring, window)
        self.idle = Idle(bridge, self.shutdown, self)
        self.second_file = SecondFileWatch(bridge, self)
        self.news = News(window, look, self.shutdown)
        self.left_behind = LeftBehind(self.backups.threads, self)
        self.neighbours = Neighbours(bridge, window)
        self.capture = QuickCapture(bridge, settings, window, self)
        self.journal = Journal(bridge, window, self.work, self.shutdown, self.shutdown.texts, self)
        self.kept_typing = KeptTyping(bridge, window, self.kept, self.shutdown.texts, self.journal)
        self.shutdown.export.writer = self.exporter
        self.shutdown.backups = self.backups
        self.work.taken = self.kept.keys
        self.work.lines = self.capture.lines
        self._lay_out()
        self._connect_closing()
        self._connect_exchange()
        self._connect_window()

    def _lay_out(self) -> None:
        for bar in (self.kept, self.plan_bar):
            self._desk.window.addToolBarBreak(Qt.ToolBarArea.BottomToolBarArea)
            self._desk.window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, bar)

    def _connect_closing(self) -> None:
        shutdown = self.shutdown
        shutdown.sheet_wanted.connect(self._show_sheet)
        shutdown.froze.connect(self.gate.shut)
        shutdown.froze.connect(self._on_froze)
        shutdown.froze.connect(self.capture.freeze)
        shutdown.froze.connect(self.shelf.close)
        shutdown.froze.connect(self.kept.freeze)
        shutdown.stayed.connect(self._on_stayed)
        shutdown.stayed.connect(self.exporter.resume)
        shutdown.stayed.connect(self.backups.go_on)
        shutdown.stayed.connect(self.capture.stay)
        shutdown.decision_wanted.connect(self.importer.show_plan)
        shutdown.cut_short.connect(self.ways_out.stop)

    def _connect_exchange(self) -> None:
        window, bd = self._desk.window, self.neighbours.bd
        self.exporter.exported.connect(self._on_exported)
        self.exporter.exported.connect(bd.on_exported)
        self.exporter.failed.connect(self._on_not_exported)
        self.exporter.import_wanted.connect(self._import_again)
        self.neighbours.shared.connect(self.exporter.set_sharing)
        self.neighbours.shared.connect(self._on_shared)
        bd.behind.connect(window.trust.set_bd_behind)
        self.importer.imported.connect(self.exporter.look)
        # What was taken away is written again, as a line that is missing is.
        self.live.watch.gone.connect(self.exporter.look)
        self.importer.imported.connect(self._on_imported)
        self.importer.imported.connect(self.neighbours.on_imported)
        self.importer.imported.connect(self.reports.look)
        self.importer.failed.connect(self._on_not_imported)
        self.importer.given_up.connect(self._on_given_up)
        self.importer.working.connect(window.trust.set_reading)
        self.importer.waits.connect(self.plan_bar.show_waiting)
        self.importer.waits.connect(self._on_waits)
        self.plan_bar.look_wanted.connect(self.importer.look)
        window.list_pane.empty.plan_requested.connect(self.importer.look)
        window.list_pane.empty.remedy_requested.connect(self.shelf.show_faults)

    def _connect_window(self) -> None:
        window = self._desk.window
        for teller in (self.neighbours, self.ways_out, self.shelf, self.rescue, self.left_behind):
            teller.said.connect(self.news.say)
        for wrong in (self.reports.failed, self.kept.said, self.second_file.said):
            wrong.connect(self.news.note)
        self.tables.wanted.connect(self._desk.ways_in.import_table)
        self.kept.asked.connect(self.journal.start)
        self.kept.counted.connect(window.trust.set_kept)
        self.shelf.checked.connect(self.health.take)
        self.backups.failed.connect(window.trust.set_no_backup)
        self.watch.place_changed.connect(window.trust.set_in_place)
        window.trust.copy_requested.connect(window.copy_requested)
        self.capture.end_wanted.connect(window.close)
        self.capture.tracker_wanted.connect(window.open_requested)

    @property
    def sheet(self) -> QuitSheet:
        """The dialog that shows the closing where it takes a while or is refused."""
        if self._sheet is None:
            from gui.quit_sheet import QuitSheet

            self._sheet = QuitSheet(self.shutdown, self._desk.window.look, self._desk.window)
        return self._sheet

    # A tracker

    def take(self, target: Target, session: Session, imported: object) -> None:
        """Look after the tracker that the window shows from now on. imported: as of Opener.opened."""
        place = target.place
        window = self._desk.window
        self._target = target
        if self._feed is not None:
            # The one before was closed for this one, and nobody said that it stays.
            self._feed.hold(False)
        self.shutdown.attach(session)
        self.work.tracker = str(session.path)
        self.ways_out.tracker, self.ways_out.name, self.ways_out.folder = (
            session.path, target.name, window.folder,
        )  # fmt: skip
        self.watch.start(session.path)
        self.capture.set_tracker(str(place.beads or session.path), session.actor)
        self._desk.bridge.ask_quietly(Remember(place), _nothing, _ignored)
        self.kept.ask()
        self.exporter.attach(session, place)
        self.backups.attach(session)
        self.shelf.issue_file = place.jsonl.name if place.jsonl is not None else ""
        self.neighbours.open(place)
        self.left_behind.start(session)
        self.news.opened(target, session, imported)
        self._warn_of_place(session)
        self.reports.look()
        self.idle.start()
        self.second_file.start()
        self.health.start()
        # A new tracker was filled before: only the hash tells whether it has what stands there now.
        seen = target.seen if target.known or target.source is None else None
        self.live.start(None if session.read_only else place.jsonl, seen)
        if target.known and target.source is not None and not session.read_only:
            self.importer.run(target.source)
        elif target.offered is not None and not session.read_only:
            self.importer.offer(target.offered)

    def _warn_of_place(self, session: Session) -> None:
        """Once for each tracker and what is unsafe about where it lies."""
        words = volume_words(session.path.name, network=session.on_network, synced_by=session.synced_by)
        if words and self._settings.warn_once(str(session.path), session.synced_by or "network"):
            self.news.note(words)

    def take_nothing(self) -> None:
        """No tracker is open."""
        self.work.tracker = ""
        self.neighbours.close()
        self.live.start(None)

    def stop(self) -> None:
        """End what runs beside the tracker, for good."""
        self.watch.stop()
        self.live.stop()
        self.idle.stop()
        self.second_file.stop()
        self.health.stop()
        self.journal.stop()
        self.neighbours.stop()
        self.rescue.stop()
        self.capture.end()
        self.gate.shut(False)

    def join(self, timeout: float) -> bool:
        """Wait for every thread that worked beside the tracker's own; return whether they have ended."""
        backups, exporter = self.backups.threads.join(timeout), self.exporter.join(timeout)
        return self.restoring.join(timeout) and backups and exporter

    def complete(self) -> None:
        """The window has its later parts, too."""
        self.journal.complete()
        self._feed = self._desk.window.detail.feed
        self.shutdown.froze.connect(self._feed.hold)
        self._desk.window.habits.capture_wanted.connect(self.capture.come)
        # Now, and not when it is wanted: an update may have taken the program's files away by then.
        _ = self.sheet
        # The closing makes one of each: that was a fifth of the time from the key to the end.
        prepare(LetGo, Settle, Attempt, Settled, CloseTracker, Closed)

    def _reopen(self) -> None:
        """Show the tracker again that was closed to be restored."""
        if (target := self._target) is not None:
            # A file that is not the project's own was read once, and is none of this.
            source = target.source if target.source == target.place.jsonl else None
            again = replace(target, create=False, sample=False, offered=None, source=source)
            self._desk.open(again)

    # Exchange

    @Slot(object)
    def _on_imported(self, imported: Imported) -> None:
        self.news.imported(imported)

    @Slot(object)
    def _on_exported(self, exported: Exported) -> None:
        self._desk.window.trust.set_exported(exported.at)

    @Slot(object)
    def _on_not_exported(self, error: object) -> None:
        self._desk.window.trust.set_not_exported(str(error))
        self.news.note(error)

    @Slot(object, object)
    def _on_not_imported(self, path: Path, error: object) -> None:
        if self.exporter.writes(path):
            # Nothing is written over what could not be read.
            self._desk.window.trust.set_not_exported(str(error))
        self.news.note(error)

    @Slot(object)
    def _on_given_up(self, path: Path) -> None:
        # The project's own file is read by the next start.
        if self._target is None or path != self._target.place.jsonl:
            words = self.tr(
                "{file} was not imported, because Strandline was closed meanwhile. Import it again."
            )
            self.news.say(words.format(file=path.name), quiet=False)

    @Slot()
    def _import_again(self) -> None:
        file, waiting = self.exporter.file, self.importer.waiting
        # What waits is looked at again when it changes, not with each edit that waits behind it.
        held = waiting is not None and waiting.path == file
        if file is not None and not held and self.shutdown.phase is Phase.OPEN:
            self.importer.run(file)

    @Slot(object)
    def _on_shared(self, sharing: Sharing) -> None:
        self._desk.window.trust.set_written(sharing.is_written)

    @Slot(object)
    def _on_waits(self, waiting: Waiting | None) -> None:
        path = waiting.path if waiting is not None else Path()
        self._desk.window.list_pane.set_left_alone(path.name)
        own = self._target is not None and path == self._target.place.jsonl
        self._desk.window.trust.set_waiting(path.name if own else "")

    # Closing

    @Slot()
    def _show_sheet(self) -> None:
        self.sheet.appear()

    @Slot(object)
    def _on_froze(self, frozen: object) -> None:
        if frozen:
            self.watch.stop()
            self.live.stop()
            self.idle.stop()
            self.second_file.stop()
            self.health.stop()
            self.importer.stop()
            self.tables.stop()
            self.reports.stop()
            self._desk.window.close_review()

    @Slot()
    def _on_stayed(self) -> None:
        self.watch.go_on()
        self.live.go_on()
        self.journal.start()
        self.idle.start()
        self.second_file.start()
        self.health.start()
        self.reports.look()


def _nothing(_answer: object) -> None:
    """All is well."""


def _ignored(_error: Exception) -> None:
    """Comfort only: whoever works with the tracker is told when something is wrong with it."""
