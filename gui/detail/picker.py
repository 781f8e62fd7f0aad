"""The popup list that filters as you type: for every field with a choice, and for links."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from gui.detail.popup import Popup
from gui.theme import SPACE_XS, current
from store.structs import dataclass

WIDTH = 280
"""Pixels at zoom 1."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_VALUE = Qt.ItemDataRole.UserRole
_MOST_ROWS = 10
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Choice:
    """One row. keys: other words by which it is found; instant: picked as soon as exactly this is typed."""

    value: object
    text: str
    hint: str = ""
    icon: QIcon | None = None
    keys: str = ""
    instant: str = ""


Make = Callable[[str], Choice | None]
"""Turns typed text into a row of its own, such as: Create label “x”."""


class Picker(Popup):
    """Type to filter, arrows to move, Enter to pick, Escape to leave.

    many: Enter marks or unmarks, and the list stays. outside: the rows come from elsewhere as one
    types (`typed`, set_choices), so nothing is filtered here; an Enter that is pressed before they are
    there waits for them. empty: said while there is no row and no text. width: in pixels at zoom 1; a
    narrow window has less.
    """

    picked = Signal(object)
    """The value of the row."""
    typed = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        name: str,
        *,
        hint: str = "",
        empty: str = "",
        many: bool = False,
        outside: bool = False,
        width: int = WIDTH,
    ) -> None:
        super().__init__(parent, name)
        self._wide = width
        self._behind = self._enter_waits = self._moved = False
        self._empty = empty or self.tr("Type…")
        self._many = many
        self._outside = outside
        self._choices: Sequence[Choice] = ()
        self._marked: tuple[object, ...] = ()
        self._partly: tuple[object, ...] = ()
        self._make: Make | None = None
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(name)
        self.edit.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setStyleSheet("QListView { background: transparent; border: none; }")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._note = QLabel(self)
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self.column.addWidget(self.edit)
        self.column.addWidget(self.list)
        self.column.addWidget(self._note)
        self.edit.textChanged.connect(self._on_typed)
        self.list.itemClicked.connect(self._on_clicked)

    def open_at(
        self,
        anchor: QWidget,
        choices: Sequence[Choice],
        marked: Sequence[object] = (),
        make: Make | None = None,
        partly: Sequence[object] = (),
    ) -> None:
        """Show the rows; those with a value in `marked` carry a check mark, the first of them is current.

        partly: those that only some of several issues have; they carry a dash.
        """
        self._choices, self._marked, self._make = choices, tuple(marked), make
        self._partly = tuple(partly)
        self._begin_text()
        self.edit.blockSignals(True)
        self.edit.clear()
        self.edit.blockSignals(False)
        self._fill()
        self.place_at(anchor)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show other rows under the same typed text; take the first if Enter was pressed for it already."""
        now = self._value() if self._moved else None
        waited, self._behind, self._enter_waits = self._enter_waits, False, False
        self._choices = choices
        self._fill()
        if now is not None:
            self.go_to(now)
        if waited:
            self._take()

    def fail(self, why: str) -> None:
        """Say why there are no rows for what was typed; those of an earlier text are none for it."""
        self._enter_waits = False
        self.set_choices(())
        self.set_note(why)

    def fit(self) -> None:
        """Be as wide as reads well, and never wider than the window."""
        self.setFixedWidth(min(current().scaled(self._wide), self.window().width() - 2 * SPACE_XS))
        super().fit()

    def refresh(self, choices: Sequence[Choice]) -> None:
        """Show other rows; the current one stays."""
        now = self._value()
        if list(choices) != list(self._choices):
            self.set_choices(choices)
            self.go_to(now)

    def go_to(self, value: object) -> None:
        """Make the row of that value the current one, and bring it into sight."""
        for row in range(self.list.count()):
            choice = self.list.item(row).data(_VALUE)
            if isinstance(choice, Choice) and choice.value == value:
                self.list.setCurrentRow(row)
                return

    @property
    def note(self) -> str:
        """What is said under the rows."""
        return self._note.text()

    @property
    def rows(self) -> tuple[object, ...]:
        """The values of the rows."""
        return tuple(self.list.item(row).data(_VALUE).value for row in range(self.list.count()))

    def set_marked(self, marked: Sequence[object], partly: Sequence[object] = ()) -> None:
        """Show other check marks; the current row stays where somebody chose it, else goes with the mark."""
        self._marked, self._partly = tuple(marked), tuple(partly)
        row = self.list.currentRow()
        self._fill()
        if self._many or self._moved or self.edit.text().strip():
            self.list.setCurrentRow(min(row, self.list.count() - 1))

    def set_note(self, text: str) -> None:
        """Say something under the rows: an error, or that nothing fits."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move, pick and leave from the keyboard while the text field has the focus."""
        key = watched is self.edit and event.type() == QEvent.Type.KeyPress
        if not key or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _MOVES:
            self._move(event)
        elif event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._many:
                self.leave()
            else:
                self._on_enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            return super().eventFilter(watched, event)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter beside the line means the same as in it."""
        if event.key() in _ENTER and not isinstance(QApplication.focusWidget(), QAbstractButton):
            self._on_enter()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        """Take the current row, or wait for the rows of what was typed; before that nobody saw any."""
        if not self._behind or self._moved:
            self._take()
        elif self.edit.text().strip():
            self._enter_waits = True
            self.set_note(self.tr("Looking for “{}”…").format(self.edit.text().strip()))

    def _take(self) -> None:
        if self.list.currentRow() >= 0:
            self._on_clicked(self.list.currentItem())

    def _value(self) -> object:
        row = self.list.currentRow()
        choice = self.list.item(row).data(_VALUE) if row >= 0 else None
        return choice.value if isinstance(choice, Choice) else None

    def _begin_text(self) -> None:
        self._behind, self._enter_waits, self._moved = self._outside, False, False

    def _move(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_MOST_ROWS}.get(
            Qt.Key(event.key()), _MOST_ROWS
        )
        count = self.list.count()
        if count == 0:
            return
        self._moved, self._enter_waits = True, False
        row = self.list.currentRow() + step
        self.list.setCurrentRow(row % count if abs(step) == 1 else max(0, min(count - 1, row)))

    def _fill(self) -> None:
        text = self.edit.text().strip()
        shown = self._choices if self._outside else matching(self._choices, text)
        extra = self._make(text) if self._make is not None and text else None
        self.list.clear()
        for choice in (*shown, *((extra,) if extra is not None else ())):
            self._add(choice)
        first = next((i for i, one in enumerate(shown) if one.value in self._marked), 0) if not text else 0
        self.list.setCurrentRow(first)
        if not self._outside:
            nothing = self.tr("Nothing like “{}” here").format(text) if text else self._empty
            self.set_note("" if self.list.count() else nothing)
        self._fit()

    def _add(self, choice: Choice) -> None:
        marked = choice.value in self._marked
        words = f"{choice.text}    {choice.hint}" if choice.hint else choice.text
        partly = not marked and choice.value in self._partly
        item = QListWidgetItem(f"{words}   ✓" if marked else f"{words}   –" if partly else words)
        if choice.icon is not None:
            item.setIcon(choice.icon)
        item.setData(_VALUE, choice)
        item.setToolTip(choice.text)
        said = self.tr("{}, chosen").format(choice.text) if marked else choice.text
        said = self.tr("{}, in some of them").format(choice.text) if partly else said
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setSizeHint(QSize(0, current().scaled(28)))
        self.list.addItem(item)

    def _fit(self) -> None:
        rows = min(self.list.count(), _MOST_ROWS, self.room() // current().scaled(28))
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(max(rows, 1) * current().scaled(28) + 4)
        self.fit()

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._begin_text()
        self.typed.emit(text)
        at_once = next(
            (one for one in self._choices if one.instant and one.instant == text.strip().lower()), None
        )
        if at_once is not None:
            self._pick(at_once)
        elif not self._outside:
            self._fill()

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        choice = item.data(_VALUE)
        if isinstance(choice, Choice):
            self._pick(choice)

    def _pick(self, choice: Choice) -> None:
        if self._many:
            self.edit.clear()
        else:
            self.leave()
        self.picked.emit(choice.value)


def matching(choices: Sequence[Choice], text: str) -> list[Choice]:
    """Return the rows that contain every typed word, those that start with the text first."""
    wanted = text.casefold().split()
    if not wanted:
        return list(choices)
    found = [one for one in choices if all(word in f"{one.text} {one.keys}".casefold() for word in wanted)]
    start = text.casefold()
    return sorted(found, key=lambda one: not one.text.casefold().startswith(start))
