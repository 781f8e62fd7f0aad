"""What the quit sheet says while a large second file is moved into the tracker, and when that was stopped."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from gui.closing_progress import Progress
from gui.i18n import number

translate = QCoreApplication.translate

_MB = 2**20


def moved_words(moving: tuple[int, int]) -> str:
    """How far it is, such as "312 of 1,024 MB", in words that stay on one line."""
    done, total = moving
    words = translate("QuitSheet", "{done} of {total} MB")
    return words.format(done=number(done // _MB), total=number(_up(total))).replace(" ", "\N{NO-BREAK SPACE}")


def moving_paragraphs(progress: Progress, tracker: str, saved: str) -> tuple[str, ...]:
    """Say it while it is under way, as rich text. tracker: the file's name. saved: how it begins."""
    assert progress.moving is not None  # noqa: S101 - only called then
    if progress.stopped:
        return (translate("QuitSheet", "Stopping, as soon as the disk has written what it was given."),)
    done, total = progress.moving
    words = translate("QuitSheet", "{saved}. Putting them into one file: {done} of {total} MB.")
    return (
        words.format(saved=saved, done=number(done // _MB), total=number(_up(total))),
        translate("QuitSheet", "Stopping loses nothing: they stay in a second file, {wal}.").format(
            wal=f"<i>{escape(tracker)}-wal</i>"
        ),
    )


def stopped_words(progress: Progress) -> str:
    """Say what is left where it was stopped, with places for {saved}, {file} and {wal}."""
    left = number(_up(progress.moving[1] if progress.moving is not None else 0))
    words = translate(
        "QuitSheet",
        "{saved}. You stopped putting them into one file, so that up to {size} MB are still in a second "
        "file, {wal}. Nothing is lost while both stay together: {file} alone is not complete. Try again, or "
        "quit; the next start does it.",
    )
    return words.replace("{size}", left)


def _up(size: int) -> int:
    return -(-size // _MB)
