"""Three tips for somebody new, each once ever, when it helps: a quiet line below the list, never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolBar, QToolButton, QWidget

from gui import dialog_parts
from gui.action_spec import Needs
from gui.action_specs import ACTIONS
from gui.actions import shown_key
from gui.detail.look import IconButton
from gui.settings import Settings
from gui.theme import SPACE_L, SPACE_S, SPACE_XS, set_look_of
from store.answers import UndoState

if TYPE_CHECKING:
    from gui.main_window import MainWindow

OFTEN = 3
"""How often the mouse does what has a key, before it is said."""
_ON, _SEEN = "tips/shown", "tips/seen/"
NEXT, UNDO, MOUSE = "next", "undo", "mouse"


class TipBar(QWidget):
    """One sentence and a cross. Lives on the window's thread."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_look_of(self, "role", "page")
        self._words = dialog_parts.label(self, "muted")
        self.cross = IconButton("x", self.tr("Close the tip"), self)
        self.cross.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self._words, 1)
        row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, "" for nothing."""
        return "" if self.isHidden() else self._words.text()

    def say(self, text: str) -> None:
        """Show a sentence; it takes no keyboard from anybody."""
        self._words.setText(text)
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


class Tips(QObject):
    """Knows which were seen, and when the others help. Lives on the window's thread."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings, self._registry = window, settings, window.registry
        self._writable = False
        self._known: UndoState | None = None
        self._by_mouse: dict[str, int] = {}
        self.bar = TipBar(window.list_pane)
        window.list_pane.put_below_list(self.bar)
        self.bar.closed.connect(self.close)
        self._registry["tips.shown"].setChecked(settings.flag(_ON, True))
        self._registry.connect_all({"tips.shown": self._switch, "tips.close": self.close})
        window.commands.created.connect(self._on_created)
        window.commands.undo_changed.connect(self._on_undo)
        for menu in window.menuBar().findChildren(QMenu):
            menu.installEventFilter(self)
        for bar in window.findChildren(QToolBar):
            for button in bar.findChildren(QToolButton):
                button.installEventFilter(self)

    def show_tracker(self, *, writable: bool) -> None:
        """Say nothing about a tracker that takes no changes."""
        self._writable, self._known = writable, None
        if not writable:
            self.close()

    @Slot()
    def close(self) -> None:
        """Take the tip away; it was seen."""
        inside = self.bar.cross.hasFocus()
        self.bar.hide()
        self._registry.also(Needs.TIP, False)
        if inside:
            self._window.list_pane.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count what the mouse does in menus and in the toolbar."""
        if event.type() == QEvent.Type.MouseButtonRelease and self._wanted(MOUSE):
            action = None
            if isinstance(watched, QMenu):
                action = watched.activeAction()
            elif isinstance(watched, QToolButton):
                action = watched.defaultAction()
            if action is not None and action.isEnabled():
                self._count(action.objectName())
        return False

    # The three moments

    @Slot(object)
    def _on_created(self, _wanted: object) -> None:
        if key := self._key("issue.new"):
            words = self.tr("Esc closes this line, and {key} opens it for the next issue.")
            self._tell(NEXT, words.format(key=key))

    @Slot(object)
    def _on_undo(self, state: UndoState) -> None:
        """What was possible when the tracker was opened is no news; what is possible by a change is."""
        known, self._known = self._known, state
        key = self._key("edit.undo")
        if known is not None and state.undo is not None and state.undo != known.undo and key:
            words = self.tr("{key} takes back what you did last, also tomorrow. Nothing is asked before.")
            self._tell(UNDO, words.format(key=key))

    def _count(self, name: str) -> None:
        if name not in ACTIONS or not self._key(name):
            return
        self._by_mouse[name] = self._by_mouse.get(name, 0) + 1
        if self._by_mouse[name] >= OFTEN:
            words = self.tr("“{action}” has a key: {key}")
            self._tell(MOUSE, words.format(action=self._registry.words(name), key=self._key(name)))

    def _key(self, name: str) -> str:
        keys = self._registry.keys(name)
        return shown_key(keys[0]) if keys else ""

    # Saying

    def _wanted(self, tip: str) -> bool:
        """Whether it may be said now: one at a time, and each once ever."""
        settings = self._settings
        on = self._writable and settings.flag(_ON, True) and self.bar.isHidden()
        return on and not settings.flag(_SEEN + tip, False)

    def _tell(self, tip: str, text: str) -> None:
        if self._wanted(tip):
            self._settings.set_flag(_SEEN + tip, True)
            self.bar.say(text)
            self._registry.also(Needs.TIP, True)

    @Slot()
    def _switch(self) -> None:
        """Say them or not; who switches them on sees each of them once more."""
        on = self._registry["tips.shown"].isChecked()
        self._settings.set_flag(_ON, on)
        if not on:
            self.close()
            return
        self._by_mouse.clear()
        for tip in (NEXT, UNDO, MOUSE):
            self._settings.set_flag(_SEEN + tip, False)
