"""Moving the selected cards to another column: one change, asked of the store. Window's thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from gui.board.board import Board
from gui.board.words import moved_words
from gui.issue_commands import INITIATOR, IssueCommands
from gui.many_changes import ManyChanges
from store import boards
from store.answers import Row


class CardMoves(QObject):
    """Makes one undoable step of a drop or a key."""

    def __init__(self, board: Board, commands: IssueCommands, many: ManyChanges) -> None:
        super().__init__(board)
        self._board, self._commands = board, commands
        board.move_requested.connect(self._move)
        many.ended.connect(board.cards.end_move)
        board.hands.refused.connect(self._refuse)

    @Slot()
    def right(self) -> None:
        """Move the selected cards one column to the right."""
        self._move_beside(1)

    @Slot()
    def left(self) -> None:
        """Move the selected cards one column to the left."""
        self._move_beside(-1)

    def _move_beside(self, steps: int) -> None:
        to = self._board.hands.beside(steps)
        if to is not None:
            self._move(to)

    @Slot(object)
    def _move(self, to: str) -> None:
        cards = self._board.cards
        there = {key for column in cards.columns if column.value == to for key in column.keys}
        keys = tuple(key for key in self._board.selected_keys if key not in there)
        if not keys:
            return
        leaves = self._leaves(keys, to)
        shown: dict[str, object] = {}
        if cards.by != "label":
            shown[cards.by] = int(to) if cards.by == "priority" else to
        cards.put(keys, to, shown, leaves | {""})
        labels = tuple(sorted(leaves)) if cards.by == "label" else ()
        if len(keys) > 1:
            self._commands.many_wanted.emit(keys, boards.move(cards.by, to, left=labels, initiator=INITIATOR))
        else:
            cards.collect(keys, partial(self._send, to, labels))

    def _leaves(self, keys: tuple[int, ...], to: str) -> set[str]:
        """The columns that the cards leave: by labels that of the current card, else all others."""
        cards = self._board.cards
        others = {column.value for column in cards.columns} - {to, ""}
        if cards.by != "label":
            return others
        if to:
            return {self._board.picked.column} & others
        # Without a label means without any.
        rows = [cards.row(key) for key in keys]
        return {name for row in rows if row is not None for name in row.labels} if all(rows) else others

    def _send(self, to: str, labels: tuple[str, ...], rows: tuple[Row, ...]) -> None:
        cards = self._board.cards
        for row in rows:
            request = boards.move(cards.by, to, (row.uid,), labels, INITIATOR)
            self._commands.ask(request, moved_words(cards.by, to, row), cards.refresh)

    @Slot(object)
    def _refuse(self, why: str) -> None:
        self._commands.said.emit(why, False)
