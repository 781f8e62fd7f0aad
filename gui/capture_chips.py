"""Chips below a line for a new issue: what was understood of it. They follow each key."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from gui import icons
from gui.day_words import day_words
from gui.detail.chip import Chip
from gui.detail.flow import FlowLayout
from gui.detail.look import themed_icon
from gui.detail.words import field_name, type_name
from gui.theme import current
from gui.wording import priority_name, status_name
from store.capture import LABEL, PARENT, Captured, Part

_ICONS = {
    LABEL: "tag", PARENT: "corner-down-right", "assignee": "user", "due_at": "calendar",
    "defer_until": "calendar-clock",
}  # fmt: skip


class CaptureChips(QWidget):
    """Hidden while nothing is understood. Lives on the window's thread; a click names the chip's words."""

    chosen = Signal(object)
    """The store.capture.Part whose chip was clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._chips: list[Chip] = []
        self._parts: tuple[Part, ...] = ()
        self.words = ""
        """What the chips say, for whoever hears it."""
        self.hide()

    def show_parts(self, captured: Captured | None, now: str) -> None:
        """Show what was understood of a line; None for nothing. now: a time such as Clock.now()."""
        self._parts = captured.parts if captured is not None else ()
        while len(self._chips) > len(self._parts):
            chip = self._chips.pop()
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        while len(self._chips) < len(self._parts):
            self._chips.append(self._made())
        for chip, part in zip(self._chips, self._parts, strict=True):
            chip.show_value(part_words(part, now), part_icon(part), unsaved=False)
            chip.setAccessibleName(part_said(part, now))
            chip.setToolTip(part_said(part, now))
            chip.show()
        self.words = ", ".join(part_said(part, now) for part in self._parts)
        self.setVisible(bool(self._parts))

    def _made(self) -> Chip:
        chip = Chip(str(len(self._chips)), "", self)
        # The line keeps the keyboard; the Tab key goes on to what comes after it.
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.wanted.connect(self._on_wanted)
        self._flow.addWidget(chip)
        return chip

    @Slot(object)
    def _on_wanted(self, place: object) -> None:
        n = int(str(place))
        if n < len(self._parts):
            self.chosen.emit(self._parts[n])


def part_words(part: Part, now: str) -> str:
    """Return a value as people read it. now: a time such as Clock.now()."""
    if part.name == "priority" and isinstance(part.value, int):
        return priority_name(part.value)
    if part.name == "issue_type":
        return type_name(str(part.value))
    if part.name == "status":
        return status_name(str(part.value))
    if part.name in ("due_at", "defer_until"):
        return day_words(str(part.value), now)
    return str(part.value)


def part_said(part: Part, now: str) -> str:
    """Return a field and its value."""
    tr = QCoreApplication.translate
    name = {LABEL: tr("CaptureChips", "Label"), PARENT: tr("CaptureChips", "Part of")}.get(part.name)
    return f"{name or field_name(part.name)}: {part_words(part, now)}"


def part_icon(part: Part) -> QIcon:
    """Return the picture of a value, or of its field."""
    palette = current().palette
    if part.name == "priority" and isinstance(part.value, int):
        return icons.priority_icon(part.value, palette)
    if part.name == "issue_type":
        return icons.type_icon(str(part.value), palette)
    if part.name == "status":
        return icons.status_icon(str(part.value), palette)
    return themed_icon(_ICONS[part.name])
