"""Asks what is to become of the issues below those that are to be deleted; the default keeps everything."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui import dialog_parts, icons
from gui.i18n import number, plural
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Theme
from gui.wording import issue_name, status_name
from store.outlook_requests import Family

_WIDTH = 560
"""Of the list, in device-independent pixels at zoom 1."""
_LINES = 8
"""Lines that are seen without scrolling."""


class BelowDialog(QDialog):
    """Shows one Family; what is chosen goes out as a signal. Window's thread."""

    all_wanted = Signal()
    only_wanted = Signal()

    def __init__(self, family: Family, chosen: int, look: Theme, parent: QWidget) -> None:
        """chosen: how many issues are to be deleted without those below them."""
        super().__init__(parent)
        self.setObjectName("below_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = (
            issue_name("", family.title)
            if chosen == 1
            else _issues(self.tr("%n issue(s)", "", chosen), chosen)
        )
        words = self.tr("Move {what} to the trash?").format(what=name)
        self.setWindowTitle(words)
        self.setAccessibleName(words)
        self.headline = dialog_parts.label(self, "heading")
        self.headline.setText(words)
        self.said = dialog_parts.label(self)
        n = family.count
        below = _issues(self.tr("%n issue(s) below it", "", n), n)
        if chosen > 1:
            below = _issues(self.tr("%n issue(s) below them that are not selected", "", n), n)
        self.said.setText(
            self.tr("{below}, {open} of them open:").format(below=below, open=number(family.open))
        )
        self.list = self._list(family, look)
        self.more = dialog_parts.label(self, "muted")
        self.more.setText(self.tr("and {n} more").format(n=number(n - len(family.first))))
        self.more.setVisible(n > len(family.first))
        self.keep = dialog_parts.button(self, self.tr("Keep everything"), self.reject)
        self.keep.setDefault(True)
        only = self.tr("Only this one; those below stay") if chosen == 1 else self.tr("Only those selected")
        self.only = dialog_parts.button(self, only, self._take_only)
        everything = _issues(self.tr("Move all %n to the trash", "", n + chosen), n + chosen)
        self.all = dialog_parts.button(self, everything, self._take_all)
        self._lay_out(look)

    def _lay_out(self, look: Theme) -> None:
        for label in (self.headline, self.said, self.more):
            label.setFixedWidth(look.scaled(_WIDTH))
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.all)
        buttons.addWidget(self.only)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        for widget in (self.headline, self.said, self.list, self.more):
            column.addWidget(widget)
        column.addSpacing(SPACE_XS)
        column.addLayout(buttons)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, family: Family, look: Theme) -> QTreeWidget:
        items: list[QTreeWidgetItem] = []
        for one in family.first:
            item = QTreeWidgetItem([one.id, one.title])
            item.setIcon(0, icons.status_icon(one.status, look.palette))
            said = f"{one.id}, {one.title}, {status_name(one.status)}"
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(1, one.title)
            items.append(item)
        shown = dialog_parts.lines(self, self.said.text(), items, look.scaled(_WIDTH), _LINES)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return shown

    @Slot()
    def _take_all(self) -> None:
        self.accept()
        self.all_wanted.emit()

    @Slot()
    def _take_only(self) -> None:
        self.accept()
        self.only_wanted.emit()


def _issues(text: str, n: int) -> str:
    return plural(text, n).replace(str(n), number(n), 1)
