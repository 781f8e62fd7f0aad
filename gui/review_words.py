"""The words of the review: what a change is about, why it is here, and what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from gui.detail.words import link_name, value_name
from gui.field_names import field_name
from gui.wording import full_time, priority_name, status_name
from store.detail_answers import Conflict
from store.structs import dataclass
from store.values import as_record, dumps

MERGED = frozenset({"title", "description", "design", "acceptance_criteria", "notes", "comments"})
"""Fields whose two versions somebody may want to make one of."""

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Choices:
    """The words of the buttons; other is "" where there is nothing else to choose."""

    keep: str
    other: str


def change_name(conflict: Conflict) -> str:
    """Return the field and which part of it: "Title", "Labels: ui", "Comment of bob"."""
    if conflict.field == "id":
        return translate("Review", "Id")
    if conflict.field == "created":
        return translate("Review", "The whole issue")
    if conflict.field == "comments":
        return translate("Review", "Comment of {name}").format(
            name=conflict.element or translate("Review", "somebody")
        )
    if conflict.field == "dependencies":
        type_, _, target = conflict.element.partition(" ")
        return f"{field_name('dependencies')}: {link_name(type_)} {target}"
    name = field_name(conflict.field)
    return f"{name}: {conflict.element}" if conflict.element else name


def reason(conflict: Conflict) -> str:
    """Say in one sentence how two values came about and which of them stands."""
    texts = {
        "both": translate(
            "Review",
            "Changed here and in {file}. The side on which the issue was updated later stands (updated_at).",
        ),
        "markers": translate(
            "Review",
            "git left two versions in {file}. The one whose line was updated later stands (updated_at), "
            "whatever time this value has itself.",
        ),
        "left_out": translate(
            "Review",
            "{file} no longer has it, nor any other such value: its writer may not know the field. "
            "It was kept.",
        ),
        "duplicate": translate("Review", "{id} was in {file} twice. The newer line stands."),
        "erased": translate(
            "Review", "Another program dropped this from {file}. It stands here until you decide."
        ),
        "git": translate(
            "Review",
            "Changed on both sides of a git merge. The one whose line was updated later stands (updated_at).",
        ),
        "undo": translate(
            "Review",
            "You took back a change of yours, but {by} has changed it since. What {by} made of it stands.",
        ),
        "renamed": translate("Review", "Another issue has the id {old} here, so this one got a new one."),
    }
    text = texts.get(conflict.cause, "") if conflict.cause != "deletion" else _deletion(conflict)
    file = conflict.source or translate("Review", "the issue file")
    by = conflict.source or translate("Review", "somebody else")
    return text.format(file=file, id=conflict.id, old=conflict.lost, by=by)


def choices(conflict: Conflict) -> Choices:
    """Say what the two buttons do."""
    if conflict.cause == "renamed":
        return Choices(translate("Review", "&Keep the new id"), "")
    if conflict.cause == "undo":
        return Choices(
            translate("Review", "&Keep what stands"), translate("Review", "Put it &back as it was")
        )
    if conflict.cause == "deletion":
        if _in_trash(conflict.kept):
            return Choices(
                translate("Review", "&Keep it in the trash"), translate("Review", "&Take it out of the trash")
            )
        return Choices(translate("Review", "&Keep the issue"), translate("Review", "&Move it to the trash"))
    if conflict.cause == "erased":
        # The tracker has it still; what is put back is the file's.
        whole = conflict.field == "created"
        return Choices(
            translate("Review", "&Put it back into the file"),
            "" if whole else translate("Review", "&Drop it here too"),
        )
    return Choices(translate("Review", "&Keep what stands"), translate("Review", "Use the &other one"))


def value_words(conflict: Conflict, value: object) -> str:
    """Return a value as people read it; "" for none."""
    field = conflict.field
    parts = as_record(value)
    if parts is not None and field in ("status", "comments", "dependencies", "attachments"):
        return _parts(field, parts)
    if field in ("labels", "dependencies", "comments", "attachments"):
        return translate("Review", "there") if value else translate("Review", "not there")
    if field == "created":
        return conflict.title if value else ""
    if field == "priority" and isinstance(value, int):
        return priority_name(value)
    if isinstance(value, bool):
        return translate("Review", "yes") if value else translate("Review", "no")
    if isinstance(value, str | int | None):
        return value_name(field, value)
    return dumps(value)


def _parts(field: str, value: Mapping[str, Any]) -> str:
    if field == "comments":
        return str(value.get("text", ""))
    if field == "attachments":
        return str(value.get("name", ""))
    if field == "dependencies":
        said = translate("Review", "there, since {when}").format(when=full_time(value.get("created_at", "")))
        by = value.get("created_by")
        return translate("Review", "{said}, by {name}").format(said=said, name=by) if by else said
    lines = [status_name(str(value.get("status", "")))]
    at = value.get("deleted_at") or value.get("closed_at")
    why = value.get("delete_reason") or value.get("close_reason")
    by = value.get("deleted_by")
    if at:
        lines.append(translate("Review", "since {when}").format(when=full_time(at)))
    if by:
        lines.append(translate("Review", "by {name}").format(name=by))
    if why:
        lines.append(translate("Review", "reason: {why}").format(why=why))
    return "\n".join(lines)


def _deletion(conflict: Conflict) -> str:
    if _in_trash(conflict.kept):
        return translate(
            "Review",
            "Deleted on one side, changed on the other. The changes are kept in it.",
        )
    return translate("Review", "Deleted in {file}. It was kept here.")


def _in_trash(value: object) -> bool:
    return (as_record(value) or {}).get("status") == "tombstone"
