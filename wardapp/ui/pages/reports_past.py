"""Beside a figure: its last periods, the year's total, and whether it is out of line with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.forms import CellKey, CellType, FormValue, Period
from wardapp.core.report_views import FormHistory
from wardapp.ui.pages.reports_faces import NOT_YET, WORDY, figure
from wardapp.ui.pages.reports_reading import Sheet
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.form_history import HistoryBars, PastBar
from wardapp.ui.widgets.texts import Text

MONTH_NAMED = re.compile(r"tháng (?P<month>\d{1,2})/(?P<year>\d{4})$")


class PastPane(QWidget):
    """Shows the earlier figures of the chosen cell; hidden where there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._head = Text(theme, "Các kỳ trước", Role.LABEL, "text2")
        self.bars = HistoryBars(theme)
        self.year = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self.doubt = Text(theme, "", Role.SMALL, "warn", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(3)
        for part in (self.doubt, self._head, self.bars, self.year):
            column.addWidget(part)
        self.hide()

    def show_past(self, sheet: Sheet, history: FormHistory | None, key: CellKey) -> None:
        """Show what a cell was before."""
        column = sheet.column(key)
        past = history.of(key) if history is not None else ()
        is_shown = bool(past) and column.type not in WORDY
        self.setVisible(is_shown)
        if history is None or not is_shown:
            return
        cell = sheet.cell(key)
        now = cell.value if cell else None
        self.bars.show_bars(bars_of(past, (sheet.filled.period, now), column.type))
        self.year.setText(year_words(sheet, history, key))
        self.year.setVisible(bool(self.year.text()))
        doubt = next((each.sentence for each in history.outliers if each.key == key), "")
        self.doubt.setText(doubt)
        self.doubt.setVisible(bool(doubt))


def bars_of(
    past: Sequence[tuple[object, FormValue]], now: tuple[Period, FormValue], kind: CellType
) -> tuple[PastBar, ...]:
    """Return a bar for each earlier period and one for this, as high as the figures say."""
    known = [_number(value) for _form, value in past] + [_number(now[1])]
    most = max((abs(each) for each in known if each is not None), default=Decimal(0))
    bars = [
        _bar(form.period, value, kind, most, is_closed=form.is_closed, is_now=False)  # type: ignore[attr-defined]
        for form, value in past
    ]
    return (*bars, _bar(*now, kind, most, is_closed=False, is_now=True))


def year_words(sheet: Sheet, history: FormHistory, key: CellKey) -> str:
    """Return the year's total in words, "" where sums make no sense."""
    total = history.year.get(key)
    if total is None:
        return ""
    period, row = sheet.filled.period, sheet.row(key)
    year = period.window_to.year
    count = 1 + sum(each.period.window_to.year == year for each in history.past)
    unit = f" {row.unit}" if row and row.unit and sheet.column(key).source == "amount" else ""
    return f"Cộng năm {year}: {figure(total, sheet.column(key).type)}{unit}, {count} kỳ đến nay."


def short_name(period: Period) -> str:
    """Return a period as it fits under a bar: `6/26`, `Q2/26`, `2026`.

    A report due in June may be the one of May: the bar names the month that its title names.
    """
    name = period.id
    if "-Q" in name:
        year, quarter = name.split("-Q")
        return f"Q{quarter}/{year[2:]}"
    if len(name) == len("2026"):
        return name
    named = MONTH_NAMED.search(period.label)
    if named is not None:
        return f"{int(named['month'])}/{named['year'][2:]}"
    return f"{period.due_date.month}/{period.due_date.year % 100:02}"


def _bar(
    period: Period,
    value: FormValue,
    kind: CellType,
    most: Decimal,
    *,
    is_closed: bool,
    is_now: bool,
) -> PastBar:
    text, number = figure(value, kind), _number(value)
    state = "kỳ này" if is_now else ("đã chốt" if is_closed else "tính lại từ nhật ký")
    return PastBar(
        name=short_name(period),
        text=text,
        size=float(abs(number) / most) if number is not None and most else 0.0,
        is_closed=is_closed,
        is_now=is_now,
        said=f"{period.label}: {text or NOT_YET} ({state})",
    )


def _number(value: FormValue) -> Decimal | None:
    if isinstance(value, str):
        value = int(value.partition("/")[0]) if value.partition("/")[0].strip().isdigit() else None
    return None if value is None else Decimal(value)
