"""Finds the issue at the other end of a new link, and says which kind of link it is to be."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from gui import icons
from gui.detail.picker import Choice, Picker
from gui.detail.subject import Subject
from gui.detail.words import link_name
from gui.theme import current
from store.actor import Busy, Stopped
from store.detail_answers import Link
from store.errors import KnownError
from store.issue import DEPENDENCY_TYPES
from store.lookups import FindLinks

PARENT = "parent-child"
WIDTH = 480
"""Pixels at zoom 1: an id and a title of usual length."""


class LinkPicker(Picker):
    """Asks the store as one types; late answers to earlier texts are ignored."""

    chosen = Signal(object, object)
    """The Link that was picked and the type of dependency."""

    def __init__(self, subject: Subject, parent: QWidget, name: str, *, types: bool = False) -> None:
        super().__init__(parent, name, outside=True, width=WIDTH)
        self.edit.setPlaceholderText(self.tr("Find by id or words"))
        self._subject = subject
        self._asked = 0
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("Kind of link"))
        self.kind.setVisible(types)
        self.column.insertWidget(0, self.kind)
        self.typed.connect(self._on_typed_text)
        self.picked.connect(self._on_picked)

    def open_for(self, anchor: QWidget, kind: str) -> None:
        """Open with that kind of link chosen, and the newest open issues."""
        self.kind.clear()
        for name in self._subject.words.dependency_types or DEPENDENCY_TYPES:
            if name != PARENT:
                self.kind.addItem(link_name(name), name)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self._only = kind if self.kind.isHidden() else ""
        self.set_note("")
        self.open_at(anchor, ())
        self._on_typed_text("")

    @Slot(object)
    def _on_typed_text(self, text: object) -> None:
        self._asked += 1
        ask = FindLinks(str(text).strip(), self._subject.uid)
        self._subject.bridge.ask(
            ask, partial(self._on_found, self._asked), partial(self._on_failed, self._asked)
        )

    def _on_found(self, asked: int, links: tuple[Link, ...]) -> None:
        if asked != self._asked or not self.isVisible():
            return
        palette = current().palette
        text = self.edit.text().strip()
        nothing = self.tr("No issue like “{}”").format(text) if text else self.tr("There is no other issue.")
        self.set_note("" if links else nothing)
        self.set_choices(
            [
                Choice(link, f"{link.id}  {link.title}", icon=icons.status_icon(link.status, palette))
                for link in links
            ]
        )

    def _on_failed(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self.fail(str(error))
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error

    @Slot(object)
    def _on_picked(self, link: object) -> None:
        self.chosen.emit(link, self._only or self.kind.currentData())
