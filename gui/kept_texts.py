"""Offers the texts that were not saved, in one line; those that were overtaken are compared first."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from textwrap import shorten

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.bridge import StoreBridge
from gui.detail.drafts import COMMENT, LABELS, NEW_COMMENT
from gui.detail.words import field_name
from gui.i18n import number, plural, quoted
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
_WORDS = 40
INITIATOR = "kept"


class KeptTexts(OfferBar):
    """Shown only while there is something to offer. Lives on the window's thread."""

    said = Signal(object)
    """Why a text could not be put back."""
    typing_wanted = Signal(object)
    """A tuple of KeptTexts that were not sent yet: they go back where they were typed, to be finished."""
    counted = Signal(object)
    """How many texts are offered now."""
    asked = Signal()
    """It is known what is kept, or known that nobody can tell."""

    def __init__(self, bridge: StoreBridge, parent: QWidget) -> None:
        super().__init__("kept_texts", self.tr("Texts that were kept"), parent, warns=True)
        self._bridge = bridge
        self._offers: tuple[Offer, ...] = ()
        self._discarded: tuple[KeptText, ...] = ()
        """What can be brought back as long as the tracker is open here."""
        self.dialog: KeptDialog | None = None
        """Made when a text is to be compared for the first time."""
        self.put_back = self.add_button(
            self.tr("Put back"),
            self.tr("Into the fields, comment boxes and new issues that they were typed for"),
        )
        self.compare = self.add_button(
            self.tr("Compare…"), self.tr("See what you typed beside what stands there now, and choose")
        )
        self.discard = self.add_button(self.tr("Discard"))
        set_look_of(self.discard, "kind", "danger")
        self.undo = self.add_button(self.tr("Undo discard"), self.tr("Offer again what was discarded"))
        self.close_button = self.add_button(self.tr("Close"), quiet=True)
        self.undo.clicked.connect(self._undo_discard)
        self.close_button.clicked.connect(self._forget_discarded)
        self.put_back.clicked.connect(self._put_back)
        self.compare.clicked.connect(self._compare)
        self.discard.clicked.connect(self._discard)

    def ask(self) -> None:
        """Look for kept texts of the tracker that is open now."""
        self._discarded = ()
        self._show(())
        self._bridge.ask_quietly(Offers(), self._on_listed, self._on_not_listed)

    def keys(self) -> frozenset[Key]:
        """Which texts are offered, or can be again; no other text may take their place."""
        return self.offered | {text.key for text in self._discarded}

    def brought(self, texts: tuple[KeptText, ...]) -> None:
        """These are in the window again, which keeps them from now on."""
        self._leave_out(frozenset(text.key for text in texts))

    @Slot(object)
    def freeze(self, frozen: object) -> None:
        """The window closes: leave the choice for the next start, with what was written so far."""
        if frozen and self.dialog is not None and self.dialog.isVisible():
            self.dialog.reject()

    @property
    def offered(self) -> frozenset[Key]:
        """Which texts are offered now."""
        return frozenset(offer.text.key for offer in self._offers)

    @property
    def _overtaken(self) -> list[Offer]:
        return [offer for offer in self._offers if offer.standing != "fits"]

    def _show(self, offers: tuple[Offer, ...]) -> None:
        self._offers = offers
        texts = [offer.text for offer in offers]
        names = kept_names(tuple(texts))
        n, changed = len(texts), len(self._overtaken)
        words = self.tr("%n unsaved text(s) kept: {names}", "", n)
        if changed == n:
            words = self.tr("%n unsaved text(s) kept, but changed elsewhere meanwhile: {names}", "", n)
        elif changed:
            words = self.tr("%n unsaved text(s) kept: {names}. {m} changed elsewhere meanwhile", "", n)
        said = plural(words, n).format(names=names, m=number(changed)) if texts else ""
        if self._discarded and not texts:
            said = self.tr("Discarded: {names}").format(names=kept_names(self._discarded))
        self._show_buttons(n, changed)
        shown = texts or self._discarded
        self.say(said, "\n".join(f"{kept_names((text,))}: {text.text}"[:200] for text in shown))
        self.counted.emit(n)
        self._show_in_dialog()

    def _show_buttons(self, n: int, changed: int) -> None:
        focus = self.window().focusWidget()
        self.put_back.setVisible(changed < n)
        self.undo.setVisible(bool(self._discarded))
        self.close_button.setVisible(bool(self._discarded) and not n)
        if not changed and n and focus is self.compare:
            # Qt would give the keyboard to the next one, which discards.
            self.put_back.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._discarded and not n and focus in (self.discard, self.compare, self.put_back):
            self.undo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.compare.setVisible(changed > 0)
        self.discard.setVisible(n > 0)

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
        fit = [offer.text for offer in self._offers if offer.standing == "fits"]
        unsent = [text for text in fit if _field(text) in (NEW_COMMENT, NEW_ISSUE)]
        for text in fit:
            if text not in unsent:
                self._send(text)
        if unsent:
            # One box at a time: the others are offered until this one is finished.
            first = _box(unsent[0])
            self.typing_wanted.emit(tuple(text for text in unsent if _box(text) == first))

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
        self._drop_texts(tuple(offer.text for offer in self._offers))

    @Slot(object)
    def _drop(self, offer: Offer) -> None:
        self._drop_texts((offer.text,))

    def _drop_texts(self, texts: tuple[KeptText, ...]) -> None:
        keys = tuple(text.key for text in texts)
        self._bridge.ask_quietly(DropTexts(keys), partial(self._on_discarded, texts), self._on_failed)

    def _on_discarded(self, texts: tuple[KeptText, ...], _answer: None) -> None:
        offered = self.offered
        self._discarded += tuple(text for text in texts if text.key in offered)
        self._leave_out(frozenset(text.key for text in texts))

    @Slot()
    def _undo_discard(self) -> None:
        texts = self._discarded
        self._bridge.ask_quietly(KeepTexts(texts), partial(self._on_kept_again, texts), self._on_failed)

    def _on_kept_again(self, texts: tuple[KeptText, ...], _answer: None) -> None:
        self._discarded = tuple(text for text in self._discarded if text not in texts)
        # Until the answer is here no other text may take their place.
        self._offers += tuple(Offer(text) for text in texts)
        self._bridge.ask_quietly(Offers(), self._on_offered_again, self._on_failed)

    def _on_offered_again(self, offers: tuple[Offer, ...]) -> None:
        had_focus = self.window().focusWidget() is self.undo
        self._show(offers)
        if had_focus:
            first = self.compare if self.put_back.isHidden() else self.put_back
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _forget_discarded(self) -> None:
        self._discarded = ()
        self._show(self._offers)

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
        self._leave_out(keys)

    def _leave_out(self, keys: frozenset[Key]) -> None:
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
    uid, field, words = text.uid, _field(text), text.text
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


def kept_names(texts: tuple[KeptText, ...]) -> str:
    """Say which texts these are: issue and field, and the first words where there is one text only."""
    named = list(dict.fromkeys(_named(text, words=len(texts) == 1) for text in texts))
    return "; ".join((*named[:_NAMED], *("…" for _ in named[_NAMED : _NAMED + 1])))


def _named(text: KeptText, *, words: bool) -> str:
    if _field(text) == NEW_ISSUE:
        return QCoreApplication.translate("KeptTexts", "New issue {words}").format(words=_quoted(text.text))
    name = f"{text.title or text.id} – {field_name(_field(text))}"
    return f"{name}: {_quoted(text.text)}" if words and text.text.strip() else name


def _quoted(words: str) -> str:
    return quoted(shorten(words, _WORDS, placeholder=" …") if " " in words else words[:_WORDS])


def _field(text: KeptText) -> str:
    # A number behind the name only tells two texts of one field apart.
    return text.field.partition(" ")[0]


def _box(text: KeptText) -> str:
    """Where it was typed: the comment box of an issue, or the one line for new issues."""
    return text.uid if _field(text) == NEW_COMMENT else ""


def _value(field: str, words: str) -> object:
    if not words and field in _MAY_BE_NONE:
        return None
    return int(words) if field in _NUMBERS and words.isdecimal() else words


def _names(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in words.split(",") if name.strip())


def _nothing(_answer: None) -> None:
    """A text that stays kept although it was put back is offered once more; nothing is lost."""
