"""The process around the program: what Python does behind it at the start, in between, and at the end."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import threading
from types import ModuleType

_SWITCH = 0.0005
"""Seconds after which a thread that works lets the window have its turn; a paint takes many turns."""
_LOOKS = "_mod_uses_pyside"


def begin() -> None:
    """Look for no garbage while the program is read and built: nearly all of that stays."""
    gc.disable()
    sys.setswitchinterval(_SWITCH)
    _leave_sources_unread()


def _leave_sources_unread() -> None:
    """Keep PySide from reading the source of each module that is imported: 40 ms of a start.

    It looks for a switch to names_like_this there, which nobody uses here (shibokensupport/feature.py). A
    version of PySide that looks otherwise is left as it is; tests/gui/test_process.py tells.
    """
    importlib.import_module("PySide6.QtCore")

    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, _LOOKS):
        setattr(feature, _LOOKS, _uses_no_switch)


def _uses_no_switch(_module: ModuleType) -> bool:
    return False


def started() -> None:
    """Look for it from now on, but not in what the start made: that stops every thread for 0.1 s."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def leave(code: int) -> None:
    """End the process at once where all is closed: only widgets and modules are left to be taken down.

    That takes 0.2 s, six times what the end of a bare window takes. A thread that still runs is waited for.
    """
    if threading.active_count() > 1:
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # pythonw has none
            stream.flush()
    os._exit(code)
