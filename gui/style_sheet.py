"""The application's style sheet and Qt palette, generated from the tokens of one theme. GUI thread.

Roles and kinds in the sheet are dynamic properties: `gui.theme.set_look_of`.
"""

from __future__ import annotations

from collections.abc import Callable
from string import Template
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QColor, QPalette

from gui import icons, qt_resource
from resources import style_template

if TYPE_CHECKING:
    from gui.theme import Palette

FontRole = Literal["body", "caption", "small", "strong", "heading", "title", "mono"]

RADIUS_SMALL, RADIUS = 4, 6


def style_sheet(palette: Palette, base_px: int, zoom: float) -> str:
    """Style sheet for body text of `base_px` pixels; lengths grow with `zoom`."""
    values: dict[str, str | int] = {name: getattr(palette, name) for name in palette.__slots__}
    values.update(_lengths(base_px, lambda length: round(length * zoom)))
    values["img"] = _pictures(palette)
    return Template(style_template()).substitute(values)


def _lengths(base_px: int, scaled: Callable[[float], int]) -> dict[str, int]:
    """Return the lengths of the sheet in pixels. `p3` is a padding of six; `p3f` leaves room for the ring."""
    lengths = {
        "body": base_px,
        "caption": font_px("caption", base_px),
        "small": font_px("small", base_px),
        "heading": font_px("heading", base_px),
        "title": font_px("title", base_px),
        "title_line": round(font_px("title", base_px) * 1.4),
        "line": round(base_px * 1.4),
        "lead": round(base_px * 1.6),
        "icon": scaled(16),
        "icon_s": scaled(14),
        "icon_xs": scaled(12),
        "box": scaled(14),
        "box_r": scaled(14) // 2 + 1,
        "r": scaled(RADIUS_SMALL),
        "R": scaled(RADIUS),
        "p2h": scaled(5),
    }
    for step in (1, 2, 3, 4, 5, 6, 8):
        lengths[f"p{step}"] = scaled(2 * step)
        lengths[f"p{step}f"] = max(0, scaled(2 * step) - 1)
    return lengths


def _pictures(palette: Palette) -> str:
    """Serve the sheet's pictures in the colours of a theme; return their folder as an address."""
    folder = "strandline-dark" if palette.dark else "strandline-light"
    colors = {"": palette.text_secondary, "-off": palette.text_disabled, "-on": palette.on_accent}
    pictures = {
        f"{name}{suffix}.svg": icons.recoloured(name, color)
        for name in ("chevron-down", "chevron-up", "chevron-right", "check", "minus", "dot")
        for suffix, color in colors.items()
    }
    qt_resource.register(folder, pictures)
    return f":/{folder}"


def font_px(role: FontRole, base_px: int) -> int:
    """Text height of a role in pixels, from that of body text."""
    factor = {"caption": 0.86, "small": 0.92, "heading": 1.16, "title": 1.54, "mono": 0.96}.get(role, 1.0)
    return round(base_px * factor)


def qt_palette(palette: Palette) -> QPalette:
    """Qt's palette from our tokens, for what no style sheet rule paints."""
    role = QPalette.ColorRole
    colors = {
        role.Window: palette.window, role.WindowText: palette.text, role.Base: palette.page,
        role.AlternateBase: palette.window, role.Text: palette.text, role.Button: palette.raised,
        role.ButtonText: palette.text, role.BrightText: palette.on_accent,
        role.ToolTipBase: palette.raised, role.ToolTipText: palette.text,
        role.PlaceholderText: palette.text_muted, role.Highlight: palette.accent,
        role.HighlightedText: palette.on_accent, role.Link: palette.accent_text,
        role.LinkVisited: palette.accent_text, role.Accent: palette.accent,
        role.Light: palette.raised, role.Midlight: palette.hover, role.Mid: palette.border,
        role.Dark: palette.control, role.Shadow: palette.hairline,
    }  # fmt: skip
    result = QPalette()
    for key, value in colors.items():
        result.setColor(key, QColor(value))
    result.setColor(QPalette.ColorGroup.Inactive, role.Highlight, QColor(palette.selected_inactive))
    result.setColor(QPalette.ColorGroup.Inactive, role.HighlightedText, QColor(palette.text))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, key, QColor(palette.text_disabled))
    result.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(palette.selected_inactive))
    return result
