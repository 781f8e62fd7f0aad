"""Templates of new issues: a name, a line as it is typed for a new issue, and a description.

They travel in the tracker's file, as one text that is written whole. On the store's thread but for what reads
a template.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from store import meta
from store.answers import Done, Skipped
from store.capture import LABEL, Captured, capture
from store.errors import Invalid, NotFound, Outdated
from store.issue import storable
from store.requests import Request
from store.steps import Step, step
from store.structs import dataclass
from store.values import loads_object

if TYPE_CHECKING:
    from store.tracker import Tracker

_NAME = "templates"
"""Of the row of `meta`, a list of [name, line, description], and of its entries in the log."""
LONGEST = 80
"""Letters of a name."""


@dataclass(frozen=True, slots=True)
class IssueTemplate:
    """What a new issue begins with. line: see store.capture."""

    name: str
    line: str
    description: str = ""


BUILT_IN = (
    IssueTemplate("Bug", "Bug: type:bug", "## Steps\n\n1. \n\n## Expected\n\n## What happens instead\n"),
    IssueTemplate("Task", "type:task", "## Done when\n\n- [ ] \n"),
    IssueTemplate("Story", "type:feature", "As a … I want … so that …\n\n## Done when\n\n- [ ] \n"),
)
"""What there is until somebody has chosen others; the window has them in its language."""


@dataclass(frozen=True, slots=True)
class SetTemplates(Request[Done]):
    """Put these in place of all that there are. seen: what stood there when the asker looked."""

    templates: tuple[IssueTemplate, ...]
    seen: tuple[IssueTemplate, ...] | None
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises Invalid, and Outdated where others stand there now."""
        wanted = _checked(self.templates)
        with step(tracker, _NAME, initiator=self.initiator) as made:
            if stored(tracker) != self.seen:
                raise Outdated("The templates were changed elsewhere meanwhile. Nothing was changed.")
            _set(made, json.dumps([[one.name, one.line, one.description] for one in wanted]))
        return made.done()


def reverse(made: Step, number: int, *, back: bool) -> None:
    """Undo or redo what a step did to the templates, unless they were changed since: they are one text."""
    rows = made.tracker.all("SELECT before, after FROM change WHERE step = ? AND uid = ?", (number, _NAME))
    for sides in rows:
        old, new = (loads_object(side)[_NAME] for side in sides)
        wanted, expected = (old, new) if back else (new, old)
        now = meta.get(made.tracker, _NAME)
        if now == expected:
            _set(made, wanted)
        elif now != wanted:
            made.skipped.append(Skipped("", _NAME, now, wanted))


def _set(made: Step, text: str | None) -> None:
    before = meta.get(made.tracker, _NAME)
    if before != text:
        if text is None:
            meta.drop(made.tracker, _NAME)
        else:
            meta.put(made.tracker, _NAME, text)
        made.log_other(_NAME, {_NAME: before}, {_NAME: text})


def stored(tracker: Tracker) -> tuple[IssueTemplate, ...] | None:
    """The templates that were chosen for this tracker; None where nobody did."""
    text = meta.get(tracker, _NAME)
    return None if text is None else tuple(IssueTemplate(*entry) for entry in json.loads(text))


def find(tracker: Tracker, name: str) -> IssueTemplate:
    """The template of that name, in whatever case; NotFound says which there are."""
    kept = stored(tracker)
    there = BUILT_IN if kept is None else kept
    for one in there:
        if one.name.casefold() == name.strip().casefold():
            return one
    names = ", ".join(one.name for one in there)
    raise NotFound(f"There is no template called {name}. " + (f"Templates: {names}." if names else "None."))


def applied(template: IssueTemplate, said: Captured, now: str, actor: str = "") -> Captured:
    """What was said, with all of the template that it does not say itself."""
    model = capture(template.line, now, actor)
    own = {part.name for part in said.parts}
    more = tuple(part for part in model.parts if part.name == LABEL or part.name not in own)
    title = " ".join(text for text in (model.title, said.title) if text)
    return replace(
        said,
        title=title,
        parts=(*said.parts, *more),
        description=said.description or template.description,
    )


def begun(template: IssueTemplate, typed: str, now: str) -> tuple[str, int]:
    """The line that a template begins, with what is typed already, and the place where one writes on."""
    line = template.line.strip()
    parts = capture(line, now).parts
    place = parts[0].start if parts else len(line)
    head, tail = line[:place].strip(), line[place:].strip()
    start = " ".join(text for text in (head, typed.strip()) if text)
    if head and not typed.strip():
        start += " "
    return f"{start} {tail}" if tail else start, len(start)


def _checked(templates: tuple[IssueTemplate, ...]) -> tuple[IssueTemplate, ...]:
    found: dict[str, IssueTemplate] = {}
    for one in templates:
        name = " ".join(storable(one.name).split())
        if not name:
            raise Invalid("A template needs a name.")
        if len(name) > LONGEST:
            raise Invalid(f"The name has {len(name)} letters; {LONGEST} are allowed.")
        if name.casefold() in found:
            raise Invalid(f"There are two templates called {name}.")
        line = " ".join(storable(one.line).split())
        found[name.casefold()] = IssueTemplate(name, line, storable(one.description))
    return tuple(found.values())
