"""The Qt binding that is installed: the pin holds, and it keeps Python's singletons."""

import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement
from PySide6.QtCore import QObject, Signal

ROOT = Path(__file__).resolve().parents[2]


class Probe(QObject):
    fired = Signal(object)


def test_the_binding_keeps_its_singletons() -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference at each emit and aborts after about 560."""
    probe = Probe()
    for single in (True, None):
        before = sys.getrefcount(single)
        for _ in range(200):
            probe.fired.emit(single)
        assert sys.getrefcount(single) > before - 50


def test_what_is_installed_is_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in project["dependencies"]:
        wanted = Requirement(line)
        assert wanted.specifier.contains(version(wanted.name)), line


def test_the_version_that_aborts_is_not_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (binding,) = [Requirement(line) for line in project["dependencies"] if "PySide6" in line]
    assert not binding.specifier.contains("6.12.0")
    assert not binding.specifier.contains("6.12.1")
