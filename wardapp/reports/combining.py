"""The laws by which the values of several units become one cell.

Blank is not zero: a law looks only at values that stand somewhere, and says nothing when none
does. No law depends on the order of what it is given, and each tells which values it counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wardapp.core.forms import (
    CellType,
    ColumnSpec,
    Combine,
    FormValue,
    RowSpec,
    TableKind,
    TableSpec,
)
from wardapp.core.returns import Contribution
from wardapp.core.text import fold
from wardapp.core.unit_names import joined_names
from wardapp.reports.rows import number_in

ADDED = frozenset({CellType.COUNT, CellType.DECIMAL})
NOT_A_NUMBER = "không phải số"
ONLY_OWN = "ô này chỉ lấy số của đơn vị tổng hợp"
RECOMPUTED = "tính lại theo công thức"
NOT_ADDED = "tỷ lệ không cộng được"
NOT_ITS_UNIT = "dòng của đơn vị khác"
HELD = "chờ xem lại"

LAWS = {
    "sum": "Cộng số của các đơn vị đã ghi; ô trống không phải là 0.",
    "own": "Chỉ lấy số của đơn vị tổng hợp.",
    "reach": (
        "Các lần gặp cùng một nhóm người: cộng các tổ (mỗi tổ một nhóm), "
        "rồi lấy số lớn nhất giữa tổng ấy, số của đơn vị tổng hợp và số của từng đơn vị khác."
    ),
    "places": "Đếm mỗi tổ được phủ một lần, trên tổng số tổ.",
    "ratio": "Cộng các tử số, cộng các mẫu số.",
    "formula": "Tính lại theo công thức từ các ô đã tổng hợp.",
    "percent": "Tỷ lệ không cộng được; ghi tay khi biết.",
    "list": "Liệt kê từng đơn vị; câu trùng nhau viết một lần.",
    "unit": "Lấy từ báo cáo của chính đơn vị ấy; chưa có thì lấy số của đơn vị tổng hợp.",
    "rows": "Liệt kê dòng của từng đơn vị; các dòng người dùng gộp thành một dòng.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One known value for a cell: who gave it, and whether its people are met by nobody else."""

    contribution: Contribution
    is_apart: bool = False  # of a unit with people of its own (tổ dân phố)
    unit_code: str = ""

    @property
    def value(self) -> FormValue:
        """Return the value."""
        return self.contribution.value

    @property
    def is_own(self) -> bool:
        """Return True for what our own form says."""
        return not self.contribution.unit_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is known of covered units: all of them, and those our own log covers, by row."""

    units: frozenset[str] = frozenset()
    own: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Joined:
    """The value of a consolidated cell and every contribution to it."""

    value: FormValue
    contributions: tuple[Contribution, ...] = ()


def law_of(table: TableSpec, row: RowSpec | None, column: ColumnSpec) -> str:
    """Return the name of the law for a cell, a key of LAWS."""
    if column.formula or (row is not None and row.formula):
        return "formula"
    if table.kind is TableKind.PER_UNIT:
        return "unit"
    if table.kind is TableKind.GROWING:
        return "rows"
    mode = mode_of(table, row, column)
    if mode is Combine.OWN:
        return "own"
    return _summing_law(row, column) if mode is Combine.SUM else "list"


def _summing_law(row: RowSpec | None, column: ColumnSpec) -> str:
    if column.type in ADDED:
        is_shared = row is not None and row.reach == "max" and column.source == "reach"
        return "reach" if is_shared else "sum"
    if column.type is CellType.RATIO:
        return "places" if column.source == "places" else "ratio"
    return "percent" if column.type is CellType.PERCENT else "list"


def mode_of(table: TableSpec, row: RowSpec | None, column: ColumnSpec) -> Combine:
    """Return how a cell joins units: as its column says, else its row, else its table."""
    if column.combine is not None:
        return column.combine
    if row is not None and row.combine is not Combine.SUM:
        return row.combine
    return table.combine


def joined(law: str, given: Sequence[Given], row: str, coverage: Coverage) -> Joined:
    """Return what the law makes of the values of a cell."""
    if law == "places":
        return covered(given, row, coverage)
    return _JOINS.get(law, listed)(given)


def summed(given: Sequence[Given]) -> Joined:
    """Return the sum of the known numbers."""
    numbers = [number for each in given if (number := _number(each)) is not None]
    return Joined(sum(numbers) if numbers else None, _numbers_count(given))


def largest(given: Sequence[Given]) -> Joined:
    """Return the least number of people that no law of counting twice can dispute."""
    apart = [number for each in given if each.is_apart and (number := _number(each)) is not None]
    others = [
        number for each in given if not each.is_apart and (number := _number(each)) is not None
    ]
    known = [*([sum(apart)] if apart else []), *others]
    return Joined(max(known) if known else None, _numbers_count(given))


def own_only(given: Sequence[Given]) -> Joined:
    """Return what our own form says; the others are shown and do not count."""
    own = next((each for each in given if each.is_own), None)
    return Joined(
        own.value if own else None,
        tuple(
            each.contribution if each.is_own else _out(each.contribution, ONLY_OWN)
            for each in given
        ),
    )


def one_percent(given: Sequence[Given]) -> Joined:
    """Return a rate only while one source gave it: rates of several cannot be added."""
    if len(given) == 1:
        return Joined(given[0].value, (given[0].contribution,))
    return Joined(None, _none_count(given, NOT_ADDED))


def ratios(given: Sequence[Given]) -> Joined:
    """Return the sum of what was covered over the sum of all."""
    read = [parts for each in given if (parts := ratio_of(each.value)) is not None]
    value = f"{sum(part for part, _ in read)}/{sum(whole for _, whole in read)}" if read else None
    return Joined(
        value,
        tuple(
            each.contribution if ratio_of(each.value) else _out(each.contribution, NOT_A_NUMBER)
            for each in given
        ),
    )


def covered(given: Sequence[Given], row: str, coverage: Coverage) -> Joined:
    """Return covered units of all: each unit once, whoever covered it.

    A unit that says it was covered counts itself, our own form the units of its lines. Of others
    only how many is known: the largest of them is the least that is true.
    """
    read = [(each, parts) for each in given if (parts := ratio_of(each.value)) is not None]
    if not read:
        return ratios(given)
    named = {each.unit_code for each, parts in read if each.is_apart and parts[0] > 0}
    if any(each.is_own for each, _ in read):
        named |= coverage.own.get(row, frozenset())
    counts = [len(named), *(parts[0] for each, parts in read if not each.is_apart)]
    whole = len(coverage.units) or max(parts[1] for _, parts in read)
    return Joined(f"{min(max(counts), whole)}/{whole}", ratios(given).contributions)


def listed(given: Sequence[Given]) -> Joined:
    """Return the texts with the units that wrote them; ours alone stands as it is."""
    written = [each for each in given if not isinstance(each.value, str) or each.value.strip()]
    contributions = tuple(each.contribution for each in given)
    if not written:
        return Joined(None, contributions)
    if all(each.is_own for each in written):
        return Joined(written[0].value, contributions)
    said: dict[str, tuple[str, list[str]]] = {}
    for each in written:
        text = str(each.value).strip()
        said.setdefault(fold(text), (text, []))[1].append(each.contribution.unit_name)
    lines = [f"{joined_names(names)}: {text}" for text, names in said.values()]
    return Joined("\n".join(lines), contributions)


def agreed(given: Sequence[Given]) -> FormValue:
    """Return the value all give alike, None when they differ: then the clerk says which."""
    texts = {fold(str(each.value)): each.value for each in given}
    return next(iter(texts.values())) if len(texts) == 1 else None


def none(given: Sequence[Given]) -> Joined:
    """Return a blank that its formula fills."""
    return Joined(None, _none_count(given, RECOMPUTED))


def ratio_of(value: FormValue) -> tuple[int, int] | None:
    """Return the two numbers of "9/24", None for anything else."""
    left, stroke, right = str(value or "").partition("/")
    if not (stroke and left.strip().isdecimal() and right.strip().isdecimal()):
        return None
    return int(left), int(right)


def _number(given: Given) -> int | Decimal | None:
    return None if isinstance(given.value, str) and "/" in given.value else number_in(given.value)


def _numbers_count(given: Sequence[Given]) -> tuple[Contribution, ...]:
    return tuple(
        each.contribution if _number(each) is not None else _out(each.contribution, NOT_A_NUMBER)
        for each in given
    )


def _none_count(given: Sequence[Given], note: str) -> tuple[Contribution, ...]:
    return tuple(_out(each.contribution, note) for each in given)


def _out(contribution: Contribution, note: str) -> Contribution:
    return replace(contribution, counts=False, note=note)


_JOINS: Mapping[str, Callable[[Sequence[Given]], Joined]] = {
    "sum": summed,
    "reach": largest,
    "ratio": ratios,
    "own": own_only,
    "formula": none,
    "percent": one_percent,
}
