"""The question before a restore: all that would be taken back, kind by kind, record by record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from wardapp.core.journal import Backup
from wardapp.core.safety import Losses, LostRecord
from wardapp.ui.backup_rows import loss_columns, loss_rows, loss_sentence, moment_text
from wardapp.ui.dialogs import Dialog
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import DENSE, RowView
from wardapp.ui.restored_words import words_before
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.texts import Text

WIDTH, ROWS_SHOWN = 640, 7


class LossesDialog(Dialog):
    """Says what a restore would take back, and lists it; `exec()` is True to go on."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        backup: Backup,
        losses: Losses,
        today: Callable[[], date],
    ) -> None:
        sentence = (
            f"Sổ trở lại như lúc {moment_text(backup)}. {loss_sentence(losses)} "
            "Trạng thái hiện nay được sao lưu trước nên luôn quay lại được."
        )
        super().__init__(parent, theme, "Khôi phục bản sao lưu này?", sentence, "history", "accent")
        self.rows: RowList[LostRecord] = RowList(loss_columns(today), parent=self)
        self.list = RowView(theme, "Những gì không còn sau khi khôi phục", DENSE)
        self.list.show_model(self.rows)
        self.list.hide_head()
        rows = loss_rows(losses)
        self.rows.show(rows)
        if numbers := words_before(losses.numbers):
            self.room.addWidget(Text(theme, numbers, Role.SMALL, "warn", wrap=True))
        if rows:
            shown = min(len(rows), ROWS_SHOWN)
            self.list.setFixedHeight(theme.px(DENSE) * shown + 2)
            self.room.addWidget(self.list)
        self.setFixedWidth(min(theme.px(WIDTH), parent.window().width() - 40))
        self.add_stretch()
        self.add_close("Thôi")
        kind = Kind.DANGER if losses.steps else Kind.PRIMARY
        self.yes = self.add_button("Khôi phục", kind, accepts=True)


def asks_to_go_on(
    parent: QWidget, theme: Theme, backup: Backup, losses: Losses, today: Callable[[], date]
) -> bool:
    """Show the question; return True when the clerk wants to go back."""
    dialog = LossesDialog(parent, theme, backup, losses, today)
    return dialog.exec() == QDialog.DialogCode.Accepted
