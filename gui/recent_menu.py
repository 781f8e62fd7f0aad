"""The menu of the trackers that were opened last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.settings import Settings


class RecentMenu(QMenu):
    """Filled anew each time it opens. Lives on the window's thread."""

    chosen = Signal(object)
    """A path."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setTitle(self.tr("Open recent"))
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)
        self.fill()

    @Slot()
    def fill(self) -> None:
        """Put the remembered trackers into the menu."""
        self.clear()
        paths = self._settings.recent
        for path, name in zip(paths, recent_names(paths), strict=True):
            action = QAction(name.replace("&", "&&"), self)
            action.setToolTip(path)
            action.setData(path)
            action.triggered.connect(self._on_chosen)
            self.addAction(action)
        self.setEnabled(bool(self._settings.recent))

    @Slot()
    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(action.data())


def recent_names(paths: Sequence[str]) -> tuple[str, ...]:
    """Name trackers for people: a project by its folder, and equal names with where they are."""
    named = [(_name(Path(path)), Path(path)) for path in paths]
    often = Counter(name for name, _ in named)
    return tuple(name if often[name] == 1 else f"{name} ({_where(path)})" for name, path in named)


def _name(path: Path) -> str:
    return (path.parent.name if path.name == ".beads" else path.stem) or str(path)


def _where(path: Path) -> str:
    folder = path.parent.parent if path.name == ".beads" else path.parent
    home = Path.home()
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)
