"""Saved views as rows of the sidebar: their keys, their menu, and their order by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
)
from PySide6.QtWidgets import QApplication, QMenu, QTreeView, QWidget

from gui.i18n import number, plural
from gui.sidebar_delegate import COUNT, SCOPE, row_item
from gui.theme import current
from store.view_answers import SavedView, Tallied

PREFIX = "view:"
ICON = "bookmark"
"""The picture of a view without one of its own."""

_ALT = Qt.KeyboardModifier.AltModifier
_KEYS = {
    (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier): "rename",
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): "delete",
    (Qt.Key.Key_Up, _ALT): "up",
    (Qt.Key.Key_Down, _ALT): "down",
}


_WATCHED = frozenset(
    {
        QEvent.Type.ContextMenu, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease,
    }
)  # fmt: skip


def view_items(
    views: Iterable[SavedView], numbers: Mapping[str, Tallied | str], known: Iterable[str]
) -> list[QStandardItem]:
    """Return a row for each view. numbers: what each lists, or why it cannot be read."""
    pictures = frozenset(known)
    made: list[QStandardItem] = []
    for view in views:
        found = numbers.get(view.uid)
        picture = "triangle-alert" if isinstance(found, str) else view.icon if view.icon in pictures else ICON
        item = row_item("saved", view.name, PREFIX + view.uid, picture)
        words = QCoreApplication.translate("ViewRows", "View {name}").format(name=view.name)
        if isinstance(found, Tallied):
            item.setData(f"{number(found.count)}+" if found.more else found.count, COUNT)
            counted = plural(
                QCoreApplication.translate("ViewRows", "{name}, %n issue(s)", "", found.count), found.count
            )
            words = counted.format(name=words)
        elif found is not None:
            words = QCoreApplication.translate("ViewRows", "{name} cannot be read: {why}").format(
                name=words, why=found
            )
        item.setToolTip(found if isinstance(found, str) else view.query.text)
        item.setData(words, int(Qt.ItemDataRole.AccessibleTextRole))
        made.append(item)
    return made


class ViewRows(QObject):
    """Watches the sidebar for what is done with a view. Lives on the window's thread."""

    moved = Signal(object, object)
    """The uid, and the one that it is put before; "" for the end."""
    rename_requested = Signal(object)
    delete_requested = Signal(object)

    def __init__(self, sidebar: QTreeView) -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar
        self._viewport = sidebar.viewport()
        self._line = _Line(self._viewport)
        self._pressed = ""
        self._start = QPoint()
        self._menu = QMenu(sidebar)
        self._menu.setAccessibleName(self.tr("What can be done with the view"))
        for text, key, slot in (
            (self.tr("Name and icon…"), "F2", self._rename), (self.tr("Move up"), "Alt+Up", self._up),
            (self.tr("Move down"), "Alt+Down", self._down), (self.tr("Delete view"), "Del", self._delete),
        ):  # fmt: skip
            self._menu.addAction(f"{text}\t{key}").triggered.connect(slot)
        self._do = {"rename": self._rename, "delete": self._delete, "up": self._up, "down": self._down}
        sidebar.installEventFilter(self)
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of a view before those of the selected issues, which the same keys may mean."""
        # The type first: while a window goes, filters are asked about widgets that are gone.
        if event.type() not in _WATCHED:
            return False
        if isinstance(event, QContextMenuEvent):
            return self._open_menu(event)
        if watched is self._sidebar and isinstance(event, QKeyEvent):
            asked = _KEYS.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
            if asked is None or not self._uid():
                return False
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self._do[asked]()
            return True
        if watched is self._viewport and isinstance(event, QMouseEvent):
            return self._drag(event)
        return False

    # Inside

    def _uid(self) -> str:
        return self._uid_of(self._sidebar.currentIndex().data(SCOPE))

    def _uid_of(self, scope: object) -> str:
        return scope.removeprefix(PREFIX) if isinstance(scope, str) and scope.startswith(PREFIX) else ""

    def _rows(self) -> list[tuple[str, int, int]]:
        """Each view with the upper and lower edge of its row."""
        model, found = self._sidebar.model(), list[tuple[str, int, int]]()
        for place in range(model.rowCount()):
            section = model.index(place, 0)
            for row in range(model.rowCount(section)):
                index = model.index(row, 0, section)
                uid = self._uid_of(index.data(SCOPE))
                if uid:
                    rect = self._sidebar.visualRect(index)
                    found.append((uid, rect.top(), rect.bottom() + 1))
        return found

    def _drag(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._uid_of(self._sidebar.indexAt(place).data(SCOPE))
            self._start = place
        elif event.type() == QEvent.Type.MouseMove and self._pressed and event.buttons():
            far = (place - self._start).manhattanLength() >= QApplication.startDragDistance()
            if far or self._line.isVisible():
                rows = self._rows()
                at = self._target(place.y())
                y = next((top for uid, top, _ in rows if uid == at), rows[-1][2] if rows else 0)
                self._line.setGeometry(8, y - 1, self._sidebar.viewport().width() - 16, 2)
                self._line.show()
            return True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._pressed:
            uid, self._pressed = self._pressed, ""
            if self._line.isVisible():
                self._line.hide()
                self.moved.emit(uid, self._target(place.y()))
        return False

    def _target(self, y: int) -> str:
        return next((uid for uid, top, bottom in self._rows() if y < (top + bottom) // 2), "")

    def _open_menu(self, event: QContextMenuEvent) -> bool:
        index = self._sidebar.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self._sidebar.indexAt(event.pos())
            if self._uid_of(index.data(SCOPE)):
                self._sidebar.setCurrentIndex(index)
        if not self._uid_of(index.data(SCOPE)):
            return False
        below = self._sidebar.visualRect(index).bottomLeft()
        self._menu.popup(self._sidebar.viewport().mapToGlobal(below + QPoint(16, 0)))
        return True

    @Slot()
    def _rename(self) -> None:
        self.rename_requested.emit(self._uid())

    @Slot()
    def _delete(self) -> None:
        self.delete_requested.emit(self._uid())

    @Slot()
    def _up(self) -> None:
        order = [uid for uid, _, _ in self._rows()]
        at = order.index(self._uid())
        if at:
            self.moved.emit(self._uid(), order[at - 1])

    @Slot()
    def _down(self) -> None:
        order = [uid for uid, _, _ in self._rows()]
        at = order.index(self._uid())
        if at + 1 < len(order):
            self.moved.emit(self._uid(), order[at + 2] if at + 2 < len(order) else "")


class _Line(QWidget):
    """Where a dragged view would go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the accent."""
        QPainter(self).fillRect(self.rect(), QColor(current().palette.accent))
