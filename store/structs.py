"""Dataclasses with slots whose methods are written when the first object is made.

The standard library writes them where the class is read, 1.3 ms each; of two hundred classes that a start
reads it makes few. For type checkers, and for whoever makes an object, there is no difference.
"""

from __future__ import annotations

import dataclasses
import inspect
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, cast

_WRITTEN = (
    "__repr__", "__eq__", "__hash__", "__match_args__", "__dataclass_fields__", "__dataclass_params__",
    "__init__",
)  # fmt: skip
"""The last one is what another thread may call at once."""
_unwritten: dict[type, tuple[type, bool]] = {}
"""By the class that has slots: the class as its author wrote it, which has the defaults; is it frozen."""
_lock = threading.RLock()


def _dataclass(*, slots: bool, frozen: bool = False) -> Callable[[type], type]:
    if not slots:
        raise TypeError("only for classes with slots")

    def decorate(plain: type) -> type:
        return _slotted(plain, frozen)

    return decorate


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass


def _slotted(plain: type, frozen: bool) -> type:
    kinds: dict[str, object] = inspect.get_annotations(plain)
    fields = tuple(name for name, kind in kinds.items() if not str(kind).startswith("ClassVar"))
    names = {
        name: value
        for name, value in plain.__dict__.items()
        if name not in fields and name not in ("__dict__", "__weakref__")
    }
    if "__init__" in names:
        raise TypeError(f"{plain.__name__} has an __init__ of its own")
    inherited: tuple[str, ...] = getattr(plain, "__match_args__", ())
    own = tuple(name for name in fields if name not in inherited)
    names.update(__slots__=own, __match_args__=inherited + own)
    if frozen:
        names.update(__setattr__=_refuse, __delattr__=_refuse, __getstate__=_state, __setstate__=_set_state)
    made: Any

    def first(self: object, *args: object, **named: object) -> None:
        _write(made)
        made.__init__(self, *args, **named)

    kind: Any = type(plain)
    made = kind(plain.__name__, plain.__bases__, {**names, "__init__": first})
    made.__qualname__ = plain.__qualname__
    # Without one, the standard library would make one of the signature, which takes it longest.
    plain.__doc__ = plain.__doc__ or plain.__name__
    _unwritten[made] = (plain, frozen)
    return cast("type", made)


def prepare(*classes: type) -> None:
    """Write the methods of these now: where a first object would come at a moment that is waited for."""
    for one in classes:
        _write(one)


def _write(made: type) -> None:
    """Let the standard library write the methods, and take them over. Any thread."""
    with _lock:
        for base in reversed(made.__mro__):
            if base not in _unwritten:
                continue
            plain, frozen = _unwritten[base]
            dataclasses.dataclass(frozen=frozen)(plain)
            for name in _WRITTEN:
                setattr(base, name, plain.__dict__[name])
            del _unwritten[base]


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _set_state(self: object, state: list[object]) -> None:
    # In this process it may be the first one.
    _write(self.__class__)
    for one, value in zip(dataclasses.fields(cast("Any", self)), state, strict=True):
        object.__setattr__(self, one.name, value)


def _refuse(self: object, name: str, _value: object = None) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot change {name} of a {type(self).__name__}")
