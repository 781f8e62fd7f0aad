"""The frame beside a row that is glanced at: what the issue is, what it says first, what holds it up."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import icons, wording
from gui.detail.look import inset
from gui.detail.rendered import RenderedText
from gui.detail.words import field_name, priority_mark, value_name
from gui.i18n import number
from gui.theme import SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, current, set_look_of
from store.detail_answers import Link, Peek

WIDTH = 440
"""Pixels at zoom 1."""
_LEAST_TEXT = 48
"""What is seen of a description at least, in pixels at zoom 1."""


class PeekCard(QFrame):
    """Takes no keyboard and no mouse. Lives on the window's thread."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        set_look_of(self, "role", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._glyph = QLabel(self)
        self._title = self._label("heading")
        self._facts = self._label("caption")
        self._held = self._label("")
        set_look_of(self._held, "kind", "danger")
        self._clip = QWidget(self)
        self._text = RenderedText(self._clip)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more = self._label("caption")
        hint = self._label("caption")
        hint.setText(self.tr("Enter opens · Space closes"))
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_M)
        foot.addWidget(self._more, 1)
        foot.addStretch()
        foot.addWidget(hint)
        hint.setWordWrap(False)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_S)
        column.setSpacing(SPACE_XS)
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addWidget(self._held)
        column.addSpacing(SPACE_XS)
        column.addWidget(self._clip)
        column.addLayout(foot)

    @property
    def words(self) -> str:
        """All that it says, "" while it is hidden."""
        labels = (self._title, self._facts, self._held, self._more)
        parts = [label.text() for label in labels if not label.isHidden()]
        return "" if self.isHidden() else "\n".join((*parts, self._text.toPlainText()))

    def show_peek(self, peek: Peek, beside: QRect) -> None:
        """Show an issue below or above a rectangle of the window."""
        theme = current()
        size = theme.icon_px
        self._glyph.setPixmap(icons.status_pixmap(peek.status, theme.palette, size, self.devicePixelRatioF()))
        self._title.setText(peek.title)
        self._facts.setText(self._fact_words(peek))
        self._say(self._held, self._held_words(peek))
        self._text.show_text(peek.text, peek.formatted)
        self._clip.setVisible(bool(peek.text))
        self._say(self._more, self._more_words() if peek.more_text else "")
        self.setAccessibleName(f"{peek.id} {peek.title}")
        self.setAccessibleDescription(f"{self._facts.text()}. {self._held.text()}")
        # A text learns its height from its width only while it is shown; nothing is painted in between.
        self.setFixedWidth(min(current().scaled(WIDTH), self.window().width() - 2 * SPACE_S))
        self.show()
        self._place(beside)
        self.raise_()

    def _fact_words(self, peek: Peek) -> str:
        facts = [peek.id, wording.status_name(peek.status), priority_mark(str(peek.priority))]
        facts += [value_name("issue_type", peek.issue_type), peek.assignee or self.tr("nobody")]
        facts += peek.labels
        if peek.due_at:
            day = value_name("due_at", peek.due_at)
            facts.append(
                self.tr("Overdue: {}").format(day) if peek.overdue else f"{field_name('due_at')}: {day}"
            )
        return " · ".join(facts)

    def _held_words(self, peek: Peek) -> str:
        if not peek.blockers or peek.deleted:
            return ""
        lines = [f"    {_named(link)}" for link in peek.blockers]
        if peek.more_blockers:
            lines.append("    " + self.tr("and {n} more").format(n=number(peek.more_blockers)))
        return "\n".join((self.tr("Blocked by"), *lines))

    def _place(self, beside: QRect) -> None:
        """Below where there is most room, or above; the text gives way where neither is enough."""
        window, width = self.window(), self.width()
        # The quiet editor's own edge stands outside, so that all words begin at one line.
        self._text.move(-inset(), 0)
        self._text.setFixedWidth(self.contentsRect().width() - 2 * SPACE_M + 2 * inset())
        self._text.fit()
        above, below = beside.top() - 2 * SPACE_S, window.height() - beside.bottom() - 2 * SPACE_S
        room = max(above, below)
        least = min(self._text.height(), current().scaled(_LEAST_TEXT))
        self._clip.setFixedHeight(0)
        self._column.activate()
        rest = self._column.totalHeightForWidth(width)
        height = max(least, min(self._text.height(), room - rest))
        if height < self._text.height():
            # No line is cut through.
            edge = self._text.viewport().y()
            line = self._text.cursorRect(self._text.cursorForPosition(QPoint(1, height - edge)))
            height = line.top() + edge if line.top() > 0 and line.bottom() + edge >= height else height
            self._say(self._more, self._more_words())
        self._clip.setFixedHeight(height)
        self._column.activate()
        height = self._column.totalHeightForWidth(width)
        self.setFixedHeight(height)
        x = max(SPACE_S, min(beside.left() + SPACE_XL, window.width() - width - SPACE_S))
        y = beside.bottom() + SPACE_XS if height <= below else beside.top() - height - SPACE_XS
        self.move(QPoint(x, max(SPACE_S, min(y, window.height() - height - SPACE_S))))

    def _more_words(self) -> str:
        return self.tr("The text goes on")

    def _say(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        set_look_of(label, "role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label


def _named(link: Link) -> str:
    return f"{link.id}  {link.title}" if link.title else link.id
