"""Finds words in the shown issue: its title, texts and comments; marks all, goes from one to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from gui.detail.body import Body
from gui.detail.look import IconButton, link_button
from gui.detail.subject import Subject
from gui.i18n import number, plural
from gui.theme import SPACE_S, SPACE_XS, current, set_look_of

_MOST = 1000
"""Places that are marked; the count says when there are more."""

_ABOVE = 3
"""Lines over a place in a text that scrolls by itself."""

_Place = tuple[QTextEdit | QPlainTextEdit, QTextCursor]


class FindBar(QFrame):
    """A line over the issue. Escape gives the keyboard back. Window's thread."""

    def __init__(self, subject: Subject, body: Body, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject, self._body = subject, body
        self._pane = parent
        self._before: QWidget | None = None
        self._uid = ""
        self._places: list[_Place] = []
        self._marked: list[QTextEdit | QPlainTextEdit] = []
        self._current = 0
        set_look_of(self, "role", "banner")
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(self.tr("Find in this issue"))
        self.edit.setAccessibleName(self.edit.placeholderText())
        self.edit.setClearButtonEnabled(True)
        self.count = QLabel(self)
        set_look_of(self.count, "role", "muted")
        self.earlier = link_button("", self)
        self.previous_button = IconButton("chevron-up", self.tr("Previous (Shift+F3)"), self)
        self.next_button = IconButton("chevron-down", self.tr("Next (F3)"), self)
        self.close_button = IconButton("x", self.tr("Close (Esc)"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_XS)
        row.addWidget(self.edit, 1)
        row.addWidget(self.count)
        row.addWidget(self.earlier)
        for button in (self.previous_button, self.next_button, self.close_button):
            row.addWidget(button)
        self.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._search_again)
        self.edit.textChanged.connect(self._start)
        self.next_button.clicked.connect(self.next)
        self.previous_button.clicked.connect(self.previous)
        self.close_button.clicked.connect(self.leave)
        self.earlier.clicked.connect(self._show_earlier)
        subject.changed.connect(self._on_changed)

    @Slot()
    def open(self) -> None:
        """Take the keyboard, with what is marked in a text as the words to find."""
        focus = QApplication.focusWidget()
        if focus is not self.edit:
            self._before = focus
        if isinstance(focus, QTextEdit | QPlainTextEdit) and self._body.isAncestorOf(focus):
            chosen = focus.textCursor().selectedText()
            if chosen and "\u2029" not in chosen:
                self.edit.setText(chosen)
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._start()

    @Slot()
    def leave(self) -> None:
        """Hide, take the marks away and give the keyboard back."""
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        self._places = []
        self._show_marks()
        before = self._before
        if inside and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif inside:
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def next(self) -> None:
        """Go to the next place, behind the last one to the first."""
        self._go(1)

    @Slot()
    def previous(self) -> None:
        """Go to the place before, before the first one to the last."""
        self._go(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = QApplication.focusWidget()
            if focus is self.edit:
                self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            else:
                event.ignore()
        else:
            super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        if self.isHidden():
            self.open()
        elif self._places:
            self._current = (self._current + step) % len(self._places)
            self._show()
            self._go_there()

    @Slot()
    def _start(self) -> None:
        self._current = 0
        self._search()
        self._go_there()

    @Slot()
    def _show_earlier(self) -> None:
        self._body.comments.show_all()
        self._search()
        self._go_there()

    @Slot()
    def _on_changed(self) -> None:
        # Once for all that is redrawn in this turn, and after it.
        if not self.isHidden():
            self._soon.start()

    @Slot()
    def _search_again(self) -> None:
        """Count what is shown now; only another issue is moved to its first place, nobody is taken away."""
        if self.isHidden():
            return
        if self._uid != self._subject.uid:
            self._start()
        else:
            self._search()

    def _search(self) -> None:
        self._uid = self._subject.uid
        words = self.edit.text() if self._uid else ""
        self._places = []
        for widget in self._body.readable() if words else ():
            self._places += [(widget, hit) for hit in _hits(widget, words, _MOST - len(self._places))]
        self._current = min(self._current, max(0, len(self._places) - 1))
        unseen = self._body.comments.unseen(words) if words else 0
        self.earlier.setText(plural(self.tr("%n earlier comment(s) with it", "", unseen), unseen))
        self.earlier.setVisible(unseen > 0)
        self._show()

    def _show(self) -> None:
        found = len(self._places)
        for button in (self.next_button, self.previous_button):
            button.setEnabled(found > 1)
        if not self.edit.text():
            self.count.setText("")
        elif not found:
            self.count.setText(self.tr("Not found"))
        else:
            of = self.tr("{} or more").format(number(found)) if found >= _MOST else number(found)
            self.count.setText(self.tr("{} of {}").format(number(self._current + 1), of))
        self._show_marks()

    def _go_there(self) -> None:
        if self._places:
            widget, hit = self._places[self._current]
            if isinstance(widget, QPlainTextEdit):
                # A very long text scrolls by itself, by lines; any other one has nothing to scroll.
                widget.verticalScrollBar().setValue(hit.block().firstLineNumber() - _ABOVE)
            self._subject.caret_moved.emit(widget, widget.cursorRect(hit))

    def _show_marks(self) -> None:
        marks: dict[QTextEdit | QPlainTextEdit, list[QTextEdit.ExtraSelection]] = {}
        for place, (widget, hit) in enumerate(self._places):
            marks.setdefault(widget, []).append(_mark(hit, chosen=place == self._current))
        for widget in self._marked:
            if isValid(widget) and widget not in marks:
                widget.setExtraSelections([])
        for widget, selections in marks.items():
            widget.setExtraSelections(selections)
        self._marked = list(marks)


def _hits(widget: QTextEdit | QPlainTextEdit, words: str, most: int) -> list[QTextCursor]:
    found: list[QTextCursor] = []
    cursor = widget.document().find(words)
    while not cursor.isNull() and len(found) < most:
        found.append(cursor)
        cursor = widget.document().find(words, cursor)
    return found


def _mark(hit: QTextCursor, *, chosen: bool) -> QTextEdit.ExtraSelection:
    palette = current().palette
    form = QTextCharFormat()
    form.setBackground(QColor(palette.accent if chosen else palette.warning_tint))
    if chosen:
        form.setForeground(QColor(palette.on_accent))
    else:
        form.setFontUnderline(True)
    selection = QTextEdit.ExtraSelection()
    selection.cursor = hit
    selection.format = form
    return selection
