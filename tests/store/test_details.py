from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import details, finding, requests, values
from store.detail_answers import Detail, Link
from store.errors import Ambiguous, NotFound
from store.issue import Dependency
from store.tracker import Tracker
from tests.helpers.made_issues import NOW, add, open_at, settle


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    found = open_at(tmp_path / "a.strandline")
    found.run("INSERT INTO meta(name, value) VALUES ('prefix', 'bd')")
    yield found
    found.close()


def detail(tracker: Tracker, name: str) -> Detail:
    settle(tracker)
    return details.detail(tracker, f"uid-{name}")


def ids(links: tuple[Link, ...]) -> list[str]:
    return [link.id for link in links]


def test_an_issue_comes_back_whole(tracker: Tracker) -> None:
    key = add(
        tracker,
        "bd-1",
        title="Title",
        description="d",
        design="e",
        acceptance_criteria="a",
        notes="n",
        status="in_review",
        priority=0,
        issue_type="chore",
        assignee="ann",
        owner="o",
        created_by="c",
        estimated_minutes=0,
        closed_at="2026-01-01T00:00:00.123456789+02:00",
        due_at="2026-01-02",
        external_ref="gh-1",
        pinned=1,
        extra='{"rig":"x","n":2.50}',
        labels=["b", "a", "gone"],
        needs=[("blocks", "bd-2"), ("blocks", "bd-9")],
        comments=["first"],
    )
    tracker.run("UPDATE label SET removed = 1 WHERE name = 'gone'")
    tracker.run("UPDATE dependency SET removed = 1 WHERE target = 'bd-9'")
    tracker.run("UPDATE comment SET number = '17', extra = '{\"k\":1}'")
    found = details.issue(tracker, key)
    assert (found.title, found.description, found.design, found.acceptance_criteria) == (
        "Title",
        "d",
        "e",
        "a",
    )
    assert (found.notes, found.status, found.priority, found.issue_type) == ("n", "in_review", 0, "chore")
    assert (found.assignee, found.owner, found.created_by, found.estimated_minutes) == ("ann", "o", "c", 0)
    assert (found.closed_at, found.due_at) == ("2026-01-01T00:00:00.123456789+02:00", "2026-01-02")
    assert (found.external_ref, found.pinned, found.is_template, found.defer_until) == (
        "gh-1",
        True,
        False,
        None,
    )
    assert found.labels == ("b", "a")
    assert found.dependencies == (Dependency("bd-2", "blocks"),)
    assert [(c.author, c.text, c.number, c.extra) for c in found.comments] == [
        ("cleo", "first", 17, {"k": 1})
    ]
    assert values.dumps(found.extra) == '{"rig":"x","n":2.50}'


def test_many_issues_come_in_the_order_of_their_keys(tracker: Tracker) -> None:
    with tracker.writing():
        keys = [add(tracker, f"bd-{n}", labels=[f"l{n}"]) for n in range(1203)]
    tracker.run("UPDATE issue SET gone = 1 WHERE key = ?", (keys[0],))
    wanted = keys[::-1]
    found = list(details.issues(tracker, wanted))
    assert [issue.key for issue in found] == wanted[:-1]
    assert all(issue.labels == (f"l{issue.id.removeprefix('bd-')}",) for issue in found)


def test_an_issue_is_found_by_its_id_or_a_part_of_it(tracker: Tracker) -> None:
    for name in ("bd-a1b2", "bd-a1c3", "bd-x"):
        add(tracker, name)
    add(tracker, "bd-a1z9", status="tombstone")
    add(tracker, "bd-never", gone=1)
    assert details.find(tracker, "bd-a1b2").id == "bd-a1b2"
    assert details.find(tracker, " x ").id == "bd-x"
    assert details.find(tracker, "1c").id == "bd-a1c3"
    assert details.find(tracker, "bd-a1z9").deleted
    with pytest.raises(Ambiguous, match="bd-a1b2, bd-a1c3"):
        details.find(tracker, "a1")
    for nobody in ("z9", "bd-never", "", "%"):
        with pytest.raises(NotFound):
            details.find(tracker, nobody)


def test_an_issue_that_is_not_there_is_said_to_be_gone(tracker: Tracker) -> None:
    key = add(tracker, "bd-1", gone=1)
    with pytest.raises(NotFound):
        details.issue(tracker, key)
    with pytest.raises(NotFound):
        details.detail(tracker, "uid-bd-1")
    with pytest.raises(NotFound):
        details.detail(tracker, "no uid")


def test_both_sides_of_the_dependencies_are_shown(tracker: Tracker) -> None:
    add(
        tracker,
        "bd-1",
        needs=[("blocks", "bd-2"), ("related", "bd-3"), ("blocks", "bd-404"), ("parent-child", "bd-9")],
    )
    add(tracker, "bd-2", title="Two", priority=0, issue_type="bug")
    add(tracker, "bd-3", status="closed")
    add(tracker, "bd-4", needs=[("blocks", "bd-1")])
    add(tracker, "bd-5", needs=[("parent-child", "bd-1")], status="closed")
    add(tracker, "bd-6", needs=[("blocks", "bd-1")], status="tombstone")
    add(tracker, "bd-7", needs=[("blocks", "bd-1")], status="closed")
    add(tracker, "bd-9")
    found = detail(tracker, "bd-1")
    assert found.depends_on == (
        Link("bd-2", "uid-bd-2", "blocks", "Two", "open", 0, "bug", finished=False, holds_up=True),
        Link("bd-404", "", "blocks"),
    )
    assert found.related == (Link("bd-3", "uid-bd-3", "related", "bd-3", "closed", 2, "task", finished=True),)
    assert ids(found.parents) == ["bd-9"]
    assert [(link.id, link.holds_up) for link in found.needed_by] == [("bd-4", True), ("bd-7", False)]
    assert [link.holds_up for link in detail(tracker, "bd-7").depends_on] == [False]
    assert [(link.id, link.finished) for link in found.children] == [("bd-5", True)]
    assert found.blocked
    assert ids(found.chain) == ["bd-2"]


def test_only_edges_that_can_hold_up_are_dependencies(tracker: Tracker) -> None:
    waits = ("blocks", "conditional-blocks", "waits-for")
    others = ("related", "discovered-from", "duplicates", "supersedes", "tracks")
    for type_ in (*waits, *others):
        add(tracker, f"bd-to-{type_}")
        add(tracker, f"bd-of-{type_}", needs=[(type_, "bd-1")])
    add(tracker, "bd-1", needs=[(type_, f"bd-to-{type_}") for type_ in (*waits, *others)])
    found = detail(tracker, "bd-1")
    assert [link.type for link in found.depends_on] == list(waits)
    assert [link.type for link in found.related] == list(others)
    assert {link.id for link in found.needed_by} == {f"bd-of-{type_}" for type_ in waits}
    assert {link.id for link in found.related_by} == {f"bd-of-{type_}" for type_ in others}


def test_the_chain_leads_to_an_issue_that_can_be_worked_on(tracker: Tracker) -> None:
    add(tracker, "bd-1", needs=[("parent-child", "bd-2")])
    add(tracker, "bd-2", needs=[("blocks", "bd-3")])
    add(tracker, "bd-3", title="Start here")
    found = detail(tracker, "bd-1")
    assert [(link.id, link.type, link.title) for link in found.chain] == [
        ("bd-2", "parent-child", "bd-2"),
        ("bd-3", "blocks", "Start here"),
    ]
    free = detail(tracker, "bd-3")
    assert (free.blocked, free.chain) == (False, ())


def test_comments_are_shown_oldest_first_and_kept_in_the_order_of_the_file(tracker: Tracker) -> None:
    key = add(tracker, "bd-1", comments=["later", "earlier"])
    tracker.run("UPDATE comment SET created_at = '2026-01-01T00:00:00+02:00' WHERE text = 'earlier'")
    tracker.run("UPDATE comment SET created_at = '2025-12-31T23:00:00Z' WHERE text = 'later'")
    assert [comment.text for comment in detail(tracker, "bd-1").comments] == ["earlier", "later"]
    assert [comment.text for comment in details.issue(tracker, key).comments] == ["later", "earlier"]


def test_activity_tells_who_set_what_from_what_to_what(tracker: Tracker) -> None:
    tracker.run("INSERT INTO step(kind, actor, origin, at) VALUES ('edit', 'ann', 'window', ?)", (NOW,))

    def log(uid: str, before: str, after: str) -> None:
        tracker.run(
            """INSERT INTO change(step, actor, origin, uid, before, after, at)
               VALUES (1, 'ann', 'window', ?, ?, ?, ?)""",
            (uid, before, after, NOW),
        )

    add(tracker, "bd-1")
    log("uid-bd-1", '{"created":null}', '{"created":true}')
    log("uid-other", '{"title":"x"}', '{"title":"y"}')
    log("uid-bd-1", '{"title":"a","label\\tui":null}', '{"title":"b","label\\tui":true}')
    log("uid-bd-1", '{"dependency\\tbd-2\\tblocks":{}}', '{"dependency\\tbd-2\\tblocks":null}')
    log("uid-bd-1", '{"comment\\tc1":{"text":"old"}}', '{"comment\\tc1":{"text":"new"}}')
    log(
        "uid-bd-1",
        '{"status":"open","closed_at":null}',
        '{"status":"closed","closed_at":"2026-01-01T00:00:00Z"}',
    )
    log("uid-bd-1", '{"extra\\trig":1}', '{"extra\\trig":2}')
    found = detail(tracker, "bd-1")
    assert [(event.field, event.before, event.after) for event in found.activity] == [
        ("created", None, True),
        ("title", "a", "b"),
        ("labels", None, "ui"),
        ("dependencies", ("blocks", "bd-2"), None),
        ("comments", "old", "new"),
        ("status", "open", "closed"),
        ("rig", 1, 2),
    ]
    first = found.activity[0]
    assert (first.seq, first.at, first.actor, first.origin) == (1, NOW, "ann", "window")
    assert found.seq == 7


def test_what_a_dependency_was_is_told_after_it_was_removed(tracker: Tracker) -> None:
    one = requests.Create("One").run(tracker)
    two = requests.Create("Two").run(tracker)
    requests.Depend(one.uids[0], two.ids[0]).run(tracker)
    requests.Undepend(one.uids[0], two.ids[0]).run(tracker)
    found = details.detail(tracker, one.uids[0])
    edge = ("blocks", two.ids[0])
    changes = [(event.before, event.after) for event in found.activity if event.field == "dependencies"]
    assert changes == [(None, edge), (edge, None)]


def test_links_are_offered_by_id_then_by_title_then_by_text(tracker: Tracker) -> None:
    add(tracker, "bd-a1", title="The issue itself, login")
    add(tracker, "bd-b2", title="Login page", updated_at="2026-01-01T00:00:00Z")
    add(tracker, "bd-c3", title="Login form", updated_at="2026-02-01T00:00:00Z")
    add(tracker, "bd-d4", title="Old login", status="closed")
    add(tracker, "bd-login", title="By id")
    add(tracker, "bd-xlogin", title="By part of the id", status="closed")
    add(tracker, "bd-e5", title="Login in the trash", status="tombstone")
    add(tracker, "bd-f6", title="Login never made", gone=1)
    add(tracker, "bd-g7", title="Something else")
    add(tracker, "bd-h8", title="login", status="closed", updated_at="2025-01-01T00:00:00Z")
    add(tracker, "bd-j9", title="About the page", description="needs a login")
    add(tracker, "bd-login2", title="By the start of the id", updated_at="2025-01-01T00:00:00Z")
    settle(tracker)

    def offered(text: str, limit: int = 50) -> list[str]:
        return ids(finding.links(tracker, text, "uid-bd-a1", limit))

    by_title = ["bd-h8", "bd-c3", "bd-b2", "bd-d4"]
    assert offered("login") == ["bd-login", "bd-login2", *by_title, "bd-j9", "bd-xlogin"]
    assert offered("login", 2) == ["bd-login", "bd-login2"]
    assert offered("bd-lo") == ["bd-login", "bd-login2"]
    assert offered("BD-B2") == ["bd-b2"]
    assert offered("page log") == ["bd-b2", "bd-j9"]
    assert offered("%") == []
    assert offered('" OR "') == []
    assert set(offered(" ")[-3:]) == {"bd-d4", "bd-xlogin", "bd-h8"}


def test_signs_that_are_no_words_find_titles_too(tracker: Tracker) -> None:
    add(tracker, "bd-a1", title="100 % done")
    add(tracker, "bd-b2", title="done")
    settle(tracker)
    assert ids(finding.links(tracker, "%", "", 50)) == ["bd-a1"]
    assert ids(finding.links(tracker, "done %", "", 50)) == ["bd-a1"]
