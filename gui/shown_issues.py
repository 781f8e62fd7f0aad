"""The issues that were shown, to go back and forward through."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from gui.action_spec import Needs
from gui.actions import Actions
from gui.detail.pane import DetailPane

MOST = 100
"""How many are remembered."""


class ShownIssues(QObject):
    """Notes what the detail of a window shows, and shows it again. Lives on the window's thread."""

    revealed = Signal()
    """The detail is to be seen."""
    opened = Signal()
    """The detail is to be seen and gets the keyboard."""
    followed = Signal(object)
    """The key of an issue that was asked for here and is shown now."""

    def __init__(self, detail: DetailPane, registry: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._detail, self._registry = detail, registry
        self._uids: list[str] = []
        self._place = -1
        self._wanted = ""
        detail.shown.connect(self._on_shown)
        registry.connect_all({"shown.back": self.back, "shown.forward": self.forward})

    @Slot()
    def back(self) -> None:
        """Show the issue that was shown before."""
        self._step(-1)

    @Slot()
    def forward(self) -> None:
        """Show the issue again that was gone back from."""
        self._step(1)

    @Slot(object)
    def open(self, uid: str) -> None:
        """Show an issue and give it the keyboard."""
        self._show(uid)
        self.opened.emit()

    @Slot()
    def forget(self) -> None:
        """Forget all, as for another tracker."""
        self._uids, self._place, self._wanted = [], -1, ""
        self._tell()

    def _step(self, steps: int) -> None:
        # Where nothing is shown now, the way back leads to what was shown last.
        here = self._place >= 0 and self._detail.current_uid == self._uids[self._place]
        place = self._place + steps if here or steps > 0 else self._place
        if 0 <= place < len(self._uids):
            self._place = place
            self.revealed.emit()
            self._show(self._uids[place])
            self._tell()

    def _show(self, uid: str) -> None:
        self._wanted = uid
        if self._detail.subject.uid == uid:
            self._follow()
        self._detail.show_issue(uid)

    @Slot()
    def _on_shown(self) -> None:
        uid = self._detail.subject.uid
        if not uid:
            return
        if self._place < 0 or self._uids[self._place] != uid:
            self._uids[self._place + 1 :] = [uid]
            self._uids = self._uids[-MOST:]
            self._place = len(self._uids) - 1
            self._tell()
        self._follow()

    def _follow(self) -> None:
        """Tell of an issue that was asked for here, so that a list goes to it."""
        issue, wanted = self._detail.subject.issue, self._wanted
        if issue is None or issue.uid != wanted:
            return
        self._wanted = ""
        self.followed.emit(issue.key)

    def _tell(self) -> None:
        self._registry.also(Needs.BACK, self._place > 0)
        self._registry.also(Needs.FORWARD, self._place < len(self._uids) - 1)
