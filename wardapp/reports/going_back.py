"""Takes a form back into the layout of an earlier version: answers return to their old places.

Where parts were summed and the sum still stands, the parts themselves come back. What was first
asked in the newer version stands apart, as everything that fits nowhere does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wardapp.core.form_versions import MoveKind
from wardapp.core.forms import (
    CellKey,
    FilledCell,
    FilledForm,
    FormSpec,
    TableKind,
    TableSpec,
    UnplacedCell,
)
from wardapp.reports.evolution import joined
from wardapp.reports.fitting import (
    DECLARED_ROWS,
    Misfit,
    column_at,
    fitted,
    is_blank,
    table_of,
)
from wardapp.reports.laying import Laid, Rows, laid_out, lay, values_of
from wardapp.reports.moving import image, keeps_rows, mapping_from, names, side_places

NEWER = "Mẫu cũ không hỏi mục này."
CHANGED = "Số đã gộp được sửa sau đó."


def carried_back(filled: FilledForm, new_spec: FormSpec, old_spec: FormSpec) -> FilledForm:
    """Return a form in the layout of an earlier version its own one declares the way from."""
    if filled.form_version == old_spec.version:
        return filled
    return _GoingBack(filled, new_spec, old_spec).done()


def carried_back_along(filled: FilledForm, route: Sequence[FormSpec]) -> FilledForm:
    """Return the form in the first version of a route, coming from the last."""
    for before, after in pairwise(tuple(route)[::-1]):
        filled = carried_back(filled, before, after)
    return filled


@dataclass(slots=True)
class _Sources:
    """Old places from which a place of the new version is fed."""

    whole: list[CellKey]  # all that comes here by the changes
    side: CellKey | None = None  # the old place this is a cut of


@dataclass(frozen=True, slots=True, kw_only=True)
class _FreeRow:
    """A row that no version declares."""

    code: str
    label: str
    is_grown: bool
    is_moved: bool  # it may be of another table, or stands only in answers apart


class _GoingBack:
    """One form on its way back."""

    def __init__(self, filled: FilledForm, new_spec: FormSpec, old_spec: FormSpec) -> None:
        self._filled, self._new, self._old = filled, new_spec, old_spec
        self._mapping = mapping_from(old_spec.version, new_spec)
        self._laid = Laid(filled.form_version)
        self._is_closed = filled.closed_ms is not None
        self._values = values_of(filled)
        self._labels = {
            (table.code, row.code): row.label for table in filled.tables for row in table.rows
        }
        self._old_keys = self._every_old_key()
        self._feeds = self._fed()
        self._sides: dict[CellKey, list[FilledCell]] = {}
        self._restored: set[CellKey] = set()

    def done(self) -> FilledForm:
        """Return the form in its old layout."""
        rest, changed = self._parts_back()
        for cell in self._values.values():
            if self._is_answer(cell):
                self._send_back(cell)
        for key, cells in self._sides.items():
            self._join_sides(key, cells)
        rest = self._own_back(rest)
        form = laid_out(self._filled, self._old, self._laid, self._rows())
        return replace(form, unplaced=(*rest, *changed, *form.unplaced))

    def _is_answer(self, cell: FilledCell) -> bool:
        return cell.is_typed or (self._is_closed and not is_blank(cell.value))

    def _send_back(self, cell: FilledCell) -> None:
        """Lay a cell at the old place it came from."""
        feed = self._feeds.get(cell.key)
        if feed is None or not (feed.whole or feed.side):
            self._laid.refuse(cell, NEWER)
        elif cell.key in self._restored:
            return  # its parts are back
        elif feed.side is not None and not feed.whole:
            self._sides.setdefault(feed.side, []).append(cell)
        else:
            lay(self._bare(cell), self._old, feed.whole[0], self._laid)

    def _bare(self, cell: FilledCell) -> FilledCell:
        return cell if self._is_closed else replace(cell, computed=None, line_ids=())

    def _join_sides(self, key: CellKey, cells: list[FilledCell]) -> None:
        """Join what was cut off into the old place again; apart where it does not join."""
        main = self._laid.cells.get(key)
        try:
            column = column_at(self._old, key)
            value = joined([cell.value for cell in ([main] if main else []) + cells], column)
            typed = fitted(value, column)
        except Misfit as misfit:
            for cell in cells:
                self._laid.refuse(cell, str(misfit))
            return
        reasons = dict.fromkeys(
            cell.reason for cell in ([main] if main else []) + cells if cell.reason
        )
        computed = main.computed if main else None
        self._laid.cells[key] = FilledCell(
            key=key,
            computed=computed,
            typed=typed,
            is_typed=True,
            reason="; ".join(reasons) or ("Gộp các phần của mẫu mới" if column.source else ""),
        )

    def _parts_back(self) -> tuple[list[UnplacedCell], list[UnplacedCell]]:
        """Bring the parts of sums that still stand back; return the rest, and parts of others."""
        groups: dict[CellKey, list[UnplacedCell]] = {}
        rest, changed = [], []
        for cell in self._filled.unplaced:
            if cell.merged_into is not None and cell.version == self._old.version:
                groups.setdefault(cell.merged_into, []).append(cell)
            else:
                rest.append(cell)
        for key, parts in groups.items():
            if self._still_stands(key, parts):
                self._restored.add(key)
                for part in parts:
                    lay(self._bare(_plain(part)), self._old, part.key, self._laid)
            else:
                changed += [replace(part, why=CHANGED, merged_into=None) for part in parts]
        return rest, changed

    def _still_stands(self, key: CellKey, parts: list[UnplacedCell]) -> bool:
        now = self._values.get(key)
        if now is None:  # the sum itself stands apart
            return any(
                (each.key, each.version) == (key, self._new.version)
                for each in self._filled.unplaced
            )
        try:
            column = column_at(self._new, key)
            if len(parts) == 1:
                return fitted(parts[0].value, column) == now.value
            return joined([part.value for part in parts], column) == now.value
        except Misfit:
            return False

    def _own_back(self, rest: list[UnplacedCell]) -> list[UnplacedCell]:
        """Bring answers of the old version that found no place in the new one back to theirs."""
        still = []
        for cell in rest:
            free = cell.version == self._old.version and cell.key not in self._laid.cells
            kept = len(self._laid.unplaced)
            if not free or not lay(_plain(cell), self._old, cell.key, self._laid):
                del self._laid.unplaced[kept:]
                still.append(cell)
        return still

    def _every_old_key(self) -> list[CellKey]:
        """Return every place the old version had, its free rows as this form knows them."""
        keys: dict[CellKey, None] = {}
        for table in self._old.tables:
            if table.kind in DECLARED_ROWS:
                rows = [row.code for row in table.rows]
            else:
                rows = [row.code for row in self._free_rows(table)]
            for row in rows:
                for column in table.columns:
                    keys[CellKey(table=table.code, row=row, column=column.key)] = None
        return list(keys)

    def _free_rows(self, old: TableSpec) -> list[_FreeRow]:
        """Return the rows an undeclared old table has, as this form knows them."""
        found: dict[str, _FreeRow] = {}
        for new in self._new_rows():
            table = table_of(self._new, new.table)
            if table is None or not self._comes_from(old, table):
                continue
            rest = new.row.removeprefix(new.table)
            moved = old.kind is TableKind.GROWING and new.table != old.code
            code = f"{old.code}{rest}" if moved and new.row.startswith(new.table) else new.row
            grown = replace(new, column="") in self._filled.grown
            label = self._labels.get((new.table, new.row), code)
            is_shared = moved and self._is_shared(table)
            free = _FreeRow(code=code, label=label, is_grown=grown, is_moved=is_shared)
            found.setdefault(code, free)
        for cell in self._filled.unplaced:
            if cell.version == self._old.version and cell.key.table == old.code:
                row = cell.key.row
                found.setdefault(row, _FreeRow(code=row, label=row, is_grown=True, is_moved=True))
        return list(found.values())

    def _is_shared(self, new: TableSpec) -> bool:
        """Return True when rows of several old tables stand in a new one."""
        return sum(self._comes_from(old, new) for old in self._old.tables) > 1

    def _comes_from(self, old: TableSpec, new: TableSpec) -> bool:
        """Return True when answers of the old table stand in the new one."""
        return any(
            (at := image(key, self._mapping)).key is not None
            and at.key.table == new.code
            and keeps_rows(self._old, self._new, key, at)
            for column in old.columns
            for key in (CellKey(table=old.code, row="", column=column.key),)
        )

    def _new_rows(self) -> list[CellKey]:
        rows = [(key.table, key.row) for key in self._filled.grown]
        rows += [(table.code, row.code) for table in self._filled.tables for row in table.rows]
        rows += [(cell.key.table, cell.key.row) for cell in self._filled.overrides]
        return [CellKey(table=table, row=row, column="") for table, row in dict.fromkeys(rows)]

    def _fed(self) -> dict[CellKey, _Sources]:
        """Return for each new place the old ones that feed it."""
        feeds: dict[CellKey, _Sources] = {}
        for old in self._old_keys:
            at = image(old, self._mapping)
            if at.key is None or not keeps_rows(self._old, self._new, old, at):
                continue
            feeds.setdefault(self._row_in_new(old, at.key), _Sources([])).whole.append(old)
            if at.kind is MoveKind.SPLIT:
                for side in self._sides_of(old):
                    feed = feeds.setdefault(self._row_in_new(old, side), _Sources([]))
                    feed.side = feed.side or old
        return feeds

    def _sides_of(self, old: CellKey) -> list[CellKey]:
        return [
            CellKey(table=new.table, row=new.row or old.row, column=new.column or old.column)
            for new, from_old in side_places(self._mapping)
            if names(from_old, old)
        ]

    def _row_in_new(self, old: CellKey, new: CellKey) -> CellKey:
        """Return a new place with the code a row of a growing table has there."""
        table = table_of(self._new, new.table)
        if table is None or table.kind is not TableKind.GROWING or new.table == old.table:
            return new
        rest = old.row.removeprefix(old.table)
        code = f"{new.table}{rest}" if old.row.startswith(old.table) else old.row
        return replace(new, row=code)

    def _rows(self) -> Rows:
        """Return the rows that stand in the old layout: a moved one only with an answer in it."""
        answered = {(key.table, key.row) for key in self._laid.cells}
        shown: dict[str, tuple[tuple[str, str], ...]] = {}
        grown: list[CellKey] = []
        for table in self._old.tables:
            if table.kind in DECLARED_ROWS:
                continue
            rows = [
                row
                for row in self._free_rows(table)
                if not row.is_moved or (table.code, row.code) in answered
            ]
            shown[table.code] = tuple((row.code, row.label) for row in rows)
            if table.kind is TableKind.GROWING:
                places = (CellKey(table=table.code, row=row.code, column="") for row in rows)
                grown += [at for at, row in zip(places, rows, strict=True) if row.is_grown]
        return Rows(grown=tuple(grown), shown=shown)


def _plain(cell: UnplacedCell) -> FilledCell:
    return FilledCell(
        key=cell.key,
        computed=cell.computed,
        typed=cell.typed,
        is_typed=cell.is_typed,
        reason=cell.reason,
        line_ids=cell.line_ids,
    )
