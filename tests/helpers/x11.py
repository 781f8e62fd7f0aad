"""A virtual X display, the program on it as a real process, and real keys. Linux with Xvfb and xdotool."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from struct import unpack_from
from time import monotonic

import apsw
from PySide6.QtGui import QImage

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 90.0
LOOK = 0.05
MISSING = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]


def wait_until(holds: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Look again and again until it holds; a process that is not ours gives no signal to wait for."""
    deadline = monotonic() + seconds
    pause = threading.Event()
    while not holds():
        if monotonic() > deadline:
            raise AssertionError(f"not within {seconds:.0f} seconds: {what}")
        pause.wait(LOOK)


_CLIPBOARD = """
import json, sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
for _ in sys.stdin:
    app.processEvents()  # whose it is now
    print(json.dumps(app.clipboard().text()), flush=True)
"""
"""Another program that reads the clipboard: a line of JSON for each line. Each start of one takes 0.3 s."""


class Display:
    """A screen that nobody sees. No window manager: windows have no frame, and the focus is given to them."""

    def __init__(self, name: str, folder: Path, temporary: str) -> None:
        self.name = name
        self.temporary = temporary
        """For what a program leaves behind when it is killed. Short: a socket's path may have 107 bytes."""
        self._memory = folder / "Xvfb_screen0"
        self._reader: subprocess.Popen[str] | None = None

    def tool(self, *arguments: str) -> str:
        """Run xdotool and return what it prints; it finds nothing with exit code 1."""
        command = ["xdotool", *arguments]
        env = {**os.environ, "DISPLAY": self.name}
        done = subprocess.run(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", timeout=20
        )
        return done.stdout.strip()

    def keys(self, *names: str) -> None:
        """Press keys, such as "ctrl+q", for whichever window has the keyboard."""
        self.tool("key", "--clearmodifiers", "--delay", "15", *names)

    def type(self, text: str) -> None:
        """Type a text for whichever window has the keyboard."""
        self.tool("type", "--delay", "15", text)

    def clipboard(self) -> str:
        """What is on the clipboard, read as another program reads it."""
        if self._reader is None:
            env = {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}
            command = [sys.executable, "-c", _CLIPBOARD]
            pipe = subprocess.PIPE
            self._reader = subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, encoding="ascii")
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.write("\n")
        self._reader.stdin.flush()
        return str(json.loads(self._reader.stdout.readline()))

    def end(self) -> None:
        """End the program that reads the clipboard."""
        if self._reader is not None:
            self._reader.kill()
            self._reader.communicate()

    def size_of(self, window: str) -> str:
        """How large a window is, as xdotool words it."""
        return self.tool("getwindowgeometry", window).rpartition("Geometry: ")[2]

    def picture(self) -> QImage:
        """What the screen shows now: Xvfb keeps it in a file (format: XWDFile.h of the X server)."""
        data = self._memory.read_bytes()
        header = unpack_from(">25I", data)
        size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
        start = size + 12 * colours
        pixels = data[start : start + line * height]
        return QImage(pixels, width, height, line, QImage.Format.Format_RGB32).copy()


@contextmanager
def display(folder: Path, size: str = "1280x800") -> Iterator[Display]:
    """Start Xvfb on a number that it chooses itself; `folder` takes its screen memory."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-fbdir", str(folder)]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as said:
        number = said.readline().strip()
    try:
        assert number, "Xvfb did not start"
        with tempfile.TemporaryDirectory(prefix="x11-") as temporary:
            screen = Display(f":{number}", folder, temporary)
            try:
                yield screen
            finally:
                screen.end()
    finally:
        server.terminate()
        server.wait(20)


class Program:
    """`python -m gui` on a tracker, with a data directory of its own."""

    def __init__(self, screen: Display, tracker: Path, data: Path, *arguments: str) -> None:
        self.screen = screen
        self.tracker = tracker
        self._env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "QT_"))},
            "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8",
            "STRANDLINE_DATA": str(data), "STRANDLINE_ACTOR": "Mara", "XDG_CONFIG_HOME": str(data / "config"),
            "TMPDIR": screen.temporary,
        }  # fmt: skip
        self._errors = (data.parent / "stderr.txt").open("ab")
        command = [sys.executable, "-m", "gui", str(tracker), *arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self._env, stderr=self._errors)
        self.window = ""

    def window_named(self, name: str) -> str:
        """The number of the visible window whose title has this expression; "" while there is none."""
        found = self.screen.tool("search", "--onlyvisible", "--name", name).splitlines()
        return found[0] if found else ""

    def title(self, window: str) -> str:
        """A window's title."""
        return self.screen.tool("getwindowname", window)

    def shown(self) -> None:
        """Wait for the main window, and give it the keyboard as a window manager would."""
        pattern = f"^{self.tracker.stem} —"
        wait_until(lambda: self.window_named(pattern) or self.ended, "the window is shown")
        assert not self.ended, f"the program ended with {self.process.returncode}: {self.errors()}"
        self.window = self.window_named(pattern)
        self.focus(self.window)

    def ready(self) -> None:
        """Wait until the list of the main window can be used."""
        self.shown()
        wait_until(lambda: bool(self.copied_titles()), "the list can be used")

    def focus(self, window: str) -> None:
        """Give a window the keyboard."""
        self.screen.tool("windowfocus", "--sync", window)

    @property
    def ended(self) -> bool:
        """Whether the process has ended."""
        return self.process.poll() is not None

    def exit_code(self) -> int:
        """Wait for the end."""
        return self.process.wait(PATIENCE)

    def errors(self) -> str:
        """What the process has printed on stderr."""
        return Path(self._errors.name).read_text(encoding="utf-8", errors="replace")

    def signal(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        self.process.send_signal(number)

    def copied_titles(self) -> str:
        """Ids and titles of all listed issues, as the list copies them. The list must have the keyboard."""
        self.screen.keys("ctrl+a", "shift+y")
        return self.screen.clipboard()

    def words_of(self, sheet: str) -> str:
        """The first paragraph of the quit sheet, marked with the mouse and copied with the keyboard."""
        self.screen.tool("mousemove", "--window", sheet, "200", "62", "click", "--repeat", "3", "1")
        self.screen.keys("ctrl+c")
        return self.screen.clipboard()

    def sheet(self, what: str = "the quit sheet is shown") -> str:
        """Wait for the quit sheet and give it the keyboard."""
        wait_until(lambda: self.window_named("^(Closing|Saved)"), what)
        found = self.window_named("^(Closing|Saved)")
        self.focus(found)
        return found

    def asked(self, headline: str = "Saved, but in two files") -> str:
        """Wait until the quit sheet lets the user choose."""
        wait_until(lambda: self.window_named(f"^{headline}"), f"the sheet says {headline}")
        return self.sheet()

    def end(self) -> None:
        """End the process, however the test ended."""
        if not self.ended:
            self.process.kill()
            self.process.wait()
        self._errors.close()


def rows(tracker: Path, sql: str) -> list[tuple[object, ...]]:
    """Ask a tracker from this process, which is another program to the window."""
    connection = apsw.Connection(str(tracker), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def titles(tracker: Path) -> list[object]:
    """The titles of all issues, in order."""
    return [title for (title,) in rows(tracker, "SELECT title FROM issue ORDER BY title")]
