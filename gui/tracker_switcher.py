"""Goes to another tracker by a few letters of its name, in this window or in one of its own."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QProcess, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.detail.picker import Choice, Picker
from gui.recent_menu import recent_names
from gui.settings import Settings

WIDTH = 420
"""Pixels at zoom 1."""


class TrackerSwitcher(QObject):
    """Lists the trackers that were opened last. Lives on the window's thread.

    A window of its own is a process of its own: with its own threads, and its own way to close.
    """

    wanted = Signal(object)
    """A path, to be opened in this window."""

    def __init__(self, settings: Settings, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._settings, self._anchor = settings, anchor
        self._pickers: dict[bool, Picker] = {}

    @Slot()
    def switch(self) -> None:
        """Let the user choose what this window shows."""
        self._open(apart=False)

    @Slot()
    def open_apart(self) -> None:
        """Let the user choose what another window shows."""
        self._open(apart=True)

    def picker(self, *, apart: bool) -> Picker:
        """Return the list, made when it is first wanted. apart: that for another window."""
        if apart not in self._pickers:
            name = self.tr("Open in a new window") if apart else self.tr("Switch tracker")
            hint = self.tr("Open in a new window…") if apart else self.tr("Switch to…")
            empty = self.tr("No other tracker was opened yet: File, Open tracker…")
            picker = Picker(self._anchor, name, hint=hint, empty=empty, width=WIDTH)
            picker.picked.connect(self._on_apart if apart else self.wanted)
            self._pickers[apart] = picker
        return self._pickers[apart]

    def _open(self, *, apart: bool) -> None:
        paths = self._settings.recent
        named = zip(paths, recent_names(paths), strict=True)
        picker = self.picker(apart=apart)
        picker.open_at(self._anchor, [Choice(path, name, keys=path) for path, name in named])
        # The first is the one that is open: Enter goes to the one before it, and back again.
        picker.go_to(paths[min(1, len(paths) - 1)] if paths else None)

    @Slot(object)
    def _on_apart(self, path: object) -> None:
        open_process(str(path))


def open_process(*words: str) -> bool:
    """Start the program again with these words; a tracker that is open somewhere comes forward there."""
    return bool(QProcess.startDetached(sys.executable, ["-m", "gui", *words])[0])
