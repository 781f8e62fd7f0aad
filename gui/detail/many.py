"""Several selected issues: what they have in common is asked for, and what is picked goes to all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.bridge import StoreBridge
from gui.close_preview import ClosePreview
from gui.detail.close_popup import ClosePopup
from gui.detail.field_pickers import FieldPickers
from gui.detail.link_picker import LinkPicker
from gui.detail.look import inset, place_now, pressed_by_enter
from gui.detail.many_fields import ManyFields
from gui.detail.many_offers import ManyOffers
from gui.detail.subject import Subject
from gui.detail.wish import Wish
from gui.i18n import number, plural
from gui.many_changes import ManyChanges
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, current, set_look_of
from store.actor import Busy, Stopped
from store.answers import Changes
from store.detail_answers import Link
from store.errors import KnownError
from store.many_requests import Template
from store.outlook_requests import AskCommon, Common
from store.requests import Close, Depend, Reopen, Restore, SetFields


class ManyPane(QWidget):
    """Asks what the selected issues have in common; what is picked goes to all of them as one step."""

    delete_requested = Signal(object)
    """The keys of the issues that are to be deleted."""
    left = Signal()
    """Escape: the focus is to go back to the list."""

    def __init__(self, bridge: StoreBridge, subject: Subject, changes: ManyChanges, parent: QWidget) -> None:
        super().__init__(parent)
        set_look_of(self, "role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bridge = bridge
        self._subject = subject
        self._changes = changes
        self._keys: tuple[int, ...] = ()
        self._asked: tuple[int, ...] | None = None
        self._again = False
        self._offers = ManyOffers(subject)
        self._wish = Wish(self)
        self._build()
        self.picker, self.chips, self.notes = self.pickers.picker, self.fields.chips, self.fields.notes
        bridge.changed.connect(self._on_changed)
        changes.ended.connect(self._ask)
        current().changed.connect(self._redraw)

    @property
    def common(self) -> Common:
        """What is shown of them."""
        return self._offers.common

    @property
    def waits(self) -> bool:
        """Whether labels are picked that are sent when their list closes."""
        return bool(self._offers.wishes.wanted)

    def show_keys(self, keys: tuple[int, ...]) -> None:
        """Show other issues; () for none."""
        if keys == self._keys:
            return
        self.flush()
        self._keys = keys
        self._wish.forget()
        if keys:
            n = len(keys)
            words = plural(self.tr("%n issue(s) selected", "", n), n).replace(str(n), number(n), 1)
            self.headline.setText(words)
            self.setAccessibleName(words)
            self._ask()

    def open_picker(self, field: str) -> None:
        """Open the picker of a field, now or when it is known what they have."""
        if self._asked is None and self.common.count == len(self._keys):
            self._open_now(field)
        elif self._keys:
            self._wish.make(partial(self._open_now, field))
            if self._asked is None:
                self._ask()

    def _open_now(self, field: str) -> None:
        if field == "blocker":
            self.add_blocker()
        elif self._editable:
            self._open(field)

    @Slot()
    def add_blocker(self) -> None:
        """Open the picker for an issue that all of them are to wait for."""
        if self._editable:
            self.link_picker.open_for(self.fields.blocker, "blocks")

    @Slot()
    def ask_close(self) -> None:
        """Ask for a reason, and close them."""
        self.close_popup.open_at(self.close_button)

    @Slot()
    def flush(self) -> None:
        """Send the labels that were picked, as one step."""
        self._offers.stored, label = self._offers.common, self._offers.wishes.take()
        if label is not None:
            self._send(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list, Enter presses the button that has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not pressed_by_enter(event, self):
            super().keyPressEvent(event)

    # Asking

    @Slot()
    def _ask(self) -> None:
        if not self._keys:
            return
        if self._asked is not None:
            self._again = True
            return
        self._asked = self._keys
        self._bridge.ask(AskCommon(self._keys), self._on_common, self._on_failed)

    def _on_common(self, common: Common) -> None:
        asked, self._asked = self._asked, None
        if self._again or asked != self._keys:
            self._again = False
            self._ask()
        if asked != self._keys:
            return
        self._offers.stored = common
        self._redraw()
        self._wish.grant()

    def _on_failed(self, error: Exception) -> None:
        self._asked, self._again = None, False
        self._wish.forget()
        self._say(str(error))
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error

    @Slot(object)
    def _on_changed(self, _changes: Changes) -> None:
        self._ask()

    # Changing

    def _send(self, what: Template) -> None:
        self._changes.change(self._keys, what, self._offers.stored.seq)

    @Slot(object)
    def _open(self, field: str) -> None:
        # In a narrow window the pane was shown a moment ago: the picker belongs below its chip's place.
        place_now(self._scroll.viewport())
        self.pickers.open(field, self.fields.chips[field], *self._offers.marks(field))

    @Slot(object, object)
    def _on_picked(self, field: str, value: object) -> None:
        if field == "labels":
            self._offers.wishes.toggle(str(value), self._offers.stored)
            self._redraw()
        else:
            self._send(SetFields((), {field: value}))

    @Slot(object, object)
    def _on_blocker(self, link: object, kind: object) -> None:
        if isinstance(link, Link):
            self._send(Depend("", link.id, str(kind)))

    def _selected(self) -> tuple[int, ...]:
        return self._keys

    @Slot(object)
    def _close(self, reason: object) -> None:
        self._send(Close((), str(reason)))

    @Slot()
    def _reopen(self) -> None:
        self._send(Reopen(()))

    @Slot()
    def _delete(self) -> None:
        self.delete_requested.emit(self._keys)

    @Slot()
    def _restore(self) -> None:
        self._send(Restore(()))

    # Look

    @property
    def _editable(self) -> bool:
        common = self._offers.stored
        return not self._subject.read_only and common.deleted < max(common.count, 1)

    @Slot()
    def _redraw(self) -> None:
        common, writable = self.common, not self._subject.read_only
        if not common.count:
            return
        self._say(self._state_words())
        self.fields.show_common(common, editable=self._editable)
        self.pickers.refresh(*self._offers.marks(self.pickers.open_field))
        living = common.count - common.deleted
        self.close_button.setVisible(writable and common.finished < common.count)
        self.reopen_button.setVisible(writable and common.finished > common.deleted)
        self.delete_button.setVisible(writable and living > 0)
        self.restore_button.setVisible(writable and common.deleted > 0)
        # Else chips are painted once as wide as they were for other values.
        place_now(self._scroll.viewport())

    def _state_words(self) -> str:
        """How many are not at work any more; which states the others have, their line says."""
        common = self.common
        counts = (
            (common.finished - common.deleted, self.tr("{n} closed")),
            (common.deleted, self.tr("{n} in the trash")),
        )
        return " · ".join(words.format(n=number(n)) for n, words in counts if n > 0)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _build(self) -> None:
        scroll = self._scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = self._body = QWidget(scroll.viewport())
        scroll.setWidget(body)
        self.headline = QLabel(body)
        set_look_of(self.headline, "role", "title")
        self.headline.setIndent(inset())
        self.said = QLabel(body)
        set_look_of(self.said, "role", "muted")
        self.said.setIndent(inset())
        self.said.setWordWrap(True)
        self.fields = ManyFields(body)
        self.fields.wanted.connect(self._open)
        self.fields.blocker_wanted.connect(self.add_blocker)
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_M, SPACE_L, SPACE_M, SPACE_XL)
        column.setSpacing(SPACE_S)
        column.addWidget(self.headline)
        column.addWidget(self.said)
        column.addLayout(self._build_buttons())
        column.addSpacing(SPACE_S)
        column.addWidget(self.fields)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.pickers = FieldPickers(self._offers, self._offers.rows, self._subject.now, self)
        self.pickers.picked.connect(self._on_picked)
        self.pickers.labels_left.connect(self.flush)
        self.link_picker = LinkPicker(self._subject, self, self.tr("Add an issue that they wait for"))
        self.link_picker.chosen.connect(self._on_blocker)
        self.close_popup = ClosePopup(self)
        self.close_popup.confirmed.connect(self._close)
        ClosePreview(self._bridge, self.close_popup, self._selected)

    def _build_buttons(self) -> QHBoxLayout:
        self.close_button = QPushButton(self.tr("Close…"), self._body)
        self.reopen_button = QPushButton(self.tr("Reopen"), self._body)
        self.delete_button = QPushButton(self.tr("Move to trash"), self._body)
        self.restore_button = QPushButton(self.tr("Take out of the trash"), self._body)
        row = QHBoxLayout()
        row.setContentsMargins(inset(), 0, inset(), 0)
        row.setSpacing(SPACE_S)
        for button, slot in (
            (self.close_button, self.ask_close),
            (self.reopen_button, self._reopen),
            (self.delete_button, self._delete),
            (self.restore_button, self._restore),
        ):
            button.clicked.connect(slot)
            button.hide()
            row.addWidget(button)
        row.addStretch(1)
        return row
