"""What the window asks when it closes: a copy that is broken off leaves nothing and harms nothing."""

from pathlib import Path

import pytest

from store.close_requests import Canceller, SaveCopy
from store.errors import Cancelled, KnownError
from store.requests import Create
from store.tracker import Tracker


def test_a_copy_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    tracker = Tracker.open(tmp_path / "Home.strandline", create=True, actor="ann")
    Create("First").run(tracker)
    cancel = Canceller()

    def now() -> bool:
        cancel.set()
        return False

    tracker.connection.set_progress_handler(now, 10)
    target = tmp_path / "out" / "copy.strandline"
    target.parent.mkdir()
    with pytest.raises(KnownError, match="was not written: it was stopped"):
        SaveCopy(target, cancel=cancel).run(tracker)
    tracker.connection.set_progress_handler(None)
    assert list(target.parent.iterdir()) == []
    # The canceller has let go: setting it again interrupts no other request.
    cancel.set()
    assert SaveCopy(target).run(tracker).issues == 1
    with pytest.raises(Cancelled):
        SaveCopy(target, replace=True, cancel=cancel).run(tracker)
    tracker.close()
