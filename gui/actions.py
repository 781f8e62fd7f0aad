"""The registry of actions: menus, toolbar, shortcuts, tooltips and the key sheet are made from one table."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton, QWidget

from gui import icons
from gui.action_spec import MENUS, Needs, Spec
from gui.action_specs import ACTIONS, SPECS
from gui.key_rules import acts_everywhere
from gui.theme import Theme
from gui.toolbar_overflow import ToolbarOverflow

AFTER_SEARCH = 6
"""The first place in the toolbar after the search box."""


class Actions(QObject):
    """The actions of one window, made from SPECS, all of them or those named. Lives on the window's thread.

    Each is made when it is asked for; make_all() makes the rest, which costs a start 40 ms.

    A QAction has one context for all its keys, so each has a second one for letters beside keys that act
    in the whole window; it triggers the first. The menu shows the keys of the first.
    """

    keys_changed = Signal()

    def __init__(self, window: QWidget, theme: Theme, names: Container[str] = ACTIONS) -> None:
        super().__init__(window)
        self.specs = tuple(spec for spec in SPECS if spec.id in names)
        """What there is in this window."""
        self._theme = theme
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._letters: dict[str, QAction] = {}
        self._handlers: dict[str, list[Callable[[], object] | SignalInstance]] = {}
        self._acts_in: list[QWidget] = []
        self._groups: dict[str, QActionGroup] = {}
        self._words: dict[str, str] = {}
        self._there = self._also = Needs.NOTHING
        self._allowed = -1
        self._submenus: dict[str, QMenu] = {}
        self._names = {spec.id for spec in self.specs}
        self._faded: set[str] = set()
        """Those whose icons have the colours of an earlier look, until somebody sees them."""
        theme.changed.connect(self._recolour)

    def __getitem__(self, name: str) -> QAction:
        if name not in self._actions:
            if name not in self._names:
                raise KeyError(name)
            self._make(ACTIONS[name])
        elif name in self._faded:
            self._colour(ACTIONS[name])
        return self._actions[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def make_all(self) -> None:
        """Make what nobody has asked for yet, in the order of the table."""
        for spec in self.specs:
            _ = self[spec.id]

    def connect_all(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Connect handlers, bound methods of QObjects, by the id of their action."""
        for name, handler in handlers.items():
            self._connect(name, handler)

    def forward_all(self, signals: Mapping[str, SignalInstance]) -> None:
        """Let each action, by its id, emit a signal without arguments."""
        for name, signal in signals.items():
            self._connect(name, signal)

    def starting_with(self, prefix: str) -> list[str]:
        """Return the ids that begin like that."""
        return [spec.id for spec in self.specs if spec.id.startswith(prefix)]

    def unconnected(self) -> set[str]:
        """Return the ids that no handler was connected for."""
        return self._names - set(self._handlers)

    def act_in(self, widgets: Iterable[QWidget]) -> None:
        """Let the letters act while one of these widgets has the focus, and nowhere else."""
        for widget in widgets:
            widget.addActions([*self._actions.values(), *self._letters.values()])
            self._acts_in.append(widget)

    def add_menus(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus, still empty; returns them by name."""
        menus = {
            name: bar.addMenu(QCoreApplication.translate("Actions", title)) for name, title in MENUS.items()
        }
        for menu in menus.values():
            menu.aboutToShow.connect(self._recolour_menu)
        return menus

    def fill_menus(self, menus: Mapping[str, QMenu]) -> None:
        """Make all actions and put them into the menus."""
        self.make_all()
        for spec in SPECS:
            menu = self.submenu(spec.within) if spec.within else menus[spec.menu]
            if spec.line:
                menu.addSeparator()
            menu.addAction(self._actions[spec.id])

    def submenu(self, name: str) -> QMenu:
        """Return the menu that an action opens, made where it has none yet."""
        if name not in self._submenus:
            menu = self._submenus[name] = QMenu(self._window)
            menu.setAccessibleName(plain(self[name].text()))
            menu.aboutToShow.connect(self._recolour_menu)
            self[name].setMenu(menu)
        return self._submenus[name]

    def fill_toolbar(self, bar: QToolBar, middle: QWidget) -> None:
        """Put the actions that have a place there on both sides of the widget in the middle."""
        placed = sorted((spec for spec in SPECS if spec.toolbar), key=_place)
        opening = {spec.within for spec in SPECS}
        for spec in placed:
            if spec.toolbar == AFTER_SEARCH:
                bar.addWidget(middle)
            bar.addAction(self[spec.id])
            if spec.id not in opening:
                continue
            self.submenu(spec.id)
            button = bar.widgetForAction(self[spec.id])
            if isinstance(button, QToolButton):
                button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        # What a narrow window has no room for is behind Qt's own button, which has a picture only.
        more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
        if more is not None:
            words = QCoreApplication.translate("Actions", "More")
            more.setAccessibleName(words)
            more.setToolTip(words)
            ToolbarOverflow(self._theme, bar, more)

    def allow(self, there: Needs) -> None:
        """Enable what is possible now. there: all that is there, but for what also() was told."""
        self._there = there
        self._allow()

    def also(self, flag: Needs, present: bool) -> None:
        """Say of one thing, which allow() is not told of, whether it is there."""
        self._also = self._also | flag if present else self._also & ~flag
        self._allow()

    def _allow(self) -> None:
        # With each move in the list; numbers cost a tenth of what flags do.
        there = (self._there | self._also).value
        if there != self._allowed:
            self._allowed = there
            for name in self._actions:
                self._enable(ACTIONS[name])

    def missing(self, name: str) -> Needs:
        """Return what an action lacks to be possible now."""
        there = self._there | self._also
        lacking = ACTIONS[name].needs & ~there
        # Where no tracker is open, nothing else is the reason.
        return lacking | Needs.TRACKER if lacking and Needs.TRACKER not in there else lacking

    def set_words(self, name: str, text: str) -> None:
        """Say in the menu and the tooltip what an action would do now."""
        self[name].setText(text)
        self._words[name] = text
        self._explain(name)

    def words(self, name: str) -> str:
        """Return what an action is called now, without an ellipsis."""
        return self._words.get(name) or plain(self[name].text())

    def keys(self, name: str) -> list[QKeySequence]:
        """Return every shortcut of an action, as it stands now."""
        action = self[name]
        return [*self._letters[name].shortcuts(), *action.shortcuts()]

    def set_keys(self, name: str, keys: Iterable[str]) -> None:
        """Give an action these keys and no others; menus, tooltips and sheets show them at once."""
        _ = self[name]
        self._give_keys(name, keys)
        self.keys_changed.emit()

    def _give_keys(self, name: str, keys: Iterable[str]) -> None:
        action, letter = self._actions[name], self._letters[name]
        wanted = tuple(keys)
        wide = [QKeySequence(key) for key in wanted if acts_everywhere(key, ACTIONS[name])]
        letters = [QKeySequence(key) for key in wanted if not acts_everywhere(key, ACTIONS[name])]
        if wide:
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            self._window.addAction(action)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._window.removeAction(action)
        action.setShortcuts(wide or letters)
        letter.setShortcuts(letters if wide else [])
        self._explain(name)

    def sheet(self) -> dict[str, list[tuple[str, list[QKeySequence]]]]:
        """Return what has a key, by the title of its menu: the live content of the key sheet."""
        found: dict[str, list[tuple[str, list[QKeySequence]]]] = {}
        for spec in self.specs:
            if self[spec.id].isVisible() and (keys := self.keys(spec.id)):
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
        letter = QAction(text, self._window)
        letter.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        letter.triggered.connect(action.trigger)
        for one in (action, letter):
            one.setAutoRepeat(spec.repeats)
        self._actions[spec.id], self._letters[spec.id] = action, letter
        self._give_keys(spec.id, spec.default_keys)
        self._enable(spec)
        self._colour(spec)
        for handler in self._handlers.get(spec.id, ()):
            action.triggered.connect(handler)
        for widget in self._acts_in:
            widget.addActions([action, letter])

    def _connect(self, name: str, handler: Callable[[], object] | SignalInstance) -> None:
        self._handlers.setdefault(name, []).append(handler)
        if name in self._actions:
            self._actions[name].triggered.connect(handler)
        elif name not in self._names:
            raise KeyError(name)

    def _enable(self, spec: Spec) -> None:
        possible = self._allowed < 0 or not spec.needs.value & ~self._allowed
        self._actions[spec.id].setEnabled(possible)
        self._letters[spec.id].setEnabled(possible)

    def _explain(self, name: str) -> None:
        tip = ACTIONS[name].tip
        words = QCoreApplication.translate("Actions", tip) if tip else ""
        self._actions[name].setToolTip(with_keys(self.words(name), self.keys(name), words))

    @Slot()
    def _recolour(self) -> None:
        # Most are in menus that are closed: drawing them all takes longer than the rest of a small change.
        self._faded = set(self._actions)
        for name in self._actions:
            if ACTIONS[name].toolbar:
                self._colour(ACTIONS[name])

    @Slot()
    def _recolour_menu(self) -> None:
        """Draw the icons of the menu that is about to be seen."""
        menu = self.sender()
        for action in menu.actions() if isinstance(menu, QMenu) else ():
            if action.objectName() in self._faded:
                self._colour(ACTIONS[action.objectName()])

    def _colour(self, spec: Spec) -> None:
        self._faded.discard(spec.id)
        if spec.icon:
            palette = self._theme.palette
            picture = icons.icon(
                spec.icon, palette.text_secondary, self._theme.icon_px, palette.text_disabled
            )
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
