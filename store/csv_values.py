"""Cells of a table as values of an issue, as other trackers write them. Pure, any thread."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import cast

from store.issue import read_priority
from store.jsonl_read import BadLine, parse
from store.times import canonical

_STATUS = {
    "open": "open|todo|to do|backlog|triage|unstarted|new|reopened|not started|selected for development|next",
    "in_progress": "in progress|started|doing|in_progress|active|in review|in development",
    "blocked": "blocked|waiting",
    "deferred": "deferred|on hold|later|someday|paused",
    "closed": "closed|done|completed|complete|resolved|fixed|merged|x",
}
_STATUSES = {word: status for status, words in _STATUS.items() for word in words.split("|")}
_ENDED = frozenset({"canceled", "cancelled", "duplicate", "won't do", "wont do", "won't fix", "not planned"})
"""Words for closed that are also its reason."""
_TYPES = {
    "story": "feature", "user story": "feature", "new feature": "feature", "improvement": "feature",
    "enhancement": "feature", "sub task": "task", "subtask": "task", "sub-task": "task", "defect": "bug",
}  # fmt: skip
_PRIORITIES = {
    "no priority": 2, "none": 2, "minor": 3, "trivial": 4, "major": 1, "blocker": 0, "must": 0, "should": 1,
    "could": 3, "wont": 4,
}  # fmt: skip
_UNSPLIT = re.compile(r"(?<!\\)[,;|\n]")
_ESCAPED = re.compile(r"\\([\\,;|\n])")
_SLASHED = re.compile(
    r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?:[ ,]+(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AaPp][Mm]))?)?"
)
_FORMATS = (
    "%d/%b/%y %I:%M %p", "%d/%b/%Y %I:%M %p", "%d/%b/%y", "%d/%b/%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y",
    "%B %d, %Y", "%d %b %Y %H:%M", "%b %d, %Y %H:%M", "%Y/%m/%d", "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S",
)  # fmt: skip
_OF_BROWSERS = re.compile(r"\w{3} (\w{3} \d\d \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})(?: \(.*\))?", re.ASCII)


def status(text: str) -> tuple[str, str]:
    """The status, and a reason for closing that the word itself is; unknown words are kept as they are."""
    word = " ".join(text.casefold().split())
    if word in _ENDED:
        return "closed", text.strip()
    return _STATUSES.get(word, text.strip()), ""


def issue_type(text: str) -> str:
    """The type; unknown words are kept as they are, in small letters where they have a capital only."""
    word = " ".join(text.casefold().split())
    return _TYPES.get(word, word if word in {"bug", "task", "feature", "epic", "chore"} else text.strip())


def priority(text: str) -> int | None:
    """0 to 4 from a number, P1, or a word of any of the trackers; None when it says nothing known."""
    word = text.strip().casefold()
    known = read_priority(word)
    if known is None:
        known = _PRIORITIES.get(word)
    if known is None and (lead := re.match(r"(?:p|priority )?([0-4])(?:\.0+)?\b", word)) is not None:
        known = int(lead[1])
    return known


def labels(text: str) -> list[str]:
    """Labels parted by commas, semicolons, bars or line ends; a backslash before one of them keeps it."""
    parts = (_ESCAPED.sub(r"\1", part).strip() for part in _UNSPLIT.split(text))
    return [part for part in parts if part]


def joined(names: Iterable[str]) -> str:
    """Names as labels() reads them."""
    return ", ".join(re.sub(r"([\\,;|\n])", r"\\\1", name) for name in names)


def day_first(cells: Iterable[str]) -> bool | None:
    """Whether dates such as 3/4/2026 of a column begin with the day; None when none of them tells."""
    for cell in cells:
        found = _SLASHED.fullmatch(cell.strip())
        if found is not None:
            if "." in cell.partition(" ")[0] or int(found[1]) > 12:
                return True
            if int(found[2]) > 12:
                return False
    return None


def time(text: str, *, day_first: bool | None) -> str:
    """A time as RFC 3339; "" when it cannot be read, or could be two days."""
    text = text.strip()
    exact = canonical(text)
    if exact:
        return exact
    browser = _OF_BROWSERS.fullmatch(text)
    try:
        if browser is not None:
            return _spelled(datetime.strptime(f"{browser[1]} {browser[2]}", "%b %d %Y %H:%M:%S %z"))
        slashed = _SLASHED.fullmatch(text)
        if slashed is not None:
            return "" if day_first is None else _slashed(slashed, day_first=day_first)
    except ValueError:
        return ""
    for form in _FORMATS:
        # Without a zone it is UTC.
        try:
            return _spelled(datetime.strptime(text, form))
        except ValueError:
            continue
    return ""


def minutes(text: str) -> int | None:
    """A number of minutes."""
    found = re.fullmatch(r"(\d{1,9})(?:\.0*+)?\s*+(?:m|min|minutes)?", text.strip())
    return int(found[1]) if found is not None else None


def flag(text: str) -> bool | None:
    """Yes or no."""
    word = text.strip().casefold()
    if word in {"true", "yes", "1", "x", "y"}:
        return True
    return False if word in {"false", "no", "0", "n", ""} else None


def json_of(text: str, kind: type) -> object:
    """A value that our own files have as JSON; None when it is none of that kind, or no line can hold it."""
    try:
        value = parse(text.encode("utf-8", "replace"))
    except BadLine:
        return None
    return value if isinstance(value, kind) else None


def edges(text: str) -> list[tuple[str, str]]:
    """(type, id) of texts such as "blocks:bd-1, bd-2"."""
    found: list[tuple[str, str]] = []
    for part in labels(text):
        kind, colon, target = part.partition(":")
        # external:project:thing is a target of its own.
        typed = bool(colon) and kind != "external" and re.fullmatch(r"[a-z][a-z-]*", kind) is not None
        found.append((kind, target.strip()) if typed else ("blocks", part))
    return [(kind, target) for kind, target in found if target]


def comment_list(text: str) -> list[dict[str, object]] | None:
    """The comments of our own files; None for any other text."""
    # In brackets, because they lie one level deeper in a record.
    values = cast("list[object] | None", json_of(f"[{text}]", list)) or []
    return records(values[0]) if len(values) == 1 else None


def records(value: object) -> list[dict[str, object]] | None:
    """The value when it is a list of JSON objects."""
    if not isinstance(value, list):
        return None
    items = cast("list[object]", value)
    found = [cast("dict[str, object]", item) for item in items if isinstance(item, dict)]
    return found if len(found) == len(items) else None


def _slashed(found: re.Match[str], *, day_first: bool) -> str:
    one, other, year = int(found[1]), int(found[2]), int(found[3])
    day, month = (one, other) if day_first else (other, one)
    hour = int(found[4] or 0)
    if found[7]:
        hour = hour % 12 + (12 if found[7].lower() == "pm" else 0)
    whole = date(year + 2000 if year < 100 else year, month, day)
    return canonical(f"{whole.isoformat()}T{hour:02}:{found[5] or '00'}:{found[6] or '00'}Z")


def _spelled(moment: datetime) -> str:
    text = moment.isoformat(timespec="seconds")
    return canonical(text)
