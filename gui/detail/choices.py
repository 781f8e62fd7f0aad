"""The rows of each field's picker: what the store knows, and what typed text would become."""

from __future__ import annotations

import re
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from gui import icons, wording
from gui.detail.picker import Choice
from gui.detail.words import duration, value_name
from gui.theme import current
from store.answers import Words
from store.issue import PRIORITIES

_ESTIMATES = (15, 30, 60, 120, 240, 480)
_HOURS = re.compile(r"(?:(\d{1,5})\s*h)?\s*(?:(\d{1,6})\s*(?:m|min)?)?", re.ASCII)


class Offers(Protocol):
    """What the rows depend on: the tracker's words, who asks, and the present value."""

    @property
    def words(self) -> Words:
        """Values that occur in the tracker."""
        ...

    @property
    def actor(self) -> str:
        """Who "me" is."""
        ...

    def value(self, field: str) -> object:
        """What the field has now."""


def choices(subject: Offers, field: str) -> list[Choice]:
    """Return the rows for a field."""
    rows = {
        "status": _statuses,
        "priority": _priorities,
        "issue_type": _types,
        "assignee": _people,
        "labels": _labels,
        "estimated_minutes": _estimates,
    }.get(field, _references)
    return rows(subject)


def made(field: str, text: str, rows: list[Choice]) -> Choice | None:
    """Return the row that typed text makes, or None where the list is all there is."""
    typed = text.strip()
    if not typed or any(row.text.casefold() == typed.casefold() or row.value == typed for row in rows):
        return None
    tr = QCoreApplication.translate
    if field == "estimated_minutes":
        minutes = read_minutes(typed)
        words = tr("detail", "Set to {}")
        return None if minutes is None else Choice(minutes, words.format(duration(minutes)))
    template = {
        "labels": tr("detail", "Create label “{}”"),
        "assignee": tr("detail", "Assign to “{}”"),
        "issue_type": tr("detail", "Use type “{}”"),
        "external_ref": tr("detail", "Use “{}”"),
    }.get(field)
    return None if template is None else Choice(typed, template.format(typed))


def read_minutes(text: str) -> int | None:
    """Return the minutes of "90", "1h30", "1 h 30 min" or "2h"; None for anything else."""
    match = _HOURS.fullmatch(text.strip().lower())
    if match is None or match.group(0) == "":
        return None
    return int(match[1] or 0) * 60 + int(match[2] or 0)


def _statuses(subject: Offers) -> list[Choice]:
    palette = current().palette
    return [
        Choice(name, value_name("status", name), icon=icons.status_icon(name, palette), keys=name)
        for name in subject.words.statuses
    ]


def _priorities(_subject: Offers) -> list[Choice]:
    palette = current().palette
    return [
        Choice(
            n,
            wording.priority_name(n),
            icon=icons.priority_icon(n, palette),
            keys=f"p{n} {n}",
            instant=str(n),
        )
        for n in PRIORITIES
    ]


def _types(subject: Offers) -> list[Choice]:
    palette = current().palette
    return [
        Choice(name, value_name("issue_type", name), icon=icons.type_icon(name, palette), keys=name)
        for name in subject.words.types
    ]


def _labels(subject: Offers) -> list[Choice]:
    return [Choice(name, name) for name in _with_own(subject.words.labels, subject.value("labels"))]


def _estimates(_subject: Offers) -> list[Choice]:
    none = Choice(None, QCoreApplication.translate("detail", "No estimate"))
    return [*(Choice(n, duration(n)) for n in _ESTIMATES), none]


def _references(subject: Offers) -> list[Choice]:
    none = Choice("", QCoreApplication.translate("detail", "No reference"))
    return [none] if subject.value("external_ref") else []


def _people(subject: Offers) -> list[Choice]:
    tr = QCoreApplication.translate
    names = _with_own(subject.words.assignees, (subject.value("assignee"),))
    me = subject.actor
    first = [Choice(me, me, hint=tr("detail", "me"), keys="me")] if me else []
    nobody = Choice("", tr("detail", "Nobody"))
    return [*first, *(Choice(name, name) for name in names if name != me), nobody]


def _with_own(known: tuple[str, ...], own: object) -> list[str]:
    """The known names, and the issue's own that are not saved yet."""
    extra = [str(name) for name in own if name and name not in known] if isinstance(own, tuple) else []  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return sorted((*known, *extra), key=lambda name: (name.casefold(), name)) if extra else list(known)
