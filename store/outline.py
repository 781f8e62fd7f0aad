"""A list as an outline: what belongs to an epic stands under it, and epics under their own parents."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING

from store import ready
from store.answers import Group
from store.issue import TOMBSTONE
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

# The first parent only, as in the rows; a parent in the trash counts while it is listed itself.
_PARENTS = f"""
    SELECT d.issue, p.key, p.status = '{TOMBSTONE}', min(d.ordinal)
    FROM dependency AS d CROSS JOIN issue AS p ON p.id = d.target AND p.gone = 0
    WHERE d.type = 'parent-child' AND d.removed = 0 AND d.issue <> p.key GROUP BY d.issue"""

_NAMES = """
    SELECT i.key, i.uid, i.id, i.title, i.status
    FROM json_each(?) AS f CROSS JOIN issue AS i ON i.key = f.value"""


@dataclass(slots=True)
class _Node:
    """One group while it is filled."""

    key: int
    first: int
    depth: int
    listed: bool
    count: int = 0


@dataclass(slots=True)
class _Tree:
    """Who stands under whom: listed issues and those above them."""

    below: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    tops: list[int] = field(default_factory=list[int])


def outline(tracker: Tracker, keys: array[int]) -> tuple[array[int], tuple[Group, ...]]:
    """The keys anew, each under its first parent, and a group for each parent.

    Parents that do not match are groups too. Those that stand under nothing and have nothing under them
    come last, in a group without a value; an epic is never one of them. Siblings keep their order; a
    parent that does not match stands where the first of its own would.
    """
    place = {key: number for number, key in enumerate(keys)}
    parents = {
        child: parent
        for child, parent, in_trash, _ in tracker.all(_PARENTS)
        if not in_trash or parent in place
    }
    tree = _plant(keys, place, parents)
    epics = {key for (key,) in tracker.all("SELECT key FROM issue WHERE issue_type = 'epic' AND gone = 0")}
    made: array[int] = array("q")
    nodes: list[_Node] = []
    written: set[int] = set()
    alone = array("q", [key for key in tree.tops if key not in tree.below and key not in epics])
    written.update(alone)
    for top in tree.tops:
        if top not in written:
            _write(top, tree.below, place, epics, made, nodes, written)
    # Parents in a circle have no top: the first of them that is listed stands for one.
    for key in keys:
        if key not in written:
            _write(key, tree.below, place, epics, made, nodes, written)
    groups = _named(tracker, nodes)
    if alone:
        groups.append(Group("", len(made), len(alone)))
        made.extend(alone)
    return made, tuple(groups)


def _plant(keys: array[int], place: Mapping[int, int], parents: Mapping[int, int]) -> _Tree:
    tree = _Tree()
    rank: dict[int, int] = {}
    for number, key in enumerate(keys):
        node = key
        while node not in rank:
            rank[node] = place.get(node, number)
            above = parents.get(node)
            if above is None:
                tree.tops.append(node)
                break
            tree.below.setdefault(above, []).append(node)
            node = above
    for siblings in (tree.tops, *tree.below.values()):
        siblings.sort(key=rank.__getitem__)
    return tree


def _write(
    top: int,
    below: Mapping[int, list[int]],
    place: Mapping[int, int],
    epics: set[int],
    made: array[int],
    nodes: list[_Node],
    written: set[int],
) -> None:
    """Write down a top and all below it; without recursion, as a chain may be long."""
    left: list[int | _Node] = [top]
    depth = 0
    while left:
        one = left.pop()
        if isinstance(one, _Node):
            one.count = len(made) - one.first
            depth -= 1
            continue
        if one in written:
            continue
        written.add(one)
        listed = one in place
        if listed:
            made.append(one)
        children = below.get(one, ())
        if children or one in epics:
            node = _Node(one, len(made), depth, listed)
            nodes.append(node)
            depth += 1
            left.append(node)
            left.extend(reversed(children))


def _named(tracker: Tracker, nodes: Iterable[_Node]) -> list[Group]:
    """Groups with the uids of their epics; those that are not listed have words and numbers as well."""
    found = list(nodes)
    wanted = json.dumps([node.key for node in found])
    names = {key: names for key, *names in tracker.all(_NAMES, (wanted,))}
    unlisted = [node.key for node in found if not node.listed]
    progress = ready.children_progress(tracker, unlisted) if unlisted else {}
    groups: list[Group] = []
    for node in found:
        uid, id, title, status = names[node.key]
        group = Group(uid, node.first, node.count, node.depth, node.key, node.listed)
        if not node.listed:
            children, finished = progress.get(node.key, (0, 0))
            group = replace(group, id=id, title=title, status=status, children=children, finished=finished)
        groups.append(group)
    return groups
