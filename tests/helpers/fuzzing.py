"""Imports damaged files into real trackers and says what crashed and what was lost."""

from __future__ import annotations

import json
import shutil
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import apsw

from store import exporting, importing, jsonl, requests
from store.check import check
from store.errors import KnownError
from store.issue import TOMBSTONE
from store.lines import Line, read_lines
from store.lookups import FindIssue
from store.tracker import Tracker
from tests.helpers import mutations

BATCH = 100
"""Damaged lines in one file: each is a case, and so is a file that was damaged as a whole."""
WHOLE = 3
"""Files that were damaged as a whole for each one of damaged lines."""


@dataclass(slots=True)
class Report:
    """What a run found. refused: files that are no issue files, told so in one sentence."""

    cases: int = 0
    files: int = 0
    refused: int = 0
    crashes: list[str] = field(default_factory=list[str])
    losses: list[str] = field(default_factory=list[str])

    def __str__(self) -> str:
        return (
            f"{self.cases} cases in {self.files} files ({self.refused} refused as no issue files): "
            f"{len(self.crashes)} crashes, {len(self.losses)} losses"
        )


class Lost(AssertionError):
    """Something was not there any more, or changed that nobody had touched."""


def run(seed: int, cases: int, folder: Path) -> Report:
    """So many cases, the same for the same seed. A file that shows a fault stays in the folder."""
    report = Report()
    template = folder / "Template.strandline"
    Tracker.open(template, create=True, actor="ann").close()
    while report.cases < cases:
        random = Random(f"{seed} {report.files}")
        count = BATCH if report.files % (WHOLE + 1) == 0 and cases - report.cases >= BATCH else 1
        data = (
            mutations.mutated_file(random) if count == 1 else mutations.file_of_mutated_lines(random, count)
        )
        report.cases += count
        report.files += 1
        _try(report, data, random, template)
    return report


def _try(report: Report, data: bytes, random: Random, template: Path) -> None:
    place = template.with_name("Case.strandline")
    shutil.copy(template, place)
    tracker = Tracker.open(place, actor="ann")
    kept = template.with_name(f"fault {report.files}.jsonl")
    try:
        survive(tracker, data, random)
    except KnownError:
        report.refused += 1
    except Lost as error:
        kept.write_bytes(data)
        report.losses.append(f"{kept.name}: {error}")
    except Exception:  # noqa: BLE001 - whatever a damaged file can raise is what is looked for
        kept.write_bytes(data)
        report.crashes.append(f"{kept.name}: {traceback.format_exc(limit=-4)}")
    finally:
        tracker.close()
        for suffix in ("", "-wal", "-shm"):
            place.with_name(place.name + suffix).unlink(missing_ok=True)


def survive(tracker: Tracker, data: bytes, random: Random) -> None:
    """Import a file into an empty tracker and hold it to every promise; raises Lost for one that is broken.

    A KnownError is an answer too, as long as nothing was imported.
    """
    path = tracker.path.with_name("issues.jsonl")
    try:
        imported = importing.import_bytes(tracker, data, path)
    except KnownError:
        _is(tracker.one("SELECT count(*) FROM exchange_file"), 0, "a refused file left something behind")
        raise
    lines = read_lines(data)[1]
    content = data.removeprefix(jsonl.BOM)
    filled = sum(1 for line in content.split(b"\n") if line.strip())
    _is(imported.issues + imported.kept_verbatim, filled, "not every line was counted")
    _is(imported.created, imported.issues, "not every issue was created")
    written = exporting.export(tracker)[0]
    _compare(written, _expected(data, lines), "the export")
    _again(tracker, data, written, path)
    _edit_one(tracker, lines, written, random)
    # A second file that is empty: to look through it takes a third of all the time, and is tested elsewhere.
    tracker.connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    _is(check(tracker).findings, (), "the tracker is not sound")


def _expected(data: bytes, lines: list[Line]) -> bytes:
    if not any(line.kind == "merged" for line in lines):
        return data
    bom = jsonl.BOM if data.startswith(jsonl.BOM) else b""
    return bom + b"".join(line.raw + line.ending for line in lines if line.kind != "merged")


def _again(tracker: Tracker, data: bytes, written: bytes, path: Path) -> None:
    for given in (data, data + b"\n", data):
        imported = importing.import_bytes(tracker, given, path)
        _is(
            (imported.created, imported.updated, imported.deleted),
            (0, 0, 0),
            "a second import changed something",
        )
    _compare(exporting.export(tracker)[0], written, "the export after further imports")
    lines, again = read_lines(data)[1], read_lines(written)[1]
    if not any("without its counterpart" in line.reason for line in lines):
        # Without the markers in it, a record that they had cut in two is whole again: one more is no fault.
        # Nor is it that a marker without its counterpart finds another one then.
        found, were = ({line.id for line in some if line.kind == "issue"} for some in (again, lines))
        _is(were - found, set(), "an issue is not in the export")


def _edit_one(tracker: Tracker, lines: list[Line], written: bytes, random: Random) -> None:
    issues = [line for line in lines if line.kind == "issue" and line.record.get("status") != TOMBSTONE]
    if not issues:
        return
    one = random.choice(issues)
    uid = FindIssue(one.id).run(tracker).uid
    title = f"changed {random.random()}"
    requests.Edit(uid, {"title": title}).run(tracker)
    now = exporting.export(tracker)[0]
    rows = [line for line in lines if line.kind != "merged"]
    place = rows.index(one)
    before = written[: written.index(b"".join(line.raw + line.ending for line in rows))]
    before += b"".join(line.raw + line.ending for line in rows[:place])
    after = one.ending + b"".join(line.raw + line.ending for line in rows[place + 1 :])
    if not (now.startswith(before) and now.endswith(after) and len(now) > len(before) + len(after)):
        raise Lost(f"an edit of {one.id} touched another line")
    changed = now[len(before) : len(now) - len(after)]
    if b"\n" in changed:
        raise Lost(f"the edited record of {one.id} is not one line")
    found, was = jsonl.read(changed), one.record
    titles = [value for key, value in found.items() if jsonl.known_key(key) == "title"]
    _is(titles, [title], "the new title is not in the line")
    for key, value in was.items():
        if jsonl.known_key(key) not in ("title", "updated_at"):
            _is(json.dumps(found.get(key)), json.dumps(value), f"{key} of {one.id} changed with the title")


def _is(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise Lost(f"{what}: {found!r} instead of {wanted!r}")


def _compare(found: bytes, wanted: bytes, what: str) -> None:
    if found != wanted:
        place = next(
            (n for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b),
            min(len(found), len(wanted)),
        )
        near = slice(max(0, place - 30), place + 60)
        raise Lost(f"{what} differs at byte {place}: {found[near]!r} instead of {wanted[near]!r}")
