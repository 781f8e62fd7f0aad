"""The ribbon of short fields: a chip for each, and the picker that each opens."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gui import icons
from gui.detail.bar import InlineBar
from gui.detail.chip import Chip
from gui.detail.choices import choices, made
from gui.detail.dates import DatePicker
from gui.detail.flow import FlowLayout
from gui.detail.look import inset, link_button, themed_icon
from gui.detail.picker import Choice, Picker
from gui.detail.subject import Subject
from gui.detail.words import field_name, value_name
from gui.theme import current

FIELDS = (
    "status",
    "priority",
    "issue_type",
    "assignee",
    "labels",
    "defer_until",
    "due_at",
    "estimated_minutes",
    "external_ref",
)
DATES = ("defer_until", "due_at")

FIELD_ICONS = {
    "assignee": "user",
    "labels": "tag",
    "defer_until": "calendar-clock",
    "due_at": "calendar",
    "estimated_minutes": "clock",
    "external_ref": "external-link",
}


class Ribbon(QWidget):
    """Chips save at once when something is picked."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self._picking = ""
        self._rows: list[Choice] = []
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips)
        self.chips = {field: Chip(field, field_name(field), self._chips) for field in FIELDS}
        for chip in self.chips.values():
            self._flow.addWidget(chip)
            chip.wanted.connect(self.open_picker)
            chip.has_history = chip.field != "labels"
            chip.history_wanted.connect(self._subject.history_wanted)
        self.open_link = link_button(self.tr("Open link"), self._chips)
        self._flow.addWidget(self.open_link)
        self.open_link.hide()
        self.open_link.clicked.connect(self._open_link)
        self._labels: list[Chip] = []
        self.bars = {field: InlineBar(subject, self, field=field) for field in FIELDS}
        self._pickers: dict[str, Picker] = {}
        self._dates: dict[str, DatePicker] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(inset(), 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._chips)
        for bar in self.bars.values():
            column.addWidget(bar)
        subject.changed.connect(self.redraw)

    @Slot()
    def redraw(self) -> None:
        """Show the wanted values."""
        if self._subject.detail is None:
            return
        for field, chip in self.chips.items():
            draft = self._subject.draft(field)
            value = self._subject.value(field)
            text = "" if field == "labels" else value_name(field, value)
            if self._is_late(field):
                text = self.tr("Overdue: {}").format(text)
            chip.show_value(text, self._icon(field, value), unsaved=draft is not None and draft.dirty)
            chip.setEnabled(self._subject.editable)
            chip.setVisible(self._subject.editable or bool(text))
        link = address(str(self._subject.value("external_ref") or ""))
        self.open_link.setVisible(link is not None)
        if link is not None:
            self.open_link.setToolTip(bytes(link.toEncoded().data()).decode())
        self._show_labels()
        picker = self._pickers.get("labels")
        if picker is not None and picker.isVisible():
            picker.set_marked(self._marks("labels"))

    @Slot(object)
    def open_picker(self, field: str) -> None:
        """Open the picker of a field, below its chip."""
        if not self._subject.editable or field not in self.chips:
            return
        self._picking = field
        chip = self._labels[-1] if field == "labels" and self._labels else self.chips[field]
        if field in DATES:
            value = self._subject.value(field)
            self.date_picker(field).open_at(chip, str(value) if value else None)
            return
        self._rows = choices(self._subject, field)
        self.picker(field).open_at(chip, self._rows, self._marks(field), self._make)
        if field == "external_ref":
            edit = self.picker(field).edit
            edit.setText(str(self._subject.value(field) or ""))
            edit.selectAll()

    @Slot()
    def take_words(self) -> None:
        """Offer the labels that occur now, also in a list that is open."""
        picker = self._pickers.get("labels")
        if picker is not None and picker.isVisible():
            self._rows = choices(self._subject, "labels")
            picker.refresh(self._rows)

    def picker(self, field: str) -> Picker:
        """Return the picker of a field, made when it is first wanted."""
        if field not in self._pickers:
            hint = {
                "labels": self.tr("Find or create a label"),
                "assignee": self.tr("Find or type a name"),
                "estimated_minutes": self.tr("90, 2h, 1h30"),
                "external_ref": self.tr("gh-123, a link, …"),
                "priority": self.tr("0 to 4"),
            }.get(field, self.tr("Type to find"))
            empty = {
                "labels": self.tr("Type the first label…"),
                "external_ref": self.tr("Type a reference…"),
            }.get(field, "")
            picker = Picker(self, field_name(field), hint=hint, empty=empty, many=field == "labels")
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

    @Slot()
    def _open_link(self) -> None:
        link = address(str(self._subject.value("external_ref") or ""))
        if link is not None:
            QDesktopServices.openUrl(link)

    def _make(self, text: str) -> Choice | None:
        return made(self._picking, text, self._rows)

    def _marks(self, field: str) -> tuple[object, ...]:
        value = self._subject.value(field)
        return tuple(value) if isinstance(value, tuple) else (value,)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]

    def _show_labels(self) -> None:
        names = [str(name) for name in self._marks("labels")]
        draft = self._subject.draft("labels")
        unsaved = draft is not None and draft.dirty
        while len(self._labels) > len(names):
            chip = self._labels.pop()
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        place = FIELDS.index("labels")
        while len(self._labels) < len(names):
            chip = Chip("labels", field_name("labels"), self._chips)
            # One stop for the Tab key is enough: the chip that stands for the field.
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            chip.wanted.connect(self.open_picker)
            self._flow.insert(place + len(self._labels), chip)
            self._labels.append(chip)
        for chip, name in zip(self._labels, names, strict=True):
            chip.show_value(name, themed_icon("tag"), unsaved=unsaved)
            chip.setEnabled(self._subject.editable)
            chip.show()
        own = self.chips["labels"]
        own.setVisible(self._subject.editable)
        if names:
            own.show_value("", themed_icon("plus"), unsaved=False)
            own.setText("")
            own.setAccessibleName(self.tr("Labels: {}").format(", ".join(names)))
            own.setToolTip(self.tr("Add or remove labels"))

    def _is_late(self, field: str) -> bool:
        """Whether the stored date, and no other one that is not saved yet, is past."""
        detail, draft = self._subject.detail, self._subject.draft(field)
        return field == "due_at" and draft is None and detail is not None and detail.overdue

    def _icon(self, field: str, value: object) -> QIcon | None:
        palette = current().palette
        if field == "status":
            return icons.status_icon(str(value), palette)
        if field == "priority" and isinstance(value, int):
            return icons.priority_icon(value, palette)
        if field == "issue_type":
            return icons.type_icon(str(value), palette)
        if self._is_late(field):
            return icons.icon("clock-alert", palette.danger_text)
        return themed_icon(FIELD_ICONS[field]) if field in FIELD_ICONS else None

    @Slot(object)
    def _on_picked(self, value: object) -> None:
        field = self._picking
        if field == "labels":
            marks = tuple(str(name) for name in self._marks(field))
            name = str(value)
            value = tuple(one for one in marks if one != name) if name in marks else (*marks, name)
            self._subject.edit(field, value)
            self._rows = choices(self._subject, field)
            self.picker(field).set_choices(self._rows)
            self.picker(field).go_to(name)
            return
        self._subject.edit(field, value)


def address(text: str) -> QUrl | None:
    """Return a text as an address that may be opened: of the web or of mail, never a file or a program."""
    url = QUrl(text.strip(), QUrl.ParsingMode.StrictMode)
    web = url.scheme() in ("http", "https") and bool(url.host())
    return url if url.isValid() and (web or (url.scheme() == "mailto" and bool(url.path()))) else None


def focused_inside(widget: QWidget) -> bool:
    """Return whether the keyboard focus is in the widget or one of its children."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
