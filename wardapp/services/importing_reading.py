"""The rows of files as lines: which rows are lines at all, and the days their columns are in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from wardapp.core.books import RegisterBook
from wardapp.core.issuers import Issuer, Term
from wardapp.core.layout import DocumentType
from wardapp.core.old_books import (
    LEFT_OUT,
    CellFix,
    Doubt,
    ImportCounts,
    ImportPlan,
    OldFile,
    OldLine,
    OldRow,
    OldSheet,
    SheetColumns,
)
from wardapp.core.progress import Progress
from wardapp.core.text import fold
from wardapp.services.importing_checks import Place
from wardapp.services.importing_dates import DayHints, is_month_first, is_turned, year_named
from wardapp.services.importing_heads import fields_of, is_head_again, is_index
from wardapp.services.importing_numbers import read_number
from wardapp.services.importing_rows import Ground, SheetRows

DAYS = ("arrival_date", "issued_date", "direction_date", "due_date", "sent_date")
_NUMBERS = ("arrival_number", "code_number", "number_symbol", "count")
_SLICE = 1_000
_READING = "Đang xem từng dòng"
_TOTAL = re.compile(r"(?:tong|tong so|tong cong|cong|tong hop)\b")
_SIGNS = re.compile(r"(?:nguoi lap|thu truong|van thu|nguoi kiem tra|noi nhan)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that reading the lines of files needs."""

    files: tuple[OldFile, ...]
    plan: ImportPlan
    issuer: Issuer
    books: tuple[RegisterBook, ...]
    terms: tuple[Term, ...]
    types: tuple[DocumentType, ...]
    today: date
    now_ms: int

    @property
    def ground(self) -> Ground:
        """Return what every row is read on."""
        return Ground(
            issuer=self.issuer,
            book=self.plan.book,
            books=self.books,
            terms=self.terms,
            types=self.types,
            today=self.today,
            now_ms=self.now_ms,
        )


@dataclass(slots=True)
class ReadRows:
    """The lines that were read, with what is doubtful of their cells."""

    book: str
    lines: list[OldLine] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    rows: int = 0
    skipped: int = 0
    left_out: int = 0
    mended: int = 0
    _seen: dict[tuple[str, str, int], OldRow] = field(default_factory=dict)
    _fields: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @property
    def counts(self) -> ImportCounts:
        """Return the figures of reading; what may be imported is counted later."""
        return ImportCounts(
            rows=self.rows,
            ready=0,
            blocked=0,
            doubtful=0,
            left_out=self.left_out,
            skipped=self.skipped,
            mended=self.mended,
        )

    def take(self, file: OldFile, sheet: OldSheet, reader: SheetRows, row: OldRow) -> None:
        """Read one row."""
        self.rows += 1
        self._seen[file.name, sheet.name, row.number] = row
        self._fields[file.name, sheet.name] = reader.columns.fields
        self.lines.append(reader.read(row))

    def with_cells(self, doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
        """Return doubts in the order of the rows, each with what stood in its cell."""
        order = {key: at for at, key in enumerate(self._seen)}
        names = fields_of(self.book)
        told = [self._with_cell(doubt, names) for doubt in doubts]
        told.sort(key=lambda each: (order.get(_key(each), 0), not each.blocks))
        return tuple(told)

    def _with_cell(self, doubt: Doubt, names: dict[str, str]) -> Doubt:
        if doubt.column < 0 or doubt.head:
            return doubt
        fields = self._fields[doubt.file, doubt.sheet]
        raw = self._seen[_key(doubt)].cell(doubt.column).raw
        return replace(doubt, head=names.get(fields[doubt.column], ""), raw=raw)


def _key(doubt: Doubt) -> tuple[str, str, int]:
    return doubt.file, doubt.sheet, doubt.row


def read_lines(reading: Reading, progress: Progress) -> ReadRows:
    """Return the lines of the sheets that the plan names."""
    found = ReadRows(reading.plan.book)
    chosen = {(file, columns.sheet): columns for file, columns in reading.plan.sheets}
    total = sum(
        len(sheet.rows)
        for file in reading.files
        for sheet in file.sheets
        if (file.name, sheet.name) in chosen
    )
    done = 0
    for file in reading.files:
        for sheet in file.sheets:
            columns = chosen.get((file.name, sheet.name))
            if columns is None:
                continue
            for row in _lines_of(reading, file, sheet, columns, found):
                if done % _SLICE == 0:
                    progress.step(done, total, _READING)
                done += row
    return found


def _lines_of(
    reading: Reading, file: OldFile, sheet: OldSheet, columns: SheetColumns, found: ReadRows
) -> Iterator[int]:
    """Read the rows of a sheet one by one; yields 1 after each."""
    fixes = {
        (fix.row, fix.column): fix
        for fix in reading.plan.fixes
        if (fix.file, fix.sheet) == (file.name, sheet.name)
    }
    reader = SheetRows(
        ground=reading.ground,
        file=file.name,
        columns=columns,
        days=_hints(reading, file, sheet, columns),
        fixes=fixes,
    )
    first = max(columns.head_rows, default=0)
    for row in sheet.rows:
        yield 1
        if row.number <= first or _is_no_line(row, columns, fixes):
            found.skipped += row.number > first
            _follow_title(reader, row, reading.plan)
        elif (row.number, LEFT_OUT) in fixes:
            found.left_out += 1
        else:
            found.take(file, sheet, reader, row)
    found.doubts += reader.doubts
    found.mended += reader.mended


def _hints(
    reading: Reading, file: OldFile, sheet: OldSheet, columns: SheetColumns
) -> dict[str, DayHints]:
    """Return what is known of each column of days."""
    head = max(columns.head_rows, default=0)
    titles = [cell.text for row in sheet.rows if row.number < head for cell in row.cells]
    named = (year_named(each) for each in (sheet.name, *titles, file.name))
    year = reading.plan.year or next((each for each in named if each), None)
    hints = {}
    for name in DAYS:
        if name not in columns.fields:
            continue
        at = columns.fields.index(name)
        cells = [row.cell(at) for row in sheet.rows if row.number > head and row.cell(at).text]
        hints[name] = DayHints(
            today=reading.today if name != "due_date" else date.max,
            year=year,
            is_turned=is_turned(cells),
            is_month_first=is_month_first(cells),
        )
    return hints


def _is_no_line(row: OldRow, columns: SheetColumns, fixes: dict[tuple[int, int], CellFix]) -> bool:
    """Tell whether a row is a title, a total, a head again or the numbers of the columns."""
    texts = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    if not texts:
        return True
    if is_index(row) or is_head_again(row, columns):
        return True
    has_number = any(
        name in columns.fields
        and (
            read_number(row.cell(columns.fields.index(name)).text).number is not None
            or (row.number, columns.fields.index(name)) in fixes
        )
        for name in _NUMBERS
    )
    if has_number:
        return False
    is_title = len(set(texts)) == 1
    return is_title or bool(_TOTAL.match(fold(texts[0])) or _SIGNS.match(fold(texts[0])))


def _follow_title(reader: SheetRows, row: OldRow, plan: ImportPlan) -> None:
    """Take the year that a title between the lines names for the days that follow."""
    texts = {cell.text.strip() for cell in row.cells if cell.text.strip()}
    year = year_named(next(iter(texts))) if len(texts) == 1 else None
    if year is not None and plan.year is None:
        reader.days = {name: replace(hint, year=year) for name, hint in reader.days.items()}


def place_in(plan: ImportPlan) -> Place:
    """Return what tells in which column number and date of a line stand."""
    fields = {(file, columns.sheet): columns.fields for file, columns in plan.sheets}
    names = {
        "number": ("arrival_number", "code_number", "number_symbol", "count"),
        "date": ("arrival_date", "issued_date"),
    }

    def place(line: OldLine, what: str) -> int:
        here = fields.get((line.file, line.sheet), ())
        return next((here.index(name) for name in names[what] if name in here), -1)

    return place
