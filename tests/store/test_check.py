"""Check finds each kind of fault, says it in words, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import requests
from store.check import check
from store.tracker import Tracker
from tests.helpers.issue_files import edge, put, record


@pytest.fixture
def filled(tracker: Tracker) -> Tracker:
    put(tracker, record("p-1"), record("p-2", dependencies=[edge("p-2", "p-1")]))
    return tracker


def test_a_sound_tracker_has_no_findings(filled: Tracker) -> None:
    found = check(filled)
    assert (found.ok, found.findings) == (True, ())


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM blocked", "The blocked set is wrong for 1 issues."),
        ("INSERT INTO blocked SELECT min(key) FROM issue", "The blocked set is wrong for 1 issues."),
        ("DELETE FROM search WHERE rowid = 1", "1 issues are missing from the search index."),
        ("PRAGMA foreign_keys = 0", ""),
    ],
)
def test_each_fault_is_one_sentence(filled: Tracker, sql: str, words: str) -> None:
    filled.run(sql)
    found = check(filled)
    assert found.findings == ((words,) if words else ())
    assert found.ok == (not words)


def test_rows_without_an_issue_are_found(filled: Tracker) -> None:
    filled.run("PRAGMA foreign_keys = 0")
    filled.run("INSERT INTO label(issue, name, ordinal) VALUES (99, 'x', 0)")
    assert check(filled).findings == ("1 rows belong to an issue that is not there.",)


def test_a_damaged_second_file_is_found(filled: Tracker, path: Path) -> None:
    requests.Create("one").run(filled)
    requests.Create("two").run(filled)
    wal = path.with_name(path.name + "-wal")
    with wal.open("r+b") as file:  # -wal has no locks that closing it could drop
        file.seek(32 + 24 + 100)
        file.write(b"\xff\x00\xff\x00")
    (words,) = check(filled).findings
    assert words.startswith(f"{wal.name} is damaged after 0 of ")
    assert words.endswith("save a complete copy.")


def test_damaged_pages_are_findings_and_no_error(filled: Tracker, path: Path) -> None:
    put(filled, *(record(f"q-{n}", description="x" * 2000) for n in range(200)), name="more.jsonl")
    filled.close()
    with path.open("r+b") as file:
        for page in range(3, path.stat().st_size // 4096, 4):
            file.seek(page * 4096)
            file.write(b"\xff" * 512)
    damaged = Tracker.open(path, actor="ann")
    try:
        found = check(damaged)
        assert not found.ok
        assert all(one.endswith(".") and "damaged" in one for one in found.findings[:1])
    finally:
        damaged.close()
