"""Languages: what a system without one gets."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QApplication

from gui import i18n


@pytest.fixture(autouse=True)
def _own_locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


def test_a_system_without_a_language_gets_english_dates(qapp: QApplication) -> None:
    assert i18n.install(qapp, "C") == "en"
    assert QLocale().toString(QDate(2026, 11, 22), "d MMM yyyy") == "22 Nov 2026"
    assert QLocale().toString(QDate(2026, 11, 22), QLocale.FormatType.ShortFormat) == "22/11/2026"


def test_english_of_another_country_keeps_its_dates(qapp: QApplication) -> None:
    assert i18n.install(qapp, "en_US") == "en"
    assert QLocale().toString(QDate(2026, 11, 22), QLocale.FormatType.ShortFormat) == "11/22/26"
