"""What the quit sheet says about the project's issue file: what kept it as it was. No widgets."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from gui.closing_progress import Progress
from gui.i18n import number, plural
from store.errors import NotExported
from store.exchange_answers import Plan

translate = QCoreApplication.translate


def not_exported_words(progress: Progress, error: NotExported, saved: str, file: str) -> str:
    """Say it in one paragraph of rich text. saved, file: as rich text."""
    if progress.undecided is not None:
        text = translate(
            "QuitSheet",
            "{saved} in Strandline, but {file} was not updated: another program has changed it, and "
            "{its_changes}. Decide that now, or at the next start; other tools and git see your changes "
            "after that.",
        )
        return text.format(saved=saved, file=file, its_changes=_asked_about(progress.undecided))
    if error.why == "changed":
        text = translate(
            "QuitSheet",
            "{saved} in Strandline, but {file} was not updated, because another program keeps changing it. "
            "Try again when it has finished, or quit: the next start brings its changes and yours together.",
        )
        return text.format(saved=saved, file=file)
    if error.why == "unread":
        text = translate(
            "QuitSheet",
            "{saved} in Strandline, but {file} was not updated: another program has changed it, and its "
            "changes could not be read. {why} Other tools and git will not see yours until this is fixed.",
        )
        return text.format(saved=saved, file=file, why=escape(error.detail))
    text = translate(
        "QuitSheet",
        "{saved} in Strandline, but {file} could not be updated: {why}. Other tools and git will not see "
        "them until this is fixed.",
    )
    return text.format(saved=saved, file=file, why=_why(error))


def not_exported_result(progress: Progress, error: NotExported) -> str:
    """Say it in a word or two, beside the step."""
    if progress.undecided is not None:
        return translate("QuitSheet", "to be decided")
    return {
        "permission": translate("QuitSheet", "no permission"),
        "full": translate("QuitSheet", "disk full"),
        "folder": translate("QuitSheet", "folder missing"),
        "held": translate("QuitSheet", "in use"),
        "changed": translate("QuitSheet", "changed outside"),
        "unread": translate("QuitSheet", "changes not read"),
        "loss": translate("QuitSheet", "would lose something"),
        "stopped": translate("QuitSheet", "stopped"),
    }.get(error.why, translate("QuitSheet", "failed"))


def _why(error: NotExported) -> str:
    return {
        "permission": translate("QuitSheet", "no permission"),
        "full": translate("QuitSheet", "the disk is full"),
        "folder": translate("QuitSheet", "its folder is not there"),
        "held": translate("QuitSheet", "{program} is writing it").format(
            program=f"<i>{escape(error.detail)}</i>"
        ),
        "stopped": translate("QuitSheet", "it was stopped"),
    }.get(error.why, escape(error.detail))


def _asked_about(plan: Plan) -> str:
    """Name the first of the reasons for which the plan is shown."""
    deletes, renames, changes = len(plan.deletes), len(plan.renames), plan.changes
    if deletes:
        return _counted(translate("QuitSheet", "that would delete %n issue(s) here", "", deletes), deletes)
    if plan.markers:
        return translate("QuitSheet", "git has left a conflict in it")
    if renames:
        return _counted(
            translate("QuitSheet", "it has %n issue(s) whose id is another one's here", "", renames), renames
        )
    return _counted(translate("QuitSheet", "that would change %n issue(s) here", "", changes), changes)


def _counted(text: str, n: int) -> str:
    return plural(text, n).replace(str(n), number(n), 1)
