"""A tracker of an older format: a verified backup first, then the present format, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from store import places, schema, search
from store.backup_list import backups
from store.backup_restoring import restore
from store.errors import KnownError, OlderFormat
from store.requests import Create
from store.tracker import Tracker


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A tracker of the first format, with one issue."""
    path = tmp_path / "Old.strandline"
    connection = apsw.Connection(str(path))
    for statement in schema.STEPS[0]:
        connection.execute(statement)
    connection.pragma("application_id", schema.APPLICATION_ID)
    connection.pragma("user_version", 1)
    connection.pragma("journal_mode", "wal")
    connection.execute("INSERT INTO issue(uid, id, title) VALUES ('u', 'a-1', 'kept')")
    connection.close()
    return path


def tables(path: Path) -> list[tuple[str, str]]:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    finally:
        connection.close()
    return sorted((str(name), str(sql)) for name, sql in found)


def test_an_older_tracker_gets_the_tables_of_a_new_one_and_keeps_its_issues(old: Path) -> None:
    tracker = Tracker.open(old, actor="ann")
    try:
        assert tracker.all("SELECT id, title FROM issue") == [("a-1", "kept")]
        assert search.verify(tracker) == []
        assert tracker.one("PRAGMA user_version") == schema.FORMAT
        Create("works").run(tracker)
    finally:
        tracker.close()
    new = old.with_name("New.strandline")
    Tracker.open(new, create=True, actor="ann").close()
    assert tables(old) == tables(new)


def test_the_old_format_stays_in_a_verified_backup(old: Path) -> None:
    Tracker.open(old, actor="ann").close()
    (made,) = backups(old)
    assert (made.kind, made.verified, made.issues) == ("upgrade", True, 1)
    copy = apsw.Connection(str(made.path))
    try:
        assert copy.pragma("user_version") == 1
        assert copy.execute("SELECT title FROM issue").fetchall() == [("kept",)]
    finally:
        copy.close()
    Tracker.open(old, actor="ann").close()
    assert backups(old) == (made,), "one of this format needs none"


def test_a_backup_of_the_old_format_is_restored_and_upgraded_again(old: Path) -> None:
    Tracker.open(old, actor="ann").close()
    (made,) = backups(old)
    restore(old, made.path)
    tracker = Tracker.open(old, actor="ann")
    try:
        assert tracker.one("PRAGMA user_version") == schema.FORMAT
        assert tracker.all("SELECT title FROM issue") == [("kept",)]
    finally:
        tracker.close()


def test_without_a_backup_nothing_is_upgraded(old: Path) -> None:
    places.data_dir().write_bytes(b"no folder")
    with pytest.raises(KnownError, match="cannot be read: Not a directory"):
        Tracker.open(old, actor="ann")
    connection = apsw.Connection(str(old), flags=apsw.SQLITE_OPEN_READONLY)
    assert connection.pragma("user_version") == 1
    connection.close()


def test_an_older_tracker_that_may_only_be_read_is_refused_and_left_alone(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(OlderFormat, match=r"format 1; this one writes .+Allow writing"):
        Tracker.open(old, read_only=True)
    assert old.read_bytes() == before
