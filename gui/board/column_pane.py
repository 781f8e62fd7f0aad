"""One column with its title: what it stands for, how many cards it has. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import icons
from gui.board.column_view import ColumnView
from gui.board.words import column_name, column_words, outside_words
from gui.i18n import number
from gui.theme import ICON_SIZE, RADIUS, SPACE_L, SPACE_S, SPACE_XS, Theme
from store.answers import Column

HEAD = 36
"""Height of the title, in pixels at zoom 1."""


class ColumnHead(QWidget):
    """Paints a shape, the name, the count, and how many more there are outside the view."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._by, self._value, self._count, self._more = "status", "", 0, 0

    def show_column(self, by: str, column: Column) -> None:
        """Take over what the column is about."""
        self._by, self._value = by, column.value
        self._count, self._more = len(column.keys), column.elsewhere
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the height of a title."""
        return QSize(0, self._theme.scaled(HEAD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the title."""
        palette, size = self._theme.palette, self._theme.scaled(ICON_SIZE)
        painter = QPainter(self)
        rect = self.rect().adjusted(SPACE_L, 0, -SPACE_L, 0)
        painter.drawPixmap(QPointF(rect.left(), (rect.height() - size) // 2), self._picture(size))
        left = rect.left() + size + SPACE_S
        strong, caption = self._theme.font("strong"), self._theme.font("caption")
        right = rect.right() + 1
        if self._more:
            more = f"+{number(self._more)}"
            painter.setFont(caption)
            painter.setPen(QColor(palette.text_muted))
            painter.drawText(rect, _RIGHT, more)
            right -= QFontMetrics(caption).horizontalAdvance(more) + SPACE_S
        count = number(self._count)
        taken = QFontMetrics(caption).horizontalAdvance(count)
        words, room = QFontMetrics(strong), right - left - taken - SPACE_S
        name = words.elidedText(column_name(self._by, self._value), Qt.TextElideMode.ElideRight, max(room, 0))
        painter.setFont(strong)
        painter.setPen(QColor(palette.text))
        painter.drawText(QRect(left, 0, max(room, 0), rect.height()), _LEFT, name)
        painter.setFont(caption)
        painter.setPen(QColor(palette.text_muted))
        left += words.horizontalAdvance(name) + SPACE_S
        painter.drawText(QRect(left, 0, taken, rect.height()), _LEFT, count)
        painter.end()

    def _picture(self, size: int) -> QPixmap:
        palette, dpr = self._theme.palette, self.devicePixelRatioF()
        if self._by == "status":
            return icons.status_pixmap(self._value, palette, size, dpr)
        if self._by == "priority":
            return icons.priority_pixmap(int(self._value), palette, size, dpr)
        name = "tag" if self._by == "label" else "user"
        colour = palette.text_secondary if self._value else palette.text_disabled
        return icons.pixmap(name, colour, size, dpr)


class ColumnPane(QWidget):
    """The ground of a column, its title and its cards."""

    def __init__(self, view: ColumnView, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = view
        self._theme = theme
        self._target = False
        self._head = ColumnHead(theme, self)
        view.setParent(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE_XS)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(view, 1)

    def show_column(self, by: str, column: Column, current: int, where: str, *, fresh: bool) -> None:
        """Take over another answer. where: the view, for what is outside of it."""
        words = column_words(by, column, where)
        self._head.show_column(by, column)
        self._head.setToolTip(words)
        self._head.setAccessibleName(words)
        self.view.setAccessibleName(words)
        self.view.hint = outside_words(column, where)
        self.view.take(column.keys, current, fresh=fresh)

    def set_target(self, target: bool) -> None:
        """Show that what is carried would be dropped here."""
        if target != self._target:
            self._target = target
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent), 2) if self._target else QPen(QColor(palette.hairline)))
        painter.setBrush(QColor(palette.accent_tint if self._target else palette.window))
        inset = 1.0 if self._target else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        painter.end()


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
