"""Asks a window to close as a window manager does for its cross: WM_DELETE_WINDOW of ICCCM 4.2.8.1.

xdotool before 2021 can only destroy a window, which no user can do. Xlib's own words: XSendEvent(3).
"""

from __future__ import annotations

import ctypes
import ctypes.util

_CLIENT_MESSAGE = 33


class _ClientMessage(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("rest", ctypes.c_long * 24),
    )  # fmt: skip


def click_cross(display: str, window: str) -> None:
    """Send WM_DELETE_WINDOW to a window, by its number as xdotool prints it."""
    xlib = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XInternAtom.restype = ctypes.c_ulong
    opened = ctypes.c_void_p(xlib.XOpenDisplay(display.encode()))
    assert opened.value, f"no display {display}"
    try:
        protocols = xlib.XInternAtom(opened, b"WM_PROTOCOLS", 0)
        delete = xlib.XInternAtom(opened, b"WM_DELETE_WINDOW", 0)
        number = ctypes.c_ulong(int(window))
        event = _ClientMessage(_CLIENT_MESSAGE, 0, 1, opened, number, protocols, 32)
        event.data[0] = delete
        xlib.XSendEvent(opened, number, 0, ctypes.c_long(0), ctypes.byref(event))
    finally:
        xlib.XCloseDisplay(opened)
