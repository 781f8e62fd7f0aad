"""The line in which a new issue is typed, with chips of what was understood; several lines make several."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.capture_chips import CaptureChips
from gui.detail.look import themed_icon
from gui.i18n import number
from gui.theme import SPACE_S, set_look_of
from store.capture import Captured, Part, capture, capture_lines
from store.times import Clock

Now = Callable[[], str]


class CaptureLine(QWidget):
    """Lives on the window's thread. Enter asks for the issues; the text stays until they are made."""

    entered = Signal(object)
    """A tuple of store.capture.Captured, one for each issue that is to be made."""
    escaped = Signal()
    rubbed_out = Signal()
    """Backspace, where there is no letter to take away."""

    def __init__(self, parent: QWidget, now: Now | None = None) -> None:
        super().__init__(parent)
        self.now = now or Clock().now
        self.actor = ""
        """Whom @me means."""
        self._asked: tuple[Captured, ...] = ()
        self._asked_text = ""
        self._waits = False
        """Whether an answer is awaited."""
        self.edit = _TitleLine(self)
        self.edit.setPlaceholderText(self.tr("Title, and if you like !1 #label @name due:fri"))
        self.edit.setToolTip(
            self.tr(
                "!1 priority · #label · @name · due:fri · when:+2w · type:bug · ^id of the epic\n"
                "A backslash keeps a word in the title: \\#label"
            )
        )
        self.chips = CaptureChips(self)
        self._offer = QWidget(self)
        self._several = QPushButton(self._offer)
        set_look_of(self._several, "kind", "primary")
        self._one = QPushButton(self.tr("Make one issue"), self._offer)
        self._one.setToolTip(self.tr("The first line is its title, the others its description"))
        self._description = ""
        self.described = QPushButton(self.tr("With the description of the template"), self)
        self.described.setToolTip(self.tr("A click leaves it out"))
        set_look_of(self.described, "kind", "link")
        set_look_of(self.described, "role", "start")
        self.described.setIcon(themed_icon("x"))
        self.described.hide()
        self._fault = QLabel(self)
        set_look_of(self._fault, "kind", "danger")
        self._fault.setWordWrap(True)
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.edit.returnPressed.connect(self._enter)
        self.edit.escaped.connect(self.escaped)
        self.edit.rubbed_out.connect(self.rubbed_out)
        self.edit.textChanged.connect(self._on_text)
        self.edit.textEdited.connect(self._on_edited)
        self.chips.chosen.connect(self._on_chosen)
        self.described.clicked.connect(self._undescribe)
        self._several.clicked.connect(self._enter)
        self._one.clicked.connect(self._enter_one)

    @property
    def text(self) -> str:
        """What is typed and not made yet."""
        return self.edit.text()

    @property
    def fault(self) -> str:
        """Why nothing was made, "" while there is no reason to say so."""
        return "" if self._fault.isHidden() else self._fault.text()

    def set_writable(self, writable: bool) -> None:
        """Take keys, or only show what is there."""
        self.edit.setReadOnly(not writable)
        self._offer.setEnabled(writable)

    def captured(self) -> tuple[Captured, ...]:
        """What Enter would make."""
        return self.read(self.text)

    def read(self, text: str) -> tuple[Captured, ...]:
        """What such a text would make."""
        return capture_lines(text, self.now(), self.actor)

    def made(self, wanted: tuple[Captured, ...]) -> None:
        """Make room for the next one; words typed meanwhile stay."""
        self._waits = self._waits and bool(self._asked) and wanted != self._asked
        if wanted == self._asked and self.text == self._asked_text:
            self.clear()

    def begin(self, text: str, place: int, description: str | None = None) -> None:
        """Show a text with the keyboard at that place of it. description: what it gets, if other."""
        self.edit.setText(text)
        self.edit.setCursorPosition(place)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if description is not None:
            self._description = description
            self.described.setVisible(bool(description))
        self._asked = ()

    def clear(self) -> None:
        """Forget what is typed."""
        self.edit.clear()
        self._undescribe()
        self.show_fault("")

    def show_fault(self, text: str) -> None:
        """Say why nothing was made; the words stay, also where the next ones were begun over them."""
        if self._waits and text and self.text != self._asked_text:
            self.edit.setText(f"{self._asked_text} {self.text}")
        self._asked, self._waits = (), False
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        set_look_of(self.edit, "kind", "danger" if text else "")
        self.edit.setAccessibleDescription(text)

    def _lay_out(self) -> None:
        offer = QHBoxLayout(self._offer)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.setSpacing(SPACE_S)
        offer.addWidget(self._several)
        offer.addWidget(self._one)
        offer.addStretch(1)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE_S)
        self.head.addWidget(self.edit, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(self.head)
        column.addWidget(self.chips)
        column.addWidget(self.described, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._offer, self._fault):
            column.addWidget(widget)
        self._offer.hide()
        self._fault.hide()

    @Slot()
    def _enter(self) -> None:
        self._ask(self.captured())

    @Slot()
    def _enter_one(self) -> None:
        title, _, rest = self.text.strip().partition("\n")
        self._ask((capture(title, self.now(), self.actor).with_description(rest.strip()),))

    @Slot()
    def _undescribe(self) -> None:
        if self.described.hasFocus():
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._description = ""
        self.described.hide()

    def _ask(self, wanted: tuple[Captured, ...]) -> None:
        if self._description:
            wanted = tuple(one.with_description(one.description or self._description) for one in wanted)
        # Enter twice before the answer is one issue, not two.
        if wanted and wanted != self._asked and not self.edit.isReadOnly():
            self._asked, self._asked_text, self._waits = wanted, self.text, True
            # What is typed before the answer is here begins the next one.
            self.edit.selectAll()
            self.entered.emit(wanted)

    @Slot(str)
    def _on_text(self, _text: str) -> None:
        found = self.captured()
        self.chips.show_parts(found[0] if len(found) == 1 else None, self.now())
        if len(found) > 1:
            self._several.setText(self.tr("Make {n} issues").format(n=number(len(found))))
            self._several.adjustSize()
        self._offer.setVisible(len(found) > 1)
        if not self._fault.isVisible():
            self.edit.setAccessibleDescription(self.chips.words)

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        self._asked = ()
        if not self._fault.isHidden():
            self.show_fault("")
            self.edit.setAccessibleDescription(self.chips.words)

    @Slot(object)
    def _on_chosen(self, part: Part) -> None:
        self.edit.setSelection(part.start, part.end - part.start)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class _TitleLine(QLineEdit):
    """A line edit that tells of Escape, and of Backspace where nothing is before the cursor."""

    escaped = Signal()
    rubbed_out = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of these; everything else is text."""
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Backspace and at_start and not event.isAutoRepeat():
            self.rubbed_out.emit()
        else:
            super().keyPressEvent(event)
