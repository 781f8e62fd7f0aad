"""What of a query that is just being typed can be listed already. Pure; any thread."""

from __future__ import annotations

from store.query import BadQuery, parse


def readable(text: str) -> tuple[str, BadQuery | None]:
    """The query as far as it can be read, and what is wrong with the rest; all of it where nothing is.

    It depends on the text alone, not on what was asked while it was typed.
    """
    first: BadQuery | None = None
    before = text
    while True:
        try:
            parse(before)
        except BadQuery as fault:
            first = first or fault
            # What is wrong with a value leaves its filter without one, which is wrong in turn.
            before = before[: min(fault.start, len(before) - 1)].rstrip()
        else:
            return before, first
