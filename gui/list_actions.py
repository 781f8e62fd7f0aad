"""The actions that arrange the list: groups, orders, columns, folding; and their menus."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton, QWidget

from gui.actions import Actions, plain
from gui.columns_dialog import ColumnsDialog
from gui.group_words import short_group
from gui.issue_list import IssueList
from gui.list_columns import ALL, BY_SORT, TITLE, column_title
from gui.list_header import NATURAL, added
from gui.list_query import ListQuery


class ListActions(QObject):
    """Connects them for one window. Lives on the window's thread."""

    def __init__(self, registry: Actions, query: ListQuery, issues: IssueList, window: QWidget) -> None:
        super().__init__(window)
        self._registry, self._query, self._issues, self._window = registry, query, issues, window
        self._then = QMenu(window)
        self._then.aboutToShow.connect(self._fill_then)
        registry["sort.then"].setMenu(self._then)
        sorts = [name for name in registry.starting_with("sort.") if name not in ("sort.then", "sort.turn")]
        registry.connect_all(
            {
                **dict.fromkeys(registry.starting_with("group."), self._group),
                **dict.fromkeys(sorts, self._sort),
                **dict.fromkeys(("list.group", "list.sort", "sort.then"), self._open_menu),
                "sort.turn": self._turn,
                "list.columns": self._choose_columns,
                "list.fold_all": issues.moves.fold_all,
                "list.unfold_all": issues.moves.unfold_all,
            }
        )
        query.arranged.connect(self._show)
        self._show()
        header = issues.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_header_menu)

    @Slot()
    def _show(self) -> None:
        """Check what holds for the present view."""
        name, down = self._query.order[0]
        for chosen in (f"group.{self._query.group or 'none'}", f"sort.{name}"):
            if chosen in self._registry.starting_with(chosen):
                self._registry[chosen].setChecked(True)
        group = self._query.group
        words = plain(self._registry[f"group.{group}"].text()) if group else ""
        self._name("list.group", short_group(group), words)
        order = self._query.order
        if order == NATURAL or name not in BY_SORT:
            self._name("list.sort", "", "")
            return
        title = column_title(BY_SORT[name])
        more = f" +{len(order) - 1}" if len(order) > 1 else ""
        words = self._registry[f"sort.{name}"].text()
        self._name("list.sort", f"{title} {'↓' if down else '↑'}{more}", words)

    def _name(self, action: str, shown: str, said: str) -> None:
        """Say beside the picture of a button of the toolbar what holds; nothing while it is as usual."""
        bar = self._window.findChild(QToolBar)
        button = bar.widgetForAction(self._registry[action]) if bar is not None else None
        if isinstance(button, QToolButton):
            self._registry[action].setIconText(shown or plain(self._registry[action].text()))
            style = Qt.ToolButtonStyle
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if shown else style.ToolButtonIconOnly)
            button.setAccessibleName(said or plain(self._registry[action].text()))

    @Slot()
    def _group(self) -> None:
        name = self._chosen("group.")
        self._query.group_by("" if name == "none" else name)

    @Slot()
    def _sort(self) -> None:
        name = self._chosen("sort.")
        self._query.sort_by(((name, _first_down(name)),))

    @Slot()
    def _turn(self) -> None:
        self._query.sort_by(tuple((name, not down) for name, down in self._query.order))

    @Slot()
    def _then_by(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            name = str(action.data())
            self._query.sort_by(added(self._query.order, name, _first_down(name)))

    @Slot()
    def _fill_then(self) -> None:
        self._then.clear()
        there = dict(self._query.order)
        places = {name: place for place, name in enumerate(there, 1)}
        for column in ALL:
            name = column.sort
            title = column_title(BY_SORT[name])
            if name in there:
                title = f"{title}  {'↓' if there[name] else '↑'}{places[name]}"
            action = QAction(title, self._then)
            action.setCheckable(True)
            action.setChecked(name in there)
            action.setData(name)
            action.triggered.connect(self._then_by)
            self._then.addAction(action)

    @Slot()
    def _open_menu(self) -> None:
        """Open the menu of an action by key: under its button, or over the list."""
        action = self.sender()
        menu = action.menu() if isinstance(action, QAction) else None
        if not isinstance(action, QAction) or not isinstance(menu, QMenu):
            return
        bar = self._window.findChild(QToolBar)
        button = bar.widgetForAction(action) if bar is not None else None
        over = button if button is not None and button.isVisible() else self._issues
        corner = over.rect().bottomLeft() if over is button else QPoint(0, 0)
        menu.popup(over.mapToGlobal(corner))
        checked = next((one for one in menu.actions() if one.isChecked()), None)
        menu.setActiveAction(checked or menu.actions()[0])

    # Columns

    @Slot()
    def _choose_columns(self) -> None:
        ColumnsDialog(self._issues.columns, self._window).open()

    @Slot(QPoint)
    def _open_header_menu(self, place: QPoint) -> None:
        columns = self._issues.columns
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number in sorted(range(len(ALL)), key=lambda one: (one not in columns.shown, one)):
            if number == TITLE:
                continue
            action = QAction(column_title(number), menu)
            action.setCheckable(True)
            action.setChecked(number in columns.shown)
            action.setData(number)
            action.triggered.connect(self._toggle_column)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self._registry["list.columns"])
        menu.popup(self._issues.horizontalHeader().mapToGlobal(place))

    @Slot()
    def _toggle_column(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._issues.columns.toggle(int(action.data()))

    def _chosen(self, prefix: str) -> str:
        return self.sender().objectName().removeprefix(prefix)


def _first_down(name: str) -> bool:
    return name in BY_SORT and ALL[BY_SORT[name]].down
