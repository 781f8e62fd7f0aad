"""What an import did, or would do, in the words of the trust bar and of the plan."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.i18n import number, plural
from store.answers import Imported

translate = QCoreApplication.translate


def import_words(name: str, imported: Imported) -> str:
    """Say what an import did, "" when nothing was new."""
    n = imported.created + imported.updated
    said = problem_words(imported)
    if n:
        read = counted(translate("Opening", "Read from {name}: %n issue(s)", "", n), n)
        said.insert(0, read.format(name=name))
    return " · ".join(said)


def problem_words(imported: Imported) -> list[str]:
    """Say what was wrong with the file, and what became of it."""
    unread, repeated = imported.unread, imported.repeated
    mended, lines = len(imported.mended), sum(imported.mended)
    remarks = len(imported.remarks)
    from_lines = translate("Opening", "%n issue(s) mended from {lines} lines", "", mended)
    counts = (
        (unread, translate("Opening", "%n line(s) that cannot be read, kept as written", "", unread)),
        (
            repeated,
            translate("Opening", "%n line(s) with another one's id, kept as written", "", repeated),
        ),
        (mended, from_lines if lines > mended else translate("Opening", "%n issue(s) mended", "", mended)),
        (remarks, translate("Opening", "%n remark(s): {first}", "", remarks)),
    )
    first = imported.remarks[0] if remarks else ""
    return [counted(text, n).format(lines=number(lines), first=first) for n, text in counts if n]


def needs_a_look(imported: Imported) -> bool:
    """Whether something of the file is not as its writer meant it."""
    return bool(imported.unread or imported.repeated or imported.remarks)


def counted(text: str, n: int) -> str:
    """Return a text from tr(…, "", n) with its number as the language writes it."""
    return plural(text, n).replace(str(n), number(n), 1)
