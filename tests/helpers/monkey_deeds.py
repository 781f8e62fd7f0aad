"""What the monkey does at the window: single keys and clicks, and what people do in several steps."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable
from random import Random
from time import monotonic

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from gui.board.column_view import ColumnView
from gui.desk import Desk

Deed = Callable[[], None]

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789/?#!>(): "
_WORDS = (
    "harbour",
    "is:open",
    "clo",
    "label:",
    "p1",
    "theme",
    "due tomorrow",
    "#3",
    ">undo",
    "ä–☂",
    "group",
    "-(",
)
_KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_Delete,
    Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_F5,
)  # fmt: skip
_WITH = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier)
_CONTROL = "abdefghiklnoprstuwxyz12345\\"
_SIZES = ((1280, 800), (900, 600), (640, 480), (1600, 900), (420, 340))
_PATIENCE = 1.0
_NEVER = frozenset({"window.quit"})
_EDITORS = ("issue.title", "issue.comment", "issue.labels", "issue.new", "issue.capture", "search.focus")
_MENUS = ("issue.status", "issue.priority", "issue.assignee", "issue.labels", "issue.due", "issue.blocker",
          "palette.open", "view.save", "list.columns", "keys.change")  # fmt: skip
_LOOKS = ("theme.", "text.", "language.", "density.", "motion.")
_NONE = Qt.KeyboardModifier.NoModifier
_LEFT = Qt.MouseButton.LeftButton


class Deeds:
    """One deed a step, at random, or the next of a row of deeds that was begun."""

    def __init__(
        self,
        random: Random,
        app: QApplication,
        desk: Desk,
        outside: Deed,
        home: Deed,
        note: Callable[[str], None],
    ) -> None:
        self._random = random
        self._app = app
        self._desk = desk
        self._window = desk.window
        self._note = note
        self._outside = outside
        self._home = home
        self._planned: deque[Deed] = deque()
        self._waits = 0.0
        table: tuple[tuple[Deed, float], ...] = (
            (self._letter, 5), (self._key, 8), (self._control, 3), (self._action, 9), (self._click, 5),
            (self.escape, 3), (self._changed_outside, 2), (self._resize, 0.5), (self._drag, 2),
            (self._pause, 1.5), (self._palette, 0.8), (self._edit_and_go, 0.8), (self._open_and_wait, 0.8),
            (self._undo_much, 0.5), (self._look, 0.5), (self._come_home, 0.2), (self._collect, 0.5),
        )  # fmt: skip
        self._deeds = [deed for deed, _ in table]
        self._weights = [weight for _, weight in table]

    def step(self) -> bool:
        """Do one thing; False when it only waited."""
        if self._waits and monotonic() < self._waits:
            bridge = self._desk.bridge
            if bridge.pending_reads or bridge.pending_writes:
                return False
        elif self._waits:
            # A dialog asks something before it goes on.
            self._note(f"waited in vain ({self._desk.shutdown.phase.name})")
        self._waits = 0.0
        if isinstance(self._app.activeModalWidget(), QFileDialog):
            # There, keys delete and overwrite files.
            self.escape()
        elif self._planned:
            self._planned.popleft()()
        else:
            self._random.choices(self._deeds, self._weights)[0]()
        return True

    def one_key(self) -> None:
        """Press one key somewhere."""
        self._key()

    # Single ones

    def _target(self) -> QWidget:
        return (
            self._app.activePopupWidget()
            or self._app.focusWidget()
            or self._app.activeModalWidget()
            or self._window
        )

    def _top(self) -> QWidget:
        return (
            self._app.activePopupWidget()
            or self._app.activeModalWidget()
            or self._app.activeWindow()
            or self._window
        )

    def _letter(self) -> None:
        self._type(self._random.choice(_LETTERS))

    def _type(self, text: str) -> None:
        self._note(f"type {text!r}")
        if text.isascii():
            QTest.keyClicks(self._target(), text)
            return
        composed = QInputMethodEvent(text, [])
        QApplication.sendEvent(self._target(), composed)
        composed = QInputMethodEvent()
        composed.setCommitString(text)
        QApplication.sendEvent(self._target(), composed)

    def _key(self) -> None:
        self._press(self._random.choice(_KEYS), self._random.choice(_WITH))

    def _press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        self._note(f"{held.name} {key.name}")
        QTest.keyClick(self._target(), key, held)

    def _control(self) -> None:
        held = Qt.KeyboardModifier.ControlModifier
        if self._random.random() < 0.3:
            held |= Qt.KeyboardModifier.ShiftModifier
        self._press(Qt.Key(ord(self._random.choice(_CONTROL).upper())), held)

    def escape(self) -> None:
        """Close one thing, or leave it."""
        self._press(Qt.Key.Key_Escape)

    def _action(self) -> None:
        if self._app.activeModalWidget() is None and self._app.activePopupWidget() is None:
            self._trigger(self._random.choice(self._window.registry.starting_with("")))

    def _trigger(self, name: str) -> None:
        action = self._window.registry[name]
        if action.isEnabled() and name not in _NEVER:
            self._note(name)
            action.trigger()

    def _click(self) -> None:
        top = self._top()
        shown = [widget for widget in [top, *top.findChildren(QWidget)] if _clickable(widget)]
        if not shown:
            return
        widget = self._random.choice(shown)
        place = _within(widget.visibleRegion().boundingRect(), self._random)
        button = _LEFT if self._random.random() < 0.85 else Qt.MouseButton.RightButton
        self._note(f"click {type(widget).__name__} {widget.objectName()}")
        if self._random.random() < 0.1:
            QTest.mouseDClick(widget, button, _NONE, place)
        else:
            QTest.mouseClick(widget, button, _NONE, place)

    def _drag(self) -> None:
        top = self._top()
        shown = [widget for widget in top.findChildren(QWidget) if _clickable(widget)]
        columns = [view.viewport() for view in top.findChildren(ColumnView) if _clickable(view.viewport())]
        if not shown:
            return
        among = columns if columns and self._random.random() < 0.7 else shown
        source, target = self._random.choice(among), self._random.choice(among)
        start = _within(source.visibleRegion().boundingRect(), self._random)
        end = source.mapFromGlobal(target.mapToGlobal(_within(target.rect(), self._random)))
        self._note(f"drag {type(source).__name__} to {type(target).__name__} {target.objectName()}")
        QTest.mousePress(source, _LEFT, _NONE, start)
        QTest.mouseMove(source, start + QPoint(20, 20))
        QTest.mouseMove(source, end)
        self._planned.append(lambda: self._drop(top, source, end))
        if self._random.random() < 0.3:
            self._planned.appendleft(self._random.choice((self.escape, self._changed_outside, self._key)))

    def _drop(self, top: QWidget, source: QWidget, end: QPoint) -> None:
        try:
            here = top.isVisible() and source.isVisible()
        except RuntimeError:
            # What was dragged is gone meanwhile; people let go of the button all the same.
            return
        if here:
            self._note("drop")
            QTest.mouseRelease(source, _LEFT, _NONE, end)

    def _resize(self) -> None:
        size = self._random.choice(_SIZES)
        self._note(f"resize {size}")
        self._top().window().resize(*size)

    def _changed_outside(self) -> None:
        self._note("outside")
        self._outside()

    def _collect(self) -> None:
        """What Python holds no more is freed now; widgets may still be used by Qt."""
        gc.collect()

    def _pause(self) -> None:
        self._note("wait")
        self._waits = monotonic() + _PATIENCE

    # What people do in several steps

    def _plan(self, *deeds: Deed) -> None:
        self._planned.extend(deeds)

    def _named(self, *names: str) -> Deed:
        name = self._random.choice(names)
        return lambda: self._trigger(name)

    def _some_words(self) -> Deed:
        words = self._random.choice(_WORDS)
        return lambda: self._type(words)

    def _palette(self) -> None:
        keys = self._random.choices(_KEYS, k=self._random.randrange(3))
        self._plan(self._named("palette.open"), self._some_words())
        if self._random.random() < 0.7:
            self._plan(self._pause)
        self._plan(*(self._pressed(key) for key in keys), self._pressed(Qt.Key.Key_Return))

    def _pressed(self, key: Qt.Key) -> Deed:
        return lambda: self._press(key)

    def _edit_and_go(self) -> None:
        """Leave a view while something is edited in it, and write on."""
        places = (*self._window.registry.starting_with("go."), "view.board", "view.list", "shown.back")
        self._plan(self._named(*_EDITORS), self._some_words(), self._named(*places), self._some_words())

    def _open_and_wait(self) -> None:
        """Leave something open while the store answers and another program changes what it shows."""
        self._plan(
            self._named(*_MENUS), self._changed_outside, self._changed_outside, self._pause, self._click
        )

    def _undo_much(self) -> None:
        undone = self._random.randrange(2, 10)
        self._plan(*[self._named("edit.undo")] * undone)
        self._plan(*[self._named("edit.redo")] * self._random.randrange(undone))

    def _look(self) -> None:
        names = [name for start in _LOOKS for name in self._window.registry.starting_with(start)]
        self._plan(*(self._named(*names) for _ in range(2)))

    def _come_home(self) -> None:
        self._note("home")
        self._home()


def _clickable(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and not widget.visibleRegion().isEmpty()


def _within(seen: QRect, random: Random) -> QPoint:
    if seen.isEmpty():
        return seen.topLeft()
    return QPoint(random.randint(seen.left(), seen.right()), random.randint(seen.top(), seen.bottom()))
