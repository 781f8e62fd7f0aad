"""One line of the quit sheet: picture, words and result of a step. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from gui import dialog_parts, icons
from gui.quit_steps import State, StepWords
from gui.theme import Theme, set_look_of


class StepRow:
    """Three labels; the sheet lays them out."""

    def __init__(self, parent: QWidget) -> None:
        self.picture = QLabel(parent)
        self.text = dialog_parts.label(parent)
        self.detail = dialog_parts.label(parent, "caption")
        self.text.setWordWrap(False)
        self.detail.setWordWrap(False)

    def set_shown(self, shown: bool) -> None:
        """Show or hide all of it."""
        for label in (self.picture, self.text, self.detail):
            label.setVisible(shown)

    def show_step(self, step: StepWords, theme: Theme, *, danger: bool = False) -> None:
        """Show a step, also to a screen reader. danger: what was refused may cost changes."""
        palette = theme.palette
        name, colour = {
            State.TODO: ("status-open", palette.text_disabled),
            State.NOW: ("status-in_progress", palette.accent_text),
            State.DONE: ("circle-check", palette.success_text),
            State.REFUSED: ("triangle-alert", palette.danger_text if danger else palette.warning_text),
        }[step.state]
        size = theme.icon_px
        self.picture.setPixmap(icons.pixmap(name, colour, size, self.picture.devicePixelRatioF()))
        self.text.setText(step.text)
        set_look_of(self.text, "role", "muted" if step.state is State.TODO else "")
        self.detail.setText(step.detail)
        set_look_of(self.detail, "kind", "danger" if danger and step.state is State.REFUSED else "")
        translate = QCoreApplication.translate
        state = {
            State.TODO: translate("QuitSheet", "not yet"),
            State.NOW: translate("QuitSheet", "under way"),
            State.DONE: translate("QuitSheet", "done"),
            State.REFUSED: translate("QuitSheet", "not done"),
        }[step.state]
        self.text.setAccessibleName(", ".join(part for part in (step.text, state, step.detail) if part))
