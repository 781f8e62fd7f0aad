"""Quick capture: asks the store for what was typed in its window, and says Saved once it is committed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.bridge import StoreBridge
from gui.capture_line import CaptureLine
from gui.capture_window import CaptureWindow
from gui.i18n import plural
from gui.settings import Settings
from gui.tracker_switcher import open_process
from store.actor import Busy, Stopped
from store.answers import Done
from store.capture import Captured, request_of
from store.errors import KnownError

INITIATOR = "capture"


class QuickCapture(QObject):
    """Owns the window, which is made when it is first wanted. Lives on the window's thread."""

    end_wanted = Signal()
    """It was the program's only window, and is to close."""
    tracker_wanted = Signal(object)
    """The path of a tracker to be opened in place of the present one."""
    ended = Signal()
    """The program has no window any more."""

    def __init__(self, bridge: StoreBridge, settings: Settings, main: QWidget, parent: QObject) -> None:
        """main: the main window, which is hidden while only this one is wanted."""
        super().__init__(parent)
        self._bridge, self._settings, self._main = bridge, settings, main
        self.window: CaptureWindow | None = None
        self.alone = False
        """Whether the program was started for this window."""
        self._path = self._actor = ""
        self._moving = False
        self._waiting: tuple[Captured, ...] = ()
        """What Enter was pressed for before the tracker was open."""

    def lines(self) -> tuple[CaptureLine, ...]:
        """Where text can be that belongs to the present tracker and is not saved yet."""
        return () if self.window is None or self._moving else (self.window.line,)

    def set_tracker(self, path: str, actor: str) -> None:
        """Say which tracker gets the issues, by the path under which it is remembered."""
        self._path, self._actor = path, actor
        waiting, self._waiting = self._waiting, ()
        self.stay()
        if waiting:
            self._create(waiting)

    @Slot()
    def stay(self) -> None:
        """What is typed belongs to the tracker that is open now."""
        self._moving = False
        if self._waiting and self.window is not None:
            self._waiting = ()
            self.window.line.show_fault("")
        self.freeze(frozen=False)
        self._show_where()

    @Slot()
    def come(self) -> None:
        """Show the window."""
        if self.window is None:
            window = self.window = CaptureWindow()
            window.line.entered.connect(self._create)
            window.left.connect(self._leave)
            window.tracker_chosen.connect(self._on_tracker)
        self._show_where()
        self.window.come()

    @Slot(object)
    def begin(self, text: str) -> None:
        """Show the window with this text in its line, unless there is another one."""
        self.come()
        if self.window is not None and text and not self.window.line.text.strip():
            self.window.line.edit.setText(text)

    @Slot(object)
    def freeze(self, frozen: object) -> None:
        """Take nothing more while the tracker closes."""
        if self.window is not None:
            self.window.line.set_writable(not frozen)
            self.window.trackers.setEnabled(not frozen)
            self.window.say(self.tr("Closing…") if frozen else "")

    def end(self) -> None:
        """The tracker is closed, and the program ends."""
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None
        if self.alone or not self._main.isVisible():
            self.ended.emit()

    def _show_where(self) -> None:
        if self.window is not None:
            paths = dict.fromkeys(path for path in (self._path, *self._settings.recent) if path)
            self.window.show_trackers(tuple(paths), self._path)
            self.window.line.actor = self._actor

    @Slot(object)
    def _create(self, wanted: tuple[Captured, ...]) -> None:
        if not self._path:
            self._waiting = wanted
            return
        request = request_of(wanted, INITIATOR)
        self._bridge.ask(request, partial(self._on_created, wanted), self._on_failed)

    def _on_created(self, wanted: tuple[Captured, ...], done: Done) -> None:
        if self.window is None:
            return
        self.window.line.made(wanted)
        n = len(wanted)
        if n == 1:
            words = self.tr("Saved: {id} {title}").format(id=done.ids[0], title=wanted[0].title)
        else:
            words = plural(self.tr("Saved: %n issue(s)", "", n), n)
        self.window.say(words, "success")

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error
        if self.window is not None:
            self.window.line.show_fault(str(error))
            self.window.say(self.tr("Not saved. Enter tries again."), "danger")

    @Slot()
    def _leave(self) -> None:
        if self.alone and not self._main.isVisible():
            self.end_wanted.emit()
        elif self.window is not None:
            self.window.hide()

    @Slot(object)
    def _on_tracker(self, path: str) -> None:
        if path == self._path or self.window is None:
            return
        if self._main.isVisible():
            # The window that somebody works in keeps its tracker: another process takes this one.
            line = self.window.line
            open_process(path, "--capture", "--line", line.text)
            line.clear()
            self.window.hide()
        else:
            self._moving = True
            self.tracker_wanted.emit(path)
