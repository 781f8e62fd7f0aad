"""Every state of the quit sheet, made up: the sheet cannot tell them from real ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import apsw
from PySide6.QtCore import QObject, Signal, Slot

from gui.closing_progress import Phase, Progress, Unsent, Wish
from store.checkpoint import Attempt, Grade, Settled
from store.copying import Copied
from store.drafts import KeptText
from store.errors import FileChanged, NotExported
from store.exchange_answers import Imported, Named, Plan
from store.holders import Holder

BROWSER = Holder(
    4711, "DB Browser", "/usr/bin/sqlitebrowser Home.strandline", datetime(2026, 11, 2, 10, 4, tzinfo=UTC),
    ("READ1:read", "DMS:read"), "old_snapshot",
)  # fmt: skip
OUTSIDE = Holder(0, "", "", None, ("READ2:read",), "old_snapshot", outside=True)
NO_COPY = "Home copy.strandline could not be written: Permission denied. Choose another folder."
UNSEEN = Holder(0, "", "", None, ("READ2:read",), "unknown")

DENIED = NotExported("issues.jsonl", "permission")
CHANGED = FileChanged("issues.jsonl")
UNREAD = NotExported("issues.jsonl", "unread", "issues.jsonl cannot be read: it is no text.")
DELETES = Plan(
    Path("issues.jsonl"), Imported(), (Named("bd-1", "Fix login"), Named("bd-2", "Ship")), asks=True
)


class StillShutdown(QObject):
    """A Shutdown that stands still in one state and takes down what is chosen."""

    changed = Signal()
    sheet_wanted = Signal()
    stayed = Signal()
    finished = Signal()

    def __init__(self, phase: Phase, progress: Progress, next_in: float | None = None) -> None:
        super().__init__()
        self.phase = phase
        self.progress = progress
        self.next_in = next_in
        self.wish = Wish.NOTHING
        self.tracker_name = "Home.strandline"
        self.tracker_path = Path("/home/ann/Home.strandline")
        self.chosen: list[object] = []

    @property
    def may_choose(self) -> bool:
        return self.phase is Phase.ASKING

    def seconds_to_next_try(self) -> float | None:
        return self.next_in

    @Slot()
    def try_again(self) -> None:
        self.chosen.append("try again")

    @Slot()
    def stop_moving(self) -> None:
        self.chosen.append("stop")

    @Slot()
    def look_at_changes(self) -> None:
        self.chosen.append("look")

    @Slot()
    def quit_now(self) -> None:
        self.chosen.append("quit now")

    @Slot()
    def dont_quit(self) -> None:
        self.chosen.append("don't quit")

    def save_copy(self, target: Path) -> None:
        self.chosen.append(target)


def refused(count: int, *holders: Holder) -> list[Attempt]:
    first = Attempt(0, "PASSIVE", False, 12, 3, None, None, "", (), 1.2)
    waits = (98, 205, 391, 812, None)
    return [first] + [
        Attempt(n + 1, "TRUNCATE", True, 12, 3, waits[n], apsw.SQLITE_BUSY, "locked", holders, 0.4)
        for n in range(count)
    ]


def settled(grade: Grade, attempts: list[Attempt], code: int | None = None, reason: str = "") -> Settled:
    return Settled(grade, tuple(attempts), 12, 3, attempts[-1].holders, code, 0, reason)


def failed(code: int, reason: str) -> Progress:
    attempts = [Attempt(0, "PASSIVE", False, -1, -1, None, code, reason, (), 2.0)]
    return Progress(3, 3, attempts, None, settled(Grade.FAILED, attempts, code, reason))


def unsent(*names: str) -> tuple[Unsent, ...]:
    texts = [KeptText("/t", f"u{n}", f"bd-{n}", name, "notes", "", "words") for n, name in enumerate(names)]
    return tuple(Unsent(text.key, text.title, text, True) for text in texts)


def _incomplete(**more: object) -> Progress:
    attempts = refused(5, BROWSER)
    busy = settled(Grade.INCOMPLETE, attempts, apsw.SQLITE_BUSY, "locked")
    return Progress(3, 3, attempts, None, busy, **more)  # type: ignore[arg-type]  # fields by name


def _clean(**more: object) -> Progress:
    attempts = [Attempt(0, "PASSIVE", False, 12, 12, None, None, "", (), 1.2)]
    return Progress(1, 3, attempts, None, settled(Grade.CLEAN, attempts), **more)  # type: ignore[arg-type]


def _stopped() -> Progress:
    attempts = [Attempt(0, "PASSIVE", False, -1, -1, None, apsw.SQLITE_INTERRUPT, "other", (), 3100.0)]
    left = settled(Grade.CANCELLED, attempts, apsw.SQLITE_INTERRUPT, "other")
    return Progress(3, 3, attempts, None, left, moving=(314 * 2**20, 2**30), stopped=True)


STATES: dict[str, Callable[[], StillShutdown]] = {
    "saving": lambda: StillShutdown(Phase.SAVING, Progress(2, 3)),
    "saving_waits": lambda: StillShutdown(
        Phase.SAVING, Progress(2, 3, waits=True, holder="bd (4711)")
    ),
    "waiting": lambda: StillShutdown(Phase.SETTLING, Progress(3, 3, refused(1, BROWSER)), 0.1),
    "waiting_unnamed": lambda: StillShutdown(Phase.SETTLING, Progress(3, 3, refused(3, UNSEEN)), 0.4),
    "moving": lambda: StillShutdown(Phase.SETTLING, Progress(3, 3, moving=(312 * 2**20, 2**30))),
    "stopping": lambda: StillShutdown(
        Phase.SETTLING, Progress(3, 3, moving=(314 * 2**20, 2**30), stopped=True)
    ),
    "stopped": lambda: StillShutdown(Phase.ASKING, _stopped()),
    "exporting": lambda: StillShutdown(Phase.EXPORTING, Progress(3, 3, exports="issues.jsonl")),
    "not_exported": lambda: StillShutdown(Phase.ASKING, _clean(exports="issues.jsonl", not_exported=DENIED)),
    "not_exported_and_incomplete": lambda: StillShutdown(
        Phase.ASKING, _incomplete(exports="issues.jsonl", not_exported=DENIED)
    ),
    "changed_outside": lambda: StillShutdown(
        Phase.ASKING, _clean(exports="issues.jsonl", not_exported=CHANGED)
    ),
    "importing": lambda: StillShutdown(
        Phase.EXPORTING, Progress(3, 3, exports="issues.jsonl", imports=True)
    ),
    "undecided": lambda: StillShutdown(
        Phase.ASKING, _clean(exports="issues.jsonl", not_exported=CHANGED, undecided=DELETES)
    ),
    "undecided_and_incomplete": lambda: StillShutdown(
        Phase.ASKING, _incomplete(exports="issues.jsonl", not_exported=CHANGED, undecided=DELETES)
    ),
    "unread": lambda: StillShutdown(Phase.ASKING, _clean(exports="issues.jsonl", not_exported=UNREAD)),
    "incomplete": lambda: StillShutdown(Phase.ASKING, _incomplete()),
    "disk_full": lambda: StillShutdown(Phase.ASKING, failed(apsw.SQLITE_FULL, "disk_full")),
    "io_error": lambda: StillShutdown(Phase.ASKING, failed(apsw.SQLITE_IOERR_FSYNC, "io_error")),
    "damaged": lambda: StillShutdown(Phase.ASKING, failed(apsw.SQLITE_CORRUPT, "damaged")),
    "moved": lambda: StillShutdown(
        Phase.ASKING, Progress(0, 0, refused(0), None, settled(Grade.MOVED, refused(0)))
    ),
    "kept": lambda: StillShutdown(Phase.ASKING, _clean(unsent=unsent("Fix login", "Release notes"))),
    "lost": lambda: StillShutdown(
        Phase.ASKING, _clean(unsent=unsent("Fix login", "Release notes"), texts_kept=False)
    ),
    "lost_and_incomplete": lambda: StillShutdown(
        Phase.ASKING, _incomplete(unsent=unsent("Fix login"), texts_kept=False)
    ),
    "copying": lambda: StillShutdown(Phase.COPYING, _incomplete()),
    "copy_saved": lambda: StillShutdown(
        Phase.ASKING,
        _incomplete(copied=Copied(Path("/home/ann/Home copy.strandline"), 9365, 40_000_000)),
    ),
    "copy_failed": lambda: StillShutdown(
        Phase.ASKING,
        _incomplete(copy_error=NO_COPY),
    ),
}  # fmt: skip
