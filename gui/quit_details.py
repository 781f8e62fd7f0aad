"""The details of a close, for somebody who is asked about it: attempts, pages, programs. Plain text."""

from __future__ import annotations

from pathlib import Path

from gui.closing_progress import Progress
from store.checkpoint import Attempt
from store.failure import code_name
from store.holders import HOLDS_UP, Holder

_HEAD = ("try", "mode", "answer", "frames", "moved", "wait")


def details_text(progress: Progress, tracker: Path) -> str:
    """Lay out all that is known in columns; not translated, so that anybody asked can read it."""
    lines = [f"file    {tracker}"]
    settled = progress.settled
    if settled is not None:
        why = f", {code_name(settled.code)}" if settled.code is not None else ""
        errno = f", errno {settled.errno}" if settled.errno else ""
        lines.append(f"grade   {settled.grade.name}{why}{errno}")
    lines.append("")
    lines += _table([_HEAD, *(_row(attempt) for attempt in progress.attempts)])
    holders = progress.attempts[-1].holders if progress.attempts else ()
    for holder in holders:
        lines += ["", *_holder(holder)]
    return "\n".join(lines)


def _row(attempt: Attempt) -> tuple[str, ...]:
    answer = "busy" if attempt.busy else attempt.reason or "ok"
    wait = "" if attempt.wait_ms is None else f"{attempt.wait_ms} ms"
    return (str(attempt.n), attempt.mode, answer, _count(attempt.frames), _count(attempt.moved), wait)


def _count(frames: int) -> str:
    return "?" if frames < 0 else str(frames)


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _holder(holder: Holder) -> list[str]:
    what = HOLDS_UP.get(holder.holds_up) or "has it open"
    lines = [f"pid {holder.pid or '?'}  {holder.name or 'not visible from here'}", f"  {what}"]
    if holder.command:
        lines.append(f"  {holder.command}")
    if holder.locks:
        lines.append(f"  {', '.join(holder.locks)}")
    return lines
