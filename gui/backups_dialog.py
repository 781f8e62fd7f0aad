"""Backups and health: which backups there are and whether they are verified, and the check of the tracker."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui import dialog_parts, icons
from gui.backup_words import (
    check_words,
    count_words,
    findings_words,
    folder_words,
    kind_words,
    remedy_words,
    shelf_words,
    size_words,
    state_words,
)
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Theme, set_look_of
from gui.wording import full_time
from store.backup_list import Backup
from store.backup_requests import Shelf
from store.last_check import LastCheck

_WIDTH = 680
"""Of the list, in device-independent pixels at zoom 1."""
_HEIGHT = 216
_ICON = 28
_STATE = 2
"""The column that says whether a backup can be trusted."""


class _List(QTreeWidget):
    """Keeps Enter to itself: a dialog would press whatever default button is in it or over it by then."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is about the chosen row."""
        item = self.currentItem()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif item is not None:
            self.itemActivated.emit(item, 0)


class BackupsDialog(QDialog):
    """Shows a Shelf and asks nobody; what is chosen goes out as signals. Window's thread."""

    make_wanted = Signal()
    check_wanted = Signal()
    restore_wanted = Signal(object)
    """A Backup: what it would change is to be shown."""
    salvage_wanted = Signal()
    """What can be read of the tracker is to be saved into a sound one in its place."""
    stop_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, look: Theme, parent: QWidget, read_only: str = "") -> None:
        """read_only: why the tracker takes no changes, so that nothing is restored."""
        super().__init__(parent)
        self.setObjectName("backups_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Backups and health"))
        self._look = look
        self._read_only = read_only
        self._busy = self._faulty = False
        self.shelf: Shelf | None = None
        """What is shown; None while it is looked for, or cannot be read."""
        self._build()
        self._lay_out()
        self.show_loading()

    # What it is told

    def show_loading(self) -> None:
        """Say that the backups are looked for."""
        self._show_nothing("")
        self._say(self.tr("Looking for backups…"), well=True)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show which backups there are; an older one that was chosen stays so, and else it is the newest."""
        chosen = self._chosen()
        if self.shelf is not None and chosen in self.shelf.backups[:1]:
            chosen = None
        self.shelf = shelf
        words, well = shelf_words(shelf)
        faulty = shelf.last_check is not None and bool(shelf.last_check.findings)
        if faulty:
            words = f"{self.tr('This tracker has faults.')} {words}"
        self._say(f"{words} {self._read_only}".rstrip(), well=well and not faulty)
        self.list.clear()
        for backup in shelf.backups:
            self.list.addTopLevelItem(self._item(backup))
        names = [one.path for one in shelf.backups]
        place = names.index(chosen.path) if chosen is not None and chosen.path in names else 0
        item = self.list.topLevelItem(place)
        if item is not None:
            self.list.setCurrentItem(item)
            self._stack.setCurrentWidget(self.list)
        else:
            self._instead(
                self.tr(
                    "Nothing is here yet. Strandline makes a backup by itself while you work, "
                    "and when you close the tracker."
                )
            )
        self.kept.setText(folder_words(shelf.folder))
        self.kept.show()
        self.folder.setVisible(bool(shelf.backups))
        self.show_check(shelf.last_check)
        self._enable()

    def show_check(self, last: LastCheck | None) -> None:
        """Say what the last check of the tracker found."""
        words, well = check_words(last)
        self.checked.setText(words)
        self.checked.show()
        set_look_of(self.checked, "kind", "" if well else "danger")
        findings = findings_words(last)
        self.findings.setText("\n".join(f"•  {one}" for one in findings))
        self._faulty = bool(findings)
        self.remedy.setText(remedy_words(self.shelf))
        for part in (self.findings, self.remedy, self.salvage):
            part.setVisible(self._faulty)
        self._enable()

    def show_error(self, words: str) -> None:
        """Say why they cannot be listed."""
        self._show_nothing(words)
        self._say(self.tr("The backups cannot be listed."), well=False)

    def set_busy(self, words: str) -> None:
        """Say what is being done, "" when it has ended."""
        self._busy = bool(words)
        self._doing.setText(words)
        self._work.setVisible(self._busy)
        if self._busy:
            self.said.hide()
        self._enable()

    def say(self, words: str, *, well: bool) -> None:
        """Say what came of something that was asked for."""
        self.said.setText(words)
        set_look_of(self.said, "kind", "success" if well else "danger")
        self.said.setVisible(bool(words))

    # What is chosen

    def reject(self) -> None:
        """Escape stops what is under way first."""
        if self._busy:
            self.stop_wanted.emit()
        else:
            super().reject()

    def _chosen(self) -> Backup | None:
        item = self.list.currentItem()
        found: object = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Backup) else None

    @Slot()
    def _restore(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self.restore.isEnabled():
            self.restore_wanted.emit(chosen)

    @Slot()
    def _enable(self) -> None:
        free = not self._busy
        self.make.setEnabled(free)
        self.check.setEnabled(free)
        self.salvage.setEnabled(free and not self._read_only)
        chosen = self._chosen()
        self.restore.setEnabled(free and not self._read_only and chosen is not None)
        self.why_not.setText("" if chosen is None else chosen.why_not)
        self.why_not.setVisible(bool(self.why_not.text()))
        self.restore.setToolTip(self._read_only or self.tr("Shows what would change before anything does"))

    # Build

    def _build(self) -> None:
        self._picture = QLabel(self)
        self.headline = dialog_parts.label(self, "heading")
        self.headline.setText(self.windowTitle())
        self.summary = dialog_parts.label(self)
        self.list = _List(self)
        self.list.setAccessibleName(self.tr("Backups, the newest first"))
        self.list.setHeaderLabels(
            [self.tr("Made"), self.tr("Issues"), self.tr("State"), self.tr("Why"), self.tr("Size")]
        )
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(0)
        self.list.setAllColumnsShowFocus(True)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.list.itemActivated.connect(self._restore)
        self.list.currentItemChanged.connect(self._enable)
        self.list.headerItem().setTextAlignment(
            1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.list.headerItem().setTextAlignment(
            4, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.why_not = dialog_parts.label(self)
        set_look_of(self.why_not, "kind", "warning")
        self.instead = dialog_parts.label(self, "muted")
        self.instead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.make = dialog_parts.button(self, self.tr("&Back up now"), self.make_wanted)
        # Not the default one: Enter in the list is about the chosen backup.
        set_look_of(self.make, "kind", "primary")
        self.restore = dialog_parts.button(self, self.tr("&Restore…"), self._restore)
        self.said = dialog_parts.label(self)
        self.said.hide()
        self._build_work()
        self.checked = dialog_parts.label(self)
        self.findings = dialog_parts.label(self)
        self.findings.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.remedy = dialog_parts.label(self, "muted")
        self.salvage = dialog_parts.button(self, self.tr("&Save what can be read"), self.salvage_wanted)
        self.check = dialog_parts.button(self, self.tr("&Check this tracker now"), self.check_wanted)
        self.kept = dialog_parts.label(self, "muted")
        self.folder = dialog_parts.button(self, self.tr("Show the &folder"), self.folder_wanted)
        self.leave = dialog_parts.button(self, self.tr("Close"), self.reject)

    def _build_work(self) -> None:
        self._work = QWidget(self)
        self._doing = QLabel(self._work)
        self._doing.setTextFormat(Qt.TextFormat.PlainText)
        bar = QProgressBar(self._work)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Under way"))
        self.stop = dialog_parts.button(self._work, self.tr("&Stop"), self.stop_wanted)
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(self._doing)
        row.addWidget(bar, 1)
        row.addWidget(self.stop)
        self._work.hide()

    def _item(self, backup: Backup) -> QTreeWidgetItem:
        item = QTreeWidgetItem(
            [
                full_time(backup.made_at), count_words(backup.issues), state_words(backup),
                kind_words(backup), size_words(backup.bytes),
            ]
        )  # fmt: skip
        palette = self._look.palette
        name, colour = (
            ("circle-check", palette.success_text)
            if backup.verified
            else ("triangle-alert", palette.warning_text)
        )
        item.setIcon(_STATE, icons.icon(name, colour, self._look.scaled(16)))
        item.setToolTip(_STATE, backup.why_not)
        item.setToolTip(0, backup.path.name)
        for column in (1, 4):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, Qt.ItemDataRole.UserRole, backup)
        return item

    def _say(self, words: str, *, well: bool) -> None:
        self.summary.setText(words)
        self.setAccessibleDescription(words)
        palette = self._look.palette
        name, colour = ("circle-check", palette.success_text)
        if not well:
            name, colour = "triangle-alert", palette.warning_text
        elif self.shelf is None or not self.shelf.backups:
            name, colour = "info", palette.accent_text
        size = self._look.scaled(_ICON)
        self._picture.setPixmap(icons.pixmap(name, colour, size, self.devicePixelRatioF()))

    def _show_nothing(self, words: str) -> None:
        self.shelf = None
        self.list.clear()
        for part in (self.checked, self.findings, self.remedy, self.salvage, self.kept, self.folder):
            part.hide()
        self._instead(words)
        self._enable()

    def _instead(self, words: str) -> None:
        self.instead.setText(words)
        self._stack.setCurrentWidget(self.instead)

    def _lay_out(self) -> None:
        width = self._look.scaled(_WIDTH)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        words.addWidget(self.headline)
        words.addWidget(self.summary)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        frame = QWidget(self)
        frame.setFixedSize(width, self._look.scaled(_HEIGHT))
        self._stack = QStackedLayout(frame)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.instead)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addLayout(head)
        column.addWidget(frame)
        column.addWidget(self.why_not)
        column.addLayout(_row(self.make, self.restore, None))
        column.addWidget(self._work)
        column.addWidget(self.said)
        column.addWidget(_line(self))
        column.addWidget(self.checked)
        column.addWidget(self.findings)
        column.addWidget(self.remedy)
        column.addLayout(_row(self.salvage, self.check, None))
        column.addWidget(_line(self))
        column.addWidget(self.kept)
        column.addLayout(_row(self.folder, None, self.leave))
        for label in (self.why_not, self.said, self.checked, self.findings, self.remedy, self.kept):
            label.setFixedWidth(width)


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return a row; None is where it gives way."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_S)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    set_look_of(line, "role", "hairline")
    return line
