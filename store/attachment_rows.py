"""The rows of attached files: read with their issue, and written as registers of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.attachment import Attachment
from store.attachment_names import as_name
from store.errors import NotFound

if TYPE_CHECKING:
    from store.tracker import Tracker

_ROWS = """
    SELECT a.uid, a.name, a.media_type, c.size, c.sha256, a.added_by, a.added_at
    FROM attachment AS a JOIN content AS c ON c.key = a.content"""


def of(tracker: Tracker, key: int) -> tuple[Attachment, ...]:
    """The files of one issue in the order in which they were attached, without their content."""
    rows = tracker.all(f"{_ROWS} WHERE a.issue = ? AND NOT a.removed ORDER BY a.ordinal, a.uid", (key,))
    return tuple(_attachment(*row) for row in rows)


def find(tracker: Tracker, uid: str) -> Attachment:
    """One file; raises NotFound."""
    rows = tracker.all(f"{_ROWS} WHERE a.uid = ? AND NOT a.removed", (uid,))
    if not rows:
        raise NotFound("The file is no longer attached.")
    return _attachment(*rows[0])


def read(tracker: Tracker, key: int, uid: str) -> dict[str, object] | None:
    """The value of its register; None where it is not attached."""
    rows = tracker.all(f"{_ROWS} WHERE a.uid = ? AND a.issue = ? AND NOT a.removed", (uid, key))
    return None if not rows else value_of(_attachment(*rows[0]))


def _attachment(uid: str, name: str, media_type: str, size: int, sha256: str, by: str, at: str) -> Attachment:
    # Somebody else may have written the tracker: no name in it leads out of the folder of a copy.
    return Attachment(uid, as_name(name), media_type, size, sha256, by, at)


def value_of(one: Attachment) -> dict[str, object]:
    """An attachment as the value of its register."""
    return {
        "name": one.name,
        "type": one.media_type,
        "size": one.size,
        "sha256": one.sha256,
        "by": one.by,
        "at": one.at,
    }


def write(tracker: Tracker, key: int, uid: str, value: dict[str, Any] | None) -> None:
    """Store its value; the content has to be there, and stays when the file is removed."""
    if value is None:
        tracker.run("UPDATE attachment SET removed = 1 WHERE uid = ? AND issue = ?", (uid, key))
        return
    content = tracker.one("SELECT key FROM content WHERE sha256 = ?", (value["sha256"],))
    if content is None:
        raise NotFound(f"The content of {value['name']} is no longer in the tracker.")
    tracker.run(
        """INSERT INTO attachment(uid, issue, content, name, media_type, added_by, added_at, ordinal)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
             (SELECT coalesce(max(ordinal), -1) + 1 FROM attachment WHERE issue = ?2))
           ON CONFLICT DO UPDATE SET name = excluded.name, removed = 0""",
        (uid, key, content, value["name"], value["type"], value["by"], value["at"]),
    )
