"""How the window looks: colour tokens for light and dark, sizes, fonts. GUI thread.

No other file names a colour. Widgets get theirs from the style sheet, painted items from
`current().palette`, and repaint on `current().changed`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from gui import icons
from gui.style_sheet import RADIUS as RADIUS
from gui.style_sheet import RADIUS_SMALL as RADIUS_SMALL
from gui.style_sheet import FontRole, font_px, qt_palette, style_sheet
from store.structs import dataclass

Mode = Literal["light", "dark", "system"]

GRID = 4
SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL, SPACE_XXL = 4, 8, 12, 16, 24, 32
ICON_SIZE = 16
MOTION_MS = 110
"""Longest animation, in milliseconds; use `Theme.motion_ms`, which is 0 under reduced motion."""

ZOOM_STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)

_STATUSES = frozenset(
    {"open", "in_progress", "blocked", "deferred", "closed", "hooked", "pinned", "tombstone"}
)


class Density(StrEnum):
    """How tall the rows of a list are."""

    COMPACT = "compact"
    COMFORTABLE = "comfortable"
    LARGE = "large"


ROW_HEIGHT = {Density.COMPACT: 24, Density.COMFORTABLE: 30, Density.LARGE: 38}
"""Height of a row in device-independent pixels at zoom 1."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme as "#rrggbb"; every text and surface pair meets WCAG AA."""

    dark: bool

    # surfaces
    window: str  # toolbars, status bar, behind everything
    sidebar: str
    page: str  # lists and the issue: what people read
    raised: str  # menus, dialogs, cards, buttons
    field: str  # inputs
    hover: str
    pressed: str
    selected: str
    selected_inactive: str
    changed: str  # a row that was changed outside

    # text and icons
    text: str
    text_secondary: str
    text_muted: str
    text_disabled: str
    on_accent: str

    # lines
    hairline: str  # between panes and rows
    border: str  # around inputs and buttons
    control: str  # around check boxes, scroll handles: what has no other mark
    focus: str
    focus_on_fill: str  # around a focused button that is filled with accent or danger

    # the one accent
    accent: str  # fills
    accent_hover: str
    accent_pressed: str
    accent_text: str  # links and icons
    accent_tint: str

    # kinds: fill, text on any surface, tint behind that text
    danger: str
    danger_hover: str
    danger_text: str
    danger_tint: str
    warning_text: str
    warning_tint: str
    success_text: str
    success_tint: str

    status_open: str
    status_in_progress: str
    status_blocked: str
    status_deferred: str
    status_closed: str
    status_hooked: str
    status_pinned: str
    status_tombstone: str
    status_other: str

    priority_0: str
    priority_1: str
    priority_2: str
    priority_3: str
    priority_4: str

    def status(self, name: str) -> str:
        """Colour of a status; `status_other` for one without a colour of its own."""
        return str(getattr(self, f"status_{name}")) if name in _STATUSES else self.status_other

    def priority(self, value: int) -> str:
        """Colour of a priority, 0 (most urgent) to 4; the last one for any other number."""
        return str(getattr(self, f"priority_{value}")) if 0 <= value <= 4 else self.priority_4


LIGHT = Palette(
    dark=False,
    window="#f7f8f9", sidebar="#f2f4f5", page="#ffffff", raised="#ffffff", field="#ffffff",
    hover="#eef1f3", pressed="#e3e8eb", selected="#dceef4", selected_inactive="#e9ecef", changed="#fdf4dc",
    text="#1a2126", text_secondary="#464f57", text_muted="#5d666e", text_disabled="#9aa2a9",
    on_accent="#ffffff",
    hairline="#e4e8eb", border="#cdd4d9", control="#7b868f", focus="#0b7597", focus_on_fill="#04121a",
    accent="#0b6e8f", accent_hover="#095f7c", accent_pressed="#074f68", accent_text="#0a6482",
    accent_tint="#e3f2f7",
    danger="#c2332b", danger_hover="#a82a23", danger_text="#b02a23", danger_tint="#fcebea",
    warning_text="#84560a", warning_tint="#fdf2d9", success_text="#1c6b40", success_tint="#e4f4ea",
    status_open="#66707a", status_in_progress="#a86a00", status_blocked="#c2332b",
    status_deferred="#6b6fa8", status_closed="#2a7d4f", status_hooked="#8250b8", status_pinned="#0b6e8f",
    status_tombstone="#737c84", status_other="#66707a",
    priority_0="#c2332b", priority_1="#b45a0c", priority_2="#4f5962", priority_3="#66707a",
    priority_4="#737c84",
)  # fmt: skip

DARK = Palette(
    dark=True,
    window="#16181b", sidebar="#131517", page="#1a1d20", raised="#23272b", field="#202428",
    hover="#24282c", pressed="#2c3136", selected="#1d3a46", selected_inactive="#2a2e33", changed="#352e1a",
    text="#e2e6ea", text_secondary="#bac1c8", text_muted="#a0a8b0", text_disabled="#646c74",
    on_accent="#ffffff",
    hairline="#292d32", border="#3b4147", control="#7d8790", focus="#45b0d3", focus_on_fill="#ffffff",
    accent="#1b779b", accent_hover="#186a8a", accent_pressed="#145b77", accent_text="#6cc5e2",
    accent_tint="#19323c",
    danger="#c33d36", danger_hover="#ab342e", danger_text="#ff9b93", danger_tint="#3b2221",
    warning_text="#ecb95c", warning_tint="#382d17", success_text="#7fce9f", success_tint="#1b3226",
    status_open="#a0a8b0", status_in_progress="#e3a83c", status_blocked="#f4776e",
    status_deferred="#9da2de", status_closed="#5cb885", status_hooked="#bd93ea", status_pinned="#6cc5e2",
    status_tombstone="#8d959d", status_other="#a0a8b0",
    priority_0="#f4776e", priority_1="#eb9a4d", priority_2="#bac1c8", priority_3="#a0a8b0",
    priority_4="#8d959d",
)  # fmt: skip


class Theme(QObject):
    """The look in use; owned by the application. `changed` follows every change of colour or size."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        self._mode: Mode = "system"
        self._zoom = 1.0
        self._palette = LIGHT
        self._font = QFont(app.font())
        self._mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        # A setting of ours: Qt 6.11 does not report what the system prefers.
        self.reduced_motion = False
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        app.aboutToQuit.connect(self._forget_pictures)

    @property
    def palette(self) -> Palette:
        """Colours in use."""
        return self._palette

    @property
    def mode(self) -> Mode:
        """What was chosen: "light", "dark" or "system"."""
        return self._mode

    @property
    def zoom(self) -> float:
        """Text zoom, 1.0 for the size of the system font."""
        return self._zoom

    @property
    def motion_ms(self) -> int:
        """Length of an animation in milliseconds; 0 when motion is reduced."""
        return 0 if self.reduced_motion else MOTION_MS

    @property
    def base_px(self) -> int:
        """Height of body text in device-independent pixels."""
        return max(8, round(QFontInfo(self._font).pixelSize() * self._zoom))

    @property
    def icon_px(self) -> int:
        """Side of an icon beside body text, in device-independent pixels."""
        return self.scaled(ICON_SIZE)

    def scaled(self, length: int) -> int:
        """Scale a length in device-independent pixels by the text zoom."""
        return round(length * self._zoom)

    def row_height(self, density: Density) -> int:
        """Height of a row in device-independent pixels, tall enough for a line of body text."""
        return max(self.scaled(ROW_HEIGHT[density]), self.base_px + 2 * GRID)

    def font(self, role: FontRole = "body") -> QFont:
        """Font for painted text; widgets get the same from the style sheet."""
        font = QFont(self._mono if role == "mono" else self._font)
        font.setPixelSize(font_px(role, self.base_px))
        if role == "strong":
            font.setWeight(QFont.Weight.Medium)
        elif role in {"heading", "title"}:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def set_look(self, mode: Mode, zoom: float, font: QFont | None = None, mono: QFont | None = None) -> None:
        """Change colours, text zoom or base fonts of the whole program at once."""
        self._mode = mode
        self._zoom = min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        if font is not None:
            self._font = QFont(font)
        if mono is not None:
            self._mono = QFont(mono)
        hints = self._app.styleHints()
        # Native title bars and dialogs follow the scheme, not our palette.
        if mode == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if mode == "dark" else Qt.ColorScheme.Light)
        self._repaint()

    def _repaint(self) -> None:
        icons.forget_pictures()
        icons.set_default_size(self.icon_px)
        self._palette = DARK if self._is_dark() else LIGHT
        # A sheet that takes another one's place is worked out for a widget once for each one around it, 6.5
        # times on average (0.5 s of 0.7 in all); without one before it, once.
        self._app.setStyleSheet("")
        self._app.setFont(self.font())
        self._app.setPalette(qt_palette(self._palette))
        self._app.setStyleSheet(style_sheet(self._palette, self.base_px, self._zoom))
        self.changed.emit()

    def _is_dark(self) -> bool:
        if self._mode == "system":
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._mode == "dark"

    @Slot()
    def _follow_system(self) -> None:
        if self._mode == "system" and self._is_dark() != self._palette.dark:
            self._repaint()

    @Slot()
    def _forget_pictures(self) -> None:
        icons.forget_pictures()


def apply(
    app: QApplication,
    mode: Mode = "system",
    zoom: float = 1.0,
    font: QFont | None = None,
    mono: QFont | None = None,
) -> Theme:
    """Give the whole program our look, now and whenever the system's colour scheme changes.

    The base fonts are the system's unless given.
    """
    theme = app.findChild(Theme, "theme", Qt.FindChildOption.FindDirectChildrenOnly)
    if theme is None:
        app.setStyle("Fusion")
        theme = Theme(app)
    theme.set_look(mode, zoom, font, mono)
    return theme


def current() -> Theme:
    """The theme of the running application. Raises RuntimeError before `apply`."""
    app = QApplication.instance()
    theme = app.findChild(Theme, "theme", Qt.FindChildOption.FindDirectChildrenOnly) if app else None
    if theme is None:
        raise RuntimeError("gui.theme.apply was not called")
    return theme


def set_look_of(widget: QWidget, name: Literal["role", "kind"], value: str) -> None:
    """Give a widget one of the style sheet's roles or kinds, also after it was shown."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
