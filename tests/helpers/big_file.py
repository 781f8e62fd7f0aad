"""A made issue file of any size, shaped as real ones are, and what reading it costs: for tests/bench.

Run as a program it does one thing in a process of its own and prints what that took:

    python -m tests.helpers.big_file make FILE COUNT
    python -m tests.helpers.big_file baseline FILE FOLDER
    python -m tests.helpers.big_file import FILE FOLDER

baseline: json.loads() of each line, and one executemany() of the rows that they make into the table `issue`
of an empty tracker, with that table's indexes and a tracker's settings (WAL, synchronous=FULL), in one
transaction. Neither labels, edges, comments, the words to search, the log, times as sort keys nor the lines
themselves are kept.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from store import bulk, importing
from store.new_rows import COLUMNS
from store.records import TIME_KEYS
from store.registers import FLAGS
from store.tracker import Tracker
from tests.helpers.issue_files import comment, edge, line, record

_NAMES = ("assignee", "design", "acceptance_criteria", "notes")


def lines_of(count: int) -> Iterator[bytes]:
    """As in real files: 600 bytes a line with a long tail, 11 keys, a few labels, edges and comments."""
    rng = random.Random(7)
    words = ["".join(rng.choices("abcdefghiklmnoprstuvw", k=rng.randint(2, 9))) for _ in range(6000)]
    weights = list(accumulate(1 / (n + 3) for n in range(len(words))))
    sentences = [
        " ".join(rng.choices(words, cum_weights=weights, k=rng.randint(5, 15))) + "." for _ in range(20_000)
    ]

    def text(most: int) -> str:
        return " ".join(rng.choices(sentences, k=rng.randint(1, most)))

    def moment() -> str:
        return (
            f"2026-{rng.randint(1, 9):02}-{rng.randint(1, 28):02}T{rng.randint(0, 23):02}"
            f":{rng.randint(0, 59):02}:{rng.randint(0, 59):02}.{rng.randint(1, 10**9 - 1):09}-07:00"
        )

    for n in range(count):
        id = f"big-{n:06d}"
        closed = rng.random() < 0.6
        fields: dict[str, Any] = {name: text(3) for name in _NAMES[1:] if rng.random() < 0.1}
        fields["description"] = text(rng.choice([1, 4, 12])) if rng.random() < 0.8 else None
        fields["labels"] = sorted({*rng.choices(words[:60], k=2)}) if rng.random() < 0.18 else None
        if n and rng.random() < 0.2:
            fields["dependencies"] = [edge(id, f"big-{rng.randrange(n):06d}", created_by="ann")]
        if rng.random() < 0.03:
            fields["comments"] = [comment(id, n, text(2))]
        if closed:
            fields.update(status="closed", closed_at=moment(), close_reason=rng.choice(sentences))
        yield line(
            record(
                id, rng.choice(sentences), priority=n % 5, created_at=moment(), updated_at=moment(),
                assignee=rng.choice(["ann", "bob", None]), **fields,
            )
        )  # fmt: skip


def make(file: Path, count: int) -> None:
    """Write the file."""
    with file.open("wb") as out:
        out.writelines(one + b"\n" for one in lines_of(count))


def baseline(tracker: Tracker, file: Path) -> int:
    """The least that keeps the fields of issues; see above."""
    nullable = {"estimated_minutes", *TIME_KEYS, "closed_key", "due_key", "defer_key"}
    usual: dict[str, Any] = {name: None if name in nullable else "" for name in COLUMNS}
    usual |= {"priority": 0, "status": "open", "issue_type": "task", "extra": "{}", "stamp": "s"}
    usual |= dict.fromkeys(FLAGS, 0)

    def rows() -> Iterator[tuple[Any, ...]]:
        with file.open("rb") as given:
            for key, body in enumerate(given, 1):
                row = {**usual, **json.loads(body)}
                row["key"] = row["seq"] = key
                row["uid"] = row["id"]
                row["created_key"], row["updated_key"] = row["created_at"], row["updated_at"]
                yield tuple(map(row.__getitem__, COLUMNS))

    with tracker.writing():
        tracker.run_many(bulk.ISSUE, rows())
    return int(tracker.one("SELECT count(*) FROM issue"))


def _peak() -> int:
    # ru_maxrss outlives exec: a child of a large test process would have that one's peak on Linux.
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text("ascii", "replace").partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(what: str, file: Path, rest: str) -> None:
    """Do one thing; print its seconds (the processor's, the clock's), its peak memory, its count."""
    if what == "make":
        make(file, int(rest))
        return
    tracker = Tracker.open(Path(rest) / f"{what}.strandline", create=True, actor="ann")
    cpu, wall = time.process_time(), time.perf_counter()
    count = baseline(tracker, file) if what == "baseline" else importing.import_file(tracker, file).created
    took = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    peak = _peak()
    tracker.close()
    sys.stdout.write(json.dumps({**took, "peak": peak, "count": count}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
