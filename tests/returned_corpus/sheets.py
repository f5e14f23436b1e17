"""A unit's workbook in the hands of the corpus: where its input cells are, what is typed there."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

MARK = "wa:"
WORDS = (
    "Nhân dân đồng tình với việc chỉnh trang ngõ",
    "Băn khoăn về giờ thu gom rác",
    "Đã giải thích tại cuộc họp tổ dân phố",
    "Nhóm người cao tuổi, người đi làm xa",
    "Ý kiến về chiếu sáng ngõ sâu",
    "Đề nghị thêm tin về an toàn cháy, nổ",
)


@dataclass(frozen=True)
class Place:
    """A cell of the form, by table, row and column."""

    table: str
    row: str
    column: str


@dataclass
class Told:
    """What a file says: `values` must come back or be doubted; `planted` must be doubted.

    `blank` are places that must stay blank. `unsure` places may hold any doubt.
    """

    values: dict[Place, int | str | Decimal] = field(default_factory=dict)
    planted: list[str] = field(default_factory=list)
    refused: bool = False  # the whole file is answered by one sentence
    unit: str = ""


@dataclass
class Spot:
    """An input cell and the place of the form it stands for."""

    sheet: str
    row: int
    column: int
    place: Place
    kind: str = "text"  # "count" | "text" | "ratio" | "choice"
    choices: tuple[str, ...] = ()


def opened(data: bytes) -> Workbook:
    """Return the workbook of a file."""
    return load_workbook(io.BytesIO(data))


def saved(book: Workbook) -> bytes:
    """Return a workbook as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def keys_of(sheet: Worksheet) -> tuple[dict[int, tuple[str, str]], dict[int, tuple[str, str]]]:
    """Return (table, column) by column number and (table, row) by row number, as the keys say."""
    columns: dict[int, tuple[str, str]] = {}
    rows: dict[int, tuple[str, str]] = {}
    marked = [cell for line in sheet.iter_rows() for cell in line if _mark(cell)]
    if not marked:
        return {}, {}
    head = min(cell.row for cell in marked)
    for cell in marked:
        _, table, name = str(cell.value).split(":", 2)
        if cell.row == head:
            columns[cell.column] = (table, name)
        else:
            rows[cell.row] = (table, name)
    return columns, rows


def _mark(cell: Cell) -> bool:
    return isinstance(cell.value, str) and cell.value.startswith(MARK) and cell.value.count(":") > 1


def spots_of(
    book: Workbook, kinds: dict[tuple[str, str], tuple[str, tuple[str, ...]]]
) -> list[Spot]:
    """Return the cells a unit may type into: those that are not locked."""
    found = []
    for sheet in book.worksheets:
        columns, rows = keys_of(sheet)
        for at, (table, row) in rows.items():
            for column, (_, name) in columns.items():
                cell = sheet.cell(at, column)
                if cell.protection.locked or _mark(cell):
                    continue
                kind, choices = kinds.get((table, name), ("text", ()))
                found.append(Spot(sheet.title, at, column, Place(table, row, name), kind, choices))
    return found


def typed(book: Workbook, spots: list[Spot], dice: random.Random) -> Told:
    """Type a unit's answers into its workbook."""
    told = Told()
    for spot in spots:
        value = _answer(spot, dice)
        if value is None:
            continue
        book[spot.sheet].cell(spot.row, spot.column).value = value
        told.values[spot.place] = value
    return told


def _answer(spot: Spot, dice: random.Random) -> int | str | None:
    if dice.random() < 0.25:
        return None
    if spot.kind == "count":
        return dice.choice(
            (0, dice.randint(1, 40), dice.randint(41, 999), dice.randint(1000, 25000))
        )
    if spot.kind == "ratio":
        whole = dice.randint(10, 30)
        return f"{dice.randint(0, whole)}/{whole}"
    if spot.kind == "choice":
        return dice.choice(spot.choices)
    return f"{dice.choice(WORDS)} ({dice.randint(1, 99)})"
