"""Says what another program dropped from the issue file, and puts it back on one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.field_names import field_name
from gui.i18n import in_sentence, plural, quoted
from gui.offer_bar import OfferBar
from store.answers import Changes, Done
from store.putting_back import AskErased, Erased, ErasedValue, PutBack
from store.registers import CONFLICTS, CREATED, DEPENDENCY, EXTRA, LABEL, edge_of

if TYPE_CHECKING:
    from gui.bridge import StoreBridge

INITIATOR = "erased"
_NAMED = 3
_LISTED = 20


class ErasedBar(OfferBar):
    """Shown while something waits that was not put off. Lives on the window's thread."""

    said = Signal(object, bool)
    """Words, and whether they need no answer."""
    put_back = Signal(object)
    """An Erased that the next export writes again: for whoever can also tell bd itself."""

    def __init__(self, bridge: StoreBridge, parent: QWidget) -> None:
        super().__init__("erased", self.tr("What was dropped from the file"), parent, warns=True)
        self._bridge = bridge
        self._erased = Erased()
        self._put_off: Erased | None = None
        self._by_bd = True
        self.back = self.add_button(
            self.tr("Put them back"), self.tr("Write them into the file again; Undo lets them wait again")
        )
        self.leave = self.add_button(self.tr("Not now"), quiet=True)
        self.back.clicked.connect(self._put_back)
        self.leave.clicked.connect(self._leave)
        bridge.changed.connect(self._on_changed)

    def open(self) -> None:
        """Look at the tracker that is open now."""
        self._put_off = None
        self.hide()
        self.look()

    def set_writer(self, *, bd: bool) -> None:
        """Say whether it is bd that writes the file beside us."""
        self._by_bd = bd
        if self._erased:
            self._show(self._erased)

    def look(self) -> None:
        """Ask what waits."""
        self._bridge.ask_quietly(AskErased(), self._on_erased, self._on_failed)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if CONFLICTS in changes.kinds:
            self.look()

    def _on_erased(self, erased: Erased) -> None:
        self._erased = erased
        if erased and erased != self._put_off:
            self._show(erased)
        else:
            self.hide()

    def _show(self, erased: Erased) -> None:
        n = len(erased.values) + erased.lines
        file = erased.source or self.tr("the issue file")
        if self._by_bd:
            words = plural(self.tr("bd has dropped %n value(s) from {file}{names}.", "", n), n)
        else:
            words = plural(self.tr("Another program has dropped %n value(s) from {file}{names}.", "", n), n)
        names = self._names(erased)
        safe = self.tr("It is safe here.") if n == 1 else self.tr("They are safe here.")
        self.back.setText(self.tr("Put it back") if n == 1 else self.tr("Put them back"))
        words = words.format(file=file, names=f" ({names})" if names else "")
        more = "\n".join(f"{one.id} {one.title}: {register_name(one)}" for one in erased.values[:_LISTED])
        if n > _LISTED:
            more += "\n…"
        self.say(f"{words} {safe}", more)

    def _names(self, erased: Erased) -> str:
        """Return "Fix login: due, estimate, Release notes: owner, …"."""
        names: list[str] = []
        title = ""
        for one in erased.values[:_NAMED]:
            name = register_name(one)
            names.append(name if one.title == title else f"{one.title or one.id}: {name}")
            title = one.title
        if erased.lines and len(names) < _NAMED:
            n = erased.lines
            names.append(plural(self.tr("%n line(s) that cannot be read", "", n), n))
        elif len(erased.values) > _NAMED or erased.lines:
            names.append("…")
        return ", ".join(names)

    @Slot()
    def _put_back(self) -> None:
        self._bridge.ask(PutBack(INITIATOR), self._on_back, self._on_failed)

    @Slot()
    def _leave(self) -> None:
        self._put_off = self._erased
        self.hide()

    def _on_back(self, _done: Done) -> None:
        erased, self._erased = self._erased, Erased()
        self.hide()
        self.put_back.emit(erased)

    def _on_failed(self, error: Exception) -> None:
        self.said.emit(str(error), False)


def register_name(value: ErasedValue) -> str:
    """What a value is, in the words of the window: due, a label with its name, the whole issue."""
    register = value.register
    if register == CREATED:
        return QCoreApplication.translate("ErasedBar", "the whole issue")
    if register.startswith(LABEL):
        return f"{field_name('labels')} {quoted(register.removeprefix(LABEL))}"
    if register.startswith(DEPENDENCY):
        return f"{field_name('dependencies')} {edge_of(register)[0]}"
    name = field_name(register.removeprefix(EXTRA))
    return in_sentence(name) if register in _IN_A_SENTENCE else name


_IN_A_SENTENCE = frozenset({"due_at", "defer_until", "estimated_minutes", "owner", "spec_id", "close_reason"})
