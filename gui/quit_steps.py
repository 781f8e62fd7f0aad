"""The quit sheet's list of steps in words, and how far its bar is. Window's thread."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from gui.closing_progress import Phase, Progress
from gui.i18n import number, plural
from gui.quit_export import not_exported_result
from gui.quit_moving import moved_words
from store.checkpoint import ATTEMPTS, Grade, Settled
from store.structs import dataclass

translate = QCoreApplication.translate


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


def steps_words(phase: Phase, progress: Progress, next_in: float | None) -> tuple[StepWords, ...]:
    """The steps in their order; only a project has an issue file. next_in: seconds to the next try."""
    order = (
        Phase.OPEN,
        Phase.SAVING,
        Phase.KEEPING,
        Phase.EXPORTING,
        Phase.BACKING_UP,
        Phase.SETTLING,
        Phase.ASKING,
        Phase.COPYING,
    )
    place = order.index(phase) if phase in order else len(order)
    return (
        _step_kept(progress),
        _step_saved(place, progress),
        *((_step_exported(phase, progress),) if progress.exports else ()),
        *((_step_backed_up(progress),) if progress.backup else ()),
        _step_tidied(phase, place, progress, next_in),
        StepWords(
            translate("QuitSheet", "Closed"),
            {Phase.CLOSING: State.NOW, Phase.DONE: State.DONE}.get(phase, State.TODO),
        ),
    )


def _step_kept(progress: Progress) -> StepWords:
    text = translate("QuitSheet", "Text kept")
    if progress.lost:
        return StepWords(text, State.REFUSED, translate("QuitSheet", "not kept"))
    return StepWords(text, State.DONE)


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


def _step_exported(phase: Phase, progress: Progress) -> StepWords:
    text = translate("QuitSheet", "{file} written and re-read").format(file=progress.exports)
    if progress.exported:
        return StepWords(text, State.DONE)
    refused = progress.not_exported
    if refused is None:
        return StepWords(text, State.NOW if phase is Phase.EXPORTING else State.TODO)
    return StepWords(text, State.REFUSED, not_exported_result(progress, refused))


def _step_backed_up(progress: Progress) -> StepWords:
    text = translate("QuitSheet", "Backup made")
    if progress.backup == "later":
        return StepWords(text, State.TODO, translate("QuitSheet", "at the next start"))
    return StepWords(text, State.DONE if progress.backup == "made" else State.NOW)


def _step_tidied(phase: Phase, place: int, progress: Progress, next_in: float | None) -> StepWords:
    text = translate("QuitSheet", "Tidied into one file")
    if place <= 4:
        return StepWords(text, State.TODO)
    settled = progress.settled
    if settled is not None:
        refused = settled.grade.at_risk
        stopped = translate("QuitSheet", "stopped") if progress.stopped and refused else ""
        return StepWords(text, State.REFUSED if refused else State.DONE, stopped or _result(settled))
    if progress.moving is not None:
        return StepWords(text, State.NOW, moved_words(progress.moving))
    refusals = [attempt for attempt in progress.attempts if attempt.at_risk]
    if not refusals or phase is not Phase.SETTLING:
        return StepWords(text, State.NOW)
    turn = min(refusals[-1].n + 1, ATTEMPTS)
    detail = try_words(turn)
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
    if named := _still_there(settled):
        return named
    return plural(translate("QuitSheet", "refused %n time(s)", "", refused), refused)


def _still_there(settled: Settled) -> str:
    """Who stood in the way to the end, "" when nobody can be named."""
    holding = [holder for holder in settled.holders if holder.holds_up]
    if not holding or not (holding[0].name or holding[0].outside):
        return ""
    first = holding[0]
    who = f"{first.name} (pid\N{NO-BREAK SPACE}{first.pid})" if first.pid else first.name
    who = who or translate("QuitSheet", "a program outside this sandbox")
    if first.holds_up == "writing":
        words = translate("QuitSheet", "{program} still writes")
    else:
        words = translate("QuitSheet", "{program} still reads")
    if others := len(holding) - 1:
        return words.format(program=who) + translate("QuitSheet", ", and {n} more").format(n=number(others))
    return words.format(program=who)


def try_words(turn: int) -> str:
    """Say which try it is, in words that stay on one line."""
    words = translate("QuitSheet", "try {turn} of {tries}").format(turn=turn, tries=ATTEMPTS)
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def percent(phase: Phase, progress: Progress) -> int:
    """How far the bar is, 0 to 100."""
    if phase in (Phase.OPEN, Phase.SAVING):
        return 10 + (30 * progress.saved // progress.total if progress.total else 0)
    if phase in (Phase.KEEPING, Phase.EXPORTING, Phase.BACKING_UP):
        return 40
    if phase in (Phase.CLOSING, Phase.DONE):
        return 95 if phase is Phase.CLOSING else 100
    if progress.moving is not None:
        # For minutes it is all that happens: the bar says how far that is.
        done, total = progress.moving
        return 100 * done // total
    last = progress.attempts[-1] if progress.attempts else None
    if last is None:
        return 45
    return 45 + min(40, 7 * last.n)
