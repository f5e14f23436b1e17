"""Nhật ký: a line in five seconds, the lines of the month, the month as a map."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.daylog import LogLine, LogQuery
from wardapp.core.identity import RecordId
from wardapp.core.sources import FileSource
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.cells import GroupRow
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import DENSE, RowView
from wardapp.ui.page import PageSpec
from wardapp.ui.pages.daylog_actions import ACTIONS, CHARTS, EXPORT, MENU, PASTE
from wardapp.ui.pages.daylog_deeds import LogDeeds
from wardapp.ui.pages.daylog_entry import EntryCard
from wardapp.ui.pages.daylog_filter import LogFilter
from wardapp.ui.pages.daylog_keeping import LogKeeping
from wardapp.ui.pages.daylog_reading import MORE, Reading, read_log, read_more
from wardapp.ui.pages.daylog_rows import CellLines, Ground, columns, grouped
from wardapp.ui.pages.daylog_side import WIDTH, LogSide
from wardapp.ui.pages.daylog_states import LogStates
from wardapp.ui.pages.daylog_typed import Order
from wardapp.ui.pages.daylog_work import LogWork
from wardapp.ui.widgets.texts import Rule

LEAST_LIST, NARROW_LIST = 680, 780
LEAST_ROOM = 40
LOW = 400
TRIGGER_ROWS = 12


class DaylogPage(LogDeeds):
    """Lists the daily log under the entry card."""

    books = frozenset({Book.DAYLOG, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._ground = Ground()
        self._lines: tuple[LogLine, ...] = ()
        self._total, self._wanted = 0, RecordId("")
        self._is_side_wanted, self._is_fetching, self._has_proposed = True, False, False
        self._day = context.clock.today()
        self.entry = EntryCard(context)
        self._keeping = LogKeeping(context, self.entry)
        self.filter = LogFilter(theme, context.clock.today())
        self.rows: RowList[LogLine] = RowList(columns(self._ground), parent=self)
        self.list = RowView(theme, "Nhật ký", DENSE)
        self.list.show_model(self.rows)
        self.side = LogSide(theme)
        self._states = LogStates(context)
        self._room = QStackedWidget()
        self.work = LogWork(self, context)
        self._build()
        self._connect()

    def _build(self) -> None:
        for action in (PASTE, CHARTS, EXPORT):
            self.header.add_action(action)
        self.header.say("Nhật ký")
        self._room.addWidget(self.list)
        self._room.addWidget(self._states)
        self._room.setMinimumHeight(LEAST_ROOM)  # in a low window the card keeps its height
        head = QVBoxLayout()
        head.setContentsMargins(22, 14, 18, 8)
        head.addWidget(self.entry)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(head)
        left.addWidget(self.filter)
        left.addWidget(self._room, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        self._rule = Rule(upright=True)
        row.addWidget(self._rule)
        row.addWidget(self.side)
        self.side.setFixedWidth(self.context.theme.px(WIDTH))
        self.body.addLayout(row, 1)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        self.entry.ordered.connect(self._write)
        self.entry.channel_chosen.connect(self._propose)
        self.entry.left_amending.connect(self.list.setFocus)
        self.entry.more.came_or_went.connect(self._fit_height)
        self.entry.pasted.connect(lambda text: self.context.frame.go("log_paste", text))
        self.filter.changed.connect(self.refresh)
        self.filter.left.connect(self.list.setFocus)
        self.side.picked.connect(self.filter.pick_day)
        self.side.turned.connect(self.filter.show_month)
        self.side.target_wanted.connect(lambda: self.context.frame.run_action("daylog.target"))
        self.list.opened.connect(lambda _row: self.context.frame.run_action("daylog.amend"))
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.verticalScrollBar().valueChanged.connect(self._fetch_more)
        self._states.cleared.connect(self.filter.clear)

    # ---- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read list, map, gauge and sums again."""
        line = self.chosen()
        self._wanted = self._wanted or (line.id if line else RecordId(""))
        office = self.context.office
        query, cell, month = self.filter.query, self.filter.cell, self.filter.month
        wanted = max(MORE, len(self._lines))
        self.context.jobs.read(
            lambda: read_log(office, query, cell, month, wanted),
            self._show,
            key="daylog.list",
            owner=self,
        )

    def _propose(self, channel: str) -> None:
        daylog = self.context.office.daylog
        self.context.jobs.read(
            lambda: daylog.suggestion(channel),
            self.entry.propose,
            key="daylog.suggestion",
            owner=self,
        )

    def _show(self, reading: Reading) -> None:
        today = self.context.clock.today()
        if reading.ground != self._ground:
            self._ground = reading.ground
            self.entry.show_ground(reading.ground)
            self.filter.show_ground(reading.ground)
            self._fit_columns()
        if not self._has_proposed:  # only now the card knows the channels
            self._has_proposed = True
            self._propose("")
            self._keeping.bring_back()
        self._lines, self._total = reading.lines, reading.total
        self._is_fetching = False
        self.filter.show_missing(reading.missing)
        self.side.show_facts(reading.side, today)
        self.side.map.choose(self.filter.day)
        place = self.list.verticalScrollBar().value()
        self.rows.show(grouped(reading.lines, today))
        self._choose_again(place)
        self._say_head(reading)
        self._say_state(reading)

    def _say_head(self, reading: Reading) -> None:
        month, cell = reading.side.month, self.filter.cell
        fact = f"Tháng {month.first.month}/{month.first.year}: {month.line_count} dòng"
        if cell is not None:
            fact = f"{reading.total} dòng của ô {cell.label} trong báo cáo"
        self.header.say("Nhật ký", fact)

    def _say_state(self, reading: Reading) -> None:
        self._room.setCurrentIndex(0 if reading.lines else 1)
        if reading.lines:
            return
        if reading.is_empty:
            self._states.show_empty()
        else:
            self._states.show_hitless(self.filter.words, narrow=self.filter.is_narrow)

    def _choose_again(self, place: int) -> None:
        wanted, self._wanted = self._wanted, RecordId("")
        found = self._row_of(wanted)
        if found >= 0:
            self.list.verticalScrollBar().setValue(place)
            self.list.choose(found)
        elif self.rows.rowCount() > 1:
            self.list.choose(1)

    def _row_of(self, line_id: RecordId) -> int:
        for row in range(self.rows.rowCount()):
            line = self.rows.row_at(row)
            if isinstance(line, LogLine) and line.id == line_id:
                return row
        return -1

    def _fetch_more(self, value: int) -> None:
        bar, office, query = self.list.verticalScrollBar(), self.context.office, self.filter.query
        near = bar.maximum() - self.context.theme.px(DENSE) * TRIGGER_ROWS
        known = len(self._lines)
        if value < near or self._is_fetching or known >= self._total or self.filter.cell:
            return
        self._is_fetching = True
        self.context.jobs.read(
            lambda: read_more(office, query, known), self._append, key="daylog.more", owner=self
        )

    def _append(self, lines: tuple[LogLine, ...]) -> None:
        self._is_fetching = False
        last = self._lines[-1].day if self._lines else None
        self._lines = (*self._lines, *lines)
        rows = grouped(lines, self.context.clock.today())
        self.rows.append(rows[1:] if lines and lines[0].day == last else rows)

    def chosen(self) -> LogLine | None:
        """Return the chosen line."""
        row = self.rows.row_at(self.list.chosen_row) if self.list.chosen_row >= 0 else None
        return row if row is not None and not isinstance(row, GroupRow) else None

    # ---- the page among pages ----------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show a line by its id, or the lines behind a cell of a report."""
        if isinstance(argument, CellLines):
            self.filter.show_cell(argument)
        elif isinstance(argument, LogQuery):
            self.filter.show_query(argument)
        elif isinstance(argument, str) and argument:
            daylog = self.context.office.daylog
            self.context.jobs.read(
                lambda: daylog.get(RecordId(argument)),
                self._show_line,
                key="daylog.wanted",
                owner=self,
            )

    def _show_line(self, line: LogLine) -> None:
        self._wanted = line.id
        self.filter.show_day_of(line.day)
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_now(self) -> None:
        """Keep the line that is being typed."""
        self._keeping.keep()

    def new_day(self) -> None:
        """Let a half-typed line stay on its day."""
        self.entry.new_day(self._day)
        self._day = self.context.clock.today()

    def panes(self) -> tuple[QWidget, ...]:
        """Return entry, list and map for F6."""
        shown = self._states if self._room.currentIndex() else self.list
        parts = (self.entry.content.line, shown, self.side)
        return tuple(part for part in parts if part.isVisible())

    def start_focus(self) -> None:
        """Begin in Nội dung; on the list when lines behind a figure are shown."""
        target = self.list if self.filter.cell else self.entry.content.line
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Leave amending, else clear what was typed, else the filter."""
        if self.entry.amended is not None:
            self.entry.stop_amending()
            return True
        if self.filter.is_narrow:
            self.filter.clear()
            return True
        if self.entry.is_touched:
            self.entry.clear()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the map where the list would have no room."""
        super().resizeEvent(event)
        self._fit_side()
        self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_side()

    def _fit_height(self) -> None:
        """In a low window the third row of the card takes the room of the list."""
        is_low = self.height() < self.context.theme.px(LOW)
        shows = not (is_low and self.entry.more.isVisible())
        for widget in (self.filter, self._room):
            widget.setVisible(shows)

    def _fit_columns(self) -> None:
        room = self.width() - (0 if self.side.isHidden() else self.side.width())
        is_narrow = room < self.context.theme.px(NARROW_LIST)
        self.rows.columns = columns(self._ground, is_narrow=is_narrow)

    def _fit_side(self) -> None:
        px = self.context.theme.px
        self.side.setFixedWidth(px(WIDTH))
        shows = self._is_side_wanted and self.width() - px(WIDTH) >= px(LEAST_LIST)
        self.side.setVisible(shows)
        self._rule.setVisible(shows)
        before = len(self.rows.columns)
        self._fit_columns()
        if len(self.rows.columns) != before:
            line, place = self.chosen(), self.list.verticalScrollBar().value()
            self._wanted = line.id if line else self._wanted
            self.rows.show(grouped(self._lines, self.context.clock.today()))
            self._choose_again(place)

    def can(self, action: str) -> bool:
        """Return whether an action of the chosen line is possible."""
        if action not in {each.id for each in MENU}:
            return True
        line = self.chosen()
        if line is None or (action == "daylog.remove" and self._is_typing()):
            return False
        if action == "daylog.detach":
            return bool(line.attachments)
        has_evidence = bool(line.attachments or line.evidence_links)
        return has_evidence or action != "daylog.open_evidence"

    def _is_typing(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.entry.isAncestorOf(focused)

    def take_files(self, files: tuple[FileSource, ...]) -> bool:
        """Take dropped files as evidence of the line being written; mail goes to the register."""
        paths = tuple(each for each in files if isinstance(each, Path))
        if len(paths) < len(files):
            return False
        self.entry.evidence.add_files(paths)
        self.entry.content.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # ---- writing ----------------------------------------------------------------------------

    def _write(self, order: Order) -> None:
        self.work.write(order)

    def written(self, line: LogLine) -> None:
        """Make ready for the next line; the written one will be chosen in the list."""
        self._wanted = line.id
        self.entry.saved()
        self.save_now()

    def switch_side(self) -> None:
        """Show or hide the month map."""
        self._is_side_wanted = not self._is_side_wanted
        self._fit_side()


SPEC = PageSpec(
    key="daylog",
    title="Nhật ký",
    icon="book",
    factory=DaylogPage,
    actions=ACTIONS,
    group=2,
)
