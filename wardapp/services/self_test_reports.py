"""The check of units' files: one is made, filled, read back, consolidated and written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wardapp.core.forms import (
    CellKey,
    FilledForm,
    FormFacts,
    FormSources,
    FormSpec,
    FormValue,
    Period,
)
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.returns import ReadValue
from wardapp.core.tour import TOUR_DAY, TourStep
from wardapp.core.unit_books import AwaitedReturn, UnitBookFacts
from wardapp.documents import printouts
from wardapp.documents.returned.door import returned_file
from wardapp.reports.consolidating import Gathering, Giver, consolidate
from wardapp.reports.filling import fill
from wardapp.reports.loading import load_form
from wardapp.reports.matching import match
from wardapp.reports.printing import form_printout
from wardapp.reports.unit_book import unit_book
from wardapp.services.self_test_step import REINSTALL, Bench, failed, passed

FORM = "phu-luc-02"
CELL = CellKey(table="A", row="A4", column="actual")
AMOUNTS = (3, 4)
TOPIC = CellKey(table="C", row="C1", column="issue")
ISSUE = "Đèn chiếu sáng ngõ 12 hỏng (vấn đề thử)"
PERIOD = Period(
    id=f"{TOUR_DAY:%Y-%m}",
    label="kỳ thử",
    window_from=TOUR_DAY.replace(day=1),
    window_to=TOUR_DAY,
    due_date=TOUR_DAY,
)
UNITS = tuple(
    Unit(id=RecordId(f"thu-{code}"), name=f"Tổ dân phố số {code}", kind="tdp", code=str(code))
    for code in (1, 2)
)


def check_units(bench: Bench) -> Iterator[TourStep]:
    """Send two units' workbooks round and look for their figures in the consolidated file."""
    spec = load_form(bench.places.forms / FORM / "form.toml")
    read = [
        _back(spec, unit, {CELL: amount, TOPIC: ISSUE})
        for unit, amount in zip(UNITS, AMOUNTS, strict=True)
    ]
    if not all(any(each.key == CELL for each in values) for values in read):
        yield failed("units", f"Tệp cho đơn vị đọc lại không đủ số. {REINSTALL}")
        return
    form = _together(spec, read)
    row = form.table(CELL.table).row(CELL.row)
    cell = row.cell(CELL.column) if row else None
    printed = form_printout(spec, form, FormFacts(reporter="Phường thử"))
    data = printouts.written(printed, ".xlsx", bench.places.resources, created=TOUR_DAY)
    written = returned_file("tong-hop.xlsx", data)
    words = {each.text for grid in written.grids for row in grid.rows for each in row}
    if cell is not None and cell.value == sum(AMOUNTS) and ISSUE in words:
        told = f"Tệp của {len(UNITS)} đơn vị lập được, đọc lại, tổng hợp và ghi ra đúng."
        yield passed("units", told, sum=sum(AMOUNTS))
    else:
        yield failed("units", f"Tổng hợp tệp các đơn vị không đúng. {REINSTALL}")


def _back(spec: FormSpec, unit: Unit, values: dict[CellKey, FormValue]) -> tuple[ReadValue, ...]:
    """Return what is read from the workbook of a unit that was filled with these values."""
    facts = UnitBookFacts(office_id="", made_on=TOUR_DAY, send_to="Phường thử")
    book = unit_book(spec, PERIOD, unit, facts, values)
    data = printouts.unit_form(book, None, created=TOUR_DAY)
    awaited = AwaitedReturn(specs=(spec,), units=UNITS, form_id=FORM, period=PERIOD)
    proposal = match(returned_file(f"{unit.name}.xlsx", data), awaited)
    return proposal.values if proposal.unit_id == unit.id else ()


def _together(spec: FormSpec, read: list[tuple[ReadValue, ...]]) -> FilledForm:
    """Return our own empty form with what the units gave added up."""
    blank = FilledForm(
        form_id=FORM, form_version=spec.version, period=PERIOD, reporter="Phường thử", tables=()
    )
    own = fill(spec, blank, FormSources(lines=(), units=UNITS, channels=()))
    givers = tuple(
        Giver(unit=unit, return_id=unit.id, values=values)
        for unit, values in zip(UNITS, read, strict=True)
    )
    return replace(
        consolidate(spec, Gathering(own=own, givers=givers, units=UNITS)).form, closed_ms=0
    )
