"""The same change of several issues: sent as one step, with its progress, and a list of what it left alone.

One object on the window's thread; the list, the detail of several and whatever else has a selection
tell it keys and what is to be done to each.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.bridge import StoreBridge
from gui.i18n import plural
from gui.issue_commands import INITIATOR, IssueCommands
from gui.long_work import LongWork
from gui.refused_dialog import RefusedDialog, left_words
from gui.theme import Theme
from gui.trust_parts import NoteLink
from gui.wording import done_words
from store.answers import Done, Refused
from store.errors import Cancelled, NothingTaken
from store.many_requests import ChangeMany, Template
from store.requests import Close, Delete, Depend, Label, Reopen, Restore
from store.structs import dataclass

_KINDS: dict[type[Template], str] = {
    Close: "close", Reopen: "reopen", Delete: "delete", Restore: "restore", Label: "label", Depend: "depend"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Left:
    """What a change of several issues has left as it was. keys: all of them; refused: the first.

    others: whether others were changed.
    """

    request: ChangeMany
    keys: tuple[int, ...]
    refused: tuple[Refused, ...]
    others: bool


class ManyChanges(QObject):
    """Sends changes of several issues, one after the other as the store does them."""

    said = Signal(object, bool, object)
    """What was done, whether it needs no answer, and a NoteLink or None."""
    show_requested = Signal(object, object)
    """Ids of issues that are to be listed, and what they are."""
    ended = Signal()
    """A change is saved, was refused, or was stopped."""

    def __init__(
        self, bridge: StoreBridge, look: Theme, commands: IssueCommands, work: LongWork, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._commands = commands
        self._window = window
        self._look = look
        self._work = work
        self._dialog: RefusedDialog | None = None
        self._left: Left | None = None
        commands.many_wanted.connect(self.change)

    @property
    def dialog(self) -> RefusedDialog | None:
        """The list of what was left alone, while somebody looks at it."""
        return self._dialog

    @Slot(object, object)
    def change(self, keys: Sequence[int], what: Template, since: int = -1) -> None:
        """Do the same to each of these issues. since: see ChangeMany."""
        if keys:
            self._send(keys, what, since)

    # Inside

    def _send(self, keys: Sequence[int], what: Template, since: int) -> None:
        progress, cancel = self._work.watch(partial(_doing, what))
        request = ChangeMany(keys, what, since, INITIATOR, progress, cancel)
        self._bridge.ask(request, partial(self._on_done, request), partial(self._on_failed, request))

    def _on_done(self, request: ChangeMany, done: Done) -> None:
        self._work.over(request.cancel)
        n = len(done.ids)
        kind = _KINDS.get(type(request.what), "edit")
        words = done_words(kind, done.ids[0] if done.ids else "", n)
        self._tell(words, Left(request, done.refused_keys, done.refused, others=True))
        self._commands.saved()
        self.ended.emit()

    def _on_failed(self, request: ChangeMany, error: Exception) -> None:
        self._work.over(request.cancel)
        if isinstance(error, NothingTaken):
            self._tell(str(error), Left(request, error.refused_keys, error.refused, others=False))
        elif isinstance(error, Cancelled):
            self.said.emit(str(error), True, None)
        else:
            again = partial(self._send, request.keys, request.what, request.since)
            self._commands.keep(request, again, error)
        self.ended.emit()

    def _tell(self, words: str, left: Left) -> None:
        n = len(left.keys)
        if not n:
            self.said.emit(words, True, None)
            return
        if left.others:
            words = f"{words} · {left_words(n)}"
        self.said.emit(words, False, NoteLink(self.tr("Show why"), partial(self._show_left, left)))

    def _show_left(self, left: Left) -> None:
        if self._dialog is not None:
            return
        self._left = left
        dialog = self._dialog = RefusedDialog(
            left.refused, len(left.keys), self._look, self._window, others=left.others
        )
        dialog.again_wanted.connect(self._try_again)
        dialog.list_wanted.connect(self._list_them)
        dialog.finished.connect(self._on_dialog_gone)
        dialog.open()

    @Slot()
    def _try_again(self) -> None:
        if self._left is not None:
            # Who has read what others have changed wants to change it all the same.
            self._send(self._left.keys, self._left.request.what, -1)

    @Slot()
    def _list_them(self) -> None:
        if self._left is not None:
            ids = tuple(one.id for one in self._left.refused if one.id)
            self.show_requested.emit(ids, self.tr("Left as before"))

    @Slot()
    def _on_dialog_gone(self) -> None:
        self._dialog = None


def _doing(what: Template, n: int) -> str:
    tr = QCoreApplication.translate
    texts: dict[type[Template], str] = {
        Close: tr("ManyChanges", "Closing %n issue(s)…", "", n),
        Reopen: tr("ManyChanges", "Reopening %n issue(s)…", "", n),
        Delete: tr("ManyChanges", "Moving %n issue(s) to the trash…", "", n),
        Restore: tr("ManyChanges", "Taking %n issue(s) out of the trash…", "", n),
    }
    text = texts.get(type(what)) or tr("ManyChanges", "Changing %n issue(s)…", "", n)
    return plural(text, n)
