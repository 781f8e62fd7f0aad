"""The log: a small rotating file in the data directory, with the thread's name in each line."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from store.private_files import private_folder

SIZE = 1 << 20
KEPT = 3


def start(folder: Path) -> logging.Handler | None:
    """Log into `folder`; None where it cannot be written, which is no reason not to start."""
    try:
        private_folder(folder)
        handler = RotatingFileHandler(
            folder / "strandline.log", maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", errors="replace"
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    if root.level in (logging.NOTSET, logging.WARNING):
        root.setLevel(logging.INFO)
    return handler


def stop(handler: logging.Handler | None) -> None:
    """Write out what is left and close the file."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()
