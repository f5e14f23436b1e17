"""The filter bar of Dư luận xã hội: text, standing chips with counts, field, span of days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from wardapp.core.opinions import (
    OPINION_FIELD_NAMES,
    Leaning,
    OpinionCounts,
    OpinionField,
    OpinionQuery,
)
from wardapp.ui.pages.cell_records import CellRecords
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Chip
from wardapp.ui.widgets.fields import SearchField

HEIGHT, WAIT_MS, MONTHS, LEAST = 42, 30, 3, 420


class OpinionFilterBar(QWidget):
    """Says `changed` with the new query whenever the clerk narrows the list."""

    changed = Signal(object)  # OpinionQuery
    left = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self.query = OpinionQuery()
        self._span = "Mọi kỳ"
        self.text = SearchField(theme, "Lọc dư luận", "Ctrl F")
        self.all = Chip(theme, "Tất cả")
        self.open = Chip(theme, "Đang nghe")
        self.opposed = Chip(theme, "Phản đối", dot=True)
        self.field = Chip(theme, "", chevron=True)
        self.span = Chip(theme, "", chevron=True)
        self.cell = Chip(theme, "", icon="dismiss")
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 5, 14, 5)
        row.setSpacing(7)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.text.setMinimumWidth(self._theme.px(72))
        self.text.setMaximumWidth(self._theme.px(190))
        row.addWidget(self.text, 1)
        row.addWidget(self.cell)
        for chip in (self.all, self.open, self.opposed):
            row.addWidget(chip)
        row.addStretch(0)
        row.addWidget(self.field)
        row.addWidget(self.span)
        self.setMinimumHeight(self._theme.px(HEIGHT))
        self._wait.timeout.connect(self._narrow)
        self.text.textChanged.connect(lambda _text: self._wait.start())
        self.text.dismissed.connect(self.left)
        self.all.clicked.connect(self._pick_all)
        self.open.clicked.connect(self._pick_open)
        self.opposed.clicked.connect(self._pick_opposed)
        self.field.clicked.connect(self._open_fields)
        self.span.clicked.connect(self._open_spans)
        self.cell.clicked.connect(self.clear)
        self._mark()

    @property
    def is_narrow(self) -> bool:
        """Return True while anything is filtered out."""
        return self.query != OpinionQuery()

    def know(self, counts: OpinionCounts) -> None:
        """Show the counts on the chips."""
        self.all.set_count(str(counts.all))
        self.open.set_count(str(counts.open))
        self.opposed.set_count(str(counts.opposed))

    def minimumSizeHint(self) -> QSize:
        """Return little: what has no room is cut, the list beside needs its pane."""
        return QSize(self._theme.px(LEAST), super().minimumSizeHint().height())

    def clear(self) -> None:
        """Show everything again."""
        with QSignalBlocker(self.text):
            self.text.clear()
        self._span = "Mọi kỳ"
        self.put(OpinionQuery())

    def show_cell(self, cell: CellRecords) -> None:
        """Show exactly the lines behind a cell of a report; the chip goes back to all."""
        with QSignalBlocker(self.text):
            self.text.clear()
        self.cell.setText(cell.words)
        self.cell.setToolTip(f"Chỉ các dòng của ô {cell.label}. Bấm để xem lại tất cả.")
        self._span = "Mọi kỳ"
        self.put(OpinionQuery(ids=cell.ids))

    def put(self, query: OpinionQuery) -> None:
        """Ask for this."""
        self.query = query
        self._mark()
        self.changed.emit(query)

    def _pick_all(self) -> None:
        self.put(replace(self.query, only_open=False, leaning=None))

    def _pick_open(self) -> None:
        self.put(replace(self.query, only_open=True, leaning=None))

    def _pick_opposed(self) -> None:
        self.put(replace(self.query, only_open=False, leaning=Leaning.OPPOSED))

    def _narrow(self) -> None:
        self.put(replace(self.query, text=self.text.text().strip()))

    def _mark(self) -> None:
        query = self.query
        self.cell.setVisible(bool(query.ids))
        self.cell.setChecked(bool(query.ids))
        self.open.setChecked(query.only_open)
        self.opposed.setChecked(query.leaning is Leaning.OPPOSED)
        self.all.setChecked(not query.only_open and query.leaning is None)
        self.field.setText(OPINION_FIELD_NAMES[query.field] if query.field else "Lĩnh vực")
        self.field.setChecked(query.field is not None)
        self.span.setText(self._span)
        self.span.setChecked(query.date_from is not None)

    def _open_fields(self) -> None:
        menu = QMenu(self)
        for field in (None, *OpinionField):
            words = OPINION_FIELD_NAMES[field] if field else "Mọi lĩnh vực"
            menu.addAction(words).triggered.connect(self._field_chooser(field))
        menu.popup(self.field.mapToGlobal(QPoint(0, self.field.height() + 2)))

    def _field_chooser(self, field: OpinionField | None) -> Callable[[], None]:
        return lambda: self.put(replace(self.query, field=field))

    def _open_spans(self) -> None:
        menu = QMenu(self)
        for words, first, last in spans(self._today):
            menu.addAction(words).triggered.connect(self._span_chooser(words, first, last))
        menu.popup(self.span.mapToGlobal(QPoint(0, self.span.height() + 2)))

    def _span_chooser(
        self, words: str, first: date | None, last: date | None
    ) -> Callable[[], None]:
        def choose() -> None:
            self._span = words
            self.put(replace(self.query, date_from=first, date_to=last))

        return choose


def spans(today: date) -> tuple[tuple[str, date | None, date | None], ...]:
    """Return the spans that are offered: all, this month, its quarter, the one before, the year."""
    first = date(today.year, (today.month - 1) // MONTHS * MONTHS + 1, 1)
    before = date(first.year - (first.month == 1), (first.month - MONTHS - 1) % 12 + 1, 1)
    return (
        ("Mọi kỳ", None, None),
        (f"Tháng {today.month}/{today.year}", today.replace(day=1), _end(today)),
        (_quarter(first), first, _end(first.replace(month=first.month + MONTHS - 1))),
        (_quarter(before), before, _end(before.replace(month=before.month + MONTHS - 1))),
        (f"Năm {today.year}", date(today.year, 1, 1), date(today.year, 12, 31)),
    )


def _quarter(first: date) -> str:
    return f"Quý {['I', 'II', 'III', 'IV'][first.month // MONTHS]}/{first.year}"


def _end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])
