"""What replacing the tracker would change, before it does; and how far it is. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from gui import dialog_parts, icons
from gui.placing import centre
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Theme

_WIDTH = 520
"""Of the words, in device-independent pixels at zoom 1."""
_ICON = 28


class DifferenceDialog(QDialog):
    """The default leaves all as it is; each kind of replacement has its own words."""

    wanted = Signal()
    """The replacement."""
    stop_wanted = Signal()

    def __init__(self, question: str, take: str, look: Theme, parent: QWidget) -> None:
        """question: the headline. take: the words of the button that does it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._question, self._look, self._busy = question, look, False
        self._picture = QLabel(self)
        self.headline = dialog_parts.label(self, "heading")
        self.summary = dialog_parts.label(self)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Under way"))
        self._parts = QVBoxLayout()
        self._parts.setSpacing(SPACE_M)
        self.leave = dialog_parts.button(self, "", self.reject)
        self.take = dialog_parts.button(self, take, self._take)
        self._lay_out()

    def show_doing(self, words: str) -> None:
        """Say what is being done."""
        self._busy = True
        self._clear()
        self._say(self._question, words)
        self._bar.show()
        self._show_buttons(self.tr("&Stop"))

    def show_parts(self, words: str, parts: list[tuple[str, list[str]]]) -> None:
        """Say what would change, and let it be chosen. parts: each a title, and lines below it."""
        self._busy = False
        self._bar.hide()
        self._clear()
        self._say(self._question, words, warn=True)
        for title, lines in parts:
            self._part(title, lines)
        self._show_buttons(self.tr("Leave it as it is"), take=True)

    def show_failed(self, headline: str, why: str) -> None:
        """Say why nothing was done."""
        self._busy = False
        self._bar.hide()
        self._clear()
        self._say(headline, why, warn=True)
        self._show_buttons(self.tr("Close"))

    def reject(self) -> None:
        """Escape stops what is under way; the answer closes or fills the dialog."""
        if self._busy:
            self.stop_wanted.emit()
        else:
            super().reject()

    @Slot()
    def _take(self) -> None:
        self.wanted.emit()

    def _say(self, headline: str, words: str, *, warn: bool = False) -> None:
        self.setWindowTitle(headline)
        self.setAccessibleDescription(words)
        self.headline.setText(headline)
        self.summary.setText(words)
        palette = self._look.palette
        name, colour = ("triangle-alert", palette.warning_text) if warn else ("history", palette.accent_text)
        size = self._look.scaled(_ICON)
        self._picture.setPixmap(icons.pixmap(name, colour, size, self.devicePixelRatioF()))

    def _clear(self) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _part(self, title: str, lines: list[str]) -> None:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        head = dialog_parts.label(part, "strong")
        head.setText(title)
        column.addWidget(head)
        if lines:
            said = dialog_parts.label(part, "secondary")
            said.setText("\n".join(lines))
            column.addWidget(said)
        part.setFixedWidth(self._look.scaled(_WIDTH))
        self._parts.addWidget(part)

    def _show_buttons(self, leave: str, *, take: bool = False) -> None:
        self.leave.setText(leave)
        self.take.setVisible(take)
        self.leave.setDefault(True)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        centre(self)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        for label in (self.headline, self.summary):
            label.setFixedWidth(self._look.scaled(_WIDTH))
            words.addWidget(label)
        body = QVBoxLayout()
        body.setSpacing(SPACE_L)
        body.addLayout(words)
        body.addWidget(self._bar)
        body.addLayout(self._parts)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(body)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_L)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addLayout(head)
        column.addLayout(buttons)
