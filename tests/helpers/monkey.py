"""A monkey at the whole program: seeded keys, actions, clicks and drags, while another process writes.

It runs in a process of its own, `python -m tests.helpers.monkey SEED STEPS FOLDER`: what a step breaks must
not break the test that looks for it. Anything that Python or Qt complains of is a fault. It quits as people
do, with the quit sheet where a reader holds the tracker; then it ends with 0, or 4 where
changes had to be kept as drafts, and the tracker passes `check`.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import TracebackType

import psutil  # type: ignore[import-untyped]
from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, QUrl, Slot, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

import resources
from gui import icons, theme
from gui.closing_progress import Phase
from gui.desk import Desk
from gui.settings import Settings
from store.importing import import_file
from store.lookups import Check
from store.tracker import Tracker
from tests.helpers.closing import at_once
from tests.helpers.monkey_deeds import Deeds
from tests.helpers.other_process import OtherProcess
from tests.helpers.outside_writer import OutsideWriter

ROOT = Path(__file__).parents[2]
_REMEMBERED = 25
_STUCK = 120
"""Seconds in one step, or on the way out, after which every thread says where it is, and the process ends."""
_LOOK_MS = 5
_PLATFORM = "This plugin does not support "
"""What the platform without a display says of itself."""


class Monkey(QObject):
    """The program and what is done to it, a step for each turn of the event loop."""

    def __init__(self, seed: int, steps: int, folder: Path, app: QApplication) -> None:
        super().__init__()
        self._random = Random(seed)
        self._left = steps
        self._leaves = False
        self._app = app
        self.faults: list[str] = []
        self._done: list[str] = []
        self._path = _made_tracker(folder)
        self._steps = (folder / "steps.txt").open("w", encoding="utf-8", buffering=1)
        self._outside = OutsideWriter(self._path, seed)
        look = theme.apply(app, "light")
        self.desk = Desk(app, Settings(folder / "settings.ini"), look, "ann", ladder_wait=at_once)
        self._deeds = Deeds(self._random, app, self.desk, self._outside.change, self._come_home, self._note)
        self._closing = _Closing(self.desk, self._path, self._random, self._deeds, self._outside, self._note)
        self.desk.window.resize(1280, 800)
        self.desk.shown.connect(self._begin)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self.desk.start(self._path)

    @Slot()
    def _begin(self) -> None:
        self.desk.shown.disconnect(self._begin)
        self._timer.start(0)

    # What happened

    def broke(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take the place of sys.excepthook."""
        self._fault("".join(traceback.format_exception(kind, error, trace)))

    def qt_said(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        """Take the place of Qt's message handler."""
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not text.startswith(_PLATFORM):
            self._fault(f"Qt: {text}")

    def _fault(self, words: str) -> None:
        self.faults.append(words)
        # At once: what follows a fault may end the process.
        if len(self.faults) <= 3:
            sys.stdout.write(words + "\n")
            sys.stdout.flush()

    def _note(self, words: str) -> None:
        self._steps.write(words + "\n")

    @Slot(QUrl)
    def leave_alone(self, _link: QUrl) -> None:
        """Open no browser."""

    # What is done

    @Slot()
    def _step(self) -> None:
        # First of all: the menu of a tool button runs an event loop of its own, in which the monkey goes on.
        self._timer.start(0)
        leaves = self._left <= 0 or bool(self.faults)
        if not leaves or not self._leaves:
            faulthandler.dump_traceback_later(_STUCK, exit=True)
        self._leaves = leaves
        if self.desk.done and not self.desk.window.isVisible():
            self._timer.stop()
            self._app.quit()
        elif leaves:
            self._timer.start(_LOOK_MS)
            self._closing.go_on()
        elif self._deeds.step():
            self._left -= 1
        else:
            self._timer.start(_LOOK_MS)

    def _come_home(self) -> None:
        self.desk.window.open_requested.emit(str(self._path))

    def end(self) -> None:
        """End everything, after the event loop, and look at what is left."""
        faulthandler.cancel_dump_traceback_later()
        self._closing.end()
        if not self.desk.end():
            self._fault("a thread did not end")
        if not self.faults and self.desk.exit_code not in self._closing.codes:
            self._fault(f"the program's exit code is {self.desk.exit_code}")
        if words := self._outside.end():
            self._fault(f"the other writer: {words}")
        self._steps.close()
        tracker = Tracker.open(self._path)
        try:
            found = Check().run(tracker)
        finally:
            tracker.close()
        if not found.ok:
            self._fault(f"check: {found.findings}")


class _Closing:
    """Quits as a person does: with whatever is open, or after closing it; at the sheet, not at once."""

    def __init__(
        self,
        desk: Desk,
        path: Path,
        random: Random,
        deeds: Deeds,
        outside: OutsideWriter,
        note: Callable[[str], None],
    ) -> None:
        self._note = note
        self._desk = desk
        self._path = path
        self._random = random
        self._deeds = deeds
        self._outside = outside
        self._reader: OtherProcess | None = None
        self._keys = random.randrange(6)
        self._tries = 3
        self._stays = random.random() < 0.5
        self._escapes = random.choice((0, 20))
        self._held = random.random() < 0.6

    def go_on(self) -> None:
        """Do the next thing on the way out."""
        if self._held:
            self._held = False
            self._reader = OtherProcess(self._path)
            self._reader.read()
            self._outside.change()
        elif self._escapes:
            self._escapes -= 1
            self._deeds.escape()
        elif self._desk.shutdown.phase is Phase.OPEN:
            # What SIGTERM does, which reaches the window also behind a dialog.
            self._desk.window.close()
        elif self._desk.sheet.isVisible() and self._desk.sheet.again.isEnabled():
            self._at_sheet()

    def _at_sheet(self) -> None:
        sheet = self._desk.sheet
        if self._keys:
            self._keys -= 1
            self._random.choice((sheet.fold.click, sheet.again.click, sheet.copy_details.click))()
        elif self._stays:
            self._stays = False
            sheet.stay.click()
        else:
            self.end()
            self._tries -= 1
            self._note(f"{self._tries} tries left: {sheet.accessibleDescription()}")
            if self._tries > 0:
                sheet.again.click()
            else:
                # What another writer has overtaken cannot be saved: it is kept as drafts, and told with 4.
                sheet.leave.click()

    @property
    def codes(self) -> tuple[int, ...]:
        """What the program may answer: 4 only where trying again did not help."""
        return (0,) if self._tries > 0 else (0, 4)

    def end(self) -> None:
        """Let go of the tracker."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None


def _made_tracker(folder: Path) -> Path:
    """Make a tracker with the issues of the sample project."""
    path, file = folder / "Home.strandline", folder / "issues.jsonl"
    file.write_bytes(resources.sample_project())
    tracker = Tracker.open(path, create=True)
    import_file(tracker, file)
    tracker.close()
    return path


def run(seed: int, size: int, folder: Path) -> tuple[str, bool]:
    """That many steps in a process of their own; a line for people, and whether all was well."""
    # Freed memory is overwritten: what Qt still reads of it is seen.
    env = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "STRANDLINE_DATA": str(folder / "data"),
        "HOME": str(folder), "PYTHONMALLOC": "debug",
    }  # fmt: skip
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.helpers.monkey", str(seed), str(size)]
    # Into a file: another tracker gets a program of its own, which would hold a pipe open behind the end.
    with (folder / "output.txt").open("w+", encoding="utf-8") as output:
        try:
            done = subprocess.run(
                [*command, str(folder)], cwd=ROOT, env=env, stdout=output, stderr=output, check=False
            )
        finally:
            _end_others(folder)
        output.seek(0)
        said = "".join(line for line in output if not line.startswith(_PLATFORM))
    if done.returncode == 0 and not said:
        return f"{size} steps from seed {seed}, 0 faults", True
    steps = (folder / "steps.txt").read_text(encoding="utf-8").splitlines()[-_REMEMBERED:]
    (folder / "said.txt").write_text(said, encoding="utf-8")
    return (
        f"a fault from seed {seed}, exit code {done.returncode}: {said[-5000:]}\nafter: {', '.join(steps)}",
        False,
    )


def _end_others(folder: Path) -> None:
    """End the programs that were started on trackers of this folder."""
    for process in psutil.process_iter(["cmdline"]):
        if any(str(folder) in word for word in process.info["cmdline"] or ()):
            with contextlib.suppress(psutil.Error):
                process.kill()
                process.wait(10)


def main(arguments: list[str]) -> int:
    """Play; print what was wrong."""
    app = QApplication(arguments)
    monkey = Monkey(int(arguments[1]), int(arguments[2]), Path(arguments[3]), app)
    for scheme in ("http", "https", "mailto", "file"):
        # Typed as bytes, which are refused.
        QDesktopServices.setUrlHandler(scheme, monkey, "leave_alone")  # type: ignore[arg-type]
    sys.excepthook = monkey.broke
    qInstallMessageHandler(monkey.qt_said)
    app.setQuitOnLastWindowClosed(False)
    try:
        app.exec()
    finally:
        monkey.end()
        qInstallMessageHandler(None)
        icons.forget_pictures()
    return 1 if monkey.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
