"""The third pane: one issue, or what several selected ones have in common. Window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from gui.detail.awaited import Awaited
from gui.selected import Selected
from gui.theme import set_look_of

if TYPE_CHECKING:
    from gui.detail.many import ManyPane
    from gui.detail.pane import DetailPane


class DetailSide(QWidget):
    """Follows the selection: the detail while there is one issue, else the fields that all of them share.

    Until fill(), for which the first rows of the list do not wait, and until there is an answer it says only
    which issue is awaited.
    """

    many: ManyPane
    detail: DetailPane

    def __init__(self, selected: Selected, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_look_of(self, "role", "page")
        self._selected = selected
        self._pages = QStackedLayout(self)
        self.awaited = Awaited(self)

    def fill(self, detail: DetailPane, many: ManyPane) -> None:
        """Take over what is shown here, both made inside of this widget."""
        self.detail, self.many = detail, many
        self._pages.addWidget(detail)
        self._pages.addWidget(many)
        many.hide()
        self.awaited.raise_()
        detail.shown.connect(self.awaited.end)

    @property
    def several(self) -> bool:
        """Whether more than one issue is selected and shown."""
        return self._pages.currentIndex() == 1

    @Slot()
    def refresh(self) -> None:
        """Show what is selected now."""
        if self._selected.selected_count > 1:
            self.many.show_keys(self._selected.selected_keys)
            self._pages.setCurrentWidget(self.many)
            self.awaited.end()
        elif self.several:
            self.show_one()

    def show_one(self) -> None:
        """Show the detail of one issue, whatever is selected."""
        self._pages.setCurrentWidget(self.detail)
        self.many.show_keys(())

    def flush(self) -> None:
        """Send everything that was typed or picked here and is not sent yet."""
        if self._pages.count():
            self.many.flush()
            self.detail.flush()
