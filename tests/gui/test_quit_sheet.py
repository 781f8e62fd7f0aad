"""The quit sheet: its exact words in every state, its buttons by keyboard, one real close to the end."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui import icons, theme
from gui.closing_progress import Phase, Wish
from gui.quit_sheet import QuitSheet
from gui.quit_words import plain, sheet_words
from gui.theme import Theme
from store.checkpoint import Grade
from store.tracker import Tracker
from tests.helpers.closing import Open
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.sheet_states import OUTSIDE, STATES, StillShutdown, refused, settled, unsent

EXACT = {
    "waiting": (
        "Your changes are saved. Waiting for DB Browser to finish reading this tracker – "
        "try\u00a02\u00a0of\u00a05."
    ),
    "waiting_unnamed": (
        "Your changes are saved. Waiting for a program that cannot be named to finish reading this "
        "tracker – try\u00a04\u00a0of\u00a05."
    ),
    "incomplete": (
        "Your changes are saved, but the newest are still in a second file, Home.strandline-wal. They"
        " could be lost if that file is deleted, or if Home.strandline is copied, synced or restored "
        "without it."
    ),
    "moving": (
        "Your changes are saved. Putting them into one file: 312 of 1,024 MB. "
        "Stopping loses nothing: they stay in a second file, Home.strandline-wal."
    ),
    "stopping": "Stopping, as soon as the disk has written what it was given.",
    "stopped": (
        "Your changes are saved. You stopped putting them into one file, so that up to 1,024 MB are still in "
        "a second file, Home.strandline-wal. Nothing is lost while both stay together: Home.strandline alone "
        "is not complete. Try again, or quit; the next start does it."
    ),
    "exporting": "Your changes are saved. Bringing issues.jsonl up to date.",
    "not_exported": (
        "Your changes are saved in Strandline, but issues.jsonl could not be updated: no permission. Other "
        "tools and git will not see them until this is fixed."
    ),
    "not_exported_and_incomplete": (
        "Your changes are saved in Strandline, but issues.jsonl could not be updated: no permission. Other "
        "tools and git will not see them until this is fixed. "
        "Your changes are saved, but the newest are still in a second file, Home.strandline-wal. They"
        " could be lost if that file is deleted, or if Home.strandline is copied, synced or restored "
        "without it."
    ),
    "changed_outside": (
        "Your changes are saved in Strandline, but issues.jsonl was not updated, because another program "
        "keeps changing it. Try again when it has finished, or quit: the next start brings its changes and "
        "yours together."
    ),
    "importing": "Your changes are saved. Taking in what another program has written to issues.jsonl.",
    "undecided": (
        "Your changes are saved in Strandline, but issues.jsonl was not updated: another program has changed "
        "it, and that would delete 2 issues here. Decide that now, or at the next start; other tools and git "
        "see your changes after that."
    ),
    "unread": (
        "Your changes are saved in Strandline, but issues.jsonl was not updated: another program has changed "
        "it, and its changes could not be read. issues.jsonl cannot be read: it is no text. Other tools and "
        "git will not see yours until this is fixed."
    ),
    "disk_full": (
        "Your changes are saved, but the disk is too full to put them into one file. Free some space "
        "and try again; until then, copying Home.strandline without Home.strandline-wal, or deleting "
        "the latter, can lose changes."
    ),
    "moved": (
        "Home.strandline was moved, replaced or deleted while it was open, so your changes may not be"
        " in the file that is there now. Save a complete copy before quitting, or they may be lost."
    ),
    "kept": (
        "2 changes could not be saved: Fix login, Release notes. They are kept as drafts for the next"
        " start, but are not in your tracker yet."
    ),
    "lost": (
        "2 changes could not be saved: Fix login, Release notes – not even as drafts. If you quit "
        "now, they are lost."
    ),
    "lost_and_incomplete": (
        "1 change could not be saved: Fix login – not even as a draft. If you quit now, it is lost. "
        "Your other changes are saved, but the newest are still in a second file, Home.strandline-"
        "wal. They could be lost if that file is deleted, or if Home.strandline is copied, synced or "
        "restored without it."
    ),
}


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    font = qapp.font()
    yield theme.apply(qapp, "light")
    qapp.setStyleSheet("")
    qapp.setFont(font)
    icons.forget_pictures()


@pytest.fixture
def show(look: Theme, qtbot: QtBot) -> Iterator[Callable[[str], tuple[QuitSheet, StillShutdown]]]:
    shown: list[tuple[QuitSheet, StillShutdown]] = []

    def one(name: str) -> tuple[QuitSheet, StillShutdown]:
        still = STATES[name]()
        sheet = QuitSheet(still, look)  # type: ignore[arg-type]  # stands still in its place
        shown.append((sheet, still))
        sheet.appear()
        sheet.activateWindow()
        qtbot.waitUntil(sheet.isActiveWindow)
        return shown[-1]

    yield one
    for sheet, _ in shown:
        sheet.done(0)
        sheet.deleteLater()


def words(name: str) -> str:
    still = STATES[name]()
    found = sheet_words(still.phase, still.progress, still.tracker_name, still.next_in, still.wish)
    return plain(" ".join(found.paragraphs))


@pytest.mark.parametrize("name", EXACT)
def test_the_words_are_exact(name: str) -> None:
    assert words(name) == EXACT[name]


@pytest.mark.parametrize("name", STATES)
def test_no_state_speaks_of_how_it_works_inside(name: str) -> None:
    still = STATES[name]()
    found = sheet_words(still.phase, still.progress, still.tracker_name, still.next_in)
    said = " ".join([found.headline, *found.paragraphs, found.notice, *(step.detail for step in found.steps)])
    assert not re.search(r"\bWAL\b|checkpoint|frame|page|snapshot|INCOMPLETE|blocker", said)
    assert "{" not in said
    assert "%n" not in said


def test_names_are_shown_as_they_are_and_never_as_markup() -> None:
    still = STATES["kept"]()
    still.progress.unsent = unsent("<b>Fix</b> & ship {x}")
    found = sheet_words(still.phase, still.progress, "<u>.strandline")
    assert "<i>&lt;b&gt;Fix&lt;/b&gt; &amp; ship {x}</i>" in found.paragraphs[0]
    assert "<b>Fix</b> & ship {x}" in plain(found.paragraphs[0])


def test_one_change_and_many_changes() -> None:
    still = STATES["kept"]()
    still.progress.unsent = unsent("One")
    (text,) = sheet_words(still.phase, still.progress, "Home.strandline").paragraphs
    assert plain(text).startswith("1 change could not be saved: One. It is kept as a draft")
    still.progress.unsent = unsent("One", "Two", "Three", "Four", "Five")
    (text,) = sheet_words(still.phase, still.progress, "Home.strandline").paragraphs
    assert plain(text).startswith("5 changes could not be saved: One, Two, Three and 2 more. They are kept")


def steps(name: str) -> list[str]:
    still = STATES[name]()
    found = sheet_words(still.phase, still.progress, still.tracker_name, still.next_in)
    return [step.detail for step in found.steps]


def test_who_stands_in_the_way_is_named_beside_the_step() -> None:
    assert steps("incomplete")[2] == "DB Browser (pid\u00a04711) still reads"


def test_a_program_outside_of_our_sandbox_is_called_so() -> None:
    still = STATES["waiting"]()
    still.progress.attempts = refused(1, OUTSIDE)
    (said,) = sheet_words(still.phase, still.progress, "Home.strandline").paragraphs
    assert "Waiting for a program outside this sandbox to finish reading" in said
    still.progress.settled = settled(Grade.INCOMPLETE, refused(5, OUTSIDE))
    found = sheet_words(Phase.ASKING, still.progress, "Home.strandline")
    assert found.steps[2].detail == "a program outside this sandbox still reads"


def test_a_text_that_could_not_be_kept_is_said_beside_the_step() -> None:
    assert steps("lost")[0] == "not kept"
    assert steps("kept")[0] == ""


def test_the_next_try_is_counted_down() -> None:
    still = STATES["waiting"]()
    found = sheet_words(still.phase, still.progress, "Home.strandline", 0.42)
    assert found.steps[2].detail == "try\u00a02\u00a0of\u00a05, next in 0.4 s"


def test_a_queued_stay_is_said() -> None:
    found = sheet_words(Phase.SAVING, STATES["saving"]().progress, "Home.strandline", None, Wish.STAY)
    assert "go on working in a moment" in found.paragraphs[0]


Show = Callable[[str], tuple[QuitSheet, StillShutdown]]


@pytest.mark.parametrize("name", STATES)
def test_every_state_fits_and_can_be_read_aloud(show: Show, name: str) -> None:
    sheet, _ = show(name)
    assert sheet.isModal()
    assert sheet.accessibleName()
    assert plain(sheet.accessibleDescription()) == words(name)
    for widget in sheet.findChildren(QWidget):
        if not widget.isVisible() or widget.isWindow() or not isinstance(widget, QLabel | QPushButton):
            continue
        assert sheet.rect().contains(widget.geometry()) or widget.parentWidget() is not sheet
        assert widget.height() >= min(
            widget.sizeHint().height(), widget.heightForWidth(widget.width()) or 10**6
        )


@pytest.mark.parametrize(
    ("name", "default"),
    [
        ("waiting", "stay"),
        ("saving", "stay"),
        ("incomplete", "again"),
        ("moving", "stay"),
        ("stopped", "again"),
        ("lost", "again"),
        ("moved", "copy"),
        ("damaged", "copy"),
        ("io_error", "copy"),
        ("disk_full", "again"),
        ("unread", "again"),
        ("undecided", "look"),
        ("undecided_and_incomplete", "again"),
    ],
)
def test_the_default_is_the_safe_choice(show: Show, name: str, default: str) -> None:
    sheet, _ = show(name)
    button = getattr(sheet, default)
    assert button.isDefault()
    assert button.hasFocus()
    assert sheet.leave.property("kind") == (
        "" if default in ("stay", "look") or name == "unread" else "danger"
    )


def test_where_only_a_decision_helps_the_way_to_it_is_offered(show: Show, qtbot: QtBot) -> None:
    sheet, still = show("undecided")
    shown = [
        button.text()
        for button in (sheet.again, sheet.copy, sheet.look, sheet.leave, sheet.stay)
        if button.isVisible()
    ]
    assert shown == ["&Look at its changes", "&Quit now", "&Don't quit"]
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert still.chosen == ["look"]
    sheet, still = show("undecided_and_incomplete")
    assert sheet.again.isVisible()
    assert sheet.copy.isVisible()
    qtbot.mouseClick(sheet.look, Qt.MouseButton.LeftButton)
    assert still.chosen == ["look"]
    sheet, _ = show("not_exported")
    assert not sheet.look.isVisible()


def test_quitting_is_no_danger_once_a_complete_copy_is_saved(show: Show) -> None:
    sheet, still = show("copy_saved")
    assert sheet.leave.property("kind") == ""
    still.progress.unsent = unsent("Fix login")
    still.progress.texts_kept = False
    sheet.refresh()
    assert sheet.leave.property("kind") == "danger"


def test_the_details_need_no_scroll_bar_for_a_long_path(show: Show) -> None:
    sheet, still = show("incomplete")
    still.tracker_path = Path("/home") / ("ann" * 80) / "Home.strandline"
    sheet.fold.click()
    assert not sheet.details.horizontalScrollBar().isVisible()
    assert sheet.details.horizontalScrollBar().maximum() == 0


def test_every_choice_by_keyboard(show: Show, qtbot: QtBot) -> None:
    sheet, still = show("incomplete")
    qtbot.keyClick(sheet.again, Qt.Key.Key_Return)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert still.chosen == ["try again", "don't quit"]
    for key, what in (("Q", "quit now"), ("T", "try again"), ("D", "don't quit")):
        QTest.keySequence(sheet, f"Alt+{key}")
        # A button pressed by its letter is shown pressed for a moment before it acts.
        qtbot.waitUntil(lambda what=what: still.chosen[-1] == what)  # type: ignore[misc]  # a default is no argument
    assert len(still.chosen) == 5
    assert sheet.isVisible()


def test_a_large_second_file_can_be_stopped_by_keyboard(show: Show, qtbot: QtBot) -> None:
    sheet, still = show("moving")
    found = sheet_words(still.phase, still.progress, "Home.strandline")
    assert found.percent == 30
    assert found.steps[2].detail == "312 of 1,024 MB".replace(" ", "\N{NO-BREAK SPACE}")
    assert not sheet.again.isVisible()
    QTest.keySequence(sheet, "Alt+S")
    qtbot.waitUntil(lambda: still.chosen == ["stop"])
    still.progress.stopped = True
    sheet.refresh()
    assert not sheet.stop.isVisible()


def test_tab_goes_round_in_the_order_of_the_choices(show: Show, qtbot: QtBot) -> None:
    sheet, _ = show("incomplete")
    order: list[object] = []
    for _ in range(5):
        order.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert order == [sheet.again, sheet.copy, sheet.leave, sheet.stay, sheet.fold]
    assert QApplication.focusWidget() is sheet.again


def test_the_details_are_folded_and_can_be_copied(show: Show, qtbot: QtBot) -> None:
    sheet, _ = show("incomplete")
    assert not sheet.details.isVisible()
    sheet.fold.click()
    assert sheet.details.isVisible()
    sheet.copy_details.click()
    copied = QGuiApplication.clipboard().text()
    for part in ("INCOMPLETE", "TRUNCATE", "busy", "98 ms", "pid 4711", "DB Browser", "sqlitebrowser"):
        assert part in copied
    assert len([line for line in copied.splitlines() if "TRUNCATE" in line]) == 5


def test_a_copy_is_offered_under_a_good_name(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    sheet, still = show("incomplete")
    QGuiApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    sheet.copy.click()
    (dialog,) = sheet.findChildren(QFileDialog)
    assert dialog.isVisible()
    (name,) = [edit.text() for edit in dialog.findChildren(QLineEdit) if edit.objectName() == "fileNameEdit"]
    assert name == "Home copy.strandline"
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("Elsewhere.strandline")
    dialog.accept()
    assert still.chosen == [tmp_path / "Elsewhere.strandline"]


def test_a_real_close_from_the_first_refusal_to_the_end(
    qtbot: QtBot, look: Theme, tmp_path: Path, other_process: OpenOtherProcess
) -> None:
    window = Open(qtbot, tmp_path / "Home.strandline")
    sheet = QuitSheet(window.shutdown, look)
    qtbot.addWidget(sheet, before_close_func=lambda _sheet: sheet.done(0))
    window.add("First")
    other = other_process(window.path)
    other.read()
    window.add("Second")
    window.shutdown.begin()
    qtbot.waitUntil(lambda: sheet.isVisible() and sheet.again.isEnabled())
    assert sheet.isModal()
    assert "second file" in plain(sheet.accessibleDescription())
    if sys.platform == "linux":
        sheet.fold.click()
        assert f"pid {other.pid}" in sheet.details.toPlainText()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    window.add("Third")
    window.shutdown.begin()
    qtbot.waitUntil(lambda: sheet.isVisible() and sheet.again.isEnabled())
    assert not sheet.details.isVisible()
    other.end()
    qtbot.keyClick(sheet.again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.shutdown.done)
    assert not sheet.isVisible()
    assert window.shutdown.exit_code == 0
    window.end()
    tracker = Tracker.open(window.path, read_only=True)
    assert tracker.one("SELECT count(*) FROM issue") == 3
    tracker.close()
