"""Hôm nay: what is overdue, due today and coming; the report, the pace, the first actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QStackedWidget, QWidget

from wardapp.core.dates import long_date, short_date, weekday_name
from wardapp.core.dispatches import ListQuery
from wardapp.core.safety import SafetyState
from wardapp.core.views import TodayBoard, TodayItem
from wardapp.core.workdays import Workdays
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.jobs import EVERYTHING
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.example_strip import ExampleStrip
from wardapp.ui.pages.incoming_actions import REGISTER
from wardapp.ui.pages.today_cards import TodaySide, quick_actions
from wardapp.ui.pages.today_empty import first_things, nothing_due
from wardapp.ui.pages.today_exchange import NO_NEWS, ExchangeNews, read_news
from wardapp.ui.pages.today_safety import ALL_SAFE
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.day_list import DayHeading, DayList, DayRow

SIDE_WIDTH, LIST_LEFT, GAP, TOP = 354, 13, 24, 16
MOST = 16_777_215
STACKED_BELOW, SHORT_DATE_BELOW = 800, 560
"""Narrower than this the cards stand below the list."""

ICONS = {
    "incoming": "mail_inbox",
    "draft": "document_edit",
    "report": "data_pie",
    "reservation": "number_symbol",
    "outgoing": "send",
    "dossier": "folder",
    "petition": "comment_edit",
    "privacy": "shield_checkmark",
    "regime": "calendar_ltr",
    "report_board": "people_team",
}
PAGES = {
    "incoming": "incoming",
    "draft": "draft",
    "report": "reports",
    "reservation": "numbers",
    "outgoing": "outgoing",
    "dossier": "dossiers",
    "petition": "petitions",
    "privacy": "privacy",
    "regime": "regimes",
    "report_board": "report_board",
}
NEW_DAY_MS = 60_000


@dataclass(frozen=True, slots=True)
class Day:
    """What the page reads at once."""

    board: TodayBoard
    workdays: Workdays
    is_fresh: bool
    news: ExchangeNews = NO_NEWS
    safety: SafetyState = ALL_SAFE


class TodayPage(Page):
    """The day at a glance; Enter begins with its first thing."""

    books = EVERYTHING

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.strip = ExampleStrip(context)
        self.list = DayList(theme)
        actions = quick_actions(context.frame.all_actions())
        self.side = TodaySide(theme, actions, context.frame.run_action)
        self.left = QStackedWidget()
        self.nothing = nothing_due(theme)
        self.first = first_things(context)
        self._day_shown = context.clock.today()
        self._week: int | None = None
        self._area = QScrollArea()
        self._room = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header.add_action(REGISTER, Kind.PRIMARY)
        for part in (self.list, self.nothing, self.first):
            self.left.addWidget(part)
        inside = QWidget()
        inside.setLayout(self._room)
        self._room.addWidget(self.left, 1, Qt.AlignmentFlag.AlignTop)
        self._room.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what lies inside takes the focus
        self._area.viewport().installEventFilter(self)
        self.body.addWidget(self.strip)
        self.body.addWidget(self._area, 1)
        self._say_day(self.context.clock.today(), None)

    def _connect(self) -> None:
        self.list.opened.connect(self._open)
        self.side.report_opened.connect(lambda: self.context.frame.go("reports"))
        self.side.safety.opened.connect(lambda: self.context.frame.go("safety"))
        self.side.exchange.opened.connect(lambda view: self.context.frame.go("exchange", view))
        self.context.theme.changed.connect(self._arrange)
        self._midnight = QTimer(self, interval=NEW_DAY_MS)
        self._midnight.timeout.connect(self._look_at_clock)
        self._midnight.start()

    def refresh(self) -> None:
        """Read the board again."""
        office = self.context.office

        def read() -> Day:
            board = office.today.board()
            is_fresh = not (board.overdue or board.today or board.books)
            if is_fresh:
                query = ListQuery()
                is_fresh = not (
                    office.intake.counts(query).all or office.registry.counts(query).all
                )
                is_fresh = is_fresh and not office.drafting.page(0, 1).total
            state = office.safety.state()
            return Day(board, office.desk.workdays(), is_fresh, read_news(office), state)

        self.context.jobs.read(read, self.show_day, key="today.board", owner=self)

    def start_focus(self) -> None:
        """Put the focus where work begins."""
        shown = self.left.currentWidget()
        rows = self.side.quick.rows
        target = rows[0] if shown is self.nothing and rows else shown
        if target is not None:
            target.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        rows = self.side.quick.rows
        side: tuple[QWidget, ...] = (rows[0],) if rows else ()
        return (self.left.currentWidget() or self.list, *side)

    # ---- showing -----------------------------------------------------------------------------

    def _say_day(self, day: date, week: int | None) -> None:
        self._day_shown, self._week = day, week
        fact = f"Tuần {week}" if week else ""
        is_short = self.width() < self.context.theme.px(SHORT_DATE_BELOW)
        shown = short_date(day, day) if is_short else long_date(day)
        self.header.say(f"{weekday_name(day)}, {shown}", fact)

    def show_day(self, day: Day) -> None:
        """Show what was read."""
        board = day.board
        self._say_day(board.day, board.week)
        self.side.show_board(board, day.workdays)
        self.side.exchange.show_news(day.news)
        self.side.safety.show_state(day.safety)
        lines = day_lines(board)
        focused = QApplication.focusWidget()
        had_focus = focused is None or self.left.isAncestorOf(focused) or focused is self.left
        self.list.show_lines(lines)
        self.nothing.say(_next_words(board))
        shown: QWidget = self.list if lines else self.nothing
        self.left.setCurrentWidget(self.first if day.is_fresh else shown)
        if had_focus and self.isVisible() and self.left.currentWidget() is not focused:
            self.start_focus()
        self._arrange()

    def _look_at_clock(self) -> None:
        if self.context.clock.today() != self._day_shown:
            self.context.frame.refresh_rail()
            self.refresh()

    def _open(self, item: object) -> None:
        if not isinstance(item, TodayItem):
            return
        self.context.frame.go(PAGES[item.entity], item.record_id)

    # ---- widths ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._say_day(self._day_shown, self._week)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the room there is for the list."""
        if event.type() is QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        theme = self.context.theme
        stacked = self.width() < theme.px(STACKED_BELOW)
        across = QBoxLayout.Direction.LeftToRight
        self._room.setDirection(QBoxLayout.Direction.TopToBottom if stacked else across)
        self._room.setContentsMargins(LIST_LEFT, 0, 18, TOP)
        self._room.setSpacing(TOP if stacked else GAP)
        if stacked:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(MOST)
            self.side.setMinimumHeight(0)
            self.side.setMaximumHeight(MOST)
            self.side.column.setContentsMargins(0, 0, 0, 0)
            is_list = self.left.currentWidget() is self.list
            height = self.list.full_height() if is_list else self.left.sizeHint().height()
            self.left.setFixedHeight(height)
        else:
            self.side.setFixedWidth(theme.px(SIDE_WIDTH))
            self.side.column.setContentsMargins(0, TOP, 0, 0)
            self.side.setFixedHeight(self.side.height_for(theme.px(SIDE_WIDTH)))
            self.left.setMinimumHeight(0)
            self.left.setFixedHeight(max(self._area.viewport().height() - TOP, 0))


def day_lines(board: TodayBoard) -> tuple[DayHeading | DayRow, ...]:
    """Return the sections of the day that hold something."""
    lines: list[DayHeading | DayRow] = []
    for title, tone, items, count in (
        ("Quá hạn", "danger", board.overdue, board.overdue_count),
        ("Hôm nay", "text", board.today, len(board.today)),
        ("7 ngày tới", "text", board.coming, len(board.coming)),
        ("Sổ và hồ sơ", "text", board.books, len(board.books)),
    ):
        if not items:
            continue
        lines.append(DayHeading(title=title, count=str(count), tone=tone))
        lines += [_row(item, board.day, is_last=item is items[-1]) for item in items]
    return tuple(lines)


def _row(item: TodayItem, today: date, *, is_last: bool) -> DayRow:
    when, badge = item.due.text, item.due.tone
    if item.due_date is not None and item.due_date > today:
        when, badge = f"{weekday_name(item.due_date)} {short_date(item.due_date, today)}", ""
    return DayRow(
        icon=ICONS[item.entity],
        title=item.title,
        circumstance=item.circumstance,
        when=when,
        badge=badge,
        is_last=is_last,
        value=item,
    )


def _next_words(board: TodayBoard) -> str:
    days = [day for day in (board.next_due,) if day is not None]
    if board.report is not None and not board.report.is_closed:
        days.append(board.report.due_date)
    if not days:
        return "Chưa có hạn nào phía trước."
    first = min(days)
    return f"Hạn kế tiếp: {weekday_name(first)} {short_date(first, board.day)}."


BEGIN = Action(
    id="today.begin",
    title="Mở việc đang chọn",
    slot="refresh",
    page="today",
    key="Return",
    icon="arrow_right",
    is_local=True,
)

SPEC = PageSpec(
    key="today",
    title="Hôm nay",
    icon="home",
    factory=TodayPage,
    actions=(BEGIN,),
    group=0,
    counter=lambda counts: counts.today,
)
