"""The life of the chosen number, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.dates import long_date
from wardapp.core.number_views import NumberRow, SeriesRow
from wardapp.core.numbering import LifeStep, NumberLife, NumberState
from wardapp.core.views import NumberStory
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.pages.numbers_actions import EXTEND, RELEASE, REOPEN, ROLL_BACK, USE
from wardapp.ui.pages.numbers_rows import STATES
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.fact_table import FactTable
from wardapp.ui.widgets.texts import Badge, Text

STEPS = {
    LifeStep.RESERVED: "Giữ số",
    LifeStep.EXTENDED: "Gia hạn giữ",
    LifeStep.RELEASED: "Bỏ giữ",
    LifeStep.EXTERNAL: "Dùng ngoài chương trình",
    LifeStep.SECRET: "Dùng ở sổ riêng",
    LifeStep.USED: "Cấp số",
    LifeStep.INSERTED: "Chèn số",
    LifeStep.LATE: "Vào sổ muộn",
    LifeStep.AMENDED: "Sửa",
    LifeStep.PRINTED: "In, xuất, gửi đi",
    LifeStep.CANCELLED: "Hủy",
    LifeStep.RESTORED: "Bỏ hủy",
    LifeStep.RECALLED: "Thu hồi",
    LifeStep.REPLACED: "Đã được thay thế",
    LifeStep.CORRECTED: "Đính chính",
    LifeStep.UNDONE: "Hoàn tác",
    LifeStep.REDONE: "Làm lại",
    LifeStep.RETURNED: "Trả lại số",
    LifeStep.LEASED: "Cấp khối cho máy khác",
    LifeStep.GIVEN_BACK: "Trả lại, chưa dùng",
    LifeStep.LOST: "Mất nội dung khi khôi phục",
    LifeStep.FINALISED: "Cấp thay số tạm",
}
OFFERED = (USE, EXTEND, RELEASE, ROLL_BACK, REOPEN)


class NumberPane(QWidget):
    """Shows one number with its life, or why the counter gives none."""

    acted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self.setProperty("ground", "surface")
        self._title = Text(theme, "", Role.TITLE)
        self._badge = Badge(theme)
        self._about = Text(theme, "", Role.BODY, wrap=True)
        self._note = Text(theme, "", Role.BODY, "text2", wrap=True)
        self._facts = FactTable(theme, "Số này")
        self._life = FactTable(theme, "Đời của số, cũ nhất ở trên")
        self.buttons: dict[str, Button] = {}
        self._build()
        self.show_series(None)

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 16, 14, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._badge)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addWidget(self._note)
        deeds = QVBoxLayout()
        deeds.setSpacing(6)
        for action in OFFERED:
            deeds.addWidget(self._button(action))
        column.addLayout(deeds)
        column.addWidget(self._facts)
        column.addWidget(self._life)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName("Đời của số đang chọn")
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(area)
        self.area = area

    def _button(self, action: Action) -> Button:
        kind = Kind.PRIMARY if action is USE else Kind.SECONDARY
        words = action.button or action.title
        theme = self._context.theme
        button = Button(theme, words, icon=action.icon, key=action.cap, kind=kind, height=INLINE)
        button.clicked.connect(lambda: self.acted.emit(action.id))
        self.buttons[action.id] = button
        return button

    def show_series(self, row: SeriesRow | None) -> None:
        """Show a counter of which no number is chosen."""
        self._offer(set() if row is None or not row.locked else {REOPEN.id})
        self._badge.hide()
        self._title.setText(row.title if row else "Số văn bản")
        self._say(self._about, f"{row.scope}, {row.issuer}" if row else "")
        empty = "Dãy này chưa cấp số nào." if row and not row.last_number else ""
        self._say(self._note, row.locked or row.not_kept or row.asked or empty if row else "")
        facts: tuple[tuple[str, str], ...] = ()
        if row is not None:
            facts = (("Số cuối", f"{row.last_number:02}"), ("Số kế tiếp", row.sample))
        self._facts.show_facts(facts)
        self._life.show_facts(())
        self._life.setVisible(False)

    def show_number(self, series: SeriesRow, row: NumberRow, story: NumberStory) -> None:
        """Show a number with its life."""
        self._title.setText(story.printed if row.first == row.last else row.code)
        words, tone = STATES[row.state]
        self._badge.set_text(words, tone)
        self._badge.show()
        self._say(self._about, row.title)
        self._say(self._note, series.locked or story.note)
        self._facts.show_facts(_facts(row))
        self._tell(story)
        self._offer(_possible(series, row))

    def show_story(self, story: NumberStory) -> None:
        """Show the life of a number that was asked for by itself."""
        self._title.setText(story.printed)
        state = story.life[-1].state if story.life else None
        words, tone = STATES[state] if story.life else ("Chưa cấp", "mute")
        self._badge.set_text(words, tone)
        self._badge.show()
        self._say(self._about, story.dispatch.subject if story.dispatch else "")
        self._say(self._note, story.note)
        self._facts.show_facts(())
        self._tell(story)
        self._offer(set())

    def _tell(self, story: NumberStory) -> None:
        self._life.show_facts(tuple((long_date(step.on), _told(step)) for step in story.life))
        self._life.setVisible(bool(story.life))

    def _offer(self, possible: set[str]) -> None:
        for name, button in self.buttons.items():
            button.setVisible(name in possible and not self._context.office.read_only)

    @staticmethod
    def _say(text: Text, words: str) -> None:
        text.setText(words)
        text.setVisible(bool(words))


def _told(step: NumberLife) -> str:
    """Return what happened: as the journal titles it, but for numbers that others stepped over."""
    is_own = bool(step.title) and step.step not in {LifeStep.EXTERNAL, LifeStep.LOST}
    title = step.title if is_own else STEPS[step.step]
    reason = step.reason if step.reason not in title else ""
    return "\n".join(filter(None, (title, reason, step.actor)))


def _facts(row: NumberRow) -> tuple[tuple[str, str], ...]:
    until = long_date(row.until) if row.until else ""
    if row.state is NumberState.RESERVED and not until:
        until = "khi dùng"
    return (
        ("Ngày", long_date(row.day) if row.day else ""),
        ("Giữ cho", row.holder),
        ("Giữ đến", until),
        ("Vào sổ muộn", row.late_reason),
    )


def _possible(series: SeriesRow, row: NumberRow) -> set[str]:
    possible = {REOPEN.id} if series.locked else set()
    if row.state is NumberState.RESERVED:
        possible |= {USE.id, EXTEND.id, RELEASE.id}
    is_last = row.last == series.last_number and not row.suffix and not series.locked
    if is_last and row.state in {NumberState.USED, NumberState.CANCELLED, NumberState.SECRET}:
        possible.add(ROLL_BACK.id)
    if row.state is None:
        possible.add(RELEASE.id)
    return possible
