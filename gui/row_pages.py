"""The rows of a list around what is seen: asked for by page, kept by key, patched while an edit is saved.

One object on the window's thread. Rows are kept by key and not by place, so that a change of order
makes none of them worthless.
"""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.bridge import StoreBridge
from store.answers import Row
from store.lookups import GetRows

PAGE = 150
KEPT = 3000
"""How many rows are kept: many screens, and a small part of a large tracker."""
AT_ONCE = 2
"""Questions under way; while a scroll bar is dragged the rest is asked for the newest place only."""

_ROW_FIELDS = frozenset(Row.__match_args__)


class RowPages(QObject):
    """What is known of the rows of a list whose keys somebody else holds."""

    arrived = Signal(object)
    """A tuple of keys whose rows are here, new or read again."""
    failed = Signal(object)

    def __init__(self, bridge: StoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rows: dict[int, Row] = {}
        self._seen: Sequence[int] = ()
        self._near: Sequence[int] = ()
        self._first, self._down = 0, True
        self._serial = 0
        self._asked: dict[int, tuple[int, ...]] = {}
        self._stale: set[int] = set()
        self._previews: dict[str, tuple[int, dict[str, object]]] = {}
        """By uid: the number of the first question whose answer has the edit in it (0: not saved yet)."""

    def get(self, key: int) -> Row | None:
        """Return the row, or None while it is not here."""
        return self._rows.get(key)

    def want(self, keys: array[int], first: int, last: int) -> None:
        """Have the rows from first to last, and those before and after them, now and from now on.

        A page on each side, and one more where the reader is going. Negative numbers are no rows.
        """
        if first != self._first:
            self._down, self._first = first > self._first, first
        before, after = (PAGE, 2 * PAGE) if self._down else (2 * PAGE, PAGE)
        self._seen = [key for key in keys[max(0, first) : last + 1] if key > 0]
        self._near = [key for key in keys[max(0, first - before) : last + 1 + after] if key > 0]
        self._pump()

    def bring(self, rows: Iterable[Row]) -> None:
        """Take over rows that came with a list."""
        for row in rows:
            self._rows[row.key] = self._patched(row, self._serial)
            self._stale.discard(row.key)

    def outdate(self, keys: Iterable[int] | None = None) -> None:
        """Read rows again, all of them when no keys are given; the old ones are shown until then."""
        self._stale.update(self._rows if keys is None else self._rows.keys() & set(keys))
        self._pump()

    def preview(self, uid: str, values: Mapping[str, object]) -> int | None:
        """Show values of an edit that is not saved yet; returns the row's key where it is here."""
        known = {name: value for name, value in values.items() if name in _ROW_FIELDS}
        key = self._key_of(uid)
        if not known:
            return None
        self._previews[uid] = (0, known)
        if key is not None:
            self._rows[key] = self._patched(self._rows[key], 0)
        return key

    def saved(self, uids: Iterable[str]) -> None:
        """End the previews of edits that are saved, as soon as rows arrive that were asked for later."""
        for uid in self._previews.keys() & set(uids):
            self._previews[uid] = (self._serial + 1, self._previews[uid][1])

    def settle(self, uid: str) -> None:
        """End a preview whose edit failed: the stored values are read again."""
        key = self._key_of(uid)
        if self._previews.pop(uid, None) is not None and key is not None:
            self.outdate((key,))

    def collect(self, keys: Sequence[int], then: Callable[[tuple[Row, ...]], None]) -> None:
        """Call then with the rows of these keys; those that are not here are asked for page by page."""
        self._collect(list(keys), [], then, ())

    def _key_of(self, uid: str) -> int | None:
        return next((key for key, row in self._rows.items() if row.uid == uid), None)

    def _pump(self) -> None:
        under_way = {key for keys in self._asked.values() for key in keys}
        while len(self._asked) < AT_ONCE:
            missing = self._missing(under_way)
            if not missing:
                return
            self._serial += 1
            self._asked[self._serial] = missing
            self._stale.difference_update(missing)
            under_way.update(missing)
            ok, failed = partial(self._on_rows, self._serial), partial(self._on_failed, self._serial)
            self._bridge.ask(GetRows(missing), ok, failed)

    def _missing(self, under_way: set[int]) -> tuple[int, ...]:
        rows, stale = self._rows, self._stale
        seen = [key for key in self._seen if (key not in rows or key in stale) and key not in under_way]
        if seen:
            return tuple(seen[: 2 * PAGE])
        near = [key for key in self._near if (key not in rows or key in stale) and key not in under_way]
        # Each notch of a wheel would be a question for three rows; a third of a page is asked at once.
        if len(near) < PAGE // 3 and not stale.intersection(near) and len(self._near) >= 2 * PAGE:
            return ()
        return tuple(near[: 2 * PAGE])

    def _on_rows(self, serial: int, rows: tuple[Row, ...]) -> None:
        asked = self._asked.pop(serial, ())
        for key in asked:
            self._rows.pop(key, None)
        for row in rows:
            self._rows[row.key] = self._patched(row, serial)
        self._forget()
        self.arrived.emit(asked)
        if len(rows) == len(asked):
            self._pump()

    def _on_failed(self, serial: int, error: Exception) -> None:
        self._asked.pop(serial, None)
        self.failed.emit(error)

    def _patched(self, row: Row, serial: int) -> Row:
        if row.uid not in self._previews:
            return row
        until, values = self._previews[row.uid]
        if until and serial >= until:
            del self._previews[row.uid]
            return row
        return dataclasses.replace(row, **values)  # type: ignore[arg-type]  # preview() checked the names

    def _forget(self) -> None:
        """Drop what came first, but nothing near to what is seen."""
        if len(self._rows) <= KEPT:
            return
        for key in self._near:
            if key in self._rows:
                self._rows[key] = self._rows.pop(key)
        for key in list(self._rows)[: len(self._rows) - KEPT]:
            del self._rows[key]
            self._stale.discard(key)

    def _collect(
        self,
        keys: list[int],
        found: list[Row],
        then: Callable[[tuple[Row, ...]], None],
        rows: tuple[Row, ...],
    ) -> None:
        found.extend(rows)
        here = 0
        while here < len(keys) and (row := self._rows.get(keys[here])) is not None:
            found.append(row)
            here += 1
        if here == len(keys):
            then(tuple(found))
            return
        page, rest = tuple(keys[here : here + PAGE]), keys[here + PAGE :]
        self._bridge.ask(GetRows(page), partial(self._collect, rest, found, then), self.failed.emit)
