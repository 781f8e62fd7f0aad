"""The house as ARCHITECTURE.md describes it: every room is on the page, and only rooms that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("package", ["store", "gui"])
def test_every_module_is_on_the_page_once(package: str) -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = page[page.index(f"| {package}/ | |") :].split("\n\n")[0]
    rooms = [line.split("|")[1] for line in table.splitlines()[2:]]
    named = [name for room in rooms for name in re.findall(r"`([\w/]+)`", room)]
    there = {path.stem for path in (ROOT / package).glob("*.py")} - {"__init__"}
    assert sorted(name for name in named if not name.endswith("/")) == sorted(there)


def test_packaging_is_no_package() -> None:
    """With an __init__.py it would shadow the library of that name for every tool that runs here."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


BANNED = re.compile(
    r"processEvents|(?<!app)\.exec\(|\bQThread\b|QSortFilterProxyModel|time\.sleep|\bimport sqlite3\b|QtSql"
    r"|\.connect\(lambda|Signal\((?:int|str|dict|bool|list)"
    r"|shell=True|os\.system|os\.popen|\beval\(|(?<![\w.])exec\("
)


@pytest.mark.parametrize("package", ["store", "gui", "resources"])
def test_what_may_not_be_used_is_not_used(package: str) -> None:
    """Why, each with its measurement or its reason, is in CONTRIBUTING.md and SECURITY.md."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BANNED.search(line)
    ]
    assert not found
