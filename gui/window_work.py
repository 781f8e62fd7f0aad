"""What the main window has in hand, as the closing sees it. Window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from gui.capture_line import CaptureLine
from gui.closing_progress import Unsent
from gui.detail.drafts import NEW_COMMENT, Unsaved
from gui.main_window import MainWindow
from gui.wording import step_name
from store.answers import Done, StepName
from store.capture import spell
from store.drafts import KeptText, Key
from store.requests import Create, CreateSeveral, Redo, Request, Undo

NEW_ISSUE = "create"


class WindowWork:
    """Knows where in the window text can be that is not in the tracker yet."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.tracker = ""
        """The path of the tracker that is open."""
        self.lines: Callable[[], tuple[CaptureLine, ...]] = tuple
        """Lines for new issues outside of the window."""
        self.taken: Callable[[], frozenset[Key]] = frozenset
        """Keys of texts that an earlier start has left, and that nobody has decided about."""

    def flush(self) -> None:
        """Send everything that was typed; half a comment and a title without Enter are not sent."""
        self._window.side.flush()
        self._window.detail.subject.attaching.flush()

    def retry(self) -> None:
        """Send again what was refused."""
        self._window.detail.subject.saver.retry()
        self._window.detail.subject.attaching.retry()
        if self._window.commands.unsaved:
            self._window.commands.retry()

    def forget(self) -> None:
        """Forget all of it, because it belongs to a tracker that is closed."""
        self._window.detail.subject.saver.forget_all()
        self._window.detail.subject.attaching.forget_all()
        self._window.commands.give_up()
        self._window.list_pane.new_issue.entry.clear()

    def unsent(self) -> Iterator[Unsent]:
        """Everything that is not known to be in the tracker, each under a key of its own."""
        keys: set[Key] = set(self.taken())
        for one in self._all():
            n, text = 1, one.text
            while text is not None and text.key in keys:
                # Two comments on one issue, or one that is offered: neither may take the other's place.
                n += 1
                text = replace(text, field=f"{text.field.partition(' ')[0]} {n}")
            if text is not None:
                keys.add(text.key)
            yield one if text is one.text or text is None else one._replace(key=text.key, text=text)

    def _all(self) -> Iterator[Unsent]:
        for one in self._window.detail.unsaved():
            yield self._text(one)
        for operation in self._window.detail.subject.saver.refused:
            if operation.unsaved() is None:
                yield self._wordless(operation.request, operation.uid, operation.id)
        for upload in self._window.detail.subject.attaching.unsent:
            named = step_name(StepName(0, "attach", upload.names, id=upload.id, title=upload.title))
            yield Unsent(Key(self.tracker, upload.uid, "attach"), named, None, failed=True)
        for request in self._window.commands.unsaved:
            yield self._change(request)
        refused = {
            request.title
            for unsaved in self._window.commands.unsaved
            for request in (unsaved.issues if isinstance(unsaved, CreateSeveral) else (unsaved,))
            if isinstance(request, Create)
        }
        for typed in (self._window.list_pane.new_issue.entry, *self.lines()):
            if typed.text.strip() and not refused.issuperset(one.title for one in typed.captured()):
                text = self._new(typed.text.strip())
                yield Unsent(text.key, text.title, text, failed=False)

    def _text(self, one: Unsaved) -> Unsent:
        draft = self._window.detail.subject.saver.draft(one.uid, one.field)
        base = "" if draft is None else words_of(draft.seen)
        text = KeptText(self.tracker, one.uid, one.id, one.title, one.field, base, one.text)
        return Unsent(text.key, one.title or one.id, text, failed=self._was_sent(one))

    def _was_sent(self, one: Unsaved) -> bool:
        draft = self._window.detail.subject.saver.draft(one.uid, one.field)
        # A comment that was refused stays while the next one is begun.
        return one.field != NEW_COMMENT or draft is None or draft.value != one.text

    def _change(self, request: Request[Done]) -> Unsent:
        if isinstance(request, Create | CreateSeveral):
            wanted = request.issues if isinstance(request, CreateSeveral) else (request,)
            text = self._new("\n".join(spell(one) for one in wanted))
            return Unsent(text.key, wanted[0].title, text, failed=True)
        uids: tuple[str, ...] = getattr(request, "uids", ())
        detail = self._window.detail.subject.detail
        shown = detail is not None and (detail.issue.uid,) == uids
        return self._wordless(request, ",".join(uids), detail.issue.id if detail and shown else "")

    def _wordless(self, request: Request[Done], uid: str, id: str) -> Unsent:
        kind = _kind(request)
        return Unsent(Key(self.tracker, uid, kind), self._named(request, kind, id), None, failed=True)

    def _named(self, request: Request[Done], kind: str, id: str) -> str:
        if isinstance(request, Undo | Redo):
            translate = QCoreApplication.translate
            undo = isinstance(request, Undo)
            return translate("WindowWork", "an undo") if undo else translate("WindowWork", "a redo")
        count = len(getattr(request, "keys", getattr(request, "uids", ()))) or 1
        return " ".join(step_name(StepName(0, kind, id=id, count=count)).split())

    def _new(self, lines: str) -> KeptText:
        return KeptText(self.tracker, f"new {lines}", "", lines.partition("\n")[0], NEW_ISSUE, "", lines)


def _kind(request: Request[Done]) -> str:
    """Return the kind that a step of this request has, see answers.StepName."""
    name = type(getattr(request, "what", request)).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).removeprefix("_")


def words_of(value: object) -> str:
    """Return a field's value as text: labels with commas, "" for none."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  (labels)
    return str(value)
