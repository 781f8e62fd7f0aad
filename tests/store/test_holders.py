import ctypes
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw
import psutil  # type: ignore[import-untyped]  # ships no type information for mypy
import pytest

from store import holders, locks, open_files, walindex
from store.holders import Holder, find_holders
from store.locks import Lock
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.wal_database import add_rows, open_wal

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Home of issues.strandline"


@pytest.fixture
def connection(path: Path) -> Iterator[apsw.Connection]:
    connection = open_wal(path)
    add_rows(connection, 3)
    yield connection
    connection.close()


def roles(path: Path) -> dict[int, str]:
    return {holder.pid: holder.holds_up for holder in find_holders(path)}


@linux_only
def test_every_role_is_told_apart_and_the_worst_comes_first(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    idle, old, newest, writer = (other_process(path) for _ in range(4))
    old.read()
    add_rows(connection, 2)
    newest.read()
    writer.write()

    found = find_holders(path)

    assert [(holder.pid, holder.holds_up) for holder in found] == [
        (old.pid, "old_snapshot"),
        (writer.pid, "writing"),
        (newest.pid, "reset_only"),
        (idle.pid, ""),
    ]
    assert "WRITE:write" in found[1].locks
    assert any(lock.startswith("READ") and lock.endswith(":read") for lock in found[0].locks)


@linux_only
def test_a_reader_of_the_file_itself_blocks_only_what_came_later(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    reader = other_process(path)
    reader.read()
    assert roles(path) == {reader.pid: ""}
    add_rows(connection, 1)
    assert roles(path) == {reader.pid: "old_snapshot"}


@linux_only
@pytest.mark.parametrize(("byte", "role"), [(121, "checkpointing"), (122, "recovering"), (124, "")])
def test_a_checkpoint_and_a_recovery_are_named_and_a_reader_slot_taken_by_them_is_no_reader(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess, byte: int, role: str
) -> None:
    other = other_process(path)
    other.lock_bytes("-shm", byte, 1)
    assert roles(path) == {other.pid: role}
    other.unlock_bytes("-shm", byte, 1)
    assert roles(path) == {other.pid: ""}


@linux_only
def test_a_writer_is_named_without_wal_too(tmp_path: Path, other_process: OpenOtherProcess) -> None:
    path = tmp_path / "delete.strandline"
    connection = open_wal(path, wal=False)
    writer = other_process(path)
    writer.write()
    assert roles(path) == {writer.pid: "writing"}
    connection.close()


@linux_only
def test_a_holder_has_a_name_a_command_and_a_start(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    other = other_process(path)
    (holder,) = find_holders(path)
    assert "python" in holder.name
    assert holder.command.startswith(sys.executable)
    assert len(holder.command) <= holders.COMMAND_LENGTH
    ours = datetime.fromtimestamp(psutil.Process().create_time(), UTC)
    assert holder.since is not None
    assert holder.since >= ours
    assert holder.pid == other.pid


def test_we_are_never_a_holder_and_nobody_is_found_on_a_file_that_is_not_there(
    path: Path, connection: apsw.Connection, tmp_path: Path
) -> None:
    connection.execute("begin immediate").fetchall()
    assert find_holders(path) == ()
    connection.execute("rollback").fetchall()
    assert find_holders(tmp_path / "nothing here") == ()


@linux_only
def test_looking_takes_none_of_our_own_locks_away(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    other_process(path).read()
    connection.execute("begin immediate").fetchall()
    held = [lock for lock in locks.from_proc(path) or () if lock.pid == os.getpid()]
    assert {"WRITE", "SHARED", "DMS"} <= {lock.name for lock in held}

    find_holders(path)
    holders._ask_probe(path)
    walindex.from_own_memory(path)

    assert [lock for lock in locks.from_proc(path) or () if lock.pid == os.getpid()] == held
    connection.execute("rollback").fetchall()


@linux_only
def test_our_own_mapping_and_the_helper_process_see_the_same_wal_index(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    other_process(path).read()
    add_rows(connection, 2)
    seen = walindex.from_own_memory(path)
    assert seen is not None
    assert seen.newest > seen.moved == 0
    assert holders._ask_probe(path)[1] == seen


@linux_only
def test_the_helper_process_sees_the_locks_that_proc_shows(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    reader = other_process(path)
    reader.read()
    writer = other_process(path)
    writer.write()
    telling = {"WRITE", "READ1", "READ2"}
    probed = {lock for lock in holders._ask_probe(path)[0] if lock.name in telling}
    listed = {lock for lock in locks.from_proc(path) or () if lock.name in telling}
    assert Lock(writer.pid, "WRITE", exclusive=True) in probed
    # The kernel names one holder a byte to the helper; /proc/locks lists all.
    assert probed <= listed


@linux_only
def test_a_tracker_that_we_have_not_opened_is_looked_at_through_the_helper(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    old, writer = other_process(path), other_process(path)
    old.read()
    writer.execute("insert into t(body) values('x')")
    connection.close()
    assert walindex.from_own_memory(path) is None
    assert roles(path) == {old.pid: "old_snapshot", writer.pid: ""}


@linux_only
@pytest.mark.parametrize(
    "command",
    [
        ["/nowhere/python"],
        [sys.executable, "-c", "raise SystemExit(3)"],
        [sys.executable, "-c", "print('no json')"],
        [sys.executable, "-c", "print('{}')"],
        [sys.executable, "-c", "import signal; signal.pause()"],
        None,
    ],
    ids=["missing", "failing", "garbage", "empty", "hanging", "frozen"],
)
def test_a_helper_that_does_not_answer_leaves_the_role_unknown(
    path: Path,
    connection: apsw.Connection,
    other_process: OpenOtherProcess,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str] | None,
) -> None:
    reader = other_process(path)
    reader.read()
    connection.close()
    monkeypatch.setattr(holders, "_probe_command", lambda path: command)
    monkeypatch.setattr(holders, "PROBE_SECONDS", 0.2)
    assert roles(path) == {reader.pid: "unknown"}


@linux_only
def test_no_process_is_started_while_we_have_the_tracker_open(
    path: Path,
    connection: apsw.Connection,
    other_process: OpenOtherProcess,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A lookup that starts one costs 30 ms and more, five times in a ladder."""
    reader = other_process(path)
    reader.read()
    monkeypatch.setattr(holders, "_probe_command", lambda path: pytest.fail("a process was started"))
    assert roles(path) == {reader.pid: "reset_only"}


def test_a_frozen_program_starts_no_second_copy_of_itself(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert holders._probe_command(path) is None


_IN_A_SANDBOX = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from store.holders import find_holders
from tests.helpers.other_process import OtherProcess
print([(holder.pid, holder.called, holder.holds_up) for holder in find_holders(Path(sys.argv[1]))])
with OtherProcess(sys.argv[1]) as idle:
    print([(holder.pid in (0, idle.pid), holder.holds_up) for holder in find_holders(Path(sys.argv[1]))])
"""


@linux_only
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("unshare") is None,
    reason="needs root and unshare to make another PID namespace",
)
def test_from_inside_a_sandbox_a_program_outside_is_seen_without_its_name(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    other_process(path).write()
    checkout = Path(__file__).parents[2]
    seen = subprocess.run(
        ["unshare", "--pid", "--fork", "--mount-proc", sys.executable, "-c", _IN_A_SANDBOX, path, checkout],
        capture_output=True,
        text=True,
        check=False,
    )
    if seen.returncode != 0 and "unshare" in seen.stderr:
        pytest.skip("this machine allows no new PID namespace")
    assert seen.stdout.splitlines() == [
        "[(0, 'a program outside this sandbox', 'writing')]",
        "[(True, 'writing'), (True, '')]",
    ], seen.stderr


def test_json_has_plain_words_and_a_utc_time() -> None:
    since = datetime(2026, 3, 1, 10, 20, 30, 999999, UTC)
    reader = Holder(4242, "DB Browser", "/usr/bin/dbb x", since, ("READ1:read",), "old_snapshot")
    assert reader.as_json() == {
        "pid": 4242,
        "name": "DB Browser",
        "since": "2026-03-01T10:20:30Z",
        "locks": ["READ1:read"],
        "holds_up": "reads an older state; later changes cannot be moved into the database file",
    }
    unseen = Holder(0, "", "", None, (), "")
    assert unseen.as_json() == {"pid": 0, "name": None, "since": None, "locks": [], "holds_up": None}


# Where the system tells of files, not of locks


@linux_only
@pytest.mark.skipif(shutil.which("lsof") is None, reason="needs lsof")
def test_what_one_holder_for_each_lock_leaves_out_is_found_by_lsof(
    path: Path,
    connection: apsw.Connection,
    other_process: OpenOtherProcess,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As on macOS, where there is no /proc/locks; its lsof answers in the same words."""
    one, two, writer = (other_process(path) for _ in range(3))
    writer.write()
    monkeypatch.setattr(locks, "from_proc", lambda _path: None)
    monkeypatch.setattr(open_files, "_LSOF", shutil.which("lsof"))
    found = {holder.pid: holder.holds_up for holder in find_holders(path, platform="darwin")}
    assert found == {writer.pid: "writing", one.pid: "", two.pid: ""}
    monkeypatch.setattr(holders, "_probe_command", lambda _path: None)
    found = {holder.pid: holder.holds_up for holder in find_holders(path, platform="darwin")}
    assert found == dict.fromkeys((writer.pid, one.pid, two.pid), "unknown")
    monkeypatch.setattr(open_files, "_LSOF", "/nowhere/lsof")
    assert find_holders(path, platform="darwin") == ()


def test_lines_of_lsof() -> None:
    answer = "p501\ncDB Browser for SQLite\nf3\nn/Users/ann/Home.strandline\nf4\np77\ncbd\nf9\n"
    assert open_files.parse_lsof(answer) == ((501, "DB Browser for SQLite"), (77, "bd"))
    assert open_files.parse_lsof("lsof: status error\n\npx\nc\n") == ()


class _Rstrtmgr:
    """Answers as rstrtmgr.dll does: first that there is more than fits."""

    def __init__(self, *programs: tuple[int, str], refuses: str = "") -> None:
        self._programs, self._refuses = programs, refuses
        self.files: list[bytes] = []
        self.open = 0

    def RmStartSession(self, session: Any, _flags: int, key: Any) -> int:
        assert len(key._obj) == 33
        session._obj.value = 7
        self.open += 1
        return 0

    def RmRegisterResources(self, session: Any, count: int, files: Any, *rest: object) -> int:
        assert (session.value, count, rest) == (7, 1, (0, None, 0, None))
        self.files.append(files._obj[0])
        return 5 if self._refuses == "register" else 0

    def RmGetList(self, session: Any, needed: Any, count: Any, found: Any, _why: Any) -> int:
        assert session.value == 7
        room, needed._obj.value = count._obj.value, len(self._programs)
        if self._refuses == "list":
            return 29
        if room < len(self._programs):
            return 234
        for one, (pid, name) in zip(found._obj, self._programs, strict=False):
            one.pid = pid
            for place, unit in enumerate(memoryview(name.encode("utf-16-le")).cast("H")):
                one.name[place] = unit
        count._obj.value = len(self._programs)
        return 0

    def RmEndSession(self, session: Any) -> int:
        assert session.value == 7
        self.open -= 1
        return 0


def test_on_windows_the_restart_manager_names_who_has_it_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ctypes.sizeof(open_files.ProcessInfo) == 668, "RM_PROCESS_INFO"
    # Numbers that no process has here, and our own.
    programs = [(2**31 - n, f"Übersicht 😀 {n}") for n in range(1, 13)]
    library = _Rstrtmgr((os.getpid(), "python"), *programs)
    monkeypatch.setattr(open_files, "restart_manager", lambda: library)
    found = find_holders(path, platform="win32")
    assert sorted((holder.pid, holder.name) for holder in found) == sorted(programs)
    assert {holder.holds_up for holder in found} == {"unknown"}
    assert library.files[0].startswith(str(path)[0].encode())
    assert library.open == 0


@pytest.mark.parametrize("refuses", ["register", "list"])
def test_where_windows_does_not_tell_nobody_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch, refuses: str
) -> None:
    if sys.platform != "win32":
        assert open_files.restart_manager() is None
    library = _Rstrtmgr((4711, "bd"), refuses=refuses)
    monkeypatch.setattr(open_files, "restart_manager", lambda: library)
    assert find_holders(path, platform="win32") == ()
    assert library.open == 0


PROC_LOCKS = """\
1: POSIX  ADVISORY  READ  4242 fe:00:77 1073741826 1073742335
2: FLOCK  ADVISORY  WRITE 4343 fe:00:77 0 EOF
3: POSIX  ADVISORY  WRITE 4444 fe:00:78 120 122
3: -> POSIX  ADVISORY  WRITE 4545 fe:00:78 120 120
4: POSIX  ADVISORY  READ  4646 00:2f:78 124 124
5: OFDLCK ADVISORY  WRITE -1 fe:00:77 0 EOF
6: LEASE  ACTIVE    READ  4747 fe:00:77 0 EOF
7: POSIX  ADVISORY  READ  4848 fe:00:79 124 124
8: POSIX  ADVISORY  READ  4949 <none>:0 0 EOF
9: POSIX  ADVISORY

"""


@linux_only
@pytest.mark.parametrize("same_file", [True, False])
def test_lines_of_proc_locks(same_file: bool) -> None:
    device = os.makedev(0xFE, 0)
    identities = (locks._Identity("db", device, 77), locks._Identity("shm", device, 78))

    found = locks.parse_proc(PROC_LOCKS.splitlines(), identities, lambda pid, identity: same_file)

    expected = [
        Lock(4242, "SHARED", exclusive=False),
        Lock(4444, "WRITE", exclusive=True),
        Lock(4444, "CKPT", exclusive=True),
        Lock(4444, "RECOVER", exclusive=True),
    ]
    if same_file:  # btrfs shows another device number there than stat() does
        expected.append(Lock(4646, "READ1", exclusive=False))
    expected += [Lock(-1, name, exclusive=True) for name in ("PENDING", "RESERVED", "SHARED")]
    assert list(found) == expected


@linux_only
def test_a_process_is_known_by_the_file_it_has_open(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    other = other_process(path)
    database, shm = locks._identities(path)
    assert locks._has_open(other.pid, database)
    assert locks._has_open(other.pid, shm)
    assert not locks._has_open(other.pid, database._replace(inode=1))
    assert not locks._has_open(0, database)


def test_a_wal_index_that_is_half_written_empty_or_short_is_not_believed() -> None:
    header = struct.pack("=IIIBBHII", 3007000, 0, 7, 1, 0, 4096, 119, 50).ljust(48, b"\1")
    counts = struct.pack("=6I", 29, 0, 29, 119, 0xFFFFFFFF, 0xFFFFFFFF).ljust(40, b"\0")
    index = walindex.parse(header + header + counts)
    assert index == walindex.WalIndex(119, 29, (0, 29, 119, None, None))
    assert [index.holds_back(slot) for slot in range(5)] == [True, True, False, None, None]
    assert walindex.parse(header + header[::-1] + counts) is None
    assert walindex.parse(bytes(136)) is None
    assert walindex.parse((header + header + counts)[:100]) is None
