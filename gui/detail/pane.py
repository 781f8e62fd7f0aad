"""The detail pane: shows one issue, keeps it fresh, and loses nothing that was typed. Window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QProgressBar, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from gui.bridge import StoreBridge
from gui.detail.body import Body
from gui.detail.drafts import Unsaved
from gui.detail.dropping import Dropping
from gui.detail.feed import Feed
from gui.detail.field_menu import field_of
from gui.detail.find_bar import FindBar
from gui.detail.history import HistoryDialog
from gui.detail.into_sight import IntoSight
from gui.detail.link_card import LinkCards
from gui.detail.look import place_now, pressed_by_enter
from gui.detail.parted import Parted
from gui.detail.states import Message
from gui.detail.subject import Subject
from gui.detail.wish import Wish
from store.actor import Busy, Stopped
from store.answers import Words
from store.detail_answers import Detail
from store.errors import KnownError, NotFound
from store.times import Clock


class DetailPane(QWidget):
    """The parts of one issue, and a page that says why there is none."""

    open_requested = Signal(object)
    """The uid of another issue that the user wants to see."""
    review_requested = Signal(object)
    """The uid of an issue whose values that lost a merge the user wants to see."""
    left = Signal()
    """A field is done with: the focus is to go back to the list."""
    escaped = Signal()
    """Escape, outside of every field."""
    edited = Signal(object, object)
    """The uid of an issue and the values that were set in it, before they are saved."""
    settled = Signal(object)
    """The uid of an issue whose changes were saved or refused."""
    shown = Signal()
    """An answer, or its absence, is on the screen."""

    def __init__(
        self,
        bridge: StoreBridge,
        parent: QWidget | None = None,
        *,
        now: Callable[[], str] | None = None,
        beside: Subject | None = None,
    ) -> None:
        """beside: that of another pane on the same tracker, so that both show what is not saved yet."""
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._wish = Wish(self)
        self.subject = Subject(bridge, now or Clock().now, self, beside)
        self.feed = Feed(bridge, self.subject, self)
        self._build()
        self.feed.arrived.connect(self._on_detail)
        self.feed.failed.connect(self._on_failed)
        self.feed.words_arrived.connect(self._on_words)
        self.feed.slow.connect(self._on_slow)
        self.subject.open_requested.connect(self.open_requested)
        self.subject.review_requested.connect(self.review_requested)
        self.subject.edited.connect(self.edited)
        self.subject.left.connect(self._leave)
        self.subject.history_wanted.connect(self._show_history)
        self.subject.saver.moved.connect(self._on_moved)
        self.clear()

    def _build(self) -> None:
        # Every widget is made inside its final parent: a style sheet is worked out again at each move.
        pages = QWidget(self)
        self._pages = QStackedLayout(pages)
        self.message = Message(pages)
        self.message.again.connect(self.feed.ask_again)
        self._scroll = QScrollArea(pages)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = Body(self.subject, self._scroll.viewport())
        self.cards = LinkCards(self.subject, self)
        self._scroll.verticalScrollBar().valueChanged.connect(self.cards.forget)
        self._scroll.setWidget(self.body)
        sight = IntoSight(self.subject, self.body.attachments, self._scroll, self.body)
        self.shown.connect(sight.show_brought)
        self._pages.addWidget(self.message)
        self._pages.addWidget(self._scroll)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Loading"))
        self._bar.setFixedHeight(3)
        self._bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.dropping = Dropping(self.subject, self)
        self.parted = Parted(self.subject, self)
        self.find_bar = FindBar(self.subject, self.body, self)
        column.addWidget(self.parted)
        column.addWidget(self.find_bar)
        column.addWidget(pages)

    @property
    def current_uid(self) -> str:
        """The uid of the issue that is shown or being loaded; "" for none."""
        return self.feed.uid

    def show_issue(self, uid: str) -> None:
        """Show an issue; what was typed into the one before is saved first."""
        if uid == self.feed.uid and self.subject.uid == uid:
            return
        self.subject.saver.save_all()
        if self.feed.uid:
            self._wish.forget()
        if self._pages.currentWidget() is self.message:
            self.message.show_awaited()
        self.feed.follow(uid)

    def expect(self) -> None:
        """Another issue will be shown that is not known yet; what is asked for from now on is for it."""
        self.subject.saver.save_all()
        self.feed.expect()

    def clear(self) -> None:
        """Show that nothing is selected."""
        self.subject.saver.save_all()
        self._wish.forget()
        self.feed.follow("")
        self.subject.show(None)
        self.message.show_empty()
        self._pages.setCurrentWidget(self.message)

    def set_read_only(self, read_only: bool) -> None:
        """Lock or unlock the fields."""
        self.subject.read_only = read_only
        self.subject.changed.emit()

    def set_actor(self, actor: str) -> None:
        """Say who "me" is: whose comments can be edited, who is first among the assignees."""
        self.subject.actor = actor
        self.subject.changed.emit()

    def flush(self) -> int:
        """Send everything that was typed; return how many writes are under way."""
        return self.subject.saver.save_all()

    def unsaved(self) -> tuple[Unsaved, ...]:
        """Return every text that is not known to be saved, of every issue."""
        return self.subject.saver.unsaved()

    @Slot(object)
    def open_picker(self, field: str) -> None:
        """Open the picker of a short field: status, priority, issue_type, assignee, labels, due_at, …"""
        self._when_ready(partial(self._open_picker, field))

    @Slot()
    def edit_title(self) -> None:
        """Put the caret into the title, all of it selected."""
        self._when_ready(self._edit_title)

    @Slot()
    def add_blocker(self) -> None:
        """Open the picker for an issue that this one waits for."""
        self._when_ready(self._add_blocker)

    @Slot()
    def add_needed_by(self) -> None:
        """Open the picker for an issue that waits for this one."""
        self._when_ready(self._add_needed_by)

    @Slot()
    def focus_comment(self) -> None:
        """Put the caret into the box for a new comment."""
        self._when_ready(self._focus_comment)

    @Slot()
    def attach_files(self) -> None:
        """Ask for files to attach."""
        self._when_ready(self.body.attachments.ask_files)

    @Slot()
    def ask_close(self) -> None:
        """Ask for a reason and close the issue."""
        self._when_ready(self._ask_close)

    @Slot()
    def show_history(self) -> None:
        """Show what the field that has the focus was before; the description where none has it."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self._show_history(field_of(focused if inside else None))

    @Slot(object)
    def _show_history(self, field: str) -> None:
        if self.subject.detail is not None and self.subject.uid == self.feed.uid:
            self.subject.saver.save_all()
            HistoryDialog(self.subject, self, field).open()

    def _when_ready(self, wish: Callable[[], None]) -> None:
        """Do it now, or when the issue that is being loaded is there; never to the one before."""
        if self._ready():
            wish()
        elif self.feed.asking:
            self._wish.make(wish)

    def _open_picker(self, field: str) -> None:
        self._scroll.ensureWidgetVisible(self.body.ribbon)
        self.body.ribbon.open_picker(field)

    def _edit_title(self) -> None:
        self.body.header.title.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.body.header.title.edit.selectAll()

    def _add_blocker(self) -> None:
        self._scroll.ensureWidgetVisible(self.body.relations.depends_on.head)
        self.body.relations.add_blocker()

    def _add_needed_by(self) -> None:
        self._scroll.ensureWidgetVisible(self.body.relations.needed_by.head)
        self.body.relations.add_needed_by()

    def _focus_comment(self) -> None:
        box = self.body.comments.box
        if box.textCursor().atStart():
            # What was begun there is gone on with.
            box.moveCursor(QTextCursor.MoveOperation.End)
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self.body.comments.box)

    def _ask_close(self) -> None:
        self._scroll.ensureWidgetVisible(self.body.header)
        self.body.header.ask_close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Enter presses the button that has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.escaped.emit()
        elif not pressed_by_enter(event, self):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the loading bar at the top, and wrap texts anew before they are painted."""
        super().resizeEvent(event)
        self._bar.setGeometry(0, 0, self.width(), 3)
        if event.size().width() != event.oldSize().width():
            place_now(self._scroll.viewport())

    def _ready(self) -> bool:
        return self.subject.detail is not None and self.subject.uid == self.feed.uid and self.subject.editable

    @Slot(object)
    def _on_detail(self, detail: Detail) -> None:
        other = detail.issue.uid != self.subject.uid
        if other:
            # What was typed while this one was loading belongs to the one before.
            self.subject.saver.save_all()
        # A progress bar repaints in the middle of setValue().
        self._scroll.setUpdatesEnabled(False)
        self.subject.show(detail)
        self._pages.setCurrentWidget(self._scroll)
        place_now(self._scroll.viewport())
        if other:
            self._scroll.verticalScrollBar().setValue(0)
        self._scroll.setUpdatesEnabled(True)
        if self._ready():
            self._wish.grant()
        else:
            self._wish.forget()
        self.shown.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._wish.forget()
        if isinstance(error, Stopped):
            return
        if isinstance(error, NotFound):
            self.message.show_vanished(self._lost_words())
        else:
            self.message.show_error(str(error))
        self.subject.show(None)
        self._pages.setCurrentWidget(self.message)
        self.shown.emit()
        if not isinstance(error, KnownError | Busy):
            raise error

    def _lost_words(self) -> str:
        """What was typed into an issue that is gone; it is kept, but has no field any more."""
        return "\n\n".join(one.text for one in self.unsaved() if one.uid == self.feed.uid and one.text)

    @Slot(object)
    def _on_slow(self, slow: object) -> None:
        self._bar.setVisible(bool(slow))

    @Slot(object)
    def _on_words(self, words: Words) -> None:
        self.subject.words = words
        self.body.ribbon.take_words()

    @Slot(object)
    def _on_moved(self, uid: object) -> None:
        self.settled.emit(uid)

    @Slot()
    def _leave(self) -> None:
        self.subject.saver.save_all()
        self.left.emit()
