"""Parent, children, what the issue depends on, what needs it, and what else has to do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gui.detail.bar import InlineBar
from gui.detail.blocked_box import note as link_note
from gui.detail.drafts import INITIATOR
from gui.detail.link_picker import PARENT, LinkPicker
from gui.detail.links import LinkList
from gui.detail.look import SectionHead, inset
from gui.detail.subject import Subject
from gui.detail.words import link_name_back
from gui.i18n import number
from gui.theme import SPACE_S, SPACE_XS
from store.detail_answers import Link
from store.issue import BLOCKING
from store.requests import Depend, Undepend

PLACE = "dependencies"
_WAITS = BLOCKING[0]


class Relations(QWidget):
    """All links of the issue, each group under its heading; groups without links show only how to add one."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self.bar = InlineBar(subject, self, place=PLACE)
        self.parents = _Group(self, self.tr("Parent"), self.tr("Set a parent"))
        self.depends_on = _Group(self, self.tr("Depends on"), self.tr("Add a dependency"))
        self.needed_by = _Group(self, self.tr("Needed by"), self.tr("Add an issue that waits for this one"))
        self.related = _Group(self, self.tr("Related"), self.tr("Add a related issue"))
        self.related_by = LinkList(self.related)
        self.related.add_list(self.related_by)
        self.children_group = _Group(self, self.tr("Children"), "")
        self.progress = QProgressBar(self.children_group)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(SPACE_XS)
        self.progress.setAccessibleName(self.tr("Finished children"))
        self.children_group.insert(self.progress)
        self._pickers: dict[str, LinkPicker] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.bar)
        for group in (self.parents, self.depends_on, self.needed_by, self.related, self.children_group):
            column.addWidget(group)
            group.list.opened.connect(subject.open_requested)
        self.related_by.opened.connect(subject.open_requested)
        self.parents.head.add.clicked.connect(self.add_parent)
        self.depends_on.head.add.clicked.connect(self.add_blocker)
        self.needed_by.head.add.clicked.connect(self.add_needed_by)
        self.related.head.add.clicked.connect(self.add_related)
        self.parents.list.removed.connect(self._undepend)
        self.depends_on.list.removed.connect(self._undepend)
        self.needed_by.list.removed.connect(self._undepend_back)
        self.related.list.removed.connect(self._undepend)
        self.related_by.removed.connect(self._undepend_back)
        subject.changed.connect(self.redraw)

    @Slot()
    def redraw(self) -> None:
        """Show the stored links with the pending ones."""
        detail = self._subject.detail
        if detail is None:
            return
        editable = self._subject.editable
        self.parents.show_links(self._with_pending(detail.parents, _is_parent), editable, _no_note)
        self.depends_on.show_links(self._with_pending(detail.depends_on, _waits), editable)
        self.needed_by.show_links(self._without_removed(detail.needed_by, back=True), editable, _note_back)
        back = self._without_removed(detail.related_by, back=True)
        self.related_by.set_links(tuple((link, _note_back(link)) for link in back), removable=editable)
        self.related.show_links(self._with_pending(detail.related, _is_other), editable, more=bool(back))
        self.children_group.show_links(detail.children, False, _no_note)
        finished, total = sum(one.finished for one in detail.children), len(detail.children)
        self.children_group.setVisible(total > 0)
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(finished)
        if total:
            words = self.tr("Children: {} of {} finished").format(number(finished), number(total))
            self.children_group.head.set_title(words)

    @Slot()
    def add_blocker(self) -> None:
        """Open the picker for an issue that this one waits for."""
        if self._subject.editable:
            self.picker("depends_on").open_for(self.depends_on.head, _WAITS)

    @Slot()
    def add_parent(self) -> None:
        """Open the picker for the parent."""
        if self._subject.editable:
            self.picker("parents").open_for(self.parents.head, PARENT)

    @Slot()
    def add_needed_by(self) -> None:
        """Open the picker for an issue that waits for this one."""
        if self._subject.editable:
            self.picker("needed_by").open_for(self.needed_by.head, _WAITS)

    @Slot()
    def add_related(self) -> None:
        """Open the picker for an issue that has to do with this one."""
        if self._subject.editable:
            self.picker("related").open_for(self.related.head, "related")

    def picker(self, group: str) -> LinkPicker:
        """Return the picker of "parents", "depends_on", "needed_by" or "related", made when first wanted."""
        if group not in self._pickers:
            groups = {"parents": self.parents, "depends_on": self.depends_on, "related": self.related}
            name = groups.get(group, self.needed_by).head.add.toolTip()
            picker = LinkPicker(self._subject, self, name, types=group in ("depends_on", "related"))
            picker.chosen.connect(self._depend_back if group == "needed_by" else self._depend)
            self._pickers[group] = picker
        return self._pickers[group]

    def _with_pending(self, stored: tuple[Link, ...], ours: Callable[[Link], bool]) -> tuple[Link, ...]:
        links = list(self._without_removed(stored))
        for one in self._subject.operations(PLACE):
            link, pending = one.link, isinstance(one.request, Depend) and one.error is None
            if pending and link is not None and ours(link):
                known = any((other.id, other.type) == (link.id, link.type) for other in links)
                if not known:
                    links.append(link)
        return tuple(links)

    def _without_removed(self, stored: tuple[Link, ...], *, back: bool = False) -> tuple[Link, ...]:
        going = [
            (one.link.id, one.link.type)
            for one in self._subject.operations(PLACE)
            if isinstance(one.request, Undepend)
            and one.link is not None
            and one.error is None
            and back == (one.request.uid != self._subject.uid)
        ]
        return tuple(link for link in stored if (link.id, link.type) not in going)

    @Slot(object, object)
    def _depend(self, link: object, kind: object) -> None:
        if isinstance(link, Link):
            request = Depend(self._subject.uid, link.id, str(kind), initiator=INITIATOR)
            self._subject.run(PLACE, request, replace(link, type=str(kind)))

    @Slot(object, object)
    def _depend_back(self, link: object, kind: object) -> None:
        issue = self._subject.issue
        if isinstance(link, Link) and issue is not None:
            self._subject.run(PLACE, Depend(link.uid, issue.id, str(kind), initiator=INITIATOR))

    @Slot(object)
    def _undepend(self, link: object) -> None:
        if isinstance(link, Link):
            self._subject.run(PLACE, Undepend(self._subject.uid, link.id, link.type, INITIATOR), link)

    @Slot(object)
    def _undepend_back(self, link: object) -> None:
        issue = self._subject.issue
        if isinstance(link, Link) and issue is not None:
            self._subject.run(PLACE, Undepend(link.uid, issue.id, link.type, INITIATOR), link)


class _Group(QWidget):
    """A heading with its rows."""

    def __init__(self, parent: QWidget, title: str, add: str) -> None:
        super().__init__(parent)
        self.head = SectionHead(title, self, add)
        self.list = LinkList(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self.list)

    def add_list(self, rows: LinkList) -> None:
        """Put more rows under the first ones."""
        self._column.addWidget(rows)

    def insert(self, widget: QWidget) -> None:
        """Put a widget between heading and rows."""
        row = QHBoxLayout()
        row.setContentsMargins(inset(), SPACE_XS, inset(), SPACE_XS)
        row.addWidget(widget)
        self._column.insertLayout(1, row)

    def show_links(
        self,
        links: tuple[Link, ...],
        editable: bool,
        note: Callable[[Link], str] | None = None,
        *,
        more: bool = False,
    ) -> None:
        """Show the rows; without any (`more`: in a list that was added) and none to add, show nothing."""
        words = note or link_note
        self.list.set_links(tuple((link, words(link)) for link in links), removable=editable)
        self.head.add.setVisible(editable)
        self.setVisible(editable or more or bool(links))


def _note_back(link: Link) -> str:
    return "" if link.type in ("", _WAITS) else link_name_back(link.type)


def _no_note(_link: Link) -> str:
    return ""


def _is_parent(link: Link) -> bool:
    return link.type == PARENT


def _waits(link: Link) -> bool:
    return link.waits


def _is_other(link: Link) -> bool:
    return not (_waits(link) or _is_parent(link))
