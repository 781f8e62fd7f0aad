"""Makes pictures built at run time reachable for a style sheet, as ":/…" addresses. GUI thread.

A style sheet takes its pictures by address only, and ours need the theme's colours. The layout is
version 1 of Qt's resource format, the one that `rcc --format-version 1` writes:
https://doc.qt.io/qt-6/rcc.html
"""

from __future__ import annotations

from struct import pack

from PySide6.QtCore import qRegisterResourceData

_DIRECTORY = 0x02
_registered: dict[str, tuple[bytes, bytes, bytes]] = {}
"""Every table ever registered. Qt keeps bare pointers into them, so they are never let go."""


def register(folder: str, pictures: dict[str, bytes]) -> None:
    """Serve `pictures` as ":/<folder>/<name>"; a folder that is served already stays as it is."""
    if folder in _registered:
        return
    names = _Names()
    children = sorted(pictures, key=qt_hash)
    tree = _directory(0, first_child=1, count=1) + _directory(names.add(folder), 2, len(children))
    data = b""
    for name in children:
        tree += pack(">IHHHI", names.add(name), 0, 0, 1, len(data))
        data += pack(">I", len(pictures[name])) + pictures[name]
    kept = (tree, bytes(names.table), data)
    if not qRegisterResourceData(1, *kept):
        raise RuntimeError(f"Qt refused the pictures of {folder}")
    _registered[folder] = kept


def qt_hash(name: str) -> int:
    """Hash by which Qt orders and finds names in a resource."""
    value = 0
    for character in name:
        value = (value << 4) + ord(character)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value


class _Names:
    """The table of names: length, hash, UTF-16 text."""

    def __init__(self) -> None:
        self.table = bytearray()

    def add(self, name: str) -> int:
        """Append a name and return its offset."""
        offset = len(self.table)
        self.table += pack(">HI", len(name), qt_hash(name)) + name.encode("utf-16-be")
        return offset


def _directory(name_offset: int, first_child: int, count: int) -> bytes:
    return pack(">IHII", name_offset, _DIRECTORY, count, first_child)
