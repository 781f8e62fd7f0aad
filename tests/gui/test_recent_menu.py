"""How the trackers that were opened last are named."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.empty_state import EmptyState
from gui.recent_menu import recent_names
from tests.helpers.window import applied_theme


def test_a_project_is_named_by_its_folder() -> None:
    assert recent_names(["/projects/tide/.beads", "/projects/Home.strandline"]) == ("tide", "Home")


def test_equal_names_are_told_apart_by_where_they_are() -> None:
    home = Path.home()
    paths = [
        f"{home}/a/Home.strandline",
        "/mnt/b/Home.strandline",
        "/mnt/Home/.beads",
        "/mnt/c/Work.strandline",
    ]
    assert recent_names(paths) == (
        f"Home ({Path('~') / 'a'})",
        "Home (/mnt/b)",
        "Home (/mnt)",
        "Work",
    )


def test_the_empty_page_names_them_as_the_menu_does(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    empty = EmptyState(applied_theme(), window)
    empty.show_first_start(["/projects/tide/.beads", "/projects/a&b/.beads"])
    offered = {button.property("path"): button.text() for button in empty.findChildren(QPushButton)}
    assert offered["/projects/tide/.beads"] == "tide"
    assert offered["/projects/a&b/.beads"] == "a&&b"
