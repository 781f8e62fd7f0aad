"""Asks for a file to write. Window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_copy_target(parent: QWidget, tracker: Path, then: Callable[[str], None]) -> None:
    """Ask where a complete copy of a tracker is to go; `then` is a bound slot."""
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent, translate("TargetDialogs", "Save a complete copy"))
    dialog.setNameFilter(translate("TargetDialogs", "Trackers (*.strandline)"))
    name = translate("TargetDialogs", "{name} copy").format(name=tracker.stem)
    ask_target(dialog, f"{name}{tracker.suffix}", then)


def ask_target(dialog: QFileDialog, name: str, then: Callable[[str], None]) -> None:
    """Ask for a file to write, under a name that fits; an existing one has to be confirmed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(then)
    dialog.open()
