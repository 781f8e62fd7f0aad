"""Opens what a person names: a tracker, a project, an issue file, the sample."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

import resources
from gui.bridge import StoreBridge
from gui.session import Session
from store import places
from store.errors import Cancelled, Conflicted, KnownError, NoTracker
from store.exchange_answers import Imported
from store.exchange_requests import Discard, Import, ImportBytes, free_name
from store.pace import Progress
from store.places import Place
from store.recent import recent
from store.requests import Request
from store.standing import Stamp, stamp
from store.structs import dataclass

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be opened.

    create: the tracker is made. source: a file to import. sample: its issues are the sample project's.
    columns: what the columns of a table are. offered: a file to be imported once somebody has seen what it
    would bring: a database that has what the project's file lacks, or that file with a conflict of git's.
    seen: what stood at the source when it was found. read_only: it is damaged, and to be read only.
    """

    place: Place
    name: str
    create: bool = False
    source: Path | None = None
    sample: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    offered: Path | None = None
    seen: Stamp | None = None
    read_only: bool = False

    @property
    def known(self) -> bool:
        """Whether the tracker has read the file before: then it is looked at before it is imported."""
        return self.source is not None and not self.create


def resolve(path: Path | None, *, create: bool = False) -> Target:
    """Find out what a path means; nothing is made. None is the tracker that was used last, else the default.

    create: a tracker that is not there is wanted new. Raises KnownError with one clear sentence. Any thread
    but the window's: it hangs for as long as a network folder does.
    """
    if path is None:
        return _used_last() or default()
    path = Path(path).expanduser().absolute()
    if path.is_dir():
        return _project(path)
    # A tracker by its name is what most starts open.
    importable = None if path.suffix == places.EXTENSION else _importable(path)
    if importable is not None:
        return importing_of(importable)
    if create and path.suffix != places.EXTENSION:
        path = path.with_name(path.name + places.EXTENSION)
    place = places.place_of(path)
    name = place.beads.parent.name if place.beads is not None else place.tracker.stem
    source, seen = _issue_file(place)
    return Target(place, name, create=create and not path.exists(), source=source, seen=seen)


def importing_of(path: Path, columns: tuple[tuple[str, str], ...] = ()) -> Target:
    """A file that is imported into a new tracker of its name."""
    tracker = free_name(places.data_dir(), path.stem)
    return Target(Place(tracker), tracker.stem, create=True, source=path, columns=columns)


def default() -> Target:
    """The tracker of somebody who never chose one; it is made at the first start."""
    tracker = places.default_tracker()
    return Target(Place(tracker), tracker.stem, create=not tracker.exists())


def failed_words(target: Target, *, tracker_failed: bool) -> str:
    """Name what could not be opened: the issue file, unless its tracker is at fault."""
    tracker = target.place.tracker
    if target.place.beads is not None and tracker_failed:
        return translate("Opening", "The tracker of {project}").format(project=target.name)
    return tracker.name if tracker_failed or target.source is None else target.source.name


def _used_last() -> Target | None:
    for last in recent()[:1]:
        if not last.missing:
            with contextlib.suppress(KnownError):
                return resolve(last.beads or last.tracker)
    return None


def sample() -> Target:
    """The sample project: made at the first time, opened as it was left afterwards."""
    name = translate("Opening", "Sample project")
    tracker = places.data_dir() / f"{name}{places.EXTENSION}"
    return Target(Place(tracker), name, create=not tracker.exists(), sample=True)


def _project(folder: Path) -> Target:
    beads = folder if folder.name == ".beads" else folder / ".beads"
    if not beads.is_dir():
        raise KnownError(
            translate(
                "Opening", "{folder} has no .beads folder. Choose the folder of a project that has one."
            ).format(folder=folder)
        )
    beads = places.follow_redirect(beads)
    place = places.place_of_beads(beads)
    source, seen = _issue_file(place)
    create = not place.tracker.exists()
    lacks = seen is None or seen.size == 0
    offered = _database_of(beads) if create and lacks else None
    if source is None and create and offered is None:
        raise KnownError(
            translate(
                "Opening",
                "{folder} has no issue file yet. Let bd or br export there, then open the folder again.",
            ).format(folder=beads)
        )
    return Target(place, beads.parent.name, create=create, source=source, offered=offered, seen=seen)


def _database_of(beads: Path) -> Path | None:
    from store import beads_project

    return beads_project.database_of(beads)


def _importable(path: Path) -> Path | None:
    from store import sources

    return sources.importable(path)


def _issue_file(place: Place) -> tuple[Path | None, Stamp | None]:
    seen = stamp(place.jsonl) if place.jsonl is not None and place.jsonl.is_file() else None
    return (None, None) if seen is None else (place.jsonl, seen)


class Opener(QObject):
    """Opens one target at a time on a session of its own; what is open meanwhile stays untouched.

    A new tracker gets its issues here; into one that is known they come by gui.importer, once it is open.
    Window's thread.
    """

    importing = Signal(object)
    """The Target whose issues are being read now."""
    opened = Signal(object, object, object)
    """The Target, its Session, and an Imported or None. Whoever takes the session ends it."""
    progressed = Signal(object, object)
    """How many lines are done, and how many there are."""
    stopped = Signal(object)
    """The Target whose import was stopped; nothing is left of it."""
    failed = Signal(object, object)
    """The Target and an error; the session has ended."""

    def __init__(self, bridge: StoreBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._session: Session | None = None
        self._ended: list[Session] = []
        self._cancel: threading.Event | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being opened."""
        return self._session is not None

    def open(self, target: Target, actor: str = "") -> None:
        """Open a target; the answer comes by signal."""
        self.give_up()
        self._cancel = None
        session = self._session = Session(
            target.place.tracker,
            self._bridge,
            create=target.create,
            actor=actor,
            read_only=target.read_only,
        )
        session.start()
        self._when(session, session.opened, partial(self._on_open, session, target))

    def give_up(self) -> None:
        """Open nothing; the threads end when they have finished what they do."""
        if self._session is not None:
            if self._cancel is not None:
                self._cancel.set()
                # Does nothing when the import was over already.
                self._session.writer.submit(Discard())
            self.end(self._session)
            self._session = None

    @Slot()
    def stop(self) -> None:
        """Let the import under way stop; the answer comes by signal, `opened` when it was too late."""
        if self._cancel is not None and self._session is not None:
            self._cancel.set()

    def end(self, session: Session) -> None:
        """End a session that nobody uses."""
        session.stop_waiting.set()
        session.stop()
        self._ended.append(session)

    def join(self, timeout: float) -> bool:
        """Wait for the threads of ended sessions; for the end of the program."""
        return all(session.join(timeout) for session in self._ended)

    def _when(self, session: Session, future: Future[Any], then: Callable[[object], None]) -> None:
        def arrived(finished: Future[Any]) -> None:
            self._bridge.post(partial(self._arrived, session, finished, then))

        future.add_done_callback(arrived)

    def _arrived(self, session: Session, future: Future[Any], then: Callable[[object], None]) -> None:
        if session is not self._session or future.cancelled():
            return
        error = future.exception()
        then(error if error is not None else future.result())

    def _on_open(self, session: Session, target: Target, answer: object) -> None:
        if isinstance(answer, BaseException):
            self._fail(session, target, answer)
            return
        cancel = threading.Event()
        request = _import_of(target, partial(self._on_progress, session), cancel)
        if request is None or session.read_only or target.known:
            self._succeed(session, target, None)
            return
        self._cancel = cancel if target.create else None
        self.importing.emit(target)
        future = session.writer.submit(request)
        self._when(session, future, partial(self._on_imported, session, target))

    def _on_imported(self, session: Session, target: Target, answer: object) -> None:
        if isinstance(answer, Imported):
            self._succeed(session, target, answer)
        elif isinstance(answer, Conflicted):
            # The tracker is there, still without issues; its window asks with the plan.
            self._succeed(session, replace(target, source=None, offered=target.source), None)
        elif target.create:
            session.writer.submit(Discard())
            if isinstance(answer, Cancelled):
                self._session = None
                self.end(session)
                self.stopped.emit(target)
            else:
                self._fail(session, target, answer)
        else:
            # The tracker itself is whole: it is opened, and the file's fault is told beside it.
            self._succeed(session, replace(target, source=None), answer)

    def _on_progress(self, session: Session, done: int, total: int) -> None:
        """On the store's thread."""
        self._bridge.post(partial(self._show_progress, session, done, total))

    def _show_progress(self, session: Session, done: int, total: int) -> None:
        if session is self._session:
            self.progressed.emit(done, total)

    def _succeed(self, session: Session, target: Target, answer: object) -> None:
        self._session = None
        self.opened.emit(target, session, answer)

    def _fail(self, session: Session, target: Target, error: object) -> None:
        self._session = None
        if isinstance(error, NoTracker):
            error = NoTracker(_missing_words().format(path=target.place.tracker))
        self.end(session)
        self.failed.emit(target, error)


def _missing_words() -> str:
    return translate(
        "Opening", "There is no tracker at {path}. It may have been moved or deleted: choose another one."
    )


def _import_of(target: Target, progress: Progress, cancel: threading.Event) -> Request[Imported] | None:
    if target.source is not None:
        # A file of nobody's project is only read; that of a project is written, too, and others see it.
        unasked = target.source == target.place.jsonl
        return Import(
            target.source, columns=target.columns, progress=progress, cancel=cancel, unasked=unasked
        )
    if target.sample:
        return ImportBytes(resources.sample_project(), "sample.jsonl", progress, cancel)
    return None
