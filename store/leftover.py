"""A -wal that a crash left behind: looked at before SQLite is, which would drop what follows damage in it.

Nor does SQLite see that another state of the tracker was put beside it, such as an older copy: it reads the
one into the other, and both are lost. Any thread.
"""

from __future__ import annotations

import contextlib
import logging
import re
from pathlib import Path

import apsw

from store import page_faults, walscan
from store.errors import Damaged, KeptAside
from store.files import copy_whole, sync_folder

_LARGE = 8 * 2**20
_CODE = re.compile(r"error code=(\d+)")
"""How SQLite's check tells of a page that it could not get."""

log = logging.getLogger(__name__)


def size(path: Path) -> int:
    """Bytes of the -wal beside a tracker; 0 when there is none."""
    try:
        return _wal(path).stat().st_size
    except OSError:
        return 0


def keep_if_damaged(path: Path) -> None:
    """Put copies of both files aside, once, and raise Damaged, before a damaged -wal is opened.

    The tracker must not be open in this process. While another one has it open, SQLite reads the -wal
    through the -shm and recovers nothing, so that there is nothing to look at.
    """
    if not size(path) or _is_held(path):
        return
    wal = _wal(path)
    try:
        found = walscan.scan(wal, recovered=_recovered(path) if size(path) >= _LARGE else 0)
        if not found.damaged:
            return
        said = (
            f"{wal.name} is damaged after {found.valid} of {found.frames} frames, "
            "so later changes may be lost."
        )
        copy = path.with_name(f"{path.name}.damaged-{_digest(wal)}")
        if _wal(copy).exists():
            # Who made it may have been killed before this.
            sync_folder(path.parent)
            log.warning("%s Copies are kept as %s.", said, copy)
            return
        _copy_both(path, copy)
    except OSError as error:
        raise Damaged(
            f"{wal.name} may be damaged and could not be copied aside: {error.strerror}. "
            "Copy it and the tracker to a safe place."
        ) from error
    raise KeptAside(
        f"{said} Both files were copied aside as {copy.name} and {_wal(copy).name}. "
        "Open the tracker again to go on with what can be read."
    )


def set_aside_if_foreign(path: Path) -> None:
    """Rename a -wal that would damage the tracker, and raise Damaged, before SQLite reads it into the file.

    Only where the tracker came or changed after it, as by somebody's copy, or by a checkpoint right before a
    crash; and only when the tracker is sound without it and not with it. The same conditions as above.
    """
    wal = _wal(path)
    if not size(path) or _changed(path) < wal.stat().st_mtime_ns or _is_held(path):
        return
    try:
        if _is_sound(path, "mode=ro") or not _is_sound(path, "immutable=1"):
            return
    except apsw.Error as error:
        # A disk that fails says nothing of what is on it, and saved changes may be in the -wal only.
        log.info("Whether %s belongs to the tracker is not known: %s", wal.name, error)
        return
    aside = path.with_name(f"{path.name}.foreign-{_digest(wal)}-wal")
    said = f"{path.name} and {wal.name} do not belong together, and reading both would damage the tracker."
    try:
        wal.rename(aside)
        try:
            sync_folder(path.parent)
        except OSError:
            aside.rename(wal)
            raise
    except OSError as error:
        raise Damaged(
            f"{said} {wal.name} could not be set aside: {error.strerror}. Move it to a safe place."
        ) from error
    raise KeptAside(
        f"{said} {wal.name} was set aside as {aside.name}; changes that are only there are not shown. "
        "Open the tracker again to go on with it as it was put here."
    )


def _changed(path: Path) -> int:
    """When a file came or was changed last: copies may keep the time of their content."""
    found = path.stat()
    return max(found.st_ctime_ns, found.st_mtime_ns)


def _is_sound(path: Path, how: str) -> bool:
    """Whether SQLite finds no fault in it. Raises apsw.Error where it cannot look.

    Nothing is written: one that only reads checkpoints nothing.
    """
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    try:
        connection = apsw.Connection(f"{path.absolute().as_uri()}?{how}", flags=flags)
        with contextlib.closing(connection):
            rows = connection.execute("PRAGMA integrity_check(1)").fetchall()
    except (apsw.CorruptError, apsw.NotADBError):
        return False
    texts = [str(text) for (text,) in rows]
    for code in _CODE.findall("\n".join(texts)):
        if int(code) & 0xFF == apsw.SQLITE_IOERR:
            raise apsw.IOError(f"a page cannot be read ({code})")
    return not page_faults.plain(texts)


def _recovered(path: Path) -> int:
    """How many frames SQLite can use; nothing but the -shm is written.

    It reads a GB in a second, for which walscan takes a minute.
    """
    from store.checkpoint import wal_frames

    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            # Else closing would move what can be used, and delete the rest with it.
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            return max(wal_frames(connection), 0)
        finally:
            connection.close()
    except apsw.Error as error:
        log.info("%s is read frame by frame: %s", _wal(path).name, error)
        return 0


def _is_held(path: Path) -> bool:
    from store.holders import find_holders

    return bool(find_holders(path))


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _digest(wal: Path) -> str:
    import hashlib

    with wal.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def _copy_both(path: Path, copy: Path) -> None:
    copy_whole(path, copy)
    # Last, because it says that both are there.
    copy_whole(_wal(path), _wal(copy))
    try:
        sync_folder(path.parent)
    except OSError:
        _wal(copy).unlink()
        raise
