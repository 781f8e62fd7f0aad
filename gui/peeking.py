"""Space in list and board: a glance at the issue, which goes along with the keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from gui.actions import Actions
from gui.bridge import StoreBridge
from gui.issue_views import IssueViews
from gui.peek_card import PeekCard
from store.actor import Busy, Stopped
from store.answers import Changes, Row
from store.detail_answers import Peek
from store.errors import KnownError
from store.lookups import GetPeek

_GONE = frozenset({QEvent.Type.Wheel, QEvent.Type.Hide, QEvent.Type.WindowDeactivate})
"""What takes the row from where it was, or the reader elsewhere."""


class Peeking(QObject):
    """Asks for the current issue while the card is wanted. Lives on the window's thread."""

    def __init__(self, bridge: StoreBridge, views: IssueViews, registry: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._views, self._window = bridge, views, window
        self.card: PeekCard | None = None
        self._uid = ""
        self._watched: list[QObject] = []
        registry.connect_all({"issue.peek": self.toggle})
        views.told.current_changed.connect(self._on_current)
        views.switched.connect(self.close)
        bridge.changed.connect(self._on_changed)

    @property
    def open(self) -> bool:
        """Whether the card is seen, or will be in a moment."""
        return bool(self._uid)

    @Slot()
    def toggle(self) -> None:
        """Show the current issue, or close."""
        row = self._views.shown.current_row
        if self.open:
            self.close()
        elif row is not None and self._has_keyboard(QApplication.focusWidget()):
            self._uid = row.uid
            app = QApplication.instance()
            if isinstance(app, QApplication):
                app.focusChanged.connect(self._on_focus)
            self._watch(QApplication.focusWidget())
            self._ask()

    @Slot()
    def close(self) -> None:
        """Hide the card."""
        if not self.open:
            return
        self._uid = ""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._on_focus)
        self._watch(None)
        if self.card is not None:
            self.card.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on Escape, which means nothing else then, and where the row goes elsewhere."""
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and not event.modifiers():
                if kind == QEvent.Type.KeyPress:
                    self.close()
                event.accept()
                return True
        elif kind in _GONE:
            self.close()
        elif kind == QEvent.Type.Resize and self.open:
            self._ask()
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        uid = self._uid
        self._bridge.ask(GetPeek(uid), partial(self._on_peek, uid), partial(self._on_failed, uid))

    def _on_peek(self, uid: str, peek: Peek) -> None:
        if uid != self._uid:
            return
        if self.card is None:
            self.card = PeekCard(self._window)
        anchor = self._views.anchor()
        place = anchor.mapTo(self._window, anchor.rect().topLeft())
        self.card.show_peek(peek, QRect(place, anchor.size()))

    def _on_failed(self, uid: str, error: Exception) -> None:
        """The issue has gone; the list says so in a moment."""
        if uid == self._uid:
            self.close()
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error

    @Slot(object)
    def _on_current(self, row: Row | None) -> None:
        if not self.open:
            return
        if row is None:
            self.close()
        else:
            self._uid = row.uid
            self._ask()

    @Slot(object)
    def _on_changed(self, _changes: Changes) -> None:
        if self.open:
            self._ask()

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._has_keyboard(now):
            self._watch(now)
        else:
            self.close()

    def _has_keyboard(self, widget: QWidget | None) -> bool:
        view = self._views.shown.widget
        return widget is not None and (widget is view or view.isAncestorOf(widget))

    def _watch(self, widget: QWidget | None) -> None:
        for one in self._watched:
            one.removeEventFilter(self)
        self._watched = [] if widget is None else [widget, self._window]
        if isinstance(widget, QAbstractScrollArea):
            self._watched.append(widget.viewport())
        for one in self._watched:
            one.installEventFilter(self)
