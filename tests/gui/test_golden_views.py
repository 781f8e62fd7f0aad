"""How the board, an issue's own window with files, the settings and the glance look, pixel by pixel."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QImage, QImageWriter
from pytestqt.qtbot import QtBot

from gui.detail.pictures import ROW
from gui.settings_dialog import SettingsDialog
from gui.theme import Mode
from store.attachment_files import Source
from store.attachment_requests import Attach
from store.lookups import FindIssue
from tests.gui.test_golden import MODES, OPEN_ISSUE, Look, _same_everywhere, golden, look, sample, show
from tests.helpers.golden import Golden, fingerprint, plain
from tests.helpers.window import Opened, open_window

__all__ = ["_same_everywhere", "golden", "look"]


def attach(opened: Opened, folder: Path) -> None:
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    assert QImageWriter(str(folder / "low water.png")).write(image)
    (folder / "minutes of the meeting.txt").write_text("x" * 5000)
    uid = opened.store.writer.submit(FindIssue(OPEN_ISSUE)).result(10).uid
    names = ("low water.png", "minutes of the meeting.txt")
    opened.store.do(Attach(uid, tuple(Source(folder / name) for name in names)))
    opened.settled()


@pytest.mark.parametrize("mode", MODES)
def test_board(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path, mode: Mode) -> None:
    look(mode)
    with open_window(qtbot, tmp_path, sample()) as opened:
        show(opened, OPEN_ISSUE)
        opened.window.registry["view.board"].trigger()
        opened.wait(lambda: bool(opened.window.board.cards.columns))
        opened.settled()
        golden.check(opened.window, f"board-{mode}")


def test_around_the_list(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path) -> None:
    look("light")
    with open_window(qtbot, tmp_path, sample(), size=(900, 600)) as opened:
        window = opened.window
        show(opened, OPEN_ISSUE)
        qtbot.keyClick(window.issues, Qt.Key.Key_Space)
        opened.settled()
        card = window.later.peeking.card
        assert card is not None
        golden.check(card, "peek-light")
        qtbot.keyClick(window.issues, Qt.Key.Key_Escape)

        window.registry["settings.open"].trigger()
        dialog = window.findChild(SettingsDialog)
        assert dialog is not None
        opened.wait(dialog.isActiveWindow)
        golden.check(dialog, "settings-light")
        dialog.reject()

        attach(opened, tmp_path)
        window.activateWindow()
        opened.wait(window.isActiveWindow)
        # Where a test before left the pointer, a text of the new window may show its buttons below it.
        QCursor.setPos(QPoint(0, 0))
        window.registry["issue.window"].trigger()
        own = window.own.seen[0]
        opened.wait(lambda: own.isActiveWindow() and own.pane.subject.uid == own.uid)
        opened.settled()
        files = own.pane.body.attachments
        opened.wait(lambda: len(files.rows) == 2)
        # A picture is read when its row is painted, and decoded behind the window.
        opened.wait(lambda: own.pane.subject.pictures.get(files.rows[0].file, ROW) is not None)
        opened.settled()
        seen: list[str] = []

        def stands_still() -> bool:
            seen.append(fingerprint(plain(own.grab().toImage())))
            return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

        opened.wait(stands_still)
        golden.check(own, "own-window-light")
