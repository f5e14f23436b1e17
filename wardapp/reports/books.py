"""Registers as tables on paper; which columns a register has stands in `books/*.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wardapp.core.book_rows import BookRow
from wardapp.core.dispatches import Incoming, IncomingStatus, Outgoing, OutgoingStatus
from wardapp.core.issuers import Family, Issuer
from wardapp.core.numbering import NumberSpan, NumberState
from wardapp.core.printout import (
    CellValue,
    PrintCell,
    Printout,
    PrintTable,
    SignatureBlock,
)
from wardapp.reports import book_spec
from wardapp.reports.book_fields import CANCELLED, FIELDS, INCOMING, OUTGOING, Beside
from wardapp.reports.book_spec import BookColumn, BookSpec
from wardapp.reports.lists import own_header
from wardapp.reports.slip import slip_printout

__all__ = [
    "Beside",
    "BookColumn",
    "BookFacts",
    "BookSpec",
    "SpanNames",
    "book_printout",
    "book_table",
    "load_book",
    "row_of_line",
    "row_of_span",
    "slip_printout",
]

ON_PAPER = "Đã dùng trên sổ giấy"
SECRET = "Số dùng cho sổ riêng"
UNUSED = "Số bỏ trống, không có văn bản"
_NUMBER_FIELDS = frozenset({"number_symbol", "arrival_code", "ordinal"})
_WORD_FIELDS = ("type_and_subject", "copied", "summary")
_COVER_SERIES = 8
"""Series named one by one on a cover; with more of them it counts lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFacts:
    """Whose register it is and which part of it prints."""

    issuer: Issuer
    year_label: str  # "Năm 2026", "Nhiệm kỳ 2025 - 2030"
    day_from: date | None = None
    day_to: date | None = None
    volume: str = "01"
    title: str = ""  # of a book of its own: "Sổ đăng ký văn bản đến: Trung ương"; "" = the spec's
    first_page: int = 1
    page_code: str = ""
    has_cover: bool = True
    tables: tuple[PrintTable, ...] = ()  # behind the register: a supplement
    last_line: str = ""  # over all columns, below the last row: what was closed, when, by whom
    signatures: tuple[SignatureBlock, ...] = ()


def load_book(folder: Path, code: str, family: Family) -> BookSpec:
    """Return a register or list of a family; raise FormFault at the first fault."""
    return book_spec.load_book(folder, code, family, FIELDS)


def row_of_line(
    spec: BookSpec, line: Incoming | Outgoing, series: str, beside: Beside | None = None
) -> BookRow:
    """Return the row of a line; a cancelled one is struck through and says why."""
    known = beside or Beside()
    if isinstance(line, Outgoing):
        return BookRow(
            series=series,
            first=line.number,
            last=line.number,
            suffix=line.suffix,
            code=line.number_symbol,
            day=line.issued_date,
            cells=tuple(OUTGOING[column.field](line, known) for column in spec.columns),
            struck=line.status is OutgoingStatus.CANCELLED,
            record_id=line.id,
            type_name=line.type_name,
        )
    return BookRow(
        series=series,
        first=line.arrival_number,
        last=line.arrival_number,
        suffix=line.suffix,
        code=line.arrival_code,
        day=line.arrival_date,
        cells=tuple(INCOMING[column.field](line, known) for column in spec.columns),
        struck=line.status is IncomingStatus.CANCELLED,
        record_id=line.id,
    )


@dataclass(frozen=True, slots=True)
class SpanNames:
    """How numbers without a line are called: symbol and type of their series."""

    notation: str = ""  # `CV/BXDĐ`: "" prints bare numbers
    type_name: str = ""
    is_padded: bool = False  # 07 as outgoing numbers print


def row_of_span(
    spec: BookSpec, span: NumberSpan, numbers: tuple[int, int], names: SpanNames
) -> BookRow:
    """Return the row of numbers that no line of ours holds, so that the paper has no hole."""
    first, last = numbers
    said, remark = _said(span, names.type_name)
    code = _code(first, last, names)
    values: dict[str, CellValue] = dict.fromkeys(_NUMBER_FIELDS & _fields(spec), code)
    if "number_symbol" in values and "arrival_code" in values:
        values["number_symbol"] = None
    values |= {name: said for name in _WORD_FIELDS if name in _fields(spec)}
    values["remarks"] = remark
    return BookRow(
        series=str(span.series_id),
        first=first,
        last=last,
        code=code,
        day=span.on,
        cells=tuple(values.get(column.field) for column in spec.columns),
        struck=span.state is NumberState.CANCELLED,
        type_name=names.type_name,
    )


def _fields(spec: BookSpec) -> frozenset[str]:
    return frozenset(column.field for column in spec.columns)


def _code(first: int, last: int, names: SpanNames) -> str:
    numbers = [f"{n:02}" if names.is_padded else str(n) for n in dict.fromkeys((first, last))]
    joint = " - ".join(numbers)
    if not names.notation:
        return joint
    if len(numbers) > 1:
        return f"{joint} ({names.notation})"
    return f"{joint}{'-' if '/' in names.notation else '/'}{names.notation}"


def _said(span: NumberSpan, type_name: str) -> tuple[str | None, str | None]:
    """Return what stands in the column of the subject and in the remarks."""
    match span.state:
        case NumberState.EXTERNAL:
            return ON_PAPER, None if span.reason in ("", ON_PAPER) else span.reason
        case NumberState.SECRET:
            return span.title or type_name or None, SECRET
        case NumberState.RESERVED:
            until = f" đến {span.until:%d/%m/%Y}" if span.until else ""
            return span.title or None, f"Đã giữ số cho {span.holder or 'văn bản chờ'}{until}"
        case NumberState.LOST | NumberState.LEASED:
            return None, span.reason or span.title or None
        case NumberState.CANCELLED:
            why = f": {span.reason}" if span.reason else ""
            return span.title or type_name or None, f"{CANCELLED}{why}"
        case _:
            return UNUSED, span.reason or None


def book_printout(spec: BookSpec, rows: Sequence[BookRow], facts: BookFacts) -> Printout:
    """Return the register with its cover; rows stand in the order given."""
    issuer = facts.issuer
    title = facts.title.upper() or spec.title
    return Printout(
        file_stem=spec.file_stem,
        title=title,
        subtitle=facts.year_label,
        top_left=own_header(issuer),
        cover=_cover(title, rows, facts) if facts.has_cover and spec.has_cover else (),
        tables=(_ended(book_table(spec, rows), facts.last_line), *facts.tables),
        signatures=facts.signatures,
        landscape=spec.landscape,
        paper=spec.paper,
        footer=f"{issuer.full_name}: {title.lower()}, {facts.year_label.lower()}",
        hidden_facts=(("book", spec.code), ("scope", facts.year_label), ("clause", spec.clause)),
        first_page=facts.first_page,
        page_code=facts.page_code,
    )


def book_table(spec: BookSpec, rows: Sequence[BookRow], title: str = "") -> PrintTable:
    """Return the table of a register alone."""
    return PrintTable(
        key=spec.code,
        title=title,
        columns=spec.print_columns(),
        rows=tuple(_cells(spec, row) for row in rows),
        min_row_mm=spec.row_mm,
    )


def _ended(table: PrintTable, line: str) -> PrintTable:
    """Return the table with a line over all its columns at the end."""
    if not line:
        return table
    cell = PrintCell(value=line, span=len(table.columns), bold=True)
    return replace(table, rows=(*table.rows, (cell,)))


def _cells(spec: BookSpec, row: BookRow) -> tuple[PrintCell, ...]:
    return tuple(
        PrintCell(value=value, struck=row.struck and column.field != "remarks")
        for column, value in zip(spec.columns, row.cells, strict=True)
    )


def _cover(title: str, rows: Sequence[BookRow], facts: BookFacts) -> tuple[str, ...]:
    days = [row.day for row in rows if row.day and row.record_id]
    first = facts.day_from or min(days, default=None)
    last = facts.day_to or max(days, default=None)
    said = [text for _, text in own_header(facts.issuer)]
    said += [title, facts.year_label]
    if first and last:
        said.append(f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}")
    said += numbers_said(rows)
    said.append(f"Quyển số {facts.volume}")
    return tuple(said)


def numbers_said(rows: Sequence[BookRow]) -> list[str]:
    """Return `Từ số 1 đến số 57`, one a series; with many series how many lines there are."""
    ends: dict[str, tuple[BookRow, BookRow]] = {}
    for row in rows:
        low, high = ends.get(row.series, (row, row))
        ends[row.series] = (min(low, row, key=_start), max(high, row, key=_end))
    if not ends or len(ends) > _COVER_SERIES:
        return [f"{sum(1 for row in rows if row.record_id)} văn bản"] if rows else []
    if len(ends) == 1:
        low, high = next(iter(ends.values()))
        return [f"Từ số {low.first} đến số {high.last}{high.suffix}"]
    return [
        "; ".join(
            f"{_name_of(key, rows)}: từ số {low.first} đến số {high.last}{high.suffix}"
            for key, (low, high) in ends.items()
        )
    ]


def _name_of(series: str, rows: Sequence[BookRow]) -> str:
    """Return what the cover calls a series: its type, or that it holds several."""
    types = {row.type_name for row in rows if row.series == series and row.type_name}
    return types.pop() if len(types) == 1 else "Các loại khác"


def _start(row: BookRow) -> tuple[int, str]:
    return (row.first, row.suffix)


def _end(row: BookRow) -> tuple[int, str]:
    return (row.last, row.suffix)
