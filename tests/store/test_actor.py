"""The store's thread: order, back-pressure, nothing lost when shutdown follows a change at once."""

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import apsw
import pytest

from store import lookups, requests
from store.actor import Busy, Stopped, StoreActor
from store.errors import KnownError, NotOurs
from store.jobs import PATIENCE
from store.requests import Request
from store.tracker import Tracker


@dataclass(frozen=True, slots=True)
class Hold(Request[str]):
    """Keeps the store's thread until the test lets go, and says which thread it is."""

    gate: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)

    def run(self, tracker: Tracker) -> str:
        self.reached.set()
        assert self.gate.wait(20)
        return threading.current_thread().name


@pytest.fixture
def actor(path: Path) -> Iterator[StoreActor]:
    made = StoreActor(lambda: Tracker.open(path, create=True, actor="ann"), limit=4)
    made.start()
    yield made
    made.stop()
    assert made.join(20)


def test_requests_run_in_order_on_the_stores_thread(actor: StoreActor) -> None:
    hold = Hold()
    first = actor.submit(hold)
    second = actor.submit(requests.Create("alpha"))
    assert hold.reached.wait(20)
    assert not second.done()
    hold.gate.set()
    assert first.result(20) == "store"
    assert second.result(20).step == 1


def test_a_full_queue_is_said_at_once_and_a_cancelled_request_never_runs(actor: StoreActor) -> None:
    hold = Hold()
    held = actor.submit(hold)
    assert hold.reached.wait(20)
    waiting = [actor.submit(requests.Create(f"issue {n}")) for n in range(3)]
    with pytest.raises(Busy):
        actor.submit(requests.Create("one too many"))
    assert waiting[0].cancel()
    last = actor.submit(lookups.ChangesSince(-1))
    hold.gate.set()
    held.result(20)
    with pytest.raises(CancelledError):
        waiting[0].result(20)
    assert last.result(20).seq == 2


def test_an_error_reaches_its_asker_and_the_thread_goes_on(actor: StoreActor) -> None:
    @dataclass(frozen=True, slots=True)
    class Fail(Request[None]):
        def run(self, tracker: Tracker) -> None:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        actor.submit(Fail()).result(20)
    assert actor.submit(requests.Create("alpha")).result(20).ids


def test_a_disk_that_fails_while_the_store_reads_is_said_in_words(actor: StoreActor) -> None:
    @dataclass(frozen=True, slots=True)
    class Read(Request[None]):
        code: int

        def run(self, tracker: Tracker) -> None:
            raise apsw.exception_for(self.code)

    with pytest.raises(KnownError, match="The disk failed"):
        actor.submit(Read(apsw.SQLITE_IOERR_READ)).result(20)
    with pytest.raises(apsw.SQLError):
        actor.submit(Read(apsw.SQLITE_ERROR)).result(20)


def test_what_was_accepted_before_stop_is_answered_and_later_requests_are_refused(path: Path) -> None:
    actor = StoreActor(lambda: Tracker.open(path, create=True, actor="ann"))
    actor.start()
    accepted = [actor.submit(requests.Create(f"issue {n}")) for n in range(50)]
    actor.stop()
    with pytest.raises(Stopped):
        actor.submit(requests.Create("too late"))
    assert actor.join(20)
    assert all(future.result(0).ids for future in accepted)


def test_a_tracker_that_cannot_be_opened_answers_everybody_with_the_reason(tmp_path: Path) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("no database" * 20)
    actor = StoreActor(lambda: Tracker.open(wrong, actor="ann"))
    early = actor.submit(requests.Create("alpha"))
    actor.start()
    assert isinstance(actor.opened.exception(20), NotOurs)
    late = actor.submit(requests.Create("beta"))
    for future in (early, late):
        with pytest.raises(NotOurs, match=r"notes\.txt"):
            future.result(20)
    actor.stop()
    assert actor.join(20)
    assert wrong.read_text() == "no database" * 20


def test_no_change_is_lost_when_shutdown_follows_it_at_once(tmp_path: Path) -> None:
    """The seed's flush manager lost half of them: its loop chose among ready channels at random."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for round_ in range(25):
            path = tmp_path / f"{round_}.strandline"
            actor = StoreActor(lambda path=path: Tracker.open(path, create=True, actor="ann"), limit=12)  # type: ignore[misc]
            actor.start()
            accepted: list[Future[Any]] = []

            def write(actor: StoreActor = actor, accepted: list[Future[Any]] = accepted) -> None:
                try:
                    while True:
                        accepted.append(actor.submit(requests.Create("alpha")))
                except (Busy, Stopped):
                    pass

            writers = [threading.Thread(target=write) for _ in range(3)]
            for writer in writers:
                writer.start()
            actor.opened.result(20)
            actor.stop()
            for writer in writers:
                writer.join()
            assert actor.join(20)
            tracker = Tracker.open(path, actor="ann")
            stored = {uid for (uid,) in tracker.all("SELECT uid FROM issue")}
            tracker.close()
            assert {uid for future in accepted for uid in future.result(0).uids} == stored
    finally:
        sys.setswitchinterval(interval)


def test_a_connection_stays_on_the_thread_that_opened_it(actor: StoreActor) -> None:
    @dataclass(frozen=True, slots=True)
    class Thread(Request[int]):
        def run(self, tracker: Tracker) -> int:
            return threading.get_ident()

    found = {actor.submit(Thread()).result(20) for _ in range(5)}
    assert len(found) == 1
    assert threading.get_ident() not in found


def test_what_is_patient_stands_back_for_what_is_hasty_until_it_has_waited_enough(
    actor: StoreActor,
) -> None:
    order: list[str] = []

    @dataclass(frozen=True, slots=True)
    class Hasty(Request[None]):
        hasty: ClassVar[bool] = True

        def run(self, tracker: Tracker) -> None:
            order.append("hasty")

    @dataclass(frozen=True, slots=True)
    class Patient(Request[int]):
        patient: ClassVar[bool] = True
        comes: tuple[bool, ...]
        tries: list[Future[None]] = field(default_factory=list[Future[None]])

        def run(self, tracker: Tracker) -> int:
            if len(self.tries) < len(self.comes) and self.comes[len(self.tries)]:
                self.tries.append(actor.submit(Hasty()))
            order.append("begun")
            with tracker.reading():
                tracker.one(
                    "SELECT max(n) FROM (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c "
                    "WHERE n < 20000) SELECT n FROM c)"
                )
            order.append("done")
            return len(self.tries)

    hold = Hold()
    held = actor.submit(hold)
    assert hold.reached.wait(20)
    patient = actor.submit(Patient((True, False)))
    hasty = actor.submit(Hasty())
    hold.gate.set()
    held.result(20)
    assert patient.result(20) == 1
    assert hasty.done()
    # It waits for its turn, breaks off when somebody comes, and is begun anew.
    assert order == ["hasty", "begun", "hasty", "begun", "done"]
    order.clear()
    assert actor.submit(Patient((True,) * 9)).result(20) == PATIENCE + 1
    assert order[: 2 * PATIENCE + 2] == ["begun", "hasty"] * PATIENCE + ["begun", "done"]
