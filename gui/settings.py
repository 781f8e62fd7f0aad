"""What the window remembers between starts: sizes, order, density, folded sections, recent trackers.

Nothing here is about an issue; losing the file loses only the window's looks.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QByteArray, QObject, QSettings

from store.private_files import private_folder

DENSITIES = ("compact", "comfortable", "large")
RECENT = 10
"""How many trackers are remembered."""


class Settings(QObject):
    """A typed view of one settings file. Lives on the window's thread."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        """path: the file; without one, the system's place for this program's settings."""
        super().__init__(parent)
        ini = QSettings.Format.IniFormat
        if path is None:
            user = QSettings.Scope.UserScope
            self._file = QSettings(ini, user, "Strandline", "Strandline", self)
        else:
            self._file = QSettings(str(path), ini, self)
        # Qt would make them for everybody to read; a file that is there keeps its permissions.
        with contextlib.suppress(OSError):
            file = Path(self._file.fileName())
            private_folder(file.parent)
            os.close(os.open(file, os.O_CREAT | os.O_RDONLY, 0o600))

    def sync(self) -> None:
        """Write now what is not written yet."""
        self._file.sync()

    def layout(self, name: str) -> QByteArray:
        """Return a saved geometry or splitter state; empty when there is none."""
        value = self._file.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_layout(self, name: str, state: QByteArray) -> None:
        """Remember a geometry or splitter state."""
        self._file.setValue(f"layout/{name}", state)

    def text(self, name: str, default: str = "") -> str:
        """Return a remembered word."""
        value = self._file.value(name)
        return value if isinstance(value, str) else default

    def set_text(self, name: str, value: str) -> None:
        """Remember a word."""
        self._file.setValue(name, value)

    def forget(self, name: str) -> None:
        """Forget a word, so that its default stands."""
        self._file.remove(name)

    def flag(self, name: str, default: bool) -> bool:
        """Return a remembered yes or no."""
        return self.text(name, "yes" if default else "no") == "yes"

    def set_flag(self, name: str, value: bool) -> None:
        """Remember a yes or no."""
        self.set_text(name, "yes" if value else "no")

    def warn_once(self, tracker: str, what: str) -> bool:
        """Whether a warning about a tracker is new; it is remembered."""
        name = f"warned/{quote(tracker, safe='')}"
        if self.text(name) == what:
            return False
        self.set_text(name, what)
        return True

    @property
    def density(self) -> str:
        """One of DENSITIES."""
        value = self.text("list/density", "comfortable")
        return value if value in DENSITIES else "comfortable"

    @density.setter
    def density(self, value: str) -> None:
        self.set_text("list/density", value)

    @property
    def zoom(self) -> float:
        """How much larger text is than the system's, 1.0 for as large."""
        try:
            value = float(self.text("zoom", "1"))
        except ValueError:
            return 1.0
        return value if 0.1 <= value <= 10 else 1.0

    @zoom.setter
    def zoom(self, value: float) -> None:
        self.set_text("zoom", str(value))

    def begins_with_board(self, place: str) -> bool:
        """Whether the tracker at a path is shown as a board at first, and not as a list."""
        return self.text(name_for(place, "view")) == "board"

    @property
    def person(self) -> str:
        """Who makes the changes, "" for whom git or the system names."""
        return self.text("person")

    @person.setter
    def person(self, value: str) -> None:
        name = " ".join(value.split())
        if name:
            self.set_text("person", name)
        else:
            self.forget("person")

    @property
    def recent(self) -> tuple[str, ...]:
        """Paths of the trackers that were opened last, newest first."""
        value: object = self._file.value("recent")
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, list):
            return ()
        return tuple(str(entry) for entry in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  (QSettings returns a bare list)

    def add_recent(self, path: str) -> None:
        """Put a tracker first in the list of recent ones."""
        rest = [entry for entry in self.recent if entry != path]
        self._file.setValue("recent", [path, *rest][:RECENT])

    def forget_recent(self) -> None:
        """Empty the list of recent trackers."""
        self._file.remove("recent")


def name_for(place: str, name: str) -> str:
    """Return the name of a setting that the tracker at a path has for itself."""
    # A slash would divide the name of a setting.
    return f"views/{quote(place, safe='')}/{name}"
