"""The search box: filters the list while one types, and shows in place what is wrong with a query."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QProxyStyle, QStyle, QStyleOption, QWidget

from gui import icons
from gui.chip_edit import ChipEdit
from gui.theme import ICON_SIZE, Theme, set_look_of
from store.query import BadQuery


class SearchBox(ChipEdit):
    """One line of query text. Lives on the window's thread."""

    query_changed = Signal(object)
    """The text, at once: of questions that pile up the list drops all but the last."""
    left = Signal()
    """Escape in an empty box, Enter or Down: the keyboard belongs to the list again."""
    fault_changed = Signal(object)
    """The BadQuery of a text that cannot be read, or None."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._fault: BadQuery | None = None
        self._sent = ""
        self._leaving = False
        self._icons: _LineIcons | None = None
        # To a screen reader it is a button, so it has a name and does what that says.
        self._glass = QAction(self.tr("Search"), self)
        self._glass.triggered.connect(self.take_focus)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        # Qt's own button for this fades in and out.
        self._cross = QAction(self.tr("Clear search"), self)
        self._cross.setVisible(False)
        self._cross.triggered.connect(self.clear_now)
        self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self.setPlaceholderText(self.tr("Search, or is:ready label:ui priority:<=1"))
        self.setAccessibleName(self.tr("Search"))
        self.setAccessibleDescription(self.tr("Filters the list while you type; Escape clears it"))
        self.textChanged.connect(self._on_text)
        theme.changed.connect(self._recolour)
        self._recolour()

    @property
    def fault(self) -> str:
        """What is wrong with the query, or ""."""
        return str(self._fault) if self._fault is not None else ""

    def set_query(self, text: str) -> None:
        """Show a query that somebody else asks for; it is not asked again."""
        self._sent = text
        self.setText(text)

    @Slot()
    def take_focus(self) -> None:
        """Take the keyboard, with all text selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @Slot()
    def clear_now(self) -> None:
        """Empty the box, and ask for what is listed without words."""
        self.clear()

    def show_fault(self, fault: BadQuery | None) -> None:
        """Underline the part at fault, or take the underline away."""
        self._fault = fault
        wrong = fault is not None and not fault.unfinished
        set_look_of(self, "kind", "danger" if wrong else "")
        self.set_wave(fault if wrong else None)
        self.setAccessibleDescription(
            self.fault or self.tr("Filters the list while you type; Escape clears it")
        )
        self.setToolTip(self.fault)
        self.fault_changed.emit(fault)
        if fault is not None and self._leaving:
            # There is no list of this to go to, and the words have to be changed here.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._leaving = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears, then goes to the list; Enter and Down go there at once, unless there is a fault."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.clear_now()
            else:
                self.left.emit()
        elif key == Qt.Key.Key_Down or (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected_chip is None
        ):
            if self._fault is None:
                self._leaving = True
                self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_text(self) -> None:
        self._leaving = False
        if self._fault is not None:
            self.show_fault(None)
        self._cross.setVisible(bool(self.text()))
        if self.text() != self._sent:
            self._sent = self.text()
            self.query_changed.emit(self._sent)

    @Slot()
    def _recolour(self) -> None:
        if self._icons is None and self._theme.icon_px != ICON_SIZE:
            self._icons = _LineIcons(self._theme, self)
        if self._icons is not None:
            # Again with each style sheet: Qt ties a style of one's own to the sheet of that moment.
            self.setStyle(self._icons)
        self._cross.setIcon(icons.icon("x", self._theme.palette.text_muted, self._theme.icon_px))
        self._glass.setIcon(icons.icon("search", self._theme.palette.text_muted, self._theme.icon_px))


class _LineIcons(QProxyStyle):
    """Lets icons in a line grow: Qt paints 16 pixels of them, and no style sheet changes that."""

    def __init__(self, theme: Theme, line: SearchBox) -> None:
        super().__init__("Fusion")
        self.setParent(line)
        self._theme = theme

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return the length that text of this size wants."""
        if metric == QStyle.PixelMetric.PM_LineEditIconSize:
            return self._theme.icon_px
        return super().pixelMetric(metric, option, widget)
