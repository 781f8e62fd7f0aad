"""Closing a real tracker: what is waited for, what is chosen, and that nothing is lost on any way out."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest
from pytestqt.qtbot import QtBot

from gui.closing_progress import Phase, Unsent, Wish
from gui.session import Session
from store import places
from store.checkpoint import Grade
from store.drafts import KeptText, drafts
from store.lookups import Count, ListKeys
from store.query import Query
from store.requests import Create, Edit
from store.tracker import Tracker
from tests.helpers.closing import Open
from tests.helpers.faulty_vfs import FaultyVFS
from tests.helpers.other_process import OpenOtherProcess, OtherProcess
from tests.helpers.small_disk import fill, small_disk

OpenOne = Callable[..., Open]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="names holders through /proc/locks")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Home.strandline"


@pytest.fixture
def open_one(qtbot: QtBot, path: Path) -> Iterator[OpenOne]:
    opened: list[Open] = []

    def make(at: Path = path, **options: object) -> Open:
        opened.append(Open(qtbot, at, **options))  # type: ignore[arg-type]  # passed on
        return opened[-1]

    yield make
    for one in opened:
        one.end()


@pytest.fixture
def window(open_one: OpenOne) -> Open:
    return open_one()


@pytest.fixture
def held(window: Open, other_process: OpenOtherProcess) -> OtherProcess:
    """Another program that reads a state from before the newest issue."""
    window.add("First")
    other = other_process(window.path)
    other.read()
    window.add("Second")
    return other


def issues_in(path: Path) -> set[str]:
    tracker = Tracker.open(path, read_only=True)
    try:
        assert tracker.one("PRAGMA integrity_check") == "ok"
        return {title for (title,) in tracker.all("SELECT title FROM issue")}
    finally:
        tracker.close()


def wal(path: Path) -> int:
    file = path.with_name(path.name + "-wal")
    return file.stat().st_size if file.exists() else 0


def close_to_the_end(window: Open) -> None:
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.done)


def test_a_quiet_close_asks_nobody_and_leaves_one_file(window: Open) -> None:
    window.add("First")
    close_to_the_end(window)
    assert window.sheets == 0
    assert window.shutdown.exit_code == 0
    assert wal(window.path) == 0
    assert issues_in(window.path) == {"First"}


def test_begin_is_idempotent(window: Open, qtbot: QtBot) -> None:
    window.add("First")
    with qtbot.waitSignal(window.shutdown.finished):
        window.shutdown.begin()
        window.shutdown.begin()
    window.shutdown.begin()
    assert window.shutdown.done


def test_changes_sent_in_the_last_moment_are_counted_and_saved(window: Open) -> None:
    seen: set[tuple[int, int]] = set()

    def note() -> None:
        seen.add((window.shutdown.progress.saved, window.shutdown.progress.total))

    def flush() -> None:
        for n in range(3):
            window.bridge.ask(Create(f"Issue {n}"), lambda _done: None)

    window.hands.flushing = flush
    window.shutdown.changed.connect(note)
    close_to_the_end(window)
    assert seen >= {(0, 3), (1, 3), (2, 3), (3, 3)}
    assert issues_in(window.path) == {"Issue 0", "Issue 1", "Issue 2"}


def test_a_change_that_follows_an_answer_is_still_saved(window: Open) -> None:
    def again(_done: object) -> None:
        window.hands.left.clear()
        window.bridge.ask(Create("Afterwards"), lambda _done: None)

    window.hands.flushing = lambda: window.bridge.ask(Create("Before"), again)
    # Until its answer has been heard, a text is not known to be saved; that is nothing to tell.
    window.hands.left = [unsent(window.path, "words")]
    close_to_the_end(window)
    assert window.sheets == 0
    assert kept(window.path) == []
    assert issues_in(window.path) == {"Before", "Afterwards"}


def test_a_reader_on_an_old_state_brings_the_sheet_with_five_attempts(
    window: Open, held: OtherProcess
) -> None:
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    progress = window.shutdown.progress
    assert window.sheets > 0
    assert [(attempt.n, attempt.mode) for attempt in progress.attempts] == [
        (0, "PASSIVE"), *((n, "TRUNCATE") for n in range(1, 6)),
    ]  # fmt: skip
    assert progress.settled is not None
    assert progress.settled.grade is Grade.INCOMPLETE
    if sys.platform == "linux":
        assert held.pid in {holder.pid for holder in progress.settled.holders}


def test_the_sheet_comes_with_the_first_refusal_and_says_when_the_next_try_is(
    open_one: OpenOne, other_process: OpenOtherProcess
) -> None:
    window = open_one(wait=None)
    window.add("First")
    other = other_process(window.path)
    other.read()
    window.add("Second")
    window.shutdown.begin()
    window.wait_for(lambda: window.sheets > 0)
    # As it was when the sheet was asked for: on a busy machine the next attempt may be made by now.
    assert window.attempts_at_sheet == [0, 1]
    assert window.next_try_at_sheet is not None
    assert 0.079 < window.next_try_at_sheet < 0.121
    window.shutdown.dont_quit()
    window.wait_for(lambda: window.shutdown.phase is Phase.OPEN)


def test_a_reader_on_the_newest_state_bothers_nobody(window: Open, other_process: OpenOtherProcess) -> None:
    window.add("First")
    other = other_process(window.path)
    other.read()
    close_to_the_end(window)
    assert window.sheets == 0
    assert window.shutdown.exit_code == 0
    assert window.shutdown.closed is not None
    assert window.shutdown.closed.grade is Grade.BACKFILLED


def test_dont_quit_edit_quit_again_reader_leaves_try_again(window: Open, held: OtherProcess) -> None:
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    counts: list[object] = []
    window.bridge.ask(Count(), counts.append)
    window.shutdown.dont_quit()
    assert window.shutdown.phase is Phase.OPEN
    assert not window.shutdown.done
    # A question that was asked while no reader ran is answered now.
    window.wait_for(lambda: bool(counts))
    window.add("Third")
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    held.end()
    window.shutdown.try_again()
    window.wait_for(lambda: window.shutdown.done)
    assert window.shutdown.exit_code == 0
    assert wal(window.path) == 0
    assert issues_in(window.path) == {"First", "Second", "Third"}


def test_dont_quit_in_the_middle_of_a_wait_ends_it(
    open_one: OpenOne, other_process: OpenOtherProcess
) -> None:
    window = open_one(wait=None)
    window.add("First")
    other = other_process(window.path)
    other.read()
    window.add("Second")
    frozen: list[object] = []
    window.shutdown.froze.connect(frozen.append)
    window.shutdown.begin()
    window.wait_for(lambda: window.sheets > 0)
    window.shutdown.dont_quit()
    window.wait_for(lambda: window.shutdown.phase is Phase.OPEN)
    assert frozen == [True, False]
    assert len(window.shutdown.progress.attempts) == 2
    window.add("Third")


def test_quit_now_in_the_middle_of_a_wait_loses_nothing(
    open_one: OpenOne, other_process: OpenOtherProcess
) -> None:
    window = open_one(wait=None)
    window.add("First")
    other = other_process(window.path)
    other.read()
    window.add("Second")
    window.shutdown.begin()
    window.wait_for(lambda: window.sheets > 0)
    window.shutdown.quit_now()
    window.wait_for(lambda: window.shutdown.done)
    assert window.shutdown.exit_code == 4
    assert window.shutdown.closed is not None
    assert window.shutdown.closed.grade is Grade.CANCELLED
    assert window.session.join(10)
    assert issues_in(window.path) == {"First", "Second"}


def test_quit_now_after_the_ladder_loses_nothing(window: Open, held: OtherProcess) -> None:
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    window.shutdown.quit_now()
    window.wait_for(lambda: window.shutdown.done)
    assert window.shutdown.exit_code == 4
    assert wal(window.path) > 0
    assert issues_in(window.path) == {"First", "Second"}


@pytest.mark.parametrize("when", ["waiting", "ended"])
def test_a_complete_copy_can_be_saved_while_a_program_holds_the_tracker(
    open_one: OpenOne, other_process: OpenOtherProcess, tmp_path: Path, when: str
) -> None:
    window = open_one(wait=None) if when == "waiting" else open_one()
    window.add("First")
    other = other_process(window.path)
    other.read()
    window.add("Second")
    window.shutdown.begin()
    window.wait_for(lambda: window.sheets > 0 if when == "waiting" else window.shutdown.may_choose)
    copy = tmp_path / "Home copy.strandline"
    window.shutdown.save_copy(copy)
    window.wait_for(lambda: window.shutdown.may_choose and window.shutdown.progress.copied is not None)
    assert issues_in(copy) == {"First", "Second"}
    assert wal(copy) == 0
    window.shutdown.dont_quit()
    window.add("Third")


def test_a_copy_replaces_an_older_one(window: Open, held: OtherProcess, tmp_path: Path) -> None:
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    copy = tmp_path / "Home copy.strandline"
    for _ in range(2):
        window.shutdown.save_copy(copy)
        window.wait_for(lambda: window.shutdown.may_choose)
        assert window.shutdown.progress.copy_error == ""
        assert window.shutdown.progress.copied is not None
    assert issues_in(copy) == {"First", "Second"}


def test_a_copy_that_fails_says_why_and_lets_choose_again(window: Open, held: OtherProcess) -> None:
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    window.shutdown.save_copy(window.path.parent / "no such folder" / "copy.strandline")
    window.wait_for(lambda: bool(window.shutdown.progress.copy_error))
    assert window.shutdown.may_choose
    assert window.shutdown.progress.copied is None


def test_closing_that_takes_long_shows_the_sheet(window: Open, other_process: OpenOtherProcess) -> None:
    window.add("First")
    other = other_process(window.path)
    other.write()
    window.hands.flushing = lambda: window.bridge.ask(Create("Late"), lambda _: None, lambda _: None)
    window.shutdown.begin()
    assert window.sheets == 0
    window.later.pass_time(0.3)
    assert window.sheets == 1
    window.wait_for(lambda: bool(window.shutdown.progress.holder) or sys.platform != "linux")
    other.end()
    window.wait_for(lambda: window.shutdown.done)
    assert issues_in(window.path) == {"First", "Late"}


@pytest.fixture
def stalled() -> Iterator[tuple[threading.Event, FaultyVFS]]:
    """A disk that takes 8 MB of the tracker's file and then no more until the event is set."""
    disk, goes_on = FaultyVFS(default=True), threading.Event()
    goes_on.set()
    written = 0

    def stall(operation: str, file: str) -> None:
        nonlocal written
        if (operation, file) == ("sync", "db") and not goes_on.is_set():
            written += 1
            # Python's lock is let go meanwhile, so that the window goes on.
            assert written < 4 or goes_on.wait(10)

    disk.fault = stall
    yield goes_on, disk
    goes_on.set()
    if disk.vfs_name in apsw.vfs_names():
        disk.unregister()


@pytest.mark.parametrize("choice", ["stop", "stay"])
def test_a_large_second_file_is_told_in_bytes_and_can_be_stopped(
    stalled: tuple[threading.Event, FaultyVFS],
    open_one: OpenOne,
    other_process: OpenOtherProcess,
    choice: str,
) -> None:
    goes_on, disk = stalled
    window = open_one()
    window.add("First")
    other = other_process(window.path)
    other.execute("PRAGMA wal_autocheckpoint = 0")
    other.execute("CREATE TABLE ballast AS SELECT zeroblob(36000000) AS x")
    other.close()
    goes_on.clear()
    window.shutdown.begin()
    window.wait_for(lambda: (window.shutdown.progress.moving or (0, 0))[0] > 6_000_000)
    done, total = window.shutdown.progress.moving or (0, 0)
    assert (done < 9_000_000, 36_000_000 < total < 37_000_000) == (True, True)
    if choice == "stop":
        window.shutdown.stop_moving()
    else:
        window.shutdown.dont_quit()
    goes_on.set()
    if choice == "stop":
        window.wait_for(lambda: window.shutdown.may_choose)
        assert window.shutdown.progress.settled is not None
        assert window.shutdown.progress.settled.grade is Grade.CANCELLED
        assert wal(window.path) > 36_000_000
        window.shutdown.try_again()
    else:
        window.wait_for(lambda: window.shutdown.phase is Phase.OPEN)
        window.add("Second")
        window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.done)
    assert window.shutdown.exit_code == 0
    assert wal(window.path) == 0
    assert window.session.join(10)
    disk.unregister()
    assert "First" in issues_in(window.path)


def test_dont_quit_is_queued_while_a_write_is_under_way(
    window: Open, other_process: OpenOtherProcess
) -> None:
    other = other_process(window.path)
    other.write()
    window.hands.flushing = lambda: window.bridge.ask(Create("Late"), lambda _: None)
    window.shutdown.begin()
    window.shutdown.dont_quit()
    assert (window.shutdown.phase, window.shutdown.wish) == (Phase.SAVING, Wish.STAY)
    other.end()
    window.wait_for(lambda: window.shutdown.phase is Phase.OPEN)
    assert not window.session.reader.join(0)
    titles: list[object] = []
    window.bridge.ask(ListKeys(Query()), titles.append)
    window.wait_for(lambda: bool(titles))


def unsent(path: Path, words: str | None, *, failed: bool = True) -> Unsent:
    text = KeptText(str(path), "u1", "bd-1", "Fix login", "notes", "", words or "")
    return Unsent(text.key, "Fix login", text if words is not None else None, failed)


def kept(path: Path) -> list[str]:
    with drafts() as store:
        return [text.text for text in store.list(str(path))]


def test_a_refused_text_is_kept_and_told(window: Open) -> None:
    window.hands.left = [unsent(window.path, "words")]
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    assert kept(window.path) == ["words"]
    progress = window.shutdown.progress
    assert ([one.what for one in progress.kept], progress.lost) == (["Fix login"], ())
    # Saved after all: the draft goes, and so does the window.
    window.hands.retrying = window.hands.left.clear
    window.shutdown.try_again()
    window.wait_for(lambda: window.shutdown.done)
    assert kept(window.path) == []
    assert window.shutdown.exit_code == 0


def test_half_a_comment_is_kept_without_a_word(window: Open) -> None:
    window.hands.left = [unsent(window.path, "half a com", failed=False)]
    close_to_the_end(window)
    assert window.sheets == 0
    assert kept(window.path) == ["half a com"]


def test_a_text_that_cannot_be_kept_stops_the_close_even_for_quit_now(window: Open) -> None:
    places.drafts_file().mkdir(parents=True)
    window.hands.left = [unsent(window.path, "words", failed=False)]
    window.shutdown.begin()
    window.shutdown.quit_now()
    window.wait_for(lambda: window.shutdown.may_choose)
    assert [one.what for one in window.shutdown.progress.lost] == ["Fix login"]
    window.shutdown.quit_now()
    window.wait_for(lambda: window.shutdown.done)


def test_a_change_without_words_cannot_be_kept(window: Open) -> None:
    window.hands.left = [unsent(window.path, None), unsent(window.path, "words")]
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    progress = window.shutdown.progress
    assert (len(progress.lost), len(progress.kept)) == (1, 1)
    window.shutdown.quit_now()
    window.wait_for(lambda: window.shutdown.done)


@pytest.mark.parametrize("when", ["before", "waiting", "asking"])
def test_a_bounded_close_asks_nobody(open_one: OpenOne, other_process: OpenOtherProcess, when: str) -> None:
    window = open_one(wait=None) if when == "waiting" else open_one()
    window.add("First")
    other = other_process(window.path)
    other.read()
    window.add("Second")
    window.hands.left = [unsent(window.path, "words")]
    if when != "before":
        window.shutdown.begin()
        window.wait_for(lambda: window.sheets > 0 if when == "waiting" else window.shutdown.may_choose)
    window.shutdown.hurry()
    window.later.pass_time(2.0)
    window.wait_for(lambda: window.shutdown.done)
    assert window.sheets == 0 or when != "before"
    assert window.shutdown.exit_code == 4
    assert kept(window.path) == ["words"]
    assert issues_in(window.path) == {"First", "Second"}


def test_a_bounded_close_works_without_the_event_loop(window: Open, held: OtherProcess) -> None:
    window.shutdown.hurry()
    assert window.bridge.deliver_until(lambda: window.shutdown.done, 10)
    assert window.shutdown.exit_code == 4


def test_without_the_event_loop_a_wait_has_its_bound(
    open_one: OpenOne, other_process: OpenOtherProcess
) -> None:
    window = open_one(wait=None)
    other = other_process(window.path)
    other.write()
    window.hands.flushing = lambda: window.bridge.ask(Create("Late"), lambda _: None, lambda _: None)
    window.shutdown.hurry()
    assert not window.bridge.deliver_until(lambda: window.shutdown.done, 0.05)
    window.shutdown.cut()
    assert window.bridge.deliver_until(lambda: window.shutdown.done, 10)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")
def test_a_tracker_that_was_moved_away_is_said_so(window: Open) -> None:
    window.add("First")
    window.path.rename(window.path.with_name("elsewhere.strandline"))
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    assert window.shutdown.progress.settled is not None
    assert window.shutdown.progress.settled.grade is Grade.MOVED
    copy = window.path.with_name("copy.strandline")
    window.shutdown.save_copy(copy)
    window.wait_for(lambda: window.shutdown.progress.copied is not None)
    assert issues_in(copy) == {"First"}
    window.shutdown.quit_now()
    window.wait_for(lambda: window.shutdown.done)
    assert window.shutdown.exit_code == 4


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "2m") as mount:
        yield mount


def test_a_full_disk_stops_the_close_until_there_is_space(open_one: OpenOne, disk: Path) -> None:
    window = open_one(disk / "Home.strandline")
    done = window.add("First")
    window.bridge.ask(Edit(done.uids[0], {"notes": "x" * 200_000}), lambda _done: None)
    window.wait_for(lambda: not window.bridge.pending_writes)
    fill(disk / "ballast")
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    settled = window.shutdown.progress.settled
    assert settled is not None
    assert (settled.grade, settled.reason) == (Grade.FAILED, "disk_full")
    (disk / "ballast").unlink()
    window.shutdown.try_again()
    window.wait_for(lambda: window.shutdown.done)
    assert window.shutdown.exit_code == 0
    assert window.session.join(10)
    assert issues_in(window.path) == {"First"}


def test_a_change_that_follows_the_readers_last_answer_is_saved_and_told(
    window: Open, other_process: OpenOtherProcess
) -> None:
    """Closing the selected issues asks for their rows first; the answer may come while the window closes."""
    other = other_process(window.path)
    other.write()

    def refused(_error: Exception) -> None:
        window.hands.left = [unsent(window.path, None)]

    def then(_counts: object) -> None:
        window.session.stop_waiting.set()
        window.bridge.ask(Create("Late"), lambda _done: None, refused)

    window.hands.flushing = lambda: window.bridge.ask(Count(), then)
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    assert [one.what for one in window.shutdown.progress.lost] == ["Fix login"]
    other.end()
    window.shutdown.quit_now()
    window.wait_for(lambda: window.shutdown.done)


def test_a_bound_that_is_over_late_does_not_touch_the_next_tracker(
    window: Open, open_one: OpenOne, tmp_path: Path
) -> None:
    window.shutdown.hurry()
    window.wait_for(lambda: window.shutdown.done)
    other = open_one(tmp_path / "Other.strandline")
    window.shutdown.attach(other.session)
    window.later.pass_time(2.0)
    assert not other.session.stop_waiting.is_set()


def test_a_bounded_close_breaks_a_copy_off(window: Open, held: OtherProcess, tmp_path: Path) -> None:
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    window.shutdown.save_copy(tmp_path / "copy.strandline")
    copy, canceller = window.shutdown.phase, window.shutdown._ladder.canceller
    assert copy is Phase.COPYING
    window.shutdown.hurry()
    window.shutdown.cut()
    assert canceller.is_set()
    window.wait_for(lambda: window.shutdown.done)
    assert list(tmp_path.glob(".*copy*")) == []
    assert issues_in(window.path) == {"First", "Second"}


def test_a_stay_that_was_granted_is_no_wish_any_more(window: Open, other_process: OpenOtherProcess) -> None:
    other = other_process(window.path)
    other.write()
    window.hands.flushing = lambda: window.bridge.ask(Create("Late"), lambda _: None)
    window.shutdown.begin()
    window.shutdown.dont_quit()
    other.end()
    window.wait_for(lambda: window.shutdown.phase is Phase.OPEN)
    assert window.shutdown.wish is Wish.NOTHING


def test_the_second_round_closes_and_ends_every_thread(window: Open, held: OtherProcess) -> None:
    first = window.session.reader
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    window.shutdown.dont_quit()
    assert window.session.reader is not first
    window.session.stop()
    assert window.session.join(10)
    assert first.join(0)


def test_quit_now_is_asked_again_when_the_copy_before_it_failed(window: Open, held: OtherProcess) -> None:
    window.shutdown.begin()
    window.wait_for(lambda: window.shutdown.may_choose)
    window.shutdown.save_copy(window.path.parent / "no such folder" / "copy.strandline")
    window.shutdown.quit_now()
    window.wait_for(lambda: bool(window.shutdown.progress.copy_error))
    assert window.shutdown.may_choose
    assert window.shutdown.wish is Wish.NOTHING


def test_a_tracker_is_opened_although_another_program_has_it_to_itself_for_a_moment(
    window: Open, other_process: OpenOtherProcess
) -> None:
    close_to_the_end(window)
    other = other_process(window.path)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.write()
    session = Session(window.path, window.bridge)
    session.start()
    try:
        with pytest.raises(TimeoutError):
            session.opened.result(0.1)
        other.close()
        session.opened.result(10)
    finally:
        session.stop()
        assert session.join(10)
