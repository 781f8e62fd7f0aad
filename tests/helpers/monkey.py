"""A monkey at the window: seeded keys, actions, clicks and changes from outside, on a real tracker.

It runs in a process of its own, `python -m tests.helpers.monkey SEED STEPS FOLDER`: what a step breaks must
not break the test that looks for it. Anything that Python or Qt complains of is a fault, and the tracker
has to pass `check` afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from pathlib import Path
from random import Random
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QPoint,
    QRect,
    Qt,
    QTimer,
    QtMsgType,
    QUrl,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import resources
from gui import theme
from gui.main_window import MainWindow
from gui.settings import Settings
from store.errors import KnownError
from store.lookups import Check
from store.requests import Close, Create, Delete, Edit, Request
from tests.helpers.window import NoShutdown, running_store

ROOT = Path(__file__).parents[2]
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789/?#!>(): "
_KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_Delete,
    Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_F5,
)  # fmt: skip
_WITH = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier)
_CONTROL = "abdefghiklnopqrstuwxyz12345\\"
_SIZES = ((1280, 800), (900, 600), (640, 480), (1600, 900))
_NEVER = frozenset({"window.quit"})
_REMEMBERED = 25
_PLATFORM = "This plugin does not support "
"""What the platform without a display says of itself."""


class Monkey(QObject):
    """One window and what is done to it, a step for each turn of the event loop."""

    def __init__(self, seed: int, steps: int, folder: Path, app: QApplication) -> None:
        super().__init__()
        self._random = Random(seed)
        self._left = steps
        self._app = app
        self.faults: list[str] = []
        self._done: list[str] = []
        self._look = theme.apply(app, "light")
        lines = resources.sample_project().decode().splitlines()
        self._running = running_store(folder, lines)
        self._store = self._running.__enter__()
        self._closing = NoShutdown()
        self._window = MainWindow(
            self._store.bridge, self._look, Settings(folder / "settings.ini"), self._closing, "Home"
        )
        self._window.resize(*_SIZES[0])
        self._window.show()
        self._window.activateWindow()
        self._window.show_tracker("Home", str(self._store.path))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
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
        self.faults.append(f"{words}\nafter: {', '.join(self._done[-_REMEMBERED:])}")

    @Slot(QUrl)
    def leave_alone(self, _link: QUrl) -> None:
        """Open no browser."""

    # What is done

    @Slot()
    def _step(self) -> None:
        # First of all: the menu of a tool button runs an event loop of its own, in which the monkey goes on.
        self._timer.start(0)
        bridge = self._store.bridge
        if self._left <= 0 or self.faults:
            if not bridge.pending_reads and not bridge.pending_writes:
                self._end()
            return
        self._left -= 1
        deeds = (self._letter, self._key, self._key, self._control, self._action, self._action, self._click,
                 self._escape, self._outside, self._resize)  # fmt: skip
        self._random.choices(deeds, weights=(5, 4, 4, 3, 5, 5, 4, 4, 2, 0.3))[0]()

    def _target(self) -> QWidget:
        return (
            self._app.activePopupWidget()
            or self._app.focusWidget()
            or self._app.activeModalWidget()
            or self._window
        )

    def _letter(self) -> None:
        letter = self._random.choice(_LETTERS)
        self._done.append(f"type {letter!r}")
        QTest.keyClicks(self._target(), letter)

    def _key(self) -> None:
        key, held = self._random.choice(_KEYS), self._random.choice(_WITH)
        self._done.append(f"{held.name} {key.name}")
        QTest.keyClick(self._target(), key, held)

    def _control(self) -> None:
        letter = self._random.choice(_CONTROL)
        held = Qt.KeyboardModifier.ControlModifier
        if self._random.random() < 0.3:
            held |= Qt.KeyboardModifier.ShiftModifier
        if letter == "q":
            return
        self._done.append(f"Ctrl {letter}")
        QTest.keyClick(self._target(), Qt.Key(ord(letter.upper())), held)

    def _escape(self) -> None:
        self._done.append("Escape")
        QTest.keyClick(self._target(), Qt.Key.Key_Escape)

    def _action(self) -> None:
        if self._app.activeModalWidget() is not None or self._app.activePopupWidget() is not None:
            return
        registry = self._window.registry
        ids = [name for name in registry.starting_with("") if registry[name].isEnabled()]
        name = self._random.choice(ids)
        if name in _NEVER:
            return
        self._done.append(name)
        registry[name].trigger()

    def _click(self) -> None:
        top = self._app.activePopupWidget() or self._app.activeModalWidget() or self._window
        shown = [widget for widget in [top, *top.findChildren(QWidget)] if _clickable(widget)]
        if not shown:
            return
        widget = self._random.choice(shown)
        seen = widget.visibleRegion().boundingRect()
        place = _within(seen, self._random)
        button = Qt.MouseButton.LeftButton if self._random.random() < 0.85 else Qt.MouseButton.RightButton
        self._done.append(f"click {type(widget).__name__} {widget.objectName()}")
        QTest.mouseClick(widget, button, Qt.KeyboardModifier.NoModifier, place)

    def _resize(self) -> None:
        self._done.append("resize")
        self._window.resize(*self._random.choice(_SIZES))

    def _outside(self) -> None:
        table = self._window.table
        row = table.row_at(self._random.randrange(len(table.lines))) if len(table.lines) else None
        request: Request[object]
        if row is None or self._random.random() < 0.4:
            request = Create(f"From outside {self._left}", {"priority": self._random.randrange(5)})
        else:
            request = self._random.choice(
                (
                    Close((row.uid,)),
                    Delete((row.uid,)),
                    Edit(row.uid, {"title": f"Changed outside {self._left}"}),
                    Edit(row.uid, {"status": self._random.choice(("open", "in_progress", "odd"))}),
                )
            )
        self._done.append(f"outside {type(request).__name__}")
        try:
            self._store.outside(self._store.writer.submit(request).result(60))  # type: ignore[arg-type]
        except KnownError:
            return

    def _end(self) -> None:
        self._timer.stop()
        self._timer.timeout.disconnect(self._step)
        found = self._store.writer.submit(Check()).result(300)
        if not found.ok:
            self._fault(f"check: {found.findings}")
        self._window.close()
        self._app.closeAllWindows()
        self._window.deleteLater()
        QTimer.singleShot(0, self._app.quit)

    def stop(self) -> None:
        """End the store, after the event loop."""
        self._running.__exit__(None, None, None)


def _clickable(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and not widget.visibleRegion().isEmpty()


def _within(seen: QRect, random: Random) -> QPoint:
    return QPoint(random.randint(seen.left(), seen.right()), random.randint(seen.top(), seen.bottom()))


def run(seed: int, size: int, folder: Path) -> tuple[str, bool]:
    """That many steps in a process of their own; a line for people, and whether all was well."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STRANDLINE_DATA": str(folder / "data")}
    command = [sys.executable, "-m", "tests.helpers.monkey", str(seed), str(size), str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False)
    words = done.stderr.splitlines(keepends=True)
    said = done.stdout + "".join(one for one in words if not one.startswith(_PLATFORM))
    if done.returncode == 0 and not said:
        return f"{size} steps from seed {seed}, 0 faults", True
    (folder / "said.txt").write_text(said, encoding="utf-8")
    return f"a fault from seed {seed}, exit code {done.returncode}: {said[-3000:]}", False


def main(arguments: list[str]) -> int:
    """Play; print what was wrong as JSON."""
    app = QApplication(arguments)
    app.setQuitOnLastWindowClosed(False)
    monkey = Monkey(int(arguments[1]), int(arguments[2]), Path(arguments[3]), app)
    try:
        for scheme in ("http", "https", "mailto", "file"):
            # Typed as bytes, which are refused.
            QDesktopServices.setUrlHandler(scheme, monkey, "leave_alone")  # type: ignore[arg-type]
        sys.excepthook = monkey.broke
        qInstallMessageHandler(monkey.qt_said)
        app.exec()
    finally:
        monkey.stop()
        qInstallMessageHandler(None)
    if monkey.faults:
        sys.stdout.write("\n".join(monkey.faults[:3]) + "\n")
    return 1 if monkey.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
