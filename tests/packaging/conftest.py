"""Made-up checkouts with a real virtual environment, for the tests of the set-up."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.set_up_files import PACKAGING, environment


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return the root of a made-up checkout with empty lock files and an environment without packages."""
    root = tmp_path / "a checkout"
    (root / "packaging").mkdir(parents=True)
    for name in ("run.py", "environment.py", "machine.py"):
        shutil.copy(PACKAGING / name, root / "packaging")
    for lock in (environment.WINDOW_LOCK, environment.TEST_LOCK):
        (root / "packaging" / lock).write_text("", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    return root


@pytest.fixture
def ready(checkout: Path) -> Path:
    """Return the root of a made-up checkout that is set up, with a window that prints how it was started."""
    environment.write_stamp(checkout, environment.TEST_LOCK)
    (checkout / "gui").mkdir()
    (checkout / "gui" / "__main__.py").write_text(
        "import os, sys\n"
        "print(os.getpid(), os.getcwd(), os.environ.get('QT_QPA_PLATFORM'), *sys.argv[1:], sep='|')\n"
        "sys.exit(4)\n",
        encoding="utf-8",
    )
    return checkout
