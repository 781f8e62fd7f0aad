"""Every question that can be asked; each is one read transaction, on the reader's thread.

No read transaction outlives its request: a reader that stays would keep the WAL from being emptied.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from store.answers import (
    Board,
    Changes,
    Checked,
    Counts,
    Listing,
    Row,
    Stats,
    UndoState,
    Words,
)
from store.detail_answers import Card, Conflict, Detail, Formatted, Link, Past, Peek
from store.exchange_answers import Exchange, GitMerge
from store.issue import Issue
from store.query import Query
from store.requests import Lookup
from store.structs import dataclass

if TYPE_CHECKING:
    from store.templates import IssueTemplate
    from store.tracker import Tracker
    from store.unknown_values import Unknown


@dataclass(frozen=True, slots=True)
class ListKeys(Lookup[Listing]):
    """Which issues match, in order: keys, and as many of the first rows as are wanted."""

    hasty: ClassVar[bool] = True

    query: Query
    first: int = 0

    def run(self, tracker: Tracker) -> Listing:
        """Raises BadQuery with the place of the fault."""
        from store import lists

        return lists.keys(tracker, self.query, self.first)


@dataclass(frozen=True, slots=True)
class ListKeysBehind(ListKeys):
    """The same for a list that nobody sees at present: how long it is has time."""

    hasty: ClassVar[bool] = False
    patient: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class CountElsewhere(Lookup[tuple[int, int]]):
    """How many issues match what was typed outside the scope, and how many of them are finished."""

    patient: ClassVar[bool] = True

    query: Query

    def run(self, tracker: Tracker) -> tuple[int, int]:
        """Raises BadQuery."""
        from store import lists

        return lists.elsewhere(tracker, self.query) or (0, 0)


@dataclass(frozen=True, slots=True)
class ListBoard(Lookup[Board]):
    """Which issues match, in columns by one of boards.FIELDS; keys only."""

    hasty: ClassVar[bool] = True

    query: Query
    by: str

    def run(self, tracker: Tracker) -> Board:
        """Raises BadQuery with the place of the fault."""
        from store import boards

        return boards.board(tracker, self.query, self.by)


@dataclass(frozen=True, slots=True)
class GetRows(Lookup[tuple[Row, ...]]):
    """The rows of a page of keys, in the keys' order; keys that are no longer there are left out."""

    hasty: ClassVar[bool] = True

    keys: tuple[int, ...]

    def run(self, tracker: Tracker) -> tuple[Row, ...]:
        """At most some hundreds of keys at a time."""
        from store import lists

        return lists.rows(tracker, self.keys)


@dataclass(frozen=True, slots=True)
class ListTemplates(Lookup["tuple[IssueTemplate, ...] | None"]):
    """The templates of new issues that were chosen for this tracker; None where nobody did."""

    def run(self, tracker: Tracker) -> tuple[IssueTemplate, ...] | None:
        """Costs one row."""
        from store import templates

        return templates.stored(tracker)


@dataclass(frozen=True, slots=True)
class GetDetail(Lookup[Detail]):
    """All that is shown of one issue; formatted: with its texts as they are shown."""

    hasty: ClassVar[bool] = True

    uid: str
    formatted: bool = False

    def run(self, tracker: Tracker) -> Detail:
        """Raises NotFound."""
        from store import details, mentions

        found = details.detail(tracker, self.uid)
        if not self.formatted:
            return found
        texts = mentions.texts_of(found.issue)
        return replace(found, formatted=mentions.formatted(tracker, texts, found.attachments))


@dataclass(frozen=True, slots=True)
class FormatText(Lookup[Formatted | None]):
    """A text of an issue as it is shown, however costly; None for one that is too long for it."""

    text: str
    uid: str = ""

    def run(self, tracker: Tracker) -> Formatted | None:
        """Half a second at most."""
        from store import attachment_rows, mentions

        key = tracker.one("SELECT key FROM issue WHERE uid = ?", (self.uid,))
        files = () if key is None else attachment_rows.of(tracker, key)
        return mentions.formatted(tracker, (self.text,), files).get(self.text)


@dataclass(frozen=True, slots=True)
class ReadAttachment(Lookup[bytes]):
    """The content of an attached file (its uid), to show it; most: bytes."""

    attachment: str
    most: int

    def run(self, tracker: Tracker) -> bytes:
        """Raises NotFound, Damaged, and Invalid for a larger one."""
        from store import attaching

        return attaching.whole(tracker, self.attachment, self.most)


@dataclass(frozen=True, slots=True)
class GetPast(Lookup[Past]):
    """The values that a field had, newest first; before: the seq of the oldest that is known, 0 for none."""

    uid: str
    field: str
    before: int = 0
    limit: int = 50

    def run(self, tracker: Tracker) -> Past:
        """Raises NotFound, and Invalid for what is no field."""
        from store import past

        return past.past(tracker, self.uid, self.field, self.before, self.limit)


@dataclass(frozen=True, slots=True)
class GetCard(Lookup[Card]):
    """What is said of an issue beside a link to it."""

    uid: str

    def run(self, tracker: Tracker) -> Card:
        """Raises NotFound."""
        from store import mentions

        return mentions.card(tracker, self.uid)


@dataclass(frozen=True, slots=True)
class GetPeek(Lookup[Peek]):
    """What a glance at an issue shows."""

    uid: str

    def run(self, tracker: Tracker) -> Peek:
        """Raises NotFound."""
        from store import glance

        return glance.peek(tracker, self.uid)


@dataclass(frozen=True, slots=True)
class FindIssue(Lookup[Issue]):
    """The issue with that id or part of an id."""

    id: str

    def run(self, tracker: Tracker) -> Issue:
        """Raises NotFound, or Ambiguous with the candidates."""
        from store import details

        return details.find(tracker, self.id)


@dataclass(frozen=True, slots=True)
class FindLinks(Lookup[tuple[Link, ...]]):
    """Issues that could be the other end of an edge: id first, then text; open ones first."""

    text: str
    uid: str
    limit: int = 50

    def run(self, tracker: Tracker) -> tuple[Link, ...]:
        """The issue itself and those in the trash are left out."""
        from store import finding

        return finding.links(tracker, self.text, self.uid, self.limit)


@dataclass(frozen=True, slots=True)
class Count(Lookup[Counts]):
    """The numbers of the sidebar."""

    patient: ClassVar[bool] = True

    def run(self, tracker: Tracker) -> Counts:
        """One pass over the indexes."""
        from store import lists

        return lists.counts(tracker)


@dataclass(frozen=True, slots=True)
class Conflicts(Lookup[tuple[Conflict, ...]]):
    """What lost a merge and waits for a decision, newest first; Count has the number of all."""

    uid: str = ""
    """Only those of one issue."""
    first: str = ""
    """The issue whose own come before the newest, so that the limit leaves none of them out."""
    limit: int = 500

    def run(self, tracker: Tracker) -> tuple[Conflict, ...]:
        """Those of issues in the trash too, not of issues whose creation was undone."""
        from store import conflicts

        return conflicts.conflicts(tracker, self.uid, self.first, self.limit)


@dataclass(frozen=True, slots=True)
class ConflictKeys(Lookup[tuple[int, ...]]):
    """The keys of all that waits for a decision, for requests.KeepAll; newest first."""

    def run(self, tracker: Tracker) -> tuple[int, ...]:
        """As Conflicts, without a limit."""
        from store import conflicts

        return conflicts.keys(tracker)


@dataclass(frozen=True, slots=True)
class ListWords(Lookup[Words]):
    """Values that occur, for menus and completion."""

    def run(self, tracker: Tracker) -> Words:
        """Built-in ones first, then others by name."""
        from store import lists

        return lists.words(tracker)


@dataclass(frozen=True, slots=True)
class FindUnknown(Lookup["Unknown | None"]):
    """A value of a query that no issue has, if that is why it finds nothing."""

    text: str

    def run(self, tracker: Tracker) -> Unknown | None:
        """See unknown_values.unknown()."""
        from store import lists, unknown_values

        return unknown_values.unknown(self.text, lists.words(tracker))


@dataclass(frozen=True, slots=True)
class AskUndo(Lookup[UndoState]):
    """What Undo and Redo would do now."""

    def run(self, tracker: Tracker) -> UndoState:
        """For this tracker's actor; imports and other actors' steps are never offered."""
        from store import history

        return history.undo_state(tracker)


@dataclass(frozen=True, slots=True)
class ChangesSince(Lookup[Changes]):
    """What was changed, by whomever, after that number. seq -1 only asks for the newest number."""

    seq: int

    def run(self, tracker: Tracker) -> Changes:
        """The answer's seq is the newest number."""
        from store import history

        return history.changes_since(tracker, self.seq)


@dataclass(frozen=True, slots=True)
class DataVersion(Lookup[int]):
    """A number that differs after another connection has committed."""

    def run(self, tracker: Tracker) -> int:
        """Costs microseconds; opens no lasting transaction."""
        return tracker.data_version()


@dataclass(frozen=True, slots=True)
class StillThere(Lookup[bool]):
    """Whether the tracker's path still names the file that is open."""

    def run(self, tracker: Tracker) -> bool:
        """One look at the folder."""
        return tracker.still_there()


@dataclass(frozen=True, slots=True)
class FileNews(Lookup[bool]):
    """Whether an issue file has another content than the one that was imported or exported last."""

    path: Path

    def run(self, tracker: Tracker) -> bool:
        """Reads the whole file, without understanding it."""
        from store import file_news

        return file_news.is_news(tracker, self.path)


@dataclass(frozen=True, slots=True)
class ExchangeState(Lookup[Exchange]):
    """How many issues are not in that issue file as they are now, and when it was read and written."""

    path: Path

    def run(self, tracker: Tracker) -> Exchange:
        """Derived from the tracker alone; the file is not looked at."""
        from store import exporting
        from store.files import file_name

        with tracker.reading():
            rows = tracker.all(
                """SELECT file, sha256, imported_at, written_at, seq, way FROM exchange_file
                   WHERE path = ?""",
                (file_name(self.path),),
            )
            file, *rest = rows[0] if rows else (None,)
            return Exchange(exporting.pending(tracker, file), *rest)


@dataclass(frozen=True, slots=True)
class GetStats(Lookup[Stats]):
    """Counts over the whole tracker."""

    def run(self, tracker: Tracker) -> Stats:
        """Ready and blocked as the ready and blocked commands count."""
        from store import lists

        return lists.stats(tracker)


@dataclass(frozen=True, slots=True)
class Check(Lookup[Checked]):
    """Integrity, blocked-set oracle, search index."""

    def run(self, tracker: Tracker) -> Checked:
        """Reads the whole file."""
        from store import check

        return check.check(tracker)


@dataclass(frozen=True, slots=True)
class FindGitMerge(Lookup[GitMerge]):
    """Whether git merges a project's issue file with this program."""

    issue_file: Path

    def run(self, tracker: Tracker) -> GitMerge:  # noqa: ARG002 - git is asked, not the tracker
        """Asks git; the state is "none" where there is none."""
        from store import git_setup

        return git_setup.state(self.issue_file)
