"""From a returned file to a proposal: whose it is, its values by cell of the form, its doubts.

No cell is dropped: it is a value, a word of the form, or stands in a doubt with its place.
"""

from __future__ import annotations

from datetime import date

from wardapp.core.errors import NotFound
from wardapp.core.forms import FormSpec, Period, TableKind, TableSpec
from wardapp.core.issuers import Unit
from wardapp.core.returns import DoubtKind, ReturnedFile, ReturnProposal
from wardapp.core.unit_books import AwaitedReturn
from wardapp.reports.matching_body import take_region
from wardapp.reports.matching_headless import continued, headless
from wardapp.reports.matching_identity import Whose, candidates_of, name_period, name_unit, whose
from wardapp.reports.matching_left import leave_rest
from wardapp.reports.matching_lines import (
    PHONE,
    PREPARED,
    REPORTER,
    facts_of,
    lines_of,
    take_answers,
    texts_of,
)
from wardapp.reports.matching_results import compare_stated, filled_of, run_checks
from wardapp.reports.matching_rows import Wanted, wanted_rows
from wardapp.reports.matching_sheet import Findings, Sheet, sheets_of
from wardapp.reports.matching_strays import part_strays, tell_stray
from wardapp.reports.matching_tables import Region, regions_of
from wardapp.reports.matching_taking import Taking


def match(file: ReturnedFile, awaited: AwaitedReturn) -> ReturnProposal:
    """Return a returned file matched with its form; keys are those of the version it was made of.

    `blocked` says in a sentence why nothing could be taken. Warnings of the form's checks come as
    doubts that are settled from the start.
    """
    return match_all(file, awaited)[0]


def match_all(file: ReturnedFile, awaited: AwaitedReturn) -> tuple[ReturnProposal, list[Sheet]]:
    """Return the proposal of `match`, and the sheets with what became of every cell."""
    found = whose(file, awaited)
    specs = candidates_of(found, awaited)
    if not specs:
        raise NotFound("Sổ này chưa có mẫu báo cáo nào để đối chiếu tệp.")
    sheets = sheets_of(file)
    spec, regions = _best_spec(specs, sheets)
    taking = Taking(Findings(file.name))
    rows = {table.code: wanted_rows(table, awaited.units, awaited.rows) for table in spec.tables}
    texts = list(texts_of(file, sheets))
    facts = facts_of(file, sheets)
    name_unit(found, file, facts.get(REPORTER, ""), texts, awaited.units)
    taking.own = next(
        (unit.code or unit.id for unit in awaited.units if unit.id == found.unit_id), ""
    )
    _take_tables(taking, spec, sheets, regions, rows)
    take_answers(taking, spec, lines_of(file, sheets))
    name_period(found, texts, awaited)
    leave_rest(taking, spec, sheets, regions)
    _finish(taking, spec, rows, found, awaited)
    proposal = ReturnProposal(
        file=file.name,
        form_id=spec.id,
        form_version=spec.version,
        period_id=found.period_id,
        unit_id=found.unit_id,
        unit_candidates=found.candidates,
        unit_words=found.unit_words,
        values=tuple(taking.findings.values),
        doubts=tuple(taking.findings.doubts),
        left_out=file.left_out,
        prepared_by=facts.get(PREPARED, ""),
        phone=facts.get(PHONE, ""),
        blocked=_blocked(taking, spec),
    )
    return proposal, sheets


def _best_spec(specs: list[FormSpec], sheets: list[Sheet]) -> tuple[FormSpec, list[Region]]:
    """Return the form whose tables fit best, the first of those that fit alike."""
    best: tuple[float, FormSpec, list[Region]] = (-1.0, specs[0], [])
    for spec in specs:
        regions = [region for sheet in sheets for region in regions_of(sheet, spec)]
        fits: dict[str, float] = {}
        for region in regions:
            code = region.table.code
            fits[code] = max(fits.get(code, 0.0), region.score)
        fit = sum(fits.values()) / len(spec.tables)
        if fit > best[0]:
            best = (fit, spec, regions)
    return best[1], best[2]


def _take_tables(
    taking: Taking,
    spec: FormSpec,
    sheets: list[Sheet],
    regions: list[Region],
    rows: dict[str, list[Wanted]],
) -> None:
    strays = part_strays(sheets, spec, regions, rows)
    for region in (*regions, *strays):
        take_region(taking, region, rows[region.table.code])
    for region in strays:
        tell_stray(taking, region)
    regions += strays
    for region in continued(sheets, regions, rows):
        take_region(taking, region, rows[region.table.code])
        regions.append(region)
    for table in spec.tables:
        if table.code in taking.seen or not table.rows:
            continue
        found = headless(sheets, table, rows[table.code])
        if found is not None:
            take_region(taking, found, rows[table.code])
            regions.append(found)


def _finish(
    taking: Taking,
    spec: FormSpec,
    rows: dict[str, list[Wanted]],
    found: Whose,
    awaited: AwaitedReturn,
) -> None:
    """Compare sums, run the checks, and say what concerns the whole file."""
    period = awaited.period or _NO_PERIOD
    filled = filled_of(spec, period, taking, rows)
    compare_stated(taking, spec, filled)
    run_checks(taking, spec, filled)
    unit = next((each for each in awaited.units if each.id == found.unit_id), None)
    missing = [
        table.title
        for table in spec.tables
        if table.code not in taking.seen and _is_asked(table, unit)
    ]
    if missing and taking.seen:
        found.doubts.append(f"Không thấy trong tệp: {'; '.join(missing)}.")
    for sentence in found.doubts:
        taking.findings.doubt(DoubtKind.FILE, sentence, taking.findings.place(None, None))


def _is_asked(table: TableSpec, unit: Unit | None) -> bool:
    if table.kind is not TableKind.PER_UNIT:
        return True
    return unit is not None and unit.kind == table.unit_kind


def _blocked(taking: Taking, spec: FormSpec) -> str:
    if taking.findings.values or taking.seen:
        return ""
    return f"Không thấy biểu nào của {spec.label} trong tệp. Hãy xem lại có đúng tệp báo cáo không."


_NO_PERIOD = Period(id="", label="", window_from=date.min, window_to=date.min, due_date=date.min)
