#!/usr/bin/env python3
"""The words of the window in other languages: what is marked in gui/, what a language lacks, and its files.

    python3 packaging/words.py            say what is missing, and end with 1 when something is
    python3 packaging/words.py update     add what is new to the .ts files, and drop what is gone
    python3 packaging/words.py compile    make the .qm files that the window loads

It reads the sources itself: pyside6-lupdate takes the context of a function called tr() for its text, and
leaves out the plurals of translate().
"""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"

Key = tuple[str, str]
"""Context and source text: what Qt looks a translation up by."""

_MARKS = {"tr", "translate", "QT_TRANSLATE_NOOP"}
_PLACEHOLDER = re.compile(r"\{\w*\}|%n")


@dataclass
class Language:
    """One .ts file: for each text the forms of its translation, one where nothing is counted."""

    path: Path
    code: str
    forms: dict[Key, list[str]] = field(default_factory=dict)


def sources(folder: Path = ROOT / "gui") -> list[Key]:
    """Return every text that is marked for translation, once, in the order of contexts and files."""
    found: dict[Key, None] = {}
    for path in sorted(folder.rglob("*.py")):
        for key in _marked(ast.parse(path.read_text(encoding="utf-8")), ""):
            found.setdefault(key)
    return sorted(found, key=lambda key: key[0])


def _marked(node: ast.AST, owner: str) -> Iterator[Key]:
    if isinstance(node, ast.ClassDef):
        owner = node.name
    if isinstance(node, ast.Call):
        yield from _of_call(node, owner)
    for child in ast.iter_child_nodes(node):
        yield from _marked(child, owner)


def _of_call(call: ast.Call, owner: str) -> Iterator[Key]:
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr == "tr":
        for text in _texts(call.args[0]):
            yield owner, text
        return
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in _MARKS and len(call.args) > 1:
        for context in _texts(call.args[0]):
            for text in _texts(call.args[1]):
                yield context, text


def _texts(node: ast.expr) -> list[str]:
    """Return the texts that an argument can be; a variable was marked elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    return []


def languages(folder: Path = FOLDER) -> list[Language]:
    """Read every .ts file."""
    return [read(path) for path in sorted(folder.glob("strandline_*.ts"))]


def read(path: Path) -> Language:
    """Read one .ts file; what is not finished counts as not translated."""
    root = ET.parse(path).getroot()  # noqa: S314 (our own file)
    language = Language(path, root.get("language", ""))
    for context in root.iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name", ""), message.findtext("source", ""))
            translation = message.find("translation")
            if translation is None or translation.get("type"):
                continue
            several = [form.text or "" for form in translation.iter("numerusform")]
            language.forms[key] = several or [translation.text or ""]
    return language


def faults(language: Language, wanted: list[Key]) -> list[str]:
    """Say what a language lacks, has too much, or has without a placeholder of the source."""
    said: list[str] = []
    for key in wanted:
        forms = language.forms.get(key, [])
        if not forms or not all(form.strip() for form in forms):
            said.append(f"not translated: {key[0]}: {key[1]!r}")
        elif any(_placeholders(form) != _placeholders(key[1]) for form in forms):
            said.append(f"other placeholders: {key[0]}: {key[1]!r}: {forms}")
    gone = sorted(set(language.forms) - set(wanted))
    return said + [f"no longer in gui/: {context}: {text!r}" for context, text in gone]


def _placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def write(language: Language, wanted: list[Key]) -> None:
    """Write the .ts file with exactly the wanted texts; what has no translation is unfinished."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{language.code}" sourcelanguage="en">')
    for context in dict.fromkeys(key[0] for key in wanted):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for key in wanted:
            if key[0] == context:
                lines += _message(key[1], language.forms.get(key, []))
        lines.append("</context>")
    language.path.write_text("\n".join([*lines, "</TS>", ""]), encoding="utf-8")


def _message(source: str, forms: list[str]) -> list[str]:
    several = "%n" in source
    counted = ' numerus="yes"' if several else ""
    state = "" if forms else ' type="unfinished"'
    if several:
        inner = "".join(f"<numerusform>{escape(form)}</numerusform>" for form in forms or ["", ""])
    else:
        inner = escape(forms[0]) if forms else ""
    return [
        f"    <message{counted}>",
        f"        <source>{escape(source)}</source>",
        f"        <translation{state}>{inner}</translation>",
        "    </message>",
    ]


def compile_all() -> int:
    """Make the .qm files, with the tool that PySide6-Essentials brings."""
    scripts = ROOT / ".venv" / ("Scripts" if sys.platform == "win32" else "bin")
    for language in languages():
        made = language.path.with_suffix(".qm")
        tool = str(scripts / "pyside6-lrelease")
        subprocess.run([tool, "-silent", str(language.path), "-qm", str(made)], check=True)
    return 0


def main(arguments: list[str]) -> int:
    """Do what the first argument says; see the head of this file."""
    wanted = sources()
    if arguments == ["compile"]:
        return compile_all()
    if arguments == ["update"]:
        for language in languages():
            write(language, wanted)
        return 0
    said = [f"{one.path.name}: {fault}" for one in languages() for fault in faults(one, wanted)]
    print("\n".join(said) if said else f"{len(wanted)} texts, all translated")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
