"""Text size and language: by key and by menu, and what the next start knows of them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.settings import Settings
from tests.helpers.window import issue_line, open_window


def test_text_grows_by_key_and_the_next_start_knows(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    settings = tmp_path / "settings.ini"
    with open_window(qtbot, tmp_path, [issue_line(1)]) as opened:
        issues, usual = opened.window.issues, theme.current().base_px
        room = opened.window.sidebar.width()
        try:
            qtbot.keyClick(issues, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
            assert theme.current().zoom == Settings(settings).zoom == 1.1
            assert theme.current().base_px == qapp.font().pixelSize() == round(usual * 1.1)
            assert opened.window.trust.said == "Text size: 110 %"
            assert opened.window.sidebar.width() > room
            qtbot.keyClick(issues, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
            assert theme.current().base_px == usual
            assert Settings(settings).zoom == 1.0
        finally:
            if theme.current().zoom != 1.0:
                theme.current().set_look("light", 1.0)


def test_a_language_is_taken_from_the_next_start_on_and_less_motion_at_once(
    qtbot: QtBot, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.ini"
    with open_window(qtbot, tmp_path, []) as opened:
        registry = opened.window.registry
        assert registry["language.system"].isChecked()
        registry["language.de"].trigger()
        assert Settings(settings).text("language") == "de"
        assert opened.window.trust.said == "From the next start: Deutsch"
        registry["motion.less"].trigger()
        assert theme.current().motion_ms == 0
        assert Settings(settings).flag("less_motion", False)
        registry["motion.less"].trigger()
        assert theme.current().motion_ms <= 120
        registry["language.system"].trigger()
        assert Settings(settings).text("language") == ""


def test_a_size_that_makes_no_sense_is_the_usual_one(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    for word in ("nan", "-3", "1e9", "large"):
        settings.set_text("zoom", word)
        assert settings.zoom == 1.0
