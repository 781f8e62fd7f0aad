"""What is said when something cannot be opened, and when it was. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui import icons
from gui.i18n import plural
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Theme, set_look_of
from store.checkpoint import Grade
from store.errors import Damaged, DiskFull, Held, KnownError, NewerFormat, OlderFormat, ReadOnly
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
        for label in (self.headline, self.reason):
            label.setFixedWidth(look.scaled(_WIDTH))
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(self.headline)
        words.addWidget(self.reason)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_L)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addLayout(head)
        self._rescue = QVBoxLayout()
        self._rescue.setSpacing(SPACE_S)
        column.addLayout(self._rescue)
        column.addLayout(self._buttons(isinstance(error, _AGAIN)))

    def offer_salvage(self) -> None:
        """Let somebody save what can be read of the tracker."""
        self.salvage = self._rescue_button(self.tr("&Save what can be read"), self.salvage_wanted)
        kept = _label(self.tr("The damaged file is kept, whatever is chosen."), "muted", self)
        self._rescue.addWidget(kept)

    def offer_backup(self, time: str, issues: str) -> None:
        """Let somebody bring the newest verified backup back: it is the best way where there is one."""
        words = self.tr("&Restore the backup of {time} ({issues})").format(time=time, issues=issues)
        self.restore = self._rescue_button(words, self.restore_wanted, 0)
        self.restore.setDefault(True)
        self.restore.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rescue_button(self, words: str, wanted: SignalInstance, place: int = -1) -> QPushButton:
        made = QPushButton(words, self)
        made.setAutoDefault(False)
        made.clicked.connect(self.accept)
        made.clicked.connect(wanted)
        self._rescue.insertWidget(place, made)
        return made

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
    """Say in one line how a close ended that nobody saw. grade: the name of a Grade, "" for a good one."""
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
        "Opening", "Last time, Strandline had to close before all was in one file. Your changes are here."
    )
