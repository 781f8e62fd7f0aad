"""The key of the button in the bar at the bottom: what was done leads to something, such as where it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gui.action_spec import Needs
from gui.actions import Actions, shown_key
from gui.trust_bar import TrustBar

ACTION = "note.follow"


class NoteKey(QObject):
    """Lets the action press the button, and the button say the key. Lives on the window's thread."""

    def __init__(self, registry: Actions, trust: TrustBar, parent: QObject) -> None:
        super().__init__(parent)
        self._registry, self._trust = registry, trust
        registry.connect_all({ACTION: trust.follow})
        trust.offered.connect(self._on_offered)
        registry.keys_changed.connect(self._tell)
        self._tell()

    @Slot(object)
    def _on_offered(self, offered: object) -> None:
        self._registry.also(Needs.OFFER, bool(offered))

    @Slot()
    def _tell(self) -> None:
        keys = self._registry.keys(ACTION)
        self._trust.set_follow_key(shown_key(keys[0]) if keys else "")
