"""The program: reads the command line, builds the window, runs Qt's loop, and returns the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from gui import i18n, logs, theme
from gui.crash import CrashReporter
from gui.desk import Desk
from gui.settings import Settings
from store import places

_MODES: tuple[theme.Mode, ...] = ("light", "dark", "system")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program to its end. Exit code 0, or 4 when changes were left outside of the tracker's file."""
    args = parser().parse_args(arguments)
    if args.version:
        sys.stdout.write(f"Strandline {own_version()}\n")
        return 0
    if args.tour is not None:
        from gui.tour import run_tour

        return run_tour(Path(args.tour) if args.tour else None)
    app = QApplication(sys.argv[:1])
    name_program(app)
    log_folder = places.data_dir() / "log"
    handler = logs.start(log_folder)
    reporter = CrashReporter(app)
    reporter.install(log_folder if handler is not None else None)
    try:
        return _run(app, args, reporter)
    finally:
        reporter.uninstall()
        logs.stop(handler)


def parser() -> argparse.ArgumentParser:
    """The command line of the window; commands for the terminal are in `python -m store`."""
    made = argparse.ArgumentParser(prog="strandline", description="A desktop issue tracker in one file.")
    made.add_argument(
        "path", nargs="?", type=Path, help="a tracker, a folder with .beads, or an issue file (JSONL)"
    )
    made.add_argument("--actor", default="", metavar="NAME", help="who makes the changes")
    made.add_argument(
        "--capture", action="store_true", help="only a small window for new issues, for a key of the desktop"
    )
    made.add_argument("--line", default="", metavar="TEXT", help="what the line of --capture begins with")
    made.add_argument("--version", action="store_true", help="say which version this is")
    made.add_argument(
        "--tour", nargs="?", const="", metavar="FOLDER", help="play a guided tour and write its pictures"
    )
    return made


def own_version() -> str:
    """The version that is installed; "(checkout)" where none is."""
    # Here, for those who ask: it brings the parser of mail with it.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("strandline")
    except PackageNotFoundError:
        return "(checkout)"


def actor_of(args: argparse.Namespace, settings: Settings) -> str:
    """Who makes the changes: as the command line or the settings say; "" for whom git or the system names."""
    return str(args.actor) or settings.person


def name_program(app: QApplication) -> None:
    """Say who we are, to the desktop and to the paths that Qt makes from it."""
    app.setApplicationName("Strandline")
    app.setApplicationDisplayName("Strandline")
    app.setOrganizationName("Strandline")
    app.setDesktopFileName("strandline")


def _run(app: QApplication, args: argparse.Namespace, reporter: CrashReporter) -> int:
    settings = Settings(parent=app)
    i18n.install(app, settings.text("language"))
    mode = settings.text("theme", "system")
    look = theme.apply(app, mode if mode in _MODES else "system", settings.zoom)
    desk = Desk(app, settings, look, actor_of(args, settings))
    # A window that was never shown does not end the program by its closing.
    desk.ended.connect(app.quit)
    reporter.set_window(desk.window)
    try:
        desk.catch_signals()
        if not desk.start(args.path, args.line if args.capture else None):
            return 0
        app.exec()
        return desk.exit_code
    finally:
        desk.end()
        reporter.set_window(None)
