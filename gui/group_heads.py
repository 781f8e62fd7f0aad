"""Paints heads of groups: a chevron, a title and a count, over the whole width of the list. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QTableView

from gui import icons
from gui.group_words import group_title
from gui.i18n import number
from gui.issue_table import IssueTable
from gui.list_columns import ID, STATUS, TITLE
from gui.progress_ring import paint_ring
from gui.theme import SPACE_M, SPACE_S, SPACE_XS, Theme
from store.answers import Group

CHEVRON = 12
STEP = 20
"""How far what stands under an epic is moved in, in pixels at zoom 1: the chevron and its room."""
INSET = 10
"""From a cell's edge to its words, in pixels: what the style sheet gives the titles of columns."""

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ELIDE = Qt.TextElideMode.ElideRight


class GroupHeads:
    """Paints over the rows that are no issues; cells leave them empty."""

    def __init__(
        self, view: QTableView, table: IssueTable, theme: Theme, head_of: Callable[[int], int]
    ) -> None:
        self._view = view
        self._table = table
        self._theme = theme
        self._head_of = head_of

    def paint(self, painter: QPainter, first: int, last: int) -> None:
        """Paint the heads among these rows, both included."""
        lines, heads = self._table.lines, self._table.layout.heads
        for place in range(first, min(last, len(lines) - 1) + 1):
            if lines[place] < 0 and (group := heads.get(lines[place])) is not None:
                top, height = self._view.rowViewportPosition(place), self._view.rowHeight(place)
                self._paint_head(painter, QRect(0, top, self._view.viewport().width(), height), group, place)

    def sticky(self) -> tuple[int, int]:
        """Return the row of the head that stands for what is seen at the top, and its place; -1 for none."""
        first = self._view.rowAt(0)
        if first < 0 or not self._table.layout.heads:
            return -1, 0
        top = self._view.rowViewportPosition(first)
        head = first if first < len(self._table.lines) and self._is_head(first) else self._head_of(first)
        if head < 0 or (head == first and not top):
            return -1, 0
        # The next head of the same rank takes its place and pushes it out.
        follows = first + 1 < len(self._table.lines) and self._is_head(first + 1)
        depth = self._table.layout.depth
        pushed = follows and depth(first + 1) <= depth(head)
        return head, top if pushed else 0

    def bottom(self, head: int, top: int) -> int:
        """Return where that head ends."""
        return top + self._view.rowHeight(head)

    def paint_sticky(self, painter: QPainter) -> None:
        """Paint that head over the first row."""
        place, top = self.sticky()
        group = self._table.group_at(place) if place >= 0 else None
        if group is None:
            return
        rect = QRect(0, top, self._view.viewport().width(), self._view.rowHeight(place))
        painter.fillRect(rect, QColor(self._theme.palette.window))
        self._paint_head(painter, rect, group, place)
        painter.setPen(QColor(self._theme.palette.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _is_head(self, place: int) -> bool:
        group = self._table.group_at(place)
        return group is not None and bool(group.count)

    def on_chevron(self, place: int, x: int) -> bool:
        """Whether that place of a row folds it: all of a head, the chevron of an epic."""
        group = self._table.group_at(place)
        if group is None or not group.count:
            return False
        if not group.listed:
            return True
        left = self._view.columnViewportPosition(TITLE) + INSET + self.indent(place) - self._step
        return left - 4 <= x < left + self._step

    def indent(self, place: int) -> int:
        """How far the title of a row is moved in."""
        group = self._table.group_at(place)
        depth = self._table.layout.depth(place)
        return (depth + 1) * self._step if depth or (group is not None and group.key) else 0

    @property
    def _step(self) -> int:
        return self._theme.scaled(STEP)

    def _paint_head(self, painter: QPainter, rect: QRect, group: Group, place: int) -> None:
        palette = self._theme.palette
        left = INSET
        if group.key:
            self._paint_epic(painter, rect, group)
            left = self._view.columnViewportPosition(TITLE) + INSET + self.indent(place) - self._step
        if group.count:
            paint_chevron(painter, rect, left, self._table.is_folded(group), self._theme)
        strong, caption = self._theme.font("strong"), self._theme.font("caption")
        words = left + self._step
        count = number(group.count)
        room = rect.right() - words - SPACE_M - QFontMetrics(caption).horizontalAdvance(count)
        if group.children:
            room -= self._paint_progress(painter, rect, group)
        title = QFontMetrics(strong).elidedText(self._title(group, place), _ELIDE, room)
        painter.setFont(strong)
        painter.setPen(QColor(palette.text_secondary))
        painter.drawText(rect.adjusted(words, 0, 0, 0), _LEFT, title)
        words += QFontMetrics(strong).horizontalAdvance(title) + SPACE_S
        painter.setFont(caption)
        painter.setPen(QColor(palette.text_muted))
        painter.drawText(rect.adjusted(words, 0, 0, 0), _LEFT, count)

    def _title(self, group: Group, place: int) -> str:
        row = self._table.peek(place) if group.listed else None
        return row.title if row is not None else group_title(self._table.grouping, group)

    def _paint_epic(self, painter: QPainter, rect: QRect, group: Group) -> None:
        """Paint glyph and id of an epic that does not match, where its row would have them."""
        view, palette = self._view, self._theme.palette
        size = self._theme.icon_px
        if not view.isColumnHidden(STATUS):
            left = view.columnViewportPosition(STATUS) + (view.columnWidth(STATUS) - size + SPACE_S) // 2
            picture = icons.status_pixmap(group.status, palette, size, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(left, rect.top() + (rect.height() - size) // 2), picture)
        if not view.isColumnHidden(ID):
            caption = self._theme.font("caption")
            left, width = view.columnViewportPosition(ID) + INSET, view.columnWidth(ID) - INSET
            painter.setFont(caption)
            painter.setPen(QColor(palette.text_muted))
            text = QFontMetrics(caption).elidedText(group.id, _ELIDE, width)
            painter.drawText(QRect(left, rect.top(), width, rect.height()), _LEFT, text)

    def _paint_progress(self, painter: QPainter, rect: QRect, group: Group) -> int:
        """Paint how much of an epic is finished at the right of its title; returns the width it takes."""
        caption = self._theme.font("caption")
        text = f"{number(group.finished)}/{number(group.children)}"
        right = self._view.columnViewportPosition(TITLE) + self._view.columnWidth(TITLE) - SPACE_S
        painter.setFont(caption)
        painter.setPen(QColor(self._theme.palette.text_muted))
        painter.drawText(QRect(0, rect.top(), right, rect.height()), _RIGHT, text)
        width = QFontMetrics(caption).horizontalAdvance(text) + SPACE_S
        part = group.finished / group.children
        size = self._theme.scaled(14)
        left = right - width - size + SPACE_XS
        room = QRectF(left, rect.top() + (rect.height() - size) // 2, size, size)
        paint_ring(painter, room, part, self._theme.palette)
        return rect.right() - left + SPACE_M


def paint_chevron(painter: QPainter, rect: QRect, left: int, folded: bool, theme: Theme) -> None:
    """Paint the mark of a group that folds."""
    size = theme.scaled(CHEVRON)
    name = "chevron-right" if folded else "chevron-down"
    picture = icons.pixmap(name, theme.palette.text_muted, size, painter.device().devicePixelRatioF())
    painter.drawPixmap(QPointF(left, rect.top() + (rect.height() - size) // 2), picture)
