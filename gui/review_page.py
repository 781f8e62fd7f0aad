"""One change to review: both values side by side, and the choice between them. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui import dialog_parts
from gui.detail.look import link_button
from gui.review_words import MERGED, change_name, choices, reason, value_words
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, set_look_of
from gui.word_marks import mark
from gui.wording import issue_name
from store.detail_answers import Conflict

_FEW_LINES = 3
_SHORT = 80
"""Letters of a value that needs no more than a few lines."""
QWIDGETSIZE_MAX = (1 << 24) - 1


class ReviewPage(QWidget):
    """Shows one Conflict at a time and asks nobody; what is chosen goes out as a signal."""

    chosen = Signal(object, str, object)
    """The Conflict, "keep", "other" or "merged", and the merged text."""
    open_requested = Signal(object)
    """The uid of the issue."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._conflict: Conflict | None = None
        self._writable = True
        self._typed: dict[int, str] = {}
        """Merged texts that were begun, by conflict: looking at another one, or closing, loses none."""
        self.headline = dialog_parts.label(self, "heading")
        self.why = dialog_parts.label(self, "muted")
        self.issue = link_button("", self)
        self.issue.setAutoDefault(False)
        set_look_of(self.issue, "role", "start")
        self.issue.clicked.connect(self._open)
        self.fault = dialog_parts.label(self)
        set_look_of(self.fault, "kind", "warning")
        self.stands, self._stands_name = _view(self), dialog_parts.label(self, "section")
        self.other, self._other_name = _view(self), dialog_parts.label(self, "section")
        self.merged, self._merged_name = QPlainTextEdit(self), dialog_parts.label(self, "section")
        self.merged.setTabChangesFocus(True)
        self.merged.textChanged.connect(self._note)
        self.keep = dialog_parts.button(self, "", self._keep)
        self.take = dialog_parts.button(self, "", self._take)
        self.edit = dialog_parts.button(self, "", self._start)
        self.save = dialog_parts.button(self, "", self._save)
        self.back = dialog_parts.button(self, "", self._stop)
        self.edit.setText(self.tr("&Merge by hand…"))
        self.save.setText(self.tr("&Save this version"))
        self.back.setText(self.tr("&Back"))
        self._lay_out()
        self._merging(False)

    @property
    def conflict(self) -> Conflict | None:
        """What is shown."""
        return self._conflict

    @property
    def merging(self) -> bool:
        """Whether a merged text is being typed."""
        return not self.merged.isHidden()

    def set_writable(self, writable: bool) -> None:
        """Lock or unlock the choices."""
        self._writable = writable
        for button in (self.keep, self.take, self.edit, self.save):
            button.setEnabled(writable)

    def say(self, fault: str) -> None:
        """Say why a choice was not taken, "" for nothing."""
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))

    def show_conflict(self, conflict: Conflict) -> None:
        """Show a change; a text that is being merged stays while it is the same change."""
        before, self._conflict = self._conflict, conflict
        if before is None or before.key != conflict.key:
            self.say("")
            self._merging(False)
        name = change_name(conflict)
        self.headline.setText(name)
        self.issue.setText(f"{conflict.id}   {issue_name('', conflict.title)}")
        self.issue.setAccessibleName(self.tr("Show {id}").format(id=conflict.id))
        self.why.setText(reason(conflict))
        here, there = value_words(conflict, conflict.now), value_words(conflict, conflict.lost)
        self._fill(self.stands, here)
        self._fill(self.other, there)
        self._give_room(short=_is_short(here) and _is_short(there))
        self._stands_name.setText(
            self.tr("Stands now, changed since") if conflict.moved else self.tr("Stands now")
        )
        in_file = conflict.cause in ("erased", "renamed")
        other = self.tr("In the file") if in_file else self.tr("The other one")
        if conflict.cause == "undo":
            other = self.tr("As it was before your change")
        self._other_name.setText(other)
        self.stands.setAccessibleName(f"{name}, {self._stands_name.text()}")
        self.other.setAccessibleName(f"{name}, {self._other_name.text()}")
        if conflict.field in MERGED:
            mark(self.stands, self.other, here, there)
        else:
            self.stands.setExtraSelections([])
            self.other.setExtraSelections([])
        words = choices(conflict)
        self.keep.setText(words.keep)
        self.take.setText(words.other)
        self._merging(self.merging)

    # Choosing

    @Slot()
    def _keep(self) -> None:
        self._choose("keep", None)

    @Slot()
    def _take(self) -> None:
        self._choose("other", None)

    @Slot()
    def _save(self) -> None:
        self._choose("merged", self.merged.toPlainText())

    def _choose(self, choice: str, value: object) -> None:
        if self._conflict is not None and self._writable:
            self.chosen.emit(self._conflict, choice, value)

    @Slot()
    def _start(self) -> None:
        if self._conflict is None:
            return
        begun = self._typed.get(self._conflict.key)
        stands = value_words(self._conflict, self._conflict.now)
        self.merged.setPlainText(stands if begun is None else begun)
        self._merged_name.setText(self.tr("Your version"))
        self.merged.setAccessibleName(self._merged_name.text())
        self._merging(True)
        self.merged.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _note(self) -> None:
        if self._conflict is not None and self.merging:
            self._typed[self._conflict.key] = self.merged.toPlainText()

    @Slot()
    def _stop(self) -> None:
        self._merging(False)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _merging(self, merging: bool) -> None:
        conflict = self._conflict
        mergeable = conflict is not None and conflict.field in MERGED and conflict.now is not None
        for widget in (self.merged, self._merged_name, self.save, self.back):
            widget.setVisible(merging)
        self.keep.setVisible(not merging)
        self.take.setVisible(not merging and conflict is not None and bool(choices(conflict).other))
        self.edit.setVisible(not merging and mergeable)

    @Slot()
    def _open(self) -> None:
        if self._conflict is not None:
            self.open_requested.emit(self._conflict.uid)

    # Look

    def _fill(self, view: QPlainTextEdit, text: str) -> None:
        view.setPlaceholderText(self.tr("empty"))
        if view.toPlainText() != text:
            view.setPlainText(text)

    @property
    def _least(self) -> int:
        return QFontMetrics(self.font()).lineSpacing() * _FEW_LINES + SPACE_L

    def _give_room(self, *, short: bool) -> None:
        """Give a few words no more than they need: a date in a tall box looks like a text that is gone."""
        for view in (self.stands, self.other):
            view.setMaximumHeight(self._least if short else QWIDGETSIZE_MAX)
        self._page.setStretchFactor(self._columns, 0 if short else 1)
        self._page.setStretchFactor(self._rest, 1 if short else 0)

    def _lay_out(self) -> None:
        columns = self._columns = QHBoxLayout()
        columns.setSpacing(SPACE_M)
        self._rest = QWidget(self)
        for name, view in ((self._stands_name, self.stands), (self._other_name, self.other)):
            column = QVBoxLayout()
            column.setSpacing(SPACE_XS)
            column.addWidget(name)
            column.addWidget(view)
            columns.addLayout(column, 1)
        for view in (self.stands, self.other, self.merged):
            view.setMinimumHeight(self._least)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for button in (self.keep, self.take, self.edit, self.save, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(SPACE_XS)
        head.addWidget(self.issue, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.headline)
        head.addWidget(self.why)
        page = self._page = QVBoxLayout(self)
        page.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        page.setSpacing(SPACE_M)
        page.addLayout(head)
        page.addLayout(columns, 1)
        page.addWidget(self._merged_name)
        page.addWidget(self.merged, 1)
        page.addWidget(self.fault)
        page.addWidget(self._rest)
        page.addLayout(buttons)


def _is_short(words: str) -> bool:
    return len(words) <= _SHORT and words.count("\n") < _FEW_LINES


def _view(parent: QWidget) -> QPlainTextEdit:
    view = QPlainTextEdit(parent)
    view.setReadOnly(True)
    view.setTabChangesFocus(True)
    view.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return view
