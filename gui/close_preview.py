"""What closing would do, in words inside the frame that asks for the reason; never waited for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Slot

from gui.detail.close_popup import ClosePopup
from gui.detail.saver import Asks
from gui.i18n import number, plural
from gui.wording import issue_name
from store.actor import Busy, Stopped
from store.errors import KnownError
from store.outlook_requests import AskClosing, Outlook

translate = QCoreApplication.translate


class ClosePreview(QObject):
    """Asks the reader as the frame opens, and fills in the answer when it comes. Window's thread."""

    def __init__(self, bridge: Asks, popup: ClosePopup, keys: Callable[[], Sequence[int]]) -> None:
        """keys: of the issues that would be closed, as the frame opens."""
        super().__init__(popup)
        self._bridge = bridge
        self._popup = popup
        self._keys = keys
        self._asked = 0
        popup.opened.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        self._asked += 1
        self._popup.say("")
        keys = self._keys()
        if keys:
            self._bridge.ask(AskClosing(keys), partial(self._on_outlook, self._asked), self._on_failed)

    def _on_outlook(self, asked: int, outlook: Outlook) -> None:
        if asked == self._asked and self._popup.isVisible():
            self._popup.say(outlook_words(outlook))

    def _on_failed(self, error: Exception) -> None:
        """Closing needs no preview."""
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error


def outlook_words(outlook: Outlook) -> str:
    """Say what closing makes ready, and how far it brings the epics; "" for nothing."""
    lines: list[str] = []
    n = outlook.ready
    if n:
        text = plural(translate("ClosePreview", "Makes %n issue(s) ready:", "", n), n)
        lines.append(text.replace(str(n), number(n), 1))
        lines.extend(f"    {issue_name(one.id, one.title)}" for one in outlook.first)
        if n > len(outlook.first):
            more = translate("ClosePreview", "and {n} more").format(n=number(n - len(outlook.first)))
            lines.append(f"    {more}")
    for one in outlook.parents:
        text = (
            translate("ClosePreview", "{name} is complete: {done} of {all}")
            if one.complete
            else translate("ClosePreview", "{name}: {done} of {all} finished")
        )
        name = issue_name(one.id, one.title)
        lines.append(text.format(name=name, done=number(one.finished), all=number(one.children)))
    return "\n".join(lines)
