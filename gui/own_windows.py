"""Issues in windows of their own: opened from list, board, detail and links, each issue once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from gui.bridge import StoreBridge
from gui.issue_window import IssueWindow
from gui.settings import Settings
from store.answers import Row

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class OwnWindows(QObject):
    """Keeps the windows of one main window; one that was left is used again. Lives on the window's thread."""

    def __init__(self, main: MainWindow, bridge: StoreBridge, settings: Settings) -> None:
        super().__init__(main)
        self._main, self._bridge, self._settings = main, bridge, settings
        self._name = ""
        self._windows: list[IssueWindow] = []
        main.registry.connect_all({"issue.window": self.open_current, "window.close": self.leave_active})
        # Its key acts in the detail, too, where no editor has a use for it.
        main.detail.addAction(main.registry["issue.window"])

    @property
    def seen(self) -> tuple[IssueWindow, ...]:
        """The windows that show an issue now."""
        return tuple(window for window in self._windows if window.isVisible())

    def all(self) -> tuple[QWidget, ...]:
        """Every window, for whoever keeps keys from them while the tracker closes."""
        return tuple(self._windows)

    def show_tracker(self, name: str) -> None:
        """Leave the issues of another tracker. name: that of the one which is open now."""
        self._name = name
        for window in self.seen:
            window.leave()

    def open(self, uid: str) -> None:
        """Show an issue in a window of its own, the one that has it already where there is one."""
        for window in self.seen:
            if window.uid == uid:
                window.come()
                return
        window = next((one for one in self._windows if not one.isVisible()), None) or self._made()
        window.open(uid, self._name)

    @Slot()
    def open_current(self) -> None:
        """Show the issue in its own window that the keyboard is on: in the detail, or in the list."""
        main, focus = self._main, QApplication.focusWidget()
        inside = focus is not None and (focus is main.detail or main.detail.isAncestorOf(focus))
        if inside and main.detail.current_uid:
            main.detail.flush()
            self.open(main.detail.current_uid)
        else:
            main.views.collect(main.views.selected_keys[:1], self._open_rows)

    @Slot(object)
    def follow(self, uid: str) -> bool:
        """Open an issue that a link leads to, if Shift is held; return whether that is so."""
        held = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        if held:
            self.open(uid)
        return held

    @Slot()
    def leave_active(self) -> None:
        """Leave the window that has the keyboard."""
        for window in self.seen:
            if window.isActiveWindow():
                window.leave()

    def end(self) -> None:
        """The main window closes for good, and they with it."""
        for window in self._windows:
            window.leave()
            window.deleteLater()
        self._windows = []

    def _made(self) -> IssueWindow:
        window = IssueWindow(self._main, self._bridge, self._settings)
        window.visit_wanted.connect(self._visit)
        window.search_wanted.connect(self._search)
        window.pane.review_requested.connect(self._main_forward)
        self._windows.append(window)
        return window

    def _open_rows(self, rows: tuple[Row, ...]) -> None:
        for row in rows:
            self.open(row.uid)

    @Slot(object, object)
    def _visit(self, window: IssueWindow, uid: str) -> None:
        """Go on to another issue in the same window, unless one has it already."""
        if self.follow(uid):
            return
        if any(one.uid == uid for one in self.seen):
            self.open(uid)
        else:
            window.shown.open(uid)

    @Slot(object)
    def _search(self, text: str) -> None:
        self._main_forward()
        self._main.keyboard.search(text)

    @Slot()
    def _main_forward(self) -> None:
        main = self._main
        main.showNormal() if main.isMinimized() else main.show()
        main.raise_()
        main.activateWindow()
