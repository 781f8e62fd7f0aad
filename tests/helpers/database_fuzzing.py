"""Other programs' databases with bits flipped and ends cut off: read twice alike, or refused in words."""

from __future__ import annotations

import random
from pathlib import Path

from store import importing, sources
from store.errors import KnownError
from store.tracker import Tracker
from tests.helpers.bd_databases import Rows, issue, make, with_live_wal


def big(path: Path) -> Path:
    """A database of some pages, each table with more than one."""
    rows: Rows = {
        "issues": [issue(f"x-{n:03}", f"title {n}", notes="n" * 400) for n in range(200)],
        "labels": [{"issue_id": f"x-{n:03}", "label": f"l{n % 7}"} for n in range(200)],
    }
    return make(path, rows)


def run(seed: int, size: int, folder: Path) -> tuple[str, bool]:
    """Damage and read that many; what shows a fault stays in the folder."""
    chance = random.Random(seed)
    whole = big(folder / "whole.db").read_bytes()
    after: Rows = {"issues": [issue(f"y-{n}", "m" * 300) for n in range(30)]}
    live = with_live_wal(folder / "live.db", {"issues": [issue("z-1")]}, after)
    second = (folder / "live.db-wal").read_bytes()
    refused, faults = 0, list[str]()
    for n in range(size):
        kept = n % 2 == 0
        path = folder / f"case-{n}.db"
        path.write_bytes(_damaged(chance, live.read_bytes() if kept else whole))
        beside = path.with_name(f"{path.name}-wal")
        beside.write_bytes(_damaged(chance, second) if kept else b"")
        try:
            fault = "" if _is_alike_twice(path, folder / f"case-{n}.strandline") else "changed by itself"
        except KnownError as error:
            refused += 1
            fault = "" if "Nothing was imported" in str(error) else str(error)
        except Exception as error:  # noqa: BLE001 - counted; the case stays in the folder
            fault = repr(error)
        if fault:
            faults.append(f"case-{n}: {fault}")
            continue
        for file in folder.glob(f"case-{n}.*"):
            file.unlink()
    said = "; ".join((f"{size} cases, {refused} refused, {len(faults)} faults", *faults[:3]))
    return said, not faults


def _damaged(chance: random.Random, source: bytes) -> bytes:
    data = bytearray(source)
    for _ in range(chance.choice((1, 3, 40))):
        # The first page has the table of contents; a hit there is the worst.
        at = chance.randrange(4096) if chance.random() < 0.5 else chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
    return bytes(data[: chance.randrange(100, len(data))] if chance.random() < 0.2 else data)


def _is_alike_twice(path: Path, target: Path) -> bool:
    tracker = Tracker.open(target, create=True, actor="t")
    try:
        first = importing.import_source(tracker, sources.read(path))
        again = importing.import_source(tracker, sources.read(path))
    finally:
        tracker.close()
    return (again.created, again.updated, again.problems) == (0, 0, first.problems)
