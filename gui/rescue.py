"""The ways out of a damaged tracker: backup, what can be read, the issue file, a look. Window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from shiboken6 import isValid

from gui.backup_words import fault_words, issues_words, restored_words
from gui.i18n import plural
from gui.lookout import Lookout, Post
from gui.restoring import bring_back, build_from, save_what_can_be_read
from gui.wording import full_time
from store import places
from store.backup_restoring import Restored
from store.errors import Cancelled, Damaged, KeptAside, NotOurs, Outdated
from store.pace import Pace
from store.rebuilding import Contrast, Rebuilt, contrast
from store.salvaging import STOPPED, Salvaged
from store.ways_out import WaysOut, ways_out

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.opening_words import OpeningProblem
    from gui.rebuild_dialog import RebuildDialog
    from gui.restoring import Outcome, Restoring, Work


translate = QCoreApplication.translate


class Rescue(QObject):
    """Offers them in the dialog that says what could not be opened, and does what is chosen."""

    said = Signal(object, bool)
    """Words, and whether they need no answer."""

    def __init__(self, post: Post, restoring: Restoring, window: MainWindow) -> None:
        super().__init__(window)
        self._post = post
        self._restoring = restoring
        self._window = window
        self._tracker = Path()
        self._reopen: Callable[[], None] | None = None
        self._read: Callable[[], None] | None = None
        self._ways = WaysOut()
        self._lookout: Lookout | None = None
        self._cancel = threading.Event()
        self._works = False
        self._shown = ""
        self._again = self._salvages = False
        self._failed: tuple[Path, Exception] | None = None
        self.question: RebuildDialog | None = None
        restoring.ended.connect(self._on_ended)

    def offer(
        self,
        box: OpeningProblem,
        error: object,
        tracker: Path,
        reopen: Callable[[], None],
        read: Callable[[], None],
    ) -> None:
        """Let it be chosen what becomes of a damaged tracker; what there is to go on with is looked for.

        reopen: opens it, once something was done. read: opens it to be read only.
        """
        self.stop()
        self._tracker, self._reopen, self._read, self._ways = tracker, reopen, read, WaysOut()
        if isinstance(error, KeptAside):
            box.offer_again()
        box.offer_salvage()
        failed, self._failed = self._failed, None
        if failed is not None and failed[0] == tracker:
            box.show_failed(fault_words(failed[1]), for_good=isinstance(failed[1], Damaged))
        box.salvage_wanted.connect(self._salvage)
        box.restore_wanted.connect(self._restore)
        box.rebuild_wanted.connect(self._ask_rebuild)
        box.read_wanted.connect(self._look)
        self._lookout = Lookout(self._post)
        self._lookout.ask(partial(ways_out, tracker), partial(self._on_found, box))

    def stop(self) -> None:
        """Look for nothing any more."""
        self._cancel.set()
        if self._lookout is not None:
            self._lookout.stop()
            self._lookout = None

    def _on_found(self, box: OpeningProblem, ways: WaysOut) -> None:
        if not isValid(box):
            return
        self._ways = ways
        if ways.backup is not None:
            box.offer_backup(full_time(ways.backup.made_at), issues_words(ways.backup.issues))
        if ways.issue_file is not None:
            box.offer_rebuild(ways.issue_file.name)
        if ways.readable:
            box.offer_read_only()
        box.all_offered()
        again, self._again = self._again, False
        if again and ways.issue_file is not None:
            # What was shown is not in the file any more.
            box.rebuild.click()

    # What is chosen

    @Slot()
    def _restore(self) -> None:
        if self._ways.backup is not None:
            self.said.emit(self.tr("Restoring {name}…").format(name=self._tracker.name), True)
            self._begin(bring_back(self._tracker, self._ways.backup.path))

    @Slot()
    def _salvage(self) -> None:
        self.said.emit(self.tr("Saving what can be read of {name}…").format(name=self._tracker.name), True)
        self._begin(save_what_can_be_read(self._tracker))
        self._salvages = True

    @Slot()
    def _look(self) -> None:
        if self._read is not None:
            self._read()

    def _begin(self, work: Work) -> None:
        self._works, self._salvages = True, False
        self._restoring.begin(work, self._reopen)

    # The issue file

    @Slot()
    def _ask_rebuild(self) -> None:
        """Show what it would bring; comparing takes a while."""
        from gui.rebuild_dialog import RebuildDialog

        file = self._ways.issue_file
        if file is None or self._lookout is None:
            return
        self._cancel = threading.Event()
        question = RebuildDialog(self._tracker.name, file.name, self._window.look, self._window)
        self.question = question
        question.wanted.connect(self._rebuild)
        question.stop_wanted.connect(self._stop)
        question.finished.connect(self._on_answered)
        question.open()
        look = partial(_contrast, self._tracker, file, self._cancel)
        self._lookout.ask(look, partial(self._on_compared, question))

    def _on_compared(self, question: RebuildDialog, found: Contrast | Exception) -> None:
        if question is not self.question:
            return
        if isinstance(found, Cancelled):
            question.done(0)
        elif isinstance(found, Exception):
            question.show_error(fault_words(found))
        else:
            self._shown = found.sha256
            question.show_contrast(found)

    @Slot()
    def _rebuild(self) -> None:
        if self._ways.issue_file is not None:
            self._begin(build_from(self._tracker, self._ways.issue_file, self._shown))

    @Slot()
    def _stop(self) -> None:
        self._cancel.set()
        if self._works:
            self._restoring.stop()

    @Slot(int)
    def _on_answered(self, _how: int) -> None:
        """It was left as it is: the other ways out are offered again."""
        self.question = None
        if not self._works and self._reopen is not None:
            self._reopen()

    # What came of it

    @Slot(object)
    def _on_ended(self, outcome: Outcome | Exception) -> None:
        if not self._works:
            return
        question, self.question = self.question, None
        if question is not None:
            question.done(0)
        self._works = False
        if isinstance(outcome, Salvaged):
            from gui.salvaged_dialog import tell

            self.said.emit(salvaged_words(outcome), not (outcome.lost or outcome.partial))
            tell(outcome, self._window.look, self._window)
        elif isinstance(outcome, Rebuilt) and self._ways.issue_file is not None:
            from gui.rebuild_dialog import rebuilt_words

            self.said.emit(rebuilt_words(outcome, self._ways.issue_file.name), not outcome.problems)
        elif isinstance(outcome, Restored) and self._ways.backup is not None:
            self.said.emit(restored_words(outcome, self._ways.backup), not outcome.findings)
        elif isinstance(outcome, Exception):
            self._again = isinstance(outcome, Outdated)
            if self._salvages and not isinstance(outcome, Cancelled):
                # The dialog comes again, over the line at the bottom.
                self._failed = self._tracker, outcome
            self.said.emit(fault_words(outcome), False)


def _contrast(tracker: Path, file: Path, cancel: threading.Event) -> Contrast | Exception:
    """On the thread that looks."""
    try:
        return contrast(tracker, file, Pace(cancel=cancel, stopped=STOPPED))
    except Exception as error:  # noqa: BLE001 - told as it is
        return error


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
