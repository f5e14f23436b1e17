"""Random forms and random edits of them; each edit says in its own words where a cell goes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from wardapp.core.form_versions import FormMapping, FormMove, MoveKind, PlaceRule
from wardapp.core.forms import (
    CellKey,
    CellType,
    ColumnSpec,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledTable,
    FormSpec,
    FormValue,
    Period,
    RowSpec,
    TableKind,
    TableSpec,
)

KINDS = (TableKind.FIXED, TableKind.FIXED, TableKind.GROWING, TableKind.PER_UNIT, TableKind.TEXTS)
TYPES = (CellType.COUNT, CellType.COUNT, CellType.DECIMAL, CellType.TEXT, CellType.CHOICE)
CHOICES = ("Thấp", "Vừa", "Cao")
UNITS = ("1", "2", "3")
JUNE = Period(
    id="2026-06",
    label="kỳ tháng 6/2026",
    window_from=date(2026, 3, 10),
    window_to=date(2026, 6, 9),
    due_date=date(2026, 6, 10),
)
DECLARED = {TableKind.FIXED, TableKind.TEXTS}
Where = Callable[[CellKey], CellKey | None]


@dataclass(frozen=True)
class Edit:
    """One change: what the form declares, where cells go, and which places are joined in one."""

    table: str
    moves: tuple[FormMove, ...] = ()
    where: Where = lambda key: key
    joins: bool = False


class Making:
    """Makes forms, edits and answers from one generator."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.number = 0

    def name(self, word: str) -> str:
        """Return a name that was never used."""
        self.number += 1
        return f"{word}{self.number}"

    def column(self) -> ColumnSpec:
        kind = self.rng.choice(TYPES)
        return ColumnSpec(
            key=self.name("c"),
            label="Cột",
            type=kind,
            choices=CHOICES if kind is CellType.CHOICE else (),
        )

    def table(self) -> TableSpec:
        code, kind = self.name("T"), self.rng.choice(KINDS)
        rows = tuple(
            RowSpec(code=self.name("r"), label="Dòng") for _ in range(self.rng.randint(1, 3))
        )
        return TableSpec(
            code=code,
            title=code,
            short_title=code,
            kind=kind,
            columns=tuple(self.column() for _ in range(self.rng.randint(1, 3))),
            rows=rows if kind in DECLARED else (),
        )

    def form(self) -> FormSpec:
        return FormSpec(
            id="mau",
            version="1",
            label="Mẫu",
            title="BÁO CÁO",
            basis="",
            source="",
            tables=tuple(self.table() for _ in range(self.rng.randint(1, 3))),
            checks=(),
            due=(),
        )

    def value(self, column: ColumnSpec) -> FormValue:
        match column.type:
            case CellType.COUNT:
                return self.rng.choice((0, 1, 7, 1250))
            case CellType.DECIMAL:
                return Decimal(self.rng.choice(("0.5", "3", "12.25")))
            case CellType.CHOICE:
                return self.rng.choice(CHOICES)
            case _:
                return self.rng.choice(("12", "012", "Kịp thời,\nđủ tổ", "Cao", "=1+1", "3,5"))

    def filled(self, spec: FormSpec) -> FilledForm:
        """Return answers typed here and there; half of the forms are closed with all figures."""
        closed = self.rng.random() < 0.5
        tables, typed, grown = [], [], []
        for table in spec.tables:
            rows = [row.code for row in table.rows]
            if table.kind is TableKind.PER_UNIT:
                rows = list(UNITS)
            if table.kind is TableKind.GROWING:
                rows = [f"{table.code}{n}" for n in range(1, self.rng.randint(1, 4))]
                grown += [CellKey(table=table.code, row=row, column="") for row in rows]
            filled_rows = []
            for row in rows:
                cells = [self._cell(table, row, column, closed) for column in table.columns]
                typed += [cell for cell in cells if cell.is_typed]
                filled_rows.append(FilledRow(code=row, label=row, cells=tuple(cells)))
            tables.append(FilledTable(code=table.code, rows=tuple(filled_rows)))
        return FilledForm(
            form_id="mau",
            form_version="1",
            period=JUNE,
            reporter="UBND phường Liên Hồ",
            tables=tuple(tables) if closed else (),
            overrides=tuple(replace(cell, computed=None) for cell in typed),
            grown=tuple(grown),
            closed_ms=1 if closed else None,
        )

    def _cell(self, table: TableSpec, row: str, column: ColumnSpec, closed: bool) -> FilledCell:
        key = CellKey(table=table.code, row=row, column=column.key)
        computed = self.value(column) if closed and self.rng.random() < 0.6 else None
        if self.rng.random() < 0.5:
            return FilledCell(key=key, computed=computed)
        typed = self.value(column) if computed is None else computed
        return FilledCell(key=key, computed=computed, typed=typed, is_typed=True, reason="đếm lại")

    def edited(self, spec: FormSpec, version: str) -> tuple[FormSpec, list[Edit]]:
        """Return the next version of a form and what was done, each to a table of its own."""
        edits: list[Edit] = []
        tables = list(spec.tables)
        for code in [table.code for table in spec.tables]:
            if self.rng.random() < 0.4:
                continue
            at = next(i for i, table in enumerate(tables) if table.code == code)
            changed, edit = self.rng.choice(EDITS)(self, tables[at])
            tables[at : at + 1] = changed
            edits.append(edit)
        if self.rng.random() < 0.3:
            tables.append(self.table())
        if self.rng.random() < 0.3:
            self.rng.shuffle(tables)
        if not tables:
            tables.append(self.table())
        moves = tuple(move for edit in edits for move in edit.moves)
        mapping = FormMapping(version=spec.version, moves=moves)
        return replace(spec, version=version, tables=tuple(tables), mappings=(mapping,)), edits


Changed = tuple[list[TableSpec], Edit]


def _place(table: TableSpec, row: str = "", column: str = "") -> PlaceRule:
    return PlaceRule(table=table.code, row=row, column=column)


def nothing(_making: Making, table: TableSpec) -> Changed:
    return [table], Edit(table.code)


def add_column(making: Making, table: TableSpec) -> Changed:
    return [replace(table, columns=(making.column(), *table.columns))], Edit(table.code)


def add_row(making: Making, table: TableSpec) -> Changed:
    if table.kind not in DECLARED:
        return nothing(making, table)
    rows = (RowSpec(code=making.name("r"), label="Mới"), *table.rows)
    return [replace(table, rows=rows)], Edit(table.code)


def reorder(making: Making, table: TableSpec) -> Changed:
    columns, rows = list(table.columns), list(table.rows)
    making.rng.shuffle(columns)
    making.rng.shuffle(rows)
    return [replace(table, columns=tuple(columns), rows=tuple(rows))], Edit(table.code)


def rename_table(making: Making, table: TableSpec) -> Changed:
    code = making.name("T")
    move = FormMove(kind=MoveKind.MOVE, old=(_place(table),), new=(PlaceRule(table=code),))

    def where(key: CellKey) -> CellKey:
        row = key.row
        if table.kind is TableKind.GROWING and row.startswith(table.code):
            row = code + row.removeprefix(table.code)
        return CellKey(table=code, row=row, column=key.column)

    return [replace(table, code=code)], Edit(table.code, (move,), where)


def rename_column(making: Making, table: TableSpec) -> Changed:
    old, new = making.rng.choice(table.columns).key, making.name("c")
    columns = tuple(replace(c, key=new) if c.key == old else c for c in table.columns)
    move = FormMove(
        kind=MoveKind.MOVE, old=(_place(table, column=old),), new=(_place(table, column=new),)
    )
    return [replace(table, columns=columns)], Edit(
        table.code, (move,), lambda key: replace(key, column=new) if key.column == old else key
    )


def rename_row(making: Making, table: TableSpec) -> Changed:
    if table.kind not in DECLARED:
        return nothing(making, table)
    old, new = making.rng.choice(table.rows).code, making.name("r")
    rows = tuple(replace(r, code=new) if r.code == old else r for r in table.rows)
    move = FormMove(kind=MoveKind.MOVE, old=(_place(table, old),), new=(_place(table, new),))
    return [replace(table, rows=rows)], Edit(
        table.code, (move,), lambda key: replace(key, row=new) if key.row == old else key
    )


def split_column(making: Making, table: TableSpec) -> Changed:
    old = making.rng.choice(table.columns)
    names = [making.name("c"), making.name("c")]
    columns = [c for c in table.columns if c is not old]
    columns += [replace(old, key=name) for name in names]
    move = FormMove(
        kind=MoveKind.SPLIT,
        old=(_place(table, column=old.key),),
        new=tuple(_place(table, column=name) for name in names),
    )
    return [replace(table, columns=tuple(columns))], Edit(
        table.code,
        (move,),
        lambda key: replace(key, column=names[0]) if key.column == old.key else key,
    )


def merge_columns(making: Making, table: TableSpec) -> Changed:
    if len(table.columns) < 2:
        return nothing(making, table)
    parts = making.rng.sample(table.columns, 2)
    name = making.rng.choice((making.name("c"), parts[0].key))
    columns = [c for c in table.columns if c not in parts]
    columns.append(replace(making.rng.choice(parts), key=name))
    move = FormMove(
        kind=MoveKind.MERGE,
        old=tuple(_place(table, column=part.key) for part in parts),
        new=(_place(table, column=name),),
    )
    keys = {part.key for part in parts}
    return [replace(table, columns=tuple(columns))], Edit(
        table.code,
        (move,),
        lambda key: replace(key, column=name) if key.column in keys else key,
        joins=True,
    )


def merge_rows(making: Making, table: TableSpec) -> Changed:
    if table.kind not in DECLARED or len(table.rows) < 2:
        return nothing(making, table)
    parts = making.rng.sample(table.rows, making.rng.randint(2, len(table.rows)))
    code = making.rng.choice((making.name("r"), parts[-1].code))
    rows = (*(r for r in table.rows if r not in parts), replace(parts[0], code=code))
    move = FormMove(
        kind=MoveKind.MERGE,
        old=tuple(_place(table, part.code) for part in parts),
        new=(_place(table, code),),
    )
    codes = {part.code for part in parts}
    return [replace(table, rows=rows)], Edit(
        table.code,
        (move,),
        lambda key: replace(key, row=code) if key.row in codes else key,
        joins=True,
    )


def move_cell(making: Making, table: TableSpec) -> Changed:
    """One cell of a declared row moves to a new column of another row."""
    if table.kind not in DECLARED:
        return nothing(making, table)
    old = making.rng.choice(table.columns)
    row, to = making.rng.choice(table.rows).code, making.rng.choice(table.rows).code
    column = replace(old, key=making.name("c"))
    move = FormMove(
        kind=MoveKind.MOVE,
        old=(_place(table, row, old.key),),
        new=(_place(table, to, column.key),),
    )

    def where(key: CellKey) -> CellKey:
        if (key.row, key.column) == (row, old.key):
            return replace(key, row=to, column=column.key)
        return key

    return [replace(table, columns=(*table.columns, column))], Edit(table.code, (move,), where)


def retype(making: Making, table: TableSpec) -> Changed:
    old, other = making.rng.choice(table.columns), making.column()
    columns = tuple(
        replace(c, type=other.type, choices=other.choices) if c is old else c for c in table.columns
    )
    return [replace(table, columns=columns)], Edit(table.code)


def drop_column(making: Making, table: TableSpec) -> Changed:
    if len(table.columns) < 2:
        return nothing(making, table)
    old = making.rng.choice(table.columns).key
    said = making.rng.random() < 0.5
    move = FormMove(kind=MoveKind.DROP, old=(_place(table, column=old),))
    columns = tuple(c for c in table.columns if c.key != old)
    return [replace(table, columns=columns)], Edit(
        table.code, (move,) if said else (), lambda key: None if key.column == old else key
    )


def drop_row(making: Making, table: TableSpec) -> Changed:
    if table.kind not in DECLARED or len(table.rows) < 2:
        return nothing(making, table)
    old = making.rng.choice(table.rows).code
    rows = tuple(r for r in table.rows if r.code != old)
    return [replace(table, rows=rows)], Edit(
        table.code, (), lambda key: None if key.row == old else key
    )


def drop_table(_making: Making, table: TableSpec) -> Changed:
    return [], Edit(table.code, (), lambda _key: None)


def other_kind(making: Making, table: TableSpec) -> Changed:
    kind = making.rng.choice(KINDS)
    rows = table.rows
    if kind in DECLARED and not rows:
        rows = (RowSpec(code=f"{table.code}1", label="Trùng mã"),)
    same = kind is table.kind or {kind, table.kind} <= DECLARED
    return [replace(table, kind=kind, rows=rows if kind in DECLARED else ())], Edit(
        table.code, (), lambda key: key if same else None
    )


EDITS = (
    nothing,
    add_column,
    add_row,
    reorder,
    rename_table,
    rename_column,
    rename_row,
    split_column,
    merge_columns,
    merge_rows,
    move_cell,
    retype,
    drop_column,
    drop_row,
    drop_table,
    other_kind,
)
