"""Documents claim nothing that no test shows: each test that they name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_NAMED = re.compile(r"`((?:tests/)?(?:\w+/)*(test_\w+\.py))::(test_\w+)`")
CLAIMS = [
    (document.name, file, name, test)
    for document in (ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md")))
    for file, name, test in _NAMED.findall(document.read_text(encoding="utf-8"))
]


def test_the_exchange_names_its_tests() -> None:
    assert sum(document == "exchange.md" for document, *_ in CLAIMS) > 50


def test_each_threat_names_its_tests() -> None:
    lines = (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and not line.startswith("| Threat")]
    assert len(rows) >= 12
    assert [row for row in rows if not _NAMED.search(row)] == []


def test_the_asks_are_all_there_once_and_name_their_tests() -> None:
    lines = (ROOT / "docs/asks.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:]] for line in lines if re.match(r"\| \d+ \|", line)]
    assert [int(row[0]) for row in rows] == list(range(1, 31))
    assert {row[2] for row in rows} <= {"met", "partly", "not yet", "not ours"}
    assert [row[0] for row in rows if row[2] in ("met", "partly") and not _NAMED.search(row[3])] == []
    assert len({test for document, _, _, test in CLAIMS if document == "asks.md"}) >= 15


@pytest.mark.parametrize(("document", "file", "name", "test"), CLAIMS)
def test_a_test_that_a_document_names_exists(document: str, file: str, name: str, test: str) -> None:
    places = [ROOT / file] if "/" in file else sorted((ROOT / "tests").rglob(name))
    assert any(f"def {test}(" in place.read_text(encoding="utf-8") for place in places), document
