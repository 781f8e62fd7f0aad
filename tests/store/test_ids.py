"""Ids: bd's hashes and lengths, prefixes, partial ids, and uids on which clones agree."""

from __future__ import annotations

import json
import threading
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import Ambiguous, NotFound
from store.ids import (
    adaptive_length,
    comment_uid,
    comment_uids,
    commonest_prefix,
    derive_uid,
    hash_id,
    mint,
    new_uid,
    prefix_of,
    resolve,
)

SHARED = Path(__file__).parents[3] / "shared"
CONTENT = ("Title", "Desc", "actor")
BORN = 1_700_000_000_123_456_789


@pytest.mark.parametrize(
    ("length", "first", "second"),
    [
        (3, "bd-20z", "bd-23e"),
        (4, "bd-eexv", "bd-ew6v"),
        (5, "bd-ui8wl", "bd-xwwu1"),
        (6, "bd-2ui8wl", "bd-2xwwu1"),
        (7, "bd-k8xrbsy", "bd-kx61hne"),
        (8, "bd-0k8xrbsy", "bd-0kx61hne"),
    ],
)
def test_hashes_are_those_of_bd(length: int, first: str, second: str) -> None:
    assert hash_id("bd", CONTENT, BORN, length, 0) == first
    assert hash_id("bd", CONTENT, BORN, length, 1) == second


@pytest.mark.parametrize(("length", "most"), [(3, 163), (4, 983), (5, 5898)])
def test_length_grows_with_the_number_of_issues(length: int, most: int) -> None:
    assert adaptive_length(most) == length
    assert adaptive_length(most + 1) == length + 1


def test_length_has_a_floor_and_a_ceiling() -> None:
    assert adaptive_length(0, 4) == 4
    assert adaptive_length(10**9) == 8


def mint_with(taken: set[str], minimum: int = 4, count: int = 0) -> str:
    return mint("bd", *CONTENT, BORN, taken.__contains__, minimum, count)


def test_a_new_id_starts_at_the_minimum_and_grows_with_the_project() -> None:
    assert mint_with(set()) == "bd-eexv"
    assert mint_with(set(), minimum=8) == "bd-0k8xrbsy"
    assert mint_with(set(), count=984) == "bd-ui8wl"
    assert mint_with(set(), minimum=3) == "bd-20z"


def test_a_taken_id_is_passed_over_and_after_ten_the_id_grows() -> None:
    taken = {"bd-eexv"}
    assert mint_with(taken) == "bd-ew6v"
    tens = {hash_id("bd", CONTENT, BORN, 4, nonce) for nonce in range(10)}
    assert mint_with(tens) == "bd-ui8wl"


def test_no_free_id_is_an_error_and_not_an_endless_search() -> None:
    with pytest.raises(RuntimeError, match="no free id"):
        mint("bd", *CONTENT, BORN, bool, 4, 0)


@given(st.text(), st.text(), st.integers(-(2**63), 2**63))
def test_minted_ids_have_their_prefix_and_no_dot(title: str, text: str, born: int) -> None:
    made = mint("my-app", title, text, "me", born, set[str]().__contains__, 4, 0)
    assert made.startswith("my-app-")
    assert "." not in made


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("bd-1", "bd"),
        ("bd-a1b2", "bd"),
        ("my-app-a1b2", "my-app"),
        ("my-app-17", "my-app"),
        ("my-app-123456789", "my-app"),
        ("vc-baseline-test", "vc"),
        ("vc-baseline-bat", "vc-baseline"),
        ("haxe.elixir-z52", "haxe.elixir"),
        ("oraclemcp-eng-program-bp8ia.6.8", "oraclemcp-eng-program"),
        ("PokePoke-03q5", "PokePoke"),
        ("bd-wisp-a1b2c3d4e5", "bd"),
        ("plain", ""),
        ("", ""),
    ],
)
def test_prefix_is_what_precedes_the_hash(name: str, prefix: str) -> None:
    assert prefix_of(name) == prefix


def test_the_commonest_prefix_wins_whatever_the_order() -> None:
    ids = ["zz-1", "my-app-a1b2", "my-app-b2c3.1", "zz-2", "plain"]
    assert commonest_prefix(ids) == commonest_prefix(reversed(ids)) == "zz"
    assert commonest_prefix([*ids, "my-app-9"]) == "my-app"
    assert commonest_prefix(["plain"]) == ""


IDS = ["bd-a1b2", "bd-a1b", "bd-xyz9", "my-app-xyz9", "bd-77", "bd-a1b2.1", "plain"]


@pytest.mark.parametrize(
    ("partial", "meant"),
    [
        ("bd-a1b2", "bd-a1b2"),  # the id itself
        (" bd-77 ", "bd-77"),
        ("a1b", "bd-a1b"),  # with the prefix, though it is also a part of others
        ("app-xyz9", "my-app-xyz9"),  # the whole part after the first hyphen
        ("b2.1", "bd-a1b2.1"),  # a part of it
        ("bd-b2.", "bd-a1b2.1"),
        ("plai", "plain"),
    ],
)
def test_a_partial_id_finds_its_issue(partial: str, meant: str) -> None:
    assert resolve(partial, IDS, "bd") == meant


def test_the_same_hash_under_two_prefixes_is_ambiguous_and_both_are_named() -> None:
    with pytest.raises(Ambiguous, match=r"fits 2 issues: bd-xyz9, qq-xyz9\."):
        resolve("xyz9", ["bd-xyz9", "qq-xyz9", "zz-xyz90"], "my")


def test_many_matches_are_counted_and_not_all_listed() -> None:
    with pytest.raises(Ambiguous, match=r"fits 30 issues: .* and 20 more\."):
        resolve("a", [f"bd-a{n}" for n in range(30)], "bd")


@pytest.mark.parametrize("partial", ["", "  ", "bd-", "nothing"])
def test_no_match_is_said_plainly(partial: str) -> None:
    with pytest.raises(NotFound, match="No issue is called"):
        resolve(partial, IDS, "bd")


def test_without_a_prefix_only_the_ids_themselves_count() -> None:
    assert resolve("77", ["bd-77"], "") == "bd-77"
    assert resolve("-", ["a--b", "c"], "") == "a--b"


def test_uids_of_one_issue_agree_between_clones() -> None:
    uid = derive_uid("bd-1", "2026-02-05T09:20:11.123456789-08:00")
    assert uid == derive_uid("bd-1", "2026-02-05T17:20:11Z")
    assert uid == "b114bcba-19de-821f-8bb2-c124bcb0b4f5"  # must never change: it is in every tracker
    assert (uuid.UUID(uid).version, uuid.UUID(uid).variant) == (8, uuid.RFC_4122)
    assert uid != derive_uid("bd-1", "2026-02-05T17:20:12Z")
    assert uid != derive_uid("bd-2", "2026-02-05T17:20:11Z")
    assert uuid.UUID(derive_uid("bd-1", "never")).version == 8


@pytest.mark.skipif(not SHARED.exists(), reason="shared is not beside this checkout")
def test_no_two_real_issues_share_a_uid() -> None:
    path = SHARED / "corpus" / "steveyegge__beads__c0807e50e.jsonl"
    records = [json.loads(line) for line in path.read_bytes().splitlines()]
    assert len({derive_uid(r["id"], r["created_at"]) for r in records}) == len(records) == 9365


def test_new_uids_are_version_7_and_grow() -> None:
    made = [new_uid() for _ in range(5000)]
    assert made == sorted(set(made))
    assert {uuid.UUID(uid).version for uid in made} == {7}
    assert {uuid.UUID(uid).variant for uid in made} == {uuid.RFC_4122}


def test_new_uids_differ_between_threads() -> None:
    made: list[str] = []

    def make() -> None:
        made.extend([new_uid() for _ in range(500)])

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2000


ISSUE = "01890a5d-ac96-774b-bcce-b302099a8057"


def test_a_comment_keeps_its_uid_in_another_zone() -> None:
    uid = comment_uid(ISSUE, "ann", "2026-02-05 17:20:11", "hello", 0)
    assert uid == comment_uid(ISSUE, "ann", "2026-02-05T09:20:11-08:00", "hello", 0)
    assert uid == "d82d8afc-8361-59a1-8a23-58eef380c46a"  # must never change: it is in every tracker
    others = {
        comment_uid(new_uid(), "ann", "2026-02-05 17:20:11", "hello", 0),
        comment_uid(ISSUE, "bob", "2026-02-05 17:20:11", "hello", 0),
        comment_uid(ISSUE, "ann", "2026-02-05 17:20:12", "hello", 0),
        comment_uid(ISSUE, "ann", "2026-02-05 17:20:11", "hello!", 0),
        comment_uid(ISSUE, "ann", "2026-02-05 17:20:11", "hello", 1),
    }
    assert len(others | {uid}) == 6


def test_equal_comments_of_one_issue_stay_two() -> None:
    twice = [("ann", "2026-02-05T17:20:11Z", "+1"), ("ann", "2026-02-05T17:20:11.0Z", "+1")]
    first, second = comment_uids(ISSUE, twice)
    assert first == comment_uid(ISSUE, "ann", "2026-02-05T17:20:11Z", "+1", 0)
    assert second == comment_uid(ISSUE, "ann", "2026-02-05T17:20:11Z", "+1", 1)
