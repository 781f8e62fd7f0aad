"""The quit sheet's details: folded away, shown, kept up to date, copied. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from gui import icons
from gui.closing_state import ClosingState
from gui.quit_details import details_text
from gui.theme import SPACE_L, Theme, set_look_of

_LINES = 14


class DetailsFold(QObject):
    """Two buttons and a text, which the sheet lays out."""

    def __init__(self, state: ClosingState, theme: Theme, sheet: QWidget) -> None:
        super().__init__(sheet)
        self._state = state
        self._theme = theme
        self.text = QPlainTextEdit(sheet)
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        # A path has no spaces: else it would need a scroll bar of its own.
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Details"))
        self.fold = QPushButton(self.tr("D&etails"), sheet)
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self.show_text)
        self.copy = QPushButton(self.tr("Copy details"), sheet)
        self.copy.clicked.connect(self._copy)
        for button in (self.fold, self.copy):
            button.setAutoDefault(False)
            set_look_of(button, "kind", "flat")
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.text, self._copy)

    @property
    def being_read(self) -> bool:
        """Whether the keyboard is here."""
        return self.text.hasFocus() or self.fold.hasFocus()

    @Slot(bool)
    def show_text(self, shown: bool) -> None:
        """Fold or unfold."""
        self.fold.setChecked(shown)
        palette = self._theme.palette
        self.fold.setIcon(icons.icon("chevron-down" if shown else "chevron-right", palette.text_secondary))
        # Filled first: a text that comes after it is shown gets its scroll bar only at the next resize.
        self.refresh()
        self.text.setVisible(shown)
        self.copy.setVisible(shown)

    def refresh(self) -> None:
        """Say what is known now, unless it is folded away."""
        if not self.fold.isChecked():
            return
        text = details_text(self._state.progress, self._state.tracker_path)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)

    def restyle(self, width: int) -> None:
        """Take over the theme's font and sizes. width: of the text, in pixels."""
        self.text.setFont(self._theme.font("mono"))
        self.text.setFixedHeight(round(self.text.fontMetrics().lineSpacing() * _LINES) + SPACE_L)
        self.text.setFixedWidth(width)
        self.fold.setIconSize(QSize(self._theme.icon_px, self._theme.icon_px))
        self.show_text(self.fold.isChecked())

    @Slot()
    def _copy(self) -> None:
        chosen = self.text.textCursor().selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")
        QGuiApplication.clipboard().setText(chosen or self.text.toPlainText())
