"""The log: a small rotating file in the data directory, with the thread's name in each line."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from store.private_files import private_folder

SIZE = 1 << 20
KEPT = 3


def start(folder: Path) -> logging.Handler | None:
    """Log into `folder`; None where it cannot be written, which is no reason not to start."""
    try:
        private_folder(folder)
        if not os.access(folder, os.W_OK):
            return None
        handler = _Late(folder / "strandline.log")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    if root.level in (logging.NOTSET, logging.WARNING):
        root.setLevel(logging.INFO)
    return handler


class _Late(logging.Handler):
    """Opens the file with the first line: what rotates it costs a start 10 ms to read."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._handler: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line. Any thread; whoever calls holds the handler's lock."""
        if self._handler is None:
            self._handler = self._open()
        self._handler.emit(record)

    def close(self) -> None:
        """Write out what is left and close the file."""
        if self._handler is not None:
            self._handler.close()
        super().close()

    def _open(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        try:
            os.close(os.open(self._file, os.O_CREAT | os.O_WRONLY, 0o600))
            handler = RotatingFileHandler(
                self._file, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", errors="replace"
            )
        except OSError:
            return logging.NullHandler()
        handler.setFormatter(self.formatter)
        return handler


def stop(handler: logging.Handler | None) -> None:
    """Write out what is left and close the file."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()
