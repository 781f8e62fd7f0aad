"""The guide in its window: whole, found in, gone through by keyboard, and nothing opened unasked."""

import importlib.util
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from gui.guide_window import GuideWindow
from tests.gui.test_accessible import nameless
from tests.helpers.set_up_files import shipping
from tests.helpers.window import Opened, issue_line, open_window

ROOT = Path(__file__).resolve().parents[2]


def open_guide(opened: Opened) -> GuideWindow:
    opened.qtbot.keyClick(opened.window.issues, Qt.Key.Key_F1)
    guide = opened.window.later.guidance.guide
    assert guide is not None
    opened.qtbot.waitUntil(guide.isActiveWindow)
    return guide


def test_it_is_read_by_keyboard_with_its_parts_find_and_the_way_back(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_window(qtbot, tmp_path, [issue_line(1)], size=(900, 600)) as opened:
        guide = open_guide(opened)
        page, bar = guide.page, guide.page.verticalScrollBar()
        assert nameless(guide) == []
        source = resources.guide_page("guide.md").decode()
        headings = re.findall(r"(?m)^## (.*)$", source)
        assert [guide.parts.item(place).text() for place in range(guide.parts.count())] == headings
        # Each link of the contents leads to a part that is there.
        anchors = {anchor for anchor, _ in page.text.parts}
        assert set(re.findall(r"\]\(#([\w-]+)\)", source)) <= anchors
        # A picture is as wide as there is room for, and is read only where it is seen.
        assert page.document().idealWidth() <= page.viewport().width()
        picture = page.loadResource(2, QUrl("pictures/board.png"))
        assert picture is not None
        assert page.loadResource(2, QUrl("../../pyproject.toml")) is None

        qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(guide.words, "tombstones")
        assert "does not have" in guide.said.text()
        guide.words.clear()
        qtbot.keyClicks(guide.words, "screen readers")
        assert page.textCursor().selectedText() == "screen readers"
        assert not guide.said.isVisible()
        qtbot.keyClick(guide.words, Qt.Key.Key_Escape)
        assert page.hasFocus()
        assert guide.isVisible()

        place = bar.value()
        guide.parts.setFocus()
        qtbot.keyClick(guide.parts, Qt.Key.Key_Home)
        qtbot.keyClick(guide.parts, Qt.Key.Key_Return)
        assert bar.value() < place
        qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert bar.value() == place
        assert not guide.back.isEnabled()

        opened_urls: list[str] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened_urls.append(url.url()))
        page.anchorClicked.emit(QUrl("https://example.org/a"))
        assert opened_urls == []
        assert guide.said.text() == "https://example.org/a"
        assert guide.open_it.hasFocus()
        qtbot.keyClick(guide.open_it, Qt.Key.Key_Return)
        assert opened_urls == ["https://example.org/a"]
        page.anchorClicked.emit(QUrl("file:///etc/passwd"))
        page.anchorClicked.emit(QUrl("exchange.md"))
        assert "exchange.md is not in this window" in guide.said.text()
        assert not guide.open_it.isVisible()
        assert len(opened_urls) == 1
        qtbot.keyClick(guide, Qt.Key.Key_Escape)
        assert not guide.isVisible()
        assert QApplication.activeWindow() is not guide


def test_an_installed_program_has_the_guide_of_the_repository(tmp_path: Path) -> None:
    written = {path.relative_to(tmp_path / "guide").as_posix() for path in shipping.put(tmp_path)}
    docs = ROOT / "docs"
    source = docs.joinpath("guide.md").read_text(encoding="utf-8")
    assert written == {"guide.md", *re.findall(r"\((pictures/[^)]*)\)", source)}
    for name in written:
        assert (tmp_path / "guide" / name).read_bytes() == (docs / name).read_bytes()
    # The program as it is installed: its resources alone, without a docs folder beside them.
    (tmp_path / "__init__.py").write_bytes(Path(resources.__file__).read_bytes())
    spec = importlib.util.spec_from_file_location("installed", tmp_path / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    installed = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(installed)
    vars(installed)["files"] = lambda _name: tmp_path
    for name in written:
        assert installed.guide_page(name) == (docs / name).read_bytes()
    with pytest.raises(LookupError):
        installed.guide_page("../__init__.py")
