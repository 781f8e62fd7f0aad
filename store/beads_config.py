"""The few keys of .beads/config.yaml that say how bd works; read, and one of them written, byte by byte.

No YAML library: bd writes plain `key: value` lines at the margin, and only those count here. What is
written in another way is left alone, and said. Any thread. Rules: bd reads the file with viper, whose
keys have no case and whose booleans are what Go's ParseBool takes.
"""

from __future__ import annotations

import re
from pathlib import Path

from store.errors import KnownError
from store.files import Unsynced, write_whole
from store.private_files import read_text

NO_DB = "no-db"
_TRUE = frozenset({"1", "t", "true"})
_KEY = re.compile(
    r"""^(?P<quote>["']?)(?P<key>[A-Za-z][\w.-]*)(?P=quote)[ \t]*:(?=[ \t\r\n]|\Z)(?P<gap>[ \t]*)"""
    r"""(?P<value>"[^"]*"|'[^']*'|(?:[^ \t#\r\n]++(?:[ \t]++[^ \t#\r\n]++)*+)?)"""
    r"""(?P<rest>[ \t]*(?:(?<=[ \t])\#[^\r\n]*)?)(?P<end>\r?\n|\Z)""",
    re.MULTILINE,
)
_MARGIN = re.compile(r"""(?:[#\s]|["']?[A-Za-z][\w.-]*["']?[ \t]*:(?:\s|$)|- |-?$)""")
_COMMENTED = re.compile(r"^#[ \t]*no-db[ \t]*:[^\r\n]*(\r?\n|\Z)", re.MULTILINE)


def read_keys(beads: Path) -> dict[str, str]:
    """The keys at the margin of config.yaml with their values, keys in lower case; {} without the file."""
    text = read_text(beads / "config.yaml") or ""
    return {match["key"].lower(): _plain(match["value"]) for match in _KEY.finditer(_first_document(text))}


def is_true(value: str | None) -> bool:
    """Whether bd takes the value for true."""
    return value is not None and value.lower() in _TRUE


def switch_to_no_db(beads: Path) -> None:
    """Write `no-db: true` into config.yaml and leave every other byte as it is.

    Raises KnownError when the file cannot be read or written, or is written in a way that a line at the
    margin would not fit into.
    """
    path = beads / "config.yaml"
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(f"{path} cannot be read: {error}. Nothing was changed.") from error
    wanted = with_no_db(text)
    if wanted is None:
        raise KnownError(
            f"{path} is written in a way that is left alone here. Nothing was changed; "
            "add the line no-db: true to it yourself."
        )
    if wanted == text:
        return
    try:
        write_whole(path, wanted.encode())
    except Unsynced as error:
        raise KnownError(error.told(str(path))) from error
    except OSError as error:
        raise KnownError(f"{path} could not be written: {error.strerror}. It is as it was.") from error


def with_no_db(text: str) -> str | None:
    """The file's text with `no-db: true`; None where that cannot be put in by adding or changing one line."""
    if not _is_plain(text):
        return None
    found = [match for match in _KEY.finditer(text) if match["key"].lower() == NO_DB]
    if len(found) > 1:
        return None
    if found:
        match = found[0]
        if is_true(_plain(match["value"])):
            return text
        gap = match["gap"] or " "
        # A comment needs a space in front of it; an empty value may have left none.
        return f"{text[: match.start('gap')]}{gap}true{_spaced(match['rest'])}{text[match.end('rest') :]}"
    ending = "\r\n" if "\r\n" in text else "\n"
    line = f"{NO_DB}: true{ending}"
    commented = _COMMENTED.search(text)
    place = len(text) if commented is None else commented.end()
    before = text[:place]
    if before and not before.endswith("\n"):
        before += ending
    return before + line + text[place:]


def _spaced(rest: str) -> str:
    return f" {rest}" if rest.startswith("#") else rest


def _plain(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _first_document(text: str) -> str:
    """YAML's first document; bd reads no other."""
    lines = text.removeprefix("\ufeff").split("\n")
    start = 1 if lines[0].rstrip() == "---" else 0
    for number, line in enumerate(lines[start:], start):
        if line.startswith(("---", "...")):
            return "\n".join(lines[start:number])
    return "\n".join(lines[start:])


def _is_plain(text: str) -> bool:
    """Whether all that stands at the margin is keys, list items and comments of one document."""
    lines = text.removeprefix("\ufeff").split("\n")
    return all(_MARGIN.match(line) for line in lines[1 if lines[0].rstrip() == "---" else 0 :])
