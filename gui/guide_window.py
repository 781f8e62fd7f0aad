"""The guide in a window of its own, without a network: its parts, its text, find, and back."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui import dialog_parts
from gui.actions import shown_key
from gui.guide_page import GuidePage
from gui.pressing import press_focused
from gui.theme import SPACE_S, Theme, set_look_of

_ANCHOR = Qt.ItemDataRole.UserRole
WIDTH, HEIGHT, SIDE = 940, 720, 240
"""Pixels at zoom 1."""


class GuideWindow(QDialog):
    """Stays beside the main window, which goes on working; Escape closes it. Window's thread."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guide"))
        self.parts = QListWidget(self)
        self.parts.setAccessibleName(self.tr("Parts of the guide"))
        set_look_of(self.parts, "role", "sidebar")
        self.page = GuidePage(theme, self)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("Find in the guide"))
        self.words.setAccessibleName(self.tr("Find in the guide"))
        self.words.setClearButtonEnabled(True)
        self.back = dialog_parts.button(self, self.tr("Back"), self.page.back)
        self.back.setEnabled(False)
        self.said = dialog_parts.label(self, "muted")
        self._address = QUrl()
        self.open_it = dialog_parts.button(self, self.tr("Open it"), self._open)
        self._lay_out(theme, parent)
        for keys, slot in (
            ("Ctrl+F", self.look_for), ("F3", self._next), ("Shift+F3", self._previous),
            ("Alt+Left", self.page.back),
        ):  # fmt: skip
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(slot)
            self.addAction(action)
        self.back.setToolTip(f"{self.tr('Back')} ({shown_key(QKeySequence('Alt+Left'))})")
        self.words.textEdited.connect(self._on_words)
        self.words.returnPressed.connect(self._next)
        self.parts.itemActivated.connect(self._on_part)
        self.parts.itemClicked.connect(self._on_part)
        self.page.leave_wanted.connect(self._ask)
        self.page.elsewhere.connect(self._say_elsewhere)
        self.page.place_changed.connect(self._mark)
        self.page.back_changed.connect(self._enable_back)
        self._say("")

    def _lay_out(self, theme: Theme, parent: QWidget) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        head.setSpacing(SPACE_S)
        head.addWidget(self.back)
        head.addWidget(self.words, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_S, 0, SPACE_S, SPACE_S)
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.open_it)
        split = QSplitter(self)
        split.setHandleWidth(1)
        split.addWidget(self.parts)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        if QLocale().language() not in (QLocale.Language.English, QLocale.Language.C):
            note = QLabel(self.tr("The guide is in English."), self)
            note.setContentsMargins(SPACE_S, 0, SPACE_S, SPACE_S)
            set_look_of(note, "role", "muted")
            column.addWidget(note)
        column.addWidget(split, 1)
        column.addLayout(foot)
        room = parent.window().size()
        width = min(theme.scaled(WIDTH), max(room.width(), 600))
        self.resize(width, min(theme.scaled(HEIGHT), max(room.height(), 480)))
        side = min(theme.scaled(SIDE), width // 3)
        split.setSizes([side, width - side])

    @Slot()
    def come(self) -> None:
        """Show it, or bring it to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        if not self.page.text.html:
            self.page.render_text()
            for anchor, words in self.page.text.parts:
                item = QListWidgetItem(words, self.parts)
                item.setData(_ANCHOR, anchor)
                item.setToolTip(words)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def look_for(self) -> None:
        """Give the keyboard to the words that are looked for."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button; Escape leaves the words first, then the window."""
        if event.key() == Qt.Key.Key_Escape and self.words.hasFocus():
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not press_focused(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    # Find

    @Slot(str)
    def _on_words(self, _text: str) -> None:
        self._look(again=False)

    @Slot()
    def _next(self) -> None:
        self._look()

    @Slot()
    def _previous(self) -> None:
        self._look(back=True)

    def _look(self, *, back: bool = False, again: bool = True) -> None:
        words = self.words.text()
        there = self.page.find_words(words, back=back, again=again)
        set_look_of(self.words, "kind", "" if there else "danger")
        self._say("" if there else self.tr("The guide does not have “{words}”.").format(words=words))

    # Links

    @Slot(object)
    def _ask(self, url: QUrl) -> None:
        """Say where an address leads; it is opened by one more press."""
        self._say(url.toString(), url)
        self.open_it.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _open(self) -> None:
        QDesktopServices.openUrl(self._address)
        self._say("")
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _say_elsewhere(self, name: str) -> None:
        self._say(self.tr("{page} is not in this window; it comes with the sources.").format(page=name))

    def _say(self, text: str, address: QUrl | None = None) -> None:
        self._address = QUrl() if address is None else address
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.open_it.setVisible(address is not None)

    @Slot(QListWidgetItem)
    def _on_part(self, item: QListWidgetItem) -> None:
        self.page.go_to(str(item.data(_ANCHOR)))

    @Slot(object)
    def _mark(self, anchor: str) -> None:
        for place in range(self.parts.count()):
            if self.parts.item(place).data(_ANCHOR) == anchor and not self.parts.hasFocus():
                self.parts.setCurrentRow(place)

    @Slot(object)
    def _enable_back(self, possible: bool) -> None:
        self.back.setEnabled(possible)
