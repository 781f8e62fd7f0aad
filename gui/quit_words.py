"""What the quit sheet says: each state of the closing in plain words. No widgets; window's thread.

Names of files, issues and programs are set in italics; they are escaped, because anybody can make one up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from html import escape
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from gui.closing_progress import Phase, Progress, Unsent, Wish
from gui.i18n import number, plural
from store.checkpoint import ATTEMPTS, Grade, Settled
from store.holders import Holder

translate = QCoreApplication.translate

_NAMED = 3
"""How many changes are named before "and 2 more"."""


class State(Enum):
    """How far one step is."""

    TODO = auto()
    NOW = auto()
    DONE = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class StepWords:
    """One line of the list of steps."""

    text: str
    state: State
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SheetWords:
    """All that the sheet says.

    paragraphs, notice: rich text. kind: "", "warning" or "danger". percent: how far the bar is.
    """

    headline: str
    paragraphs: tuple[str, ...]
    steps: tuple[StepWords, ...]
    kind: str
    percent: int
    notice: str = ""
    notice_kind: str = ""


def sheet_words(
    phase: Phase, progress: Progress, tracker: str, next_in: float | None = None, wish: Wish = Wish.NOTHING
) -> SheetWords:
    """Word a state of the closing. tracker: the file's name. next_in: seconds to the next try."""
    notice, notice_kind = _notice(progress, phase)
    steps = _steps(phase, progress, next_in)
    percent = _percent(phase, progress)
    if phase is Phase.ASKING:
        headline, kind = _verdict(progress)
        paragraphs = _verdict_paragraphs(progress, tracker)
        return SheetWords(headline, paragraphs, steps, kind, percent, notice, notice_kind)
    headline = translate("QuitSheet", "Closing {name}").format(name=PurePath(tracker).stem)
    return SheetWords(headline, (_under_way(phase, progress, wish),), steps, "", percent, notice, notice_kind)


def plain(rich: str) -> str:
    """The same words for a screen reader."""
    for old, new in (("<i>", ""), ("</i>", ""), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"')):
        rich = rich.replace(old, new)
    return rich.replace("&#x27;", "'").replace("&amp;", "&")


# While it runs


def _under_way(phase: Phase, progress: Progress, wish: Wish) -> str:
    if wish is Wish.STAY:
        return translate("QuitSheet", "You can go on working in a moment, when what is under way has ended.")
    if phase is Phase.SAVING:
        return _saving(progress)
    if phase is Phase.COPYING:
        return translate("QuitSheet", "Saving a complete copy and checking it.")
    refused = [attempt for attempt in progress.attempts if attempt.at_risk]
    if phase is Phase.SETTLING and refused:
        turn = min(refused[-1].n + 1, ATTEMPTS)
        who, what = _waits_for(refused[-1].holders)
        text = translate(
            "QuitSheet",
            "{saved}. Waiting for {program} to finish {doing} this tracker – try {turn} of {tries}.",
        )
        return text.format(saved=_saved(progress), program=who, doing=what, turn=turn, tries=ATTEMPTS)
    if phase is Phase.KEEPING:
        return translate("QuitSheet", "Keeping the text that is not in the tracker yet.")
    return translate("QuitSheet", "{saved}. Putting them into one file.").format(saved=_saved(progress))


def _saving(progress: Progress) -> str:
    counts = {"saved": number(progress.saved), "total": number(progress.total)}
    if progress.holder or progress.waits:
        who = (
            _italic(progress.holder)
            if progress.holder
            else translate("QuitSheet", "a program that cannot be named")
        )
        text = translate(
            "QuitSheet", "{saved} of {total} changes saved. Waiting for {program} to finish writing."
        )
        return text.format(program=who, **counts)
    if not progress.total:
        return translate("QuitSheet", "Saving your changes.")
    return translate("QuitSheet", "Saving your changes: {saved} of {total}.").format(**counts)


def _waits_for(holders: Sequence[Holder]) -> tuple[str, str]:
    """Who stands in the way, and what it does with the tracker."""
    holding = [holder for holder in holders if holder.holds_up]
    if not holding:
        return translate("QuitSheet", "a program that cannot be named"), translate("QuitSheet", "reading")
    first = holding[0]
    doing = {
        "writing": translate("QuitSheet", "changing"),
        "recovering": translate("QuitSheet", "repairing"),
        "checkpointing": translate("QuitSheet", "tidying"),
    }.get(first.holds_up, translate("QuitSheet", "reading"))
    name = _italic(first.name) if first.name else translate("QuitSheet", "a program that cannot be named")
    others = len(holding) - 1
    if others:
        name = plural(translate("QuitSheet", "{name} and %n other program(s)", "", others), others).format(
            name=name
        )
    return name, doing


# When it has ended


def _verdict(progress: Progress) -> tuple[str, str]:
    if progress.needs_telling:
        return translate(
            "QuitSheet", "Not everything could be saved"
        ), "danger" if progress.lost else "warning"
    settled = progress.settled
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


def _verdict_paragraphs(progress: Progress, tracker: str) -> tuple[str, ...]:
    found: list[str] = []
    if progress.lost:
        found.append(_lost(progress.lost))
    if progress.kept:
        found.append(_kept(progress.kept))
    settled = progress.settled
    if settled is not None and settled.grade.at_risk:
        found.append(_risk(settled, _saved(progress), tracker))
    elif not found:
        found.append(
            translate("QuitSheet", "{saved}, all in {file}.").format(
                saved=_saved(progress), file=_italic(tracker)
            )
        )
    return tuple(found)


def _risk(settled: Settled, saved: str, tracker: str) -> str:
    if settled.grade is Grade.MOVED:
        text = translate(
            "QuitSheet",
            "{file} was moved, replaced or deleted while it was open, so your changes may not be in the "
            "file that is there now. Save a complete copy before quitting, or they may be lost.",
        )
    elif settled.grade is not Grade.FAILED:
        text = translate(
            "QuitSheet",
            "{saved}, but the newest are still in a second file, {wal}. They could be lost if that file is "
            "deleted, or if {file} is copied, synced or restored without it.",
        )
    else:
        text = _failure(settled.reason)
    return text.format(saved=saved, file=_italic(tracker), wal=_italic(f"{tracker}-wal"))


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
    named = ", ".join(_italic(change.what) for change in changes[:_NAMED])
    more = len(changes) - _NAMED
    if more <= 0:
        return named
    return translate("QuitSheet", "{names} and {n} more").format(names=named, n=number(more))


def _notice(progress: Progress, phase: Phase) -> tuple[str, str]:
    if phase is Phase.COPYING:
        return "", ""
    if progress.copy_error:
        return translate("QuitSheet", "No copy was saved. {why}").format(
            why=escape(progress.copy_error)
        ), "danger"
    copied = progress.copied
    if copied is None:
        return "", ""
    n = copied.issues
    text = plural(translate("QuitSheet", "A complete copy was saved: {file}, %n issue(s).", "", n), n)
    text = text.replace(str(n), number(n), 1)
    return text.format(file=_italic(str(copied.path))), "success"


# Steps


def _steps(phase: Phase, progress: Progress, next_in: float | None) -> tuple[StepWords, ...]:
    order = (Phase.OPEN, Phase.SAVING, Phase.KEEPING, Phase.SETTLING, Phase.ASKING, Phase.COPYING)
    place = order.index(phase) if phase in order else len(order)
    texts = StepWords(translate("QuitSheet", "Text kept"), State.REFUSED if progress.lost else State.DONE)
    return (
        texts,
        _step_saved(place, progress),
        _step_tidied(phase, place, progress, next_in),
        StepWords(
            translate("QuitSheet", "Closed"),
            {Phase.CLOSING: State.NOW, Phase.DONE: State.DONE}.get(phase, State.TODO),
        ),
    )


def _step_saved(place: int, progress: Progress) -> StepWords:
    text = translate("QuitSheet", "Changes saved")
    counts = (
        translate("QuitSheet", "{saved} of {total}").format(
            saved=number(progress.saved), total=number(progress.total)
        )
        if progress.total
        else ""
    )
    if place <= 1:
        return StepWords(text, State.NOW, counts)
    refused = len(progress.lost) + len(progress.kept)
    if refused:
        return StepWords(
            text, State.REFUSED, translate("QuitSheet", "{n} not saved").format(n=number(refused))
        )
    return StepWords(text, State.DONE, counts)


def _step_tidied(phase: Phase, place: int, progress: Progress, next_in: float | None) -> StepWords:
    text = translate("QuitSheet", "Tidied into one file")
    if place <= 2:
        return StepWords(text, State.TODO)
    settled = progress.settled
    if settled is not None:
        refused = settled.grade.at_risk
        return StepWords(text, State.REFUSED if refused else State.DONE, _result(settled))
    refusals = [attempt for attempt in progress.attempts if attempt.at_risk]
    if not refusals or phase is not Phase.SETTLING:
        return StepWords(text, State.NOW)
    turn = min(refusals[-1].n + 1, ATTEMPTS)
    detail = translate("QuitSheet", "try {turn} of {tries}").format(turn=turn, tries=ATTEMPTS)
    if next_in:
        seconds = f"{next_in:.1f}"
        detail = translate("QuitSheet", "{tries}, next in {seconds} s").format(tries=detail, seconds=seconds)
    return StepWords(text, State.NOW, detail)


def _result(settled: Settled) -> str:
    if not settled.grade.at_risk:
        return ""
    if settled.grade is Grade.MOVED:
        return translate("QuitSheet", "file moved")
    if settled.grade is Grade.FAILED:
        return {
            "disk_full": translate("QuitSheet", "disk full"),
            "io_error": translate("QuitSheet", "disk error"),
            "damaged": translate("QuitSheet", "damaged"),
            "read_only": translate("QuitSheet", "read-only"),
        }.get(settled.reason, translate("QuitSheet", "failed"))
    refused = sum(attempt.at_risk for attempt in settled.attempts)
    if settled.grade is Grade.CANCELLED or not refused:
        return translate("QuitSheet", "not finished")
    return plural(translate("QuitSheet", "refused %n time(s)", "", refused), refused)


def _percent(phase: Phase, progress: Progress) -> int:
    if phase in (Phase.OPEN, Phase.SAVING):
        return 10 + (30 * progress.saved // progress.total if progress.total else 0)
    if phase is Phase.KEEPING:
        return 40
    if phase in (Phase.CLOSING, Phase.DONE):
        return 95 if phase is Phase.CLOSING else 100
    last = progress.attempts[-1] if progress.attempts else None
    if last is None:
        return 45
    return 45 + min(40, 7 * last.n)


def _saved(progress: Progress) -> str:
    if progress.needs_telling:
        return translate("QuitSheet", "Your other changes are saved")
    return translate("QuitSheet", "Your changes are saved")


def _italic(name: str) -> str:
    return f"<i>{escape(name)}</i>"
