"""The virtual environment: recognised, rebuilt when harmed, filled by the real pip without a network."""

import base64
import contextlib
import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.set_up_files import PACKAGING, ROOT, environment, machine


def test_the_interpreter_is_where_each_system_puts_it() -> None:
    assert environment.venv_python(Path("r"), "win32") == Path("r/.venv/Scripts/python.exe")
    assert environment.venv_python(Path("r"), "darwin") == Path("r/.venv/bin/python")


def test_only_a_stamped_environment_is_ready(checkout: Path) -> None:
    lock = environment.WINDOW_LOCK
    assert environment.condition(checkout, lock) == environment.BROKEN
    environment.write_stamp(checkout, lock)
    assert environment.condition(checkout, lock) == environment.READY
    (checkout / "packaging" / lock).write_text("other==2 \\\n", encoding="utf-8")
    assert environment.condition(checkout, lock) == environment.OUTDATED


@pytest.mark.parametrize("harm", ["moved", "no interpreter", "torn stamp", "other python"])
def test_a_harmed_environment_is_broken(harm: str, ready: Path, tmp_path: Path) -> None:
    stamp = environment.stamp_path(ready)
    if harm == "moved":
        ready = ready.rename(tmp_path / "moved")
    elif harm == "no interpreter":
        environment.venv_python(ready).unlink()
    elif harm == "torn stamp":
        stamp.write_text(stamp.read_text(encoding="utf-8")[:20], encoding="utf-8")
    else:
        stamp.write_text(stamp.read_text(encoding="utf-8").replace('"3.', '"3.9'), encoding="utf-8")
    assert environment.condition(ready, environment.WINDOW_LOCK) == environment.BROKEN


@pytest.mark.parametrize(("tested", "expected"), [("a==1", "ready"), ("a==2", "outdated")])
def test_the_tests_packages_serve_the_window_where_they_are_the_same(
    checkout: Path, tested: str, expected: str
) -> None:
    (checkout / "packaging" / environment.WINDOW_LOCK).write_text("a==1 \\\n    --hash=sha256:1\n")
    (checkout / "packaging" / environment.TEST_LOCK).write_text(f"{tested} \\\n    --hash=sha256:1\nb==1\n")
    environment.write_stamp(checkout, environment.TEST_LOCK)
    assert environment.condition(checkout, environment.WINDOW_LOCK) == expected


def test_a_second_start_touches_nothing(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("supply", "build_venv", "install"):
        monkeypatch.setattr(environment, name, lambda *_, **__: pytest.fail("nothing was to be done"))
    environment.set_up(ready, environment.WINDOW_LOCK)


@pytest.fixture
def offline_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Put one small wheel where pip looks for packages, and return its line for a lock file."""
    if machine.attempt([sys.executable, "-m", "pip", "--version"]).returncode != 0:
        pytest.skip("this Python has no pip")
    index = tmp_path / "index"
    index.mkdir()
    wheel = index / "driftwood-1.0-py3-none-any.whl"
    files = {
        "driftwood.py": "FOUND = True\n",
        "driftwood-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: driftwood\nVersion: 1.0\n",
        "driftwood-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip('=')},"
        f"{len(text)}\n"
        for name, text in files.items()
    )
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in (files | {"driftwood-1.0.dist-info/RECORD": record}).items():
            archive.writestr(name, text)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    # Without ensurepip pip reaches in from outside, as on Debian; it saves unpacking pip here.
    monkeypatch.setattr(environment, "has_ensurepip", lambda: False)
    monkeypatch.setattr(environment, "missing_needs", lambda **_: [])
    return f"driftwood==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def test_an_unfinished_set_up_is_rebuilt_from_the_lock_file(checkout: Path, offline_index: str) -> None:
    (checkout / "packaging" / environment.WINDOW_LOCK).write_text(offline_index, encoding="utf-8")
    leftover = checkout / ".venv" / "half-written"
    leftover.touch()
    environment.set_up(checkout, environment.WINDOW_LOCK)
    assert environment.condition(checkout, environment.WINDOW_LOCK) == environment.READY
    assert not leftover.exists()
    code = "import driftwood; print(driftwood.FOUND)"
    assert machine.attempt([str(environment.venv_python(checkout)), "-c", code]).stdout.strip() == "True"


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        ("driftwood==1.0 --hash=sha256:", "^A downloaded package is not the one that the lock file names"),
        ("driftwood==1.0", "^pip failed .*Hashes are required"),
    ],
)
def test_only_the_very_package_of_the_lock_file_is_installed(
    kept: str, sentence: str, checkout: Path, offline_index: str
) -> None:
    assert offline_index.startswith(kept)
    wrong = kept + "0" * 64 if kept.endswith(":") else kept
    environment.write_stamp(checkout, environment.WINDOW_LOCK)
    (checkout / "packaging" / environment.WINDOW_LOCK).write_text(wrong + "\n", encoding="utf-8")
    with pytest.raises(machine.Stop, match=sentence):
        environment.set_up(checkout, environment.WINDOW_LOCK)
    assert environment.condition(checkout, environment.WINDOW_LOCK) == environment.BROKEN


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError'\nERROR: No matching",
            "reached: conn",
        ),
        ("connection broken by 'SSLError(... CERTIFICATE_VERIFY_FAILED ...)'", "certificate is not trusted"),
        ("ERROR: No matching distribution found for apsw==3", r"\(ERROR: No matching .* apsw==3\)"),
        ("ERROR: Could not install: [Errno 28] No space left on device", "The disk is full"),
        ("one\nERROR: something new\ntwo\n", r"pip failed \(ERROR: something new\)"),
    ],
)
def test_each_failure_of_pip_names_its_cause(output: str, sentence: str) -> None:
    with pytest.raises(machine.Stop, match=sentence):
        raise machine.Stop(environment.pip_failure(output))


@pytest.fixture
def second_start(checkout: Path) -> Iterator[subprocess.Popen[str]]:
    """Start another process that wants to set up the checkout while this one does."""
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import environment\n"
        "with environment.alone(pathlib.Path(sys.argv[2])): print('inside', flush=True)\n"
    )
    with contextlib.ExitStack() as stack:
        with environment.alone(checkout):
            other = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", code, PACKAGING, checkout],
                    stdout=subprocess.PIPE,
                    encoding="utf-8",
                )
            )
            assert other.stdout is not None
            assert other.stdout.readline().startswith("Another start is setting up this checkout")
        yield other


def test_two_starts_set_up_one_after_the_other(second_start: subprocess.Popen[str]) -> None:
    output, _ = second_start.communicate(timeout=30)
    assert output.splitlines()[-1] == "inside"


# --- this project's own lock files --------------------------------------------------------------------


def test_the_tests_run_with_the_packages_that_the_window_ships() -> None:
    window = environment.pins(ROOT, environment.WINDOW_LOCK)
    assert window
    assert window <= environment.pins(ROOT, environment.TEST_LOCK)


@pytest.mark.parametrize("lock", [environment.WINDOW_LOCK, environment.TEST_LOCK])
def test_every_package_is_pinned_with_hashes(lock: str) -> None:
    entries = (PACKAGING / lock).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    assert [line for line in entries if "==" not in line or "--hash=sha256:" not in line] == []
