"""Attached files in the detail pane: dropped, pasted, chosen, seen, renamed, removed and saved by keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from zlib import crc32

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.detail import decoding
from gui.detail.attachments import Attachments
from gui.detail.decoding import decoded
from gui.detail.pictures import TEXT
from store import attachment_files
from store.attachment_files import Source
from store.attachment_requests import Attach, RemoveAttachment
from store.lookups import AskUndo, GetDetail, ReadAttachment
from store.requests import Request, Undo
from store.tracker import Tracker
from tests.helpers.detail_pane import PaneOnTracker

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[PaneOnTracker]:
    pane = PaneOnTracker(qtbot, tmp_path / "t.strandline")
    yield pane
    # Qt would look into what Python put there when both are gone.
    QGuiApplication.clipboard().clear()
    pane.pane.body.attachments.preview.hide()
    pane.stop()
    # Qt keeps what Python made for it until the process ends, when Python is gone.
    QGuiApplication.clipboard().clear()


def picture(width: int = 640, height: int = 400) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    return image


def png(path: Path, width: int = 640, height: int = 400) -> Path:
    assert QImageWriter(str(path)).write(picture(width, height))
    return path


def part(made: PaneOnTracker) -> Attachments:
    return made.pane.body.attachments


def names(made: PaneOnTracker) -> list[str]:
    return [one.name for one in made.do(GetDetail(made.pane.current_uid)).attachments]


def rows(made: PaneOnTracker) -> list[str]:
    return [row.file.name for row in part(made).rows]


def attach(made: PaneOnTracker, uid: str, *paths: Path) -> None:
    made.do(Attach(uid, tuple(map(Source, paths))))


def data_of(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(widget: QWidget, data: QMimeData) -> QDragEnterEvent:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(widget, event)
    return event


def drop(widget: QWidget, data: QMimeData) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(widget, event)


def test_files_dropped_anywhere_on_the_issue_are_attached_and_the_target_is_seen(
    made: PaneOnTracker, tmp_path: Path
) -> None:
    uid = made.create("Pump", description="*formatted*")
    made.show(uid)
    pane, target, section = made.pane, made.pane.dropping.target, part(made)
    assert section.isHidden()
    data = data_of(png(tmp_path / "a.png"), tmp_path / "absent.log", tmp_path)
    read = pane.body.texts.sections["description"].view.viewport()
    for over in (pane.body.comments.box.viewport(), read, pane.body.header):
        assert drag(over, data).isAccepted()
        assert target.isVisible()
        assert target.words == f"Drop to attach to {made.id_of(uid)} Pump"
        QApplication.sendEvent(pane, QDragLeaveEvent())
        assert target.isHidden()
    text = QMimeData()
    text.setText("words")
    drag(pane.body.header, text)
    assert target.isHidden()
    drag(pane, data)
    drop(pane, data)
    assert target.isHidden()
    made.settle()
    assert names(made) == rows(made) == ["a.png"]
    assert made.stored(uid).description == "*formatted*"
    (bar,) = section.uploads
    assert bar.isVisible()
    assert bar.words.text() == (
        "absent.log is not there any more. Choose it where it is now.\n"
        f"{tmp_path.name} is a folder. Attach the files in it, or pack it into one file."
    )
    (tmp_path / "absent.log").write_text("here now")
    made.qtbot.mouseClick(bar.again_button, Qt.MouseButton.LeftButton)
    made.settle()
    assert names(made) == ["a.png", "absent.log"]
    assert bar.words.text().startswith(f"{tmp_path.name} is a folder")
    made.qtbot.mouseClick(bar.dismiss_button, Qt.MouseButton.LeftButton)
    assert section.uploads == []
    pane.set_read_only(True)
    drag(pane, data)
    assert target.words == "This tracker may only be read, so nothing can be attached."
    drop(pane, data)
    made.settle()
    assert len(names(made)) == 2
    assert target.isHidden()


def test_a_pasted_picture_is_attached_and_the_text_shows_it(made: PaneOnTracker) -> None:
    uid = made.create("Pump", description="Look: ")
    made.show(uid)
    QGuiApplication.clipboard().setImage(picture())
    part_ = made.pane.body.texts.sections["description"]
    made.focus(part_.edit)
    made.qtbot.keyClick(part_.edit, KEY.Key_End)
    made.qtbot.keyClick(part_.edit, KEY.Key_V, CONTROL)
    box = made.pane.body.comments.box
    made.focus(box)
    made.qtbot.keyClick(box, KEY.Key_V, CONTROL)
    made.qtbot.waitUntil(lambda: len(rows(made)) == 2)
    reference = "![picture-2026-11-22-{0}.png](attachment:picture-2026-11-22-{0}.png)".format
    assert made.stored(uid).description == "Look: " + reference(1)
    assert box.text() == reference(2)
    assert names(made) == ["picture-2026-11-22-1.png", "picture-2026-11-22-2.png"]
    first = part(made).rows[0].file
    assert part_.view.links == (f"attachment:{first.uid}",)

    def seen() -> QImage:
        found = part_.view.loadResource(2, QUrl(f"attachment:{first.uid}"))
        assert isinstance(found, QPixmap)
        return found.toImage()

    made.qtbot.waitUntil(lambda: seen().pixelColor(50, 50) == Qt.GlobalColor.darkCyan)
    assert seen().width() <= part_.view.viewport().width()
    assert part_.view.height() > 100
    made.focus(part_.view)
    made.qtbot.keyClick(part_.view, KEY.Key_Tab)
    made.qtbot.keyClick(part_.view, KEY.Key_Return)
    assert part(made).preview.isVisible()
    assert part(made).preview.file == first


def test_what_was_copied_is_attached_by_pasting_into_the_pane_and_text_is_left_to_texts(
    made: PaneOnTracker, tmp_path: Path
) -> None:
    uid = made.create("Pump")
    made.show(uid)
    board = QGuiApplication.clipboard()
    board.setMimeData(data_of(png(tmp_path / "copied.png")))
    made.focus(made.pane.body.header.close_button)
    made.qtbot.keyClick(made.pane, KEY.Key_V, CONTROL)
    both = QMimeData()
    both.setText("1\t2")
    both.setImageData(picture())
    board.setMimeData(both)
    made.qtbot.keyClick(made.pane, KEY.Key_V, CONTROL)
    box = made.pane.body.comments.box
    made.focus(box)
    made.qtbot.keyClick(box, KEY.Key_V, CONTROL)
    made.settle()
    assert names(made) == ["copied.png"]
    assert box.text() == "1\t2"


def test_what_was_brought_is_in_sight_once_it_is_attached(made: PaneOnTracker, tmp_path: Path) -> None:
    uid = made.create("Pump", description="\n\n".join(map(str, range(60))))
    for number in range(25):
        (tmp_path / f"a{number:02}.txt").write_text(str(number))
    attach(made, uid, *sorted(tmp_path.glob("a*.txt")))
    made.pane.resize(480, 600)
    made.show(uid)
    board = QGuiApplication.clipboard()

    def in_sight(widget: QWidget) -> bool:
        return widget.visibleRegion().boundingRect().height() == widget.height() > 0

    def pasted() -> None:
        made.focus(made.pane.body.header.close_button)
        made.pane._scroll.verticalScrollBar().setValue(0)
        made.qtbot.keyClick(made.pane, KEY.Key_V, CONTROL)
        made.settle()

    board.setImage(picture())
    pasted()
    made.qtbot.waitUntil(lambda: len(names(made)) == 26)
    made.settle()
    (row,) = [row for row in part(made).rows if row.file.name.endswith(".png")]
    made.qtbot.waitUntil(lambda: in_sight(row))
    # Why something could not be attached is said where one looks, too.
    board.setMimeData(data_of(tmp_path / "absent.log"))
    pasted()
    (bar,) = part(made).uploads
    made.qtbot.waitUntil(lambda: in_sight(bar))
    # What others attach takes nobody away.
    made.pane._scroll.verticalScrollBar().setValue(0)
    made.other(Attach(uid, (Source(png(tmp_path / "other.png")),)))
    made.settle()
    assert made.pane._scroll.verticalScrollBar().value() == 0


def test_only_files_of_the_issue_are_shown_in_its_texts(made: PaneOnTracker, tmp_path: Path) -> None:
    other = made.create("Other")
    attach(made, other, png(tmp_path / "other.png"))
    (foreign,) = made.do(GetDetail(other)).attachments
    secret = png(tmp_path / "secret.png")
    (tmp_path / "notes.txt").write_text("notes")
    text = (
        f"![](attachment:other.png) ![](file://{secret}) ![n](attachment:notes.txt) [x](attachment:notes.txt)"
    )
    uid = made.create("Pump", description=text)
    attach(made, uid, tmp_path / "notes.txt")
    made.show(uid)
    view = made.pane.body.texts.sections["description"].view
    (notes,) = made.do(GetDetail(uid)).attachments
    assert view.links == (f"attachment:{notes.uid}",)
    assert "other.png (attachment:other.png)" in view.toPlainText()
    for address in (f"attachment:{foreign.uid}", f"attachment:{notes.uid}", f"file://{secret}"):
        assert view.loadResource(2, QUrl(address)) is None
    view.anchorClicked.emit(QUrl(f"attachment:{foreign.uid}"))
    assert part(made).preview.isHidden()


def test_the_keyboard_sees_renames_removes_and_undoes(made: PaneOnTracker, tmp_path: Path) -> None:
    uid = made.create("Pump")
    (tmp_path / "b.txt").write_text("b")
    attach(made, uid, png(tmp_path / "a.png"), tmp_path / "b.txt", png(tmp_path / "c.png", 30, 20))
    made.show(uid)
    section = part(made)
    first, second, _ = section.rows
    assert "a.png, " in first.accessibleName()
    assert "ada" in first.accessibleName()
    made.focus(first)
    preview = section.preview
    for key in (KEY.Key_Return, KEY.Key_Space):
        made.qtbot.keyClick(first, key)
        assert preview.isVisible()
        assert preview.hasFocus()
        made.qtbot.waitUntil(lambda: "640 × 400 · 1 of 2" in preview.said.text())
        made.qtbot.keyClick(preview, KEY.Key_Right)
        made.qtbot.waitUntil(lambda: "c.png · 30 × 20 · 2 of 2" in preview.said.text())
        for _ in range(5):
            made.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        assert preview.hasFocus()
        made.qtbot.keyClick(preview, KEY.Key_Escape)
        assert preview.isHidden()
        assert first.hasFocus()
    made.qtbot.keyClick(first, KEY.Key_Return)
    preview.save_button.click()
    (dialog,) = [one for one in made.pane.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(tmp_path / "saved.png"))
    dialog.reject()
    made.settle()
    # What says it otherwise is covered by the picture.
    assert preview.said.text() == f"Saved as {tmp_path / 'saved.png'}"
    preview.leave()
    made.focus(second)
    made.qtbot.keyClick(second, KEY.Key_Return)
    assert second.menu_shown.isVisible()
    said = [one.text() for one in second.menu_shown.actions() if one.text()]
    assert said == ["Open a copy in its program", "Save as…", "Rename…", "Remove"]
    made.qtbot.keyClick(second.menu_shown, KEY.Key_Escape)
    made.focus(first)
    made.qtbot.keyClick(first, KEY.Key_F2)
    assert first.editor is not None
    assert first.editor.selectedText() == "a"
    made.qtbot.keyClicks(first.editor, "b")
    made.qtbot.keyClick(first.editor, KEY.Key_Return)
    made.settle()
    assert rows(made)[0] == "b.png"
    assert section.rows[0].hasFocus()
    made.qtbot.keyClick(section.rows[0], KEY.Key_F2)
    made.qtbot.keyClicks(section.rows[0].editor, "x")
    made.qtbot.keyClick(section.rows[0].editor, KEY.Key_Escape)
    made.qtbot.keyClick(section.rows[0], KEY.Key_Delete)
    made.settle()
    assert rows(made) == ["b.txt", "c.png"]
    assert section.rows[0].hasFocus()
    made.bridge.ask(Undo(), lambda _done: None)
    made.settle()
    assert rows(made) == ["b.png", "b.txt", "c.png"]


def test_a_name_that_is_taken_is_said_in_place_and_another_program_s_file_comes_at_once(
    made: PaneOnTracker, tmp_path: Path
) -> None:
    uid = made.create("Pump")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    attach(made, uid, tmp_path / "a.txt")
    made.show(uid)
    made.other(Attach(uid, (Source(tmp_path / "b.txt"),)))
    made.settle()
    assert rows(made) == ["a.txt", "b.txt"]
    part(made).rows[0].renamed.emit(part(made).rows[0].file, "b.txt")
    made.settle()
    assert part(made).bar.text == "b.txt is the name of another file of this issue."
    assert rows(made) == ["a.txt", "b.txt"]


def test_files_are_chosen_saved_and_opened_as_a_private_copy(
    made: PaneOnTracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    uid = made.create("Pump")
    (tmp_path / "run.sh").write_text("#!/bin/sh")
    (tmp_path / "b.txt").write_text("b")
    made.show(uid)
    first = made.pane.body.texts.attach_button
    # Where it has no room beside the others its line is close to theirs.
    made.pane.resize(300, 1400)
    made.qtbot.waitUntil(lambda: first.y() > 0)
    assert first.y() % (first.height() + 4) == 0
    made.focus(first)
    made.qtbot.keyClick(first, KEY.Key_Return)
    (dialog,) = made.pane.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path / "b.txt"), str(tmp_path / "run.sh")])
    dialog.reject()
    made.settle()
    # The heading of the files has such a link from now on.
    assert first.isHidden()
    section = part(made)
    text, script = section.rows
    words = [one.text() for one in script.menu_shown.actions() if one.text()]
    assert words == [
        "Not opened from here: such a file can run as a program",
        "Save as…",
        "Rename…",
        "Remove",
    ]
    section.out.open(script.file)
    section.out.open(text.file)
    made.settle()
    (copy,) = opened
    assert (copy.name, copy.read_text()) == ("b.txt", "b")
    assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert section.said.text() == "A copy of b.txt was opened. What is changed in it is not attached."
    section.out.clear()
    assert not copy.exists()
    made.qtbot.mouseClick(script.save_button, Qt.MouseButton.LeftButton)
    (dialog,) = [one for one in made.pane.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(tmp_path / "out.sh"))
    dialog.reject()
    made.settle()
    assert (tmp_path / "out.sh").read_text() == "#!/bin/sh"
    assert section.said.text() == f"Saved as {tmp_path / 'out.sh'}"


@dataclass(frozen=True)
class Busy(Request[None]):
    """Keeps the store's thread until it may go on."""

    goes_on: Event

    def run(self, tracker: Tracker) -> None:
        assert self.goes_on.wait(20)


def test_stop_attaches_nothing_and_what_was_stopped_can_be_tried_again(
    made: PaneOnTracker, tmp_path: Path
) -> None:
    made.show(made.create("Pump"))
    (tmp_path / "a.bin").write_bytes(bytes(1_000_000))
    goes_on = Event()
    made.writer.submit(Busy(goes_on))
    made.pane.subject.bring((tmp_path / "a.bin",))
    (bar,) = part(made).uploads
    made.qtbot.waitUntil(bar.isVisible)
    assert bar.words.text() == "Attaching a.bin…"
    made.qtbot.mouseClick(bar.stop_button, Qt.MouseButton.LeftButton)
    goes_on.set()
    made.settle()
    assert names(made) == []
    assert bar.words.text() == "Stopped, so that nothing was attached: a.bin"
    with made.file_held():
        made.qtbot.mouseClick(bar.again_button, Qt.MouseButton.LeftButton)
        made.settle()
        assert bar.words.text().startswith("Not attached: a.bin. t.strandline is being written by")
    made.qtbot.mouseClick(bar.again_button, Qt.MouseButton.LeftButton)
    made.settle()
    assert names(made) == ["a.bin"]


def test_saving_a_large_file_shows_how_far_it_is_and_can_be_stopped(
    made: PaneOnTracker, tmp_path: Path
) -> None:
    uid, other = made.create("Pump"), made.create("Other")
    (tmp_path / "a.bin").write_bytes(bytes(1_000_000))
    attach(made, uid, tmp_path / "a.bin")
    made.show(uid)
    section, goes_on, target = part(made), Event(), tmp_path / "out.bin"

    def saved() -> None:
        made.qtbot.mouseClick(section.rows[0].save_button, Qt.MouseButton.LeftButton)
        (dialog,) = [one for one in made.pane.findChildren(QFileDialog) if one.isVisible()]
        dialog.fileSelected.emit(str(target))
        dialog.reject()

    made.writer.submit(Busy(goes_on))
    saved()
    (bar,) = section.savings
    made.qtbot.waitUntil(bar.isVisible)
    assert bar.words.text() == "Saving a.bin…"
    # Where another issue is shown, it is seen and stopped, too.
    made.pane.show_issue(other)
    made.qtbot.waitUntil(lambda: made.pane.subject.uid == other)
    assert bar.isVisible()
    made.focus(bar.stop_button)
    made.qtbot.keyClick(bar.stop_button, KEY.Key_Space)
    goes_on.set()
    made.settle()
    assert section.savings == []
    assert not target.exists()
    assert section.said.isVisible()
    assert section.said.text() == "Stopped, so that nothing was saved: a.bin"
    made.show(uid)
    seen: list[int] = []
    section.out.moved.connect(lambda saving: seen.append(saving.done))
    saved()
    made.settle()
    assert target.read_bytes() == bytes(1_000_000)
    assert seen
    assert section.said.text() == f"Saved as {target}"


def test_a_picture_that_was_not_read_once_is_read_when_it_is_seen_again(
    made: PaneOnTracker, tmp_path: Path
) -> None:
    uid = made.create("Pump")
    attach(made, uid, png(tmp_path / "a.png"))
    (file,) = made.do(GetDetail(uid)).attachments
    pictures = made.pane.subject.pictures
    made.do(RemoveAttachment(uid, file.uid))
    assert pictures.get(file, TEXT) is None
    made.settle()
    step = made.do(AskUndo()).undo
    assert step is not None
    made.do(Undo(step.step))
    made.qtbot.waitUntil(lambda: pictures.get(file, TEXT) is not None)
    shown = pictures.get(file, TEXT)
    assert shown is not None
    assert not shown.picture.isNull()


def test_a_picture_that_says_it_is_huge_or_is_damaged_is_never_decoded(
    made: PaneOnTracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = png(tmp_path / "a.png").read_bytes()
    image, size = decoded(data, "png", picture().size() / 4)
    assert (image.width(), image.height(), size.width()) == (160, 100, 640)
    head = b"IHDR" + (50_000).to_bytes(4, "big") * 2 + data[24:29]
    bomb = data[:12] + head + crc32(head).to_bytes(4, "big") + data[33:]
    assert decoded(bomb, "png", picture().size())[1].width() == 50_000
    assert decoded(bomb, "png", picture().size())[0].isNull()
    assert decoded(b"<svg/>", "png", picture().size())[0].isNull()
    monkeypatch.setattr(decoding, "MOST_PIXELS", 640 * 400 - 1)
    assert decoded(data, "png", picture().size())[0].isNull()
    uid = made.create("Pump")
    (tmp_path / "bomb.png").write_bytes(bomb)
    attach(made, uid, tmp_path / "bomb.png")
    made.show(uid)
    made.focus(part(made).rows[0])
    made.qtbot.keyClick(part(made).rows[0], KEY.Key_Space)
    preview = part(made).preview
    made.qtbot.waitUntil(lambda: "cannot be shown" in preview.view.words)
    preview.leave()
    assert made.do(ReadAttachment(part(made).rows[0].file.uid, 10**6)) == bomb
    assert TEXT.width * TEXT.height * 4 * TEXT.kept < 64 * 2**20


def test_a_file_that_is_refused_keeps_nobody_from_quitting_and_a_picture_that_is_nowhere_else_does(
    made: PaneOnTracker, tmp_path: Path
) -> None:
    made.show(made.create("One"))
    detail = made.pane.subject.detail
    assert detail is not None
    attaching, issue = made.pane.subject.attaching, detail.issue
    large = tmp_path / "film.bin"
    with large.open("wb") as file:
        file.truncate(attachment_files.LIMIT + 1)
    attaching.attach_paths(issue, (large,))
    made.settle()
    assert "film.bin" in attaching.of(issue.uid)[0].error
    assert not attaching.unsent
    attaching.attach(issue, (Source(data=b"x" * (attachment_files.LIMIT + 1), name="shot.png"),))
    made.settle()
    assert attaching.unsent[0].names == "shot.png"
