"""Figures out of line with their own earlier periods: asked to be looked at again, never changed.

Three rules, and only where at least four earlier periods have a figure: a slip of the keyboard (ten
times, a tenth), nothing after steady activity, and far from the median by the spread of the earlier
ones (median absolute deviation). A blank says nothing, so it is never out of line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median

from wardapp.core.forms import CellKey, CellType, ColumnSpec, FilledForm, FormSpec, FormValue
from wardapp.core.report_views import Outlier
from wardapp.reports.figures import figure

LEAST_PERIODS = 4
"""With fewer earlier figures nothing is said: that would be guessing."""

_JUDGED = frozenset({CellType.COUNT, CellType.DECIMAL})
_FAR = Decimal(5)  # spreads away from the median
_SIGMA = Decimal("1.4826")  # makes the median deviation comparable to a standard deviation
_LEAST_SHARE = Decimal("0.15")  # of the median: smaller spreads are taken to be this
_LEAST_SPREAD = Decimal(1)
_TEN_LOW, _TEN_HIGH = Decimal(8), Decimal("12.5")
_OUTSIDE = Decimal("1.5")  # beyond the greatest or below the least that ever was, by half
_STEADY = 3  # a median from here on is activity worth missing


def outliers(
    spec: FormSpec, filled: FilledForm, past: Sequence[Mapping[CellKey, FormValue]]
) -> tuple[Outlier, ...]:
    """Return the figures of a form that are out of line; `past` is oldest first."""
    return tuple(_found(spec, filled, past))


def judged(column: ColumnSpec) -> bool:
    """Return True for figures that can be compared from period to period."""
    is_number = column.type in _JUDGED and not column.formula
    return is_number and not column.source.endswith("_year")  # those grow by themselves


def sentence_of(now: FormValue, past: Sequence[FormValue], kind: CellType = CellType.COUNT) -> str:
    """Return why a figure should be looked at again, "" when it is in line."""
    value = _number(now)
    known = [number for each in past if (number := _number(each)) is not None]
    if value is None or len(known) < LEAST_PERIODS:
        return ""
    return _slipped(value, known) or _silent(value, known, kind) or _far(value, known, kind)


def _found(
    spec: FormSpec, filled: FilledForm, past: Sequence[Mapping[CellKey, FormValue]]
) -> Iterator[Outlier]:
    for table in filled.tables:
        columns = {each.key: each for each in spec.table(table.code).columns if judged(each)}
        for cell in (cell for row in table.rows for cell in row.cells):
            column = columns.get(cell.key.column)
            if column is None:
                continue
            before = [each.get(cell.key) for each in past]
            sentence = sentence_of(cell.value, before, column.type)
            if sentence:
                yield Outlier(key=cell.key, sentence=sentence)


def _slipped(value: Decimal, known: Sequence[Decimal]) -> str:
    """Ten times the last figure, or a tenth of it, where that is far outside what ever was."""
    last = known[-1]
    if last > 0 and _is_ten(value, last) and value >= _OUTSIDE * max(known):
        return "Gấp 10 lần kỳ trước, anh, chị xem lại giúp."
    if value > 0 and _is_ten(last, value) and min(known) >= _OUTSIDE * value:
        return "Chỉ bằng một phần mười kỳ trước, anh, chị xem lại giúp."
    return ""


def _is_ten(big: Decimal, small: Decimal) -> bool:
    return _TEN_LOW * small <= big <= _TEN_HIGH * small


def _silent(value: Decimal, known: Sequence[Decimal], kind: CellType) -> str:
    recent = known[-LEAST_PERIODS:]
    if value or min(recent) <= 0 or median(recent) < _STEADY:
        return ""
    return f"Kỳ này ghi 0, {len(recent)} kỳ trước đều có ({_range(recent, kind)})."


def _far(value: Decimal, known: Sequence[Decimal], kind: CellType) -> str:
    middle = median(known)
    spread = median([abs(each - middle) for each in known]) * _SIGMA
    spread = max(spread, abs(middle) * _LEAST_SHARE, _LEAST_SPREAD)
    is_near = abs(value - middle) <= _FAR * spread
    is_usual = min(known) <= _OUTSIDE * value and value <= _OUTSIDE * max(known)
    if is_near or is_usual:
        return ""
    side = "Cao" if value > middle else "Thấp"
    return f"{side} hơn hẳn các kỳ trước ({_range(known, kind)}), anh, chị xem lại giúp."


def _range(known: Sequence[Decimal], kind: CellType) -> str:
    low, high = (figure(_plain(each), kind) for each in (min(known), max(known)))
    return low if low == high else f"{low} đến {high}"


def _plain(value: Decimal) -> FormValue:
    return int(value) if value == value.to_integral_value() else value


def _number(value: FormValue) -> Decimal | None:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return Decimal(value) if is_number and value is not None else None
