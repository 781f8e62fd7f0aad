"""A kept text beside what others made of its field meanwhile, and the choice between them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui import dialog_parts
from gui.detail.words import field_name, value_name
from gui.review_words import MERGED
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, set_look_of
from gui.two_versions import TwoVersions
from gui.wording import full_time, issue_name
from store.drafts import Key
from store.overtaken import Offer

_COMMENT = "comment:"
_WORDS = MERGED | {_COMMENT, "close_reason"}
"""Fields that are texts: all others have a short value, which nobody makes one of two."""


class KeptDialog(QDialog):
    """Shows one Offer at a time and asks nobody; Escape decides nothing. Window's thread."""

    put_back_wanted = Signal(object, str)
    """The Offer, and the text that is to stand."""
    drop_wanted = Signal(object)
    """The Offer whose text nobody wants any more."""
    rewritten = Signal(object, str)
    """The Offer, and what was made of its text so far: a crash is to take none of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("kept_dialog")
        self.setWindowTitle(self.tr("Text that was not saved"))
        self.resize(760, 440)
        self._offer: Offer | None = None
        self._written = ""
        # The next text comes up where the button was pressed: a double click would decide it unread.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self.headline = dialog_parts.label(self, "heading")
        self.issue = dialog_parts.label(self, "muted")
        self.why = dialog_parts.label(self)
        self.fault = dialog_parts.label(self)
        set_look_of(self.fault, "kind", "warning")
        self.versions = TwoVersions(self, self.tr("Stands now"), self.tr("Yours, not saved"))
        self.versions.typed.connect(self._keep_written)
        self.put_back = dialog_parts.button(self, self.tr("&Put back mine"), self._put_back)
        self.keep = dialog_parts.button(self, self.tr("&Keep what stands"), self._drop)
        self.edit = dialog_parts.button(self, self.tr("&Edit both…"), self._start)
        self.save = dialog_parts.button(self, self.tr("&Save this version"), self._put_back)
        self.back = dialog_parts.button(self, self.tr("&Back"), self._stop)
        self.copy = dialog_parts.button(self, self.tr("&Copy mine"), self._copy)
        self.discard = dialog_parts.button(self, self.tr("&Discard mine"), self._drop)
        set_look_of(self.discard, "kind", "danger")
        self.later = dialog_parts.button(self, self.tr("Decide later"), self.reject)
        self._lay_out()
        self._say("")
        self._edit(False)

    @property
    def offer(self) -> Offer | None:
        """What is shown."""
        return self._offer

    @property
    def editing(self) -> bool:
        """Whether both are being made into one."""
        return not self.save.isHidden()

    def show_offer(self, offer: Offer, count: int) -> None:
        """Show a text; what is being written stays while it is the same one. count: how many wait."""
        before, self._offer = self._offer, offer
        other = before is None or before.text.key != offer.text.key
        if other and before is not None and self.isVisible():
            self._pause.start(QApplication.doubleClickInterval())
        self.headline.setText(field_name(_field(offer)))
        name = f"{offer.text.id}   {issue_name('', offer.text.title)}"
        self.issue.setText(self.tr("{issue}   (1 of {n})").format(issue=name, n=count) if count > 1 else name)
        self.why.setText(self._reason(offer))
        if other:
            self._say("")
            self._written = offer.text.text
            self._edit(False)
        self._fill()
        if other and self.isVisible():
            self.versions.right.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, key: Key, fault: str) -> None:
        """Say why the choice about a text was not taken."""
        if self._offer is not None and self._offer.text.key == key:
            self._say(fault)

    def done(self, result: int) -> None:
        """Keep what was written so far, also when the window closes."""
        self._keep_written()
        self._offer = None
        super().done(result)

    # Choosing

    @Slot()
    def _put_back(self) -> None:
        if (offer := self._chosen()) is not None:
            self._keep_written()
            words = self._written
            single = _field(offer) == "title"
            self.put_back_wanted.emit(offer, " ".join(words.splitlines()) if single else words)

    @Slot()
    def _drop(self) -> None:
        if (offer := self._chosen()) is not None:
            self.drop_wanted.emit(offer)

    @Slot()
    def _copy(self) -> None:
        if self._offer is not None:
            QApplication.clipboard().setText(self._offer.text.text)

    @Slot()
    def _start(self) -> None:
        self._edit(True)
        self.versions.right.moveCursor(QTextCursor.MoveOperation.End)
        self.versions.right.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _stop(self) -> None:
        self._keep_written()
        self._edit(False)
        self.put_back.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _keep_written(self) -> None:
        if self._offer is None or not self.editing:
            return
        words = self.versions.right.toPlainText()
        if words != self._written:
            self._written = words
            self.rewritten.emit(self._offer, words)

    def _chosen(self) -> Offer | None:
        if self._pause.isActive():
            # A key that is held down goes on for as long as it is held.
            self._pause.start()
            return None
        self._say("")
        return self._offer

    # Look

    def _reason(self, offer: Offer) -> str:
        if offer.standing == "gone":
            if _field(offer) == _COMMENT:
                return self.tr("You typed this, and it was not saved. The comment was deleted meanwhile.")
            return self.tr(
                "You typed this, and it was not saved. The issue is in the trash now, or no longer here."
            )
        if offer.by and offer.at:
            return self.tr("You typed this, and it was not saved. {by} changed it meanwhile, {when}.").format(
                by=offer.by, when=full_time(offer.at)
            )
        return self.tr("You typed this, and it was not saved. It was changed elsewhere meanwhile.")

    def _fill(self) -> None:
        if (offer := self._offer) is None:
            return
        gone, field = offer.standing == "gone", _field(offer)
        mine = self.versions.right.toPlainText() if self.editing else self._written
        if field in _WORDS:
            self.versions.fill(offer.now, mine)
        else:
            self.versions.fill(value_name(field, offer.now), value_name(field, mine))
        self.versions.show_left(not gone)
        self._edit(self.editing and not gone)

    def _edit(self, editing: bool) -> None:
        offer = self._offer
        gone = offer is not None and offer.standing == "gone"
        words = offer is not None and _field(offer) in _WORDS
        self.versions.write_on_right(editing)
        self.versions.name_right(self.tr("Your version") if editing else self.tr("Yours, not saved"))
        for button, shown in (
            (self.put_back, not editing and not gone),
            (self.keep, not editing and not gone),
            (self.edit, not editing and not gone and words),
            (self.save, editing),
            (self.back, editing),
            (self.copy, gone),
            (self.discard, gone),
        ):
            button.setVisible(shown)

    def _say(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for button in (self.put_back, self.keep, self.edit, self.save, self.back, self.copy, self.discard):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.later)
        head = QVBoxLayout()
        head.setSpacing(SPACE_XS)
        for label in (self.issue, self.headline, self.why):
            head.addWidget(label)
        page = QVBoxLayout(self)
        page.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        page.setSpacing(SPACE_M)
        page.addLayout(head)
        page.addWidget(self.versions, 1)
        page.addWidget(self.fault)
        page.addLayout(buttons)


def _field(offer: Offer) -> str:
    """The field's name, without what tells two of its texts, or two comments, apart."""
    field = offer.text.field.partition(" ")[0]
    return _COMMENT if field.startswith(_COMMENT) else field
