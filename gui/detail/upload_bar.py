"""Files on their way: how far they are, with Stop; or why they could not be attached, with Try again."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from gui.detail.attaching import Upload
from gui.detail.look import link_button
from gui.theme import SPACE_S, SPACE_XS, set_look_of

_PATIENCE = 200
"""Milliseconds: what is attached sooner needs no bar."""


class UploadBar(QFrame):
    """One upload. Lives on the window's thread."""

    stopped = Signal(object)
    again = Signal(object)
    dismissed = Signal(object)

    def __init__(self, upload: Upload, parent: QWidget) -> None:
        super().__init__(parent)
        self.upload = upload
        self.setProperty("role", "banner")
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How much is attached"))
        self.stop_button = link_button(self.tr("Stop"), self)
        self.again_button = link_button(self.tr("Try again"), self)
        self.dismiss_button = link_button(self.tr("Dismiss"), self)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_XS)
        for button in (self.stop_button, self.again_button, self.dismiss_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.words)
        column.addWidget(self._bar)
        column.addLayout(buttons)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE)
        self._slow.timeout.connect(self.show)
        self.stop_button.clicked.connect(self._stop)
        self.again_button.clicked.connect(self._again)
        self.dismiss_button.clicked.connect(self._dismiss)
        self.hide()

    def redraw(self) -> None:
        """Show how it stands now."""
        one = self.upload
        focus = QApplication.focusWidget()
        focused = focus is not None and self.isAncestorOf(focus)
        for part in (self._bar, self.stop_button):
            part.setVisible(one.under_way)
        for button in (self.again_button, self.dismiss_button):
            button.setVisible(not one.under_way)
        if one.under_way:
            words = self.tr("Attaching {files}…").format(files=one.names)
            self._bar.setRange(0, 1000 if one.total else 0)
            self._bar.setValue(one.done * 1000 // one.total if one.total else 0)
            if self.isHidden() and not self._slow.isActive():
                self._slow.start()
        else:
            words = one.error
            self._slow.stop()
            self.show()
        self.words.setText(words)
        self.setAccessibleName(words)
        set_look_of(self, "kind", "" if one.under_way else "danger")
        if focused:
            button = self.stop_button if one.under_way else self.again_button
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _stop(self) -> None:
        self.stopped.emit(self.upload)

    @Slot()
    def _again(self) -> None:
        self.again.emit(self.upload)

    @Slot()
    def _dismiss(self) -> None:
        self.dismissed.emit(self.upload)
