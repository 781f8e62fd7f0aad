"""Which keys can be shortcuts, where they act, and what happens to those that were others' keys."""

import itertools

import pytest
from PySide6.QtCore import Qt

from gui.action_specs import ACTIONS, SPECS
from gui.key_rules import acts_everywhere, begins, clash, pressed, refusal, resolved, taken_by

NONE, SHIFT, CTRL, PAD = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.KeypadModifier,
)  # fmt: skip


def test_no_two_actions_share_a_key_and_none_begins_with_that_of_another() -> None:
    own = [(spec.id, key) for spec in SPECS for key in spec.default_keys]
    found = [(one, other) for one, other in itertools.combinations(own, 2) if clash(one[1], other[1])]
    assert found == []


def test_no_first_key_is_one_that_cannot_be_chosen() -> None:
    refused = [(spec.id, key) for spec in SPECS for key in spec.default_keys if refusal(key)]
    assert refused == []


def test_letters_act_in_the_list_and_keys_with_ctrl_everywhere() -> None:
    new = ACTIONS["issue.new"]
    for key in ("Ctrl+N", "Alt+Left", "F5", "Ctrl++", "Ctrl+,", "Ctrl+K, Ctrl+S", "Meta+X"):
        assert acts_everywhere(key, new), key
    for key in ("C", "?", "Shift+D", "G, R", "+", ",", "Space", "Del", "Return"):
        assert not acts_everywhere(key, new), key
    # A list selects everything by itself, and so does a text.
    assert not acts_everywhere("Ctrl+A", ACTIONS["list.all"])


@pytest.mark.parametrize(
    "key", ["Esc", "Tab", "Backtab", "Up", "Left", "Home", "PgDown", "Shift+Down", "Alt+F"]
)
def test_keys_that_leave_move_or_open_menus_cannot_be_chosen(key: str) -> None:
    assert refusal(key)


def test_a_key_is_taken_by_the_same_one_and_by_one_that_it_begins() -> None:
    keys = resolved({})
    assert taken_by("Ctrl+N", keys) == ["issue.new"]
    assert taken_by("Ctrl+N", keys, but="issue.new") == []
    assert "go.ready" in taken_by("G", keys)
    assert taken_by("Ctrl+J", keys) == []
    assert begins("G", keys)
    assert not begins("C", keys)


def test_a_chosen_key_is_taken_from_first_keys_and_a_reset_gives_it_back() -> None:
    keys = resolved({"issue.status": ("C",)})
    assert keys["issue.status"] == ("C",)
    assert keys["issue.new"] == ("Ctrl+N",)
    assert resolved({})["issue.new"] == ("Ctrl+N", "C")
    assert resolved({"issue.new": ()})["issue.new"] == ()


def test_what_is_pressed_is_read_as_it_is_written() -> None:
    assert pressed(Qt.Key.Key_D, CTRL, "\x04") == "Ctrl+D"
    assert pressed(Qt.Key.Key_D, SHIFT, "D") == "Shift+D"
    assert pressed(Qt.Key.Key_Question, SHIFT, "?") == "?"
    assert pressed(Qt.Key.Key_Enter, PAD, "\r") == "Return"
    assert pressed(Qt.Key.Key_Control, CTRL, "") == ""
    assert pressed(Qt.Key.Key_AltGr, NONE, "") == ""
