"""Several selected issues: the values that they share, the values that differ, and the same pickers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui import icons
from gui.bridge import StoreBridge
from gui.close_preview import ClosePreview
from gui.detail.chip import Chip
from gui.detail.choices import choices, made
from gui.detail.close_popup import ClosePopup
from gui.detail.dates import DatePicker
from gui.detail.flow import FlowLayout
from gui.detail.link_picker import LinkPicker
from gui.detail.look import inset, link_button, place_now, pressed_by_enter, themed_icon
from gui.detail.picker import Choice, Picker
from gui.detail.ribbon import DATES, FIELD_ICONS
from gui.detail.subject import Subject
from gui.detail.words import field_name, value_name
from gui.i18n import number, plural
from gui.many_changes import ManyChanges
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, current, set_look_of
from store.actor import Busy, Stopped
from store.answers import Changes, Words
from store.detail_answers import Link
from store.errors import KnownError
from store.many_requests import Template
from store.outlook_requests import AskCommon, Common, Spread
from store.requests import Close, Depend, Label, Reopen, Restore, SetFields

FIELDS = (
    "status", "priority", "issue_type", "assignee", "labels", "defer_until", "due_at", "estimated_minutes"
)  # fmt: skip
_LABELS = 12
"""Labels that are shown; the picker has all of them."""
_NAMED = 3
"""Different values of a field that are named."""


class _Offers:
    """What the pickers' rows depend on, for several issues."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self.common = Common()

    @property
    def words(self) -> Words:
        return self._subject.words

    @property
    def actor(self) -> str:
        return self._subject.actor

    def value(self, field: str) -> object:
        if field == "labels":
            return tuple(name for name, _ in self.common.labels)
        spread = self.common.fields.get(field, Spread())
        return spread.values[0][0] if spread.common else None


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
        self._offers = _Offers(subject)
        self._picking = ""
        self._wish = ""
        self._rows: list[Choice] = []
        self._pickers: dict[str, Picker] = {}
        self._dates: dict[str, DatePicker] = {}
        self._label_chips: list[Chip] = []
        self._build()
        bridge.changed.connect(self._on_changed)
        changes.ended.connect(self._ask)
        current().changed.connect(self._redraw)

    @property
    def common(self) -> Common:
        """What is shown of them."""
        return self._offers.common

    def show_keys(self, keys: tuple[int, ...]) -> None:
        """Show other issues; () for none."""
        if keys == self._keys:
            return
        self._keys = keys
        self._wish = ""
        if keys:
            n = len(keys)
            words = plural(self.tr("%n issue(s) selected", "", n), n).replace(str(n), number(n), 1)
            self.headline.setText(words)
            self.setAccessibleName(words)
            self._ask()

    def open_picker(self, field: str) -> None:
        """Open the picker of a field, now or when it is known what they have."""
        if self.common.count != len(self._keys) or self._asked is not None:
            self._wish = field
        elif field == "blocker":
            self.add_blocker()
        elif self._editable:
            self._open(field)

    @Slot()
    def add_blocker(self) -> None:
        """Open the picker for an issue that all of them are to wait for."""
        if self._editable:
            self.link_picker.open_for(self.blocker, "blocks")

    @Slot()
    def ask_close(self) -> None:
        """Ask for a reason, and close them."""
        self.close_popup.open_at(self.close_button)

    def picker(self, field: str) -> Picker:
        """Return the picker of a field, made when it is first wanted."""
        if field not in self._pickers:
            labels = field == "labels"
            hint = self.tr("Find or create a label") if labels else self.tr("Type to find")
            picker = Picker(self, field_name(field), hint=hint, many=labels)
            picker.picked.connect(self._on_picked)
            self._pickers[field] = picker
        return self._pickers[field]

    def date_picker(self, field: str) -> DatePicker:
        """Return the picker of a date, made when it is first wanted."""
        if field not in self._dates:
            dates = DatePicker(self, field_name(field), self._subject.now)
            dates.picked.connect(self._on_picked)
            self._dates[field] = dates
        return self._dates[field]

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
        self._offers.common = common
        self._redraw()
        wish, self._wish = self._wish, ""
        if wish:
            self.open_picker(wish)

    def _on_failed(self, error: Exception) -> None:
        self._asked, self._again = None, False
        self.said.setText(str(error))
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error

    @Slot(object)
    def _on_changed(self, _changes: Changes) -> None:
        self._ask()

    # Changing

    def _send(self, what: Template) -> None:
        self._changes.change(self._keys, what, self.common.seq)

    @Slot(object)
    def _open(self, field: str) -> None:
        self._picking = field
        # In a narrow window the pane was shown a moment ago: the picker belongs below its chip's place.
        place_now(self._scroll.viewport())
        chip = self.chips[field]
        value = self._offers.value(field)
        if field in DATES:
            self.date_picker(field).open_at(chip, str(value) if value else None)
            return
        self._rows = self._choices(field)
        marked, partly = self._marks(field)
        self.picker(field).open_at(chip, self._rows, marked, self._make, partly)

    def _choices(self, field: str) -> list[Choice]:
        """The rows of the picker, with how many of the issues have what only some have."""
        counts = self._counts(field)
        return [
            replace(row, hint=self.tr("{n} of {all}").format(n=number(n), all=number(self.common.count)))
            if 0 < (n := counts.get(row.value, 0)) < self.common.count
            else row
            for row in choices(self._offers, field)
        ]

    def _counts(self, field: str) -> dict[object, int]:
        if field == "labels":
            return dict(self.common.labels)
        return dict(self.common.fields.get(field, Spread()).values)

    def _marks(self, field: str) -> tuple[tuple[object, ...], tuple[object, ...]]:
        """The values that all of them have, and those that some have."""
        counts, everyone = self._counts(field), self.common.count
        marked = tuple(value for value, n in counts.items() if n == everyone)
        return marked, tuple(value for value, n in counts.items() if n < everyone)

    def _make(self, text: str) -> Choice | None:
        return made(self._picking, text, self._rows)

    @Slot(object)
    def _on_picked(self, value: object) -> None:
        field = self._picking
        if field != "labels":
            self._send(SetFields((), {field: value}))
            return
        name = str(value)
        counts = dict(self.common.labels)
        everywhere = counts.get(name, 0) == self.common.count
        # What the marks say at once is what was asked for; the answer's change reads them again.
        counts[name] = 0 if everywhere else self.common.count
        left = tuple((label, n) for label, n in counts.items() if n)
        self._offers.common = replace(self.common, labels=left)
        self._send(Label((), (), (name,)) if everywhere else Label((), (name,)))
        self._redraw()
        self.picker("labels").go_to(name)

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
        common = self.common
        return not self._subject.read_only and common.deleted < max(common.count, 1)

    @Slot()
    def _redraw(self) -> None:
        common, writable = self.common, not self._subject.read_only
        if not common.count:
            return
        self.said.setText(self._state_words())
        for field in FIELDS:
            self._show_field(field)
        living = common.count - common.deleted
        self.close_button.setVisible(writable and common.finished < common.count)
        self.reopen_button.setVisible(writable and common.finished > common.deleted)
        self.delete_button.setVisible(writable and living > 0)
        self.restore_button.setVisible(writable and common.deleted > 0)
        self.blocker.setEnabled(self._editable)

    def _state_words(self) -> str:
        common = self.common
        counts = (
            (common.count - common.finished, self.tr("{n} open")),
            (common.finished - common.deleted, self.tr("{n} closed")),
            (common.deleted, self.tr("{n} in the trash")),
        )
        return " · ".join(words.format(n=number(n)) for n, words in counts if n > 0)

    def _show_field(self, field: str) -> None:
        chip = self.chips[field]
        chip.setEnabled(self._editable)
        if field == "labels":
            self._show_labels()
            return
        spread = self.common.fields.get(field, Spread())
        if spread.common:
            value = spread.values[0][0]
            chip.show_value(value_name(field, value), _icon(field, value), unsaved=False)
            if not chip.value:
                chip.setText(self.tr("None"))
            self.notes[field].setText("")
        else:
            chip.show_value(self.tr("Mixed"), None, unsaved=False)
            self.notes[field].setText(self._spread_words(field, spread))
            chip.setAccessibleName(f"{field_name(field)}: {self.tr('Mixed')}: {self.notes[field].text()}")
        self.notes[field].setVisible(not spread.common)

    def _spread_words(self, field: str, spread: Spread) -> str:
        named = [
            f"{number(n)} × {value_name(field, value) or self.tr('none')}"
            for value, n in spread.values[:_NAMED]
        ]
        more = spread.more or len(spread.values) > _NAMED
        return " · ".join([*named, "…"] if more else named)

    def _show_labels(self) -> None:
        labels, everyone = self.common.labels[:_LABELS], self.common.count
        for chip in self._label_chips:
            chip.hide()
            chip.deleteLater()
        self._label_chips = []
        for place, (name, n) in enumerate(labels):
            chip = Chip("labels", field_name("labels"), self._label_row)
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            words = name if n == everyone else f"{name}  {number(n)}/{number(everyone)}"
            chip.show_value(words, themed_icon("tag"), unsaved=False)
            chip.setEnabled(self._editable)
            chip.wanted.connect(self._open)
            self._label_flow.insert(place, chip)
            chip.show()
            self._label_chips.append(chip)
        own = self.chips["labels"]
        own.show_value("", themed_icon("plus"), unsaved=False)
        hidden = len(self.common.labels) - len(labels)
        own.setText(self.tr("{n} more").format(n=number(hidden)) if hidden else "")
        said = ", ".join(f"{name} ({number(n)})" for name, n in self.common.labels)
        own.setAccessibleName(self.tr("Labels: {}").format(said or self.tr("none")))
        own.setToolTip(self.tr("Add or remove labels"))
        picker = self._pickers.get("labels")
        if picker is not None and picker.isVisible():
            self._rows = self._choices("labels")
            picker.refresh(self._rows)
            picker.set_marked(*self._marks("labels"))

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
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_M, SPACE_L, SPACE_M, SPACE_XL)
        column.setSpacing(SPACE_S)
        column.addWidget(self.headline)
        column.addWidget(self.said)
        column.addLayout(self._build_buttons())
        column.addSpacing(SPACE_S)
        column.addLayout(self._build_fields())
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
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

    def _build_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        self.chips: dict[str, Chip] = {}
        self.notes: dict[str, QLabel] = {}
        for line, field in enumerate(FIELDS):
            grid.addWidget(self._name(field_name(field)), line, 0, Qt.AlignmentFlag.AlignTop)
            row = QWidget(self._body)
            flow = FlowLayout(row)
            chip = self.chips[field] = Chip(field, field_name(field), row)
            chip.wanted.connect(self._open)
            flow.addWidget(chip)
            if field == "labels":
                self._label_row, self._label_flow = row, flow
            else:
                note = self.notes[field] = QLabel(row)
                set_look_of(note, "role", "muted")
                note.setFixedHeight(chip.sizeHint().height())
                note.hide()
                flow.addWidget(note)
            grid.addWidget(row, line, 1)
        self.blocker = link_button(self.tr("Add blocker…"), self._body)
        self.blocker.clicked.connect(self.add_blocker)
        grid.addWidget(self._name(self.tr("Waits for")), len(FIELDS), 0)
        grid.addWidget(self.blocker, len(FIELDS), 1, Qt.AlignmentFlag.AlignLeft)
        return grid

    def _name(self, words: str) -> QLabel:
        label = QLabel(words, self._body)
        set_look_of(label, "role", "muted")
        label.setIndent(inset())
        label.setFixedHeight(current().scaled(24))
        return label


def _icon(field: str, value: object) -> QIcon | None:
    palette = current().palette
    if field == "status":
        return icons.status_icon(str(value), palette)
    if field == "priority" and isinstance(value, int):
        return icons.priority_icon(value, palette)
    if field == "issue_type":
        return icons.type_icon(str(value), palette)
    return themed_icon(FIELD_ICONS[field]) if field in FIELD_ICONS else None
