"""One text that is read formatted and written as typed: which of the two is seen, and when it changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from gui.detail.growing import GrowingText
from gui.detail.rendered import RenderedText
from gui.detail.subject import Subject

_PRESSED_AGAIN = 30
"""Milliseconds until it is asked again whether a mouse button is still down."""


class TextMode(QObject):
    """Shows an editor or the formatted text in its place. Window's thread.

    The formatted text is shown when it is known and nobody writes. A text that is not saved yet, or was
    too long to be formatted unasked, is not known so: its editor is what is read.
    """

    changed = Signal()

    def __init__(self, subject: Subject, field: str, edit: GrowingText, view: RenderedText) -> None:
        super().__init__(view)
        self._subject, self._field = subject, field
        self._edit, self._view = edit, view
        self._uid = ""
        self._leaving = False
        self._released = QTimer(self)
        self._released.setSingleShot(True)
        self._released.setInterval(_PRESSED_AGAIN)
        self._released.timeout.connect(self.redraw)
        view.hide()
        view.setAccessibleName(edit.accessibleName())
        view.edit_wanted.connect(self.write)
        view.box_ticked.connect(self._tick)
        view.issue_wanted.connect(subject.open_requested)
        view.left.connect(subject.left)
        view.pointed.connect(self._on_pointed)
        view.show_files_of(subject)
        view.caret_moved.connect(self._on_caret_moved)
        edit.edited.connect(self._on_edited)
        edit.preview_wanted.connect(self.read)

    @property
    def reading(self) -> bool:
        """Whether the formatted text is shown."""
        return not self._view.isHidden()

    @property
    def waits(self) -> bool:
        """Whether the formatted text is wanted, and not known yet."""
        return self._leaving and not self.reading

    @Slot()
    def redraw(self) -> None:
        """Show what is to be seen now."""
        if self._uid != self._subject.uid:
            self._uid, self._leaving = self._subject.uid, True
        text = str(self._subject.value(self._field) or "")
        formatted = self._subject.formatting.of(text) if text else None
        focused = self._edit.window().focusWidget() is self._edit
        read = formatted is not None and (self._leaving or not focused)
        if read and not self.reading and QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # What was pressed would move away from under the mouse before it is released.
            self._released.start()
            return
        self._view.editable = self._subject.editable
        if read:
            self._view.show_text(text, formatted)
        if read != self.reading:
            self._view.setVisible(read)
            if read and focused:
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._edit.setVisible(not read)
            self.changed.emit()

    @Slot(object)
    def write(self, line: object = None) -> None:
        """Show the editor, with the caret in a line of the text or where it was."""
        if not self._subject.editable:
            return
        self._leaving = False
        self._edit.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if type(line) is int:
            self._edit.put_caret_in_line(line)
        self.redraw()

    @Slot()
    def read(self) -> None:
        """Show the formatted text, as soon as it is known."""
        self._leaving = True
        self.redraw()

    @Slot()
    def _on_edited(self) -> None:
        self._leaving = False

    @Slot(object)
    def _tick(self, number: object) -> None:
        if isinstance(number, int):
            self._subject.tick(self._field, self._view.typed, number)

    @Slot(object)
    def _on_pointed(self, address: object) -> None:
        self._subject.pointed.emit(self._view, address)

    @Slot(object)
    def _on_caret_moved(self, rect: object) -> None:
        self._subject.caret_moved.emit(self._view, rect)
