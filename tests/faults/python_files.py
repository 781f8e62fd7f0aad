"""Hears what the program does to files through Python: the functions of `os` and `io` that it writes with."""

from __future__ import annotations

import io
import os
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock


class Ear:
    """Hears; what it does not care for stays as it is. Handles are those of `os.open`."""

    def has(self, path: Path) -> bool:
        """Whether it cares for that path."""
        raise NotImplementedError

    def before(self, what: str, path: Path) -> None:
        """Something is about to be done: "open", "write", "sync", "rename", "unlink"; may raise."""

    def opened(self, handle: int, path: Path, *, emptied: bool) -> None:
        """A file, perhaps a new one, or a folder."""

    def written(self, handle: int, at: int, data: bytes) -> None:
        """To a file."""

    def synced(self, handle: int) -> None:
        """A file or a folder."""

    def closed(self, handle: int) -> None:
        """Whatever it was."""

    def named(self, path: Path, old: Path, *, keeps: bool) -> None:
        """A file has another name; keeps: the old one as well."""

    def gone(self, path: Path) -> None:
        """A name was taken away."""


@contextmanager
def heard(ear: Ear) -> Generator[None]:
    """Let it hear until the block ends."""
    heard = _Functions(ear)
    with ExitStack() as stack:
        for module, name in ((io, "open"), (os, "close"), (os, "fsync"), (os, "link"), (os, "unlink")):
            function = getattr(heard, f"{module.__name__}_{name}")
            stack.enter_context(mock.patch.object(module, name, function))
        stack.enter_context(mock.patch.object(os, "open", heard.os_open))
        for name in ("replace", "rename"):
            stack.enter_context(mock.patch.object(os, name, heard.os_rename))
        yield


class _Raw(io.FileIO):
    """A file that is written, heard below its buffer."""

    def __init__(self, ear: Ear, paths: dict[int, Path], file: Any, mode: str) -> None:
        super().__init__(file, mode)
        self._ear = ear
        self._paths = paths

    def write(self, data: Any) -> int:
        handle = self.fileno()
        self._ear.before("write", self._paths[handle])
        at = self.tell()
        done = super().write(data)
        self._ear.written(handle, at, bytes(data)[:done])
        return done

    def close(self) -> None:
        if not self.closed:
            self._ear.closed(self.fileno())
            self._paths.pop(self.fileno(), None)
        super().close()


class _Functions:
    """What stands in the place of the real ones."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear
        self._paths: dict[int, Path] = {}
        """Of what is open and cared for."""
        self._open, self._os_open, self._close, self._fsync = io.open, os.open, os.close, os.fsync
        self._link, self._unlink, self._replace = os.link, os.unlink, os.replace

    def io_open(self, file: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
        writes = "b" in mode and bool(set(mode) & set("wxa+"))
        cares = file in self._paths if isinstance(file, int) else self._ear.has(Path(file))
        if not (writes and cares):
            return self._open(file, mode, *args, **more)
        if not isinstance(file, int):
            self._ear.before("open", Path(file))
        raw = _Raw(self._ear, self._paths, file, mode.replace("b", ""))
        if not isinstance(file, int):
            self._opened(raw.fileno(), Path(file), emptied="w" in mode)
        return io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)

    def os_open(self, path: Any, flags: int, *args: Any, **more: Any) -> int:
        cares = self._ear.has(Path(path))
        if cares and flags & os.O_CREAT:
            self._ear.before("open", Path(path))
        handle = self._os_open(path, flags, *args, **more)
        if cares:
            self._opened(handle, Path(path), emptied=bool(flags & os.O_TRUNC))
        return handle

    def _opened(self, handle: int, path: Path, *, emptied: bool) -> None:
        self._paths[handle] = path
        self._ear.opened(handle, path, emptied=emptied)

    def os_close(self, handle: int) -> None:
        if self._paths.pop(handle, None) is not None:
            self._ear.closed(handle)
        self._close(handle)

    def os_fsync(self, handle: int) -> None:
        if handle in self._paths:
            self._ear.before("sync", self._paths[handle])
        self._fsync(handle)
        if handle in self._paths:
            self._ear.synced(handle)

    def os_rename(self, old: Any, new: Any, **more: Any) -> None:
        if self._ear.has(Path(new)):
            self._ear.before("rename", Path(new))
        self._replace(old, new, **more)
        if self._ear.has(Path(new)):
            self._ear.named(Path(new), Path(old), keeps=False)

    def os_link(self, old: Any, new: Any, **more: Any) -> None:
        if self._ear.has(Path(new)):
            self._ear.before("rename", Path(new))
        self._link(old, new, **more)
        if self._ear.has(Path(new)):
            self._ear.named(Path(new), Path(old), keeps=True)

    def os_unlink(self, path: Any, **more: Any) -> None:
        if self._ear.has(Path(path)) and Path(path).exists():
            self._ear.before("unlink", Path(path))
        self._unlink(path, **more)
        if self._ear.has(Path(path)):
            self._ear.gone(Path(path))
