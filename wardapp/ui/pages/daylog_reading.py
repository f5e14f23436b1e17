"""What Nhật ký reads in one go, off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.daylog import LogLine, LogQuery
from wardapp.core.views import ChannelTotal
from wardapp.services.office import Office
from wardapp.ui.pages.daylog_rows import CellLines, Ground
from wardapp.ui.pages.daylog_side import SideFacts, quarter_of

MORE = 200
UNIT_KIND = "tdp"
COPIES = "bản"


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines asked for and everything around them."""

    ground: Ground
    lines: tuple[LogLine, ...]
    total: int
    missing: int
    side: SideFacts
    is_empty: bool  # the whole log


def read_log(
    office: Office, query: LogQuery, cell: CellLines | None, month: date, wanted: int
) -> Reading:
    """Return what the page shows (runs in a lane)."""
    daylog = office.daylog
    if cell is not None:
        lines = lines_of_cell(office, cell)
        total = len(lines)
    else:
        page = daylog.page(query, 0, wanted)
        lines, total = page.rows, page.total
    bare = replace(query, missing_evidence=True)
    first, last, _number = quarter_of(month)
    return Reading(
        ground=read_ground(office),
        lines=lines,
        total=total,
        missing=daylog.page(bare, 0, 1).total,
        side=SideFacts(
            daylog.month(month),
            daylog.gauge(),
            _bars(office, first, last),
            office.log_charts.year(),
        ),
        is_empty=not total and not daylog.page(LogQuery(), 0, 1).total,
    )


def read_ground(office: Office) -> Ground:
    """Return channels, groups and the number of units."""
    units = sum(1 for unit in office.catalogue.units() if unit.kind == UNIT_KIND and unit.active)
    ground = office.daylog.ground()
    return Ground(ground.channels, ground.groups, units)


def lines_of_cell(office: Office, cell: CellLines) -> tuple[LogLine, ...]:
    """Return the lines behind a cell of a report, newest first."""
    filled = office.reporting.fill(cell.form_id, cell.period_id)
    return office.reporting.lines_behind(filled, cell.key)


def read_more(office: Office, query: LogQuery, known: int) -> tuple[LogLine, ...]:
    """Return the next stretch of lines."""
    return office.daylog.page(query, known, MORE).rows


def _bars(office: Office, first: date, last: date) -> tuple[ChannelTotal, ...]:
    """Return the items of each channel; printed copies would dwarf them and stay out."""
    copies = {each.code for each in office.daylog.ground().channels if each.unit == COPIES}
    totals = office.daylog.totals(first, last)
    return tuple(each for each in totals if each.channel not in copies)
