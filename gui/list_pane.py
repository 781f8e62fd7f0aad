"""The middle of the window: the line for a new issue, the list or what stands in its place, and notices."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.elsewhere import ElsewhereNotice
from gui.empty_state import EmptyState
from gui.issue_list import IssueList
from gui.issue_table import IssueTable
from gui.new_issue import NewIssueBar
from gui.sidebar import Choice
from gui.theme import SPACE_L, SPACE_S, SPACE_XS, Theme, set_look_of
from store.actor import Stopped
from store.answers import Counts, Listing
from store.errors import Damaged
from store.query import BadQuery

SLOW_MS = 150
"""Nothing that takes less time than this shows that it is under way."""


class ListPane(QWidget):
    """Shows the list, or says why there is none. Lives on the window's thread."""

    all_requested = Signal()
    """Show every issue that matches, also those that are not in this view."""

    def __init__(self, table: IssueTable, issues: IssueList, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        set_look_of(self, "role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view: QWidget = issues
        """What shows the issues: the list, or another view in its place."""
        self._list = issues
        self.new_issue = NewIssueBar(self)
        self.empty = EmptyState(theme, self)
        self._table = table
        self._counts: Counts | None = None
        self._listing: Listing | None = None
        self._choice: Choice | None = None
        self._recent: tuple[str, ...] = ()
        self._left_alone = ""
        self._listed = self._wrong = ""
        self._unknown = ("", ("", "", ""))
        self._open = True
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        self._build()
        table.asked.connect(self._slow.start)
        table.listed.connect(self._on_listed)
        table.counted.connect(self._on_counted)
        table.failed.connect(self.fail)
        table.modelReset.connect(self._show)
        table.rowsRemoved.connect(self._show)
        table.rowsInserted.connect(self._show)

    def put_above_list(self, widget: QWidget) -> None:
        """Give a line of somebody else's a place right above the list."""
        self._column.insertWidget(self._column.indexOf(self._stack), widget)

    def put_below_list(self, widget: QWidget) -> None:
        """Give a line of somebody else's a place right below the list, where it covers no row."""
        self._column.insertWidget(self._column.indexOf(self._stack) + 1, widget)

    def set_choice(self, choice: Choice) -> None:
        """Say what the list is about, for the words of an empty one."""
        self._choice = choice

    def set_counts(self, counts: Counts) -> None:
        """Say how many issues there are; none at all is the first start."""
        self._counts = counts
        self._show()

    def set_open(self, open: bool) -> None:
        """Say whether a tracker is open, for the words while there is nothing to list."""
        self._open = open

    def show_view(self, view: QWidget) -> None:
        """Show the issues in another view than the list."""
        if self._stack.indexOf(view) < 0:
            self._stack.addWidget(view)
        shown = self._stack.currentWidget() is self._view
        self._view = view
        if shown:
            self._put(view)

    def take_focus(self) -> None:
        """Give the keyboard to the list, or to what stands in its place."""
        if self._stack.currentWidget() is self.empty:
            self.empty.take_focus()
        else:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_recent(self, recent: tuple[str, ...]) -> None:
        """Say which trackers were opened before."""
        self._recent = recent

    def set_left_alone(self, file: str) -> None:
        """Say which issue file waits to come in, "" for none: a tracker without issues is no new one then."""
        self._left_alone = file
        self._show()

    def set_read_only(self, why: str) -> None:
        """Say that nothing can be changed and why; "" when everything can."""
        self._banner_text.setText(why)
        self._band.setVisible(bool(why))

    @Slot(object)
    def show_fault(self, fault: BadQuery | None) -> None:
        """Show what is wrong with the query, or how it goes on, above the list, which stays as it was."""
        self._wrong = "" if fault is None or fault.unfinished else str(fault)
        self._fault.setText(str(fault or ""))
        set_look_of(self._fault, "kind", "danger" if self._wrong else "")
        self._show()
        self._place_fault()
        if fault is not None:
            self._notice.hide()

    def set_unknown(self, text: str, why: tuple[str, str, str]) -> None:
        """Say why that query finds nothing: see EmptyState.show_unknown; without words nothing is said."""
        self._unknown = (text, why)
        self._show()

    def _place_fault(self) -> None:
        """Show the fault above the list, unless it stands in its place."""
        alone = self._stack.currentWidget() is self.empty and (bool(self._wrong) or self._is_unread())
        self._fault.setVisible(bool(self._fault.text()) and not alone)

    def _build(self) -> None:
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(2)
        self._busy.setAccessibleName(self.tr("Reading"))
        self._fault = QLabel(self)
        set_look_of(self._fault, "kind", "danger")
        self._fault.setWordWrap(True)
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        self._fault.hide()
        self._banner = QFrame(self)
        set_look_of(self._banner, "role", "banner")
        set_look_of(self._banner, "kind", "warning")
        self._banner_text = QLabel(self._banner)
        set_look_of(self._banner_text, "kind", "warning")
        self._banner_text.setWordWrap(True)
        words = QVBoxLayout(self._banner)
        words.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        words.addWidget(self._banner_text)
        # As the detail's notice beside it: a band with room around it.
        self._band = QWidget(self)
        band = QVBoxLayout(self._band)
        band.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_XS)
        band.addWidget(self._banner)
        self._band.hide()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self.empty)
        self._notice = ElsewhereNotice(self)
        self._notice.show_requested.connect(self.all_requested)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._band, self.new_issue, self._busy, self._fault):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addWidget(self._notice)
        self._busy.hide()

    @Slot(object)
    def _on_listed(self, listing: Listing) -> None:
        self._listing = listing
        self._listed = self._choice.key if self._choice is not None else ""
        self._slow.stop()
        self._busy.hide()
        if not listing.uncounted:
            self._notice.tell(listing)
        self._show()

    @Slot(object)
    def _on_counted(self, listing: Listing) -> None:
        self._listing = listing
        self._notice.tell(listing)

    @Slot(object)
    def fail(self, error: Exception) -> None:
        """Say why there is nothing to show."""
        self._slow.stop()
        self._busy.hide()
        if isinstance(error, BadQuery) and self._is_unread():
            self.empty.show_bad_view(self._name(), str(error))
            self._put(self.empty)
        # While the tracker closes nothing is read any more, and the list stays as it is.
        if not isinstance(error, BadQuery | Stopped):
            board = self._view is not self._list
            self.empty.show_error(str(error), board=board, damaged=isinstance(error, Damaged))
            self._put(self.empty)

    @Slot()
    def _on_slow(self) -> None:
        if self._listing is None:
            self.empty.show_loading()
            self._put(self.empty)
        self._busy.show()

    @Slot()
    def _show(self) -> None:
        if self._listing is None or self._is_unread():
            return
        if self._table.keys:
            self._put(self._view)
            return
        if not self._open:
            self.empty.show_no_tracker(self._recent)
        elif self._is_new_tracker():
            if self._left_alone:
                self.empty.show_left_alone(self._left_alone)
            else:
                self.empty.show_first_start(self._recent)
        elif self._wrong:
            self.empty.show_fault(self._wrong)
        elif self._table.query.text.strip():
            self._show_no_match(self._table.query.text)
        else:
            self.empty.show_empty_view(*self._empty_words())
        self._put(self.empty)

    def _show_no_match(self, text: str) -> None:
        asked, why = self._unknown
        if asked == text and why[0]:
            self.empty.show_unknown(*why)
        elif self._listing is not None:
            self.empty.show_no_match(text.strip(), self._name(), self._listing)

    def _put(self, widget: QWidget) -> None:
        """Show a widget; the keyboard does not stay on one that is hidden."""
        before, focus = self._stack.currentWidget(), QApplication.focusWidget()
        focused = before is not None and focus is not None and (before is focus or before.isAncestorOf(focus))
        self._stack.setCurrentWidget(widget)
        self._place_fault()
        if focused and before is not widget:
            self.take_focus()

    def _is_unread(self) -> bool:
        """Whether a saved view is chosen and the rows are still those of the choice before it."""
        return self._choice is not None and bool(self._choice.saved) and self._listed != self._choice.key

    def _name(self) -> str:
        return self._choice.name if self._choice is not None else ""

    def _is_new_tracker(self) -> bool:
        return self._counts is not None and not any(self._counts.views.values())

    def _empty_words(self) -> tuple[str, str]:
        view = self._choice.view if self._choice is not None else ""
        words = {
            "ready": self.tr(
                "No issue can be started now. Blocked and deferred ones have views of their own."
            ),
            "in_progress": self.tr("Nobody is working on an issue. Set a status with S."),
            "today": self.tr("No issue is due today or earlier, and none was deferred until today."),
            "upcoming": self.tr(
                "No issue has a date after today. D defers one, Shift+D says when it is due."
            ),
            "overdue": self.tr("No issue is past its due date."),
            "blocked": self.tr("No issue waits for another one."),
            "deferred": self.tr("No issue is put off to a later day."),
            "open": self.tr("Everything is finished."),
            "closed": self.tr("No issue was closed yet."),
            "trash": self.tr("Deleted issues stay here until you take them out."),
        }
        return self._name(), words.get(view, "")
