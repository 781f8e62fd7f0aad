"""The fields of several issues: the value that they share, or which ones occur how often. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.detail.chip import Chip
from gui.detail.field_icons import field_icon
from gui.detail.flow import FlowLayout
from gui.detail.look import inset, link_button, themed_icon
from gui.detail.words import field_name, value_name
from gui.i18n import number
from gui.theme import SPACE_M, SPACE_S, current, set_look_of
from store.outlook_requests import Common, Spread

FIELDS = (
    "status", "priority", "issue_type", "assignee", "labels", "defer_until", "due_at", "estimated_minutes"
)  # fmt: skip
_LABELS = 12
"""Labels that are shown; the picker has all of them."""
_NAMED = 3
"""Different values of a field that are named."""


class ManyFields(QWidget):
    """A line for each field: its name, a chip that opens the picker, and what stands beside it."""

    wanted = Signal(object)
    """The name of a field whose picker is to open."""
    blocker_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chips: dict[str, Chip] = {}
        self.notes: dict[str, QLabel] = {}
        self._label_chips: list[Chip] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        for line, field in enumerate(FIELDS):
            grid.addWidget(self._name(field_name(field)), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._line(field), line, 1)
        self.blocker = link_button(self.tr("Add blocker…"), self)
        self.blocker.clicked.connect(self.blocker_wanted)
        grid.addWidget(self._name(self.tr("Waits for")), len(FIELDS), 0)
        grid.addWidget(self.blocker, len(FIELDS), 1, Qt.AlignmentFlag.AlignLeft)

    def show_common(self, common: Common, *, editable: bool) -> None:
        """Show what they have in common."""
        for field, chip in self.chips.items():
            chip.setEnabled(editable)
            if field != "labels":
                self._show_field(field, common.fields.get(field, Spread()))
        self._show_labels(common, editable=editable)
        self.blocker.setEnabled(editable)

    def _show_field(self, field: str, spread: Spread) -> None:
        chip, note = self.chips[field], self.notes[field]
        if spread.common:
            value = spread.values[0][0]
            chip.show_value(value_name(field, value), field_icon(field, value), unsaved=False)
            if not chip.value:
                chip.setText(self.tr("None"))
            note.setText("")
        else:
            chip.show_value(self.tr("Mixed"), None, unsaved=False)
            note.setText(self._spread_words(field, spread))
            chip.setAccessibleName(f"{field_name(field)}: {self.tr('Mixed')}: {note.text()}")
        note.setVisible(not spread.common)

    def _spread_words(self, field: str, spread: Spread) -> str:
        named = [
            f"{number(n)} × {value_name(field, value) or self.tr('none')}"
            for value, n in spread.values[:_NAMED]
        ]
        more = spread.more or len(spread.values) > _NAMED
        return " · ".join([*named, "…"] if more else named)

    def _show_labels(self, common: Common, *, editable: bool) -> None:
        labels, everyone = common.labels[:_LABELS], common.count
        for chip in self._label_chips:
            chip.hide()
            chip.deleteLater()
        self._label_chips = []
        for place, (name, n) in enumerate(labels):
            chip = Chip("labels", field_name("labels"), self._label_row)
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            words = name if n == everyone else f"{name}  {number(n)}/{number(everyone)}"
            chip.show_value(words, themed_icon("tag"), unsaved=False)
            chip.setEnabled(editable)
            chip.wanted.connect(self.wanted)
            self._label_flow.insert(place, chip)
            chip.show()
            self._label_chips.append(chip)
        own = self.chips["labels"]
        own.show_value("", themed_icon("plus"), unsaved=False)
        hidden = len(common.labels) - len(labels)
        own.setText(self.tr("{n} more").format(n=number(hidden)) if hidden else "")
        said = ", ".join(f"{name} ({number(n)})" for name, n in common.labels)
        own.setAccessibleName(self.tr("Labels: {}").format(said or self.tr("none")))
        own.setToolTip(self.tr("Add or remove labels"))

    def _line(self, field: str) -> QWidget:
        row = QWidget(self)
        flow = FlowLayout(row)
        chip = self.chips[field] = Chip(field, field_name(field), row)
        chip.wanted.connect(self.wanted)
        flow.addWidget(chip)
        if field == "labels":
            self._label_row, self._label_flow = row, flow
        else:
            note = self.notes[field] = QLabel(row)
            set_look_of(note, "role", "muted")
            note.setFixedHeight(chip.sizeHint().height())
            note.hide()
            flow.addWidget(note)
        return row

    def _name(self, words: str) -> QLabel:
        label = QLabel(words, self)
        set_look_of(label, "role", "muted")
        label.setIndent(inset())
        label.setFixedHeight(current().scaled(24))
        return label
