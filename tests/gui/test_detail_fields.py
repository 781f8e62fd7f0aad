"""The ribbon and its pickers, driven from the keyboard on a real tracker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.detail.choices import read_minutes
from gui.detail.picker import Choice, matching
from gui.detail.ribbon import address
from store.lookups import AskUndo
from store.requests import Create, Edit, Label, Undo
from tests.helpers.detail_pane import PaneOnTracker


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[PaneOnTracker]:
    pane = PaneOnTracker(qtbot, tmp_path / "t.strandline")
    yield pane
    pane.stop()


def pick(made: PaneOnTracker, field: str, typed: str, key: Qt.Key | None = Qt.Key.Key_Return) -> None:
    made.pane.open_picker(field)
    picker = made.pane.body.ribbon.picker(field)
    assert picker.isVisible()
    made.qtbot.keyClicks(picker.edit, typed)
    if key is not None:
        made.qtbot.keyClick(picker.edit, key)
    made.settle()


def test_typing_and_enter_sets_a_field(made: PaneOnTracker) -> None:
    for field, typed, value, shown in (
        ("status", "prog", "in_progress", "In progress"),
        ("issue_type", "bug", "bug", "Bug"),
        ("issue_type", "molecule", "molecule", "molecule"),
        ("assignee", "Grace Hopper", "Grace Hopper", "Grace Hopper"),
        ("assignee", "me", "ada", "ada"),
        ("estimated_minutes", "1h30", 90, "1 h 30 min"),
        ("external_ref", "gh-1281", "gh-1281", "gh-1281"),
    ):
        uid = made.create(typed)
        made.show(uid)
        pick(made, field, typed)
        assert getattr(made.stored(uid), field) == value, field
        assert made.pane.body.ribbon.chips[field].value == shown
        step = made.do(AskUndo()).undo
        assert step is not None
        assert step.kind == "edit"


def test_a_digit_sets_the_priority_at_once(made: PaneOnTracker) -> None:
    for digit in range(5):
        uid = made.create("One", priority=(digit + 1) % 5)
        made.show(uid)
        pick(made, "priority", str(digit), key=None)
        assert made.stored(uid).priority == digit
        assert not made.pane.body.ribbon.picker("priority").isVisible()


def test_a_pick_is_seen_at_once_and_marked_until_it_is_saved(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    chip = made.pane.body.ribbon.chips["priority"]
    with made.qtbot.waitSignal(made.pane.edited) as edited:
        made.pane.subject.edit("priority", 0)
    assert edited.args == [uid, {"priority": 0}]
    assert chip.value == "P0"
    assert "not saved yet" in chip.accessibleName()
    made.settle()
    assert "not saved yet" not in chip.accessibleName()


def test_escape_changes_nothing_and_gives_the_focus_back(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    chip = made.pane.body.ribbon.chips["status"]
    made.focus(chip)
    pick(made, "status", "clos", key=Qt.Key.Key_Escape)
    assert made.stored(uid).status == "open"
    assert chip.hasFocus()


def test_a_click_elsewhere_leaves_the_picker(made: PaneOnTracker) -> None:
    made.show(made.create("One"))
    made.pane.open_picker("status")
    made.qtbot.mouseClick(made.pane.body, Qt.MouseButton.LeftButton)
    assert not made.pane.body.ribbon.picker("status").isVisible()


def test_arrows_move_to_a_choice(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    made.pane.open_picker("status")
    edit = made.pane.body.ribbon.picker("status").edit
    made.qtbot.keyClick(edit, Qt.Key.Key_Up)
    made.qtbot.keyClick(edit, Qt.Key.Key_Down)
    made.qtbot.keyClick(edit, Qt.Key.Key_Down)
    made.qtbot.keyClick(edit, Qt.Key.Key_Return)
    made.settle()
    assert made.stored(uid).status == "in_progress"


def test_labels_that_are_picked_in_one_go_are_one_step(made: PaneOnTracker) -> None:
    made.do(Create("Other", labels=("ui",)))
    uid = made.do(Create("One", labels=("old",))).uids[0]
    made.show(uid)
    pick(made, "labels", "brand new")
    picker = made.pane.body.ribbon.picker("labels")
    for typed in ("ui", "old", "slip", "slip"):
        assert picker.isVisible()
        made.qtbot.keyClicks(picker.edit, typed)
        made.qtbot.keyClick(picker.edit, Qt.Key.Key_Return)
    assert [chip.value for chip in made.pane.body.ribbon._labels] == ["brand new", "ui"]
    assert made.pane.unsaved()[0].text == "brand new, ui"
    assert made.stored(uid).labels == ("old",)
    made.qtbot.keyClick(picker.edit, Qt.Key.Key_Escape)
    made.settle()
    assert made.stored(uid).labels == ("brand new", "ui")
    assert made.pane.unsaved() == ()
    undo = made.do(AskUndo()).undo
    assert undo is not None
    made.do(Undo(undo.step))
    assert made.stored(uid).labels == ("old",)


def test_the_list_opens_again_after_the_label_that_it_stood_below_is_gone(made: PaneOnTracker) -> None:
    uid = made.do(Create("One", labels=("ui",))).uids[0]
    made.show(uid)
    pick(made, "labels", "ui")
    picker = made.pane.body.ribbon.picker("labels")
    assert made.pane.body.ribbon._labels == []
    picker.leave()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made.pane.open_picker("labels")
    assert picker.isVisible()


def test_a_label_just_made_is_in_the_list_at_once(made: PaneOnTracker) -> None:
    other = made.do(Create("Other", labels=("alpha", "zebra"))).uids[0]
    made.show(made.create("One"))
    pick(made, "labels", "middle", None)
    picker = made.pane.body.ribbon.picker("labels")
    made.qtbot.keyClick(picker.edit, Qt.Key.Key_Return)
    assert list(picker.rows) == ["alpha", "middle", "zebra"]
    assert picker.list.currentRow() == 1
    made.settle()
    assert list(picker.rows) == ["alpha", "middle", "zebra"]
    made.other(Label((other,), add=("beta",)))
    made.settle()
    assert list(picker.rows) == ["alpha", "beta", "middle", "zebra"]
    assert picker.list.currentRow() == 2


def test_a_picker_without_rows_says_what_to_type(made: PaneOnTracker) -> None:
    made.show(made.create("One"))
    for field, hint in (("external_ref", "Type a reference…"), ("labels", "Type the first label…")):
        made.pane.open_picker(field)
        assert made.pane.body.ribbon.picker(field).note == hint


def test_a_link_picker_without_issues_says_so(made: PaneOnTracker) -> None:
    made.show(made.create("One"))
    made.pane.add_blocker()
    made.settle()
    assert made.pane.body.relations.picker("depends_on").note == "There is no other issue."


class Opened(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toString())


def test_a_reference_that_is_a_link_can_be_opened(made: PaneOnTracker) -> None:
    link = "https://example.org/issues/7"
    made.show(made.create("One", external_ref=link))
    button, opened = made.pane.body.ribbon.open_link, Opened()
    assert button.isVisible()
    assert button.toolTip() == link
    # The stub says bytes, which PySide takes for no method's name.
    QDesktopServices.setUrlHandler("https", opened, "take")  # type: ignore[arg-type]
    try:
        made.focus(button)
        made.qtbot.keyClick(button, Qt.Key.Key_Return)
        assert opened.urls == [link]
    finally:
        QDesktopServices.unsetUrlHandler("https")


@pytest.mark.parametrize(
    "text",
    ["", "gh-1", "file:///etc/passwd", "https://", "javascript:alert(1)", "smb://host/x"],
)
def test_nothing_but_addresses_of_web_and_mail_is_opened(text: str) -> None:
    assert address(text) is None
    assert address("mailto:ann@example.org") is not None


def test_labels_of_others_stay_when_one_is_added(made: PaneOnTracker) -> None:
    from store.requests import Label

    uid = made.create("One")
    made.show(uid)
    made.other(Label((uid,), add=("theirs",)), announce=False)
    pick(made, "labels", "mine")
    picker = made.pane.body.ribbon.picker("labels")
    # What others add while the list is open is neither a clash nor taken away.
    made.other(Label((uid,), add=("later",)))
    made.settle()
    assert {chip.value for chip in made.pane.body.ribbon._labels} == {"later", "theirs", "mine"}
    made.qtbot.mouseClick(made.pane.body, Qt.MouseButton.LeftButton)
    made.settle()
    assert not picker.isVisible()
    assert set(made.stored(uid).labels) == {"theirs", "mine", "later"}


def test_a_date_is_typed_as_it_is_said(made: PaneOnTracker) -> None:
    for field, typed, wanted in (
        ("due_at", "2026-12-01", "2026-12-01"),
        ("defer_until", "tomorrow", "2026-11-23"),
    ):
        uid = made.create("One")
        made.show(uid)
        made.pane.open_picker(field)
        dates = made.pane.body.ribbon.date_picker(field)
        made.qtbot.keyClicks(dates.edit, typed)
        made.qtbot.keyClick(dates.edit, Qt.Key.Key_Return)
        made.settle()
        assert str(getattr(made.stored(uid), field)).startswith(wanted)
        assert not dates.isVisible()


def test_the_picker_says_which_day_is_meant_while_one_types(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    made.pane.open_picker("due_at")
    dates = made.pane.body.ribbon.date_picker("due_at")
    for typed, day in (
        ("fri", "Fri"),
        ("in 3 days", "Wed"),
        ("24 dec 9:00", "24 Dec, 09:00"),
        ("nope", "Not a"),
    ):
        dates.edit.clear()
        made.qtbot.keyClicks(dates.edit, typed)
        assert day in dates.message
        assert dates.edit.accessibleDescription() == dates.message
    dates.edit.clear()
    made.qtbot.keyClicks(dates.edit, "24 dec")
    assert (dates.calendar.selectedDate().month(), dates.calendar.selectedDate().day()) == (12, 24)


def test_the_arrow_keys_go_through_the_usual_days_to_the_calendar(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    made.pane.open_picker("defer_until")
    dates = made.pane.body.ribbon.date_picker("defer_until")
    buttons = list(dates.usual.buttons.values())
    assert buttons[1].accessibleName() == "Tomorrow, Mon 23 Nov"
    made.qtbot.keyClick(dates.edit, Qt.Key.Key_Tab)
    assert buttons[0].hasFocus()
    dates.edit.setFocus()
    made.qtbot.keyClick(dates.edit, Qt.Key.Key_Down)
    made.qtbot.keyClick(buttons[0], Qt.Key.Key_Up)
    assert dates.edit.hasFocus()
    made.qtbot.keyClick(dates.edit, Qt.Key.Key_Down)
    for button in buttons[:5]:
        assert button.hasFocus()
        made.qtbot.keyClick(button, Qt.Key.Key_Down)
    # There is no date to take away.
    focus = QApplication.focusWidget()
    assert focus is not None
    assert dates.calendar is focus or dates.calendar.isAncestorOf(focus)
    buttons[3].setFocus()
    made.qtbot.keyClick(buttons[3], Qt.Key.Key_Return)
    made.settle()
    assert str(made.stored(uid).defer_until).startswith("2026-11-23T00:00:00")
    assert not dates.isVisible()


def test_what_is_no_date_is_said_in_place(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    made.pane.open_picker("due_at")
    dates = made.pane.body.ribbon.date_picker("due_at")
    made.qtbot.keyClicks(dates.edit, "whenever")
    made.qtbot.keyClick(dates.edit, Qt.Key.Key_Return)
    assert dates.isVisible()
    assert "whenever" in dates.message
    made.settle()
    assert made.stored(uid).due_at is None


def test_a_day_of_the_calendar_and_no_date(made: PaneOnTracker) -> None:
    uid = made.create("One", due_at="2026-12-01T00:00:00Z")
    made.show(uid)
    made.pane.open_picker("due_at")
    dates = made.pane.body.ribbon.date_picker("due_at")
    dates.calendar.clicked.emit(dates.calendar.selectedDate().addDays(1))
    made.settle()
    assert str(made.stored(uid).due_at).startswith("2026-12-02")
    made.pane.open_picker("due_at")
    made.qtbot.mouseClick(dates.usual.buttons[None], Qt.MouseButton.LeftButton)
    made.settle()
    assert made.stored(uid).due_at is None


def test_a_clash_on_a_chip_overwrites_nothing(made: PaneOnTracker) -> None:
    uid = made.create("One", priority=2)
    made.show(uid)
    made.other(Edit(uid, {"priority": 4}), announce=False)
    pick(made, "priority", "0", key=None)
    assert made.stored(uid).priority == 4
    bar = made.pane.body.ribbon.bars["priority"]
    assert bar.text == "Changed elsewhere: P4"
    made.qtbot.mouseClick(bar._mine, Qt.MouseButton.LeftButton)
    made.settle()
    assert made.stored(uid).priority == 0
    assert bar.isHidden()


def test_a_refused_pick_counts_as_unsaved(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    with made.file_held():
        pick(made, "priority", "0", key=None)
    assert [(text.field, text.text) for text in made.pane.unsaved()] == [("priority", "0")]
    bar = made.pane.body.ribbon.bars["priority"]
    assert bar.isVisible()
    made.qtbot.mouseClick(bar._discard, Qt.MouseButton.LeftButton)
    assert made.pane.body.ribbon.chips["priority"].value == "P2"
    assert made.pane.unsaved() == ()


def test_unknown_statuses_and_types_are_shown_as_they_are(made: PaneOnTracker) -> None:
    made.show(made.create("One", status="hooked", issue_type="wisp"))
    chips = made.pane.body.ribbon.chips
    assert (chips["status"].value, chips["issue_type"].value) == ("hooked", "wisp")


def test_every_control_has_a_name(made: PaneOnTracker) -> None:
    uid = made.create("One", description="d")
    made.do(Create("Child", parent=made.id_of(uid)))
    made.show(uid)
    nameless = [
        widget
        for widget in made.pane.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or str(widget.property("text") or ""))
    ]
    assert nameless == []


def test_tab_goes_from_the_title_to_the_chips_to_the_texts(made: PaneOnTracker) -> None:
    made.show(made.create("One"))
    made.focus(made.editor("title"))
    seen: list[QWidget] = []
    for _ in range(20):
        focused = made.pane.focusWidget()
        assert isinstance(focused, QWidget)
        seen.append(focused)
        made.qtbot.keyClick(focused, Qt.Key.Key_Tab)
    ribbon = made.pane.body.ribbon
    stops: list[QWidget] = [
        made.editor("title"),
        ribbon.chips["status"],
        ribbon.chips["external_ref"],
        made.editor("description"),
        made.pane.body.comments.box,
    ]
    places = [seen.index(stop) for stop in stops]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90),
        ("2h", 120),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("0", 0),
        ("", None),
        ("soon", None),
        ("-5", None),
    ],
)
def test_minutes(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


def test_rows_that_start_with_the_text_come_first() -> None:
    rows = [Choice(1, "needs review"), Choice(2, "review"), Choice(3, "ui", keys="reviewed"), Choice(4, "x")]
    assert [row.value for row in matching(rows, "review")] == [2, 1, 3]


def test_a_key_pressed_while_an_issue_loads_is_for_that_issue(made: PaneOnTracker) -> None:
    first, second = made.create("First"), made.create("Second")
    made.show(first)
    made.pane.show_issue(second)
    made.pane.open_picker("priority")
    assert not made.pane.body.ribbon.pickers.any_made
    made.settle()
    picker = made.pane.body.ribbon.picker("priority")
    assert picker.isVisible()
    made.qtbot.keyClicks(picker.edit, "0")
    made.settle()
    assert (made.stored(first).priority, made.stored(second).priority) == (2, 0)
