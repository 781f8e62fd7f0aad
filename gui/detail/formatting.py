"""How the texts of the shown issue look formatted, and what ticking a box in one of them changes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.detail.saver import Asks
from store.detail_answers import Detail, Formatted
from store.lookups import FormatText
from store.markdown import ASKED, costs


class Formatting(QObject):
    """Knows what came with the issue, and asks for what was too costly to come unasked. Window's thread."""

    changed = Signal()

    def __init__(self, bridge: Asks, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._detail: Detail | None = None
        self._extra: dict[str, Formatted | None] = {}
        """Asked for, or foreseen; None while it is asked, or cannot be had."""

    def take(self, detail: Detail | None) -> None:
        """Take what came with an issue."""
        before, self._detail = self._detail, detail
        # What is shown of a file may be another one, too.
        if (
            before is None
            or detail is None
            or before.issue.uid != detail.issue.uid
            or before.attachments != detail.attachments
        ):
            self._extra.clear()

    def of(self, text: str) -> Formatted | None:
        """Return a text as it is shown, or None while only its own characters are known."""
        found = self._detail.formatted.get(text) if self._detail is not None else None
        return found or self._extra.get(text)

    def can_ask(self, text: str) -> bool:
        """Whether a stored text did not come formatted, and can be asked for."""
        known = not text or self.of(text) is not None or text in self._extra
        return not known and costs(text) <= ASKED

    def ask(self, text: str) -> None:
        """Ask for a text as it is shown, however costly that is."""
        self._extra[text] = None
        uid = self._detail.issue.uid if self._detail is not None else ""
        self._bridge.ask(FormatText(text, uid), partial(self._on_formatted, text), self._on_failed)

    def ticked(self, text: str, number: int) -> str:
        """Return the text with one task box turned over: exactly that character differs."""
        formatted = self.of(text)
        if formatted is None:
            return text
        place = formatted.boxes[number]
        was, is_ = ("off", "on") if text[place] == " " else ("on", "off")
        changed = text[:place] + ("x" if is_ == "on" else " ") + text[place + 1 :]
        # Shown at once, and not as plain text until the store has answered.
        box = f'href="task:{number}"><img src="box:'
        html = formatted.html.replace(box + was, box + is_)
        self._extra[changed] = replace(formatted, html=html)
        return changed

    def _on_formatted(self, text: str, formatted: Formatted | None) -> None:
        if text in self._extra:
            self._extra[text] = formatted
            self.changed.emit()

    def _on_failed(self, _error: Exception) -> None:
        """The text stays as it was typed."""
