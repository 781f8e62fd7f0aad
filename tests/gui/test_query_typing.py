"""A query that is typed: the list follows the text at any rhythm, and nothing found has its reason."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.query_desk import QueryDesk
from store.lookups import ListKeys
from store.query import Query
from store.readable import readable
from tests.helpers.held import answers_held
from tests.helpers.window import Opened, issue_line, open_window

LINES = [
    issue_line(1, title="Login fails", labels=["ui"], assignee="Mara"),
    issue_line(2, title="Label the drawers", labels=["ui", "shop"], priority=1),
    issue_line(3, title="Due soon", issue_type="bug", status="in_progress"),
]
TEXTS = ("login label:", "label:ui due:", "label:u", "la is:", "type:bug pri", "due:<", "(label:ui or ", "x")
LETTERS = "".join(sorted(set("".join(TEXTS))))
SEED = 20261125


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, LINES) as opened:
        yield opened


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def desk(opened: Opened) -> QueryDesk:
    return opened.window.query_desk


def said(opened: Opened) -> list[str]:
    """What is said in place of the list, or above it."""
    pane = opened.window.list_pane
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible() and label.text()]


def choices(opened: Opened) -> list[str]:
    buttons = opened.window.list_pane.empty.findChildren(QPushButton)
    return [button.accessibleName() for button in buttons if button.isVisible()]


def test_the_list_is_what_the_text_says_at_any_rhythm(opened: Opened) -> None:
    window, box = opened.window, opened.window.search
    dice = random.Random(SEED)
    for round in range(8):
        box.take_focus()
        typed = list(dice.choice(TEXTS))
        keys = ["\b"] * len(box.text())
        for letter in typed:
            wrong = [dice.choice(LETTERS), "\b"] if dice.random() < 0.1 else []
            keys += [*wrong, letter]
        while keys:
            # Some keys come faster than any answer, then there is a pause.
            size = dice.randint(1, 12)
            burst, keys = keys[:size], keys[size:]
            with answers_held(opened.store.bridge):
                for key in burst:
                    if key == "\b":
                        QTest.keyClick(box, Qt.Key.Key_Backspace)
                    else:
                        QTest.keyClicks(box, key)
            opened.settled()
        text, fault = readable(box.text())
        what = f"seed {SEED}, round {round}: {box.text()!r}"
        listed = opened.store.bridge._reader.submit(ListKeys(Query("is:open", text))).result(10).keys
        assert list(window.table.keys) == list(listed), what
        assert box.fault == str(fault or ""), what


def test_nothing_found_says_why_and_offers_the_nearest(opened: Opened) -> None:
    window, box = opened.window, opened.window.search
    box.take_focus()
    # What is wrong with a query is said in place of an empty list, not what an earlier one found.
    for typed in ("zebra", " is:nonsense"):
        QTest.keyClicks(box, typed)
        opened.settled()
    assert "This search cannot be read" in said(opened)
    assert sum(text.startswith("There is no is:nonsense") for text in said(opened)) == 1
    assert not any("No issues match" in text for text in said(opened))
    assert choices(opened) == ["Change the search", "Clear search"]
    # Where something is listed, it stands above.
    box.clear_now()
    QTest.keyClicks(box, "login is:nonsense")
    opened.settled()
    assert opened.titles() == ["Login fails"]
    assert any(text.startswith("There is no is:nonsense") for text in said(opened))
    # Enter on what cannot be read stays in the box.
    press(Qt.Key.Key_Return)
    assert box.hasFocus()
    for query, words, choice, better in (
        ("label:zzz", "No issue has the label “zzz”", "", ""),
        ("login label:uu", "No issue has the label “uu”", "ui", "login label:ui"),
        ("assignee:mira", "No issue is assigned to “mira”", "Mara", 'assignee:"Mara"'),
        ("type:bugg", "No issue has the type “bugg”", "bug", "type:bug"),
        ("status:in_progess", "No issue has the status “in_progess”", "in_progress", "status:in_progress"),
    ):
        box.clear_now()
        QTest.keyClicks(box, query)
        desk(opened).completion.popup.hide()
        opened.settled()
        assert window.list_pane.empty.headline == words
        if not choice:
            assert choices(opened) == ["Clear search"]
            continue
        # Enter goes to the choice, and once more takes it.
        press(Qt.Key.Key_Return)
        assert choices(opened)[0] == f"Look for “{choice}”"
        press(Qt.Key.Key_Return)
        opened.settled()
        assert (box.text(), len(opened.titles())) == (better, 1)
        assert box.hasFocus()
