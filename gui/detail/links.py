"""Rows that show another issue: its state, id and title; a click goes there, the cross unlinks it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui import icons, wording
from gui.detail.look import ElidedLabel, RevealedButton, link_button
from gui.i18n import number
from gui.theme import current
from store.detail_answers import Link

_SEEN = (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut)

_FIRST = 20
"""Rows that are shown at once; the rest comes with one click, and the click says how many they are."""
_MOST_ID = 120
"""Pixels at zoom 1 up to which titles leave room for the longest id of their list."""


class LinkRow(QPushButton):
    """One issue at the other end of a link."""

    opened = Signal(object)
    removed = Signal(object)
    """The Link."""

    def __init__(self, link: Link, parent: QWidget, *, note: str = "", removable: bool = False) -> None:
        super().__init__(parent)
        self.link = link
        self.setProperty("kind", "flat")
        self.setEnabled(bool(link.uid) or removable)
        title = link.title or self.tr("not in this tracker")
        said = [link.id, title, wording.status_name(link.status) if link.status else "", note]
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setToolTip(title)
        self._glyph = QLabel(self)
        self.ident = QLabel(link.id, self)
        self.ident.setProperty("role", "muted")
        text = ElidedLabel(self, muted=link.finished or not link.title)
        text.set_text(title)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        for label in (self._glyph, self.ident):
            row.addWidget(label)
        row.addWidget(text, 1)
        if note:
            kind = QLabel(note, self)
            kind.setProperty("role", "caption")
            row.addWidget(kind)
        self.remove_button = RevealedButton("x", self.tr("Remove the link to {}").format(link.id), self)
        self.remove_button.setVisible(removable)
        row.addWidget(self.remove_button)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(current().scaled(28))
        self._draw_glyph()
        self.clicked.connect(self._on_clicked)
        self.remove_button.clicked.connect(self._on_remove)

    def sizeHint(self) -> QSize:
        """Return one row."""
        return QSize(200, current().scaled(28))

    def minimumSizeHint(self) -> QSize:
        """Return one row."""
        return QSize(80, current().scaled(28))

    def event(self, event: QEvent) -> bool:
        """Show the cross with the mouse over the row or the focus on it."""
        if event.type() in _SEEN:
            self.remove_button.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes."""
        if event.key() == Qt.Key.Key_Delete and not self.remove_button.isHidden():
            self._on_remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_clicked()
        else:
            super().keyPressEvent(event)

    def _draw_glyph(self) -> None:
        palette, ratio = current().palette, self.devicePixelRatioF()
        if self.link.status:
            picture = icons.status_pixmap(self.link.status, palette, current().icon_px, ratio)
        else:
            picture = icons.pixmap("unlink", palette.text_muted, current().icon_px, ratio)
        self._glyph.setPixmap(picture)

    @Slot()
    def _on_clicked(self) -> None:
        if self.link.uid:
            self.opened.emit(self.link.uid)

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self.link)


class LinkList(QWidget):
    """Rows under each other; long lists start short and say how much more there is."""

    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._links: tuple[tuple[Link, str], ...] = ()
        self._removable = False
        self._all = False
        self._look: object = None
        self._rows: list[LinkRow] = []
        self._more = link_button("", self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.clicked.connect(self._show_all)

    @property
    def rows(self) -> tuple[LinkRow, ...]:
        """The rows that are shown."""
        return tuple(self._rows)

    def set_links(self, links: tuple[tuple[Link, str], ...], *, removable: bool = False) -> None:
        """Show links, each with a note such as its type; unchanged ones are not built again."""
        look = (current().palette.dark, current().zoom)
        if (links, removable, look) == (self._links, self._removable, self._look):
            return
        if {one.id for one, _ in links}.isdisjoint({one.id for one, _ in self._links}):
            self._all = False
        self._links, self._removable, self._look = links, removable, look
        self._build()

    def _build(self) -> None:
        focused = next((row.link for row in self._rows if row.hasFocus()), None)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        shown = self._links if self._all else self._links[:_FIRST]
        self._rows = []
        for place, (link, note) in enumerate(shown):
            row = LinkRow(link, self, note=note, removable=self._removable)
            row.opened.connect(self.opened)
            row.removed.connect(self.removed)
            self._column.insertWidget(place, row)
            # A layout shows what it was given an event later, a frame after the rest.
            row.show()
            self._rows.append(row)
            if focused is not None and (link.id, link.type) == (focused.id, focused.type):
                row.setFocus()
        # Titles begin at one edge, whatever letters the ids have.
        widest = max((row.ident.sizeHint().width() for row in self._rows), default=0)
        for row in self._rows:
            row.ident.setMinimumWidth(min(widest, current().scaled(_MOST_ID)))
        rest = len(self._links) - len(shown)
        self._more.setVisible(rest > 0)
        self._more.setText(self.tr("Show {} more").format(number(rest)))
        self.setVisible(bool(self._links))

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self._build()
