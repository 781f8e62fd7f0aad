"""The bar at the bottom: what is saved, how much is shown, what others changed, what Undo would do.

It says "Saved" only with the time of a COMMIT that has returned, and speaks up only when something
is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from gui import icons
from gui.i18n import number, plural
from gui.theme import SPACE_S, SPACE_XS, Theme, set_look_of
from gui.trust_parts import GAP, Banner, ElidedLine, ElidedTool, NoteLink, SavedPopover, project_words
from gui.wording import clock, full_time
from store.errors import Unconfirmed

SAVING_MS = 150
"""A write that takes less time than this is not announced: it would only flicker."""
READING_MS = 300
"""An issue file that is read in less time than this is not announced either."""
NOTE_MS = 8000
"""How long a line about something done stays."""


class TrustBar(QStatusBar):
    """Lives on the window's thread; it is told everything and asks nobody."""

    retry_requested = Signal()
    given_up = Signal()
    """What failed is not to be tried again."""
    review_requested = Signal()
    """What lost a merge is to be shown."""
    report_requested = Signal()
    """What was wrong with an imported file is to be shown."""
    told = Signal()
    """Something else is said about saving."""
    copy_requested = Signal()
    """A complete copy is wanted, because the tracker's own file is not in its place."""

    offered = Signal(object)
    """Whether there is a button beside what was done."""

    def __init__(self, theme: Theme, undo: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._at = ""
        self._where = ""
        self._fault = ""
        self._misplaced = False
        self._unsaved = 0
        self._kept = 0
        self._project = self._exported_at = self._not_exported = ""
        self._bd_behind = self._no_backup = ""
        self._written = False
        self._faults = 0
        self._holder: str | None = None
        self._pending = 0
        self._slow = False
        self._outside: set[str] = set()
        self._link: NoteLink | None = None
        self._follow_key = ""
        self._quiet = True
        self._waits = self._reading = self._report = ""
        self._quiet_report = True
        self._to_review = 0
        self._undo_words = ""
        self._saving = _timer(self, SAVING_MS)
        self._fading = _timer(self, NOTE_MS)
        self._reads = _timer(self, READING_MS)
        self._build(undo)
        self._popover = SavedPopover(self)
        self._saving.timeout.connect(self._on_slow)
        self._fading.timeout.connect(self._end_note)
        self._reads.timeout.connect(self._show)
        theme.changed.connect(self._show)
        self._show()

    @property
    def words(self) -> str:
        """What is said about saving now."""
        return self._state_words()[0]

    @property
    def state(self) -> tuple[str, str, str]:
        """The words, the picture and the kind of what is said about saving now."""
        return self._state_words()

    @property
    def can_retry(self) -> bool:
        """Whether a change that was refused can be tried again."""
        return bool(self._fault) and not self._misplaced

    @property
    def said(self) -> str:
        """What is said of something done, "" for nothing."""
        return self._note.whole if not self._note.isHidden() else ""

    @property
    def link(self) -> NoteLink | None:
        """What that leads to."""
        return self._link

    @property
    def quiet(self) -> bool:
        """Whether that needs no answer."""
        return self._quiet

    # What it is told

    def set_place(self, path: str) -> None:
        """Say which file the tracker is."""
        self._where = path
        self._at = self._fault = ""
        self._misplaced = False
        self._unsaved = 0
        self._project = self._exported_at = self._not_exported = ""
        self._bd_behind = ""
        self._written = False
        self._faults = 0
        self._outside.clear()
        self._to_review = 0
        self._waits = self._report = ""
        self._show()

    def saved(self, at: str) -> None:
        """Say that a COMMIT has returned. at: its time, UTC. A fault stays until it is dealt with."""
        self._at = at
        self._holder = None
        self._show()

    def set_pending(self, writes: int) -> None:
        """Say how many writes have no answer yet."""
        self._pending = writes
        if not writes:
            self._saving.stop()
            self._slow = False
            self._holder = None
        elif not self._saving.isActive() and not self._slow:
            self._saving.start()
        self._show()

    def wait_for(self, program: str) -> None:
        """Say that a write waits for another program. program: its name and pid, "" when not known."""
        self._holder = program
        self._show()

    def failed(self, error: Exception) -> None:
        """Say that something was not saved, or that nobody knows whether it was."""
        text = (
            self.tr("Could not confirm \u2013 {why}")
            if isinstance(error, Unconfirmed)
            else self.tr("Not saved: {why}")
        )
        self._fault = text.format(why=str(error) or self.tr("the tracker takes no changes now"))
        self._show()

    @Slot()
    def forgive(self) -> None:
        """Take the fault away: what failed is tried again or given up."""
        self._fault = ""
        self._show()

    def set_project(self, file: str) -> None:
        """Say which issue file the tracker mirrors, "" for none; after set_place()."""
        self._project = file

    def set_written(self, written: bool) -> None:
        """Say whether that file is kept up to date; else it is left alone."""
        self._written = written
        self._show()

    def set_exported(self, at: str) -> None:
        """Say that the file has it all. at: when it was written, UTC; "" where it never had to be."""
        self._exported_at, self._not_exported = at, ""
        self._show()

    def set_not_exported(self, why: str) -> None:
        """Say what keeps the file from being written."""
        self._not_exported = why
        self._show()

    @Slot(object)
    def set_bd_behind(self, why: str) -> None:
        """Say why bd has not read what was written to the file, "" when it has or need not."""
        self._bd_behind = why
        self._show()

    @Slot(object)
    def set_no_backup(self, why: str) -> None:
        """Say why the last backup could not be made or is not verified, "" when there is one."""
        self._no_backup = why
        self._show()

    def set_faults(self, faults: int) -> None:
        """Say how many faults the last check of the tracker found."""
        self._faults = faults
        self._show()

    @Slot(object)
    def set_in_place(self, in_place: object) -> None:
        """Say whether the tracker's file is still the one at its path; while it is not, only that is said."""
        self._misplaced = not in_place
        self._show()

    def set_unsaved(self, texts: int) -> None:
        """Say how many texts were typed and are not known to be in the tracker."""
        if texts != self._unsaved:
            self._unsaved = texts
            self._show()

    @Slot(object)
    def set_kept(self, texts: int) -> None:
        """Say how many texts that an earlier start has kept are still to be put back."""
        if texts != self._kept:
            self._kept = texts
            self._show()

    def set_counts(self, shown: int, total: int, selected: int) -> None:
        """Say how many issues are listed, of how many, and how many are selected."""
        self._counts.setText(counts_words(shown, total, selected))
        # What stands before it keeps its place when the number has fewer figures.
        self._counts.setMinimumWidth(max(self._counts.minimumWidth(), self._counts.sizeHint().width()))

    def note(self, text: str, *, quiet: bool = True) -> None:
        """Say for a while what was done. quiet: it needs no answer."""
        self._note.say(text)
        self._quiet = quiet
        set_look_of(self._note, "kind", "" if quiet else "warning")
        self._note.show()
        self._link = None
        self._follow.hide()
        self.offered.emit(False)
        self._note.hug(False)
        self._fading.start()

    @Slot(object, bool, object)
    def note_with(self, text: str, quiet: bool, link: NoteLink | None) -> None:
        """The same with a button, which stays until the next note."""
        self.note(text, quiet=quiet)
        if link is not None:
            self._fading.stop()
            self._link = link
            self._note.hug(True)
            self._name_follow()
            self._follow.setAccessibleName(f"{link.words}: {text}")
            self._follow.show()
            self.offered.emit(True)

    def set_follow_key(self, key: str) -> None:
        """Say which key presses that button, "" for none."""
        self._follow_key = key
        self._name_follow()

    def _name_follow(self) -> None:
        words = self._link.words if self._link is not None else ""
        self._follow.setText(f"{words} ({self._follow_key})" if self._follow_key else words)

    @Slot()
    def follow(self) -> None:
        """Do what the button beside the note does."""
        if self._link is not None:
            self._link.follow()

    def changed_outside(self, issues: Iterable[str]) -> None:
        """Say that another program changed issues, each counted once until the bar is pressed."""
        self._outside.update(issues)
        self._show()

    @Slot(object)
    def set_reading(self, file: str) -> None:
        """Say which issue file is looked at or imported, "" for none; said only when that takes a while."""
        self._reading = file
        if not file:
            self._reads.stop()
        elif not self._reads.isActive():
            self._reads.start()
        self._show()

    def set_waiting(self, file: str) -> None:
        """Say which issue file has changes that wait for a decision, and ours for them; "" for none."""
        self._waits = file
        self._show()

    def set_to_review(self, changes: int) -> None:
        """Say how many values that lost a merge wait for a decision."""
        if changes != self._to_review:
            self._to_review = changes
            self._show()

    def set_report(self, words: str, *, quiet: bool) -> None:
        """Say what was wrong with files that were imported, "" for nothing. quiet: nothing was left out."""
        self._report, self._quiet_report = words, quiet
        self._show()

    def set_undo(self, step: str) -> None:
        """Say which step Undo would reverse, "" for none."""
        self._undo_words = step
        words = self.tr("Undo: {what}").format(what=step) if step else ""
        self._undo.setVisible(bool(step))
        self._undo.say(words)

    # Inside

    def _build(self, undo: QAction) -> None:
        self.setSizeGripEnabled(False)
        self.setAccessibleName(self.tr("State of this tracker"))
        self._state = _tool(self, self.tr("When and where your changes were saved"))
        self._state.clicked.connect(self.explain)
        self._banner = Banner(self)
        self._banner.retry.clicked.connect(self.retry_requested)
        self._banner.give_up.clicked.connect(self.forgive)
        self._banner.give_up.clicked.connect(self.given_up)
        self._banner.copy.clicked.connect(self.copy_requested)
        self._note = ElidedLine(self)
        self._note.hide()
        self._follow = QPushButton(self)
        self._follow.setObjectName("note_link")
        set_look_of(self._follow, "kind", "link")
        self._follow.clicked.connect(self.follow)
        self._follow.hide()
        self._counts = QLabel(self)
        self._counts.setTextFormat(Qt.TextFormat.PlainText)
        self._counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._counts.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        seen = self.tr("Another program changed this tracker; the list shows it already")
        self._outside_button = ElidedTool(self, seen)
        self._outside_button.clicked.connect(self._seen_outside)
        self._review = ElidedTool(
            self, self.tr("Two sides changed the same; decide which of them is to stand")
        )
        self._review.clicked.connect(self.review_requested)
        self._reported = ElidedTool(self, "")
        self._reported.clicked.connect(self.report_requested)
        self._undo = ElidedTool(self, "")
        self._undo.clicked.connect(undo.trigger)
        self._undo.hide()
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(SPACE_XS, 1, SPACE_XS, 1)
        row.setSpacing(SPACE_XS)
        row.addWidget(self._state)
        row.addWidget(self._banner, 12)
        row.addWidget(self._note, 4)
        row.addWidget(self._follow)
        row.addStretch(1)
        for button in (self._review, self._outside_button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        row.addWidget(self._reported)
        row.addWidget(self._undo)
        row.addWidget(self._counts)
        self.addWidget(line, 1)

    @Slot()
    def _show(self) -> None:
        text, name, kind = self._state_words()
        self._counts.setMinimumWidth(0)
        palette, size = self._theme.palette, self._theme.scaled(14)
        for button in (self._state, self._undo, self._outside_button, self._reported, self._review):
            button.setIconSize(QSize(size, size))
        colours = {
            "danger": palette.danger_text,
            "warning": palette.warning_text,
            "success": palette.success_text,
        }
        picture = icons.icon(name, colours.get(kind, palette.text_muted), size)
        self._state.setText(GAP + text)
        self._state.setAccessibleName(text)
        self._state.setIcon(picture)
        self._state.setVisible(not self._lasting_fault)
        self._banner.setVisible(bool(self._lasting_fault))
        self._banner.say(self._lasting_fault, picture, lasting=self._misplaced)
        self._undo.setIcon(icons.icon("undo-2", palette.text_muted, size))
        n = len(self._outside)
        outside = plural(self.tr("Changed outside: %n issue(s)", "", n), n).replace(str(n), number(n), 1)
        self._outside_button.say(outside)
        self._outside_button.setIcon(icons.icon("refresh-cw", palette.text_muted, size))
        self._outside_button.setVisible(bool(self._outside))
        name = "info" if self._quiet_report else "triangle-alert"
        colour = palette.text_muted if self._quiet_report else palette.warning_text
        self._reported.say(self._report)
        self._reported.setIcon(icons.icon(name, colour, size))
        self._reported.setVisible(bool(self._report))
        n = self._to_review
        review = plural(self.tr("%n change(s) to review", "", n), n).replace(str(n), number(n), 1)
        self._review.say(review)
        self._review.setIcon(icons.icon("git-branch", palette.warning_text, size))
        self._review.setVisible(n > 0)
        self.told.emit()

    @property
    def _lasting_fault(self) -> str:
        """What is wrong, "" for nothing; a file out of its place outweighs a change that was refused."""
        if not self._misplaced:
            return self._fault
        return self.tr(
            "{file} was moved, replaced or deleted while it was open. Save a complete copy before quitting."
        ).format(file=PurePath(self._where).name)

    def _state_words(self) -> tuple[str, str, str]:
        """Return the words, the picture and the kind of what is to be said about saving."""
        if self._lasting_fault:
            return self._lasting_fault, "triangle-alert", "danger"
        if self._pending and self._holder is not None:
            who = self._holder or self.tr("another program")
            return (
                self.tr("Waiting for {program} to finish writing").format(program=who),
                "hourglass",
                "warning",
            )
        if self._pending and self._slow and self._reading:
            words = self.tr("Saving as soon as {file} has been read…").format(file=self._reading)
            return words, "hourglass", ""
        if self._pending and self._slow:
            return self.tr("Saving…"), "hourglass", ""
        if self._unsaved:
            n = self._unsaved
            return plural(self.tr("%n text(s) not saved yet", "", n), n), "pencil", ""
        if self._reading and not self._reads.isActive():
            return self.tr("Reading {file}…").format(file=self._reading), "hourglass", ""
        if self._faults:
            return self.tr("Saved, but the tracker has faults"), "triangle-alert", "warning"
        if self._not_exported or (self._waits and self._written):
            words = self.tr("Saved here, but {file} is not up to date").format(file=self._project)
            return words, "triangle-alert", "warning"
        if self._bd_behind:
            return self.tr("Saved here, but bd does not know of it"), "triangle-alert", "warning"
        if self._no_backup:
            return self.tr("Saved, but there is no new backup"), "triangle-alert", "warning"
        return self._saved_words()

    def _saved_words(self) -> tuple[str, str, str]:
        if self._kept:
            n = self._kept
            return plural(self.tr("%n kept text(s) not saved yet", "", n), n), "pencil", "warning"
        if self._at:
            return self.tr("Saved {time}").format(time=clock(self._at)), "circle-check", "success"
        return self.tr("No unsaved changes"), "circle-check", ""

    @Slot()
    def _on_slow(self) -> None:
        self._slow = self._pending > 0
        self._show()

    @Slot()
    def _end_note(self) -> None:
        self._note.hide()

    @Slot()
    def _seen_outside(self) -> None:
        self._outside.clear()
        self._show()

    @Slot()
    def explain(self) -> None:
        """Show when and where changes were saved, and what Undo would do."""
        saved = (
            full_time(self._at) if self._at else self.tr("Nothing was changed since the tracker was opened")
        )
        lines = [
            (self.tr("Saved"), self._lasting_fault or saved),
            (self.tr("File"), self._where),
            (self.tr("Next undo"), self._undo_words or self.tr("There is nothing to undo")),
        ]
        if self._project:
            lines.insert(2, (self.tr("Project"), self._project_words()))
        if n := self._faults:
            said = plural(self.tr("%n fault(s) found: see File → Backups and health", "", n), n)
            lines.insert(1, (self.tr("Health"), said))
        if self._no_backup:
            lines.insert(1, (self.tr("Backup"), self._no_backup))
        self._popover.explain(lines, self._state)

    def _project_words(self) -> str:
        if not self._written:
            return project_words(self._project)
        if self._waits:
            return self.tr(
                "{file} is not up to date: your changes are written to it after its own are imported"
            ).format(file=self._waits)
        if self._not_exported:
            return self._not_exported
        if self._bd_behind:
            return self._bd_behind
        if not self._exported_at:
            return self.tr("{file} is kept up to date").format(file=self._project)
        at = full_time(self._exported_at)
        return self.tr("{file} is kept up to date; exported {time}").format(file=self._project, time=at)


def counts_words(shown: int, total: int, selected: int) -> str:
    """Return "128 of 3,204 · 2 selected"; one selected issue is the usual case and not said."""
    tr = QCoreApplication.translate
    if shown == total:
        text = plural(tr("TrustBar", "%n issue(s)", "", total).replace(str(total), number(total)), total)
    else:
        text = tr("TrustBar", "{shown} of {total}").format(shown=number(shown), total=number(total))
    if selected > 1:
        text += " · " + tr("TrustBar", "{n} selected").format(n=number(selected))
    return text


def _tool(parent: QWidget, tip: str) -> QToolButton:
    button = QToolButton(parent)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(14, 14))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(tip)
    return button


def _timer(parent: QWidget, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
