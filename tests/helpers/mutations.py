"""Made-up issue files with every oddity, and the ways in which disks, tools and people damage them."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

Mutation = Callable[[Random, bytes], bytes]

_WORDS = ("tide", "wrack", "Ünïcode", "日本", "🦀", "<&>", "a\\b", '"q"', "=======", "\u2028", "{}", "x" * 70)
_TIMES = (
    "2026-01-01T00:00:00Z", "2026-02-03T04:05:06.123456789+11:00", "2026-01-31 23:59:59",
    "0001-01-01T00:00:00Z",    "2025-12-31T23:59:59.5-08:00", "soon",
)  # fmt: skip
_STATUSES = ("open", "open", "closed", "in_progress", "tombstone", "hooked", "done", "")
_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 7, 10**30, 1.5, "", "text", "2", [], ["a", 1, None], {},
    {"deep": [{"er": 1}]}, "\0",
)  # fmt: skip
_KEYS = (
    "id", "title", "description", "status", "priority", "issue_type", "labels", "dependencies", "comments",
    "created_at", "updated_at", "closed_at", "assignee", "notes", "metadata", "pinned", "estimated_minutes",
    "external_ref", "_type", "zeta",
)  # fmt: skip
_DEEP = {"_type": "memory", "key": "k", "value": "v"}


def words(random: Random) -> str:
    """A few words, some of which are odd."""
    return " ".join(random.choices(_WORDS, k=random.randrange(1, 5)))


def record(random: Random, id: str) -> dict[str, Any]:
    """An issue as one of the tools may have written it."""
    made: dict[str, Any] = {
        "id": id,
        "title": words(random),
        "status": random.choice(_STATUSES),
        "priority": random.choice((0, 1, 2, 3, 4, "high", "P1")),
        "issue_type": random.choice(("task", "bug", "epic", "molecule")),
        "created_at": random.choice(_TIMES),
        "updated_at": random.choice(_TIMES),
    }
    more: dict[str, Callable[[], Any]] = {
        "description": lambda: words(random) + "\n" + words(random),
        "labels": lambda: random.sample(["ui", "Ü", " x ", "", "a,b"], k=random.randrange(4)),
        "dependencies": lambda: [
            random.choice((f"p-{random.randrange(9)}", _edge(random, id))) for _ in range(random.randrange(3))
        ],
        "comments": lambda: [_comment(random, id, n) for n in range(random.randrange(3))],
        "closed_at": lambda: random.choice(_TIMES),
        "assignee": lambda: random.choice(("ann", "", None)),
        "notes": lambda: random.choice(("n\0te", [], "tab\there")),
        "zeta": lambda: random.choice(_ODD),
        "metadata": lambda: random.choice(("{}", {"a": 1})),
    }
    for key, value in more.items():
        if random.random() < 0.3:
            made[key] = value()
    for key in ("priority", "status", "created_at"):
        if random.random() < 0.1:
            del made[key]
    return made


def _edge(random: Random, id: str) -> dict[str, Any]:
    target = random.choice((f"p-{random.randrange(9)}", "external:x:y", "gone-1"))
    type_ = random.choice(("blocks", "parent-child", "related", "follows", "waits-for"))
    return {"issue_id": id, "depends_on_id": target, "type": type_, "created_at": random.choice(_TIMES)}


def _comment(random: Random, id: str, number: int) -> dict[str, Any]:
    return {
        "id": random.choice((number, f"c-{number}")),
        "issue_id": id,
        "author": random.choice(("ann", "bob")),
        "text": words(random),
        "created_at": random.choice(_TIMES),
    }


def line(random: Random, value: object) -> bytes:
    """The record as one line, spelled as one of the tools spells JSON."""
    separators = random.choice(((",", ":"), (", ", ": ")))
    return json.dumps(value, separators=separators, ensure_ascii=random.random() < 0.5).encode(
        "utf-8", "surrogatepass"
    )


def bodies(random: Random, count: int) -> list[bytes]:
    """Lines of a file: mostly issues, some with the same id, some of another kind."""
    made: list[bytes] = []
    for n in range(count):
        other = random.random()
        if other < 0.04:
            made.append(random.choice((b"", b"  ", b"plain prose", json.dumps(_DEEP).encode())))
        else:
            id = f"p-{n}" if other < 0.85 else f"p-{random.randrange(count)}"
            made.append(line(random, record(random, id)))
    return made


# Lines


def _flip(random: Random, body: bytes) -> bytes:
    place = random.randrange(len(body))
    return body[:place] + bytes([body[place] ^ (1 << random.randrange(8))]) + body[place + 1 :]


def _cut(random: Random, body: bytes) -> bytes:
    place = random.randrange(len(body))
    return body[:place] if random.random() < 0.7 else body[place:]


def _splice(random: Random, body: bytes) -> bytes:
    one, other = sorted(random.choices(range(len(body) + 1), k=2))
    return random.choice((body[:one] + body[other:], body[:other] + body[one:]))


def _insert(random: Random, body: bytes) -> bytes:
    odd = (
        b"\n", b"\r", b"\r\n", b"\t", b"\0", b"\x1b", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf",
        b"\\", b"\\ud83d", b"\\u0000", b'"', b",", b"{", b"}", b"[", b"]", b"1e999", b"-0", b"NaN",
        b"[" * 200,
        b"\xe2\x80\xa8", b"\x0c", b"\n=======\n", b"\n<<<<<<< HEAD\n", b"\n>>>>>>> x\n", b'\n{"id":"p-0"}\n',
    )  # fmt: skip
    place = random.randrange(len(body) + 1)
    return body[:place] + random.choice(odd) + body[place:]


def _drift(random: Random, body: bytes) -> bytes:
    try:
        found = json.loads(body)
    except ValueError:
        return _insert(random, body)
    if not isinstance(found, dict):
        return _flip(random, body)
    for _ in range(random.randrange(1, 4)):
        found[random.choice(_KEYS)] = random.choice(_ODD)
    return line(random, found)


def _respell(random: Random, body: bytes) -> bytes:
    """Keys in another case, twice, or in another order."""
    try:
        found = json.loads(body)
    except ValueError:
        return body + body
    if not isinstance(found, dict):
        return body
    items = list(found.items())
    random.shuffle(items)
    texts = [
        f"{json.dumps(random.choice((key, key, key.upper(), key.title())))}:{json.dumps(value)}"
        for key, value in [*items, *items[: random.randrange(3)]]
    ]
    return ("{" + ",".join(texts) + "}").encode("utf-8", "surrogatepass")


def _grow(random: Random, body: bytes) -> bytes:
    return body.replace(b"tide", b"long " * 21_000, 1)


_OF_LINES: tuple[Mutation, ...] = (
    _flip,
    _flip,
    _cut,
    _splice,
    _insert,
    _insert,
    _insert,
    _drift,
    _drift,
    _respell,
)


def mutated_line(random: Random, body: bytes) -> bytes:
    """One line, damaged in one to three ways; a line end in it makes several of it."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        if body:
            body = random.choice(_OF_LINES)(random, body)
    return _grow(random, body) if random.random() < 0.002 else body


# Whole files


def _conflict(random: Random, made: list[bytes]) -> None:
    """Put a part of the file between markers, with another version of it on the other side."""
    start = random.randrange(len(made) + 1)
    ours = made[start : start + random.randrange(4)]
    theirs = [
        random.choice((body, _drift(random, body), line(random, record(random, f"p-{random.randrange(9)}"))))
        for body in ours
        if body
    ]
    before = [b"||||||| base", *ours[:1]] if random.random() < 0.3 else []
    marked = [b"<<<<<<< HEAD", *ours, *before, b"=======", *theirs, b">>>>>>> branch"]
    if random.random() < 0.3:
        del marked[random.randrange(len(marked))]
    made[start : start + len(ours)] = marked


def _duplicate(random: Random, made: list[bytes]) -> None:
    made.insert(random.randrange(len(made) + 1), random.choice(made))


def _swap(random: Random, made: list[bytes]) -> None:
    one, other = random.randrange(len(made)), random.randrange(len(made))
    made[one], made[other] = made[other], made[one]


def _join(random: Random, made: list[bytes]) -> None:
    place = random.randrange(len(made))
    made[place : place + 2] = [b"".join(made[place : place + 2])]


def _drop(random: Random, made: list[bytes]) -> None:
    del made[random.randrange(len(made))]


def _damage(random: Random, made: list[bytes]) -> None:
    place = random.randrange(len(made))
    made[place] = mutated_line(random, made[place])


_OF_FILES = (_conflict, _conflict, _conflict, _duplicate, _swap, _join, _drop, _damage, _damage)


def mutated_file(random: Random) -> bytes:
    """A small file that was damaged as a whole: its lines, its markers, its endings, its encoding."""
    made = bodies(random, random.randrange(1, 9))
    for _ in range(random.randrange(1, 4)):
        if made:
            random.choice(_OF_FILES)(random, made)
    ending = random.choice((b"\n", b"\n", b"\r\n", b"mixed"))
    data = b"".join(
        body + (random.choice((b"\n", b"\r\n")) if ending == b"mixed" else ending) for body in made
    )
    if random.random() < 0.1:
        data = data.rstrip(b"\r\n")
    if random.random() < 0.05:
        data = b"\xef\xbb\xbf" + data
    if random.random() < 0.03:
        data = data.replace(b"\n", b"\r")
    if random.random() < 0.02:
        data = data.decode("utf-8", "replace").encode(random.choice(("utf-16", "latin-1")), "replace")
    return _flip(random, data) if data and random.random() < 0.2 else data


def file_of_mutated_lines(random: Random, count: int) -> bytes:
    """A file with this many damaged lines between good ones."""
    return b"".join(
        (mutated_line(random, body) if n % 2 else body) + b"\n"
        for n, body in enumerate(bodies(random, 2 * count))
    )
