"""What was saved of a damaged tracker and what was not, until somebody has read it. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gui.backup_words import issues_words
from gui.difference_dialog import DifferenceDialog
from gui.i18n import plural
from gui.theme import Theme
from store.salvaging import Salvaged

translate = QCoreApplication.translate
_NAMED = 12
"""More ids stand in the report only."""


class SalvagedDialog(DifferenceDialog):
    """The same as the report in short, and the way to it."""

    def __init__(self, saved: Salvaged, look: Theme, parent: QWidget) -> None:
        headline = translate("SalvagedDialog", "{issues} saved, but not everything")
        take = translate("SalvagedDialog", "Show the &folder")
        super().__init__(headline.format(issues=issues_words(saved.issues)), take, look, parent)
        self.setObjectName("salvaged_dialog")
        self._saved = saved
        self.wanted.connect(self._show_folder)
        self.show_parts(_where_words(saved), _parts(saved))
        self._show_buttons(self.tr("Close"), take=saved.aside is not None)

    @Slot()
    def _show_folder(self) -> None:
        if self._saved.aside is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.aside.parent)))


def tell(saved: Salvaged, look: Theme, parent: QWidget) -> None:
    """Show it where something was lost."""
    if saved.lost or saved.partial:
        SalvagedDialog(saved, look, parent).open()


def _where_words(saved: Salvaged) -> str:
    words: list[str] = []
    if saved.aside is not None:
        words.append(translate("Rescue", "The damaged file is {file}.").format(file=saved.aside.name))
    if saved.report is not None:
        words.append(
            translate("SalvagedDialog", "What could not be saved is listed beside it, in {file}.").format(
                file=saved.report.name
            )
        )
    return " ".join(words)


def _parts(saved: Salvaged) -> list[tuple[str, list[str]]]:
    parts: list[tuple[str, list[str]]] = []
    if saved.lost:
        parts.append((translate("SalvagedDialog", "Not saved"), [*saved.lost]))
    if n := saved.partial:
        ids = ", ".join(saved.partial_ids[:_NAMED])
        more = " …" if n > _NAMED else ""
        words = translate("SalvagedDialog", "Only a part of %n issue(s)", "", n)
        parts.append((plural(words, n), [f"{ids}{more}"]))
    return parts
