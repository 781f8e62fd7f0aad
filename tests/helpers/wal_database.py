"""A small database in WAL mode as the store opens it, and what its lone file holds without the -wal."""

import subprocess
import sys
from pathlib import Path

import apsw

_COPY = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"


def open_wal(path: Path, *, vfs: str | None = None, wal: bool = True) -> apsw.Connection:
    """Open or create `path` with a table `t`; nothing is checkpointed unless a test asks for it."""
    connection = apsw.Connection(str(path), vfs=vfs)
    connection.set_busy_timeout(0)
    connection.pragma("journal_mode", "wal" if wal else "delete")
    connection.pragma("synchronous", "full")
    connection.pragma("wal_autocheckpoint", 0)
    connection.execute("create table if not exists t(id integer primary key, body blob)").fetchall()
    return connection


def add_rows(connection: apsw.Connection, count: int) -> None:
    """Commit `count` rows, each in a transaction of its own, each about one page long."""
    for _ in range(count):
        connection.execute("insert into t(body) values(randomblob(3000))").fetchall()


def rows_in(path: Path) -> int:
    """Return how many rows a fresh, whole database at `path` has; fail when it is damaged."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        assert connection.pragma("integrity_check") == "ok"
        return int(connection.execute("select count(*) from t").fetchall()[0][0])  # type: ignore[arg-type]
    finally:
        connection.close()


def rows_in_lone_copy(path: Path) -> int:
    """Return how many rows the .db file has when it is copied away without its -wal, as a sync program would.

    Another process copies: opening the file here would drop this process's locks on it.
    """
    alone = path.with_name("alone") / path.name
    alone.parent.mkdir(exist_ok=True)
    alone.unlink(missing_ok=True)
    subprocess.run([sys.executable, "-I", "-S", "-c", _COPY, path, alone], check=True)
    return rows_in(alone)
