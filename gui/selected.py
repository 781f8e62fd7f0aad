"""What a view of issues has to say of its selection, for all that acts on it."""

from __future__ import annotations

from typing import Protocol


class Selected(Protocol):
    """A list, a board: whatever shows issues of which some are selected. Asked on the window's thread."""

    @property
    def selected_keys(self) -> tuple[int, ...]:
        """Keys of the selected issues, in the order in which they are shown."""
        ...

    @property
    def selected_count(self) -> int:
        """How many they are; cheap however many."""
        ...
