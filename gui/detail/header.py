"""The top of the pane: id, what can be done with the issue, the title, and who made it when."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui import wording
from gui.close_preview import ClosePreview
from gui.detail.bar import InlineBar
from gui.detail.close_popup import ClosePopup
from gui.detail.drafts import INITIATOR
from gui.detail.look import ElidedLabel, IconButton, inset, link_button
from gui.detail.subject import Subject
from gui.detail.texts import FieldEditor
from gui.style_sheet import font_px
from gui.theme import current, set_look_of
from store.answers import Done
from store.detail_answers import Link
from store.requests import Close, Delete, Reopen, Request, Restore

STATE = "state"
"""The place of closing, reopening, deleting and restoring."""


class Header(QWidget):
    """Says which issue this is and moves it between open, closed and trash."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self._parent: Link | None = None
        self.id_button = QPushButton(self)
        self.id_button.setProperty("kind", "flat")
        self.id_button.setToolTip(self.tr("Copy this id"))
        self.parent_button = _Crumb(self)
        self.parent_button.setProperty("kind", "flat")
        self._crumb = ElidedLabel(self.parent_button, muted=True)
        self._crumb.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        crumb = QHBoxLayout(self.parent_button)
        crumb.setContentsMargins(inset(), 0, inset(), 0)
        crumb.addWidget(self._crumb)
        self.close_button = QPushButton(self.tr("Close…"), self)
        self.reopen_button = QPushButton(self.tr("Reopen"), self)
        self.more_button = IconButton("ellipsis", self.tr("More"), self)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more_button)
        self.delete_action = menu.addAction(self.tr("Move to trash"))
        self.copy_action = menu.addAction(self.tr("Copy id and title"))
        self.more_button.setMenu(menu)
        self.bar = InlineBar(subject, self, place=STATE)
        self.title = FieldEditor(subject, self, "title", single_line=True)
        self._popup: ClosePopup | None = None
        self._lay_out()
        self.id_button.clicked.connect(self.copy_id)
        self.parent_button.clicked.connect(self._open_parent)
        self.close_button.clicked.connect(self.ask_close)
        self.reopen_button.clicked.connect(self.reopen)
        self.delete_action.triggered.connect(self.delete)
        self.copy_action.triggered.connect(self.copy_both)
        self.title.edit.submitted.connect(self._after_title)
        subject.changed.connect(self.redraw)
        current().changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.parent_button)
        row.addWidget(self.id_button)
        row.addStretch(1)
        for button in (self.close_button, self.reopen_button, self.more_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.title)

    @Slot()
    def redraw(self) -> None:
        """Show the issue's id, its parent and the buttons that fit its state."""
        detail, issue = self._subject.detail, self._subject.issue
        if detail is None or issue is None:
            return
        self.id_button.setText(issue.id)
        self.id_button.setAccessibleName(self.tr("Id {}, copy").format(issue.id))
        self._parent = next((one for one in detail.parents if one.uid), None)
        self.parent_button.setVisible(self._parent is not None)
        if self._parent is not None:
            self._crumb.set_text(f"{self._parent.id}  /")
            self.parent_button.setToolTip(self._parent.title)
            self.parent_button.setAccessibleName(self.tr("Open parent {}").format(self._parent.title))
            self.parent_button.set_width(self._crumb.sizeHint().width() + 2 * inset())
        writable = not self._subject.read_only
        busy = any(one.under_way for one in self._subject.operations(STATE))
        self.close_button.setVisible(writable and not issue.finished)
        self.reopen_button.setVisible(writable and issue.finished and not issue.deleted)
        self.delete_action.setVisible(writable and not issue.deleted)
        for button in (self.close_button, self.reopen_button):
            button.setEnabled(not busy)

    @Slot()
    def ask_close(self) -> None:
        """Ask for the reason, then close."""
        if self.close_button.isVisible():
            self.close_popup.open_at(self.close_button)

    @property
    def close_popup(self) -> ClosePopup:
        """The frame that asks for the reason, made when it is first wanted."""
        if self._popup is None:
            self._popup = ClosePopup(self)
            self._popup.confirmed.connect(self._close)
            ClosePreview(self._subject.bridge, self._popup, self._keys)
        return self._popup

    @Slot()
    def reopen(self) -> None:
        """Open the issue again."""
        self._move(Reopen((self._subject.uid,), INITIATOR))

    @Slot()
    def delete(self) -> None:
        """Move the issue to the trash; Undo and Restore bring it back, so nothing is asked.

        What is to become of issues below it, the window asks.
        """
        detail = self._subject.detail
        if detail is not None and detail.children:
            self._subject.delete_requested.emit((detail.issue.key,))
        else:
            self._move(Delete((self._subject.uid,), "", INITIATOR))

    @Slot()
    def restore(self) -> None:
        """Take the issue out of the trash."""
        self._move(Restore((self._subject.uid,), INITIATOR))

    @Slot(object)
    def _close(self, reason: object) -> None:
        self._move(Close((self._subject.uid,), str(reason), INITIATOR))

    def _keys(self) -> tuple[int, ...]:
        issue = self._subject.issue
        return (issue.key,) if issue is not None else ()

    def _move(self, request: Request[Done]) -> None:
        # The button that was pressed goes away, and Qt would hand the focus to whatever comes next.
        if isinstance(QApplication.focusWidget(), QAbstractButton):
            self._subject.left.emit()
        self._subject.run(STATE, request)

    @Slot()
    def _open_parent(self) -> None:
        if self._parent is not None:
            self._subject.open_requested.emit(self._parent.uid)

    @Slot()
    def copy_id(self) -> None:
        """Put the id on the clipboard."""
        QGuiApplication.clipboard().setText(self.id_button.text())

    @Slot()
    def copy_both(self) -> None:
        """Put id and title on the clipboard."""
        issue = self._subject.issue
        if issue is not None:
            QGuiApplication.clipboard().setText(f"{issue.id} {issue.title}")

    @Slot()
    def _after_title(self) -> None:
        self._subject.left.emit()

    @Slot()
    def _restyle(self) -> None:
        small, wide = current().scaled(2), current().scaled(4)
        self.id_button.setStyleSheet(f"QPushButton {{ padding: {small}px {wide}px; }}")
        self.more_button.setStyleSheet(
            f"QToolButton {{ padding: {wide}px; }} QToolButton::menu-indicator {{ image: none; }}"
        )
        size = font_px("title", current().base_px)
        self.title.edit.setStyleSheet(f"QPlainTextEdit {{ font-size: {size}px; font-weight: 600; }}")


class _Crumb(QPushButton):
    """As wide as its words where there is room; large text in a narrow pane makes it give way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._width = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_width(self, width: int) -> None:
        """Say how wide its words are."""
        self._width = width
        self.setMaximumWidth(width)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the width of the words and the height of a button."""
        return QSize(self._width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for some letters."""
        return QSize(min(self._width, current().scaled(40)), super().sizeHint().height())


class Footer(QLabel):
    """Who made the issue and when, and when it was changed and closed."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self.setProperty("role", "caption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setIndent(inset())
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        subject.changed.connect(self.redraw)

    @Slot()
    def redraw(self) -> None:
        """Show the times of the issue as it is stored."""
        issue = self._subject.issue
        if issue is None:
            return
        made = wording.full_time(issue.created_at)
        lines = [
            self.tr("Created {} by {}").format(made, issue.created_by)
            if issue.created_by
            else self.tr("Created {}").format(made),
            self.tr("Updated {}").format(wording.full_time(issue.updated_at)),
        ]
        if issue.closed_at:
            lines.append(self.tr("Closed {}").format(wording.full_time(issue.closed_at)))
        text = " · ".join(lines)
        if issue.close_reason:
            text += "\n" + self.tr("Reason: {}").format(issue.close_reason)
        self.setText(text)


class Notice(QFrame):
    """One line that says why the fields cannot be changed, with the way out where there is one."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self.setProperty("role", "banner")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.restore = link_button(self.tr("Restore"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._words, 1)
        row.addWidget(self.restore)
        self.hide()
        subject.changed.connect(self.redraw)

    @property
    def text(self) -> str:
        """What the line says; "" while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    @Slot()
    def redraw(self) -> None:
        """Show why the fields are locked, or hide."""
        issue = self._subject.issue
        deleted = issue is not None and issue.deleted
        if self._subject.read_only:
            self._words.setText(self.tr("This tracker is read-only."))
        elif issue is not None and deleted:
            who = issue.deleted_by or self.tr("someone")
            when = wording.full_time(issue.deleted_at)
            self._words.setText(self.tr("In the trash since {}, by {}.").format(when, who))
        kind = "warning" if self._subject.read_only else ""
        set_look_of(self, "kind", kind)
        set_look_of(self._words, "kind", kind)
        self.restore.setVisible(deleted and not self._subject.read_only)
        self.setVisible(deleted or self._subject.read_only)
