"""Beside the real bd, in both of its modes, and the real br: nothing is lost on either side that it keeps."""

from __future__ import annotations

import json

import pytest

from store import ready
from store.issue import Issue
from store.putting_back import AskErased, PutBack
from store.requests import AddComment, Close, Create, Depend, Edit, Label, Reopen, SetFields
from tests.helpers.peers import MODES
from tests.interop.conftest import StartBeside

every_mode = pytest.mark.parametrize("mode", MODES)


def texts(issue: Issue) -> list[str]:
    return [comment.text for comment in issue.comments]


@every_mode
def test_what_the_program_does_arrives(start: StartBeside, mode: str) -> None:
    it = start(mode)
    peer = it.peer
    one = peer.create("Fix <login> & “logout”", "-t", "bug", "-p", "0", "-d", "Line one\nline two")
    two = peer.create("Release notes", "-p", "3")
    it.read()
    assert it.find(one).description == "Line one\nline two"
    peer.run("update", one, "--status", "in_progress", "--assignee", "bob")
    peer.run("label", "add", one, "ui")
    peer.run("dep", "add", two, one)
    peer.comment(one, "seen it too")
    peer.run("update", two, "--notes", "short")
    peer.run("close", one, "--reason", "Done well")
    it.read()
    first, second = it.find(one), it.find(two)
    assert (first.title, first.priority, first.issue_type) == ("Fix <login> & “logout”", 0, "bug")
    assert (first.status, first.assignee, first.labels) == ("closed", "bob", ("ui",))
    assert first.close_reason == "Done well"
    assert texts(first) == ["seen it too"]
    assert [(edge.target, edge.type) for edge in second.dependencies] == [(one, "blocks")]
    assert second.notes == "short"
    assert it.erased() == {}
    # Nothing was changed here, so the file comes back as the program wrote it, byte for byte.
    before = peer.file.read_bytes()
    it.write()
    assert peer.file.read_bytes() == before


@every_mode
def test_what_we_do_arrives_there_and_comes_back(start: StartBeside, mode: str) -> None:
    it = start(mode)
    peer = it.peer
    one, two, three = (peer.create(title) for title in ("one", "two", "three"))
    it.read()
    untouched = peer.lines()[three]
    it.do(Edit(it.uid(one), {"title": "One <b>", "description": "zwei\n„drei“", "priority": 1}))
    it.do(Label((it.uid(one),), add=("ui", "a b")))
    it.do(AddComment(it.uid(one), "ours"))
    it.do(Depend(it.uid(two), one))
    it.do(Create("New here", {"issue_type": "bug", "assignee": "ann"}, labels=("new",)))
    new = next(id for (id,) in it.tracker.all("SELECT id FROM issue WHERE title = 'New here'"))
    it.write()
    assert peer.lines()[three] == untouched
    shown = peer.show(one)
    assert (shown["title"], shown["description"], shown["priority"]) == ("One <b>", "zwei\n„drei“", 1)
    assert set(shown["labels"]) == {"ui", "a b"}
    assert (peer.show(new)["title"], peer.show(new)["assignee"]) == ("New here", "ann")
    assert peer.ready() == {one, three, new}
    # Its own next write makes the lines anew; what we did stands, on both sides.
    peer.run("update", three, "--title", "three!")
    it.read()
    issue = it.find(one)
    assert (issue.title, issue.priority, set(issue.labels)) == ("One <b>", 1, {"ui", "a b"})
    assert texts(issue) == ["ours"]
    assert [edge.target for edge in it.find(two).dependencies] == [one]
    assert it.find(three).title == "three!"
    assert it.find(new).labels == ("new",)
    lines = {id: json.loads(line) for id, line in peer.lines().items()}
    assert [comment["text"] for comment in lines[one]["comments"]] == ["ours"]
    assert lines[new]["title"] == "New here"


@every_mode
def test_round_trips_in_both_directions(start: StartBeside, mode: str) -> None:
    it = start(mode)
    peer = it.peer
    ids = [peer.create(f"issue {n}", "-p", str(n)) for n in range(4)]
    it.read()
    for turn, id in enumerate(ids):
        other = ids[(turn + 1) % len(ids)]
        peer.run("update", id, "--notes", f"theirs {turn}")
        peer.comment(id, f"their word {turn}")
        it.read()
        it.do(Edit(it.uid(other), {"design": f"ours {turn}"}))
        it.do(AddComment(it.uid(id), f"our word {turn}"))
        it.write()
    peer.run("close", ids[0], "--reason", "there")
    it.read()
    it.do(Close((it.uid(ids[1]),), "here"))
    it.write()
    it.do(Reopen((it.uid(ids[1]),)))
    it.write()
    peer.run("update", ids[3], "--title", "last word")
    it.read()
    for turn, id in enumerate(ids):
        issue, line = it.find(id), json.loads(peer.lines()[id])
        assert issue.notes == line["notes"] == f"theirs {turn}"
        assert issue.design == line["design"] == f"ours {(turn - 1) % len(ids)}"
        said = {f"their word {turn}", f"our word {turn}"}
        assert set(texts(issue)) == {comment["text"] for comment in line["comments"]} == said
    assert [it.find(id).status for id in ids] == ["closed", "open", "open", "open"]
    assert peer.show(ids[1])["status"] == "open"
    assert it.find(ids[3]).title == "last word"


@every_mode
def test_ready_and_blocked_are_the_same_on_both_sides(start: StartBeside, mode: str) -> None:
    it = start(mode)
    peer = it.peer
    epic = peer.create("epic", "-t", "epic")
    a, b, c, d, e = (peer.create(title) for title in "abcde")
    peer.run("dep", "add", b, a)
    peer.run("dep", "add", c, b)
    peer.run("dep", "add", d, epic, "--type", "parent-child")
    peer.run("dep", "add", e, a, "--type", "related")
    it.read()

    def ours() -> tuple[set[str], set[str]]:
        ids = dict(it.tracker.all("SELECT key, id FROM issue"))
        found = ready.ready(it.tracker, "priority", it.tracker.now_key())
        return {ids[key] for key in found}, {ids[key] for key, _ in ready.blocked(it.tracker)}

    assert ours() == (peer.ready(), peer.blocked())
    it.do(Close((it.uid(a),), "done"))
    it.do(Depend(it.uid(e), d))
    it.write()
    assert ours() == (peer.ready(), peer.blocked())
    peer.run("close", b)
    it.read()
    assert ours() == (peer.ready(), peer.blocked())


@every_mode
def test_values_that_are_dropped_are_safe_here_and_put_back(start: StartBeside, mode: str) -> None:
    it = start(mode)
    peer = it.peer
    one, two = peer.create("one", "--due", "2027-03-01"), peer.create("two")
    it.read()
    values = {"due_at": "2027-05-05T00:00:00Z", "estimated_minutes": 90, "spec_id": "s-1"}
    it.do(SetFields((it.uid(one),), values))
    it.write()
    peer.run("update", one, "--notes", "a write of its own")
    peer.run("update", two, "--title", "two!")
    it.read()
    issue = it.find(one)
    assert (issue.due_at, issue.estimated_minutes, issue.spec_id) == tuple(values.values())
    assert issue.notes == "a write of its own"
    dropped = it.erased()
    line = json.loads(peer.lines()[one])
    assert {name for name, value in values.items() if line.get(name) != value} == {
        register for id, register in dropped if id == one
    }
    if mode == "bd-database":
        assert (one, "due_at") in dropped
    # It is not fought about: the file stays as the program wrote it.
    before = peer.file.read_bytes()
    it.write()
    assert peer.file.read_bytes() == before
    if dropped:
        values_back = AskErased().run(it.tracker).values
        it.do(PutBack())
        it.write()
        peer.put_back(values_back)
        it.read()
        assert (one, "due_at") not in it.erased()
        assert it.find(one).due_at == "2027-05-05T00:00:00Z"


@every_mode
def test_unknown_keys_and_broken_lines_are_safe_here(start: StartBeside, mode: str) -> None:
    it = start(mode)
    peer = it.peer
    one, two = peer.create("one"), peer.create("two")
    it.read()
    lines = peer.lines()
    record = {**json.loads(lines[one]), "x_team": "blue"}
    peer.file.write_bytes(json.dumps(record).encode() + b"\n" + lines[two] + b"\n")
    it.read_only_the_file()
    assert it.find(one).extra["x_team"] == "blue"
    peer.take()
    peer.run("update", two, "--title", "two!")
    it.read()
    assert it.find(one).extra["x_team"] == "blue"
    kept_there = "x_team" in json.loads(peer.lines()[one])
    assert kept_there or it.erased() == {(one, "extra\tx_team"): "blue"}


@every_mode
def test_issues_that_say_the_same_are_all_kept_here(start: StartBeside, mode: str) -> None:
    it = start(mode)
    peer = it.peer
    peer.create("other")
    it.read()
    for _ in range(3):
        it.do(Create("TODO fix"))
    ids = {id for (id,) in it.tracker.all("SELECT id FROM issue WHERE title = 'TODO fix'")}
    it.write()
    peer.create("a write of its own")
    it.read()
    kept = {id for (id,) in it.tracker.all("SELECT id FROM issue WHERE title = 'TODO fix' AND NOT gone")}
    assert ids <= kept
    missing = ids - peer.lines().keys()
    assert {id for id, register in it.erased() if register == "created"} == missing
    if mode == "bd-database":
        assert missing
