"""What ships beside the code: icons in one colour, the sample project, names that stay in the package."""

import json
import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from resources import app_icon_svg, icon_svg, sample_project, style_template, translation
from store import jsonl
from store.__main__ import main

ICONS = sorted(
    entry.name.removesuffix(".svg")
    for entry in files("resources").joinpath("icons").iterdir()
    if entry.name.endswith(".svg")
)


@pytest.fixture(scope="module")
def sample() -> list[dict[str, Any]]:
    return [json.loads(line) for line in sample_project().splitlines()]


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_takes_every_colour_from_the_theme(name: str) -> None:
    svg = icon_svg(name).decode()
    assert "currentColor" in svg
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(", svg)


def test_the_app_icon_is_an_svg_without_what_qt_cannot_paint() -> None:
    svg = app_icon_svg().decode()
    assert svg.startswith("<svg")
    # QtSvg paints SVG Tiny: these would be left out without a word.
    assert not re.search(r"clipPath|mask|filter|pattern", svg)


@pytest.mark.parametrize(
    "name", ["no-such-icon", "../app_icon", "../../pyproject", "", "a/b", "plus.svg", "."]
)
def test_an_unknown_icon_is_a_lookup_error(name: str) -> None:
    with pytest.raises(LookupError):
        icon_svg(name)


@pytest.mark.parametrize("lang", ["tlh", "../icons/plus", "", "de/../de"])
def test_a_language_that_we_do_not_have_is_none(lang: str) -> None:
    assert translation(lang) is None


def test_licences_ship_with_what_is_not_ours() -> None:
    assert "ISC" in files("resources").joinpath("icons/LICENSE-lucide.txt").read_text("utf-8")
    fonts = Path(__file__).parent / "fonts"
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text("utf-8")


def test_the_style_sheet_names_no_colour() -> None:
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", style_template())


def test_each_line_of_the_sample_is_spelt_as_bd_spells_it() -> None:
    data = sample_project()
    assert data.endswith(b"\n")
    for body in data.splitlines():
        assert jsonl.line(jsonl.read(body)) == body


def test_the_sample_is_in_order_and_its_ids_are_plain(sample: list[dict[str, Any]]) -> None:
    ids = [issue["id"] for issue in sample]
    assert all(first.encode() < second.encode() for first, second in pairwise(ids))
    assert all(re.fullmatch(r"tide-[0-9a-z]{4}", name) for name in ids)
    assert len(ids) >= 35


def test_the_sample_holds_together(sample: list[dict[str, Any]]) -> None:
    ids = {issue["id"] for issue in sample}
    for issue in sample:
        stamps = [issue["created_at"], issue["updated_at"]]
        assert stamps == sorted(stamps)
        for edge in issue.get("dependencies", []):
            assert edge["issue_id"] == issue["id"]
            assert edge["depends_on_id"] in ids - {issue["id"]}
        for comment in issue.get("comments", []):
            assert comment["issue_id"] == issue["id"]
            assert comment["created_at"] <= issue["updated_at"]
        assert ("closed_at" in issue) == (issue["status"] == "closed")
        assert issue.get("labels", []) == sorted(issue.get("labels", []))
    named = set(re.findall(r"tide-[0-9a-z]{4}", sample_project().decode()))
    assert named <= ids, "texts and comments point at issues that are there"


def test_the_sample_shows_every_state_that_it_teaches(sample: list[dict[str, Any]]) -> None:
    assert {issue["status"] for issue in sample} == {
        "open", "in_progress", "blocked", "deferred", "closed", "tombstone",
    }  # fmt: skip
    assert {issue["issue_type"] for issue in sample} == {"task", "bug", "feature", "epic", "chore"}
    assert {issue["priority"] for issue in sample} == {0, 1, 2, 3, 4}
    present = {key for issue in sample for key in issue}
    assert present >= {
        "description", "design", "acceptance_criteria", "notes", "assignee", "labels", "comments", "due_at",
        "defer_until", "estimated_minutes", "close_reason",
    }  # fmt: skip
    assert {edge["type"] for issue in sample for edge in issue.get("dependencies", [])} == {
        "parent-child", "blocks", "related", "discovered-from",
    }  # fmt: skip


def test_the_sample_opens_whole_and_welcomes_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "sample.jsonl"
    source.write_bytes(sample_project())

    def ask(*words: str) -> Any:
        code = main(["--db", str(tmp_path / "Sample.strandline"), "--json", *words])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return json.loads(out)

    report = ask("import", str(source))
    assert report["created"] == len(sample_project().splitlines())
    assert (report["kept_verbatim"], report["problems"], report["conflicts"]) == (0, [], [])
    assert ask("check")["ok"]
    assert ask("ready", "--sort", "oldest")[0]["title"].startswith("Welcome")
    assert len(ask("blocked")) >= 5
