"""What the palette offers for a text, in order: actions, issues, and ways on. Pure but for the language."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from gui.action_spec import Needs
from gui.fuzzy import Match, match
from store.detail_answers import Link
from store.structs import dataclass

RECENT = 5
"""How many of the actions used last come first."""
_OTHER_WORDS = 12.0
"""What a fit in words that are not shown counts less."""


class Kind(enum.Enum):
    """What a row is; the heading is no choice."""

    HEADING = enum.auto()
    ACTION = enum.auto()
    ISSUE = enum.auto()
    SEARCH = enum.auto()
    CREATE = enum.auto()
    TEMPLATE = enum.auto()
    """A template for a new issue, by its name."""
    VIEW = enum.auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. value: the action's id, the issue's or saved view's uid, or the text to search or create."""

    kind: Kind
    value: str
    text: str
    hint: str = ""
    """The action's menu, or the issue's id."""
    keys: tuple[str, ...] = ()
    icon: str = ""
    status: str = ""
    marks: tuple[int, ...] = ()
    """Places of the letters that were typed."""
    reason: str = ""
    """Why it is not possible now."""
    also: str = ""
    finished: bool = False

    @property
    def said(self) -> str:
        """The row for screen readers."""
        keys = ", ".join(self.keys)
        return ", ".join(part for part in (self.text, self.hint, keys, self.reason) if part)


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of the issues that fit. more: others fit too."""

    issues: tuple[Link, ...] = ()
    more: bool = False
    waits: bool = False


def text_of(typed: str) -> str:
    """Return what is looked for."""
    return typed.strip().removeprefix(">").strip()


def only_actions(typed: str) -> bool:
    """Whether > asks for actions alone."""
    return typed.lstrip().startswith(">")


def entries(
    typed: str, actions: Sequence[Entry], recent: Sequence[str], found: Found, *, creatable: bool
) -> list[Entry]:
    """Return the rows. creatable: whether an issue can be made now."""
    text = text_of(typed)
    if not text:
        return _all(actions, recent)
    strong, weak = fitting(text, actions, recent)
    if only_actions(typed):
        rows = [*strong, *weak]
        return rows or [_nothing(text)]
    issues = [_issue(link, text) for link in found.issues]
    exact = [row for row in issues[:1] if _is_named(row.hint, text)]
    possible = [row for row in strong if not row.reason]
    off = [row for row in strong if row.reason]
    rows = [*exact, *possible, *issues[len(exact) :], *off, *weak]
    if not rows and not found.waits:
        rows.append(_nothing(text))
    tr = QCoreApplication.translate
    if issues:
        words = tr("Palette", "Show all that match “{text}” in the list") if found.more else ""
        words = words or tr("Palette", "Show “{text}” in the list")
        rows.append(Entry(Kind.SEARCH, text, words.format(text=text), icon="search"))
    if creatable:
        words = tr("Palette", "New issue “{text}”").format(text=text)
        rows.append(Entry(Kind.CREATE, text, words, icon="plus"))
    return rows


def first_choice(rows: Sequence[Entry]) -> int:
    """Return the row that Enter takes unless another one is gone to, or -1.

    One that is not possible now is no exception: it says why, where the next row would do something else.
    """
    return next((place for place, row in enumerate(rows) if row.kind is not Kind.HEADING), -1)


def is_sure(rows: Sequence[Entry], typed: str) -> bool:
    """Whether no issue that is still looked for can take the place of the first row."""
    place = first_choice(rows)
    if place < 0 or rows[place].kind is Kind.CREATE or rows[place].reason:
        return False
    fit = match(text_of(typed), rows[place].text)
    return (
        only_actions(typed)
        or rows[place].kind not in (Kind.ACTION, Kind.TEMPLATE, Kind.VIEW)
        or (fit is not None and fit.strong)
    )


def reason(missing: Needs) -> str:
    """Return in words what an action lacks; "" for nothing."""
    tr = QCoreApplication.translate
    words = {
        Needs.TRACKER: tr("Palette", "no tracker is open"),
        Needs.WRITABLE: tr("Palette", "the tracker is read-only"),
        Needs.TRASH: tr("Palette", "only in the trash"),
        Needs.OPEN: tr("Palette", "not in the trash"),
        Needs.ONE: tr("Palette", "select one issue"),
        Needs.SELECTION: tr("Palette", "select an issue"),
        Needs.UNDO: tr("Palette", "nothing to undo"),
        Needs.REDO: tr("Palette", "nothing to redo"),
        Needs.GIT: tr("Palette", "the project is not in git"),
        Needs.BOARD: tr("Palette", "only on the board"),
        Needs.LIST: tr("Palette", "only in the list"),
        Needs.BACK: tr("Palette", "no issue was shown before"),
        Needs.FORWARD: tr("Palette", "nothing was gone back from"),
        Needs.TIP: tr("Palette", "no tip is shown"),
        Needs.OFFER: tr("Palette", "the bar offers nothing now"),
        Needs.APART: tr("Palette", "only in an issue's own window"),
    }
    if not missing:
        return ""
    return next((text for flag, text in words.items() if flag in missing), tr("Palette", "not possible now"))


def _all(actions: Sequence[Entry], recent: Sequence[str]) -> list[Entry]:
    """Nothing typed: what was used last, then all that is possible, as the menus have it."""
    tr = QCoreApplication.translate
    possible = {entry.value: entry for entry in actions if not entry.reason}
    used = [possible[name] for name in recent if name in possible][:RECENT]
    rest = [entry for entry in possible.values() if entry not in used and entry.kind is not Kind.VIEW]
    first = [_heading(tr("Palette", "Used last")), *used] if used else []
    views = [entry for entry in possible.values() if entry.kind is Kind.VIEW]
    if views:
        first += [_heading(tr("Palette", "Saved views")), *views]
    return [*first, _heading(tr("Palette", "Actions")), *rest] if rest else first


def fitting(text: str, actions: Sequence[Entry], recent: Sequence[str]) -> tuple[list[Entry], list[Entry]]:
    """Return the actions that fit for sure and those that may be meant; of each the possible ones first."""
    fits: list[tuple[bool, float, Entry, bool]] = []
    for entry in actions:
        found = _fit(text, entry)
        if found is not None:
            marks = tuple(place for place in found.places if place < len(entry.text))
            score = found.score + (1.0 if entry.value in recent else 0.0)
            fits.append((bool(entry.reason), -score, replace(entry, marks=marks), found.strong))
    fits.sort(key=_order)
    return [row for *_, row, strong in fits if strong], [row for *_, row, strong in fits if not strong]


def _order(fit: tuple[bool, float, Entry, bool]) -> tuple[bool, float]:
    return fit[:2]


def _fit(text: str, entry: Entry) -> Match | None:
    own = match(text, entry.text)
    if own is not None and own.strong:
        return own
    other = match(text, f"{entry.text}  {entry.also} {entry.hint}")
    if other is None or (own is not None and not other.strong):
        return own
    return replace(other, score=other.score - _OTHER_WORDS)


def _issue(link: Link, text: str) -> Entry:
    marks: set[int] = set()
    title = link.title.casefold()
    if len(title) == len(link.title):
        for word in text.casefold().split():
            if (place := title.find(word)) >= 0:
                marks.update(range(place, place + len(word)))
    return Entry(
        Kind.ISSUE, link.uid, link.title, link.id,
        status=link.status, marks=tuple(sorted(marks)), finished=link.finished,
    )  # fmt: skip


def _is_named(id: str, text: str) -> bool:
    return text.casefold() in (id.casefold(), id.casefold().rpartition("-")[2])


def _heading(text: str) -> Entry:
    return Entry(Kind.HEADING, "", text)


def _nothing(text: str) -> Entry:
    return _heading(QCoreApplication.translate("Palette", "Nothing matches “{text}”").format(text=text))
