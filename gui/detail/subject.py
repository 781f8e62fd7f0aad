"""The issue that the pane shows, as its parts see it: stored values with the unsaved ones on top."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from gui.detail.attaching import Attaching
from gui.detail.drafts import COMMENT, Draft, Operation, stored_value
from gui.detail.formatting import Formatting
from gui.detail.pictures import Pictures, Posts
from gui.detail.saver import Saver
from gui.detail.words import moment
from gui.theme import current
from store.answers import Done, Words
from store.detail_answers import Detail, Link
from store.issue import DEPENDENCY_TYPES, STATUSES, TYPES, Issue
from store.requests import Request

_ECHO_MS = 200
"""How long typing rests before the same issue in another window shows it."""


class Subject(QObject):
    """Shared by the parts of the pane; each redraws itself when `changed` is emitted. Window's thread."""

    changed = Signal()
    open_requested = Signal(object)
    """The uid of an issue that the user wants to see."""
    review_requested = Signal(object)
    """The uid of an issue whose values that lost a merge the user wants to see."""
    delete_requested = Signal(object)
    """The keys of issues that are to be deleted, where others are below them."""
    edited = Signal(object, object)
    """The uid of an issue and the values that were set in it, before they are saved."""
    left = Signal()
    """The user wants to go back to the list."""
    caret_moved = Signal(object, object)
    """A widget and the QRect in it that should be in sight."""
    history_wanted = Signal(object)
    """The name of a field whose earlier values the user wants to see."""
    file_wanted = Signal(object)
    """The uid of an attached file that the user wants to see."""
    files_brought = Signal()
    """Something is about to be attached, beside the texts: it is to be seen once it is."""
    picture_pasted = Signal(object, object)
    """A GrowingText and the QImage that was pasted into it."""
    pointed = Signal(object, object)
    """A RenderedText and the address of its link that the user points at; "" for none."""

    def __init__(
        self, bridge: Posts, now: Callable[[], str], parent: QObject, beside: Subject | None = None
    ) -> None:
        """beside: another subject of the same tracker, whose texts and uploads this one shows, too."""
        super().__init__(parent)
        self.bridge = bridge
        self.now = now
        self.saver: Saver = beside.saver if beside is not None else Saver(bridge, self)
        self.formatting = Formatting(bridge, self)
        self.attaching: Attaching = beside.attaching if beside is not None else Attaching(bridge, self)
        self.pictures = Pictures(bridge, self)
        self.words = Words(STATUSES, TYPES, (), (), DEPENDENCY_TYPES)
        self.actor = ""
        self.read_only = False
        self._detail: Detail | None = None
        self._echo = QTimer(self)
        self._echo.setSingleShot(True)
        self._echo.setInterval(_ECHO_MS)
        self._echo.timeout.connect(self.changed)
        self.saver.moved.connect(self._on_moved)
        self.saver.typed.connect(self._on_typed)
        self.formatting.changed.connect(self.changed)
        if beside is None:
            self.attaching.committed.connect(self.saver.committed)
        current().changed.connect(self.changed)

    @property
    def detail(self) -> Detail | None:
        """What the store answered last."""
        return self._detail

    @property
    def issue(self) -> Issue | None:
        """The issue as it is stored."""
        return self._detail.issue if self._detail is not None else None

    @property
    def uid(self) -> str:
        """The issue's uid, or "" when none is shown."""
        return self._detail.issue.uid if self._detail is not None else ""

    @property
    def editable(self) -> bool:
        """Whether the fields take changes: not in the trash, not in a tracker that is only read."""
        return self._detail is not None and not self.read_only and not self._detail.issue.deleted

    def show(self, detail: Detail | None) -> None:
        """Take an answer, or None when nothing is shown any more."""
        if detail is None or detail.issue.uid != self.uid:
            self.pictures.forget_wishes()
        self._detail = detail
        self.formatting.take(detail)
        if detail is not None:
            self.saver.reread(detail, self)
        else:
            self.saver.forget_reader(self)
        self.changed.emit()

    def draft(self, field: str) -> Draft | None:
        """Return the field's unsaved value."""
        return self.saver.draft(self.uid, field)

    def value(self, field: str) -> object:
        """Return what the field shows: the wanted value, else the stored one."""
        draft = self.draft(field)
        if draft is not None:
            return draft.value
        if self._detail is not None and field.startswith(COMMENT):
            return stored_value(self._detail.issue, field)
        return getattr(self.issue, field, None)

    def note(self, field: str, value: object) -> None:
        """Take down what was typed; it is sent by save()."""
        if self._detail is not None:
            self.saver.note(self._detail.issue, field, value)
            self.saver.typed.emit(self, self.uid)

    def save(self, field: str) -> None:
        """Send what was typed."""
        self.saver.save(self.uid, field)

    def tick(self, field: str, text: str, number: int) -> None:
        """Turn a task box of a text over and save it, unless the text is another one by now."""
        if self.editable and self.value(field) == text:
            self.note(field, self.formatting.ticked(text, number))
            self.save(field)
            self.changed.emit()

    def edit(self, field: str, value: object) -> None:
        """Set a field and send it at once."""
        if self.editable:
            self.edited.emit(self.uid, {field: value})
            self.note(field, value)
            self.save(field)
            self.changed.emit()

    def stage(self, field: str, value: object) -> None:
        """Show a value that is sent by save(), together with what is still to come."""
        if self.editable:
            self.edited.emit(self.uid, {field: value})
            self.note(field, value)
            self.changed.emit()

    def run(self, place: str, request: Request[Done], link: Link | None = None) -> None:
        """Send a write that is no field's value; `place` shows its outcome."""
        issue = self.issue
        if issue is not None and not self.read_only:
            self.saver.run(Operation(issue.uid, issue.id, issue.title, place, request, link))

    def bring(self, paths: tuple[Path, ...], image: QImage | None = None) -> None:
        """Attach files of the disk, or else a picture that is in none."""
        if self._detail is not None and self.editable and (paths or image is not None):
            self.files_brought.emit()
            if paths:
                self.attaching.attach_paths(self._detail.issue, paths)
            elif image is not None:
                self.attach_picture(image)

    def attach_picture(self, image: QImage) -> str:
        """Attach a picture that is in no file; return the name that it gets."""
        if self._detail is None or not self.editable:
            return ""
        here = moment(self.now())
        day = here.date().toString("yyyy-MM-dd") if here is not None else ""
        return self.attaching.attach_picture(self._detail, image, day)

    def operations(self, place: str) -> list[Operation]:
        """Return the operations of a part of the pane that the stored issue does not show yet."""
        return self.saver.operations(self.uid, place)

    @Slot(object, object)
    def _on_typed(self, by: object, uid: str) -> None:
        """Show soon what is typed into the same issue in another window."""
        if by is not self and uid == self.uid:
            self._echo.start()

    @Slot(object)
    def _on_moved(self, uid: str) -> None:
        if uid == self.uid:
            self.changed.emit()
