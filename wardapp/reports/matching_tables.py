"""Finds the tables of a form in a grid: by hidden keys, heads, titles and the labels below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, permutations

from wardapp.core.cell_names import cell_spot
from wardapp.core.forms import FormSpec, TableSpec
from wardapp.core.returns import GridCell
from wardapp.reports.matching_heads import LABEL, LEADS, LONGEST_HEAD, HeadIndex, head_index
from wardapp.reports.matching_sheet import Sheet, hidden_key
from wardapp.reports.matching_values import is_figure
from wardapp.reports.matching_words import ALIKE, alike, label_key

_HIGHEST_HEAD = 4
_KEYED, _AGREED = 0.95, 0.5
_LEAST_COLUMNS = 2
_LEAST_SHARE = 0.34
_TALL_COST, _LED = 0.01, 0.03
_TITLE_ROWS = 4
_TITLED, _LABELLED, _BY_KEYS = 0.5, 1.0, 2.0


@dataclass(slots=True)
class Region:
    """Where a table of the form lies: its head rows, its columns, the rows under it."""

    sheet: Sheet
    table: TableSpec
    first: int  # first row of the head
    last: int  # last row of the head
    columns: dict[int, str]  # grid column → key of the table, or _label, _code, _unit
    score: float = 0.0
    end: int = 0  # last row of the region
    guessed: dict[int, str] = field(default_factory=dict)  # columns known by their order alone
    is_headless: bool = False
    left: int = 0
    right: int = 1 << 20  # the grid columns between which it lies: tables may stand side by side

    def cells(self, row: int) -> Iterator[tuple[int, GridCell]]:
        """Yield columns and cells of a row that belong to this table."""
        for column, cell in self.sheet.row(row):
            if self.left <= column <= self.right:
                yield column, cell

    def covers_more(self, place: str) -> bool:
        """Return True for one value merged over several rows or columns of the form."""
        spot = cell_spot(place)
        if spot is None:
            return False
        row, column = spot
        cells = self.sheet.cells
        below, beside = cells.get((row + 1, column)), cells.get((row, column + 1))
        raw = cells[spot].raw
        is_down = below is not None and below.is_repeat and below.raw == raw and row < self.end
        named = self.columns.get(column + 1, self.guessed.get(column + 1, ""))
        is_wide = beside is not None and beside.is_repeat and beside.raw == raw
        return is_down or (is_wide and bool(named) and named not in LEADS)

    def column(self, key: str) -> int | None:
        """Return the grid column of a key."""
        return next((column for column, each in self.columns.items() if each == key), None)


def regions_of(sheet: Sheet, spec: FormSpec) -> list[Region]:
    """Return the tables of the form found in a grid, from top to bottom."""
    rows = list(sheet.rows)
    index = head_index(spec)
    candidates = [
        region
        for position, row in enumerate(rows)
        if _may_be_head(sheet, row, index)
        for region in _bands(sheet, rows[position : position + _HIGHEST_HEAD], index)
    ]
    for region in candidates:
        region.score += _bonus(region)
    chosen = _chosen(candidates)
    for region in chosen:
        _set_end(region, chosen)
    for one, other in permutations(chosen, 2):
        _part(one, other)
    return sorted(chosen, key=lambda region: (region.first, min(region.columns)))


def _chosen(candidates: list[Region]) -> list[Region]:
    """Return the best regions that share no head; each table once while others fit as well."""
    left = sorted(candidates, key=lambda each: (-each.score, each.first))
    chosen: list[Region] = []
    while left:
        used = {region.table.code for region in chosen}
        best = max(left, key=lambda each: (each.score - (each.table.code in used), -each.first))
        chosen.append(best)
        left = [each for each in left if not _overlap(each, best)]
    return chosen


def _overlap(one: Region, other: Region) -> bool:
    rows = one.first <= other.last and other.first <= one.last
    ours = {column for column, key in one.columns.items() if key not in LEADS}
    theirs = {column for column, key in other.columns.items() if key not in LEADS}
    return rows and bool(ours & theirs)


def _part(one: Region, other: Region) -> None:
    """Give two tables that stand side by side each its own columns."""
    if one.first > other.end or other.first > one.end:
        return
    if max(one.columns) < min(other.columns):
        one.right = min(one.right, min(other.columns) - 1)
        other.left = max(other.left, min(other.columns))


def _set_end(region: Region, chosen: list[Region]) -> None:
    mine = set(region.columns)
    below = [
        other.first
        for other in chosen
        if other is not region and other.first > region.last and mine & set(other.columns)
    ]
    last = max(region.sheet.rows, default=region.last)
    region.end = min(below) - 1 if below else last


def _may_be_head(sheet: Sheet, row: int, index: HeadIndex) -> bool:
    """Return True for rows in which two columns of one table are named, or keys stand."""
    counts: dict[str, int] = {}
    for _column, cell in sheet.row(row):
        if hidden_key(cell.text):
            return True
        if is_figure(cell):
            continue
        for code in {code for code, _key, _score in index.matches(cell.text)}:
            counts[code] = counts.get(code, 0) + 1
    widths = index.widths
    return any(count >= min(_LEAST_COLUMNS, widths[code] + 1) for code, count in counts.items())


def _bands(sheet: Sheet, rows: list[int], index: HeadIndex) -> Iterator[Region]:
    """Yield what tables the rows, one to four of them, may be the head of."""
    texts: dict[int, list[str]] = {}
    keys: dict[int, tuple[str, str]] = {}
    for height, row in enumerate(rows, start=1):
        if height > 1 and _is_body(sheet, row):
            return
        for column in sheet.rows[row]:
            cell = sheet.cells[row, column]
            key = hidden_key(cell.text)
            if key:
                keys[column] = key
            elif cell.text not in texts.setdefault(column, []):
                texts[column].append(cell.text)
        for table in index.tables:
            columns, score = _columns(index, table, texts, keys)
            if _is_enough(table, columns):
                yield Region(sheet, table, rows[0], row, columns, score - _TALL_COST * (height - 1))


def _is_body(sheet: Sheet, row: int) -> bool:
    """Return True for a row that holds figures: no part of a head, but for (1), (2), (3)."""
    figures = [cell.number for _column, cell in sheet.row(row) if is_figure(cell)]
    counting = list(range(1, len(figures) + 1))
    is_index = len(figures) > _LEAST_COLUMNS and figures == counting
    keys = [cell for _column, cell in sheet.row(row) if hidden_key(cell.text)]
    return bool(figures or len(keys) == 1) and not is_index


def _columns(
    index: HeadIndex,
    table: TableSpec,
    texts: dict[int, list[str]],
    keys: dict[int, tuple[str, str]],
) -> tuple[dict[int, str], float]:
    """Return which grid column holds which column of the table, the likeliest pairs first."""
    scores = _named(index, table.code, texts)
    names = {column.key for column in table.columns}
    for column, (code, key) in keys.items():
        if code == table.code and key in names:
            named = scores.get((column, key), 0.0)
            scores[column, key] = max(_KEYED, named) + (_AGREED if named else 0.0)
    found: dict[int, str] = {}
    total = 0.0
    for (column, key), score in sorted(scores.items(), key=lambda each: _order(each, scores)):
        if key not in LEADS and column not in found and key not in found.values():
            found[column] = key
            total += score
    _lead(found, scores)
    led = _LED * len(LEADS & set(found.values()))
    return found, total / len(table.columns) + led


def _order(
    each: tuple[tuple[int, str], float], scores: dict[tuple[int, str], float]
) -> tuple[float, int, str]:
    """Return the turn of a pair: a head that may be that of the labels stands right of them."""
    (column, key), score = each
    return -score, -column if (column, LABEL) in scores else column, key


def _lead(found: dict[int, str], scores: dict[tuple[int, str], float]) -> None:
    """Name the columns that say which row it is: the nearest ones before the values."""
    first = min(found, default=0)
    leads = [(column, key) for column, key in scores if key in LEADS and column < first]
    for column, key in sorted(leads, key=lambda each: (-scores[each], -each[0])):
        if column not in found and key not in found.values():
            found[column] = key


def _named(
    index: HeadIndex, table: str, texts: dict[int, list[str]]
) -> dict[tuple[int, str], float]:
    """Return how well the heads of each grid column name each column of a table."""
    scores: dict[tuple[int, str], float] = {}
    for column, said in texts.items():
        for text in {*said, " ".join(said)}:
            for code, key, score in index.matches(text):
                if code == table:
                    scores[column, key] = max(score, scores.get((column, key), 0.0))
    return scores


def _is_enough(table: TableSpec, columns: dict[int, str]) -> bool:
    named = [key for key in columns.values() if key not in LEADS]
    if not named:
        return False
    if len(table.columns) < _LEAST_COLUMNS:
        return len(columns) >= _LEAST_COLUMNS
    return len(named) >= max(_LEAST_COLUMNS, _LEAST_SHARE * len(table.columns))


def _bonus(region: Region) -> float:
    """Return what speaks for a region beside its heads: keys, title, labels under it."""
    sheet, table = region.sheet, region.table
    bonus = 0.0
    above = [
        cell.text
        for row in range(region.first - _TITLE_ROWS, region.first)
        for _column, cell in sheet.row(row)
    ]
    if any(is_title_of(table, text) for text in (sheet.name, *above[-_TITLE_ROWS:])):
        bonus += _TITLED
    below = [row for row in sheet.rows if row > region.last][: 2 * len(table.rows) + 8]
    labels = {label_key(row.label) for row in table.rows}
    if labels:
        seen = {label_key(cell.text) for row in below for _column, cell in sheet.row(row)}
        bonus += _LABELLED * len(labels & seen) / len(labels)
    keyed = (
        hidden_key(cell.text)
        for row in range(region.first, region.last + 1)
        for _column, cell in sheet.row(row)
    )
    if any(key is not None and key[0] == table.code for key in keyed):
        bonus += _BY_KEYS
    return bonus


def is_title_of(table: TableSpec, text: str) -> bool:
    """Return True when a line or a sheet's name names the table."""
    if len(text) > LONGEST_HEAD or not text.strip():
        return False
    names = (table.title, table.short_title, f"Biểu {table.code}", f"Bảng {table.code}")
    return any(name and alike(text, name) >= ALIKE for name in names)


def guess_columns(region: Region) -> None:
    """Name columns without a head that stand between two known ones where just one is missing."""
    order = [column.key for column in region.table.columns]
    known = sorted((column, key) for column, key in region.columns.items() if key in order)
    bodies = _body_columns(region)
    for (left, before), (right, after) in pairwise(known):
        missing = order[order.index(before) + 1 : order.index(after)]
        missing = [key for key in missing if key not in region.columns.values()]
        loose = [column for column in range(left + 1, right) if column in bodies]
        if missing and len(loose) == len(missing) == 1:
            region.guessed[loose[0]] = missing[0]
    _guess_edge(region, order, known, bodies)


def _guess_edge(
    region: Region, order: list[str], known: list[tuple[int, str]], bodies: set[int]
) -> None:
    """Name the one column without a head after the last known one."""
    if not known:
        return
    last, key = known[-1]
    missing = [
        each for each in order[order.index(key) + 1 :] if each not in region.columns.values()
    ]
    loose = sorted(column for column in bodies if column > last)
    if len(missing) == len(loose) == 1:
        region.guessed[loose[0]] = missing[0]


def _body_columns(region: Region) -> set[int]:
    """Return columns without a name in which something stands under the head."""
    heads = {
        column
        for row in range(region.first, region.last + 1)
        for column in region.sheet.rows.get(row, ())
    }
    return {
        column
        for row in _rows(region)
        for column, _cell in region.cells(row)
        if column not in region.columns and column not in heads
    }


def _rows(region: Region) -> Iterable[int]:
    return (row for row in region.sheet.rows if region.last < row <= region.end)
