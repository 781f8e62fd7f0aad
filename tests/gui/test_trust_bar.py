"""The trust bar: it says "Saved" only of what is, and something only when it has to."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from gui.trust_bar import TrustBar, counts_words
from gui.trust_parts import SavedPopover
from gui.wording import clock
from store.errors import DiskFull, Unconfirmed
from tests.helpers.window import applied_theme

AT = "2025-03-01T10:42:07.000001Z"


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[TrustBar]:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = TrustBar(applied_theme(), QAction("Undo", window), window)
    window.setStatusBar(bar)
    for timer in bar.findChildren(QTimer):
        timer.setInterval(0)
    with qtbot.waitExposed(window):
        window.show()
    bar.set_place("/data/Home.strandline")
    yield bar
    del window  # held until here: without an owner Qt takes the bar away with it


def press(bar: TrustBar, words: str) -> None:
    (button,) = [b for b in bar.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    button.click()


def test_nothing_is_called_saved_before_something_was(bar: TrustBar) -> None:
    assert bar.words == "No unsaved changes"
    bar.saved(AT)
    assert bar.words == f"Saved {clock(AT)}"


def test_a_slow_write_is_announced_and_its_end_too(bar: TrustBar, qtbot: QtBot) -> None:
    bar.saved(AT)
    bar.set_pending(1)
    assert bar.words.startswith("Saved")
    qtbot.waitUntil(lambda: bar.words == "Saving…")
    bar.set_pending(0)
    assert bar.words.startswith("Saved")


def test_an_issue_file_that_could_not_be_written_is_said_until_it_is(bar: TrustBar) -> None:
    bar.set_project("issues.jsonl")
    bar.set_written(True)
    bar.saved(AT)
    bar.set_not_exported("issues.jsonl could not be updated: no permission.")
    assert bar.words == "Saved here, but issues.jsonl is not up to date"
    bar.saved(AT)
    assert bar.words == "Saved here, but issues.jsonl is not up to date"
    bar.set_exported(AT)
    assert bar.words == f"Saved {clock(AT)}"


def test_a_file_that_waits_to_be_imported_is_never_called_up_to_date(bar: TrustBar) -> None:
    bar.set_project("issues.jsonl")
    bar.set_written(True)
    bar.set_exported(AT)
    bar.saved(AT)
    bar.set_waiting("issues.jsonl")
    bar.saved(AT)
    assert bar.words == "Saved here, but issues.jsonl is not up to date"
    bar.explain()
    said = [label.text() for label in bar._popover.findChildren(QLabel)]
    assert not [words for words in said if "kept up to date" in words]
    assert any("after its own are imported" in words for words in said)
    bar.set_waiting("")
    assert bar.words == f"Saved {clock(AT)}"
    # Where it is not written anyway, nothing of ours waits for it.
    bar.set_written(False)
    bar.set_waiting("issues.jsonl")
    assert bar.words == f"Saved {clock(AT)}"


def test_what_bd_did_not_read_is_said_until_it_has_and_never_called_up_to_date(bar: TrustBar) -> None:
    bar.set_project("issues.jsonl")
    bar.set_written(True)
    bar.set_bd_behind("bd is not installed here.")
    bar.saved(AT)
    bar.set_exported(AT)
    assert bar.words == "Saved here, but bd does not know of it"
    bar.explain()
    (popover,) = bar.window().findChildren(SavedPopover)
    words = [label.text() for label in popover.findChildren(QLabel)]
    assert "bd is not installed here." in words
    assert "kept up to date" not in " ".join(words)
    bar.set_bd_behind("")
    assert bar.words == f"Saved {clock(AT)}"


def test_the_program_that_is_waited_for_is_named(bar: TrustBar) -> None:
    bar.set_pending(1)
    bar.wait_for("DB Browser (4312)")
    assert bar.words == "Waiting for DB Browser (4312) to finish writing"
    bar.wait_for("")
    assert bar.words == "Waiting for another program to finish writing"
    bar.set_pending(0)
    assert bar.words == "No unsaved changes"


def test_a_commit_that_failed_is_never_called_not_saved(bar: TrustBar) -> None:
    bar.failed(Unconfirmed("The disk failed."))
    assert bar.words == "Could not confirm \N{EN DASH} The disk failed."
    bar.failed(DiskFull("The disk is full."))
    assert bar.words == "Not saved: The disk is full."


def test_a_fault_stays_although_something_else_is_saved_later(bar: TrustBar, qtbot: QtBot) -> None:
    bar.failed(DiskFull("The disk is full."))
    bar.saved(AT)
    assert bar.words == "Not saved: The disk is full."
    with qtbot.waitSignal(bar.retry_requested):
        press(bar, "Try again")
    bar.forgive()
    assert bar.words == f"Saved {clock(AT)}"


def test_what_failed_can_be_given_up(bar: TrustBar, qtbot: QtBot) -> None:
    bar.failed(DiskFull("The disk is full."))
    with qtbot.waitSignal(bar.given_up):
        press(bar, "Leave it")
    assert bar.words == "No unsaved changes"


def test_counts_say_how_many_of_how_many() -> None:
    assert counts_words(128, 3204, 2) == "128 of 3,204 · 2 selected"
    assert counts_words(1, 1, 1) == "1 issue"
    assert counts_words(3204, 3204, 0) == "3,204 issues"


def test_it_explains_when_and_where_on_a_click(bar: TrustBar) -> None:
    bar.saved(AT)
    bar.set_undo("close bd-1")
    bar.explain()
    (popover,) = bar.window().findChildren(SavedPopover)
    assert popover.isVisible()
    words = " ".join(label.text() for label in popover.findChildren(QLabel))
    assert "/data/Home.strandline" in words
    assert "close bd-1" in words


GONE = (
    "Home.strandline was moved, replaced or deleted while it was open. Save a complete copy before quitting."
)


def test_a_file_out_of_its_place_is_never_called_saved(bar: TrustBar, qtbot: QtBot) -> None:
    bar.saved(AT)
    bar.set_in_place(False)
    assert bar.words == GONE
    bar.saved(AT)
    bar.failed(DiskFull("The disk is full."))
    assert bar.words == GONE
    assert {b.text() for b in bar.findChildren(QPushButton) if b.isVisible()} == {"Save a complete copy…"}
    with qtbot.waitSignal(bar.copy_requested):
        press(bar, "Save a complete copy…")
    bar.forgive()
    assert bar.words == GONE
    bar.set_in_place(True)
    assert bar.words == f"Saved {clock(AT)}"


def test_the_next_tracker_is_in_its_place(bar: TrustBar) -> None:
    bar.set_in_place(False)
    bar.set_place("/data/Other.strandline")
    assert bar.words == "No unsaved changes"


def test_nothing_is_called_saved_while_a_text_is_not(bar: TrustBar) -> None:
    bar.saved(AT)
    bar.set_unsaved(1)
    assert bar.words == "1 text not saved yet"
    bar.set_unsaved(2)
    assert bar.words == "2 texts not saved yet"
    bar.set_unsaved(0)
    assert bar.words == f"Saved {clock(AT)}"


def test_a_long_step_to_undo_makes_no_window_wider(bar: TrustBar) -> None:
    window = bar.window()
    bar.saved(AT)
    bar.set_to_review(1200)
    bar.changed_outside(f"u{n}" for n in range(1200))
    before = window.minimumSizeHint().width()
    words = "edit title of “A very long title that says all that its issue is about, and then some”"
    bar.set_undo(words)
    assert window.minimumSizeHint().width() < before + 150
    assert window.minimumSizeHint().width() < 800
    window.resize(900, 400)
    assert bar._undo.accessibleName() == f"Undo: {words}"
    assert bar._undo.toolTip() == f"Undo: {words}"
    assert bar._undo.text().endswith("…")
    window.resize(2000, 400)
    assert bar._undo.text().endswith(words)
    assert bar._review.text().endswith("1,200 changes to review")


def test_an_issue_that_is_changed_outside_twice_is_one_issue(bar: TrustBar) -> None:
    bar.changed_outside(("a", "b"))
    bar.changed_outside(("b", "c"))
    assert bar._outside_button.accessibleName() == "Changed outside: 3 issues"
    bar._outside_button.click()
    assert not bar._outside_button.isVisible()
    bar.changed_outside(("a",))
    assert bar._outside_button.accessibleName() == "Changed outside: 1 issue"


def test_an_issue_file_that_takes_long_to_read_is_named_and_what_waits_for_it(
    bar: TrustBar, qtbot: QtBot
) -> None:
    bar.saved(AT)
    bar.set_reading("issues.jsonl")
    assert bar.words.startswith("Saved")
    qtbot.waitUntil(lambda: bar.words == "Reading issues.jsonl…")
    bar.set_pending(1)
    qtbot.waitUntil(lambda: bar.words == "Saving as soon as issues.jsonl has been read…")
    bar.set_reading("")
    assert bar.words == "Saving…"
    bar.set_pending(0)
    assert bar.words == f"Saved {clock(AT)}"
