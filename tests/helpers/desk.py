"""The whole program in one process, for tests: how it is started and what it complains of."""

from __future__ import annotations

from collections.abc import Callable

from gui.desk import Desk
from gui.opening_words import OpeningProblem

StartDesk = Callable[..., Desk]
"""Starts the program on a path, or on the default tracker; see tests/gui/conftest.py."""


def problems(desk: Desk) -> list[str]:
    boxes = desk.window.findChildren(OpeningProblem)
    return [f"{box.headline.text()}. {box.reason.text()}" for box in boxes]
