"""Names of issues: short ids as bd makes them, their prefixes, partial ids, and the uids behind them.

Pure, any thread. The rules of ids are bd's (github.com/steveyegge/beads, internal/idgen and
internal/utils), so that ids minted here and by bd look and resolve alike.
"""

from __future__ import annotations

import hashlib
import math
import re
import secrets
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable

from store.errors import Ambiguous, NotFound
from store.times import sort_key

SHORTEST = 3
LONGEST = 8

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_BYTES = {3: 2, 4: 3, 5: 4, 6: 4, 7: 5, 8: 5}
_COLLISION = 0.25
_NONCES = 10
_HASH = re.compile(r"[0-9A-Za-z]{3}|(?=.*[0-9])[0-9A-Za-z]{4,8}", re.ASCII)
_NOT_PREFIX = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"[0-9]+", re.ASCII)


def adaptive_length(count: int, minimum: int = SHORTEST) -> int:
    """The shortest hash for `count` issues of a prefix that keeps a collision at 25 % or less.

    That is the birthday bound over 36^length; 3 holds up to 163 issues, 4 up to 983, 5 up to 5898.
    """
    for length in range(max(minimum, SHORTEST), LONGEST):
        if 1 - math.exp(-(count * count) / (2 * 36.0**length)) <= _COLLISION:
            return length
    return LONGEST


def hash_id(prefix: str, content: tuple[str, str, str], created_ns: int, length: int, nonce: int) -> str:
    """bd's id for (title, description, creator): SHA-256 cut to a few bytes, in base 36."""
    text = "|".join((*content, str(created_ns), str(nonce)))
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    number = int.from_bytes(digest[: _BYTES[length]], "big")
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _BASE36[rest] + digits
    return f"{prefix}-{digits.rjust(length, '0')[-length:]}"


def mint(  # noqa: PLR0913 (bd hashes five values; three say what is taken)
    prefix: str,
    title: str,
    description: str,
    creator: str,
    created_ns: int,
    taken: Callable[[str], bool],
    minimum: int,
    count: int,
) -> str:
    """A free id: ten tries at each length from max(minimum, adaptive length) to 8, as bd does.

    count: top-level issues of this prefix; taken must answer for tombstones too. An id is never
    dotted: a child is an issue like any other plus an edge.
    """
    content = (title, description, creator)
    for length in range(min(adaptive_length(count, minimum), LONGEST), LONGEST + 1):
        for nonce in range(_NONCES):
            candidate = hash_id(prefix, content, created_ns, length, nonce)
            if not taken(candidate):
                return candidate
    raise RuntimeError(f"no free id with the prefix {prefix} was found")


def prefix_of(issue_id: str) -> str:
    """The part before the hash or number; "" for an id without a hyphen.

    Split at the last hyphen when what follows it (up to a dot) is a number or looks like a hash:
    3 to 8 letters and digits, with a digit among 4 or more; otherwise at the first hyphen.
    """
    head, hyphen, tail = issue_id.rpartition("-")
    if not hyphen:
        return ""
    tail = tail.partition(".")[0]
    if _NUMBER.fullmatch(tail) or _HASH.fullmatch(tail):
        return head
    return issue_id.partition("-")[0]


def prefix_from_name(name: str) -> str:
    """A prefix for a tracker of that name: its lower-case letters and digits; "issue" without any."""
    words = _NOT_PREFIX.sub("-", name.lower()).strip("-")
    return words if words[:1].isalpha() else "issue"


def commonest_prefix(ids: Iterable[str]) -> str:
    """The prefix of most ids, the shorter and then the smaller one on a tie; "" when there is none."""
    counts = Counter(prefix for prefix in map(prefix_of, ids) if prefix)
    return min(counts, key=lambda prefix: (-counts[prefix], len(prefix), prefix), default="")


def resolve(partial: str, candidates: Iterable[str], prefix: str) -> str:
    """The one id that somebody means by `partial`.

    In this order: the id itself, the id after `prefix-`, an id whose part after the first hyphen is
    `partial`, an id whose part there contains it. candidates: without tombstones. NotFound when none
    fits, Ambiguous, naming them, when several do.
    """
    wanted = partial.strip()
    known = list(candidates)
    present = set(known)
    for exact in (wanted, f"{prefix}-{wanted}"):
        if wanted and exact in present:
            return exact
    part = wanted.removeprefix(f"{prefix}-") if prefix else wanted
    if not part:
        raise NotFound(f"No issue is called “{wanted}”.")
    tails = [(one.partition("-")[2] or one, one) for one in known]
    found = sorted({one for tail, one in tails if tail == part})
    found = found or sorted({one for tail, one in tails if part in tail})
    if not found:
        raise NotFound(f"No issue is called “{wanted}”.")
    if len(found) > 1:
        shown = ", ".join(found[:10]) + (f" and {len(found) - 10} more" if len(found) > 10 else "")
        raise Ambiguous(f"“{wanted}” fits {len(found)} issues: {shown}. Write more of the id.")
    return found[0]


def derive_uid(issue_id: str, created_at: str) -> str:
    """The identity of an issue that came from a file: the same in every clone.

    UUIDv8 of id and the instant of created_at cut to whole seconds: bd 1.x stores no fractions, and
    clones write other offsets.
    """
    return uid_of(issue_id, sort_key(created_at))


def uid_of(issue_id: str, created_key: str) -> str:
    """The same from the sort key of created_at."""
    digest = hashlib.sha256(f"{issue_id}\0{created_key[:19]}".encode("utf-8", "replace")).digest()
    return _stamped(int.from_bytes(digest[:16], "big"), 8)


def comment_uid(issue_uid: str, author: str, created_at_instant: str, text: str, ordinal: int) -> str:
    """The identity of a comment: UUIDv5, independent of the per-database number bd gives it.

    ordinal: how many equal comments (same author, instant and text) precede it in the issue.
    """
    instant = sort_key(created_at_instant) or created_at_instant
    name = "\0".join((author, instant, str(ordinal), text)).encode("utf-8", "replace")
    return str(uuid.uuid5(uuid.UUID(issue_uid), name.decode()))


def comment_uids(issue_uid: str, comments: Iterable[tuple[str, str, str]]) -> list[str]:
    """One uid for each (author, created_at, text) of an issue, equal ones told apart by their order."""
    seen: Counter[tuple[str, str, str]] = Counter()
    uids: list[str] = []
    for author, created_at, text in comments:
        key = (author, sort_key(created_at) or created_at, text)
        uids.append(comment_uid(issue_uid, author, created_at, text, seen[key]))
        seen[key] += 1
    return uids


class _Sequence:
    """The last UUIDv7 of this process, so that the next one is greater."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def next(self) -> int:
        """48 bits of milliseconds and 74 random ones; a step on from the last when time stands still."""
        fresh = (time.time_ns() // 1_000_000) << 74 | secrets.randbits(73)
        with self._lock:
            self._last = fresh if fresh > self._last else self._last + 1 + secrets.randbits(32)
            return self._last


_sequence = _Sequence()


def new_uid() -> str:
    """A UUIDv7; later calls of one process give greater ones, in text order too."""
    value = _sequence.next()
    time_and_counter = (value >> 74) << 80 | (value >> 62 & 0xFFF) << 64
    return _stamped(time_and_counter | value & ((1 << 62) - 1), 7)


def _stamped(value: int, version: int) -> str:
    """128 bits as UUID text, with the version and the variant of RFC 9562 set."""
    value &= ~(0xF << 76 | 0x3 << 62)
    digits = f"{value | version << 76 | 0b10 << 62:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
