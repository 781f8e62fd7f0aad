"""The names of attached files: what a name may be, and one that no other file of the issue has."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from pathlib import PurePosixPath

from store.errors import Invalid
from store.issue import storable

LONGEST = 200
"""Bytes: with an ending to tell it from others, a file system takes 255."""

_NAMELESS = "file"
_FORBIDDEN = '/\\:*?"<>|'
"""What some file system cannot have in a name."""


def as_name(text: str) -> str:
    """The name under which a file is attached: one that every system can have, and that shows as it is."""
    name = storable(text).replace("\\", "/").rsplit("/", 1)[-1]
    # A control turns letters around, so that "exe.png" ends in gnp.exe.
    visible = "".join(" " if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp") else one for one in name)
    kept = "".join("_" if one in _FORBIDDEN else one for one in visible)
    return _shortened(" ".join(kept.split()).rstrip(". ")) or _NAMELESS


def checked_name(text: str) -> str:
    """A name that somebody typed; Invalid for one that could not be a file's."""
    name = " ".join(text.split())
    if not name:
        raise Invalid("A file needs a name.")
    if len(name.encode("utf-8", "replace")) > LONGEST:
        raise Invalid(f"The name is too long: {LONGEST} bytes are allowed.")
    if as_name(name) != name:
        raise Invalid(f"A file's name has none of {' '.join(_FORBIDDEN)} and does not end in a dot.")
    return name


def free_name(name: str, taken: Container[str]) -> str:
    """That name, or with a number before its ending where it is taken. taken: casefolded names."""
    stem, suffix = _parts(name)
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number}){suffix}"
    return name


def _shortened(name: str) -> str:
    stem, suffix = _parts(name)
    room = LONGEST - len(suffix.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip() + suffix


def _parts(name: str) -> tuple[str, str]:
    """The stem and the ending; an ending that is longer than all usual ones is none."""
    suffix = PurePosixPath(name).suffix
    if len(suffix.encode()) > 16:
        return name, ""
    return name.removesuffix(suffix), suffix
