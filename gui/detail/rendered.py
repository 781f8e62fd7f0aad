"""A formatted text that is as high as it is long: read, followed, ticked by mouse or keys. GUI thread."""

from __future__ import annotations

import re
from html import unescape
from math import ceil
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from gui import icons
from gui.detail.text_pictures import TextPictures
from gui.style_sheet import font_px
from gui.theme import current
from store.detail_answers import Formatted
from store.markdown import ATTACHED

if TYPE_CHECKING:
    from gui.detail.subject import Subject

ISSUE, TASK = "issue", "task"
_FILE = ATTACHED.removesuffix(":")
_WEB = ("http", "https", "mailto")
_HREF = re.compile(r' href="([^"]*)"')
_BOX_START = "\ufffc\u00a0"
_LINE_BREAK = "\u2028"
_STYLE = Template("""
    a { color: $accent_text; text-decoration: underline; }
    a.box { text-decoration: none; }
    p { margin-top: 0; margin-bottom: ${gap}px; }
    .h1, .h2, .h3, .h4, .h5, .h6 { font-weight: 600; margin-top: ${gap}px; margin-bottom: ${small}px; }
    .h1 { font-size: ${h1}px; }
    .h2 { font-size: ${h2}px; }
    ul, ol { margin-top: 0; margin-bottom: ${gap}px; }
    li { margin-bottom: 2px; }
    code, pre { font-family: "$mono"; font-size: ${code}px; }
    code { background-color: $hover; }
    pre { white-space: pre-wrap; margin: 0; }
    img { vertical-align: middle; }
    table { margin-top: ${small}px; margin-bottom: ${gap}px; }
    .code td { background-color: $hover; }
    .table { border-color: $border; border-style: solid; border-collapse: collapse; }
    .table th { font-weight: 600; background-color: $hover; }
    .bar { background-color: $border; }
    .quoted { padding-left: ${gap}px; color: $text_secondary; }
""")


class RenderedText(QTextBrowser):
    """Shows one text. Nothing is loaded for it, and an address is opened only when it was clicked."""

    edit_wanted = Signal(object)
    """The line of the text at which somebody wants to write; None for no special one."""
    box_ticked = Signal(object)
    """The number of a task box."""
    issue_wanted = Signal(object)
    """The uid of an issue."""
    file_wanted = Signal(object)
    """The uid of an attached file."""
    left = Signal()
    """Escape."""
    caret_moved = Signal(object)
    """The QRect in this widget of the link that has the focus now."""
    pointed = Signal(object)
    """The address of the link under the mouse or with the keyboard's focus; "" for none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.typed = ""
        """The text that is shown."""
        self._shown: tuple[object, ...] = ()
        self._links: tuple[str, ...] = ()
        self._formatted: Formatted | None = None
        self._files: TextPictures | None = None
        self._pressed = QPoint()
        self.editable = False
        self.setProperty("role", "quiet")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self._wider = QTimer(self)
        self._wider.setSingleShot(True)
        self._wider.timeout.connect(self._show_wider)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._on_highlighted)

    def show_text(self, text: str, formatted: Formatted | None) -> None:
        """Show a text formatted, or as it was typed; nothing happens while it is shown already."""
        theme = current()
        room = 0 if formatted is None or not _has_files(formatted) else self.viewport().width()
        wanted = (text, formatted and formatted.html, theme.palette.dark, theme.base_px, room)
        if wanted == self._shown:
            return
        focused = self.focused_link
        self._shown, self.typed, self._formatted = wanted, text, formatted
        self._links = () if formatted is None else tuple(map(unescape, _HREF.findall(formatted.html)))
        if formatted is None:
            self.setPlainText(text)
        else:
            self.document().setIndentWidth(theme.scaled(20))
            self.document().setDefaultStyleSheet(_style())
            self.setHtml(formatted.html)
            self._take_bullets_away()
        self.fit()
        if focused and self.hasFocus():
            self._focus_link(focused)

    def _take_bullets_away(self) -> None:
        """A task has its box; Qt knows no list without marks."""
        edit = QTextCursor(self.document())
        # One by one, each would be laid out for itself: 6 s for 800.
        edit.beginEditBlock()
        block = self.document().begin()
        while block.isValid():
            if block.text().startswith(_BOX_START):
                block.textList().remove(block)
            block = block.next()
        edit.endEditBlock()

    def loadResource(self, _kind: int, name: QUrl | str) -> object:
        """Give the pictures of our own; nothing else is ever read or fetched."""
        url = QUrl(name)
        ratio = self.devicePixelRatioF()
        if url.scheme() == "box":
            return _box(url.path() == "on", ratio)
        if url.scheme() == "icon":
            return icons.pixmap("paperclip", current().palette.text_muted, current().scaled(14), ratio)
        if url.scheme() == _FILE and self._files is not None:
            return self._files.of(url.path(), self.viewport().width(), ratio)
        return None

    def show_files_of(self, subject: Subject) -> None:
        """Show the attached pictures of the issue, which are all that a text ever shows of others."""
        self._files = TextPictures(subject, self)
        self._files.changed.connect(self._on_file)
        self.file_wanted.connect(subject.file_wanted)

    @Slot()
    def _show_wider(self) -> None:
        """Give the pictures the room that the text has now."""
        if self._formatted is not None:
            self.show_text(self.typed, self._formatted)

    @Slot(object)
    def _on_file(self, uid: str) -> None:
        """Set the text anew when a picture of it is there."""
        if self._formatted is not None and f'src="{ATTACHED}{uid}"' in self._formatted.html:
            self._shown = ()
            self.show_text(self.typed, self._formatted)

    # Links

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses of all links, in order."""
        return self._links

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to the next link, which is brought into sight, or on to the next field."""
        moved = super().focusNextPrevChild(next)
        if self.focused_link:
            self.caret_moved.emit(self.cursorRect())
        self.pointed.emit(self.focused_link)
        return moved

    @property
    def focused_link(self) -> str:
        """The address of the link that has the keyboard's focus, or ""."""
        cursor = self.textCursor()
        return cursor.charFormat().anchorHref() if cursor.hasSelection() and self.hasFocus() else ""

    def _focus_link(self, address: str) -> None:
        """Give the keyboard back to a link after the text was set anew."""
        for _ in self._links:
            if super().focusNextPrevChild(True) and self.focused_link == address:
                break

    @Slot(QUrl)
    def _on_highlighted(self, url: QUrl) -> None:
        self.pointed.emit(url.toString())

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        if url.scheme() == ISSUE:
            self.issue_wanted.emit(url.path())
        elif url.scheme() == TASK:
            if self.editable:
                self.box_ticked.emit(int(url.path()))
        elif url.scheme() == _FILE:
            self.file_wanted.emit(url.path())
        elif url.scheme() in _WEB:
            QDesktopServices.openUrl(url)

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        """Keep E, which writes here, from what it means around the text."""
        writes = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_E and not event.modifiers()
        if event.type() == QEvent.Type.ShortcutOverride and writes and self.editable:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow or tick with Enter and the space bar, write with Enter or E, leave with Escape."""
        key, link = event.key(), self.focused_link
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif link and plain and (enter or (key == Qt.Key.Key_Space and link.startswith(TASK))):
            self._follow(QUrl(link))
        elif (plain and (enter or key == Qt.Key.Key_E)) or (control and key == Qt.Key.Key_E):
            if self.editable and not event.isAutoRepeat():
                self.edit_wanted.emit(None)
        elif control and key in (Qt.Key.Key_C, Qt.Key.Key_A, Qt.Key.Key_Insert):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a selection."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Write where somebody clicked beside a link."""
        place = event.position().toPoint()
        super().mouseReleaseEvent(event)
        still = (place - self._pressed).manhattanLength() < 4
        if (
            event.button() == Qt.MouseButton.LeftButton
            and still
            and self.editable
            and not self.anchorAt(place)
            and not self.textCursor().hasSelection()
        ):
            self.edit_wanted.emit(self._line_at(place))

    def _line_at(self, place: QPoint) -> int:
        """The line of the source that stands at a place of the picture."""
        cursor = self.cursorForPosition(place)
        block = cursor.block()
        lines = block.text()[: cursor.positionInBlock()].count(_LINE_BREAK)
        while block.isValid() and block.userState() < 0:
            block = block.previous()
            lines += 1 + block.text().count(_LINE_BREAK)
        return max(block.userState(), 0) + lines

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the link that had the keyboard."""
        super().focusOutEvent(event)
        self.pointed.emit("")

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of the link under the mouse."""
        super().leaveEvent(event)
        self.pointed.emit("")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the pane."""
        event.ignore()

    # Size

    @Slot()
    def fit(self) -> None:
        """Take the height that the text needs."""
        frame = max(0, self.height() - self.viewport().height())
        height = max(ceil(self.document().size().height()), self.fontMetrics().lineSpacing()) + frame
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """Return the height of the text."""
        return QSize(200, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Return the height of the text."""
        return QSize(80, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again: another width wraps otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
            if self._formatted is not None and _has_files(self._formatted):
                # Not in here: the height is being settled, and would be taken from half of it.
                self._wider.start()


def _has_files(formatted: Formatted) -> bool:
    return f'src="{ATTACHED}' in formatted.html


def _style() -> str:
    theme, base = current(), current().base_px
    values = {name: getattr(theme.palette, name) for name in theme.palette.__slots__}
    lengths = {
        "h1": round(base * 1.3), "h2": round(base * 1.14), "code": font_px("mono", base),
        "gap": theme.scaled(8), "small": theme.scaled(4),
    }  # fmt: skip
    mono = theme.font("mono").family()
    return _STYLE.substitute(values, **lengths, mono=mono)


def _box(ticked: bool, ratio: float) -> QPixmap:
    """Paint a task box in the colours of the theme."""
    palette, side = current().palette, current().scaled(14)
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.accent if ticked else palette.control), 1.5))
    painter.setBrush(QColor(palette.accent) if ticked else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(1, 1, side - 2, side - 2), 3, 3)
    if ticked:
        inner = side - 4
        painter.drawPixmap(2, 2, icons.pixmap("check", palette.on_accent, inner, ratio))
    painter.end()
    return picture
