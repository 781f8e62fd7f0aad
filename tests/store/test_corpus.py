"""Real issue files of public projects: in and out byte for byte, and ready work as the real bd answers."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from store import exporting, importing, ready
from store.check import check
from store.jsonl import read
from store.tracker import Tracker
from tests.helpers.issue_files import dump
from tests.helpers.terminal import Terminal

SHARED = Path(__file__).parents[3] / "shared"
CORPUS, GOLDEN = SHARED / "corpus", SHARED / "golden"
INDEX = CORPUS / "INDEX.tsv"
MISSING = [SHARED / "corpus is not beside this checkout"]

pytestmark = pytest.mark.skipif(not INDEX.exists(), reason="shared/corpus is not beside this checkout")


@dataclass(frozen=True, slots=True)
class File:
    """A file of the corpus; clean: no parse error, no conflict marker, no id twice; marked: with markers."""

    path: Path
    clean: bool
    lines: int
    marked: bool = False


def files() -> list[File]:
    if not INDEX.exists():
        return [File(MISSING[0], clean=True, lines=0)]
    with INDEX.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    return [
        File(
            CORPUS / row["file"],
            row["parse_errors"] == "0" and not re.search(r"conflict marker|duplicate ids", row["oddities"]),
            int(row["lines"]),
            "conflict marker" in row["oddities"],
        )
        for row in rows
    ]


FILES = files()
CLEAN = [file for file in FILES if file.clean]
MARKED = [file for file in FILES if file.marked] or FILES[:1]
SEMANTICS = sorted((GOLDEN / "semantics").glob("*.json")) or MISSING
ANSWERED = [file for file in CLEAN if (GOLDEN / f"{file.path.stem}.json").exists()]
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.stem)
each_clean_file = pytest.mark.parametrize("file", CLEAN, ids=lambda file: file.path.stem)


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_the_corpus_is_as_known() -> None:
    assert len(FILES) == len(list(CORPUS.glob("*.jsonl")))
    assert len(CLEAN) >= 15
    assert len(ANSWERED) >= 9


@each_file
def test_every_real_file_comes_back_byte_for_byte_and_twice_is_like_once(
    tracker: Tracker, file: File
) -> None:
    data = file.path.read_bytes()
    imported = importing.import_file(tracker, file.path)
    assert imported.issues + imported.kept_verbatim == sum(1 for line in data.split(b"\n") if line.strip())
    assert imported.created == imported.issues
    written = exporting.export(tracker)[0]
    if not file.marked:
        assert written == data
    before = dump(tracker.path)
    again = importing.import_file(tracker, file.path)
    assert (again.created, again.updated, again.deleted, again.unchanged) == (0, 0, 0, imported.issues)
    assert dump(tracker.path) == before
    assert exporting.export(tracker)[0] == written
    # Without the second file that an import leaves: scanning it takes a third of all, see test_walscan.
    tracker.run("PRAGMA wal_checkpoint(TRUNCATE)")
    assert check(tracker).findings == ()
    if file.clean:
        assert (imported.problems, imported.conflicts) == ((), ())
    _a_merge_of_what_was_written_anew_changes_nothing(tracker, file, before)


def _a_merge_of_what_was_written_anew_changes_nothing(
    tracker: Tracker, file: File, before: dict[str, list[tuple[Any, ...]]]
) -> None:
    """The same records with other blanks: every line is merged with its issue, and none changes it."""
    respelled = b"\n".join(_respelled(line) for line in file.path.read_bytes().split(b"\n"))
    imported = importing.import_bytes(tracker, respelled, file.path)
    assert (imported.created, imported.updated, imported.deleted, imported.conflicts) == (0, 0, 0, ())
    merged = dump(tracker.path, without=_OF_THE_FILE)
    assert merged == {name: before[name] for name in merged}
    if not file.marked:
        assert exporting.export(tracker)[0] == respelled


@pytest.mark.parametrize("file", MARKED, ids=lambda file: file.path.stem)
def test_a_real_conflict_becomes_one_file_that_holds_both_sides(tmp_path: Path, file: File) -> None:
    data = file.path.read_bytes()
    sides = [json.loads(line) for line in data.splitlines() if line.startswith(b"{")]
    labels = {(one["id"], label) for one in sides for label in one.get("labels", [])}
    comments = {(one["id"], said["text"]) for one in sides for said in one.get("comments", [])}
    terminal = Terminal(tmp_path, tmp_path / "New.strandline")
    answer = terminal.run("import", file.path)
    assert answer.code == 3
    # In one of these files two people had made an issue with the same id.
    renamed = {one["kept"]: one["lost"] for one in answer.json["conflicts"] if one["cause"] == "renamed"}
    assert answer.json["issues"] == len({one["id"] for one in sides}) + len(renamed)
    decided = [one for one in answer.json["conflicts"] if one["cause"] == "markers"]
    assert decided

    def was(one: dict[str, Any]) -> str:
        return str(renamed.get(one["id"], one["id"]))

    assert {one["line"] for one in answer.json["problems"]} >= {
        n for n, line in enumerate(data.splitlines(), 1) if not line.startswith(b"{")
    }
    (tmp_path / "out.jsonl").write_bytes(terminal.good("export", "-").out)
    elsewhere = Terminal(tmp_path, tmp_path / "Other.strandline")
    again = elsewhere.good("import", "out.jsonl").json
    assert (again["issues"], again["kept_verbatim"]) == (answer.json["issues"], 0)
    found = [json.loads(line) for line in elsewhere.good("export", "-").out.splitlines()]
    assert {(was(one), label) for one in found for label in one.get("labels", [])} == labels
    assert {(was(one), said["text"]) for one in found for said in one.get("comments", [])} == comments
    assert {one["title"] for one in found} >= {one["title"] for one in sides if was(one) in renamed.values()}


_OF_THE_FILE = ("exchange_file", "jsonl_base", "step", "meta")
"""Tables that say when a file was read and what its bytes were."""


def _respelled(line: bytes) -> bytes:
    try:
        record = read(line.rstrip(b"\r"))
    except ValueError:
        return line
    if not isinstance(record.get("id"), str):
        return line
    ending = b"\r" if line.endswith(b"\r") else b""
    return line.rstrip(b"\r").replace(b"{", b"{ ", 1) + b" " + ending


@each_clean_file
def test_the_terminal_imports_and_exports_every_clean_file_and_answers_as_bd_does(
    tmp_path: Path, file: File
) -> None:
    terminal = Terminal(tmp_path, tmp_path / "New.strandline")
    answer = terminal.good("import", file.path).json
    data = file.path.read_bytes()
    ids = [
        json.loads(line)["id"]
        for line in data.splitlines()
        if line.strip() and b'"_type":"memory"' not in line
    ]
    assert answer["issues"] == answer["created"] == len(set(ids)) == len(ids)
    assert answer["problems"] == answer["conflicts"] == []
    assert terminal.good("export", "-").out == data
    if file not in ANSWERED:
        return
    golden = expected(GOLDEN / f"{file.path.stem}.json")
    assert set(terminal.good("ready").ids) == set(golden["ready"])
    blocked = golden["blocked"]
    wanted = blocked if isinstance(blocked, list) else list(blocked)
    assert set(terminal.good("blocked").ids) == {
        one["id"] if isinstance(one, dict) else one for one in wanted
    }


@pytest.mark.parametrize("case", SEMANTICS, ids=lambda path: path.stem)
def test_made_up_graphs_answer_as_bd_does(tracker: Tracker, case: Path) -> None:
    golden = expected(case)
    importing.import_file(tracker, case.with_suffix(".jsonl"))

    def ids(keys: list[int]) -> list[str]:
        return [str(tracker.one("SELECT id FROM issue WHERE key = ?", (key,))) for key in keys]

    for policy in ("priority", "oldest"):
        assert ids(ready.ready(tracker, policy, tracker.now_key())) == golden[f"ready_{policy}"]
    assert set(ids([key for key, _ in ready.blocked(tracker)])) == set(golden["blocked"])
