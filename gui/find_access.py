"""Ctrl+F: finds issues, and in the detail, or pressed again in the search, words of the shown issue."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from gui.actions import Actions
from gui.detail.pane import DetailPane
from gui.detail_access import DetailAccess
from gui.search_box import SearchBox


class FindAccess(QObject):
    """Decides by the focus what is searched. Lives on the window's thread."""

    def __init__(
        self, registry: Actions, search: SearchBox, detail: DetailPane, access: DetailAccess
    ) -> None:
        super().__init__(detail)
        self._search, self._detail, self._access = search, detail, access
        registry.connect_all(
            {
                "search.focus": self.find,
                "find.next": self.next,
                "find.previous": self.previous,
            }
        )

    @Slot()
    def find(self) -> None:
        """Search in the issue where the keyboard is in it already, or in the search; else in the list."""
        focus = QApplication.focusWidget()
        here = focus is not None and (self._detail.isAncestorOf(focus) or focus is self._detail)
        again = focus is not None and (self._search.isAncestorOf(focus) or focus is self._search)
        if (here or again) and self._detail.subject.detail is not None:
            self._access.reveal()
            self._detail.find_bar.open()
        else:
            self._search.take_focus()

    @Slot()
    def next(self) -> None:
        """Go to the next place in the issue."""
        self._access.reveal()
        self._detail.find_bar.next()

    @Slot()
    def previous(self) -> None:
        """Go to the place before in the issue."""
        self._access.reveal()
        self._detail.find_bar.previous()
