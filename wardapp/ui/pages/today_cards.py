"""The right column of Hôm nay: the periodic report, the pace of the month, quick actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.dates import short_date
from wardapp.core.views import DigitalGauge, ReportCard, TodayBoard
from wardapp.core.workdays import Workdays
from wardapp.ui.actions import Action, key_cap
from wardapp.ui.pages.today_exchange import ExchangeBox
from wardapp.ui.pages.today_safety import SafetyBox
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind, Link
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.charts import SegmentGauge
from wardapp.ui.widgets.quick_actions import DropHint, QuickAction
from wardapp.ui.widgets.share_bar import ShareBar
from wardapp.ui.widgets.texts import Badge, Elided, Text

NEAR_WORKDAYS = 5
"""A periodic report asks for attention from this many working days on (look.md §1)."""

SHOWN_ACTIONS = {
    "incoming.register": "mail_inbox",
    "drafts.new": "document_edit",
    "daylog.add": "book",
    "window.drop": "attach",
}
"""The actions of every day with the icon of where they lead."""


class ReportBox(Card):
    """The report of the period: when it is due, how much is filled in."""

    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._title = Text(theme, "Báo cáo định kỳ", Role.SECTION)
        self._open = Button(theme, "", icon="chevron_right", kind=Kind.GHOST, height=INLINE)
        self._open.setAccessibleName("Mở báo cáo")
        self._open.setToolTip("Mở báo cáo")
        self._name = Elided(theme, "", Role.STRONG)
        self._badge = Badge(theme)
        self._line = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._bar = ShareBar(theme)
        self._missing = Link(theme, "")
        self._next = Text(theme, "", Role.SMALL, "text2")
        for button in (self._open, self._missing):
            button.clicked.connect(self.opened)
        self._build()

    def _build(self) -> None:
        for left, right in (
            (self._title, self._open),
            (self._name, self._badge),
            (self._missing, self._next),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(left, 1 if left is self._name else 0)
            if left is not self._name:
                row.addStretch()
            row.addWidget(right)
            if left is self._missing:
                self.body.addWidget(self._line)
                self.body.addWidget(self._bar)
            self.body.addLayout(row)
        self.body.setContentsMargins(16, 9, 14, 8)
        self.body.setSpacing(5)

    def show_report(self, report: ReportCard, board: TodayBoard, workdays: Workdays) -> None:
        """Show the report of the period."""
        self._name.set_text(report.title.removesuffix(f"/{board.day.year}"))
        left = workdays.between(board.day, report.due_date)
        self._badge.set_text(*_report_badge(report, board, left))
        due = short_date(report.due_date, board.day)
        whole, filled = report.required_cells, report.filled_cells
        have = f"Đã có {filled} trên {whole} ô bắt buộc." if whole else ""
        state = "Đã chốt." if report.is_closed else have
        self._line.setText(f"Hạn {due}. {state}".strip())
        self._bar.show_share(filled, whole, state)
        missing = max(whole - filled, 0)
        self._missing.setText(f"{missing} ô chưa có số" if missing else "Xem báo cáo")
        self._missing.setAccessibleName(self._missing.text())
        self._missing.updateGeometry()
        self._next.setText(report.next_label)


def _report_badge(report: ReportCard, board: TodayBoard, left: int) -> tuple[str, str]:
    if report.is_closed:
        return "Đã chốt", "ok"
    if report.due_date <= board.day:
        return report.due.text, report.due.tone
    if left <= NEAR_WORKDAYS:
        return f"Còn {left} ngày làm việc", "warn"
    return "", "mute"


class GaugeBox(Card):
    """Items on digital platforms this month, with the pace in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._title = Text(theme, "", Role.SECTION, wrap=True)
        self._figure = Text(theme, "", Role.FIGURE)
        self._of = Text(theme, "", Role.BODY, "text2")
        self._left = Text(theme, "", Role.SMALL, "text2")
        self._gauge = SegmentGauge(theme)
        self._pace = Text(theme, "", Role.SMALL, "text2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._figure)
        row.addWidget(self._of, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch()
        row.addWidget(self._left)
        self.body.addWidget(self._title)
        self.body.addLayout(row)
        self.body.addWidget(self._gauge)
        self.body.addWidget(self._pace)
        self.body.setSpacing(2)
        self.body.setContentsMargins(16, 11, 16, 11)

    def show_gauge(self, gauge: DigitalGauge) -> None:
        """Show the month."""
        self._title.setText(f"Tin, bài trên nền tảng số, tháng {gauge.month.month}")
        self._figure.setText(str(gauge.done))
        self._of.setText(f"trên {gauge.target} tin, bài")
        self._left.setText(f"còn {gauge.days_left} ngày" if gauge.days_left else "ngày cuối tháng")
        self._gauge.show_gauge(gauge.done, gauge.target, is_behind=gauge.is_behind)
        self._pace.setText(_pace(gauge))
        self._pace.set_tone("warn" if gauge.is_behind else "text2")


def _pace(gauge: DigitalGauge) -> str:
    if gauge.done >= gauge.target:
        return f"{gauge.pace[:1].upper()}{gauge.pace[1:]}."
    lead = "Chậm hơn nhịp" if gauge.is_behind else "Đang đúng nhịp"
    return f"{lead}: {gauge.pace} tin, bài."


class QuickBox(Card):
    """The actions of every day with their keys."""

    def __init__(
        self, theme: Theme, actions: tuple[Action, ...], run: Callable[[str], object]
    ) -> None:
        super().__init__(theme)
        self.body.addWidget(Text(theme, "Làm nhanh", Role.SECTION))
        self.body.setSpacing(0)
        self.body.setContentsMargins(16, 11, 12, 7)
        self.rows: list[QuickAction] = []
        for action in actions:
            is_last = action is actions[-1]
            icon = SHOWN_ACTIONS.get(action.id, action.icon)
            row = QuickAction(theme, action.title, icon, key_cap(action.key), is_last=is_last)
            row.clicked.connect(partial(run, action.id))
            self.rows.append(row)
            self.body.addWidget(row)


class TodaySide(QWidget):
    """The column of cards."""

    report_opened = Signal()

    def __init__(
        self, theme: Theme, actions: tuple[Action, ...], run: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.safety = SafetyBox(theme)
        self.exchange = ExchangeBox(theme)
        self.report = ReportBox(theme)
        self.gauge = GaugeBox(theme)
        self.quick = QuickBox(theme, actions, run)
        self.hint = DropHint(theme, "Thả tệp vào bất kỳ đâu để vào sổ")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        for part in (self.safety, self.exchange, self.report, self.gauge, self.quick, self.hint):
            self.column.addWidget(part)
        self.column.addStretch()
        self.report.opened.connect(self.report_opened)

    def show_board(self, board: TodayBoard, workdays: Workdays) -> None:
        """Show report and pace."""
        self.report.setVisible(board.report is not None)
        if board.report is not None:
            self.report.show_report(board.report, board, workdays)
        self.gauge.show_gauge(board.gauge)

    def height_for(self, width: int) -> int:
        """Return the height the cards need at a width; wrapped words count as they will wrap."""
        self.column.invalidate()
        wrapped = self.column.totalHeightForWidth(width)
        return wrapped if wrapped > 0 else self.column.totalSizeHint().height()


def quick_actions(known: list[Action]) -> tuple[Action, ...]:
    """Return the actions of every day that this window has, in their own order."""
    by_id = {action.id: action for action in known}
    return tuple(by_id[name] for name in SHOWN_ACTIONS if name in by_id)
