"""JSON values inside the tracker: the digits of a number survive, as in the issue file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from store.jsonl_encode import Style, encode
from store.jsonl_read import parse

_PLAIN = Style(escape_html=False)


def dumps(value: object) -> str:
    """The value as compact JSON text; equal values give equal text when their keys are in one order."""
    return encode(value, _PLAIN).decode()


def loads(text: str) -> Any:
    """The value of a text that dumps() made."""
    return parse(text.encode())


def loads_object(text: str) -> dict[str, Any]:
    """The same, of an object."""
    return as_record(loads(text)) or {}


def as_record(value: object) -> dict[str, Any] | None:
    """The value when it is a JSON object."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def as_list(value: object) -> list[object]:
    """The elements of a JSON array; none of anything else."""
    return cast("list[object]", value) if isinstance(value, list) else []


def is_list(value: object) -> bool:
    """Whether the value is a JSON array."""
    return isinstance(value, list)


def text_of(values: Mapping[str, object]) -> str:
    """An object as text; an empty one, which most are, at no cost."""
    return dumps(values) if values else "{}"
