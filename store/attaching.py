"""Attaching files, and every change of those that are attached. Each function is one step."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from store import attachment_files, attachment_rows, contents, ids
from store.answers import Done
from store.attachment import Attachment
from store.attachment_files import Looked
from store.attachment_names import checked_name, free_name
from store.attachment_requests import (
    Attach,
    Attached,
    NotAttached,
    NothingAttached,
    RemoveAttachment,
    RenameAttachment,
    SaveAttachment,
    SavedFile,
)
from store.errors import Invalid, NotFound
from store.keys import writable_key_of
from store.pace import Pace
from store.registers import Value, attachment_register, read
from store.steps import Step, step

if TYPE_CHECKING:
    from store.tracker import Tracker


def attach(tracker: Tracker, request: Attach) -> Attached:
    """Attach what can be; the others are in the answer.

    Each file is read twice: once before the transaction, so that a slow disk keeps nobody from writing.
    """
    pace = Pace(request.progress, request.cancel, stopped="It was stopped. Nothing was attached.")
    with tracker.reading():
        writable_key_of(tracker, request.uid)
    pace.begin(sum(map(attachment_files.size_of, request.sources)))
    looked: list[Looked] = []
    left: list[NotAttached] = []
    for source in request.sources:
        try:
            looked.append(attachment_files.look(source, pace))
        except Invalid as error:
            left.append(NotAttached(source, str(error)))
    if not looked:
        raise NothingAttached(tuple(left))
    with step(tracker, "attach", initiator=request.initiator, pace=pace) as made:
        names = _attach(made, writable_key_of(tracker, request.uid), looked, left, pace)
        if not names:
            raise NothingAttached(tuple(left))
        tracker.run("UPDATE step SET detail = ? WHERE step = ?", (_named(names), made.number))
    done = made.done()
    said: dict[str, Any] = {one.name: getattr(done, one.name) for one in fields(done)}
    return Attached(**said, names=tuple(names), left=tuple(left))


def _attach(made: Step, key: int, looked: list[Looked], left: list[NotAttached], pace: Pace) -> list[str]:
    tracker, names = made.tracker, list[str]()
    there = {one.name.casefold(): one.sha256 for one in attachment_rows.of(tracker, key)}
    for one in looked:
        if there.get(one.name.casefold()) == one.sha256:
            left.append(NotAttached(one.source, f"{one.name} is attached already, with the same content."))
            continue
        _store(tracker, one, pace)
        name = free_name(one.name, there)
        uid = ids.new_uid()
        file = Attachment(uid, name, one.media_type, one.size, one.sha256, tracker.actor, made.at)
        made.change(key, {attachment_register(uid): attachment_rows.value_of(file)})
        there[name.casefold()] = one.sha256
        names.append(name)
    return names


def _store(tracker: Tracker, one: Looked, pace: Pace) -> None:
    if contents.is_here(tracker, one.sha256):
        pace.stored(one.size)
        return

    def paced(piece: bytes) -> bytes:
        pace.stored(len(piece))
        return piece

    contents.put(tracker, one.sha256, one.size, map(paced, attachment_files.read(one.source)))


def rename(tracker: Tracker, request: RenameAttachment) -> Done:
    """Give a file another name."""
    name = checked_name(request.name)
    with step(tracker, "rename_attachment", detail=name, initiator=request.initiator) as made:
        key = writable_key_of(tracker, request.uid)
        register, now = _present(tracker, key, request.attachment)
        others = [one for one in attachment_rows.of(tracker, key) if one.uid != request.attachment]
        if any(one.name.casefold() == name.casefold() for one in others):
            raise Invalid(f"{name} is the name of another file of this issue.")
        made.change(key, {register: {**now, "name": name}})
    return made.done()


def remove(tracker: Tracker, request: RemoveAttachment) -> Done:
    """Take a file off its issue; its content stays for undo."""
    with tracker.reading():
        name = attachment_rows.find(tracker, request.attachment).name
    with step(tracker, "detach", detail=name, initiator=request.initiator) as made:
        key = writable_key_of(tracker, request.uid)
        register, _ = _present(tracker, key, request.attachment)
        made.change(key, {register: None})
    return made.done()


def save(tracker: Tracker, request: SaveAttachment) -> SavedFile:
    """Write a file out."""
    pace = Pace(request.progress, request.cancel, stopped="It was stopped. Nothing was written.")
    with tracker.reading():
        one = attachment_rows.find(tracker, request.attachment)
    pace.begin(one.size)
    attachment_files.write(tracker, one, request.target, replace=request.replace, pace=pace)
    return SavedFile(request.target.absolute(), one.size)


def whole(tracker: Tracker, attachment: str, most: int) -> bytes:
    """The content of a file that has no more bytes than that; raises NotFound, Invalid, Damaged."""
    with tracker.reading():
        one = attachment_rows.find(tracker, attachment)
        if one.size > most:
            raise Invalid(f"{one.name} is too large to be shown. Save it to look at it.")
        return b"".join(contents.pieces(tracker, one.sha256))


def _present(tracker: Tracker, key: int, attachment: str) -> tuple[str, Value]:
    register = attachment_register(attachment)
    now = read(tracker, key, [register])[register]
    if now is None:
        raise NotFound("The file is no longer attached.")
    return register, now


def _named(names: list[str]) -> str:
    """The first name and the number of others, apart from it by what no name contains."""
    return f"{names[0]} / +{len(names) - 1}" if names[1:] else names[0]
