"""Really damaged trackers: what can be read of them is saved, and the rest is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from store import replacing
from store.attachment_files import Source
from store.attachment_requests import Attach
from store.errors import Damaged, Held, KnownError
from store.exit_codes import PROBLEMS
from store.files import sync_folder
from store.lookups import Check
from store.pace import Pace
from store.requests import AddComment, Close, Create, Depend, Edit
from store.salvaging import LOST_TITLE, Salvaged, salvage
from store.tracker import Tracker
from tests.helpers.terminal import Terminal

PAGE = 4096
ISSUES = 120
_DROPPED = "Words that nobody else has. " * 40


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tracker with issues, links, comments, a history and an attached file, closed."""
    folder = tmp_path_factory.mktemp("sound")
    path = folder / "Home.strandline"
    picture = folder / "notes.txt"
    picture.write_bytes(bytes(range(256)) * 2000)
    tracker = Tracker.open(path, create=True, actor="ann")
    uids: list[str] = []
    for number in range(ISSUES):
        done = Create(f"Issue {number}", {"description": _DROPPED}, ("ui", f"l{number % 5}")).run(tracker)
        uids += done.changes.uids
    for number, uid in enumerate(uids):
        Edit(uid, {"notes": f"Note {number}"}).run(tracker)
        if number % 3 == 0:
            AddComment(uid, f"Said {number}").run(tracker)
    ids = [id for (id,) in tracker.all("SELECT id FROM issue ORDER BY key")]
    for number in range(1, 20):
        Depend(uids[number], ids[0]).run(tracker)
    Close((uids[5],)).run(tracker)
    Attach(uids[1], (Source(picture),)).run(tracker)
    tracker.close()
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(sound, tmp_path / "Home.strandline"))


def _roots(path: Path, *names: str) -> list[int]:
    tracker = Tracker.open(path, read_only=True)
    found = dict(tracker.all("SELECT name, rootpage FROM sqlite_schema"))
    tracker.close()
    return [found[name] for name in names]


def _wipe(path: Path, *pages: int) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(b"\x55" * PAGE)


def _titles(path: Path) -> set[str]:
    tracker = Tracker.open(path, read_only=True)
    try:
        assert Check().run(tracker).ok
        return {title for (title,) in tracker.all("SELECT title FROM issue WHERE NOT gone")}
    finally:
        tracker.close()


def test_a_sound_tracker_comes_out_as_it_went_in(path: Path, sound: Path) -> None:
    saved = salvage(path)
    assert (saved.issues, saved.partial, saved.comments, saved.attachments) == (ISSUES, 0, 40, 1)
    assert saved.lost == ()
    assert saved.aside is not None
    assert saved.aside.read_bytes() == sound.read_bytes()
    one, other = (Tracker.open(file, read_only=True) for file in (path, sound))
    for table in ("issue", "label", "dependency", "comment", "step", "change", "stamp", "chunk", "meta"):
        assert one.all(f"SELECT * FROM {table}") == other.all(f"SELECT * FROM {table}"), table
    one.close()
    other.close()


def test_the_middle_of_the_issues_is_lost_and_the_rest_is_there(path: Path) -> None:
    root = _roots(path, "issue")[0]
    tree = path.read_bytes()[(root - 1) * PAGE :][:PAGE]
    # The leaf that the fourth cell of the root leads to.
    cell = int.from_bytes(tree[12 + 6 : 12 + 8], "big")
    _wipe(path, int.from_bytes(tree[cell : cell + 4], "big"))
    saved = salvage(path)
    # The ids of those stand in an index, and what was changed of them in the history.
    assert saved.issues == ISSUES
    assert 0 < saved.partial < 20
    assert saved.lost == ("Some issues.",)
    assert _titles(path) - {f"Issue {number}" for number in range(ISSUES)} == {LOST_TITLE}
    tracker = Tracker.open(path, read_only=True)
    notes = {text for (text,) in tracker.all("SELECT notes FROM issue")}
    assert notes == {f"Note {number}" for number in range(ISSUES)}
    tracker.close()


@pytest.mark.parametrize("table", ["label", "dependency", "comment", "change", "step", "stamp", "blocked"])
def test_whatever_else_is_lost_the_issues_are_there(path: Path, table: str) -> None:
    _wipe(path, *_roots(path, table))
    assert salvage(path).issues == ISSUES
    assert _titles(path) == {f"Issue {number}" for number in range(ISSUES)}


def test_an_attached_file_that_is_not_whole_is_named(path: Path) -> None:
    data = path.read_bytes()
    at = data.index(bytes(range(256)) * 10)
    path.write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    saved = salvage(path)
    assert saved.attachments == 0
    assert saved.lost == ("1 attached files that are not whole: notes.txt.",)


def test_a_lost_header_is_made_anew(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\x00" * 100)
    assert salvage(path).issues == ISSUES


@pytest.mark.parametrize("length", [0, 50, 3 * PAGE])
def test_where_nothing_is_left_it_is_said_and_nothing_is_changed(path: Path, length: int) -> None:
    data = path.read_bytes()[:length]
    path.write_bytes(data)
    with pytest.raises(Damaged, match=r"can be read.*Nothing was changed\. Restore a backup"):
        salvage(path)
    assert path.read_bytes() == data
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_changes_that_are_only_in_the_second_file_are_saved_too(path: Path, tmp_path: Path) -> None:
    tracker = Tracker.open(path, actor="ann")
    Create("Only in the -wal").run(tracker)
    copies = tmp_path / "copies"
    copies.mkdir()
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{path}{suffix}", copies / f"Home.strandline{suffix}")
    tracker.close()
    _wipe(copies / "Home.strandline", *_roots(path, "label_name"))
    assert "Only in the -wal" in {*_titles_of(salvage(copies / "Home.strandline"))}


def _titles_of(saved: Salvaged) -> set[str]:
    return _titles(saved.path)


def test_a_tracker_that_is_open_is_left_alone(path: Path) -> None:
    tracker = Tracker.open(path)
    with pytest.raises(Held, match="is open in this program"):
        salvage(path)
    tracker.close()


def test_what_is_written_after_the_reading_is_not_put_aside_unsaid(path: Path) -> None:
    came: list[Path] = []

    def come() -> None:
        # Once the new file is being made, all of the old one was read.
        if any(path.parent.glob(".*")) and not came:
            came.append(path)
            tracker = Tracker.open(path, actor="bob")
            Create("acknowledged").run(tracker)
            tracker.close()

    pace = Pace()
    pace.look = come  # type: ignore[method-assign]
    with pytest.raises(Held, match=r"was changed by another program meanwhile, so nothing was replaced\."):
        salvage(path, pace)
    assert not list(path.parent.glob("*(damaged)*"))
    assert salvage(path).issues == ISSUES + 1


def test_a_second_file_that_comes_in_the_last_moment_stays_with_the_tracker_it_belongs_to(
    path: Path, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wal = path.with_name(f"{path.name}-wal")

    def come(folder: Path) -> None:
        wal.write_bytes(b"changes of another program")
        sync_folder(folder)

    monkeypatch.setattr(replacing, "sync_folder", come)
    wal.write_bytes(b"")
    with pytest.raises(Held, match="nothing was replaced"):
        salvage(path)
    assert path.read_bytes() == sound.read_bytes()
    assert wal.read_bytes() == b"changes of another program"
    assert {one.name for one in path.parent.iterdir()} == {path.name, wal.name}


def _zero(random: Random, data: bytearray) -> None:
    page = random.randrange(1, len(data) // PAGE)
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)


def _flip(random: Random, data: bytearray) -> None:
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _cut(random: Random, data: bytearray) -> None:
    del data[random.randrange(len(data) // 2, len(data)) :]


@pytest.mark.parametrize("damage", [_zero, _flip, _cut])
@pytest.mark.parametrize("seed", range(2))
def test_any_damage_ends_with_a_sound_tracker_or_a_plain_sentence(
    path: Path, sound: Path, damage: Callable[[Random, bytearray], None], seed: int
) -> None:
    random, data = Random(f"{damage.__name__} {seed}"), bytearray(sound.read_bytes())
    for _ in range(random.randrange(1, 6)):
        damage(random, data)
    path.write_bytes(data)
    try:
        said = f"{salvage(path).issues} issues"
    except KnownError as error:
        said = str(error)
    if "Nothing was changed" in said:
        assert path.read_bytes() == data
        return
    assert said.endswith(" issues")
    real = {f"Issue {number}" for number in range(ISSUES)}
    if damage is not _flip:
        assert _titles(path) <= real | {LOST_TITLE}


def test_the_terminal_says_what_was_saved_and_what_was_not(path: Path) -> None:
    _wipe(path, *_roots(path, "label"))
    terminal = Terminal(path.parent, path)
    answer = terminal.run("salvage", json=False)
    out = answer.out.decode()
    assert f"{ISSUES} issues" in out
    assert "Some labels" in out
    assert "(damaged)" in out
    assert answer.code == PROBLEMS
