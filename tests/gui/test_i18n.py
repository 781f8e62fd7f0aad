"""Languages: what a system without one gets, and that the window shows the one that is chosen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLocale, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui import i18n
from gui.quit_sheet import QuitSheet
from gui.wording import step_name
from store.answers import StepName
from tests.helpers.set_up_files import words
from tests.helpers.sheet_states import STATES
from tests.helpers.window import applied_theme, issue_line, open_window


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


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    assert i18n.install(qapp, "de") == "de"
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


THOUSANDS = StepName(1, "edit", "priority, due_at", count=5973)


def test_a_step_of_thousands_names_its_fields_and_has_a_number_that_can_be_read(qapp: QApplication) -> None:
    i18n.install(qapp, "en")
    assert step_name(THOUSANDS) == "edit priority, due of 5,973 issues"
    assert step_name(StepName(1, "label", count=5973)) == "labels of 5,973 issues"
    assert step_name(StepName(1, "attach", "a.png", id="x-1", title="Pump")) == "attach a.png to “Pump”"
    four = StepName(1, "attach", "a.png / +3", id="x-1", title="Pump")
    assert step_name(four) == "attach a.png and 3 more to “Pump”"


def test_a_step_of_thousands_in_german(german: None) -> None:
    assert step_name(THOUSANDS) == "Priorität, Fällig von 5.973 Aufgaben bearbeiten"


def shown_texts(window: QWidget) -> set[str]:
    """Everything that the window says anywhere: on widgets, in menus, to a pointer and to a screen reader."""
    texts: set[str] = set()
    for action in window.findChildren(QAction):
        texts |= {action.text(), action.toolTip()}
    for widget in (window, *window.findChildren(QWidget)):
        texts |= {widget.toolTip(), widget.accessibleName(), widget.windowTitle()}
        for name in ("text", "title", "placeholderText"):
            texts.add(str(widget.property(name) or ""))
    return texts


def test_the_window_speaks_german(german: None, qtbot: QtBot, tmp_path: Path) -> None:
    lines = [issue_line(n, labels=["ui"], description="text") for n in range(3)]
    with open_window(qtbot, tmp_path, lines) as opened:
        window = opened.window
        window.issues.setCurrentIndex(window.table.index(0, 0))
        opened.settled()
        menus = [action.text() for action in window.menuBar().actions()]
        assert menus == ["&Datei", "&Bearbeiten", "&Aufgabe", "A&nsicht", "&Gehe zu", "&Hilfe"]
        assert window.registry["window.quit"].text() == "Beenden"
        assert "Strg+" in window.registry["edit.undo"].toolTip()
        rows = window.sidebar.model()
        names = {rows.index(0, 0, rows.index(n, 0)).data() for n in range(rows.rowCount())}
        assert "Bereit" in names | {rows.index(n, 0).data() for n in range(rows.rowCount())}
        opened.store.add("Neu")
        window.registry["edit.undo"].trigger()
        opened.settled()
        german_words = {
            text: forms[0]
            for language in words.languages()
            for (_context, text), forms in language.forms.items()
            if not same(text, forms[0])
        }
        english = shown_texts(window) & german_words.keys()
        assert not english


def same(text: str, other: str) -> bool:
    return text.replace("&", "") == other.replace("&", "")


def test_the_sheet_that_closes_speaks_german(german: None, qtbot: QtBot) -> None:
    english = {text: forms[0] for one in words.languages() for (_, text), forms in one.forms.items()}
    for name in ("saving_waits", "undecided", "damaged", "kept"):
        still = STATES[name]()
        sheet = QuitSheet(still, applied_theme())  # type: ignore[arg-type]  # stands still in its place
        qtbot.addWidget(sheet)
        sheet.refresh()
        assert [sheet.again.text(), sheet.leave.text(), sheet.stay.text()] == [
            "&Erneut versuchen", "Jetzt &beenden", "&Nicht beenden",
        ]  # fmt: skip
        said = {label.text() for label in sheet.findChildren(QLabel)}
        assert not [text for text in said if text in english and not same(text, english[text])]
