"""A tracker of ours beside a real program on one issue file."""

from __future__ import annotations

from typing import Any

from store import importing
from store.beads_project import Choice, ChooseWay, way_of
from store.exchange_answers import Imported
from store.exchange_requests import ExportProject
from store.issue import Issue
from store.lookups import FindIssue
from store.putting_back import AskErased
from store.requests import Request
from store.tracker import Tracker
from tests.helpers.peers import Peer


class Beside:
    """What the window does between two looks at the file, step by step."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        place = peer.place
        place.tracker.parent.mkdir(parents=True, exist_ok=True)
        self.tracker = Tracker.open(place.tracker, create=True, actor="ann")
        choice: dict[str, Choice] = {
            "bd-database": "import-after",
            "bd-no-db": "automatic",
            "br": "automatic",
        }
        ChooseWay(place, choice[peer.mode]).run(self.tracker)

    def read(self) -> Imported:
        """Take what the other program wrote."""
        self.peer.flush()
        return importing.import_file(self.tracker, self.peer.file)

    def read_only_the_file(self) -> Imported:
        """Take what is in the file, whoever wrote it."""
        return importing.import_file(self.tracker, self.peer.file)

    def write(self) -> None:
        """Export, and let the other program take it as the project's way says."""
        self.do(ExportProject(self.peer.file))
        assert way_of(self.tracker, self.peer.place) in ("automatic", "import-after")
        self.peer.take()

    def do(self, request: Request[Any]) -> None:
        """An edit of ours."""
        request.run(self.tracker)

    def find(self, id: str) -> Issue:
        return FindIssue(id).run(self.tracker)

    def uid(self, id: str) -> str:
        return self.find(id).uid

    def erased(self) -> dict[tuple[str, str], Any]:
        """What was dropped and is kept: by id and register, our value."""
        return {(one.id, one.register): one.kept for one in AskErased().run(self.tracker).values}
