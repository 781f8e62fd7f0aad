"""The terminal commands, a contract for scripts and agents: real processes on real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import apsw
import pytest

from store import importing, schema
from store.tracker import Tracker
from tests.helpers.issue_files import dump, edge, lines, record
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.terminal import CHECKOUT, Terminal

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the commands run."""
    made = tmp_path / "work"
    made.mkdir()
    return made


@pytest.fixture
def terminal(folder: Path) -> Terminal:
    return Terminal(folder, folder / "Home.strandline")


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "Home.strandline"


@pytest.fixture
def filled(terminal: Terminal, folder: Path) -> Terminal:
    (folder / "issues.jsonl").write_bytes(
        lines(
            record("web-a1b", "first"),
            record("web-c2d", "second", dependencies=[edge("web-c2d", "web-a1b")], labels=["ui"]),
            record("web-c9x", "done", status="closed", closed_at="2026-01-02T00:00:00Z"),
        )
    )
    tracker = Tracker.open(folder / "Home.strandline", create=True, actor="ann")
    importing.import_file(tracker, folder / "issues.jsonl")
    tracker.close()
    return terminal


def files(folder: Path) -> set[str]:
    """The files there, but for those of the data directory."""
    found = {one.relative_to(folder) for one in folder.rglob("*") if one.is_file()}
    return {str(one) for one in found if one.parts[0] != "data"}


# Answers


def test_every_answer_is_one_json_document(filled: Terminal, folder: Path) -> None:
    run = filled.good
    assert run("import", "issues.jsonl").json == {
        "issues": 3, "created": 0, "updated": 0, "unchanged": 3, "deleted": 0, "kept_verbatim": 0,
        "problems": [], "conflicts": [],
    }  # fmt: skip
    (made,) = run("add", "Fix ärger 😀", "-t", "bug", "-p", "1", "-l", "ui", "--parent", "web-a1b").json
    assert (made["title"], made["issue_type"], made["priority"], made["labels"]) == (
        "Fix ärger 😀", "bug", 1, ["ui"],
    )  # fmt: skip
    assert [(one["type"], one["depends_on_id"]) for one in made["dependencies"]] == [
        ("parent-child", "web-a1b")
    ]
    id = made["id"]
    assert run("show", id).json == [made]
    assert run("set", id, "title=New", "priority=P0", "label+=x", "label-=ui").json[0]["labels"] == ["x"]
    assert run("comment", id, "hello").json[0]["comments"][0]["text"] == "hello"
    (said,) = run("comment", id, "-", input="from a päipe\n".encode()).json
    assert said["comments"][1]["text"] == "from a päipe"
    assert run("depend", id, "web-c2d").json[0]["dependencies"][1]["depends_on_id"] == "web-c2d"
    assert set(run("blocked").ids) == {"web-c2d", id}
    assert run("depend", id, "web-c2d", "--remove").ids == [id]
    other = run("depend", id, "web-c2d", "--type", "related").json[0]["dependencies"][1]
    assert (other["depends_on_id"], other["type"]) == ("web-c2d", "related")
    assert run("depend", id, "web-c2d", "--type", "related", "--remove").ids == [id]
    assert run("close", id, "--reason", "done").json[0]["close_reason"] == "done"
    assert run("reopen", id).json[0]["status"] == "open"
    assert run("delete", id).json[0]["status"] == "tombstone"
    assert run("undelete", id).json[0]["status"] == "open"
    undone = run("undo").json
    assert (undone["kind"], undone["ids"], undone["skipped"]) == ("restore", [id], [])
    assert run("redo").json["ids"] == [id]
    assert set(run("list").ids) == {"web-a1b", "web-c2d", id}
    assert run("list", "is:closed").ids == ["web-c9x"]
    assert run("search", "second").ids == ["web-c2d"]
    assert run("ready", "--sort", "oldest").ids[0] == "web-a1b"
    assert (
        run("list", "--sort", "issue_type,-title").ids
        == run("list", "--sort=-issue_type,title", "--descending").ids
    )
    assert run("stale", "--days", "0").ids
    stats = run("stats").json
    assert (stats["total"], stats["blocked"], stats["by_status"]["closed"]) == (4, 1, 1)
    assert run("check").json == {"ok": True, "findings": []}
    assert run("holders").json == []
    copied = run("copy", "copy.strandline").json
    assert copied == {
        "path": str(folder / "copy.strandline"),
        "issues": 4,
        "bytes": (folder / "copy.strandline").stat().st_size,
        "verified": True,
    }
    settled = run("checkpoint").json
    assert (settled["grade"], settled["wal_bytes"]) == ("CLEAN", 0)
    report = run("export", "out.jsonl").json
    assert report["bytes"] == (folder / "out.jsonl").stat().st_size
    assert report["lines"] == 4


def test_a_line_can_say_everything(filled: Terminal) -> None:
    line = 'Fix login !0 #ui #"needs review" @me due:2026-12-24 ^web-a1b \\#5'
    (made,) = filled.good("add", "--quick", line, "--label", "late", STRANDLINE_ACTOR="ann").json
    assert (made["title"], made["priority"], made["assignee"]) == ("Fix login #5", 0, "ann")
    assert made["labels"] == ["late", "needs review", "ui"]
    assert made["due_at"].startswith("2026-12-24T00:00:00")
    assert made["dependencies"][0]["depends_on_id"] == "web-a1b"
    (plain,) = filled.good("add", "Fix !0 #ui").json
    assert plain["title"] == "Fix !0 #ui"


def test_export_to_standard_output_reports_on_stderr(filled: Terminal, folder: Path) -> None:
    answer = filled.good("export", "-")
    assert answer.out == (folder / "issues.jsonl").read_bytes()
    assert json.loads(answer.err)["lines"] == 3


def test_import_reads_standard_input(filled: Terminal) -> None:
    assert filled.good("import", "-", input=lines(record("web-new"))).json["created"] == 1


def test_people_get_lines(filled: Terminal) -> None:
    assert filled.good("list", json=False).out.decode().splitlines() == [
        "web-a1b  P2  open         first",
        "web-c2d  P2  open         second",
    ]
    assert "(waits for web-a1b)" in filled.good("blocked", json=False).out.decode()
    assert b"second" in filled.good("show", "web-c2d", json=False).out


def test_show_prints_every_value_that_is_set(terminal: Terminal, folder: Path) -> None:
    texts = {"description": "in a line", "design": "in\ntwo", "external_ref": "gh-1", "rig": "x"}
    rest = {"estimated_minutes": 0, "pinned": True, "score": 0, "seen": False, "box": {"n": 0}}
    (folder / "issues.jsonl").write_bytes(
        lines(record("web-a1b", "first", priority=0, labels=["ui", "web"], **texts, **rest))
    )
    terminal.good("import", "issues.jsonl")
    said = terminal.good("show", "web-a1b", json=False).out.decode().replace("\r", "").splitlines()
    for line in ("web-a1b  first", "priority: 0", "estimated_minutes: 0", "pinned: true", "score: 0",
                 "seen: false", 'box: {"n":0}', "labels: ui, web", "description: in a line", "rig: x",
                 "external_ref: gh-1"):  # fmt: skip
        assert line in said
    assert said[said.index("design:") + 1 :][:2] == ["in", "two"]
    assert not any(line.startswith(("notes", "ephemeral", "due_at", "comments")) for line in said)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_is_utf8_whatever_the_terminal_is(filled: Terminal, encoding: str) -> None:
    filled.good("add", "ä → 😀", PYTHONIOENCODING=encoding)
    assert "ä → 😀" in [one["title"] for one in filled.good("list", PYTHONIOENCODING=encoding).json]
    filled.good("list", json=False, PYTHONIOENCODING=encoding)


def test_limits(filled: Terminal) -> None:
    assert len(filled.good("list", "--limit", "1").json) == 1
    assert "1 of 2 are shown" in filled.good("list", "--limit", "1", json=False).err
    assert len(filled.good("list", "--limit", "0").json) == 2
    assert len(filled.good("list", json=False).out.splitlines()) == 2
    assert filled.run("list", "--limit", "-1").code == 2


# Exit codes


def test_a_wrong_command_line_is_exit_2(terminal: Terminal, folder: Path) -> None:
    for words in (
        "",
        "nothing",
        "add",
        "list --limit x",
        "ready --sort best",
        "list --sort title,size",
        "import",
        "stale --days -1",
    ):
        answer = terminal.run(*words.split())
        assert (answer.code, answer.out) == (2, b"")
        assert "usage" in answer.err
    assert files(folder) == set()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "web-zzz"], "No issue is called"),
        (["show", "c"], "fits 2 issues: web-c2d, web-c9x"),
        (["close", "web-c9x"], "closed already"),
        (["reopen", "web-a1b"], "not closed"),
        (["set", "web-a1b", "title="], "needs a title"),
        (["set", "web-a1b", "colour=red"], "no field called colour"),
        (["set", "web-a1b", "nonsense"], "is not FIELD=VALUE"),
        (["set", "web-a1b", "priority=9"], "The priority is 0"),
        (["set", "web-a1b", "due=whenever"], "is not a date"),
        (["set", "web-a1b", "title=first"], "like that already"),
        (["depend", "web-a1b", "web-c2d"], "would be a circle"),
        (["depend", "web-a1b", "web-zzz"], "No issue is called"),
        (["undelete", "web-a1b"], "not in the trash"),
        (["comment", "web-a1b", " "], "needs a text"),
        (["add", ""], "needs a title"),
        (["add", "x" * 501], "500 are allowed"),
        (["undo"], "nothing to undo"),
        (["redo"], "nothing to redo"),
        (["import", "none.jsonl"], "none.jsonl cannot be read: No such file"),
        (["import", "."], "cannot be read: Is a directory"),
        (["export"], "no issue file of its own"),
        (["copy", "Home.strandline"], "exists already"),
    ],
)
def test_what_cannot_be_done_is_exit_1_with_a_sentence(
    filled: Terminal, path: Path, words: list[str], said: str
) -> None:
    before = dump(path)
    assert said in filled.refused(*words)
    assert dump(path) == before


def test_a_text_that_is_not_utf8_is_refused(filled: Terminal) -> None:
    assert "not UTF-8 (byte 3)" in filled.refused("comment", "web-a1b", "-", input=b"ab\xff")


def test_problems_and_conflicts_are_exit_3_and_listed(filled: Terminal, folder: Path) -> None:
    (folder / "more.jsonl").write_bytes(lines(record("web-n", "n"), b"{broken"))
    answer = filled.run("import", "more.jsonl")
    assert (answer.code, answer.err) == (3, "")
    assert [one["line"] for one in answer.json["problems"]] == [2]
    filled.good("set", "web-n", "title=mine")
    (folder / "more.jsonl").write_bytes(lines(record("web-n", "theirs", updated_at="2126-01-01T00:00:00Z")))
    answer = filled.run("import", "more.jsonl")
    assert (answer.code, answer.json["conflicts"]) == (
        3,
        [{"id": "web-n", "field": "title", "kept": "theirs", "lost": "mine"}],
    )
    filled.good("set", "web-n", "title=mine again")
    (folder / "more.jsonl").write_bytes(lines(record("web-n", "a", updated_at="2126-01-02T00:00:00Z")))
    said = filled.run("import", "more.jsonl", json=False)
    assert "web-n: title was changed on both sides" in said.err


def test_a_dry_run_names_what_would_be_lost_and_changes_nothing(filled: Terminal, folder: Path) -> None:
    (folder / "more.jsonl").write_bytes(lines(record("web-n", "Newest"), record("web-o", "Other")))
    filled.good("import", "more.jsonl")
    gone = record("web-n", "Newest", status="tombstone", updated_at="2126-01-01T00:00:00Z")
    (folder / "more.jsonl").write_bytes(lines(gone))
    plan = filled.run("import", "more.jsonl", "--dry-run").json
    assert plan["would_delete"] == [{"id": "web-n", "title": "Newest"}]
    assert plan["not_in_file"] == [{"id": "web-o", "title": "Other"}]
    said = filled.run("import", "more.jsonl", "--dry-run", json=False).out
    assert b"would be deleted: web-n Newest" in said
    assert filled.good("show", "web-n").json[0]["status"] == "open"
    assert filled.good("import", "more.jsonl").json["deleted"] == 1


# Where


def test_only_add_and_import_make_a_tracker(terminal: Terminal, folder: Path) -> None:
    for words in (
        ["list"], ["ready"], ["blocked"], ["stale"], ["stats"], ["check"], ["holders"], ["checkpoint"],
        ["show", "x"], ["set", "x", "title=y"], ["close", "x"], ["delete", "x"], ["comment", "x", "y"],
        ["depend", "x", "y"], ["undo"], ["redo"], ["export", "-"], ["copy", "copy.strandline"],
        ["search", "x"],
    ):  # fmt: skip
        assert "There is no tracker at" in terminal.refused(*words)
    assert files(folder) == set()
    terminal.good("add", "x")
    assert files(folder) == {"Home.strandline"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, ["import", "in.jsonl"]),
        (b"\0\1 no text\n", ["import", "in.jsonl"]),
        (b'{"name":"x"}\n', ["import", "in.jsonl"]),
        (b"", ["add", " "]),
    ],
)
def test_what_is_refused_makes_no_tracker(
    terminal: Terminal, folder: Path, content: bytes | None, words: list[str]
) -> None:
    if content is not None:
        (folder / "in.jsonl").write_bytes(content)
    terminal.refused(*words)
    assert files(folder) <= {"in.jsonl"}


def test_an_empty_file_beside_a_tracker_is_no_error(filled: Terminal, folder: Path) -> None:
    (folder / "issues.jsonl").write_bytes(b"")
    assert filled.good("import", "issues.jsonl").json["issues"] == 0
    assert len(filled.good("list").json) == 2


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b" \r\n\r\n"])
def test_an_empty_file_makes_a_tracker_without_issues(
    terminal: Terminal, folder: Path, path: Path, content: bytes
) -> None:
    (folder / "issues.jsonl").write_bytes(content)
    answer = terminal.good("import", "issues.jsonl").json
    assert (answer["issues"], answer["kept_verbatim"], answer["problems"]) == (0, 0, [])
    assert path.exists()
    assert terminal.good("export", "-").out == content
    assert terminal.good("import", "issues.jsonl").json == answer


def test_a_damaged_issue_file_is_kept_line_by_line(terminal: Terminal, folder: Path) -> None:
    content = b"Not one of these lines\ncan be read.\n"
    (folder / "issues.jsonl").write_bytes(content)
    answer = terminal.run("import", "issues.jsonl")
    assert answer.code == 3
    assert (answer.json["issues"], answer.json["kept_verbatim"]) == (0, 2)
    assert [one["line"] for one in answer.json["problems"]] == [1, 2]
    assert terminal.good("export", "-").out == content


def test_a_dry_run_makes_and_changes_nothing(terminal: Terminal, folder: Path, path: Path) -> None:
    (folder / "in.jsonl").write_bytes(lines(record("p-1")))
    assert terminal.good("import", "in.jsonl", "--dry-run").json["created"] == 1
    assert files(folder) == {"in.jsonl"}
    terminal.good("import", "in.jsonl")
    before = path.read_bytes()
    (folder / "in.jsonl").write_bytes(lines(record("p-1", notes="n"), record("p-2")))
    answer = terminal.good("import", "in.jsonl", "--dry-run").json
    assert (answer["created"], answer["updated"]) == (1, 1)
    assert path.read_bytes() == before


def test_the_tracker_is_chosen_by_option_environment_project_or_default(folder: Path) -> None:
    terminal = Terminal(folder)
    terminal.good("add", "default")
    assert [one["title"] for one in terminal.good("list").json] == ["default"]
    terminal.good("add", "by environment", STRANDLINE_DB=str(folder / "e.strandline"))
    assert terminal.good("list", STRANDLINE_DB="e.strandline").json[0]["title"] == "by environment"
    project = folder / "project"
    (project / ".beads").mkdir(parents=True)
    (project / "src").mkdir()
    (project / ".beads" / "issues.jsonl").write_bytes(lines(record("web-1", "of the project")))
    terminal.good("import", ".beads/issues.jsonl", cwd=project)
    assert terminal.good("list", cwd=project / "src").ids == ["web-1"]
    here = subprocess.run(
        [sys.executable, "-m", "store", "--project", str(project), "--json", "list"],
        cwd=folder, env=terminal.environment, capture_output=True, check=True,
    )  # fmt: skip
    assert [one["id"] for one in json.loads(here.stdout)] == ["web-1"]
    assert sorted(one.name for one in (project / ".beads").iterdir()) == ["issues.jsonl"]


# Who


def test_who_it_was(terminal: Terminal, folder: Path) -> None:
    def author(*words: str, **environment: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "store", *words, "--json", "--db", str(terminal.database), "add", "x"],
            cwd=folder, env={**terminal.environment, **environment}, capture_output=True, check=True,
        )  # fmt: skip
        return json.loads(done.stdout)[0]["created_by"]

    git = folder / "gitconfig"
    git.write_bytes(b"[user]\n\tname = Gitta \xff\n")
    own = {"STRANDLINE_ACTOR": "sue", "BD_ACTOR": "bea", "GIT_CONFIG_GLOBAL": str(git)}
    assert author("--actor", "olga", **own) == "olga"
    assert author(**own) == "sue"
    assert author(**{**own, "STRANDLINE_ACTOR": " "}) == "bea"
    assert author(GIT_CONFIG_GLOBAL=str(git)) == "Gitta �"
    assert author(LOGNAME="otto", USER="otto") == "otto"
    assert author("--actor", "b\udcffd") == "b�d"


def test_undo_is_the_actors_own(terminal: Terminal) -> None:
    terminal.good("add", "ann's", STRANDLINE_ACTOR="ann")
    assert "nothing to undo" in terminal.refused("undo", STRANDLINE_ACTOR="bob")
    terminal.good("undo", STRANDLINE_ACTOR="ann")


# Output


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_enough_is_no_error(filled: Terminal, folder: Path, unbuffered: str) -> None:
    (folder / "big.jsonl").write_bytes(lines(*(record(f"big-{n}", "x" * 400) for n in range(2000))))
    filled.good("import", "big.jsonl")
    for words in (["list"], ["export", "-"]):
        process = subprocess.Popen(
            filled.command(*words),
            cwd=folder,
            env={**filled.environment, "PYTHONUNBUFFERED": unbuffered},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()
        process.stderr.close()
        assert (process.wait(), err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_answer_that_cannot_be_written_is_exit_3(filled: Terminal) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            filled.command("add", "kept"),
            env=filled.environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)
    assert b"No space left" in done.stderr
    assert "kept" in [one["title"] for one in filled.good("list").json]


def test_no_command_imports_qt(filled: Terminal, folder: Path) -> None:
    script = (
        "import sys\nfrom store.__main__ import main\ncodes = [main(['--db', sys.argv[1], *words.split()]) "
        "for words in sys.argv[2:]]\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6', 'gui')], "
        "codes, file=sys.stderr)"
    )
    commands = ["add x", "list", "stats", "check", "search x", "ready", "undo", "holders", "checkpoint"]
    done = subprocess.run(
        [sys.executable, "-c", script, str(filled.database), *commands],
        cwd=folder, env=filled.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == f"[] {[0] * len(commands)}\n"


# Beside other programs


def test_checkpoint_beside_an_old_reader(
    filled: Terminal, path: Path, other_process: OpenOtherProcess
) -> None:
    reader = other_process(path)
    reader.read()
    filled.good("add", "only in the -wal")
    answer = filled.run("checkpoint")
    assert answer.code == 4
    found = answer.json
    assert found["grade"] == "INCOMPLETE"
    assert found["wal_bytes"] > 0
    attempts = found["attempts"]
    assert [(one["n"], one["mode"], one["busy"]) for one in attempts[1:]] == [
        (n, "TRUNCATE", True) for n in range(1, 6)
    ]
    for one, planned in zip(attempts[1:5], (100, 200, 400, 800), strict=True):
        assert 0.8 * planned <= one["wait_ms"] <= 1.2 * planned
    assert attempts[5]["wait_ms"] is None
    if sys.platform != "win32":
        assert reader.pid in {holder["pid"] for holder in attempts[5]["holders"]}
    reader.end()
    assert filled.good("checkpoint").json["grade"] == "CLEAN"


def test_checkpoint_beside_a_reader_of_the_newest(
    filled: Terminal, path: Path, other_process: OpenOtherProcess
) -> None:
    reader = other_process(path)
    reader.execute("INSERT INTO meta VALUES ('x', 'y')")
    reader.read()
    found = filled.good("checkpoint").json
    assert found["grade"] == "BACKFILLED"
    assert [one["n"] for one in found["attempts"]] == [0, 1]
    assert found["attempts"][-1]["wait_ms"] is None


def test_add_beside_an_old_reader_makes_one_attempt_and_no_wait(
    filled: Terminal, path: Path, other_process: OpenOtherProcess, folder: Path
) -> None:
    reader = other_process(path)
    reader.read()
    script = (
        "import sys, json\nfrom store import checkpoint\nseen = []\nonce = checkpoint.settle_once\n"
        "def watched(*a, **k):\n    found = once(*a, **k)\n    seen.append(found)\n    return found\n"
        "checkpoint.settle_once = watched\nfrom store.__main__ import main\n"
        "code = main(['--db', sys.argv[1], 'add', 'x'])\n"
        "print(code, [(a.mode, a.wait_ms) for s in seen for a in s.attempts])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        cwd=folder, env=filled.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "0 [('PASSIVE', None), ('TRUNCATE', None)]"
    answer = filled.good("add", "y", json=False)
    assert answer.err == (
        "Saved. The newest changes are still in Home.strandline-wal, because another program reads "
        "the tracker; keep both files together.\n"
    )
    assert not filled.good("list", json=False).err.startswith("Saved")


def test_holders_are_named(filled: Terminal, path: Path, other_process: OpenOtherProcess) -> None:
    if sys.platform == "win32":
        pytest.skip("locks carry no process on Windows")
    reader = other_process(path)
    reader.read()
    (found,) = filled.good("holders").json
    assert found.keys() == {"pid", "name", "since", "locks", "holds_up"}
    assert found["pid"] == reader.pid
    assert str(reader.pid) in filled.good("holders", json=False).out.decode()


def test_two_processes_that_make_one_tracker_both_succeed(terminal: Terminal, folder: Path) -> None:
    running = [
        subprocess.Popen(
            terminal.command("add", f"issue {n}"),
            cwd=folder,
            env=terminal.environment,
            stdout=subprocess.PIPE,
        )
        for n in range(4)
    ]
    for process in running:
        process.communicate()
    assert [process.returncode for process in running] == [0] * 4
    assert len(terminal.good("list").json) == 4
    assert files(folder) == {"Home.strandline"}


def test_list_writes_nothing(filled: Terminal, path: Path) -> None:
    before, at = path.read_bytes(), path.stat().st_mtime_ns
    for words in ("list", "stats", "check", "show web-a1b", "checkpoint", "import issues.jsonl"):
        filled.good(*words.split())
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, at)


# What is no tracker


def test_what_is_no_tracker_is_said_and_left_alone(terminal: Terminal, folder: Path, path: Path) -> None:
    def refused() -> str:
        before = {name: (folder / name).read_bytes() for name in files(folder)}
        said = {terminal.refused("list"), terminal.refused("add", "x")}
        assert {name: (folder / name).read_bytes() for name in files(folder)} == before
        (one,) = said
        return one

    path.write_bytes(b"hello")
    assert "Home.strandline is not a tracker" in refused()
    path.unlink()
    other = apsw.Connection(str(path))
    other.pragma("journal_mode", "wal")
    other.execute("create table t(x)").fetchall()
    other.close()
    assert "some other program's database, so it was left alone" in refused()
    path.unlink()
    path.mkdir()
    assert "is a folder" in refused()
    path.rmdir()
    path.touch()
    assert "is empty. Restore a backup" in terminal.refused("list")
    assert path.read_bytes() == b""


def test_a_newer_format_is_named(filled: Terminal, path: Path) -> None:
    newer = apsw.Connection(str(path))
    newer.pragma("user_version", 7)
    newer.close()
    said = filled.refused("list")
    assert f"format 7; this one knows up to {schema.FORMAT}" in said
    assert said.endswith("Update Strandline to open it.")


@pytest.mark.parametrize("words", [["list"], ["stats"], ["show", "web-a1b"], ["add", "x"], ["export", "-"]])
def test_a_damaged_file_is_said_in_a_sentence(filled: Terminal, path: Path, words: list[str]) -> None:
    data = bytearray(path.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(data)
    assert "Home.strandline is damaged. Keep it" in filled.refused(*words)
    assert path.read_bytes() == data


def test_check_lists_damage_as_findings(filled: Terminal, path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 3 + 200] = b"\xff" * 200
    path.write_bytes(data)
    answer = filled.run("check")
    assert answer.code == 3
    assert not answer.json["ok"]
    assert answer.json["findings"]


AS_NOBODY = """
import os, sys
import store.details, store.edits, store.edges, store.comments, store.history, store.lists, store.counts
from store.__main__ import main
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of another kind")
@pytest.mark.parametrize("what", ["folder", "file", "unreadable", "new"])
def test_what_may_not_be_written_is_said(tmp_path: Path, terminal: Terminal, path: Path, what: str) -> None:
    folder = path.parent
    if IS_ROOT:
        for one in (
            tmp_path,
            *(parent for parent in tmp_path.parents if parent.name.startswith(("pytest-", "popen-"))),
        ):
            one.chmod(0o755)
    if what != "new":
        terminal.good("add", "x")
        path.chmod({"folder": 0o666, "file": 0o444, "unreadable": 0o000}[what])
    data = folder / "data"
    data.mkdir(exist_ok=True)
    for one in (data, *data.iterdir()):
        one.chmod(0o777)
    folder.chmod(0o777 if what == "file" else 0o555)
    try:
        for words in (["add", "y"], ["list"]):
            done = subprocess.run(
                [sys.executable, "-c", AS_NOBODY, "--db", path, *words],
                cwd=CHECKOUT, env=terminal.environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            if words == ["list"] and what == "file":
                assert (done.returncode, done.stderr) == (0, "")
                continue
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
            assert path.name in done.stderr
    finally:
        folder.chmod(0o755)
    if what != "new":
        path.chmod(0o600)
        assert [one["title"] for one in terminal.good("list").json] == ["x"]
