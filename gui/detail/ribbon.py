"""The ribbon of short fields: a chip for each, and the picker that each opens."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.detail.bar import InlineBar
from gui.detail.chip import Chip
from gui.detail.choices import choices
from gui.detail.field_icons import field_icon
from gui.detail.field_pickers import FieldPickers
from gui.detail.flow import FlowLayout
from gui.detail.look import inset, link_button, themed_icon
from gui.detail.picker import Choice
from gui.detail.subject import Subject
from gui.detail.words import field_name, value_name

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


class Ribbon(QWidget):
    """Chips save at once when something is picked, and labels when their list closes."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
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
        self.pickers = FieldPickers(subject, self._rows, subject.now, self)
        self.pickers.picked.connect(self._on_picked)
        self.pickers.labels_left.connect(self._on_labels_left)
        self.picker, self.date_picker = self.pickers.picker, self.pickers.date_picker
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
            late = self._is_late(field)
            if late:
                text = self.tr("Overdue: {}").format(text)
            chip.show_value(
                text, field_icon(field, value, late=late), unsaved=draft is not None and draft.dirty
            )
            chip.setEnabled(self._subject.editable)
            chip.setVisible(self._subject.editable or bool(text))
        link = address(str(self._subject.value("external_ref") or ""))
        self.open_link.setVisible(link is not None)
        if link is not None:
            self.open_link.setToolTip(bytes(link.toEncoded().data()).decode())
        self._show_labels()
        self.take_words()

    @Slot(object)
    def open_picker(self, field: str) -> None:
        """Open the picker of a field, below its chip."""
        if not self._subject.editable or field not in self.chips:
            return
        chip = self._labels[-1] if field == "labels" and self._labels else self.chips[field]
        self.pickers.open(field, chip, self._marks(field))

    @Slot()
    def take_words(self) -> None:
        """Offer what occurs now, and mark what the issue has now, in a picker that is open."""
        self.pickers.refresh(self._marks(self.pickers.open_field))

    @Slot()
    def _open_link(self) -> None:
        link = address(str(self._subject.value("external_ref") or ""))
        if link is not None:
            QDesktopServices.openUrl(link)

    def _rows(self, field: str) -> list[Choice]:
        return choices(self._subject, field)

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

    @Slot(object, object)
    def _on_picked(self, field: str, value: object) -> None:
        if field == "labels":
            marks = tuple(str(name) for name in self._marks(field))
            name = str(value)
            wanted = tuple(one for one in marks if one != name) if name in marks else (*marks, name)
            self._subject.stage(field, wanted)
        else:
            self._subject.edit(field, value)

    @Slot()
    def _on_labels_left(self) -> None:
        self._subject.save("labels")


def address(text: str) -> QUrl | None:
    """Return a text as an address that may be opened: of the web or of mail, never a file or a program."""
    url = QUrl(text.strip(), QUrl.ParsingMode.StrictMode)
    web = url.scheme() in ("http", "https") and bool(url.host())
    return url if url.isValid() and (web or (url.scheme() == "mailto" and bool(url.path()))) else None
