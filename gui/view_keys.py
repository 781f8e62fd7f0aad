"""Ways to saved views besides the sidebar: keys and a menu for the first nine, the palette for all."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gui.actions import Actions, shown_key
from gui.palette import Palette
from gui.palette_rows import Entry, Kind
from gui.saved_views import SavedViews
from gui.sidebar import Sidebar
from gui.sidebar_views import ICON, PREFIX
from gui.view_popup import PICTURES
from store.view_answers import SavedView

GO = "saved."
"""How the actions begin that go to one of the first nine, by its number."""
FIRST = 9


class ViewKeys(QObject):
    """Names actions and rows after the views. Lives on the window's thread."""

    def __init__(
        self, views: SavedViews, registry: Actions, sidebar: Sidebar, palette: Palette, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._registry, self._sidebar, self._palette = registry, sidebar, palette
        self._views: tuple[SavedView, ...] = ()
        registry.connect_all({f"{GO}{n}": self._go for n in range(1, FIRST + 1)})
        registry.connect_all({"views.go": self._open_menu})
        palette.place_chosen.connect(self._choose)
        registry.keys_changed.connect(self._name)
        views.known.connect(self._on_known)
        self._on_known(())

    @Slot(object)
    def _on_known(self, views: tuple[SavedView, ...]) -> None:
        self._views = views
        for place in range(FIRST):
            there = place < len(views)
            self._registry[f"{GO}{place + 1}"].setVisible(there)
            if there:
                # A single & would mark a letter.
                self._registry.set_words(f"{GO}{place + 1}", views[place].name.replace("&", "&&"))
        self._registry["views.go"].setVisible(bool(views))
        self._name()

    @Slot()
    def _name(self) -> None:
        hint = self.tr("Saved view")
        entries: list[Entry] = []
        for place, view in enumerate(self._views, 1):
            keys = self._registry.keys(f"{GO}{place}") if place <= FIRST else []
            icon = view.icon if view.icon in PICTURES else ICON
            shown = tuple(map(shown_key, keys))
            entries.append(Entry(Kind.VIEW, view.uid, view.name, hint, shown, icon=icon))
        self._palette.places = tuple(entries)

    @Slot()
    def _open_menu(self) -> None:
        menu = self._registry.submenu("views.go")
        menu.popup(self._sidebar.mapToGlobal(self._sidebar.rect().topRight()))

    @Slot()
    def _go(self) -> None:
        place = int(self.sender().objectName().removeprefix(GO)) - 1
        if place < len(self._views):
            self._choose(self._views[place].uid)

    @Slot(object)
    def _choose(self, uid: str) -> None:
        self._sidebar.choose(PREFIX + uid)
