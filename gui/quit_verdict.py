"""What the quit sheet says when a try has ended: what is at stake, and what can be done. Window's thread.

Names of files, issues and programs are set in italics; they are escaped, because anybody can make one up.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from gui.closing_progress import Progress, Unsent
from gui.i18n import number
from gui.quit_export import not_exported_words
from gui.quit_moving import stopped_words
from store.checkpoint import Grade, Settled

translate = QCoreApplication.translate

_NAMED = 3
"""How many changes are named before "and 2 more"."""


def verdict(progress: Progress) -> tuple[str, str]:
    """The headline, and its kind: "", "warning" or "danger"."""
    if progress.needs_telling:
        return translate(
            "QuitSheet", "Not everything could be saved"
        ), "danger" if progress.lost else "warning"
    settled = progress.settled
    if progress.not_exported is not None and (settled is None or not settled.grade.at_risk):
        text = translate("QuitSheet", "Saved, but {file} is not up to date")
        return text.format(file=progress.exports), "warning"
    if settled is None or not settled.grade.at_risk:
        return translate("QuitSheet", "Everything is in one file"), ""
    if settled.grade is Grade.MOVED:
        return translate("QuitSheet", "The file is no longer in its place"), "danger"
    if settled.grade is not Grade.FAILED:
        return translate("QuitSheet", "Saved, but in two files"), "warning"
    return {
        "disk_full": (translate("QuitSheet", "Saved, but the disk is full"), "warning"),
        "io_error": (translate("QuitSheet", "Saved, but the disk failed"), "danger"),
        "damaged": (translate("QuitSheet", "The tracker is damaged"), "danger"),
    }.get(settled.reason, (translate("QuitSheet", "Saved, but in two files"), "warning"))


def only_a_copy_helps(settled: Settled) -> bool:
    """Whether another try is no way out: the file is gone from its place, damaged, or on a failing disk."""
    return settled.grade is Grade.MOVED or settled.reason in ("damaged", "io_error")


def verdict_paragraphs(progress: Progress, tracker: str) -> tuple[str, ...]:
    """Everything at stake, as rich text. tracker: the file's name."""
    found: list[str] = []
    if progress.lost:
        found.append(_lost(progress.lost))
    if progress.kept:
        found.append(_kept(progress.kept))
    if progress.not_exported is not None:
        saved, file = saved_words(progress), italic(progress.exports)
        found.append(not_exported_words(progress, progress.not_exported, saved, file))
    settled = progress.settled
    if settled is not None and settled.grade.at_risk:
        stopped = progress.stopped and settled.grade is Grade.CANCELLED
        told = stopped_words(progress) if stopped else _risk(settled)
        found.append(
            told.format(saved=saved_words(progress), file=italic(tracker), wal=italic(f"{tracker}-wal"))
        )
    elif not found:
        found.append(
            translate("QuitSheet", "{saved}, all in {file}.").format(
                saved=saved_words(progress), file=italic(tracker)
            )
        )
    return tuple(found)


def _risk(settled: Settled) -> str:
    if settled.grade is Grade.MOVED:
        return translate(
            "QuitSheet",
            "{file} was moved, replaced or deleted while it was open, so your changes may not be in the "
            "file that is there now. Save a complete copy before quitting, or they may be lost.",
        )
    if settled.grade is not Grade.FAILED:
        return translate(
            "QuitSheet",
            "{saved}, but the newest are still in a second file, {wal}. They could be lost if that file is "
            "deleted, or if {file} is copied, synced or restored without it.",
        )
    return _failure(settled.reason)


def _failure(reason: str) -> str:
    if reason == "disk_full":
        return translate(
            "QuitSheet",
            "{saved}, but the disk is too full to put them into one file. Free some space and try again; "
            "until then, copying {file} without {wal}, or deleting the latter, can lose changes.",
        )
    if reason == "io_error":
        return translate(
            "QuitSheet",
            "{saved}, but the disk failed while they were put into one file. Save a complete copy on another "
            "disk; until then, copying {file} without {wal}, or deleting the latter, can lose changes.",
        )
    if reason == "damaged":
        return translate(
            "QuitSheet",
            "{file} is damaged, so your newest changes could not be put into it. Keep it and {wal} as they "
            "are, and save a complete copy.",
        )
    if reason == "read_only":
        return translate(
            "QuitSheet",
            "{saved}, but {file} does not allow writing now. Allow it and try again; until then, copying it "
            "without {wal}, or deleting the latter, can lose changes.",
        )
    return translate(
        "QuitSheet",
        "{saved}, but could not be put into one file. Try again, or save a complete copy; until then, "
        "copying {file} without {wal}, or deleting the latter, can lose changes.",
    )


def _kept(changes: Sequence[Unsent]) -> str:
    names, n = _names(changes), len(changes)
    if n == 1:
        text = translate(
            "QuitSheet",
            "1 change could not be saved: {names}. It is kept as a draft for the next start, but is not in "
            "your tracker yet.",
        )
    else:
        text = translate(
            "QuitSheet",
            "%n changes could not be saved: {names}. They are kept as drafts for the next start, but are "
            "not in your tracker yet.",
            "",
            n,
        )
    return text.format(names=names)


def _lost(changes: Sequence[Unsent]) -> str:
    names, n = _names(changes), len(changes)
    if n == 1:
        text = translate(
            "QuitSheet",
            "1 change could not be saved: {names} – not even as a draft. If you quit now, it is lost.",
        )
    else:
        text = translate(
            "QuitSheet",
            "%n changes could not be saved: {names} – not even as drafts. If you quit now, they are lost.",
            "",
            n,
        )
    return text.format(names=names)


def _names(changes: Sequence[Unsent]) -> str:
    named = ", ".join(italic(change.what) for change in changes[:_NAMED])
    more = len(changes) - _NAMED
    if more <= 0:
        return named
    return translate("QuitSheet", "{names} and {n} more").format(names=named, n=number(more))


def saved_words(progress: Progress) -> str:
    """The beginning of a sentence: what is saved."""
    if progress.needs_telling:
        return translate("QuitSheet", "Your other changes are saved")
    return translate("QuitSheet", "Your changes are saved")


def italic(name: str) -> str:
    """A name as rich text."""
    return f"<i>{escape(name)}</i>"
