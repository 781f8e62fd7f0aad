"""What an import would do, found out by doing it and taking it back, and whether to ask before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from store import jsonl, meta
from store.exchange_answers import Named, Plan, Rename
from store.files import file_name
from store.importing import Source, rehearse
from store.pace import UNWATCHED, Pace

if TYPE_CHECKING:
    from store.tracker import Tracker

MANY = 50
"""Changes of more issues than this are asked for in a tracker that has some already."""


def plan(tracker: Tracker, source: Source, pace: Pace = UNWATCHED) -> Plan:
    """Rehearse the import of a file; the tracker stays as it is. Raises Cancelled when pace says so."""
    empty = tracker.one("SELECT 1 FROM issue WHERE NOT gone LIMIT 1") is None
    seen = tracker.one("SELECT sha256 FROM exchange_file WHERE path = ?", (file_name(source.path),))
    imported, result = rehearse(tracker, source, pace=pace)
    with tracker.reading():
        deletes, missing = _named(tracker, result.deletes), _named(tracker, result.missing)
        # The file may have what somebody has just taken back.
        restored = meta.get(tracker, meta.RESTORED) is not None
    markers = 0
    if seen != source.sha256:
        markers = sum(jsonl.is_marker(line.raw) for line in source.lines)
    renames = tuple(Rename(*one) for one in result.renames)
    changes = imported.created + imported.updated + imported.deleted
    return Plan(
        path=source.path,
        imported=imported,
        deletes=deletes,
        renames=renames,
        missing=missing,
        markers=markers,
        changes=changes,
        sha256=source.sha256,
        same=seen == source.sha256,
        asks=bool(deletes or renames or markers or (changes and restored) or (changes > MANY and not empty)),
    )


def _named(tracker: Tracker, keys: list[int]) -> tuple[Named, ...]:
    """The issues of these keys, by id; those whose creation was undone are nobody's loss."""
    rows = tracker.all(
        """SELECT i.id, i.title FROM json_each(?) AS f CROSS JOIN issue AS i ON i.key = f.value
           WHERE NOT i.gone""",
        (json.dumps(keys),),
    )
    return tuple(sorted((Named(*row) for row in rows), key=lambda one: one.id))
