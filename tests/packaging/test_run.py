"""The README's two commands, started in made-up checkouts."""

import ast
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.set_up_files import PACKAGING, run


def start(root: Path, *arguments: str, **variables: str) -> tuple[list[str], int, int]:
    """Run run.py in another directory; return its lines, its exit code and its process id."""
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    with subprocess.Popen(
        [sys.executable, root / "packaging" / "run.py", *arguments],
        cwd=root.parent,
        env=env | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        output, _ = process.communicate(timeout=60)
    return output.splitlines(), process.returncode, process.pid


# --- an old Python ------------------------------------------------------------------------------------


def test_python_3_6_can_read_the_file_that_refuses_it() -> None:
    ast.parse((PACKAGING / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(
        SystemExit, match=r"^Strandline needs Python 3\.11 or newer, and this is Python 3\.10 "
    ):
        runpy.run_path(str(PACKAGING / "run.py"), run_name="__main__")


def test_an_old_python_is_refused_before_anything_of_ours_is_imported() -> None:
    body = ast.parse((PACKAGING / "run.py").read_text(encoding="utf-8")).body
    check = next(i for i, node in enumerate(body) if isinstance(node, ast.If))
    early = [node for node in body[:check] if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {a.name for n in early if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module for n in early if isinstance(n, ast.ImportFrom) if n.module}
    assert names <= {"os", "signal", "subprocess", "sys", "time", "concurrent.futures", "pathlib"}


# --- commands -----------------------------------------------------------------------------------------


def test_an_unknown_command_lists_the_known_ones(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run.main(["tset"], tmp_path) == 2
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert all(word in line for word in ("'tset'", "setup", "test", "tour"))


@pytest.mark.parametrize("argument", ["home.strandline", "../x", "--verbose", "C:\\t"])
def test_paths_and_options_are_for_the_window(argument: str) -> None:
    assert run.is_for_window(argument)


def test_the_window_gets_its_arguments_and_its_exit_code_comes_back(ready: Path) -> None:
    (ready.parent / "gui.py").write_text(
        "raise SystemExit('the user's own file ran instead')", encoding="utf-8"
    )
    lines, code, pid = start(ready, "x.strandline", "--flag", DISPLAY=":1")
    # One process: a SIGTERM sent to run.py is the window's own.
    expected_pid = lines[0].split("|")[0] if sys.platform == "win32" else str(pid)
    assert lines == ["|".join([expected_pid, str(ready.parent), "None", "x.strandline", "--flag"])]
    assert code == 4


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_without_a_display_the_tour_plays_offscreen(ready: Path) -> None:
    lines, code, _ = start(ready, "x.strandline")
    assert lines[0].startswith("There is no display")
    assert lines[1].split("|")[2:] == ["offscreen", "--tour"]
    assert (len(lines), code) == (2, 4)


def test_a_platform_named_by_the_user_is_used(ready: Path) -> None:
    lines, _, _ = start(ready, "tour", QT_QPA_PLATFORM="minimal")
    assert [line.split("|")[2:] for line in lines] == [["minimal", "--tour"]]


def test_all_checks_run_and_the_failed_ones_are_named(
    ready: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = [sys.executable, "-c", "print('line 7 is wrong'); raise SystemExit(3)"]
    good = [sys.executable, "-c", "print('all is well')"]
    assert run.failed_checks(ready, [("bad", bad), ("good", good)]) == ["bad"]
    shown = capsys.readouterr().out
    assert "line 7 is wrong" in shown
    assert "all is well" not in shown
    assert [line.split()[:2] for line in shown.splitlines() if " in " in line] == [
        ["bad", "FAILED"],
        ["good", "passed"],
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are POSIX's")
def test_checks_run_beside_each_other_and_are_shown_in_their_order(
    ready: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(ready / "gate")
    # Opening a pipe waits for whoever opens its other end.
    steps = [("first", "open('gate').read()"), ("second", "open('gate', 'w')"), ("third", "pass")]
    bounded = "import signal; signal.alarm(20); "
    commands = [(name, [sys.executable, "-c", bounded + code]) for name, code in steps]
    assert run.failed_checks(ready, commands) == []
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["first", "second", "third"]


def test_a_failed_check_still_runs_pytest_whose_line_is_the_last(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (ready / "pytest.py").write_text("print('3 passed in 0.1s')", encoding="utf-8")
    monkeypatch.setattr(run, "checks", lambda _: [("mypy", [sys.executable, "-c", "raise SystemExit(1)"])])
    assert run.main(["test"], ready) == 1
    lines = capfd.readouterr().out.splitlines()
    assert lines[-2:] == ["Failed before the tests: mypy", "3 passed in 0.1s"]


def test_with_arguments_only_pytest_runs(ready: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (ready / "pytest.py").write_text("import sys; print(sys.argv[1:]); sys.exit(5)", encoding="utf-8")
    assert run.main(["test", "-k", "quit sheet"], ready) == 5
    assert capfd.readouterr().out == "['-k', 'quit sheet']\n"
