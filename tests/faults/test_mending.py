"""Whatever fails while a damaged tracker is replaced, it is kept, and no half one stands in its place."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import apsw
import pytest

from store import replacing
from store.errors import KnownError
from store.tracker import Tracker
from tests.faults import mending
from tests.faults.desk import at_home
from tests.faults.failing_disk import Fault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="replaces system calls as Linux has them")


def test_what_fails_while_a_damaged_tracker_is_replaced_loses_nothing(tmp_path: Path) -> None:
    """Some of one way here, 3,000 of all under `run.py torture mending`."""
    said, well = mending.run(4, 14, tmp_path, ways=("salvage",))
    assert well, said
    assert said.startswith("7 power cuts, 7 failing operations, ")
    assert " 0 refused" not in said


def test_what_could_not_be_written_whole_takes_nobodys_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(made: Tracker) -> None:
        made.connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        made.close()

    with at_home(tmp_path / "place"):
        case = mending.laid_out(2, "rebuild", tmp_path / "place")
        case.lay(case.files)
        monkeypatch.setattr("store.rebuilding.settle", careless)
        with pytest.raises(KnownError, match=r"could not be written whole\. Nothing was changed\."):
            case.go()
        assert case.desk.path.read_bytes() == case.files[case.desk.path]
        assert mending.judge(case) == []


def test_names_that_change_in_no_order_are_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The laboratory has teeth: no name is made to last before the next one changes."""
    monkeypatch.setattr(replacing, "sync_folder", lambda _folder: None)
    said, well = mending.run(3, 80, tmp_path, ways=("salvage",), fails=False)
    assert not well, said


def test_a_name_that_may_not_last_stops_it_or_is_told(tmp_path: Path) -> None:
    """Before the second file loses its name all is put back; what has the name then is not told as done."""
    told: list[str] = []
    with at_home(tmp_path / "place"):
        case = mending.laid_out(2, "salvage", tmp_path / "place")
        while not told or told[-1]:
            told.append(mending.fail(case, Fault("sync folder", len(told) + 1, errno.EIO, goes_on=False)))
            assert mending.judge(case) == []
            if told[-1] and "was written" not in told[-1]:
                assert case.desk.path.read_bytes() == case.files[case.desk.path]
    assert any("could not be put in place: Input/output error." in one for one in told[:-2])
    assert "Home.strandline was written, but the disk failed to make that last" in told[-2]
    assert "What was there before is Home (damaged).strandline." in told[-2]
