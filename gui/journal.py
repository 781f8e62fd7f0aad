"""Keeps every text that is typed and not saved yet outside of the tracker, so that a crash loses none.

Window's thread; what is to be written goes to the store's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from gui.closing_progress import Phase

if TYPE_CHECKING:
    from gui.bridge import StoreBridge
    from gui.closing_progress import Unsent
    from gui.closing_state import ClosingState
    from gui.closing_texts import TextKeeper
    from gui.main_window import MainWindow
    from gui.window_work import WindowWork
    from store.drafts import KeptText

LOOK_MS = 250
"""How soon the trust bar knows of a text that is being typed."""
KEEP_MS = 750
"""How long a text waits for more key presses: with LOOK_MS, the last second is what a crash can take."""


class Journal(QObject):
    """Looks at what is typed; writes only when that is another text, and forgets what was saved."""

    def __init__(
        self,
        bridge: StoreBridge,
        window: MainWindow,
        work: WindowWork,
        state: ClosingState,
        keeper: TextKeeper,
        parent: QObject,
    ) -> None:
        """keeper: the one of the closing, so that either forgets what the other has kept."""
        super().__init__(parent)
        self._window, self._work = window, work
        self._state, self._keeper = state, keeper
        self._kept: tuple[KeptText, ...] | None = None
        self._started = False
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_MS)
        self._keeping.timeout.connect(self.keep)
        bridge.done.connect(self._on_done)

    @Slot()
    def start(self) -> None:
        """Begin, once it is known what is kept already; also after *Don't quit*."""
        self._kept = None
        self._started = True
        if self._window.is_complete:
            self._looking.start()
            self.look()

    def stop(self) -> None:
        """Do nothing more until start()."""
        self._started = False
        self._looking.stop()
        self._keeping.stop()

    @property
    def waits(self) -> bool:
        """Whether there is something that it will keep in a moment."""
        return self._keeping.isActive()

    @Slot()
    def look(self) -> None:
        """Tell the trust bar what is not saved, and keep it soon."""
        self._tell()
        if self._state.phase is Phase.OPEN and not self.waits and _texts(self._unsent()) != self._kept:
            self._keeping.start()

    @Slot()
    def keep(self) -> None:
        """Keep it now; the closing does that itself."""
        self._keeping.stop()
        unsent = self._unsent()
        texts = _texts(unsent)
        if self._state.phase is Phase.OPEN and texts != self._kept:
            self._kept = texts
            self._keeper.keep(unsent, self._on_kept)

    def _unsent(self) -> tuple[Unsent, ...]:
        return tuple(self._work.unsent())

    def _on_kept(self, kept: bool) -> None:
        if not kept:
            # The next look tries again: the disk may have room by then.
            self._kept = None

    def _tell(self) -> None:
        if self._window.is_complete:
            waits = self._window.side.many.waits
            self._window.trust.set_unsaved(len(self._window.detail.unsaved()) + waits)

    def complete(self) -> None:
        """The window has its later parts: there are texts to look at."""
        self._window.detail.subject.saver.moved.connect(self._on_moved)
        if self._started:
            self.start()

    @Slot(object)
    def _on_done(self, _done: object) -> None:
        self._tell()
        if self._kept:
            # What is in the tracker must not be offered at the next start.
            self.keep()

    @Slot(object)
    def _on_moved(self, _uid: object) -> None:
        # What is sent at once, such as a status, is saved before anybody could read that it is not.
        unsaved = self._window.detail.unsaved()
        if not unsaved:
            self._window.trust.set_unsaved(0)


def _texts(unsent: tuple[Unsent, ...]) -> tuple[KeptText, ...]:
    return tuple(one.text for one in unsent if one.text is not None)
