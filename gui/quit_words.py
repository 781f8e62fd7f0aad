"""What the quit sheet says: each state of the closing in plain words. No widgets; window's thread.

Names of files, issues and programs are set in italics; they are escaped, because anybody can make one up.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from gui.closing_progress import Phase, Progress, Wish
from gui.i18n import number, plural
from gui.quit_moving import moving_paragraphs
from gui.quit_steps import StepWords, percent, steps_words, try_words
from gui.quit_verdict import italic, saved_words, verdict, verdict_paragraphs
from store.checkpoint import ATTEMPTS
from store.holders import Holder
from store.structs import dataclass

translate = QCoreApplication.translate


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
    steps = steps_words(phase, progress, next_in)
    done = percent(phase, progress)
    if phase is Phase.ASKING:
        headline, kind = verdict(progress)
        paragraphs = verdict_paragraphs(progress, tracker)
        return SheetWords(headline, paragraphs, steps, kind, done, notice, notice_kind)
    headline = translate("QuitSheet", "Closing {name}").format(name=PurePath(tracker).stem)
    if phase is Phase.SETTLING and progress.moving is not None and wish is not Wish.STAY:
        paragraphs = moving_paragraphs(progress, tracker, saved_words(progress))
    else:
        paragraphs = (_under_way(phase, progress, wish),)
    return SheetWords(headline, paragraphs, steps, "", done, notice, notice_kind)


def plain(rich: str) -> str:
    """The same words for a screen reader."""
    for old, new in (("<i>", ""), ("</i>", ""), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"')):
        rich = rich.replace(old, new)
    return rich.replace("&#x27;", "'").replace("&amp;", "&")


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
            "{saved}. Waiting for {program} to finish {doing} this tracker – {which_try}.",
        )
        return text.format(saved=saved_words(progress), program=who, doing=what, which_try=try_words(turn))
    if phase is Phase.EXPORTING and progress.imports:
        text = translate("QuitSheet", "{saved}. Taking in what another program has written to {file}.")
        return text.format(saved=saved_words(progress), file=italic(progress.exports))
    if phase is Phase.EXPORTING:
        text = translate("QuitSheet", "{saved}. Bringing {file} up to date.")
        return text.format(saved=saved_words(progress), file=italic(progress.exports))
    if phase is Phase.BACKING_UP and progress.backup:
        return translate("QuitSheet", "{saved}. Making a backup and checking it.").format(
            saved=saved_words(progress)
        )
    if phase is Phase.KEEPING:
        return translate("QuitSheet", "Keeping the text that is not in the tracker yet.")
    return translate("QuitSheet", "{saved}. Putting them into one file.").format(saved=saved_words(progress))


def _saving(progress: Progress) -> str:
    counts = {"saved": number(progress.saved), "total": number(progress.total)}
    if progress.holder or progress.waits:
        who = (
            italic(progress.holder)
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


def _called(holder: Holder | None) -> str:
    if holder is not None and holder.name:
        return italic(holder.name)
    if holder is not None and holder.outside:
        return translate("QuitSheet", "a program outside this sandbox")
    return translate("QuitSheet", "a program that cannot be named")


def _waits_for(holders: Sequence[Holder]) -> tuple[str, str]:
    """Who stands in the way, and what it does with the tracker."""
    holding = [holder for holder in holders if holder.holds_up]
    if not holding:
        return _called(None), translate("QuitSheet", "reading")
    first = holding[0]
    doing = {
        "writing": translate("QuitSheet", "changing"),
        "recovering": translate("QuitSheet", "repairing"),
        "checkpointing": translate("QuitSheet", "tidying"),
    }.get(first.holds_up, translate("QuitSheet", "reading"))
    name = _called(first)
    others = len(holding) - 1
    if others:
        name = plural(translate("QuitSheet", "{name} and %n other program(s)", "", others), others).format(
            name=name
        )
    return name, doing


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
    return text.format(file=italic(str(copied.path))), "success"
