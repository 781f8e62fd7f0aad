"""The guide's text in its window: links, pictures, found words, and the way back. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

import resources
from gui.guide_text import GuideText, guide_style, read_guide
from gui.theme import SPACE_L, SPACE_XXL, Theme

_WEB = ("http", "https", "mailto")
_MOST = 860
"""Widest picture, in pixels."""


class GuidePage(QTextBrowser):
    """Reads only the guide's own files; an address goes to leave_wanted, to be shown before it is opened."""

    leave_wanted = Signal(object)
    """A QUrl on the web, or of mail."""
    elsewhere = Signal(object)
    """The name of a page that is not part of the guide."""
    place_changed = Signal(object)
    """The anchor of the part that is at the top now."""
    back_changed = Signal(object)
    """Whether there is a place to go back to."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._back: list[int] = []
        self._width = 0
        self.text = GuideText("", ())
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Guide"))
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(SPACE_L)
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(150)
        self._fit.timeout.connect(self._refit)
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._tell_place)
        theme.changed.connect(self.render_text)

    @Slot()
    def render_text(self) -> None:
        """Lay the guide out for the present width, colours and size, at the place that was seen."""
        bar = self.verticalScrollBar()
        seen = bar.value() / max(1, bar.maximum())
        self._width = min(_MOST, self.viewport().width() - SPACE_XXL - SPACE_L)
        self.text = read_guide(self._width)
        self.document().setDefaultStyleSheet(guide_style(self._theme))
        self.setHtml(self.text.html)
        bar.setValue(round(seen * bar.maximum()))

    def loadResource(self, _kind: int, name: QUrl | str) -> object:
        """Give the guide's pictures; nothing else is ever read or fetched."""
        picture = QImage()
        try:
            picture.loadFromData(QByteArray(resources.guide_page(QUrl(name).toString())))
        except LookupError:
            return None
        ratio = self.devicePixelRatioF()
        most = QSize(round(self._width * ratio), picture.height())
        if picture.width() > most.width():
            picture = picture.scaled(
                most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        return picture

    # Going

    def go_to(self, anchor: str) -> None:
        """Go to a part; back() returns."""
        self._back.append(self.verticalScrollBar().value())
        self.back_changed.emit(True)
        self.scrollToAnchor(anchor)
        self._tell_place()

    @Slot()
    def back(self) -> None:
        """Return to where the last link was followed."""
        if self._back:
            self.verticalScrollBar().setValue(self._back.pop())
        self.back_changed.emit(bool(self._back))

    def find_words(self, words: str, *, back: bool = False, again: bool = True) -> bool:
        """Select the next place with these words, from the start when there is none; False for none.

        again: from behind the place that is selected, not from that place.
        """
        cursor = self.textCursor()
        if not again:
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        if not words or self.find(words, flags):
            return True
        ends = QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start
        cursor.movePosition(ends)
        self.setTextCursor(cursor)
        return self.find(words, flags)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        if url.scheme() in _WEB:
            self.leave_wanted.emit(url)
        elif not url.path() and url.hasFragment():
            self.go_to(url.fragment())
        else:
            self.elsewhere.emit(url.path())

    @Slot()
    def _tell_place(self) -> None:
        """Say which part is seen: the last heading that is not below the upper third."""
        top = self.cursorForPosition(self.viewport().rect().center() / 3).position()
        seen = ""
        block = self.document().begin()
        while block.isValid() and block.position() <= top:
            if block.blockFormat().headingLevel() == 2:
                seen = block.text()
            block = block.next()
        self.place_changed.emit(next((anchor for anchor, words in self.text.parts if words == seen), ""))

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let pictures follow the width, once it has come to rest."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit.start()

    @Slot()
    def _refit(self) -> None:
        if min(_MOST, self.viewport().width() - SPACE_XXL - SPACE_L) != self._width:
            self.render_text()
