"""The quit sheet: a modal progress dialog that shows how a tracker is closed and lets the user choose."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui import dialog_parts, icons
from gui.closing_progress import Phase, Wish
from gui.details_fold import DetailsFold
from gui.quit_step_row import StepRow
from gui.quit_verdict import only_a_copy_helps
from gui.quit_words import SheetWords, plain, sheet_words
from gui.shutdown import Shutdown
from gui.target_dialogs import ask_copy_target
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Theme, set_look_of

WIDTH = 560
"""In device-independent pixels at zoom 1."""
_MOST_STEPS = 6
_TICK_MS = 100
_ICON = 28
_FLAT = 12
"""The padding of a flat button in the style sheet."""


class QuitSheet(QDialog):
    """Shows one Shutdown. It closes by itself when the tracker is closed or the user stays."""

    def __init__(self, shutdown: Shutdown, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shutdown = shutdown
        self._theme = theme
        self._words: SheetWords | None = None
        self.setObjectName("quit_sheet")
        self._build()
        self._lay_out()
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.refresh)
        shutdown.changed.connect(self._on_changed)
        shutdown.sheet_wanted.connect(self.appear)
        shutdown.stayed.connect(self._go)
        shutdown.finished.connect(self._go)
        theme.changed.connect(self._restyle)
        self._restyle()

    @Slot()
    def appear(self) -> None:
        """Show the sheet over the window; harmless when it is there already."""
        if not self.isVisible():
            self._folded.show_text(False)
            self.refresh()
            # Not open(): issues in windows of their own are closed as well.
            self.setModal(True)
            self.show()

    def reject(self) -> None:
        """Escape and the cross mean *Don't quit*; the sheet goes when that is granted."""
        self._shutdown.dont_quit()

    def showEvent(self, event: QShowEvent) -> None:
        """Start with the keyboard on the default button."""
        super().showEvent(event)
        self._focus_default()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an edge: not every desktop gives a dialog a frame or a shadow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.palette.border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    # Build

    def _build(self) -> None:
        self._picture = QLabel(self)
        self._headline = dialog_parts.label(self, "heading")
        self._text = dialog_parts.label(self)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of closing"))
        self._steps = [StepRow(self) for _ in range(_MOST_STEPS)]
        self._notice = QFrame(self)
        set_look_of(self._notice, "role", "banner")
        self._notice_text = dialog_parts.label(self._notice)
        self._notice_text.setTextFormat(Qt.TextFormat.RichText)
        self._folded = DetailsFold(self._shutdown, self._theme, self)
        self.details, self.fold = self._folded.text, self._folded.fold
        self.copy_details = self._folded.copy
        self._build_buttons()

    def _build_buttons(self) -> None:
        self.again = self._button(self.tr("&Try again"))
        self.again.clicked.connect(self._shutdown.try_again)
        self.stop = self._button(self.tr("&Stop"))
        self.stop.clicked.connect(self._shutdown.stop_moving)
        self.stop.setToolTip(self.tr("Leave the rest in the second file for now; nothing is lost"))
        self.copy = self._button(self.tr("Save a complete &copy…"))
        self.copy.clicked.connect(self._ask_target)
        self.look = self._button(self.tr("&Look at its changes"))
        self.look.clicked.connect(self._shutdown.look_at_changes)
        self.look.setToolTip(self.tr("Go back to the window and see what importing the file would do"))
        self.leave = self._button(self.tr("&Quit now"))
        self.leave.clicked.connect(self._shutdown.quit_now)
        self.stay = self._button(self.tr("&Don't quit"))
        self.stay.clicked.connect(self._shutdown.dont_quit)
        for name, button in (
            ("again", self.again), ("stop", self.stop), ("copy", self.copy), ("look", self.look),
            ("leave", self.leave), ("stay", self.stay), ("details", self.fold),
        ):  # fmt: skip
            button.setObjectName(f"quit_{name}")
        self.stay.setToolTip(self.tr("Go back to the window (Esc)"))
        self.copy.setToolTip(self.tr("One file with everything, checked, for a place of your choice"))

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        # Else the focused one would look like the default, and Enter would follow the focus unseen.
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        words.addWidget(self._headline)
        words.addWidget(self._text)
        head.addLayout(words, 1)
        notice = QVBoxLayout(self._notice)
        notice.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        notice.addWidget(self._notice_text)
        steps = QGridLayout()
        steps.setHorizontalSpacing(SPACE_S)
        steps.setVerticalSpacing(SPACE_S)
        steps.setColumnStretch(1, 1)
        # Steps and details stand under the words, so that the sheet has one edge for the eye.
        self._indent = (steps, folded := QHBoxLayout())
        for line, row in enumerate(self._steps):
            steps.addWidget(row.picture, line, 0)
            steps.addWidget(row.text, line, 1)
            steps.addWidget(row.detail, line, 2, Qt.AlignmentFlag.AlignRight)
        folded.addWidget(self.fold)
        folded.addStretch(1)
        folded.addWidget(self.copy_details)
        buttons = self._choices = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.again)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_L)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addLayout(steps)
        column.addWidget(self._notice)
        column.addLayout(folded)
        column.addWidget(self.details)
        column.addLayout(buttons)
        choices = (self.again, self.stop, self.copy, self.look, self.leave, self.stay)
        tab_order = (*choices, self.fold, self.copy_details, self.details)
        for first, second in pairwise(tab_order):
            QWidget.setTabOrder(first, second)

    # Show

    @Slot()
    def _on_changed(self) -> None:
        """Most closes are over before anybody sees the sheet."""
        if self.isVisible():
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Word the present state."""
        shutdown = self._shutdown
        words = sheet_words(
            shutdown.phase,
            shutdown.progress,
            shutdown.tracker_name,
            shutdown.seconds_to_next_try(),
            shutdown.wish,
        )
        if shutdown.seconds_to_next_try() and self.isVisible():
            self._ticking.start()
        else:
            self._ticking.stop()
        if words != self._words:
            self._words = words
            self._show(words)
        self._enable()
        self._folded.refresh()

    def _show(self, words: SheetWords) -> None:
        self.setWindowTitle(words.headline)
        self._headline.setText(words.headline)
        self._text.setText("".join(f"<p style='margin:0 0 6px 0'>{part}</p>" for part in words.paragraphs))
        self.setAccessibleName(words.headline)
        self.setAccessibleDescription(plain(" ".join(words.paragraphs)))
        self._text.setAccessibleName(plain(" ".join(words.paragraphs)))
        self._bar.setValue(words.percent)
        set_look_of(self._bar, "kind", words.kind)
        for n, row in enumerate(self._steps):
            row.set_shown(n < len(words.steps))
        for row, step in zip(self._steps, words.steps, strict=False):
            row.show_step(step, self._theme, danger=words.kind == "danger")
        self._notice_text.setText(words.notice)
        set_look_of(self._notice, "kind", words.notice_kind)
        set_look_of(self._notice_text, "kind", words.notice_kind)
        self._notice.setVisible(bool(words.notice))
        self._draw(words.kind)

    def _draw(self, kind: str) -> None:
        palette = self._theme.palette
        asking = self._shutdown.phase is Phase.ASKING
        name, colour = "hourglass", palette.accent_text
        if kind:
            colour = palette.danger_text if kind == "danger" else palette.warning_text
            name = "triangle-alert"
        elif asking:
            name, colour = "circle-check", palette.success_text
        size = self._theme.scaled(_ICON)
        self._picture.setPixmap(icons.pixmap(name, colour, size, self.devicePixelRatioF()))

    def _enable(self) -> None:
        shutdown = self._shutdown
        ended, closing = shutdown.may_choose, shutdown.phase is Phase.CLOSING
        settled = shutdown.progress.settled
        # Quitting in the middle of the ladder leaves in two files what it has not moved yet.
        # A complete copy has all of that; what no draft could keep is in none.
        at_risk = bool(shutdown.progress.needs_telling or settled is None or settled.grade.at_risk)
        copied = shutdown.progress.copied is not None
        risky = bool(shutdown.progress.lost) or (at_risk and not copied)
        self.again.setEnabled(ended)
        self.copy.setEnabled(not closing and shutdown.phase is not Phase.COPYING)
        self.leave.setEnabled(not closing and shutdown.wish is not Wish.LEAVE)
        self.stay.setEnabled(not closing and shutdown.wish is not Wish.STAY)
        set_look_of(self.leave, "kind", "danger" if risky and ended else "")
        helpless = settled is not None and settled.grade.at_risk and only_a_copy_helps(settled)
        decide = ended and shutdown.progress.only_a_decision_helps
        self._place_look(beside_others=not decide)
        self.look.setVisible(ended and shutdown.progress.undecided is not None)
        moves = shutdown.phase is Phase.SETTLING and shutdown.progress.moves
        self.stop.setVisible(moves)
        self.again.setVisible(not decide and not moves)
        self.copy.setVisible(not decide)
        safe = self.look if decide else self.copy if helpless and not copied else self.again
        default = safe if ended else self.stay
        if not default.isDefault():
            default.setDefault(True)
            self._focus_default()

    def _place_look(self, *, beside_others: bool) -> None:
        """Where it is one way of several, the line of the others has no room for it."""
        line = self._indent[1] if beside_others else self._choices
        if line.indexOf(self.look) < 0:
            line.insertWidget(line.count() if beside_others else 0, self.look)

    def _focus_default(self) -> None:
        """Put the keyboard on the default button, unless the user is reading the details."""
        if not self._folded.being_read:
            for button in (self.again, self.copy, self.look, self.stay):
                if button.isDefault():
                    button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _restyle(self) -> None:
        theme = self._theme
        for label in (self._headline, self._text, self._notice_text):
            label.setMinimumWidth(0)
        text_width = theme.scaled(WIDTH) - 2 * SPACE_XL - SPACE_M - theme.scaled(_ICON)
        for label in (self._headline, self._text):
            label.setFixedWidth(text_width)
        self._notice_text.setFixedWidth(theme.scaled(WIDTH) - 2 * SPACE_XL - 2 * SPACE_M)
        indent = theme.scaled(_ICON) + SPACE_M
        steps, folded = self._indent
        steps.setContentsMargins(indent, 0, 0, 0)
        # A flat button has room around its words, which then stand on the edge.
        folded.setContentsMargins(indent - theme.scaled(_FLAT), 0, 0, 0)
        self._folded.restyle(theme.scaled(WIDTH) - 2 * SPACE_XL)
        self._words = None
        self.refresh()

    # Choices

    @Slot()
    def _ask_target(self) -> None:
        ask_copy_target(self, self._shutdown.tracker_path, self._on_target)

    @Slot(str)
    def _on_target(self, path: str) -> None:
        self._shutdown.save_copy(Path(path))

    @Slot()
    def _go(self) -> None:
        self._ticking.stop()
        if self.isVisible():
            self.done(0)
