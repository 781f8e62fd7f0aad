"""The issues that a change of many has left as they were, each with its reason; closing it loses nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui import dialog_parts
from gui.i18n import number, plural
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Theme
from store.answers import Refused

_WIDTH, _TITLE = 640, 220
"""Of the list and of its titles, in device-independent pixels at zoom 1."""
_LINES = 10
"""Lines that are seen without scrolling."""


class RefusedDialog(QDialog):
    """Lists them beside the window's work. Window's thread."""

    again_wanted = Signal()
    list_wanted = Signal()

    def __init__(
        self, refused: Sequence[Refused], total: int, look: Theme, parent: QWidget, *, others: bool
    ) -> None:
        """total: of which these are the first. others: whether the rest of the selection was changed."""
        super().__init__(parent)
        self.setObjectName("refused_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = left_words(total)
        self.setWindowTitle(words)
        self.setAccessibleName(words)
        self.headline = dialog_parts.label(self, "heading")
        self.headline.setText(words)
        self.said = dialog_parts.label(self, "muted")
        self.said.setText(
            self.tr("The others were changed; one Undo takes that back.")
            if others
            else self.tr("Nothing was changed.")
        )
        self.list = _list(self, words, refused, look)
        self.more = dialog_parts.label(self, "muted")
        self.more.setText(self.tr("and {n} more").format(n=number(total - len(refused))))
        self.more.setVisible(total > len(refused))
        self.show_them = dialog_parts.button(self, self.tr("Show them in the list"), self._show_them)
        self.again = dialog_parts.button(self, self.tr("Try these again"), self._try_again)
        self.leave = dialog_parts.button(self, self.tr("Leave them as they are"), self.reject)
        self.leave.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.show_them)
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        for widget in (self.headline, self.said, self.list, self.more):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_them(self) -> None:
        self.accept()
        self.list_wanted.emit()

    @Slot()
    def _try_again(self) -> None:
        self.accept()
        self.again_wanted.emit()


def left_words(n: int) -> str:
    """Say how many issues were not changed."""
    words = QCoreApplication.translate("RefusedDialog", "%n issue(s) left as before", "", n)
    return plural(words, n).replace(str(n), number(n), 1)


def _list(parent: QWidget, name: str, refused: Sequence[Refused], look: Theme) -> QTreeWidget:
    items = [QTreeWidgetItem([one.id, one.title, one.reason]) for one in refused]
    for item, one in zip(items, refused, strict=True):
        item.setToolTip(1, one.title)
        item.setToolTip(2, one.reason)
    shown = dialog_parts.lines(parent, name, items, look.scaled(_WIDTH), _LINES)
    shown.setColumnWidth(1, look.scaled(_TITLE))
    return shown
