"""Paints one issue of the list: glyphs, id, title, chips, marks. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import icons, wording
from gui.detail.words import duration, type_name
from gui.fresh_rows import FreshRows
from gui.group_heads import INSET, STEP, paint_chevron
from gui.issue_table import IssueTable
from gui.list_columns import (
    ALL,
    BLOCKERS,
    COMMENTS,
    CREATED,
    DEFER,
    DUE,
    ESTIMATE,
    ID,
    LABELS,
    PRIORITY,
    STATUS,
    TITLE,
    TYPE,
    UPDATED,
    cell,
)  # fmt: skip
from gui.measured_texts import MeasuredTexts
from gui.progress_ring import paint_ring
from gui.theme import ICON_SIZE, RADIUS_SMALL, SPACE_S, SPACE_XS, Theme
from store.answers import Row

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SELECTED = QStyle.StateFlag.State_Selected
_ACTIVE = QStyle.StateFlag.State_Active

Index = QModelIndex | QPersistentModelIndex


class IssueDelegate(QStyledItemDelegate):
    """Paints the cells of an IssueTable. now: milliseconds since 1970, for "3 h" and "12 Mar"."""

    def __init__(self, table: IssueTable, theme: Theme, now: Callable[[], int], parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self._theme = theme
        self._now = now
        self.fresh = FreshRows(theme, self)
        """Rows that were changed outside a moment ago."""
        self.hovered = -1
        """The row under the mouse, -1 for none; the view sets it."""
        self.current = -1
        """The current row while the list has the focus, else -1; the view sets it."""
        self.apart: frozenset[int] = frozenset()
        """Columns that are seen, whose content titles need not show as well; the view sets it."""
        self.retheme()

    def retheme(self) -> None:
        """Take fonts and colours from the theme again and forget all measures."""
        palette = self._theme.palette
        self._palette = palette
        self._icon = self._theme.scaled(ICON_SIZE)
        self._text, self._secondary, self._muted = map(
            QColor, (palette.text, palette.text_secondary, palette.text_muted)
        )
        self._danger, self._accent = QColor(palette.danger_text), QColor(palette.accent)
        self._fill = {
            "hover": QColor(palette.hover),
            "changed": QColor(palette.changed),
            "dot": QColor(palette.warning_text),
            "selected": QColor(palette.selected),
            "inactive": QColor(palette.selected_inactive),
            "head": QColor(palette.window),
        }
        self._line, self._chip_line = QPen(QColor(palette.hairline)), QPen(QColor(palette.border))
        self._chip_fill = QColor(palette.window)
        self._body, self._caption = map(
            MeasuredTexts, (self._theme.font("body"), self._theme.font("caption"))
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; a row that is not here yet gets grey bars in place of its words."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        place, column = index.row(), index.column()
        self._paint_ground(painter, rect, state, place)
        if self._table.lines[place] < 0:
            return  # gui.group_heads paints over the whole row
        row = self._table.row_at(place)
        if row is None:
            self._paint_absent(painter, rect, column)
        elif column == TITLE:
            self._paint_title(painter, self._paint_place(painter, rect, place), row)
        elif column == LABELS:
            self._paint_chips(painter, rect, row, rect.right() - SPACE_XS, rect.left() + INSET, first=True)
        elif column == STATUS:
            dpr = painter.device().devicePixelRatioF()
            self._paint_glyph(
                painter, rect, icons.status_pixmap(row.status, self._palette, self._icon, dpr), SPACE_S
            )
        elif column == PRIORITY:
            dpr = painter.device().devicePixelRatioF()
            self._paint_glyph(
                painter, rect, icons.priority_pixmap(row.priority, self._palette, self._icon, dpr), 0
            )
        else:
            self._paint_text(painter, rect, row, column)

    def widest(self, ids: list[str]) -> str:
        """Return the one of these ids that takes most room."""
        return max(ids, key=self._caption.width)

    def id_width(self, id: str) -> int:
        """Return the width that an id takes, within reason."""
        return min(max(self._caption.width(id) + INSET + SPACE_XS, 56), self._theme.scaled(150))

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, place: int) -> None:
        head = self._table.lines[place] < 0
        if state & _SELECTED and not head:
            painter.fillRect(rect, self._fill["selected" if state & _ACTIVE else "inactive"])
        elif place == self.hovered:
            painter.fillRect(rect, self._fill["hover"])
        elif head:
            painter.fillRect(rect, self._fill["head"])
        fresh = self.fresh.strength(self._table.lines[place])
        if fresh:
            self._paint_fresh(painter, rect, fresh, tinted=not state & _SELECTED)
        painter.setPen(self._line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if place == self.current:
            if rect.left() <= 0:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), self._accent)
            painter.setPen(QPen(QColor(self._palette.focus)))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_fresh(self, painter: QPainter, rect: QRect, fresh: float, *, tinted: bool) -> None:
        """Tint a row that was changed outside; the dot is for those who do not see the tint."""
        painter.save()
        painter.setOpacity(fresh)
        if tinted:
            painter.fillRect(rect, self._fill["changed"])
        if rect.left() <= 0:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._fill["dot"])
            painter.drawEllipse(QPointF(rect.left() + SPACE_S, rect.center().y() + 0.5), 2.5, 2.5)
        painter.restore()

    def _paint_absent(self, painter: QPainter, rect: QRect, column: int) -> None:
        if column in (ID, TITLE):
            width = min(rect.width() - 2 * SPACE_S, 44 if column == ID else 220)
            bar = QRect(rect.left() + INSET, rect.center().y() - 4, max(width, 0), 8)
            painter.fillRect(bar, self._fill["hover"])

    def _paint_glyph(self, painter: QPainter, rect: QRect, picture: QPixmap, shift: int) -> None:
        left = rect.left() + (rect.width() - self._icon + shift) // 2
        painter.drawPixmap(QPointF(left, rect.top() + (rect.height() - self._icon) // 2), picture)

    def _paint_text(self, painter: QPainter, rect: QRect, row: Row, column: int) -> None:
        painter.setFont(self._caption.font)
        painter.setPen(self._muted)
        if column == DUE and row.overdue:
            rect = self._paint_late(painter, rect)
        elif column != ID:
            held_up = column == BLOCKERS and row.blockers
            painter.setPen(self._danger if held_up else self._secondary)
        if text := self._words(row, column):
            right = ALL[column].right
            inner = rect.adjusted(INSET, 0, -INSET if right else 0, 0)
            painter.drawText(inner, _RIGHT if right else _LEFT, self._caption.fit(text, inner.width()))

    def _words(self, row: Row, column: int) -> str:
        """Return what a cell says in as few letters as possible."""
        if column in (UPDATED, CREATED):
            return wording.ago(row.updated_at if column == UPDATED else row.created_at, self._now())
        if column in (DUE, DEFER):
            when = row.due_at if column == DUE else row.defer_until
            return wording.short_date(when, self._now()) if when else ""
        if column == ESTIMATE:
            return "" if row.estimated_minutes is None else duration(row.estimated_minutes)
        return type_name(row.issue_type) if column == TYPE else cell(row, column)

    def _paint_place(self, painter: QPainter, rect: QRect, place: int) -> QRect:
        """Paint where a row stands in an outline, and return what that leaves for its title."""
        layout = self._table.layout
        if not layout.depths and not layout.heads:
            return rect
        group, depth = self._table.group_at(place), layout.depth(place)
        step = self._theme.scaled(STEP)
        if group is not None and group.count:
            folded = self._table.is_folded(group)
            paint_chevron(painter, rect, rect.left() + INSET + depth * step, folded, self._theme)
        return rect.adjusted((depth + 1) * step, 0, 0, 0) if depth or group is not None else rect

    def _paint_late(self, painter: QPainter, rect: QRect) -> QRect:
        """Mark a date that is past, for those too who do not see its colour; returns the room beside it."""
        painter.setPen(self._danger)
        size, dpr = self._theme.scaled(14), painter.device().devicePixelRatioF()
        picture = icons.pixmap("clock-alert", self._palette.danger_text, size, dpr)
        left = rect.left() + INSET
        painter.drawPixmap(QPointF(left, rect.top() + (rect.height() - size) // 2), picture)
        return rect.adjusted(size + SPACE_XS, 0, 0, 0)

    def _paint_title(self, painter: QPainter, rect: QRect, row: Row) -> None:
        right = self._paint_marks(painter, rect, row, rect.right() - SPACE_XS)
        left = rect.left() + INSET
        # Labels take what the title leaves: people find an issue by its title.
        if row.labels and LABELS not in self.apart:
            title = self._body.width(row.title) + 1
            right = self._paint_chips(painter, rect, row, right, left + title + SPACE_S)
        painter.setFont(self._body.font)
        painter.setPen(self._muted if row.finished or row.deleted else self._text)
        inner = QRect(left, rect.top(), right - left - SPACE_S, rect.height())
        painter.drawText(inner, _LEFT, self._body.fit(row.title, inner.width()))

    def _paint_marks(self, painter: QPainter, rect: QRect, row: Row, right: int) -> int:
        """Paint counts from the right edge inwards; returns where they begin."""
        if row.comments and COMMENTS not in self.apart:
            right = self._paint_mark(
                painter, rect, right, "message-square", self._palette.text_muted, str(row.comments)
            )
        if row.children:
            right = self._paint_children(painter, rect, row, right)
        if row.blockers and BLOCKERS not in self.apart:
            right = self._paint_mark(
                painter, rect, right, "hourglass", self._palette.danger_text, str(row.blockers)
            )
        elif row.blocked and not row.blockers and not row.finished:
            right = self._paint_mark(painter, rect, right, "hourglass", self._palette.danger_text, "")
        return right

    def _paint_children(self, painter: QPainter, rect: QRect, row: Row, right: int) -> int:
        text = f"{row.children_finished}/{row.children}"
        size = self._theme.scaled(14)
        left = self._paint_mark(painter, rect, right, "", self._palette.text_muted, text) - size
        room = QRectF(left, rect.top() + (rect.height() - size) // 2, size, size)
        paint_ring(painter, room, row.children_finished / row.children, self._palette)
        return left - SPACE_S

    def _paint_mark(
        self, painter: QPainter, rect: QRect, right: int, name: str, colour: str, text: str
    ) -> int:
        width = self._caption.width(text) if text else 0
        if width:
            painter.setFont(self._caption.font)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(right - width, rect.top(), width, rect.height()), _LEFT, text)
            width += SPACE_XS
        if not name:
            return right - width
        size = self._theme.scaled(14)
        left = right - width - size
        dpr = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            QPointF(left, rect.top() + (rect.height() - size) // 2), icons.pixmap(name, colour, size, dpr)
        )
        return left - SPACE_S

    def _paint_chips(
        self, painter: QPainter, rect: QRect, row: Row, right: int, least: int, *, first: bool = False
    ) -> int:
        """Paint as many labels as fit between least and right, and how many more there are.

        first: they begin at least instead of ending at right.
        """
        if not row.labels:
            return right
        shown, left, more = _fitting(
            [self._caption.width(name) + 2 * 6 for name in row.labels],
            right - least,
            self._caption.width("+00"),
        )
        painter.setFont(self._caption.font)
        text = f"+{more}" if more else ""
        width = self._caption.width(text)
        if first:
            right = least + left + width - (0 if more else SPACE_XS)
        if more:
            painter.setPen(self._muted)
            painter.drawText(QRect(right - width, rect.top(), width, rect.height()), _LEFT, text)
            right -= width + SPACE_XS
        height = self._caption.height + 2
        top = rect.top() + (rect.height() - height) // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name, width in reversed(list(zip(row.labels, shown, strict=False))):
            chip = QRectF(right - width + 0.5, top + 0.5, width - 1, height - 1)
            painter.setPen(self._chip_line)
            painter.setBrush(self._chip_fill)
            painter.drawRoundedRect(chip, RADIUS_SMALL, RADIUS_SMALL)
            painter.setPen(self._secondary)
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, name)
            right -= width + SPACE_XS
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        return right - (SPACE_XS if left else 0)


def _fitting(widths: list[int], room: int, more: int) -> tuple[list[int], int, int]:
    """Return the widths of the chips that fit, what they take, and how many do not fit."""
    taken = 0
    for place, width in enumerate(widths):
        rest = len(widths) - place - 1
        if taken + width + SPACE_XS + (more if rest else 0) > room:
            return widths[:place], taken, rest + 1
        taken += width + SPACE_XS
    return widths, taken, 0
