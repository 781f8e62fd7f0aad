"""Paints one card of the board: glyphs, id, marks, two lines of title, labels, due, assignee. GUI thread.

All cards of a board are equally tall, so that a column of 100,000 needs no card to know where another
one is. Texts are broken and measured once, until the theme changes.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import icons, wording
from gui.board.column_model import ColumnModel
from gui.board.picked import Picked
from gui.fresh_rows import FreshRows
from gui.progress_ring import paint_ring
from gui.theme import (
    GRID,
    ICON_SIZE,
    RADIUS,
    RADIUS_SMALL,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    Density,
    Theme,
)
from store.answers import Row

GAP, SIDE = SPACE_S, SPACE_M
"""Between cards, and between a card and its column's edge, where a scroll bar may stand."""
TITLE_LINES = {Density.COMPACT: 1, Density.COMFORTABLE: 2, Density.LARGE: 3}
REMEMBERED = 4000

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CHIP = 6
"""From a chip's edge to its words."""

Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints the cards of every column. now: milliseconds since 1970."""

    def __init__(
        self, theme: Theme, picked: Picked, fresh: FreshRows, now: Callable[[], int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme, self._picked, self._fresh, self._now = theme, picked, fresh, now
        self._density = Density.COMFORTABLE
        self.by = "status"
        """What the column of a card says, and the card need not; the board sets it."""
        self.focused = False
        """Whether the board has the keyboard; the board sets it."""
        self.retheme()

    def retheme(self, density: Density | None = None) -> None:
        """Take fonts, colours and the height of cards again, and forget all measures."""
        self._density = density or self._density
        palette = self._palette = self._theme.palette
        self._icon, self._small = self._theme.scaled(ICON_SIZE), self._theme.scaled(14)
        self._text, self._secondary, self._muted, self._danger = map(
            QColor, (palette.text, palette.text_secondary, palette.text_muted, palette.danger_text)
        )
        self._body, self._caption = self._theme.font("body"), self._theme.font("caption")
        self._body_size, self._caption_size = QFontMetrics(self._body), QFontMetrics(self._caption)
        self._line = _on_grid(self._body_size.height())
        self._head = _on_grid(max(self._icon, self._caption_size.height()))
        self._chip = _on_grid(self._caption_size.height() + 2)
        self._broken: dict[tuple[str, int], tuple[str, ...]] = {}
        self._widths: dict[str, int] = {}

    @property
    def row_height(self) -> int:
        """What each card takes in its column, with the gap below it."""
        title = TITLE_LINES[self._density] * self._line
        return SPACE_S + self._head + SPACE_XS + title + SPACE_S + self._chip + SPACE_S + GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card; one that is not here yet gets grey bars in place of its words."""
        model = index.model()
        if not isinstance(model, ColumnModel):
            return
        card = card_in(option.rect, option.widget)
        key = model.keys[index.row()]
        current = self.focused and key == self._picked.current and model.value == self._picked.column
        self.paint_card(
            painter, card, model.row(index.row()), key, hovered=index.row() == model.hovered, current=current
        )

    def paint_card(
        self,
        painter: QPainter,
        card: QRect,
        row: Row | None,
        key: int,
        *,
        hovered: bool = False,
        current: bool = False,
    ) -> None:
        """Paint a card into a rectangle."""
        self._paint_ground(painter, card, key, hovered=hovered, current=current)
        inner = card.adjusted(SPACE_M, SPACE_S, -SPACE_M, -SPACE_S)
        if row is None:
            self._paint_absent(painter, inner)
            return
        head = QRect(inner.left(), inner.top(), inner.width(), self._head)
        self._paint_head(painter, head, row)
        top = head.bottom() + 1 + SPACE_XS
        painter.setFont(self._body)
        painter.setPen(self._muted if row.finished or row.deleted else self._text)
        for place, text in enumerate(self._lines(row.title, inner.width())):
            line = QRect(inner.left(), top + place * self._line, inner.width(), self._line)
            painter.drawText(line, _LEFT, text)
        self._paint_foot(
            painter, QRect(inner.left(), inner.bottom() + 1 - self._chip, inner.width(), self._chip), row
        )

    def _paint_ground(
        self, painter: QPainter, card: QRect, key: int, *, hovered: bool, current: bool
    ) -> None:
        palette = self._palette
        selected = key in self._picked.keys
        fill = palette.hover if hovered else palette.raised
        if selected:
            fill = palette.selected if self.focused else palette.selected_inactive
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5)
        line = palette.control if selected else palette.border if palette.dark else palette.hairline
        painter.setPen(QPen(QColor(palette.focus), 2) if current else QPen(QColor(line)))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        strength = self._fresh.strength(key)
        if strength:
            painter.setOpacity(strength)
            painter.setPen(Qt.PenStyle.NoPen)
            if not selected:
                painter.setBrush(QColor(palette.changed))
                painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            # The dot is for those who do not see the tint.
            painter.setBrush(QColor(palette.warning_text))
            middle = card.top() + SPACE_S + self._head / 2
            painter.drawEllipse(QPointF(card.left() + SPACE_M / 2, middle), 2.5, 2.5)
        painter.restore()

    def _paint_absent(self, painter: QPainter, inner: QRect) -> None:
        bar = QColor(self._palette.hover)
        painter.fillRect(QRect(inner.left(), inner.top() + 4, 64, 8), bar)
        top = inner.top() + self._head + SPACE_XS + 6
        painter.fillRect(QRect(inner.left(), top, inner.width() * 3 // 4, 8), bar)

    def _paint_head(self, painter: QPainter, rect: QRect, row: Row) -> None:
        dpr, left = painter.device().devicePixelRatioF(), rect.left()
        pictures = [icons.priority_pixmap(row.priority, self._palette, self._icon, dpr)]
        if self.by != "status":
            pictures.insert(0, icons.status_pixmap(row.status, self._palette, self._icon, dpr))
        for picture in pictures:
            painter.drawPixmap(QPointF(left, rect.top() + (rect.height() - self._icon) // 2), picture)
            left += self._icon + SPACE_XS
        right = self._paint_marks(painter, rect, row)
        painter.setFont(self._caption)
        painter.setPen(self._muted)
        room = QRect(left, rect.top(), right - left - SPACE_XS, rect.height())
        painter.drawText(room, _LEFT, self._fit(row.id, room.width()))

    def _paint_marks(self, painter: QPainter, rect: QRect, row: Row) -> int:
        """Paint counts from the right edge inwards; returns where they begin."""
        muted, right = self._palette.text_muted, rect.right() + 1
        if row.comments:
            right = self._paint_mark(painter, rect, right, "message-square", muted, str(row.comments))
        if row.children:
            right = self._paint_children(painter, rect, row, right)
        if row.blockers or (row.blocked and not row.finished):
            text = str(row.blockers) if row.blockers else ""
            right = self._paint_mark(painter, rect, right, "hourglass", self._palette.danger_text, text)
        return right

    def _paint_children(self, painter: QPainter, rect: QRect, row: Row, right: int) -> int:
        text, size = f"{row.children_finished}/{row.children}", self._small
        left = self._paint_mark(painter, rect, right, "", self._palette.text_muted, text) - size
        room = QRectF(left, rect.top() + (rect.height() - size) // 2, size, size)
        paint_ring(painter, room, row.children_finished / row.children, self._palette)
        return left - SPACE_S

    def _paint_mark(
        self, painter: QPainter, rect: QRect, right: int, name: str, colour: str, text: str
    ) -> int:
        if text:
            width = self._width(text)
            painter.setFont(self._caption)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(right - width, rect.top(), width, rect.height()), _LEFT, text)
            right -= width + SPACE_XS
        if not name:
            return right
        left = right - self._small
        picture: QPixmap = icons.pixmap(name, colour, self._small, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(left, rect.top() + (rect.height() - self._small) // 2), picture)
        return left - SPACE_S

    def _paint_foot(self, painter: QPainter, rect: QRect, row: Row) -> None:
        """Due and assignee on the right, labels in what they leave."""
        painter.setFont(self._caption)
        right = rect.right() + 1
        if row.assignee and self.by != "assignee":
            text = self._fit(row.assignee, rect.width() // (3 if row.due_at else 2))
            painter.setPen(self._secondary)
            painter.drawText(rect, _RIGHT, text)
            right -= self._width(text) + SPACE_S
        if row.due_at:
            text = wording.short_date(row.due_at, self._now())
            painter.setPen(self._danger if row.overdue else self._secondary)
            painter.drawText(QRect(rect.left(), rect.top(), right - rect.left(), rect.height()), _RIGHT, text)
            right -= self._width(text)
            right = self._paint_mark(
                painter, rect, right - SPACE_XS, "clock-alert" if row.overdue else "calendar",
                self._palette.danger_text if row.overdue else self._palette.text_muted, "",
            )  # fmt: skip
        self._paint_labels(painter, rect, row.labels, right)

    def _paint_labels(self, painter: QPainter, rect: QRect, labels: tuple[str, ...], right: int) -> None:
        left = rect.left()
        for place, name in enumerate(labels):
            rest = len(labels) - place
            more = self._width(f"+{rest - 1}") + SPACE_XS if rest > 1 else 0
            room = right - left - more
            # A single label may be cut; one of several gives way to their number.
            width = self._width(name) + 2 * _CHIP
            if width > room and (place or room < 40):
                if right - left >= self._width(f"+{rest}"):
                    painter.setPen(self._muted)
                    painter.drawText(QRect(left, rect.top(), right - left, rect.height()), _LEFT, f"+{rest}")
                return
            width = min(width, room)
            self._paint_chip(painter, QRect(left, rect.top(), width, rect.height()), name)
            left += width + SPACE_XS

    def _paint_chip(self, painter: QPainter, rect: QRect, name: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._palette.border))
        painter.setBrush(QColor(self._palette.window))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._secondary)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._fit(name, rect.width() - 2 * _CHIP))

    def _lines(self, text: str, width: int) -> tuple[str, ...]:
        found = self._broken.get((text, width))
        if found is None:
            if len(self._broken) > REMEMBERED:
                self._broken.clear()
            found = broken(text, width, self._body, self._body_size, TITLE_LINES[self._density])
            self._broken[text, width] = found
        return found

    def _fit(self, text: str, width: int) -> str:
        fits = self._width(text) <= width
        return text if fits else self._caption_size.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _width(self, text: str) -> int:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > REMEMBERED:
                self._widths.clear()
            width = self._widths[text] = self._caption_size.horizontalAdvance(text)
        return width


def card_in(rect: QRect, view: QWidget) -> QRect:
    """Return where the card is in its row: equally wide with and without a scroll bar beside it."""
    bar = view.width() - rect.width()
    return rect.adjusted(SIDE, 0, -max(SIDE - bar, 0), -GAP)


def broken(text: str, width: int, font: QFont, size: QFontMetrics, most: int) -> tuple[str, ...]:
    """Return a text in lines of that width, the last of at most so many cut where it has no room."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        starts.append(line.textStart())
    layout.endLayout()
    # Qt counts in halves of UTF-16, in which an emoji has two.
    halves = text.encode("utf-16-le")
    ends = [*starts[1:], len(halves) // 2]
    lines = [_text(halves[2 * start : 2 * end]) for start, end in zip(starts, ends, strict=True)]
    if len(lines) > most:
        rest = _text(halves[2 * starts[most - 1] :])
        lines = [*lines[: most - 1], size.elidedText(rest, Qt.TextElideMode.ElideRight, width)]
    return tuple(lines)


def _text(halves: bytes) -> str:
    return halves.decode("utf-16-le", "replace").strip()


def _on_grid(length: int) -> int:
    return -(-length // GRID) * GRID
