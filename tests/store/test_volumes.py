"""Network drives and folders that are synced: how they are told, and how a tracker there is used."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import apsw
import pytest

from store import volumes
from store.checkpoint import Grade, settle_once
from store.errors import Unconfirmed
from store.lookups import Check
from store.requests import Create
from store.tracker import Tracker
from tests.helpers.faulty_vfs import FaultyVFS, failing

_MOUNTS = r"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /mnt/team\040share rw - nfs4 server:/team rw,vers=4.2
31 22 0:41 / /mnt/c rw - 9p C:\134 rw,dirsync,aname=drvfs;path=C:\;uid=1000
32 22 0:42 / /mnt/host rw - 9p host rw,trans=virtio
33 22 0:43 / /home/ann/far rw - fuse.sshfs ann@far: rw
34 33 254:1 / /home/ann/far/near rw - ext4 /dev/vdb rw
35 22 0:44 / /srv rw - ext4 /dev/vdc rw
36 35 0:45 / /srv rw - cifs //server/srv rw
broken
"""


@pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux tells them")
@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/ann/Home.strandline", False),
        ("/mnt/team share/Home.strandline", True),
        ("/mnt/team share 2/Home.strandline", False),
        ("/mnt/c/Users/ann/Home.strandline", True),
        ("/mnt/host/Home.strandline", False),
        ("/home/ann/far/Home.strandline", True),
        ("/home/ann/far/near/Home.strandline", False),
        ("/home/ann/farther/Home.strandline", False),
        ("/srv/Home.strandline", True),
    ],
)
def test_a_network_drive_is_told_by_what_is_mounted(
    path: str, network: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(_MOUNTS)
    monkeypatch.setattr(volumes, "MOUNTS", mounts)
    assert volumes.network(Path(path)) is network


def test_where_nothing_is_told_it_is_a_disk_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volumes, "MOUNTS", tmp_path / "none")
    assert not volumes.network(tmp_path / "Home.strandline")


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)/work", "Dropbox"),
        ("OneDrive - Tidewater/Desktop", "OneDrive"),
        ("Library/Mobile Documents/x", "iCloud"),
        ("NEXTCLOUD", "Nextcloud"),
        ("dropboxes", ""),
        ("omega/mega byte", ""),
        ("work", ""),
    ],
)
def test_a_folder_that_is_synced_is_told_by_its_name(folder: str, program: str, tmp_path: Path) -> None:
    assert volumes.synced(tmp_path / folder / "Home.strandline") == program


def test_the_name_of_the_file_itself_says_nothing(tmp_path: Path) -> None:
    assert volumes.synced(tmp_path / "Dropbox") == ""


@pytest.fixture
def on_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def always(_path: Path) -> bool:
        return True

    monkeypatch.setattr(volumes, "network", always)


@pytest.mark.usefixtures("on_network")
def test_on_a_network_drive_there_is_no_second_file(tmp_path: Path) -> None:
    path = tmp_path / "far" / "Home.strandline"
    tracker = Tracker.open(path, create=True)
    Create("Fix login").run(tracker)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert settle_once(tracker.connection).grade is Grade.NOT_WAL
    assert Check().run(tracker).ok
    tracker.close()


def test_a_tracker_that_moves_to_a_network_drive_and_back_keeps_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Home.strandline"
    for there in (False, True, False):
        monkeypatch.setattr(volumes, "network", lambda _path, there=there: there)
        tracker = Tracker.open(path, create=True)
        Create(f"On the network: {there}").run(tracker)
        assert tracker.one("PRAGMA journal_mode") == ("delete" if there else "wal")
        tracker.close()
    tracker = Tracker.open(path, read_only=True)
    assert tracker.one("SELECT count(*) FROM issue") == 3
    tracker.close()


@pytest.mark.usefixtures("on_network")
def test_a_change_that_can_be_neither_committed_nor_taken_back_is_told_as_unconfirmed(tmp_path: Path) -> None:
    """A reader is in the way of COMMIT, and the disk in that of ROLLBACK."""
    vfs = FaultyVFS(default=True)
    try:
        writer = Tracker.open(tmp_path / "Home.strandline", create=True)
        writer.connection.set_busy_timeout(0)
        reader = Tracker.open(writer.path, read_only=True)
        with reader.reading():
            reader.all("SELECT count(*) FROM issue")
            vfs.fault = failing("delete", "db", apsw.SQLITE_IOERR_DELETE)
            with pytest.raises(Unconfirmed, match=r"could not be confirmed .* in use by another program"):
                Create("Fix login").run(writer)
            vfs.fault = None
        Create("Write notes").run(writer)
        reader.close()
        writer.close()
    finally:
        vfs.unregister()


@pytest.mark.usefixtures("on_network")
def test_writer_and_reader_wait_for_each_other_there(tmp_path: Path) -> None:
    path = tmp_path / "Home.strandline"
    writer = Tracker.open(path, create=True)
    reads, may_end, committed = threading.Event(), threading.Event(), threading.Event()
    seen: list[int] = []

    def read() -> None:
        reader = Tracker.open(path, read_only=True)
        with reader.reading():
            seen.append(reader.one("SELECT count(*) FROM issue"))
            reads.set()
            may_end.wait(10)
        committed.wait(10)
        seen.append(reader.one("SELECT count(*) FROM issue"))
        reader.close()

    thread = threading.Thread(target=read)
    thread.start()
    assert reads.wait(10)

    def look(_cursor: object, sql: str, _bindings: object) -> bool:
        if sql.startswith("COMMIT"):
            may_end.set()
        return True

    # Its commit waits until nobody reads.
    writer.connection.exec_trace = look
    Create("Fix login").run(writer)
    committed.set()
    thread.join()
    assert seen == [0, 1]
    writer.close()
