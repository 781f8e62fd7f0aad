"""The bar at the bottom of an issue's own window: the same words on saving, and what was done here."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStatusBar, QWidget

from gui import icons
from gui.theme import SPACE_S, SPACE_XS, Theme, set_look_of
from gui.trust_bar import NOTE_MS, TrustBar
from gui.trust_parts import ElidedLine, ElidedTool, NoteLink


class IssueBar(QStatusBar):
    """Repeats what the main window's bar says of saving, so that they cannot differ. Window's thread."""

    def __init__(self, trust: TrustBar, theme: Theme, undo: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._trust, self._theme = trust, theme
        self._link: NoteLink | None = None
        self.setSizeGripEnabled(False)
        self.setAccessibleName(self.tr("State of this tracker"))
        self._picture = QLabel(self)
        self._state = ElidedLine(self)
        self.retry = self._button(self.tr("Try again"))
        self.retry.clicked.connect(trust.retry_requested)
        self._note = ElidedLine(self)
        self._follow = self._button("")
        self._follow.clicked.connect(self.follow)
        self._undo = ElidedTool(self, "")
        self._undo.clicked.connect(undo.trigger)
        self._undo.hide()
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(NOTE_MS)
        self._fading.timeout.connect(self.forget)
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(SPACE_S, 1, SPACE_XS, 1)
        row.setSpacing(SPACE_XS)
        row.addWidget(self._picture)
        row.addWidget(self._state, 3)
        row.addWidget(self.retry)
        row.addSpacing(SPACE_S)
        row.addWidget(self._note, 4)
        row.addWidget(self._follow)
        row.addStretch(1)
        row.addWidget(self._undo)
        self.addWidget(line, 1)
        self.forget()
        trust.told.connect(self._show)
        self._show()

    @property
    def words(self) -> str:
        """What is said about saving now."""
        return self._state.whole

    @property
    def said(self) -> str:
        """What is said of something done here, "" for nothing."""
        return self._note.whole if not self._note.isHidden() else ""

    def say(self, text: str, quiet: bool, link: NoteLink | None) -> None:
        """Say for a while what was done, and what it leads to."""
        self._note.say(text)
        set_look_of(self._note, "kind", "" if quiet else "warning")
        self._note.show()
        self._link = link
        self._follow.setVisible(link is not None)
        if link is not None:
            self._follow.setText(link.words)
            self._follow.setAccessibleName(f"{link.words}: {text}")
            self._fading.stop()
        else:
            self._fading.start()

    @Slot()
    def forget(self) -> None:
        """Say nothing of what was done."""
        self._link = None
        self._note.hide()
        self._follow.hide()

    @Slot()
    def follow(self) -> None:
        """Do what the button beside the note does."""
        if self._link is not None:
            self._link.follow()

    def set_undo(self, words: str) -> None:
        """Say what Undo would do, "" for nothing."""
        self._undo.setVisible(bool(words))
        self._undo.say(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words on saving whole for as long as they leave half of the bar."""
        super().resizeEvent(event)
        self._keep_state()

    def _keep_state(self) -> None:
        # What Undo would do can be long, and gives way: whether all is saved is what the bar is for.
        self._state.setMinimumWidth(min(self._state.sizeHint().width(), self.width() // 2))

    @Slot()
    def _show(self) -> None:
        text, name, kind = self._trust.state
        palette, size = self._theme.palette, self._theme.scaled(14)
        colours = {
            "danger": palette.danger_text, "warning": palette.warning_text, "success": palette.success_text
        }  # fmt: skip
        picture = icons.icon(name, colours.get(kind, palette.text_muted), size)
        self._picture.setPixmap(picture.pixmap(QSize(size, size), self.devicePixelRatioF()))
        self._state.say(text)
        self._state.setAccessibleName(text)
        self._keep_state()
        set_look_of(self._state, "kind", kind if kind == "danger" else "")
        self.retry.setVisible(self._trust.can_retry)
        self._undo.setIconSize(QSize(size, size))
        self._undo.setIcon(icons.icon("undo-2", palette.text_muted, size))

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        set_look_of(button, "kind", "link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
