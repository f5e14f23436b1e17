"""Biểu đồ nhật ký: bars for the leader, the heat map by channel, the year's target."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from wardapp.core.daylog import LogQuery
from wardapp.core.errors import BadDate, BadValue
from wardapp.core.files import write_whole
from wardapp.core.log_charts import HeatColumn, HeatRow, Measure, Step
from wardapp.services.file_stems import safe_stem
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import PDF, ask_target
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.daylog_charts_actions import (
    ACTIONS,
    AFTER,
    BARS,
    BEFORE,
    COPY,
    HEAT,
    PRINT,
    SAVE,
    TARGET,
    YEAR,
)
from wardapp.ui.pages.daylog_charts_canvas import ChartCanvas, ChartRoom
from wardapp.ui.pages.daylog_charts_out import pdf_of, picture_of, png_of
from wardapp.ui.pages.daylog_charts_sheets import (
    MEASURES,
    BarsSheet,
    HeatSheet,
    Sheet,
    YearSheet,
)
from wardapp.ui.pages.daylog_spans import MONTH, NAMES, OWN, Span, span_of
from wardapp.ui.pages.daylog_target import change_target
from wardapp.ui.printing import chosen_pages, print_pdf, wished_printer
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button, Chip, Kind
from wardapp.ui.widgets.fields import DateField
from wardapp.ui.widgets.texts import Elided, Rule

TITLES = {"bars": "Truyền thông trên địa bàn", "heat": "Truyền thông theo kênh",
          "year": "Tin, bài trên nền tảng số, 12 tháng"}  # fmt: skip
FACES = (("bars", "Biểu đồ", BARS), ("heat", "Bản đồ nhiệt", HEAT), ("year", "Chỉ tiêu số", YEAR))
STEPS = (
    (None, "Tự chọn theo khoảng"),
    (Step.DAY, "Mỗi cột một ngày"),
    (Step.WEEK, "Mỗi cột một tuần"),
    (Step.MONTH, "Mỗi cột một tháng"),
)
PICTURE = "Ảnh (*.png)"
MOST_DAYS = 62
ONE_ROW_FROM = 860
FORMULA_SIGNS = tuple("=+-@")
HINT = "Mũi tên để đi giữa các ô, Enter để mở."


class ChartsPage(Page):
    """One sheet at a time, for any span."""

    is_task = True
    books = frozenset({Book.DAYLOG, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.face = "bars"
        self.span = span_of(MONTH, context.clock.today())
        self.measure, self.step = Measure.ITEMS, None
        self.canvas = ChartCanvas(theme)
        self._said = Elided(theme, "", Role.SMALL, "text2")
        self.chips = {key: Chip(theme, words) for key, words, _action in FACES}
        self.span_chip = Chip(theme, "", chevron=True)
        self.measure_chip = Chip(theme, "", chevron=True)
        self.step_chip = Chip(theme, "Cột", chevron=True)
        self._target = Button(theme, TARGET.button, icon=TARGET.icon)
        self._build()
        self._mark()

    def _build(self) -> None:
        self.header.say("Biểu đồ nhật ký")
        for action in (PRINT, SAVE):
            self.header.add_action(action)
        self.header.add_action(COPY, Kind.PRIMARY)
        self._bars = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bars.setContentsMargins(22, 8, 18, 8)
        self._bars.setSpacing(8)
        bar, tools = QHBoxLayout(), QHBoxLayout()
        for row in (bar, tools):
            row.setSpacing(8)
            self._bars.addLayout(row, int(row is tools))
        run = self.context.frame.run_action
        for key, _words, action in FACES:
            self.chips[key].clicked.connect(partial(run, action.id))
            self.chips[key].setToolTip(action.cap)
            bar.addWidget(self.chips[key])
        bar.addStretch(1)
        self._arrows = tuple(self._arrow(action.icon, action.title, action.id)
                             for action in (BEFORE, AFTER))  # fmt: skip
        for widget in (self._arrows[0], self.span_chip, self._arrows[1], self.measure_chip,
                       self.step_chip, self._target):  # fmt: skip
            tools.addWidget(widget)
        tools.addWidget(self._said, 1)
        self.span_chip.clicked.connect(self.choose_span)
        self.measure_chip.clicked.connect(self.choose_measure)
        self.step_chip.clicked.connect(self.choose_step)
        self._target.clicked.connect(partial(run, TARGET.id))
        self._target.setEnabled(not self.context.office.read_only)
        self.canvas.moved.connect(self._said.set_text)
        self.canvas.opened.connect(self._open_cell)
        self.body.addLayout(self._bars)
        self.body.addWidget(Rule())
        self.body.addWidget(ChartRoom(self.canvas), 1)

    def _arrow(self, icon: str, name: str, action: str) -> Button:
        button = Button(self.context.theme, "", icon=icon, kind=Kind.GHOST)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(partial(self.context.frame.run_action, action))
        return button

    # ---- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the sheet again."""
        office = self.context.office
        self.context.jobs.read(self._reader(office), self._show, key="log_charts.sheet", owner=self)

    def _reader(self, office: Office) -> Callable[[], Sheet]:
        span, measure, step, title = self.span, self.measure, self.step, TITLES[self.face]
        unit = dict(MEASURES)[measure]
        if self.face == "heat":
            return lambda: HeatSheet(
                office.log_charts.heat(span.first, span.last, step, measure),
                title, f"{span.words} · {unit}",
            )  # fmt: skip
        if self.face == "year":
            return lambda: YearSheet(office.log_charts.year(), title, "")
        return lambda: BarsSheet(
            office.log_charts.charts(span.first, span.last, measure),
            title, f"{span.words} · {unit}",
        )  # fmt: skip

    def _show(self, sheet: Sheet) -> None:
        self.canvas.show_sheet(sheet)
        lines = f"{sheet.charts.lines} dòng nhật ký" if isinstance(sheet, BarsSheet) else ""
        self.header.say("Biểu đồ nhật ký", lines)
        self._said.set_text(HINT if isinstance(sheet, HeatSheet) else "")

    def _mark(self) -> None:
        for key, chip in self.chips.items():
            chip.setChecked(key == self.face)
        is_year = self.face == "year"
        self.span_chip.setText(self.span.words)
        self.measure_chip.setText(dict(MEASURES)[self.measure])
        for widget in (*self._arrows, self.span_chip, self.measure_chip):
            widget.setVisible(not is_year)
        self.step_chip.setVisible(self.face == "heat")
        self.step_chip.setText(dict(STEPS)[self.step] if self.step else "Cột")
        self._target.setVisible(is_year)
        for chip in (self.span_chip, self.measure_chip, self.step_chip):
            chip.setChecked(False)

    def _change(self, **changes: object) -> None:
        for name, value in changes.items():
            setattr(self, name, value)
        self._mark()
        self.refresh()

    # ---- the page among pages ----------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show the month of a day another page names."""
        if isinstance(argument, date):
            self._change(span=span_of(MONTH, argument))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the chips in two rows where one has no room."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_narrow = self.width() < self.context.theme.px(ONE_ROW_FROM)
        self._bars.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    def panes(self) -> tuple[QWidget, ...]:
        """Return chart and chips for F6."""
        return (self.canvas, self.chips[self.face])

    # ---- actions -----------------------------------------------------------------------------

    def show_bars(self) -> None:
        """Show the charts."""
        self._change(face="bars")

    def show_heat(self) -> None:
        """Show the heat map."""
        self._change(face="heat")
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_year(self) -> None:
        """Show the target."""
        self._change(face="year")

    def go_before(self) -> None:
        """Show the span before."""
        self._change(span=self.span.moved(-1))

    def go_after(self) -> None:
        """Show the span after."""
        self._change(span=self.span.moved(1))

    def choose_span(self) -> None:
        """Choose what is shown: a month, a quarter, any days."""
        menu = QMenu(self)
        for kind, words in NAMES:
            menu.addAction(words, partial(self.take_span, kind))
        self._mark()
        menu.exec(self.span_chip.mapToGlobal(QPoint(0, self.span_chip.height() + 2)))

    def take_span(self, kind: str) -> None:
        """Show the span of a kind that holds today, or ask for days."""
        if kind != OWN:
            today = self.context.clock.today()
            inside = self.span.first <= today <= self.span.last
            self._change(span=span_of(kind, today if inside else self.span.last))
            return
        theme, clock = self.context.theme, self.context.clock
        first = DateField(theme, "Từ ngày", clock.today)
        last = DateField(theme, "Đến ngày", clock.today)
        first.set_day(self.span.first)
        last.set_day(self.span.last)
        dialog = FormDialog(
            self, theme, "Chọn khoảng ngày", {"first": first, "last": last},
            lambda: _days(first, last), self._take_days,
        ).saying("Xem")  # fmt: skip
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_days(
        self, days: tuple[date, date], done: Callable[[], None], _refused: Refused
    ) -> None:
        done()
        self._change(span=Span(OWN, *days))

    def choose_measure(self) -> None:
        """Choose what is added up."""
        menu = QMenu(self)
        for measure, words in MEASURES:
            menu.addAction(words, partial(self._change, measure=measure))
        self._mark()
        menu.exec(self.measure_chip.mapToGlobal(QPoint(0, self.measure_chip.height() + 2)))

    def choose_step(self) -> None:
        """Choose what a column of the heat map spans."""
        menu = QMenu(self)
        days = (self.span.last - self.span.first).days
        for step, words in STEPS:
            if step is not Step.DAY or days <= MOST_DAYS:
                menu.addAction(words, partial(self._change, step=step))
        self._mark()
        menu.exec(self.step_chip.mapToGlobal(QPoint(0, self.step_chip.height() + 2)))

    def _open_cell(self, row: HeatRow, column: HeatColumn) -> None:
        """Go from months to days, from a day to its lines."""
        if column.first != column.last:
            self._change(span=Span(OWN, column.first, column.last), step=None)
            return
        query = LogQuery(date_from=column.first, date_to=column.last, channel=row.code)
        self.context.frame.go("daylog", query)

    def change_target(self) -> None:
        """Ask for another target of digital items."""
        change_target(self.context, self)

    # ---- out ---------------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Put the sheet on the clipboard as a picture."""
        sheet = self.canvas.sheet
        if sheet is not None:
            QGuiApplication.clipboard().setImage(picture_of(sheet, self.context.office.title))
            self.context.frame.toast("Đã chép ảnh. Dán vào Zalo, Word bằng Ctrl V.")

    def copy_figures(self) -> None:
        """Put the figures on the clipboard as cells."""
        sheet = self.canvas.sheet
        if sheet is not None:
            rows = ("\t".join(map(_as_cell, row)) for row in sheet.figures())
            QGuiApplication.clipboard().setText("\n".join(rows))
            self.context.frame.toast("Đã chép số liệu. Dán vào Excel bằng Ctrl V.")

    def save_picture(self) -> None:
        """Write the sheet to a picture or a PDF."""
        sheet, context = self.canvas.sheet, self.context
        if sheet is None:
            return
        stem = safe_stem(f"Bieu do {self.span.words}")
        start = context.export_folder / f"{stem}.png"
        target = ask_target(self.window(), "Lưu biểu đồ", start, (PICTURE, PDF))
        if target is None:
            return
        context.desk.change(last_export_folder=str(target.parent))
        title = context.office.title
        is_pdf = target.suffix.lower() == ".pdf"
        data = pdf_of(sheet, title)[0] if is_pdf else png_of(picture_of(sheet, title))
        context.jobs.write(
            partial(_written, target, data),
            lambda path: context.frame.toast(f"Đã lưu biểu đồ ra {path.name}."),
            title="Đang lưu biểu đồ…",
        )

    def print_sheet(self) -> None:
        """Print the sheet on one page."""
        sheet, context = self.canvas.sheet, self.context
        if sheet is None:
            return
        pdf, size = pdf_of(sheet, context.office.title)
        printer = wished_printer(context, self.window(), sheet.title, (size,))
        if printer is not None:
            context.jobs.long(
                print_pdf(printer, pdf, context.office.exporting, chosen_pages(printer, 1)),
                lambda _count: context.frame.toast("Đã gửi biểu đồ ra máy in."),
                title="Đang in biểu đồ…",
            )


def _days(first: DateField, last: DateField) -> tuple[date, date]:
    """Return two days in order; BadValue names the field that has none."""
    found: list[date] = []
    for name, field in (("first", first), ("last", last)):
        try:
            day = field.day()
        except BadDate as fault:
            raise BadValue(name, fault.sentence) from fault
        if day is None:
            raise BadValue(name, "Hãy ghi ngày.")
        found.append(day)
    return min(found), max(found)


def _written(target: Path, data: bytes) -> Path:
    write_whole(target, data)
    return target


def _as_cell(text: str) -> str:
    """Return words that Excel takes as words: a name may begin like a formula."""
    return f"'{text}" if text[:1] in FORMULA_SIGNS else text


SPEC = PageSpec(
    key="log_charts",
    title="Biểu đồ nhật ký",
    icon="chart_multiple",
    factory=ChartsPage,
    actions=ACTIONS,
    under="daylog",
    help_topic="nhat-ky",
)
