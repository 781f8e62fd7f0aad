"""Asks once how bd and Strandline share the issue file, remembers it, and lets it be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from gui.offer_bar import OfferBar
from store.beads_project import AskSharing, Choice, ChooseWay, Sharing, choices

if TYPE_CHECKING:
    from gui.bridge import StoreBridge
    from store.places import Place


class SharingBar(OfferBar):
    """A line for a project whose issues bd keeps elsewhere; nothing for any other. Window's thread."""

    said = Signal(object, bool)
    """Words, and whether they need no answer."""
    settled = Signal(object)
    """A Sharing: how it is now; at each look and after each choice."""

    def __init__(self, bridge: StoreBridge, parent: QWidget) -> None:
        title = self.tr("How the issue file is shared")
        super().__init__("sharing", title, parent)
        self._bridge = bridge
        self._place: Place | None = None
        self._asked_for = False
        self._warned: tuple[tuple[str, ...], ...] = ()
        self.sharing = Sharing("manual")
        """What is known since the last look."""
        self.buttons: dict[Choice, QPushButton] = {
            "no-db": self.add_button(self.tr("Let bd use the file"), self._tip("no-db")),
            "import-after": self.add_button(self.tr("Let bd import it"), self._tip("import-after")),
            "automatic": self.add_button(self.tr("Keep it up to date"), self._tip("automatic")),
            "manual": self.add_button(self.tr("Export by hand"), self._tip("manual")),
        }
        self.later = self.add_button(self.tr("Not now"), quiet=True)
        self.buttons["no-db"].clicked.connect(self._choose_no_db)
        self.buttons["import-after"].clicked.connect(self._choose_import)
        self.buttons["automatic"].clicked.connect(self._choose_automatic)
        self.buttons["manual"].clicked.connect(self._choose_manual)
        self.later.clicked.connect(self._put_off)

    def open(self, place: Place | None) -> None:
        """Look at the project of the tracker that is open now; None for none."""
        self._place, self._asked_for, self._warned = place, False, ()
        self.hide()
        self.sharing = Sharing("manual")
        self.look()

    def look(self) -> None:
        """Look again: bd may have been switched over meanwhile."""
        if self._place is not None and self._place.beads is not None:
            self._bridge.ask_quietly(AskSharing(self._place), self._on_sharing, self._on_failed)

    @Slot()
    def offer(self) -> None:
        """Show the choices again, as from the menu."""
        if self._place is None or self._place.beads is None:
            self.said.emit(self.tr("This tracker belongs to no project, so no file is shared."), True)
            return
        self._asked_for = True
        self.look()

    def _on_sharing(self, sharing: Sharing) -> None:
        self.sharing = sharing
        project = sharing.project
        if project is None:
            return
        due = sharing.way == "ask" or (project.kind == "dolt" and not sharing.chosen)
        if due or self._asked_for:
            self._show(sharing)
        else:
            self.hide()
        self.settled.emit(sharing)
        if sharing.way == "import-after":
            self._warn(sharing.alike)

    def _warn(self, alike: tuple[tuple[str, ...], ...]) -> None:
        """Say once which issues bd would take for one."""
        news = [group for group in alike if group not in self._warned]
        self._warned = alike
        if news:
            self.said.emit(self._alike_words(news[0]), False)

    def _show(self, sharing: Sharing) -> None:
        assert sharing.project is not None  # noqa: S101 - checked by the caller
        assert self._place is not None  # noqa: S101 - there is a project
        assert self._place.jsonl is not None  # noqa: S101 - every project has one
        kind, file = sharing.project.kind, self._place.jsonl.name
        offered = choices(kind)
        for choice, button in self.buttons.items():
            button.setVisible(choice in offered and (kind == "dolt" or choice != _chosen(sharing)))
        self.buttons["manual"].setText(self.tr("All right") if kind == "dolt" else self.tr("Export by hand"))
        self.later.setVisible(kind != "dolt" or sharing.chosen)
        self.later.setText(self.tr("Not now") if sharing.way == "ask" else self.tr("Leave it so"))
        self.say(self._sentence(sharing, file), self._daemon_words(sharing))

    def _sentence(self, sharing: Sharing, file: str) -> str:
        assert sharing.project is not None  # noqa: S101 - checked by the caller
        kind = sharing.project.kind
        if kind == "dolt":
            return self.tr(
                "bd keeps these issues in Dolt. They are read from {file}; your changes stay in Strandline."
            ).format(file=file)
        if kind == "bd-database" and sharing.way == "ask":
            return self.tr(
                "bd uses a database of its own here. {file} is not written until you choose:"
            ).format(file=file)
        words = {
            "import-after": self.tr("{file} is written as you work, and bd imports it each time."),
            "manual": self.tr("{file} is written only when you export it."),
        }
        return words.get(sharing.way, self.tr("{file} is written as you work.")).format(file=file)

    def _daemon_words(self, sharing: Sharing) -> str:
        if sharing.project is not None and sharing.project.daemon:
            return self.tr("bd's background program seems to run: it imports by itself what is written.")
        return ""

    def _tip(self, choice: Choice) -> str:
        return {
            "no-db": self.tr(
                "Adds “no-db: true” to bd's config.yaml: bd then reads and writes the file directly and "
                "keeps every field that it knows. Run “bd sync” first if bd has changes that are not in it."
            ),
            "import-after": self.tr(
                "Writes the file when something changes and runs “bd sync --import-only” after it. bd takes "
                "title, texts, status, priority, type and assignee from it; dates and estimates it ignores."
            ),
            "automatic": self.tr("Writes the file when something changes; other programs read it there."),
            "manual": self.tr(
                "Writes the file only with File → Export. Until then your changes are in Strandline only."
            ),
        }[choice]

    # Choosing

    @Slot()
    def _choose_no_db(self) -> None:
        self._choose("no-db")

    @Slot()
    def _choose_import(self) -> None:
        self._choose("import-after")

    @Slot()
    def _choose_automatic(self) -> None:
        self._choose("automatic")

    @Slot()
    def _choose_manual(self) -> None:
        self._choose("manual")

    @Slot()
    def _put_off(self) -> None:
        self._asked_for = False
        self.hide()

    def _choose(self, choice: Choice) -> None:
        if self._place is not None:
            self._asked_for = False
            self._bridge.ask_quietly(ChooseWay(self._place, choice), self._on_chosen, self._on_failed)

    def _on_chosen(self, sharing: Sharing) -> None:
        self._on_sharing(sharing)
        self.hide()
        if (
            not (sharing.alike and sharing.way == "import-after")
            and sharing.project is not None
            and sharing.project.kind != "dolt"
        ):
            self.said.emit(self._done_words(sharing), True)

    def _done_words(self, sharing: Sharing) -> str:
        file = self._place.jsonl.name if self._place is not None and self._place.jsonl is not None else ""
        words = {
            "import-after": self.tr("{file} is written as you work, and bd imports it each time."),
            "automatic": self.tr("{file} is written as you work."),
        }
        manual = self.tr("{file} is written only when you export it.")
        return words.get(sharing.way, manual).format(file=file)

    def _alike_words(self, group: tuple[str, ...]) -> str:
        ids = ", ".join(group)
        return self.tr(
            "bd takes {ids} for one issue, because they say the same, and would keep one of them. "
            "Change a word in the others."
        ).format(ids=ids)

    def _on_failed(self, error: Exception) -> None:
        self.said.emit(str(error), False)


def _chosen(sharing: Sharing) -> Choice | None:
    """The choice that stands; to choose it again would change nothing."""
    return None if sharing.way == "ask" else sharing.way
