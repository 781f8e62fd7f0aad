"""The laboratory of mutants notices what tests notice, and what they do not."""

from __future__ import annotations

from pathlib import Path

from tests.faults.mutants import ROOT, TARGETS, Copy, known, mutants

_SOURCE = """
def smaller(a, b):
    log.info('looked')
    if not a < b and b:
        raise ValueError
    return a + 1
"""


def test_each_small_fault_is_made_once() -> None:
    assert [(one.line, one.what) for one in mutants("file.py", _SOURCE)] == [
        (4, "not a < b and b -> not a < b or b"),
        (4, "not a < b -> a < b"),
        (4, "a < b -> a >= b"),
        (5, "raise ValueError -> pass"),
        (6, "return a + 1 -> return None"),
        (6, "a + 1 -> a - 1"),
        (6, "1 -> 2"),
    ]


def test_a_fault_that_tests_notice_dies_and_one_that_they_do_not_survives(tmp_path: Path) -> None:
    project = Copy(tmp_path)
    file = "store/backup_thinning.py"
    found = mutants(file, (ROOT / file).read_text(encoding="utf-8"))
    test = ("tests/store/test_backup_thinning.py",)
    assert not project.survives(next(one for one in found if one.what.startswith("return ")), test)
    assert project.survives(
        next(one for one in found if one.what.startswith("return ")), ("tests/test_words.py",)
    )


def test_what_is_listed_is_a_mutant_and_has_its_reason() -> None:
    there = {
        mutant.key for file in TARGETS for mutant in mutants(file, (ROOT / file).read_text(encoding="utf-8"))
    }
    assert known().keys() <= there
    assert all(known().values())
