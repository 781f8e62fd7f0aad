"""Chips of what the list gives to a new issue: its label, assignee, date … Each can be taken away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui import icons
from gui.capture_chips import part_icon, part_said, part_words
from gui.detail.chip import Chip
from gui.detail.flow import FlowLayout
from gui.theme import SPACE_XS, current, set_look_of
from store.capture import Captured, Part

CROSS = 12
"""In pixels at zoom 1."""


class GivenChips(QWidget):
    """Hidden while nothing is given. Lives on the window's thread."""

    taken_away = Signal()
    """The keyboard belongs to the line again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: tuple[Part, ...] = ()
        self._left: tuple[Part, ...] = ()
        self._shown: tuple[Part, ...] = ()
        self._chips: list[_GivenChip] = []
        self._now = ""
        self._title = QLabel(self.tr("From this list:"), self)
        set_look_of(self._title, "role", "caption")
        self._flow = FlowLayout(self, SPACE_XS)
        self._flow.addWidget(self._title)
        self.words = ""
        """What the chips say, for whoever hears it."""
        self.hide()

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is given and was not taken away."""
        return self._left

    def offer(self, parts: Sequence[Part]) -> None:
        """Give this; what was taken away of the same before stays away."""
        parts = tuple(parts)
        if parts != self._all:
            self._all = self._left = parts

    def forget(self) -> None:
        """Give nothing."""
        self._all = self._left = ()

    def follow(self, captured: Captured | None, now: str) -> None:
        """Show what is given beside what a line says itself. now: a time such as Clock.now()."""
        self._now = now
        said = captured.parts if captured is not None else ()
        line = captured if captured is not None else Captured("", "")
        self._shown = line.within(self._left).parts[len(said) :]
        for chip in self._chips[len(self._shown) :]:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        del self._chips[len(self._shown) :]
        while len(self._chips) < len(self._shown):
            chip = _GivenChip(str(len(self._chips)), "", self)
            chip.wanted.connect(self._on_wanted)
            self._flow.addWidget(chip)
            self._chips.append(chip)
        for chip, part in zip(self._chips, self._shown, strict=True):
            words = part_said(part, now)
            chip.show_value(part_words(part, now), part_icon(part), unsaved=False)
            chip.setAccessibleName(self.tr("{value}, take away").format(value=words))
            chip.setToolTip(self.tr("{value}: a click takes it away").format(value=words))
            chip.show()
        if self._chips:
            # Its words stand on one line with those of the chips.
            self._title.setFixedHeight(self._chips[0].sizeHint().height())
        self.words = ", ".join(part_said(part, now) for part in self._shown)
        self.setVisible(bool(self._shown))

    @Slot()
    def take_last(self) -> None:
        """Take the last one away."""
        if self._shown:
            self._take(len(self._shown) - 1)

    @Slot(object)
    def _on_wanted(self, place: object) -> None:
        self._take(int(str(place)))

    def _take(self, place: int) -> None:
        part = self._shown[place]
        self._left = tuple(one for one in self._left if one != part)
        self.taken_away.emit()


class _GivenChip(Chip):
    """A chip with a cross."""

    def sizeHint(self) -> QSize:
        """Leave room for the cross."""
        hint = super().sizeHint()
        return QSize(hint.width() + current().scaled(CROSS + SPACE_XS), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip and its cross."""
        super().paintEvent(event)
        theme = current()
        size = theme.scaled(CROSS)
        colour = theme.palette.text if self.underMouse() or self.hasFocus() else theme.palette.text_muted
        corner = QPoint(self.width() - size - theme.scaled(SPACE_XS), (self.height() - size) // 2)
        painter = QPainter(self)
        painter.drawPixmap(
            QRect(corner, QSize(size, size)), icons.pixmap("x", colour, size, self.devicePixelRatioF())
        )
