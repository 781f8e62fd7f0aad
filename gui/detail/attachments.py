"""The files of the issue, those on their way to it, and every way to bring some. Window's thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from gui.detail.attachment_row import AttachmentRow
from gui.detail.bar import InlineBar
from gui.detail.drafts import INITIATOR
from gui.detail.handing_out import HandingOut
from gui.detail.look import SectionHead, inset, link_button
from gui.detail.picture_preview import PicturePreview
from gui.detail.saving_bar import Saving, SavingBar
from gui.detail.subject import Subject
from gui.detail.upload_bar import UploadBar
from gui.i18n import number
from gui.theme import SPACE_XS, current, set_look_of
from store.attachment import Attachment
from store.attachment_requests import RemoveAttachment, RenameAttachment

PLACE = "attachments"
_FIRST = 20
"""Rows that are shown at once; the link below them says how many more there are."""


class Attachments(QWidget):
    """Seen while there is something to see."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self._look: object = None
        self._all = False
        self._shown_uid = ""
        self.rows: list[AttachmentRow] = []
        self.uploads: list[UploadBar] = []
        self.savings: list[SavingBar] = []
        self.head = SectionHead(self.tr("Attachments"), self, self.tr("Attach file…"))
        self._more = link_button("", self)
        self.bar = InlineBar(subject, self, place=PLACE)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setIndent(inset())
        self.said.setProperty("role", "caption")
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.hide()
        self.preview = PicturePreview(subject.pictures, self)
        self.out = HandingOut(subject.bridge, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_XS)
        for widget in (self.head, self._more, self.bar, self.said):
            self._column.addWidget(widget)
        self._column.setAlignment(self._more, Qt.AlignmentFlag.AlignLeft)
        self._folder = str(Path.home())
        self.head.add.clicked.connect(self.ask_files)
        self._more.clicked.connect(self.show_all)
        self.out.said.connect(self._say)
        self.out.begun.connect(self._on_saving)
        self.out.moved.connect(self._on_saving_moved)
        self.out.ended.connect(self._on_saving_over)
        self.preview.save_wanted.connect(self.out.ask_target)
        self.out.said.connect(self.preview.tell)
        subject.changed.connect(self.redraw)
        subject.attaching.changed.connect(self.redraw)
        subject.pictures.changed.connect(self._on_picture)
        subject.file_wanted.connect(self._on_wanted)

    @property
    def _files(self) -> tuple[Attachment, ...]:
        detail = self._subject.detail
        return detail.attachments if detail is not None else ()

    @Slot()
    def redraw(self) -> None:
        """Show what there is; unchanged rows are not built again."""
        uid = self._subject.uid
        if uid != self._shown_uid:
            self._shown_uid, self._all = uid, False
            self.said.hide()
            self.preview.hide()
        files, editable = self._files, self._subject.editable
        look = (uid, files, editable, self._all, current().palette.dark, current().zoom)
        if look != self._look:
            self._look = look
            self._build(files if self._all else files[:_FIRST], editable)
        count = len(files)
        title = self.tr("Attachments ({})").format(number(count)) if count else self.tr("Attachments")
        self.head.set_title(title)
        self.head.add.setVisible(editable)
        rest = count - len(self.rows)
        self._more.setText(self.tr("Show {} more").format(number(rest)))
        self._more.setVisible(rest > 0)
        self._show_uploads()
        # What is being written, and what became of it, is seen beside other issues, too.
        said = any(not one.isHidden() for one in (self.said, *self.savings))
        self.setVisible(bool(files or self.uploads or said or self.bar.text))

    def _build(self, files: tuple[Attachment, ...], editable: bool) -> None:
        at = next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for place, file in enumerate(files):
            row = AttachmentRow(file, self._subject.pictures, self, editable=editable)
            row.shown.connect(self._show_picture)
            row.opened.connect(self.out.open)
            row.saved.connect(self.out.ask_target)
            row.removed.connect(self._remove)
            row.renamed.connect(self._rename)
            self._column.insertWidget(1 + place, row)
            row.show()
            self.rows.append(row)
        if at is not None:
            focus = self.rows[min(at, len(self.rows) - 1)] if self.rows else self.head.add
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_uploads(self) -> None:
        wanted = self._subject.attaching.of(self._subject.uid)
        for bar in [one for one in self.uploads if one.upload not in wanted]:
            self.uploads.remove(bar)
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        known = {id(one.upload) for one in self.uploads}
        for upload in wanted:
            if id(upload) not in known:
                bar = UploadBar(upload, self)
                bar.stopped.connect(self._subject.attaching.stop)
                bar.again.connect(self._subject.attaching.again)
                bar.dismissed.connect(self._subject.attaching.forget)
                self._column.insertWidget(self._column.indexOf(self.bar), bar)
                self.uploads.append(bar)
        for bar in self.uploads:
            bar.redraw()

    @Slot(object)
    def _on_saving(self, saving: Saving) -> None:
        bar = SavingBar(saving, self)
        bar.shown.connect(self.redraw)
        self._column.insertWidget(self._column.indexOf(self.said), bar)
        self.savings.append(bar)
        self.said.hide()

    @Slot(object)
    def _on_saving_moved(self, saving: Saving) -> None:
        for bar in self.savings:
            if bar.saving is saving:
                bar.redraw()

    @Slot(object)
    def _on_saving_over(self, saving: Saving) -> None:
        for bar in [one for one in self.savings if one.saving is saving]:
            self.savings.remove(bar)
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.redraw()

    # Ways in

    @Slot()
    def ask_files(self) -> None:
        """Ask for files to attach."""
        dialog = QFileDialog(self.window(), self.tr("Attach file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setDirectory(self._folder)
        dialog.filesSelected.connect(self._attach)
        dialog.open()

    @Slot("QStringList")
    def _attach(self, paths: list[str]) -> None:
        self._folder = str(Path(paths[0]).parent) if paths else self._folder
        self._subject.bring(tuple(map(Path, paths)))

    # What can be done

    @Slot(object)
    def _show_picture(self, file: Attachment) -> None:
        pictures = tuple(one for one in self._files if one.is_picture)
        if file in pictures:
            self.preview.show_file(file, pictures, self.window())

    @Slot(object)
    def _on_wanted(self, uid: object) -> None:
        """A text's link to a file: a picture is seen, another file's row says what can be done."""
        file = next((one for one in self._files if one.uid == uid), None)
        if file is None:
            return
        if file.is_picture:
            self._show_picture(file)
            return
        if not any(row.file == file for row in self.rows):
            self.show_all()
        row = next(row for row in self.rows if row.file == file)
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._subject.caret_moved.emit(row, row.rect())
        row.show_menu()

    @Slot(object, object)
    def _rename(self, file: Attachment, name: object) -> None:
        uid = self._subject.uid
        self._subject.run(PLACE, RenameAttachment(uid, file.uid, str(name), INITIATOR))

    @Slot(object)
    def _remove(self, file: Attachment) -> None:
        self._subject.run(PLACE, RemoveAttachment(self._subject.uid, file.uid, INITIATOR))

    @Slot()
    def show_all(self) -> None:
        """Show every file, also of very many."""
        self._all = True
        self.redraw()

    @Slot(object)
    def _on_picture(self, uid: object) -> None:
        for row in self.rows:
            if row.file.uid == uid:
                row.redraw()

    @Slot(object, bool)
    def _say(self, words: str, well: bool) -> None:
        self.said.setText(words)
        self.said.setAccessibleName(words)
        set_look_of(self.said, "kind", "" if well else "danger")
        self.said.setVisible(bool(words))
        self.redraw()
