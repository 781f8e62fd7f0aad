"""Records what SQLite and the program itself do to the files of a folder, in the order in which they do it.

SQLite is heard through a VFS that is the default one meanwhile. The folder's real files are written, too: the
program notices nothing.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any
from uuid import uuid4

import apsw

from tests.faults.disk import Op
from tests.faults.python_files import Ear, heard

_BRINGS_ITS_NAME = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL
"""The unix VFS syncs the folder with the first sync of such a file that it may have made."""


class Recording(Ear):
    """The operations on the files of one folder.

    deaf: a pattern of names whose syncs are lies, or "folder" for those of folders.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ops: list[Op] = []
        self.deaf = ""
        self._numbers: dict[PurePath, int] = {}
        self._handles: dict[int, int | PurePath] = {}
        """Of the files and folders that Python has open: the file's number, or the folder."""
        self._count = 0
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                number = self.made(path)
                self.ops += [Op("write", number, path, data=path.read_bytes()), Op("sync", number, path)]
                self.folder_synced(path.parent)

    def has(self, path: Path) -> bool:
        """Whether that path is in the folder; the -shm has no content that would outlive the power."""
        return path.is_relative_to(self.folder) and not path.name.endswith("-shm")

    def made(self, path: Path) -> int:
        """A file is there, and may be new; its number, which it keeps when it gets another name."""
        if path not in self._numbers:
            self._count += 1
            self._numbers[path] = self._count
            self.ops.append(Op("name", self._count, path))
        return self._numbers[path]

    def named(self, path: Path, old: Path, *, keeps: bool) -> None:
        """A file got another name; keeps: the old one as well."""
        number = self._numbers[old] if keeps else self._numbers.pop(old)
        self._numbers[path] = number
        self.ops.append(Op("name", number, path, old=None if keeps else old))

    def gone(self, path: Path) -> None:
        """A name was taken away."""
        self.ops.append(Op("unname", self._numbers.pop(path), path))

    def act(self, what: str, number: int, path: PurePath, at: int = 0, data: bytes = b"") -> None:
        """An operation on a file that is open."""
        if what != "sync" or not self.deaf or not re.search(self.deaf, path.name):
            self.ops.append(Op(what, number, path, at, data))

    def folder_synced(self, folder: PurePath) -> None:
        """What was done to the names in a folder lasts now."""
        if self.deaf != "folder":
            self.ops.append(Op("sync folder", path=folder))

    def opened(self, handle: int, path: Path, *, emptied: bool) -> None:
        """Python opened a file or a folder."""
        self._handles[handle] = path if path.is_dir() else self.made(path)
        if emptied:
            self.act("truncate", self.made(path), path)

    def synced(self, handle: int) -> None:
        """Python synced one."""
        found = self._handles.get(handle)
        if isinstance(found, PurePath):
            self.folder_synced(found)
        elif found is not None:
            name = next((path for path, number in self._numbers.items() if number == found), PurePath("?"))
            self.act("sync", found, name)

    def written(self, handle: int, at: int, data: bytes) -> None:
        """Python wrote to one."""
        found = self._handles.get(handle)
        if isinstance(found, int):
            self.ops.append(Op("write", found, at=at, data=data))

    def closed(self, handle: int) -> None:
        """Python closed one."""
        self._handles.pop(handle, None)


@contextmanager
def recorded(folder: Path) -> Generator[Recording]:
    """Record that folder, whose files of now are taken to be on the medium, until the block ends."""
    recording = Recording(folder)
    vfs = _VFS(recording)
    try:
        with heard(recording):
            yield recording
    finally:
        vfs.unregister()


class _VFS(apsw.VFS):
    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self.below = apsw.vfs_names()[0]
        """The system's own; "" would mean this one, once it is the default."""
        super().__init__(f"recording-{uuid4().hex}", self.below, makedefault=True)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "/")
        if not self._recording.has(path):
            return apsw.VFSFile(self.below, name, flags)
        asked = flags[0]
        file = _File(self._recording, path, self.below, name, flags)
        file.brings_its_name = bool(asked & _BRINGS_ITS_NAME and asked & apsw.SQLITE_OPEN_CREATE)
        return file

    def xDelete(self, name: str, sync_folder: bool) -> None:
        super().xDelete(name, sync_folder)
        path = Path(name)
        if self._recording.has(path):
            self._recording.gone(path)
            if sync_folder:
                self._recording.folder_synced(path.parent)


class _File(apsw.VFSFile):
    brings_its_name = False

    def __init__(self, recording: Recording, path: Path, below: str, name: Any, flags: list[int]) -> None:
        self._recording = recording
        self._path = path
        super().__init__(below, name, flags)
        self._number = recording.made(path)

    def xWrite(self, data: Any, offset: int) -> None:
        super().xWrite(data, offset)
        self._recording.act("write", self._number, self._path, offset, bytes(data))

    def xTruncate(self, size: int) -> None:
        super().xTruncate(size)
        self._recording.act("truncate", self._number, self._path, size)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._recording.act("sync", self._number, self._path)
        if self.brings_its_name:
            self.brings_its_name = False
            self._recording.folder_synced(self._path.parent)
