"""Dataclasses whose methods are written late are those of the standard library."""

from __future__ import annotations

import copy
import pickle
import threading
from dataclasses import FrozenInstanceError, asdict, field, fields, replace

import pytest

from store.structs import dataclass


@dataclass(frozen=True, slots=True)
class Shell:
    """On the beach."""

    name: str
    size: int = 3
    marks: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class Whelk(Shell):
    turns: int = 5


@dataclass(slots=True)
class Bucket:
    shells: int = 0

    def __post_init__(self) -> None:
        self.shells += 1


def test_what_is_made_is_what_the_standard_library_would_make() -> None:
    one, other = Shell("cockle"), Shell("cockle")
    assert one == other
    assert one != Shell("cockle", 4)
    assert one.marks == []
    assert one.marks is not other.marks
    assert repr(replace(one, size=4, marks=["worn"])) == "Shell(name='cockle', size=4, marks=['worn'])"
    assert asdict(one) == {"name": "cockle", "size": 3, "marks": []}
    assert not hasattr(one, "__dict__")
    match one:
        case Shell(name, size):
            assert (name, size) == ("cockle", 3)
    with pytest.raises(TypeError, match="name"):
        Shell()  # type: ignore[call-arg]


def test_a_frozen_one_takes_no_changes_and_another_does() -> None:
    one = Shell("cockle")
    with pytest.raises(FrozenInstanceError):
        one.size = 4  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.size
    bucket = Bucket(2)
    bucket.shells += 1
    assert bucket == Bucket(3)
    with pytest.raises(TypeError, match="unhashable"):
        hash(bucket)


def test_frozen_ones_can_be_copied_and_pickled() -> None:
    one = Shell("cockle", marks=["worn"])
    for twin in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301 (our own)
        assert twin == one
    assert copy.deepcopy(one).marks is not one.marks


def test_a_class_below_another_has_the_fields_of_both() -> None:
    whelk = Whelk("whelk", turns=6)
    assert [one.name for one in fields(whelk)] == ["name", "size", "marks", "turns"]
    assert whelk == Whelk("whelk", 3, [], 6)
    assert whelk != Shell("whelk")


def test_threads_that_make_the_first_ones_at_once_get_the_same_class() -> None:
    for _ in range(20):

        @dataclass(frozen=True, slots=True)
        class Drop:
            size: int
            names: tuple[str, ...] = field(default_factory=tuple[str, ...])

        start, made = threading.Barrier(4), list[Drop]()

        def make(start: threading.Barrier = start, made: list[Drop] = made, kind: type[Drop] = Drop) -> None:
            start.wait(10)
            made.append(kind(1))

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert made == [Drop(1)] * 4
