"""Says that files could not be attached where nobody sees it: their issue was left by then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gui.detail.attaching import Upload
from gui.trust_parts import NoteLink

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class UploadNews(QObject):
    """Speaks in the bar of one main window, for its own pane and the windows beside it. Window's thread."""

    def __init__(self, main: MainWindow) -> None:
        super().__init__(main)
        self._main = main
        main.detail.subject.attaching.failed.connect(self._tell)

    @Slot(object)
    def _tell(self, upload: Upload) -> None:
        main = self._main
        panes = (main.detail, *(window.pane for window in main.own.seen))
        if any(pane.isVisible() and pane.current_uid == upload.uid for pane in panes):
            return
        link = NoteLink(self.tr("Show"), partial(self._show, upload.uid))
        main.trust.note_with(" · ".join(upload.error.splitlines()), False, link)

    def _show(self, uid: str) -> None:
        self._main.detail.open_requested.emit(uid)
