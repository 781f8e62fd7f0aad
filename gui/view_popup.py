"""The little frame that asks for a view's name and picture."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from gui import icons
from gui.detail.popup import Popup
from gui.i18n import QT_TRANSLATE_NOOP
from gui.theme import ICON_SIZE, SPACE_M, SPACE_S, SPACE_XS, Theme, set_look_of

PICTURES = {
    "bookmark": QT_TRANSLATE_NOOP("ViewPopup", "Bookmark"),
    "star": QT_TRANSLATE_NOOP("ViewPopup", "Star"),
    "user": QT_TRANSLATE_NOOP("ViewPopup", "Person"),
    "users": QT_TRANSLATE_NOOP("ViewPopup", "People"),
    "calendar": QT_TRANSLATE_NOOP("ViewPopup", "Calendar"),
    "clock": QT_TRANSLATE_NOOP("ViewPopup", "Clock"),
    "bell": QT_TRANSLATE_NOOP("ViewPopup", "Bell"),
    "milestone": QT_TRANSLATE_NOOP("ViewPopup", "Signpost"),
    "bug": QT_TRANSLATE_NOOP("ViewPopup", "Bug"),
    "sparkles": QT_TRANSLATE_NOOP("ViewPopup", "Sparkles"),
    "wrench": QT_TRANSLATE_NOOP("ViewPopup", "Wrench"),
    "layers": QT_TRANSLATE_NOOP("ViewPopup", "Layers"),
    "lightbulb": QT_TRANSLATE_NOOP("ViewPopup", "Bulb"),
    "eye": QT_TRANSLATE_NOOP("ViewPopup", "Eye"),
    "box": QT_TRANSLATE_NOOP("ViewPopup", "Box"),
    "list-filter": QT_TRANSLATE_NOOP("ViewPopup", "Filter"),
}
_IN_A_ROW = 8


class ViewPopup(Popup):
    """Enter or the button saves; it stays until the store has taken the view. Window's thread."""

    confirmed = Signal(object, object)
    """The name, and the picture's name."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, QCoreApplication.translate("ViewPopup", "Save view"))
        self._theme = theme
        self._title = QLabel(self)
        set_look_of(self._title, "role", "muted")
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Name of the view"))
        self.fault = QLabel(self)
        self.fault.setWordWrap(True)
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        set_look_of(self.fault, "kind", "danger")
        self.save = QPushButton(self.tr("Save view"), self)
        self.save.setProperty("kind", "primary")
        self._pictures = QButtonGroup(self)
        grid = QGridLayout()
        grid.setSpacing(SPACE_XS)
        for place, (picture, words) in enumerate(PICTURES.items()):
            button = QToolButton(self)
            button.setObjectName(picture)
            button.setCheckable(True)
            button.setAccessibleName(QCoreApplication.translate("ViewPopup", words))
            button.setToolTip(button.accessibleName())
            self._pictures.addButton(button)
            grid.addWidget(button, place // _IN_A_ROW, place % _IN_A_ROW)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.save)
        self.column.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_M)
        self.column.setSpacing(SPACE_S)
        for widget in (self._title, self.name, self.fault):
            self.column.addWidget(widget)
        self.column.addLayout(grid)
        self.column.addLayout(row)
        self.name.returnPressed.connect(self._confirm)
        self.name.textChanged.connect(self._on_typed)
        self.save.clicked.connect(self._confirm)

    def open_at(self, anchor: QWidget, title: str, name: str, picture: str) -> None:
        """Ask, below that widget, with all of the name selected."""
        self._title.setText(title)
        self.name.setText(name)
        for button in self._pictures.buttons():
            palette = self._theme.palette
            button.setIcon(icons.icon(button.objectName(), palette.text_secondary))
            button.setIconSize(QSize(self._theme.scaled(ICON_SIZE), self._theme.scaled(ICON_SIZE)))
            button.setChecked(button.objectName() == (picture if picture in PICTURES else "bookmark"))
        self._on_typed()
        self.setFixedWidth(self._theme.scaled(320))
        self.place_at(anchor)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def show_fault(self, text: str) -> None:
        """Say why the view was not saved."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        self.fit()

    @Slot()
    def _on_typed(self) -> None:
        self.save.setEnabled(bool(self.name.text().strip()))
        self.show_fault("")

    @Slot()
    def _confirm(self) -> None:
        if self.save.isEnabled():
            picture = next(one.objectName() for one in self._pictures.buttons() if one.isChecked())
            self.confirmed.emit(self.name.text(), picture)
