"""Icons in any colour, crisp at any device pixel ratio. GUI thread.

Delegates paint with the `…_pixmap` functions; widgets take the QIcons. Both are cached. Which
statuses and types exist is not known here: one without a shape of its own gets the neutral one.
Size 0 is the size that goes with the text zoom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import app_icon_svg, icon_svg

if TYPE_CHECKING:
    from gui.theme import Palette

_STATUS_SHAPES = frozenset(
    {"open", "in_progress", "blocked", "deferred", "closed", "hooked", "pinned", "tombstone"}
)
_TYPE_SHAPES = {
    "task": "square-check",
    "bug": "bug",
    "feature": "sparkles",
    "epic": "layers",
    "chore": "wrench",
}
_NEUTRAL_TYPE = "box"

_default_size = 16
_pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
_icons: dict[tuple[str, str, str, int, tuple[float, ...]], QIcon] = {}


def pixmap(name: str, color: str, size: int = 0, dpr: float = 1.0) -> QPixmap:
    """One icon in "#rrggbb", `size` device-independent pixels square, for one device pixel ratio."""
    size = size or _default_size
    key = (name, color, size, dpr)
    found = _pixmaps.get(key)
    if found is None:
        found = _pixmaps[key] = _render(recoloured(name, color), size, dpr)
    return found


def icon(name: str, color: str, size: int = 0, disabled: str = "") -> QIcon:
    """One icon for a widget, with a picture for each screen; `disabled` is its colour when off."""
    size = size or _default_size
    ratios = _ratios()
    key = (name, color, disabled, size, ratios)
    found = _icons.get(key)
    if found is None:
        found = QIcon()
        for dpr in ratios:
            found.addPixmap(pixmap(name, color, size, dpr))
            if disabled:
                found.addPixmap(pixmap(name, disabled, size, dpr), QIcon.Mode.Disabled)
        _icons[key] = found
    return found


def app_icon() -> QIcon:
    """The program's own icon, 16 to 256 pixels."""
    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(_render(app_icon_svg(), size, 1.0))
    return result


def status_shape(status: str) -> str:
    """Name of the icon that stands for a status."""
    return f"status-{status}" if status in _STATUS_SHAPES else "status-other"


def priority_shape(priority: int) -> str:
    """Name of the icon that stands for a priority."""
    return f"priority-{priority}" if 0 <= priority <= 4 else "priority-other"


def type_shape(issue_type: str) -> str:
    """Name of the icon that stands for an issue type."""
    return _TYPE_SHAPES.get(issue_type, _NEUTRAL_TYPE)


def status_pixmap(status: str, palette: Palette, size: int = 0, dpr: float = 1.0) -> QPixmap:
    """Shape of a status in its colour, to paint with."""
    return pixmap(status_shape(status), palette.status(status), size, dpr)


def priority_pixmap(priority: int, palette: Palette, size: int = 0, dpr: float = 1.0) -> QPixmap:
    """Shape of a priority in its colour, to paint with."""
    return pixmap(priority_shape(priority), palette.priority(priority), size, dpr)


def type_pixmap(issue_type: str, palette: Palette, size: int = 0, dpr: float = 1.0) -> QPixmap:
    """Shape of an issue type, to paint with."""
    return pixmap(type_shape(issue_type), palette.text_secondary, size, dpr)


def status_icon(status: str, palette: Palette, size: int = 0) -> QIcon:
    """Shape of a status in its colour, for a widget."""
    return icon(status_shape(status), palette.status(status), size)


def priority_icon(priority: int, palette: Palette, size: int = 0) -> QIcon:
    """Shape of a priority in its colour, for a widget."""
    return icon(priority_shape(priority), palette.priority(priority), size)


def type_icon(issue_type: str, palette: Palette, size: int = 0) -> QIcon:
    """Shape of an issue type, for a widget."""
    return icon(type_shape(issue_type), palette.text_secondary, size)


def recoloured(name: str, color: str) -> bytes:
    """SVG of an icon with `currentColor` replaced by "#rrggbb"."""
    return icon_svg(name).replace(b"currentColor", color.encode("ascii"))


def set_default_size(size: int) -> None:
    """Set the size that goes with the text zoom, in device-independent pixels; the theme does this."""
    global _default_size
    _default_size = size


def forget_pictures() -> None:
    """Drop the caches: no QPixmap may outlive the application."""
    _pixmaps.clear()
    _icons.clear()


def _ratios() -> tuple[float, ...]:
    """Device pixel ratios worth a picture: those of the screens, and 1 and 2 for screens to come."""
    return tuple(sorted({1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}))


def _render(svg: bytes, size: int, dpr: float) -> QPixmap:
    pixels = max(1, round(size * dpr))
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    picture.setDevicePixelRatio(dpr)
    return picture
