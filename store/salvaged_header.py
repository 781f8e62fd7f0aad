"""The first bytes of a damaged tracker, without which SQLite reads nothing of it: made anew in a copy."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from store import new_file
from store.errors import Damaged
from store.foreign_copy import MAGIC

_HEADER = 100
"""https://sqlite.org/fileformat.html#the_database_header"""
_PAGE, _COUNT, _ID = slice(16, 18), slice(28, 32), slice(68, 72)
_TREE = frozenset({2, 5, 10, 13})
"""How a page of a table or an index begins; the first page has that behind the header."""


@contextmanager
def readable(path: Path) -> Generator[Path]:
    """The file itself, or a copy with a new header where its own is broken, for as long as the block lasts.

    Raises Damaged where more than the header is lost, OSError.
    """
    with path.open("rb") as file:
        first = file.read(_HEADER + 1)
    with TemporaryDirectory(prefix="strandline-") as folder:
        model = _model(Path(folder) / "model.strandline")
        if first.startswith(MAGIC) and first[_PAGE] == model[_PAGE] and first[_ID] == model[_ID]:
            yield path
            return
        pages = path.stat().st_size // int.from_bytes(model[_PAGE], "big")
        if len(first) <= _HEADER or first[_HEADER] not in _TREE or not pages:
            raise Damaged(
                f"The beginning of {path.name} is lost, so nothing of it can be read. Nothing was changed. "
                "Restore a backup, or build it anew from its issue file, where there is one."
            )
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        wal = path.with_name(f"{path.name}-wal")
        if wal.exists():
            shutil.copyfile(wal, copy.with_name(wal.name))
        header = bytearray(model)
        header[_COUNT] = pages.to_bytes(4, "big")
        with copy.open("r+b") as file:
            file.write(header)
        yield copy


def _model(path: Path) -> bytes:
    """The header of a new tracker."""
    new_file.make(path, in_place=False)
    with path.open("rb") as file:
        return file.read(_HEADER)
