"""What nobody caught: into the log, and once to the user. The program goes on, so that it can close well."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QMessageBox, QWidget

from store.errors import KnownError
from store.structs import dataclass

log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass(frozen=True, slots=True)
class Report:
    """One error: words for people, and a traceback, which is empty for a known error."""

    words: str
    trace: str


class CrashReporter(QObject):
    """Hooks into Python and Qt from install() to uninstall(). Errors may come from any thread."""

    caught = Signal(object)
    """A Report; arrives on the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        self._seen: set[str] = set()
        self._fault_file: TextIO | None = None
        self._old: tuple[Any, Any, Any, Any] | None = None
        self.caught.connect(self._show)

    def set_window(self, window: QWidget | None) -> None:
        """Say over which window a report appears."""
        self._window = window

    def install(self, folder: Path | None = None) -> None:
        """Take over the hooks. folder: where a crash of the interpreter itself is written down."""
        if folder is not None:
            try:
                self._fault_file = (folder / "crash.log").open("a", encoding="utf-8")
                faulthandler.enable(self._fault_file)
            except OSError:
                self._fault_file = None
        hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        self._old = (*hooks, qInstallMessageHandler(_on_qt))

    def uninstall(self) -> None:
        """Put the hooks back."""
        if self._old is None:
            return
        sys.excepthook, threading.excepthook, sys.unraisablehook, messages = self._old
        qInstallMessageHandler(messages)
        self._old = None
        if self._fault_file is not None:
            faulthandler.disable()
            self._fault_file.close()
            self._fault_file = None

    def report(self, error: BaseException) -> None:
        """Log an error and tell the user, from any thread."""
        if isinstance(error, KnownError):
            log.warning("%s", error)
            self.caught.emit(Report(str(error), ""))
            return
        log.critical("not caught", exc_info=(type(error), error, error.__traceback__))
        self.caught.emit(Report("", "".join(traceback.format_exception(error))))

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.report(error)

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)

    def _on_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        # While an object dies: nothing that the user does next depends on it.
        log.error("ignored in %r", args.object, exc_info=args.exc_value)

    @Slot(object)
    def _show(self, report: Report) -> None:
        key = report.trace or report.words
        if key in self._seen:
            return
        self._seen.add(key)
        box = QMessageBox(self._window)
        box.setObjectName("crash_report")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowModality(Qt.WindowModality.NonModal)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Strandline"))
        if report.trace:
            box.setIcon(QMessageBox.Icon.Warning)
            box.setText(self.tr("Something went wrong inside Strandline."))
            box.setInformativeText(
                self.tr(
                    "What is shown as saved is saved. You can go on working, or quit and start again. The "
                    "details are in the log; please report them."
                )
            )
            box.setDetailedText(report.trace)
        else:
            box.setText(report.words)
        box.show()


def _on_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s (%s)", message, context.category)
