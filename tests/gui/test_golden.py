"""How the window and the quit sheet look, pixel by pixel, with fonts that ship with the tests."""

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import apsw
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import resources
from gui import main_window, theme
from gui.neighbours import Neighbours
from gui.opening_words import read_only_words
from gui.plan_bar import PlanBar, Waiting
from gui.plan_dialog import PlanDialog
from gui.quit_sheet import QuitSheet
from gui.theme import Mode, Theme
from store.errors import translate
from store.exchange_answers import Imported, Named, Plan, Problem, Rename
from store.exchange_requests import Import
from store.lookups import FindIssue
from store.places import place_of_beads
from store.requests import Edit
from store.tracker import Tracker
from tests.helpers import golden as pictures
from tests.helpers import window as windows
from tests.helpers.golden import Golden
from tests.helpers.sheet_states import STATES
from tests.helpers.window import Opened, open_window

FONTS = Path(__file__).parents[1] / "fonts"
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
BODY_PX = 13
MODES: tuple[Mode, ...] = ("light", "dark")
OPEN_ISSUE = "tide-m2xe"

Look = Callable[[Mode], Theme]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(pictures.FOLDER, update=bool(request.config.getoption("--update-golden")))


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English, UTC, and a clock that stands still, for the window and both of its store's threads."""
    nanoseconds = round(NOW.timestamp()) * 1_000_000_000
    monkeypatch.setattr(main_window, "now_ms", lambda: nanoseconds // 1_000_000)
    defaults = Tracker.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "physical", lambda: nanoseconds)
    zone, locale = os.environ.get("TZ"), QLocale()
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(locale)
    if zone is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = zone
    time.tzset()


@pytest.fixture
def look(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Look]:
    """Gives the program the tests' fonts in one of the modes; afterwards it has its own again."""
    own = theme.apply(qapp, "light")
    mode, font, mono = own.mode, QFont(own._font), QFont(own._mono)
    _load_fonts()

    def apply(wanted: Mode) -> Theme:
        applied = theme.apply(qapp, wanted, 1.0, _unhinted("Inter"), _unhinted("JetBrains Mono"))
        monkeypatch.setattr(windows, "applied_theme", lambda: applied)
        return applied

    yield apply
    theme.apply(qapp, mode, own.zoom, font, mono)


@cache
def _load_fonts() -> None:
    # Once, for good: fonts that are taken away and loaded again are matched with other weights.
    loaded = [QFontDatabase.addApplicationFont(str(path)) for path in sorted(FONTS.glob("*.?tf"))]
    assert len(loaded) == 4
    assert -1 not in loaded


def _unhinted(family: str) -> QFont:
    font = QFont(family)
    font.setPixelSize(BODY_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias | QFont.StyleStrategy.NoFontMerging)
    return font


def sample() -> list[str]:
    return resources.sample_project().decode().splitlines()


def show(opened: Opened, issue: str) -> None:
    """Go down the list with the keyboard until the detail shows an issue."""
    table, detail = opened.window.table, opened.window.detail
    opened.wait(lambda: all(table.row_at(place) is not None for place in range(len(table.keys))))
    place = next(n for n in range(len(table.keys)) if (row := table.row_at(n)) and row.id == issue)
    opened.qtbot.keyClick(opened.window.issues, Qt.Key.Key_Home)
    for _ in range(place):
        opened.qtbot.keyClick(opened.window.issues, Qt.Key.Key_Down)
    opened.wait(lambda: detail.subject.issue is not None and detail.subject.issue.id == issue)
    opened.settled()


# The window


@pytest.mark.parametrize("mode", MODES)
def test_main_window(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path, mode: Mode) -> None:
    look(mode)
    with open_window(qtbot, tmp_path, sample()) as opened:
        show(opened, OPEN_ISSUE)
        golden.check(opened.window, f"window-{mode}")


def test_end_of_an_issue(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path) -> None:
    look("light")
    with open_window(qtbot, tmp_path, sample()) as opened:
        show(opened, OPEN_ISSUE)
        detail = opened.window.detail
        bar = detail._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())
        golden.check(detail, "detail-end-light")


def test_small_window(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path) -> None:
    look("light")
    with open_window(qtbot, tmp_path, sample(), size=(900, 600)) as opened:
        show(opened, OPEN_ISSUE)
        golden.check(opened.window, "window-small-light")


def test_small_window_with_an_issue_open(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path) -> None:
    look("light")
    with open_window(qtbot, tmp_path, sample(), size=(900, 600)) as opened:
        show(opened, OPEN_ISSUE)
        qtbot.keyClick(opened.window.issues, Qt.Key.Key_Return)
        opened.wait(lambda: opened.window.detail.width() > 600)
        golden.check(opened.window, "window-small-issue-light")


def test_first_start(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path) -> None:
    look("light")
    with open_window(qtbot, tmp_path, [], size=(900, 600)) as opened:
        opened.wait(lambda: opened.window.list_pane.empty.isVisible())
        golden.check(opened.window, "window-first-start-light")


def test_no_match(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path) -> None:
    look("light")
    with open_window(qtbot, tmp_path, sample(), size=(900, 600)) as opened:
        opened.window.sidebar.choose("is:in_progress")
        opened.window.search.take_focus()
        qtbot.keyClicks(opened.window.search, "privacy")
        qtbot.keyClick(opened.window.search, Qt.Key.Key_Return)
        opened.wait(lambda: opened.window.list_pane.empty.isVisible())
        opened.settled()
        golden.check(opened.window, "window-no-match-light")


def test_unreadable_list(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path) -> None:
    look("light")
    with open_window(qtbot, tmp_path, sample(), size=(900, 600)) as opened:
        malformed = apsw.CorruptError()
        malformed.result = apsw.SQLITE_CORRUPT  # type: ignore[attr-defined]  # as apsw sets it
        opened.window.table.failed.emit(translate(malformed, opened.store.path))
        opened.wait(lambda: opened.window.list_pane.empty.isVisible())
        golden.check(opened.window, "window-error-light")


def test_read_only(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path) -> None:
    look("light")
    with open_window(qtbot, tmp_path, sample()) as opened:
        opened.window.show_tracker("Home", str(opened.store.path), read_only_words("Home.strandline"))
        opened.settled()
        show(opened, OPEN_ISSUE)
        golden.check(opened.window, "window-read-only-light")


# The quit sheet


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("state", [*STATES, "incomplete-details"])
def test_quit_sheet(look: Look, golden: Golden, qtbot: QtBot, state: str, mode: Mode) -> None:
    still = STATES[state.removesuffix("-details")]()
    sheet = QuitSheet(still, look(mode))  # type: ignore[arg-type]  # stands still in its place
    try:
        sheet.appear()
        sheet.activateWindow()
        qtbot.waitUntil(sheet.isActiveWindow)
        if state.endswith("-details"):
            qtbot.mouseClick(sheet.fold, Qt.MouseButton.LeftButton)
            qtbot.waitUntil(sheet.details.isVisible)
            sheet.again.setFocus()
        qtbot.waitUntil(lambda: sheet.size() == sheet.sizeHint())
        golden.check(sheet, f"quit-{state.replace('_', '-')}-{mode}")
    finally:
        sheet.done(0)
        sheet.deleteLater()


# Exchange


PLAN = Plan(
    Path("issues.jsonl"),
    Imported(created=2, updated=4, told=(Problem(9, "it is cut off"),)),
    deletes=(Named("tide-1", "Order buoys"), Named("tide-2", "A title that is longer than the line, " * 3)),
    renames=(Rename("tide-3", "tide-3k2", "Check the gauge"),),
    missing=(Named("tide-4", "Paint the boat"),),
    markers=0, changes=8, sha256="", same=False, asks=True,
)  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
def test_plan_dialog(look: Look, golden: Golden, qtbot: QtBot, labelled: QWidget, mode: Mode) -> None:
    dialog = PlanDialog("issues.jsonl", look(mode), labelled, written=True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    try:
        dialog.open()
        dialog.show_plan(PLAN)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        qtbot.waitUntil(lambda: dialog.size() == dialog.sizeHint())
        golden.check(dialog, f"plan-{mode}")
    finally:
        dialog.done(0)
        dialog.deleteLater()


@pytest.mark.parametrize("mode", MODES)
def test_plan_bar(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path, mode: Mode) -> None:
    look(mode)
    with open_window(qtbot, tmp_path, [], size=(900, 600)) as opened:
        bar = PlanBar(opened.window)
        opened.window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, bar)
        bar.show_waiting(Waiting(PLAN.path, replace(PLAN, deletes=(), renames=(), changes=60)))
        opened.wait(lambda: bar.width() == 900)
        opened.settled()
        golden.check(bar, f"plan-bar-{mode}")


def lose(opened: Opened, folder: Path) -> None:
    """Change an issue here and in the file that it came from, which is later."""
    mine = opened.store.writer.submit(FindIssue(OPEN_ISSUE)).result(10)
    opened.store.do(Edit(mine.uid, {"title": "Read the north gauge by hand", "priority": 0}))
    later = {"title": "Read the north gauge at noon", "priority": 4, "updated_at": "2027-01-01T00:00:00Z"}
    issues = [json.loads(line) for line in sample()]
    lines = [json.dumps({**one, **later} if one["id"] == OPEN_ISSUE else one) for one in issues]
    file = folder / "issues.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    imported = opened.store.writer.submit(Import(file)).result(10)
    opened.store.bridge.announce(imported.changes)


@pytest.mark.parametrize("mode", MODES)
def test_review_panel(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path, mode: Mode) -> None:
    look(mode)
    with open_window(qtbot, tmp_path, sample()) as opened:
        lose(opened, tmp_path)
        panel = opened.window.review
        panel.start()
        opened.wait(lambda: bool(panel.conflicts))
        qtbot.waitUntil(panel.isActiveWindow)
        opened.settled()
        golden.check(panel, f"review-{mode}")


@pytest.mark.parametrize("mode", MODES)
def test_sharing_bar(look: Look, golden: Golden, qtbot: QtBot, tmp_path: Path, mode: Mode) -> None:
    look(mode)
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    (beads / "issues.jsonl").write_bytes(b"")
    (beads / "beads.db").write_bytes(b"SQLite format 3\0".ljust(100, b"\0"))
    with open_window(qtbot, tmp_path, [], size=(900, 600)) as opened:
        neighbours = Neighbours(opened.store.bridge, opened.window)
        try:
            neighbours.open(place_of_beads(beads))
            opened.wait(lambda: neighbours.sharing.later.isVisible() and neighbours.sharing.width() == 900)
            opened.settled()
            golden.check(neighbours.sharing, f"sharing-{mode}")
        finally:
            neighbours.stop()


# The comparison itself


@pytest.fixture
def labelled(look: Look, qtbot: QtBot) -> Iterator[QWidget]:
    look("light")
    widget = QWidget()
    widget.setFixedSize(320, 120)
    column = QVBoxLayout(widget)
    column.addWidget(QLabel("Your changes are saved.", widget))
    with qtbot.waitExposed(widget):
        widget.show()
    yield widget
    widget.close()
    widget.deleteLater()


def test_the_same_widget_passes(labelled: QWidget, tmp_path: Path) -> None:
    Golden(tmp_path, update=True).check(labelled, "one")
    Golden(tmp_path, update=False).check(labelled, "one")
    assert [path.name for path in tmp_path.iterdir()] == ["one.png"]


@pytest.mark.parametrize("change", ["moved", "reworded", "recoloured", "resized"])
def test_a_change_that_can_be_seen_fails(labelled: QWidget, tmp_path: Path, change: str) -> None:
    Golden(tmp_path, update=True).check(labelled, "one")
    label = labelled.findChild(QLabel)
    assert isinstance(label, QLabel)
    if change == "moved":
        label.move(label.x() + 1, label.y())
    elif change == "reworded":
        label.setText("Your changes are saved!")
    elif change == "recoloured":
        theme.set_look_of(label, "role", "muted")
    else:
        labelled.setFixedSize(320, 121)
    with pytest.raises(pytest.fail.Exception, match="--update-golden"):
        Golden(tmp_path, update=False).check(labelled, "one")
    assert (tmp_path / "one.actual.png").exists()
    assert (tmp_path / "one.diff.png").exists()


def test_a_missing_picture_fails(labelled: QWidget, tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="--update-golden"):
        Golden(tmp_path, update=False).check(labelled, "one")
    assert (tmp_path / "one.actual.png").exists()


def test_a_trace_of_another_rasteriser_passes(labelled: QWidget) -> None:
    drawn = pictures.plain(labelled.grab().toImage())
    other = drawn.copy()
    allowed = int(drawn.width() * drawn.height() * pictures.SHARE)
    for place in range(allowed):
        colour = other.pixelColor(place, 0)
        colour.setRed(colour.red() - pictures.SHADE)
        other.setPixelColor(place, 0, colour)
    assert pictures.compare(other, drawn).tolerable
    other.setPixelColor(allowed, 0, "#000000")
    assert not pictures.compare(other, drawn).tolerable


def test_no_picture_is_left_over() -> None:
    sheets = {
        f"quit-{state.replace('_', '-')}-{mode}"
        for state in [*STATES, "incomplete-details"]
        for mode in MODES
    }
    there = {path.stem for path in pictures.FOLDER.glob("quit-*.png") if "." not in path.stem}
    assert there <= sheets
