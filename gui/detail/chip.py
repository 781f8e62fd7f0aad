"""One short field of the ribbon: its icon and value, or its muted name while it is empty."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from gui.detail.field_menu import add_history
from gui.theme import RADIUS_SMALL, current

_LONGEST = 260
"""Widest text in pixels at zoom 1; a longer value is cut with … and stands whole in the tooltip."""
_PADDING = 6
_GAP = 4


class Chip(QAbstractButton):
    """Click, Enter or Space opens the field's picker. A set field has a ground, an empty one has none."""

    wanted = Signal(object)
    """The field's name."""
    history_wanted = Signal(object)
    """The field's name."""

    def __init__(self, field: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.has_history = False
        """Whether its menu offers what the field was before."""
        self._name = name
        self._value = ""
        self._unsaved = False
        self.setObjectName(f"chip_{field}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)

    @property
    def value(self) -> str:
        """The value as people read it, whole; "" when the field is empty."""
        return self._value

    def show_value(self, value: str, icon: QIcon | None, *, unsaved: bool) -> None:
        """Show a value; `unsaved` while it is not known to be in the tracker."""
        self._value = value
        self._unsaved = unsaved
        said = f"{self._name}: {value}" if value else self.tr("{}: none").format(self._name)
        self.setAccessibleName(self.tr("{}, not saved yet").format(said) if unsaved else said)
        self.setToolTip(self.accessibleName())
        self.setText(value or self._name)
        self.setIcon(icon if icon is not None else QIcon())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return what icon and text take, the text cut at its longest."""
        scaled = current().scaled
        width = 2 * scaled(_PADDING) + self.fontMetrics().horizontalAdvance(self._shown(scaled(_LONGEST)))
        if not self.icon().isNull():
            width += current().icon_px + (scaled(_GAP) if self.text() else 0)
        return QSize(width, max(scaled(24), self.fontMetrics().height() + scaled(4)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, ring, icon and text in the theme's colours."""
        palette, scaled = current().palette, current().scaled
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.underMouse() and self.isEnabled()
        ground = palette.pressed if hovered or self.isDown() else palette.hover
        painter.setBrush(QColor(ground) if self._value or hovered else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        edge = 1.0 if self.hasFocus() else 0.0
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), scaled(RADIUS_SMALL), scaled(RADIUS_SMALL)
        )
        place = self.rect().adjusted(scaled(_PADDING), 0, -scaled(_PADDING), 0)
        if not self.icon().isNull():
            side = current().icon_px
            corner = QPoint(place.left(), (self.height() - side) // 2)
            self.icon().paint(painter, QRect(corner, QSize(side, side)))
            place.setLeft(place.left() + side + scaled(_GAP))
        painter.setPen(QColor(palette.text if self._value else palette.text_muted))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, int(flags), self._shown(min(scaled(_LONGEST), place.width() + 1)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what the field was before."""
        if self.has_history:
            menu = QMenu(self)
            add_history(menu, self.field).triggered.connect(self._ask_history)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos())

    @Slot()
    def _ask_history(self) -> None:
        self.history_wanted.emit(self.field)

    def _shown(self, width: int) -> str:
        text = f"{self.text()} …" if self._unsaved else self.text()
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self.field)
