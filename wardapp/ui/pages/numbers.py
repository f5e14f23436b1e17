"""Số văn bản: the counters of the office, the numbers of one, and the life of each number."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.books import BookFinding
from wardapp.core.identity import RecordId
from wardapp.core.keeping import Keepers
from wardapp.core.number_views import NumberFilter, NumberRow, SeriesRow
from wardapp.core.numbering import NumberState
from wardapp.core.views import ListPage, NumberStory
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import PagedRows, RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import PageSpec
from wardapp.ui.pages.numbers_actions import (
    ACTIONS,
    CHECK,
    EXPLAIN,
    OF_OPEN_SERIES,
    OF_RESERVATIONS,
    PAGE,
    RELEASE,
    REOPEN,
    RESERVE,
    SHOW_LINE,
    TAKE,
)
from wardapp.ui.pages.numbers_counter import CounterActions
from wardapp.ui.pages.numbers_deeds import NumberDeeds
from wardapp.ui.pages.numbers_pane import NumberPane
from wardapp.ui.pages.numbers_pcs_actions import OPEN as PCS
from wardapp.ui.pages.numbers_rows import (
    CHIPS,
    finding_columns,
    number_columns,
    number_look,
    series_columns,
    series_look,
    series_rows,
)
from wardapp.ui.widgets.buttons import Chip, Kind
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Rule

SERIES_WIDTH, PANE_WIDTH, PANE_FROM = 316, 330, 1120
BAR = 48
FOLLOW_MS = 90
PAGES_OF = {"di": "outgoing", "sao": "outgoing", "don-thu": "petitions"}
ALL_DONE = "Các dãy số đủ, không có gì phải sửa."


class NumbersPage(CounterActions):
    """Counters at the left, the strip of the chosen one, and the life of the chosen number."""

    books = frozenset({Book.OUTGOING, Book.INCOMING, Book.BOOKS, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        today = context.clock.today()
        self.series: RowList[SeriesRow] = RowList(series_columns(), series_look, self)
        self.series_list = RowView(theme, "Dãy số")
        self.series_list.show_model(self.series)
        self.series_list.hide_head()
        self.numbers: PagedRows[NumberRow] = PagedRows(
            context.jobs, number_columns(today), number_look, self
        )
        self.strip = RowView(theme, "Các số của dãy")
        self.strip.show_model(self.numbers)
        self.findings: RowList[BookFinding] = RowList(finding_columns(), parent=self)
        self.finding_list = RowView(theme, "Kiểm tra sổ")
        self.finding_list.show_model(self.findings)
        self.chips = {only: Chip(theme, words) for only, words in CHIPS}
        self.middle = QStackedWidget()
        self.pane = NumberPane(context)
        self.deeds = NumberDeeds(self, context, self.show_given)
        self._only = NumberFilter.ALL
        self._with_past = False
        self._known: tuple[SeriesRow, ...] = ()
        self._wanted: tuple[RecordId | None, int] = (None, 0)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.context.theme
        self.header.say("Số văn bản")
        self._pcs = self.header.add_action(PCS)
        self._pcs.hide()  # until there is a second PC
        self.header.add_action(EXPLAIN)
        self.header.add_action(CHECK)
        self.header.add_action(TAKE)
        self.header.add_action(RESERVE, Kind.PRIMARY)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(6)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        bar.setMinimumHeight(theme.px(BAR))
        self.chips[NumberFilter.ALL].setChecked(True)
        strip = QWidget()
        column = QVBoxLayout(strip)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (bar, Rule(), self.strip):
            column.addWidget(part, 1 if part is self.strip else 0)
        self.middle.addWidget(strip)
        self.middle.addWidget(self.finding_list)
        self.middle.setMinimumWidth(theme.px(300))
        self.series_list.setMinimumWidth(theme.px(220))
        self.pane.setMinimumWidth(theme.px(240))
        parts = (self.series_list, self.middle, self.pane)
        widths = (theme.px(SERIES_WIDTH), 0, theme.px(PANE_WIDTH))
        self.body.addWidget(SplitPane(self.context.desk, PAGE, parts, widths))

    def _connect(self) -> None:
        self.series_list.chosen.connect(lambda _row: self._choose_series())
        self.strip.chosen.connect(lambda _row: self._follow.start())
        self.strip.opened.connect(lambda _row: self.open_line())
        self.finding_list.opened.connect(lambda _row: self._open_finding())
        self.numbers.loaded.connect(self._loaded)
        self.pane.acted.connect(self.context.frame.run_action)
        self._follow.timeout.connect(self._show_life)
        for only, chip in self.chips.items():
            chip.clicked.connect(lambda _on=False, only=only: self._narrow(only))

    # ---- reading -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show a counter by its id, or a standing filter of the counter shown."""
        if isinstance(argument, NumberFilter):
            self._narrow(argument)
        elif isinstance(argument, str):
            self._wanted = (RecordId(argument), 0)
            self.refresh()

    def refresh(self) -> None:
        """Read counters and numbers again; what was chosen stays chosen."""
        chosen, number = self.chosen_series(), self.chosen_number()
        if self._wanted[0] is None and chosen is not None:
            self._wanted = (chosen.series_id, number.last if number else 0)
        office, jobs = self.context.office, self.context.jobs
        jobs.read(office.numbering.series, self._take, key="numbers.series", owner=self)
        jobs.read(office.leases.keepers, self._show_pcs, key="numbers.pcs", owner=self)

    def show_given(self, series_id: RecordId, number: int) -> None:
        """Choose a number that was just given."""
        self._wanted = (series_id, number)
        self._only = NumberFilter.ALL
        self.refresh()

    def show_story(self, story: NumberStory) -> None:
        """Show the life of a number, in the place of the counters where the window is narrow."""
        self.pane.show_story(story)
        self.series_list.setVisible(self.pane.isVisible())
        self.pane.show()
        self.pane.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pcs(self, keepers: Keepers) -> None:
        self._pcs.setVisible(keepers.is_asked or len(keepers.copies) > 1)
        self.header.fit()

    def _take(self, found: tuple[SeriesRow, ...]) -> None:
        self._known = found
        rows = series_rows(found, with_past=self._with_past)
        kept = self.chosen_series()
        self.series.show(rows)
        wanted = [at for at, row in enumerate(rows) if self._is_wanted(row, kept)]
        used = [at for at, row in enumerate(rows) if isinstance(row, SeriesRow)]
        held = sum(row.held for row in found)
        overdue = sum(row.overdue for row in found)
        told = f"{held} số đang giữ" if held else "Không giữ số nào"
        self.header.say("Số văn bản", f"{told}, {overdue} quá hạn" if overdue else told)
        if wanted or used:
            self.series_list.choose((wanted or used)[0])
            self._choose_series()

    def _is_wanted(self, row: object, kept: SeriesRow | None) -> bool:
        if not isinstance(row, SeriesRow):
            return False
        if self._wanted[0] is not None:
            return row.series_id == self._wanted[0]
        return kept is not None and row.key == kept.key

    def _choose_series(self) -> None:
        row, numbering = self.chosen_series(), self.context.office.numbering
        self.middle.setCurrentIndex(0)
        if row is None:
            return
        self.pane.show_series(row)
        self.chips[NumberFilter.HELD].set_count(str(row.held or ""))
        self.chips[NumberFilter.OVERDUE].set_count(str(row.overdue or ""))
        series_id, only = row.series_id, self._only
        if series_id is None:
            self.numbers.ask(lambda offset, _limit: ListPage(rows=(), offset=offset, total=0))
            return
        self.numbers.ask(lambda offset, limit: numbering.strip(series_id, only, offset, limit))

    def _loaded(self, total: int) -> None:
        number, self._wanted = self._wanted[1], (None, 0)
        place = self.numbers.place_of(lambda row: row.last == number) if number else -1
        if total:
            self.strip.choose(max(place, 0))
        self._follow.start()

    def _show_life(self) -> None:
        row, series = self.chosen_number(), self.chosen_series()
        if series is None:
            return
        if row is None:
            self.pane.show_series(series)
            return
        numbering = self.context.office.numbering
        self.context.jobs.read(
            lambda: numbering.explain(row.series_id, row.last, row.suffix),
            lambda story: self._tell(series, row, story),
            key="numbers.life",
            owner=self,
        )

    def _tell(self, series: SeriesRow, row: NumberRow, story: NumberStory) -> None:
        if self.chosen_number() == row:
            self.pane.show_number(series, row, story)

    def _narrow(self, only: NumberFilter) -> None:
        self._only = only
        for each, chip in self.chips.items():
            chip.setChecked(each is only)
        self._choose_series()

    # ---- the page among pages ----------------------------------------------------------------

    def chosen_series(self) -> SeriesRow | None:
        """Return the chosen counter."""
        at = self.series_list.chosen_row
        row = self.series.row_at(at) if at >= 0 else None
        return row if isinstance(row, SeriesRow) else None

    def chosen_number(self) -> NumberRow | None:
        """Return the chosen number of the strip."""
        at = self.strip.chosen_row
        row = self.numbers.row_at(at) if at >= 0 else None
        return row if isinstance(row, NumberRow) else None

    def panes(self) -> tuple[QWidget, ...]:
        """Return counters, numbers and the life for F6."""
        middle = self.strip if self.middle.currentIndex() == 0 else self.finding_list
        parts = (self.series_list, middle, self.pane.area)
        return tuple(part for part in parts if part.isVisible())

    def start_focus(self) -> None:
        """Begin among the counters."""
        self.series_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Leave the life shown in a narrow window, what a check found, then the chip."""
        if self.series_list.isHidden():
            self._fit_parts()
            self.start_focus()
            return True
        if self.middle.currentIndex():
            self.middle.setCurrentIndex(0)
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self._only is not NumberFilter.ALL:
            self._narrow(NumberFilter.ALL)
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the life beside the numbers where there is room for both."""
        super().resizeEvent(event)
        self._fit_parts()

    def _fit_parts(self) -> None:
        self.series_list.show()
        self.pane.setVisible(self.window().width() >= self.context.theme.px(PANE_FROM))

    def can(self, action: str) -> bool:
        """Return whether an action fits what is chosen."""
        series, number = self.chosen_series(), self.chosen_number()
        if action in OF_OPEN_SERIES:
            return series is not None and series.is_open
        if action in OF_RESERVATIONS:
            return number is not None and number.state is NumberState.RESERVED
        if action == RELEASE.id:
            return number is not None and number.state in {NumberState.RESERVED, None}
        if action == REOPEN.id:
            return series is not None and bool(series.locked)
        if action == SHOW_LINE.id:
            return number is not None and number.record_id is not None
        return True

    # ---- actions -----------------------------------------------------------------------------

    def explain(self) -> None:
        """Tell the life of any number of the chosen counter."""
        self._with_series(lambda row: self.deeds.explain(row, self.show_story))

    def use(self) -> None:
        """Register the paper that the chosen number was kept for."""
        number, series = self.chosen_number(), self.chosen_series()
        if number is None or series is None or number.state is not NumberState.RESERVED:
            return
        if PAGES_OF.get(series.key.book) == "outgoing":
            self.deeds.use(series, number)
        else:
            self.context.frame.go(PAGES_OF.get(series.key.book, "incoming"))
            self.context.frame.toast(f"Vào sổ rồi ghi số {number.first:02}, số đã giữ.")

    def extend(self) -> None:
        """Keep the chosen number longer."""
        number = self.chosen_number()
        if number is not None:
            self.deeds.extend(number)

    def release(self) -> None:
        """Keep the chosen number no longer; spoil one that nothing explains."""
        number, series = self.chosen_number(), self.chosen_series()
        if number is None or series is None:
            return
        if number.state is None:
            self.deeds.cancel(series, number)
        else:
            self.deeds.release(number)

    def open_line(self) -> None:
        """Go to the line of the chosen number."""
        number, series = self.chosen_number(), self.chosen_series()
        if number is not None and number.record_id is not None and series is not None:
            self._go_to_line(series.key.book, number.record_id)

    def check(self) -> None:
        """Check every counter shown, and list what was found."""
        numbering = self.context.office.numbering
        self.context.jobs.read(
            numbering.check, self._show_findings, key="numbers.check", owner=self
        )

    def switch_past(self) -> None:
        """Show or hide the counters of years and terms that are over."""
        self._with_past = not self._with_past
        self._take(self._known)

    def focus_chips(self) -> None:
        """Go to the chips over the numbers."""
        self.middle.setCurrentIndex(0)
        self.chips[self._only].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_findings(self, findings: tuple[BookFinding, ...]) -> None:
        if not findings:
            self.context.frame.toast(ALL_DONE)
            return
        self.findings.show(findings)
        self.middle.setCurrentIndex(1)
        self.finding_list.choose(0)
        self.finding_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_finding(self) -> None:
        found = self.findings.row_at(self.finding_list.chosen_row)
        if not isinstance(found, BookFinding):
            return
        series = next((row for row in self._known if row.series_id == found.series_id), None)
        if found.record_id is not None and series is not None:
            self._go_to_line(series.key.book, found.record_id)
            return
        self._wanted = (found.series_id, found.last)
        self._with_past = self._with_past or (series is not None and not series.is_current)
        self._take(self._known)
        self.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_line(self, book: str, record_id: RecordId) -> None:
        self.context.frame.go(PAGES_OF.get(book, "incoming"), record_id)


SPEC = PageSpec(
    key=PAGE,
    title="Số văn bản",
    icon="number_symbol",
    factory=NumbersPage,
    actions=ACTIONS,
    under="outgoing",
    help_topic="so-van-ban",
)
