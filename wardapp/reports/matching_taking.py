"""What the regions of a file give together: values by cell of the form, figures it states."""

from __future__ import annotations

from dataclasses import dataclass, field

from wardapp.core.forms import CellKey, ColumnSpec, FormValue
from wardapp.core.returns import CellPlace, DoubtKind, GridCell
from wardapp.reports.matching_sheet import Fate, Findings, Sheet
from wardapp.reports.matching_values import said, tidy_text

_LONGEST_SHOWN = 60


@dataclass(slots=True)
class Stated:
    """A figure the file gives for a cell the form computes."""

    key: CellKey
    value: FormValue
    sheet: Sheet
    cell: GridCell


@dataclass(slots=True)
class Taking:
    """What all regions of a file give together."""

    findings: Findings
    taken: dict[CellKey, tuple[FormValue, CellPlace]] = field(default_factory=dict)
    stated: list[Stated] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)  # tables that were found
    own: str = ""  # row of the unit the file is of, in tables of one row a unit
    grown: dict[str, int] = field(default_factory=dict)

    def take(self, sheet: Sheet, cell: GridCell, key: CellKey, column: ColumnSpec) -> Fate:
        """Read a cell into its place; return what became of it."""
        found = said(cell, column)
        place = self.findings.place(sheet, cell)
        if found.is_blank:
            return Fate.NOTE
        where = where_of(key, column)
        if found.kind in {DoubtKind.UNREADABLE, DoubtKind.FORMULA}:
            sentence = f"{where}: {found.why}."
            self.findings.doubt(found.kind, sentence, place, cell.raw, (key, found.value))
            return Fate.DOUBT
        held = self.taken.get(key)
        if held is not None:
            if held[0] == found.value:
                return Fate.NOTE
            self.findings.doubt(
                DoubtKind.AMBIGUOUS,
                f"{where}: ô {_named(place)} ghi “{_short(cell.text)}”, "
                f"ô {_named(held[1])} ghi “{_short(str(held[0]))}”. Chọn một.",
                place,
                cell.raw,
                (key, found.value),
            )
            return Fate.DOUBT
        self.taken[key] = (found.value, place)
        self.findings.take(place, key, found.value, cell.raw)
        if found.kind is not None:
            sentence = f"{where}: {found.why}."
            self.findings.doubt(found.kind, sentence, place, cell.raw, (key, found.value))
        return Fate.VALUE

    def claimed_by_two(
        self, sheet: Sheet, cell: GridCell, key: CellKey, column: ColumnSpec
    ) -> Fate:
        """List one value that stands for several cells; return what became of it."""
        found = said(cell, column)
        if found.is_blank:
            return Fate.NOTE
        sentence = f"{where_of(key, column)}: ô gộp ghi một giá trị cho nhiều dòng hoặc cột."
        place = self.findings.place(sheet, cell)
        self.findings.doubt(DoubtKind.AMBIGUOUS, sentence, place, cell.raw, (key, found.value))
        return Fate.DOUBT

    def state(self, sheet: Sheet, cell: GridCell, key: CellKey, column: ColumnSpec) -> None:
        """Keep a figure for a cell the form computes, to be compared."""
        found = said(cell, column)
        if found.value is not None:
            self.stated.append(Stated(key, found.value, sheet, cell))
        elif not found.is_blank and not cell.is_formula:
            sentence = f"{where_of(key, column)}: {found.why or 'không đọc được'}."
            place = self.findings.place(sheet, cell)
            self.findings.doubt(DoubtKind.UNREADABLE, sentence, place, cell.raw, (key, None))

    def unplaced(
        self, sheet: Sheet, spot: tuple[int, int], key: CellKey | None = None, of: str = ""
    ) -> None:
        """List a cell for which the form has no place."""
        cell = sheet.cells[spot]
        sheet.mark(spot, Fate.DOUBT)
        named = f" của dòng “{_short(of)}”" if of else ""
        self.findings.doubt(
            DoubtKind.UNPLACED,
            f"“{_short(cell.text)}”{named} chưa biết thuộc ô nào của mẫu.",
            self.findings.place(sheet, cell),
            cell.raw,
            (key, cell.number if cell.number is not None else tidy_text(cell.text)),
        )


def where_of(key: CellKey, column: ColumnSpec) -> str:
    """Return how a clerk finds a cell of the form."""
    return f"Biểu {key.table}, dòng {key.row}, cột “{column.short_label or column.label}”"


def _named(place: CellPlace) -> str:
    return f"{place.sheet}!{place.cell}" if place.sheet else place.cell


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
