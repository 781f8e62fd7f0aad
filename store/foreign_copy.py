"""A private copy of another program's database, with the changes beside it where they belong to it.

The original is only read as bytes: SQLite writes to what it opens, and a -wal or -journal that stems from
another state of the file destroys it when both are opened together.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw

from store.errors import Held, KnownError
from store.pace import UNWATCHED, Pace
from store.structs import dataclass

MAGIC = b"SQLite format 3\x00"
COMPANIONS = ("-wal", "-journal")
_TRIES = 5
_BLOCK = 1 << 20
_LONGEST_VALUE = 64 << 20
_FINDINGS = 20
_NO_DAMAGE = ("NULL value in ", "CHECK constraint failed", "ok")
"""What an integrity check says of rows that break a rule of their table: they can be read all the same."""


class Unreadable(KnownError):
    """Nothing of a database can be read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that can be read.

    damage: what its check found; left_out: why a file beside it was not used, or "".
    """

    connection: apsw.Connection
    damage: tuple[str, ...] = ()
    left_out: str = ""


@contextmanager
def opened(path: Path, pace: Pace = UNWATCHED, table: str = "issues") -> Generator[Opened]:
    """Copy a database and open the copy for as long as the block lasts. Any thread; raises KnownError.

    table: the one whose rows tell how much of a damaged database can be read.

    What the block reads of it can be stopped too.
    """
    try:
        with TemporaryDirectory(prefix="strandline-") as folder:
            yield from _opened(path, Path(folder), pace, table)
    except OSError as error:
        raise KnownError(
            f"{path.name} could not be copied for reading: {error.strerror}. Nothing was imported."
        ) from error


def _opened(path: Path, folder: Path, pace: Pace, table: str) -> Generator[Opened]:
    together, alone = folder / "together", folder / "alone"
    together.mkdir()
    beside = _copy_quietly(path, together, pace)
    whole = _Candidate(together / "copy.db", pace, table)
    single = _Candidate(alone / "copy.db", pace, table)
    chosen, left_out = whole, ""
    try:
        if beside:
            alone.mkdir()
            # Copied before SQLite touches the other one.
            shutil.copyfile(together / "copy.db", alone / "copy.db")
            whole.examine()
            single.examine()
            if _is_foreign(whole, single):
                chosen = single
                left_out = (
                    f"{' and '.join(beside)} does not belong to this state of {path.name}, so what it holds "
                    "was left out"
                )
        else:
            whole.examine()
        if chosen.connection is None:
            raise Unreadable(
                f"{path.name} is damaged so that nothing of it can be read ({chosen.damage[0]}). Nothing was "
                "imported. Restore a backup, or import its issues.jsonl."
            )
        yield Opened(chosen.connection, tuple(chosen.damage), left_out)
    finally:
        for one in (whole, single):
            one.close()


def _copy_quietly(path: Path, folder: Path, pace: Pace) -> list[str]:
    """Copy the database and what lies beside it, all of one moment; return the names of the latter.

    Hashed again after the last was copied: times of change are too coarse to tell.
    """
    for _ in range(_TRIES):
        names = [path.name, *(name for name in (path.name + end for end in COMPANIONS) if _size(path, name))]
        try:
            copied = [
                _copy(path.with_name(name), folder / f"copy.db{name.removeprefix(path.name)}", pace)
                for name in names
            ]
            now = [
                path.name,
                *(name for name in (path.name + end for end in COMPANIONS) if _size(path, name)),
            ]
            if now == names and copied == [_copy(path.with_name(name), None, pace) for name in names]:
                return names[1:]
        except FileNotFoundError:
            if not path.exists():
                raise
        for file in folder.iterdir():
            file.unlink()
    raise Held(
        f"{path.name} is being written by another program all the time. Nothing was imported. Try again when "
        "that program is quiet."
    )


def _size(path: Path, name: str) -> int:
    try:
        return path.with_name(name).stat().st_size
    except OSError:
        return 0


def _copy(source: Path, target: Path | None, pace: Pace) -> str:
    """Copy a file, or only read it; return the hash of its content."""
    digest = hashlib.sha256()
    with source.open("rb") as file:
        if target is None:
            while block := file.read(_BLOCK):
                pace.look()
                digest.update(block)
        else:
            with target.open("wb") as copy:
                while block := file.read(_BLOCK):
                    pace.look()
                    digest.update(block)
                    copy.write(block)
    return digest.hexdigest()


class _Candidate:
    """One way to read the database: with what lies beside it, or alone."""

    def __init__(self, path: Path, pace: Pace, table: str) -> None:
        self._path = path
        self._table = table
        self._pace = pace
        self.connection: apsw.Connection | None = None
        self.damage: list[str] = []
        self.counter = 0
        self.sequences: dict[str, int] = {}
        self.readable = 0

    def examine(self) -> None:
        """Open it, bring a -wal into it, and check it."""
        try:
            connection = self.connection = self._connect()
            connection.limit(apsw.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
            for pragma in ("trusted_schema=0", "cell_size_check=1", "ignore_check_constraints=1"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except _FAULTS as error:
            self.damage.append(_sentence(error))
            self._reopen()
        if self.connection is None:
            return
        self.damage += _check(self.connection)
        self.counter = int.from_bytes(self._path.read_bytes()[24:28], "big")
        try:
            self.sequences = {
                str(name): seq
                for name, seq in self.connection.execute("SELECT name, seq FROM sqlite_sequence")
                if isinstance(seq, int)
            }
        except _FAULTS:
            self.sequences = {}
        try:
            rows = self.connection.execute(f"SELECT 1 FROM {self._table} NOT INDEXED")
            for _ in rows:
                self.readable += 1
        except _FAULTS:
            pass

    def _connect(self) -> apsw.Connection:
        connection = apsw.Connection(str(self._path), flags=apsw.SQLITE_OPEN_READWRITE)
        self._pace.watch(connection)
        return connection

    def _reopen(self) -> None:
        """A table of contents that is damaged in part is read as far as it goes."""
        self.close()
        try:
            connection = self.connection = self._connect()
            connection.execute("PRAGMA writable_schema=1").fetchall()
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        except _FAULTS:
            self.close()

    def close(self) -> None:
        """Let go of the copy."""
        if self.connection is not None:
            self.connection.close(force=True)
            self.connection = None


def _is_foreign(whole: _Candidate, single: _Candidate) -> bool:
    """Whether the files beside a database stem from another state of it.

    They break a database that is whole without them, or would take it back: in real ones neither the
    count of changes nor a sequence of row numbers ever falls.
    """
    if single.damage:
        return bool(whole.damage) and whole.readable < single.readable
    if whole.damage or whole.counter < single.counter:
        return True
    return any(whole.sequences.get(name, 0) < seq for name, seq in single.sequences.items())


FAULTS = _FAULTS = (apsw.Error, UnicodeDecodeError, MemoryError, OverflowError, ValueError)
"""What reading a damaged database raises: a flipped bit may be in a length or in a text."""


def _check(connection: apsw.Connection) -> list[str]:
    try:
        found = connection.execute(f"PRAGMA integrity_check({_FINDINGS})").fetchall()
    except _FAULTS as error:
        return [_sentence(error)]
    lines = (line for (text,) in found for line in str(text).splitlines())
    return [line for line in lines if not line.startswith((*_NO_DAMAGE, "***"))]


def _sentence(error: BaseException) -> str:
    return str(error) or type(error).__name__
