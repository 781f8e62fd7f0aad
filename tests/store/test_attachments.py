"""Attached files: stored once, never in the issue file, undone like anything else, and written out whole."""

from __future__ import annotations

import hashlib
import os
import stat
import threading
from pathlib import Path

import pytest

from store import attachment_files, attachment_rows, contents
from store.attachment import Attachment
from store.attachment_files import Source
from store.attachment_kinds import may_be_opened
from store.attachment_requests import (
    Attach,
    Attached,
    NothingAttached,
    RemoveAttachment,
    RenameAttachment,
    SaveAttachment,
)
from store.close_requests import SaveCopy
from store.detail_answers import Detail
from store.errors import Cancelled, Damaged, Invalid, NotFound, ReadOnly
from store.export_file import export_to
from store.importing import import_bytes
from store.lookups import AskUndo, ChangesSince, Check, GetDetail, ReadAttachment
from store.requests import Create, Delete, Edit, Redo, Restore, Undo
from store.tracker import Tracker
from tests.helpers.issue_files import lines, record
from tests.helpers.small_disk import small_disk
from tests.helpers.terminal import Terminal
from tests.store.conftest import OpenTracker

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))


@pytest.fixture
def uid(tracker: Tracker) -> str:
    return Create("Pump").run(tracker).uids[0]


def attach(tracker: Tracker, uid: str, *given: tuple[str, bytes]) -> Attached:
    return Attach(uid, tuple(Source(data=data, name=name) for name, data in given)).run(tracker)


def detail(tracker: Tracker, uid: str) -> Detail:
    return GetDetail(uid).run(tracker)


def files(tracker: Tracker, uid: str) -> list[str]:
    return [one.name for one in detail(tracker, uid).attachments]


def only(tracker: Tracker, uid: str) -> Attachment:
    (one,) = detail(tracker, uid).attachments
    return one


def kept(tracker: Tracker) -> int:
    return int(tracker.one("SELECT count(*) FROM content"))


def test_a_file_is_attached_with_its_kind_size_and_hash_and_comes_back_byte_for_byte(
    tracker: Tracker, uid: str, tmp_path: Path
) -> None:
    data = os.urandom(2 * contents.CHUNK + 17)
    (tmp_path / "Plan.pdf").write_bytes(data)
    (tmp_path / "empty.txt").touch()
    paths = tuple(Source(tmp_path / name) for name in ("Plan.pdf", "empty.txt"))
    done = Attach(uid, paths).run(tracker)
    assert (done.names, done.left) == (("Plan.pdf", "empty.txt"), ())
    assert done.changes.kinds == {"attachments"}
    one, empty = detail(tracker, uid).attachments
    assert (one.name, one.media_type, one.size, one.by) == (
        "Plan.pdf",
        "application/pdf",
        len(data),
        tracker.actor,
    )
    assert one.sha256 == hashlib.sha256(data).hexdigest()
    assert (empty.size, empty.media_type) == (0, "text/plain")
    saved = SaveAttachment(one.uid, tmp_path / "out.pdf").run(tracker)
    assert (saved.path.read_bytes(), saved.bytes) == (data, len(data))
    assert stat.S_IMODE(saved.path.stat().st_mode) == 0o600
    with pytest.raises(Invalid, match="exists already"):
        SaveAttachment(one.uid, saved.path).run(tracker)
    SaveAttachment(empty.uid, saved.path, replace=True).run(tracker)
    assert saved.path.read_bytes() == b""
    assert {path.name for path in tmp_path.glob(".*")} == set()


def test_a_picture_is_told_by_its_content_and_never_by_its_name(tracker: Tracker, uid: str) -> None:
    attach(tracker, uid, ("shot.txt", PNG), ("fake.png", b"#!/bin/sh\n"), ("x.gif", b"GIF89a.."))
    assert [one.media_type for one in detail(tracker, uid).attachments] == [
        "image/png",
        "application/octet-stream",
        "image/gif",
    ]


def test_equal_content_is_stored_once_and_equal_names_are_told_apart(tracker: Tracker, uid: str) -> None:
    other = Create("Garden").run(tracker).uids[0]
    attach(tracker, uid, ("a.png", PNG))
    assert attach(tracker, other, ("b.png", PNG)).names == ("b.png",)
    assert kept(tracker) == 1
    assert attach(tracker, uid, ("A.png", b"else")).names == ("A (2).png",)
    with pytest.raises(NothingAttached, match=r"^a.png is attached already, with the same content\.$"):
        attach(tracker, uid, ("a.png", PNG))
    names = attach(
        tracker,
        uid,
        ("../../etc/passwd", b"1"),
        ("x\u202egnp.exe", b"2"),
        ("n" * 300 + ".txt", b"3"),
        (". ", b"4"),
    ).names
    assert names[:2] == ("passwd", "x gnp.exe")
    assert names[2] == "n" * 196 + ".txt"
    assert names[3] == "file"


def test_attaching_renaming_and_removing_are_undone_and_redone_and_stand_in_the_history(
    open_tracker: OpenTracker,
) -> None:
    tracker = open_tracker()
    uid = Create("Pump").run(tracker).uids[0]
    attach(tracker, uid, ("a.png", PNG), ("b.txt", b"b"), ("c.txt", b"c"), ("d.txt", b"d"))
    first = detail(tracker, uid).attachments[0].uid
    RenameAttachment(uid, first, "pump.png").run(tracker)
    RemoveAttachment(uid, first).run(tracker)
    what = AskUndo().run(tracker).undo
    assert what is not None
    assert (what.kind, what.detail, what.title) == ("detach", "pump.png", "Pump")
    tracker.close()
    tracker = open_tracker()
    rest = ["b.txt", "c.txt", "d.txt"]
    states = [rest, ["pump.png", *rest], ["a.png", *rest], []]
    assert files(tracker, uid) == states[0]
    for state in states[1:]:
        Undo().run(tracker)
        assert files(tracker, uid) == state
    redo = AskUndo().run(tracker).redo
    assert redo is not None
    assert (redo.kind, redo.detail) == ("attach", "a.png / +3")
    for state in states[-2::-1]:
        Redo().run(tracker)
        assert files(tracker, uid) == state
    told = [(e.before, e.after) for e in detail(tracker, uid).activity if e.field == "attachments"]
    assert told[:5] == [
        (None, "a.png"),
        (None, "b.txt"),
        (None, "c.txt"),
        (None, "d.txt"),
        ("a.png", "pump.png"),
    ]
    assert told[5] == ("pump.png", None)


def test_a_name_that_is_taken_or_cannot_be_is_refused(tracker: Tracker, uid: str) -> None:
    attach(tracker, uid, ("a.txt", b"a"), ("b.txt", b"b"))
    one = detail(tracker, uid).attachments[0].uid
    for name in ("B.TXT", "  ", "a/b", "x" * 201, "end."):
        with pytest.raises(Invalid):
            RenameAttachment(uid, one, name).run(tracker)
    RenameAttachment(uid, one, "A.txt").run(tracker)
    assert files(tracker, uid) == ["A.txt", "b.txt"]


def test_content_stays_while_undo_or_redo_could_need_it_and_goes_with_the_last_of_them(
    tracker: Tracker, uid: str
) -> None:
    attach(tracker, uid, ("a.txt", b"first"))
    RemoveAttachment(uid, only(tracker, uid).uid).run(tracker)
    Edit(uid, {"title": "Other"}).run(tracker)
    assert kept(tracker) == 1, "undo can bring it back for as long as there is a tracker"
    for _ in range(3):
        Undo().run(tracker)
    assert (files(tracker, uid), kept(tracker)) == ([], 1)
    Redo().run(tracker)
    assert ReadAttachment(only(tracker, uid).uid, 99).run(tracker) == b"first"
    Undo().run(tracker)
    Edit(uid, {"title": "Redo is over"}).run(tracker)
    assert [kept(tracker), tracker.one("SELECT count(*) FROM chunk")] == [0, 0]
    assert Check().run(tracker).findings == ()


def test_content_that_another_issue_has_stays_when_one_file_of_it_goes(tracker: Tracker, uid: str) -> None:
    other = Create("Garden").run(tracker).uids[0]
    attach(tracker, other, ("keep.txt", b"same"))
    attach(tracker, uid, ("gone.txt", b"same"))
    Undo().run(tracker)
    Edit(uid, {"title": "Redo is over"}).run(tracker)
    assert ReadAttachment(only(tracker, other).uid, 99).run(tracker) == b"same"


def test_undo_leaves_alone_a_file_that_somebody_else_has_renamed_since(open_tracker: OpenTracker) -> None:
    ann, bob = open_tracker("ann"), open_tracker("bob")
    uid = Create("Pump").run(ann).uids[0]
    attach(ann, uid, ("a.txt", b"a"))
    seq = ChangesSince(-1).run(ann).seq
    RenameAttachment(uid, only(bob, uid).uid, "bobs.txt").run(bob)
    assert ChangesSince(seq).run(ann).kinds == {"attachments"}
    done = Undo().run(ann)
    assert done.nothing
    assert [(one.by, one.review) for one in done.skipped] == [("bob", True)]
    assert files(ann, uid) == ["bobs.txt"]


def test_what_cannot_be_attached_is_named_and_the_rest_is_attached(
    tracker: Tracker, uid: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachment_files, "LIMIT", 3 * 1024 * 1024)
    (tmp_path / "good.txt").write_text("good")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large.iso").open("wb") as file:
        file.truncate(3 * 1024 * 1024 + 1)
    names = ("folder", "pipe", "large.iso", "good.txt", "absent.txt", tracker.path.name)
    done = Attach(uid, tuple(Source(tmp_path / name) for name in names)).run(tracker)
    assert files(tracker, uid) == ["good.txt"]
    reasons = {one.source.called: one.reason for one in done.left}
    assert reasons == {
        "folder": "folder is a folder. Attach the files in it, or pack it into one file.",
        "pipe": "pipe is no ordinary file, so that it cannot be attached.",
        "large.iso": "large.iso has 4 MB, and 3 MB are allowed: all of it would be in the tracker's own "
        "file. Attach a smaller file, or write down where this one is.",
        "absent.txt": "absent.txt is not there any more. Choose it where it is now.",
        tracker.path.name: f"{tracker.path.name} is the tracker that is open. To keep it, save a complete "
        "copy.",
    }
    before = tracker.one("SELECT count(*) FROM step")
    with pytest.raises(NothingAttached):
        Attach(uid, (Source(tmp_path / "folder"),)).run(tracker)
    assert tracker.one("SELECT count(*) FROM step") == before


def test_no_name_of_the_open_tracker_is_ever_opened_by_other_means(
    tracker: Tracker, uid: str, tmp_path: Path
) -> None:
    """Closing any of these files would drop SQLite's locks on it."""
    (tmp_path / "link").symlink_to(tracker.path)
    for path in (tmp_path / "link", tracker.path.with_name(f"{tracker.path.name}-shm")):
        with pytest.raises(NothingAttached, match="is the tracker that is open"):
            Attach(uid, (Source(path),)).run(tracker)
    attach(tracker, uid, ("a.txt", b"a"))
    with pytest.raises(Invalid, match="exists already"):
        SaveAttachment(only(tracker, uid).uid, tracker.path, replace=True).run(tracker)


def test_it_says_how_far_it_is_and_stops_without_a_trace(tracker: Tracker, uid: str, tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(8 * contents.CHUNK))
    told: list[tuple[int, int]] = []
    stop = threading.Event()

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        stop.set()

    with pytest.raises(Cancelled, match="Nothing was attached"):
        Attach(uid, (Source(tmp_path / "large"),), progress=tell, cancel=stop).run(tracker)
    assert told
    assert told[0][1] == 8 * contents.CHUNK
    assert (files(tracker, uid), kept(tracker)) == ([], 0)
    attach(tracker, uid, ("large", bytes(8 * contents.CHUNK)))
    with pytest.raises(Cancelled):
        SaveAttachment(only(tracker, uid).uid, tmp_path / "out", cancel=stop).run(tracker)
    assert sorted(path.name for path in tmp_path.iterdir() if "out" in path.name) == []


def test_a_file_that_changes_while_it_is_read_is_not_attached(
    tracker: Tracker, uid: str, tmp_path: Path
) -> None:
    (tmp_path / "log").write_bytes(b"one")

    def append(_done: int, _total: int) -> None:
        (tmp_path / "log").write_bytes(b"two")

    with pytest.raises(Invalid, match="was changed while it was read"):
        Attach(uid, (Source(tmp_path / "log"),), progress=append).run(tracker)
    assert (files(tracker, uid), kept(tracker)) == ([], 0)


def test_nothing_of_it_is_in_the_issue_file_and_no_import_takes_it_away(
    tracker: Tracker, tmp_path: Path
) -> None:
    file = tmp_path / "issues.jsonl"
    file.write_bytes(lines(record("web-a1b", "first"), record("web-c2d", "second")))
    import_bytes(tracker, file.read_bytes(), file)
    uid = str(tracker.one("SELECT uid FROM issue WHERE id = 'web-a1b'"))
    updated = detail(tracker, uid).issue.updated_at
    attach(tracker, uid, ("a.txt", b"a"))
    export_to(tracker, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == file.read_bytes()
    assert detail(tracker, uid).issue.updated_at == updated
    changed = lines(
        record("web-a1b", "changed", updated_at="2027-01-01T00:00:00Z"), record("web-c2d", "second")
    )
    import_bytes(tracker, changed, file)
    assert detail(tracker, uid).issue.title == "changed"
    assert files(tracker, uid) == ["a.txt"]
    gone = lines(
        record("web-a1b", "changed", status="tombstone", deleted_at="2027-02-01T00:00:00Z"),
        record("web-c2d", "second"),
    )
    import_bytes(tracker, gone, file)
    assert detail(tracker, uid).issue.deleted
    assert files(tracker, uid) == ["a.txt"]
    with pytest.raises(Invalid, match="in the trash"):
        attach(tracker, uid, ("b.txt", b"b"))
    Restore((uid,)).run(tracker)
    assert files(tracker, uid) == ["a.txt"]


def test_the_trash_keeps_files_and_undo_of_it_brings_them_back(tracker: Tracker, uid: str) -> None:
    attach(tracker, uid, ("a.txt", b"a"))
    Delete((uid,)).run(tracker)
    assert files(tracker, uid) == ["a.txt"]
    Undo().run(tracker)
    assert ReadAttachment(only(tracker, uid).uid, 9).run(tracker) == b"a"


def test_a_complete_copy_has_them(tracker: Tracker, uid: str, tmp_path: Path) -> None:
    attach(tracker, uid, ("a.png", PNG))
    copy = SaveCopy(tmp_path / "copy.strandline").run(tracker).path
    other = Tracker.open(copy, read_only=True)
    try:
        assert ReadAttachment(only(other, uid).uid, 999).run(other) == PNG
        with pytest.raises(ReadOnly):
            attach(other, uid, ("b.txt", b"b"))
    finally:
        other.close()


def test_check_finds_damaged_and_lost_content(tracker: Tracker, uid: str, tmp_path: Path) -> None:
    attach(tracker, uid, ("a.txt", b"aaaa"), ("b.txt", b"bbbb"), ("c.txt", b"cccc"))
    id = detail(tracker, uid).issue.id
    assert Check().run(tracker).ok
    tracker.run("UPDATE chunk SET bytes = ? WHERE bytes = ?", (b"axaa", b"aaaa"))
    tracker.run("DELETE FROM chunk WHERE bytes = ?", (b"bbbb",))
    tracker.run("DELETE FROM attachment WHERE name = 'c.txt'")
    assert Check().run(tracker).findings == (
        f"The content of an attached file is damaged: a.txt of {id}.",
        f"The content of an attached file is damaged: b.txt of {id}.",
        "The content of a file is kept that no issue has.",
    )
    one = detail(tracker, uid).attachments[0]
    with pytest.raises(Damaged):
        SaveAttachment(one.uid, tmp_path / "out.txt").run(tracker)
    assert not (tmp_path / "out.txt").exists()
    with pytest.raises(NotFound):
        ReadAttachment("nobody", 9).run(tracker)


def test_lists_and_rows_never_read_the_tables_of_attached_files(tracker: Tracker, uid: str) -> None:
    from store.lookups import Count, ListKeys, ListWords
    from store.lookups import GetRows as Rows
    from store.query import Query

    attach(tracker, uid, ("a.txt", b"a"))
    tables = set[str]()

    def note(_code: int, table: str | None, *_rest: object) -> int:
        tables.add(str(table))
        return 0

    tracker.connection.authorizer = note
    try:
        keys = ListKeys(Query("is:open", "pump", "updated")).run(tracker).keys
        Rows(tuple(keys)).run(tracker)
        Count().run(tracker)
        ListWords().run(tracker)
    finally:
        tracker.connection.authorizer = None
    assert "issue" in tables
    assert tables.isdisjoint({"attachment", "content", "chunk"})


def test_what_could_run_is_never_given_to_another_program() -> None:
    assert all(map(may_be_opened, ("a.PNG", "report.pdf", "notes.md", "x.tar.gz")))
    for name in (
        "run.sh",
        "a.pdf.exe",
        "a.desktop",
        "a.html",
        "a.svg",
        "a.jar",
        "a",
        ".pdf",
        "a.docm",
        "a.lnk",
    ):
        assert not may_be_opened(name), name


def test_a_file_that_comes_while_one_is_saved_out_is_never_replaced(
    tracker: Tracker, uid: str, tmp_path: Path
) -> None:
    attach(tracker, uid, ("plan", bytes(2 * contents.CHUNK)))
    target = tmp_path / "plan"

    def another(_done: int, _total: int) -> None:
        target.write_text("of somebody else", encoding="utf-8")

    with pytest.raises(Invalid, match="plan exists already"):
        SaveAttachment(only(tracker, uid).uid, target, progress=another).run(tracker)
    assert target.read_text(encoding="utf-8") == "of somebody else"
    assert set(tmp_path.glob(".*")) == set()


def test_content_that_goes_while_it_is_saved_out_is_not_called_damaged(tracker: Tracker, uid: str) -> None:
    attach(tracker, uid, ("plan", bytes(2 * contents.CHUNK)))
    reading = contents.pieces(tracker, only(tracker, uid).sha256)
    assert len(next(reading)) == contents.CHUNK
    Undo().run(tracker)
    Create("Another step, after which nothing is done again").run(tracker)
    with pytest.raises(Invalid, match="removed for good meanwhile"):
        next(reading)


def test_no_name_in_a_tracker_of_somebody_else_leads_out_of_a_folder(
    tracker: Tracker, uid: str, tmp_path: Path
) -> None:
    attach(tracker, uid, ("a.txt", b"1"))
    with tracker.writing():
        tracker.run("UPDATE attachment SET name = '../../up\u202e.txt'")
    assert files(tracker, uid) == ["up.txt"]
    assert attachment_rows.find(tracker, only(tracker, uid).uid).name == "up.txt"


def test_a_full_disk_leaves_nothing_half_attached_or_half_written(tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(os.urandom(2_900_000))
    with small_disk(tmp_path / "disk", "3m") as disk:
        terminal = Terminal(tmp_path, disk / "Home.strandline")
        id = terminal.good("add", "One").ids[0]
        small = tmp_path / "small.txt"
        small.write_bytes(bytes(range(250)) * 400)
        terminal.good("attach", id, small)
        told = terminal.refused("attach", id, large)
        assert "The disk is too full to write to Home.strandline. Free some space" in told
        with small_disk(tmp_path / "stick", "64k") as stick:
            told = terminal.refused("save-attachment", id, "small.txt", stick / "out.txt")
            assert "The disk is too full for out.txt. Free some space, or choose another folder." in told
            assert list(stick.iterdir()) == []
        assert [one["name"] for one in terminal.good("attachments", id).json] == ["small.txt"]
        terminal.good("check")


def test_the_terminal_attaches_lists_renames_saves_and_takes_off(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, tmp_path / "Home.strandline")
    id = terminal.good("add", "One").ids[0]
    (tmp_path / "a.txt").write_text("aaa")
    (answer,) = terminal.good("attach", id, "a.txt").json
    assert {name: answer[name] for name in ("issue", "name", "type", "size")} == {
        "issue": id,
        "name": "a.txt",
        "type": "text/plain",
        "size": 3,
    }
    terminal.good("attach", id, "-", "--name", "b.log", input=b"from a pipe")
    assert (
        terminal.refused("attach", id, "absent") == "absent is not there any more. Choose it where it is now."
    )
    mixed = terminal.run("attach", id, "absent", __file__)
    assert (mixed.code, [one["name"] for one in mixed.json]) == (3, [Path(__file__).name])
    terminal.good("rename-attachment", id, "b.log", "pipe.log")
    assert terminal.good("save-attachment", id, "pipe.log", "-").out == b"from a pipe"
    saved = terminal.good("save-attachment", id, "a.txt", tmp_path / "data").json
    assert Path(saved["path"]) == tmp_path / "data" / "a.txt"
    terminal.good("detach", id, "a.txt")
    assert terminal.refused("detach", id, "a.txt").endswith(f"Its files: pipe.log, {Path(__file__).name}.")
    assert terminal.good("undo").json["kind"] == "detach"
    assert terminal.good("attachments", id).json[0]["name"] == "a.txt"
