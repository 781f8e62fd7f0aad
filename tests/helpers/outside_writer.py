"""Another program at the same tracker: one seeded change for each line of its standard input.

`python -m tests.helpers.outside_writer TRACKER SEED`; it ends with its input. What is refused is passed over.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

from store.errors import KnownError
from store.requests import AddComment, Close, Create, Delete, Edit, Request
from store.tracker import Tracker

ROOT = Path(__file__).parents[2]


class OutsideWriter:
    """That process, asked without waiting for it."""

    def __init__(self, path: Path, seed: int) -> None:
        command = [sys.executable, "-X", "faulthandler", "-m", "tests.helpers.outside_writer"]
        self._process = subprocess.Popen(
            [*command, str(path), str(seed)], cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def change(self) -> None:
        """Ask for one change more."""
        assert self._process.stdin is not None
        if self._process.poll() is None:
            self._process.stdin.write(b"\n")
            self._process.stdin.flush()

    def end(self) -> str:
        """Wait for what was asked, and for its end; return what it complained of."""
        _, words = self._process.communicate(timeout=120)
        return "" if self._process.returncode == 0 else words.decode("utf-8", "replace")


def _request(random: Random, tracker: Tracker, number: int) -> Request[object]:
    uids = [uid for (uid,) in tracker.all("SELECT uid FROM issue ORDER BY uid")]
    new = Create(f"From outside {number}", {"priority": random.randrange(5)})
    if not uids or random.random() < 0.3:
        return new
    uid = random.choice(uids)
    found: tuple[Request[object], ...] = (
        Close((uid,)),
        Delete((uid,)),
        Edit(uid, {"title": f"Changed outside {number}"}),
        Edit(uid, {"status": random.choice(("open", "in_progress", "odd"))}),
        Edit(uid, {"priority": random.randrange(5), "assignee": random.choice(("ann", "bea", ""))}),
        AddComment(uid, f"Said outside {number}"),
    )
    return random.choice(found)


def main(arguments: list[str]) -> int:
    """Change the tracker until nobody asks any more."""
    random = Random(int(arguments[2]))
    tracker = Tracker.open(Path(arguments[1]), actor="bea")
    try:
        for number, _ in enumerate(sys.stdin.buffer):
            try:
                _request(random, tracker, number).run(tracker)
            except KnownError:
                continue
    finally:
        tracker.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
