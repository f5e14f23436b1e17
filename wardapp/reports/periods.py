"""Which days a report covers and when it must be sent (design §4, Forms).

A due day is what the regime says ("ngày 10", "trước ngày 15"); only the day of sending moves off a
day off. Ids and windows follow the days as said: a holiday announced later changes neither.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wardapp.core.dates import days_in, long_date
from wardapp.core.errors import NotFound
from wardapp.core.forms import FormSpec, Period
from wardapp.core.identity import RecordId
from wardapp.core.regimes import Frequency, Regime, RegimeDue, RollRule, WindowKind, WindowRule
from wardapp.core.workdays import NO_HOLIDAYS, Workdays
from wardapp.reports.windows import LAST_DAY, MONTHS_OF, cycle_name, moved, whole_window

_BY_YEAR = re.compile(r"((?:19|20)\d{2})(?:-.*)?")
_BY_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
_ONE_DAY = timedelta(days=1)
_MONTHS = range(1, 13)
_NAMED_PERIODS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCalendar:
    """Working days, and what the office does with a due day on a day off."""

    workdays: Workdays = NO_HOLIDAYS
    rule: RollRule = RollRule.KEEP

    def sent_on(self, said: SaidDay, own: RollRule = RollRule.OFFICE) -> date:
        """Return the last day on which a report is in time."""
        last = said.day - _ONE_DAY if said.is_before else said.day
        return self.workdays.roll(last, (own or self.rule).value)


@dataclass(frozen=True, slots=True, order=True)
class SaidDay:
    """A due day as the regime says it, before it moves off a day off.

    `wished` is the day of the month as said, `LAST_DAY` for the last: a short month ends before it.
    """

    day: date
    is_before: bool = False
    wished: int = 0


AS_SAID = DueCalendar()
"""Due days stay where they are."""


def periods_of(
    source: FormSpec | Regime, around: date, calendar: DueCalendar = AS_SAID
) -> tuple[Period, ...]:
    """Return the periods due last year, this year and next year, in order of due days."""
    regime = regime_of(source)
    said = said_days(regime, around.year - 2, around.year + 1)
    made = [
        (each, _window(regime, before, each))
        for before, each in zip((None, *said), said, strict=False)
        if each.day.year >= around.year - 1
    ]
    alive = [(each, window) for each, window in made if _is_valid(regime, each, window)]
    ids = _ids(regime, alive, Counter((each.day.year, each.day.month) for each in said))
    return tuple(
        Period(
            id=period_id,
            label=_label(regime, period_id, each, window),
            window_from=window[0],
            window_to=window[1],
            due_date=calendar.sent_on(each, regime.roll),
        )
        for period_id, (each, window) in zip(ids, alive, strict=True)
    )


def period(source: FormSpec | Regime, period_id: str, calendar: DueCalendar = AS_SAID) -> Period:
    """Return the period with this id: `2026-06`, `2026-06-10`, `2026-Q2`, `2026` or a span of days.

    Any span `2026-03-10..2026-06-09` can be asked; NotFound names the periods there are.
    """
    year = _BY_YEAR.fullmatch(period_id)
    known = periods_of(source, date(int(year[1]), 1, 1), calendar) if year else ()
    found = next((each for each in known if each.id == period_id), None)
    if found is not None:
        return found
    span = _BY_SPAN.fullmatch(period_id)
    if span:
        return _spanned(period_id, span[1], span[2])
    near = ", ".join(f"{each.label} ({each.id})" for each in known[:_NAMED_PERIODS])
    raise NotFound(f"{_title(source)} không có kỳ “{period_id}”. Các kỳ: {near or 'chưa có'}.")


def current_period(
    source: FormSpec | Regime, today: date, calendar: DueCalendar = AS_SAID
) -> Period:
    """Return the period whose report is due next, today included; else the last there was."""
    known = periods_of(source, today, calendar)
    if not known:
        raise NotFound(f"{_title(source)} không có kỳ nào quanh ngày {long_date(today)}.")
    return next((each for each in known if each.due_date >= today), known[-1])


def regime_of(source: FormSpec | Regime) -> Regime:
    """Return the regime itself, or the one a form's `[[due]]` stands for.

    A form without due days is due at the end of every month and covers that month.
    """
    if isinstance(source, Regime):
        return source
    dues = tuple(RegimeDue(day=rule.day, month=rule.month) for rule in source.due)
    covers = source.covers or ("" if dues else Frequency.MONTH)
    return Regime(
        id=RecordId(""),
        title=source.label,
        frequency=Frequency(covers) if covers else Frequency.QUARTER,
        dues=dues or (RegimeDue(day=0),),
        form_id=source.id,
        window=WindowRule(kind=WindowKind.CALENDAR if covers else WindowKind.SINCE_DUE),
        valid_from=source.valid_from,
    )


def said_days(regime: Regime, first_year: int, last_year: int) -> list[SaidDay]:
    """Return the due days as said from one year to another, and all those named with their year."""
    years = range(first_year, last_year + 1)
    found: dict[date, SaidDay] = {}
    for due in regime.dues:
        for year in (due.year,) if due.year else years:
            for month in (due.month,) if due.month else _MONTHS:
                day = date(year, month, min(due.day or days_in(year, month), days_in(year, month)))
                found.setdefault(day, SaidDay(day, due.is_before, due.day or LAST_DAY))
    return sorted(each for each in found.values() if each.day.year <= last_year)


def clashing(regime: Regime, around: date) -> tuple[Period, Period] | None:
    """Return two periods that would cover the same days, None when all are apart."""
    if regime.window.kind in {WindowKind.EXPLICIT, WindowKind.SINCE_DUE}:
        return None
    known = periods_of(regime, around)
    pairs = itertools.pairwise(known)
    return next(((a, b) for a, b in pairs if b.window_from <= a.window_to), None)


def _title(source: FormSpec | Regime) -> str:
    return f"“{source.title}”" if isinstance(source, Regime) else source.label


def _window(regime: Regime, before: SaidDay | None, said: SaidDay) -> tuple[date, date]:
    rule = regime.window
    if rule.kind is WindowKind.EXPLICIT and rule.first and rule.last:
        return rule.first, rule.last
    whole = whole_window(regime.frequency, rule, said.day, said.wished)
    if whole is not None:
        return whole
    return _since(regime, before, said), said.day - _ONE_DAY


def _since(regime: Regime, before: SaidDay | None, said: SaidDay) -> date:
    start = regime.valid_from
    if before is None:
        usual = moved(said.day, -MONTHS_OF.get(regime.frequency, 1))
        return start if start and start < said.day else usual
    return max(before.day, start) if start else before.day


def _is_valid(regime: Regime, said: SaidDay, window: tuple[date, date]) -> bool:
    since, until = regime.valid_from, regime.valid_to
    if regime.window.kind is WindowKind.SINCE_DUE:
        return (since is None or said.day > since) and (until is None or said.day <= until)
    return (since is None or window[1] >= since) and (until is None or window[0] <= until)


def _ids(
    regime: Regime,
    alive: Sequence[tuple[SaidDay, tuple[date, date]]],
    in_month: Counter[tuple[int, int]],
) -> list[str]:
    """Return the id of each: of its cycle or span, else the month, else the day it is due."""
    wished = [_cycle_id(regime, window) for _, window in alive]
    often = Counter(wished)
    made = []
    for (said, _), wish in zip(alive, wished, strict=True):
        is_alone = in_month[said.day.year, said.day.month] == 1
        named_by_day = regime.frequency is Frequency.AD_HOC or not is_alone
        by_due = said.day.isoformat() if named_by_day else f"{said.day:%Y-%m}"
        made.append(wish if wish and often[wish] == 1 else by_due)
    return made


def _cycle_id(regime: Regime, window: tuple[date, date]) -> str:
    if regime.window.kind is WindowKind.EXPLICIT and regime.window.first:
        return f"{window[0]}..{window[1]}"
    if regime.window.kind is WindowKind.SINCE_DUE:
        return ""
    if regime.frequency is Frequency.QUARTER:
        return f"{window[1].year}-Q{(window[1].month + 2) // 3}"
    return f"{window[1].year}" if regime.frequency is Frequency.YEAR else ""


def _label(regime: Regime, period_id: str, said: SaidDay, window: tuple[date, date]) -> str:
    kind = regime.window.kind
    if kind is WindowKind.EXPLICIT:
        return _spanned_label(*window)
    name = cycle_name(regime.frequency, window[1]) if kind is not WindowKind.SINCE_DUE else ""
    if name:
        return name
    if period_id == said.day.isoformat():
        return f"kỳ ngày {long_date(said.day)}"
    return f"kỳ tháng {said.day.month}/{said.day.year}"


def _spanned(period_id: str, first: str, last: str) -> Period:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise NotFound(f"Kỳ “{period_id}” có ngày không có trên lịch.") from error
    if end < start:
        raise NotFound(f"Kỳ “{period_id}” có ngày cuối trước ngày đầu.")
    return Period(
        id=period_id,
        label=_spanned_label(start, end),
        window_from=start,
        window_to=end,
        due_date=end + _ONE_DAY,
    )


def _spanned_label(first: date, last: date) -> str:
    return f"từ {long_date(first)} đến {long_date(last)}"
