"""Why an issue cannot be started: what it waits for, what that waits for, and where to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.detail.links import LinkList
from gui.detail.look import inset
from gui.detail.subject import Subject
from gui.detail.words import link_name
from gui.i18n import number
from gui.theme import SPACE_XS
from gui.wording import issue_name
from store.detail_answers import Detail, Link

_NAMED = 3
"""Issues of a chain that are named in its sentence."""
_WAITS = "blocks"


class BlockedBox(QWidget):
    """The chain is the store's, the shortest there is; circles are said as such. Window's thread."""

    opened = Signal(object)

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self._words = QLabel(self)
        self._words.setProperty("kind", "danger")
        self._words.setWordWrap(True)
        self._words.setIndent(inset())
        self.list = LinkList(self)
        self.way = QLabel(self)
        self.way.setProperty("role", "muted")
        self.way.setWordWrap(True)
        self.way.setIndent(inset())
        self.start = QPushButton(self)
        self.start.clicked.connect(self._start)
        self._first = ""
        self._foot = QWidget(self)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(inset(), SPACE_XS, inset(), SPACE_XS)
        row.addWidget(self.start)
        row.addStretch(1)
        self._chain = QLabel(self.tr("It waits in turn for"), self)
        self._chain.setProperty("role", "section")
        self._chain.setIndent(inset())
        self.chain = LinkList(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._words, self.list, self._chain, self.chain, self.way, self._foot):
            column.addWidget(widget)
        self.list.opened.connect(subject.open_requested)
        self.chain.opened.connect(subject.open_requested)
        self.hide()
        subject.changed.connect(self.redraw)

    @property
    def text(self) -> str:
        """What the box says."""
        return self._words.text()

    @Slot()
    def redraw(self) -> None:
        """Show the open blockers and the way to the first of them, or hide."""
        detail = self._subject.detail
        if detail is None or not detail.blocked or detail.issue.finished:
            self.hide()
            return
        chain = detail.chain
        direct = tuple(link for link in (*detail.depends_on, *detail.parents) if link.holds_up) or chain[:1]
        further = chain[1:] if chain and chain[0].id in {one.id for one in direct} else ()
        circle = _is_circle(detail)
        self._words.setText(
            self.tr("Blocked by") if direct else self.tr("Marked as blocked; no open issue holds it up")
        )
        self.list.set_links(tuple((link, note(link)) for link in direct))
        self._chain.setVisible(bool(further))
        self.chain.set_links(tuple((link, note(link)) for link in further))
        self.way.setText(self._circle_words(detail) if circle else self._way_words(chain))
        self.way.setVisible(bool(self.way.text()))
        self._show_start(None if circle or not chain else chain[-1])
        self.show()

    def _show_start(self, link: Link | None) -> None:
        self._first = link.uid if link is not None else ""
        self._foot.setVisible(bool(self._first))
        if link is not None and link.uid:
            words = self.tr("Start with {name}").format(name=issue_name(link.id, link.title))
            self.start.setText(words.replace("&", "&&"))
            self.start.setAccessibleName(words)
            self.start.setToolTip(f"{link.id}  {link.title}")

    def _way_words(self, chain: tuple[Link, ...]) -> str:
        """Say the chain where it has more than one issue; the list above has the others of the first."""
        if len(chain) < 2:
            return ""
        names = [issue_name(link.id, link.title) for link in chain]
        if len(chain) > _NAMED:
            middle = self.tr("{n} more in a row").format(n=number(len(chain) - _NAMED + 1))
            names = [*names[: _NAMED - 1], middle, names[-1]]
        text = self.tr("Waits for {first}").format(first=names[0])
        for name in names[1:]:
            text = self.tr("{so_far}, which waits for {name}").format(so_far=text, name=name)
        return f"{text}."

    def _circle_words(self, detail: Detail) -> str:
        ids = [detail.issue.id, *(link.id for link in detail.chain)]
        circle = ids[ids.index(ids[-1]) :]
        shown = circle if len(circle) <= 2 * _NAMED else [*circle[:_NAMED], "…", *circle[-_NAMED:]]
        text = self.tr("These wait for each other in a circle: {ids}. Take one of the links away to begin.")
        return text.format(ids=" → ".join(shown))

    @Slot()
    def _start(self) -> None:
        if self._first:
            self._subject.open_requested.emit(self._first)


def note(link: Link) -> str:
    """Return what kind of link it is, "" for the usual one."""
    return "" if link.type in ("", _WAITS) else link_name(link.type)


def _is_circle(detail: Detail) -> bool:
    """Whether the last of the chain stands before itself in it: the store ends a chain so that goes round."""
    if not detail.chain:
        return False
    last = detail.chain[-1].id
    return last == detail.issue.id or last in {link.id for link in detail.chain[:-1]}
