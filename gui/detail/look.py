"""Small widgets and lengths that the parts of the pane share; colours come from gui.theme."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Slot
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from gui import icons
from gui.theme import current

_ROUNDS = 3
"""New widths go down, heights come up, and once more where a height brought a scroll bar."""


def place_now(top: QWidget) -> None:
    """Place everything inside a widget before the next frame.

    A text learns its height from its width, and each level of widgets tells the one above by an event:
    Qt paints between these rounds, and parts are seen jumping, at the first issue by 1,100 pixels.
    """
    parts = [top, *top.findChildren(QWidget)]
    for _ in range(_ROUNDS):
        for part in reversed(parts):
            QCoreApplication.sendPostedEvents(part, QEvent.Type.LayoutRequest)


def inset() -> int:
    """Return by how much a text stands inside a quiet editor: its border and padding."""
    return current().scaled(4) + 1


def pressed_by_enter(event: QKeyEvent, inside: QWidget) -> bool:
    """Press the button inside a widget that has the focus, when Enter came to it and it had no use for it.

    By itself a Qt button outside a dialog takes the space bar only.
    """
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
        return False
    button = QApplication.focusWidget()
    if not isinstance(button, QAbstractButton) or not inside.isAncestorOf(button):
        return False
    button.click()
    return True


def themed_icon(name: str) -> QIcon:
    """Return a plain icon in the colour of secondary text."""
    palette = current().palette
    return icons.icon(name, palette.text_secondary, current().icon_px, palette.text_disabled)


def link_button(text: str, parent: QWidget) -> QPushButton:
    """Return a button that looks like a link."""
    button = QPushButton(text, parent)
    button.setProperty("kind", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


class IconButton(QToolButton):
    """A small button with an icon only; the name is its tooltip and what a screen reader says."""

    def __init__(self, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._recolour()
        current().changed.connect(self._recolour)

    @Slot()
    def _recolour(self) -> None:
        self.setIcon(themed_icon(self._icon))


class RevealedButton(IconButton):
    """An icon that is seen while the mouse is over its row, or when it has the focus; it is always there."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, unless there is no need to see it."""
        row = self.parentWidget()
        if self.hasFocus() or row is None or row.underMouse() or row.hasFocus():
            super().paintEvent(event)


def hairline(parent: QWidget) -> QFrame:
    """Return a line of one pixel."""
    line = QFrame(parent)
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line


class SectionHead(QWidget):
    """The heading of a part, its count, and a button to add to it."""

    def __init__(self, title: str, parent: QWidget, add: str = "") -> None:
        super().__init__(parent)
        self._title = QLabel(title, self)
        self._title.setProperty("role", "section")
        self._title.setIndent(inset())
        self.add = IconButton("plus", add, self)
        self.add.setVisible(bool(add))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self.add)

    def set_title(self, text: str) -> None:
        """Change the heading."""
        self._title.setText(text)


class ElidedLabel(QWidget):
    """One line of plain text that ends in … where it does not fit."""

    def __init__(self, parent: QWidget, *, muted: bool = False) -> None:
        super().__init__(parent)
        self._text = ""
        self._muted = muted

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = " ".join(text.split())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return a few letters."""
        return QSize(min(40, self.sizeHint().width()), self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        palette = current().palette
        painter.setPen(QColor(palette.text_muted if self._muted else palette.text))
        text = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
