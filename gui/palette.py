"""The palette: every action and every issue, found by a few letters."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from gui.action_entries import action_entries
from gui.action_specs import ACTIONS
from gui.actions import Actions
from gui.bridge import StoreBridge
from gui.detail.popup import Popup
from gui.palette_issues import PaletteIssues
from gui.palette_line import PaletteLine
from gui.palette_list import PaletteList
from gui.palette_rows import Entry, Kind, entries, is_sure, only_actions, text_of
from gui.settings import Settings
from gui.theme import SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Theme, set_look_of

OWN = "palette.open"
WIDTH = 640
"""In pixels at zoom 1."""
PATIENCE_MS = 150
"""A shorter wait is not noticed, so nothing is said of it."""
_RECENT = "palette/recent"
_KEPT = 20


class Palette(Popup):
    """Type to find, arrows to move, Enter to do or open, Escape to leave. Lives on the window's thread."""

    issue_chosen = Signal(object)
    """The uid of an issue."""
    place_chosen = Signal(object)
    """The uid of a saved view."""
    search_chosen = Signal(object)
    template_chosen = Signal(object)
    create_chosen = Signal(object)
    """A text: to look for in the list, or the title of a new issue."""

    def __init__(
        self, registry: Actions, bridge: StoreBridge, theme: Theme, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window, "")
        self._registry, self._theme, self._settings = registry, theme, settings
        self._actions: list[Entry] = []
        self.templates: list[Entry] = []
        """Rows for the templates of new issues."""
        self.places: tuple[Entry, ...] = ()
        """What can be gone to besides."""
        self._moved_to: Entry | None = None
        self._enter_waits = False
        self.setAccessibleName(self.tr("Actions and issues"))
        self.issues = PaletteIssues(bridge, self)
        self.line = PaletteLine(self)
        self.line.setFrame(False)
        set_look_of(self.line, "role", "palette")
        self.line.setPlaceholderText(self.tr("Find an action or an issue…"))
        self.line.setAccessibleName(self.tr("Find an action or an issue"))
        self.line.setAccessibleDescription(self.tr("Start with > for actions only"))
        self.list = PaletteList(theme, self)
        self._said = QLabel(self)
        self._said.setAccessibleName(self.tr("State"))
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE_MS)
        self._slow.timeout.connect(self._say_busy)
        self._lay_out()
        self.line.textChanged.connect(self._on_text)
        self.line.moved.connect(self._on_move)
        self.line.entered.connect(self._on_enter)
        self.line.escaped.connect(self.leave)
        self.list.clicked.connect(self._on_clicked)
        self.issues.changed.connect(self._on_found)
        self.left.connect(self._on_left)

    def _lay_out(self) -> None:
        line = QFrame(self)
        set_look_of(line, "role", "hairline")
        lower = QFrame(self)
        set_look_of(lower, "role", "hairline")
        hint = QLabel(self.tr("↑↓ move · Enter does it · > actions only · Esc closes"), self)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        foot.setSpacing(SPACE_M)
        for label in (self._said, hint):
            set_look_of(label, "role", "caption")
        foot.addWidget(self._said, 1)
        foot.addWidget(hint)
        self.column.setContentsMargins(SPACE_XS, SPACE_XS, SPACE_XS, SPACE_S)
        for widget in (self.line, line, self.list, lower):
            self.column.addWidget(widget)
        self.column.addLayout(foot)

    @property
    def said(self) -> str:
        """What is said below the rows."""
        return self._said.text()

    @Slot()
    def toggle(self) -> None:
        """Open it empty, or close it."""
        if self.isVisible():
            self.leave()
            return
        actions = (entry for entry in action_entries(self._registry) if entry.value != OWN)
        self._actions = [*self.places, *actions]
        if not self._registry.missing("issue.new"):
            self._actions += self.templates
        self._moved_to, self._enter_waits = None, False
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self._fill()
        self.place_at(self.window())
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fit(self) -> None:
        """Stand in the upper middle of the window, as tall as the rows need."""
        window = self.window()
        top = max(window.height() // 10, self._theme.scaled(72))
        self.setFixedWidth(min(self._theme.scaled(WIDTH), window.width() - 2 * SPACE_XL))
        most = window.height() - 2 * top - self._theme.scaled(96)
        self.list.setVisible(bool(self.list.entries))
        self.list.setFixedHeight(max(self.list.wanted_height(most), 1))
        self.column.activate()
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, top)

    @Slot()
    def _on_left(self) -> None:
        self.issues.forget()
        self._slow.stop()

    # Rows

    def _fill(self) -> None:
        typed = self.line.text()
        creatable = "issue.new" in self._registry and not self._registry.missing("issue.new")
        rows = entries(typed, self._actions, self._recent(), self.issues.found, creatable=creatable)
        self.list.show_entries(rows, self._moved_to)
        self._say(self.issues.fault)
        self.fit()
        self._announce()

    def _recent(self) -> list[str]:
        return [name for name in self._settings.text(_RECENT).split() if name in ACTIONS]

    @Slot(str)
    def _on_text(self, typed: str) -> None:
        self._moved_to, self._enter_waits = None, False
        self.issues.look_for("" if only_actions(typed) else text_of(typed))
        if self.issues.found.waits:
            self._slow.start()
        self._fill()

    @Slot()
    def _on_found(self) -> None:
        self._slow.stop()
        self._fill()
        if self._enter_waits:
            self._enter_waits = False
            self._choose(self.list.entry)

    @Slot(object)
    def _on_move(self, steps: int) -> None:
        self.list.move_by(steps)
        self._moved_to = self.list.entry
        self._enter_waits = False
        self._announce()

    # Choosing

    @Slot()
    def _on_enter(self) -> None:
        """Take the current row; while issues are looked for, only one that they cannot push away."""
        waits = self.issues.found.waits and self._moved_to is None
        if waits and not is_sure(self.list.entries, self.line.text()):
            self._enter_waits = True
        else:
            self._choose(self.list.entry)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(self.list.entries[index.row()])

    def _choose(self, entry: Entry | None) -> None:
        if entry is None or entry.kind is Kind.HEADING:
            return
        if entry.reason:
            self._say(self.tr("{action} is not possible: {why}").format(action=entry.text, why=entry.reason))
            return
        self.leave()
        if entry.kind is Kind.ACTION:
            self._settings.set_text(_RECENT, " ".join(_first(entry.value, self._recent())))
            self._registry[entry.value].trigger()
        else:
            {
                Kind.ISSUE: self.issue_chosen,
                Kind.SEARCH: self.search_chosen,
                Kind.TEMPLATE: self.template_chosen,
                Kind.VIEW: self.place_chosen,
            }.get(entry.kind, self.create_chosen).emit(entry.value)

    # Saying

    @Slot()
    def _say_busy(self) -> None:
        self._say(self.tr("Looking for issues…"))

    def _say(self, text: str) -> None:
        self._said.setText(text)

    def _announce(self) -> None:
        entry = self.list.entry
        if entry is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, entry.said))


def _first(name: str, names: list[str]) -> list[str]:
    return [name, *(one for one in names if one != name)][:_KEPT]
