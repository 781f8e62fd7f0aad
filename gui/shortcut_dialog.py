"""The dialog that lists every action with its keys and gives it others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.action_entries import action_entries
from gui.actions import Actions
from gui.i18n import plural
from gui.key_bindings import KeyBindings
from gui.key_editor import KeyEditor
from gui.palette_line import PaletteLine
from gui.palette_list import PaletteList
from gui.palette_rows import Entry, fitting
from gui.pressing import press_focused
from gui.theme import SPACE_L, SPACE_M, SPACE_S, Theme, set_look_of


class ShortcutDialog(QDialog):
    """Type to find, arrows to move, Enter to change. Open it with open(); deletes itself when closed."""

    def __init__(self, registry: Actions, bindings: KeyBindings, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Change shortcuts"))
        self._registry, self._bindings = registry, bindings
        self.line = PaletteLine(self)
        self.line.setPlaceholderText(self.tr("Find an action, or a key such as Ctrl+D"))
        self.line.setAccessibleName(self.tr("Find an action or a key"))
        self.list = PaletteList(theme, self)
        self.editor = KeyEditor(registry, bindings, self)
        self._nothing = QLabel(self.tr("No action has such a name or key."), self)
        set_look_of(self._nothing, "role", "muted")
        self._note = QLabel(
            self.tr("Letters act in the list and the sidebar only, never while you type."), self
        )
        set_look_of(self._note, "role", "caption")
        self.reset_all = QPushButton(self.tr("Reset all…"), self)
        self._sure = QPushButton(self)
        self._keep = QPushButton(self.tr("Keep them"), self)
        self._close = QPushButton(self.tr("Close"), self)
        self._lay_out()
        self.line.textChanged.connect(self._fill)
        self.line.moved.connect(self._on_move)
        self.line.entered.connect(self.editor.change.click)
        self.line.escaped.connect(self.reject)
        self.list.clicked.connect(self._on_clicked)
        self.list.doubleClicked.connect(self.editor.change.click)
        self.editor.left.connect(self.line.setFocus)
        self.reset_all.clicked.connect(self._ask_reset)
        self._sure.clicked.connect(self._reset_all)
        self._keep.clicked.connect(self._refresh)
        self._close.clicked.connect(self.reject)
        bindings.changed.connect(self._refresh)
        self._fill()
        self.resize(theme.scaled(600), theme.scaled(640))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        for button in (self.reset_all, self._sure, self._keep):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self._close.setAutoDefault(False)
        foot.addStretch(1)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        for widget in (self._nothing, self.editor, self._note):
            column.addWidget(widget)
        column.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not press_focused(event):
            super().keyPressEvent(event)

    @Slot()
    def _fill(self) -> None:
        """Show what fits."""
        typed = self.line.text().strip()
        entries = list(self._entries().values())
        if typed:
            strong, weak = fitting(typed, entries, ())
            by_key = [one for one in entries if typed.casefold() in (key.casefold() for key in one.keys)]
            entries = list({one.value: one for one in (*by_key, *strong, *weak)}.values())
        self._show(entries)

    @Slot()
    def _refresh(self) -> None:
        """Show the same actions with the keys that they have now, also where these no longer fit."""
        now = self._entries()
        self._show([replace(now[one.value], marks=one.marks) for one in self.list.entries])

    def _show(self, entries: Sequence[Entry]) -> None:
        self.list.show_entries(entries, self.list.entry)
        self.list.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        touched = len(self._bindings.touched)
        self.reset_all.setVisible(True)
        self.reset_all.setEnabled(touched > 0)
        self._sure.hide()
        self._keep.hide()
        self._show_current()

    def _entries(self) -> dict[str, Entry]:
        """Return every action by its id; here it is all the same whether it is possible now."""
        touched, changed = self._bindings.touched, self.tr("{menu} · changed")
        return {
            one.value: replace(
                one, reason="", hint=changed.format(menu=one.hint) if one.value in touched else one.hint
            )
            for one in action_entries(self._registry)
        }

    def _show_current(self) -> None:
        entry = self.list.entry
        self.editor.show_action(entry.value if entry is not None else "")

    @Slot(object)
    def _on_move(self, steps: int) -> None:
        self.list.move_by(steps)
        self._show_current()

    @Slot(QModelIndex)
    def _on_clicked(self, _index: QModelIndex) -> None:
        self._show_current()
        self.line.setFocus()

    @Slot()
    def _ask_reset(self) -> None:
        n = len(self._bindings.touched)
        self._sure.setText(plural(self.tr("Reset %n action(s)", "", n), n))
        self.reset_all.hide()
        self._sure.show()
        self._keep.show()
        self._keep.setFocus()

    @Slot()
    def _reset_all(self) -> None:
        self._bindings.reset(*self._bindings.touched)
        self.line.setFocus()
