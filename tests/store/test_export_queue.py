"""The queue in front of the issue file: whatever is asked in whichever order, the last edit is in it."""

from __future__ import annotations

import itertools
import json
import random
import re
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, cast

import pytest

from store import importing, requests
from store.actor import Stopped
from store.beads_project import ChooseWay
from store.errors import FileChanged, NotExported
from store.exchange_answers import Exported
from store.export_queue import ExportQueue, Outcome, exports
from store.guarded_export import export_project
from store.places import Place
from store.tracker import Tracker
from tests.helpers import export_schedules
from tests.helpers.issue_files import find, lines, record

SECONDS = 20.0
"""For an answer that has to come; only a fault makes anybody wait so long."""


class _Desk:
    """A tracker and a file in their simplest form: a number each. An export takes as long as it wants."""

    stop_waiting = threading.Event()

    def __init__(self) -> None:
        self.tracker = 0
        self.file = 0
        self.under_way = 0
        self.closed = 0
        self.pause: Callable[[], None] = lambda: None

    def open(self) -> Tracker:
        return cast("Tracker", self)

    def close(self) -> None:
        self.closed += 1

    def work(self, _tracker: Tracker) -> Outcome:
        self.under_way += 1
        assert self.under_way == 1, "two exports at a time"
        seen = self.tracker
        self.pause()
        self.file = seen
        self.under_way -= 1
        return Exported(seen, 0, "")


def _run(desk: _Desk, *, quiet: float, longest: float) -> ExportQueue:
    queue = ExportQueue(desk.open, desk.work, quiet=quiet, longest=longest)
    queue.start()
    return queue


def _lines(answer: Future[Outcome]) -> int:
    outcome = answer.result(SECONDS)
    assert outcome is not None
    return outcome.lines


def test_an_edit_right_before_the_end_is_in_the_file() -> None:
    """The seed's flush manager lost it in half of the runs."""
    for _ in range(1500):
        desk = _Desk()
        queue = _run(desk, quiet=3600, longest=3600)
        desk.tracker = 7
        queue.look()
        assert _lines(queue.close()) == desk.file == 7
        assert queue.join(SECONDS)


def test_a_flush_right_after_an_edit_has_it() -> None:
    desk = _Desk()
    queue = _run(desk, quiet=3600, longest=3600)
    for n in range(1, 3000):
        desk.tracker = n
        queue.look()
        assert _lines(queue.flush()) == desk.file == n
    assert _lines(queue.close()) == 2999
    assert queue.join(SECONDS)


def test_any_order_of_calls_ends_with_the_last_edit() -> None:
    """Edits during an export, flushes during the end, ends twice and from two threads."""
    chance = random.Random(3)
    for _ in range(700):
        desk = _Desk()
        spin = [chance.randrange(3) for _ in range(20)]

        def pause(spin: list[int] = spin) -> None:
            for _ in range(spin.pop() * 40 if spin else 0):
                threading.get_ident()

        desk.pause = pause
        queue = _run(desk, quiet=chance.choice((0, 0.0002, 3600)), longest=3600)
        flushed: list[tuple[int, Future[Outcome]]] = []
        for _ in range(chance.randrange(6)):
            desk.tracker += 1
            queue.look()
            if chance.random() < 0.5:
                flushed.append((desk.tracker, queue.flush()))
        ends: list[Future[Outcome]] = []
        other = threading.Thread(target=lambda q=queue, e=ends: e.append(q.close()))
        other.start()
        ends.append(queue.close())
        late = queue.flush()
        assert _lines(ends[0]) == desk.tracker
        other.join()
        assert ends[0] is ends[1]
        for edit, answer in flushed:
            assert _lines(answer) >= edit
        # Asked in time it has everything; behind the last export it is refused, never left alone.
        error = late.exception(SECONDS)
        assert isinstance(error, Stopped) if error else _lines(late) == desk.tracker
        assert queue.join(SECONDS)
        assert (desk.file, desk.closed) == (desk.tracker, 1)
        assert isinstance(queue.flush().exception(SECONDS), Stopped)
        assert queue.close() is ends[0]


def test_edits_are_gathered_and_the_first_does_not_wait_for_ever() -> None:
    desk = _Desk()
    told = threading.Semaphore(0)
    queue = ExportQueue(desk.open, desk.work, lambda _outcome: told.release(), quiet=3600, longest=0.05)
    queue.start()
    for n in range(5):
        desk.tracker = n
        queue.look()
    assert told.acquire(timeout=SECONDS)
    assert desk.file == 4
    queue.close().result(SECONDS)
    assert queue.join(SECONDS)


def test_an_error_comes_back_to_everyone_who_asked() -> None:
    desk = _Desk()
    told: list[object] = []

    def refuse(_tracker: Tracker) -> Outcome:
        raise NotExported("issues.jsonl", "permission")

    queue = ExportQueue(desk.open, refuse, told.append, quiet=3600, longest=3600)
    queue.start()
    queue.look()
    first = queue.flush()
    assert isinstance(first.exception(SECONDS), NotExported)
    end = queue.close()
    assert isinstance(end.exception(SECONDS), NotExported)
    assert queue.join(SECONDS)
    assert len(told) == 2
    assert all(isinstance(one, NotExported) for one in told)


def test_a_tracker_that_cannot_be_opened_is_an_answer_too() -> None:
    def refuse() -> Tracker:
        raise NotExported("issues.jsonl", "folder")

    queue = ExportQueue(refuse, _Desk().work)
    queue.start()
    assert isinstance(queue.flush().exception(SECONDS), NotExported)
    assert isinstance(queue.close().exception(SECONDS), NotExported)
    assert queue.join(SECONDS)


# With a real tracker and a real file


@pytest.fixture
def place(tracker: Tracker, tmp_path: Path) -> Place:
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    file = beads / "issues.jsonl"
    file.write_bytes(lines(record("p-1")))
    importing.import_file(tracker, file)
    return Place(tracker.path, beads, file)


def _queue(tracker: Tracker, place: Place, **times: Any) -> ExportQueue:
    queue = ExportQueue(lambda: Tracker.open(tracker.path, actor="ann"), exports(place), **times)
    queue.start()
    return queue


def _title(place: Place) -> str:
    assert place.jsonl is not None
    return str(json.loads(place.jsonl.read_bytes())["title"])


@pytest.mark.skipif(sys.platform == "win32", reason="bd's lock is not joined there")
def test_no_order_of_steps_loses_an_edit_in_silence(tmp_path: Path) -> None:
    """Some schedules here, 5,000 under `run.py torture exports`."""
    said, well = export_schedules.run(1, 60, tmp_path)
    assert well, said
    # What they are worth: many exports, and many of them kept from writing.
    exports, refused = map(int, re.findall(r"(\d+) exports, (\d+)", said)[0])
    assert exports > 100
    assert 20 < refused < exports - 20


@pytest.mark.skipif(sys.platform == "win32", reason="bd's lock is not joined there")
def test_an_edit_that_is_lost_in_silence_is_found_and_its_files_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_when_asked(tracker: Tracker, path: Path, **options: Any) -> Exported:
        if next(turns) % 3:
            return Exported(0, 0, "")
        return export_project(tracker, path, **options)

    turns = itertools.count()
    monkeypatch.setattr(export_schedules, "export_project", only_when_asked)
    said, well = export_schedules.run(1, 5, tmp_path)
    assert not well
    assert "and not there" in said
    assert list(tmp_path.glob("*/tracker.strandline"))


def test_a_file_that_moved_is_said_and_written_after_its_import(tracker: Tracker, place: Place) -> None:
    assert place.jsonl is not None
    queue = _queue(tracker, place, quiet=3600)
    requests.Edit(find(tracker, "p-1").uid, {"title": "ours"}).run(tracker)
    place.jsonl.write_bytes(lines(record("p-1", notes="theirs")))
    assert isinstance(queue.flush().exception(SECONDS), FileChanged)
    importing.import_file(tracker, place.jsonl)
    assert isinstance(queue.close().result(SECONDS), Exported)
    assert queue.join(SECONDS)
    assert (_title(place), json.loads(place.jsonl.read_bytes())["notes"]) == ("ours", "theirs")


def test_a_project_that_is_shared_by_hand_is_never_written(tracker: Tracker, place: Place) -> None:
    ChooseWay(place, "manual").run(tracker)
    requests.Edit(find(tracker, "p-1").uid, {"title": "ours"}).run(tracker)
    queue = _queue(tracker, place, quiet=0.0)
    queue.look()
    assert queue.flush().result(SECONDS) is None
    assert queue.close().result(SECONDS) is None
    assert queue.join(SECONDS)
    assert _title(place) == "t"
