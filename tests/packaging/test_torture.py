"""`run.py torture`: the laboratories of the tests, at any size."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers import torture
from tests.helpers.set_up_files import run


def test_the_command_starts_the_laboratories_with_its_arguments(
    ready: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (ready / "tests" / "helpers").mkdir(parents=True)
    (ready / "tests" / "helpers" / "torture.py").write_text(
        "import sys; print(sys.argv[1:]); sys.exit(1)", encoding="utf-8"
    )
    assert run.main(["torture", "lines", "--size", "5"], ready) == 1
    assert capfd.readouterr().out == "['lines', '--size', '5']\n"


def test_a_laboratory_says_what_it_found_and_leaves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert torture.main(["lines", "--size", "3", "--seed", "2"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("lines: 3 cases in 3 files (")
    assert "0 crashes, 0 losses" in said


def test_a_fault_is_the_exit_code_and_what_shows_it_stays(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def faulty(seed: int, size: int, folder: Path) -> tuple[str, bool]:
        (folder / "fault").write_text(f"{seed} {size}")
        return "1 fault", False

    monkeypatch.setattr(torture, "TABLE", (torture.Laboratory("x", 7, "faults", faulty), *torture.TABLE))
    assert torture.main(["x"]) == 1
    folder = Path(capsys.readouterr().out.strip().rpartition(" ")[2])
    assert (folder / "fault").read_text() == "1 7"
    shutil.rmtree(folder)


def test_an_unknown_laboratory_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        torture.main(["lime"])
    assert "lines" in capsys.readouterr().err


def test_every_laboratory_has_a_name_of_its_own() -> None:
    assert len({one.name for one in torture.TABLE}) == len(torture.TABLE)
