"""Parts of the trust bar: what "Saved" means, what is wrong with saving, a line that gives way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui.detail.popup import Popup
from gui.theme import SPACE_M, SPACE_S, SPACE_XS, set_look_of
from store.structs import dataclass

GAP = "\N{THIN SPACE}"
"""Between a picture and the words of a button: the style puts nothing there."""


@dataclass(frozen=True, slots=True)
class NoteLink:
    """What a line about something done leads to: the words of its button, and what pressing it does."""

    words: str
    follow: Callable[[], None]


def project_words(file: str) -> str:
    """Say where the changes of a project do not go. file: the name of its issue file."""
    return QCoreApplication.translate(
        "TrustBar", "{file} is not changed. File → Export issues… writes a copy."
    ).format(file=file)


class SavedPopover(Popup):
    """Explains what "Saved" means: when, where, and what can be undone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "")
        self.setAccessibleName(self.tr("What is saved"))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        self._grid.setHorizontalSpacing(SPACE_M)
        self.column.addLayout(self._grid)
        self._cells: list[tuple[QLabel, QLabel]] = []

    def explain(self, lines: list[tuple[str, str]], anchor: QWidget) -> None:
        """Show name and value of each line, beside a widget."""
        while len(self._cells) < len(lines):
            self._cells.append(self._row(len(self._cells)))
        lines = lines + [("", "")] * (len(self._cells) - len(lines))
        for (name, value), (first, second) in zip(lines, self._cells, strict=True):
            first.setText(name)
            second.setText(value)
            first.setVisible(bool(name))
            second.setVisible(bool(name))
        self.place_at(anchor)

    def _row(self, place: int) -> tuple[QLabel, QLabel]:
        name, value = QLabel(self), QLabel(self)
        set_look_of(name, "role", "muted")
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setTextFormat(Qt.TextFormat.PlainText)
        self._grid.addWidget(name, place, 0)
        self._grid.addWidget(value, place, 1)
        return name, value


class Banner(QFrame):
    """What is wrong with saving, and the way to try it again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_look_of(self, "role", "banner")
        set_look_of(self, "kind", "danger")
        self._picture = QLabel(self)
        self._text = ElidedLine(self)
        set_look_of(self._text, "kind", "danger")
        self.retry = QPushButton(self.tr("Try again"), self)
        set_look_of(self.retry, "kind", "link")
        self.give_up = QPushButton(self.tr("Leave it"), self)
        set_look_of(self.give_up, "kind", "link")
        self.give_up.setToolTip(self.tr("Keep what is stored, and forget this change"))
        self.copy = QPushButton(self.tr("Save a complete copy…"), self)
        set_look_of(self.copy, "kind", "link")
        self.copy.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, 0, SPACE_XS, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self.retry)
        row.addWidget(self.give_up)
        row.addWidget(self.copy)

    def say(self, text: str, picture: QIcon, *, lasting: bool = False) -> None:
        """Show a sentence; the whole of it is the tooltip too. lasting: only a copy helps."""
        self.retry.setVisible(not lasting)
        self.give_up.setVisible(not lasting)
        self.copy.setVisible(lasting)
        self._text.say(text)
        self._picture.setPixmap(picture.pixmap(14))


class ElidedLine(QLabel):
    """A line that never makes the window wider; what does not fit is in the tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show a text as far as there is room."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    @property
    def whole(self) -> str:
        """All of the text."""
        return self._whole

    def hug(self, hug: bool) -> None:
        """Take no more room than the text needs, so that something can stand right behind it."""
        wide = QSizePolicy.Policy.Maximum if hug else QSizePolicy.Policy.Ignored
        self.setSizePolicy(wide, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Ask for the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for nothing: the text is cut."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class ElidedTool(QToolButton):
    """A button with a picture that gives way before the window gets wider; its name is the whole of it."""

    def __init__(self, parent: QWidget, tip: str) -> None:
        super().__init__(parent)
        self._whole = ""
        self._tip = tip
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(_PICTURE, _PICTURE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip)

    def say(self, words: str) -> None:
        """Show words as far as there is room."""
        self._whole = words
        self.setAccessibleName(words)
        self._fit(self.width())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room that all words take."""
        return self._size_for(self._whole)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the picture and a few letters."""
        return self._size_for(self._whole if len(self._whole) <= _LETTERS else f"{self._whole[:_LETTERS]}…")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits now."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _size_for(self, words: str) -> QSize:
        hint = super().sizeHint()
        advance = self.fontMetrics().horizontalAdvance
        hint.setWidth(hint.width() - advance(self.text()) + advance(GAP + words))
        return hint

    def _fit(self, width: int) -> None:
        words = self._whole
        # While the words are not shown, the hint may be a pixel less: their parts add up to another width.
        if self._size_for(words).width() > width + 1:
            room = width - self._size_for("").width()
            words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(room, 0))
        self.setToolTip(self._tip or self._whole)
        if self.text() != GAP + words:
            self.setText(GAP + words)


_PICTURE = 14
_LETTERS = 8
"""Fewer say nothing."""
