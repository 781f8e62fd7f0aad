"""Looks at a -wal file for damage that SQLite itself passes over in silence.

Recovery stops at the first frame with a wrong checksum and drops the rest without an error. A bad frame in
the *last* transaction is no damage: its frames reach the disk in any order, and a power cut leaves some of
them, the one with the commit too, of a change that was never acknowledged. A bad frame with another
transaction of the same generation behind its own is damage. Format:
https://sqlite.org/fileformat2.html#walformat. Only -wal may be read like this while it is open: closing the
database file or -shm would drop our locks.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from store.pace import UNWATCHED, Pace
from store.structs import dataclass

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_ORDERS = {0x377F0682: "<", 0x377F0683: ">"}
_LARGEST_PAGE = 65536


@dataclass(frozen=True, slots=True)
class WalScan:
    """frames: of the newest generation; valid: how many of them, from the first, have right checksums."""

    frames: int = 0
    valid: int = 0
    damaged: bool = False


def scan(wal: Path, pace: Pace = UNWATCHED, *, recovered: int = 0) -> WalScan:
    """Check every frame of the newest generation; an absent or empty file has none. Raises Cancelled.

    recovered: from the first, how many of them SQLite has checked already.
    """
    try:
        with wal.open("rb") as file:
            return _scan(file, pace, recovered)
    except FileNotFoundError:
        return WalScan()


def _scan(file: BinaryIO, pace: Pace, recovered: int) -> WalScan:
    raw = file.read(_HEADER.size)
    if len(raw) < _HEADER.size:
        return WalScan()
    magic, _version, page, _sequence, salt1, salt2, sum1, sum2 = _HEADER.unpack(raw)
    order = _ORDERS.get(magic)
    if order is None or _checksum(order, raw[:24], (0, 0)) != (sum1, sum2):
        # Without frames behind it, this is a header whose writing was cut short.
        return WalScan(damaged=any(file.read(_LARGEST_PAGE)))
    running, number, frames, valid = (sum1, sum2), 0, 0, 0
    intact, commits = True, 0
    if recovered:
        # The next one is broken, or no commit follows: SQLite takes all that it can.
        file.seek(recovered * (_FRAME.size + page), 1)
        number = frames = valid = recovered
        intact = False
    while len(head := file.read(_FRAME.size)) == _FRAME.size:
        _page, commit, frame_salt1, frame_salt2, frame_sum1, frame_sum2 = _FRAME.unpack(head)
        body = file.read(page)
        pace.look()
        number += 1
        if (frame_salt1, frame_salt2) != (salt1, salt2):
            # An older generation's, all the way to the end; or the salt itself is damaged, and ours go on.
            intact = False
            continue
        frames = number
        if intact:
            if len(body) == page:
                running = _checksum(order, body, _checksum(order, head[:8], running))
            intact = len(body) == page and running == (frame_sum1, frame_sum2)
            valid += intact
        if not intact and commit and len(body) == page:
            commits += 1
    return WalScan(frames, valid, damaged=commits > 1)


def _checksum(order: str, data: bytes, start: tuple[int, int]) -> tuple[int, int]:
    first, second = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for index in range(0, len(words), 2):
        first = (first + words[index] + second) & 0xFFFFFFFF
        second = (second + words[index + 1] + first) & 0xFFFFFFFF
    return first, second
