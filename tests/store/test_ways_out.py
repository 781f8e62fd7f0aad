"""Every way out of really damaged files ends with a sound tracker or a plain sentence; the file is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store import backup_making
from store.backup_restoring import restore
from store.check import check
from store.errors import KeptAside, KnownError
from store.export_file import export_to
from store.rebuilding import rebuild
from store.requests import AddComment, Create
from store.salvaging import salvage
from store.tracker import Tracker
from store.ways_out import ways_out
from tests.helpers.issue_files import put, record

MALFORMED = Path(__file__).parents[3] / "shared" / "corpus-db"
PAGE = 4096
Files = dict[str, bytes]
NAMES = ("Home.strandline", "Home.strandline-wal")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    """A data folder with a backup, and a tracker with its second file as a crash leaves them."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STRANDLINE_DATA", str(folder / "data"))
        path = folder / NAMES[0]
        tracker = Tracker.open(path, create=True, actor="ann")
        put(tracker, *(record(f"p-{n}", f"Pump {n}", description="x" * 900) for n in range(24)))
        export_to(tracker, path.with_suffix(".jsonl"))
        backup_making.make(tracker, "asked")
        tracker.one("PRAGMA wal_checkpoint(TRUNCATE)")
        made = Create("Behind it").run(tracker)
        AddComment(min(made.changes.uids), "said").run(tracker)
        files = {name: (folder / name).read_bytes() for name in NAMES}
        tracker.close()
    return folder, files


def _wal_flip(files: Files) -> None:
    data = bytearray(files[NAMES[1]])
    data[32 + 24 + 100] ^= 0xFF
    files[NAMES[1]] = bytes(data)


def _header(files: Files) -> None:
    files[NAMES[0]] = b"\x55" * 100 + files[NAMES[0]][100:]


def _pages(files: Files) -> None:
    data = bytearray(files[NAMES[0]])
    for page in range(3, len(data) // PAGE, 5):
        data[page * PAGE : page * PAGE + 64] = b"\x55" * 64
    files[NAMES[0]] = bytes(data)


def _schema(files: Files) -> None:
    data = files[NAMES[0]]
    files[NAMES[0]] = data[:100] + b"\xaa" * 3996 + data[PAGE:]


def _cut(files: Files) -> None:
    files[NAMES[0]] = files[NAMES[0]][: -7 * PAGE]
    del files[NAMES[1]]


def _empty(files: Files) -> None:
    files[NAMES[0]] = b""
    del files[NAMES[1]]


def _rubbish(files: Files) -> None:
    files[NAMES[0]] = b"rubbish" * 3000
    del files[NAMES[1]]


def _malformed(files: Files) -> None:
    if not MALFORMED.is_dir():
        pytest.skip("shared/corpus-db is not beside this checkout")
    files[NAMES[0]] = next(MALFORMED.glob("*malformed*/*.db")).read_bytes()
    del files[NAMES[1]]


DAMAGES = (_wal_flip, _header, _pages, _schema, _cut, _empty, _rubbish, _malformed)


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damage_is_a_dead_end(
    home: tuple[Path, Files],
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Files], None],
) -> None:
    folder, files = home
    files = dict(files)
    damage(files)
    monkeypatch.setenv("STRANDLINE_DATA", str(folder / "data"))
    path, issue_file = folder / NAMES[0], folder / "Home.jsonl"

    def lay() -> None:
        for left in folder.glob("Home*.strandline*"):
            left.unlink()
        for name, data in files.items():
            (folder / name).write_bytes(data)

    def kept() -> bool:
        """Whether the damaged files are somewhere, to the last byte and together."""
        mains = [one for one in folder.glob("Home*.strandline") if one.read_bytes() == files[NAMES[0]]]
        walls = [one.with_name(f"{one.name}-wal") for one in mains]
        wanted = files.get(NAMES[1], b"")
        return any((wal.read_bytes() if wal.exists() else b"") == wanted for wal in walls)

    lay()
    ways = ways_out(path)
    assert ways.backup is not None
    assert ways.issue_file == issue_file
    assert kept(), "to look for the ways out changes nothing"
    if ways.readable:
        reader = Tracker.open(path, read_only=True)
        reader.close()
        assert path.read_bytes() == files[NAMES[0]]
    backup = ways.backup.path
    for name, way in (
        ("restore", lambda: restore(path, backup)),
        ("salvage", lambda: salvage(path)),
        ("rebuild", lambda: rebuild(path, issue_file)),
    ):
        lay()
        done, said = None, ""
        try:
            done = way()
        except KnownError as error:
            said = str(error)
        if done is None:
            assert name == "salvage", "a backup and an issue file always help"
            assert "Nothing was changed" in said
            assert {one: (folder / one).read_bytes() for one in files} == files
            continue
        tracker = Tracker.open(path, actor="ann")
        assert check(tracker).ok
        assert done.issues == tracker.one("SELECT count(*) FROM issue WHERE NOT gone")
        tracker.close()
        before = getattr(done, "before", None)
        assert kept() or (before is not None and before.verified)


def test_a_second_file_that_was_kept_aside_opens_at_the_next_try(
    home: tuple[Path, Files], tmp_path: Path
) -> None:
    files = dict(home[1])
    _wal_flip(files)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(KeptAside):
        Tracker.open(tmp_path / NAMES[0])
    tracker = Tracker.open(tmp_path / NAMES[0])
    assert tracker.one("SELECT count(*) FROM issue") == 24
    tracker.close()
