"""Keeps outside of the tracker what could not be saved in it, while the window closes. Window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from gui.bridge import StoreBridge
from gui.closing_progress import Unsent
from store.drafts import DropTexts, KeepTexts, KeptText, Key


class TextKeeper:
    """Knows which drafts this window has left, so that they go when their texts are saved after all."""

    def __init__(self, bridge: StoreBridge) -> None:
        self._bridge = bridge
        self._left: set[Key] = set()

    def forget(self) -> None:
        """Another tracker is open now; what was kept stays for the next start."""
        self._left.clear()

    def keep(self, unsent: Iterable[Unsent], then: Callable[[bool], None]) -> bool:
        """Keep the texts, and drop the drafts of those that are saved by now.

        Returns whether there is something to do; `then` hears later whether all is kept on disk.
        """
        texts = tuple(one.text for one in unsent if one.text is not None)
        saved = tuple(self._left - {text.key for text in texts})
        if saved:
            self._left.difference_update(saved)
            self._bridge.ask_quietly(DropTexts(saved), _nothing, _ignored)
        if texts:
            self._bridge.ask_quietly(
                KeepTexts(texts), partial(self._on_kept, texts, then), partial(_on_not_kept, then)
            )
        return bool(texts)

    def _on_kept(self, texts: tuple[KeptText, ...], then: Callable[[bool], None], _answer: object) -> None:
        self._left.update(text.key for text in texts)
        then(True)


def _on_not_kept(then: Callable[[bool], None], _error: Exception) -> None:
    then(False)


def _nothing(_answer: object) -> None:
    """All is well."""


def _ignored(_error: Exception) -> None:
    """A text that stays kept although it was saved is offered once more; nothing is lost."""
