"""What is said when something cannot be opened, and when it was. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui import icons
from gui.choices import Choices
from gui.i18n import plural
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Theme, set_look_of
from store.checkpoint import Grade
from store.errors import (
    Damaged,
    DiskFull,
    Held,
    KeptAside,
    KnownError,
    NewerFormat,
    OlderFormat,
    ReadOnly,
)
from store.last_close import NOT_EXPORTED

translate = QCoreApplication.translate

_WIDTH = 420
"""Of the words, in device-independent pixels at zoom 1."""
_ICON = 28
_AGAIN = (Held, ReadOnly, DiskFull)


class OpeningProblem(QDialog):
    """What could not be opened, why, and the next steps; over a window that stays usable."""

    other_wanted = Signal()
    again_wanted = Signal()
    restore_wanted = Signal()
    salvage_wanted = Signal()
    rebuild_wanted = Signal()
    read_wanted = Signal()

    def __init__(self, name: str, error: object, look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("opening_problem")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.headline = _label(headline(name, error), "heading", self)
        self.reason = _label(reason(error), "", self)
        self.setWindowTitle(self.headline.text())
        self.setAccessibleName(self.headline.text())
        self.setAccessibleDescription(self.reason.text())
        picture = QLabel(self)
        size = look.scaled(_ICON)
        picture.setPixmap(
            icons.pixmap("triangle-alert", look.palette.warning_text, size, self.devicePixelRatioF())
        )
        self.failed = _label("", "", self)
        set_look_of(self.failed, "kind", "danger")
        self.failed.hide()
        for label in (self.headline, self.reason, self.failed):
            label.setFixedWidth(look.scaled(_WIDTH))
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(self.headline)
        words.addWidget(self.reason)
        words.addWidget(self.failed)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_L)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addLayout(head)
        self._choices = Choices(self, look.scaled(_WIDTH))
        body = QHBoxLayout()
        body.addSpacing(size + SPACE_M)
        body.addLayout(self._choices)
        column.addLayout(body)
        self._kept = _label(self.tr("The damaged file is kept, whatever is chosen."), "muted", self)
        self._kept.setContentsMargins(size + SPACE_M, 0, 0, 0)
        self._kept.hide()
        column.addWidget(self._kept)
        column.addLayout(self._buttons(isinstance(error, _AGAIN)))

    def all_offered(self) -> None:
        """Nothing more comes: Enter does the best of them."""
        self._choices.prefer_first()

    def show_failed(self, words: str, *, for_good: bool) -> None:
        """Say that saving what can be read came to nothing. for_good: it would each time."""
        self.failed.setText(words)
        self.failed.show()
        self.salvage.setEnabled(not for_good)

    def offer_again(self) -> None:
        """Let it be opened with what can be read; copies of it were made."""
        self.again = self._choices.offer(
            0,
            self.tr("&Open the tracker again"),
            self.tr("Without what cannot be used, which was kept beside the tracker."),
            self.again_wanted,
        )

    def offer_backup(self, time: str, issues: str) -> None:
        """Let the newest verified backup be brought back: mostly the best way where there is one."""
        self.restore = self._choices.offer(
            1,
            self.tr("&Restore the backup of {time} ({issues})").format(time=time, issues=issues),
            self.tr("Checked and whole; without what was changed since then."),
            self.restore_wanted,
        )

    def offer_salvage(self) -> None:
        """Let what can be read of the tracker be saved."""
        self._kept.show()
        self.salvage = self._choices.offer(
            2,
            self.tr("&Save what can be read"),
            self.tr("With history and attached files; what is lost is listed."),
            self.salvage_wanted,
        )

    def offer_rebuild(self, issue_file: str) -> None:
        """Let it be built anew from the issue file, once the difference was seen."""
        self.rebuild = self._choices.offer(
            3,
            self.tr("Re&build it from {file}…").format(file=issue_file),
            self.tr("Shows first what differs; without history and attached files."),
            self.rebuild_wanted,
        )

    def offer_read_only(self) -> None:
        """Let it be looked at."""
        self.read = self._choices.offer(
            4,
            self.tr("&Look at it read-only"),
            self.tr("Changes nothing: look, copy and export what can be read."),
            self.read_wanted,
        )

    def _buttons(self, may_try_again: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addStretch(1)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.reject)
        other = QPushButton(self.tr("Choose another…"), self)
        other.clicked.connect(self.accept)
        other.clicked.connect(self.other_wanted)
        buttons = [close, other]
        if may_try_again:
            again = QPushButton(self.tr("Try again"), self)
            again.clicked.connect(self.accept)
            again.clicked.connect(self.again_wanted)
            buttons.append(again)
        for button in buttons:
            button.setAutoDefault(False)
            row.addWidget(button)
        buttons[-1].setDefault(True)
        buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        return row


def _label(text: str, role: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        set_look_of(label, "role", role)
    return label


def headline(name: str, error: object) -> str:
    """Say in a few words what kind of trouble it is."""
    kinds = (
        (NewerFormat, translate("Opening", "{name} needs a newer Strandline")),
        (OlderFormat, translate("Opening", "{name} has to be updated, and is read-only")),
        (KeptAside, translate("Opening", "{name}: its second file was kept aside")),
        (Damaged, translate("Opening", "{name} is damaged")),
        (Held, translate("Opening", "{name} is in use")),
    )
    text = next((words for kind, words in kinds if isinstance(error, kind)), "")
    return (text or translate("Opening", "{name} could not be opened")).format(name=name)


def reason(error: object) -> str:
    """Say why, and what to do next; an error of ours is named as one."""
    if isinstance(error, KnownError):
        return str(error)
    return translate(
        "Opening", "Something went wrong inside Strandline ({error}). Nothing was changed; see the log."
    ).format(error=type(error).__name__)


def read_only_words(file: str, project: str = "", issue_file: str = "") -> str:
    """Say that a tracker takes no changes, and what to do. project: whose issue file it mirrors."""
    if issue_file:
        return translate(
            "Opening",
            "The tracker of {project} is read-only: it can be read, but not changed, and what others write "
            "to {issue_file} is not seen. Allow writing and open it again.",
        ).format(project=project, issue_file=issue_file)
    return translate(
        "Opening", "{file} is read-only: it can be read, but not changed. Allow writing and open it again."
    ).format(file=file)


def damaged_words(file: str) -> str:
    """Say that a damaged tracker was opened to be looked at, and where the ways out are."""
    return translate(
        "Opening",
        "{file} is damaged and was opened read-only. File → Backups and health restores it, or saves what "
        "can be read.",
    ).format(file=file)


def volume_words(file: str, *, network: bool, synced_by: str) -> str:
    """Say what is unsafe about where a tracker lies; "" where nothing is known."""
    if network:
        return translate(
            "Opening",
            "{file} is on a network drive. Use it on one computer at a time: two at once could damage it.",
        ).format(file=file)
    if synced_by:
        return translate(
            "Opening",
            "{file} is in a folder that {program} syncs, which could damage it or lose changes. Keep it "
            "elsewhere, and save complete copies there.",
        ).format(file=file, program=synced_by)
    return ""


def last_time_words(file: str, grade: str, unsaved: int) -> str:
    """Say in one line how the last close ended. grade: the name of a Grade; "" for a good one."""
    if not grade and not unsaved:
        return ""
    if unsaved:
        text = translate(
            "Opening",
            "Last time, Strandline had to close before %n change(s) could be saved: lost.",
            "",
            unsaved,
        )
        return plural(text, unsaved)
    if grade == NOT_EXPORTED:
        return translate(
            "Opening",
            "Last time, Strandline had to close before the issue file was up to date. It is written now.",
        )
    if grade == Grade.MOVED.name:
        return translate(
            "Opening",
            "Last time, {file} was moved or replaced while it was open. Your last changes may not be in it.",
        ).format(file=file)
    return translate(
        "Opening", "Last time, Strandline was closed before all was in one file. Your changes are here."
    )
