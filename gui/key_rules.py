"""What may be a shortcut, where it acts, and which two cannot both be one. Pure; keys are portable texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from gui.action_spec import MENUS, Spec
from gui.action_specs import SPECS

_STRONG = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_MODIFIERS = re.compile(r"(?:(?:Ctrl|Alt|Meta|Shift|Num)\+(?=.))*")
_STRONG_WORDS = ("Ctrl+", "Alt+", "Meta+")
_FUNCTION = re.compile(r"F\d+")
_ALWAYS_OURS = frozenset({"Esc", "Tab", "Backtab"})
"""They leave and move on, everywhere."""
_MOVES = frozenset({"Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown"})


def acts_everywhere(key: str, spec: Spec) -> bool:
    """Whether a key of that action acts in the whole window, and not only in the list and the sidebar."""
    if key in spec.letters:
        return False
    strong, name = _first(key)
    return strong or _FUNCTION.fullmatch(name) is not None


def clash(one: str, other: str) -> bool:
    """Whether two keys cannot both be shortcuts: they are the same, or one begins the other."""
    nothing = QKeySequence.SequenceMatch.NoMatch
    first, second = QKeySequence(one), QKeySequence(other)
    return first.matches(second) != nothing or second.matches(first) != nothing


def taken_by(key: str, keys: Mapping[str, Iterable[str]], *, but: str = "") -> list[str]:
    """Return the ids of the actions that have the key, or one that cannot stand beside it."""
    return [name for name, own in keys.items() if name != but and any(clash(key, one) for one in own)]


def begins(key: str, keys: Mapping[str, Iterable[str]]) -> bool:
    """Whether a key is the first of two in some shortcut, such as the G of G then R."""
    partly = QKeySequence.SequenceMatch.PartialMatch
    return any(QKeySequence(key).matches(QKeySequence(one)) == partly for own in keys.values() for one in own)


def refusal(key: str) -> str:
    """Return why a key cannot be a shortcut, or ""."""
    tr = QCoreApplication.translate
    strong, name = _first(key)
    if name in _ALWAYS_OURS and not strong:
        return tr("Keys", "Esc and Tab leave and move on everywhere, so they cannot be a shortcut.")
    if name in _MOVES and not strong:
        return tr("Keys", "This key moves in the list, so it cannot be a shortcut.")
    for title in MENUS.values():
        shown = tr("Actions", title)
        if QKeySequence.mnemonic(shown) == QKeySequence(key):
            words = tr("Keys", "This key opens the menu {menu}, so it cannot be a shortcut.")
            return words.format(menu=shown.replace("&", ""))
    return ""


def pressed(key: int, modifiers: Qt.KeyboardModifier, text: str) -> str:
    """Return the portable text of what was pressed, "" for a modifier alone.

    Shift counts only where it is no part of the sign: ? is ?, and not Shift+?.
    """
    if key in (0, Qt.Key.Key_unknown) or Qt.Key.Key_Shift <= key <= Qt.Key.Key_ScrollLock:
        return ""
    if Qt.Key.Key_Super_L <= key <= Qt.Key.Key_Direction_R or key == Qt.Key.Key_AltGr:
        return ""
    kept = modifiers & (_STRONG | _SHIFT)
    if kept == _SHIFT and text.isprintable() and text.strip() and not text.isalpha():
        kept = Qt.KeyboardModifier.NoModifier
    code = Qt.Key.Key_Return if key == Qt.Key.Key_Enter else Qt.Key(key)
    return QKeySequence(QKeyCombination(kept, code)).toString(QKeySequence.SequenceFormat.PortableText)


def resolved(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the keys of every action: those chosen, and first ones that clash with none of them."""
    wanted = [key for keys in chosen.values() for key in keys]
    return {
        spec.id: chosen.get(
            spec.id,
            tuple(key for key in spec.default_keys if not any(clash(key, other) for other in wanted)),
        )
        for spec in SPECS
    }


def _first(key: str) -> tuple[bool, str]:
    """Whether the first stroke is held with Ctrl, Alt or Meta, and the name of its key."""
    found = _MODIFIERS.match(key)
    modifiers = found.group() if found is not None else ""
    name = key[len(modifiers) :]
    return any(word in modifiers for word in _STRONG_WORDS), name[:1] + name[1:].split(", ")[0]
