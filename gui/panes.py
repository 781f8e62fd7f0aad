"""Sidebar, list and detail beside each other, as far as the width allows."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from gui.theme import current

_LEAST = (176, 320, 320)
"""Least widths, in pixels at zoom 1."""
_SPARE = 184
"""What the three have to share beyond that; with less, the detail takes the list's place."""
_SPARE_OF_TWO = 204
"""The same for sidebar and list; with less, the sidebar goes."""
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
            widget.setMinimumWidth(current().scaled(_LEAST[place]))
            self.addWidget(widget)
            self.setCollapsible(place, False)
            self.setStretchFactor(place, _STRETCH[place])
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._zoom = current().zoom
        self.setSizes([current().scaled(_FIRST[0]), *_FIRST[1:]])
        current().changed.connect(self._follow_zoom)

    @property
    def narrow(self) -> bool:
        """Whether the detail takes the list's place."""
        return bool(self.width() < current().scaled(sum(_LEAST)) + _SPARE)

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
        return QSize(current().scaled(max(_LEAST)), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new width."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _follow_zoom(self) -> None:
        """Keep the sidebar as wide as before, counted in letters."""
        zoom = current().zoom
        if zoom == self._zoom:
            return
        sizes = self.sizes()
        for place, widget in enumerate((self._sidebar, self._middle, self._detail)):
            widget.setMinimumWidth(current().scaled(_LEAST[place]))
        self._fit()
        if sizes[0]:
            self.setSizes([round(sizes[0] * zoom / self._zoom), *sizes[1:]])
        self._zoom = zoom

    def _fit(self) -> None:
        narrow = self.narrow
        if narrow != self._was_narrow:
            self._was_narrow = narrow
            self._over = False
            self.narrowed.emit()
        self._arrange()

    def _arrange(self) -> None:
        over = self.narrow and self._over
        self._sidebar.setVisible(self._sidebar_wanted and self._two_fit())
        self._detail.setVisible(self.detail_shown)
        self._middle.setVisible(not over)

    def _two_fit(self) -> bool:
        return bool(self.width() >= current().scaled(sum(_LEAST[:2])) + _SPARE_OF_TWO)
