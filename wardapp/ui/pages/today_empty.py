"""Hôm nay without work: nothing is due, or the office is new."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.ui.context import Context
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.texts import Icon, Text

ICON = 32


class NothingDue(QWidget):
    """Says that the day is free, and when the next thing is due."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._next = Text(theme, "", Role.BODY, "text2", wrap=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 40, 16, 40)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(Icon(theme, "checkmark_circle", "ok", ICON), 0, centre)
        column.addSpacing(4)
        title = Text(theme, "Hôm nay không còn việc nào đến hạn.", Role.SECTION, wrap=True)
        for part in (title, self._next):
            part.setAlignment(centre)
            column.addWidget(part)
        column.addStretch(3)

    @property
    def words(self) -> str:
        """Return what is said about the next date."""
        return self._next.text()

    def say(self, next_due: str) -> None:
        """Name the next date."""
        self._next.setText(next_due)


def nothing_due(theme: Theme) -> NothingDue:
    """Return what stands where no row is."""
    return NothingDue(theme)


def first_things(context: Context) -> EmptyPage:
    """Return the three things a new office begins with."""
    run = context.frame.run_action
    page = EmptyPage(
        context.theme,
        "Sổ đã sẵn sàng",
        "Anh, chị có thể bắt đầu từ một trong ba việc sau.\n"
        "Mọi mục đã khai đổi lại được trong Danh mục và Cài đặt.",
        (
            Way(
                "Vào sổ văn bản đến đầu tiên",
                lambda: run("window.drop"),
                "mail_inbox",
                "Ctrl O",
                "Chọn hoặc thả tệp vào cửa sổ, WardApp đọc giúp",
            ),
            Way(
                "Soạn văn bản đầu tiên",
                lambda: run("drafts.new"),
                "document_edit",
                "Ctrl D",
                "Trang in hiện ngay bên cạnh khi gõ",
            ),
            Way(
                "Ghi dòng nhật ký đầu tiên",
                lambda: run("daylog.add"),
                "book",
                "Ctrl J",
                "Cuối kỳ báo cáo tự cộng từ đây",
            ),
        ),
    )
    page.setFocusProxy(page.cards[0])
    return page
