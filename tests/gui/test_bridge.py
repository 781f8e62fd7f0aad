"""The thread crossing: order, threads, errors, parked lookups, and delivery without an event loop."""

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from gui.bridge import StoreBridge
from store.actor import Busy
from store.answers import Counts, Done
from store.close_requests import Tidy
from store.errors import Invalid
from store.lookups import Count
from store.outlook_requests import AskFamily
from store.query import Query
from store.requests import Create, Request
from store.view_lookups import CountQuery, Given, ListViews
from tests.helpers.closing import Open


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    opened = Open(qtbot, tmp_path / "Home.strandline")
    yield opened
    opened.end()


class Full:
    def submit(self, request: Request[Any]) -> Future[Any]:
        raise Busy


def test_answers_come_later_in_order_and_on_this_thread(window: Open, qtbot: QtBot) -> None:
    seen: list[tuple[str, int]] = []
    for n in range(20):
        window.bridge.ask(
            Create(f"Issue {n}"), lambda done: seen.append((done.ids[0], threading.get_ident()))
        )
    assert seen == []
    assert window.bridge.pending_writes == 20
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert {thread for _, thread in seen} == {threading.get_ident()}
    assert window.bridge.pending_writes == 0


def test_what_only_asks_goes_to_the_reader_and_keeps_no_change_waiting(window: Open, qtbot: QtBot) -> None:
    for request in (Count(), AskFamily(()), ListViews(), CountQuery(Query()), Given(Query())):
        window.bridge.ask(request, lambda _answer: None)
    assert (window.bridge.pending_writes, window.bridge.pending_reads) == (0, 5)
    qtbot.waitUntil(lambda: window.bridge.pending_reads == 0)


def test_a_step_is_announced_after_its_asker_was_told(window: Open, qtbot: QtBot) -> None:
    order: list[str] = []
    window.bridge.done.connect(lambda _done: order.append("done"))
    window.bridge.changed.connect(lambda _changes: order.append("changed"))
    window.bridge.ask(Create("First"), lambda _done: order.append("ok"))
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == ["ok", "done", "changed"]


def test_an_error_goes_to_its_asker_else_to_the_signal(window: Open, qtbot: QtBot) -> None:
    answers: list[Exception] = []
    window.bridge.ask(Create(""), lambda _done: None, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert isinstance(answers[0], Invalid)
    with qtbot.waitSignal(window.bridge.failed) as caught:
        window.bridge.ask(Create(""), lambda _done: None)
    assert isinstance(caught.args[0], Invalid)


def test_a_full_queue_is_an_answer_and_no_exception(qtbot: QtBot) -> None:
    bridge = StoreBridge(Full())
    answers: list[Exception] = []
    bridge.ask(Create("First"), lambda _done: None, answers.append)
    assert answers == []
    qtbot.waitUntil(lambda: bool(answers))
    assert isinstance(answers[0], Busy)


def test_a_bug_reaches_the_crash_report(window: Open, qtbot: QtBot) -> None:
    def broken(_done: Done) -> None:
        raise ZeroDivisionError

    with capture_exceptions() as caught:
        window.bridge.ask(Create("First"), broken)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert window.bridge.pending_writes == 0


def test_what_is_no_change_of_the_users_is_not_shown_as_saving(window: Open, qtbot: QtBot) -> None:
    answers: list[int] = []
    window.bridge.ask_quietly(Tidy(), answers.append)
    assert window.bridge.pending_writes == 0
    qtbot.waitUntil(lambda: bool(answers))


def test_parked_lookups_are_answered_by_the_next_reader(window: Open, qtbot: QtBot) -> None:
    answers: list[Counts] = []
    window.bridge.park_lookups()
    window.bridge.ask(Count(), answers.append)
    window.add("First")
    assert (answers, window.bridge.pending_reads) == ([], 1)
    window.bridge.use(window.session.writer, window.session.reader)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0].views["open"] == 1
    assert window.bridge.pending_reads == 0


def test_answers_can_be_delivered_without_the_event_loop(window: Open) -> None:
    answers: list[Done] = []
    window.bridge.ask(Create("First"), answers.append)
    assert window.bridge.deliver_until(lambda: bool(answers), 10)
    assert not window.bridge.deliver_until(lambda: False, 0.01)


def test_a_step_is_announced_although_its_asker_fails(window: Open, qtbot: QtBot) -> None:
    def broken(_done: Done) -> None:
        raise ZeroDivisionError

    with capture_exceptions() as caught, qtbot.waitSignals([window.bridge.done, window.bridge.changed]):
        window.bridge.ask(Create("First"), broken)
    assert caught[0][0] is ZeroDivisionError


def test_one_broken_answer_does_not_stop_the_delivery_at_the_end_of_a_session(
    window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: reported.append(kind))
    answers: list[Done] = []

    def broken(_done: Done) -> None:
        raise ZeroDivisionError

    window.bridge.ask(Create("First"), broken)
    window.bridge.ask(Create("Second"), answers.append)
    assert window.bridge.deliver_until(lambda: bool(answers), 10)
    assert reported == [ZeroDivisionError]


def test_only_the_windows_thread_may_ask(window: Open) -> None:
    refused: list[Exception] = []

    def ask() -> None:
        try:
            window.bridge.ask(Create("Elsewhere"), lambda _done: None)
        except RuntimeError as error:
            refused.append(error)

    other = threading.Thread(target=ask)
    other.start()
    other.join()
    assert len(refused) == 1
    assert window.bridge.pending_writes == 0
