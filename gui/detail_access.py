"""The ways from the list into the detail and back: open, pick a field, edit the title, comment."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from gui.actions import Actions
from gui.detail.pane import DetailPane
from gui.detail.side import DetailSide
from gui.issue_views import IssueViews
from gui.panes import Panes

PICKED = {
    "issue.status": "status",
    "issue.priority": "priority",
    "issue.type": "issue_type",
    "issue.assignee": "assignee",
    "issue.labels": "labels",
    "issue.defer": "defer_until",
    "issue.due": "due_at",
}
"""The field whose picker an action opens."""
_OF_THE_LIST = ("view.list", "view.board", "issue.new", "issue.sub", "issue.template")


class DetailAccess(QObject):
    """Shows the detail before it is given something to do. Lives on the window's thread."""

    def __init__(
        self,
        panes: Panes,
        detail: DetailPane,
        side: DetailSide,
        views: IssueViews,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._detail = detail
        self._side = side
        self._views = views
        self._shown = actions["view.detail"]
        # Before all others that these tell: whoever gives the keyboard to the list finds it visible.
        for name in _OF_THE_LIST:
            actions[name].triggered.connect(self.uncover)

    @Slot()
    def open_issue(self) -> None:
        """Give the keyboard to the detail."""
        self._show(True)
        self._detail.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Give the keyboard back to the list, which a narrow window shows again."""
        if self._panes.narrow:
            self._show(False)
        self._views.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def uncover(self) -> None:
        """Show the list again where the detail covers it: something was asked of the list."""
        if self._panes.narrow and self._panes.detail_shown:
            focus = QApplication.focusWidget()
            inside = focus is not None and self._side.isAncestorOf(focus)
            self._show(False)
            if inside:
                self._views.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def pick(self) -> None:
        """Open the picker of the field that the action stands for."""
        self._show(True)
        field = PICKED[self.sender().objectName()]
        if self._side.several:
            self._side.many.open_picker(field)
        else:
            self._detail.open_picker(field)

    @Slot()
    def edit_title(self) -> None:
        """Edit the title in its place."""
        self._show(True)
        self._detail.edit_title()

    @Slot()
    def add_blocker(self) -> None:
        """Ask for an issue that the selected ones wait for."""
        self._show(True)
        if self._side.several:
            self._side.many.open_picker("blocker")
        else:
            self._detail.add_blocker()

    @Slot()
    def add_blocked(self) -> None:
        """Ask for an issue that waits for the current one."""
        self._show(True)
        self._detail.add_needed_by()

    @Slot()
    def reveal(self) -> None:
        """Show the detail and leave the keyboard where it is."""
        self._show(True)

    @Slot()
    def comment(self) -> None:
        """Write a comment."""
        self._show(True)
        self._detail.focus_comment()

    @Slot()
    def attach(self) -> None:
        """Ask for files to attach."""
        self._show(True)
        self._detail.attach_files()

    def _show(self, shown: bool) -> None:
        covers = shown and self._panes.narrow and not self._panes.detail_shown
        if shown and not self._views.tell_now():
            # The view tells a moment after a key, and later where a row is not here: nothing may be done
            # to the issue before it.
            self._detail.expect()
        self._panes.want_detail(shown)
        self._shown.setChecked(shown)
        if covers:
            # Qt gave the keyboard of the list, which is hidden now, to the sidebar.
            pane = self._side.many if self._side.several else self._detail
            pane.setFocus(Qt.FocusReason.OtherFocusReason)
