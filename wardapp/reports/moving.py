"""Where a cell of one version of a form stands in the next, by the declared changes."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.form_versions import FormMapping, FormMove, MoveKind, PlaceRule
from wardapp.core.forms import CellKey, FormSpec, TableKind, TableSpec
from wardapp.reports.fitting import table_of

DROPPED = "Mẫu mới không hỏi mục này nữa."
OTHER_ROWS = "Các dòng của biểu này nay lập theo cách khác."


@dataclass(frozen=True, slots=True)
class Image:
    """Where a cell goes: `key` None when nowhere, `why` then says why.

    `rank` tells how closely it was named (0: not named, it stays), `order` as which of the places
    of its change; `names_row` that its row was named.
    """

    key: CellKey | None
    kind: MoveKind | None = None
    rank: int = 0
    names_row: bool = False
    order: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    """A declared change that names a cell."""

    move: FormMove
    old: PlaceRule
    order: int

    @property
    def rank(self) -> int:
        return 1 + bool(self.old.row) + bool(self.old.column)


def mapping_from(version: str, spec: FormSpec) -> FormMapping:
    """Return what the form declares of an earlier version; nothing declared: all stays."""
    found = (each for each in spec.mappings if each.version == version)
    return next(found, FormMapping(version=version))


def image(key: CellKey, mapping: FormMapping) -> Image:
    """Return where a cell goes; the change that names it most closely decides.

    A changed row and a changed column both apply to their common cell; a column or row asked no
    more takes its cells along, unless one of them is named by itself.
    """
    named = sorted(_naming(key, mapping), key=_closest_first)
    if not named:
        return Image(key)
    first = named[0]
    if first.move.kind is MoveKind.DROP:
        return Image(None, MoveKind.DROP, first.rank, why=first.move.note or DROPPED)
    kept = [each for each in named if each.move.kind is not MoveKind.DROP]
    target = _target(key, [each.move.new[0] for each in kept])
    is_merge = any(each.move.kind is MoveKind.MERGE for each in kept)
    kind = MoveKind.MERGE if is_merge else first.move.kind
    names_row = any(each.move.new[0].row for each in kept)
    joining = (each.order for each in kept if each.move.kind is MoveKind.MERGE)
    return Image(target, kind, first.rank, names_row, next(joining, 0))


def _naming(key: CellKey, mapping: FormMapping) -> list[_Named]:
    return [
        _Named(move, old, order)
        for move in mapping.moves
        for order, old in enumerate(move.old)
        if names(old, key)
    ]


def names(place: PlaceRule, key: CellKey) -> bool:
    """Return True when a place of a form holds the cell."""
    return (
        place.table == key.table and place.row in {"", key.row} and place.column in {"", key.column}
    )


def _closest_first(named: _Named) -> tuple[int, bool]:
    return -named.rank, named.move.kind is not MoveKind.DROP


def _target(key: CellKey, places: list[PlaceRule]) -> CellKey:
    row = next((place.row for place in places if place.row), key.row)
    column = next((place.column for place in places if place.column), key.column)
    return CellKey(table=places[0].table, row=row, column=column)


def side_places(mapping: FormMapping) -> tuple[tuple[PlaceRule, PlaceRule], ...]:
    """Return the further new places of each split, each with the old place it was cut from."""
    return tuple(
        (new, move.old[0])
        for move in mapping.moves
        if move.kind is MoveKind.SPLIT
        for new in move.new[1:]
    )


def keeps_rows(old: FormSpec, new: FormSpec, key: CellKey, at: Image) -> bool:
    """Return False where the rows of a table came to be in another way: codes mean other rows."""
    if at.key is None:
        return True
    before, after = table_of(old, key.table), table_of(new, at.key.table)
    if before is None or after is None:
        return True
    return _rows_of(before) == _rows_of(after) or (
        at.names_row and after.kind is not TableKind.GROWING
    )


def _rows_of(table: TableSpec) -> tuple[TableKind, str]:
    """Return how rows come to be: tables alike in this name the same rows by the same codes."""
    if table.kind is TableKind.PER_UNIT:
        return table.kind, table.unit_kind
    return (TableKind.FIXED if table.kind is TableKind.TEXTS else table.kind), ""


class GrowingRows:
    """Codes of rows that move from one growing table to another: `C3` becomes `F3`.

    A row that keeps its table keeps its code; where a code is taken the next free number follows.
    """

    def __init__(self, old: FormSpec, new: FormSpec, staying: set[tuple[str, str]]) -> None:
        self._growing = {table.code for table in new.tables if table.kind is TableKind.GROWING} | {
            table.code for table in old.tables if table.kind is TableKind.GROWING
        }
        self._used = set(staying)
        self._codes: dict[tuple[str, str, str], str] = {}

    def at(self, old: CellKey, new: CellKey) -> CellKey:
        """Return the new place with the code its row has there."""
        if new.table not in self._growing or old.table == new.table:
            return new
        known = (old.table, old.row, new.table)
        if known not in self._codes:
            self._codes[known] = self._free(old, new.table)
        return CellKey(table=new.table, row=self._codes[known], column=new.column)

    def _free(self, old: CellKey, table: str) -> str:
        rest = old.row.removeprefix(old.table)
        code = f"{table}{rest}" if old.row.startswith(old.table) else old.row
        number = 0
        while (table, code) in self._used:
            number += 1
            code = f"{table}{number}"
        self._used.add((table, code))
        return code
