"""Saved views in the window: the sidebar has them, the list shows them, and Undo knows each change."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.bridge import StoreBridge
from gui.list_header import Order
from gui.sidebar import Choice
from gui.sidebar_views import PREFIX, ViewRows, view_items
from gui.view_bar import ViewBar
from gui.view_popup import PICTURES, ViewPopup
from store.answers import Done
from store.errors import Invalid, KnownError, NothingToDo
from store.query import BadQuery, Query, parse, read_sort
from store.requests import Request
from store.view_answers import SavedView, Tallied
from store.view_lookups import CountQuery, ListViews
from store.view_requests import ChangeView, DeleteView, MoveView, SaveView, parts_of

if TYPE_CHECKING:
    from gui.main_window import MainWindow

INITIATOR = "views"


class SavedViews(QObject):
    """Knows the views, counts one after the other, and keeps what was changed in one. Window's thread."""

    known = Signal(object)
    """All of them in their order, whenever they were read."""
    said = Signal(object, bool)
    """What was done, and whether it needs no answer."""

    def __init__(self, window: MainWindow, bridge: StoreBridge) -> None:
        super().__init__(window)
        self._bridge, self._sidebar, self._search = bridge, window.sidebar, window.search
        self._query, self._table, self._registry = window.query, window.table, window.registry
        self._columns, self._switch = window.issues.columns, window.switch
        self._views: tuple[SavedView, ...] = ()
        self._numbers: dict[str, Tallied | str] = {}
        self._drafts: dict[str, str] = {}
        self._written: set[str] = set()
        self._queue: deque[SavedView] = deque()
        self._asking = self._again = False
        self._wanted = self._named = ""
        self.rows = ViewRows(self._sidebar)
        self.bar = ViewBar(window.list_pane)
        window.list_pane.put_above_list(self.bar)
        self.popup = ViewPopup(window.look, window)
        self._sidebar.counted.connect(self.refresh)
        self._query.asked.connect(self._on_asked)
        for arranged in (self._query.arranged, self._switch.arranged):
            arranged.connect(self._tell)
        self.rows.moved.connect(self._move)
        self.rows.rename_requested.connect(self._ask_name)
        self.rows.delete_requested.connect(self._delete)
        self.bar.save_requested.connect(self._write)
        self.bar.new_requested.connect(self._ask_new)
        self.bar.reset_requested.connect(self._reset)
        self.popup.confirmed.connect(self._on_named)

    @property
    def current(self) -> SavedView | None:
        """The view that is listed."""
        return self._view(self._sidebar.choice.saved)

    @Slot()
    def refresh(self) -> None:
        """Ask for the views again, and count them one by one, so that lists come between."""
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._bridge.ask(ListViews(), self._on_views, self._on_failed)

    @Slot()
    def save(self) -> None:
        """Save what was changed in a view, name a view again, or make one of the list as it is."""
        if self._search.fault:
            # Only a part of it is listed: what was typed is not what would be saved.
            self._search.take_focus()
            return
        view = self.current
        if view is None:
            self._ask_new()
        elif not self.bar.isHidden():
            self._write()
        else:
            self._ask_name(view.uid)

    # What is there

    def _view(self, uid: str) -> SavedView | None:
        return next((view for view in self._views if view.uid == uid), None)

    def _on_views(self, views: tuple[SavedView, ...]) -> None:
        self._views = views
        self._queue = deque(views)
        for uid in self._written:
            # What was chosen here is what is saved now.
            self._query.look.forget(PREFIX + uid)
        self._written.clear()
        self._show()
        self.known.emit(views)
        chosen = self._sidebar.choice.saved
        if self._wanted and self._view(self._wanted) is not None:
            self._sidebar.choose(PREFIX + self._wanted)
            self._wanted = ""
        elif chosen and self._view(chosen) is None:
            self._sidebar.choose("is:open")
        self._tell()
        self._count_next()

    def _count_next(self) -> None:
        if self._queue:
            view = self._queue.popleft()
            counted, failed = partial(self._on_count, view.uid), partial(self._on_no_count, view.uid)
            self._bridge.ask(CountQuery(view.query), counted, failed)
            return
        self._asking = False
        if self._again:
            self._again = False
            self.refresh()

    def _on_count(self, uid: str, found: Tallied) -> None:
        self._numbers[uid] = found
        self._show()
        self._count_next()

    def _on_no_count(self, uid: str, error: Exception) -> None:
        if isinstance(error, BadQuery):
            self._numbers[uid] = str(error)
            self._show()
            self._count_next()
        else:
            self._on_failed(error)

    def _on_failed(self, _error: Exception) -> None:
        # The counts of the sidebar failed as well, and say so.
        self._asking = self._again = False

    def _show(self) -> None:
        items = view_items(self._views, self._numbers, PICTURES)
        self._sidebar.set_views(items, {PREFIX + view.uid: self._choice(view) for view in self._views})

    def _choice(self, view: SavedView) -> Choice:
        query = view.query
        scope, text = query.scope, self._drafts.get(view.uid, query.text)
        if not _is_readable(scope):
            # As text it can be edited.
            scope, text = "", self._drafts.get(view.uid, f"{scope} {text}".strip())
        trash = "trash" if scope == "is:trash" else ""
        return Choice(
            scope,
            view.name,
            view=trash,
            saved=view.uid,
            text=text,
            sort=query.sort,
            descending=query.descending,
            group=query.group,
            columns=view.columns,
            shown=view.shown,
        )

    @Slot(object)
    def _on_asked(self, choice: Choice) -> None:
        view, typed = self._view(choice.saved), self._search.text()
        if view is None:
            self._tell()
            return
        if typed == view.query.text:
            self._drafts.pop(view.uid, None)
        else:
            self._drafts[view.uid] = typed
        if typed != choice.text:
            self._sidebar.keep(replace(choice, text=typed))
        self._tell()

    @Slot()
    def _tell(self) -> None:
        view = self.current
        self.bar.tell(self._changed(view) if view is not None else (), writable=self._writable)

    def _changed(self, view: SavedView) -> tuple[str, ...]:
        """Return what is another one than saved, in words."""
        now, saved = self._table.query, view.query
        parts = {
            self.tr("search"): (now.scope, now.text) != (saved.scope, saved.text),
            self.tr("order"): _order(now) != _order(saved),
            self.tr("groups"): now.group != saved.group,
            self.tr("columns"): self._columns.names != self._query.usual_columns,
            self.tr("list or board"): self._switch.shown != self._switch.usual,
        }
        return tuple(name for name, changed in parts.items() if changed)

    # What is done with them

    @property
    def _writable(self) -> bool:
        return self._registry["view.save"].isEnabled()

    @Slot()
    def _ask_new(self) -> None:
        self._named = ""
        name = self._search.text().strip() or self._sidebar.choice.name
        self.popup.open_at(self._search, self.tr("Save this list as a view"), name, "")

    @Slot(object)
    def _ask_name(self, uid: str) -> None:
        view = self._view(uid)
        if view is not None and self._writable:
            self._named = uid
            self.popup.open_at(self._search, self.tr("Name and icon of the view"), view.name, view.icon)

    @Slot(object, object)
    def _on_named(self, name: str, icon: str) -> None:
        request: Request[Done]
        if self._named:
            request = ChangeView(self._named, {"name": name, "icon": icon}, INITIATOR)
        else:
            request = SaveView(
                name, self._table.query, icon, INITIATOR, self._columns.names, self._switch.shown
            )
        self._bridge.ask(request, self._on_saved, self._on_not_saved)

    def _on_saved(self, done: Done) -> None:
        self.popup.leave()
        if not self._named:
            self._wanted = done.uids[0]
            self.said.emit(self.tr("View saved: it is in the sidebar"), True)

    def _on_not_saved(self, error: Exception) -> None:
        if isinstance(error, NothingToDo):
            self.popup.leave()
        elif isinstance(error, KnownError):
            self.popup.show_fault(str(error))
        else:
            raise error

    @Slot()
    def _write(self) -> None:
        view = self.current
        if view is not None:
            how = {"columns": self._columns.names, "shown": self._switch.shown}
            request = ChangeView(view.uid, {**parts_of(self._table.query), **how}, INITIATOR)
            written = partial(self._on_written, view.uid, self.tr("“{name}” saved").format(name=view.name))
            self._bridge.ask(request, written, self._on_not_done)

    def _on_written(self, uid: str, words: str, _done: Done) -> None:
        self._written.add(uid)
        self.said.emit(words, True)

    @Slot()
    def _reset(self) -> None:
        view = self.current
        if view is not None:
            self._drafts.pop(view.uid, None)
            self._query.forget()
            self._sidebar.keep(self._choice(view))
            self._search.set_query(self._sidebar.choice.text)
            self._query.ask()

    @Slot(object)
    def _delete(self, uid: str) -> None:
        view = self._view(uid)
        if view is not None and self._writable:
            words = self.tr("View “{name}” deleted; its issues stay. Undo brings it back.")
            self._send(DeleteView(uid, INITIATOR), words, view.name)

    @Slot(object, object)
    def _move(self, uid: str, before: str) -> None:
        view = self._view(uid)
        if view is not None and self._writable:
            self._send(MoveView(uid, before, INITIATOR), "", view.name)

    def _send(self, request: Request[Done], words: str, name: str) -> None:
        self._bridge.ask(request, partial(self._on_done, words.format(name=name)), self._on_not_done)

    def _on_done(self, words: str, _done: Done) -> None:
        if words:
            self.said.emit(words, True)

    def _on_not_done(self, error: Exception) -> None:
        if not isinstance(error, NothingToDo):
            if not isinstance(error, KnownError):
                raise error
            self.said.emit(str(error), isinstance(error, Invalid))


def _order(query: Query) -> Order:
    try:
        return tuple((name, down != query.descending) for name, down in read_sort(query.sort))
    except ValueError:
        return ()


def _is_readable(text: str) -> bool:
    try:
        parse(text)
    except BadQuery:
        return False
    return True
