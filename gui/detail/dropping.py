"""Files dropped on the pane, and what is pasted into it, become attachments; the target is seen before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from gui import icons
from gui.detail.clipboard import files_in, has_picture, picture_in
from gui.detail.growing import GrowingText
from gui.detail.subject import Subject
from gui.theme import RADIUS, SPACE_M, SPACE_S, current

_ICON = 32


class DropTarget(QWidget):
    """Covers the pane while files are over it, and says what becomes of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = ""
        self.taken = False
        self.hide()

    def tell(self, words: str, *, taken: bool) -> None:
        """Say it; taken: whether a drop would do something."""
        self.words, self.taken = words, taken
        self.setAccessibleName(words)
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a veil, a dashed frame, and in the middle what would happen."""
        palette, painter = current().palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(palette.page)
        veil.setAlpha(230)
        painter.fillRect(self.rect(), veil)
        colour = palette.accent if self.taken else palette.control
        painter.setPen(QPen(QColor(colour), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(palette.accent_tint) if self.taken else Qt.BrushStyle.NoBrush)
        frame = QRectF(self.rect()).adjusted(SPACE_M, SPACE_M, -SPACE_M, -SPACE_M)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        side = current().scaled(_ICON)
        tint = palette.accent_text if self.taken else palette.text_muted
        picture = icons.pixmap("paperclip" if self.taken else "ban", tint, side, self.devicePixelRatioF())
        middle = self.rect().center()
        painter.drawPixmap(middle.x() - side // 2, middle.y() - side - SPACE_S // 2, picture)
        painter.setPen(QColor(palette.text if self.taken else palette.text_secondary))
        words = self.rect().adjusted(2 * SPACE_M, middle.y() + SPACE_S, -2 * SPACE_M, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, int(flags) | int(Qt.TextFlag.TextWordWrap), self.words)
        painter.end()


class Dropping(QObject):
    """Looks at drags and at Ctrl+V in the pane. Lives on the window's thread."""

    def __init__(self, subject: Subject, pane: QWidget) -> None:
        super().__init__(pane)
        self._subject = subject
        self.target = DropTarget(pane)
        pane.setAcceptDrops(True)
        pane.installEventFilter(self)
        subject.picture_pasted.connect(self._paste_picture)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what can be attached; everything else goes its usual way."""
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDropEvent):
            return self._over(event)
        if kind == QEvent.Type.DragLeave:
            self.target.hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.target.hide()
            return self._drop(event)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.matches(QKeySequence.StandardKey.Paste) and self.paste()
        return super().eventFilter(watched, event)

    def _over(self, event: QDropEvent) -> bool:
        data, issue = event.mimeData(), self._subject.issue
        if issue is None or not (files_in(data) or picture_in(data)):
            return False
        taken = self._subject.editable
        if taken:
            words = self.tr("Drop to attach to {issue}").format(issue=f"{issue.id} {issue.title}")
        elif issue.deleted:
            words = self.tr("{id} is in the trash. Restore it to attach files.").format(id=issue.id)
        else:
            words = self.tr("This tracker may only be read, so nothing can be attached.")
        self.target.tell(words, taken=taken)
        # Taken also where a drop does nothing: else the words would go with the next movement.
        event.setDropAction(Qt.DropAction.CopyAction if taken else Qt.DropAction.IgnoreAction)
        event.accept()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        if not self._subject.editable:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._subject.bring(files_in(event.mimeData()), picture_in(event.mimeData()))
        return True

    def paste(self) -> bool:
        """Attach what was copied; return whether there was something."""
        data = QGuiApplication.clipboard().mimeData()
        files = files_in(data)
        if not self._subject.editable or not (files or has_picture(data)):
            return False
        self._subject.bring(files, picture_in(data))
        return True

    @Slot(object, object)
    def _paste_picture(self, edit: GrowingText, image: QImage) -> None:
        """Attach a picture that was pasted into a text, and let the text show it at the caret."""
        if self._subject.editable:
            name = self._subject.attach_picture(image)
            edit.insertPlainText(f"![{name}](attachment:{name})")
