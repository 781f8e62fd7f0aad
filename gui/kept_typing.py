"""Puts a comment or a new issue that was not sent yet back where it was typed, to be finished there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gui.window_work import NEW_ISSUE
from store.lookups import GetDetail

if TYPE_CHECKING:
    from gui.bridge import StoreBridge
    from gui.closing_texts import TextKeeper
    from gui.journal import Journal
    from gui.kept_texts import KeptTexts
    from gui.main_window import MainWindow
    from store.detail_answers import Detail
    from store.drafts import KeptText


class KeptTyping(QObject):
    """Sends nothing; a text stays kept until it is sent. Lives on the window's thread."""

    def __init__(
        self, bridge: StoreBridge, window: MainWindow, kept: KeptTexts, keeper: TextKeeper, journal: Journal
    ) -> None:
        super().__init__(kept)
        self._bridge, self._window, self._kept = bridge, window, kept
        self._keeper, self._journal = keeper, journal
        kept.typing_wanted.connect(self._take)

    @Slot(object)
    def _take(self, texts: tuple[KeptText, ...]) -> None:
        if self._window.read_only:
            self._kept.said.emit(self._window.read_only)
        elif not self._window.is_complete:
            # For a moment after the start: they are offered on.
            return
        elif texts[0].field.partition(" ")[0] == NEW_ISSUE:
            self._begin_issue(texts)
        else:
            failed = self._kept.said.emit
            self._bridge.ask(GetDetail(texts[0].uid), partial(self._begin_comment, texts), failed)

    def _begin_issue(self, texts: tuple[KeptText, ...]) -> None:
        line = self._window.list_pane.new_issue
        lines = "\n".join(part for part in (*(text.text for text in texts), line.text.strip()) if part)
        self._window.registry["issue.new"].trigger()
        line.entry.begin(lines, len(lines))
        self._settle(texts)

    def _begin_comment(self, texts: tuple[KeptText, ...], detail: Detail) -> None:
        if texts[0].key not in self._kept.offered:
            # Pressed twice: the first press brought it. Or discarded meanwhile.
            return
        window = self._window
        window.detail.subject.saver.bring_back(detail.issue, "\n\n".join(text.text for text in texts))
        window.side.show_one()
        window.keyboard.shown.open(detail.issue.uid)
        window.access.comment()
        self._settle(texts)

    def _settle(self, texts: tuple[KeptText, ...]) -> None:
        """From now on they are kept as what is typed here, also under another key."""
        self._kept.brought(texts)
        self._keeper.adopt(text.key for text in texts)
        self._journal.keep()
