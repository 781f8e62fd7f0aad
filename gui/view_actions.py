"""The actions that change what the window shows and how it looks, and what the next start remembers of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gui.actions import Actions
from gui.issue_views import IssueViews
from gui.panes import Panes
from gui.settings import Settings
from gui.sidebar import Sidebar
from gui.theme import Density, Theme


class ViewActions(QObject):
    """Panes, density, colours, views by key. Lives on the window's thread."""

    def __init__(
        self,
        registry: Actions,
        panes: Panes,
        sidebar: Sidebar,
        views: IssueViews,
        theme: Theme,
        settings: Settings,
    ) -> None:
        super().__init__(panes)
        self._registry, self._panes = registry, panes
        self._sidebar, self._views = sidebar, views
        self._theme, self._settings = theme, settings
        for prefix, handler in (
            ("go.", self._go), ("density.", self._set_density), ("theme.", self._set_colours),
        ):  # fmt: skip
            registry.connect_all(dict.fromkeys(registry.starting_with(prefix), handler))
        registry.connect_all({"view.sidebar": self._toggle_sidebar, "view.detail": self._toggle_detail})

    def bring_back(self) -> None:
        """Show what was chosen when the window was closed last."""
        settings, registry = self._settings, self._registry
        sidebar, detail = settings.flag("view/sidebar", True), settings.flag("view/detail", True)
        self._panes.bring_back(settings.layout("panes"), sidebar=sidebar, detail=detail)
        registry["view.sidebar"].setChecked(sidebar)
        # The board is built behind the list, and takes the mark where it is the one that is seen.
        registry["view.list"].setChecked(True)
        registry[f"density.{settings.density}"].setChecked(True)
        registry[f"theme.{self._theme.mode}"].setChecked(True)
        self._views.set_density(Density(settings.density))

    @Slot()
    def _go(self) -> None:
        self._sidebar.choose("is:" + self._chosen("go."))

    @Slot()
    def _set_density(self) -> None:
        density = self._chosen("density.")
        self._settings.density = density
        self._views.set_density(Density(density))

    @Slot()
    def _set_colours(self) -> None:
        mode = self._chosen("theme.")
        self._settings.set_text("theme", mode)
        self._theme.set_look(
            "dark" if mode == "dark" else "light" if mode == "light" else "system", self._theme.zoom
        )

    @Slot()
    def _toggle_sidebar(self) -> None:
        wanted = self._registry["view.sidebar"].isChecked()
        self._settings.set_flag("view/sidebar", wanted)
        self._panes.want_sidebar(wanted)

    @Slot()
    def _toggle_detail(self) -> None:
        wanted = self._registry["view.detail"].isChecked()
        if not self._panes.narrow:
            self._settings.set_flag("view/detail", wanted)
        self._panes.want_detail(wanted)

    def _chosen(self, prefix: str) -> str:
        return self.sender().objectName().removeprefix(prefix)
