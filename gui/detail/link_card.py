"""The card beside a link to an issue: what it is about, its state, who has it, what it waits for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from gui import icons, wording
from gui.detail.rendered import ISSUE, TASK, RenderedText
from gui.detail.subject import Subject
from gui.detail.words import priority_mark
from gui.i18n import plural
from gui.theme import SPACE_S, SPACE_XS, current
from store.detail_answers import Card
from store.lookups import GetCard

_PAUSE = 250
"""Milliseconds that the mouse rests on a link before its card is asked for."""
_WIDEST = 320


class LinkCard(QFrame):
    """Two lines on an issue, or the address that Enter would open; it takes no mouse and no keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setProperty("role", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._glyph = QLabel(self)
        self._title = QLabel(self)
        self._title.setProperty("role", "strong")
        self._facts = QLabel(self)
        self._facts.setProperty("role", "caption")
        for label in (self._title, self._facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        grid.setHorizontalSpacing(SPACE_S)
        grid.setVerticalSpacing(SPACE_XS)
        grid.addWidget(self._glyph, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._facts, 1, 1)

    @property
    def text(self) -> str:
        """What the card says; "" while it is hidden."""
        parts = (label.text() for label in (self._title, self._facts) if not label.isHidden())
        return "" if self.isHidden() else "\n".join(parts)

    def show_issue(self, card: Card, beside: QRect) -> None:
        """Say what an issue is, under a rectangle of the window."""
        picture = icons.status_pixmap(
            card.status, current().palette, current().icon_px, self.devicePixelRatioF()
        )
        self._glyph.setPixmap(picture)
        self._title.setText(f"{card.id}  {card.title}")
        facts = [wording.status_name(card.status), priority_mark(str(card.priority))]
        facts.append(card.assignee or self.tr("nobody"))
        if card.waits and not card.finished:
            facts.append(plural(self.tr("waits for %n issue(s)", "", card.waits), card.waits))
        self._facts.setText(" · ".join(facts))
        self._show(beside, issue=True)

    def show_address(self, address: str, beside: QRect) -> None:
        """Say where a link leads."""
        self._facts.setText(address)
        self._show(beside, issue=False)

    def _show(self, beside: QRect, *, issue: bool) -> None:
        self._glyph.setVisible(issue)
        self._title.setVisible(issue)
        self.setAccessibleName(self._title.text() if issue else self._facts.text())
        window = self.window()
        most = min(current().scaled(_WIDEST), window.width() - 2 * SPACE_S)
        wanted = max(
            label.fontMetrics().horizontalAdvance(label.text()) for label in (self._title, self._facts)
        )
        self.setFixedWidth(min(most, wanted + current().icon_px + 4 * SPACE_S))
        layout = self.layout()
        assert layout is not None  # noqa: S101 - made above
        layout.activate()
        self.setFixedHeight(layout.heightForWidth(self.width()))
        x = max(SPACE_S, min(beside.left(), window.width() - self.width() - SPACE_S))
        y = beside.bottom() + SPACE_XS
        if y + self.height() > window.height() - SPACE_S:
            y = beside.top() - self.height() - SPACE_XS
        self.move(x, max(SPACE_S, y))
        self.show()
        self.raise_()


class LinkCards(QObject):
    """Shows the card of the link that is pointed at; asks the store for it each time. Window's thread."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self._parent = parent
        self._card: LinkCard | None = None
        self._view: RenderedText | None = None
        self._address = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)
        subject.pointed.connect(self._on_pointed)
        subject.changed.connect(self.forget)

    @property
    def text(self) -> str:
        """What the card says; "" for none."""
        return self._card.text if self._card is not None else ""

    @Slot()
    def forget(self) -> None:
        """Hide the card."""
        self._address = ""
        self._pause.stop()
        if self._card is not None:
            self._card.hide()

    @Slot(object, object)
    def _on_pointed(self, view: RenderedText, address: str) -> None:
        self.forget()
        self._view, self._address = view, address
        if not address or address.startswith(TASK):
            return
        if view.focused_link == address:
            self._ask()
        elif address.startswith(ISSUE):
            self._pause.start()

    @Slot()
    def _ask(self) -> None:
        if self._view is None:
            return
        if self._address.startswith(ISSUE):
            uid = self._address.partition(":")[2]
            answer = partial(self._on_card, self._address)
            self._subject.bridge.ask(GetCard(uid), answer, self._on_no_card)
        else:
            self._made().show_address(self._address, self._beside(self._view))

    def _on_card(self, address: str, card: Card) -> None:
        if address == self._address and self._view is not None and self._view.isVisible():
            self._made().show_issue(card, self._beside(self._view))

    def _on_no_card(self, _error: Exception) -> None:
        """The issue has gone meanwhile; its link says so when it is followed."""

    def _made(self) -> LinkCard:
        if self._card is None:
            self._card = LinkCard(self._parent.window())
        elif self._card.parentWidget() is not self._parent.window():
            self._card.setParent(self._parent.window())
        return self._card

    def _beside(self, view: RenderedText) -> QRect:
        """Where the link is, in the window."""
        window = self._parent.window()
        if view.focused_link == self._address:
            rect = view.cursorRect()
            return QRect(view.viewport().mapTo(window, rect.topLeft()), rect.size())
        return QRect(window.mapFromGlobal(QCursor.pos()) - QPoint(0, SPACE_S), view.cursorRect().size())
