"""The registry of actions: menus, toolbar, shortcuts, tooltips and the key sheet are made from one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt, SignalInstance, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from gui import icons
from gui.action_specs import MENUS, SPECS, Needs, Spec
from gui.theme import ICON_SIZE, Theme


class Actions(QObject):
    """The actions of one window, made from SPECS. Lives on the window's thread."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._letters: dict[str, QAction] = {}
        self._connected: set[str] = set()
        self._groups: dict[str, QActionGroup] = {}
        for spec in SPECS:
            self._make(spec)
        theme.changed.connect(self._recolour)
        self._recolour()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect_all(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Connect handlers, bound methods of QObjects, by the id of their action."""
        for name, handler in handlers.items():
            self._actions[name].triggered.connect(handler)
            self._connected.add(name)

    def forward_all(self, signals: Mapping[str, SignalInstance]) -> None:
        """Let each action, by its id, emit a signal without arguments."""
        for name, signal in signals.items():
            self._actions[name].triggered.connect(signal)
            self._connected.add(name)

    def starting_with(self, prefix: str) -> list[str]:
        """Return the ids that begin like that."""
        return [name for name in self._actions if name.startswith(prefix)]

    def unconnected(self) -> set[str]:
        """Return the ids that no handler was connected for."""
        return set(self._actions) - self._connected

    def act_in(self, widgets: Iterable[QWidget]) -> None:
        """Let the letters act while one of these widgets has the focus, and nowhere else."""
        for widget in widgets:
            widget.addActions(list(self._letters.values()))

    def fill_menus(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus; returns them by name."""
        menus = {
            name: bar.addMenu(QCoreApplication.translate("Actions", title)) for name, title in MENUS.items()
        }
        for spec in SPECS:
            if spec.line:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(self._actions[spec.id])
        return menus

    def fill_toolbar(self, bar: QToolBar, middle: QWidget) -> None:
        """Put the actions that have a place there on both sides of the widget in the middle."""
        placed = sorted((spec for spec in SPECS if spec.toolbar), key=_place)
        for spec in placed:
            if spec.toolbar == 6:
                bar.addWidget(middle)
            bar.addAction(self._actions[spec.id])

    def allow(self, there: Needs) -> None:
        """Enable what is possible now. there: all that is there."""
        for spec in SPECS:
            possible = spec.needs in there
            self._actions[spec.id].setEnabled(possible)
            if spec.id in self._letters:
                self._letters[spec.id].setEnabled(possible)

    def set_words(self, name: str, text: str) -> None:
        """Say in the menu and the tooltip what an action would do now."""
        action = self._actions[name]
        action.setText(text)
        action.setToolTip(with_keys(text, self.keys(name)))

    def keys(self, name: str) -> list[QKeySequence]:
        """Return every shortcut of an action, as it stands now."""
        action, letter = self._actions[name], self._letters.get(name)
        extra = letter.shortcuts() if letter is not None and letter is not action else []
        return [*extra, *action.shortcuts()]

    def sheet(self) -> dict[str, list[tuple[str, list[QKeySequence]]]]:
        """Return what has a key, by the title of its menu: the live content of the key sheet."""
        found: dict[str, list[tuple[str, list[QKeySequence]]]] = {}
        for spec in SPECS:
            if keys := self.keys(spec.id):
                title = plain(QCoreApplication.translate("Actions", MENUS[spec.menu]))
                text = QCoreApplication.translate("Actions", spec.text)
                found.setdefault(title, []).append((plain(text), keys))
        return found

    def _make(self, spec: Spec) -> None:
        text = QCoreApplication.translate("Actions", spec.text)
        action = QAction(text, self._window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable or bool(spec.group))
        if spec.group:
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(self)
            self._groups[spec.group].addAction(action)
        # A QAction has one context for all its keys, so letters beside window keys get an action of
        # their own that triggers the first; the menu shows the one that acts everywhere.
        letter = action if spec.letters and not spec.keys else None
        if spec.keys:
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            self._window.addAction(action)
            if spec.letters:
                letter = QAction(text, self._window)
                letter.triggered.connect(action.trigger)
        if letter is not None:
            letter.setShortcuts([QKeySequence(key) for key in spec.letters])
            letter.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            letter.setAutoRepeat(spec.id in ("list.next", "list.previous"))
            self._letters[spec.id] = letter
        action.setAutoRepeat(
            action.autoRepeat() if letter is action else spec.id in ("edit.undo", "edit.redo")
        )
        self._actions[spec.id] = action
        tip = QCoreApplication.translate("Actions", spec.tip) if spec.tip else ""
        action.setToolTip(with_keys(plain(text), self.keys(spec.id), tip))

    @Slot()
    def _recolour(self) -> None:
        palette = self._theme.palette
        for spec in SPECS:
            if spec.icon:
                picture = icons.icon(spec.icon, palette.text_secondary, ICON_SIZE, palette.text_disabled)
                self._actions[spec.id].setIcon(picture)


def with_keys(text: str, keys: Iterable[QKeySequence], tip: str = "") -> str:
    """Return a tooltip: the words, the keys, and a second line."""
    shown = ", ".join(shown_key(key) for key in keys)
    first = f"{text} ({shown})" if shown else text
    return f"{first}\n{tip}" if tip else first


def shown_key(key: QKeySequence) -> str:
    """Return a shortcut as the system writes it; chords with "then"."""
    text = key.toString(QKeySequence.SequenceFormat.NativeText)
    # Keyboards and all other words of this window say Enter.
    parts = text.replace("Return", QCoreApplication.translate("Actions", "Enter")).split(", ")
    return QCoreApplication.translate("Actions", " then ").join(parts)


def plain(text: str) -> str:
    """Return a menu's text without the mark of its access key and without an ellipsis."""
    return text.replace("&", "").rstrip("…")


def _place(spec: Spec) -> int:
    return spec.toolbar
