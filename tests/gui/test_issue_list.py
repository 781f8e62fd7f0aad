"""The list and what it tells the detail."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.list_columns import TITLE
from tests.helpers.window import issue_line, open_window


def test_an_issue_is_shown_again_after_the_tracker_was_opened_again(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, [issue_line(0)]) as opened:
        detail = opened.window.detail
        opened.wait(lambda: detail.subject.issue is not None)
        opened.window.show_tracker("Home", str(opened.store.path), "Home.strandline is read-only.")
        assert detail.subject.issue is None
        opened.wait(lambda: detail.subject.issue is not None)
        assert not detail.subject.editable


def test_titles_stay_in_place_from_view_to_view_and_from_start_to_start(qtbot: QtBot, tmp_path: Path) -> None:
    lines = [issue_line(1), issue_line(2, id="harbour-office-00002")]
    with open_window(qtbot, tmp_path, lines) as opened:
        issues, query = opened.window.issues, opened.window.query
        place = issues.columnViewportPosition(TITLE)
        opened.window.search.set_query("00001")
        query.ask()
        opened.wait(lambda: len(opened.window.table.lines) == 1)
        opened.settled()
        assert issues.columnViewportPosition(TITLE) == place
        # Another tracker has its own; with the next start the place is known before the first row is here.
        query.set_tracker("another")
        assert issues.columnViewportPosition(TITLE) < place
        query.set_tracker(str(opened.store.path))
        assert issues.columnViewportPosition(TITLE) == place
