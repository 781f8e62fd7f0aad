"""Whatever can be focused or pressed says to a screen reader what it is and what it is called."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.quit_sheet import QuitSheet
from gui.shortcut_dialog import ShortcutDialog
from tests.helpers.sheet_states import STATES
from tests.helpers.window import applied_theme, issue_line, open_window

Role = QAccessible.Role
PRESSED = {
    Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.MenuItem, Role.EditableText,
    Role.ComboBox, Role.Link, Role.PageTab, Role.SpinBox, Role.Slider,
}  # fmt: skip
OF_ROWS = {Role.Table, Role.List, Role.Tree}
"""Their cells are many, and are asked for one by one elsewhere."""


def seen(element: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    """What a screen reader comes across, from the outside in."""
    if element is None or not element.isValid() or element.state().invisible:
        return
    yield element
    if element.role() not in OF_ROWS:
        for place in range(element.childCount()):
            yield from seen(element.child(place))


def nameless(widget: QWidget) -> list[str]:
    """The controls that have no name or no role. Fails where there are no controls at all."""
    found: list[str] = []
    controls = 0
    for element in seen(QAccessible.queryAccessibleInterface(widget)):
        state, role = element.state(), element.role()
        if state.focusable or role in PRESSED:
            controls += 1
            if not element.text(QAccessible.Text.Name).strip() or role == Role.NoRole:
                owner = element.object()
                found.append(f"{role.name} {type(owner).__name__} in {type(owner.parent()).__name__}")
    assert controls
    return found


def test_every_control_of_the_window_has_a_name_and_a_role(qtbot: QtBot, tmp_path: Path) -> None:
    wait = {"issue_id": "t-00002", "depends_on_id": "t-00001", "type": "blocks"}
    comment = {
        "id": 1,
        "issue_id": "t-00002",
        "author": "ann",
        "text": "Seen.",
        "created_at": "2025-01-02T00:00:00Z",
    }
    lines = [
        issue_line(1, labels=["ui"]),
        issue_line(2, description="text", dependencies=[wait], comments=[comment], assignee="ann"),
    ]
    with open_window(qtbot, tmp_path, lines) as opened:
        window = opened.window
        window.issues.setCurrentIndex(window.table.index(1, 0))
        opened.settled()
        assert nameless(window) == [], "list and issue"
        window.registry["palette.open"].trigger()
        opened.settled()
        assert nameless(window) == [], "palette"
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        window.registry["issue.status"].trigger()
        opened.settled()
        assert nameless(window) == [], "picker"
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        window.registry["view.board"].trigger()
        window.registry["issue.new"].trigger()
        opened.settled()
        assert nameless(window) == [], "board and new issue"
        window.registry["list.all"].trigger()
        opened.settled()
        assert nameless(window) == [], "several issues"
        window.registry["keys.change"].trigger()
        dialog = window.findChild(ShortcutDialog)
        assert dialog is not None
        assert nameless(dialog) == [], "shortcuts"
        dialog.reject()


def test_every_control_of_the_closing_sheet_has_a_name_and_a_role(qtbot: QtBot) -> None:
    still = STATES["incomplete"]()
    sheet = QuitSheet(still, applied_theme())  # type: ignore[arg-type]  # stands still in its place
    qtbot.addWidget(sheet)
    sheet.appear()
    assert nameless(sheet) == []
