"""New issues from templates: which there are, choosing one, making one of an issue, changing them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from gui.bridge import StoreBridge
from gui.palette_rows import Entry, Kind
from gui.template_dialog import TemplateDialog
from store.actor import Busy, Stopped
from store.answers import Changes, Done, Row
from store.capture import spell
from store.detail_answers import Detail
from store.errors import KnownError
from store.lookups import GetDetail, ListTemplates
from store.requests import Create
from store.templates import IssueTemplate, SetTemplates, begun
from store.times import Clock

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Templates(QObject):
    """Lives on the window's thread. Where none was saved, three in the language of the window are offered."""

    def __init__(self, window: MainWindow, bridge: StoreBridge) -> None:
        super().__init__(window)
        self._window, self._bridge = window, bridge
        self._stored: tuple[IssueTemplate, ...] | None = None
        self.menu = QMenu(window)
        self.menu.setAccessibleName(self.tr("Templates"))
        self.menu.triggered.connect(self._on_menu)
        bridge.changed.connect(self._on_changed)
        window.keyboard.palette.template_chosen.connect(self.start)
        window.list_pane.new_issue.template_wanted.connect(self.choose)
        window.registry.connect_all(
            {
                "issue.template": self.choose,
                "issue.save_template": self.save_issue,
                "templates.edit": self.edit,
            }
        )

    @property
    def templates(self) -> tuple[IssueTemplate, ...]:
        """What is offered."""
        return _built_in() if self._stored is None else self._stored

    @Slot()
    def refresh(self) -> None:
        """Ask which there are."""
        self._bridge.ask(ListTemplates(), self._on_listed, _not_now)

    def _on_listed(self, stored: tuple[IssueTemplate, ...] | None) -> None:
        self._stored = stored
        words = self.tr("New from template: {name}")
        self._window.keyboard.palette.templates = [
            Entry(Kind.TEMPLATE, one.name, words.format(name=one.name), icon="file-text")
            for one in self.templates
        ]

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        # By undo, too, and by another window.
        if "templates" in changes.kinds or not changes.uids:
            self.refresh()

    # Choosing

    @Slot()
    def choose(self) -> None:
        """Open the line for a new issue, and offer the templates below it."""
        bar = self._window.list_pane.new_issue
        if bar.isHidden():
            self._window.keyboard.new.open()
        self.menu.clear()
        for number, one in enumerate(self.templates, 1):
            mark = f"&{number} " if number < 10 else ""
            self.menu.addAction(mark + one.name.replace("&", "&&")).setObjectName(one.name)
        self.menu.addSeparator()
        self.menu.addAction(self._window.registry["templates.edit"])
        button = bar.template_button
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        self.menu.setActiveAction(self.menu.actions()[0])

    @Slot(object)
    def _on_menu(self, action: object) -> None:
        name = action.objectName() if isinstance(action, QObject) else ""
        if any(one.name == name for one in self.templates):
            self.start(name)

    @Slot(object)
    def start(self, name: str) -> None:
        """Begin a new issue with a template; what is typed already stays in its title."""
        found = next((one for one in self.templates if one.name == name), None)
        if found is None:
            return
        bar = self._window.list_pane.new_issue
        if bar.isHidden():
            self._window.keyboard.new.open()
        text, place = begun(found, bar.text, Clock().now())
        bar.entry.begin(text, place, found.description)

    # Changing

    @Slot()
    def edit(self) -> None:
        """Show all of them, to change them."""
        self._bridge.ask(ListTemplates(), self._open, _not_now)

    @Slot()
    def save_issue(self) -> None:
        """Make a template of the selected issue."""
        views = self._window.views
        views.collect(views.selected_keys[:1], self._read)

    def _read(self, rows: tuple[Row, ...]) -> None:
        for row in rows:
            self._bridge.ask(GetDetail(row.uid), self._on_read, _not_now)

    def _on_read(self, detail: Detail) -> None:
        issue = detail.issue
        fields: dict[str, object] = {"issue_type": issue.issue_type}
        if issue.priority != 2:
            fields["priority"] = issue.priority
        line = spell(Create(issue.title, fields, issue.labels))
        made = IssueTemplate(issue.title[:40].strip(), line, issue.description)
        self._bridge.ask(ListTemplates(), partial(self._open, more=made), _not_now)

    def _open(self, stored: tuple[IssueTemplate, ...] | None, more: IssueTemplate | None = None) -> None:
        self._on_listed(stored)
        dialog = TemplateDialog(self.templates, self._window)
        if more is not None:
            dialog.add(more)
        dialog.save_wanted.connect(self._save)
        dialog.open()

    @Slot(object)
    def _save(self, wanted: tuple[IssueTemplate, ...]) -> None:
        dialog = self.sender()
        if isinstance(dialog, TemplateDialog):
            request = SetTemplates(wanted, self._stored)
            self._bridge.ask(request, partial(self._on_saved, dialog), partial(self._on_not_saved, dialog))

    def _on_saved(self, dialog: TemplateDialog, _done: Done) -> None:
        if isValid(dialog):
            dialog.accept()
        self._window.trust.note(self.tr("Templates saved"))

    def _on_not_saved(self, dialog: TemplateDialog, error: Exception) -> None:
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error
        if isValid(dialog):
            dialog.say(str(error), "danger")
        else:
            self._window.trust.note(str(error), quiet=False)


def _built_in() -> tuple[IssueTemplate, ...]:
    """The same as store.templates.BUILT_IN, in the language of the window."""
    tr = QCoreApplication.translate
    done = tr("Templates", "## Done when\n\n- [ ] \n")
    bug = tr("Templates", "## Steps\n\n1. \n\n## Expected\n\n## What happens instead\n")
    story = tr("Templates", "As a … I want … so that …")
    return (
        IssueTemplate(tr("Templates", "Bug"), tr("Templates", "Bug: type:bug"), bug),
        IssueTemplate(tr("Templates", "Task"), "type:task", done),
        IssueTemplate(tr("Templates", "Story"), "type:feature", f"{story}\n\n{done}"),
    )


def _not_now(error: Exception) -> None:
    """What cannot be read is told by the list, which asks the same store."""
    if not isinstance(error, KnownError | Busy | Stopped):
        raise error
