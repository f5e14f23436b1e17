"""Makes one form of our own and the returns of all units; each cell knows who gave what to it.

The result does not depend on the order in which returns came, nor on how often one is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from wardapp.core.forms import (
    CellKey,
    ColumnSpec,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledScope,
    FilledTable,
    FormSpec,
    RowSpec,
    TableKind,
    TableSpec,
    UnplacedCell,
)
from wardapp.core.issuers import Unit
from wardapp.core.returns import Contribution, LeftOver, MergeGroup, ReadValue
from wardapp.core.text import sort_key
from wardapp.core.unit_names import joined_names
from wardapp.reports.combining import (
    HELD,
    NOT_ITS_UNIT,
    RECOMPUTED,
    Coverage,
    Given,
    Joined,
    joined,
    law_of,
)
from wardapp.reports.filling import listed_units, relaid
from wardapp.reports.merging import merged_row
from wardapp.reports.rows import is_filled

ROW_MARK = "@"
MERGED_MARK = "G@"
GONE = "Dòng này không còn trong bản tổng hợp."


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """One return as it counts: whose it is and its values by the places of the newest version."""

    unit: Unit
    return_id: str
    values: tuple[ReadValue, ...]
    held: frozenset[CellKey] = frozenset()  # in doubt: shown, counted once it is settled

    @property
    def code(self) -> str:
        """Return the code of the unit's row in tables of units."""
        return self.unit.code or self.unit.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """What a consolidation is made from."""

    own: FilledForm
    givers: tuple[Giver, ...] = ()
    groups: tuple[MergeGroup, ...] = ()
    units: tuple[Unit, ...] = ()
    own_places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kept: FilledForm | None = None  # what the clerk typed over the consolidation


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    """The form, what every source gave to each cell, and what found no cell."""

    form: FilledForm
    contributions: Mapping[CellKey, tuple[Contribution, ...]]
    left_over: tuple[LeftOver, ...] = ()


def consolidate(spec: FormSpec, gathering: Gathering) -> Consolidated:
    """Return the form of all units, the clerk's own values laid on top with both kept."""
    making = _Making(spec, gathering)
    tables = tuple(making.table(table) for table in spec.tables)
    kept = gathering.kept
    own = gathering.own
    form = FilledForm(
        form_id=spec.id,
        form_version=spec.version,
        period=own.period,
        reporter=own.reporter,
        tables=tables,
        scope=FilledScope.ALL,
        prepared_by=own.prepared_by,
        phone=own.phone,
    )
    if kept is not None:
        form = replace(kept, form_version=spec.version, period=own.period, tables=tables)
    form = relaid(spec, form)
    return Consolidated(
        form=replace(form, unplaced=unlaid(form)),
        contributions=making.contributions,
        left_over=making.left_over(),
    )


def row_code(return_id: str, row: str) -> str:
    """Return the code of a unit's own row in the consolidation; ours keep theirs."""
    return f"{row}{ROW_MARK}{return_id}" if return_id else row


def split_row(code: str) -> tuple[str, str]:
    """Return the return and the row a listed row came from; no return for our own."""
    row, _, return_id = code.partition(ROW_MARK)
    return return_id, row


def in_order(givers: Iterable[Giver]) -> tuple[Giver, ...]:
    """Return each return once, by the natural order of the units."""
    once = {giver.return_id: giver for giver in givers}
    return tuple(
        sorted(
            once.values(),
            key=lambda each: (sort_key(each.code), sort_key(each.unit.name), each.return_id),
        )
    )


def unlaid(form: FilledForm) -> tuple[UnplacedCell, ...]:
    """Return typed values whose row is no more (a return replaced): shown apart, never lost."""
    there = {cell.key for table in form.tables for row in table.rows for cell in row.cells}
    lost = tuple(
        UnplacedCell(key=cell.key, typed=cell.typed, is_typed=True, reason=cell.reason, why=GONE)
        for cell in form.overrides
        if cell.key not in there
    )
    known = there | {cell.key for cell in lost}
    # A place of another version of the form may bear the name of a cell of this one.
    return (*lost, *(cell for cell in form.unplaced if cell.version or cell.key not in known))


class _Making:
    """One consolidation being made: values by place, and who gave what."""

    def __init__(self, spec: FormSpec, gathering: Gathering) -> None:
        self._gathering = gathering
        self._givers = in_order(gathering.givers)
        kinds = {table.unit_kind for table in spec.tables if table.kind is TableKind.PER_UNIT}
        self._apart = kinds or {"tdp"}
        units = frozenset(each.code for each in listed_units(gathering.units))
        self._coverage = Coverage(units=units, own=gathering.own_places)
        self.contributions: dict[CellKey, tuple[Contribution, ...]] = {}
        self._taken: set[tuple[str, CellKey]] = set()
        self._own = {
            cell.key: cell
            for table in gathering.own.tables
            for row in table.rows
            for cell in row.cells
        }
        self._given: dict[CellKey, list[Given]] = {}
        self._held: dict[CellKey, list[Given]] = {}
        listed = {table.code for table in spec.tables if table.kind is TableKind.GROWING}
        for giver in self._givers:
            for value in giver.values:
                if value.value is None:
                    continue
                is_held = value.key in giver.held and value.key.table not in listed
                into = self._held if is_held else self._given
                into.setdefault(value.key, []).append(self._by(giver, value))

    def table(self, table: TableSpec) -> FilledTable:
        match table.kind:
            case TableKind.PER_UNIT:
                rows = self._unit_rows(table)
            case TableKind.GROWING:
                rows = self._listed_rows(table)
            case _:
                rows = tuple(self._row(table, row) for row in table.rows)
        return FilledTable(code=table.code, rows=rows)

    def left_over(self) -> tuple[LeftOver, ...]:
        """Return values no cell asked for."""
        return tuple(
            LeftOver(key=key, contribution=each.contribution)
            for key, given in (*self._given.items(), *self._held.items())
            for each in given
            if (each.contribution.return_id, key) not in self._taken
        )

    def _by(self, giver: Giver, value: ReadValue) -> Given:
        return Given(
            contribution=Contribution(
                unit_id=giver.unit.id,
                unit_name=giver.unit.name,
                value=value.value,
                place=value.place,
                raw=value.raw,
                return_id=giver.return_id,
                row=value.key.row,
            ),
            is_apart=giver.unit.kind in self._apart,
            unit_code=giver.code,
        )

    def _ours(self, key: CellKey) -> tuple[Given, ...]:
        cell = self._own.get(key)
        if cell is None or not is_filled(cell):
            return ()
        name = self._gathering.own.reporter
        said = Contribution(unit_id="", unit_name=name, value=cell.value, row=key.row)
        return (Given(contribution=said),)

    def _units(self, key: CellKey) -> tuple[Given, ...]:
        found = tuple(self._given.get(key, ()))
        self._taken.update((each.contribution.return_id, key) for each in found)
        return found

    def _cell(self, key: CellKey, made: Joined, own: CellKey | None) -> FilledCell:
        held = tuple(
            replace(each.contribution, counts=False, note=HELD) for each in self._held.pop(key, ())
        )
        if made.contributions or held:
            self.contributions[key] = (*made.contributions, *held)
        behind = self._own.get(own) if own is not None else None
        lines = behind.line_ids if behind is not None else ()
        return FilledCell(key=key, computed=made.value, line_ids=lines)

    def _row(self, table: TableSpec, row: RowSpec) -> FilledRow:
        cells = tuple(
            self._joined_cell(table, row, column)
            for column in table.columns
            if column.key not in row.na
        )
        return FilledRow(code=row.code, label=row.label, unit=row.unit, cells=cells)

    def _joined_cell(self, table: TableSpec, row: RowSpec, column: ColumnSpec) -> FilledCell:
        key = CellKey(table=table.code, row=row.code, column=column.key)
        given = (*self._ours(key), *self._units(key))
        made = joined(law_of(table, row, column), given, row.code, self._coverage)
        return self._cell(key, made, key)

    def _unit_rows(self, table: TableSpec) -> tuple[FilledRow, ...]:
        """Return our rows of units, and those of units that sent in and are not among ours."""
        ours = self._gathering.own.table(table.code).rows
        names = {row.code: row.label for row in ours}
        for giver in self._givers:
            if giver.unit.kind == table.unit_kind:
                names.setdefault(giver.code, giver.unit.name)
        listed = [row.code for row in ours]
        more = sorted((code for code in names if code not in listed), key=sort_key)
        return tuple(self._unit_row(table, code, names[code]) for code in (*listed, *more))

    def _unit_row(self, table: TableSpec, code: str, name: str) -> FilledRow:
        cells = tuple(
            self._unit_cell(CellKey(table=table.code, row=code, column=column.key), column)
            for column in table.columns
        )
        return FilledRow(code=code, label=name, cells=cells)

    def _unit_cell(self, key: CellKey, column: ColumnSpec) -> FilledCell:
        """Return the value of the unit itself, else ours; what others say of it is only shown."""
        given = (*self._units(key), *self._ours(key))
        first = next((each for each in given if each.is_own or each.unit_code == key.row), None)
        if column.formula:
            notes = {id(each): RECOMPUTED for each in given}
            first = None
        else:
            notes = {id(each): "" if each.is_own else NOT_ITS_UNIT for each in given}
        said = tuple(
            each.contribution
            if each is first
            else replace(each.contribution, counts=False, note=notes[id(each)])
            for each in given
        )
        return self._cell(key, Joined(first.value if first else None, said), key)

    def _listed_rows(self, table: TableSpec) -> tuple[FilledRow, ...]:
        """Return our rows, those of every unit, and in place of merged ones what they became."""
        sources = self._sources(table)
        groups = sorted(
            (each for each in self._gathering.groups if each.table == table.code),
            key=lambda each: each.id,
        )
        group_of: dict[tuple[str, str], MergeGroup] = {}
        for group in groups:
            for member in group.members:
                group_of.setdefault((member.return_id, member.row), group)
        rows: list[FilledRow] = []
        done: set[str] = set()
        for source in sources:
            group_here = group_of.get(source)
            if group_here is None:
                rows.append(self._listed_row(table, source))
            elif group_here.id not in done:
                done.add(group_here.id)
                members = [each for each in sources if group_of.get(each) is group_here]
                rows.append(self._merged_row(table, group_here, members))
        return tuple(replace(row, label=str(at)) for at, row in enumerate(rows, 1))

    def _sources(self, table: TableSpec) -> list[tuple[str, str]]:
        found = [("", row.code) for row in self._gathering.own.table(table.code).rows]
        for giver in self._givers:
            codes = {each.key.row for each in giver.values if each.key.table == table.code}
            found += [(giver.return_id, code) for code in sorted(codes, key=sort_key)]
        return found

    def _of_source(self, source: tuple[str, str], key: CellKey) -> tuple[Given, ...]:
        return_id, _ = source
        if not return_id:
            return self._ours(key)
        found = [
            each for each in self._given.get(key, ()) if each.contribution.return_id == return_id
        ]
        self._taken.update((return_id, key) for _ in found)
        return tuple(found)

    def _listed_row(self, table: TableSpec, source: tuple[str, str]) -> FilledRow:
        return_id, row = source
        code = row_code(return_id, row)
        cells = []
        for column in table.columns:
            theirs = CellKey(table=table.code, row=row, column=column.key)
            given = self._of_source(source, theirs)
            value = given[0].value if given else None
            made = Joined(value, tuple(each.contribution for each in given))
            own = None if return_id else theirs
            cells.append(self._cell(replace(theirs, row=code), made, own))
        return FilledRow(code=code, label="", unit=self._name_of(return_id), cells=tuple(cells))

    def _merged_row(
        self, table: TableSpec, group: MergeGroup, members: list[tuple[str, str]]
    ) -> FilledRow:
        code = f"{MERGED_MARK}{group.id}"
        cells = []
        for column in table.columns:
            given = tuple(
                each
                for source in members
                for each in self._of_source(
                    source, CellKey(table=table.code, row=source[1], column=column.key)
                )
            )
            key = CellKey(table=table.code, row=code, column=column.key)
            cells.append(self._cell(key, merged_row(group, column, given), None))
        unit = joined_names(self._name_of(return_id) for return_id, _ in members)
        return FilledRow(code=code, label="", unit=unit, cells=tuple(cells))

    def _name_of(self, return_id: str) -> str:
        if not return_id:
            return self._gathering.own.reporter
        return next(each.unit.name for each in self._givers if each.return_id == return_id)
