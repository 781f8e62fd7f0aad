"""An attached picture, as large as the window allows; the keys lead to the others of its issue."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from gui.detail.look import IconButton
from gui.detail.pictures import WHOLE, Pictures, Shown, fitted
from gui.detail.popup import Popup
from gui.i18n import number
from gui.theme import SPACE_L, SPACE_S, current, set_look_of
from store.attachment import Attachment


class PictureView(QWidget):
    """The picture in the middle, never enlarged; or why there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 80)

    def show_picture(self, shown: Shown | None, words: str) -> None:
        """Show a picture; words: what stands in its place where there is none."""
        self._shown, self.words = shown, words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter, ratio = QPainter(self), self.devicePixelRatioF()
        if self._shown is None or self._shown.picture.isNull():
            painter.setPen(QColor(current().palette.text_secondary))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect(), flags, self.words)
        else:
            picture = fitted(self._shown.picture, self.width(), self.height(), ratio)
            size = picture.deviceIndependentSize()
            left = round((self.width() - size.width()) / 2)
            painter.drawPixmap(left, round((self.height() - size.height()) / 2), picture)
        painter.end()


class PicturePreview(Popup):
    """Covers the window. Escape, Space and Enter close it, ← and → show the others."""

    save_wanted = Signal(object)
    """The Attachment."""

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent, "")
        self._pictures = pictures
        self._files: tuple[Attachment, ...] = ()
        self._place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view = PictureView(self)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setProperty("role", "caption")
        self.back = IconButton("chevron-left", self.tr("Previous picture (←)"), self)
        self.forth = IconButton("chevron-right", self.tr("Next picture (→)"), self)
        self.save_button = QPushButton(self.tr("Save as…"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.back)
        foot.addWidget(self.forth)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.save_button)
        foot.addWidget(self.close_button)
        self.column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        self.column.setSpacing(SPACE_S)
        self.column.addWidget(self.view, 1)
        self.column.addLayout(foot)
        self.back.clicked.connect(self._go_back)
        self.forth.clicked.connect(self._go_forth)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.leave)
        pictures.changed.connect(self._on_known)

    @property
    def file(self) -> Attachment | None:
        """What is shown."""
        return self._files[self._place] if self._files else None

    def show_file(self, file: Attachment, files: tuple[Attachment, ...], window: QWidget) -> None:
        """Show one of these pictures over the window."""
        self._files, self._place = files, files.index(file)
        self._draw()
        self.place_at(window)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Cover the window."""
        self.setGeometry(QRect(0, 0, self.window().width(), self.window().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the window."""
        if watched is self.window() and event.type() == QEvent.Type.Resize and self.isVisible():
            self.fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, or leave."""
        key = event.key()
        closes = key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus()
        if key == Qt.Key.Key_Left:
            self._go(-1)
        elif key == Qt.Key.Key_Right:
            self._go(1)
        elif closes:
            self.leave()
        else:
            super().keyPressEvent(event)
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab inside: what is below cannot be seen."""
        stops: list[QWidget] = [self, self.back, self.forth, self.save_button, self.close_button]
        stops = [one for one in stops if one.isVisible() and one.isEnabled()]
        if not stops:
            # It is being hidden, and Qt looks for who gets the keyboard.
            return super().focusNextPrevChild(next)
        focused = self.window().focusWidget()
        place = stops.index(focused) if focused in stops else 0
        stops[(place + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @Slot(object, bool)
    def tell(self, words: object, good: object) -> None:
        """Say what became of a saving: the line that says it otherwise is covered."""
        if self.isVisible():
            self.said.setText(str(words))
            set_look_of(self.said, "kind", "" if good else "danger")

    def _draw(self) -> None:
        file = self.file
        if file is None:
            return
        shown = self._pictures.get(file, WHOLE)
        words = self.tr("Loading…")
        said = [file.name]
        if shown is not None:
            words = self.tr("{name} cannot be shown: it is damaged, or too large. Save it to look at it.")
            words = words.format(name=file.name)
            if not shown.picture.isNull():
                said.append(f"{number(shown.size.width())} × {number(shown.size.height())}")
        several = len(self._files) > 1
        if several:
            place = self.tr("{n} of {all}")
            said.append(place.format(n=number(self._place + 1), all=number(len(self._files))))
        for button in (self.back, self.forth):
            button.setVisible(several)
        self.said.setText(" · ".join(said))
        set_look_of(self.said, "kind", "")
        self.setAccessibleName(", ".join(said))
        self.view.setAccessibleName(file.name)
        self.view.show_picture(shown, words)

    def _go(self, step: int) -> None:
        if self._files:
            self._place = (self._place + step) % len(self._files)
            self._draw()

    @Slot()
    def _go_back(self) -> None:
        self._go(-1)

    @Slot()
    def _go_forth(self) -> None:
        self._go(1)

    @Slot()
    def _save(self) -> None:
        self.save_wanted.emit(self.file)

    @Slot(object)
    def _on_known(self, uid: object) -> None:
        if self.isVisible() and self.file is not None and self.file.uid == uid:
            self._draw()
