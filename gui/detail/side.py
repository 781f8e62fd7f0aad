"""The third pane: one issue, or what several selected ones have in common. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from gui.detail.many import ManyPane
from gui.detail.pane import DetailPane
from gui.selected import Selected


class DetailSide(QWidget):
    """Follows the selection: the detail while there is one issue, else the fields that all of them share."""

    def __init__(self, detail: DetailPane, many: ManyPane, selected: Selected, parent: QWidget) -> None:
        super().__init__(parent)
        self.many = many
        self.detail = detail
        self._selected = selected
        self._pages = QStackedLayout(self)
        self._pages.addWidget(detail)
        self._pages.addWidget(many)
        many.hide()

    @property
    def several(self) -> bool:
        """Whether more than one issue is selected and shown."""
        return self._pages.currentWidget() is self.many

    @Slot()
    def refresh(self) -> None:
        """Show what is selected now."""
        if self._selected.selected_count > 1:
            self.many.show_keys(self._selected.selected_keys)
            self._pages.setCurrentWidget(self.many)
        elif self.several:
            self.show_one()

    def show_one(self) -> None:
        """Show the detail of one issue, whatever is selected."""
        self._pages.setCurrentWidget(self.detail)
        self.many.show_keys(())

    def flush(self) -> None:
        """Send everything that was typed or picked here and is not sent yet."""
        self.many.flush()
        self.detail.flush()
