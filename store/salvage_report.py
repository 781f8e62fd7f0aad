"""What a salvage could not save, with ids, as a text file beside the damaged file. Any thread."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from store.files import Unsynced
from store.private_files import write_private

log = logging.getLogger(__name__)


def write(
    aside: Path, saved: Path, issues: int, lost: Sequence[str], partial: Sequence[str], gone: Sequence[str]
) -> Path | None:
    """Write it, and answer where; None where the disk does not take it: what was saved is saved all the same.

    aside: the damaged file. saved: the sound one in its place. partial, gone: ids of issues.
    """
    text = "\n".join(_lines(aside, saved, issues, lost, partial, gone)) + "\n"
    try:
        return _written(aside, text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        log.warning("The report of %s could not be written: %s", aside, error)
        return None


def _written(aside: Path, data: bytes) -> Path:
    n = 1
    while True:
        report = aside.with_name(f"{aside.name}.report{'' if n == 1 else f' {n}'}.txt")
        try:
            if write_private(report, data, replace=False):
                return report
        except Unsynced as error:
            log.warning("%s is written and may not last: %s", report, error)
            return report
        n += 1


def _lines(
    aside: Path, saved: Path, issues: int, lost: Sequence[str], partial: Sequence[str], gone: Sequence[str]
) -> Iterator[str]:
    yield f"{saved.name} has {issues} issues, saved from a damaged file."
    yield f"The damaged file is kept as {aside.name}."
    if lost:
        yield from ("", "Not saved:", *(f"- {one}" for one in lost))
    if partial:
        yield from ("", f"Issues of which only a part could be saved ({len(partial)}):", *partial)
    if gone:
        yield from ("", f"Issues that are lost, as far as is known ({len(gone)}):", *gone)
