"""Says after a close, or whatever else frees issues, how many can be started now, and shows them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from gui.bridge import StoreBridge
from gui.i18n import number, plural
from gui.trust_bar import TrustBar
from gui.trust_parts import NoteLink
from store.answers import Done


class Freed(QObject):
    """Adds to what the bar says of the step; connected after those that say it. Window's thread."""

    show_requested = Signal(object, object)
    """Ids of issues that are to be listed, and what they are."""

    def __init__(self, bridge: StoreBridge, trust: TrustBar, parent: QObject) -> None:
        super().__init__(parent)
        self._trust = trust
        bridge.done.connect(self._on_done)

    @Slot(object)
    def _on_done(self, done: Done) -> None:
        n = done.freed_count
        if not n or done.what is not None:
            return
        words = plural(self.tr("%n issue(s) are ready now", "", n), n).replace(str(n), number(n), 1)
        if n == 1:
            words = self.tr("1 issue is ready now")
        said = self._trust.said or (self.tr("Closed") if "closed_at" in done.changes.kinds else "")
        text = f"{said} · {words}" if said else words
        follow = partial(self.show_requested.emit, done.freed, self.tr("Ready now"))
        self._trust.note_with(text, self._trust.quiet, self._trust.link or NoteLink(self.tr("Show"), follow))
