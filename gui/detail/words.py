"""The names that people read for fields and values, and times in the user's own format."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale

from gui import wording
from gui.field_names import field_name as field_name
from store.times import nanoseconds

_LINKS = {
    "blocks": QT_TRANSLATE_NOOP("detail", "waits for"),
    "parent-child": QT_TRANSLATE_NOOP("detail", "child of"),
    "related": QT_TRANSLATE_NOOP("detail", "related to"),
    "discovered-from": QT_TRANSLATE_NOOP("detail", "discovered from"),
    "duplicates": QT_TRANSLATE_NOOP("detail", "duplicates"),
    "supersedes": QT_TRANSLATE_NOOP("detail", "supersedes"),
    "conditional-blocks": QT_TRANSLATE_NOOP("detail", "waits for the failure of"),
    "waits-for": QT_TRANSLATE_NOOP("detail", "waits for the children of"),
}

_BACK = {
    "related": QT_TRANSLATE_NOOP("detail", "related to"),
    "discovered-from": QT_TRANSLATE_NOOP("detail", "discovered from this one"),
    "duplicates": QT_TRANSLATE_NOOP("detail", "duplicates this one"),
    "supersedes": QT_TRANSLATE_NOOP("detail", "supersedes this one"),
    "conditional-blocks": QT_TRANSLATE_NOOP("detail", "waits for the failure of this one"),
    "waits-for": QT_TRANSLATE_NOOP("detail", "waits for the children of this one"),
}

_TYPES = {
    "task": QT_TRANSLATE_NOOP("detail", "Task"),
    "bug": QT_TRANSLATE_NOOP("detail", "Bug"),
    "feature": QT_TRANSLATE_NOOP("detail", "Feature"),
    "epic": QT_TRANSLATE_NOOP("detail", "Epic"),
    "chore": QT_TRANSLATE_NOOP("detail", "Chore"),
}


def link_name(kind: str) -> str:
    """Return what a dependency of that type says; an unknown type is shown as it is spelled."""
    return QCoreApplication.translate("detail", str(_LINKS[kind])) if kind in _LINKS else kind


def link_name_back(kind: str) -> str:
    """Return the same, said of the issue that has the dependency, where this one is its target."""
    if kind in _BACK:
        return QCoreApplication.translate("detail", str(_BACK[kind]))
    return QCoreApplication.translate("detail", "{} this one").format(link_name(kind))


def moment(text: str) -> QDateTime | None:
    """Return a stored time in the user's zone, or None for one that cannot be read."""
    at = nanoseconds(text)
    return None if at is None else QDateTime.fromMSecsSinceEpoch(at // 1_000_000)


def day(text: str | None) -> str:
    """Return the day of a stored time, with its clock time unless that is midnight."""
    at = moment(text or "")
    if at is None:
        return text or ""
    short = QLocale().toString(at.date(), QCoreApplication.translate("detail", "d MMM yyyy"))
    clock = at.time()
    return short if clock.msecsSinceStartOfDay() == 0 else f"{short}, {QLocale().toString(clock, 'HH:mm')}"


def duration(minutes: int | str) -> str:
    """Return minutes as "1 h 30 min"."""
    hours, rest = divmod(int(minutes), 60)
    parts = [QCoreApplication.translate("detail", "{} h").format(hours)] if hours else []
    if rest or not hours:
        parts.append(QCoreApplication.translate("detail", "{} min").format(rest))
    return " ".join(parts)


def value_name(field: str, value: object) -> str:
    """Return a field's value as people read it; unknown statuses and types are as they are spelled."""
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - any values
    text = str(value)
    if field in ("due_at", "defer_until"):
        return day(text)
    if field.endswith("_at"):
        return wording.full_time(text)
    return {
        "status": wording.status_name,
        "issue_type": type_name,
        "priority": priority_mark,
        "estimated_minutes": duration,
    }.get(field, str)(text)


def type_name(text: str) -> str:
    """Return the name of an issue type."""
    return QCoreApplication.translate("detail", str(_TYPES[text])) if text in _TYPES else text


def priority_mark(text: str) -> str:
    """Return a priority as short as it can be, such as P1."""
    return f"P{text}"


def excerpt(text: str, length: int = 80) -> str:
    """Return the start of a text on one line."""
    line = " ".join(text[: length * 4].split())
    return line if len(line) <= length and len(text) <= length * 4 else f"{line[:length].rstrip()}…"
