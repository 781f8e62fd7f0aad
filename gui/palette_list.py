"""The rows of the palette: their model, their painting, and moving over them. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import icons
from gui.palette_rows import Entry, Kind, first_choice
from gui.theme import GRID, RADIUS, RADIUS_SMALL, SPACE_M, SPACE_S, SPACE_XS, Theme

ROW, HEADING = 34, 28
"""Heights in pixels at zoom 1."""
MOST_ROWS = 11

Index = QModelIndex | QPersistentModelIndex
_DISPLAY, _ACCESSIBLE = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_ELIDE = Qt.TextElideMode.ElideRight
_NONE = QModelIndex()


class PaletteModel(QAbstractListModel):
    """Some dozens of entries, replaced as a whole."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return a row in words."""
        if not index.isValid() or role not in (_DISPLAY, _ACCESSIBLE):
            return None
        entry = self.entries[index.row()]
        return entry.text if role == _DISPLAY else entry.said

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if self.entries[index.row()].kind is Kind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PaletteList(QListView):
    """Shows entries; the keyboard stays in the line above it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = PaletteModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(theme, self._rows, self))
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setAccessibleName(self.tr("Actions and issues"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)

    @property
    def entries(self) -> Sequence[Entry]:
        """What is shown."""
        return self._rows.entries

    @property
    def entry(self) -> Entry | None:
        """The current row's entry."""
        row = self.currentIndex().row()
        return self.entries[row] if row >= 0 else None

    def show_entries(self, entries: Sequence[Entry], kept: Entry | None) -> None:
        """Show other rows. kept: the row that was gone to, which stays the current one if it is there."""
        self._rows.show(entries)
        same = (place for place, one in enumerate(entries) if kept is not None and _same(one, kept))
        self._go_to(next(same, first_choice(entries)))
        if self.currentIndex().row() <= 1:
            self.scrollToTop()

    def move_by(self, steps: int) -> None:
        """Go up or down; single steps go round, longer ones end at the ends."""
        choices = [place for place, entry in enumerate(self.entries) if entry.kind is not Kind.HEADING]
        if not choices:
            return
        row = self.currentIndex().row()
        here = choices.index(row) if row in choices else (-1 if steps > 0 else 0)
        there = here + steps
        there = there % len(choices) if abs(steps) == 1 else max(0, min(there, len(choices) - 1))
        self._go_to(choices[there])
        if there == 0:
            self.scrollToTop()

    def wanted_height(self, most: int) -> int:
        """Return the height that shows all rows, or as many as there is room for."""
        heights = [self._theme.scaled(HEADING if one.kind is Kind.HEADING else ROW) for one in self.entries]
        return min(sum(heights), self._theme.scaled(ROW) * MOST_ROWS, most)

    def _go_to(self, place: int) -> None:
        index = self._rows.index(place) if place >= 0 else _NONE
        self.setCurrentIndex(index)
        if place >= 0:
            self.scrollTo(index)


class _Delegate(QStyledItemDelegate):
    """Icon, words with the typed letters marked, menu or id, and at the right the keys or a reason."""

    def __init__(self, theme: Theme, rows: PaletteModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._rows = theme, rows

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; the width is the list's."""
        heading = self._rows.entries[index.row()].kind is Kind.HEADING
        return QSize(0, self._theme.scaled(HEADING if heading else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        entry = self._rows.entries[index.row()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.kind is Kind.HEADING:
            self._text(painter, rect.adjusted(SPACE_M, GRID, -SPACE_M, 0), entry.text, muted=True, small=True)
        else:
            self._paint_ground(painter, rect, state)
            inner = rect.adjusted(SPACE_M, 0, -SPACE_M, 0)
            self._paint_icon(painter, inner, entry)
            left = inner.left() + self._theme.icon_px + SPACE_M
            right = self._paint_right(painter, inner, entry) - SPACE_M
            self._paint_words(painter, QRect(left, rect.top(), right - left, rect.height()), entry)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        palette = self._theme.palette
        chosen = state & QStyle.StateFlag.State_Selected
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected if chosen else palette.hover))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), RADIUS, RADIUS)

    def _paint_icon(self, painter: QPainter, inner: QRect, entry: Entry) -> None:
        palette, size = self._theme.palette, self._theme.icon_px
        dpr = painter.device().devicePixelRatioF()
        if entry.kind is Kind.ISSUE:
            picture = icons.status_pixmap(entry.status, palette, size, dpr)
        else:
            colour = palette.text_disabled if entry.reason else palette.text_muted
            picture = icons.pixmap(entry.icon, colour, size, dpr)
        painter.drawPixmap(inner.left(), inner.top() + (inner.height() - size) // 2, picture)

    def _paint_right(self, painter: QPainter, inner: QRect, entry: Entry) -> int:
        """Paint what stands at the right edge; returns where it begins."""
        right = inner.right() + 1
        if entry.reason or entry.kind is Kind.ISSUE:
            text = entry.reason or entry.hint
            font = self._theme.font("caption")
            size = QFontMetrics(font)
            width = min(size.horizontalAdvance(text) + 1, inner.width() // 2)
            box = QRect(right - width, inner.top(), width, inner.height())
            self._text(painter, box, text, muted=True, small=True)
            return right - width
        for key in reversed(entry.keys):
            right = self._paint_key(painter, inner, right, key) - SPACE_XS
        return right

    def _paint_key(self, painter: QPainter, inner: QRect, right: int, key: str) -> int:
        palette, font = self._theme.palette, self._theme.font("caption")
        size = QFontMetrics(font)
        height = size.height() + 4
        width = max(size.horizontalAdvance(key) + 2 * SPACE_XS + 4, height)
        cap = QRectF(right - width, inner.top() + (inner.height() - height) // 2, width, height)
        painter.setBrush(QColor(palette.window))
        painter.setPen(QPen(QColor(palette.border)))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        painter.setFont(font)
        painter.setPen(QColor(palette.text_secondary))
        painter.drawText(cap, _CENTRE, key)
        return right - width

    def _paint_words(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        """Paint the words, with the typed letters in bold, and an action's menu behind them."""
        palette, body, strong = self._theme.palette, self._theme.font(), self._theme.font("body")
        strong.setWeight(QFont.Weight.DemiBold)
        off, quiet = bool(entry.reason), entry.finished
        ink = palette.text_disabled if off else palette.text_muted if quiet else palette.text
        shown = QFontMetrics(body).elidedText(entry.text, _ELIDE, box.width())
        left = box.left()
        for part, marked in _parts(shown, entry.marks if shown == entry.text else entry.marks[: len(shown)]):
            font = strong if marked else body
            painter.setFont(font)
            painter.setPen(QColor(palette.accent_text if marked and not off else ink))
            place = QRect(left, box.top(), box.right() - left, box.height())
            painter.drawText(place, _LEFT, part)
            left += QFontMetrics(font).horizontalAdvance(part)
        if entry.kind in (Kind.ACTION, Kind.VIEW) and box.right() - left > self._theme.scaled(48):
            rest = QRect(left + SPACE_S, box.top(), box.right() - left - SPACE_S, box.height())
            self._text(painter, rest, entry.hint, muted=True, small=True)

    def _text(self, painter: QPainter, box: QRect, text: str, *, muted: bool, small: bool) -> None:
        palette, font = self._theme.palette, self._theme.font("caption" if small else "body")
        painter.setFont(font)
        painter.setPen(QColor(palette.text_muted if muted else palette.text))
        painter.drawText(box, _LEFT, QFontMetrics(font).elidedText(text, _ELIDE, box.width()))


def _parts(text: str, marks: Sequence[int]) -> list[tuple[str, bool]]:
    """Return the text in pieces that are marked or not."""
    marked, parts = set(marks), list[tuple[str, bool]]()
    for place, letter in enumerate(text):
        if parts and parts[-1][1] == (place in marked):
            parts[-1] = (parts[-1][0] + letter, parts[-1][1])
        else:
            parts.append((letter, place in marked))
    return parts


def _same(one: Entry, other: Entry) -> bool:
    return (one.kind, one.value) == (other.kind, other.value)
