"""Formatted texts in the detail pane: read, followed, ticked and written with real keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.detail.texts import TextSection
from gui.theme import current
from store.requests import AddComment, Depend
from tests.helpers.detail_pane import PaneOnTracker

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[PaneOnTracker]:
    pane = PaneOnTracker(qtbot, tmp_path / "t.strandline")
    yield pane
    pane.stop()


def section(made: PaneOnTracker, field: str = "description") -> TextSection:
    return made.pane.body.texts.sections[field]


def test_a_text_is_read_formatted_and_written_as_typed(made: PaneOnTracker) -> None:
    text = "# Plan\r\n\r\n* one  \r\n* two <b>x</b>\r\n"
    uid = made.create("One", description=text)
    made.show(uid)
    part = section(made)
    assert part.view.isVisible()
    assert not part.edit.isVisible()
    assert part.view.toPlainText() == "Plan\none\ntwo <b>x</b>"
    made.focus(part.view)
    for back in ((KEY.Key_Escape,), (KEY.Key_E, CONTROL)):
        made.qtbot.keyClick(part.view, KEY.Key_E)
        assert part.edit.hasFocus()
        assert part.edit.text() == text
        made.qtbot.keyClick(part.edit, *back)
        assert part.view.hasFocus()
    made.qtbot.keyClick(part.view, KEY.Key_Return)
    made.qtbot.keyClicks(part.edit, "A ")
    made.focus(made.pane.body.comments.box)
    made.settle()
    assert part.view.isVisible()
    assert made.stored(uid).description == "A " + text


def test_a_click_writes_in_the_line_that_was_clicked(made: PaneOnTracker) -> None:
    made.show(made.create("One", description="first\n\n- second\n- third\n\nlast"))
    part = section(made)
    block = part.view.document().findBlockByNumber(2)
    assert block.text() == "third"
    place = part.view.document().documentLayout().blockBoundingRect(block).center().toPoint()
    made.qtbot.mouseClick(part.view.viewport(), LEFT, pos=QPoint(30, place.y()))
    assert part.edit.hasFocus()
    assert part.edit.textCursor().block().text() == "- third"


def test_the_mark_of_a_ticked_box_stands_in_its_middle(made: PaneOnTracker) -> None:
    made.show(made.create("One", description="- [x] done"))
    picture = section(made).view.loadResource(2, QUrl("box:on"))
    assert isinstance(picture, QPixmap)
    image, palette = picture.toImage(), current().palette
    half = (QColor(palette.on_accent).lightness() + QColor(palette.accent).lightness()) // 2
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    seen = [at for at in places if image.pixelColor(*at).lightness() > half]
    for place, side in ((0, image.width()), (1, image.height())):
        before, behind = min(at[place] for at in seen), side - 1 - max(at[place] for at in seen)
        assert abs(before - behind) <= 1


def test_text_that_is_not_saved_is_seen_as_typed(made: PaneOnTracker) -> None:
    uid = made.create("One", description="*old*")
    made.show(uid)
    part = section(made)
    with made.file_held():
        made.type_into("description", "new ")
        made.focus(made.pane.body.comments.box)
        made.settle()
        assert part.edit.isVisible()
        assert part.edit.text() == "new *old*"
    made.pane.subject.saver.retry()
    made.settle()
    assert part.view.toPlainText() == "new old"


def test_boxes_are_ticked_with_keys_and_mouse(made: PaneOnTracker) -> None:
    text = "Do\n\n- [ ] one\r\n- [x]  two\n- [ ] three "
    uid = made.create("One", description=text)
    made.show(uid)
    view = section(made).view
    made.focus(view)
    made.qtbot.keyClick(view, KEY.Key_Tab)
    made.qtbot.keyClick(view, KEY.Key_Tab)
    made.qtbot.keyClick(view, KEY.Key_Space)
    made.settle()
    assert made.stored(uid).description == text.replace("[x]", "[ ]")
    assert view.isVisible()
    assert view.focused_link == "task:1"
    made.qtbot.keyClick(view, KEY.Key_Tab)
    made.qtbot.keyClick(view, KEY.Key_Return)
    made.settle()
    assert made.stored(uid).description == "Do\n\n- [ ] one\r\n- [ ]  two\n- [x] three "
    view.anchorClicked.emit(QUrl("task:0"))
    made.settle()
    assert made.stored(uid).description == "Do\n\n- [x] one\r\n- [ ]  two\n- [x] three "


def test_ids_lead_to_their_issues_and_say_what_they_are(made: PaneOnTracker) -> None:
    blocker, other = made.create("Blocker"), made.create("Paint the fence", priority=1, assignee="cy")
    made.do(Depend(other, made.id_of(blocker)))
    uid = made.create("One", description=f"Not zz-zzzz, but {made.id_of(other)}.")
    made.do(AddComment(uid, f"And {made.id_of(blocker)}"))
    made.show(uid)
    view = section(made).view
    assert view.links == (f"issue:{other}",)
    made.focus(view)
    made.qtbot.keyClick(view, KEY.Key_Tab)
    made.settle()
    assert made.pane.cards.text == (
        f"{made.id_of(other)}  Paint the fence\nOpen · P1 · cy · waits for 1 issue"
    )
    with made.qtbot.waitSignal(made.pane.open_requested) as opened:
        made.qtbot.keyClick(view, KEY.Key_Return)
    assert opened.args == [other]
    (row,) = made.pane.body.comments._rows.values()
    assert row.text.links == (f"issue:{blocker}",)
    made.qtbot.keyClick(view, KEY.Key_Tab)
    assert made.pane.cards.text == ""


def test_only_clicks_open_addresses(made: PaneOnTracker, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    made.show(made.create("One", description="![pic](https://a.b/p.png) [no](file:///etc/passwd)"))
    view = section(made).view
    assert view.links == ("https://a.b/p.png",)
    assert view.loadResource(2, QUrl("https://a.b/p.png")) is None
    assert opened == []
    made.focus(view)
    made.qtbot.keyClick(view, KEY.Key_Tab)
    assert made.pane.cards.text == "https://a.b/p.png"
    made.qtbot.keyClick(view, KEY.Key_Return)
    assert opened == ["https://a.b/p.png"]
    for address in ("file:///etc/passwd", "javascript:1", "ftp://a.b"):
        view.anchorClicked.emit(QUrl(address))
    assert len(opened) == 1


def test_a_long_text_is_plain_until_it_is_asked_for(made: PaneOnTracker) -> None:
    uid = made.create("One", description="*a*\n" * 600)
    made.show(uid)
    part = section(made)
    assert part.edit.isVisible()
    assert part.format_button.isVisible()
    made.qtbot.mouseClick(part.format_button, LEFT)
    made.settle()
    assert part.view.isVisible()
    assert not part.format_button.isVisible()
    assert part.view.toPlainText().startswith("a\na\n")


def test_a_comment_of_ones_own_is_changed_in_place(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.do(AddComment(uid, "- [ ] *mine*"))
    made.show(uid)
    (row,) = made.pane.body.comments._rows.values()
    assert row.text.toPlainText().strip().endswith("mine")
    made.focus(row.text)
    made.qtbot.keyClick(row.text, KEY.Key_Tab)
    made.qtbot.keyClick(row.text, KEY.Key_Space)
    made.settle()
    assert [comment.text for comment in made.stored(uid).comments] == ["- [x] *mine*"]
    made.qtbot.keyClick(row.text, KEY.Key_E)
    assert row.editor is not None
    made.qtbot.keyClicks(row.editor, "!")
    made.qtbot.keyClick(row.editor, KEY.Key_E, CONTROL)
    made.settle()
    assert [comment.text for comment in made.stored(uid).comments] == ["- [x] *mine*!"]
    assert QApplication.focusWidget() is row.text


def test_nothing_is_written_in_a_tracker_that_is_only_read(made: PaneOnTracker) -> None:
    uid = made.create("One", description="- [ ] one")
    made.show(uid)
    made.pane.set_read_only(True)
    view = section(made).view
    made.focus(view)
    for key in (KEY.Key_Tab, KEY.Key_Space, KEY.Key_Return, KEY.Key_E):
        made.qtbot.keyClick(view, key)
    made.qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(100, 8))
    made.settle()
    assert view.isVisible()
    assert made.stored(uid).description == "- [ ] one"
