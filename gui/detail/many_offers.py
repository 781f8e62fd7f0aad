"""What the pickers of several issues offer: the rows, and which values all or some of them have."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from gui.detail.choices import choices
from gui.detail.label_wishes import LabelWishes
from gui.detail.picker import Choice
from gui.detail.subject import Subject
from gui.i18n import number
from store.answers import Words
from store.outlook_requests import Common, Spread


class ManyOffers:
    """What is stored of several issues, and the labels that are being picked for them."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self.stored = Common()
        self.wishes = LabelWishes()

    @property
    def common(self) -> Common:
        """What is shown: what is stored, and the labels as they were picked."""
        return self.wishes.over(self.stored)

    @property
    def words(self) -> Words:
        """Values that occur in the tracker."""
        return self._subject.words

    @property
    def actor(self) -> str:
        """Who "me" is."""
        return self._subject.actor

    def value(self, field: str) -> object:
        """What all of them have; of labels, those that any has."""
        if field == "labels":
            return tuple(name for name, _ in self.common.labels)
        spread = self.stored.fields.get(field, Spread())
        return spread.values[0][0] if spread.common else None

    def rows(self, field: str) -> list[Choice]:
        """The rows of the picker, with how many of the issues have what only some have."""
        counts, everyone = self._counts(field), self.stored.count
        words = QCoreApplication.translate("ManyPane", "{n} of {all}")
        return [
            replace(row, hint=words.format(n=number(n), all=number(everyone)))
            if 0 < (n := counts.get(row.value, 0)) < everyone
            else row
            for row in choices(self, field)
        ]

    def marks(self, field: str) -> tuple[tuple[object, ...], tuple[object, ...]]:
        """The values that all of them have, and those that some have."""
        counts, everyone = self._counts(field), self.stored.count
        marked = tuple(value for value, n in counts.items() if n == everyone)
        return marked, tuple(value for value, n in counts.items() if n < everyone)

    def _counts(self, field: str) -> dict[object, int]:
        if field == "labels":
            return dict(self.common.labels)
        return dict(self.stored.fields.get(field, Spread()).values)
