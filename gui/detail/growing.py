"""A plain text editor that is as high as its text, and the single-line one for titles."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.detail.clipboard import files_in, has_picture, picture_in

_SEPARATOR = "\u2029"
_MOST_LINES = 2000
"""With more paragraphs the editor scrolls by itself: each is measured on every key, a microsecond apiece."""


class GrowingText(QPlainTextEdit):
    """Plain text. A value that nobody typed into comes back exactly as it was set."""

    edited = Signal()
    """The user changed the text."""
    finished = Signal()
    """The focus went elsewhere."""
    submitted = Signal()
    """Ctrl+Enter, or Enter in a single-line editor."""
    escaped = Signal()
    preview_wanted = Signal()
    """Ctrl+E."""
    picture_pasted = Signal(object, object)
    """Itself and a QImage: there was no text to paste."""
    caret_moved = Signal(object)
    """The caret's QRect in this widget, while it has the focus."""

    def __init__(self, parent: QWidget, *, single_line: bool = False, least_lines: int = 1) -> None:
        super().__init__(parent)
        self._single_line = single_line
        self._least_lines = least_lines
        self._original = ""
        self._setting = False
        self._touched = False
        self.setProperty("role", "quiet")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_caret_moved)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)

    def set_text(self, text: str) -> None:
        """Show a text; caret and scroll position stay where they can."""
        if text == self.text():
            self._original, self._touched = text, False
            return
        self._setting = True
        shown = text.replace("\n", " ") if self._single_line else text
        if self.hasFocus():
            self._replace_what_differs(shown)
        else:
            position = self.textCursor().position()
            self.setPlainText(shown)
            cursor = self.textCursor()
            cursor.setPosition(min(position, max(0, self.document().characterCount() - 1)))
            self.setTextCursor(cursor)
        self._original, self._touched, self._setting = text, False, False
        self.fit()

    def _replace_what_differs(self, text: str) -> None:
        """Change the middle only: caret and marked words before and behind it stay on their words."""
        before = self.document().toRawText().replace(_SEPARATOR, "\n")
        after = QTextDocument(text).toRawText().replace(_SEPARATOR, "\n")
        head = _same(before, after)
        tail = _same(before[head:][::-1], after[head:][::-1])
        cursor = QTextCursor(self.document())
        cursor.setPosition(_width(before[:head]))
        cursor.setPosition(_width(before[: len(before) - tail]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(after[head : len(after) - tail])
        # What somebody else wrote is not for this editor to undo.
        self.document().clearUndoRedoStacks()

    def text(self) -> str:
        """Return the text; with the line ends that it came with."""
        if not self._touched:
            return self._original
        # toPlainText() would turn no-break spaces into plain ones.
        text = self.document().toRawText().replace(_SEPARATOR, "\n")
        return text.replace("\n", "\r\n") if "\r\n" in self._original else text

    def fit(self) -> None:
        """Take the height that the text needs."""
        layout = self.document().documentLayout()
        line = self.fontMetrics().lineSpacing()
        count = self.document().blockCount()
        if count > _MOST_LINES:
            height = float(_MOST_LINES * line)
        else:
            height, block = 0.0, self.document().begin()
            while block.isValid():
                height += layout.blockBoundingRect(block).height()
                block = block.next()
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAsNeeded if count > _MOST_LINES else policy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        frame = max(0, self.height() - self.viewport().height())
        inner = max(int(height + 0.999), self._least_lines * line) + frame + 1
        if self.height() != inner or self.minimumHeight() != inner:
            self.setFixedHeight(inner)

    def sizeHint(self) -> QSize:
        """Return the height of the text."""
        return QSize(200, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Return the height of the text."""
        return QSize(80, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again: another width wraps otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again after a change of font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def event(self, event: QEvent) -> bool:
        """Let Undo through to the window when the text has nothing to undo; keep what submits a text."""
        if event.type() == QEvent.Type.ShortcutOverride and self._passes_on(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _submits(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Submit, leave, or edit."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif enter and (control or self._single_line):
            self.submitted.emit()
        elif control and event.key() == Qt.Key.Key_E and not self._single_line:
            self.preview_wanted.emit()
        elif self._passes_on(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Leave files to the pane, which attaches them."""
        if files_in(source):
            return False
        return super().canInsertFromMimeData(source) or (has_picture(source) and not self._single_line)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text; on one line where there is only one."""
        image = picture_in(source) if has_picture(source) and not self._single_line else None
        if image is not None:
            self.picture_pasted.emit(self, image)
            return
        if self._single_line:
            self.insertPlainText(" ".join(source.text().split("\n")))
        else:
            self.insertPlainText(source.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went, unless a menu of this editor has it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the pane."""
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            event.ignore()
        else:
            super().wheelEvent(event)

    def put_caret_at_end(self) -> None:
        """Move the caret behind the text."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def put_caret_in_line(self, number: int) -> None:
        """Move the caret to the start of a line, counted from 0."""
        block = self.document().findBlockByNumber(number)
        cursor = self.textCursor()
        cursor.setPosition(block.position() if block.isValid() else 0)
        self.setTextCursor(cursor)

    def _passes_on(self, event: QEvent) -> bool:
        """Whether Undo or Redo belongs to the tracker: the text has nothing to undo, or cannot be changed."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.isReadOnly() or not self.document().isUndoAvailable()
        if event.matches(QKeySequence.StandardKey.Redo):
            return self.isReadOnly() or not self.document().isRedoAvailable()
        return False

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._setting:
            self._touched = True
            self.edited.emit()

    @Slot()
    def _on_caret_moved(self) -> None:
        if self.hasFocus() and not self._setting:
            rect: QRect = self.cursorRect()
            self.caret_moved.emit(rect)


def _width(text: str) -> int:
    """Return how long a text is for Qt, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _same(one: str, other: str) -> int:
    """Return the length of the common beginning; comparing slices runs in C."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _submits(event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
