"""The ways out of a damaged tracker: its newest backup, or what can be read of it. Window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from shiboken6 import isValid

from gui.backup_words import fault_words, issues_words, restored_words
from gui.i18n import plural
from gui.lookout import Lookout, Post
from gui.wording import full_time
from store import backup_list, places
from store.backup_restoring import Restored
from store.errors import Damaged, NotOurs
from store.salvaging import Salvaged

if TYPE_CHECKING:
    from gui.opening_words import OpeningProblem
    from gui.restoring import Restoring
    from store.backup_list import Backup

translate = QCoreApplication.translate


class Rescue(QObject):
    """Offers them in the dialog that says what could not be opened, and does what is chosen."""

    said = Signal(object, bool)
    """Words, and whether they need no answer."""

    def __init__(self, post: Post, restoring: Restoring, parent: QObject) -> None:
        super().__init__(parent)
        self._post = post
        self._restoring = restoring
        self._tracker = Path()
        self._reopen: Callable[[], None] | None = None
        self._backup: Backup | None = None
        self._lookout: Lookout | None = None
        self._works = False
        restoring.ended.connect(self._on_ended)

    def offer(self, box: OpeningProblem, tracker: Path, reopen: Callable[[], None]) -> None:
        """Let it be chosen what becomes of a damaged tracker; its backups are looked for.

        reopen: opens it, once something was done.
        """
        self.stop()
        self._tracker, self._reopen, self._backup = tracker, reopen, None
        box.offer_salvage()
        box.salvage_wanted.connect(self._salvage)
        box.restore_wanted.connect(self._restore)
        self._lookout = Lookout(self._post)
        self._lookout.ask(partial(_newest, tracker), partial(self._on_found, box))

    def stop(self) -> None:
        """Look for nothing any more."""
        if self._lookout is not None:
            self._lookout.stop()
            self._lookout = None

    def _on_found(self, box: OpeningProblem, backup: Backup | None) -> None:
        self.stop()
        if backup is not None and isValid(box):
            self._backup = backup
            box.offer_backup(full_time(backup.made_at), issues_words(backup.issues))

    @Slot()
    def _restore(self) -> None:
        if self._backup is not None:
            self._begin(self._backup.path, self.tr("Restoring {name}…"))

    @Slot()
    def _salvage(self) -> None:
        self._begin(None, self.tr("Saving what can be read of {name}…"))

    def _begin(self, backup: Path | None, words: str) -> None:
        self._works = True
        self.said.emit(words.format(name=self._tracker.name), True)
        self._restoring.begin(self._tracker, backup, self._reopen)

    @Slot(object)
    def _on_ended(self, outcome: Restored | Salvaged | Exception) -> None:
        if not self._works:
            return
        self._works = False
        if isinstance(outcome, Salvaged):
            self.said.emit(salvaged_words(outcome), not (outcome.lost or outcome.partial))
        elif isinstance(outcome, Exception):
            self.said.emit(fault_words(outcome), False)
        elif self._backup is not None:
            self.said.emit(restored_words(outcome, self._backup), True)


def is_damaged(error: object, tracker: Path) -> bool:
    """Whether a tracker's file is there, and is none that can be opened: damaged, or rubbish by its name."""
    return isinstance(error, Damaged) or (isinstance(error, NotOurs) and tracker.suffix == places.EXTENSION)


def salvaged_words(saved: Salvaged) -> str:
    """Say how much was saved, what was not, and where the damaged file is."""
    words = [translate("Rescue", "{issues} could be saved.").format(issues=issues_words(saved.issues))]
    if saved.partial:
        n = saved.partial
        words.append(plural(translate("Rescue", "Of %n of them only a part.", "", n), n))
    if saved.lost:
        words.append(translate("Rescue", "Not saved: {what}").format(what=" ".join(saved.lost)))
    if saved.aside is not None:
        words.append(translate("Rescue", "The damaged file is {file}.").format(file=saved.aside.name))
    return " ".join(words)


def _newest(tracker: Path) -> Backup | None:
    """On the thread that looks."""
    try:
        return backup_list.newest_verified(backup_list.backups(tracker))
    except OSError:
        return None
