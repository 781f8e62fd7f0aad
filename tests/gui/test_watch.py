"""Changes of other programs: noticed, told once, and never mistaken for our own."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.watch import AFTER_HINT_MS, Watch
from store.answers import Changes
from store.requests import Create
from store.tracker import Tracker
from tests.helpers.closing import Open


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    opened = Open(qtbot, tmp_path / "Home.strandline")
    yield opened
    opened.end()


@pytest.fixture
def watch(window: Open) -> Iterator[Watch]:
    made = Watch(window.bridge)
    made._timer.setInterval(3_600_000)  # A test looks when it wants to.
    made.start()
    window.wait_for(lambda: not made._asking)
    yield made
    made.stop()


@pytest.fixture
def other(window: Open) -> Iterator[Tracker]:
    tracker = Tracker.open(window.path, actor="bob", origin="terminal")
    yield tracker
    tracker.close()


@pytest.fixture
def seen(window: Open) -> list[Changes]:
    outside: list[Changes] = []
    window.bridge.changed.connect(lambda changes: outside.append(changes) if changes.outside else None)
    return outside


def look(window: Open, watch: Watch) -> None:
    watch.look()
    window.wait_for(lambda: not watch._asking)


def test_what_was_there_before_is_no_news(window: Open, other: Tracker, qtbot: QtBot) -> None:
    Create("Before").run(other)
    outside: list[Changes] = []
    window.bridge.changed.connect(outside.append)
    watch = Watch(window.bridge)
    watch.start()
    window.wait_for(lambda: not watch._asking)
    watch.stop()
    assert outside == []


def test_another_programs_change_is_told_once(
    window: Open, watch: Watch, other: Tracker, seen: list[Changes]
) -> None:
    done = Create("From bob").run(other)
    look(window, watch)
    look(window, watch)
    assert [changes.uids for changes in seen] == [frozenset(done.uids)]


def test_our_own_changes_are_never_outside(window: Open, watch: Watch, seen: list[Changes]) -> None:
    for n in range(3):
        window.add(f"Ours {n}")
        look(window, watch)
    assert seen == []


def test_a_change_between_two_of_ours_is_not_missed(
    window: Open, watch: Watch, other: Tracker, seen: list[Changes]
) -> None:
    window.add("Ours")
    look(window, watch)
    done = Create("From bob").run(other)
    window.add("Ours again")
    look(window, watch)
    assert len(seen) == 1
    assert set(done.uids) <= seen[0].uids
    Create("Once more").run(other)
    look(window, watch)
    assert len(seen) == 2
    assert len(seen[1].uids) == 1


def test_a_change_while_the_user_was_asked_to_quit_is_noticed_after_it(
    window: Open, watch: Watch, other: Tracker, seen: list[Changes]
) -> None:
    watch.stop()
    Create("From bob").run(other)
    watch.go_on()
    look(window, watch)
    assert len(seen) == 1


def test_an_answer_that_comes_after_the_watch_was_stopped_asks_nothing_more(
    window: Open, watch: Watch, other: Tracker, seen: list[Changes]
) -> None:
    Create("Outside").run(other)
    watch.look()
    watch.stop()
    # The reader is asked next, and while the tracker closes there is none.
    window.add("Ours")
    assert window.bridge.pending_reads == 0
    assert seen == []
    watch.go_on()
    look(window, watch)
    assert len(seen) == 1


def test_a_file_that_leaves_its_place_is_told_once_and_its_return_too(window: Open, watch: Watch) -> None:
    heard: list[object] = []
    watch.place_changed.connect(heard.append)

    def look_at_place() -> None:
        watch.look()
        window.wait_for(lambda: not watch._placing)

    look_at_place()
    assert heard == []
    elsewhere = window.path.with_name("Elsewhere.strandline")
    window.path.rename(elsewhere)
    look_at_place()
    look_at_place()
    assert heard == [False]
    elsewhere.rename(window.path)
    look_at_place()
    assert heard == [False, True]


def test_a_reader_opened_anew_does_not_take_another_file_for_ours(window: Open, watch: Watch) -> None:
    heard: list[object] = []
    watch.place_changed.connect(heard.append)
    gone: list[bool] = []
    window.session.stop_reader(lambda: gone.append(True))
    window.wait_for(lambda: bool(gone))
    window.path.rename(window.path.with_name("Elsewhere.strandline"))
    Tracker.open(window.path, create=True).close()
    window.session.start_reader()
    window.bridge.use(window.session.writer, window.session.reader)
    watch.look()
    window.wait_for(lambda: not watch._placing)
    assert heard == [False]


@pytest.fixture
def quick(window: Open) -> Iterator[Watch]:
    """A watch whose second never comes: what it finds, a hint has told it."""
    made = Watch(window.bridge)
    made._timer.setInterval(3_600_000)
    made.start(window.path)
    window.wait_for(lambda: not made._asking)
    yield made
    made.stop()


def test_a_hint_of_the_system_is_enough(
    window: Open, quick: Watch, other: Tracker, seen: list[Changes]
) -> None:
    for n in range(3):
        done = Create(f"From bob {n}").run(other)
        window.wait_for(lambda n=n: len(seen) == n + 1)  # type: ignore[misc]
        assert seen[-1].uids == frozenset(done.uids)


def test_a_commit_that_comes_long_after_its_first_byte_is_found(
    window: Open, quick: Watch, other: Tracker, seen: list[Changes]
) -> None:
    quick._on_hint()
    window.wait_for(lambda: not quick._soon.isActive() and not quick._asking)
    Create("From bob").run(other)
    window.wait_for(lambda: len(seen) == 1)


def test_a_hint_while_an_answer_is_awaited_is_not_lost(
    window: Open, watch: Watch, other: Tracker, seen: list[Changes]
) -> None:
    watch._ask_version()
    Create("From bob").run(other)
    watch._looks = len(AFTER_HINT_MS)
    watch._look_soon()
    window.wait_for(lambda: len(seen) == 1 and not watch._asking)


def test_watching_opens_no_file_of_the_tracker(window: Open, quick: Watch) -> None:
    before = open_files(window.path)
    quick.stop()
    quick.go_on()
    window.wait_for(lambda: not quick._asking)
    assert open_files(window.path) == before


def open_files(tracker: Path) -> list[str]:
    """The tracker's files that this process has open."""
    folder = Path("/proc/self/fd")
    if not folder.exists():
        pytest.skip("no /proc here: which files are open cannot be seen")
    names: list[str] = []
    for link in folder.iterdir():
        with contextlib.suppress(OSError):
            names.append(str(link.readlink()))
    return sorted(name for name in names if name.startswith(str(tracker)))
