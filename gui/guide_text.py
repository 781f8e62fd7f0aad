"""The guide's Markdown as HTML for Qt: headings that can be gone to, pictures that fit. Window's thread."""

from __future__ import annotations

import re
from html import unescape
from string import Template

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImageReader

import resources
from gui.style_sheet import font_px
from gui.theme import Theme
from store.structs import dataclass

_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_PICTURE = re.compile(r'<img src="([^"]*)" alt="([^"]*)" />')
_TAG = re.compile(r"<[^>]*>")
_NO_SLUG = re.compile(r"[^\w\- ]")
_STYLE = Template("""
    a { color: $accent_text; text-decoration: underline; }
    p { margin-top: 0; margin-bottom: ${gap}px; line-height: 140%; }
    p.picture { line-height: 100%; }
    h1 { font-size: ${h1}px; font-weight: 600; margin-top: 0; margin-bottom: ${gap}px; }
    h2 { font-size: ${h2}px; font-weight: 600; margin-top: ${wide}px; margin-bottom: ${gap}px; }
    ul, ol { margin-top: 0; margin-bottom: ${gap}px; }
    li { margin-bottom: ${small}px; line-height: 140%; }
    code, pre { font-family: "$mono"; font-size: ${code}px; }
    code { background-color: $hover; }
    pre { background-color: $hover; white-space: pre-wrap; margin-bottom: ${gap}px; }
    table { margin-top: ${small}px; margin-bottom: ${gap}px; border-color: $border; border-style: solid;
            border-collapse: collapse; }
    th { font-weight: 600; background-color: $hover; }
    th, td { padding: ${small}px ${gap}px; }
""")


@dataclass(frozen=True, slots=True)
class GuideText:
    """HTML, and the headings of its parts as (anchor, words)."""

    html: str
    parts: tuple[tuple[str, str], ...]


def read_guide(width: int) -> GuideText:
    """Read the guide. width: how wide a picture may be, in device-independent pixels."""
    # Here: no start needs it.
    from markdown_it import MarkdownIt

    source = resources.guide_page("guide.md").decode("utf-8")
    html = MarkdownIt("commonmark", {"html": False}).enable(["table"]).render(source)
    parts: list[tuple[str, str]] = []

    def anchored(found: re.Match[str]) -> str:
        words = unescape(_TAG.sub("", found[2]))
        if found[1] == "2":
            parts.append((slug(words), words))
        return f'<h{found[1]}><a name="{slug(words)}"></a>{found[2]}</h{found[1]}>'

    html = _HEADING.sub(anchored, html)
    html = _PICTURE.sub(lambda found: _sized(found[1], found[2], width), html)
    # A line of text has room above and below; a picture would get as much of its own height.
    html = html.replace("<p><img", '<p class="picture"><img')
    return GuideText(html.replace("<table>", '<table border="1" cellspacing="0">'), tuple(parts))


def slug(heading: str) -> str:
    """Return the anchor that a heading has on code hosts, which is what the guide's own links name."""
    return _NO_SLUG.sub("", heading.lower()).replace(" ", "-")


def guide_style(theme: Theme) -> str:
    """The style sheet of the guide's document."""
    base, palette = theme.base_px, theme.palette
    lengths = {
        "h1": round(base * 1.6), "h2": round(base * 1.25), "code": font_px("mono", base),
        "gap": theme.scaled(8), "small": theme.scaled(2), "wide": theme.scaled(20),
    }  # fmt: skip
    colours = {name: getattr(palette, name) for name in palette.__slots__}
    return _STYLE.substitute(colours, **lengths, mono=theme.font("mono").family())


def _sized(name: str, words: str, width: int) -> str:
    """With its size in the text Qt loads a picture when it is seen, not before."""
    size = _size(name)
    if size.isEmpty():
        return f"[{words}]"
    if size.width() > width:
        size = QSize(width, round(size.height() * width / size.width()))
    return f'<img src="{name}" width="{size.width()}" height="{size.height()}" />'


def _size(name: str) -> QSize:
    try:
        data = QByteArray(resources.guide_page(name))
    except LookupError:
        return QSize()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    return QImageReader(buffer).size()
