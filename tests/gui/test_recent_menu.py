"""How the trackers that were opened last are named."""

from pathlib import Path

from gui.recent_menu import recent_names


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
