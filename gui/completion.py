"""The list of what a query may go on with, below the search box: filters, then values that occur."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.bridge import StoreBridge
from gui.detail.popup import Popup
from gui.i18n import QT_TRANSLATE_NOOP, number
from gui.search_box import SearchBox
from gui.theme import RADIUS_SMALL, SPACE_M, SPACE_S, Theme
from store.answers import Counts, Words
from store.completing import Completion, Proposal, complete
from store.lookups import ListWords

ROW, ROWS, WIDTH = 28, 10, 320

_PROPOSAL = Qt.ItemDataRole.UserRole
_HINTS = {
    "is": QT_TRANSLATE_NOOP("Completion", "ready, blocked, overdue…"),
    "status": QT_TRANSLATE_NOOP("Completion", "open, in_progress…"),
    "type": QT_TRANSLATE_NOOP("Completion", "bug, task, epic…"),
    "label": QT_TRANSLATE_NOOP("Completion", "a label, or none"),
    "assignee": QT_TRANSLATE_NOOP("Completion", "who works on it"),
    "priority": QT_TRANSLATE_NOOP("Completion", "0 to 4, <=1"),
    "id": QT_TRANSLATE_NOOP("Completion", "a part of the id"),
    "epic": QT_TRANSLATE_NOOP("Completion", "all below an issue"),
    "parent": QT_TRANSLATE_NOOP("Completion", "all below an issue"),
    "created": QT_TRANSLATE_NOOP("Completion", "when it was made"),
    "updated": QT_TRANSLATE_NOOP("Completion", "when it last changed"),
    "due": QT_TRANSLATE_NOOP("Completion", "when it has to be done"),
    "defer": QT_TRANSLATE_NOOP("Completion", "when it can be started"),
    "closed": QT_TRANSLATE_NOOP("Completion", "when it was finished"),
}
_VALUES = {
    "none": QT_TRANSLATE_NOOP("Completion", "has none"),
    "me": QT_TRANSLATE_NOOP("Completion", "your own"),
    "<today": QT_TRANSLATE_NOOP("Completion", "before today"),
    "<=+7d": QT_TRANSLATE_NOOP("Completion", "within 7 days"),
    "<=+30d": QT_TRANSLATE_NOOP("Completion", "within 30 days"),
    ">-24h": QT_TRANSLATE_NOOP("Completion", "in the last 24 hours"),
    ">=-7d": QT_TRANSLATE_NOOP("Completion", "in the last 7 days"),
    ">=-30d": QT_TRANSLATE_NOOP("Completion", "in the last 30 days"),
    "<-30d": QT_TRANSLATE_NOOP("Completion", "over 30 days ago"),
    "<-90d": QT_TRANSLATE_NOOP("Completion", "over 90 days ago"),
    "<=1": QT_TRANSLATE_NOOP("Completion", "1 and more urgent"),
    ">=3": QT_TRANSLATE_NOOP("Completion", "3 and less urgent"),
}

Index = QModelIndex | QPersistentModelIndex


class CompletionList(Popup):
    """Shows proposals; the keyboard stays in the box. Lives on the window's thread."""

    taken = Signal(object)
    """A Proposal that was clicked."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, QCoreApplication.translate("Completion", "What the search may go on with"))
        self._theme = theme
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.accessibleName())
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView { background: transparent; border: none; }")
        self.list.setItemDelegate(_Rows(theme, self.list))
        self.list.itemClicked.connect(self._on_clicked)
        self.column.addWidget(self.list)

    def show_at(self, box: QWidget, completion: Completion) -> None:
        """Show the proposals below a box; the first is current where it is a value that was begun."""
        self.list.clear()
        for proposal in completion.proposals:
            item = QListWidgetItem(proposal.shown)
            item.setData(_PROPOSAL, proposal)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{proposal.title or proposal.shown}, {hint(proposal)}"
            )
            item.setToolTip(proposal.title)
            item.setSizeHint(QSize(0, self._theme.scaled(ROW)))
            self.list.addItem(item)
        if completion.more:
            more = QListWidgetItem(
                self.tr("More than {n}: type on").format(n=number(len(completion.proposals)))
            )
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            more.setSizeHint(QSize(0, self._theme.scaled(ROW)))
            self.list.addItem(more)
        self.list.setCurrentRow(-1 if completion.word else 0)
        self.setFixedWidth(min(self._theme.scaled(WIDTH), max(box.width(), self._theme.scaled(200))))
        self.list.setFixedHeight(min(self.list.count(), ROWS) * self._theme.scaled(ROW) + 4)
        self.place_at(box)

    @property
    def current(self) -> Proposal | None:
        """The proposal that Enter takes."""
        found = self.list.currentIndex().data(_PROPOSAL)
        return found if isinstance(found, Proposal) else None

    @property
    def rows(self) -> list[str]:
        """What is proposed, as it is shown."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def move_by(self, step: int) -> None:
        """Go up or down, and round at the ends."""
        count = self.list.count()
        row = self.list.currentRow()
        self.list.setCurrentRow(max(row, 0) if row < 0 and step > 0 else (row + step) % count)

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        proposal = item.data(_PROPOSAL)
        if isinstance(proposal, Proposal):
            self.taken.emit(proposal)


class QueryCompletion(QObject):
    """Proposes while one types: Tab or Enter takes, Escape closes only the list. Window's thread."""

    def __init__(self, box: SearchBox, bridge: StoreBridge, theme: Theme) -> None:
        super().__init__(box)
        self._box, self._bridge = box, bridge
        self.popup = CompletionList(theme, box)
        self._words: Words | None = None
        self._stale, self._asking = True, False
        self._counts = Counts()
        self._completion = Completion(0, 0)
        self._at = -1
        self._held: list[QKeyEvent] = []
        """Tab and what was typed after it, before the first proposals are here."""
        box.installEventFilter(self)
        box.textEdited.connect(self._on_edited)
        box.cursorPositionChanged.connect(self._on_cursor)
        self.popup.taken.connect(self._take)

    @Slot(object)
    def set_counts(self, counts: Counts) -> None:
        """Take new counts; the words are asked for again when they are wanted next."""
        self._counts = counts
        self._stale = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list while it is shown; Ctrl+Space shows it."""
        if event.type() == QEvent.Type.FocusOut:
            self.popup.hide()
            self._release()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Space and control:
            self._propose(asked=True)
            return True
        if self._held or (
            key == Qt.Key.Key_Tab and self._words is None and self._asking and self._box.text()
        ):
            self._held.append(event.clone())
            return True
        if self.popup.isHidden():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.popup.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.popup.hide()
        elif key == Qt.Key.Key_Tab:
            self._take(self.popup.current or self._completion.proposals[0])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.popup.current is not None:
            self._take(self.popup.current)
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.popup.hide()
            return False
        return True

    @Slot()
    def _on_edited(self) -> None:
        self._propose(asked=False)

    @Slot(int, int)
    def _on_cursor(self, _old: int, new: int) -> None:
        if new != self._at:
            self.popup.hide()

    @Slot(object)
    def _take(self, proposal: Proposal) -> None:
        there = self._completion
        self.popup.hide()
        self._box.put(there.start, there.end, proposal.text, done=proposal.whole)

    def _propose(self, *, asked: bool) -> None:
        self._at = self._box.cursorPosition()
        if self._stale and not self._asking:
            self._asking = True
            self._bridge.ask(ListWords(), self._on_words, self._on_no_words)
        if self._words is None:
            return
        self._completion = complete(self._box.text(), self._at, self._words, self._counts, asked=asked)
        if self._completion.proposals and self._box.hasFocus():
            self.popup.show_at(self._box, self._completion)
        else:
            self.popup.hide()

    def _on_words(self, words: Words) -> None:
        first = self._words is None
        self._words, self._stale, self._asking = words, False, False
        if first and self._box.hasFocus() and self._box.cursorPosition() == self._at:
            self._propose(asked=False)
        self._release()

    def _on_no_words(self, _error: Exception) -> None:
        # Without them one types on; the list itself says what is wrong with the tracker.
        self._asking = False
        self._release()

    def _release(self) -> None:
        """Let the keys do now what they do when the proposals, or their absence, are seen."""
        held, self._held = self._held, []
        for event in held:
            # A Tab that comes when the keyboard is elsewhere would move it from there.
            if self._box.hasFocus() or event.key() != Qt.Key.Key_Tab:
                QApplication.sendEvent(self._box, event)


class _Rows(QStyledItemDelegate):
    """Paints a proposal: what is written, and to the right what it means or how many have it."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        palette, proposal = self._theme.palette, index.data(_PROPOSAL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), RADIUS_SMALL, RADIUS_SMALL)
        inner = option.rect.adjusted(SPACE_S, 0, -SPACE_S, 0)
        note = hint(proposal) if isinstance(proposal, Proposal) else ""
        caption = self._theme.font("caption")
        width = QFontMetrics(caption).horizontalAdvance(note)
        painter.setFont(caption)
        painter.setPen(QColor(palette.text_muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), note)
        body = self._theme.font("body")
        painter.setFont(body)
        painter.setPen(QColor(palette.text if isinstance(proposal, Proposal) else palette.text_muted))
        name = (proposal.title or proposal.shown) if isinstance(proposal, Proposal) else str(index.data())
        room = inner.adjusted(0, 0, -width - SPACE_M, 0)
        shown = QFontMetrics(body).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


def hint(proposal: Proposal) -> str:
    """Return what a proposal means, or how many have it."""
    tr = QCoreApplication.translate
    if not proposal.whole:
        return tr("Completion", _HINTS.get(proposal.name, ""))
    if proposal.title:
        return proposal.shown
    if proposal.count is not None:
        return tr("Completion", "{n} open").format(n=number(proposal.count))
    return tr("Completion", _VALUES.get(proposal.text, ""))
