"""Scrolls the pane to what its user waits for: the caret, and what became of files that were brought."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.detail.attaching import Upload
from gui.detail.attachments import Attachments
from gui.detail.look import place_now
from gui.detail.subject import Subject

_AROUND = 12
"""Pixels that are seen below it, too."""


class IntoSight(QObject):
    """Lives on the window's thread. An upload into a text is seen there, at the caret."""

    def __init__(self, subject: Subject, files: Attachments, scroll: QScrollArea, body: QWidget) -> None:
        """body: what the scroll area shows."""
        super().__init__(scroll)
        self._subject, self._files, self._scroll, self._body = subject, files, scroll, body
        self._uid = ""
        self._known: frozenset[str] = frozenset()
        subject.caret_moved.connect(self.keep)
        subject.files_brought.connect(self._expect)
        subject.attaching.failed.connect(self._on_failed)

    @Slot(object, object)
    def keep(self, widget: QWidget, rect: QRect) -> None:
        """Have a part of a widget in sight."""
        place = widget.mapTo(self._body, rect.center())
        self._scroll.ensureVisible(place.x(), place.y(), 0, rect.height() + _AROUND)

    @Slot()
    def show_brought(self) -> None:
        """Scroll to the files that are new since some were brought; everything has its place by now."""
        detail = self._subject.detail
        if not self._uid or detail is None:
            return
        new = {file.uid for file in detail.attachments}.difference(self._known)
        if self._uid != self._subject.uid:
            self._uid = ""
        elif new:
            self._uid = ""
            if new.difference(row.file.uid for row in self._files.rows):
                self._files.show_all()
                place_now(self._scroll.viewport())
            # The last first: where there is no room for all of them, the first stays in sight.
            for row in reversed(self._files.rows):
                if row.file.uid in new:
                    self.keep(row, row.rect())

    @Slot()
    def _expect(self) -> None:
        detail = self._subject.detail
        if detail is not None:
            self._uid = detail.issue.uid
            self._known = frozenset(file.uid for file in detail.attachments)

    @Slot(object)
    def _on_failed(self, upload: Upload) -> None:
        """Show the reason: whoever brought files here is told nowhere else."""
        if upload.uid != self._uid:
            return
        self._uid = ""
        bar = next((one for one in self._files.uploads if one.upload is upload), None)
        if bar is not None:
            place_now(self._scroll.viewport())
            self.keep(bar, bar.rect())
