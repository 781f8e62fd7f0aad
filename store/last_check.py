"""When a tracker was last examined, and what was found: a small file among its backups. Any thread."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from store import backup_list
from store.private_files import read_text, write_private
from store.structs import dataclass

WHOLE_EACH = timedelta(days=7)
"""So often the whole tracker is examined, and not only whether its pages can be read."""
_NOTE = "last_check.json"


@dataclass(frozen=True, slots=True)
class LastCheck:
    """When it was, UTC, and what was found, in sentences. whole_at: when all was examined, "" for never."""

    at: str
    findings: tuple[str, ...] = ()
    whole_at: str = ""


def read(tracker: Path) -> LastCheck | None:
    """The last one that is remembered."""
    try:
        value: object = json.loads(read_text(backup_list.folder_of(tracker) / _NOTE) or "{}")
    except (ValueError, RecursionError):
        return None
    record = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    at, findings, whole_at = (
        record.get("at"),
        record.get("findings"),
        record.get("whole_at", record.get("at")),
    )
    if not isinstance(at, str) or not isinstance(findings, list) or not isinstance(whole_at, str):
        return None
    return LastCheck(at, tuple(map(str, cast("list[object]", findings))), whole_at)


def remember(tracker: Path, done: LastCheck) -> None:
    """Keep it. What was found counts, not that it is remembered: a folder that takes nothing is no error."""
    record = {"at": done.at, "findings": list(done.findings), "whole_at": done.whole_at}
    with contextlib.suppress(OSError):
        write_private(backup_list.make_folder(tracker) / _NOTE, f"{json.dumps(record)}\n".encode())


def forget(tracker: Path) -> None:
    """Another file is in the tracker's place: it is to be examined anew."""
    with contextlib.suppress(OSError):
        (backup_list.folder_of(tracker) / _NOTE).unlink(missing_ok=True)


def whole_is_due(last: LastCheck | None, now: datetime) -> bool:
    """Whether all is to be examined: once a week, and until what was found is gone."""
    if last is None or last.findings:
        return True
    try:
        then = datetime.fromisoformat(last.whole_at)
    except ValueError:
        return True
    # A clock that was set back counts too.
    return then.tzinfo is None or abs(now - then) >= WHOLE_EACH
