"""Offers the texts that the last close could not save: one line above the status bar, two answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.bridge import StoreBridge
from gui.detail.drafts import COMMENT, LABELS, NEW_COMMENT
from gui.i18n import plural
from gui.offer_bar import OfferBar
from gui.theme import set_look_of
from gui.window_work import NEW_ISSUE
from store.answers import Done
from store.capture import capture_lines, request_of
from store.drafts import DropTexts, KeptText, Key, ListTexts
from store.requests import AddComment, Close, Edit, EditComment, Label, Request
from store.times import Clock

_NUMBERS = frozenset({"priority", "estimated_minutes"})
_MAY_BE_NONE = frozenset({"due_at", "defer_until", "estimated_minutes"})
_NAMED = 3
INITIATOR = "kept"


class KeptTexts(OfferBar):
    """Shown only while there is something to offer. Lives on the window's thread."""

    said = Signal(object)
    """Why a text could not be put back."""
    asked = Signal()
    """It is known what is kept, or known that nobody can tell."""

    def __init__(self, bridge: StoreBridge, parent: QWidget) -> None:
        super().__init__("kept_texts", self.tr("Texts that were kept"), parent, warns=True)
        self._bridge = bridge
        self._texts: tuple[KeptText, ...] = ()
        self.put_back = self.add_button(
            self.tr("Put back"), self.tr("Write them into the tracker, where they belong")
        )
        self.discard = self.add_button(self.tr("Discard"))
        set_look_of(self.discard, "kind", "danger")
        self.put_back.clicked.connect(self._put_back)
        self.discard.clicked.connect(self._discard)

    def ask(self) -> None:
        """Look for kept texts of the tracker that is open now."""
        self._show(())
        self._bridge.ask_quietly(ListTexts(), self._on_listed, self._on_not_listed)

    def keys(self) -> frozenset[Key]:
        """Which texts are offered; no other text may take their place."""
        return frozenset(text.key for text in self._texts)

    def _show(self, texts: tuple[KeptText, ...]) -> None:
        self._texts = texts
        names = ", ".join(dict.fromkeys(text.title or text.id for text in texts[:_NAMED]))
        if len(texts) > _NAMED:
            names += ", …"
        n = len(texts)
        words = plural(self.tr("%n unsaved text(s) kept: {names}", "", n), n).format(names=names)
        self.say(words if texts else "", "\n".join(f"{text.title}: {text.text}"[:200] for text in texts))

    @Slot()
    def _put_back(self) -> None:
        for text in self._texts:
            request = request_for(text)
            self._bridge.ask(request, partial(self._on_back, text), partial(self._on_refused, text))

    @Slot()
    def _discard(self) -> None:
        keys = tuple(text.key for text in self._texts)
        self._bridge.ask_quietly(DropTexts(keys), self._on_dropped, self._on_failed)

    def _on_listed(self, texts: tuple[KeptText, ...]) -> None:
        self._show(texts)
        self.asked.emit()

    def _on_not_listed(self, error: Exception) -> None:
        self._on_failed(error)
        self.asked.emit()

    def _on_dropped(self, _answer: None) -> None:
        self._show(())

    def _on_back(self, text: KeptText, _done: Done) -> None:
        self._show(tuple(one for one in self._texts if one.key != text.key))
        self._bridge.ask_quietly(DropTexts((text.key,)), _nothing, self._on_failed)

    def _on_refused(self, _text: KeptText, error: Exception) -> None:
        self.said.emit(str(error))

    def _on_failed(self, error: Exception) -> None:
        self.said.emit(str(error))


def request_for(text: KeptText) -> Request[Done]:
    """Return the change that writes a kept text where it belongs; a Clash protects newer words."""
    # A number behind the name only tells two texts of one field apart.
    uid, field, words = text.uid, text.field.partition(" ")[0], text.text
    if field == NEW_ISSUE:
        return request_of(capture_lines(words, Clock().now()), INITIATOR)
    if field == NEW_COMMENT:
        return AddComment(uid, words, INITIATOR)
    if field.startswith(COMMENT):
        return EditComment(uid, field.removeprefix(COMMENT), words, text.base, INITIATOR)
    if field == "close_reason":
        return Close((uid,), words, INITIATOR)
    if field == LABELS:
        before, wanted = _names(text.base), _names(words)
        add = tuple(name for name in wanted if name not in before)
        return Label((uid,), add, tuple(name for name in before if name not in wanted), INITIATOR)
    return Edit(uid, {field: _value(field, words)}, {field: _value(field, text.base)}, INITIATOR)


def _value(field: str, words: str) -> object:
    if not words and field in _MAY_BE_NONE:
        return None
    return int(words) if field in _NUMBERS and words.isdecimal() else words


def _names(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in words.split(",") if name.strip())


def _nothing(_answer: None) -> None:
    """A text that stays kept although it was put back is offered once more; nothing is lost."""
