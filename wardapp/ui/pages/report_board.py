"""Theo dõi báo cáo: the units of a regime and period, who came, who is late, who was reminded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.dates import weekday_date
from wardapp.core.forms import Period
from wardapp.core.regime_views import BoardRow, ReportBoard, UnitHistory
from wardapp.core.regimes import DutyState, Regime
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.report_board_actions import (
    ACTIONS,
    EXCUSE,
    EXPECT,
    EXPORT,
    MAKE,
    OF_ROW,
    PAGE,
    RECEIVE,
    REGIME,
    REMIND,
    RETURN,
)
from wardapp.ui.pages.report_board_deeds import BoardDeeds
from wardapp.ui.pages.report_board_rows import columns, counts_line, look_of, pane_line
from wardapp.ui.pages.unit_files import make_unit_files
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Chip, Kind
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.deed_pane import DeedPane
from wardapp.ui.widgets.fields import ChoiceField
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Rule, Text

PANE, BESIDE_FROM, NARROW_LIST = 340, 1000, 800
REGIME_WIDE, PERIOD_WIDE = 330, 200
ROWS = ((RETURN, RECEIVE), (EXCUSE, EXPECT))
BY_ID = {each.id: each for each in ACTIONS}
LATE_ONLY = frozenset({DutyState.LATE, DutyState.EXPECTED})


@dataclass(frozen=True, slots=True)
class _Read:
    """All that the page read at once; `board` is None when no regime asks units for a report."""

    regimes: tuple[Regime, ...]
    periods: tuple[Period, ...] = ()
    board: ReportBoard | None = None
    histories: tuple[UnitHistory, ...] = ()
    past: tuple[Period, ...] = ()


class ReportBoardPage(Page):
    """A board a regime and period; the chosen unit stands beside it."""

    books = frozenset({Book.REGIMES, Book.RETURNS, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme, today = context.theme, context.clock.today()
        self.read: _Read | None = None
        self.unit: BoardRow | None = None
        self._wanted: tuple[str, str] = ("", "")
        self.regime = ChoiceField(theme, "Chế độ báo cáo")
        self.period = ChoiceField(theme, "Kỳ")
        self.late = Chip(theme, "Chưa gửi")
        self.said = Text(theme, "", Role.BODY, "text2", wrap=True)
        self.rows: RowList[BoardRow] = RowList(columns(today, {}), look_of, self)
        self.list = RowView(theme, "Các đơn vị")
        self.pane = DeedPane(theme, "Đơn vị đang chọn", ROWS)
        self.deeds = BoardDeeds(self, context)
        self._whole = QStackedWidget()
        self._build()

    def _build(self) -> None:
        theme = self.context.theme
        self.header.say("Theo dõi báo cáo")
        self.header.add_action(REGIME, show_key=False)
        self.header.add_action(MAKE, show_key=False)
        self.header.add_action(EXPORT, show_key=False)
        self.header.add_action(REMIND, Kind.PRIMARY)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        for field, wide in ((self.regime, REGIME_WIDE), (self.period, PERIOD_WIDE)):
            field.setMaximumWidth(theme.px(wide))
            row.addWidget(field, wide)
        row.addWidget(self.late, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.said.setContentsMargins(14, 0, 14, 8)
        self.list.show_model(self.rows)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (bar, self.said, Rule(), self.list):
            column.addWidget(part, 1 if part is self.list else 0)
        self._split = SplitPane(self.context.desk, PAGE, (left, self.pane), (0, PANE))
        self.empty = EmptyPage(
            theme,
            "Chưa có chế độ nào giao đơn vị báo cáo",
            "Thêm một chế độ báo cáo và chọn các đơn vị phải gửi: ai gửi đúng hạn, ai chậm, đã "
            "nhắc ngày nào đều ở đây.",
            (Way("Sang Chế độ báo cáo", self.open_regime, "calendar_ltr"),),
        )
        self._whole.addWidget(self._split)
        self._whole.addWidget(self.empty)
        self.body.addWidget(self._whole)
        self._connect()

    def _connect(self) -> None:
        self.regime.choice.currentIndexChanged.connect(lambda _at: self._pick_regime())
        self.period.choice.currentIndexChanged.connect(lambda _at: self._pick_period())
        self.late.clicked.connect(lambda _on=False: self._show_rows())
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self.open_return())
        self.pane.acted.connect(self.context.frame.run_action)

    # ---- reading -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show the board of a regime by its id, or of (regime id, period id)."""
        if isinstance(argument, str) and argument:
            self._wanted = (argument, "")
        elif isinstance(argument, tuple) and len(argument) == len(self._wanted):
            self._wanted = (str(argument[0]), str(argument[1]))

    def refresh(self) -> None:
        """Read the board again; what was chosen stays chosen."""
        regime_id, period_id = self._wanted
        desk = self.context.office.regime_desk

        def read() -> _Read:
            known = tuple(each for each in desk.regimes.all() if each.unit_ids)
            regime = next((each for each in known if each.id == regime_id), None)
            regime = regime or (known[0] if known else None)
            if regime is None:
                return _Read(known)
            shown = desk.boards.shown_periods(regime)
            found = next((each for each in shown if each.id == period_id), None)
            if not shown:
                return _Read(known)
            board = desk.boards.of(regime, found or desk.boards.usual_period(regime))
            past = desk.boards.past_periods(regime)
            return _Read(known, shown, board, desk.boards.history(regime), past)

        self.context.jobs.read(read, self._show, key="report_board.read", owner=self)

    def _show(self, read: _Read) -> None:
        self.read = read
        self._whole.setCurrentIndex(0 if read.board is not None else 1)
        if read.board is None:
            self.header.say("Theo dõi báo cáo")
            if self.isVisible() and QApplication.activeModalWidget() is None:
                self.start_focus()
            return
        board = read.board
        self._wanted = (board.regime.id, board.period.id)
        with QSignalBlocker(self.regime.choice), QSignalBlocker(self.period.choice):
            self.regime.set_entries(tuple((each.id, each.title) for each in read.regimes))
            self.regime.set_value(board.regime.id)
            self.period.set_entries(tuple((each.id, each.label) for each in read.periods))
            self.period.set_value(board.period.id)
        self.header.say("Theo dõi báo cáo", f"Hạn gửi {weekday_date(board.period.due_date)}")
        self.said.setText(counts_line(board.counts))
        self.late.set_count(str(board.counts.missing))
        self._fit_columns()
        self._show_rows()

    def _show_rows(self) -> None:
        if self.read is None or self.read.board is None:
            return
        rows = self.read.board.rows
        if self.late.isChecked():
            rows = tuple(row for row in rows if row.state in LATE_ONLY)
        wanted = self.unit.unit_id if self.unit else None
        self.rows.show(rows)
        self.unit = None
        if rows:
            ids = [row.unit_id for row in rows]
            at = ids.index(wanted) if wanted in ids else 0
            self.list.choose(at)
            self._choose(at)
        self._fit()

    def _choose(self, at: int) -> None:
        row = self.rows.row_at(at)
        if not isinstance(row, BoardRow) or self.read is None or self.read.board is None:
            return
        self.unit = row
        history = next((h for h in self.read.histories if h.unit_id == row.unit_id), None)
        line = pane_line(row, self.read.board, history, self.read.past)
        writes = not self.context.office.read_only
        self.pane.show_line(line, lambda action: fits(action, row), may_write=writes)

    def _pick_regime(self) -> None:
        self._wanted = (str(self.regime.value()), "")
        self.refresh()

    def _pick_period(self) -> None:
        self._wanted = (self._wanted[0], str(self.period.value()))
        self.refresh()

    # ---- actions -----------------------------------------------------------------------------

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        if action == REMIND.id:
            return self._board is not None and bool(self._board.counts.late)
        if action == EXPORT.id:
            return self._board is not None
        if action == MAKE.id:
            return self._board is not None and bool(self._board.regime.form_id)
        if action not in OF_ROW:
            return True
        return self.unit is not None and fits(BY_ID[action], self.unit)

    @property
    def _board(self) -> ReportBoard | None:
        return self.read.board if self.read is not None else None

    def remind(self) -> None:
        """Write letters to all late units."""
        self._on_board(self.deeds.remind)

    def receive(self) -> None:
        """Say that the chosen unit's report came by another way."""
        self._on_unit(self.deeds.receive)

    def excuse(self) -> None:
        """Expect nothing of the chosen unit this time."""
        self._on_unit(self.deeds.excuse)

    def expect(self) -> None:
        """Take back what was said of the chosen unit."""
        self._on_unit(self.deeds.expect)

    def export(self) -> None:
        """Write the board to a file."""
        self._on_board(lambda board: self.deeds.export(board, only_late=self.late.isChecked()))

    def make_files(self) -> None:
        """Write the files the units fill into a folder."""
        self._on_board(lambda board: make_unit_files(self.context, self, board))

    def open_return(self) -> None:
        """Go to what the chosen unit sent."""
        board, unit = self._board, self.unit
        if board is not None and unit is not None and unit.return_id is not None:
            self.context.frame.go("returns", unit.return_id)

    def choose_period(self) -> None:
        """Go to the choice of the regime."""
        self.regime.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_late(self) -> None:
        """Show only those that are missing, or all."""
        self.late.setChecked(not self.late.isChecked())
        self._show_rows()

    def open_regime(self) -> None:
        """Go to the regime of this board."""
        self.context.frame.go("regimes", self._wanted[0])

    def _on_board(self, deed: Callable[[ReportBoard], object]) -> None:
        if self._board is not None:
            deed(self._board)

    def _on_unit(self, deed: Callable[[ReportBoard, BoardRow], object]) -> None:
        if self._board is not None and self.unit is not None:
            deed(self._board, self.unit)

    # ---- the page among pages ----------------------------------------------------------------

    def _fit(self) -> None:
        is_beside = self.width() >= self.context.theme.px(BESIDE_FROM)
        self.pane.setVisible(is_beside and self.rows.rowCount() > 0)
        before = len(self.rows.columns)
        self._fit_columns()
        if len(self.rows.columns) != before:
            self._show_rows()  # the list must hear that it has more columns, or less

    def _fit_columns(self) -> None:
        """Leave the names of the units their room: it is by the number that they differ."""
        px, today = self.context.theme.px, self.context.clock.today()
        room = self.width() - (0 if self.pane.isHidden() else px(PANE))
        histories = self.read.histories if self.read is not None else ()
        wanted = columns(
            today, {each.unit_id: each for each in histories}, is_narrow=room < px(NARROW_LIST)
        )
        if len(wanted) == len(self.rows.columns):
            self.rows.columns = wanted
            return
        self.rows.beginResetModel()  # a list that knows of more columns than there are ends Qt
        self.rows.columns = wanted
        self.rows.endResetModel()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return (self.list, self.pane, self.regime)

    def start_focus(self) -> None:
        """Begin in the list; on an empty page with the way out of it."""
        is_empty = self._whole.currentIndex() > 0
        first = self.empty.cards[0] if is_empty else self.list
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()


def fits(action: Action, row: BoardRow) -> bool:
    """Return whether an action makes sense for a unit."""
    return {
        RETURN: row.return_id is not None,
        RECEIVE: not row.has_come and not row.excused,
        EXCUSE: not row.has_come and not row.excused,
        EXPECT: row.is_on_paper or bool(row.excused),
    }.get(action, True)


SPEC = PageSpec(
    key=PAGE,
    title="Theo dõi báo cáo",
    icon="people_team",
    factory=ReportBoardPage,
    actions=ACTIONS,
    under="reports",
    help_topic="che-do-bao-cao",
)
