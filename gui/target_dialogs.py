"""Asks for a file to write. Window's thread."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from store import places


def folder_for(tracker: Path, beads: Path | None = None) -> Path:
    """Where a dialog is to begin: in the project, else beside the tracker, else at home.

    Not in the current directory, which is that of whatever has started the program; and not in the
    program's own folder, where nobody looks for files. beads: the project's .beads folder.
    """
    if beads is not None:
        return beads.parent
    if not tracker.name or tracker.is_relative_to(Path(os.path.realpath(places.data_dir()))):
        return Path.home()
    return tracker.parent


def ask_copy_target(
    parent: QWidget,
    tracker: Path,
    then: Callable[[str], None],
    folder: Path | None = None,
    called: str = "",
) -> None:
    """Ask where a complete copy of a tracker is to go; `then` is a bound slot. called: how people name it."""
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent, translate("TargetDialogs", "Save a complete copy"))
    dialog.setNameFilter(translate("TargetDialogs", "Trackers (*.strandline)"))
    name = translate("TargetDialogs", "{name} copy").format(name=called or tracker.stem)
    ask_target(dialog, f"{name}{tracker.suffix}", then, folder or folder_for(tracker))


def ask_target(dialog: QFileDialog, name: str, then: Callable[[str], None], folder: Path) -> None:
    """Ask for a file to write, under a name that fits; an existing one has to be confirmed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.setDirectory(str(folder))
    dialog.selectFile(name)
    dialog.fileSelected.connect(then)
    dialog.open()
