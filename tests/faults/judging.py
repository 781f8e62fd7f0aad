"""Judges what is left after a power cut: by opening it with the program and going on with the work."""

from __future__ import annotations

import difflib
import traceback
from dataclasses import dataclass
from pathlib import Path
from random import Random

from store.backup_list import backups
from store.check import check
from store.checkpoint import Grade
from store.drafts import Key, drafts
from store.file_news import is_news
from store.tracker import Tracker
from tests.faults.desk import Desk, state


@dataclass(frozen=True, slots=True)
class Known:
    """What was acknowledged once so many operations were done, the last of them those of a deed."""

    at: int
    deed: str
    state: bytes
    jsonl: bytes
    kept: frozenset[tuple[Key, str]]
    copied: tuple[tuple[Path, bytes], ...]


class Lost(AssertionError):
    """A promise was broken."""


def judge(place: Path, known: tuple[Known, ...]) -> str:
    """Open what is left, with what was acknowledged and what came after that; "" when all is well."""
    desk = Desk(place, Random(0))
    try:
        _look(desk, known)
        _go_on(desk, known)
    except Lost as error:
        return str(error)
    except Exception:  # noqa: BLE001 - whatever such an image can raise is what is looked for
        return traceback.format_exc(limit=-6)
    finally:
        desk.drop()
    return ""


def _look(desk: Desk, known: tuple[Known, ...]) -> None:
    """Nothing that was acknowledged is missing, and nothing is half there."""
    last, perhaps = known[0], known[:2]
    _is_one_of("the issue file", desk.file.read_bytes(), [one.jsonl for one in perhaps])
    desk.open()
    findings = check(desk.tracker).findings
    if findings:
        raise Lost(f"not sound: {findings}")
    _is_one_of("the tracker", state(desk.tracker), [one.state for one in perhaps])
    with drafts() as store:
        kept = frozenset((text.key, text.text) for text in store.list(str(desk.path)))
    if kept not in [one.kept for one in perhaps]:
        raise Lost(f"kept texts are gone: {[key.uid for key, _ in last.kept - kept]}")
    listed = {backup.path for backup in backups(desk.path) if backup.verified}
    for path, copied in perhaps[-1].copied[-1:]:
        acknowledged = (path, copied) in last.copied
        if path.exists() and (acknowledged or path in listed or path.parent == desk.copies):
            tracker = Tracker.open(path, actor="ann")
            _is_one_of("a complete copy", state(tracker), [copied])
            tracker.close()
        elif acknowledged:
            raise Lost(f"the copy {path.name} is gone")
        if acknowledged and path.parent != desk.copies and path not in listed:
            raise Lost(f"the backup {path.name} is no longer listed as verified")


def _go_on(desk: Desk, known: tuple[Known, ...]) -> None:
    """The next start reads the issue file, writes it and takes changes; nothing of before is overwritten."""
    desk.read_file()
    _is_one_of("after the import, the tracker", state(desk.tracker), [one.state for one in known])
    desk.export()
    if desk.file.read_bytes() not in state(desk.tracker) or is_news(desk.tracker, desk.file):
        raise Lost("the export is not what the tracker has")
    desk.numbers = 1000
    desk.edit()
    now = state(desk.tracker)
    grade = desk.settle().grade
    if grade not in (Grade.CLEAN, Grade.NOT_WAL):
        raise Lost(f"the ladder ended with {grade}")
    desk.restart()
    _is_one_of("after another start, the tracker", state(desk.tracker), [now])


def _is_one_of(what: str, found: bytes, wanted: list[bytes]) -> None:
    if found not in wanted:
        lines = difflib.unified_diff(
            wanted[0].decode().splitlines(), found.decode(errors="replace").splitlines(), n=0, lineterm=""
        )
        raise Lost(
            f"{what} is neither as acknowledged nor as it was to be: {[one[:200] for one in lines][2:8]}"
        )
