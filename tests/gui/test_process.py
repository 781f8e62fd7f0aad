"""What a start reads: no more than its first rows need. In processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_START = """
import inspect, sys
from gui import process
process.begin()
looked = []
read = inspect.getsource
inspect.getsource = lambda module: (looked.append(module), read(module))[1]
import gui.app
print(len(looked), *(name for name in sys.argv[1:] if name in sys.modules))
"""


@pytest.fixture(scope="module")
def said() -> list[str]:
    """How many sources were read, and which of some modules."""
    later = (
        "gui.desk_parts", "gui.later_parts", "gui.shutdown", "store.importing", "store.exporting",
        "store.edits", "store.holders", "PySide6.QtNetwork", "logging.handlers", "csv", "decimal",
        "importlib.resources",
    )  # fmt: skip
    command = [sys.executable, "-c", _START, *later]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.split()


def test_pyside_reads_no_source(said: list[str]) -> None:
    assert said[0] == "0"


def test_what_the_first_rows_do_not_need_is_read_behind_them(said: list[str]) -> None:
    assert said[1:] == []
