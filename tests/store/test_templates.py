"""Templates of new issues: kept in the tracker, used by line and by command, never lost to another window."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.capture import capture
from store.errors import Invalid, NotFound, Outdated
from store.lookups import ListTemplates
from store.requests import Redo, Undo
from store.templates import BUILT_IN, IssueTemplate, SetTemplates, begun, find
from store.tracker import Tracker
from tests.helpers.terminal import Terminal
from tests.store.conftest import OpenTracker

NOW = "2025-06-02T10:00:00Z"
BUG = IssueTemplate("Bug", "Bug: type:bug !1 #triage", "## Steps\n")


def test_they_are_there_after_a_restart_and_are_not_overwritten_unseen(open_tracker: OpenTracker) -> None:
    tracker = open_tracker()
    assert ListTemplates().run(tracker) is None
    assert find(tracker, "story") == BUILT_IN[2]
    SetTemplates((BUG, IssueTemplate("  My \n own ", " type:task  #x ")), None).run(tracker)
    tracker.close()
    tracker = open_tracker()
    kept = (BUG, IssueTemplate("My own", "type:task #x"))
    assert ListTemplates().run(tracker) == kept
    with pytest.raises(Outdated):
        SetTemplates((BUG,), None).run(tracker)
    for wrong in (IssueTemplate("bug", ""), IssueTemplate(" ", ""), IssueTemplate("n" * 81, "")):
        with pytest.raises(Invalid):
            SetTemplates((BUG, wrong), kept).run(tracker)
    assert ListTemplates().run(tracker) == kept
    # Undo knows them, and leaves alone what somebody else has made of them since.
    SetTemplates((BUG,), kept).run(tracker)
    undone = Undo().run(tracker)
    assert undone.what is not None
    assert undone.what.kind == "templates"
    assert ListTemplates().run(tracker) == kept
    Redo().run(tracker)
    assert ListTemplates().run(tracker) == (BUG,)
    Undo().run(tracker)
    Undo().run(tracker)
    assert ListTemplates().run(tracker) is None
    Redo().run(tracker)
    tracker.actor = "bob"
    SetTemplates((BUG,), kept).run(tracker)
    tracker.actor = "ann"
    assert [one.field for one in Undo().run(tracker).skipped] == ["templates"]
    assert ListTemplates().run(tracker) == (BUG,)
    SetTemplates((), (BUG,)).run(tracker)
    with pytest.raises(NotFound, match="no template called Bug"):
        find(tracker, "Bug")


def test_a_line_begins_with_the_title_and_goes_on_with_the_marks() -> None:
    for line, typed, text in (
        ("Bug: type:bug !1", "", "Bug: | type:bug !1"),
        ("Bug: type:bug !1", "no tides #ui", "Bug: no tides #ui| type:bug !1"),
        ("type:task", "", "| type:task"),
        ("Weekly report", "", "Weekly report |"),
        ("", "", "|"),
    ):
        begun_text, place = begun(IssueTemplate("T", line), typed, NOW)
        assert f"{begun_text[:place]}|{begun_text[place:]}" == text
    assert capture(begun(BUG, "no tides", NOW)[0], NOW).title == "Bug: no tides"


def test_the_terminal_adds_with_a_template(tracker: Tracker, path: Path) -> None:
    SetTemplates((BUG,), None).run(tracker)
    tracker.close()
    terminal = Terminal(path.parent, path)
    assert [one["name"] for one in terminal.good("templates").json] == ["Bug"]
    (made,) = terminal.good("add", "--template", "bug", "-q", "No tides !0 #ui").json
    assert (made["title"], made["issue_type"], made["priority"]) == ("Bug: No tides", "bug", 0)
    assert made["labels"] == ["triage", "ui"]
    assert made["description"] == "## Steps\n"
    (made,) = terminal.good("add", "--template", "Bug", "Quiet !0", "--description", "Own").json
    assert (made["title"], made["priority"], made["description"]) == ("Bug: Quiet !0", 1, "Own")
