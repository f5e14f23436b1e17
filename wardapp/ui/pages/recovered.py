"""Đã phục hồi sổ: what was found, what was brought back until when, what may be missing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.clock import moment_text
from wardapp.core.safety import Healing, Recovery
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.outside import show_outside
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.settings_widgets import SettingsSheet
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import Card, Notice
from wardapp.ui.widgets.texts import Rule, Text

PAGE = "recovered"
TOPIC_WIDTH = 132

OPEN = Action(
    id="recovered.open", title="Xem lần sổ được phục hồi", slot="show_all", page=PAGE,
    icon="history", everywhere=True, words="khôi phục sổ hỏng",
)  # fmt: skip
FOLDER = Action(
    id="recovered.folder", title="Mở thư mục giữ tệp hỏng", slot="show_folder", page=PAGE,
    icon="folder", button="Mở thư mục tệp hỏng", key="Ctrl+O",
)  # fmt: skip
SAFETY = Action(
    id="recovered.safety", title="Sang trang An toàn dữ liệu", slot="show_safety", page=PAGE,
    icon="shield_checkmark", button="An toàn dữ liệu",
)  # fmt: skip

WHOLE = "Dữ liệu của sổ bị hỏng; WardApp đã phục hồi đủ"
BOOKS_WHOLE = "Dữ liệu của sổ bị hỏng; WardApp đã phục hồi đủ các sổ"
PARTLY = "Dữ liệu của sổ bị hỏng; WardApp đã phục hồi phần còn giữ được"
NO_RECOVERY = "Sổ này chưa lần nào phải phục hồi."


class RecoveredPage(Page):
    """The newest recovery in full, earlier ones below it."""

    is_task = True
    books = frozenset({Book.SAFETY})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.told: tuple[Recovery, ...] = ()
        self.header.say("Đã phục hồi sổ")
        self.folder_button = self.header.add_action(FOLDER)
        self.header.add_action(SAFETY, Kind.PRIMARY)
        self.sheet = SettingsSheet(context.theme)
        self.notice = Notice(context.theme)
        self.sheet.column.addWidget(self.notice)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(12)
        self.sheet.column.addLayout(self.cards)
        self.sheet.end()
        self.body.addWidget(self.sheet)

    def refresh(self) -> None:
        """Read the reports again."""
        office = self.context.office
        self.context.jobs.read(office.recoveries.all, self._show, key=PAGE, owner=self)

    def _show(self, told: tuple[Recovery, ...]) -> None:
        self.told = told
        newest = told[0] if told else None
        self.folder_button.setEnabled(newest is not None)
        is_whole = newest is None or newest.healing is Healing.RECOVERED
        self.header.say("Đã phục hồi sổ", moment_text(newest.at_ms) if newest else "")
        self.notice.set_tone("ok" if is_whole else "warn")
        title = _title(newest)
        self.notice.show_notice(title, next_step(newest) if newest else "")
        while (item := self.cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, recovery in enumerate(told):
            head = "" if place == 0 else f"Lần trước: {moment_text(recovery.at_ms)}"
            self.cards.addWidget(self._card(recovery, head))

    def _card(self, recovery: Recovery, head: str) -> Card:
        theme = self.context.theme
        card = Card(theme)
        card.body.setSpacing(8)
        if head:
            card.body.addWidget(Text(theme, head, Role.SECTION, wrap=True))
        for place, (topic, sentences) in enumerate(lines_of(recovery)):
            if place:
                card.body.addWidget(Rule())
            row = QHBoxLayout()
            row.setSpacing(12)
            label = Text(theme, topic, Role.STRONG, wrap=True)
            label.setFixedWidth(theme.px(TOPIC_WIDTH))
            words = Text(theme, "\n".join(sentences), Role.BODY, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            card.body.addLayout(row)
        return card

    def show_folder(self) -> None:
        """Open the folder with the damaged files in the system's own window."""
        if self.told:
            show_outside(self.context, self.context.office.recoveries.folder_of(self.told[0]))

    def show_safety(self) -> None:
        """Go to the page An toàn dữ liệu."""
        self.context.frame.go("safety")

    def show_all(self) -> None:
        """Stand where the clerk asked to be: this page."""
        self.sheet.ensureVisible(0, 0)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return (self.header.back,)

    def escape(self) -> bool:
        """Esc goes back to where the clerk came from."""
        self.context.frame.back()
        return True


def lines_of(recovery: Recovery) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is told of a recovery: a topic and its sentences."""
    lines = (
        ("Đã tìm thấy", (recovery.found,)),
        ("Đã lấy lại", brought_back(recovery)),
        ("Đủ đến lúc", (moment_text(recovery.newest_ms),) if recovery.newest_ms else ()),
        ("Có thể thiếu", recovery.lost or ("Không thiếu gì.",)),
        ("Tệp hỏng", (f"Giữ nguyên trong thư mục sổ, ở {recovery.kept_aside}. Đừng xóa.",)),
    )
    return tuple((topic, sentences) for topic, sentences in lines if sentences)


def brought_back(recovery: Recovery) -> tuple[str, ...]:
    """Return from what the office was made again."""
    since = recovery.replayed_events
    kept = f"{_count(since)} việc ghi ({_count(recovery.replayed_dispatches)} văn bản)"
    if recovery.backup_ms:
        base = f"Bản sao lưu tốt gần nhất, lúc {moment_text(recovery.backup_ms)}."
        after = f"Thêm {kept} sau đó từ bản ghi song song." if since else "Sau đó chưa ghi gì thêm."
    elif since and recovery.goes_on:
        base, after = "Không dùng bản sao lưu.", f"Lấy {kept} từ bản ghi song song."
    else:
        base, after = "Không dùng bản sao lưu.", f"Lấy {kept} còn đọc được."
    new = "" if recovery.goes_on else "Từ nay sổ ghi tiếp như một bản mới."
    return tuple(sentence for sentence in (base, after, new) if sentence)


def _title(newest: Recovery | None) -> str:
    if newest is None:
        return NO_RECOVERY
    if newest.healing is Healing.RECOVERED:
        return WHOLE
    return BOOKS_WHOLE if newest.books_whole else PARTLY


def next_step(recovery: Recovery) -> str:
    """Return what the clerk does next."""
    if recovery.lost and recovery.books_whole:
        return (
            "Văn bản, số và nhật ký đều đủ. Hãy mở lại dự thảo đang soạn và phản ánh mới nhận để "
            "xem chữ gõ cuối cùng, tên người còn đúng không. Sau đó sao lưu ngay."
        )
    if recovery.lost:
        return (
            "Xem mục Có thể thiếu và so với giấy tờ; thiếu văn bản nào thì vào sổ lại đúng số cũ "
            "trước khi cấp số mới. Sau đó sao lưu ngay."
        )
    return (
        "Cứ làm việc tiếp. Nếu hỏng lần nữa, ổ đĩa có thể sắp hư: sao lưu sang USB rồi nhờ người "
        "phụ trách máy xem lại ổ đĩa."
    )


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


SPEC = PageSpec(
    key=PAGE,
    title="Đã phục hồi sổ",
    icon="history",
    factory=RecoveredPage,
    actions=(OPEN, FOLDER, SAFETY),
    under="settings",
    help_topic="sao-luu",
)
