"""A damaged tracker that has an issue file beside it: what the file has is not lost by salvaging."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store.files import file_name
from store.guarded_export import export_project
from store.importing import import_file
from store.lookups import Check
from store.requests import Edit
from store.salvaging import salvage
from store.tracker import Tracker
from tests.helpers.issue_files import comment, find, lines, record

PAGE = 4096
ISSUES = 120


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tracker in step with its issue file, but for every second title, changed here since."""
    folder = tmp_path_factory.mktemp("sound")
    path, file = folder / "Home.strandline", folder / "issues.jsonl"
    file.write_bytes(
        lines(
            *(
                record(
                    f"h-{n}", f"Issue {n}", description=f"Words of {n}. " * 40, labels=["ui"], unknown=n,
                    comments=[comment(f"h-{n}", n, f"Said {n}")],
                )
                for n in range(ISSUES)
            )
        )
    )  # fmt: skip
    tracker = Tracker.open(path, create=True, actor="ann")
    import_file(tracker, file)
    export_project(tracker, file)
    for n in range(0, ISSUES, 2):
        Edit(find(tracker, f"h-{n}").uid, {"title": f"Changed {n}"}).run(tracker)
    tracker.close()
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    shutil.copyfile(sound.with_name("issues.jsonl"), tmp_path / "issues.jsonl")
    path = Path(shutil.copyfile(sound, tmp_path / "Home.strandline"))
    tracker = Tracker.open(path)
    with tracker.writing():
        tracker.run("UPDATE exchange_file SET path = ?", (file_name(path.with_name("issues.jsonl")),))
    tracker.close()
    return path


def _root(path: Path, name: str) -> int:
    tracker = Tracker.open(path, read_only=True)
    found = int(tracker.one("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)))
    tracker.close()
    return found


def _wipe(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\x55" * PAGE)


def _wipe_a_leaf_of_issues(path: Path) -> None:
    root = _root(path, "issue")
    tree = path.read_bytes()[(root - 1) * PAGE :][:PAGE]
    cell = int.from_bytes(tree[12 + 6 : 12 + 8], "big")
    _wipe(path, int.from_bytes(tree[cell : cell + 4], "big"))


def _known(tracker: Tracker) -> dict[str, tuple[str, str, str]]:
    rows = tracker.all("SELECT id, title, description, extra FROM issue WHERE NOT gone")
    return {id: (title, text, extra) for id, title, text, extra in rows}


def _in_step_again(path: Path, expected: dict[str, tuple[str, str, str]]) -> None:
    """What there was is there after the next import, and goes out with an edit of each issue."""
    file = path.with_name("issues.jsonl")
    tracker = Tracker.open(path, actor="ann")
    done = import_file(tracker, file)
    assert done.conflicts == ()
    assert _known(tracker) == expected
    assert Check().run(tracker).ok
    for table in ("label", "comment"):
        assert tracker.one(f"SELECT count(*) FROM {table} WHERE NOT removed") == ISSUES
    for id in expected:
        Edit(find(tracker, id).uid, {"notes": "After"}).run(tracker)
    exported = export_project(tracker, file)
    tracker.close()
    assert exported.lines == ISSUES
    text = file.read_text()
    assert text.count('"After"') == text.count('"unknown"') == text.count('"Said ') == ISSUES
    assert text.count("Changed ") == ISSUES // 2


def _expected(path: Path) -> dict[str, tuple[str, str, str]]:
    tracker = Tracker.open(path, read_only=True)
    found = _known(tracker)
    tracker.close()
    return found


def test_an_issue_whose_row_is_lost_is_as_its_line_and_the_history_say(path: Path, sound: Path) -> None:
    expected = _expected(sound)
    _wipe_a_leaf_of_issues(path)
    saved = salvage(path)
    assert 0 < saved.partial < 20
    assert saved.report is not None
    report = saved.report.read_text().splitlines()
    assert saved.report.name == "Home (damaged).strandline.report.txt"
    assert saved.report.stat().st_mode & 0o777 == 0o600
    at = report.index(f"Issues of which only a part could be saved ({saved.partial}):")
    assert set(report[at + 1 :]) == set(saved.partial_ids) <= expected.keys()
    assert len(saved.partial_ids) == saved.partial
    assert _expected(path) == expected, "also where no import ever comes"
    _in_step_again(path, expected)


def test_an_issue_that_is_gone_altogether_comes_back_with_the_next_import(path: Path, sound: Path) -> None:
    expected = _expected(sound)
    _wipe_a_leaf_of_issues(path)
    for index in ("sqlite_autoindex_issue_1", "sqlite_autoindex_issue_2"):
        _wipe(path, _root(path, index))
    saved = salvage(path)
    gone = ISSUES - saved.issues
    assert gone > 0
    assert f"{gone} issues that its issue file has: the next import brings them back." in saved.lost
    there = _expected(path).keys()
    assert saved.report is not None
    report = saved.report.read_text().splitlines()
    named = report[report.index(f"Issues that are lost, as far as is known ({gone}):") + 1 :]
    assert set(named) == expected.keys() - there
    tracker = Tracker.open(path, actor="ann")
    done = import_file(tracker, path.with_name("issues.jsonl"))
    assert (done.created, done.conflicts) == (gone, ())
    assert _known(tracker).keys() == expected.keys()
    tracker.close()


@pytest.mark.parametrize("table", ["label", "comment"])
def test_labels_and_comments_that_are_lost_come_back_from_the_file(
    path: Path, sound: Path, table: str
) -> None:
    _wipe(path, _root(path, table))
    saved = salvage(path)
    assert "What was known of its issue file: the next import compares the whole file." in saved.lost
    tracker = Tracker.open(path, actor="ann")
    import_file(tracker, path.with_name("issues.jsonl"))
    assert tracker.one(f"SELECT count(*) FROM {table} WHERE NOT removed") == ISSUES
    tracker.close()
