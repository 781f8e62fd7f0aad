"""What a .beads folder tells, and how its issue file is shared: recognised, chosen once, remembered."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from store import beads_config
from store.beads_project import AskSharing, Choice, ChooseWay, Kind, recognise, way_of
from store.errors import Invalid, KnownError
from store.importing import import_file
from store.places import Place, place_of_beads
from store.tracker import Tracker

SQLITE = b"SQLite format 3\0".ljust(100, b"\0")
BR = SQLITE[:60] + b"\0\0\0\4" + SQLITE[64:]
CLASSIC = {"database": "beads.db", "jsonl_export": "issues.jsonl"}
TEMPLATE = "# Use no-db mode\n# no-db: false\n\n# flush-debounce: 5s\nsync-branch: 'beads-sync'  # ours\n"
LINE = b'{"id":"a-1","title":"t","priority":2,"created_at":"2026-01-01T00:00:00Z"}\n'


def folder(root: Path, files: dict[str, str | bytes | None]) -> Path:
    """A .beads folder with these files; None makes a folder."""
    beads = root / "project" / ".beads"
    beads.mkdir(parents=True)
    (beads / "issues.jsonl").write_bytes(LINE)
    for name, content in files.items():
        if content is None:
            (beads / name).mkdir()
        else:
            (beads / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return beads


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({}, "jsonl"),
        ({"metadata.json": json.dumps(CLASSIC)}, "jsonl"),
        ({"metadata.json": json.dumps(CLASSIC), "beads.db": SQLITE}, "bd-database"),
        ({"metadata.json": "{broken", "beads.db": SQLITE}, "bd-database"),
        ({"metadata.json": '["beads.db"]', "old.db": SQLITE}, "bd-database"),
        ({"metadata.json": json.dumps({"database": "own.db"}), "own.db": SQLITE}, "bd-database"),
        ({"beads.db": SQLITE, "config.yaml": "no-db: true\n"}, "no-db"),
        ({"config.yaml": "no-db: true\n"}, "no-db"),
        ({"beads.db": SQLITE, "config.yaml": TEMPLATE}, "bd-database"),
        ({"beads.db": BR}, "jsonl"),
        ({"beads.db": SQLITE, ".br_history": None}, "jsonl"),
        ({"beads.backup-1.db": SQLITE, "vc.db": SQLITE}, "jsonl"),
        ({"metadata.json": json.dumps({"database": "dolt", "backend": "dolt"})}, "dolt"),
        ({"metadata.json": json.dumps({"backend": "postgres"}), "beads.db": SQLITE}, "dolt"),
        ({"metadata.json": json.dumps({"database": "dolt"})}, "dolt"),
        ({"dolt": None}, "dolt"),
        ({"embeddeddolt": None, "config.yaml": "no-db: true\n"}, "dolt"),
        (
            {"dolt": None, "metadata.json": json.dumps({"backend": "sqlite"}), "beads.db": SQLITE},
            "bd-database",
        ),
    ],
)
def test_each_kind_of_project_is_recognised(
    tmp_path: Path, files: dict[str, str | bytes | None], kind: Kind
) -> None:
    beads = folder(tmp_path, files)
    before = {path.name: path.read_bytes() for path in beads.iterdir() if path.is_file()}
    project = recognise(beads)
    assert project.kind == kind
    assert project.says.endswith(".")
    assert {path.name: path.read_bytes() for path in beads.iterdir() if path.is_file()} == before


def test_the_daemon_and_the_branch_of_bd_are_noticed(tmp_path: Path) -> None:
    project = recognise(folder(tmp_path, {"config.yaml": TEMPLATE, "daemon.pid": "1"}))
    assert (project.daemon, project.sync_branch) == (True, "beads-sync")


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("no-db: true", True),
        ("NO-DB: True\r\n", True),
        ('"no-db" : "true"   # said', True),
        ("no-db: 1\n", True),
        ("---\nno-db: true\n", True),
        ("x:\n- a\nno-db: true\n", True),
        ("no-db: false\n", False),
        ("no-db: yes\n", False),
        ("# no-db: true\n", False),
        ("no-db:true\n", False),
        ("x:\n  no-db: true\n", False),
        ("text: |\n  no-db: true\n", False),
        ("a: b\n---\nno-db: true\n", False),
        ("no-db: # true\n", False),
        ("", False),
    ],
)
def test_no_db_is_read_as_bd_reads_it(tmp_path: Path, text: str, true: bool) -> None:
    (tmp_path / "config.yaml").write_bytes(text.encode())
    assert beads_config.is_true(beads_config.read_keys(tmp_path).get("no-db")) is true


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "no-db: true\n"),
        ("no-db: false\n", "no-db: true\n"),
        ("a: 1\r\nno-db:   false  # why\r\nb: ü\r\n", "a: 1\r\nno-db:   true  # why\r\nb: ü\r\n"),
        ('"no-db": "false"', '"no-db": true'),
        ("no-db:\n", "no-db: true\n"),
        ("no-db: # unset\n", "no-db: true # unset\n"),
        ("no-db: true # so\n", "no-db: true # so\n"),
        ("a: 1", "a: 1\nno-db: true\n"),
        ("a: 1\r\nb: 2\r\n", "a: 1\r\nb: 2\r\nno-db: true\r\n"),
        ("# no-db: false\n\nx:\n  - y\n", "# no-db: false\nno-db: true\n\nx:\n  - y\n"),
        ("---\na: 1\n", "---\na: 1\nno-db: true\n"),
        ("\ufeffa: 1\n", "\ufeffa: 1\nno-db: true\n"),
        ("{a: 1}\n", None),
        ("a: 1\n---\nb: 2\n", None),
        ("no-db: false\nno-db: false\n", None),
        ("no-db:false\n", None),
    ],
)
def test_only_one_line_of_the_config_changes(tmp_path: Path, text: str, wanted: str | None) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(text.encode())
    if wanted is None:
        with pytest.raises(KnownError, match="add the line no-db: true"):
            beads_config.switch_to_no_db(tmp_path)
        assert path.read_bytes() == text.encode()
    else:
        beads_config.switch_to_no_db(tmp_path)
        assert path.read_bytes() == wanted.encode()
        assert beads_config.is_true(beads_config.read_keys(tmp_path)["no-db"])


def test_a_config_with_many_blanks_is_read_in_a_time_that_grows_with_it(tmp_path: Path) -> None:
    blanks = " " * 2_000_000
    (tmp_path / "config.yaml").write_text(f'a: "b"{blanks}x\nno-db: {blanks} true {blanks}# c\n')
    assert beads_config.read_keys(tmp_path)["no-db"] == "true"


def project_of(root: Path, files: dict[str, str | bytes | None]) -> Place:
    return place_of_beads(folder(root, files))


def test_a_database_of_bd_waits_for_a_choice_that_is_remembered(tracker: Tracker, tmp_path: Path) -> None:
    place = project_of(tmp_path, {"beads.db": SQLITE})
    assert AskSharing(place).run(tracker).way == "ask"
    for way in ("import-after", "manual"):
        assert ChooseWay(place, way).run(tracker).way == way
        assert way_of(tracker, place) == way
    assert place.jsonl is not None
    # The choice stands in the row of the file, whether that was there before or is made now.
    assert import_file(tracker, place.jsonl).created == 1
    assert way_of(tracker, place) == "manual"
    assert tracker.one("SELECT count(*) FROM exchange_file") == 1


def test_choosing_no_db_switches_bd_over_and_writes_from_then_on(tracker: Tracker, tmp_path: Path) -> None:
    place = project_of(tmp_path, {"beads.db": SQLITE, "config.yaml": TEMPLATE})
    sharing = ChooseWay(place, "no-db").run(tracker)
    assert sharing.way == "automatic"
    assert sharing.project is not None
    assert sharing.project.kind == "no-db"
    assert place.beads is not None
    config = place.beads / "config.yaml"
    assert config.read_text() == TEMPLATE.replace("# no-db: false\n", "# no-db: false\nno-db: true\n")
    # Somebody takes it back: writing by itself would break bd's reads again, so it is asked again.
    config.write_text(TEMPLATE)
    assert way_of(tracker, place) == "ask"


def test_nothing_is_chosen_when_the_config_cannot_be_changed(tracker: Tracker, tmp_path: Path) -> None:
    place = project_of(tmp_path, {"beads.db": SQLITE, "config.yaml": "{a: 1}\n"})
    with pytest.raises(KnownError):
        ChooseWay(place, "no-db").run(tracker)
    assert way_of(tracker, place) == "ask"


@pytest.mark.parametrize(
    ("files", "way", "choice"),
    [({}, "automatic", "manual"), ({"config.yaml": "no-db: true\n"}, "automatic", "manual")],
)
def test_where_the_file_is_the_store_it_is_written_by_itself(
    tracker: Tracker, tmp_path: Path, files: dict[str, str | bytes | None], way: str, choice: Choice
) -> None:
    place = project_of(tmp_path, files)
    assert way_of(tracker, place) == way
    assert ChooseWay(place, choice).run(tracker).way == "manual"
    assert ChooseWay(place, "automatic").run(tracker).way == "automatic"


def test_a_project_in_dolt_is_never_written_by_itself(tracker: Tracker, tmp_path: Path) -> None:
    place = project_of(tmp_path, {"metadata.json": '{"backend":"dolt"}'})
    assert way_of(tracker, place) == "manual"
    for choice in ("no-db", "import-after", "automatic"):
        with pytest.raises(Invalid):
            ChooseWay(place, choice).run(tracker)
    assert ChooseWay(place, "manual").run(tracker).way == "manual"


def test_a_tracker_on_its_own_shares_no_file(tracker: Tracker) -> None:
    place = Place(tracker.path)
    assert AskSharing(place).run(tracker).project is None
    assert way_of(tracker, place) == "manual"
    with pytest.raises(Invalid):
        ChooseWay(place, "manual").run(tracker)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a file that cannot be read")
def test_a_config_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("a: 1\n")
    path.chmod(0)
    with pytest.raises(KnownError, match="cannot be read"):
        beads_config.switch_to_no_db(tmp_path)
