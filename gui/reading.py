"""What helps to read the window: the size of its text, less motion, and a language from the next start on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot

from gui.settings import Settings
from gui.theme import ZOOM_STEPS, Theme

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_LANGUAGE, _CHOICE = "language", "language."
_LESS_MOTION = "less_motion"


class Reading(QObject):
    """The actions for it, and what the next start remembers. Lives on the window's thread."""

    def __init__(self, window: MainWindow, theme: Theme, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._theme, self._settings = window, theme, settings
        self._registry = window.registry
        choices = self._registry.starting_with(_CHOICE)
        self._registry.connect_all(
            {
                "text.larger": self._larger,
                "text.smaller": self._smaller,
                "text.usual": self._usual,
                "motion.less": self._choose_motion,
                "view.language": self._open_languages,
                **dict.fromkeys(choices, self._choose_language),
            }
        )
        theme.reduced_motion = settings.flag(_LESS_MOTION, False)
        self._registry["motion.less"].setChecked(theme.reduced_motion)
        chosen = _CHOICE + (settings.text(_LANGUAGE) or "system")
        self._registry[chosen if chosen in choices else _CHOICE + "system"].setChecked(True)

    @Slot()
    def _larger(self) -> None:
        self.set_zoom(next((step for step in ZOOM_STEPS if step > self._theme.zoom), ZOOM_STEPS[-1]))

    @Slot()
    def _smaller(self) -> None:
        self.set_zoom(next((step for step in reversed(ZOOM_STEPS) if step < self._theme.zoom), ZOOM_STEPS[0]))

    @Slot()
    def _usual(self) -> None:
        self.set_zoom(1.0)

    def set_zoom(self, zoom: float) -> None:
        """Show text that much larger than the system's, now and from the next start on."""
        self._settings.zoom = zoom
        if zoom != self._theme.zoom:
            self._theme.set_look(self._theme.mode, zoom)
        self._window.trust.note(self.tr("Text size: {n} %").format(n=round(zoom * 100)))

    @Slot()
    def _choose_motion(self) -> None:
        self._theme.reduced_motion = self._registry["motion.less"].isChecked()
        self._settings.set_flag(_LESS_MOTION, self._theme.reduced_motion)

    @Slot()
    def _open_languages(self) -> None:
        menu = self._registry.submenu("view.language")
        menu.popup(self._window.list_pane.mapToGlobal(QPoint(0, 0)))
        menu.setActiveAction(next(one for one in menu.actions() if one.isChecked()))

    @Slot()
    def _choose_language(self) -> None:
        action = self._registry[self.sender().objectName()]
        code = action.objectName().removeprefix(_CHOICE)
        if code == "system":
            self._settings.forget(_LANGUAGE)
        else:
            self._settings.set_text(_LANGUAGE, code)
        said = self.tr("From the next start: {language}")
        self._window.trust.note(said.format(language=action.text().replace("&", "")))
