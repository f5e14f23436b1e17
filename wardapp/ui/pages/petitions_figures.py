"""Số liệu: the figures of the petitions book for a span, each with the numbers behind it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.petition_counts import PetitionCounts
from wardapp.core.petitions import FIELD_NAMES, KIND_NAMES
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.catalogue_fields import needed_day
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Chip, Kind
from wardapp.ui.widgets.fields import DateField
from wardapp.ui.widgets.texts import Elided, Rule, Text

HEIGHT, NUMBERS = 330, 14
MONTHS = 3
FIGURES = (
    ("Kỳ trước chuyển sang", "carried", 0),
    ("Tiếp nhận trong kỳ", "received", 0),
    ("trong đó mở lại", "reopened", 1),
    ("Đủ điều kiện xử lý", "eligible", 0),
    ("Thuộc thẩm quyền", "competent", 0),
    ("Không thuộc thẩm quyền", "not_competent", 0),
    ("Đã giải quyết", "solved", 0),
    ("đúng hạn", "on_time", 1),
    ("quá hạn", "late", 1),
    ("Chuyển nơi có thẩm quyền", "moved", 0),
    ("Hướng dẫn", "guided", 0),
    ("Lưu", "filed", 0),
    ("Đang giải quyết", "pending", 0),
    ("đã quá hạn", "overdue", 1),
    ("Được đôn đốc", "urged", 0),
    ("Văn bản phúc đáp", "answers", 0),
    ("Ghép vào dòng khác, không tính riêng", "duplicates", 0),
)


@dataclass(frozen=True, slots=True)
class _Told:
    counts: PetitionCounts
    numbers: dict[RecordId, str]


@dataclass(frozen=True, slots=True)
class _Row:
    words: str
    count: int
    numbers: str
    depth: int = 0
    is_head: bool = False


class FiguresDialog(Dialog):
    """Asks for a span and shows its figures; the table can be copied for Excel."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(
            parent, context.theme, "Số liệu phản ánh, kiến nghị",
            "Kỳ trước chuyển sang + tiếp nhận = đã giải quyết + chuyển + hướng dẫn + lưu + đang "
            "giải quyết.", "data_pie",
        )  # fmt: skip
        self._context = context
        self.rows: tuple[_Row, ...] = ()
        self._span = ""
        today = context.clock.today()
        self.first = DateField(context.theme, "Từ ngày", context.clock.today)
        self.last = DateField(context.theme, "Đến ngày", context.clock.today)
        self._room, self._grid = QWidget(), QGridLayout()
        self._fault = Text(context.theme, "", Role.SMALL, "danger", wrap=True)
        self._fault.hide()
        self._lay_out(today)
        self.add_stretch()
        copying = self.add_button("Chép bảng", icon="copy")
        copying.clicked.connect(self.copy)
        self.add_close("Đóng")
        show = self.add_button("Xem", Kind.PRIMARY, key="Enter")
        show.clicked.connect(self.look)
        self.put(*quarter_of(today))

    def _lay_out(self, today: date) -> None:
        spans = QHBoxLayout()
        spans.setSpacing(7)
        for words, span in _spans(today):
            chip = Chip(self.theme, words)
            chip.clicked.connect(partial(self._put, *span))
            spans.addWidget(chip)
        spans.addStretch(1)
        days = QHBoxLayout()
        days.setSpacing(12)
        days.addWidget(self.first)
        days.addWidget(self.last)
        inside = QVBoxLayout(self._room)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addLayout(self._grid)
        inside.addStretch(1)
        self._grid.setColumnStretch(2, 1)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(3)
        self._room.setProperty("ground", "surface")
        area = QScrollArea()
        area.setWidget(self._room)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(self.theme.px(HEIGHT))
        area.setAccessibleName("Số liệu của kỳ")
        self.room.addLayout(spans)
        self.room.addLayout(days)
        self.room.addWidget(self._fault)
        self.room.addWidget(area)

    def _put(self, first: date, last: date, *_checked: object) -> None:
        self.put(first, last)

    def put(self, first: date, last: date) -> None:
        """Show this span."""
        self.first.set_day(first)
        self.last.set_day(last)
        self.look()

    def look(self) -> None:
        """Read the figures of the days in the fields."""
        self._fault.hide()
        try:
            first, last = needed_day("first", self.first), needed_day("last", self.last)
        except BadValue as fault:
            self._refuse(fault.sentence)
            return
        petitions = self._context.office.petitions

        def read() -> _Told:
            counts = petitions.figures(first, last)
            return _Told(counts, petitions.numbers_of((*counts.handled, *counts.duplicates)))

        self._context.jobs.read(
            read,
            self._show,
            key="petitions.figures",
            owner=self,
            on_refused=lambda fault: self._refuse(fault.sentence),
        )

    def _refuse(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.show()

    def _show(self, told: _Told) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = tuple(_rows(told))
        self._span = f"Từ {long_date(told.counts.first)} đến {long_date(told.counts.last)}"
        for at, row in enumerate(self.rows):
            if row.is_head:
                self._grid.addWidget(Rule(), at, 0, 1, 3)
                continue
            tone = "text" if row.depth == 0 else "text2"
            words = Text(self.theme, f"{'    ' * row.depth}{row.words}", Role.BODY, tone)
            count = Text(self.theme, f"{row.count}", Role.STRONG if not row.depth else Role.BODY)
            count.setAlignment(Qt.AlignmentFlag.AlignRight)
            numbers = Elided(self.theme, row.numbers, Role.SMALL, "text3")
            numbers.setToolTip(row.numbers)
            for column, widget in enumerate((words, count, numbers)):
                self._grid.addWidget(widget, at, column)

    def copy(self) -> None:
        """Put the table on the clipboard, as Excel takes it."""
        counts = [f"{row.words}\t{row.count}" for row in self.rows if not row.is_head]
        QGuiApplication.clipboard().setText("\n".join((self._span, *counts)))
        self._context.frame.toast("Đã chép bảng số liệu.")


def _rows(told: _Told) -> Iterator[_Row]:
    counts = told.counts
    for words, name, depth in FIGURES:
        ids = counts.ids(name)
        yield _Row(words, len(ids), _numbers(told, ids), depth)
        if name == "urged":
            yield _Row("số lần đôn đốc", counts.urgings, "", 1)
    for names, table in ((KIND_NAMES, "kind"), (FIELD_NAMES, "field")):
        yield _Row("", 0, "", is_head=True)
        for each, words in names.items():
            ids = counts.ids(f"{table}:{each}")
            if ids:
                yield _Row(words, len(ids), _numbers(told, ids))


def _numbers(told: _Told, ids: tuple[RecordId, ...]) -> str:
    shown = [told.numbers[each] for each in ids[:NUMBERS] if each in told.numbers]
    more = f" và {len(ids) - NUMBERS} số nữa" if len(ids) > NUMBERS else ""
    return f"số {', '.join(shown)}{more}" if shown else ""


def _spans(today: date) -> tuple[tuple[str, tuple[date, date]], ...]:
    first = today.replace(day=1)
    half = date(today.year, 1 if today.month <= MONTHS * 2 else MONTHS * 2 + 1, 1)
    return (
        (f"Tháng {today.month}", (first, _end(first))),
        (f"Quý {['I', 'II', 'III', 'IV'][(today.month - 1) // MONTHS]}", quarter_of(today)),
        ("6 tháng", (half, _end(half.replace(month=half.month + MONTHS * 2 - 1)))),
        (f"Năm {today.year}", (date(today.year, 1, 1), date(today.year, 12, 31))),
    )


def quarter_of(day: date) -> tuple[date, date]:
    """Return first and last day of the quarter of a day."""
    first = date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)
    return first, _end(first.replace(month=first.month + MONTHS - 1))


def _end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])
