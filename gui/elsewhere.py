"""Matches of a search that the view leaves out: how many, where, and the way to them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gui.i18n import number
from gui.theme import SPACE_L, set_look_of
from gui.wording import view_name
from store.answers import Listing


class ElsewhereNotice(QWidget):
    """A line below the list; hidden while the list has all that matches. Lives on the window's thread."""

    show_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = QLabel(self)
        set_look_of(self._text, "role", "muted")
        self._show = QPushButton(self.tr("Show"), self)
        set_look_of(self._show, "kind", "link")
        self._show.clicked.connect(self.show_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, 2, SPACE_L, 2)
        row.addWidget(self._text)
        row.addWidget(self._show)
        row.addStretch(1)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, "" while nothing is."""
        return "" if self.isHidden() else self._text.text()

    def tell(self, listing: Listing) -> None:
        """Say what else matches; an empty list says so itself."""
        words = places(listing)
        self._text.setText(words)
        self._show.setAccessibleName(f"{self._show.text()}: {words}")
        self.setVisible(bool(words and listing.keys))


def places(listing: Listing) -> str:
    """Return how many more match and in which views, such as "5 more in Closed", or ""."""
    tr = QCoreApplication.translate
    open, closed = listing.elsewhere - listing.elsewhere_finished, listing.elsewhere_finished
    found = [(n, view_name(view)) for n, view in ((open, "open"), (closed, "closed")) if n]
    if not found:
        return ""
    first = tr("Elsewhere", "{n} more in {view}").format(n=number(found[0][0]), view=found[0][1])
    if len(found) == 1:
        return first
    second = tr("Elsewhere", "{n} in {view}").format(n=number(found[1][0]), view=found[1][1])
    return tr("Elsewhere", "{first}, {second}").format(first=first, second=second)
