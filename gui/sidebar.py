"""The sidebar: views with counts, saved ones, labels, epics with their progress, and the trash."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from gui.bridge import StoreBridge
from gui.i18n import number, plural
from gui.settings import Settings
from gui.sidebar_delegate import COUNT, ICON, KIND, NAME, PROGRESS, SCOPE, SidebarDelegate, row_item
from gui.sidebar_footer import SidebarFooter
from gui.theme import Theme, set_look_of
from gui.wording import view_name
from store.answers import Changes, Counts, Epic, Tally
from store.lookups import Count
from store.query import VIEWS, spell
from store.structs import dataclass

SHOWN = 12
"""How many labels and epics are shown until all are asked for."""

_ICONS = {
    "ready": "circle-play",
    "in_progress": "circle-dot",
    "today": "sun",
    "upcoming": "calendar-days",
    "overdue": "clock-alert",
    "blocked": "hourglass",
    "deferred": "calendar-clock",
    "open": "inbox",
    "closed": "circle-check",
    "trash": "trash-2",
}
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
Index = QModelIndex | QPersistentModelIndex

_Hint = QAbstractItemView.ScrollHint
_ENABLED = Qt.ItemFlag.ItemIsEnabled


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: a scope as query text, and its name."""

    scope: str
    name: str
    view: str = ""
    saved: str = ""
    """The uid of a saved view, whose query and order follow."""
    text: str = ""
    sort: str = "natural"
    descending: bool = False
    group: str = ""
    columns: str = ""
    shown: str = ""
    """How a saved view is shown; see view_answers.SavedView."""

    @property
    def key(self) -> str:
        """What tells it from other choices; "" for every issue, which has no row."""
        return f"view:{self.saved}" if self.saved else self.scope


class Sidebar(QTreeView):
    """Chooses what the list is about. Lives on the window's thread."""

    chosen = Signal(object)
    """A Choice."""
    left = Signal()
    """Enter was pressed: the keyboard belongs to the list now."""
    counted = Signal(object)
    """The newest Counts."""
    failed = Signal(object)

    def __init__(self, bridge: StoreBridge, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._settings = settings
        self._counts = Counts()
        self._all: set[str] = set()
        self._counting = False
        self._again = False
        self._items: dict[str, QStandardItem] = {}
        self._views: dict[str, Choice] = {}
        self._tree = QStandardItemModel(self)
        self._delegate = SidebarDelegate(theme, self)
        self._footer = SidebarFooter(self, self._delegate)
        self._set_up()
        self._fill()
        self.choice = Choice("is:ready", view_name("ready"), view="ready")
        self._delegate.chosen = self.choice.scope
        bridge.changed.connect(self._on_changed)
        theme.changed.connect(self._retheme)

    @property
    def counts(self) -> Counts:
        """The numbers that are shown."""
        return self._counts

    @Slot()
    def refresh(self) -> None:
        """Count again; a question that is under way is followed by one more at most."""
        if self._counting:
            self._again = True
            return
        self._counting = True
        self._bridge.ask(Count(), self._on_counts, self._on_failed)

    def choose(self, scope: str) -> None:
        """Choose what is in the sidebar under that scope; nothing happens when it is not there."""
        item = self._items.get(scope)
        if item is not None:
            self.setCurrentIndex(item.index())
            self._take(item)

    def set_views(self, items: list[QStandardItem], views: dict[str, Choice]) -> None:
        """Show saved views; the one that is chosen may have changed."""
        self._views = views
        self._fill_section("view", items, len(items))
        now = views.get(self.choice.key, self.choice)
        if now != self.choice:
            self._choose(now)

    def keep(self, choice: Choice) -> None:
        """Know another text of the view that is chosen, which is listed already."""
        self._views[choice.key] = self.choice = choice

    def choose_all(self) -> None:
        """Choose every issue but the trash, open and closed: no entry stands for it."""
        self.choose_unlisted("", self.tr("All issues"))

    def choose_unlisted(self, scope: str, name: str) -> None:
        """Choose a scope for which no entry stands."""
        self.setCurrentIndex(QModelIndex())
        self._choose(Choice(scope, name))

    # Qt's side

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Choose what the keyboard or the mouse moves to; sections are only passed."""
        super().currentChanged(current, previous)
        self._footer.update()
        item = self._at(current)
        if item is not None and item.data(SCOPE):
            self._take(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter folds a section, shows all labels, or goes on to the list."""
        item = self._at(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            if item.data(SCOPE):
                self.left.emit()
            else:
                self._press(item)
            return
        super().keyPressEvent(event)

    def updateGeometries(self) -> None:
        """Keep the trash in sight."""
        super().updateGeometries()
        self._footer.place()

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Scroll to a row, and past what covers the lower edge; the trash is always seen there."""
        if self._footer.covers and self._footer.shows(index):
            return
        super().scrollTo(index, hint)
        edge = self.viewport().height() - self._footer.covers
        bar, bottom = self.verticalScrollBar(), self.visualRect(index).bottom() + 1
        if bottom > edge and bar.value() < bar.maximum():
            bar.setValue(bar.value() + bottom - edge)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are actions."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at what is chosen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.choice.key in self._items:
            self.setCurrentIndex(self._items[self.choice.key].index())

    # Inside

    def _at(self, index: Index) -> QStandardItem | None:
        return self._tree.itemFromIndex(index) if index.isValid() else None

    def _set_up(self) -> None:
        set_look_of(self, "role", "sidebar")
        self.setAccessibleName(self.tr("Views, labels and epics"))
        self.setModel(self._tree)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # What is chosen is remembered by its scope: rows come and go with every count.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.clicked.connect(self._on_clicked)
        self.expanded.connect(self._on_folded)
        self.collapsed.connect(self._on_folded)

    def _fill(self) -> None:
        for view in VIEWS[:-1]:
            self._tree.appendRow(self._viewrow_item(view))
        self._sections: dict[str, QStandardItem] = {}
        for kind, name in (
            ("view", self.tr("Views")),
            ("label", self.tr("Labels")),
            ("epic", self.tr("Epics")),
        ):
            section = row_item("section", name, "")
            self._sections[kind] = section
            self._tree.appendRow(section)
            self.setRowHidden(section.row(), QModelIndex(), True)
        self._tree.appendRow(self._viewrow_item(VIEWS[-1]))

    def _viewrow_item(self, view: str) -> QStandardItem:
        item = row_item("apart" if view == "trash" else "view", view_name(view), f"is:{view}", _ICONS[view])
        self._items[f"is:{view}"] = item
        return item

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.membership or changes.outside:
            self.refresh()

    def _on_counts(self, counts: Counts) -> None:
        self._counting = False
        self._counts = counts
        for view in VIEWS:
            n = counts.views.get(view, 0)
            item = self._items[f"is:{view}"]
            item.setData(n, COUNT)
            words = plural(self.tr("{name}, %n issue(s)", "", n), n)
            item.setData(words.format(name=item.data(NAME)), _ACCESSIBLE)
        self._fill_sections()
        self._footer.place()
        self.counted.emit(counts)
        if self._again:
            self._again = False
            self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._counting = self._again = False
        self.failed.emit(error)

    def _fill_sections(self) -> None:
        labels = self._counts.labels
        self._fill_section("label", [self._labelrow_item(tally) for tally in self._used(labels)], len(labels))
        epics = self._counts.epics
        shown = epics if "epic" in self._all or len(epics) <= SHOWN + 1 else epics[:SHOWN]
        self._fill_section("epic", [self._epicrow_item(epic) for epic in shown], len(epics))

    def _used(self, labels: tuple[Tally, ...]) -> tuple[Tally, ...]:
        """Return the labels to show, in their order: all, or those with the most issues."""
        if "label" in self._all or len(labels) <= SHOWN + 1:
            return labels
        most = set(sorted(labels, key=_by_count, reverse=True)[:SHOWN])
        return tuple(tally for tally in labels if tally in most)

    def _fill_section(self, kind: str, items: list[QStandardItem], total: int) -> None:
        section = self._sections[kind]
        if total > len(items):
            items.append(row_item("more", self.tr("Show all {n}").format(n=number(total)), ""))
        new = [_identity(item) for item in items]
        old = [_identity(section.child(row)) for row in range(section.rowCount())]
        if new == old:
            for row, item in enumerate(items):
                for role in (COUNT, PROGRESS, _ACCESSIBLE):
                    section.child(row).setData(item.data(role), role)
            return
        self._replace(kind, section, items, total)

    def _replace(self, kind: str, section: QStandardItem, items: Sequence[QStandardItem], total: int) -> None:
        current = self._at(self.currentIndex())
        scope = current.data(SCOPE) if current is not None and current.parent() is section else None
        for old in [scope for scope in self._items if scope.startswith(f"{kind}:")]:
            del self._items[old]
        self.blockSignals(True)
        section.removeRows(0, section.rowCount())
        section.appendRows(list(items))
        self._items.update({item.data(SCOPE): item for item in items if item.data(SCOPE)})
        words = self.tr("{name}, section with {n} entries").format(name=section.data(NAME), n=number(total))
        section.setData(words, _ACCESSIBLE)
        self.setRowHidden(section.row(), QModelIndex(), not items)
        self.setExpanded(section.index(), self._settings.flag(f"sidebar/{kind}", True))
        if scope in self._items:
            self.setCurrentIndex(self._items[scope].index())
        self.blockSignals(False)

    def _labelrow_item(self, tally: Tally) -> QStandardItem:
        item = row_item("label", tally.name, spell("label", tally.name), "tag")
        item.setData(tally.count, COUNT)
        words = plural(self.tr("Label {name}, %n issue(s)", "", tally.count), tally.count)
        item.setData(words.format(name=tally.name), _ACCESSIBLE)
        return item

    def _epicrow_item(self, epic: Epic) -> QStandardItem:
        item = row_item("epic", epic.title, spell("epic", epic.id), "layers")
        item.setData((epic.finished, epic.children), PROGRESS)
        item.setToolTip(f"{epic.title}\n{epic.id}")
        words = self.tr("Epic {name}, {finished} of {children} finished")
        shown = words.format(name=epic.title, finished=number(epic.finished), children=number(epic.children))
        item.setData(shown, _ACCESSIBLE)
        return item

    def _take(self, item: QStandardItem) -> None:
        scope = str(item.data(SCOPE))
        if scope == self.choice.key:
            return
        if scope in self._views:
            self._choose(self._views[scope])
            return
        name, kind = str(item.data(NAME)), str(item.data(KIND))
        choice = Choice(
            scope,
            name,
            view=scope.removeprefix("is:") if kind in ("view", "apart") else "",
        )
        self._choose(choice)

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self._delegate.chosen = choice.key
        self.viewport().update()
        self._footer.update()
        self.chosen.emit(self.choice)

    def _press(self, item: QStandardItem) -> None:
        if item.data(KIND) == "section":
            self.setExpanded(item.index(), not self.isExpanded(item.index()))
        elif item.data(KIND) == "more":
            self._all.add("label" if item.parent() is self._sections["label"] else "epic")
            self._fill_sections()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        item = self._at(index)
        if item is not None and not item.data(SCOPE):
            self._press(item)

    @Slot(QModelIndex)
    def _on_folded(self, index: QModelIndex) -> None:
        for kind, section in self._sections.items():
            if section.index() == index:
                self._settings.set_flag(f"sidebar/{kind}", self.isExpanded(index))

    @Slot()
    def _retheme(self) -> None:
        self._delegate.retheme()
        self.scheduleDelayedItemsLayout()


def _by_count(tally: Tally) -> int:
    return tally.count


def _identity(item: QStandardItem) -> tuple[object, ...]:
    return tuple(item.data(role) for role in (SCOPE, NAME, ICON, int(Qt.ItemDataRole.ToolTipRole)))
