"""What the main window has in hand, as the closing sees it. Window's thread."""

from __future__ import annotations

from collections.abc import Iterator

from gui.closing_progress import Unsent
from gui.detail.drafts import NEW_COMMENT, Unsaved
from gui.main_window import MainWindow
from gui.wording import step_name
from store.answers import Done, StepName
from store.drafts import KeptText, Key
from store.requests import Create, Request

NEW_ISSUE = "create"


class WindowWork:
    """Knows where in the window text can be that is not in the tracker yet."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.tracker = ""
        """The path of the tracker that is open."""

    def flush(self) -> None:
        """Send everything that was typed; half a comment and a title without Enter are not sent."""
        self._window.detail.flush()

    def retry(self) -> None:
        """Send again what was refused."""
        saver = self._window.detail.subject.saver
        for one in self._window.detail.unsaved():
            if self._was_sent(one):
                saver.save(one.uid, one.field)
        if self._window.commands.unsaved:
            self._window.commands.retry()

    def unsent(self) -> Iterator[Unsent]:
        """Everything that is not known to be in the tracker."""
        for one in self._window.detail.unsaved():
            yield self._text(one)
        for request in self._window.commands.unsaved:
            yield self._change(request)
        title = self._window.list_pane.new_issue.text.strip()
        refused = {request.title for request in self._window.commands.unsaved if isinstance(request, Create)}
        if title and title not in refused:
            text = self._new(title)
            yield Unsent(text.key, title, text, failed=False)

    def _text(self, one: Unsaved) -> Unsent:
        draft = self._window.detail.subject.saver.draft(one.uid, one.field)
        base = "" if draft is None else words_of(draft.seen)
        text = KeptText(self.tracker, one.uid, one.id, one.title, one.field, base, one.text)
        return Unsent(text.key, one.title or one.id, text, failed=self._was_sent(one))

    def _was_sent(self, one: Unsaved) -> bool:
        draft = self._window.detail.subject.saver.draft(one.uid, one.field)
        return one.field != NEW_COMMENT or draft is None or draft.error is not None

    def _change(self, request: Request[Done]) -> Unsent:
        if isinstance(request, Create):
            text = self._new(request.title)
            return Unsent(text.key, request.title, text, failed=True)
        kind = type(request).__name__.lower()
        uids: tuple[str, ...] = getattr(request, "uids", ())
        what = (
            step_name(StepName(0, kind, count=max(2, len(uids))))
            if len(uids) != 1
            else self._one(kind, uids[0])
        )
        return Unsent(Key(self.tracker, ",".join(uids), kind), what, None, failed=True)

    def _one(self, kind: str, uid: str) -> str:
        detail = self._window.detail.subject.detail
        id = detail.issue.id if detail is not None and detail.issue.uid == uid else ""
        return step_name(StepName(0, kind, id=id))

    def _new(self, title: str) -> KeptText:
        return KeptText(self.tracker, f"new {title}", "", title, NEW_ISSUE, "", title)


def words_of(value: object) -> str:
    """Return a field's value as text: labels with commas, "" for none."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  (labels)
    return str(value)
