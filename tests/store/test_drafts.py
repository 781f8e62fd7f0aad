"""Texts that could not be saved: kept on a full disk, through a kill, and beside another window."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import apsw
import pytest

from store import drafts as store_drafts
from store import places
from store.drafts import ROOM, DraftStore, DropTexts, KeepTexts, KeptText, drafts
from store.errors import DiskFull
from store.lookups import GetDetail
from store.overtaken import Offer, Offers
from store.requests import AddComment, Close, Create, Delete, Edit, EditComment
from store.tracker import Tracker
from tests.helpers.small_disk import fill, small_disk


def text(words: str, field: str = "notes", uid: str = "u1", tracker: str = "/t") -> KeptText:
    return KeptText(tracker, uid, "bd-1", "Fix login", field, "before", words)


@pytest.fixture
def kept_in(tmp_path: Path) -> Path:
    return tmp_path / "data" / "drafts.db"


def test_texts_are_listed_by_tracker_in_the_order_of_keeping(kept_in: Path) -> None:
    with drafts(kept_in) as store:
        store.keep([text("one"), text("two", "title")])
        store.keep([text("three", uid="u2"), text("elsewhere", tracker="/other")])
    with drafts(kept_in) as store:
        assert [kept.text for kept in store.list("/t")] == ["one", "two", "three"]
        assert store.list("/t")[0] == text("one")


def test_a_later_text_of_the_same_field_replaces_the_earlier_and_drop_forgets(kept_in: Path) -> None:
    with drafts(kept_in) as store:
        store.keep([text("one"), text("two")])
        assert [kept.text for kept in store.list("/t")] == ["two"]
        store.drop([text("").key])
        assert store.list("/t") == ()


def test_only_the_owner_may_read_it(kept_in: Path) -> None:
    with drafts(kept_in) as store:
        store.keep([text("one")])
    assert {oct(file.stat().st_mode & 0o777) for file in kept_in.parent.iterdir()} == {"0o600"}


def test_a_file_whose_making_was_cut_short_is_made_whole(kept_in: Path) -> None:
    kept_in.parent.mkdir()
    connection = apsw.Connection(str(kept_in))
    store_drafts._configure(connection)

    def power(_: apsw.Cursor, sql: str, __: object) -> bool:
        return "wal_checkpoint" not in sql

    connection.exec_trace = power
    with pytest.raises(apsw.ExecTraceAbort):
        store_drafts._create(connection)
    connection.close()
    with drafts(kept_in) as store:
        store.keep([text("one")])
        assert [kept.text for kept in store.list("/t")] == ["one"]
    assert ROOM < kept_in.stat().st_size < 1.2 * ROOM


def test_a_damaged_file_is_kept_aside(kept_in: Path) -> None:
    kept_in.parent.mkdir()
    kept_in.write_bytes(b"no database at all" * 400)
    with drafts(kept_in) as store:
        store.keep([text("one")])
    with drafts(kept_in) as store:
        assert len(store.list("/t")) == 1
    (aside,) = kept_in.parent.glob("drafts.damaged-*.db")
    assert aside.read_bytes().startswith(b"no database")


def test_two_that_open_it_at_once_both_get_it(kept_in: Path) -> None:
    with drafts(kept_in):
        pass  # with its room

    together = Barrier(2)

    def work(name: str) -> None:
        for _ in range(150):
            together.wait(60)
            with drafts(kept_in) as store:
                store.keep([text(name, uid=name)])

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(work, name) for name in ("one", "two")]:
            done.result()
    with drafts(kept_in) as store:
        assert {one.text for one in store.list("/t")} == {"one", "two"}


def test_the_room_stays_whatever_was_kept_and_dropped(kept_in: Path) -> None:
    for _ in range(3):
        with drafts(kept_in) as store:
            store.keep([text("x" * 300_000)])
        with drafts(kept_in) as store:
            store.drop([text("").key])
    assert kept_in.stat().st_size >= ROOM
    assert kept_in.with_name("drafts.db-wal").stat().st_size >= ROOM


def test_an_hour_of_typing_takes_no_more_room_than_a_minute(kept_in: Path) -> None:
    """Each keeping opens the file anew; none may add to what an earlier one has left in the -wal."""
    with drafts(kept_in) as store:
        store.keep([text("x" * 20_000)])
    sizes = {file.name: file.stat().st_size for file in kept_in.parent.iterdir()}
    for n in range(80):
        with drafts(kept_in) as store:
            store.keep([text(f"{n}" * 10_000)])
    assert {file.name: file.stat().st_size for file in kept_in.parent.iterdir()} == sizes


def test_requests_keep_the_texts_of_the_open_tracker(tracker: Tracker) -> None:
    mine = text("mine", "create", tracker=str(tracker.path))
    KeepTexts((mine, text("other's"))).run(tracker)
    assert Offers().run(tracker) == (Offer(mine),)
    DropTexts((mine.key,)).run(tracker)
    assert Offers().run(tracker) == ()
    assert places.drafts_file().exists()


def test_a_kept_text_is_offered_beside_what_stands_in_its_place_now(tracker: Tracker) -> None:
    ours, trashed, closed = (
        Create(title, {"notes": "before"}).run(tracker).uids[0] for title in ("One", "Gone", "Closed")
    )
    AddComment(ours, "before").run(tracker)
    (comment,) = GetDetail(ours).run(tracker).issue.comments
    tracker.actor = "bob"
    Edit(ours, {"title": "One, by bob", "design": "saved"}).run(tracker)
    EditComment(ours, comment.uid, "bob's words").run(tracker)
    Delete((trashed,)).run(tracker)
    Close((closed,), "done by bob").run(tracker)
    kept = {
        (ours, "notes"): "fits",
        (ours, "title"): "changed",
        (ours, "design"): "there",
        (ours, f"comment:{comment.uid}"): "changed",
        (ours, "comment:none"): "gone",
        (ours, "comment"): "fits",
        (ours, "labels"): "fits",
        (trashed, "comment"): "gone",
        (closed, "close_reason"): "changed",
        ("nobody", "notes"): "gone",
    }
    KeepTexts(tuple(text("saved", field, uid, str(tracker.path)) for uid, field in kept)).run(tracker)
    found = {(one.text.uid, one.text.field): one for one in Offers().run(tracker)}
    assert {place: one.standing for place, one in found.items()} == {
        place: standing for place, standing in kept.items() if standing != "there"
    }
    title = found[ours, "title"]
    assert (title.now, title.by, bool(title.at)) == ("One, by bob", "bob", True)
    assert found[ours, f"comment:{comment.uid}"].now == "bob's words"
    assert found[closed, "close_reason"].now == "done by bob"
    # What is in the tracker already is forgotten, not only left out.
    with drafts() as store:
        assert len(store.list(str(tracker.path))) == len(kept) - 1


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "4m") as mount:
        yield mount


def test_a_full_disk_still_takes_texts(disk: Path) -> None:
    kept_in = disk / "drafts.db"
    with drafts(kept_in) as store:
        store.list("/t")
    fill(disk / "ballast")
    for n in range(3):
        with drafts(kept_in) as store:
            store.keep([text(chr(97 + n) * 200_000)])
    with drafts(kept_in) as store:
        assert store.list("/t")[0].text == "c" * 200_000
        with pytest.raises(DiskFull):
            store.keep([text("d" * 2_000_000)])
        assert store.list("/t")[0].text == "c" * 200_000


_CHILD = """
import os, signal, sys
from pathlib import Path
from store.drafts import DraftStore, KeptText
store = DraftStore.open(Path(sys.argv[1]))
store.keep([KeptText("/t", "u1", "bd-1", "Fix login", "notes", "", "kept before the kill")])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_what_was_kept_survives_a_kill(kept_in: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", _CHILD, str(kept_in)], cwd=root, check=False)
    store = DraftStore.open(kept_in)
    assert [kept.text for kept in store.list("/t")] == ["kept before the kill"]
    store.close()
