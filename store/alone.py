"""Whether anybody has a tracker open that is about to be replaced. Any thread."""

from __future__ import annotations

from pathlib import Path

from store import database
from store.errors import Held
from store.holders import find_holders


def refuse_open(path: Path) -> None:
    """Raise Held while anybody has the tracker open: what they show or write would be of another history."""
    if database.is_open_here(path):
        raise Held(f"{path.name} is open in this program. Close it, and try again. Nothing was changed.")
    refuse_others(path)


def refuse_others(path: Path) -> None:
    """The same of other programs, each of which is named."""
    holders = find_holders(path)
    if holders:
        names = ", ".join(dict.fromkeys(holder.called for holder in holders))
        raise Held(f"{path.name} is open in {names}. Close it there, and try again. Nothing was changed.")
