"""Which days a report covers and when it must be sent (design §4, Forms)."""

from __future__ import annotations

import calendar
import itertools
import re
from datetime import date, timedelta

from wardapp.core.errors import NotFound
from wardapp.core.forms import DueRule, FormSpec, Period

_BY_MONTH = re.compile(r"((?:19|20)\d{2})-(\d{2})")
_BY_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


def periods_of(spec: FormSpec, around: date) -> tuple[Period, ...]:
    """Return the periods due last year, this year and next year, in order of due dates."""
    dues = [due for year in range(around.year - 2, around.year + 2) for due in _dues_of(spec, year)]
    return tuple(
        _period(spec, before, due)
        for before, due in itertools.pairwise(dues)
        if due.year >= around.year - 1 and (spec.valid_from is None or due > spec.valid_from)
    )


def period(spec: FormSpec, period_id: str) -> Period:
    """Return the period with this id (`2026-06`, or days `2026-03-10..2026-06-09`)."""
    span = _BY_SPAN.fullmatch(period_id)
    if span:
        return _spanned(period_id, span[1], span[2])
    month = _BY_MONTH.fullmatch(period_id)
    known = periods_of(spec, date(int(month[1]), 1, 1)) if month else ()
    found = next((each for each in known if each.id == period_id), None)
    if found is None:
        asked = ", ".join(f"tháng {rule.month}" for rule in spec.due)
        raise NotFound(f"{spec.label} không có kỳ “{period_id}”. Mẫu này báo cáo vào {asked}.")
    return found


def current_period(spec: FormSpec, today: date) -> Period:
    """Return the period whose report is due next, today included."""
    return next(each for each in periods_of(spec, today) if each.due_date >= today)


def _dues_of(spec: FormSpec, year: int) -> list[date]:
    return [_due(rule, year) for rule in spec.due]


def _due(rule: DueRule, year: int) -> date:
    last = calendar.monthrange(year, rule.month)[1]
    return date(year, rule.month, min(rule.day, last))


def _period(spec: FormSpec, before: date, due: date) -> Period:
    start = before if spec.valid_from is None else max(before, spec.valid_from)
    return Period(
        id=f"{due.year:04}-{due.month:02}",
        label=f"kỳ tháng {due.month}/{due.year}",
        window_from=start,
        window_to=due - timedelta(days=1),
        due_date=due,
    )


def _spanned(period_id: str, first: str, last: str) -> Period:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise NotFound(f"Kỳ “{period_id}” có ngày không có trên lịch.") from error
    if end < start:
        raise NotFound(f"Kỳ “{period_id}” có ngày cuối trước ngày đầu.")
    return Period(
        id=period_id,
        label=f"từ {_day(start)} đến {_day(end)}",
        window_from=start,
        window_to=end,
        due_date=end + timedelta(days=1),
    )


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
