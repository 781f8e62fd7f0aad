"""The content of attached files: in pieces, each content once, kept as long as anything can need it.

A content stays while a file that is attached has it, and while undo or redo could bring such a file back.
It goes with the change that takes away the redo of an undone attachment: nothing else ever deletes one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from store.errors import Damaged, Invalid

if TYPE_CHECKING:
    from store.tracker import Tracker

CHUNK = 256 * 1024
"""Bytes of a piece: all that is held at a time of a file that is put in or saved out."""

_ABANDONED = 2
"""steps.ABANDONED: nothing can do such a step again."""


def is_here(tracker: Tracker, sha256: str) -> bool:
    """Whether that content is stored."""
    return tracker.one("SELECT 1 FROM content WHERE sha256 = ?", (sha256,)) is not None


def put(tracker: Tracker, sha256: str, size: int, pieces: Iterable[bytes]) -> None:
    """Store a content, inside a transaction; Invalid when the pieces are not what was looked at before."""
    tracker.run("INSERT INTO content(sha256, size) VALUES (?, ?)", (sha256, size))
    key = tracker.connection.last_insert_rowid()
    digest, stored = hashlib.sha256(), 0
    for number, piece in enumerate(pieces):
        digest.update(piece)
        stored += len(piece)
        tracker.run("INSERT INTO chunk(content, number, bytes) VALUES (?, ?, ?)", (key, number, piece))
    if stored != size or digest.hexdigest() != sha256:
        raise Invalid("The file was changed while it was read. Nothing was attached; try again.")


def pieces(tracker: Tracker, sha256: str) -> Iterator[bytes]:
    """The content, piece by piece, in no transaction: it never changes, but may go.

    Raises Damaged at the end, and Invalid once it is gone.
    """
    rows = tracker.all("SELECT key, size FROM content WHERE sha256 = ?", (sha256,))
    digest, number, left = hashlib.sha256(), 0, rows[0][1] if rows else -1
    while left > 0:
        piece = tracker.one("SELECT bytes FROM chunk WHERE content = ? AND number = ?", (rows[0][0], number))
        if piece is None:
            break
        digest.update(piece)
        number, left = number + 1, left - len(piece)
        yield piece
    if rows and left != 0 and not is_here(tracker, sha256):
        raise Invalid("The file was removed for good meanwhile. Nothing was written.")
    if left != 0 or digest.hexdigest() != sha256:
        raise Damaged("The content of the file is damaged in the tracker. Restore it from a complete copy.")


def sweep(tracker: Tracker) -> None:
    """Delete what nothing can bring back, inside the transaction that abandoned a step."""
    lost = [
        uid
        for (uid,) in tracker.all(
            """SELECT a.uid FROM attachment AS a JOIN issue AS i ON i.key = a.issue
               WHERE a.removed
                 AND NOT EXISTS (SELECT 1 FROM change AS c JOIN step AS s USING (step)
                                 WHERE c.uid = i.uid AND s.reverses IS NULL AND s.state <> ?
                                   AND instr(c.after, a.uid))
                 AND NOT EXISTS (SELECT 1 FROM conflict AS k WHERE k.issue = a.issue
                                 AND k.resolved IS NULL AND instr(k.register, a.uid))""",
            (_ABANDONED,),
        )
    ]
    for uid in lost:
        content = tracker.one("SELECT content FROM attachment WHERE uid = ?", (uid,))
        tracker.run("DELETE FROM attachment WHERE uid = ?", (uid,))
        if tracker.one("SELECT 1 FROM attachment WHERE content = ? LIMIT 1", (content,)) is None:
            tracker.run("DELETE FROM chunk WHERE content = ?", (content,))
            tracker.run("DELETE FROM content WHERE key = ?", (content,))


def verify(tracker: Tracker) -> list[str]:
    """Read every content; a sentence for each file whose size or hash is wrong, and for what no file has."""
    found: list[str] = []
    for sha256, key in tracker.all("SELECT sha256, key FROM content ORDER BY key"):
        names = tracker.all(
            "SELECT a.name, i.id FROM attachment AS a JOIN issue AS i ON i.key = a.issue WHERE a.content = ?",
            (key,),
        )
        try:
            for _ in pieces(tracker, sha256):
                pass
        except Damaged:
            where = ", ".join(f"{name} of {id}" for name, id in names) or sha256
            found.append(f"The content of an attached file is damaged: {where}.")
        if not names:
            found.append("The content of a file is kept that no issue has.")
    return found
