"""A line of query text whose filters are chips, walked and taken away by keyboard and mouse.

A chip that the keyboard has reached is selected text, so that copying, typing and deleting mean what they
always mean. The term that is being typed becomes a chip when the cursor leaves it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, Qt, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from gui.query_chips import Chip, ChipLine, Format, chips_of, formats_of
from gui.theme import Theme
from store.query import BadQuery


class ChipEdit(QLineEdit):
    """Its text is the only truth. Lives on the window's thread."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wrong: BadQuery | None = None
        self._chips: tuple[Chip, ...] = ()
        self._formats: list[Format] = []
        self._typed_at = -1
        self._hot: Chip | None = None
        self._composing = self._pressing = False
        self.setMouseTracking(True)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)
        self.cursorPositionChanged.connect(self._on_cursor)
        theme.changed.connect(self._decorate)

    @property
    def chips(self) -> tuple[str, ...]:
        """The filters that are shown as chips: all but the one that is being typed."""
        return tuple(self.text()[chip.start : chip.end] for chip in self._chips)

    @property
    def selected_chip(self) -> Chip | None:
        """The chip that is just what is selected."""
        if not self.hasSelectedText():
            return None
        place = (self.selectionStart(), self.selectionEnd())
        return next((chip for chip in self._chips if (chip.start, chip.end) == place), None)

    def put(self, start: int, end: int, text: str, *, done: bool) -> None:
        """Write over a part of the text, as typed. done: the term is whole, and becomes a chip."""
        self.setSelection(start, end - start)
        after = self.text()[end : end + 1]
        self.insert(text + (" " if done and not after else ""))
        if done and after:
            self._close()

    def set_wave(self, wrong: BadQuery | None) -> None:
        """Underline the part at fault, or take the underline away."""
        self._wrong = wrong
        self._decorate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over chips as if each were one letter; Enter makes the selected one text again."""
        chosen = self.selected_chip
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen is not None:
            self._open(chosen, chosen.end)
        elif not self._walk(event, chosen):
            self._make_room(event)
            super().keyPressEvent(event)
            if event.matches(QKeySequence.StandardKey.Paste):
                self._close()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is whole."""
        super().focusOutEvent(event)
        self._close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a chip away by its cross, or go on typing in it."""
        crossed = self._crossed(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if crossed is not None:
            self._remove(crossed)
            return
        self._pressing = True
        super().mousePressEvent(event)
        self._pressing = False
        at = self.cursorPosition()
        inside = next((chip for chip in self._chips if chip.start < at < chip.end), None)
        if inside is not None and event.button() == Qt.MouseButton.LeftButton:
            self._open(inside, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which cross would be pressed."""
        self._pressing = bool(event.buttons())
        super().mouseMoveEvent(event)
        self._pressing = False
        self._heat(self._crossed(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """No cross is under the mouse."""
        super().leaveEvent(event)
        self._heat(None)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Leave the text alone while an input method composes."""
        before, self._composing = self._composing, bool(event.preeditString())
        super().inputMethodEvent(event)
        if before and not self._composing:
            # What it shows while it composes took the place of the chips' formats.
            self._mark()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chips over the text, as far as it is seen."""
        super().paintEvent(event)
        if not self._chips or self._composing:
            return
        line, origin = self._line(), self._origin()
        first, last = self.selectionStart(), self.selectionEnd()
        painter = QPainter(self)
        painter.setClipRect(self._seen())
        for chip in self._chips:
            chosen = self.hasSelectedText() and first <= chip.start and chip.end <= last
            line.paint(painter, chip, origin, self.height(), self._theme, (chosen, chip == self._hot))

    # Chips

    def _walk(self, event: QKeyEvent, chosen: Chip | None) -> bool:
        """Go over chips as if each were one letter: first select it, then pass it or take it away."""
        key, at = event.key(), self.cursorPosition()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        back = key in (Qt.Key.Key_Left, Qt.Key.Key_Backspace)
        if not back and key not in (Qt.Key.Key_Right, Qt.Key.Key_Delete):
            return False
        if chosen is not None:
            if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
                self._remove(chosen)
            else:
                self.setCursorPosition(chosen.start if back else chosen.end)
            return True
        if self.hasSelectedText():
            return False
        text = self.text()
        for chip in self._chips:
            gap = text[chip.end : at] if back else text[at : chip.start]
            # The space that parts a chip from what is typed next belongs to it.
            near = (chip.end <= at and len(gap) <= 1) if back else (at <= chip.start and len(gap) <= 1)
            if near and not gap.strip() and (key != Qt.Key.Key_Right or not gap):
                self.setSelection(chip.start, chip.end - chip.start)
                return True
        return False

    def _open(self, chip: Chip, at: int) -> None:
        """Let a chip be text again, to type in it."""
        self._typed_at = chip.start
        self.deselect()
        self.setCursorPosition(at)
        self._mark()

    def _close(self) -> None:
        if self._typed_at >= 0:
            self._typed_at = -1
            self._mark()

    def _remove(self, chip: Chip) -> None:
        text, start, end = self.text(), chip.start, chip.end
        if text[end : end + 1].isspace():
            end += 1
        elif start and text[start - 1].isspace():
            start -= 1
        self.setSelection(start, end - start)
        self.del_()
        self._hot = None
        self._close()

    def _make_room(self, event: QKeyEvent) -> None:
        """What is typed right beside a chip is a word of its own."""
        typed = event.text()[:1].isprintable() and not event.text().isspace() and bool(event.text())
        if self.hasSelectedText() or not (typed or event.matches(QKeySequence.StandardKey.Paste)):
            return
        at = self.cursorPosition()
        if event.text() != "," and any(chip.end == at for chip in self._chips):
            self.insert(" ")
        elif any(chip.start == at for chip in self._chips):
            self.insert(" ")
            self.setCursorPosition(at)

    def _mark(self) -> None:
        """Find the chips again: all but the term that is being typed."""
        found = chips_of(self.text())
        if self._typed_at >= 0:
            found = tuple(chip for chip in found if chip.start != self._typed_at)
        if found != self._chips:
            self._chips = found
            self._hot = None
        self._decorate()

    def _crossed(self, place: QPointF) -> Chip | None:
        if not self._chips or not self._seen().contains(place.toPoint()):
            return None
        line, origin, height = self._line(), self._origin(), self.height()
        found = (
            chip for chip in self._chips if line.cross(chip, origin, height, self._theme).contains(place)
        )
        return next(found, None)

    def _heat(self, chip: Chip | None) -> None:
        if chip != self._hot:
            self._hot = chip
            self.setCursor(Qt.CursorShape.IBeamCursor if chip is None else Qt.CursorShape.ArrowCursor)
            self.update()

    def _line(self) -> ChipLine:
        return ChipLine(self.text(), self.font(), self._formats)

    def _origin(self) -> QPointF:
        """Where the text begins; the rectangle of the cursor has five pixels on each side of it."""
        cursor = self.cursorRect()
        return QPointF(cursor.x() + 5 - self._line().x(self.cursorPosition()), cursor.y())

    def _seen(self) -> QRect:
        """Where text can be seen: between the glass and the cross."""
        rect = self.rect()
        for button in self.findChildren(QToolButton):
            if button.isVisible():
                place = button.geometry()
                if place.center().x() < rect.center().x():
                    rect.setLeft(max(rect.left(), place.right()))
                else:
                    rect.setRight(min(rect.right(), place.left()))
        return rect

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        at = self.cursorPosition()
        self._typed_at = next((chip.start for chip in chips_of(text) if chip.start < at <= chip.end), -1)

    @Slot()
    def _on_changed(self) -> None:
        # The places are those of another text.
        self._chips, self._hot, self._wrong = (), None, None
        self._mark()

    @Slot(int, int)
    def _on_cursor(self, old: int, new: int) -> None:
        if self._typed_at >= 0:
            typed = next((chip for chip in chips_of(self.text()) if chip.start == self._typed_at), None)
            if typed is None or not typed.start <= new <= typed.end:
                self._close()
        inside = next((chip for chip in self._chips if chip.start < new < chip.end), None)
        if inside is not None and not self.hasSelectedText() and not self._pressing:
            self.setCursorPosition(inside.end if new > old else inside.start)

    @Slot()
    def _decorate(self) -> None:
        # A line edit has no formats of its own; those of a composed text are painted in any text.
        if self._composing:
            return
        self._formats = formats_of(self.text(), self._chips, self._theme)
        shown = list(self._formats)
        if self._wrong is not None:
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wave.setUnderlineColor(self._theme.palette.danger_text)
            shown.append(Format(self._wrong.start, max(1, self._wrong.end - self._wrong.start), wave))
        kind, at = QInputMethodEvent.AttributeType.TextFormat, self.cursorPosition()
        attributes = [
            QInputMethodEvent.Attribute(kind, one.start - at, one.length, one.format) for one in shown
        ]
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))
        self.update()
