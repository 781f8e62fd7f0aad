"""Documents claim nothing that no test shows: each test that they name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_NAMED = re.compile(r"`((?:tests/)?(?:\w+/)*(test_\w+\.py))::(test_\w+)`")
CLAIMS = [
    (document.name, file, name, test)
    for document in sorted((ROOT / "docs").glob("*.md"))
    for file, name, test in _NAMED.findall(document.read_text(encoding="utf-8"))
]


def test_the_exchange_names_its_tests() -> None:
    assert sum(document == "exchange.md" for document, *_ in CLAIMS) > 50


@pytest.mark.parametrize(("document", "file", "name", "test"), CLAIMS)
def test_a_test_that_a_document_names_exists(document: str, file: str, name: str, test: str) -> None:
    places = [ROOT / file] if "/" in file else sorted((ROOT / "tests").rglob(name))
    assert any(f"def {test}(" in place.read_text(encoding="utf-8") for place in places), document
