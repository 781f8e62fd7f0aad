"""One issue in a window of its own: the same detail pane, its keys, and what Undo would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QWidget

from gui.action_spec import Needs
from gui.actions import Actions
from gui.bridge import StoreBridge
from gui.deleting import Deleting
from gui.detail.pane import DetailPane
from gui.detail_access import PICKED
from gui.issue_bar import IssueBar
from gui.key_sheet import KeySheet
from gui.palette import Palette
from gui.pressing import press_focused
from gui.settings import Settings
from gui.shown_issues import ShownIssues
from gui.theme import current, set_look_of

if TYPE_CHECKING:
    from gui.main_window import MainWindow

LAYOUT = "issue_window"
"""Under which name its place and size are remembered."""
SIZE = (720, 840)
"""Pixels at zoom 1, until somebody chose others."""
_STEP = 32
"""By how much a further window stands lower and to the right."""

_OF_THE_PROGRAM = ("issue.capture", "text.larger", "text.smaller", "text.usual", "window.quit")
"""What the main window does for all of them."""
NAMES = frozenset(
    {
        *PICKED, *_OF_THE_PROGRAM, "window.close", "edit.undo", "edit.redo", "palette.open", "search.focus",
        "find.next", "find.previous", "issue.title", "issue.blocker", "issue.blocks", "issue.comment",
        "issue.attach", "issue.history", "issue.copy_id", "issue.copy_title", "issue.close", "issue.reopen",
        "issue.delete", "issue.restore", "shown.back", "shown.forward", "view.refresh", "help.keys",
    }
)  # fmt: skip
"""The actions that it has: those of one issue, and nothing of the list's."""


class IssueWindow(QMainWindow):
    """Hides when it is left, and is used again: an answer on its way finds it. Window's thread."""

    left = Signal()
    """It is not seen any more."""
    visit_wanted = Signal(object, object)
    """This window, and the uid of an issue that a link or the palette leads to."""
    search_wanted = Signal(object)
    """A text that is to be looked for in the list."""

    def __init__(self, main: MainWindow, bridge: StoreBridge, settings: Settings) -> None:
        # Without a parent: a window of its own for the desktop, which may stand behind the other one.
        super().__init__(None)
        self._main, self._settings = main, settings
        self._name = ""
        self.setObjectName("issue_window")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        set_look_of(self, "role", "page")
        self.registry = Actions(self, main.look, NAMES)
        self.registry.make_all()
        self.pane = DetailPane(bridge, self, beside=main.detail.subject)
        self.setCentralWidget(self.pane)
        self.bar = IssueBar(main.trust, main.look, self.registry["edit.undo"], self)
        self.setStatusBar(self.bar)
        self.shown = ShownIssues(self.pane, self.registry, self)
        self.palette_frame = Palette(self.registry, bridge, main.look, settings, self)
        self.deleting = Deleting(bridge, main.look, main.commands, main.many, main.views, self)
        self.setMinimumSize(current().scaled(320), current().scaled(240))
        self._connect_actions()
        self._connect_parts()
        self._take_keys()

    @property
    def uid(self) -> str:
        """The issue that is shown, "" while the window is hidden."""
        return self.pane.current_uid

    def open(self, uid: str, name: str) -> None:
        """Show an issue of the tracker of that name."""
        self._name = name
        subject = self._main.detail.subject
        self.pane.set_actor(subject.actor)
        self.pane.set_read_only(subject.read_only)
        self.bar.forget()
        self.setWindowTitle(name)
        self.pane.show_issue(uid)
        self._allow()
        if not self.restoreGeometry(self._settings.layout(LAYOUT)):
            self.resize(current().scaled(SIZE[0]), current().scaled(SIZE[1]))
        self._step_aside()
        self.come()

    def come(self) -> None:
        """Come to the front with the keyboard."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        if not isinstance(QApplication.focusWidget(), QPlainTextEdit):
            self.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Send what was typed, and be seen no more; what cannot be saved stays with all that is unsaved."""
        if not self.isVisible():
            return
        self.pane.flush()
        self._settings.set_layout(LAYOUT, self.saveGeometry())
        self.palette_frame.leave()
        self.hide()
        self.pane.clear()
        self.shown.forget()
        self.left.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross leaves: a window that closed would end the program when it is the last one seen."""
        event.ignore()
        self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape wherever nothing else has a use for it; Enter presses a button."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif not press_focused(event):
            super().keyPressEvent(event)

    # Inside

    def _connect_actions(self) -> None:
        header, registry = self.pane.body.header, self.registry
        registry.connect_all(dict.fromkeys(PICKED, self._pick))
        registry.connect_all(dict.fromkeys(_OF_THE_PROGRAM, self._pass_on))
        registry.connect_all(
            {
                "window.close": self.leave,
                "edit.undo": self._undo,
                "edit.redo": self._redo,
                "palette.open": self.palette_frame.toggle,
                "search.focus": self.pane.find_bar.open,
                "find.next": self.pane.find_bar.next,
                "find.previous": self.pane.find_bar.previous,
                "issue.title": self.pane.edit_title,
                "issue.blocker": self.pane.add_blocker,
                "issue.blocks": self.pane.add_needed_by,
                "issue.comment": self.pane.focus_comment,
                "issue.attach": self.pane.attach_files,
                "issue.history": self.pane.show_history,
                "issue.copy_id": header.copy_id,
                "issue.copy_title": header.copy_both,
                "issue.close": self.pane.ask_close,
                "issue.reopen": header.reopen,
                "issue.delete": header.delete,
                "issue.restore": header.restore,
                "view.refresh": self.pane.feed.refresh,
                "help.keys": self._show_keys,
            }
        )
        registry.act_in((self.pane,))

    def _connect_parts(self) -> None:
        main, pane = self._main, self.pane
        pane.escaped.connect(self.leave)
        pane.left.connect(self._to_pane)
        pane.open_requested.connect(self._visit)
        pane.edited.connect(main.views.preview)
        pane.review_requested.connect(main.review.show_for)
        pane.subject.delete_requested.connect(self.deleting.delete)
        pane.subject.changed.connect(self._on_issue)
        self.shown.opened.connect(self._to_pane)
        self.palette_frame.issue_chosen.connect(self._visit)
        self.palette_frame.search_chosen.connect(self.search_wanted)
        main.commands.undo_changed.connect(self._allow)
        main.registry.keys_changed.connect(self._take_keys)

    @Slot()
    def _to_pane(self) -> None:
        self.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _visit(self, uid: str) -> None:
        self.visit_wanted.emit(self, uid)

    @Slot()
    def _pick(self) -> None:
        self.pane.open_picker(PICKED[self.sender().objectName()])

    @Slot()
    def _pass_on(self) -> None:
        self._main.registry[self.sender().objectName()].trigger()

    @Slot()
    def _undo(self) -> None:
        self._main.side.flush()
        self._main.commands.undo(self.bar.say)

    @Slot()
    def _redo(self) -> None:
        self._main.side.flush()
        self._main.commands.redo(self.bar.say)

    @Slot()
    def _show_keys(self) -> None:
        KeySheet(self.registry, self).open()

    @Slot()
    def _take_keys(self) -> None:
        for spec in self.registry.specs:
            keys = self._main.registry.keys(spec.id)
            if keys != self.registry.keys(spec.id):
                self.registry.set_keys(spec.id, [key.toString() for key in keys])

    @Slot()
    def _on_issue(self) -> None:
        issue = self.pane.subject.issue
        if issue is not None:
            self.setWindowTitle(f"{issue.id} {issue.title} — {self._name}")
        self._allow()

    @Slot()
    def _allow(self) -> None:
        """Enable what is possible with the issue, and name what Undo would do."""
        issue, steps = self.pane.subject.issue, self._main.commands.undo_state
        there = Needs.TRACKER | Needs.APART
        for flag, present in (
            (Needs.WRITABLE, not self.pane.subject.read_only),
            (Needs.SELECTION | Needs.ONE, issue is not None),
            (Needs.OPEN, issue is not None and not issue.deleted),
            (Needs.TRASH, issue is not None and issue.deleted),
            (Needs.UNDO, steps.undo is not None), (Needs.REDO, steps.redo is not None),
        ):  # fmt: skip
            there |= flag if present else Needs.NOTHING
        self.registry.allow(there)
        for name in ("edit.undo", "edit.redo"):
            self.registry.set_words(name, self._main.registry.words(name))
        self.bar.set_undo(self.registry.words("edit.undo") if steps.undo is not None else "")

    def _step_aside(self) -> None:
        """Stand beside a window of this kind that is here already, and stay on the screen."""
        others = [one for one in QApplication.topLevelWidgets() if _is_seen(one) and one is not self]
        taken = {(one.x(), one.y()) for one in others}
        # Its bar, which says what is saved, would be below the edge of a small screen.
        self.resize(self.size().boundedTo(self.screen().availableGeometry().size()))
        place = self.pos()
        while (place.x(), place.y()) in taken:
            place += QPoint(_STEP, _STEP)
        room = self.screen().availableGeometry()
        if not room.contains(place + QPoint(_STEP, _STEP)):
            place = room.topLeft()
        self.move(place)


def _is_seen(widget: QWidget) -> bool:
    return isinstance(widget, IssueWindow) and widget.isVisible()
