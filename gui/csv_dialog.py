"""What the columns of a table are, and the first issues as they will be, before it is imported."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui import dialog_parts
from gui.detail.words import value_name
from gui.field_names import field_name
from gui.i18n import QT_TRANSLATE_NOOP, number, plural
from gui.placing import centre
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Theme
from store.csv_fields import FIELDS, KEEP, SKIP, assigned
from store.csv_preview import SHOWN, Preview
from store.errors import KnownError

translate = QCoreApplication.translate

_COLUMNS = 400
_ROWS = 560
_HEIGHT = 320
"""Of the two halves, in device-independent pixels at zoom 1."""
_SAMPLE = 28
"""Characters shown of the first cell of a column."""
_TITLE = 240
"""Width of the titles, so that what follows them is seen too."""
_CELL = 60
"""Characters shown of a cell."""
_TOLD = 3
"""Problems that are told one by one."""

_NAMES = {
    "id": QT_TRANSLATE_NOOP("Table", "Id"),
    "parent": QT_TRANSLATE_NOOP("Table", "Parent"),
    "dependencies": QT_TRANSLATE_NOOP("Table", "Depends on"),
    "created_at": QT_TRANSLATE_NOOP("Table", "Created"),
    "created_by": QT_TRANSLATE_NOOP("Table", "Created by"),
    "updated_at": QT_TRANSLATE_NOOP("Table", "Changed"),
    "closed_at": QT_TRANSLATE_NOOP("Table", "Closed"),
    "comments": QT_TRANSLATE_NOOP("Table", "Comments of Strandline"),
    "extra": QT_TRANSLATE_NOOP("Table", "Other values of Strandline"),
    KEEP: QT_TRANSLATE_NOOP("Table", "Keep under its own name"),
    SKIP: QT_TRANSLATE_NOOP("Table", "Leave out"),
}


class CsvDialog(QDialog):
    """Shows one Preview after the other: accepted imports with `fields`. Lives on the window's thread."""

    fields_changed = Signal(object)
    """What each column is to be: a Preview of that is wanted."""
    again_wanted = Signal()
    """The file that could not be read shall be tried again."""

    def __init__(self, path: Path, look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("csv_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name = path.name
        self._look = look
        self.preview: Preview | None = None
        """What is shown; None while the file is read, or cannot be."""
        self.headline = dialog_parts.label(self, "heading")
        self.summary = dialog_parts.label(self)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Reading"))
        self.choices: dict[str, QComboBox] = {}
        """The choice for each column, by its name."""
        self._halves = QWidget(self)
        self._columns = QScrollArea(self._halves)
        self.rows = QTableWidget(0, len(SHOWN), self._halves)
        self.cancel = dialog_parts.button(self, self.tr("Cancel"), self.reject)
        self.again = dialog_parts.button(self, self.tr("Try again"), self._try_again)
        self.take = dialog_parts.button(self, self.tr("Import into a new tracker"), self.accept)
        self._lay_out()
        self.show_loading()

    def show_loading(self) -> None:
        """Say that the file is being read."""
        self._say(self.tr("Reading {name}…").format(name=self._name), "")
        self._bar.show()
        self._halves.hide()
        self._show_buttons()

    def show_preview(self, preview: Preview) -> None:
        """Show what the table would become."""
        first = self.preview is None
        self.preview = preview
        n = preview.issues
        if not n:
            self._say(
                self.tr("{name} has no rows").format(name=self._name), self.tr("There is nothing to import.")
            )
            self._halves.hide()
            self._show_buttons()
            return
        words = plural(self.tr("{name} has %n issue(s)", "", n), n).replace(str(n), number(n), 1)
        self._say(words.format(name=self._name), _summary(preview))
        if first:
            self._fill_columns(preview)
        for column in preview.columns:
            self._choose(self.choices[column.name], column.field)
        self._fill_rows(preview)
        self._halves.show()
        self._show_buttons(take=True)
        self.take.setEnabled(not preview.fault)
        if first:
            centre(self)
            first_wanted = next(iter(self.choices.values())) if preview.fault else self.take
            first_wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: Exception) -> None:
        """Say why the file cannot be read."""
        known = isinstance(error, KnownError)
        why = str(error) if known else self.tr("Something went wrong inside Strandline; see the log.")
        self.preview = None
        self._say(self.tr("{name} could not be read").format(name=self._name), why)
        self._halves.hide()
        self._show_buttons(again=True)
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, headline: str, words: str) -> None:
        self._bar.hide()
        self.setWindowTitle(headline)
        self.setAccessibleName(headline)
        self.setAccessibleDescription(words)
        self.headline.setText(headline)
        self.summary.setText(words)
        self.summary.setVisible(bool(words))

    def _fill_columns(self, preview: Preview) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, SPACE_M, 0)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(0, 1)
        for row, column in enumerate(preview.columns):
            names = QVBoxLayout()
            names.setSpacing(0)
            name, sample = dialog_parts.label(inside, "strong"), dialog_parts.label(inside, "muted")
            name.setText(column.name)
            sample.setText(_short(column.sample))
            sample.setVisible(bool(column.sample))
            names.addWidget(name)
            names.addWidget(sample)
            choice = QComboBox(inside)
            choice.setAccessibleName(self.tr("What “{column}” is").format(column=column.name))
            for field in (*FIELDS, KEEP, SKIP):
                choice.addItem(column_words(field), field)
            choice.activated.connect(partial(self._on_chosen, column.name))
            self.choices[column.name] = choice
            grid.addLayout(names, row, 0)
            grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowStretch(len(preview.columns), 1)
        self._columns.setWidget(inside)

    def _fill_rows(self, preview: Preview) -> None:
        self.rows.setRowCount(len(preview.rows))
        for row, texts in enumerate(preview.rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(_short(value_name(SHOWN[column], text), _CELL))
                item.setToolTip(text)
                self.rows.setItem(row, column, item)
        self.rows.resizeColumnsToContents()
        title = SHOWN.index("title")
        self.rows.setColumnWidth(title, min(self.rows.columnWidth(title), self._look.scaled(_TITLE)))
        for column in range(len(SHOWN)):
            empty = not any(texts[column] for texts in preview.rows)
            self.rows.setColumnHidden(column, empty and SHOWN[column] != "title")

    def _on_chosen(self, column: str, index: int) -> None:
        if self.preview is not None:
            field = str(self.choices[column].itemData(index))
            self.fields_changed.emit(assigned(self.preview.fields, column, field))

    def _choose(self, choice: QComboBox, field: str) -> None:
        choice.setCurrentIndex(choice.findData(field))

    @Slot()
    def _try_again(self) -> None:
        self.show_loading()
        self.again_wanted.emit()

    def _show_buttons(self, *, take: bool = False, again: bool = False) -> None:
        self.take.setVisible(take)
        self.again.setVisible(again)
        self.cancel.setText(self.tr("Cancel") if take or again else self.tr("Close"))
        (self.take if take else self.again if again else self.cancel).setDefault(True)

    def _lay_out(self) -> None:
        scaled = self._look.scaled
        self._columns.setWidgetResizable(True)
        self._columns.setFrameShape(QFrame.Shape.NoFrame)
        # The choices in it take the focus, and come into view with it.
        self._columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._columns.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._columns.setMinimumSize(scaled(_COLUMNS), scaled(_HEIGHT))
        self._columns.setAccessibleName(self.tr("Columns"))
        self.rows.setHorizontalHeaderLabels([column_words(name) for name in SHOWN])
        self.rows.verticalHeader().hide()
        self.rows.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.rows.horizontalHeader().setHighlightSections(False)
        self.rows.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.rows.setTabKeyNavigation(False)
        self.rows.setShowGrid(False)
        self.rows.setWordWrap(False)
        self.rows.setMinimumSize(scaled(_ROWS), scaled(_HEIGHT))
        self.rows.setAccessibleName(self.tr("The first issues, as they will be"))
        halves = QHBoxLayout(self._halves)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(SPACE_L)
        for words, widget in (
            (self.tr("Columns of the file"), self._columns),
            (self.tr("The first issues, as they will be"), self.rows),
        ):
            half = QVBoxLayout()
            half.setSpacing(SPACE_S)
            title = dialog_parts.label(self._halves, "muted")
            title.setText(words)
            half.addWidget(title)
            half.addWidget(widget, 1)
            halves.addLayout(half, 1 if widget is self.rows else 0)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        for button in (self.cancel, self.again, self.take):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        for label in (self.headline, self.summary):
            label.setMinimumWidth(scaled(_COLUMNS))
            column.addWidget(label)
        column.addWidget(self._bar)
        column.addWidget(self._halves, 1)
        column.addSpacing(SPACE_XS)
        column.addLayout(buttons)


def column_words(field: str) -> str:
    """The words for what a column can be."""
    return translate("Table", _NAMES[field]) if field in _NAMES else field_name(field)


def _summary(preview: Preview) -> str:
    if preview.fault:
        return translate("Table", "No column holds the titles yet. Choose “Title” for one of them.")
    said: list[str] = []
    if preview.kept:
        n = preview.kept
        said.append(plural(translate("Table", "%n column(s) kept as named in the file.", "", n), n))
    if preview.problems:
        n = len(preview.problems)
        text = plural(translate("Table", "%n remark(s) on what could not be read:", "", n), n)
        told = [
            translate("Table", "row {row}: {reason}").format(row=row, reason=reason) if row else reason
            for row, reason in preview.problems[:_TOLD]
        ]
        more = n - len(told)
        if more:
            told.append(translate("Table", "and {n} more").format(n=number(more)))
        said.append("\n".join((text, *told)))
    if not said:
        said.append(translate("Table", "Every column is understood."))
    said.append(
        translate("Table", "The import makes a new tracker and opens it in place of the present one.")
    )
    return "\n".join(said)


def _short(text: str, most: int = _SAMPLE) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
