"""Which labels several issues are to have, from the first mark until the list of labels closes. Pure."""

from __future__ import annotations

from dataclasses import field, replace

from store.outlook_requests import Common
from store.requests import Label
from store.structs import dataclass


@dataclass(slots=True)
class LabelWishes:
    """wanted: by label, whether all of them are to have it, or none."""

    wanted: dict[str, bool] = field(default_factory=dict[str, bool])

    def toggle(self, name: str, stored: Common) -> None:
        """Mark a label for all, or unmark it where all have it; what stands already is no wish."""
        wish = dict(self.over(stored).labels).get(name, 0) < stored.count
        if dict(stored.labels).get(name, 0) == (stored.count if wish else 0):
            self.wanted.pop(name, None)
        else:
            self.wanted[name] = wish

    def over(self, stored: Common) -> Common:
        """Return what the issues have in common once that is done."""
        counts = dict(stored.labels)
        counts.update((name, stored.count if wish else 0) for name, wish in self.wanted.items())
        return replace(stored, labels=tuple((name, n) for name, n in counts.items() if n))

    def take(self) -> Label | None:
        """Return them as one change and forget them; None without any."""
        add = tuple(name for name, wish in self.wanted.items() if wish)
        remove = tuple(name for name, wish in self.wanted.items() if not wish)
        self.wanted.clear()
        return Label((), add, remove) if add or remove else None
