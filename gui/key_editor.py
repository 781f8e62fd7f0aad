"""Below the list of shortcuts: the keys of one action, and what can be done about them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.actions import Actions, shown_key
from gui.key_bindings import KeyBindings
from gui.key_field import KeyField
from gui.key_rules import begins, refusal
from gui.theme import SPACE_M, SPACE_S, set_look_of


class KeyEditor(QFrame):
    """Idle, asking for a key, or asking what to do about one that is taken. Lives on the window's thread."""

    left = Signal()
    """It asks nothing any more; the keyboard belongs to the list again."""

    def __init__(self, registry: Actions, bindings: KeyBindings, parent: QWidget) -> None:
        super().__init__(parent)
        self._registry, self._bindings = registry, bindings
        self._name = ""
        self._adds = False
        self._begun = ""
        """The first key of two."""
        self._wanted = ""
        """A key that others have."""
        set_look_of(self, "role", "card")
        self._title = QLabel(self)
        set_look_of(self._title, "role", "strong")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self.field = KeyField(self)
        self.field.setMinimumWidth(200)
        self.change = self._button(self.tr("Change…"), self._ask_other)
        self.add = self._button(self.tr("Add another…"), self._ask_more)
        self.remove = self._button(self.tr("Take away"), self._remove)
        self.reset = self._button(self.tr("Reset"), self._reset)
        self.take = self._button(self.tr("Take it away there"), self._take)
        self.other = self._button(self.tr("Choose another"), self._ask_again)
        set_look_of(self.take, "kind", "primary")
        # A layout that was made of all of them would be as wide as all of them.
        self._show()
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.field)
        for button in (self.take, self.other, self.change, self.add, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addLayout(buttons)
        self.field.pressed.connect(self._on_pressed)
        self.field.given_up.connect(self.leave)

    @property
    def words(self) -> str:
        """What is said about the action's keys."""
        return self._words.text()

    def show_action(self, name: str) -> None:
        """Show the keys of an action; "" for none."""
        self._name = name
        self._rest()

    @Slot()
    def leave(self) -> None:
        """Ask nothing any more."""
        self._rest()
        self.left.emit()

    @Slot()
    def _ask_other(self) -> None:
        self._ask(adds=False)

    @Slot()
    def _ask_more(self) -> None:
        self._ask(adds=True)

    @Slot()
    def _ask_again(self) -> None:
        self._ask(adds=self._adds)

    @Slot()
    def _remove(self) -> None:
        self._bindings.choose(self._name)
        self.leave()

    @Slot()
    def _reset(self) -> None:
        self._bindings.reset(self._name)
        self.leave()

    @Slot()
    def _take(self) -> None:
        self._choose(self._wanted)

    @Slot(object)
    def _on_pressed(self, key: str) -> None:
        """Take a key, or say what is against it."""
        key = f"{self._begun}, {key}" if self._begun else key
        if why := refusal(key):
            self._say(why, kind="danger")
        elif not self._begun and begins(key, self._bindings.keys):
            self._begun = key
            self.field.setText(self.tr("{key} then …").format(key=shown_key(QKeySequence(key))))
        elif holders := self._bindings.holders(self._name, key):
            self._show_taken(key, holders)
        else:
            self._choose(key)

    def _choose(self, key: str) -> None:
        before = self._bindings.keys[self._name] if self._adds else ()
        self._bindings.choose(self._name, *(one for one in before if one != key), key)
        self.leave()

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    # States

    def _rest(self) -> None:
        name = self._name
        self._begun = self._wanted = ""
        self.setVisible(bool(name))
        if not name:
            return
        keys = self._registry.keys(name)
        self._title.setText(self._registry.words(name))
        shown = self.tr(" or ").join(shown_key(key) for key in keys)
        self._say(shown or self.tr("No key. It is in the menus and in the palette."), kind="")
        self._show(self.change, *((self.add, self.remove) if keys else ()), self.reset)
        self.reset.setEnabled(name in self._bindings.touched)

    def _ask(self, *, adds: bool) -> None:
        self._adds = adds
        self._begun = self._wanted = ""
        self.field.clear()
        self._say(self.tr("Press the key that is wanted. Esc keeps what was."), kind="")
        self._show(self.field)
        self.field.setFocus()

    def _show_taken(self, key: str, holders: list[str]) -> None:
        self._wanted = key
        names = self.tr("” and “").join(self._registry.words(name) for name in holders)
        text = self.tr("{key} is “{action}”.").format(key=shown_key(QKeySequence(key)), action=names)
        self._say(text, kind="warning")
        self._show(self.take, self.other)
        self.other.setFocus()

    def _say(self, text: str, *, kind: str) -> None:
        self._words.setText(text)
        set_look_of(self._words, "kind", kind)

    def _show(self, *shown: QWidget) -> None:
        for widget in (self.field, self.take, self.other, self.change, self.add, self.remove, self.reset):
            widget.setVisible(widget in shown)
