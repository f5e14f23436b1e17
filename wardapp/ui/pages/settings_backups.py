"""Sao lưu: the kept backups, one more now, back to one of them, a second place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from wardapp.core.clock import day_of
from wardapp.core.dates import short_date, time_text, weekday_name
from wardapp.core.journal import Backup
from wardapp.core.number_views import GivenSince
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.listing.cells import Cell, Column
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import DENSE, RowView
from wardapp.ui.pages.settings_widgets import SettingsSheet
from wardapp.ui.restored_words import keep_given, words_before
from wardapp.ui.widgets.buttons import Button, Kind
from wardapp.ui.widgets.fields import LineField

ROWS_SHOWN = 6
MEGABYTE = 1_000_000


class BackupsSheet(SettingsSheet):
    """Lists backups and restores one after saying what would be lost."""

    second_changed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        self._context = context
        theme = context.theme
        self.list = RowView(theme, "Bản sao lưu", DENSE)
        self.rows: RowList[Backup] = RowList(_columns(context), parent=self)
        self.list.show_model(self.rows)
        self.list.setMinimumHeight(theme.px(DENSE) * ROWS_SHOWN + theme.px(34))
        self.make = Button(theme, "Sao lưu ngay", icon="shield_checkmark")
        self.restore = Button(theme, "Khôi phục…", icon="history", kind=Kind.SECONDARY)
        self.second = LineField(theme, "Nơi sao lưu thứ hai", "Chưa chọn")
        self.second.set_echo("USB hoặc ổ khác; mỗi lần sao lưu chép thêm một bản vào đây.")
        self._pick = Button(theme, "Chọn…", icon="folder")
        self._clear = Button(theme, "Bỏ", kind=Kind.GHOST)
        self._build()
        self.list.opened.connect(lambda _row: self.ask_restore())
        self.make.clicked.connect(lambda: context.frame.run_action("window.backup"))
        self.restore.clicked.connect(self.ask_restore)
        self._pick.clicked.connect(self._choose_second)
        self._clear.clicked.connect(lambda: self.second_changed.emit(""))
        self.second.line.editingFinished.connect(
            lambda: self.second_changed.emit(self.second.text())
        )

    def _build(self) -> None:
        hint = "WardApp tự sao lưu khi mở và khi đóng sổ, giữ 10 bản gần nhất."
        card = self.add_card("Bản sao lưu", hint)
        card.body.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.make)
        row.addWidget(self.restore)
        row.addStretch()
        card.body.addLayout(row)
        card = self.add_card("Nơi thứ hai", "Hỏng máy vẫn còn bản ở nơi này.")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.second, 1)
        for button in (self._pick, self._clear):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        self.end()

    def show_backups(self, backups: tuple[Backup, ...]) -> None:
        """Show the kept backups, newest first; the chosen one stays chosen when others come."""
        before = self._chosen()
        self.rows.show(backups)
        names = [backup.name for backup in backups]
        if backups:
            self.list.choose(names.index(before.name) if before and before.name in names else 0)
        may = not self._context.office.read_only
        self.restore.setEnabled(bool(backups) and may)
        self.make.setEnabled(may)

    def _chosen(self) -> Backup | None:
        row = self.rows.row_at(self.list.chosen_row)
        return row if isinstance(row, Backup) else None

    def _choose_second(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Chọn nơi sao lưu thứ hai")
        if name:
            self.second.set_text(str(Path(name)))
            self.second_changed.emit(str(Path(name)))

    def ask_restore(self) -> None:
        """Read what would be lost, then ask."""
        backup = self._chosen()
        if backup is None:
            return
        office = self._context.office

        self._context.jobs.read(
            lambda: (
                office.backups.changes_since(backup),
                office.backups.given_since(backup.name),
            ),
            lambda found: self._confirm(backup, *found),
            key="settings.lost",
            owner=self,
        )

    def _confirm(self, backup: Backup, lost: int, given: tuple[GivenSince, ...]) -> None:
        when = _moment(backup)
        words = (
            f"{lost} việc ghi sau lúc đó không còn trong sổ."
            if lost
            else "Từ lúc đó chưa ghi gì thêm nên không mất gì."
        )
        sentence = (
            f"Sổ trở lại như lúc {when}. {words} "
            "Trạng thái hiện nay được sao lưu trước, có thể quay lại."
        )
        if numbers := words_before(given):
            sentence = f"{sentence}\n\n{numbers}"
        if dialogs.ask(
            self, self._context.theme, "Khôi phục bản sao lưu này?", sentence, "Khôi phục",
            danger=bool(lost),
        ):  # fmt: skip
            self.restore_now(backup, given)

    def restore_now(self, backup: Backup, given: tuple[GivenSince, ...]) -> None:
        """Swap the office for the backup and open it again, where `given` is told once more."""
        context = self._context

        def reopen() -> None:
            keep_given(context.desk, given)
            context.frame.reopen()

        context.jobs.write(
            lambda: context.office.backups.restore(backup.name),
            lambda _none: reopen(),
            touches=(),
            title="Đang khôi phục…",
        )


def _columns(context: Context) -> tuple[Column[Backup], ...]:
    today = context.clock.today

    def when(backup: Backup) -> Cell:
        day = day_of(backup.made_ms)
        words = "Hôm nay" if day == today() else f"{weekday_name(day)} {short_date(day, today())}"
        return Cell(first=f"{words}, {time_text(backup.made_ms)}", is_strong=True)

    return (
        Column("Lúc", 200, when),
        Column("Lý do", 0, lambda b: Cell(first=b.reason)),
        Column(
            "Văn bản", 90, lambda b: Cell(first=str(b.dispatches), is_right=True), is_right=True
        ),
        Column("Cỡ", 90, lambda b: Cell(first=_size(b), is_right=True), is_right=True),
    )


def _dispatches(backup: Backup) -> Cell:
    return Cell(first=f"{backup.dispatches:,}".replace(",", "."), is_right=True)


def _size(backup: Backup) -> str:
    return f"{backup.size / MEGABYTE:.1f} MB".replace(".", ",")


def _moment(backup: Backup) -> str:
    day = day_of(backup.made_ms)
    return f"{time_text(backup.made_ms)} {weekday_name(day)} {day.day:02}/{day.month}/{day.year}"
