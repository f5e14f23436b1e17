"""Which row of a table each row of a grid is: by hidden key, label, code, and place at last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from wardapp.core.forms import FilledRow, TableKind, TableSpec
from wardapp.core.issuers import Unit
from wardapp.core.returns import GridCell
from wardapp.core.text import fold
from wardapp.reports.matching_heads import CODE, LABEL, LEADS
from wardapp.reports.matching_sheet import hidden_key
from wardapp.reports.matching_tables import Region
from wardapp.reports.matching_values import is_figure
from wardapp.reports.matching_words import ALIKE, SLIPPED, SURE, alike, is_foot, is_total

_KEYED, _KEYED_OTHERWISE = 0.93, 0.85
_CODED, _CODED_OTHERWISE = 0.88, 0.6
_NEAR = 0.002
_OF_UNIT = 1.1
_INDEX = re.compile(r"\(?\d{1,2}\)?(?:\s*=.*)?")
_INDEX_CELLS = 3
_A_CODE = re.compile(r"[^\W\d_]{0,3}\d{1,3}[a-z]?(?:\.\d+)*\.?|[IVX]{1,4}\.?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row the form has: its code and all names it goes by."""

    code: str
    names: tuple[str, ...]
    na: frozenset[str] = frozenset()
    is_computed: bool = False


@dataclass(slots=True)
class Placed:
    """How the rows of a region were understood."""

    rows: dict[int, Wanted] = field(default_factory=dict)
    why: dict[int, str] = field(default_factory=dict)  # rows to be looked at, and why
    doubles: dict[int, Wanted] = field(default_factory=dict)  # say the same as another row
    nearest: dict[int, Wanted] = field(default_factory=dict)  # what an unplaced row may be
    totals: list[int] = field(default_factory=list)
    end: int = 0  # first row below the table


def wanted_rows(
    table: TableSpec, units: Iterable[Unit], given: Mapping[str, tuple[FilledRow, ...]]
) -> list[Wanted]:
    """Return the rows a table of the form has, units where it has one a unit."""
    if table.kind is TableKind.PER_UNIT:
        rows = [_of_unit(unit) for unit in units if unit.kind == table.unit_kind]
        known = {row.code for row in rows}
        more = (row for row in given.get(table.code, ()) if row.code not in known)
        return rows + [Wanted(row.code, (row.label,)) for row in more]
    return [
        Wanted(row.code, (row.label,), frozenset(row.na), is_computed=bool(row.formula))
        for row in table.rows
    ]


def _of_unit(unit: Unit) -> Wanted:
    return Wanted(unit.code or unit.id, names_of(unit))


def names_of(unit: Unit) -> tuple[str, ...]:
    """Return all names a unit goes by in its files."""
    names = [unit.name, *unit.other_names]
    if unit.code and unit.kind == "tdp":
        names += [f"Tổ dân phố số {unit.code}", f"Tổ {unit.code}", f"Tổ dân phố {unit.code}"]
    return tuple(dict.fromkeys(names))


def body_rows(region: Region) -> list[int]:
    """Return the rows under a head, without rows that only count its columns."""
    sheet = region.sheet
    rows = [row for row in sheet.rows if region.last < row <= region.end]
    if rows and _is_index(cell for _column, cell in region.cells(rows[0])):
        region.last = rows[0]
        rows = rows[1:]
    return rows


def _is_index(cells: Iterable[GridCell]) -> bool:
    texts = [cell.text.strip() for cell in cells if hidden_key(cell.text) is None]
    if len(texts) < _INDEX_CELLS:
        return False
    heads = [text for text in texts if _INDEX.fullmatch(text)]
    numbers = [int(re.sub(r"\D", "", text.partition("=")[0])) for text in heads]
    return len(heads) >= len(texts) - 1 and numbers == sorted(set(numbers)) and numbers[0] <= 1


def place_rows(region: Region, rows: list[int], wanted: list[Wanted], own: str = "") -> Placed:
    """Return which wanted row each grid row is, the likeliest pairs first.

    `own` is the row of the unit the file is of: the only row without a name is that one.
    """
    placed = Placed(end=region.end + 1)
    rows = _above_foot(region, rows, wanted, placed)
    _by_likeness(region, rows, wanted, placed)
    _place_totals(region, rows, placed)
    if region.table.kind is TableKind.PER_UNIT:
        _by_unit(region, rows, wanted, placed, own)
        _of_others(wanted, placed, own)
    else:
        _by_order(region, rows, wanted, placed)
    for row in placed.rows:
        placed.doubles.pop(row, None)
    return placed


def _by_likeness(region: Region, rows: list[int], wanted: list[Wanted], placed: Placed) -> None:
    """Pair grid rows and wanted ones, the likeliest first; each wanted row is taken once."""
    pairs = sorted(
        (-score, row, position, why)
        for at, row in enumerate(rows)
        for position, score, why in _likely(region, row, wanted, at)
    )
    used: set[int] = set()
    for score, row, position, why in pairs:
        one = wanted[position]
        if row in placed.rows:
            continue
        if -score < ALIKE:
            placed.nearest.setdefault(row, one)
        elif position in used:
            placed.doubles.setdefault(row, one)
        else:
            used.add(position)
            placed.rows[row] = one
            if why:
                placed.why[row] = why


def _place_totals(region: Region, rows: list[int], placed: Placed) -> None:
    for row in rows:
        texts = (cell.text for _column, cell in region.cells(row))
        if row not in placed.rows and any(is_total(text) for text in texts):
            placed.totals.append(row)
            placed.doubles.pop(row, None)


def _above_foot(region: Region, rows: list[int], wanted: list[Wanted], placed: Placed) -> list[int]:
    """Return the rows down to the date and signatures under the table."""
    for at, row in enumerate(rows):
        cells = [cell for _column, cell in region.cells(row)]
        if any(is_figure(cell) or hidden_key(cell.text) for cell in cells):
            continue
        if not any(is_foot(cell.text) for cell in cells):
            continue
        known = any(
            alike(cell.text, name) >= ALIKE
            for cell in cells
            for one in wanted
            for name in one.names
        )
        if not known:
            placed.end = row
            return rows[:at]
    return rows


def labels_in(region: Region, row: int) -> list[str]:
    """Return the words of a row that may be its label."""
    column = region.column(LABEL)
    sheet = region.sheet
    if column is not None:
        cell = sheet.cells.get((row, column))
        if cell is not None and not cell.is_repeat and not is_figure(cell):
            return [cell.text]
    return [
        cell.text
        for column, cell in region.cells(row)
        if region.columns.get(column, LABEL) == LABEL
        and column not in region.guessed
        and hidden_key(cell.text) is None
        and not is_figure(cell)
        and not _A_CODE.fullmatch(cell.text.strip())
    ]


def _likely(
    region: Region, row: int, wanted: list[Wanted], at: int
) -> list[tuple[int, float, str]]:
    """Return (position, score, what to look at) of the wanted rows a grid row may be."""
    labels = labels_in(region, row)
    key = _key_of(region, row)
    code = _code_of(region, row)
    is_coded = region.table.kind is not TableKind.PER_UNIT  # there it only counts the rows
    found = []
    for position, one in enumerate(wanted):
        likeness = max((alike(text, name) for text in labels for name in one.names), default=0.0)
        score, why = likeness, ""
        differs = bool(labels) and likeness < SLIPPED
        if key == one.code:
            score = max(score, _KEYED_OTHERWISE if differs else _KEYED)
            is_other = differs or (not is_coded and bool(labels) and likeness < ALIKE)
            why = f"dòng ghi “{labels[0]}”" if is_other else ""
            score = score if is_coded else _OF_UNIT  # a slip in its number names another unit
        elif is_coded and code and fold(code) == fold(one.code):
            if not differs:
                score = max(score, _CODED)
            elif score < _CODED_OTHERWISE:
                score = _CODED_OTHERWISE
        if region.is_headless and labels and ALIKE <= score < SURE:  # no head speaks for it
            why = why or f"dòng ghi “{labels[0]}”"
        if score >= SLIPPED:
            closeness = _NEAR / (1 + abs(position - at))
            found.append((position, score + closeness, why))
    return found


def _key_of(region: Region, row: int) -> str:
    for _column, cell in region.cells(row):
        key = hidden_key(cell.text)
        if key and key[0] == region.table.code:
            return key[1]
    return ""


def _code_of(region: Region, row: int) -> str:
    column = region.column(CODE)
    if column is not None:
        cell = region.sheet.cells.get((row, column))
        return "" if cell is None else cell.text.strip()
    for column, cell in region.cells(row):
        if column not in region.columns and hidden_key(cell.text) is None:
            return cell.text.strip()
    return ""


def _by_unit(
    region: Region, rows: list[int], wanted: list[Wanted], placed: Placed, own: str
) -> None:
    """Give the one row without a name to the unit the file is of."""
    nameless = [
        row
        for row in rows
        if row not in placed.rows
        and row not in placed.totals
        and not labels_in(region, row)
        and _has_values(region, row)
    ]
    mine = next((one for one in wanted if one.code == own), None)
    if mine is not None and len(nameless) == 1 and mine not in placed.rows.values():
        placed.rows[nameless[0]] = mine
        placed.why[nameless[0]] = "dòng mất tên, lấy theo đơn vị của tệp"


def _of_others(wanted: list[Wanted], placed: Placed, own: str) -> None:
    """Have rows looked at that name other units only, in the file of one unit."""
    is_known = any(one.code == own for one in wanted)
    if is_known and all(one.code != own for one in placed.rows.values()):
        for row in placed.rows:
            placed.why.setdefault(row, "tệp của đơn vị khác gửi về")


def _by_order(region: Region, rows: list[int], wanted: list[Wanted], placed: Placed) -> None:
    """Place rows without a label between two known ones where just as many rows are missing."""
    at = {id(one): position for position, one in enumerate(wanted)}
    marks = [(-1, -1)]
    marks += [(rows.index(row), at[id(one)]) for row, one in sorted(placed.rows.items())]
    marks.append((len(rows), len(wanted)))
    used = {position for _row, position in marks}
    for (row_before, before), (row_after, after) in pairwise(marks):
        between = [
            row
            for row in rows[row_before + 1 : row_after]
            if not labels_in(region, row) and row not in placed.totals and _has_values(region, row)
        ]
        missing = [each for each in range(before + 1, after) if each not in used]
        if between and len(between) == len(missing):
            for row, position in zip(between, missing, strict=True):
                placed.rows[row] = wanted[position]
                placed.why[row] = "dòng mất tên, xếp theo thứ tự"


def _has_values(region: Region, row: int) -> bool:
    return any(
        region.columns.get(column, LABEL) not in LEADS for column, _cell in region.cells(row)
    )
