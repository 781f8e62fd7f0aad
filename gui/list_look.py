"""What the list of a tracker looked like: orders and groups of its views, columns, folded groups."""

from __future__ import annotations

import json
from hashlib import sha256
from urllib.parse import quote

from PySide6.QtCore import QObject, Slot

from gui.list_header import Order
from gui.settings import Settings
from store.query import GROUPS, read_sort, write_sort

_NOT = "none"
MOST_FOLDED = 500
"""Folded groups of one kind that are remembered."""


class ListLook(QObject):
    """Remembers by the tracker's path. Lives on the window's thread."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tracker = ""

    def open(self, path: str) -> None:
        """Say which tracker is shown from now on."""
        # A path has slashes, which divide the names of settings.
        self._tracker = sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:16] if path else "none"

    def order(self, view: str) -> Order | None:
        """Return by what a view is sorted; None where nobody chose."""
        try:
            return read_sort(self._settings.text(self._name("sort", view)))
        except ValueError:
            return None

    def set_order(self, view: str, order: Order | None) -> None:
        """Remember by what a view is sorted."""
        self._settings.set_text(self._name("sort", view), write_sort(order) if order else "")

    def group(self, view: str, usual: str) -> str:
        """Return by what a view is grouped: one of query.GROUPS, or "". usual: where nobody chose."""
        group = self._settings.text(self._name("group", view))
        return "" if group == _NOT else group if group in GROUPS else usual

    def set_group(self, view: str, group: str | None) -> None:
        """Remember by what a view is grouped; None for nobody's choice."""
        self._settings.set_text(self._name("group", view), "" if group is None else group or _NOT)

    def folded(self, group: str) -> frozenset[str]:
        """Return the values of the groups of that kind that are folded."""
        try:
            found: object = json.loads(self._settings.text(self._name("folded", group), "[]"))
        except ValueError:
            return frozenset()
        return frozenset(str(value) for value in found) if isinstance(found, list) else frozenset()  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  (JSON has no types)

    def set_folded(self, group: str, values: frozenset[str]) -> None:
        """Remember which groups of that kind are folded."""
        self._settings.set_text(
            self._name("folded", group), json.dumps(sorted(values)[:MOST_FOLDED], ensure_ascii=True)
        )

    @property
    def columns(self) -> str:
        """The chosen columns, as gui.list_header.ListHeader writes them; "" for the usual ones."""
        return self._settings.text(self._name("columns", ""))

    @columns.setter
    def columns(self, text: str) -> None:
        self._settings.set_text(self._name("columns", ""), text)

    @property
    def widest_id(self) -> str:
        """The id that takes most room: titles have their place before any row is here."""
        return self._settings.text(self._name("widest-id", ""))

    @Slot(object)
    def set_widest_id(self, id: str) -> None:
        """Remember it."""
        self._settings.set_text(self._name("widest-id", ""), id)

    def own(self, what: str, view: str) -> str:
        """Return what was chosen in a saved view and is not saved with it: its "columns", or how "shown"."""
        return self._settings.text(self._name(what, view)) if view else ""

    def set_own(self, what: str, view: str, value: str) -> None:
        """Remember that; "" where it is as saved."""
        self._settings.set_text(self._name(what, view), value)

    def forget(self, view: str) -> None:
        """Show a view as it is saved."""
        for what in ("sort", "group", "columns", "shown"):
            self._settings.set_text(self._name(what, view), "")

    def _name(self, what: str, of: str) -> str:
        return f"list-{self._tracker}/{what}/{quote(of, safe='') or 'all'}"
