"""The list and what it tells the detail."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.helpers.window import issue_line, open_window


def test_an_issue_is_shown_again_after_the_tracker_was_opened_again(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, [issue_line(0)]) as opened:
        detail = opened.window.detail
        opened.wait(lambda: detail.subject.issue is not None)
        opened.window.show_tracker("Home", str(opened.store.path), "Home.strandline is read-only.")
        assert detail.subject.issue is None
        opened.wait(lambda: detail.subject.issue is not None)
        assert not detail.subject.editable
