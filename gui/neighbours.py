"""What the window does about the programs that share a project's issue file: two bars, and the real bd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from gui.bd_runner import BdRunner
from gui.erased_bar import ErasedBar
from gui.git_merging import GitMerging
from gui.sharing_bar import SharingBar
from store.beads_project import Sharing

if TYPE_CHECKING:
    from gui.bridge import StoreBridge
    from gui.main_window import MainWindow
    from store.places import Place

_PATIENCE = 5.0
"""Seconds that bd gets at the end to finish what it was asked; its import is whole or not at all."""


class Neighbours(QObject):
    """Builds, connects and owns them. Lives on the window's thread."""

    said = Signal(object, bool)
    """Words, and whether they need no answer."""
    shared = Signal(object)
    """A Sharing: how the file is shared now, after each look and each choice."""

    def __init__(self, bridge: StoreBridge, window: MainWindow) -> None:
        super().__init__(window)
        self.erased = ErasedBar(bridge, window)
        self.sharing = SharingBar(bridge, window)
        self.bd = BdRunner(bridge, self)
        self.git = GitMerging(bridge, window)
        for bar in (self.erased, self.sharing):
            window.addToolBarBreak(Qt.ToolBarArea.BottomToolBarArea)
            window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, bar)
            bar.said.connect(self.said)
        window.sharing_requested.connect(self.sharing.offer)
        self.sharing.settled.connect(self._on_settled)
        self.erased.put_back.connect(self.bd.on_put_back)
        self.bd.said.connect(self.said)

    def open(self, place: Place) -> None:
        """Look at the project of the tracker that was opened."""
        self.sharing.open(place)
        self.git.open(place)
        self.erased.open()

    def close(self) -> None:
        """Say nothing more about a tracker that is gone."""
        self.sharing.open(None)
        self.git.open(None)
        self.erased.hide()

    def stop(self) -> None:
        """End bd, with some patience; for the end of the program."""
        self.bd.stop(_PATIENCE)

    @Slot(object)
    def on_imported(self, _imported: object) -> None:
        """The file came in: bd may have made its database since the last look, or have been switched over."""
        self.sharing.look()

    @Slot(object)
    def on_exported(self, exported: object) -> None:
        """The file was written by us."""
        self.bd.on_exported(exported)
        if self.sharing.sharing.way == "import-after":
            self.sharing.look()

    @Slot(object)
    def _on_settled(self, sharing: Sharing) -> None:
        self.bd.set_sharing(sharing)
        self.erased.set_writer(bd=sharing.project is not None and sharing.project.kind != "jsonl")
        self.shared.emit(sharing)
