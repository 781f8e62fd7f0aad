"""Every text of the window is there in every language, and what is loaded is what was written."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTranslator

import resources
from tests.helpers.set_up_files import words

LANGUAGES = pytest.mark.parametrize("language", words.languages(), ids=lambda language: language.code)


@LANGUAGES
def test_every_text_of_the_window_is_translated(language: Any) -> None:
    """`python3 packaging/words.py` says the same; CONTRIBUTING.md says how to go on."""
    assert words.faults(language, words.sources()) == []


@LANGUAGES
def test_the_window_loads_what_was_written(language: Any) -> None:
    """After a change: `python3 packaging/words.py compile`."""
    data = resources.translation(language.path.stem.removeprefix("strandline_"))
    assert data is not None
    translator = QTranslator()
    assert translator.load(data)
    for (context, text), forms in language.forms.items():
        for n, form in zip((1, 2), forms, strict=False):
            counted = translator.translate(context, text, "", n if "%n" in text else -1)
            assert counted == form, (context, text)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(
        "class Bar:\n    def say(self, n):\n"
        '        return [self.tr("Hello {name}"), self.tr("%n day(s)", "", n)]\n'
        'tr("Words", "Open" if n else "Closed")\n',
        encoding="utf-8",
    )
    found = words.sources(tmp_path)
    assert found == [
        ("Bar", "Hello {name}"), ("Bar", "%n day(s)"), ("Words", "Open"), ("Words", "Closed"),
    ]  # fmt: skip
    language = words.Language(tmp_path / "strandline_de.ts", "de_DE")
    language.forms = {found[0]: ["Hallo"], found[1]: ["%n Tag", "%n Tage"], ("Words", "Old"): ["Alt"]}
    said = "\n".join(words.faults(language, found))
    assert "other placeholders: Bar: 'Hello {name}'" in said
    assert "not translated: Words: 'Open'" in said
    assert "no longer in gui/: Words: 'Old'" in said
    assert "day(s)" not in said
    words.write(language, found)
    again = words.read(language.path)
    assert again.forms == {found[0]: ["Hallo"], found[1]: ["%n Tag", "%n Tage"]}
