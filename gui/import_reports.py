"""What imports had to say of their files: in the trust bar until it was read, whole on a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui import dialog_parts
from gui.import_words import needs_a_look, report_text, report_words
from gui.placing import centre
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from store.errors import KnownError
from store.import_reports import AskReports, ReportsRead

if TYPE_CHECKING:
    from gui.bridge import StoreBridge
    from gui.theme import Theme
    from gui.trust_bar import TrustBar
    from store.exchange_answers import Report

_WIDTH = 560
"""Of the text, in device-independent pixels at zoom 1."""
_LINES = 14
"""Lines of it that are seen without scrolling, at most."""


class ImportReports(QObject):
    """Asks the store for them, also when the tracker is opened again. Lives on the window's thread."""

    failed = Signal(object)
    """The error that kept them from being put away."""

    def __init__(self, bridge: StoreBridge, trust: TrustBar, look: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._trust = trust
        self._look = look
        self._window = window
        self._reports: tuple[Report, ...] = ()
        self.dialog: ReportDialog | None = None
        """The dialog that is open."""
        trust.report_requested.connect(self.show)

    @Slot()
    @Slot(object)
    def look(self, _imported: object = None) -> None:
        """Ask what nobody has read yet."""
        self._bridge.ask_quietly(AskReports(), self._on_reports, self._on_failed)

    def stop(self) -> None:
        """Show nothing more, as when the tracker is closed."""
        self._reports = ()
        if self.dialog is not None:
            self.dialog.reject()

    @Slot()
    def show(self) -> None:
        """Show them whole."""
        if not self._reports or self.dialog is not None:
            return
        dialog = self.dialog = ReportDialog(self._reports, self._look, self._window)
        dialog.finished.connect(self._on_closed)
        dialog.accepted.connect(self._put_away)
        dialog.open()

    def _on_reports(self, reports: tuple[Report, ...]) -> None:
        self._reports = reports
        problems = [one for report in reports for one in report.problems]
        self._trust.set_report(report_words(reports), quiet=not needs_a_look(problems))

    @Slot()
    def _on_closed(self) -> None:
        self.dialog = None

    @Slot()
    def _put_away(self) -> None:
        files = tuple(report.file for report in self._reports)
        self._bridge.ask_quietly(ReportsRead(files), self.look, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.failed.emit(error)


class ReportDialog(QDialog):
    """All that was wrong with some files: accepted puts it away, rejected leaves it in the bar."""

    def __init__(self, reports: tuple[Report, ...], look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("report_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.headline = dialog_parts.label(self, "heading")
        self.summary = dialog_parts.label(self)
        self.text = QPlainTextEdit(self)
        self.put_away = dialog_parts.button(self, self.tr("Take it off the bar"), self.accept)
        self.leave = dialog_parts.button(self, self.tr("Close"), self.reject)
        names = ", ".join(report.name for report in reports)
        self.headline.setText(self.tr("How {name} was read").format(name=names))
        self.summary.setText(
            self.tr("What could be read is in the tracker. Numbers are those of the file when it was read.")
        )
        self.setWindowTitle(self.headline.text())
        self.setAccessibleName(self.headline.text())
        self.setAccessibleDescription(self.summary.text())
        parts = [report_text(report) for report in reports]
        if len(reports) > 1:
            parts = [f"{one.name}\n\n{text}" for one, text in zip(reports, parts, strict=True)]
        self.text.setPlainText("\n\n\n".join(parts))
        self._lay_out(look)
        self.leave.setDefault(True)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        centre(self)

    def _lay_out(self, look: Theme) -> None:
        text = self.text
        text.setReadOnly(True)
        text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        text.setTabChangesFocus(True)
        text.setAccessibleName(self.headline.text())
        width, metrics = look.scaled(_WIDTH), text.fontMetrics()
        lines = 1 + sum(
            1 + metrics.horizontalAdvance(line) // (width - 2 * SPACE_L)
            for line in text.toPlainText().split("\n")
        )
        text.setFixedSize(width, round(metrics.lineSpacing() * min(lines, _LINES)) + SPACE_M)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.put_away)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        for widget in (self.headline, self.summary, text):
            column.addWidget(widget)
        column.addLayout(buttons)
