"""The program without a screen, in which somebody types a comment, a word a moment, until it is killed.

`python -m tests.helpers.typing_window TRACKER`
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.desk import Desk
from gui.settings import Settings
from store import places


class _Hand(QObject):
    """Types while the window lives."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = 0
        self._timer = QTimer(self)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self._type)
        self._timer.start()

    @Slot()
    def _type(self) -> None:
        window = self._desk.window
        if window.is_complete and window.detail.subject.detail is not None:
            box = window.detail.body.comments.box
            box.setFocus()
            QTest.keyClicks(box, f"word{self._words} ")
            self._words += 1


def main(tracker: Path) -> int:
    """Until somebody ends it."""
    app = QApplication(sys.argv[:1])
    settings = Settings(places.data_dir() / "settings.ini")
    settings.set_flag("tips/shown", False)
    desk = Desk(app, settings, theme.apply(app, "light"), "ann")
    desk.start(tracker)
    hand = _Hand(desk)
    code = app.exec()
    del hand
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
