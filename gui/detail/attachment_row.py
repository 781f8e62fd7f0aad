"""One attached file: a small picture of it, its name, size and who attached it; keys and a menu."""

from __future__ import annotations

from pathlib import PurePosixPath

from PySide6.QtCore import QEvent, QLocale, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from gui import icons, wording
from gui.detail.look import ElidedLabel, RevealedButton
from gui.detail.pictures import ROW, Pictures, fitted
from gui.theme import RADIUS_SMALL, SPACE_S, SPACE_XS, current
from store.attachment import Attachment

_HEIGHT, _SIDE = 48, 40
_SEEN = (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut)


class Thumbnail(QWidget):
    """A picture in a square, or the sign of a file."""

    def __init__(self, file: Attachment, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._file, self._pictures = file, pictures
        self.setFixedSize(current().scaled(_SIDE), current().scaled(_SIDE))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it, in a quiet frame."""
        palette, ratio = current().palette, self.devicePixelRatioF()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)
        painter.fillPath(path, QColor(palette.hover))
        shown = self._pictures.get(self._file, ROW) if self._file.is_picture else None
        if shown is not None and not shown.picture.isNull():
            painter.save()
            painter.setClipPath(path)
            picture = fitted(shown.picture, self.width(), self.height(), ratio)
            size = picture.deviceIndependentSize()
            painter.drawPixmap(
                round((self.width() - size.width()) / 2), round((self.height() - size.height()) / 2), picture
            )
            painter.restore()
        else:
            side = current().icon_px
            sign = icons.pixmap("file-text", palette.text_secondary, side, ratio)
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, sign)
        painter.setPen(QPen(QColor(palette.border), 1))
        painter.drawPath(path)
        painter.end()


class NameEdit(QLineEdit):
    """A name that is being changed: Enter keeps it, Escape and a focus elsewhere do not."""

    given = Signal(object)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep or leave."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit(self.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave it as it was, unless a menu has the focus."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class AttachmentRow(QPushButton):
    """Enter and Space show a picture, or what can be done with another file; F2 renames, Delete removes."""

    shown = Signal(object)
    """The Attachment, to be seen."""
    opened = Signal(object)
    saved = Signal(object)
    removed = Signal(object)
    renamed = Signal(object, object)
    """The Attachment and its new name."""

    def __init__(self, file: Attachment, pictures: Pictures, parent: QWidget, *, editable: bool) -> None:
        super().__init__(parent)
        self.file = file
        self.editable = editable
        self.editor: NameEdit | None = None
        self.setProperty("kind", "flat")
        self.setFixedHeight(current().scaled(_HEIGHT))
        decimals = 0 if file.size < 1_000_000 else 1
        size = QLocale().formattedDataSize(file.size, decimals, QLocale.DataSizeFormat.DataSizeSIFormat)
        said = f"{size} · {file.by} · {wording.full_time(file.at)}"
        self.setAccessibleName(f"{file.name}, {said}")
        self.setAccessibleDescription(self.tr("Attached file. The menu key shows what can be done with it"))
        self.setToolTip(file.name)
        self._thumbnail = Thumbnail(file, pictures, self)
        self._name = ElidedLabel(self)
        self._name.set_text(file.name)
        caption = QLabel(said, self)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setProperty("role", "caption")
        self.save_button = RevealedButton("file-down", self.tr("Save {} as…").format(file.name), self)
        self.more_button = RevealedButton("ellipsis", self.tr("More for {}").format(file.name), self)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addStretch(1)
        self._words.addWidget(self._name)
        self._words.addWidget(caption)
        self._words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_XS, 0, SPACE_XS, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._thumbnail)
        row.addLayout(self._words, 1)
        row.addWidget(self.save_button)
        row.addWidget(self.more_button)
        for label in (self._name, caption):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._menu = self._build_menu()
        self.clicked.connect(self._on_clicked)
        self.save_button.clicked.connect(self._save)
        self.more_button.clicked.connect(self.show_menu)

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("What can be done with {}").format(self.file.name))
        if self.file.is_picture:
            menu.addAction(self.tr("Show")).triggered.connect(self._show)
        if self.file.may_be_opened:
            menu.addAction(self.tr("Open a copy in its program")).triggered.connect(self._open)
        else:
            why = menu.addAction(self.tr("Not opened from here: such a file can run as a program"))
            why.setEnabled(False)
        menu.addAction(self.tr("Save as…")).triggered.connect(self._save)
        menu.addSeparator()
        for text, slot in ((self.tr("Rename…"), self.rename), (self.tr("Remove"), self._remove)):
            action = menu.addAction(text)
            action.setEnabled(self.editable)
            action.triggered.connect(slot)
        return menu

    def sizeHint(self) -> QSize:
        """Return one row."""
        return QSize(200, current().scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return one row."""
        return QSize(80, current().scaled(_HEIGHT))

    def event(self, event: QEvent) -> bool:
        """Show the buttons with the mouse over the row or the focus on it."""
        if event.type() in _SEEN:
            # Whole: under a menu Qt leaves the row as it was, and the places of its buttons would stand out.
            self.update()
            self.save_button.update()
            self.more_button.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows, F2 renames, Delete removes."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_clicked()
        elif key == Qt.Key.Key_F2 and self.editable:
            self.rename()
        elif key == Qt.Key.Key_Delete and self.editable:
            self._remove()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done, at the mouse or below the row."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._pop_up(event.globalPos())
        else:
            self.show_menu()

    @Slot()
    def show_menu(self) -> None:
        """Show what can be done."""
        self._pop_up(self.mapToGlobal(QPoint(self._thumbnail.width() + SPACE_S, self.height() - SPACE_XS)))

    def _pop_up(self, place: QPoint) -> None:
        self._menu.popup(place)
        first = next((one for one in self._menu.actions() if one.isEnabled()), None)
        if first is not None:
            self._menu.setActiveAction(first)

    @property
    def menu_shown(self) -> QMenu:
        """The menu of the row."""
        return self._menu

    def redraw(self) -> None:
        """Its picture is known now."""
        self._thumbnail.update()

    @Slot()
    def rename(self) -> None:
        """Let the name be changed in its place, all but its ending selected."""
        if not self.editable or self.editor is not None:
            return
        editor = self.editor = NameEdit(self)
        editor.setAccessibleName(self.tr("New name of {}").format(self.file.name))
        editor.setText(self.file.name)
        self._words.insertWidget(1, editor)
        self._name.hide()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.setSelection(0, len(PurePosixPath(self.file.name).stem))
        editor.given.connect(self._on_given)
        editor.left.connect(self._stop)

    @Slot(object)
    def _on_given(self, name: object) -> None:
        self._stop()
        if name != self.file.name:
            self.renamed.emit(self.file, name)

    @Slot()
    def _stop(self) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        focused = editor.hasFocus()
        self._name.show()
        if focused:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._words.removeWidget(editor)
        editor.hide()
        editor.deleteLater()

    @Slot()
    def _on_clicked(self) -> None:
        if self.file.is_picture:
            self._show()
        else:
            self.show_menu()

    @Slot()
    def _show(self) -> None:
        self.shown.emit(self.file)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self.file)

    @Slot()
    def _save(self) -> None:
        self.saved.emit(self.file)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.file)
