"""What an action is: its words, its keys, its place, and what has to be there for it."""

from __future__ import annotations

import enum

from gui.i18n import QT_TRANSLATE_NOOP
from store.structs import dataclass


class Needs(enum.Flag):
    """What has to be there for an action to be possible."""

    NOTHING = 0
    TRACKER = enum.auto()
    WRITABLE = enum.auto()
    SELECTION = enum.auto()
    ONE = enum.auto()
    """Exactly one issue is selected."""
    OPEN = enum.auto()
    """The issues can be closed: not in the trash."""
    TRASH = enum.auto()
    """The list shows the trash."""
    UNDO = enum.auto()
    REDO = enum.auto()
    GIT = enum.auto()
    """The tracker's project lies in git."""
    BOARD = enum.auto()
    """The board is seen."""
    LIST = enum.auto()
    """The list is seen."""
    BACK = enum.auto()
    """Another issue was shown before."""
    FORWARD = enum.auto()
    """Another issue was shown after this one, which was gone back to."""
    TIP = enum.auto()
    """A tip is shown."""
    OFFER = enum.auto()
    """The bar at the bottom offers something."""
    APART = enum.auto()
    """An issue is shown in a window of its own."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. text and tip are marked for translation and translated when the action is made.

    keys act in the whole window, letters only in the list and the sidebar. toolbar: its place there,
    0 for none.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    needs: Needs = Needs.NOTHING
    group: str = ""
    """Actions of one group are choices of which one is checked."""
    checkable: bool = False
    line: bool = False
    """Whether a line stands above it in its menu."""
    toolbar: int = 0
    also: str = ""
    """Other words by which it is found, never shown."""
    repeats: bool = False
    """Whether holding its key down does it again."""
    within: str = ""
    """The action whose submenu it stands in."""

    @property
    def default_keys(self) -> tuple[str, ...]:
        """Every key that it has until somebody chooses others; the menu shows the first one."""
        return (*self.keys, *self.letters)


MENUS = {
    "file": QT_TRANSLATE_NOOP("Actions", "&File"),
    "edit": QT_TRANSLATE_NOOP("Actions", "&Edit"),
    "issue": QT_TRANSLATE_NOOP("Actions", "&Issue"),
    "view": QT_TRANSLATE_NOOP("Actions", "&View"),
    "go": QT_TRANSLATE_NOOP("Actions", "&Go"),
    "help": QT_TRANSLATE_NOOP("Actions", "&Help"),
}
