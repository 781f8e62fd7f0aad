"""Offers the texts that were not saved, in one line; those that were overtaken are compared first."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.bridge import StoreBridge
from gui.detail.drafts import COMMENT, LABELS, NEW_COMMENT
from gui.i18n import number, plural
from gui.kept_dialog import KeptDialog
from gui.offer_bar import OfferBar
from gui.theme import set_look_of
from gui.window_work import NEW_ISSUE
from store.answers import Done
from store.capture import capture_lines, request_of
from store.drafts import DropTexts, KeepTexts, KeptText, Key
from store.errors import Clash, NotFound, NothingToDo
from store.overtaken import Offer, Offers
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
        self._offers: tuple[Offer, ...] = ()
        self.dialog: KeptDialog | None = None
        """Made when a text is to be compared for the first time."""
        self.put_back = self.add_button(
            self.tr("Put back"), self.tr("Write them into the tracker, where they belong")
        )
        self.compare = self.add_button(
            self.tr("Compare…"), self.tr("See what you typed beside what stands there now, and choose")
        )
        self.discard = self.add_button(self.tr("Discard"))
        set_look_of(self.discard, "kind", "danger")
        self.put_back.clicked.connect(self._put_back)
        self.compare.clicked.connect(self._compare)
        self.discard.clicked.connect(self._discard)

    def ask(self) -> None:
        """Look for kept texts of the tracker that is open now."""
        self._show(())
        self._bridge.ask_quietly(Offers(), self._on_listed, self._on_not_listed)

    def keys(self) -> frozenset[Key]:
        """Which texts are offered; no other text may take their place."""
        return frozenset(offer.text.key for offer in self._offers)

    @Slot(object)
    def freeze(self, frozen: object) -> None:
        """The window closes: leave the choice for the next start, with what was written so far."""
        if frozen and self.dialog is not None and self.dialog.isVisible():
            self.dialog.reject()

    @property
    def _overtaken(self) -> list[Offer]:
        return [offer for offer in self._offers if offer.standing != "fits"]

    def _show(self, offers: tuple[Offer, ...]) -> None:
        self._offers = offers
        texts = [offer.text for offer in offers]
        named = list(dict.fromkeys(text.title or text.id for text in texts))
        names = ", ".join((*named[:_NAMED], *("…" for _ in named[_NAMED : _NAMED + 1])))
        n, changed = len(texts), len(self._overtaken)
        words = self.tr("%n unsaved text(s) kept: {names}", "", n)
        if changed == n:
            words = self.tr("%n unsaved text(s) kept, but changed elsewhere meanwhile: {names}", "", n)
        elif changed:
            words = self.tr("%n unsaved text(s) kept: {names}. {m} changed elsewhere meanwhile", "", n)
        said = plural(words, n).format(names=names, m=number(changed)) if texts else ""
        self.put_back.setVisible(changed < n)
        if not changed and self.window().focusWidget() is self.compare:
            # Qt would give the keyboard to the next one, which discards.
            self.put_back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.compare.setVisible(changed > 0)
        self.say(said, "\n".join(f"{text.title}: {text.text}"[:200] for text in texts))
        self._show_in_dialog()

    def _show_in_dialog(self) -> None:
        """Go on with the text that is shown, or with the next one; close where none is left."""
        dialog, left = self.dialog, self._overtaken
        if dialog is None or not dialog.isVisible():
            return
        shown = dialog.offer
        same = [offer for offer in left if shown is not None and offer.text.key == shown.text.key]
        if left:
            dialog.show_offer((same or left)[0], len(left))
        else:
            dialog.accept()

    @Slot()
    def _put_back(self) -> None:
        for offer in self._offers:
            if offer.standing == "fits":
                self._send(offer.text)

    @Slot(object, str)
    def _put_back_over(self, offer: Offer, words: str) -> None:
        """Write over what stands now, which was seen."""
        self._send(replace(offer.text, text=words, base=offer.now), over=True)

    def _send(self, text: KeptText, *, over: bool = False) -> None:
        request = request_for(text, over=over)
        self._bridge.ask(request, partial(self._on_back, text), partial(self._on_refused, text))

    @Slot()
    def _compare(self) -> None:
        if self.dialog is None:
            self.dialog = KeptDialog(self.window())
            self.dialog.put_back_wanted.connect(self._put_back_over)
            self.dialog.drop_wanted.connect(self._drop)
            self.dialog.rewritten.connect(self._keep_rewritten)
        left = self._overtaken
        if left and not self.dialog.isVisible():
            self.dialog.show_offer(left[0], len(left))
            self.dialog.open()

    @Slot()
    def _discard(self) -> None:
        self._forget(self.keys())

    @Slot(object)
    def _drop(self, offer: Offer) -> None:
        self._forget(frozenset({offer.text.key}))

    @Slot(object, str)
    def _keep_rewritten(self, offer: Offer, words: str) -> None:
        text = replace(offer.text, text=words)
        # The field stays as it was overtaken: the choice is still to be made.
        self._offers = tuple(
            one._replace(text=text) if one.text.key == text.key else one for one in self._offers
        )
        self._bridge.ask_quietly(KeepTexts((text,)), _nothing, self._on_failed)

    def _forget(self, keys: frozenset[Key]) -> None:
        self._bridge.ask_quietly(DropTexts(tuple(keys)), partial(self._on_dropped, keys), self._on_failed)

    def _on_listed(self, offers: tuple[Offer, ...]) -> None:
        self._show(offers)
        self.asked.emit()

    def _on_not_listed(self, error: Exception) -> None:
        self._on_failed(error)
        self.asked.emit()

    def _on_dropped(self, keys: frozenset[Key], _answer: None) -> None:
        self._show(tuple(one for one in self._offers if one.text.key not in keys))

    def _on_back(self, text: KeptText, _done: Done) -> None:
        self._on_dropped(frozenset({text.key}), None)
        self._bridge.ask_quietly(DropTexts((text.key,)), _nothing, self._on_failed)

    def _on_refused(self, text: KeptText, error: Exception) -> None:
        if isinstance(error, NothingToDo):
            # It is there already.
            self._forget(frozenset({text.key}))
            return
        self.said.emit(str(error))
        if self.dialog is not None:
            self.dialog.say(text.key, str(error))
        if isinstance(error, Clash | NotFound):
            # Overtaken since it was offered: the bar says so, and the two can be compared.
            self._bridge.ask_quietly(Offers(), self._show, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.said.emit(str(error))


def request_for(text: KeptText, *, over: bool = False) -> Request[Done]:
    """Return the change that writes a kept text where it belongs; a Clash protects newer words.

    over: the field has another value meanwhile, and that is the text's base.
    """
    # A number behind the name only tells two texts of one field apart.
    uid, field, words = text.uid, text.field.partition(" ")[0], text.text
    if field == NEW_ISSUE:
        return request_of(capture_lines(words, Clock().now()), INITIATOR)
    if field == NEW_COMMENT:
        return AddComment(uid, words, INITIATOR)
    if field.startswith(COMMENT):
        return EditComment(uid, field.removeprefix(COMMENT), words, text.base, INITIATOR)
    if field == "close_reason" and not over:
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
