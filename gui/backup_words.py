"""Backups in words: when and why each was made, whether it is verified, what a restore would change."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from gui.i18n import QT_TRANSLATE_NOOP, number, plural
from gui.wording import full_time
from store.backup_difference import Difference, Some
from store.backup_list import Backup
from store.backup_requests import Shelf
from store.backup_restoring import Restored
from store.errors import KnownError
from store.last_check import LastCheck

translate = QCoreApplication.translate

_FINDINGS = 6
"""So many things that a check found are told."""

_KINDS = {
    "timer": QT_TRANSLATE_NOOP("Backups", "While you worked"),
    "close": QT_TRANSLATE_NOOP("Backups", "When it was closed"),
    "asked": QT_TRANSLATE_NOOP("Backups", "You asked for it"),
    "upgrade": QT_TRANSLATE_NOOP("Backups", "Before a newer format"),
    "import": QT_TRANSLATE_NOOP("Backups", "Before an import that deleted"),
    "restore": QT_TRANSLATE_NOOP("Backups", "Before a restore"),
}

_STAGES = {
    "copying": QT_TRANSLATE_NOOP("Backups", "Copying the tracker…"),
    "examining": QT_TRANSLATE_NOOP("Backups", "Reading the whole tracker…"),
    "checking": QT_TRANSLATE_NOOP("Backups", "Opening the backup and checking it…"),
    "comparing": QT_TRANSLATE_NOOP("Backups", "Comparing it with what is there now…"),
    "salvaging": QT_TRANSLATE_NOOP("Backups", "Closing the tracker, and saving what can be read…"),
    "closing": QT_TRANSLATE_NOOP("Backups", "Saving and closing the tracker…"),
    "keeping": QT_TRANSLATE_NOOP("Backups", "Backing up what is there now…"),
    "replacing": QT_TRANSLATE_NOOP("Backups", "Putting the backup in its place…"),
}


def stage_words(stage: str) -> str:
    """Say what is being done."""
    return translate("Backups", _STAGES[stage]) if stage in _STAGES else ""


def kind_words(backup: Backup) -> str:
    """Say why it was made, "" when that is not known."""
    return translate("Backups", _KINDS[backup.kind]) if backup.kind in _KINDS else ""


def state_words(backup: Backup) -> str:
    """Say whether it can be trusted."""
    return translate("Backups", "Verified") if backup.verified else translate("Backups", "Not verified")


def count_words(n: int) -> str:
    """Return the number of issues; a dash where nobody has counted them."""
    return number(n) if n >= 0 else "\N{EN DASH}"


def issues_words(n: int) -> str:
    """Say how many issues."""
    return plural(translate("Backups", "%n issue(s)", "", n), n).replace(str(n), number(n), 1)


def size_words(size: int) -> str:
    """Return a size such as "1.2 MiB"."""
    return QLocale().formattedDataSize(size, 1)


def remedy_words(shelf: Shelf | None) -> str:
    """Say what can be done about the faults that a check found."""
    if shelf is None or not any(one.verified for one in shelf.backups):
        return translate(
            "Backups",
            "Save what can be read: that closes the tracker and puts a sound one in its place. What is there "
            "now is kept.",
        )
    return translate(
        "Backups",
        "Restore a verified backup from the list above, or save what can be read: that closes the "
        "tracker and puts a sound one in its place. What is there now is kept either way.",
    )


def shelf_words(shelf: Shelf) -> tuple[str, bool]:
    """Say how things stand, and whether that is well."""
    newest = next((one for one in shelf.backups if one.verified), None)
    if newest is None:
        return translate("Backups", "There is no verified backup of this tracker yet."), not shelf.backups
    words = translate("Backups", "The newest verified backup is of {time} and has {issues}.").format(
        time=full_time(newest.made_at), issues=issues_words(newest.issues)
    )
    return words, True


def check_words(last: LastCheck | None) -> tuple[str, bool]:
    """Say when the tracker was examined last and what was found, and whether that is well."""
    if last is None:
        return translate("Backups", "It was not checked as a whole yet."), True
    if not last.findings:
        words = translate("Backups", "Checked {time}: no fault was found.")
        return words.format(time=full_time(last.at)), True
    n = len(last.findings)
    words = plural(translate("Backups", "Checked {time}: %n fault(s) found.", "", n), n)
    return words.format(time=full_time(last.at)), False


def findings_words(last: LastCheck | None) -> list[str]:
    """The first things that it found, each a sentence."""
    found = last.findings if last is not None else ()
    said = list(found[:_FINDINGS])
    if more := len(found) - len(said):
        said.append(translate("Backups", "and {n} more").format(n=number(more)))
    return said


def folder_words(folder: Path) -> str:
    """Say where they are kept, with ~ for the home folder; breakable at its separators."""
    home = Path.home()
    shown = f"~{os.sep}{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
    return translate("Backups", "Kept in {folder}, apart from the tracker.").format(
        folder=shown.replace(os.sep, f"{os.sep}\N{ZERO WIDTH SPACE}")
    )


def difference_parts(found: Difference) -> list[tuple[str, list[str]]]:
    """Each kind of change: how many issues, and the first of them by id and title."""
    parts: list[tuple[str, list[str]]] = []
    for some, words in (
        (found.back, translate("Backups", "%n issue(s) would come back", "", found.back.count)),
        (found.away, translate("Backups", "%n issue(s) would go: made since", "", found.away.count)),
        (found.changed, translate("Backups", "%n issue(s) would be as before", "", found.changed.count)),
    ):
        if n := some.count:
            parts.append((plural(words, n).replace(str(n), number(n), 1), named_words(some)))
    return parts


def named_words(some: Some) -> list[str]:
    """The first of some issues by id and title, and how many more there are."""
    names = [f"{id}  {title}" for id, title in some.first]
    if some.count > len(names):
        names.append(translate("Backups", "and {n} more").format(n=number(some.count - len(names))))
    return names


def made_words(made: Backup) -> str:
    """Say what came of a backup that somebody asked for."""
    if made.verified:
        words = translate("Backups", "Backed up and verified: {issues}, {size}.")
        return words.format(issues=issues_words(made.issues), size=size_words(made.bytes))
    return translate("Backups", "A backup was made, but is not verified. {why}").format(why=made.why_not)


def restored_words(done: Restored, backup: Backup) -> str:
    """Say what was done, and where what was there before is now, if anything was."""
    words = translate("Backups", "Restored as of {time}: {issues}.").format(
        time=full_time(backup.made_at), issues=issues_words(done.issues)
    )
    if done.aside is not None:
        kept = translate("Backups", "What was there before is {file}.").format(file=done.aside.name)
    elif done.before is not None:
        kept = translate("Backups", "What was there before is the backup of {time}.").format(
            time=full_time(done.before.made_at)
        )
    else:
        kept = ""
    faults = ""
    if done.findings:
        faults = translate("Backups", "The backup has faults: {what}").format(what=" ".join(done.findings))
    return " ".join(part for part in (words, kept, faults) if part)


def fault_words(error: Exception) -> str:
    """Say why something could not be done."""
    if isinstance(error, KnownError):
        return str(error)
    return translate("Backups", "Something went wrong inside Strandline; see the log.")
