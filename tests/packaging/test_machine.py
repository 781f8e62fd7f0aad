"""What the machine has to bring: found with the real loader, installed by made-up children."""

import subprocess
import sys
from typing import Any

import pytest

from tests.helpers.set_up_files import machine

LIBGLIB = machine.Need("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0"))
LIBGL = machine.Need("libGL.so.1", ("libgl1",))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names of Linux libraries")
def test_the_loader_says_which_libraries_are_missing() -> None:
    names = ["libm.so.6", "libno-such-thing.so.9"]
    assert machine.missing_libraries(names) == ["libno-such-thing.so.9"]


class Children:
    """Stands in for the processes that would change this machine, and keeps what was asked of them."""

    def __init__(self, **answers: tuple[int, str]) -> None:
        self.answers = answers
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        key = next((key for key in self.answers if key in " ".join(command)), "")
        code, output = self.answers.get(key, (0, ""))
        return subprocess.CompletedProcess(command, code, output)


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> Children:
    """Return the children of a Debian 13, whose glib has its new name."""
    children = Children(t64=(0, "  Candidate: 2.84"), policy=(0, "  Candidate: (none)"))
    monkeypatch.setattr(machine, "attempt", children)
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    return children


def test_root_installs_what_is_missing(debian: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "administrator", list)
    machine.supply([LIBGLIB, LIBGL])
    assert debian.commands[0][-3:] == ["apt-get", "update", "-q"]
    assert "install" in debian.commands[-1]
    assert debian.commands[-1][-2:] == ["libglib2.0-0t64", "libgl1"]


def test_without_rights_the_exact_line_is_printed(debian: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "administrator", lambda: None)
    with pytest.raises(machine.Stop) as stop:
        machine.supply([LIBGLIB, LIBGL])
    assert str(stop.value).splitlines()[-1].strip() == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libglib2.0-0t64 libgl1"
    )
    assert not any("install" in command for command in debian.commands)


def test_an_older_debian_gets_the_older_name(debian: Children) -> None:
    debian.answers = {"t64": (0, ""), "policy": (0, "  Candidate: 2.74")}
    assert machine.package_names([LIBGLIB]) == ["libglib2.0-0"]


def test_where_apt_fails_its_reason_is_shown(debian: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "administrator", list)
    debian.answers["install -y"] = (100, "E: Could not resolve deb.debian.org")
    with pytest.raises(machine.Stop, match=r"^E: Could not resolve deb\.debian\.org\n\nThe system packages"):
        machine.supply([LIBGL])


def test_without_apt_the_missing_things_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.shutil, "which", lambda _: None)
    with pytest.raises(machine.Stop, match=r"^This system lacks libGL\.so\.1: install"):
        machine.supply([LIBGL])
