"""Markdown as pieces of HTML: what is a link to an issue, and where the boxes of a task list stand.

Pure, any thread. The HTML is a small set of tags and classes that the window gives its colours; nothing of
the text's own HTML is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from store.attachment import Attachment

UNASKED = 1500
"""Most costs of a text that is formatted unasked; the window lays it out in 50 ms."""
ASKED = 12_000
"""Most costs of a text that is formatted at all: 0.4 s."""

ATTACHED = "attachment:"
"""How an address begins that means a file of the same issue, by its name."""

_LINE_END = re.compile(r"\r\n?|\n")
_BOX = re.compile(r"\[[ xX]\](?=\s)")
_LINKED = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"'`]*[^\s<>\"'`.,;:!?)\]}*_~])"
    r"|(?<![\w./@-])(?P<id>[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)+(?:\.[0-9]+)*)(?![\w-])"
)
_SAFE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_PLAIN = {
    "bullet_list_open": "<ul>", "bullet_list_close": "</ul>", "ordered_list_close": "</ol>",
    "list_item_close": "</li>", "thead_open": "<thead>", "thead_close": "</thead>",
    "tbody_open": "<tbody>", "tbody_close": "</tbody>", "tr_open": "<tr>", "tr_close": "</tr>",
    "th_close": "</th>", "td_close": "</td>", "hr": "<hr/>", "em_open": "<em>", "em_close": "</em>",
    "strong_open": "<strong>", "strong_close": "</strong>", "s_open": "<s>", "s_close": "</s>",
    "table_open": '<table class="table" border="1" cellspacing="0" cellpadding="4">',
    "table_close": "</table>",
    "blockquote_open": '<table class="quote" width="100%" cellspacing="0" cellpadding="0"><tr>'
    '<td class="bar" width="3"></td><td class="quoted">',
    "blockquote_close": "</td></tr></table>",
}  # fmt: skip


class Name(str):
    """A piece that is an issue's id if there is such an issue."""

    __slots__ = ()


class File(str):
    """A piece that stands for an attached file of that name. words: what is said of it."""

    words = ""


class Parsed(NamedTuple):
    """A text in pieces; boxes: where the marks of its task boxes stand, in characters of the text."""

    pieces: tuple[str, ...]
    boxes: tuple[int, ...]


def costs(text: str) -> int:
    """What formatting a text costs, in units of some 35 µs of the window's time; reading it takes as long.

    Brackets that are never closed are what this parser is slowest at.
    """
    return len(text) // 50 + sum(map(text.count, "*_`~<&|#\n")) + 4 * text.count("[")


@lru_cache(maxsize=256)
def parse(text: str) -> Parsed:
    """Read a text; the last ones that were read are remembered."""
    writer = _Writer(text)
    tokens = _markdown().parse(text)
    for opening, inside in zip(tokens, tokens[2:], strict=False):
        if opening.type == "list_item_open" and inside.type == "inline" and _BOX.match(inside.content):
            inside.meta["task"] = True
    for token in tokens:
        writer.block(token)
    return Parsed(tuple(writer.pieces), tuple(writer.boxes))


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    # Here, on the thread that formats: it takes a twentieth of the program's start, and no list needs it.
    from markdown_it import MarkdownIt

    # breaks: people and agents write lines that are to stay lines, as in comments on code hosts.
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])


class _Writer:
    """Writes tokens down as pieces of HTML."""

    def __init__(self, text: str) -> None:
        self.pieces: list[str] = []
        self.boxes: list[int] = []
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self._text = text
        self._links: list[str | None] = []
        """For each link that is open: what is written at its end, None for one that can be opened."""

    def block(self, token: Token) -> None:
        kind, put = token.type, self.pieces.append
        if kind == "inline":
            self._inline(token)
        elif kind in ("fence", "code_block"):
            self._code(token)
        elif kind in ("paragraph_open", "paragraph_close"):
            if not token.hidden:
                put(f"<p{_line(token)}>" if token.nesting > 0 else "</p>")
        elif kind in ("heading_open", "heading_close"):
            # Qt's own headings are twice as large as the text, whatever a style says.
            put(f'<p class="{token.tag}"{_line(token)}>' if token.nesting > 0 else "</p>")
        elif kind == "list_item_open":
            put(f"<li{_line(token)}>")
        elif kind == "ordered_list_open":
            put(f'<ol start="{token.attrGet("start") or 1}">')
        elif kind in ("th_open", "td_open"):
            side = str(token.attrGet("style") or "").removeprefix("text-align:")
            put(f'<{token.tag} align="{side or "left"}">')
        else:
            put(_PLAIN.get(kind, ""))

    def _code(self, token: Token) -> None:
        self.pieces.append(
            '<table class="code" width="100%" cellspacing="0" cellpadding="8"><tr><td>'
            f"<pre{_line(token, token.type == 'fence')}>{_shown(token.content.rstrip(chr(10)))}</pre>"
            "</td></tr></table>"
        )

    def _inline(self, token: Token) -> None:
        children = token.children or []
        if token.meta.get("task") and children:
            self._box((token.map or [0])[0], token.content, children)
        for child in children:
            if child.type in ("softbreak", "hardbreak"):
                self.pieces.append("<br/>")
            else:
                self._child(child)

    def _box(self, line: int, content: str, children: list[Token]) -> None:
        """Write the box of a task, and take it from the text; its line ends with what is inside the item."""
        start = self._starts[line]
        rest = _LINE_END.split(self._text[start:], maxsplit=1)[0].rstrip()
        first = content.split("\n", 1)[0].rstrip()
        place = start + len(rest) - len(first) + 1
        if not rest.endswith(first) or not children[0].content.startswith(content[:3]):
            return
        state = "off" if self._text[place] == " " else "on"
        number = len(self.boxes)
        self.boxes.append(place)
        self.pieces.append(f'<a class="box" href="task:{number}"><img src="box:{state}"/></a>&nbsp;')
        children[0].content = children[0].content[3:].lstrip()

    def _child(self, token: Token) -> None:
        kind, put = token.type, self.pieces.append
        if kind == "text":
            self.pieces.extend(_plain_text(token.content) if not self._links else [_shown(token.content)])
        elif kind == "code_inline":
            whole = _LINKED.fullmatch(token.content)
            put("<code>")
            put(Name(token.content) if whole and whole["id"] and not self._links else _shown(token.content))
            put("</code>")
        elif kind == "link_open":
            address = str(token.attrGet("href") or "")
            if _SAFE.match(address):
                self._links.append(None)
                put(_opening(address))
            else:
                self._links.append(f" ({_shown(address)})" if address else "")
        elif kind == "link_close":
            end = self._links.pop() if self._links else ""
            put("</a>" if end is None else end)
        elif kind == "image":
            source = str(token.attrGet("src") or "")
            if source.startswith(ATTACHED) and not self._links:
                file = File(unquote(source.removeprefix(ATTACHED)))
                file.words = token.content
                put(file)
            else:
                put(_picture(source, token.content, inside=bool(self._links)))
        else:
            put(_PLAIN.get(kind, _shown(token.content)))


def _plain_text(text: str) -> Iterator[str]:
    """Cut a text where an address stands, or what may be an id."""
    end = 0
    for found in _LINKED.finditer(text):
        yield _shown(text[end : found.start()])
        url = found["url"]
        yield f"{_opening(url)}{_shown(url)}</a>" if url else Name(found["id"])
        end = found.end()
    yield _shown(text[end:])


def _opening(address: str) -> str:
    quoted = escape(address)
    return f'<a href="{quoted}" title="{quoted}">'


def _picture(address: str, words: str, *, inside: bool) -> str:
    """Pictures are not loaded: what they say is shown, and where they are."""
    said = f'<img src="icon:picture"/> {_shown(words or address)}'
    if inside:
        return said
    return f"{_opening(address)}{said}</a>" if _SAFE.match(address) else f"{said} ({_shown(address)})"


def _line(token: Token, more: int = 0) -> str:
    """The line of the text, as a number that Qt keeps with a paragraph.

    A named anchor would do the same; Qt takes a second for 3,000 of them.
    """
    return f' style="-qt-user-state:{(token.map or [0])[0] + more}"'


def _shown(text: str) -> str:
    return escape(text, quote=False)


def joined(
    parsed: Parsed, uid_of: Callable[[str], str | None], file_of: Callable[[str], Attachment | None]
) -> str:
    """The HTML, in which the ids of issues are links to them, and attached pictures are seen."""
    return "".join(_said(piece, uid_of, file_of) for piece in parsed.pieces)


def _said(
    piece: str, uid_of: Callable[[str], str | None], file_of: Callable[[str], Attachment | None]
) -> str:
    if isinstance(piece, Name):
        uid = uid_of(piece)
        return f'<a href="issue:{uid}">{_shown(piece)}</a>' if uid else _shown(piece)
    return _filed(piece, file_of(piece)) if isinstance(piece, File) else piece


def _filed(piece: File, file: Attachment | None) -> str:
    """The file itself is not in it: whoever shows the text has it, and no address leads anywhere else."""
    if file is None:
        return _picture(f"{ATTACHED}{piece}", piece.words, inside=False)
    opening = f'<a href="{ATTACHED}{file.uid}" title="{escape(file.name)}">'
    if file.is_picture:
        return f'{opening}<img src="{ATTACHED}{file.uid}"/></a>'
    return f'<img src="icon:picture"/> {opening}{_shown(piece.words or file.name)}</a>'
