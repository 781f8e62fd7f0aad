"""Brings a project's own issue file up to date, with guards before, while and after it is written.

What is not in the file yet is derived from the tracker: issues whose seq is above their line's, or that have
no line. Nothing in memory says so, and what is killed at any point is found again by the next export. A
change that comes while the file is written keeps a seq above the one that is noted.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
from collections.abc import Callable, Generator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from store import export_guard, jsonl, own_bytes
from store.base_lines import ABSENT, DROPPED, ORIGIN, BaseLines
from store.conflict_markers import MERGED
from store.errors import FileChanged, NotExported
from store.exchange_answers import Exported
from store.exchange_lock import PATIENCE, exchange_lock
from store.exporting import Part, Rendering, render
from store.files import Unsynced, file_name, making, read_whole, sync_folder, write_new
from store.lines import read_lines

if TYPE_CHECKING:
    from store.tracker import Tracker


_under_way: dict[str, str] = {}
"""What this process is about to write, so that nobody takes it for another program's: path and hash."""


def is_under_way(path: Path, sha256: str) -> bool:
    """Whether that content of a file is ours, and not noted yet. Any thread."""
    return _under_way.get(file_name(path)) == sha256


def _nothing(_step: str) -> None:
    """Nobody watches."""


def export_project(
    tracker: Tracker, path: Path, *, patience: float = PATIENCE, at: Callable[[str], None] = _nothing
) -> Exported:
    """Write what changed to the issue file, unless somebody else changed it; on the tracker's thread.

    Needs a connection that may write, for a short transaction before and after. at: hears of each step that
    is done. Raises FileChanged (import first), NotExported, and the errors of Tracker.writing.
    """
    # Others lock by the name that they know the file by, whatever it leads to.
    named, path = path.absolute(), path.resolve()
    if tracker.read_only:
        raise NotExported(path.name, "other", f"{tracker.path.name} is read-only")
    with as_not_exported(path):
        if not path.parent.is_dir():
            raise NotExported(path.name, "folder")
        with exchange_lock(named, tracker.stop_waiting, patience):
            at("locked")
            return _export(tracker, path, at)


def _export(tracker: Tracker, path: Path, at: Callable[[str], None]) -> Exported:
    old = read_file(path)
    with tracker.reading():
        rows = tracker.all("SELECT file, sha256 FROM exchange_file WHERE path = ?", (file_name(path),))
        file, seen = rows[0] if rows else (None, "")
        if old is not None and hashlib.sha256(old).hexdigest() != seen and (seen or old.strip()):
            raise FileChanged(path.name)
        rendering = render(tracker, file)
        fits = True
        if file is not None and seen:
            export_guard.refuse_loss(tracker, path.name, file, rendering)
            fits = old is None or _is_remembered(tracker, path, file, old)
    if not fits:
        _forget(tracker, path)
        raise FileChanged(path.name)
    data = rendering.data()
    at("computed")
    if tracker.stop_waiting.is_set():
        raise NotExported(path.name, "stopped")
    report = rendering.report(data)
    same = data == old or (old is None and not data)
    if not same:
        own_bytes.announce(tracker, path, report.sha256)
        _under_way[file_name(path)] = report.sha256
    try:
        if not same:
            replace_file(path, old, data, at)
        elif old is not None:
            # An export that failed or was killed after its rename may have left that to us.
            sync_folder(path.parent)
        _note(tracker, path, seen, rendering, "" if same else report.sha256)
    finally:
        _under_way.pop(file_name(path), None)
    at("noted")
    written_at = tracker.one("SELECT written_at FROM exchange_file WHERE path = ?", (file_name(path),))
    return Exported(report.lines, report.bytes, report.sha256, not same, written_at or "")


def _is_remembered(tracker: Tracker, path: Path, file: int, old: bytes) -> bool:
    """Whether the lines that we build upon are those of the file: a check on ourselves.

    Where git left a conflict, a line that its sides were merged into is not in the file: the file is read
    again. Lines that were put back, and that the file does not have yet, stand behind all others.
    """
    bom, body = jsonl.strip_bom(old)
    if bool(bom) != bool(tracker.one("SELECT bom FROM exchange_file WHERE file = ?", (file,))):
        return False
    rows = tracker.connection.execute(
        "SELECT kind, raw, ending FROM jsonl_base WHERE file = ? AND kind NOT IN (?, ?, ?) ORDER BY line",
        (file, ABSENT, DROPPED, ORIGIN),
    )
    if tracker.one("SELECT 1 FROM jsonl_base WHERE file = ? AND kind = ? LIMIT 1", (file, MERGED)):
        there = read_lines(old, BaseLines.last_seen(tracker, file_name(path)))[1]
        known, found = rows.fetchall(), [(line.kind, line.raw, line.ending) for line in there]
        return known[: len(found)] == found and all(row[0] == "verbatim" for row in known[len(found) :])
    start = 0
    for kind, raw, ending in rows:
        line = raw + ending
        if not body.startswith(line, start):
            return start == len(body) and kind == "verbatim"
        start += len(line)
    return start == len(body)


def _forget(tracker: Tracker, path: Path) -> None:
    """Let the next import read the file whole, although it looks as it did."""
    with tracker.writing():
        tracker.run("UPDATE exchange_file SET sha256 = '' WHERE path = ?", (file_name(path),))


# The file


def read_file(path: Path) -> bytes | None:
    """What the file has, None when it is not there. Raises OSError."""
    try:
        return read_whole(path)
    except FileNotFoundError:
        return None


def replace_file(path: Path, old: bytes | None, data: bytes, at: Callable[[str], None] = _nothing) -> None:
    """Put the new content in the file's place; a crash leaves the old one or the new one.

    Between the last look and the rename lie some microseconds in which a program that ignores the lock
    could still write; nothing that POSIX has closes them.
    """
    _drop_leftovers(path)
    # A rename asks the folder only, so that it would go over a file that nobody may write.
    if old is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with making(path) as temporary:
        write_new(temporary, _begun(data, at), like=path)
        at("written")
        if read_file(path) != old:
            raise FileChanged(path.name)
        temporary.replace(path)
        at("renamed")
        sync_folder(path.parent)
    if read_file(path) != data:
        raise FileChanged(path.name)
    at("reread")


def _begun(data: bytes, at: Callable[[str], None]) -> Generator[bytes]:
    at("begun")
    yield data


def _drop_leftovers(path: Path) -> None:
    """Take away what an export left that was killed; nobody else writes while the lock is held."""
    name = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{8}}\.tmp")
    with contextlib.suppress(OSError):
        for found in path.parent.iterdir():
            if name.fullmatch(found.name):
                found.unlink()


# The tracker


def _note(tracker: Tracker, path: Path, seen: str, rendering: Rendering, written: str) -> None:
    """Make the file's lines the last seen version, in one short transaction that changes only what differs.

    written: the hash of what was written, "" when the file has it all already.
    """
    now = tracker.all("SELECT sha256, seq FROM exchange_file WHERE path = ?", (file_name(path),))
    if not written and now and now[0] == (seen, rendering.seq):
        return
    with tracker.writing():
        rows = tracker.all("SELECT sha256 FROM exchange_file WHERE path = ?", (file_name(path),))
        if (rows[0][0] if rows else "") != seen:
            # It was imported meanwhile, in a version that is no longer there.
            raise FileChanged(path.name)
        if written:
            own_bytes.settle(tracker, path, written)
            tracker.run(
                """INSERT INTO exchange_file(path, sha256, imported_at, written_at, seq)
                   VALUES (?1, ?2, '', ?3, ?4)
                   ON CONFLICT DO UPDATE SET sha256 = ?2, written_at = ?3, seq = ?4""",
                (file_name(path), written, tracker.clock.now(), rendering.seq),
            )
        else:
            tracker.run("UPDATE exchange_file SET seq = ? WHERE path = ?", (rendering.seq, file_name(path)))
        file = tracker.one("SELECT file FROM exchange_file WHERE path = ?", (file_name(path),))
        if file is not None:
            _note_lines(tracker, int(file), rendering.parts)


def _note_lines(tracker: Tracker, file: int, parts: Sequence[Part]) -> None:
    rows = tracker.all("SELECT key, line FROM jsonl_base WHERE file = ? ORDER BY line", (file,))
    pairs = zip(parts, rows, strict=False)
    stands = (part.row == row and line == n for n, (part, (row, line)) in enumerate(pairs, 1))
    first = sum(1 for _ in takewhile(bool, stands))
    tracker.run_many(
        "UPDATE jsonl_base SET raw = ?, ending = ?, seq = ? WHERE key = ?",
        (
            (part.body, part.ending, part.seq, part.row)
            for part in parts[:first]
            if (part.body, part.ending, part.seq) != (part.was, part.was_ending, part.was_seq)
        ),
    )
    if first == len(parts) == len(rows):
        return
    behind = tracker.all(
        """SELECT kind, issue, raw, ending, reason, seq FROM jsonl_base
           WHERE file = ? AND kind IN (?, ?) ORDER BY line""",
        (file, ABSENT, DROPPED),
    )
    there = {part.key for part in parts if part.key is not None}
    lines = [(part.kind, part.key, part.body, part.ending, part.reason, part.seq) for part in parts[first:]]
    lines += [row for row in behind if row[0] == DROPPED or row[1] not in there]
    tracker.run("DELETE FROM jsonl_base WHERE file = ? AND line > ?", (file, first))
    tracker.run_many(
        """INSERT INTO jsonl_base(file, line, kind, issue, raw, ending, reason, seq)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        ((file, n, *line) for n, line in enumerate(lines, first + 1)),
    )


@contextlib.contextmanager
def as_not_exported(path: Path) -> Generator[None]:
    """Say in words why the system did not let a file be written."""
    try:
        yield
    except Unsynced as error:
        words = f"it was written, but the disk failed to make that last ({error.strerror})"
        raise NotExported(path.name, "other", words) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NotExported(path.name, "full") from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise NotExported(path.name, "permission") from error
        raise NotExported(path.name, "other", error.strerror or str(error)) from error
