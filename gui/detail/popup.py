"""A frame that floats over the window, below the widget that it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.detail.look import pressed_by_enter
from gui.theme import SPACE_XS

_HEAD = 120
"""Pixels that a popup needs besides its rows."""


class Popup(QFrame):
    """Escape, a click elsewhere or a focus elsewhere hides it; the focus returns to where it was.

    It is a child of the window and no window of its own: those cannot be placed on Wayland without a
    grab of the keyboard, and a grab takes keys away from input methods.
    """

    left = Signal()
    """It is hidden again."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.hide()
        self._anchor: QWidget | None = None
        self._before: tuple[QWidget, ...] = ()
        self.setProperty("role", "raised")
        self.setAccessibleName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE_XS, SPACE_XS, SPACE_XS, SPACE_XS)
        self.column.setSpacing(SPACE_XS)

    def place_at(self, anchor: QWidget) -> None:
        """Show it below that widget, or where there is room in the window."""
        window = anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._anchor = anchor
        if not self.isVisible():
            self._before = _way_back(QApplication.focusWidget())
        self.show()
        self.fit()
        self.raise_()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def fit(self) -> None:
        """Take the size that the contents need, and stay inside the window."""
        self.column.activate()
        self.adjustSize()
        if self.column.hasHeightForWidth():
            # Qt asks only windows how tall wrapped words are.
            self.resize(self.width(), self.column.totalHeightForWidth(self.width()))
        anchor = self._anchor
        if anchor is None or not isValid(anchor):
            return
        window = anchor.window()
        below = anchor.mapTo(window, QPoint(0, anchor.height() + 2))
        x = max(SPACE_XS, min(below.x(), window.width() - self.width() - SPACE_XS))
        y = max(SPACE_XS, below.y())
        if y + self.height() > window.height() - SPACE_XS:
            above = anchor.mapTo(window, QPoint(0, 0)).y() - self.height() - 2
            y = above if above >= SPACE_XS else max(SPACE_XS, window.height() - self.height() - SPACE_XS)
        self.move(x, y)

    def room(self) -> int:
        """Return how many pixels its rows can have in the window."""
        # A label's chip goes with its label.
        anchor = self._anchor if self._anchor is not None and isValid(self._anchor) else self
        return max(anchor.window().height() - _HEAD, _HEAD)

    def leave(self) -> None:
        """Hide, and give the focus back."""
        inside = self._holds(QApplication.focusWidget())
        self.hide()
        if inside:
            back = next((one for one in self._before if isValid(one) and one.isVisible()), None)
            if back is not None:
                back.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def before(self) -> tuple[QWidget, ...]:
        """Where the keyboard goes back to: the first of these that can still be seen."""
        return self._before

    @property
    def anchor(self) -> QWidget | None:
        """What it was opened at, if that is still there."""
        return self._anchor if self._anchor is not None and isValid(self._anchor) else None

    @staticmethod
    def place_of(widget: QWidget | None) -> QWidget | None:
        """Return where a widget belongs: that which its popup was opened at, else itself."""
        around = widget
        while around is not None and not around.isWindow():
            if isinstance(around, Popup):
                anchor = around.anchor
                return anchor if anchor is not None else around
            around = around.parentWidget()
        return widget

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go round among what is inside: the Tab key leads out of no popup."""
        here = QApplication.focusWidget()
        stops = [one for one in self.findChildren(QWidget) if _takes_tab(one)]
        if here not in stops:
            return super().focusNextPrevChild(next)
        there = stops[(stops.index(here) + (1 if next else -1)) % len(stops)]
        there.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape, press a button on Enter; no key goes on to what is below."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            pressed_by_enter(event, self)
        event.accept()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking for clicks elsewhere."""
        super().hideEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave when something else is clicked or focused; stay inside a window that gets smaller."""
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self.parentWidget():
            self.fit()
        if kind not in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn) or not self.isVisible():
            return super().eventFilter(watched, event)
        # The list of a combo box is a window of its own.
        here = isinstance(watched, QWidget) and watched.window() is self.window()
        if here and not self._holds(watched) and QApplication.activePopupWidget() is None:
            self.hide()
        return super().eventFilter(watched, event)

    def _holds(self, widget: QObject | None) -> bool:
        return isinstance(widget, QWidget) and (widget is self or self.isAncestorOf(widget))


def _way_back(focus: QWidget | None) -> tuple[QWidget, ...]:
    """What has the keyboard and what it stands in: a chip may go with its label while a popup is open."""
    found: list[QWidget] = []
    while focus is not None and not focus.isWindow():
        if isinstance(focus, Popup):
            # It closes when another one opens, and the keyboard came from elsewhere.
            return focus.before
        found.append(focus)
        focus = focus.parentWidget()
    return tuple(found)


def _takes_tab(widget: QWidget) -> bool:
    tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return tab and widget.isVisible() and widget.isEnabled()
