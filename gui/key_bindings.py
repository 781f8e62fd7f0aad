"""Which keys the user chose: kept in the settings, and in force at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from gui.action_specs import ACTIONS
from gui.actions import Actions
from gui.key_rules import clash, resolved, taken_by
from gui.settings import Settings

_UNTOUCHED = "as they were"
_LINE = "\n"
"""Between the keys of an action: a comma stands inside of one."""


class KeyBindings(QObject):
    """Gives the actions of one window their keys. Lives on the window's thread.

    Only what was chosen is kept, so that a reset brings back everything that the choice had taken from
    other actions, and so that a later version of this program cannot take a chosen key for something new.
    """

    changed = Signal()

    def __init__(self, registry: Actions, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._registry, self._settings = registry, settings
        self._chosen: dict[str, tuple[str, ...]] = {}
        for name in ACTIONS:
            text = settings.text(_setting(name), _UNTOUCHED)
            if text != _UNTOUCHED:
                keys = tuple(QKeySequence(key).toString() for key in text.split(_LINE))
                self._chosen[name] = tuple(key for key in keys if key)
        self._apply()

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys of every action, as portable texts."""
        return resolved(self._chosen)

    @property
    def touched(self) -> tuple[str, ...]:
        """The actions whose keys were chosen."""
        return tuple(self._chosen)

    def holders(self, name: str, key: str) -> list[str]:
        """Return the other actions that would have to give a key up."""
        return taken_by(key, self.keys, but=name)

    def choose(self, name: str, *keys: str) -> None:
        """Give an action these keys, and take them away from all others."""
        for other, own in self._chosen.items():
            if other != name:
                self._keep(other, tuple(one for one in own if not any(clash(one, key) for key in keys)))
        self._keep(name, keys)
        self._apply()

    def reset(self, *names: str) -> None:
        """Give actions the keys back that they had first, as far as nobody chose them for something else."""
        for name in names:
            if self._chosen.pop(name, None) is not None:
                self._settings.forget(_setting(name))
        self._apply()

    def _keep(self, name: str, keys: tuple[str, ...]) -> None:
        self._chosen[name] = keys
        self._settings.set_text(_setting(name), _LINE.join(keys))

    def _apply(self) -> None:
        for name, keys in self.keys.items():
            # What is the same stays: a shortcut that is made anew forgets the first key of two.
            if set(keys) != {key.toString() for key in self._registry.keys(name)}:
                self._registry.set_keys(name, keys)
        self.changed.emit()


def _setting(name: str) -> str:
    return f"keys/{name}"
