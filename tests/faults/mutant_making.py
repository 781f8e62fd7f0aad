"""Mutants of one file: its source with one small change, each known by a text that outlives other edits.

Left out are only changes that nobody can meet: flags of a dataclass (frozen and slots keep authors from
mistakes, no behaviour depends on them), and what is only written into the log.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType

_OTHER_WAY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_QUIET = ("log", "logging")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one node.

    number: of the node among all. first, last: the lines of its statement; 0 for what runs only when the file
    is imported, such as a constant or a default.
    """

    file: str
    line: int
    what: str
    number: int
    first: int = 0
    last: int = 0

    @property
    def key(self) -> str:
        """By which it is known whatever stands above it in its file."""
        return f"{self.file}: {self.what}"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


def mutants(file: str, source: str) -> list[Mutant]:
    """Every mutant of one file, by line."""
    tree = ast.parse(source)
    places = dict[ast.AST, _Place]()
    _find_places(tree, _Place(), places)
    found, seen = list[Mutant](), Counter[str]()
    for number, node in enumerate(ast.walk(tree)):
        if node in places and (new := _other(node)) is not None:
            place = places[node]
            words = f"{place.name}{ast.unparse(node)} -> {ast.unparse(new)}"
            what = " ".join(words.split())
            seen[what] += 1
            what += f" ({seen[what]})" if seen[what] > 1 else ""
            found.append(Mutant(file, getattr(node, "lineno", 0), what, number, place.first, place.last))
    return sorted(found, key=lambda mutant: mutant.line)


def mutated(source: str, number: int) -> ast.Module:
    """The file with the node of that number changed; lines stay what they are."""
    tree = ast.parse(source)
    place = list(ast.walk(tree))[number]
    new = _other(place) or place

    class Putting(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return ast.copy_location(new, node) if node is place else super().visit(node)

    Putting().visit(tree)
    return ast.fix_missing_locations(tree)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node stands: the function, and the lines of the statement."""

    name: str = ""
    first: int = 0
    last: int = 0


def _find_places(node: ast.AST, place: _Place, places: dict[ast.AST, _Place], inside: bool = False) -> None:
    """Note where everything below a node stands; what is left out is not noted."""
    if _is_flag(node) or (isinstance(node, ast.Call) and _is_quiet(node)):
        return
    if inside and isinstance(node, ast.stmt):
        place = _Place(place.name, node.lineno, node.end_lineno or node.lineno)
    places[node] = place
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and child in node.body:
            name = place.name if inside else f"{place.name.removesuffix(': ')}{node.name}: "
            _find_places(child, _Place(name, place.first, place.last), places, True)
        elif isinstance(node, ast.ClassDef) and not inside:
            _find_places(child, _Place(f"{node.name}."), places)
        else:
            _find_places(child, place, places, inside)


def _other(node: ast.AST) -> ast.AST | None:
    """What can stand in the place of a node."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return ast.Compare(node.left, [_OTHER_WAY[type(node.ops[0])]()], node.comparators)
    if isinstance(node, ast.BoolOp):
        return ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return node.operand
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        return ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        return ast.BinOp(node.left, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), node.right)
    if isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        return ast.Return(ast.Constant(None))
    if isinstance(node, ast.Raise):
        return ast.Pass()
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and not _is_quiet(node.value):
        return ast.Pass()
    return None


def _is_flag(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("dataclass", "dataclasses.dataclass")


def _is_quiet(call: ast.Call) -> bool:
    function = call.func
    while isinstance(function, ast.Attribute):
        function = function.value
    return isinstance(function, ast.Name) and function.id in _QUIET


def made_when_imported(mutant: Mutant) -> bool:
    """Whether only a new import of the file would show it."""
    return mutant.first == 0


def functions(tree: ast.Module, file: str) -> Iterator[tuple[tuple[str, int], CodeType]]:
    """The code of every function of a file, by its name and line."""
    codes: list[CodeType] = [compile(tree, file, "exec")]
    while codes:
        for inner in codes.pop().co_consts:
            if isinstance(inner, CodeType):
                yield (inner.co_qualname, inner.co_firstlineno), inner
                codes.append(inner)
