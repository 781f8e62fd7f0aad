"""Whether git merges a project's issues with Strandline: what is written where, on whose click."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import dialog_parts, icons
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Theme
from store.errors import KnownError
from store.exchange_answers import GitMerge

_WIDTH = 520
"""Of the words, in device-independent pixels at zoom 1."""
_ICON = 28

translate = QCoreApplication.translate


class GitDialog(QDialog):
    """Shows one GitMerge and asks for another; it stays open to say how it went. Window's thread."""

    set_up_wanted = Signal(object)
    """Whether another driver is to be replaced."""
    removal_wanted = Signal()

    def __init__(self, look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("git_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look = look
        self.now = GitMerge("none")
        """What is shown."""
        self._picture = QLabel(self)
        self.headline = dialog_parts.label(self, "heading")
        self.summary = dialog_parts.label(self)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(SPACE_M)
        self.leave = dialog_parts.button(self, self.tr("Close"), self.reject)
        self.remove = dialog_parts.button(self, self.tr("Take it out again"), self._remove)
        self.set_up = dialog_parts.button(self, "", self._set_up)
        self._lay_out()

    def show_state(self, now: GitMerge) -> None:
        """Say how it is, and offer what can be done."""
        self.now = now
        self._say(_headline(now), _summary(now), warn=now.state == "other")
        self._fill(now)
        words = _offer(now.state)
        self.set_up.setText(words)
        self._show_buttons(set_up=bool(words), remove=now.state == "on")

    def show_error(self, error: Exception) -> None:
        """Say why nothing was changed; what was offered stays."""
        known = isinstance(error, KnownError)
        why = str(error) if known else self.tr("Something went wrong inside Strandline; see the log.")
        self._say(self.tr("Nothing was changed"), why, warn=True)
        self._show_buttons(set_up=bool(self.set_up.text()), remove=self.now.state == "on")

    def show_working(self) -> None:
        """Wait for git: nothing can be pressed twice."""
        for button in (self.set_up, self.remove):
            button.setEnabled(False)

    @Slot()
    def _set_up(self) -> None:
        self.show_working()
        self.set_up_wanted.emit(self.now.state == "other")

    @Slot()
    def _remove(self) -> None:
        self.show_working()
        self.removal_wanted.emit()

    def _say(self, headline: str, words: str, *, warn: bool) -> None:
        self.setWindowTitle(headline)
        self.setAccessibleName(headline)
        self.setAccessibleDescription(words)
        self.headline.setText(headline)
        self.summary.setText(words)
        palette = self._look.palette
        name, colour = ("triangle-alert", palette.warning_text) if warn else ("info", palette.accent_text)
        size = self._look.scaled(_ICON)
        self._picture.setPixmap(icons.pixmap(name, colour, size, self.devicePixelRatioF()))

    def _fill(self, now: GitMerge) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if now.state == "none":
            return
        there = now.state == "on"
        words = self.tr("Has this line") if there or now.state == "half" else self.tr("Gets this line")
        self._part(
            _short(now.attributes), words, now.line,
            self.tr("Commit it, and it reaches every clone."),
        )  # fmt: skip
        words = self.tr("Has this command") if there else self.tr("Gets this command")
        self._part(
            _short(now.config), words, now.command,
            self.tr("It stays on this computer: each clone needs it once."),
        )  # fmt: skip

    def _part(self, name: str, words: str, text: str, more: str) -> None:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        code = dialog_parts.label(part)
        code.setFont(self._look.font("mono"))
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        code.setText(_breakable(text))
        code.setAccessibleName(text)
        title, said = dialog_parts.label(part, "strong"), dialog_parts.label(part, "muted")
        title.setText(name)
        said.setText(f"{words}. {more}")
        for label in (title, said, code):
            label.setFixedWidth(self._look.scaled(_WIDTH))
            column.addWidget(label)
        self._parts.addWidget(part)

    def _show_buttons(self, *, set_up: bool, remove: bool) -> None:
        for button, visible in ((self.set_up, set_up), (self.remove, remove)):
            button.setEnabled(True)
            button.setVisible(visible)
        self.leave.setText(self.tr("Leave git as it is") if set_up else self.tr("Close"))
        first = self.set_up if set_up else self.leave
        first.setDefault(True)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        for label in (self.headline, self.summary):
            label.setFixedWidth(self._look.scaled(_WIDTH))
            words.addWidget(label)
        body = QVBoxLayout()
        body.setSpacing(SPACE_L)
        body.addLayout(words)
        body.addLayout(self._parts)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(body)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.set_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_L)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addLayout(head)
        column.addLayout(buttons)


def _short(path: Path) -> str:
    home = Path.home()
    return f"~{os.sep}{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _breakable(text: str) -> str:
    """A label breaks lines at blanks only; paths have none."""
    return text.replace("/", "/\u200b").replace("\\", "\\\u200b")


def _headline(now: GitMerge) -> str:
    texts = {
        "on": translate("Git", "git merges these issues with Strandline"),
        "half": translate("Git", "This clone lacks the command that merges the issues"),
        "other": translate("Git", "git merges these issues with “{driver}”"),
        "none": translate("Git", "There is nothing for git to merge"),
    }
    text = texts.get(now.state, translate("Git", "Let git merge these issues with Strandline?"))
    return text.format(driver=now.driver)


def _summary(now: GitMerge) -> str:
    what = translate(
        "Git",
        "Where two people have changed {file}, Strandline merges it issue by issue and field by field. "
        "Labels, comments and what only other programs know of are kept from both; "
        "a value that loses waits here for review.",
    ).format(file=now.file)
    if now.state == "none":
        return now.reason or translate("Git", "This tracker belongs to no project.")
    if now.state == "half":
        return translate(
            "Git",
            ".gitattributes already names Strandline for {file}, but git has no command for it here, or that "
            "of another copy of Strandline. Until then git merges it as plain text.",
        ).format(file=now.file)
    if now.state == "other":
        stays = translate("Git", "The other line stays, and counts again when you take ours out.")
        return f"{what} {stays}"
    return what


def _offer(state: str) -> str:
    return {
        "off": translate("Git", "Merge with Strandline"),
        "half": translate("Git", "Add the command"),
        "other": translate("Git", "Merge with Strandline instead"),
    }.get(state, "")
