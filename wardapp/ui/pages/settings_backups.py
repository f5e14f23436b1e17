"""Sao lưu in Cài đặt: where its page is, and how soon a missing second place is reminded of."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wardapp.ui.context import Context
from wardapp.ui.pages.settings_widgets import SettingsSheet, add_buttons
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.fields import Field

HINT = (
    "WardApp tự sao lưu khi mở, khi đóng, mỗi giờ sau khi có việc mới và trước khi nhập dữ liệu. "
    "Các bản sao lưu, khôi phục, nơi thứ hai và mật khẩu đều ở trang An toàn dữ liệu."
)


class BackupsSheet(SettingsSheet):
    """Leads to An toàn dữ liệu."""

    def __init__(self, context: Context, days: Field) -> None:
        super().__init__(context.theme)
        self.open = Button(context.theme, "Mở An toàn dữ liệu", icon="shield_checkmark")
        self.open.clicked.connect(lambda: context.frame.go("safety"))
        add_buttons(self.add_card("Sao lưu", HINT), (self.open,))
        self.add_card("Nhắc việc").body.addWidget(days)
        self.end()

    def first(self) -> QWidget:
        """Return where work begins."""
        return self.open
