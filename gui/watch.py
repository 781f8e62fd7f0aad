"""Notices what other programs change in the tracker, within a second. Window's thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.bridge import StoreBridge
from store.answers import Changes
from store.lookups import ChangesSince, DataVersion, StillThere

EACH_MS = 1000


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
        self._timer = QTimer(self)
        self._timer.setInterval(EACH_MS)
        self._timer.timeout.connect(self.look)
        bridge.changed.connect(self._on_changed)

    def start(self) -> None:
        """Watch the tracker that the bridge asks from now on."""
        self.stop()
        self._version, self._seq, self._own = None, -1, -1
        self._in_place, self._placed = True, dict.fromkeys(self._placed, True)
        self._timer.start()
        self.look()

    def go_on(self) -> None:
        """Watch the same tracker again; what was changed meanwhile is noticed."""
        if self._version is not None:
            self._timer.start()

    def stop(self) -> None:
        """Ask nothing more; answers under way count no longer."""
        self._timer.stop()
        self._round += 1
        self._asking = False
        self._placing.clear()

    @Slot()
    def look(self) -> None:
        """Ask now; does nothing while an answer is awaited."""
        self._look_at_place()
        if self._asking:
            return
        self._asking = True
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
            self._asking = False
            return
        first = self._version is None
        self._version = version
        round_ = self._round

        def answered(changes: Changes) -> None:
            if round_ == self._round:
                self._on_changes(changes, first=first)

        self._bridge.ask(ChangesSince(self._seq), answered, self._on_failed)

    def _on_changes(self, changes: Changes, *, first: bool) -> None:
        self._asking = False
        self._seq = max(self._seq, changes.seq)
        if not first and changes.uids:
            self._bridge.announce(changes)

    def _on_failed(self, _error: Exception) -> None:
        # Whoever works with the tracker is told; the next second may be better.
        self._asking = False

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if not changes.outside:
            self._own = max(self._own, changes.seq)
