"""What an import did, or would do, in the words of the trust bar and of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from gui.i18n import QT_TRANSLATE_NOOP, number, plural
from store.exchange_answers import Imported, Problem, Report

translate = QCoreApplication.translate

_KINDS = {
    "remark": QT_TRANSLATE_NOOP("Opening", "%n remark(s)"),
    "unread": QT_TRANSLATE_NOOP("Opening", "%n line(s) that cannot be read, kept as written"),
    "repeated": QT_TRANSLATE_NOOP("Opening", "%n line(s) with another one's id, kept as written"),
    "mended": QT_TRANSLATE_NOOP("Opening", "%n issue(s) mended"),
    "replaced": QT_TRANSLATE_NOOP("Opening", "%n value(s) of the table replaced"),
}
"""Kinds of store.exchange_answers.Problem in the order of telling; what git left is told by the review."""


_CLAUSE = re.compile(r"[:;,.] ")


def import_words(name: str, imported: Imported) -> str:
    """Say what an import did, "" when nothing was new."""
    n = imported.created + imported.updated
    said = problem_words(imported.told)
    if n:
        read = counted(translate("Opening", "Read from {name}: %n issue(s)", "", n), n)
        said.insert(0, read.format(name=name))
    return " · ".join(said)


def problem_words(problems: Iterable[Problem]) -> list[str]:
    """Say in short what is wrong with a file: how much of each kind, and what became of it."""
    told = tuple(problems)
    said: list[str] = []
    for kind in _KINDS:
        found = [one for one in told if one.kind == kind]
        if found:
            # The first remark weighs the most, such as that a database is damaged.
            said.append(_CLAUSE.split(found[0].reason)[0] if kind == "remark" else _kind_words(kind, found))
    return said


def remarks(imported: Imported) -> list[str]:
    """Whole sentences on the whole file."""
    return [one.reason for one in imported.told if one.kind == "remark"]


def report_words(reports: Iterable[Report]) -> str:
    """Say in short what is wrong with files, and which they are."""
    said = [
        " · ".join(words) if one.name in words[0] else f"{' · '.join(words)} ({one.name})"
        for one in reports
        if (words := problem_words(one.problems))
    ]
    return " · ".join(said)


def report_text(report: Report) -> str:
    """Say all that is wrong with a file, each with its place."""
    parts: list[str] = []
    for kind in _KINDS:
        found = [one for one in report.problems if one.kind == kind]
        if found:
            parts.append("\n".join((_kind_words(kind, found), *map(_place_words, found))))
    if report.more:
        parts.append(translate("Opening", "and {n} more").format(n=number(report.more)))
    return "\n\n".join(parts)


def needs_a_look(problems: Iterable[Problem]) -> bool:
    """Whether something of a file is not as its writer meant it."""
    return any(one.kind in _KINDS and one.kind != "mended" for one in problems)


def counted(text: str, n: int) -> str:
    """Return a text from tr(…, "", n) with its number as the language writes it."""
    return plural(text, n).replace(str(n), number(n), 1)


def _kind_words(kind: str, found: list[Problem]) -> str:
    n, lines = len(found), sum(one.lines for one in found)
    if kind == "mended" and lines > n:
        text = translate("Opening", "%n issue(s) mended from {lines} lines", "", n)
        return counted(text, n).format(lines=number(lines))
    return counted(translate("Opening", _KINDS[kind], "", n), n)


def _place_words(one: Problem) -> str:
    if not one.number:
        return f"•  {one.reason}"
    place = (
        translate("Opening", "row {number}: {reason}")
        if one.kind == "replaced"
        else translate("Opening", "line {number}: {reason}")
    )
    return f"•  {place.format(number=one.number, reason=one.reason)}"
