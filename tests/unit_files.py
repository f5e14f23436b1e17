"""A ward, its form and a workbook a unit filled, for tests of what comes back."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.builders import an_id
from wardapp.core.forms import CellType, ColumnSpec, FormSpec, Period, TableKind, TableSpec
from wardapp.core.issuers import Unit
from wardapp.core.returns import ReturnProposal
from wardapp.core.unit_books import KEY_MARK, AwaitedReturn, UnitBook, UnitBookFacts
from wardapp.documents.returned.door import returned_file
from wardapp.documents.unit_workbook import IDENTITY_SHEET, write_unit_workbook
from wardapp.reports.loading import load_form
from wardapp.reports.matching import match
from wardapp.reports.unit_book import unit_book

FORM = Path(__file__).resolve().parents[1] / "forms" / "phu-luc-02" / "form.toml"
MADE = date(2026, 5, 20)
OFFICE = "office-lien-ho"
PERIOD = Period(
    id="2026-06",
    label="kỳ tháng 6/2026",
    window_from=date(2026, 3, 10),
    window_to=date(2026, 6, 9),
    due_date=date(2026, 6, 10),
)
UNITS = tuple(
    Unit(id=an_id(200 + n), name=f"Tổ dân phố số {n}", code=str(n), households=200 + n)
    for n in range(1, 21)
)
UNIT = UNITS[8]
FACTS = UnitBookFacts(office_id=OFFICE, made_on=MADE, send_to="Ban Xây dựng Đảng")
Place = tuple[str, str, str]
_SPECIAL = {
    ("D", "carried"): 1,
    ("D", "received"): 4,
    ("D", "own"): 5,
    ("D", "moved"): 1,
    ("D", "solved"): 2,
    ("D", "on_time"): 2,
    ("D", "late"): 0,
    ("D", "pending"): 2,
    ("A", "plan"): 3,
    ("A", "actual"): 4,
    ("A", "year"): 9,
    ("B", "reached"): 100,
}
_GROWN = 3


@cache
def spec() -> FormSpec:
    """Phụ lục 02 as it ships."""
    return load_form(FORM)


@cache
def book() -> UnitBook:
    """The workbook of tổ dân phố số 9 before it is written."""
    return unit_book(spec(), PERIOD, UNIT, FACTS)


@cache
def workbook() -> bytes:
    """The workbook of tổ dân phố số 9 as it goes out."""
    return write_unit_workbook(book(), created=MADE)


@cache
def filled() -> tuple[bytes, dict[Place, Any]]:
    """The workbook filled in every open cell of its tables, and what was put where."""
    return filled_of(spec(), workbook())


def filled_of(form: FormSpec, data: bytes) -> tuple[bytes, dict[Place, Any]]:
    """A workbook of a form filled in every open cell, and what was put where."""
    opened = load_workbook(io.BytesIO(data))
    put: dict[Place, Any] = {}
    for sheet in opened:
        columns: dict[int, str] = {}
        for row in sheet.iter_rows():
            for cell in row[1:]:
                if isinstance(cell.value, str) and cell.value.startswith(KEY_MARK):
                    columns[cell.column] = cell.value.split(":")[2]
            key = row[0].value
            if isinstance(key, str) and key.startswith(KEY_MARK):
                table, code = key.split(":")[1:]
                _fill_row(form.table(table), row, columns, code, put)
    return saved(opened), put


def _fill_row(
    table: TableSpec, row: Any, columns: dict[int, str], code: str, put: dict[Place, Any]
) -> None:
    if table.kind is TableKind.GROWING and int(code.removeprefix(table.code)) > _GROWN:
        return
    for cell in row[1:]:
        if cell.column in columns and not cell.protection.locked:
            name = columns[cell.column]
            if cell.value is None:
                cell.value = _SPECIAL.get((table.code, name), _value(table.column(name), len(put)))
            put[table.code, code, name] = cell.value


def _value(column: ColumnSpec, number: int) -> Any:
    match column.type:
        case CellType.COUNT | CellType.DECIMAL | CellType.PERCENT:
            return number % 7 + 1
        case CellType.RATIO:
            return "9/20"
        case CellType.CHOICE:
            return column.choices[number % len(column.choices)]
        case _:
            return f"Nội dung thứ {number}"


def opened() -> Workbook:
    """The filled workbook, to be damaged."""
    return load_workbook(io.BytesIO(filled()[0]))


def bare(data: bytes = b"") -> Workbook:
    """A filled workbook without hidden keys and identity, as a copy by hand would be."""
    workbook = load_workbook(io.BytesIO(data or filled()[0]))
    del workbook[IDENTITY_SHEET]
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(KEY_MARK):
                    cell.value = None
    return workbook


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def awaited(**fields: Any) -> AwaitedReturn:
    """What the ward awaits: this form, this period, its twenty tổ dân phố."""
    values: dict[str, Any] = {
        "specs": (spec(),),
        "units": UNITS,
        "form_id": spec().id,
        "period": PERIOD,
        "office_id": OFFICE,
    }
    return AwaitedReturn(**{**values, **fields})


def read(data: bytes | Workbook, name: str = "to dan pho so 9.xlsx") -> ReturnProposal:
    """Read and match what came back."""
    content = data if isinstance(data, bytes) else saved(data)
    return match(returned_file(name, content), awaited())


def values_of(proposal: ReturnProposal) -> dict[Place, Any]:
    """The values of a proposal by table, row and column."""
    return {(v.key.table, v.key.row, v.key.column): v.value for v in proposal.values}


def row_of(sheet: Any, text: str) -> int:
    """The row of a sheet in which a text stands."""
    return next(
        int(row[0].row) for row in sheet.iter_rows() if any(cell.value == text for cell in row)
    )


def every_cell(workbook: Workbook, change: Callable[[str], str]) -> None:
    """Change every text of a workbook, formulas and keys left alone."""
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.startswith(("=", KEY_MARK)):
                    cell.value = change(cell.value)
