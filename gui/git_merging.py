"""Knows whether the open project lies in git, and shows how git merges its issues when somebody asks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from store.exchange_requests import SetUpGit
from store.lookups import FindGitMerge

if TYPE_CHECKING:
    from pathlib import Path

    from gui.bridge import StoreBridge
    from gui.git_dialog import GitDialog
    from gui.main_window import MainWindow
    from store.exchange_answers import GitMerge
    from store.places import Place


class GitMerging(QObject):
    """Lives on the window's thread; git itself runs on the store's threads."""

    def __init__(self, bridge: StoreBridge, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._file: Path | None = None
        self.dialog: GitDialog | None = None
        window.git_requested.connect(self.show)

    def open(self, place: Place | None) -> None:
        """Look at the project of the tracker that is open now; None for none."""
        self._window.state.set_git(there=False)
        if self.dialog is not None:
            self.dialog.close()
        self._file = None if place is None else place.jsonl
        if self._file is not None:
            self._bridge.ask(FindGitMerge(self._file), partial(self._on_found, self._file), _nothing)

    def _on_found(self, file: Path, now: GitMerge) -> None:
        if file == self._file:
            self._window.state.set_git(there=now.state != "none")

    @Slot()
    def show(self) -> None:
        """Open the dialog, once git has answered."""
        if self._file is not None:
            self._bridge.ask(FindGitMerge(self._file), partial(self._show, self._file), self._on_failed)

    def _show(self, file: Path, now: GitMerge) -> None:
        if file != self._file:
            return
        if self.dialog is None:
            from gui.git_dialog import GitDialog

            self.dialog = GitDialog(self._window.look, self._window)
            self.dialog.set_up_wanted.connect(self._set_up)
            self.dialog.removal_wanted.connect(self._remove)
            self.dialog.finished.connect(self._forget)
        self.dialog.show_state(now)
        self.dialog.open()

    @Slot(object)
    def _set_up(self, replace: bool) -> None:
        if self._file is not None:
            wish = SetUpGit(self._file, replace=replace)
            self._bridge.ask_quietly(wish, self._on_done, self._on_failed)

    @Slot()
    def _remove(self) -> None:
        if self._file is not None:
            wish = SetUpGit(self._file, remove=True)
            self._bridge.ask_quietly(wish, self._on_done, self._on_failed)

    def _on_done(self, now: GitMerge) -> None:
        if self.dialog is not None:
            self.dialog.show_state(now)

    def _on_failed(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.show_error(error)
        else:
            self._window.trust.note(str(error), quiet=False)

    @Slot()
    def _forget(self) -> None:
        self.dialog = None


def _nothing(_error: Exception) -> None:
    """The action stays as it is; asking for the dialog says why."""
