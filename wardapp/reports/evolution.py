"""Takes a filled form from one version to another by the declared changes; no answer is lost.

An answer is what the clerk typed and, in a closed form, every figure as it was frozen; in an open
form the rest is computed anew. What fits nowhere stands in `FilledForm.unplaced` with its place,
its version and the reason, and so do the parts of a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from wardapp.core.form_versions import FormMapping, MoveKind
from wardapp.core.forms import (
    CellKey,
    ColumnSpec,
    FilledCell,
    FilledForm,
    FormSpec,
    FormValue,
    TableKind,
    UnplacedCell,
)
from wardapp.reports.fitting import (
    SUMMED,
    WORDS,
    Misfit,
    column_at,
    fitted,
    is_blank,
    is_computed,
    is_number,
    table_of,
)
from wardapp.reports.laying import TAKEN, Laid, Rows, laid_out, lay, values_of
from wardapp.reports.moving import (
    OTHER_ROWS,
    GrowingRows,
    Image,
    image,
    keeps_rows,
    mapping_from,
)

NOT_JOINED = "Các phần gộp lại không cùng là số hay cùng là chữ nên để riêng."

JOINED = "Đã gộp vào ô khác."


class Carrying(StrEnum):
    """What became of an answer."""

    SAME = "same"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedAnswer:
    """One answer of the old version and where it stands now; `new` None when apart."""

    old: CellKey
    new: CellKey | None
    became: Carrying


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A form in its new version and what became of each answer."""

    form: FilledForm
    answers: tuple[CarriedAnswer, ...] = ()

    def count(self, became: Carrying) -> int:
        """Return how many answers went this way."""
        return sum(answer.became is became for answer in self.answers)


def carried(old: FilledForm, old_spec: FormSpec, new_spec: FormSpec) -> FilledForm:
    """Return the form in another version; in that version already, it comes back unchanged."""
    return carry(old, old_spec, new_spec).form


def carry(old: FilledForm, old_spec: FormSpec, new_spec: FormSpec) -> Carried:
    """Return the form in another version and what became of each answer."""
    if old.form_version == new_spec.version:
        return Carried(form=old)
    return _Carrying(old, old_spec, new_spec).done()


def carried_along(old: FilledForm, route: Sequence[FormSpec]) -> FilledForm:
    """Return the form in the last version of a route (see `route_of`)."""
    for before, after in pairwise(route):
        old = carried(old, before, after)
    return old


def route_of(versions: Sequence[FormSpec], old: str, new: str) -> tuple[FormSpec, ...]:
    """Return the shortest way of declared mappings between two versions, both ends included.

    Versions without a declared way are neighbours: what they ask alike stays.
    """
    known = {spec.version: spec for spec in versions}
    ways: list[tuple[FormSpec, ...]] = [(known[new],)]
    seen = {new}
    while ways:
        way = ways.pop(0)
        if way[0].version == old:
            return way
        for mapping in way[0].mappings:
            if mapping.version in known and mapping.version not in seen:
                seen.add(mapping.version)
                ways.append((known[mapping.version], *way))
    return (known[old], known[new])


@dataclass(frozen=True, slots=True)
class _Part:
    """A cell of the old form on its way."""

    cell: FilledCell
    at: Image
    key: CellKey


class _Carrying:
    """One form on its way to another version."""

    def __init__(self, old: FilledForm, old_spec: FormSpec, new_spec: FormSpec) -> None:
        self._old, self._old_spec, self._new_spec = old, old_spec, new_spec
        self._mapping: FormMapping = mapping_from(old.form_version, new_spec)
        self._is_closed = old.closed_ms is not None
        self._laid = Laid(old.form_version)
        self._fates: dict[CellKey, CarriedAnswer] = {}
        self._growing = GrowingRows(old_spec, new_spec, self._staying())

    def done(self) -> Carried:
        """Return the form and what became of its answers."""
        rows = self._rows()
        waiting: dict[CellKey, list[_Part]] = {}
        for cell in values_of(self._old).values():
            part = self._part(cell)
            if part is not None:
                waiting.setdefault(part.key, []).append(part)
        for key, parts in waiting.items():
            self._place(key, parts)
        form = laid_out(self._old, self._new_spec, self._laid, rows)
        kept = tuple(_versioned(each, self._old.form_version) for each in self._old.unplaced)
        apart = {each.key for each in form.unplaced if each.merged_into is None}
        answers = tuple(
            replace(answer, new=None, became=Carrying.UNPLACED) if key in apart else answer
            for key, answer in self._fates.items()
        )
        return Carried(
            form=replace(form, unplaced=(*kept, *form.unplaced)),
            answers=answers,
        )

    def _is_answer(self, cell: FilledCell) -> bool:
        return cell.is_typed or (self._is_closed and not is_blank(cell.value))

    def _part(self, cell: FilledCell) -> _Part | None:
        """Return a cell on its way, None for a blank and for what has no place."""
        at = image(cell.key, self._mapping)
        if is_blank(cell.value) and is_blank(cell.computed) and not cell.is_typed:
            return None
        if at.key is None or not keeps_rows(self._old_spec, self._new_spec, cell.key, at):
            self._apart(cell, at.why or OTHER_ROWS)
            return None
        return _Part(cell, at, self._growing.at(cell.key, at.key))

    def _place(self, key: CellKey, parts: list[_Part]) -> None:
        merging = [part for part in parts if part.at.kind is MoveKind.MERGE]
        merging.sort(key=lambda part: part.at.order)
        if len(merging) > 1:
            self._merge(key, merging)
        others = [part for part in parts if len(merging) <= 1 or part not in merging]
        for part in sorted(others, key=lambda each: -each.at.rank):
            self._lay(key, part)

    def _lay(self, key: CellKey, part: _Part) -> None:
        cell = part.cell
        if not self._is_answer(cell):
            return
        if not self._is_closed:
            cell = replace(cell, computed=None, line_ids=())
        if key in self._laid.cells:
            self._apart(cell, TAKEN)
            return
        if lay(cell, self._new_spec, key, self._laid) and part.at.kind is MoveKind.MERGE:
            self._laid.refuse(part.cell, JOINED, key)
        self._fates[cell.key] = CarriedAnswer(old=cell.key, new=key, became=_fate(part))

    def _merge(self, key: CellKey, parts: list[_Part]) -> None:
        """Join the parts into one answer; keep each where they cannot be joined."""
        cells = [part.cell for part in parts]
        if not any(self._is_answer(cell) for cell in cells):
            return
        if is_computed(self._new_spec, key) and not any(cell.is_typed for cell in cells):
            self._keep_parts(cells, "Ô gộp nay tính theo công thức.", key)
            return
        try:
            joined_cell = self._joined(cells, key)
        except Misfit as misfit:
            self._keep_parts(cells, str(misfit), None)
            return
        self._laid.cells[key] = replace(joined_cell, key=key)
        self._keep_parts(cells, JOINED, key)

    def _joined(self, cells: list[FilledCell], key: CellKey) -> FilledCell:
        if key in self._laid.cells or is_computed(self._new_spec, key):
            raise Misfit(TAKEN)
        column = column_at(self._new_spec, key)
        return _joined_cell(cells, column, with_computed=self._is_closed)

    def _keep_parts(self, cells: list[FilledCell], why: str, into: CellKey | None) -> None:
        for cell in cells:
            if self._is_answer(cell):
                became = Carrying.MERGED if into else Carrying.UNPLACED
                self._fates[cell.key] = CarriedAnswer(old=cell.key, new=into, became=became)
            if self._is_answer(cell) or into is not None:
                self._laid.refuse(cell, why, into)

    def _apart(self, cell: FilledCell, why: str) -> None:
        if self._is_answer(cell):
            self._laid.refuse(cell, why)
            self._fates[cell.key] = CarriedAnswer(old=cell.key, new=None, became=Carrying.UNPLACED)

    def _staying(self) -> set[tuple[str, str]]:
        """Return the rows that keep their table and so their code."""
        return {
            (key.table, key.row)
            for key in self._old_rows()
            if (at := image(key, self._mapping)).key is not None and at.key.table == key.table
        }

    def _old_rows(self) -> list[CellKey]:
        """Return a place in each old row that tables do not declare, in order."""
        free = {
            table.code: table.columns
            for table in self._old_spec.tables
            if table.kind in {TableKind.GROWING, TableKind.PER_UNIT}
        }
        rows = [(key.table, key.row) for key in self._old.grown]
        rows += [(table.code, row.code) for table in self._old.tables for row in table.rows]
        rows += [(cell.key.table, cell.key.row) for cell in self._old.overrides]
        return [
            CellKey(table=table, row=row, column=column.key)
            for table, row in dict.fromkeys(rows)
            if table in free
            for column in free[table]
        ]

    def _rows(self) -> Rows:
        """Return the rows of the new tables that follow from the rows of the old ones."""
        labels = {
            (table.code, row.code): row.label for table in self._old.tables for row in table.rows
        }
        grown = {(key.table, key.row) for key in self._old.grown}
        shown: dict[str, dict[str, str]] = {}
        new_grown: dict[CellKey, None] = {}
        for key in self._old_rows():
            at = image(key, self._mapping)
            if at.key is None or not keeps_rows(self._old_spec, self._new_spec, key, at):
                continue
            new = self._growing.at(key, at.key)
            table = table_of(self._new_spec, new.table)
            if table is None:
                continue
            label = labels.get((key.table, key.row), key.row)
            shown.setdefault(new.table, {}).setdefault(new.row, label)
            if table.kind is TableKind.GROWING and (key.table, key.row) in grown:
                new_grown[CellKey(table=new.table, row=new.row, column="")] = None
        return Rows(
            grown=tuple(new_grown),
            shown={code: tuple(rows.items()) for code, rows in shown.items()},
        )


def _fate(part: _Part) -> Carrying:
    if part.at.kind is MoveKind.SPLIT:
        return Carrying.SPLIT
    if part.at.kind is MoveKind.MERGE:
        return Carrying.MERGED
    return Carrying.SAME if part.cell.key == part.key else Carrying.MOVED


def _versioned(cell: UnplacedCell, version: str) -> UnplacedCell:
    return cell if cell.version else replace(cell, version=version)


def _joined_cell(cells: list[FilledCell], column: ColumnSpec, *, with_computed: bool) -> FilledCell:
    """Return one cell of several; typed as soon as one part was. Misfit: they do not join."""
    value = joined([cell.value for cell in cells], column)
    if not any(cell.is_typed for cell in cells):
        ids = tuple(dict.fromkeys(line for cell in cells for line in cell.line_ids))
        return replace(cells[0], computed=value, line_ids=ids)
    computed = _computed_of(cells, column) if with_computed else None
    reasons = [cell.reason for cell in cells if cell.reason]
    said = "; ".join(dict.fromkeys(reasons))
    if column.source and not said:
        said = "Gộp các phần của mẫu trước"
    return replace(
        cells[0], computed=computed, typed=value, is_typed=True, reason=said, line_ids=()
    )


def _computed_of(cells: list[FilledCell], column: ColumnSpec) -> FormValue:
    """Return what the log said of all parts together, None when it did not speak of each."""
    said = [cell.computed for cell in cells]
    if any(map(is_blank, said)):
        return None
    try:
        return joined(said, column)
    except Misfit:
        return None  # each part keeps its own


def joined(values: Iterable[FormValue], column: ColumnSpec) -> FormValue:
    """Return the sum of numbers or the words one after the other; Misfit for anything else."""
    said = [value for value in values if not is_blank(value)]
    if column.type in SUMMED and all(map(is_number, said)):
        return fitted(_sum(said), column)
    if column.type in WORDS and all(isinstance(value, str) for value in said):
        return "\n".join(dict.fromkeys(str(value) for value in said))
    if len(set(said)) == 1 and column.type not in WORDS | SUMMED and said[0] in column.choices:
        return said[0]
    raise Misfit(NOT_JOINED)


def _sum(values: Iterable[FormValue]) -> FormValue:
    total: int | Decimal = 0
    for value in values:
        if isinstance(value, int | Decimal):
            total = total + value
    return total
