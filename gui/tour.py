"""The guided tour: the real program on the sample project, played without a person, with pictures.

It needs no display (QT_QPA_PLATFORM=offscreen) and works in a folder of its own, which it removes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from gui import i18n, icons, logs, theme
from gui.closing_progress import Phase
from gui.crash import CrashReporter, Report
from gui.desk import Desk
from gui.settings import Settings
from gui.tour_pictures import Album, press, type_text
from gui.tour_reader import OtherProgram
from store.checkpoint import Grade

LOOK_MS = 15
"""How often the tour looks whether the program has got as far as it waits for."""
PATIENCE = 60.0
"""Seconds that one step may take before the tour gives up."""
_SIZE = (1280, 800)
_ACTOR = "Mara"
"""One of the people of the sample project, so that no picture has the name of whoever plays the tour."""
_TITLE = "Harbour data that every skipper can trust"
_WORD = "harbour"
_NEW = "Write down what the tour has shown"

Until = Callable[[], bool]


class Tour(QObject):
    """Plays the story step by step, as soon as the program is ready for each. Window's thread."""

    def __init__(self, desk: Desk, album: Album, say: Callable[[str], None]) -> None:
        super().__init__()
        self._desk = desk
        self._album = album
        self._say = say
        self._other = OtherProgram(self)
        self._story = self._play()
        self._until: Until = bool
        self._deadline = monotonic() + PATIENCE
        self.finished = False
        self.fault = ""
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self._look)

    def start(self) -> None:
        """Begin when Qt's loop runs."""
        self._until = next(self._story)
        self._clock.start()

    def end(self) -> None:
        """Stop, wherever it is; the other program ends too."""
        if self._clock.isActive():
            # Qt's loop ends with the window, and the story one look after it.
            self._look()
        self._clock.stop()
        self._other.end()

    @Slot(object)
    def on_crash(self, report: Report) -> None:
        """Give up after an error that nobody caught."""
        self._give_up(report.words)

    @Slot()
    def _look(self) -> None:
        try:
            if self._until():
                self._until = next(self._story)
                self._deadline = monotonic() + PATIENCE
            elif monotonic() > self._deadline:
                self._give_up(self.tr("it did not get on within {n} seconds").format(n=int(PATIENCE)))
        except StopIteration:
            self._clock.stop()
            self.finished = True
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told in one sentence
            self._give_up(str(error) or type(error).__name__)

    def _give_up(self, why: str) -> None:
        if not self.fault:
            self.fault = why
            self._clock.stop()
            self._other.end()
            # The tracker is the tour's own; nobody is there to be asked.
            self._desk.shutdown.hurry()
            self._desk.shutdown.cut()
            self._desk.window.close()

    # The story: each part waits for what a person would wait for

    def _play(self) -> Iterator[Until]:
        yield from self._open()
        yield from self._search()
        yield from self._edit()
        yield from self._undo()
        yield from self._create()
        yield from self._close()

    def _open(self) -> Iterator[Until]:
        yield self._quiet
        self._desk.window.registry["tracker.sample"].trigger()
        yield self._has_issues
        self._desk.window.sidebar.choose("is:open")
        yield self._quiet
        count = len(self._desk.window.table.keys)
        self._tell("open", self.tr("Opened the sample project: {n} open issues.").format(n=count))

    def _search(self) -> Iterator[Until]:
        window = self._desk.window
        every = len(window.table.keys)
        window.registry["search.focus"].trigger()
        type_text(window.search, _WORD)
        yield lambda: self._quiet() and window.search.text() == _WORD and len(window.table.keys) < every
        found = len(window.table.keys)
        self._tell("search", self.tr('Searched for "{word}": {n} issues.').format(word=_WORD, n=found))
        press(window.search, Qt.Key.Key_Return)
        yield self._quiet

    def _edit(self) -> Iterator[Until]:
        window = self._desk.window
        window.registry["issue.title"].trigger()
        title = window.detail.body.header.title.edit
        yield title.hasFocus
        type_text(title, _TITLE)
        press(title, Qt.Key.Key_Return)
        yield lambda: self._saved() and self._value("title") == _TITLE
        window.registry["issue.priority"].trigger()
        picker = window.detail.body.ribbon.picker("priority")
        yield picker.edit.isVisible
        wanted = 0 if self._value("priority") else 1
        type_text(picker.edit, str(wanted))
        yield lambda: self._saved() and self._value("priority") == wanted
        words = self.tr("Gave an issue another title and priority: {state}.")
        self._tell("edit", words.format(state=self._state()))

    def _undo(self) -> Iterator[Until]:
        window = self._desk.window
        changed = self._value("priority")
        window.registry["edit.undo"].trigger()
        yield lambda: self._saved() and self._value("priority") != changed
        window.registry["edit.undo"].trigger()
        yield lambda: self._saved() and self._value("title") != _TITLE
        self._tell("undo", self.tr("Took both back with Undo."))

    def _create(self) -> Iterator[Until]:
        window = self._desk.window
        window.search.clear_now()
        self._other.start(self._desk.shutdown.tracker_path)
        yield self._other.reads
        yield self._quiet
        before = len(window.table.keys)
        window.registry["issue.new"].trigger()
        line = QApplication.focusWidget()
        if line is None:
            raise RuntimeError(self.tr("the line for a new issue did not take the keyboard"))
        type_text(line, _NEW)
        press(line, Qt.Key.Key_Return)
        yield lambda: self._saved() and len(window.table.keys) == before + 1
        press(line, Qt.Key.Key_Escape)
        yield lambda: self._quiet() and self._value("title") == _NEW
        words = self.tr("Created an issue while another program was reading: {state}.")
        self._tell("create", words.format(state=self._state()))

    def _close(self) -> Iterator[Until]:
        desk, sheet = self._desk, self._desk.sheet
        desk.window.close()
        yield lambda: sheet.isVisible() and len(desk.shutdown.progress.attempts) > 2
        words = self.tr("Closing: the other program still reads, so it waits and tries again.")
        self._tell("waiting", words, sheet)
        yield self._asked
        tries = sum(attempt.mode == "TRUNCATE" for attempt in desk.shutdown.progress.attempts)
        words = self.tr("After {n} tries it asks: all is saved, but not yet in one file.")
        self._tell("not-in-one-file", words.format(n=tries), sheet)
        sheet.fold.click()
        yield sheet.details.isVisible
        self._tell("details", self.tr("The details name the program and every try."), sheet)
        self._other.leave()
        yield self._other.gone
        sheet.again.click()
        yield lambda: desk.done
        closed = desk.shutdown.closed
        if closed is None or closed.grade is not Grade.CLEAN or closed.wal_bytes > 0:
            raise RuntimeError(self.tr("the tracker was not closed clean"))
        self._say(self.tr("The other program left; Try again closed the tracker, everything in one file."))

    # What the tour sees

    def _tell(self, name: str, words: str, dialog: QWidget | None = None) -> None:
        path = self._album.take(name, self._desk.window, dialog)
        self._say(f"{words}  {path.name}")

    def _quiet(self) -> bool:
        """Whether every question is answered and the detail shows what the list says."""
        bridge, window = self._desk.bridge, self._desk.window
        row = window.issues.current_row
        shown = window.detail.subject.uid
        return (
            self._desk.shutdown.phase is Phase.OPEN
            and not bridge.pending_reads
            and not bridge.pending_writes
            and (row is None or row.uid == shown)
        )

    def _has_issues(self) -> bool:
        return self._quiet() and len(self._desk.window.table.keys) > 1

    def _saved(self) -> bool:
        return self._quiet() and not self._desk.window.detail.unsaved()

    def _asked(self) -> bool:
        return self._desk.shutdown.may_choose

    def _value(self, field: str) -> object:
        issue = self._desk.window.detail.subject.issue
        return None if issue is None else getattr(issue, field)

    def _state(self) -> str:
        return self._desk.window.trust.words


def run_tour(folder: Path | None = None) -> int:
    """Play the tour; its pictures go to `folder`, else to a new one. Exit code 0, or 1 with a reason."""
    try:
        album = Album(_folder(folder))
    except OSError as error:
        return _failed(f"its pictures cannot be written to {folder}: {error.strerror}")
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="strandline-")))
        stack.enter_context(_data_in(home))
        _say(f"Guided tour; its pictures go to {album.folder}")
        fault = _play(app, home, album)
    return _failed(fault) if fault else 0


def _play(app: QApplication, home: Path, album: Album) -> str:
    """Run the program on a fresh data directory; return what went wrong, or ""."""
    handler = logs.start(home / "log")
    reporter = CrashReporter(app)
    reporter.install(None)
    settings = Settings(home / "settings.ini")
    settings.set_flag("tips/shown", False)
    i18n.install(app, settings.text("language"))
    desk = Desk(app, settings, theme.apply(app, "light"), _ACTOR)
    tour = Tour(desk, album, _say)
    reporter.caught.connect(tour.on_crash)
    try:
        app.setWindowIcon(icons.app_icon())
        desk.window.resize(*_SIZE)
        desk.catch_signals()
        desk.start(None)
        tour.start()
        app.exec()
    finally:
        tour.end()
        ended = desk.end()
        reporter.uninstall()
        logs.stop(handler)
    if tour.fault or not tour.finished:
        return tour.fault or "it was stopped before its end"
    return "" if ended and desk.exit_code == 0 else "the program did not end as it should"


def _folder(wanted: Path | None) -> Path:
    if wanted is None:
        return Path(tempfile.mkdtemp(prefix="strandline-tour-"))
    wanted.mkdir(parents=True, exist_ok=True)
    return wanted.absolute()


@contextmanager
def _data_in(folder: Path) -> Generator[None]:
    """Keep everything that the program writes in one folder."""
    before = os.environ.get("STRANDLINE_DATA")
    os.environ["STRANDLINE_DATA"] = str(folder / "data")
    try:
        yield
    finally:
        if before is None:
            del os.environ["STRANDLINE_DATA"]
        else:
            os.environ["STRANDLINE_DATA"] = before


def _failed(why: str) -> int:
    print(f"The tour did not reach its end: {why}.", file=sys.stderr)  # noqa: T201 - it speaks to a terminal
    return 1


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - it speaks to a terminal
