"""What a form table shows, as values: columns, rows, cells and how each looks."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from wardapp.core.forms import CellKey


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFace:
    """One cell; without a `key` it cannot be chosen (labels, totals, cells that do not apply)."""

    text: str = ""
    tone: str = "text"
    is_strong: bool = False
    is_small: bool = False
    has_pencil: bool = False
    is_doubtful: bool = False  # amber frame: a check failed
    is_odd: bool = False  # amber corner: out of line with earlier periods
    key: CellKey | None = None
    is_editable: bool = False
    edit_text: str = ""
    choices: tuple[str, ...] = ()
    said: str = ""  # for screen readers: row and column


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFace:
    """A column: head, least width at text size Vừa, side, share of what is left."""

    head: str
    width: int = 0
    share: int = 0
    is_right: bool = False
    is_tinted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFace:
    """A row with one cell a column."""

    code: str
    cells: tuple[CellFace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFace:
    """A table; `hidden` are columns that had no room, by their heads."""

    title: str = ""
    columns: tuple[ColumnFace, ...] = ()
    rows: tuple[RowFace, ...] = ()
    hidden: tuple[str, ...] = ()

    def with_odd(self, keys: Container[CellKey | None]) -> TableFace:
        """Return the table with these cells marked as out of line."""
        rows = tuple(
            replace(row, cells=tuple(replace(each, is_odd=each.key in keys) for each in row.cells))
            for row in self.rows
        )
        return replace(self, rows=rows)

    def place(self, key: CellKey | None) -> tuple[int, int] | None:
        """Return row and column of a cell, None when it is not shown."""
        for at, row in enumerate(self.rows):
            for column, cell in enumerate(row.cells):
                if key is not None and cell.key == key:
                    return at, column
        return None
