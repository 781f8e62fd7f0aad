"""What stands in place of the list: first start, nothing found, loading, an error. Each ends in an action."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui import icons
from gui.elsewhere import places
from gui.i18n import number
from gui.recent_menu import recent_names
from gui.theme import SPACE_L, SPACE_S, SPACE_XS, SPACE_XXL, Theme, set_look_of
from store.answers import Listing

WIDTH = 240
"""Of the buttons, in pixels at zoom 1."""
RECENT = 5
_NAME = 20


class EmptyState(QWidget):
    """Lives on the window's thread; it is told which state to show and tells what was chosen."""

    sample_requested = Signal()
    open_requested = Signal()
    new_requested = Signal()
    import_requested = Signal()
    issue_requested = Signal()
    recent_requested = Signal(object)
    """A path."""
    clear_requested = Signal()
    all_requested = Signal()
    retry_requested = Signal()
    remedy_requested = Signal()
    """The tracker is damaged: what can be done is to be shown."""
    edit_requested = Signal()
    """The text of the query is to be changed."""
    query_requested = Signal(object)
    """Another text is to be searched for."""
    plan_requested = Signal()
    """The plan of a file that waits to be imported is to be shown."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self._icon_name = "inbox"
        self._better = ""
        set_look_of(self, "role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._headline = _words(self, "heading")
        self._text = _words(self, "muted")
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE_S)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE_XXL, SPACE_XXL, SPACE_XXL, SPACE_XXL)
        outer.addStretch(2)
        for widget in (self._picture, self._headline, self._text):
            outer.addWidget(widget)
        outer.addSpacing(SPACE_S)
        outer.addLayout(self._column)
        outer.addStretch(3)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.changed.connect(self._recolour)

    @property
    def headline(self) -> str:
        """What is said first."""
        return self._headline.text()

    def show_first_start(self, recent: Sequence[str]) -> None:
        """Offer the ways in, while the tracker has no issue at all."""
        if self._begin("first", *recent):
            self._say(
                "sparkles",
                self.tr("What needs doing?"),
                self.tr("A title and Enter are enough. Or start with something that is there already."),
            )
            self._offer(self.tr("New issue"), self.issue_requested, "plus", primary=True)
            self._offer(self.tr("Try the sample project"), self.sample_requested, "lightbulb")
            self._offer(self.tr("Open a folder with .beads"), self.open_requested, "folder-open")
            self._offer(self.tr("New tracker"), self.new_requested, "database")
            self._offer(self.tr("Import a file"), self.import_requested, "file-down")
            self._offer_recent(recent)

    def show_no_tracker(self, recent: Sequence[str]) -> None:
        """Offer the ways to a tracker, while none is open: an issue would have no place."""
        if self._begin("none", *recent):
            self._say(
                "database",
                self.tr("No tracker is open"),
                self.tr("A tracker is one file with all its issues. Make one, or open what you have."),
            )
            self._offer(self.tr("New tracker"), self.new_requested, "plus", primary=True)
            self._offer(self.tr("Open a folder with .beads"), self.open_requested, "folder-open")
            self._offer(self.tr("Try the sample project"), self.sample_requested, "lightbulb")
            self._offer_recent(recent)

    def show_left_alone(self, file: str) -> None:
        """Say why the issues of a project are not here: nobody has agreed to import its file."""
        if self._begin("left", file):
            self._say(
                "file-down",
                self.tr("{file} was not imported").format(file=file),
                self.tr(
                    "Its issues are not here. What you add here is not written there until you import it."
                ),
            )
            self._offer(self.tr("See what it would bring"), self.plan_requested, "file-down", primary=True)

    def take_focus(self) -> None:
        """Give the keyboard to the first button, or to the page, where letters act too."""
        target = self._buttons[0] if self._buttons else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_no_match(self, text: str, view: str, listing: Listing) -> None:
        """Say that a search found nothing in a view, and where it would find more."""
        elsewhere = places(listing)
        if self._begin("match", text, view, elsewhere):
            searched = self.tr("Searched in: {view}").format(view=view)
            self._say(
                "search",
                self.tr("No issues match “{text}”").format(text=text),
                f"{searched} · {elsewhere}" if elsewhere else searched,
            )
            self._offer(self.tr("Clear search"), self.clear_requested, "x")
            if elsewhere:
                words = self.tr("Show them ({n})").format(n=number(listing.elsewhere))
                self._offer(words, self.all_requested, "search")

    def show_fault(self, why: str) -> None:
        """Say what is wrong with a search, where there is nothing to list."""
        if self._begin("fault", why):
            self._say("triangle-alert", self.tr("This search cannot be read"), why)
            self._offer(self.tr("Change the search"), self.edit_requested, "pencil")
            self._offer(self.tr("Clear search"), self.clear_requested, "x")

    def show_unknown(self, words: str, nearest: str, better: str) -> None:
        """Say that no issue has a value, and offer the one that is most like it. better: the text with it."""
        if self._begin("unknown", words, better):
            self._better = better
            self._say("search", words, "")
            if nearest:
                self._offer(
                    self.tr("Look for “{name}”").format(name=_short(nearest)),
                    self._on_better,
                    "search",
                )
            self._offer(self.tr("Clear search"), self.clear_requested, "x")

    def show_bad_view(self, view: str, why: str) -> None:
        """Say why a saved view lists nothing."""
        if self._begin("bad", view, why):
            self._say("triangle-alert", self.tr("“{view}” cannot be read").format(view=view), why)
            self._offer(self.tr("Change its query"), self.edit_requested, "pencil", primary=True)

    def show_empty_view(self, name: str, text: str) -> None:
        """Say that a view has no issue now. text: what that means."""
        if self._begin("view", name, text):
            self._say("inbox", self.tr("{view}: nothing here").format(view=name), text)

    def show_loading(self) -> None:
        """Say that the list is being read."""
        if self._begin("loading"):
            self._say("hourglass", self.tr("Reading the tracker…"), "")

    def show_error(self, text: str, *, board: bool = False, damaged: bool = False) -> None:
        """Say why there is no list, or no board. damaged: trying again alone leads nowhere."""
        if self._begin("error", text, board, damaged):
            what = self.tr("The board could not be read") if board else self.tr("The list could not be read")
            self._say("triangle-alert", what, text)
            if damaged:
                self._offer(self.tr("See what to do"), self.remedy_requested, "wrench", primary=True)
            self._offer(self.tr("Try again"), self.retry_requested, "refresh-cw")

    def _begin(self, *state: object) -> bool:
        """Empty the column; False when this very state is shown already, so that the focus stays."""
        if state == self._shown:
            return False
        self._shown = state
        if any(button.hasFocus() for button in self._buttons):
            # Qt would give the keyboard to whatever is next in the window.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        while (entry := self._column.takeAt(0)) is not None:
            if (widget := entry.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = []
        return True

    def _say(self, icon: str, headline: str, text: str) -> None:
        self._icon_name = icon
        self._headline.setText(headline)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(headline)
        self.setAccessibleDescription(text)
        self._recolour()

    def _offer(self, text: str, signal: object, icon: str, *, primary: bool = False) -> None:
        button = QPushButton(f"\N{THIN SPACE}{text}", self)
        button.setAccessibleName(text)
        button.setProperty("icon_name", icon)
        if primary:
            set_look_of(button, "kind", "primary")
        button.setFixedWidth(self._theme.scaled(WIDTH))
        button.setIconSize(QSize(self._theme.icon_px, self._theme.icon_px))
        button.clicked.connect(signal)
        self._add(button)
        self._recolour()

    def _offer_recent(self, recent: Sequence[str]) -> None:
        if not recent:
            return
        title = _words(self, "caption")
        title.setText(self.tr("Open recent"))
        self._column.addSpacing(SPACE_L)
        self._column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        paths = recent[:RECENT]
        for path, name in zip(paths, recent_names(paths), strict=True):
            button = QPushButton(name.replace("&", "&&"), self)
            button.setToolTip(path)
            button.setAccessibleDescription(path)
            button.setProperty("path", path)
            set_look_of(button, "kind", "link")
            button.clicked.connect(self._on_recent)
            self._add(button)

    def _add(self, button: QPushButton) -> None:
        self._buttons.append(button)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        # A layout shows what it was given an event later, a frame after the words.
        button.show()
        if self.hasFocus():
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_better(self) -> None:
        self.query_requested.emit(self._better)

    @Slot()
    def _on_recent(self) -> None:
        self.recent_requested.emit(self.sender().property("path"))

    @Slot()
    def _recolour(self) -> None:
        palette = self._theme.palette
        dpr = self.devicePixelRatioF()
        colour = palette.danger_text if self._icon_name == "triangle-alert" else palette.text_disabled
        self._picture.setPixmap(icons.pixmap(self._icon_name, colour, 40, dpr))
        for button in self._buttons:
            if name := button.property("icon_name"):
                primary = button.property("kind") == "primary"
                button.setIcon(
                    icons.icon(str(name), palette.on_accent if primary else palette.text_secondary)
                )


def _short(name: str) -> str:
    """Return as much of a name as a button has room for."""
    shown = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
    return shown.replace("&", "&&")


def _words(parent: QWidget, role: str) -> QLabel:
    label = QLabel(parent)
    set_look_of(label, "role", role)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(0, SPACE_XS, 0, 0)
    return label
