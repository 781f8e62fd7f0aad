"""Golden pictures: what a widget looks like, compared with a picture that somebody has looked at."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from gui.detail.look import place_now

FOLDER = Path(__file__).parents[1] / "gui" / "golden"
SHARE = 0.001
"""Part of the pixels that another version of the font rasteriser may draw otherwise."""
SHADE = 24
"""By how much such a pixel may differ in a channel, of 255."""
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """pixels: where the pictures differ. worst: the largest difference in a channel; 256 for another size."""

    pixels: tuple[int, ...]
    total: int
    worst: int

    @property
    def tolerable(self) -> bool:
        """Whether another font rasteriser explains it."""
        return len(self.pixels) <= self.total * SHARE and self.worst <= SHADE

    def __str__(self) -> str:
        if self.worst > 255:
            return "another size"
        return f"{len(self.pixels)} of {self.total} pixels differ, by up to {self.worst} of 255"


class Golden:
    """Compares with the pictures of a folder, or writes them. update: --update-golden."""

    def __init__(self, folder: Path, *, update: bool) -> None:
        self._folder = folder
        self._update = update

    def check(self, widget: QWidget, name: str) -> None:
        """Fail unless the widget looks as it does in NAME.png."""
        # A part that was told a new text a moment ago has not its new place yet.
        place_now(widget)
        actual = plain(widget.grab().toImage())
        path = self._folder / f"{name}.png"
        found, shown = self._folder / f"{name}.actual.png", self._folder / f"{name}.diff.png"
        for stale in (found, shown):
            stale.unlink(missing_ok=True)
        expected = plain(QImage(str(path))) if path.exists() else QImage()
        if fingerprint(actual) == fingerprint(expected):
            return
        if self._update:
            save(actual, path)
            return
        save(actual, found)
        if expected.isNull():
            pytest.fail(f"no golden picture {path}; look at {found}, then run with --update-golden")
        difference = compare(actual, expected)
        if difference.tolerable:
            found.unlink()
            return
        save(marked(actual, difference), shown)
        pytest.fail(
            f"{name}: {difference}. Compare {path} with {found}, see {shown}; "
            "run with --update-golden when the new one is right"
        )


def plain(picture: QImage) -> QImage:
    """Bring a picture to four bytes a pixel, so that equal looks are equal bytes."""
    return picture.convertToFormat(QImage.Format.Format_RGBA8888)


def fingerprint(picture: QImage) -> str:
    """Return a hash of the pixels; PNG files differ with the compressor."""
    return sha256(f"{picture.width()}x{picture.height()}".encode() + pixels(picture)).hexdigest()


def pixels(picture: QImage) -> bytes:
    """Return the bytes of a picture made by plain()."""
    return b"" if picture.isNull() else bytes(picture.constBits())


def compare(actual: QImage, expected: QImage) -> Difference:
    """Return where two pictures made by plain() differ."""
    total = actual.width() * actual.height()
    if actual.size() != expected.size():
        return Difference(tuple(range(total)), total, 256)
    ours, theirs, row = pixels(actual), pixels(expected), actual.width() * _DEPTH
    places: list[int] = []
    worst = 0
    for start in range(0, len(ours), row):
        if ours[start : start + row] == theirs[start : start + row]:
            continue
        for at in range(start, start + row, _DEPTH):
            one, other = ours[at : at + _DEPTH], theirs[at : at + _DEPTH]
            if one != other:
                places.append(at // _DEPTH)
                worst = max(worst, *(abs(a - b) for a, b in zip(one, other, strict=True)))
    return Difference(tuple(places), total, worst)


def marked(picture: QImage, difference: Difference) -> QImage:
    """Return the picture, pale, with every difference in red."""
    shown = picture.copy()
    pale = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    for place in range(picture.width() * picture.height()):
        x, y = place % picture.width(), place // picture.width()
        grey = 191 + pale.pixelColor(x, y).red() // 4
        shown.setPixelColor(x, y, QColor(grey, grey, grey))
    for place in difference.pixels:
        shown.setPixelColor(place % picture.width(), place // picture.width(), QColor(220, 0, 0))
    return shown


def save(picture: QImage, path: Path) -> None:
    """Write a picture made by plain() as a PNG without filters, a quarter smaller than Qt's."""
    colours = bytearray(pixels(picture))
    del colours[3::_DEPTH]
    row = picture.width() * 3
    lines = b"".join(b"\0" + colours[start : start + row] for start in range(0, len(colours), row))
    head = struct.pack(">IIBBBBB", picture.width(), picture.height(), 8, 2, 0, 0, 0)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(lines, 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
