"""The laboratory of mutants notices what tests notice, and what they do not."""

from __future__ import annotations

from pathlib import Path

from tests.faults.mutant_making import mutants
from tests.faults.mutants import TARGETS, known, of_file, tried

_SOURCE = """
LEAST = 3

@dataclass(frozen=True, slots=True)
class Pair:
    left: int = 0

    def smaller(self, a, b):
        log.info('looked', a + 1)
        if not a < b and b:
            raise ValueError
        return a + 1 or b + 1
"""


def test_each_small_fault_is_made_once_and_has_a_name_of_its_own() -> None:
    assert [(one.line, one.what) for one in mutants("file.py", _SOURCE)] == [
        (2, "3 -> 4"),
        (6, "Pair.0 -> 1"),
        (10, "Pair.smaller: not a < b and b -> not a < b or b"),
        (10, "Pair.smaller: not a < b -> a < b"),
        (10, "Pair.smaller: a < b -> a >= b"),
        (11, "Pair.smaller: raise ValueError -> pass"),
        (12, "Pair.smaller: return a + 1 or b + 1 -> return None"),
        (12, "Pair.smaller: a + 1 or b + 1 -> a + 1 and b + 1"),
        (12, "Pair.smaller: a + 1 -> a - 1"),
        (12, "Pair.smaller: b + 1 -> b - 1"),
        (12, "Pair.smaller: 1 -> 2"),
        (12, "Pair.smaller: 1 -> 2 (2)"),
    ]


def test_a_fault_that_tests_notice_dies_and_one_that_they_do_not_survives(tmp_path: Path) -> None:
    file = "store/backup_thinning.py"
    inside = [one for one in of_file(file) if ": return " in one.what][:1]
    outside = [one for one in of_file(file) if not one.first][:1]
    chosen = [*inside, *outside]
    ends = tried(file, chosen, ["tests/store/test_backup_thinning.py"], tmp_path)
    assert ends == {one.number: "died" for one in chosen}
    ends = tried(file, chosen, ["tests/store/test_failure.py"], tmp_path)
    assert ends == {one.number: "survived" for one in chosen}


def test_what_is_listed_is_a_mutant_and_has_its_reason() -> None:
    assert known().keys() <= {mutant.key for name in TARGETS for mutant in of_file(f"store/{name}.py")}
    assert all(known().values())
