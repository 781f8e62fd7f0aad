"""What ships with the program: icons, style, translations, the sample project. Read from any thread."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_NAME = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")
_PAGE = re.compile(r"[a-z0-9-]+\.(?:md|png)")


@cache
def icon_svg(name: str) -> bytes:
    """SVG of one icon, such as "plus" or "status-open", drawn in `currentColor`.

    Raises LookupError when there is no icon of that name.
    """
    return _read(f"icons/{_checked(name)}.svg")


def app_icon_svg() -> bytes:
    """SVG of the program's own icon, in its own colours."""
    return _read("app_icon.svg")


def style_template() -> str:
    """Style sheet of the window with $names for colours and lengths."""
    return _read("style.qss").decode("utf-8")


def sample_project() -> bytes:
    """A made-up project of about 40 issues, one JSON line each, that teaches the program."""
    return _read("sample/sample.jsonl")


def guide_page(name: str) -> bytes:
    """The user's guide, "guide.md", or a picture of it such as "pictures/window.png".

    packaging/guide.py puts it beside this file for an installed program; a checkout has it in docs.
    Raises LookupError when there is no such page.
    """
    folder, _, stem = name.rpartition("/")
    if folder not in ("", "pictures") or not _PAGE.fullmatch(stem):
        raise LookupError(f"not a page of the guide: {name!r}")
    try:
        return _read(f"guide/{name}")
    except LookupError:
        page = _HERE.with_name("docs") / name
        if not page.is_file():
            raise
        return page.read_bytes()


def translation(lang: str) -> bytes | None:
    """Compiled Qt translation (.qm) for a language such as "de" or "pt_BR"; None when there is none."""
    try:
        return _read(f"i18n/strandline_{_checked(lang)}.qm")
    except LookupError:
        return None


def _checked(name: str) -> str:
    """Return `name` if it is a plain file stem: a name may come from a settings file."""
    if not _NAME.fullmatch(name):
        raise LookupError(f"not a resource name: {name!r}")
    return name


def _read(path: str) -> bytes:
    try:
        return (_HERE / path).read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise LookupError(f"no such resource: {path}") from error
