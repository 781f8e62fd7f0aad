"""The pages of the settings. Each control is an action, or sets what the next start reads. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSystemTrayIcon, QWidget

from gui.actions import Actions
from gui.palette_rows import reason
from gui.reading import Reading
from gui.settings import Settings
from gui.settings_parts import ActionBox, ActionChoices, Choices, Page, action_button
from gui.theme import ZOOM_STEPS, Theme
from store.structs import dataclass

_OF_TRACKER = (
    "tracker.where",
    "tracker.copy",
    "tracker.backups",
    "templates.edit",
    "project.share",
    "project.git",
)


@dataclass(frozen=True, slots=True)
class TrackerFacts:
    """What the window knows of the open tracker; name is "" for none, read_only why it takes no changes."""

    name: str = ""
    path: str = ""
    read_only: str = ""
    actor: str = ""


class GeneralPage(Page):
    """Who works here, the language, and what runs on."""

    def __init__(self, registry: Actions, settings: Settings, actor: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self.title = self.tr("General")
        self.setAccessibleName(self.title)
        self._settings = settings
        self.person = QLineEdit(settings.person, self.body)
        self.person.setPlaceholderText(actor)
        self.person.setMaxLength(80)
        self.person.textEdited.connect(self._name)
        self.add(
            self.person,
            self.tr("Your name"),
            self.tr(
                "Signs your changes and comments; @me means you. "
                "A new name is used from the next start, and Undo then reverses only what was done under it. "
                "Left empty, it is your name in git or in the system."
            ),
            wide=True,
        )
        names = {name: registry.words(name) for name in registry.starting_with("language.")}
        self.language = ActionChoices(registry, names, self.body)
        words = self.tr("A change shows at the next start.")
        self.add(self.language, self.tr("Language"), words)
        self.add(ActionBox(registry["tray.shown"], self.body), words=self._tray_words())
        kept = self.tr("Closing hides the window, and the icon brings it back. Needs the icon.")
        self.add(ActionBox(registry["tray.kept"], self.body), words=kept)
        tips = self.tr("Three in all, each once, when it helps. Switched on again, each comes once more.")
        self.add(ActionBox(registry["tips.shown"], self.body), words=tips)

    def _tray_words(self) -> str:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return self.tr("This desktop has no notification area.")
        return self.tr("New issue, open and quit, without the window.")

    @Slot(str)
    def _name(self, text: str) -> None:
        self._settings.person = text


class AppearancePage(Page):
    """Colours, sizes, motion."""

    def __init__(self, registry: Actions, theme: Theme, reading: Reading, parent: QWidget) -> None:
        super().__init__("", parent)
        self.title = self.tr("Appearance")
        self.setAccessibleName(self.title)
        self._theme, self._reading = theme, reading
        colours = {
            "theme.system": self.tr("As the system has them"),
            "theme.light": self.tr("Light"),
            "theme.dark": self.tr("Dark"),
        }
        self.colours = ActionChoices(registry, colours, self.body)
        self.add(self.colours, self.tr("Colours"))
        self.zoom = Choices(self.body)
        for step in ZOOM_STEPS:
            self.zoom.addItem(self.tr("{n} %").format(n=round(step * 100)), step)
        self.zoom.activated.connect(self._zoom)
        theme.changed.connect(self._follow)
        self._follow()
        self.add(self.zoom, self.tr("Text size"), self.tr("Pictures and rows grow with it."))
        rows = {
            "density.compact": self.tr("Compact"),
            "density.comfortable": self.tr("Comfortable"),
            "density.large": self.tr("Large"),
        }
        self.rows = ActionChoices(registry, rows, self.body)
        self.add(self.rows, self.tr("Rows of the list"))
        motion = self.tr("Nothing fades: marks come and go at once.")
        self.add(ActionBox(registry["motion.less"], self.body), words=motion)

    @Slot()
    def _follow(self) -> None:
        steps = [abs(step - self._theme.zoom) for step in ZOOM_STEPS]
        self.zoom.setCurrentIndex(steps.index(min(steps)))

    @Slot(int)
    def _zoom(self, place: int) -> None:
        self._reading.set_zoom(ZOOM_STEPS[place])


class KeysPage(Page):
    """The ways to the keys."""

    change_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, registry: Actions, parent: QWidget) -> None:
        super().__init__("", parent)
        self.title = self.tr("Keys")
        self.setAccessibleName(self.title)
        self.add(
            action_button(registry, "keys.change", self.change_wanted, self.body),
            words=self.tr("Gives an action other keys, several, or none. A key that is taken says by what."),
        )
        self.add(
            action_button(registry, "help.keys", self.sheet_wanted, self.body),
            words=self.tr("Every key that does something now, on one sheet."),
        )


class TrackerPage(Page):
    """What is open, where it lies, and what can be chosen for it."""

    action_wanted = Signal(object)
    """The id of an action that opens something in the window."""

    def __init__(self, registry: Actions, facts: TrackerFacts, parent: QWidget) -> None:
        super().__init__("", parent)
        self.title = self.tr("This tracker")
        self.setAccessibleName(self.title)
        if not facts.name:
            self.say(self.tr("No tracker is open."))
            return
        place = QLineEdit(facts.path, self.body)
        place.setReadOnly(True)
        place.setCursorPosition(0)
        self.add(place, facts.name, facts.read_only, wide=True)
        for name in _OF_TRACKER:
            button = action_button(registry, name, self._want, self.body)
            self.add(button, words=self._words(registry, name))

    def _words(self, registry: Actions, name: str) -> str:
        if why := reason(registry.missing(name)):
            return self.tr("Not now: {why}.").format(why=why)
        return {
            "tracker.where": self.tr("Its file, the second file beside it, and what is saved."),
            "tracker.copy": self.tr("One checked file with everything in it."),
            "tracker.backups": self.tr("What is verified, what a restore would change, and a full check."),
            "templates.edit": self.tr("What new issues can begin with."),
            "project.share": self.tr("How the project's issue file is kept in step with bd or br."),
            "project.git": self.tr("Lets git merge the project's issue file field by field."),
        }[name]

    @Slot()
    def _want(self) -> None:
        self.action_wanted.emit(self.sender().objectName())
