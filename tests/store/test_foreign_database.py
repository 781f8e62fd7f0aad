"""Databases of bd and br: every value of every schema, a live -wal in, a foreign one out, damage told."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import apsw
import pytest

from store import foreign_copy, foreign_database, schema, sources
from store.errors import Held, KnownError
from store.exchange_answers import Imported
from store.exchange_requests import Import
from store.issue import Issue
from store.pace import Pace
from store.tracker import Tracker
from tests.helpers import database_fuzzing
from tests.helpers.bd_databases import BD, EARLY, SMALL, Rows, fill, issue, make, with_live_wal
from tests.helpers.issue_files import counts, dump, exported, find, lines, out, record
from tests.helpers.terminal import Terminal

SHARED = Path(__file__).parents[3] / "shared" / "corpus-db"
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="shared/corpus-db is not beside this checkout")
CASES = sorted(path.name for path in SHARED.glob("*/") if path.name != "schemas") or ["absent"]
SCHEMAS = sorted(path.stem for path in (SHARED / "schemas").glob("*.sql")) or ["absent"]


def take(tracker: Tracker, path: Path) -> Imported:
    return Import(path).run(tracker)


def content(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}


RICH: Rows = {
    "issues": [
        issue(
            "x-1", "One", description="a\0b", priority=0, issue_type="molecule", status="in_review",
            estimated_minutes=30, pinned=1, timeout_ns=5_000_000_000, waiters='["ann","bob"]',
            metadata='{"b":2.50,"a":[1]}', quality_score=0.5, external_ref="gh-1", owner="ann@x.org",
            content_hash="f00", due_at="2026-02-03 04:05:06", source_repo="../other",
        ),
        issue(
            "x-2", "Two", status="tombstone", deleted_at="2026-01-05 10:00:00 +0700 +07", deleted_by="bob",
            delete_reason="double", original_type="bug",
        ),
        issue("x-3", "Three", status="closed", closed_at=EARLY, close_reason="done", crystallizes=1),
    ],
    "labels": [{"issue_id": "x-1", "label": label} for label in ("ui", "API", "db")],
    "dependencies": [
        {"issue_id": "x-1", "depends_on_id": "x-3", "type": "blocks", "created_by": "ann",
         "created_at": EARLY},
        {"issue_id": "x-1", "depends_on_id": "x-3", "type": "related", "created_by": "ann",
         "created_at": "2026-01-01 00:00:00", "metadata": '{"k":1}', "thread_id": "t9"},
    ],
    "comments": [
        {"issue_id": "x-1", "author": "bob", "text": "second", "created_at": "2026-01-05 10:00:01"},
        {"issue_id": "x-1", "author": "ann", "text": "first", "created_at": "2026-01-05 10:00:00"},
    ],
    "config": [{"key": "issue_prefix", "value": "proj"}],
}  # fmt: skip


def test_every_value_of_a_database_arrives_and_goes_out_as_bd_writes_it(
    tracker: Tracker, tmp_path: Path
) -> None:
    database = make(tmp_path / "beads.db", RICH)
    before = content(database)
    imported = take(tracker, database)
    assert (counts(imported), imported.problems, imported.notes) == ((3, 0, 0, 0), (), ())
    assert content(database) == before
    one, two, three = (find(tracker, f"x-{n}") for n in (1, 2, 3))
    assert (one.title, one.description, one.priority, one.issue_type) == ("One", "a\0b", 0, "molecule")
    assert (one.status, one.estimated_minutes, one.pinned, one.owner) == ("in_review", 30, True, "ann@x.org")
    assert (one.created_at, one.due_at, one.external_ref) == (EARLY, "2026-02-03T04:05:06Z", "gh-1")
    assert dict(one.extra) == {
        "timeout": 5_000_000_000, "waiters": ["ann", "bob"], "metadata": {"b": 2.5, "a": [1]},
        "quality_score": 0.5, "source_repo": "../other",
    }  # fmt: skip
    assert sorted(one.labels) == ["API", "db", "ui"]
    assert [(edge.target, edge.type, edge.created_at) for edge in one.dependencies] == [
        ("x-3", "related", "2026-01-01T00:00:00Z"),
        ("x-3", "blocks", EARLY),
    ]
    assert (one.dependencies[0].metadata, one.dependencies[0].thread_id) == ('{"k":1}', "t9")
    assert [(said.text, said.created_at, said.number) for said in one.comments] == [
        ("first", "2026-01-05T10:00:00Z", 2),
        ("second", "2026-01-05T10:00:01Z", 1),
    ]
    assert (two.deleted, two.deleted_at, two.deleted_by) == (True, "2026-01-05T10:00:00+07:00", "bob")
    assert (two.delete_reason, two.original_type) == ("double", "bug")
    assert (three.status, three.closed_at, three.close_reason) == ("closed", EARLY, "done")
    first, _, third = out(tracker).splitlines()
    assert first.startswith(b'{"id":"x-1","title":"One",')
    assert b'"metadata":{"b":2.50,"a":[1]}' in first
    assert b'"labels":["API","db","ui"]' in first
    assert (
        third
        == (
            f'{{"id":"x-3","title":"Three","status":"closed","priority":2,"issue_type":"task",'
            f'"created_at":"{EARLY}","updated_at":"{EARLY}","closed_at":"{EARLY}","close_reason":"done",'
            '"crystallizes":true}'
        ).encode()
    )
    assert tracker.one("SELECT value FROM meta WHERE name = 'prefix'") == "proj"


def test_a_second_import_changes_nothing_and_a_later_state_is_merged(
    tracker: Tracker, tmp_path: Path
) -> None:
    database = make(tmp_path / "beads.db", RICH)
    take(tracker, database)
    before = dump(tracker.path)
    assert counts(take(tracker, database)) == (0, 0, 3, 0)
    assert dump(tracker.path) == before
    connection = apsw.Connection(str(database))
    connection.execute(
        "UPDATE issues SET title = 'New', updated_at = '2026-03-01T00:00:00Z' WHERE id = 'x-1'"
    )
    connection.close()
    assert counts(take(tracker, database)) == (0, 1, 2, 0)
    assert find(tracker, "x-1").title == "New"


def test_columns_that_bd_does_not_know_are_kept_where_they_hold_something(
    tracker: Tracker, tmp_path: Path
) -> None:
    rows: Rows = {
        "issues": [issue("r-1", user_id="u7"), issue("r-2", scope="team", priority=1)],
        "dependencies": [{"issue_id": "r-1", "depends_on_id": "r-2"}],
        "comments": [
            {"issue_id": "r-1", "text": "kept", "author": "ann", "created_at": EARLY, "edited_at": EARLY},
            {"issue_id": "r-1", "text": "taken back", "author": "ann", "created_at": EARLY,
             "deleted_at": EARLY},
        ],
    }  # fmt: skip
    take(tracker, make(tmp_path / "rosary.sqlite", rows, SMALL))
    written = exported(tracker)
    assert written["r-1"]["user_id"] == "u7"
    assert "scope" not in written["r-1"]
    assert "user_id" not in written["r-2"]
    assert written["r-2"]["scope"] == "team"
    assert [(edge["depends_on_id"], edge["type"]) for edge in written["r-1"]["dependencies"]] == [
        ("r-2", "blocks")
    ]
    assert [(one["text"], one["edited_at"]) for one in written["r-1"]["comments"]] == [("kept", EARLY)]


def test_tables_without_row_numbers_are_read_too(tracker: Tracker, tmp_path: Path) -> None:
    unnumbered = BD.replace("PRIMARY KEY (issue_id, label))", "PRIMARY KEY (issue_id, label)) WITHOUT ROWID")
    unnumbered = unnumbered.replace("owner TEXT DEFAULT '')", "owner TEXT DEFAULT '') WITHOUT ROWID")
    assert unnumbered.count("WITHOUT ROWID") == 2
    imported = take(tracker, make(tmp_path / "beads.db", RICH, unnumbered))
    assert (counts(imported), imported.problems) == ((3, 0, 0, 0), ())
    assert sorted(find(tracker, "x-1").labels) == ["API", "db", "ui"]


def test_rows_without_an_id_and_dependencies_of_nobody_are_told(tracker: Tracker, tmp_path: Path) -> None:
    rows: Rows = {
        "issues": [issue("x-1"), {**issue(""), "id": None}],
        "dependencies": [{"issue_id": "gone", "depends_on_id": "x-1", "created_by": "a"}],
    }
    imported = take(tracker, make(tmp_path / "beads.db", rows))
    assert (imported.issues, imported.kept_verbatim) == (1, 1)
    assert sorted(line for line, _ in imported.problems) == [0, 1]
    assert any("1 of its dependencies belong to no issue" in reason for _, reason in imported.problems)


def test_what_is_only_in_a_wal_is_imported(tracker: Tracker, tmp_path: Path) -> None:
    database = with_live_wal(tmp_path / "beads.db", {"issues": [issue("x-1")]}, {"issues": [issue("x-2")]})
    before = content(database)
    assert set(before) == {"beads.db", "beads.db-wal"}
    # Whoever picks the second file means the database.
    imported = take(tracker, tmp_path / "beads.db-wal")
    assert (imported.issues, imported.problems) == (2, ())
    assert content(database) == before
    assert tracker.one("SELECT path FROM exchange_file") == str(database.resolve())


def _other_wal(tmp_path: Path, rows: int) -> bytes:
    folder = tmp_path / "other"
    folder.mkdir()
    many: Rows = {"issues": [issue(f"y-{n}", "o" * 900) for n in range(rows)]}
    with_live_wal(folder / "beads.db", {"issues": []}, many)
    return (folder / "beads.db-wal").read_bytes()


@pytest.mark.parametrize("rows", [1, 40])
def test_a_wal_of_another_database_is_never_applied(tracker: Tracker, tmp_path: Path, rows: int) -> None:
    ours: Rows = {
        "issues": [issue(f"x-{n}", "m" * 700) for n in range(60)],
        "comments": [{"issue_id": "x-1", "author": "a", "text": "t" * 300}] * 20,
    }
    database = make(tmp_path / "beads.db", ours, pragmas="PRAGMA journal_mode=wal;")
    (tmp_path / "beads.db-wal").write_bytes(_other_wal(tmp_path, rows))
    before = content(database)
    imported = take(tracker, database)
    assert imported.issues == 60
    assert [
        "beads.db-wal does not belong to this state of beads.db" in text for _, text in imported.problems
    ] == [True]
    assert content(database) == before


def test_an_older_wal_does_not_take_the_database_back(tracker: Tracker, tmp_path: Path) -> None:
    """It would pass every check: only numbers that never fall tell that it is older."""
    said = {"issue_id": "x-1", "author": "a", "text": "t"}
    database = with_live_wal(
        tmp_path / "beads.db", {"issues": [issue("x-1")]}, {"comments": [said], "issues": [issue("x-2")]}
    )
    old = (tmp_path / "beads.db-wal").read_bytes()
    connection = apsw.Connection(str(database))
    fill(connection, {"issues": [issue("x-3")], "comments": [said, said]})
    connection.close()
    assert not (tmp_path / "beads.db-wal").exists()
    (tmp_path / "beads.db-wal").write_bytes(old)
    imported = take(tracker, database)
    assert imported.issues == 3
    assert len(imported.problems) == 1
    assert len(find(tracker, "x-1").comments) == 3


def test_a_journal_takes_back_what_was_never_committed(tracker: Tracker, tmp_path: Path) -> None:
    database = make(tmp_path / "beads.db", {"issues": [issue(f"x-{n}", "m" * 900) for n in range(50)]})
    connection = apsw.Connection(str(database))
    connection.pragma("cache_size", 1)
    connection.execute("BEGIN; UPDATE issues SET title = 'half'")
    connection.cache_flush()
    half = tmp_path / "half"
    half.mkdir()
    for name in ("beads.db", "beads.db-journal"):
        shutil.copyfile(tmp_path / name, half / name)
    connection.execute("ROLLBACK")
    connection.close()
    imported = take(tracker, half / "beads.db")
    assert (imported.issues, imported.problems) == (50, ())
    assert find(tracker, "x-0").title == "m" * 900


def test_a_copy_that_changes_while_it_is_made_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = make(tmp_path / "beads.db", {"issues": [issue("x-1")]})
    copy, times = foreign_copy._copy, [3]  # pyright: ignore[reportPrivateUsage]

    def disturbed(source: Path, target: Path | None, pace: Pace) -> str:
        digest = copy(source, target, pace)
        if target is not None and times[0]:
            times[0] -= 1
            connection = apsw.Connection(str(source))
            fill(connection, {"issues": [issue(f"x-new{times[0]}")]})
            connection.close()
        return digest

    monkeypatch.setattr(foreign_copy, "_copy", disturbed)
    assert len(foreign_database.read(database).lines) == 4
    times[0] = 99
    with pytest.raises(Held, match="Nothing was imported"):
        foreign_database.read(database)


def test_what_is_no_database_of_issues_is_refused_in_plain_words(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, tmp_path / "New.strandline")
    make(
        tmp_path / "photos.db",
        {},
        "CREATE TABLE photo(id, title); CREATE VIEW issues AS SELECT * FROM photo;",
    )
    assert "it has no table “issues”" in terminal.refused("import", tmp_path / "photos.db")
    (tmp_path / "half.db").write_bytes((tmp_path / "photos.db").read_bytes()[:600])
    assert "half.db is damaged" in terminal.refused("import", tmp_path / "half.db")
    assert not (tmp_path / "New.strandline").exists()
    ours = tmp_path / "Ours.strandline"
    Terminal(tmp_path, ours).good("add", "One")
    for name in (ours, tmp_path / "Ours.strandline-wal"):
        if name.exists():
            assert "is a tracker of Strandline" in terminal.refused("import", name)
    assert "is a tracker of Strandline" in Terminal(tmp_path, ours).refused("import", ours)


def test_an_empty_database_makes_an_empty_tracker_with_its_prefix(tmp_path: Path) -> None:
    make(tmp_path / "beads.db", {"config": [{"key": "issue_prefix", "value": "team-x-"}]})
    terminal = Terminal(tmp_path, tmp_path / "New.strandline")
    assert terminal.good("import", tmp_path / "beads.db").json["issues"] == 0
    assert terminal.good("add", "One").ids[0].startswith("team-x-")


def test_an_issue_file_beside_it_that_tells_something_else_is_named(tmp_path: Path) -> None:
    make(tmp_path / "beads.db", {"issues": [issue("x-1"), issue("x-2")]})
    terminal = Terminal(tmp_path, tmp_path / "New.strandline")
    file = tmp_path / "issues.jsonl"
    for data, said in (
        (b"", "beads.db has 2 issues, issues.jsonl beside it has 0; only beads.db is imported."),
        (
            lines(*(record(f"x-{n}", updated_at=at) for n, at in ((1, EARLY), (2, "2026-09-09T00:00:00Z")))),
            "issues.jsonl beside it tells 1 of its 2 issues differently; only beads.db is imported.",
        ),
    ):
        file.write_bytes(data)
        assert terminal.good("import", tmp_path / "beads.db").json["notes"] == [said]
        assert terminal.good("import", tmp_path / "beads.db", json=False).err.strip() == said
    file.write_bytes(lines(*(record(f"x-{n}", updated_at=EARLY) for n in (1, 2))))
    assert "notes" not in terminal.good("import", tmp_path / "beads.db").json


def test_texts_in_utf_16_and_bytes_that_are_no_text(tracker: Tracker, tmp_path: Path) -> None:
    take(
        tracker,
        make(tmp_path / "wide.db", {"issues": [issue("x-1", "Größe")]}, pragmas="PRAGMA encoding='UTF-16';"),
    )
    assert find(tracker, "x-1").title == "Größe"
    broken = make(tmp_path / "broken.db", {"issues": [issue("y-1", "abc")]})
    connection = apsw.Connection(str(broken))
    connection.execute("UPDATE issues SET title = CAST(x'61FF62' AS TEXT)")
    connection.close()
    imported = take(tracker, broken)
    assert find(tracker, "y-1").title == "a\ufffdb"
    assert ["bytes that are no text" in reason for _, reason in imported.problems] == [True]


def test_of_a_damaged_table_everything_around_the_hole_is_read_and_the_rest_named(
    tracker: Tracker, tmp_path: Path
) -> None:
    database = database_fuzzing.big(tmp_path / "beads.db")
    connection = apsw.Connection(str(database))
    pages = [
        page
        for page, kind in connection.execute("SELECT pageno, pagetype FROM dbstat WHERE name = 'issues'")
        if kind == "leaf"
    ]
    labels = [page for (page,) in connection.execute("SELECT pageno FROM dbstat WHERE name = 'labels'")]
    connection.close()
    data = bytearray(database.read_bytes())
    for page in (pages[0], pages[7], labels[0]):
        data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    database.write_bytes(data)
    imported = take(tracker, database)
    assert 150 < imported.issues < 200
    told = " ".join(reason for _, reason in imported.problems)
    assert f"{200 - imported.issues} rows of issues could not be read: x-000" in told
    assert "restore a backup" in told
    # The labels' own index has all that makes them.
    assert find(tracker, "x-150").labels == (f"l{150 % 7}",)
    assert counts(take(tracker, database))[:2] == (0, 0)


def test_flipped_bits_never_raise_anything_but_a_plain_sentence(tmp_path: Path) -> None:
    said, well = database_fuzzing.run(7, 12, tmp_path)
    assert well, said
    assert "12 cases" in said
    assert "12 refused" not in said


def test_the_number_of_ours_is_what_is_refused(tmp_path: Path) -> None:
    database = make(tmp_path / "x.db", {}, pragmas=f"PRAGMA application_id={schema.APPLICATION_ID};")
    with pytest.raises(KnownError, match="Open it instead"):
        sources.read(database)


@shared
@pytest.mark.parametrize("case", CASES)
def test_every_real_database_is_imported_twice_like_once(tmp_path: Path, case: str) -> None:
    folder = tmp_path / case
    shutil.copytree(SHARED / case, folder)
    before = content(folder / "beads.db")
    terminal = Terminal(tmp_path, tmp_path / "New.strandline")
    first = terminal.run("import", folder / "beads.db")
    assert first.code == (3 if "malformed" in case else 0), first.err
    told = first.json
    assert (
        told["created"]
        == told["issues"]
        == {"0.23": 43, "0.30": 0, "wal-": 349, "br-m": 21}[case.rpartition("__")[2][:4]]
    )
    again = terminal.run("import", folder / "beads.db").json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, told["issues"])
    assert terminal.good("export", "-").out.count(b"\n") == told["issues"]
    assert content(folder / "beads.db") == before
    if "wal-live" in case:
        assert terminal.good("stats").json["by_status"]["closed"] == 185
    if "malformed" in case:
        assert "is damaged" in told["problems"][0]["reason"]


_VALUES: dict[str, tuple[Any, Any]] = {
    "description": ("d", "d"), "design": ("e", "e"), "acceptance_criteria": ("c", "c"), "notes": ("n", "n"),
    "status": ("hooked", "hooked"), "priority": (3, 3), "issue_type": ("gate", "gate"),
    "assignee": ("ann", "ann"), "owner": ("o", "o"), "estimated_minutes": (5, 5), "created_by": ("bo", "bo"),
    "external_ref": ("gh-9", "gh-9"), "due_at": ("2026-05-01 00:00:00", "2026-05-01T00:00:00Z"),
    "defer_until": ("2026-05-02T00:00:00.10Z", "2026-05-02T00:00:00.1Z"),
}  # fmt: skip
_EXTRAS: dict[str, tuple[str, Any, Any]] = {
    "compaction_level": ("compaction_level", 2, 2),
    "original_size": ("original_size", 9, 9),
    "sender": ("sender", "s", "s"),
    "timeout_ns": ("timeout", 7, 7),
    "await_type": ("await_type", "timer", "timer"),
    "waiters": ("waiters", '["w"]', ["w"]),
    "mol_type": ("mol_type", "swarm", "swarm"),
    "crystallizes": ("crystallizes", 1, True),
    "quality_score": ("quality_score", 0.25, 0.25),
    "source_repo": ("source_repo", "elsewhere", "elsewhere"),
    "work_type": ("work_type", "open_competition", "open_competition"),
    "scope": ("scope", "team", "team"),
    "user_id": ("user_id", "u", "u"),
    "closed_by_session": ("closed_by_session", "z", "z"),
}


def _tables_of(text: str) -> str:
    """The statements without SQLite's own tables and the parts of virtual ones."""
    statements = re.split(r";\s*\n", text)
    return ";\n".join(
        one for one in statements if "sqlite_sequence" not in one and not re.search(r"TABLE '\w+_fts_", one)
    )


@shared
@pytest.mark.parametrize("name", SCHEMAS)
def test_all_values_of_every_real_schema_arrive(tracker: Tracker, tmp_path: Path, name: str) -> None:
    database = tmp_path / "beads.db"
    connection = apsw.Connection(str(database))
    connection.execute(
        _tables_of((SHARED / "schemas" / f"{name}.sql").read_text(encoding="utf-8"))
    ).fetchall()
    columns = foreign_columns(connection, "issues")
    given = {key: value for key, (value, _) in _VALUES.items() if key in columns}
    given |= {key: value for key, (_, value, _) in _EXTRAS.items() if key in columns}
    plain = {"status": "open", "priority": 2, "issue_type": "task"}
    fill(connection, {"issues": [issue("x-1", "Eins", **given), issue("x-2", "Zwei", **plain)]})
    edge = {"issue_id": "x-1", "depends_on_id": "x-2", "type": "related", "created_by": "ann",
            "created_at": "2026-01-01 00:00:00", "metadata": '{"k":1}', "thread_id": "t"}  # fmt: skip
    edge = {key: value for key, value in edge.items() if key in foreign_columns(connection, "dependencies")}
    said = {"issue_id": "x-1", "author": "bob", "text": "hm", "created_at": "2026-01-05 10:00:00"}
    rows: dict[str, list[dict[str, Any]]] = {"dependencies": [edge], "comments": [said]}
    if foreign_columns(connection, "labels"):
        rows["labels"] = [{"issue_id": "x-1", "label": "ui"}]
    fill(connection, rows)
    connection.close()
    imported = take(tracker, database)
    assert (counts(imported), imported.problems) == ((2, 0, 0, 0), ())
    one: Issue = find(tracker, "x-1")
    for key in columns & _VALUES.keys():
        assert getattr(one, key) == _VALUES[key][1], key
    assert dict(one.extra) == {key: want for old, (key, _, want) in _EXTRAS.items() if old in columns}
    assert one.labels == (("ui",) if "labels" in rows else ())
    kept = one.dependencies[0]
    assert (kept.target, kept.type) == ("x-2", edge.get("type", "blocks"))
    assert (kept.created_by, kept.metadata, kept.thread_id) == tuple(
        edge.get(key, "") for key in ("created_by", "metadata", "thread_id")
    )
    assert [(one.text, one.created_at) for one in one.comments] == [("hm", "2026-01-05T10:00:00Z")]
    assert dict(find(tracker, "x-2").extra) == {}
    assert counts(take(tracker, database)) == (0, 0, 2, 0)


def foreign_columns(connection: apsw.Connection, table: str) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def test_an_endless_number_in_any_column_is_kept_as_text(tracker: Tracker, tmp_path: Path) -> None:
    endless = float("inf")
    rows: Rows = {
        "issues": [
            issue(
                "x-1", "One", quality_score=endless, estimated_minutes=-endless, priority=endless,
                status=endless, created_at=endless, updated_at=endless, pinned=endless,
            )
        ],
        "labels": [{"issue_id": "x-1", "label": endless}],
        "dependencies": [
            {"issue_id": "x-1", "depends_on_id": endless, "type": "blocks", "created_by": "ann",
             "created_at": endless, "metadata": endless}
        ],
        "comments": [{"issue_id": "x-1", "author": "ann", "text": endless, "created_at": endless}],
    }  # fmt: skip
    database = make(tmp_path / "beads.db", rows)
    connection = apsw.Connection(str(database))
    connection.execute("ALTER TABLE issues ADD COLUMN new_in_bd")
    connection.execute("UPDATE issues SET new_in_bd = 9e999")
    connection.close()
    assert counts(take(tracker, database)) == (1, 0, 0, 0)
    one = find(tracker, "x-1")
    assert dict(one.extra) == {"quality_score": "inf", "new_in_bd": "inf"}
    assert (one.status, one.labels, one.dependencies[0].target) == ("Inf", ("Inf",), "Inf")
    assert (one.comments[0].text, one.estimated_minutes) == ("Inf", None)
    assert b'"estimated_minutes":"-inf"' in out(tracker)
