"""Keeps outside of the tracker what is not saved in it, while typing and at the end. Window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from gui.bridge import StoreBridge
from gui.closing_progress import Unsent
from store.drafts import DropTexts, KeepTexts, Key


class TextKeeper:
    """Knows which drafts this window has left, so that they go when their texts are saved after all."""

    def __init__(self, bridge: StoreBridge) -> None:
        self._bridge = bridge
        self._left: set[Key] = set()

    def forget(self) -> None:
        """Another tracker is open now; what was kept stays for the next start."""
        self._left.clear()

    def adopt(self, keys: Iterable[Key]) -> None:
        """Texts that an earlier start has left are in this window again; they go as its own do."""
        self._left.update(keys)

    def keep(self, unsent: Iterable[Unsent], then: Callable[[bool], None]) -> bool:
        """Keep the texts, and drop the drafts of those that are saved by now.

        Returns whether there is something to do; `then` hears later whether all is kept on disk.
        """
        texts = tuple(one.text for one in unsent if one.text is not None)
        keys = {text.key for text in texts}
        saved = tuple(self._left - keys)
        # Known before the answer: a text may be saved while it is still being kept.
        self._left = keys
        if texts:
            self._bridge.ask_quietly(KeepTexts(texts), partial(_on_kept, then), partial(_on_not_kept, then))
        if saved:
            self._bridge.ask_quietly(DropTexts(saved), _nothing, _ignored)
        return bool(texts)


def _on_kept(then: Callable[[bool], None], _answer: object) -> None:
    then(True)


def _on_not_kept(then: Callable[[bool], None], _error: Exception) -> None:
    then(False)


def _nothing(_answer: object) -> None:
    """All is well."""


def _ignored(_error: Exception) -> None:
    """A text that stays kept although it was saved is offered once more; nothing is lost."""
