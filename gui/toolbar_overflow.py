"""The button for what a narrow toolbar has no room for, drawn as the icons beside it. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Slot
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QToolBar, QToolButton, QWidget

from gui import icons
from gui.theme import SPACE_XS, Theme


class ToolbarOverflow(QObject):
    """Qt's own arrow has 12 pixels at every text size and its own colour, which a dark bar hides."""

    def __init__(self, theme: Theme, bar: QToolBar, button: QToolButton) -> None:
        super().__init__(button)
        self._theme, self._bar, self._button = theme, bar, button
        self._extent: _Extent | None = None
        button.installEventFilter(self)
        theme.changed.connect(self._redraw)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw it when it is first seen: in most windows it never is."""
        if event.type() == QEvent.Type.Show and self._extent is None:
            self._extent = _Extent(self._theme, self._bar)
            self._redraw()
        return super().eventFilter(watched, event)

    @Slot()
    def _redraw(self) -> None:
        if self._extent is None:
            return
        # Again with each style sheet: Qt ties a style of one's own to the sheet of that moment.
        self._bar.setStyle(self._extent)
        side = self._theme.icon_px
        self._button.setIcon(icons.icon("ellipsis", self._theme.palette.text_secondary, side))
        self._button.setIconSize(QSize(side, side))
        layout = self._bar.layout()
        if layout is not None:
            layout.invalidate()


class _Extent(QProxyStyle):
    """Gives the button the width of an icon: no style sheet changes that."""

    def __init__(self, theme: Theme, bar: QToolBar) -> None:
        super().__init__("Fusion")
        self.setParent(bar)
        self._theme = theme

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return the length that text of this size wants."""
        if metric == QStyle.PixelMetric.PM_ToolBarExtensionExtent:
            return self._theme.icon_px + SPACE_XS
        return super().pixelMetric(metric, option, widget)
