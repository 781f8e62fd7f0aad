"""Tables in and out: columns by their names, nothing lost, no cell that runs, the same twice."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from typing import Any

import pytest

from store import csv_fields, csv_read, csv_table, csv_values, csv_write, importing, plans, sources
from store.errors import Invalid, KnownError
from store.exchange_answers import Imported
from store.issue import Issue
from store.lookups import FindIssue
from store.requests import Close, Edit
from store.tracker import Tracker
from tests.helpers.issue_files import comment, counts, dump, edge, exported, find, lines, put, record
from tests.helpers.terminal import Terminal


def table(folder: Path, text: str | bytes, name: str = "plan.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def take(tracker: Tracker, path: Path, *wanted: str) -> Imported:
    return importing.import_source(tracker, sources.read(path, columns=wanted))


def by_title(tracker: Tracker) -> dict[str, Issue]:
    return {
        issue.title: issue
        for issue in (FindIssue(id).run(tracker) for (id,) in tracker.all("SELECT id FROM issue"))
    }


JIRA = """Issue key,Issue id,Summary,Issue Type,Status,Priority,Assignee,Labels,Labels,Created,Due Date,Sprint
WEB-1,10001,Login fails,Bug,In Progress,High,ann,ui,auth,03/Feb/26 2:15 PM,2026-03-01,Sprint 4
WEB-2,10002,"Write ""docs"", now",Story,Done,Lowest,,docs,,04/Feb/26 9:00 AM,,
"""
LINEAR = """ID,Title,Status,Priority,Labels,Parent issue,Created,Completed
ENG-1,Epic,Backlog,Urgent,"a, b",,2026-01-02T03:04:05.000Z,
ENG-2,Part,Canceled,No priority,,ENG-1,Wed May 06 2026 12:00:00 GMT+0200 (CEST),2026-05-07
"""
GITHUB = "number\ttitle\tbody\tstate\tassignees\tlabels\turl\n7\tOne\tline 1\tOPEN\tann\tbug\thttps://x/7\n"
TODOIST = "TYPE;CONTENT;DESCRIPTION;PRIORITY;DATE\ntask;Buy milk;;1;24.12.2026\n"


def test_files_of_other_trackers_are_understood_by_their_headers(tracker: Tracker, tmp_path: Path) -> None:
    for n, text in enumerate((JIRA, LINEAR, GITHUB, TODOIST)):
        imported = take(tracker, table(tmp_path, text, f"t{n}.csv"))
        assert imported.problems == (), text
    login, docs = find(tracker, "WEB-1"), find(tracker, "WEB-2")
    assert (login.title, login.issue_type, login.status, login.priority) == (
        "Login fails",
        "bug",
        "in_progress",
        1,
    )
    assert (login.labels, login.created_at) == (("auth", "ui"), "2026-02-03T14:15:00Z")
    assert (login.due_at, login.assignee) == ("2026-03-01T00:00:00Z", "ann")
    assert dict(login.extra) == {"Issue id": "10001", "Sprint": "Sprint 4"}
    assert (docs.title, docs.status, docs.priority, docs.issue_type) == (
        'Write "docs", now',
        "closed",
        4,
        "feature",
    )
    assert docs.closed_at == docs.created_at
    part = find(tracker, "ENG-2")
    assert [(one.target, one.type) for one in part.dependencies] == [("ENG-1", "parent-child")]
    assert (part.status, part.close_reason, part.closed_at) == ("closed", "Canceled", "2026-05-07T00:00:00Z")
    assert part.created_at == "2026-05-06T12:00:00+02:00"
    one = find(tracker, "t2-7")
    assert (one.title, one.description, one.external_ref, one.labels) == (
        "One",
        "line 1",
        "https://x/7",
        ("bug",),
    )
    milk = by_title(tracker)["Buy milk"]
    assert (milk.due_at, milk.priority, milk.issue_type) == ("2026-12-24T00:00:00Z", 1, "task")


def test_a_second_import_changes_nothing_and_a_changed_row_only_its_issue(
    tracker: Tracker, tmp_path: Path
) -> None:
    text = "title,priority,phase\nOne,P1,\nTwo,P2,b\nTwo,P3,c\n"
    path = table(tmp_path, text)
    assert counts(take(tracker, path)) == (3, 0, 0, 0)
    before = dump(tracker.path)
    assert counts(take(tracker, path)) == (0, 0, 3, 0)
    assert dump(tracker.path) == before
    made = by_title(tracker)["One"]
    assert made.created_at > "2026-"
    assert made.id.startswith("plan-")
    table(tmp_path, text.replace("One,P1", "One,P0"))
    assert counts(take(tracker, path)) == (0, 1, 2, 0)
    again = by_title(tracker)["One"]
    assert (again.priority, again.created_at) == (0, made.created_at)
    assert exported(tracker)[made.id]["created_at"] == made.created_at


def test_what_cannot_be_read_is_kept_and_told_with_its_row(tracker: Tracker, tmp_path: Path) -> None:
    text = (
        "id,title,due,priority,type,status\na-1,One,soon,very,bug,open\n\n"
        "a-2,Two,3/4/2026,2,task,Waiting for X\n"
        "a-1,Three,2026-01-01,1,bug,open\n,,,,,done\n"
    )
    imported = take(tracker, table(tmp_path, text))
    assert imported.issues == 4
    assert imported.problems == (
        (2, "“soon” is no date; it is kept as “due”"),
        (2, "“very” is no priority; it is kept as “priority”"),
        (4, "“3/4/2026” is no date; it is kept as “due”"),
        (5, "the id a-1 is that of row 2; this row got one of its own"),
        (6, "it has no title; its first text stands for one"),
    )
    one, two = find(tracker, "a-1"), find(tracker, "a-2")
    assert (one.title, one.priority, dict(one.extra)) == ("One", 2, {"due": "soon", "csv_priority": "very"})
    assert (two.status, two.extra["due"]) == ("Waiting for X", "3/4/2026")
    assert by_title(tracker)["Three"].extra["csv_id"] == "a-1"


def test_dates_with_slashes_are_read_as_the_rest_of_their_column(tracker: Tracker, tmp_path: Path) -> None:
    take(tracker, table(tmp_path, "title,due\nA,3/4/2026\nB,25/4/2026\n", "d.csv"))
    take(tracker, table(tmp_path, "title,due\nC,3/4/2026 1:05 PM\nD,4/25/2026\n", "m.csv"))
    assert [by_title(tracker)[name].due_at for name in "ABCD"] == [
        "2026-04-03T00:00:00Z", "2026-04-25T00:00:00Z", "2026-03-04T13:05:00Z", "2026-04-25T00:00:00Z",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "remarks"),
    [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 0), ("utf-16-le", 0), ("utf-16-be", 0), ("cp1252", 1)],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_found_out(
    tmp_path: Path, encoding: str, remarks: int, delimiter: str
) -> None:
    text = (
        delimiter.join(("title", "notes")) + "\r\n" + delimiter.join(("Größe", '"a,b;c\td|e\r\nf"')) + "\r\n"
    )
    found = csv_table.parse(text.encode(encoding), tmp_path / "t.csv")
    assert (found.columns, found.delimiter) == (("title", "notes"), delimiter)
    assert [row.cells for row in found.rows] == [("Größe", "a,b;c\td|e\r\nf")]
    assert bool(found.doubtful) == bool(remarks)


def test_a_column_can_be_named_left_as_it_is_or_left_out(tmp_path: Path) -> None:
    path = table(tmp_path, "What,State,Secret,Name\nTidy up,new,x,ann\n")
    terminal = Terminal(tmp_path, tmp_path / "New.strandline")
    plain = terminal.good("import", path, "--dry-run").json
    assert (plain["created"], (tmp_path / "New.strandline").exists()) == (1, False)
    assert "There is no column “Nothing”" in terminal.refused("import", path, "--map", "Nothing=title")
    assert "There is no field “colour”" in terminal.refused("import", path, "--map", "What=colour")
    terminal.good("import", path, "--map", "what=title", "--map", "Secret=skip", "--map", "Name=assignee")
    (issue,) = terminal.good("list").json
    assert (issue["title"], issue["assignee"], issue["status"]) == ("Tidy up", "ann", "open")
    assert "Secret" not in issue
    rows = "\n".join(f"Task {n}" for n in range(3))
    assert "has no column of titles" in terminal.refused(
        "import", table(tmp_path, f"What\n{rows}\n", "w.csv")
    )


def _rich(tracker: Tracker) -> None:
    put(
        tracker,
        record(
            "x-1", "=1+1", description='a "b"\r\nc, d', labels=["+plus", "a,b", "c\\d"], assignee="@ann",
            dependencies=[
                edge("x-1", "x-2", created_by="ann"), edge("x-1", "x-3", "parent-child"),
                edge("x-1", "external:p:c", "related"),
            ],
            comments=[comment("x-1", 3, "-x\n'y")], notes="'quoted", design="'=not",
            acceptance_criteria="\tindented", due_at="2026-05-01T00:00:00+02:00", estimated_minutes=15,
            pinned=True, external_ref="gh-1", owner="o", spec_id="s", extra_key={"n": [1, 2.5]},
        ),
        record("x-2", "Two", priority=0, issue_type="molecule", status="Waiting for X"),
        record("x-3", "Three", status="closed", closed_at="2026-02-01T00:00:00Z", close_reason="done"),
        record("x-4", "Gone", status="tombstone", deleted_at="2026-02-01T00:00:00Z"),
    )  # fmt: skip


def test_our_own_table_comes_back_whole(tracker: Tracker, tmp_path: Path) -> None:
    _rich(tracker)
    path = tmp_path / "out.csv"
    report = csv_write.export_csv(tracker, path)
    assert report.lines == 3
    copy = Tracker.open(tmp_path / "Copy.strandline", create=True, actor="t")
    try:
        imported = take(copy, path)
        assert (counts(imported), imported.problems) == ((3, 0, 0, 0), ())
        for id in ("x-1", "x-2", "x-3"):
            one, other = find(tracker, id), find(copy, id)
            for name in csv_fields.FIELDS:
                if name in ("parent", "dependencies", "comments"):
                    continue
                mine, theirs = getattr(one, name), getattr(other, name)
                assert (tuple(sorted(mine)) if name == "labels" else mine) == theirs, (id, name)
            assert {(e.target, e.type, e.created_by, e.created_at) for e in one.dependencies} == {
                (e.target, e.type, e.created_by, e.created_at) for e in other.dependencies
            }
            assert [(c.author, c.text, c.created_at) for c in one.comments] == [
                (c.author, c.text, c.created_at) for c in other.comments
            ]
    finally:
        copy.close()
    again = take(tracker, path)
    assert (counts(again), again.conflicts) == ((0, 0, 3, 0), ())


def test_no_cell_of_ours_runs_in_a_spreadsheet(tracker: Tracker, tmp_path: Path) -> None:
    _rich(tracker)
    path = tmp_path / "out.csv"
    csv_write.export_csv(tracker, path)
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == csv_fields.FIELDS
    assert not [
        cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    ]
    assert rows[1][1] == "'=1+1"


def test_a_table_of_somebody_else_is_never_written_over(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, tmp_path / "New.strandline")
    path = table(tmp_path, "title\nOne\n")
    terminal.good("import", path)
    assert "was imported from" in terminal.refused("export", path)
    other = table(tmp_path, "a,b\n1,2\n", "other.csv")
    assert "is not what Strandline last wrote there" in terminal.refused("export", other)
    assert other.read_bytes() == b"a,b\n1,2\n"
    assert terminal.good("export", "mine.csv").json["lines"] == 1
    assert terminal.good("export", "mine.csv").json["lines"] == 1
    mine = tmp_path / "mine.csv"
    assert mine.read_bytes().startswith(b"\xef\xbb\xbfid,title,")
    edited = mine.read_bytes().replace(b"One", b"Edited")
    mine.write_bytes(edited)
    assert "is not what Strandline last wrote there" in terminal.refused("export", "mine.csv")
    assert mine.read_bytes() == edited


def test_changes_here_and_in_the_table_are_merged(tracker: Tracker, tmp_path: Path) -> None:
    path = table(tmp_path, "id,title,assignee\na-1,One,ann\n")
    take(tracker, path)
    Edit(find(tracker, "a-1").uid, {"title": "Ours"}).run(tracker)
    table(tmp_path, "id,title,assignee\na-1,One,bob\n")
    take(tracker, path)
    assert (find(tracker, "a-1").title, find(tracker, "a-1").assignee) == ("Ours", "bob")
    Close((find(tracker, "a-1").uid,), "done").run(tracker)
    assert plans.plan(tracker, sources.read(path)).same


def test_huge_tables_and_cells_are_refused_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = table(tmp_path, "title,notes\nOne," + "x" * 300_000 + "\n")
    assert len(sources.read(big).lines) == 1
    monkeypatch.setattr(csv_table, "CELL_LIMIT", 1000)
    with pytest.raises(KnownError, match=r"a cell has more than .* Nothing was imported"):
        sources.read(big)
    monkeypatch.setattr(csv_table, "SIZE_LIMIT", 1000)
    with pytest.raises(KnownError, match=r"larger than .* Nothing was imported"):
        sources.read(big)
    with pytest.raises(KnownError, match="more than 1000 columns"):
        csv_table.parse(b"a," * 1200, big)


def test_empty_tables_have_no_issues(tracker: Tracker, tmp_path: Path) -> None:
    for text in ("", "\n\n", "title,notes\n", "a,b,c"):
        assert take(tracker, table(tmp_path, text)).issues == 0


def test_only_tables_have_columns(tmp_path: Path) -> None:
    path = tmp_path / "issues.jsonl"
    path.write_bytes(b"")
    with pytest.raises(Invalid, match="is no table"):
        sources.read(path, columns=["a=title"])


def test_any_bytes_give_issues_or_a_plain_sentence(tmp_path: Path) -> None:
    chance = random.Random(11)
    seed = (JIRA + LINEAR).encode()
    for n in range(250):
        data = bytearray(seed)
        for _ in range(chance.choice((1, 5, 60))):
            data[chance.randrange(len(data))] = chance.choice(
                (0, 10, 13, 34, 39, 44, 59, 92, 255, chance.randrange(256))
            )
        path = table(tmp_path, bytes(data[: chance.randrange(len(data))]), f"{n % 3}.csv")
        try:
            source = sources.read(path)
        except KnownError as error:
            sentence = str(error)
            assert "Nothing was imported" in sentence, sentence
            continue
        rows = csv_table.read(path)[1].rows
        assert [line.kind for line in source.lines] == ["issue"] * len(rows)
        assert sources.read(path).sha256 == source.sha256


@pytest.mark.parametrize("text", ["=x", "+1", "-", "@a", "\ta", "'=x", "''", "'a", "a", "", "it's"])
def test_a_made_safe_cell_gives_its_text_back(text: str) -> None:
    assert csv_write.plain_cell(csv_write.safe_cell(text)) == text


def test_labels_come_back_whatever_they_hold() -> None:
    names = ["a,b", "c;d", "e|f", "g\\h", "i\nj", "\\,"]
    assert csv_values.labels(csv_values.joined(names)) == names


def test_a_whole_mapping_leaves_out_the_guess(tmp_path: Path) -> None:
    path = table(tmp_path, "title,status\nOne,done\n")
    made: Any = csv_read.read(path, {"title": "description", "status": "title"}).lines[0].record
    assert (made["title"], made["description"], made["status"]) == ("done", "One", "open")


def ours(**cells: str) -> str:
    """A table of our own columns with one row."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, csv_fields.FIELDS)
    writer.writeheader()
    writer.writerow({"id": "b-1", "title": "T", **cells})
    return out.getvalue()


DEEP = "[" * 700 + "]" * 700
NO_EXTRA = [
    '{"dependencies":"x"}', '{"dependencies":[1]}', '{"comments":5}', '{"labels":3}', '{"labels":["a",1]}',
    '{"Labels":["a"]}', '{"id":5}', r'{"\u0000links":5}', r'{"\u0000details":[]}', '{"x":NaN}',
    '{"dependencies":[{"type":"blocks","depends_on_id":"b-2","metadata":{"a":NaN}}]}',
    f'{{"x":{DEEP}}}', '{"_deleted":true}', '{"_type":"memory"}', "[]", "5", "some text",
]  # fmt: skip
NO_COMMENTS = [
    "5", "[5]", '["a"]', '[{"x":NaN}]', '[{"id":Infinity,"text":"x"}]', '{"text":"a"}', "[],[]", DEEP,
    f'[{{"text":{"[" * 126}{"]" * 126}}}]',
]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell"), [*(("extra", one) for one in NO_EXTRA), *(("comments", one) for one in NO_COMMENTS)]
)
def test_a_cell_of_ours_that_makes_no_sense_is_kept_as_text_and_told(
    tracker: Tracker, tmp_path: Path, column: str, cell: str
) -> None:
    imported = take(tracker, table(tmp_path, ours(**{column: cell})))
    ((row, reason),) = imported.problems
    what = "record of further keys" if column == "extra" else "list of comments"
    assert row == 2
    assert reason.endswith(f"is no {what}; it is kept as “{column}”")
    issue = find(tracker, "b-1")
    assert (issue.title, issue.comments, dict(issue.extra)) == ("T", (), {f"csv_{column}": cell})


def test_a_cell_called_comments_of_any_table_may_say_anything(tracker: Tracker, tmp_path: Path) -> None:
    imported = take(tracker, table(tmp_path, 'Title,Comments\nT,"[{""x"":NaN}]"\n'))
    assert (imported.created, len(imported.problems)) == (1, 1)
    assert by_title(tracker)["T"].extra["csv_Comments"] == '[{"x":NaN}]'


def test_numbers_of_our_own_table_keep_their_digits(tracker: Tracker, tmp_path: Path) -> None:
    raw = lines(record("x-1"))[:-2] + b',"a":2.50,"b":1e400,"c":-0}\n'
    put(tracker, raw)
    path = tmp_path / "out.csv"
    csv_write.export_csv(tracker, path)
    (line,) = sources.read(path).lines
    assert line.raw.endswith(b',"a":2.50,"b":1e400,"c":-0}')


def test_a_link_keeps_its_ends_whatever_our_own_table_tells_of_it(tracker: Tracker, tmp_path: Path) -> None:
    told = '{"dependencies":[{"type":"blocks","depends_on_id":5,"issue_id":7,"created_by":"ann"}]}'
    assert take(tracker, table(tmp_path, ours(dependencies="blocks:5", extra=told))).problems == ()
    (link,) = find(tracker, "b-1").dependencies
    assert (link.target, link.type, link.created_by) == ("5", "blocks", "ann")


def test_a_cell_of_many_blanks_or_noughts_is_read_in_a_time_that_grows_with_it() -> None:
    many = 2_000_000
    for cell in ("5" + " " * many + "x", "5." + "0" * many + " " * many + "x", " " * many + "x"):
        assert csv_values.minutes(cell) is None
    assert csv_values.minutes(" 5." + "0" * many + " " * many + "min ") == 5
