"""Paints the rows of the sidebar: picture, name, count or progress, and the titles of sections."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QStandardItem
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from gui import icons
from gui.i18n import number
from gui.progress_ring import paint_ring
from gui.theme import ICON_SIZE, RADIUS, SPACE_M, SPACE_S, Theme

_USER = int(Qt.ItemDataRole.UserRole)
SCOPE, KIND, NAME, COUNT, PROGRESS, ICON = (_USER + n for n in range(1, 7))
"""Roles: query text, kind of row, words, count, (finished, children), name of a picture."""

ROW, GAP = 28, 8
"""Height of a row and of the space above a section, in pixels at zoom 1."""

_APART = ("section", "apart")
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

Index = QModelIndex | QPersistentModelIndex


class SidebarDelegate(QStyledItemDelegate):
    """GUI thread. `chosen` is the scope whose row is marked."""

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self.chosen = ""
        self.retheme()

    def retheme(self) -> None:
        """Take fonts from the theme again."""
        self._icon = self._theme.scaled(ICON_SIZE)
        self._body, self._strong = self._theme.font("body"), self._theme.font("strong")
        self._caption = self._theme.font("caption")
        self._body_size, self._caption_size = QFontMetrics(self._body), QFontMetrics(self._caption)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; the width is the sidebar's."""
        return QSize(0, self._theme.scaled(ROW + GAP if index.data(KIND) in _APART else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = index == self._view.currentIndex() and self._view.hasFocus()
        kind = index.data(KIND)
        if kind in _APART:
            rect = rect.adjusted(0, self._theme.scaled(GAP), 0, 0)
        if kind == "section":
            self._paint_section(painter, rect, index, focused)
        else:
            self._paint_ground(painter, rect, index, state, focused)
            self._paint_row(painter, rect, index, more=kind == "more")
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, index: Index, state: QStyle.StateFlag, focused: bool
    ) -> None:
        palette = self._theme.palette
        pill = QRectF(rect).adjusted(6.5, 1.5, -6.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._is_chosen(index):
            painter.setBrush(QColor(palette.selected))
            painter.drawRoundedRect(pill, RADIUS, RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(palette.pressed))
            painter.drawRoundedRect(pill, RADIUS, RADIUS)
        if focused:
            self._paint_focus(painter, pill)

    def _paint_focus(self, painter: QPainter, pill: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.palette.focus), 2))
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_section(self, painter: QPainter, rect: QRect, index: Index, focused: bool) -> None:
        palette = self._theme.palette
        inner = rect.adjusted(SPACE_M + 2, 0, -SPACE_M, 0)
        dpr = painter.device().devicePixelRatioF()
        chevron = "chevron-down" if self._view.isExpanded(index) else "chevron-right"
        top = inner.top() + (inner.height() - 12) // 2
        painter.drawPixmap(inner.left() + 2, top, icons.pixmap(chevron, palette.text_muted, 12, dpr))
        painter.setFont(self._caption)
        painter.setPen(QColor(palette.text_muted))
        painter.drawText(inner.adjusted(self._icon + SPACE_S, 0, 0, 0), _LEFT, str(index.data(NAME)))
        if focused:
            self._paint_focus(painter, QRectF(rect).adjusted(6.5, 1.5, -6.5, -1.5))

    def _paint_row(self, painter: QPainter, rect: QRect, index: Index, *, more: bool) -> None:
        palette = self._theme.palette
        chosen = self._is_chosen(index)
        inner = rect.adjusted(SPACE_M + 2, 0, -SPACE_M - 2, 0)
        progress = index.data(PROGRESS)
        if progress is not None:
            part = progress[0] / progress[1] if progress[1] else 0.0
            edge = self._theme.scaled(1)
            room = QRectF(
                inner.left(), inner.top() + (inner.height() - self._icon) // 2, self._icon, self._icon
            )
            paint_ring(painter, room.adjusted(edge, edge, -edge, -edge), part, palette)
        elif name := index.data(ICON):
            colour = palette.accent_text if chosen else palette.text_muted
            dpr = painter.device().devicePixelRatioF()
            top = inner.top() + (inner.height() - self._icon) // 2
            painter.drawPixmap(inner.left(), top, icons.pixmap(str(name), colour, self._icon, dpr))
        right = inner.right() - self._paint_number(painter, inner, index) - SPACE_S
        painter.setFont(self._strong if chosen else self._body)
        painter.setPen(
            QColor(palette.accent_text if more else palette.text if chosen else palette.text_secondary)
        )
        left = inner.left() + self._icon + SPACE_S
        box = QRect(left, inner.top(), max(0, right - left), inner.height())
        text = QFontMetrics(painter.font()).elidedText(
            str(index.data(NAME)), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, _LEFT, text)

    def _paint_number(self, painter: QPainter, inner: QRect, index: Index) -> int:
        """Paint a count, or the numbers of a progress, at the right edge; returns their width."""
        progress, count = index.data(PROGRESS), index.data(COUNT)
        if progress is None and count is None:
            return 0
        text = f"{number(progress[0])}/{number(progress[1])}" if progress is not None else _counted(count)
        width = self._caption_size.horizontalAdvance(text)
        painter.setFont(self._caption)
        palette = self._theme.palette
        late = count and index.data(SCOPE) == "is:overdue"
        painter.setPen(QColor(palette.danger_text if late else palette.text_muted))
        painter.drawText(inner, _RIGHT, text)
        return width

    def _is_chosen(self, index: Index) -> bool:
        return bool(self.chosen) and index.data(SCOPE) == self.chosen


def _counted(count: int | str) -> str:
    return count if isinstance(count, str) else number(count)


def row_item(kind: str, name: str, scope: str, icon: str = "") -> QStandardItem:
    """Return a row of the sidebar."""
    item = QStandardItem()
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setData(kind, KIND)
    item.setData(name, NAME)
    item.setData(name, Qt.ItemDataRole.DisplayRole)
    item.setData(name, int(Qt.ItemDataRole.AccessibleTextRole))
    item.setData(scope, SCOPE)
    item.setData(icon, ICON)
    return item
