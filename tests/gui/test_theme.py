"""The look: contrast by computation, shapes that need no colour, a focus ring on everything, text zoom."""

import re
import sys
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QFile, QIODevice, Qt, qRegisterResourceData
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon, QImage, QPalette, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QTextEdit,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui import icons, qt_resource, theme
from gui.qt_resource import qt_hash, register
from gui.theme import DARK, LIGHT, Density, Palette
from tests.helpers.contrast import contrast

FONTS = Path(__file__).resolve().parents[1] / "fonts"
GUI = Path(__file__).resolve().parents[2] / "gui"

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])

PLAIN = ("window", "sidebar", "page", "raised", "field", "hover", "selected", "selected_inactive", "changed")
TINTS = ("pressed", "danger_tint", "warning_tint", "success_tint", "accent_tint")
TEXTS = (
    "text", "text_secondary", "text_muted", "accent_text", "danger_text", "warning_text", "success_text",
)  # fmt: skip
TEXT_ON_SURFACE = [(text, surface) for text in TEXTS for surface in (*PLAIN, *TINTS)] + [
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_accent", "danger"),
    ("on_accent", "danger_hover"),
]
STATUSES = ("open", "in_progress", "blocked", "deferred", "closed", "hooked", "pinned", "tombstone", "other")
GLYPHS = [f"status_{name}" for name in STATUSES] + [f"priority_{value}" for value in range(5)]
SURFACES = ("page", "sidebar", "window", "raised", "hover", "selected", "selected_inactive", "changed")
GLYPH_ON_SURFACE = [
    *((glyph, surface) for glyph in GLYPHS for surface in SURFACES),
    *((ring, surface) for ring in ("focus", "control") for surface in ("field", *SURFACES[:4])),
    *((ring, surface) for ring in ("focus", "control") for surface in ("selected", "selected_inactive")),
    ("control", "pressed"),
    ("focus_on_fill", "accent"),
    ("focus_on_fill", "danger"),
    ("focus_on_fill", "page"),
    ("accent", "page"),
    ("accent", "window"),
    ("on_accent", "accent"),
    ("accent_text", "pressed"),
    ("danger_text", "pressed"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_look(qapp: QApplication) -> Iterator[None]:
    font = qapp.font()
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.setFont(font)
    icons.forget_pictures()
    icons.set_default_size(16)


def mask(picture: QPixmap) -> QImage:
    return picture.toImage().convertToFormat(QImage.Format.Format_Alpha8)


def different(first: QImage, second: QImage) -> int:
    """How many pixels are clearly there in one picture and not in the other."""
    return sum(
        abs(first.pixelColor(x, y).alpha() - second.pixelColor(x, y).alpha()) > 96
        for x in range(first.width())
        for y in range(first.height())
    )


@BOTH
def test_every_text_can_be_read(palette: Palette) -> None:
    weak = {
        (text, surface): round(ratio, 2)
        for text, surface in TEXT_ON_SURFACE
        if (ratio := contrast(getattr(palette, text), getattr(palette, surface))) < 4.5
    }
    assert not weak


@BOTH
def test_every_glyph_and_focus_ring_can_be_seen(palette: Palette) -> None:
    weak = {
        (glyph, surface): round(ratio, 2)
        for glyph, surface in GLYPH_ON_SURFACE
        if (ratio := contrast(getattr(palette, glyph), getattr(palette, surface))) < 3
    }
    assert not weak


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_colours_are_named_nowhere_else() -> None:
    for path in GUI.rglob("*.py"):
        if path.name != "theme.py":
            found = re.findall(r"""["']#[0-9a-fA-F]{3,8}["']""", path.read_text("utf-8"))
            assert not found, path.name


@pytest.mark.parametrize("size", [16, 24])
def test_statuses_differ_without_colour(qapp: QApplication, size: int) -> None:
    names = [*STATUSES[:-1], "no such status"]
    shapes = {name: mask(icons.status_pixmap(name, LIGHT, size)) for name in names}
    for first, second in combinations(names, 2):
        assert different(shapes[first], shapes[second]) >= size // 2, (first, second)


def test_priorities_differ_without_colour(qapp: QApplication) -> None:
    shapes = {value: mask(icons.priority_pixmap(value, LIGHT, 16)) for value in (0, 1, 2, 3, 4, 9)}
    for first, second in combinations(shapes, 2):
        assert different(shapes[first], shapes[second]) >= 8, (first, second)


def test_types_differ_without_colour(qapp: QApplication) -> None:
    shapes = {
        name: mask(icons.type_pixmap(name, LIGHT, 16))
        for name in ("task", "bug", "feature", "epic", "chore", "x")
    }
    for first, second in combinations(shapes, 2):
        assert different(shapes[first], shapes[second]) >= 8, (first, second)


def test_what_has_no_shape_of_its_own_gets_the_neutral_one(qapp: QApplication) -> None:
    assert icons.status_shape("qa review") == icons.status_shape("../open") == "status-other"
    assert icons.priority_shape(-1) == icons.priority_shape(5) == "priority-other"
    assert icons.type_shape("spike") == icons.type_shape("") == "box"
    assert LIGHT.status("qa review") == LIGHT.status_other
    assert LIGHT.priority(7) == LIGHT.priority_4


def test_an_icon_has_the_colour_asked_for(qapp: QApplication) -> None:
    picture = icons.pixmap("status-closed", DARK.success_text, 16).toImage()
    assert picture.pixelColor(8, 3).name() == DARK.success_text
    assert picture.pixelColor(0, 0).alpha() == 0


def test_an_icon_is_drawn_for_the_screen_and_not_blown_up(qapp: QApplication) -> None:
    once = icons.pixmap("bug", LIGHT.text, 16, 1.0)
    twice = icons.pixmap("bug", LIGHT.text, 16, 2.0)
    assert (twice.width(), twice.devicePixelRatio(), twice.deviceIndependentSize().width()) == (32, 2.0, 16)
    blown_up = mask(once).scaled(32, 32, mode=Qt.TransformationMode.SmoothTransformation)
    assert different(mask(twice), blown_up) > 20
    assert icons.icon("bug", LIGHT.text, 16).pixmap(twice.deviceIndependentSize().toSize(), 2.0).width() == 32


def test_an_icon_is_rendered_once(qapp: QApplication) -> None:
    assert icons.pixmap("plus", LIGHT.text, 16) is icons.pixmap("plus", LIGHT.text, 16)
    assert icons.icon("plus", LIGHT.text) is icons.icon("plus", LIGHT.text)


def test_a_disabled_icon_has_its_own_colour(qapp: QApplication) -> None:
    found = icons.icon("status-closed", LIGHT.text, 16, disabled=LIGHT.text_disabled)
    off = found.pixmap(16, QIcon.Mode.Disabled).toImage()
    assert off.pixelColor(8, 3).name() == LIGHT.text_disabled


def test_the_app_icon_has_a_picture_for_each_use(qapp: QApplication) -> None:
    sizes = {size.width() for size in icons.app_icon().availableSizes()}
    assert sizes >= {16, 32, 48, 256}


def test_pictures_of_the_style_sheet_can_be_read_back(qapp: QApplication) -> None:
    pictures = {
        f"{name}.svg": f"<svg>{name}</svg>".encode() for name in ("a", "check", "chevron-down", "ø", "zz")
    }
    register("strandline-test", pictures)
    register("strandline-test", {"late.svg": b"not served"})
    for name, data in pictures.items():
        file = QFile(f":/strandline-test/{name}")
        assert file.open(QIODevice.OpenModeFlag.ReadOnly), name
        assert file.readAll().data() == data
    assert not QFile.exists(":/strandline-test/late.svg")
    assert qt_hash("") == 0


def test_what_qt_reads_pictures_from_is_kept(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt keeps bare pointers: what was freed meanwhile was read as pictures, or ended the program."""
    given: list[bytes] = []

    def note(version: int, *parts: bytes) -> bool:
        given.extend((*parts, b"only in this list %d" % version))
        return qRegisterResourceData(version, *parts)

    monkeypatch.setattr(qt_resource, "qRegisterResourceData", note)
    register("strandline-kept", {"a.svg": b"<svg/>"})
    *counts, alone = [sys.getrefcount(given[place]) for place in range(4)]
    assert min(counts) > alone


@pytest.mark.parametrize(("mode", "palette"), [("light", LIGHT), ("dark", DARK), ("system", LIGHT)])
def test_apply_gives_the_whole_program_the_colours(
    qtbot: QtBot, qapp: QApplication, mode: theme.Mode, palette: Palette
) -> None:
    look = theme.apply(qapp, mode)
    assert look.palette is palette
    assert theme.current() is look is theme.apply(qapp, mode)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyleSheet("")
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == palette.page
    assert field.grab().toImage().pixelColor(field.width() // 2, field.height() // 2).name() == palette.field


def test_a_change_of_look_is_announced_after_it_happened(qtbot: QtBot, qapp: QApplication) -> None:
    look = theme.apply(qapp, "light")
    with qtbot.waitSignal(look.changed, timeout=1000):
        look.set_look("dark", 1.25)
    assert (look.palette, look.mode, look.zoom) == (DARK, "dark", 1.25)


class Styled(QWidget):
    """Counts how often its look is worked out."""

    times = 0

    def event(self, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.StyleChange
        return super().event(event)


def test_a_change_of_look_is_worked_out_for_each_widget_once_however_deep_it_lies(
    qtbot: QtBot, qapp: QApplication
) -> None:
    look = theme.apply(qapp, "light")
    nested = [Styled()]
    for _ in range(8):
        nested.append(Styled(nested[-1]))
    qtbot.addWidget(nested[0])
    nested[0].show()
    before = [one.times for one in nested]
    look.set_look("dark", 1.0)
    # Once without a style sheet, and once with the new one.
    assert max(one.times - n for one, n in zip(nested, before, strict=True)) <= 2
    assert nested[-1].palette().color(QPalette.ColorRole.WindowText).name() == DARK.text


def test_text_and_rows_grow_with_the_zoom(qtbot: QtBot, qapp: QApplication) -> None:
    font = inter()
    look = theme.apply(qapp, "light", 1.0, font)
    assert [look.row_height(density) for density in Density] == [24, 30, 38]
    assert (look.base_px, look.icon_px, look.font("body").pixelSize()) == (13, 16, 13)
    label = QLabel("Saved")
    qtbot.addWidget(label)
    small = label.sizeHint()
    theme.apply(qapp, "light", 2.0)
    label.ensurePolished()
    assert (look.base_px, look.icon_px, look.row_height(Density.COMPACT)) == (26, 32, 48)
    assert label.sizeHint().height() > 1.7 * small.height()
    assert theme.apply(qapp, "light", 99).zoom == theme.ZOOM_STEPS[-1]


def test_a_large_system_font_still_fits_a_compact_row(qapp: QApplication) -> None:
    font = inter()
    font.setPixelSize(20)
    look = theme.apply(qapp, "light", 1.0, font)
    assert look.row_height(Density.COMPACT) >= 28


def test_reduced_motion_means_none(qapp: QApplication) -> None:
    look = theme.apply(qapp, "light")
    assert 0 < look.motion_ms < 120
    look.reduced_motion = True
    assert look.motion_ms == 0
    look.reduced_motion = False


def test_a_role_can_change_while_the_widget_is_shown(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0, inter())
    label = QLabel("Saved")
    qtbot.addWidget(label)
    label.show()
    theme.set_look_of(label, "role", "title")
    assert label.font().pixelSize() == 20
    theme.set_look_of(label, "role", "caption")
    assert label.font().pixelSize() == 11
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.text_muted


def button(kind: str = "") -> Callable[[], QWidget]:
    def make() -> QWidget:
        result = QPushButton("Try again")
        if kind:
            result.setProperty("kind", kind)
        return result

    return make


def items(make: type[QListWidget] | type[QTreeWidget] | type[QTableWidget]) -> Callable[[], QWidget]:
    def fill() -> QWidget:
        view = make()
        if isinstance(view, QListWidget):
            view.addItems(["one", "two"])
        elif isinstance(view, QTreeWidget):
            view.addTopLevelItem(QTreeWidgetItem(["one"]))
        else:
            view.setRowCount(2)
            view.setColumnCount(2)
        view.setCurrentIndex(view.model().index(0, 0))
        return view

    return fill


FOCUSABLE: dict[str, Callable[[], QWidget]] = {
    "button": button(), "primary": button("primary"), "danger": button("danger"),
    "danger-fill": button("danger-fill"), "flat": button("flat"), "link": button("link"),
    "field button": button("field"), "tool button": QToolButton, "check box": lambda: QCheckBox("Closed"),
    "radio button": lambda: QRadioButton("Light"), "line edit": QLineEdit, "plain text": QPlainTextEdit,
    "text": QTextEdit, "combo box": QComboBox, "spin box": QSpinBox,
    "list": items(QListWidget), "tree": items(QTreeWidget), "table": items(QTableWidget),
}  # fmt: skip


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", FOCUSABLE)
def test_the_focus_can_be_seen(qtbot: QtBot, qapp: QApplication, mode: theme.Mode, name: str) -> None:
    palette = theme.apply(qapp, mode, 1.0, inter()).palette
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    other, control = QPushButton("other"), FOCUSABLE[name]()
    if isinstance(control, QToolButton):
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for widget in (other, control):
        layout.addWidget(widget)
    window.show()
    window.activateWindow()
    other.setFocus()
    before = ring_pixels(control, palette)
    control.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(control.hasFocus)
    assert ring_pixels(control, palette) > before + 2 * control.height() // 3


def ring_pixels(widget: QWidget, palette: Palette) -> int:
    rings = {QColor(c).rgb() for c in (palette.focus, palette.focus_on_fill, palette.danger_text)}
    image = widget.grab().toImage()
    return sum(image.pixel(x, y) in rings for x in range(image.width()) for y in range(image.height()))


def inter() -> QFont:
    """The font of the tests' pictures, 13 pixels."""
    for path in sorted(FONTS.glob("*.[ot]tf")):
        assert QFontDatabase.addApplicationFont(str(path)) >= 0, path.name
    font = QFont("Inter")
    font.setPixelSize(13)
    assert QFontInfo(font).family() == "Inter"
    return font
