"""What SQLite's check of a file says, in a few plain sentences however much it found. Any thread."""

from __future__ import annotations

import re
from collections.abc import Iterable

_INDEX = re.compile(r" index (\S+)$")
_SEARCH = "FTS5"
_HEAD = "*** "
MOST = 100
"""So many faults SQLite tells at the most."""


def plain(rows: Iterable[str]) -> list[str]:
    """One sentence for each kind of fault, the worst first; none for a sound file."""
    lines = [line for row in rows for line in row.splitlines() if line != "ok" and not line.startswith(_HEAD)]
    indexes = [found.group(1) for line in lines if (found := _INDEX.search(line))]
    search = [line for line in lines if _SEARCH in line]
    rest = [line for line in lines if not _INDEX.search(line) and _SEARCH not in line]
    said: list[str] = []
    if rest:
        said.append(f"The file is damaged in {_places(len(rest))}; the first: {rest[0].rstrip('.')}.")
    if indexes:
        names = ", ".join(dict.fromkeys(indexes))
        said.append(f"An index is damaged ({names}): lists may lack issues, or show them in a wrong place.")
    if search:
        said.append("The search index is damaged: searching may miss issues.")
    return said


def _places(n: int) -> str:
    if n == 1:
        return "one place"
    return f"at least {n} places" if n >= MOST else f"{n} places"
