"""A register of 10,000 rows as Excel, Word and PDF, beside openpyxl's own two ways."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.bench.big_office import DAY, LINES, big_office
from tests.bench.table import Row, repeated
from wardapp.core.clock import DayClock
from wardapp.core.dispatches import ListQuery
from wardapp.core.printout import Printout
from wardapp.core.views import BookRequest
from wardapp.documents.printouts import written
from wardapp.services.office import open_office

ROWS = 10_000
TIMES, FEW = 3, 1


def measure(out: Path) -> list[Row]:
    folder, places = big_office(out, LINES)
    with open_office(folder, places, DayClock(DAY)) as office:
        request = BookRequest(code="den", date_from=DAY.replace(year=DAY.year - 2), date_to=DAY)
        drawn = repeated(lambda: office.exporting.book(request), FEW, warm=0)
        printout = _cut(office.exporting.book(request))
        target = out / "list.xlsx"
        every = ListQuery(year=DAY.year - 1)
        count = office.intake.page(every).total
        shown = repeated(lambda: office.list_export.incoming_to(every, target), TIMES, warm=1)

    def write(kind: str) -> object:
        return written(printout, kind, places.resources, created=DAY)

    rows = len(printout.tables[0].rows)
    note = "target ≤ 3000"
    return [
        Row(f"register of {rows:,} rows to Excel", repeated(lambda: write(".xlsx"), TIMES), note),
        Row("  peer: openpyxl write_only, same cells", repeated(lambda: _plain(printout), TIMES)),
        Row("  peer: openpyxl, a whole workbook", repeated(lambda: _whole(printout), TIMES)),
        Row("the same to Word", repeated(lambda: write(".docx"), TIMES, warm=1), "target ≤ 2000"),
        Row("the same to PDF", repeated(lambda: write(".pdf"), FEW, warm=0)),
        Row("reading and drawing two years of the register", drawn),
        Row(f"list as shown, {count:,} rows, to Excel", shown),
    ]


def _cut(printout: Printout) -> Printout:
    """Return the register with just so many rows."""
    table = printout.tables[0]
    return replace(printout, tables=(replace(table, rows=table.rows[:ROWS]),))


def _values(printout: Printout) -> list[list[Any]]:
    table = printout.tables[0]
    heads: list[Any] = [column.head for column in table.columns]
    return [heads, *([cell.value for cell in row] for row in table.rows)]


def _plain(printout: Printout) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sổ")
    for row in _values(printout):
        sheet.append(row)
    book.save(io.BytesIO())


def _whole(printout: Printout) -> None:
    book = Workbook()
    sheet = book.active
    for row in _values(printout):
        sheet.append(row)
    book.save(io.BytesIO())
