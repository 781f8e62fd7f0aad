"""The bar at the bottom: what is saved, how much is shown, what others changed, what Undo would do.

It says "Saved" only with the time of a COMMIT that has returned, and speaks up only when something
is wrong.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from gui import icons
from gui.detail.popup import Popup
from gui.i18n import number, plural
from gui.theme import SPACE_M, SPACE_S, SPACE_XS, Theme, set_look_of
from gui.wording import clock, full_time
from store.errors import Unconfirmed

SAVING_MS = 150
"""A write that takes less time than this is not announced: it would only flicker."""
NOTE_MS = 8000
"""How long a line about something done stays."""


_GAP = "\N{THIN SPACE}"
"""Between a picture and the words of a button: the style puts nothing there."""


class TrustBar(QStatusBar):
    """Lives on the window's thread; it is told everything and asks nobody."""

    retry_requested = Signal()
    given_up = Signal()
    """What failed is not to be tried again."""

    def __init__(self, theme: Theme, undo: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._at = ""
        self._where = ""
        self._fault = ""
        self._holder: str | None = None
        self._pending = 0
        self._slow = False
        self._outside = 0
        self._undo_words = ""
        self._saving = _timer(self, SAVING_MS)
        self._fading = _timer(self, NOTE_MS)
        self._build(undo)
        self._popover = SavedPopover(self)
        self._saving.timeout.connect(self._on_slow)
        self._fading.timeout.connect(self._end_note)
        theme.changed.connect(self._show)
        self._show()

    @property
    def words(self) -> str:
        """What is said about saving now."""
        return self._state_words()[0]

    # What it is told

    def set_place(self, path: str) -> None:
        """Say which file the tracker is."""
        self._where = path
        self._at = self._fault = ""
        self._outside = 0
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
        self._fault = text.format(why=str(error))
        self._show()

    @Slot()
    def forgive(self) -> None:
        """Take the fault away: what failed is tried again or given up."""
        self._fault = ""
        self._show()

    def set_counts(self, shown: int, total: int, selected: int) -> None:
        """Say how many issues are listed, of how many, and how many are selected."""
        self._counts.setText(counts_words(shown, total, selected))

    def note(self, text: str, *, quiet: bool = True) -> None:
        """Say for a while what was done. quiet: it needs no answer."""
        self._note.setText(text)
        self._note.setToolTip(text)
        set_look_of(self._note, "kind", "" if quiet else "warning")
        self._note.show()
        self._fading.start()

    def changed_outside(self, issues: int) -> None:
        """Say that another program changed issues; adds up until the bar is pressed."""
        self._outside += issues
        self._show()

    def set_undo(self, words: str) -> None:
        """Say what Undo would do, "" for nothing."""
        self._undo_words = words
        self._undo.setVisible(bool(words))
        self._undo.setText(_GAP + words)
        self._undo.setAccessibleName(words)

    # Inside

    def _build(self, undo: QAction) -> None:
        self.setSizeGripEnabled(False)
        self.setAccessibleName(self.tr("State of this tracker"))
        self._state = _tool(self, self.tr("When and where your changes were saved"))
        self._state.clicked.connect(self.explain)
        self._banner = _Banner(self)
        self._banner.retry.clicked.connect(self.retry_requested)
        self._banner.give_up.clicked.connect(self.forgive)
        self._banner.give_up.clicked.connect(self.given_up)
        self._note = _Elided(self)
        self._note.hide()
        self._counts = QLabel(self)
        self._counts.setTextFormat(Qt.TextFormat.PlainText)
        self._counts.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        seen = self.tr("Another program changed this tracker; the list shows it already")
        self._outside_button = _tool(self, seen)
        self._outside_button.clicked.connect(self._seen_outside)
        self._undo = _tool(self, "")
        self._undo.clicked.connect(undo.trigger)
        self._undo.hide()
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(SPACE_XS, 1, SPACE_XS, 1)
        row.setSpacing(SPACE_XS)
        row.addWidget(self._state)
        row.addWidget(self._banner, 4)
        row.addWidget(self._note, 2)
        row.addStretch(1)
        row.addWidget(self._counts)
        row.addStretch(1)
        row.addWidget(self._outside_button)
        row.addWidget(self._undo)
        self.addWidget(line, 1)

    @Slot()
    def _show(self) -> None:
        text, name, kind = self._state_words()
        palette = self._theme.palette
        colour = {
            "danger": palette.danger_text,
            "warning": palette.warning_text,
            "success": palette.success_text,
        }
        picture = icons.icon(name, colour.get(kind, palette.text_muted), 14)
        self._state.setText(_GAP + text)
        self._state.setAccessibleName(text)
        self._state.setIcon(picture)
        self._state.setVisible(not self._fault)
        self._banner.setVisible(bool(self._fault))
        self._banner.say(self._fault, picture)
        self._undo.setIcon(icons.icon("undo-2", palette.text_muted, 14))
        outside = plural(self.tr("Changed outside: %n issue(s)", "", self._outside), self._outside)
        self._outside_button.setText(_GAP + outside)
        self._outside_button.setAccessibleName(outside)
        self._outside_button.setIcon(icons.icon("refresh-cw", palette.text_muted, 14))
        self._outside_button.setVisible(self._outside > 0)

    def _state_words(self) -> tuple[str, str, str]:
        """Return the words, the picture and the kind of what is to be said about saving."""
        if self._fault:
            return self._fault, "triangle-alert", "danger"
        if self._pending and self._holder is not None:
            who = self._holder or self.tr("another program")
            return (
                self.tr("Waiting for {program} to finish writing").format(program=who),
                "hourglass",
                "warning",
            )
        if self._pending and self._slow:
            return self.tr("Saving…"), "hourglass", ""
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
        self._outside = 0
        self._show()

    @Slot()
    def explain(self) -> None:
        """Show when and where changes were saved, and what Undo would do."""
        saved = (
            full_time(self._at) if self._at else self.tr("Nothing was changed since the tracker was opened")
        )
        lines = [
            (self.tr("Saved"), self._fault or saved),
            (self.tr("File"), self._where),
            (self.tr("Undo"), self._undo_words or self.tr("There is nothing to undo")),
        ]
        self._popover.explain(lines, self._state)


class SavedPopover(Popup):
    """Explains what "Saved" means: when, where, and what can be undone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "")
        self.setAccessibleName(self.tr("What is saved"))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        self._grid.setHorizontalSpacing(SPACE_M)
        self.column.addLayout(self._grid)
        self._cells: list[tuple[QLabel, QLabel]] = []

    def explain(self, lines: list[tuple[str, str]], anchor: QWidget) -> None:
        """Show name and value of each line, beside a widget."""
        while len(self._cells) < len(lines):
            self._cells.append(self._row(len(self._cells)))
        for (name, value), (first, second) in zip(lines, self._cells, strict=True):
            first.setText(name)
            second.setText(value)
        self.place_at(anchor)

    def _row(self, place: int) -> tuple[QLabel, QLabel]:
        name, value = QLabel(self), QLabel(self)
        set_look_of(name, "role", "muted")
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setTextFormat(Qt.TextFormat.PlainText)
        self._grid.addWidget(name, place, 0)
        self._grid.addWidget(value, place, 1)
        return name, value


class _Banner(QFrame):
    """What is wrong with saving, and the way to try it again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_look_of(self, "role", "banner")
        set_look_of(self, "kind", "danger")
        self._picture = QLabel(self)
        self._text = _Elided(self)
        set_look_of(self._text, "kind", "danger")
        self.retry = QPushButton(self.tr("Try again"), self)
        set_look_of(self.retry, "kind", "link")
        self.give_up = QPushButton(self.tr("Leave it"), self)
        set_look_of(self.give_up, "kind", "link")
        self.give_up.setToolTip(self.tr("Keep what is stored, and forget this change"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, 0, SPACE_XS, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self.retry)
        row.addWidget(self.give_up)

    def say(self, text: str, picture: QIcon) -> None:
        """Show a sentence; the whole of it is the tooltip too."""
        self._text.setText(text)
        self._text.setToolTip(text)
        self._picture.setPixmap(picture.pixmap(14))


class _Elided(QLabel):
    """A line that never makes the window wider."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)


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
