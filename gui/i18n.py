"""Languages: which translation is shown, and numbers and plurals as the language writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources


class _Translation(QTranslator):
    """Keeps what it was loaded from: Qt reads there, and copies nothing."""

    data = b""


def install(app: QCoreApplication, language: str = "") -> str:
    """Show a language, or the system's where it is empty, and return the one that is shown.

    Runs on the window's thread, before the first widget. Qt's own words come from Qt's translation.
    """
    locale = QLocale(language) if language else QLocale.system()
    if locale.language() == QLocale.Language.C:
        # What a system without a language says; its dates read "22 11 2026".
        locale = QLocale("en_GB")
    QLocale.setDefault(locale)
    name = locale.name().split("_")[0]
    data = None if name == "en" else resources.translation(locale.name()) or resources.translation(name)
    if data is None:
        return "en"
    own = _Translation(app)
    own.data = data
    if not own.load(data):
        return "en"
    app.installTranslator(own)
    qt = QTranslator(app)
    if qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)
    return name


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001 (lupdate finds texts by this name)
    """Mark a text for translation and return it; Qt's own function of that name has no type."""
    return text


def quoted(text: str) -> str:
    """Return a text in the language's quotation marks."""
    return QCoreApplication.translate("Words", "“{text}”").format(text=text)


def in_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: small, where the language writes nouns so."""
    if QLocale().language() == QLocale.Language.German:
        return name
    return name[:1].lower() + name[1:]


def plural(text: str, n: int) -> str:
    """Return a text from tr(…, "", n) with English plurals, "(s)" goes or becomes s; n as by number().

    English needs no translation file so; every other language has its own forms in its file.
    """
    return text.replace(str(n), number(n), 1).replace("(s)", "" if n == 1 else "s")


def number(value: int) -> str:
    """Return a count with the language's separators, such as 3,204."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return f"{value:,}"
    return locale.toString(value)
