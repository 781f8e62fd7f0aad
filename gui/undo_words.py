"""What undo and redo did, in words: never "Undone" for what is not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gui.field_names import field_name
from gui.i18n import number, plural
from gui.wording import step_name
from store.answers import Done, Skipped

translate = QCoreApplication.translate


def reversed_words(done: Done, *, back: bool) -> str:
    """Say what an undo (back) or a redo did, and what it had to leave alone."""
    what = step_name(done.what) if done.what is not None else ""
    if done.nothing:
        text = (
            translate("Undo", "Not undone: {what}") if back else translate("Undo", "Not done again: {what}")
        )
    else:
        text = translate("Undo", "Undone: {what}") if back else translate("Undo", "Done again: {what}")
    words = text.format(what=what)
    moved = [entry for entry in done.skipped if not entry.holder]
    if moved:
        words = f"{words} · {_moved_words(moved, done.what.count if done.what is not None else 1)}"
    held = next((entry for entry in done.skipped if entry.holder), None)
    if held is not None:
        said = translate("Undo", "{id} left alone: {holder} has {reference} now")
        words = f"{words} · {said.format(id=held.id, holder=held.holder, reference=held.proposed)}"
    return words


def reversing_words(n: int, *, back: bool) -> str:
    """Say what an undo (back) or a redo of many issues is doing."""
    text = (
        translate("Undo", "Undoing a change of %n issue(s)…", "", n)
        if back
        else translate("Undo", "Doing a change of %n issue(s) again…", "", n)
    )
    return plural(text, n)


def _moved_words(moved: Sequence[Skipped], total: int) -> str:
    people = list(dict.fromkeys(entry.by for entry in moved if entry.by))
    by = ", ".join(people[:2]) + (", …" if len(people) > 2 else "")
    if total > 1:
        n = len({entry.id for entry in moved})
        text = (
            translate("Undo", "{n} of {all} were changed since by {name}")
            if by
            else translate("Undo", "{n} of {all} were changed since")
        )
        return text.format(n=number(n), all=number(total), name=by)
    from store.registers import kind_of

    fields = ", ".join(dict.fromkeys(field_name(kind_of(entry.field)) for entry in moved[:3]))
    text = (
        translate("Undo", "{fields} changed since by {name}")
        if by
        else translate("Undo", "{fields} changed since")
    )
    return text.format(fields=fields, name=by)
