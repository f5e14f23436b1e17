"""Choosing a backup by its date, and the password of a sealed one, where no office is open."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from wardapp.core.journal import Backup
from wardapp.ui import dialogs
from wardapp.ui.backup_rows import backup_columns, by_day
from wardapp.ui.dialogs import Dialog
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import DENSE, RowView
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import LineField

WIDTH, ROWS_SHOWN = 620, 9


class BackupChooser(Dialog):
    """The backups by date; `chosen` is the name of the one taken."""

    def __init__(
        self, parent: QWidget, theme: Theme, kept: tuple[Backup, ...], today: date
    ) -> None:
        sentence = "Bản được chọn được kiểm tra từng dòng trước khi dùng; tệp hỏng giữ lại riêng."
        super().__init__(parent, theme, "Khôi phục bản nào?", sentence, "history")
        self.rows: RowList[Backup] = RowList(backup_columns(), parent=self)
        self.list = RowView(theme, "Bản sao lưu theo ngày", DENSE)
        self.list.show_model(self.rows)
        self.rows.show(by_day(kept, today))
        self.list.setFixedHeight(theme.px(DENSE) * ROWS_SHOWN)
        self.room.addWidget(self.list)
        self.setFixedWidth(theme.px(WIDTH))
        self.add_stretch()
        self.add_close("Thôi")
        self.yes = self.add_button("Khôi phục", Kind.PRIMARY, key="Enter", accepts=True)
        self.yes.setEnabled(bool(kept))
        self.list.opened.connect(lambda _row: self.accept())
        if kept:
            self.list.choose(1)
            self.list.setFocus()

    @property
    def chosen(self) -> str:
        """Return the name of the backup that is chosen."""
        row = self.rows.row_at(self.list.chosen_row) if self.list.chosen_row >= 0 else None
        return row.name if isinstance(row, Backup) else ""


def choose_backup(parent: QWidget, theme: Theme, kept: tuple[Backup, ...], today: date) -> str:
    """Return the name of the backup the clerk chose, "" when thought better of."""
    dialog = BackupChooser(parent, theme, kept, today)
    return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else ""


def ask_second_password(parent: QWidget, theme: Theme, sentence: str) -> str:
    """Ask for the password of the second place; "" when thought better of."""
    field = LineField(theme, "Mật khẩu")
    field.line.setEchoMode(QLineEdit.EchoMode.Password)
    title = "Mật khẩu của nơi thứ hai"
    if dialogs.ask_fields(parent, theme, title, (field,), "Mở", sentence):
        return field.text()
    return ""
