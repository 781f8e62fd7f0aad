"""Says that an issue file waits for a decision, and leads to it: nobody who types is interrupted."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.import_words import counted
from gui.offer_bar import OfferBar
from store.exchange_answers import Plan


class Waiting(NamedTuple):
    """A file that nobody has agreed to yet. offered: nothing was changed outside; it never came in."""

    path: Path
    plan: Plan | None
    """None where somebody stopped the reading."""
    offered: bool = False


class PlanBar(OfferBar):
    """Shown as long as a plan waits. Lives on the window's thread."""

    look_wanted = Signal()
    """Somebody wants to see the plan."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("plan", self.tr("An issue file that waits for a decision"), parent)
        self.look = self.add_button(
            self.tr("Look at its changes"), self.tr("See what importing the file would do")
        )
        # A click shall take the keyboard from nobody: the caret stays where the text is.
        self.look.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.look.clicked.connect(self.look_wanted)

    @Slot(object)
    def show_waiting(self, waiting: Waiting | None) -> None:
        """Say what waits; None for nothing."""
        if waiting is None:
            self.hide()
        elif waiting.plan is None:
            self.say(self.tr("{name} was not read: you stopped it.").format(name=waiting.path.name))
        elif waiting.offered and not waiting.plan.markers:
            words = self.tr("{file} would bring %n issue(s)", "", waiting.plan.changes)
            self._say(words, waiting.plan, waiting.plan.changes)
        else:
            self._say(*self._asked_about(waiting.plan))

    def _asked_about(self, plan: Plan) -> tuple[str, Plan, int]:
        """The first of the reasons for which the plan is shown."""
        if n := len(plan.deletes):
            words = self.tr("{file} was changed outside: %n issue(s) would be deleted", "", n)
        elif plan.markers:
            words = self.tr("{file} has a conflict that git left")
        elif n := len(plan.renames):
            words = self.tr("{file} was changed outside: %n issue(s) would get another id", "", n)
        elif plan.changes == plan.imported.created:
            n = plan.changes
            words = self.tr("{file} was changed outside: it has %n new issue(s)", "", n)
        else:
            n = plan.changes
            words = self.tr("{file} was changed outside: %n issue(s) would change", "", n)
        return words, plan, n

    def _say(self, words: str, plan: Plan, n: int) -> None:
        self.say(counted(words, n).format(file=plan.path.name))
