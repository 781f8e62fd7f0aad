"""The line above the columns: what they stand for. Window's thread."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from gui.theme import SPACE_L, SPACE_S, SPACE_XS, set_look_of


class BoardHead(QWidget):
    """Offers the actions that choose the field of the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        words = QLabel(self.tr("Board by"), self)
        set_look_of(words, "role", "caption")
        self.button = QToolButton(self)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.button)
        self.button.setMenu(self._menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE_L, SPACE_XS, SPACE_S, SPACE_XS)
        line.setSpacing(SPACE_XS)
        line.addWidget(words)
        line.addWidget(self.button)
        line.addStretch(1)
        self._groups = QLabel(self.tr("Groups are shown in the list only"), self)
        set_look_of(self._groups, "role", "caption")
        self._groups.hide()
        line.addWidget(self._groups)

    def offer(self, actions: list[QAction]) -> None:
        """Put the actions into the menu of the button."""
        self._menu.addActions(actions)

    def tell_groups(self, *, grouped: bool) -> None:
        """Say what becomes of the groups that the list has."""
        self._groups.setVisible(grouped)

    def show_field(self, name: str) -> None:
        """Say what the columns stand for."""
        self.button.setText(name)
        self.button.setAccessibleName(self.tr("Board by {field}").format(field=name))
