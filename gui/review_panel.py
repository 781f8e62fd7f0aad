"""The review: what lost a merge, by issue, beside what stands; every choice can be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFont, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.bridge import StoreBridge
from gui.i18n import number, plural
from gui.review_page import ReviewPage
from gui.review_words import change_name
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, set_look_of
from store.answers import Changes, Done
from store.detail_answers import Conflict
from store.errors import Clash, KnownError, NothingToDo
from store.lookups import ConflictKeys, Conflicts
from store.requests import Choice, KeepAll, Request, Resolve

INITIATOR = "review"
_PLACE = Qt.ItemDataRole.UserRole
_LIMIT = 500
_INDENT = "\N{EM SPACE}"


class ReviewPanel(QDialog):
    """Stays beside the main window, which goes on working; Escape closes it. Window's thread."""

    open_requested = Signal(object)
    """The uid of an issue that is to be seen in the main window."""

    def __init__(self, bridge: StoreBridge, actions: tuple[QAction, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review_panel")
        self.setWindowTitle(self.tr("Changes to review"))
        self.resize(860, 520)
        # Undo and Redo work here as they do in the main window.
        self.addActions(actions)
        self._bridge = bridge
        self._found: tuple[Conflict, ...] = ()
        self._waiting: tuple[int, ...] = ()
        self._wanted = self._first = ""
        self._asking = self._again = False
        self._decided: int | None = None
        # The next change comes up where the button was pressed: a double click would decide it unread.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._build()
        bridge.changed.connect(self._on_changed)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What is listed: the issue that was asked for, then the newest."""
        return self._found

    @Slot()
    def start(self) -> None:
        """Open the review."""
        self.show_for("")

    @Slot(object)
    def show_for(self, uid: str) -> None:
        """Open the review at the first change of an issue."""
        self._wanted = self._first = uid
        if not self._found:
            self._say(self.tr("Looking for changes to review…"))
        self.show()
        self.activateWindow()
        self.refresh()

    def set_writable(self, writable: bool) -> None:
        """Say whether the tracker takes changes."""
        self.page.set_writable(writable)
        self._all.setEnabled(writable)
        self._everything.setEnabled(writable)

    def clear(self) -> None:
        """Forget the tracker that was shown."""
        self._found, self._waiting = (), ()
        self.close_quietly()

    def close_quietly(self) -> None:
        """Go, where it is there at all: Qt makes a window of its own of what is hidden for the first time."""
        if self.isVisible():
            self.hide()

    @Slot()
    def refresh(self) -> None:
        """Ask again; a question under way is followed by one more at most."""
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._bridge.ask(ConflictKeys(), self._on_keys, self._on_not_found)
        self._bridge.ask(Conflicts(first=self._first, limit=_LIMIT), self._on_found, self._on_not_found)

    def showEvent(self, event: QShowEvent) -> None:
        """Start with the keyboard on the list."""
        super().showEvent(event)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    # Answers

    def _on_keys(self, keys: tuple[int, ...]) -> None:
        self._waiting = keys

    def _on_found(self, found: tuple[Conflict, ...]) -> None:
        self._asking = False
        # Issues in the order of their newest change, each with all of its own.
        order = {uid: n for n, uid in enumerate(dict.fromkeys(one.uid for one in found))}
        self._found = tuple(sorted(found, key=lambda one: order[one.uid]))
        if self._again:
            self._again = False
            self.refresh()
            return
        self._list()

    def _on_not_found(self, error: Exception) -> None:
        self._asking = self._again = False
        self._say(str(error) or self.tr("The changes could not be read."), again=True)

    @Slot(object)
    def _on_changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.refresh()

    @Slot(object, str, object)
    def _on_chosen(self, conflict: Conflict, choice: str, value: object) -> None:
        chosen: Choice = "merged" if choice == "merged" else "other" if choice == "other" else "keep"
        self._send(Resolve(conflict.key, chosen, value, conflict.now, INITIATOR))

    @Slot()
    def _keep_all(self) -> None:
        shown = self.page.conflict
        if shown is not None:
            keys = tuple(one.key for one in self._found if one.uid == shown.uid)
            self._send(KeepAll(keys, INITIATOR))

    @Slot()
    def _keep_everything(self) -> None:
        self._send(KeepAll(self._waiting, INITIATOR))

    def _send(self, request: Request[Done]) -> None:
        if self._pause.isActive():
            # A key that is held down goes on for as long as it is held.
            self._pause.start()
            return
        shown = self.page.conflict
        self._decided = None if shown is None else shown.key
        self.page.say("")
        self._bridge.ask(request, self._on_done, self._on_refused)

    def _on_done(self, _done: Done) -> None:
        """The answer's change makes the list anew; the next one is shown then."""

    def _on_refused(self, error: Exception) -> None:
        self._decided = None
        if isinstance(error, Clash):
            self.page.say(self.tr("It was changed meanwhile. See what stands now, and choose again."))
        elif isinstance(error, KnownError):
            if not isinstance(error, NothingToDo):
                self.page.say(str(error))
        else:
            raise error
        self.refresh()

    # The list

    def _list(self) -> None:
        if not self._found:
            self._say(
                self.tr(
                    "Nothing to review.\n\nWhen two sides change the same field, "
                    "the value that loses is kept here until you have seen it."
                )
            )
            return
        place = self._place_to_show()
        self.tree.blockSignals(True)
        self.tree.clear()
        heads: dict[str, QTreeWidgetItem] = {}
        current = None
        for n, one in enumerate(self._found):
            head = heads.get(one.uid)
            if head is None:
                head = heads[one.uid] = _item(f"{one.id}  {one.title}", n, strong=True)
                self.tree.addTopLevelItem(head)
            item = _item(change_name(one), n)
            head.addChild(item)
            if n == place:
                current = item
        self.tree.expandAll()
        self.tree.blockSignals(False)
        self._pages.setCurrentWidget(self._content)
        if current is not None:
            self.tree.setCurrentItem(current)
        self._leave_the_button()
        n = len(self._waiting)
        words = plural(self.tr("%n change(s) to review", "", n), n)
        listed = self.tr("The newest {n} of {words}").format(n=number(len(self._found)), words=words)
        self._count.setText(listed if len(self._found) < n else words)
        self._everything.setVisible(len(heads) > 1)
        self._everything.setText(self.tr("Keep what stands in all {n}").format(n=number(n)))

    def _leave_the_button(self) -> None:
        """After a decision the keyboard goes to the list: the button means another change now."""
        if self._decided is None or any(one.key == self._decided for one in self._found):
            return
        self._decided = None
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pause.start(QApplication.doubleClickInterval())

    def _place_to_show(self) -> int:
        """The change that was shown, else the one that took its place; the one asked for goes first."""
        keys = [one.key for one in self._found]
        wanted, self._wanted = self._wanted, ""
        if wanted:
            return next((n for n, one in enumerate(self._found) if one.uid == wanted), 0)
        shown = self.page.conflict
        if shown is not None and shown.key in keys:
            return keys.index(shown.key)
        item = self.tree.currentItem()
        before = int(item.data(0, _PLACE)) if item is not None else 0
        return min(before, len(keys) - 1)

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        shown = self._found[int(item.data(0, _PLACE))]
        self.page.show_conflict(shown)
        several = sum(one.uid == shown.uid for one in self._found)
        self._all.setVisible(several > 1)
        self._all.setText(self.tr("Keep all {n} of {id}").format(n=number(several), id=shown.id))

    # Build

    def _say(self, words: str, *, again: bool = False) -> None:
        self._message.setText(words)
        self._retry.setVisible(again)
        self._pages.setCurrentWidget(self._nothing)
        if self.isVisible():
            # The list that had the keyboard is not seen any more.
            (self._retry if again else self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._pages = QStackedLayout(self)
        self._nothing = QWidget(self)
        self._message = QLabel(self._nothing)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        set_look_of(self._message, "role", "muted")
        self._retry = QPushButton(self.tr("Try again"), self._nothing)
        self._retry.setAutoDefault(False)
        self._retry.clicked.connect(self.refresh)
        self._close = QPushButton(self.tr("Close"), self._nothing)
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        column = QVBoxLayout(self._nothing)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_M)
        column.addStretch(2)
        column.addWidget(self._message)
        column.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._content = QSplitter(Qt.Orientation.Horizontal, self)
        self._content.setChildrenCollapsible(False)
        self._content.setHandleWidth(1)
        self._content.addWidget(self._side())
        self.page = ReviewPage(self._content)
        self.page.chosen.connect(self._on_chosen)
        self.page.open_requested.connect(self.open_requested)
        self._content.addWidget(self.page)
        self._content.setStretchFactor(1, 1)
        self._content.setSizes([280, 580])
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(self._content)

    def _side(self) -> QWidget:
        side = QWidget(self._content)
        set_look_of(side, "role", "page")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = QTreeWidget(side)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        # The style paints the space before an item as a part of its own.
        self.tree.setIndentation(0)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(self.windowTitle())
        self.tree.currentItemChanged.connect(self._on_current)
        self._count = QLabel(side)
        set_look_of(self._count, "role", "muted")
        self._all = QPushButton(side)
        self._all.setAutoDefault(False)
        self._all.clicked.connect(self._keep_all)
        self._everything = QPushButton(side)
        self._everything.setAutoDefault(False)
        self._everything.clicked.connect(self._keep_everything)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_L)
        foot.setSpacing(SPACE_S)
        foot.addWidget(self._count)
        foot.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        # The last one: it stays where it is when the other one comes and goes.
        foot.addWidget(self._everything, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, SPACE_S, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        return side


def _item(words: str, place: int, *, strong: bool = False) -> QTreeWidgetItem:
    item = QTreeWidgetItem([words if strong else f"{_INDENT}{words}"])
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, words)
    item.setData(0, _PLACE, place)
    item.setToolTip(0, words)
    if strong:
        font = item.font(0)
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(0, font)
    return item
