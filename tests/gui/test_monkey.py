"""Whatever is pressed, clicked, dragged and written by others: no complaint, and a quit with 0."""

from pathlib import Path

import pytest

from tests.helpers import monkey


@pytest.mark.parametrize("seed", [1, 2])
def test_no_key_no_click_and_no_action_breaks_the_window(seed: int, tmp_path: Path) -> None:
    said, well = monkey.run(seed, 80, tmp_path)
    assert well, said
