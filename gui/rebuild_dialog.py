"""What building a damaged tracker anew from its issue file would bring, before it does; and how far it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.backup_words import issues_words, named_words
from gui.difference_dialog import DifferenceDialog
from gui.i18n import plural
from gui.theme import Theme
from gui.wording import full_time
from store.rebuilding import Contrast, Rebuilt

translate = QCoreApplication.translate


class RebuildDialog(DifferenceDialog):
    """Shows the file's issues against what can be read of the tracker. Window's thread."""

    def __init__(self, name: str, file: str, look: Theme, parent: QWidget) -> None:
        """name: the tracker's. file: the issue file's."""
        question = translate("RebuildDialog", "Build {name} anew from {file}?")
        take = translate("RebuildDialog", "&Build it anew")
        super().__init__(question.format(name=name, file=file), take, look, parent)
        self.setObjectName("rebuild_dialog")
        self.wanted.connect(self._on_wanted)
        self.show_doing(
            self.tr("Reading {file}, and what can be read of {name}…").format(file=file, name=name)
        )

    def show_contrast(self, found: Contrast) -> None:
        """Say what it would bring, and let it be chosen."""
        words = self.tr(
            "{file} has {issues}. History, attached files and saved views are not in it. The damaged tracker "
            "is kept beside the new one."
        ).format(file=found.file.name, issues=issues_words(found.issues))
        self.show_parts(f"{words} {_compared_words(found)}", _parts(found))

    def show_error(self, why: str) -> None:
        """Say why nothing was built."""
        self.show_failed(self.tr("Nothing was changed"), why)

    def _on_wanted(self) -> None:
        self.show_doing(self.tr("Building the tracker anew…"))


def _compared_words(found: Contrast) -> str:
    if found.against == "tracker":
        return translate("RebuildDialog", "It was compared with what can be read of the damaged one.")
    if found.backup is not None:
        return translate(
            "RebuildDialog",
            "Nothing of the damaged one can be read: it was compared with the backup of {time}.",
        ).format(time=full_time(found.backup.made_at))
    return translate(
        "RebuildDialog", "Nothing of the damaged one can be read, and there is no backup to compare it with."
    )


def _parts(found: Contrast) -> list[tuple[str, list[str]]]:
    away, back, changed = found.away.count, found.back.count, found.changed.count
    issues = (
        (found.away, translate("RebuildDialog", "%n issue(s) would go: not in the file", "", away)),
        (found.back, translate("RebuildDialog", "%n issue(s) would come: only in the file", "", back)),
        (found.changed, translate("RebuildDialog", "%n issue(s) would be as in the file", "", changed)),
    )
    files, views, lines = found.attachments, found.views, found.problems
    others = (
        (files, translate("RebuildDialog", "%n attached file(s) would go", "", files)),
        (views, translate("RebuildDialog", "%n saved view(s) would go", "", views)),
        (lines, translate("RebuildDialog", "%n line(s) of it cannot be read", "", lines)),
    )
    parts = [(plural(words, some.count), named_words(some)) for some, words in issues if some.count]
    if found.against and found.same:
        parts.append((translate("RebuildDialog", "The issues are the same."), []))
    nothing: list[str] = []
    return parts + [(plural(words, n), nothing) for n, words in others if n]


def rebuilt_words(done: Rebuilt, file: str) -> str:
    """Say what was built, and where the damaged file is."""
    words = translate("RebuildDialog", "Built anew from {file}: {issues}.").format(
        file=file, issues=issues_words(done.issues)
    )
    if n := done.problems:
        unread = plural(translate("RebuildDialog", "%n line(s) of it cannot be read", "", n), n)
        words = f"{words} {unread}."
    if done.aside is not None:
        kept = translate("RebuildDialog", "The damaged file is {file}.").format(file=done.aside.name)
        words = f"{words} {kept}"
    return words
