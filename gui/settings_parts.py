"""What pages of settings are made of: a column that scrolls, and controls that are actions. GUI thread."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui import dialog_parts
from gui.actions import Actions
from gui.theme import SPACE_L, SPACE_XS, current, set_look_of

BOX, RING = 24, 4
"""From the edge of a check box to its words, in pixels at zoom 1, and the room of its focus ring."""


class Page(QScrollArea):
    """One column of settings: a name, the control below it, and a sentence on what it does."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = title
        self.setAccessibleName(title)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its controls take the keyboard, and are brought into sight by that: Qt does it within the page only.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.body = QWidget(self)
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        self._column.setSpacing(SPACE_XS)
        self._column.addStretch(1)
        self.setWidget(self.body)

    def add(self, control: QWidget, name: str = "", words: str = "", *, wide: bool = False) -> None:
        """Add a control at the end. name: what stands above it and screen readers say; words: below it."""
        if self._column.count() > 1:
            self._put(None)
        if name:
            above = dialog_parts.label(self.body, "strong")
            above.setText(name)
            above.setBuddy(control)
            control.setAccessibleName(name)
            self._put(above)
        control.setAccessibleDescription(words)
        row = QHBoxLayout()
        row.addWidget(control, 1 if wide else 0)
        if not wide:
            row.addStretch(1)
        self._column.insertLayout(self._column.count() - 1, row)
        if words:
            below = self.say(words)
            if isinstance(control, QCheckBox):
                # Below the box's own words, which also tells it from the sentence of a control above.
                below.setIndent(current().scaled(BOX) + RING)

    def say(self, words: str, kind: str = "") -> QLabel:
        """Add a sentence at the end."""
        below = dialog_parts.label(self.body, "muted")
        below.setText(words)
        if kind:
            set_look_of(below, "kind", kind)
        self._put(below)
        return below

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    def _put(self, widget: QWidget | None) -> None:
        """Before the stretch; None is the gap between two settings."""
        place = self._column.count() - 1
        if widget is None:
            self._column.insertSpacing(place, SPACE_L - SPACE_XS)
        else:
            self._column.insertWidget(place, widget)


class ActionBox(QCheckBox):
    """A checkable action as a box: it shows what is, also where the action refuses."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(action.text().replace("&", ""), parent)
        self._action = action
        self.setChecked(action.isChecked())
        self.clicked.connect(self._choose)
        action.toggled.connect(self.setChecked)

    @Slot()
    def _choose(self) -> None:
        if self.isChecked() != self._action.isChecked():
            self._action.trigger()
        self.setChecked(self._action.isChecked())


class Choices(QComboBox):
    """A list whose wheel scrolls the page and changes nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ActionChoices(Choices):
    """The actions of one group as a list of which one is chosen. names: what they are called here, by id."""

    def __init__(self, registry: Actions, names: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._registry = registry
        for name, words in names.items():
            self.addItem(words, name)
            registry[name].toggled.connect(self._follow)
        self.activated.connect(self._choose)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        for place in range(self.count()):
            if self._registry[self.itemData(place)].isChecked():
                self.setCurrentIndex(place)

    @Slot(int)
    def _choose(self, place: int) -> None:
        action = self._registry[self.itemData(place)]
        if not action.isChecked():
            action.trigger()


def action_button(registry: Actions, name: str, slot: object, parent: QWidget) -> QPushButton:
    """Return a button with an action's words; its object name is the action's id."""
    made = dialog_parts.button(parent, registry[name].text().replace("&", ""), slot)
    made.setObjectName(name)
    made.setEnabled(registry[name].isEnabled())
    return made
