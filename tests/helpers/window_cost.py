"""What the window costs beside a bare one, each in a process of its own: for tests/bench.

    python -m tests.helpers.window_cost bare|PATH start|scroll
    python -m tests.helpers.window_cost PATH FILE

PATH is a tracker, which the whole program opens. bare is the least that PySide6 can do: a main window, an
empty QTableView, and Ctrl+Q. Both show themselves, rest for a moment, are scrolled if that is wanted, and end
by the key of Quit. One line of JSON says when rows were painted for the first time, when the key was pressed
(both in time.monotonic(), which is one clock for all processes), the processor's seconds by then, and the
memory that was resident before. With an issue FILE the program is first left alone and then imports it, while
its list is painted again and again; the line also has the longest time for which its event loop did not come
round, in either.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

ROOT = Path(__file__).parents[2]
REST_MS = 1500
"""How long a window is left alone after an import, so that what it does behind it is over."""
LOOK_MS = 50
LOOKS = 6
"""At so many looks one after another a window has nothing to do any more, before it is left."""
STEP_MS = 15
STEPS = 60
TICK_MS = 5
PAINT_TICKS = 8
IDLE_MS = 3000


@dataclass(frozen=True, slots=True)
class Cost:
    """One process: seconds of the clock and of the processor, bytes."""

    painted: float
    painted_cpu: float
    quit: float
    quit_cpu: float
    resident: int
    idle_gap: float = 0.0
    busy_gap: float = 0.0


def with_bytecode(cache: Path) -> dict[str, str]:
    """The environment of a process whose byte code is kept in `cache`, as installed programs have theirs."""
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(cache), "QT_QPA_PLATFORM": "offscreen"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def cost(what: Path | str, how: Path | str, cache: Path) -> Cost:
    """Run one process to its end."""
    command = [sys.executable, "-m", "tests.helpers.window_cost", str(what), str(how)]
    started = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, env=with_bytecode(cache), stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        said = json.loads(child.stdout.readline())
        # The pipe stays open until the process is gone: there is nobody to wait for by polling.
        _pid, status, used = os.wait4(child.pid, 0)
        ended = time.monotonic()
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, said
    whole = used.ru_utime + used.ru_stime
    return Cost(
        said["painted"] - started, said["painted_cpu"], ended - said["pressed"], whole - said["pressed_cpu"],
        said["resident"], said.get("idle_gap", 0.0), said.get("busy_gap", 0.0),
    )  # fmt: skip


class Observed:
    """Waits for the first rows, and does the rest then."""

    def __init__(self, how: str) -> None:
        self._how = how
        self._view: QTableView | None = None
        self._said: dict[str, Any] = {}
        self._left = STEPS
        self._still = 0
        self._then: Callable[[], None] = self._quit
        self.desk: Any = None

    def painted(self, view: QTableView) -> None:
        """Take the time, once."""
        if self._view is not None:
            return
        self._said.update(painted=time.monotonic(), painted_cpu=time.process_time())
        self._view = view
        self._rest({"start": self._quit, "scroll": self._scroll}.get(self._how, self._watch))

    def _rest(self, then: Callable[[], None]) -> None:
        """Go on when all is over that the window does behind its first rows."""
        from PySide6.QtCore import QTimer

        self._then, self._still = then, 0
        QTimer.singleShot(LOOK_MS, self._look)

    def _look(self) -> None:
        from PySide6.QtCore import QTimer

        desk = self.desk
        busy = desk is not None and (
            not desk.window.is_complete or desk.bridge.pending_reads or desk.bridge.pending_writes
        )
        self._still = 0 if busy else self._still + 1
        QTimer.singleShot(LOOK_MS, self._then if self._still == LOOKS else self._look)

    def _scroll(self) -> None:
        from PySide6.QtCore import QTimer

        assert self._view is not None
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.maximum() * self._left // STEPS)
        self._left -= 1
        if self._left:
            QTimer.singleShot(STEP_MS, self._scroll)
        else:
            self._rest(self._quit)

    def _watch(self) -> None:
        """The same load in both: a list that is painted every 40 ms, and a timer of 5 ms."""
        from PySide6.QtCore import QTimer

        assert self._view is not None
        self._gaps = Gaps(self._view)
        QTimer.singleShot(IDLE_MS, self._import)

    def _import(self) -> None:
        self._said["idle_gap"] = self._gaps.worst()
        importer = self.desk.importer
        importer.waits.connect(self._agree)
        importer.imported.connect(self._imported)
        importer.run(Path(self._how))

    def _agree(self, waiting: Any) -> None:
        if waiting is not None:
            self.desk.importer._import(waiting.plan, deletions=True)

    def _imported(self, _imported: object) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(REST_MS, self._import_seen)

    def _import_seen(self) -> None:
        self._said["busy_gap"] = self._gaps.worst()
        self._gaps.timer.stop()
        self._quit()

    def _quit(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        if self._at_work():
            # The rest was too short on a busy machine: the end would have what is left of the start.
            QTimer.singleShot(REST_MS, self._quit)
            return
        self._said["resident"] = _resident()
        from PySide6.QtTest import QTest

        assert self._view is not None
        self._said.update(pressed=time.monotonic(), pressed_cpu=time.process_time())
        sys.stdout.write(json.dumps(self._said) + "\n")
        sys.stdout.flush()
        QTest.keyClick(self._view, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)

    def _at_work(self) -> bool:
        """Whether the program still does what comes behind its first rows."""
        if self.desk is None:
            return False
        window, bridge = self.desk.window, self.desk.bridge
        done = window.is_complete and window.detail.subject.detail is not None
        return not done or bool(bridge.pending_reads or bridge.pending_writes)


class Gaps:
    """How long the event loop did not come round."""

    def __init__(self, view: QTableView) -> None:
        from PySide6.QtCore import QTimer

        self._view = view
        self._gaps: list[float] = []
        self._turn = 0
        self._last = time.perf_counter()
        self.timer = QTimer(view)
        self.timer.timeout.connect(self._tick)
        self.timer.start(TICK_MS)

    def worst(self) -> float:
        """The longest gap since the last call."""
        gaps, self._gaps = self._gaps, []
        return max(gaps)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(now - self._last)
        self._last = now
        self._turn += 1
        if self._turn % PAINT_TICKS == 0:
            self._view.viewport().repaint()


def _resident() -> int:
    with contextlib.suppress(OSError):
        status = Path("/proc/self/status").read_text("ascii", "replace")
        return int(status.partition("VmRSS:")[2].split()[0]) * 1024
    import psutil  # type: ignore[import-untyped]

    return int(psutil.Process().memory_info().rss)


def bare(observed: Observed) -> int:
    """A window with nothing in it."""
    from PySide6.QtGui import QAction, QPaintEvent, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Table(QTableView):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            observed.painted(self)

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    table = Table(window)
    table.setModel(QStandardItemModel(0, 5, table))
    window.setCentralWidget(table)
    leave = QAction("Quit", window)
    leave.setShortcut("Ctrl+Q")
    leave.triggered.connect(window.close)
    window.addAction(leave)
    window.resize(1280, 800)
    window.show()
    return app.exec()


def whole(observed: Observed, path: str) -> None:
    """The program."""
    from gui import process

    process.begin()
    from gui.app import main
    from gui.desk import Desk
    from gui.issue_list import IssueList

    paint, build = IssueList.paintEvent, Desk.__init__

    def init(desk: Desk, *args: Any, **named: Any) -> None:
        observed.desk = desk
        build(desk, *args, **named)

    def paint_event(view: IssueList, event: Any) -> None:
        paint(view, event)
        model: Any = view.model()
        first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
        if first >= 0 and all(model.peek(row) is not None for row in range(first, last + 1)):
            observed.painted(view)

    setattr(Desk, "__init__", init)  # noqa: B010
    setattr(IssueList, "paintEvent", paint_event)  # noqa: B010
    process.leave(main([path]))


if __name__ == "__main__":
    seen = Observed(sys.argv[2])
    if sys.argv[1] == "bare":
        sys.exit(bare(seen))
    whole(seen, sys.argv[1])
