"""Sidebar, list and detail beside each other, as far as the width allows."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

DETAIL_BESIDE = 1000
"""Below this width, in pixels, the detail takes the list's place instead of standing beside it."""
SIDEBAR_BESIDE = 700
"""Below this width the sidebar goes."""

_LEAST = (176, 320, 320)
_FIRST = (220, 658, 400)
_STRETCH = (0, 3, 2)


class Panes(QSplitter):
    """Three panes in a row. Lives on the window's thread."""

    narrowed = Signal()
    """Detail and list stand beside each other now, or do not any more."""

    def __init__(self, sidebar: QWidget, middle: QWidget, detail: QWidget, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sidebar, self._middle, self._detail = sidebar, middle, detail
        self._sidebar_wanted = self._detail_wanted = True
        self._over = False
        self._was_narrow: bool = False
        for place, widget in enumerate((sidebar, middle, detail)):
            widget.setMinimumWidth(_LEAST[place])
            self.addWidget(widget)
            self.setCollapsible(place, False)
            self.setStretchFactor(place, _STRETCH[place])
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setSizes(list(_FIRST))

    @property
    def narrow(self) -> bool:
        """Whether the detail takes the list's place."""
        return bool(self.width() < DETAIL_BESIDE)

    @property
    def detail_shown(self) -> bool:
        """Whether the detail is seen."""
        return self._over if self.narrow else self._detail_wanted

    def want_sidebar(self, wanted: bool) -> None:
        """Show or hide the sidebar, as far as there is room."""
        self._sidebar_wanted = wanted
        self._arrange()

    def want_detail(self, wanted: bool) -> None:
        """Show or hide the detail: beside the list, or in its place in a narrow window."""
        if self.narrow:
            self._over = wanted
        else:
            self._detail_wanted = wanted
        self._arrange()
        # In its place at once: what is opened at a field of the detail is placed by where that is.
        self.refresh()

    def bring_back(self, state: QByteArray, *, sidebar: bool, detail: bool) -> None:
        """Take sizes and choices that were remembered."""
        if not state.isEmpty():
            self.restoreState(state)
        self._sidebar_wanted, self._detail_wanted = sidebar, detail
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of one pane: the others give way before it gets tight."""
        return QSize(max(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new width."""
        super().resizeEvent(event)
        narrow = self.narrow
        if narrow != self._was_narrow:
            self._was_narrow = narrow
            self._over = False
            self.narrowed.emit()
        self._arrange()

    def _arrange(self) -> None:
        over = self.narrow and self._over
        self._sidebar.setVisible(self._sidebar_wanted and self.width() >= SIDEBAR_BESIDE)
        self._detail.setVisible(self.detail_shown)
        self._middle.setVisible(not over)
