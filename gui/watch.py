"""Notices what other programs change in the tracker: at once by a hint, within a second without one.

Window's thread. The tracker's files are never opened here: closing one would drop the locks of our own
connections. On Linux and Windows a watch opens nothing; elsewhere it does, and the size of the second
file is looked at instead.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.bridge import IMPORT, StoreBridge
from gui.file_hint import FileHint
from store.answers import Changes
from store.lookups import ChangesSince, DataVersion, StillThere
from store.standing import Stamp, stamp

EACH_MS = 1000
AFTER_HINT_MS = (5, 10, 15, 20, 30, 40, 50, 60)
"""Waits between looks after a hint: it comes when the first byte is written, COMMIT returns after a sync."""
GLANCE_MS = 150
"""How often the second file is looked at where it cannot be watched."""
_WATCHABLE = sys.platform in ("linux", "win32")


class Watch(QObject):
    """Asks the connection that writes: its data_version moves only when somebody else has committed."""

    place_changed = Signal(object)
    """Whether the tracker's file is in its place; only when that is news."""

    def __init__(self, bridge: StoreBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._round = 0
        self._asking = False
        self._version: int | None = None
        self._seq = -1
        self._own = -1
        self._in_place = True
        self._placed = {"reader": True, "writer": True}
        self._placing: set[str] = set()
        self._again = self._glancing = False
        self._file: Path | None = None
        self._looks = 0
        self._hint = FileHint(bridge.post, self)
        self._hint.hinted.connect(self._on_hint)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look_soon)
        self._glance = QTimer(self)
        self._glance.setInterval(GLANCE_MS)
        self._glance.timeout.connect(self._on_glance)
        self._stamp: Stamp | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EACH_MS)
        self._timer.timeout.connect(self.look)
        bridge.changed.connect(self._on_changed)

    def start(self, file: Path | None = None) -> None:
        """Watch the tracker that the bridge asks from now on. file: where it is; None gives no hints."""
        self.stop()
        self._file = file
        self._version, self._seq, self._own = None, -1, -1
        self._in_place, self._placed = True, dict.fromkeys(self._placed, True)
        self._run()
        self.look()

    def go_on(self) -> None:
        """Watch the same tracker again; what was changed meanwhile is noticed."""
        if self._version is not None:
            self._run()
            if self._file is not None:
                self._on_hint()

    def _run(self) -> None:
        self._timer.start()
        if self._file is not None:
            self._hint.watch(self._file.parent, *((self._file, self._wal) if _WATCHABLE else ()))
            if not _WATCHABLE:
                self._glance.start()

    def stop(self) -> None:
        """Ask nothing more; answers under way count no longer."""
        for timer in (self._timer, self._soon, self._glance):
            timer.stop()
        self._hint.stop()
        self._round += 1
        self._asking = self._again = self._glancing = False
        self._placing.clear()

    @Slot()
    def look(self) -> None:
        """Ask now; does nothing while an answer is awaited."""
        self._look_at_place()
        self._hint.renew()
        if not self._asking:
            self._ask_version()

    @property
    def _wal(self) -> Path:
        assert self._file is not None  # noqa: S101 - asked for only with one
        return self._file.with_name(self._file.name + "-wal")

    @Slot()
    def _on_hint(self) -> None:
        self._looks = 0
        if not self._soon.isActive():
            self._soon.start(AFTER_HINT_MS[0])

    @Slot()
    def _on_glance(self) -> None:
        if not self._glancing:
            self._glancing = True
            self._hint.ask(partial(stamp, self._wal), self._on_seen)

    def _on_seen(self, now: Stamp | None) -> None:
        self._glancing = False
        before, self._stamp = self._stamp, now
        if now != before:
            self._on_hint()

    @Slot()
    def _look_soon(self) -> None:
        self._looks += 1
        if self._looks < len(AFTER_HINT_MS):
            self._soon.start(AFTER_HINT_MS[self._looks])
        if self._asking:
            # The answer under way may be older than what was hinted at.
            self._again = True
        else:
            self._ask_version()

    def _ask_version(self) -> None:
        self._asking, self._again = True, False
        round_, own = self._round, self._own

        def answered(version: int) -> None:
            if round_ == self._round:
                self._on_version(version, own)

        self._bridge.ask_quietly(DataVersion(), answered, self._on_failed)

    def _look_at_place(self) -> None:
        # The reader answers also while the writer works for long; but one that was opened anew, after
        # *Don't quit*, knows only the file that is there now.
        for who, ask in (("reader", self._bridge.ask), ("writer", self._bridge.ask_quietly)):
            if who not in self._placing:
                self._placing.add(who)
                ask(
                    StillThere(),
                    partial(self._on_place, self._round, who),
                    partial(self._on_no_place, self._round, who),
                )

    def _on_place(self, round_: int, who: str, in_place: bool) -> None:
        if round_ != self._round:
            return
        self._placing.discard(who)
        self._placed[who] = in_place
        if all(self._placed.values()) != self._in_place:
            self._in_place = not self._in_place
            self.place_changed.emit(self._in_place)

    def _on_no_place(self, round_: int, who: str, _error: Exception) -> None:
        # A connection that cannot be opened any more knows nothing of the place; the other one may.
        if round_ == self._round:
            self._placing.discard(who)

    def _on_version(self, version: int, own: int) -> None:
        if self._version is not None and version == self._version:
            # Nobody else has committed: all up to our own last step is known.
            self._seq = max(self._seq, own)
            self._end()
            return
        first = self._version is None
        self._version = version
        round_ = self._round

        def answered(changes: Changes) -> None:
            if round_ == self._round:
                self._on_changes(changes, first=first)

        self._bridge.ask(ChangesSince(self._seq), answered, self._on_failed)

    def _on_changes(self, changes: Changes, *, first: bool) -> None:
        self._seq = max(self._seq, changes.seq)
        self._end()
        if not first and changes.uids:
            self._bridge.announce(changes)

    def _end(self) -> None:
        self._asking = False
        if self._again:
            self._ask_version()

    def _on_failed(self, _error: Exception) -> None:
        # Whoever works with the tracker is told; the next second may be better.
        self._asking = self._again = False

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if not changes.outside or changes.initiator == IMPORT:
            self._own = max(self._own, changes.seq)
