"""`python -m gui [PATH]`: the window."""

from __future__ import annotations

from gui import process


def run() -> None:
    """Be the program, to the end of the process."""
    process.begin()
    from gui.app import main

    process.leave(main())


if __name__ == "__main__":
    run()
