"""Workbooks of units as they come back: made by the product's own writer, filled, then damaged."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from wardapp.core.forms import CellKey, FormSpec, FormValue, Period
from wardapp.core.issuers import Unit
from wardapp.core.unit_books import UnitBookFacts
from wardapp.documents.unit_workbook import write_unit_workbook
from wardapp.reports.unit_book import unit_book
from wardapp.services.office import Office

MADE_ON = date(2026, 6, 1)
FORM, JUNE = "phu-luc-02", "2026-06"
TOPICS = (
    ("Rác thải sinh hoạt tồn đọng ở ngõ", "Băn khoăn, chưa rõ", "Nhiều ý kiến"),
    ("Rác thải sinh hoạt chưa thu gom kịp", "Băn khoăn, chưa rõ", "Một số ý kiến"),
    ("Đường ngõ ngập khi mưa lớn", "Phản đối", "Đa số ý kiến"),
    ("Tổ chức chính quyền địa phương hai cấp", "Tán thành", "Đa số ý kiến"),
    ("Ngập đường ngõ sau mưa lớn", "Băn khoăn, chưa rõ", "Nhiều ý kiến"),
)
NOTHING: Mapping[CellKey, FormValue] = {}


def key(table: str, row: str, column: str) -> CellKey:
    """Return a cell of Phụ lục 02."""
    return CellKey(table=table, row=row, column=column)


def invented_values(unit: Unit, chance: random.Random) -> dict[CellKey, FormValue]:
    """Return what a unit could write."""
    households = unit.households or 120
    zero = [key("A", f"A{n}", "actual") for n in (*range(1, 15), "1a", "1b")]
    zero += [
        key("D", f"D{n}", column)
        for n in range(1, 11)
        for column in ("carried", "received", "moved", "solved", "pending")
    ]
    values: dict[CellKey, FormValue] = dict.fromkeys(zero, 0)
    values |= {
        key("A", "A4", "actual"): chance.randint(4, 18),
        key("A", "A4", "reach"): chance.randint(60, households),
        key("A", "A11", "actual"): chance.randint(1, 3),
        key("A", "A11", "reach"): chance.randint(40, households),
        key("A", "A12", "actual"): chance.choice((0, 2, 5)),
        key("B", unit.code, "households"): households,
        key("B", unit.code, "reached"): chance.randint(households // 2, households),
        key("B", unit.code, "channels"): "Zalo, họp tổ dân phố",
        key("B", unit.code, "hard"): chance.choice(("Công nhân thuê trọ", "Người cao tuổi")),
        key("E", "E1", "text"): "Tin đến từng hộ trong ngày.",
        key("E", "E2", "text"): chance.choice(("Loa cuối ngõ hay hỏng.", "Ít người trẻ dự họp.")),
        key("E", "E3", "text"): "Đề nghị phường cấp thêm bảng tin.",
        key("E", "E4", "text"): "Họp tổ dân phố chuẩn bị năm học mới.",
    }
    for field in ("D1", "D3"):
        came, done = chance.randint(1, 4), chance.randint(0, 1)
        values |= {
            key("D", field, "carried"): 0,
            key("D", field, "received"): came,
            key("D", field, "solved"): done,
            key("D", field, "moved"): 0,
            key("D", field, "pending"): came - done,
        }
    issue, leaning, spread = chance.choice(TOPICS)
    values |= {
        key("C", "C1", "issue"): issue,
        key("C", "C1", "leaning"): leaning,
        key("C", "C1", "spread"): spread,
    }
    return values


def workbook(
    spec: FormSpec,
    period: Period,
    unit: Unit,
    values: Mapping[CellKey, FormValue] = NOTHING,
    office_id: str = "",
) -> bytes:
    """Return the workbook of a unit with these values in it."""
    facts = UnitBookFacts(office_id=office_id, made_on=MADE_ON, send_to="Ban Xây dựng Đảng")
    return write_unit_workbook(unit_book(spec, period, unit, facts, values), created=MADE_ON)


def sent_in(
    office: Office, folder: Path, unit: Unit, values: Mapping[CellKey, FormValue] = NOTHING
) -> Path:
    """Write what a unit sends in for the period of June and return the file."""
    spec = office.reporting.spec(FORM)
    period = office.reporting.fill(FORM, JUNE).period
    path = folder / f"Bao cao to {unit.code}.xlsx"
    path.write_bytes(workbook(spec, period, unit, values, office.desk.database.office_id))
    return path


def cell_at(sheet: Any, row: str, column: str) -> Any:
    """Return the cell of a workbook by the hidden keys of its row and column."""
    at: dict[str, Any] = {}
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str) and cell.value.startswith("wa:"):
                at[cell.value] = cell
    code = sheet.title.removeprefix("Biểu ")
    return sheet.cell(at[f"wa:{code}:{row}"].row, at[f"wa:{code}:{column}"].column)


def damaged(path: Path, deed: Callable[[Any], None]) -> Path:
    """Open a workbook as a unit does, do something to it and save it over itself."""
    book = openpyxl.load_workbook(path)
    deed(book)
    book.save(path)
    book.close()
    return path


def number_in_words(book: Any) -> None:
    """Write a count in words."""
    cell_at(book["Biểu A"], "A11", "actual").value = "mấy cuộc"


def number_as_text(book: Any) -> None:
    """Write a count as text with its unit of measure."""
    cell_at(book["Biểu A"], "A4", "actual").value = "12 tin"


def row_added(book: Any) -> None:
    """Add a line of the unit's own below a table."""
    sheet = book["Biểu D"]
    sheet.cell(sheet.max_row + 1, 3).value = "Vệ sinh chợ"
    sheet.cell(sheet.max_row, 5).value = 3


def no_identity(book: Any) -> None:
    """Lose the hidden sheet, as a copy into a new workbook does."""
    del book["_wardapp"]


def rule_broken(book: Any) -> None:
    """Write more households reached than there are."""
    sheet = book["Biểu B"]
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value == "wa:B:reached":
                column = cell.column
            if isinstance(cell.value, str) and cell.value.startswith("wa:B:") and cell.column == 1:
                row = cell.row
    sheet.cell(row, column).value = 99_999


DAMAGES: tuple[Callable[[Any], None], ...] = (
    number_in_words,
    number_as_text,
    row_added,
    no_identity,
    rule_broken,
)
