"""Asks why a search has found nothing, and says it: a value that no issue has. Window's thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot

from gui.bridge import StoreBridge
from gui.i18n import QT_TRANSLATE_NOOP
from store.answers import Listing
from store.lookups import FindUnknown
from store.unknown_values import Unknown

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_WORDS = {
    "label": QT_TRANSLATE_NOOP("Unknown", "No issue has the label “{value}”"),
    "assignee": QT_TRANSLATE_NOOP("Unknown", "No issue is assigned to “{value}”"),
    "type": QT_TRANSLATE_NOOP("Unknown", "No issue has the type “{value}”"),
    "status": QT_TRANSLATE_NOOP("Unknown", "No issue has the status “{value}”"),
}


def unknown_words(unknown: Unknown) -> str:
    """Return what is said of a value that no issue has."""
    return QCoreApplication.translate("Unknown", _WORDS[unknown.name]).format(value=unknown.value)


class UnknownValue(QObject):
    """Follows the list; nothing is asked while it has issues."""

    def __init__(self, window: MainWindow, bridge: StoreBridge) -> None:
        super().__init__(window)
        self._bridge, self._table, self._pane = bridge, window.table, window.list_pane
        self._box = window.search
        window.table.listed.connect(self._on_listed)
        window.list_pane.empty.query_requested.connect(self._look_for)

    @Slot(object)
    def _on_listed(self, listing: Listing) -> None:
        text = self._table.query.text
        if text.strip() and not listing.keys:
            self._bridge.ask(FindUnknown(text), partial(self._on_found, text), self._on_failed)

    def _on_found(self, text: str, unknown: Unknown | None) -> None:
        if text == self._table.query.text:
            why = (unknown_words(unknown), unknown.nearest, unknown.better) if unknown else ("", "", "")
            self._pane.set_unknown(text, why)

    def _on_failed(self, _error: Exception) -> None:
        """That nothing matches is said already."""

    @Slot(object)
    def _look_for(self, text: str) -> None:
        self._box.setText(text)
        self._box.take_focus()
        self._box.end(False)
