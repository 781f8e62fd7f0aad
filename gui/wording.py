"""The words for what the store answers: views, statuses, steps, times. No rule, only language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from gui.field_names import field_name
from gui.i18n import QT_TRANSLATE_NOOP, in_sentence, number, plural, quoted
from store.answers import StepName
from store.times import nanoseconds

_VIEWS = {
    "ready": QT_TRANSLATE_NOOP("Words", "Ready"),
    "in_progress": QT_TRANSLATE_NOOP("Words", "In progress"),
    "today": QT_TRANSLATE_NOOP("Words", "Today"),
    "upcoming": QT_TRANSLATE_NOOP("Words", "Upcoming"),
    "overdue": QT_TRANSLATE_NOOP("Words", "Overdue"),
    "blocked": QT_TRANSLATE_NOOP("Words", "Blocked"),
    "deferred": QT_TRANSLATE_NOOP("Words", "Deferred"),
    "open": QT_TRANSLATE_NOOP("Words", "All open"),
    "closed": QT_TRANSLATE_NOOP("Words", "Closed"),
    "trash": QT_TRANSLATE_NOOP("Words", "Trash"),
}

_STATUSES = {
    "open": QT_TRANSLATE_NOOP("Words", "Open"),
    "in_progress": QT_TRANSLATE_NOOP("Words", "In progress"),
    "blocked": QT_TRANSLATE_NOOP("Words", "Blocked"),
    "deferred": QT_TRANSLATE_NOOP("Words", "Deferred"),
    "closed": QT_TRANSLATE_NOOP("Words", "Closed"),
    "tombstone": QT_TRANSLATE_NOOP("Words", "In the trash"),
}

_ONE = {
    "create": QT_TRANSLATE_NOOP("Words", "create {issue}"),
    "edit": QT_TRANSLATE_NOOP("Words", "edit {detail} of {issue}"),
    "close": QT_TRANSLATE_NOOP("Words", "close {issue}"),
    "reopen": QT_TRANSLATE_NOOP("Words", "reopen {issue}"),
    "delete": QT_TRANSLATE_NOOP("Words", "move {issue} to the trash"),
    "restore": QT_TRANSLATE_NOOP("Words", "take {issue} out of the trash"),
    "label": QT_TRANSLATE_NOOP("Words", "labels of {issue}"),
    "depend": QT_TRANSLATE_NOOP("Words", "link {issue}"),
    "undepend": QT_TRANSLATE_NOOP("Words", "unlink {issue}"),
    "comment": QT_TRANSLATE_NOOP("Words", "comment on {issue}"),
    "edit_comment": QT_TRANSLATE_NOOP("Words", "edit a comment on {issue}"),
    "delete_comment": QT_TRANSLATE_NOOP("Words", "delete a comment on {issue}"),
    "attach": QT_TRANSLATE_NOOP("Words", "attach {detail} to {issue}"),
    "rename_attachment": QT_TRANSLATE_NOOP("Words", "rename the attachment {detail} of {issue}"),
    "detach": QT_TRANSLATE_NOOP("Words", "remove the attachment {detail} of {issue}"),
    "resolve": QT_TRANSLATE_NOOP("Words", "review of a change in {issue}"),
    "import": QT_TRANSLATE_NOOP("Words", "import {detail}"),
    "save_view": QT_TRANSLATE_NOOP("Words", "save the view “{detail}”"),
    "change_view": QT_TRANSLATE_NOOP("Words", "change the view “{detail}”"),
    "rename_view": QT_TRANSLATE_NOOP("Words", "rename the view “{detail}”"),
    "move_view": QT_TRANSLATE_NOOP("Words", "move the view “{detail}”"),
    "delete_view": QT_TRANSLATE_NOOP("Words", "delete the view “{detail}”"),
    "templates": QT_TRANSLATE_NOOP("Words", "change the templates"),
}

_TITLE = 48
"""Letters of a title in a note, which stands in one line beside others."""

_MINUTE, _HOUR, _DAY = 60_000, 3_600_000, 86_400_000


def view_name(view: str) -> str:
    """Return the name of a view of query.VIEWS."""
    return QCoreApplication.translate("Words", _VIEWS[view])


def status_name(status: str) -> str:
    """Return the words for a status; one that this program does not know is shown as it is written."""
    if status in _STATUSES:
        return QCoreApplication.translate("Words", _STATUSES[status])
    return status.replace("_", " ")


def priority_name(priority: int) -> str:
    """Return a priority with its meaning, such as "P1, high"."""
    tr = QCoreApplication.translate
    names = {
        0: tr("Words", "P0, critical"),
        1: tr("Words", "P1, high"),
        2: tr("Words", "P2, medium"),
        3: tr("Words", "P3, low"),
        4: tr("Words", "P4, backlog"),
    }
    return names.get(priority, f"P{priority}")


def step_name(step: StepName) -> str:
    """Return what a step did, in words that follow "Undo:" or "Undone:"."""
    if step.count > 1:
        text = _several(step)
    else:
        template = QCoreApplication.translate("Words", _ONE.get(step.kind, "{detail} {issue}"))
        issue = issue_name(step.id, step.title)
        words = {"edit": _fields, "attach": _files}.get(step.kind, _as_it_is)
        detail = words(step.detail)
        text = template.format(issue=issue, detail=detail).strip()
    if step.origin == "terminal":
        return QCoreApplication.translate("Words", "{what} (terminal)").format(what=text)
    return text


def issue_name(id: str, title: str) -> str:
    """Return an issue's title in quotes, as much of it as a note has room for; without one, its id."""
    short = title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"
    return quoted(short) if short else id


def _fields(detail: str) -> str:
    """Return field names, with commas, as the window calls them inside a sentence."""
    names = (field_name(name).replace("_", " ") for name in detail.split(", ") if name)
    return ", ".join(in_sentence(name) for name in names)


def file_names(first: str, others: int) -> str:
    """Return the name of a file and how many others there are, in one line."""
    if not others:
        return first
    return plural(QCoreApplication.translate("Words", "{name} and %n more", "", others), others).format(
        name=first
    )


def _files(detail: str) -> str:
    """Return which files were attached, of the step's detail: no name contains a slash."""
    first, _, more = detail.partition(" / +")
    return file_names(first, int(more or 0))


def _as_it_is(detail: str) -> str:
    return detail


def _several(step: StepName) -> str:
    tr, n = QCoreApplication.translate, step.count
    texts = {
        "create": tr("Words", "create %n issue(s)", "", n),
        "close": tr("Words", "close %n issue(s)", "", n),
        "reopen": tr("Words", "reopen %n issue(s)", "", n),
        "delete": tr("Words", "move %n issue(s) to the trash", "", n),
        "restore": tr("Words", "take %n issue(s) out of the trash", "", n),
        "label": tr("Words", "labels of %n issue(s)", "", n),
        "resolve": tr("Words", "review of changes in %n issue(s)", "", n),
        "import": tr("Words", "import %n issue(s)", "", n),
    }
    if step.kind == "edit" and step.detail:
        text = plural(tr("Words", "edit {fields} of %n issue(s)", "", n), n)
        return text.format(fields=_fields(step.detail))
    return plural(texts.get(step.kind) or tr("Words", "edit %n issue(s)", "", n), n)


def done_words(kind: str, name: str, n: int) -> str:
    """Return what was done just now to n issues; name: of the only one, see issue_name()."""
    tr = QCoreApplication.translate
    if n == 1:
        one = {
            "create": tr("Words", "Created {issue}"),
            "duplicate": tr("Words", "Duplicated {issue}"),
            "close": tr("Words", "Closed {issue}"),
            "reopen": tr("Words", "Reopened {issue}"),
            "delete": tr("Words", "Moved {issue} to the trash"),
            "restore": tr("Words", "Took {issue} out of the trash"),
        }
        return one.get(kind, tr("Words", "Changed {issue}")).format(issue=name)
    several = {
        "create": tr("Words", "Created %n issue(s)", "", n),
        "close": tr("Words", "Closed %n issue(s)", "", n),
        "reopen": tr("Words", "Reopened %n issue(s)", "", n),
        "delete": tr("Words", "Moved %n issue(s) to the trash", "", n),
        "restore": tr("Words", "Took %n issue(s) out of the trash", "", n),
        "label": tr("Words", "Changed the labels of %n issue(s)", "", n),
        "depend": tr("Words", "Gave %n issue(s) something to wait for", "", n),
    }
    text = plural(several.get(kind) or tr("Words", "Changed %n issue(s)", "", n), n)
    return text.replace(str(n), number(n), 1)


def clock(at: str) -> str:
    """Return the local time of day of a UTC time, to the second."""
    stamp = nanoseconds(at)
    return "" if stamp is None else _local(stamp).toString("HH:mm:ss")


def ago(text: str, now: int) -> str:
    """Return how long ago a time was, in as few letters as possible. now: milliseconds since 1970."""
    stamp = nanoseconds(text)
    if stamp is None:
        return ""
    past = now - stamp // 1_000_000
    if past < _MINUTE:
        return QCoreApplication.translate("Words", "now")
    if past < _HOUR:
        return QCoreApplication.translate("Words", "{n} min").format(n=past // _MINUTE)
    if past < _DAY:
        return QCoreApplication.translate("Words", "{n} h").format(n=past // _HOUR)
    if past < 7 * _DAY:
        return QCoreApplication.translate("Words", "{n} d").format(n=past // _DAY)
    return short_date(text, now)


def short_date(text: str | None, now: int) -> str:
    """Return a day, with its year only where that is not the present one."""
    stamp = nanoseconds(text or "")
    if stamp is None:
        return text or ""
    moment = _local(stamp)
    this_year = moment.date().year() == QDateTime.fromMSecsSinceEpoch(now).date().year()
    pattern = (
        QCoreApplication.translate("Words", "d MMM")
        if this_year
        else QCoreApplication.translate("Words", "MMM yyyy")
    )
    return QLocale().toString(moment.date(), pattern)


def full_time(text: str | None) -> str:
    """Return a moment in the user's zone and format."""
    stamp = nanoseconds(text or "")
    if stamp is None:
        return text or ""
    return QLocale().toString(_local(stamp), QLocale.FormatType.ShortFormat)


def _local(stamp: int) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(stamp // 1_000_000)
