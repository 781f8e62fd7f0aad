"""What an import would do, in plain words, before it is done; the default deletes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui import dialog_parts, icons
from gui.i18n import number, plural
from gui.import_words import counted, problem_words, remarks
from gui.placing import centre
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Theme
from store.errors import KnownError
from store.exchange_answers import Named, Plan

_WIDTH = 520
"""Of the words, in device-independent pixels at zoom 1."""
_ICON = 28
_LINES = 6
"""Lines of a list that are seen without scrolling."""

translate = QCoreApplication.translate


class PlanDialog(QDialog):
    """Shows one Plan: accepted imports it, rejected leaves the file alone."""

    again_wanted = Signal(object)
    """The path that could not be looked at shall be tried again."""

    def __init__(self, name: str, look: Theme, parent: QWidget, *, written: bool = False) -> None:
        """written: whether the file is kept up to date, which has to wait while its own changes do."""
        super().__init__(parent)
        self.setObjectName("plan_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name = name
        self._written = written
        self._look = look
        self._path: Path | None = None
        self.plan: Plan | None = None
        """What is shown; None while the file is looked at, or cannot be."""
        self.headline = dialog_parts.label(self, "heading")
        self.summary = dialog_parts.label(self)
        self._picture = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Reading"))
        self.also_delete = QCheckBox(self)
        self.also_delete.hide()
        self.also_delete.toggled.connect(self._name_choice)
        self.until = dialog_parts.label(self, "muted")
        self._parts = QVBoxLayout()
        self._parts.setSpacing(SPACE_M)
        self.leave = dialog_parts.button(self, "", self.reject)
        self.again = dialog_parts.button(self, self.tr("Try again"), self._try_again)
        self.take = dialog_parts.button(self, self.tr("Import"), self.accept)
        self._lay_out()
        self._show_loading()

    @property
    def deletes(self) -> bool:
        """Whether what the file says was deleted is to be deleted here too."""
        return self.also_delete.isChecked()

    def show_plan(self, plan: Plan) -> None:
        """Say what the import of this plan would do."""
        self.plan, self._name = plan, plan.path.name
        until = self.tr("Until it is imported, your changes are saved here and not written to {name}.")
        self.until.setText(until.format(name=self._name))
        warn = plan.asks or bool(remarks(plan.imported))
        self._say(_headline(self._name, plan), _summary(plan), warn=warn)
        self._fill(plan)
        self._name_choice()
        self._show_buttons(take=not plan.same)
        centre(self)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far looking at the file is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        words = self.tr("{done} of {total} lines").format(done=number(done), total=number(total))
        self.summary.setText(words)
        self.summary.show()

    def show_error(self, path: Path, error: Exception) -> None:
        """Say why the file cannot be looked at."""
        self._path = path
        known = isinstance(error, KnownError)
        why = str(error) if known else self.tr("Something went wrong inside Strandline; see the log.")
        self._say(self.tr("{name} could not be read").format(name=self._name), why, warn=True)
        self._show_buttons(again=True)

    def _show_loading(self) -> None:
        self._say(self.tr("Looking at {name}…").format(name=self._name), "", warn=False)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._show_buttons()
        self.leave.setText(self.tr("Stop"))
        self.leave.setToolTip(self.tr("Stop reading; everything stays as it was"))

    def _say(self, headline: str, words: str, *, warn: bool) -> None:
        self._bar.hide()
        self.setWindowTitle(headline)
        self.setAccessibleName(headline)
        self.setAccessibleDescription(words)
        self.headline.setText(headline)
        self.summary.setText(words)
        self.summary.setVisible(bool(words))
        palette = self._look.palette
        name, colour = ("triangle-alert", palette.warning_text) if warn else ("info", palette.accent_text)
        size = self._look.scaled(_ICON)
        self._picture.setPixmap(icons.pixmap(name, colour, size, self.devicePixelRatioF()))

    def _fill(self, plan: Plan) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.also_delete:
                widget.hide()
                widget.deleteLater()
        if said := remarks(plan.imported):
            self._part(translate("Plan", "Left out, or in doubt"), "\n".join(f"•  {one}" for one in said), ())
        if plan.deletes:
            self._part(
                translate("Plan", "Deleted in the file"),
                translate("Plan", "They stay here unless you tick the box; each can be decided later."),
                map(_named, plan.deletes),
            )
            n = len(plan.deletes)
            words = plural(translate("Plan", "Also delete the %n issue(s) here", "", n), n)
            self.also_delete.setText(words)
            self.also_delete.setChecked(False)
            self._parts.addWidget(self.also_delete)
        self.also_delete.setVisible(bool(plan.deletes))
        if plan.renames:
            self._part(
                translate("Plan", "The id belongs to another issue here"),
                translate("Plan", "Both stay, and those of the file get an id of their own."),
                ((f"{one.old} → {one.new}", one.title) for one in plan.renames),
            )
        if plan.markers:
            self._part(
                translate("Plan", "Left by git: two versions side by side"),
                _marker_words(self._name, plan),
                (),
            )
        if plan.missing:
            self._part(
                translate("Plan", "No longer in the file"),
                translate("Plan", "They stay here: a line that is missing is never a deletion."),
                map(_named, plan.missing),
            )

    def _part(self, head: str, words: str, lines: Iterable[tuple[str, str]]) -> None:
        title = dialog_parts.label(self, "strong")
        title.setText(head)
        said = dialog_parts.label(self, "muted")
        said.setText(words)
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(title)
        column.addWidget(said)
        found = list(lines)
        if found:
            column.addWidget(self._list(head, found))
        self._parts.addWidget(part)

    def _list(self, name: str, lines: list[tuple[str, str]]) -> QTreeWidget:
        shown = QTreeWidget(self)
        shown.setAccessibleName(name)
        shown.setColumnCount(2)
        shown.setHeaderHidden(True)
        shown.setRootIsDecorated(False)
        shown.setIndentation(0)
        shown.setUniformRowHeights(True)
        shown.setTextElideMode(Qt.TextElideMode.ElideRight)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        shown.addTopLevelItems([QTreeWidgetItem(list(line)) for line in lines])
        shown.resizeColumnToContents(0)
        height = max(1, shown.sizeHintForRow(0))
        shown.setFixedHeight(height * min(len(lines), _LINES) + 2 * shown.frameWidth() + SPACE_XS)
        return shown

    def _show_buttons(self, *, take: bool = False, again: bool = False) -> None:
        self.until.setVisible(take and self._written)
        self.take.setVisible(take)
        self.again.setVisible(again)
        words = self.tr("Leave it for now") if take or again else self.tr("Close")
        self.leave.setText(words)
        self.leave.setToolTip("")
        first = self.take if take else self.again if again else self.leave
        first.setDefault(True)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _name_choice(self) -> None:
        """Say on the button what it does."""
        n = len(self.plan.deletes) if self.plan is not None else 0
        if not n:
            words = self.tr("Import")
        elif self.deletes:
            words = counted(self.tr("Import and delete %n issue(s)", "", n), n)
        else:
            words = self.tr("Import, delete nothing")
        self.take.setText(words)

    @Slot()
    def _try_again(self) -> None:
        self._show_loading()
        self.again_wanted.emit(self._path)

    def _lay_out(self) -> None:
        for label in (self.headline, self.summary, self.until):
            label.setFixedWidth(self._look.scaled(_WIDTH))
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(self.headline)
        words.addWidget(self.summary)
        words.addWidget(self._bar)
        body = QVBoxLayout()
        body.setSpacing(SPACE_L)
        body.addLayout(words)
        body.addLayout(self._parts)
        body.addWidget(self.until)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(body)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        for button in (self.leave, self.again, self.take):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_L)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addLayout(head)
        column.addLayout(buttons)


def _named(issue: Named) -> tuple[str, str]:
    return issue.id, issue.title


def _headline(name: str, plan: Plan) -> str:
    deletes, renames = len(plan.deletes), len(plan.renames)
    if plan.same:
        return translate("Plan", "{name} has nothing new").format(name=name)
    if deletes:
        text = counted(translate("Plan", "{name} would delete %n issue(s)", "", deletes), deletes)
    elif plan.markers:
        text = translate("Plan", "{name} has a conflict that git left")
    elif renames:
        text = counted(
            translate("Plan", "{name} has %n issue(s) whose id is another one's", "", renames), renames
        )
    elif plan.changes == plan.imported.created:
        n = plan.changes
        text = counted(translate("Plan", "{name} has %n new issue(s)", "", n), n)
    else:
        n = plan.changes
        text = counted(translate("Plan", "{name} would change %n issue(s)", "", n), n)
    return text.format(name=name)


def _marker_words(name: str, plan: Plan) -> str:
    words = translate("Plan", "Both are read and merged field by field. What loses is kept for review.")
    if not plan.rewrites:
        return words
    written = translate("Plan", "{name} is then written again, without the marks of git.")
    return f"{words} {written.format(name=name)}"


def _summary(plan: Plan) -> str:
    done = plan.imported
    both = len({str(one["id"]) for one in done.conflicts if one["field"] != "id"})
    counts = (
        (done.created, translate("Plan", "%n new", "", done.created)),
        (done.updated, translate("Plan", "%n changed", "", done.updated)),
        (both, translate("Plan", "%n changed on both sides", "", both)),
    )
    said = " · ".join((*(counted(text, n) for n, text in counts if n), *problem_words(done.told)))
    nothing = translate("Plan", "Nothing has been changed yet.")
    words = f"{nothing} {translate('Plan', 'The import would bring:')}\n{said}" if said else nothing
    return "\n".join((*done.notes, words))
