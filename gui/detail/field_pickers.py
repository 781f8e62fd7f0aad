"""The pickers of the short fields: made when they are first wanted, and opened at a chip. Window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.detail.choices import Offers, made
from gui.detail.dates import DatePicker
from gui.detail.picker import Choice, Picker
from gui.detail.popup import Popup
from gui.detail.words import field_name

DATES = ("defer_until", "due_at")


class FieldPickers(QObject):
    """For one issue and for several: only what is picked, and what the rows are, differs."""

    picked = Signal(object, object)
    """A field and the value that was picked; of labels, the one that was marked or unmarked."""
    labels_left = Signal()
    """The list of labels has closed: what was marked in it is to be one step."""

    def __init__(
        self, offers: Offers, rows: Callable[[str], list[Choice]], now: Callable[[], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._offers, self._rows_of, self._now = offers, rows, now
        self._parent = parent
        self._picking = ""
        self._rows: list[Choice] = []
        self._pickers: dict[str, Picker] = {}
        self._dates: dict[str, DatePicker] = {}

    @property
    def any_made(self) -> bool:
        """Whether one was wanted yet."""
        return bool(self._pickers or self._dates)

    def open(self, field: str, at: QWidget, marked: Sequence[object], partly: Sequence[object] = ()) -> None:
        """Open the picker of a field below its chip. marked, partly: see Picker.open_at."""
        self._picking = field
        value = self._offers.value(field)
        if field in DATES:
            self.date_picker(field).open_at(at, str(value) if value else None)
            return
        self._rows = self._rows_of(field)
        self.picker(field).open_at(at, self._rows, marked, self._make, partly)
        if field == "external_ref":
            self._show_reference(self.picker(field))

    @property
    def open_field(self) -> str:
        """The field whose picker is seen; "" for none."""
        popup: Popup | None = self._pickers.get(self._picking) or self._dates.get(self._picking)
        return self._picking if popup is not None and popup.isVisible() else ""

    def refresh(self, marked: Sequence[object], partly: Sequence[object] = ()) -> None:
        """Show what the field has now, and the rows that there are now, in the picker that is seen."""
        field = self.open_field
        if not field:
            return
        value = self._offers.value(field)
        if field in DATES:
            self.date_picker(field).refresh(str(value) if value else None)
            return
        self._rows = self._rows_of(field)
        picker = self.picker(field)
        picker.refresh(self._rows)
        picker.set_marked(tuple(marked), tuple(partly))
        if field == "external_ref" and not picker.edit.isModified() and picker.edit.text() != (value or ""):
            self._show_reference(picker)

    def picker(self, field: str) -> Picker:
        """Return the picker of a field."""
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
            many = field == "labels"
            picker = Picker(self._parent, field_name(field), hint=hint, empty=empty, many=many)
            picker.picked.connect(self._on_picked)
            if many:
                picker.left.connect(self.labels_left)
            self._pickers[field] = picker
        return self._pickers[field]

    def date_picker(self, field: str) -> DatePicker:
        """Return the picker of a date."""
        if field not in self._dates:
            dates = DatePicker(self._parent, field_name(field), self._now)
            dates.picked.connect(self._on_picked)
            self._dates[field] = dates
        return self._dates[field]

    def _show_reference(self, picker: Picker) -> None:
        picker.edit.setText(str(self._offers.value("external_ref") or ""))
        picker.edit.selectAll()

    def _make(self, text: str) -> Choice | None:
        return made(self._picking, text, self._rows)

    @Slot(object)
    def _on_picked(self, value: object) -> None:
        field = self._picking
        self.picked.emit(field, value)
        if field == "labels":
            # The rows are new ones, also where the label was: the keyboard stays on it.
            self.picker(field).go_to(value)
