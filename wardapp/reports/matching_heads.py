"""The heads of a form's tables, and which of them a text may be."""

from __future__ import annotations

from collections.abc import Iterator

from wardapp.core.forms import ColumnSpec, FormSpec, TableKind, TableSpec
from wardapp.reports.matching_words import ALIKE, alike

LABEL, CODE, UNIT = "_label", "_code", "_unit"
LEADS = frozenset({LABEL, CODE, UNIT})
"""Columns of a table that say which row it is, before those that are filled."""

LONGEST_HEAD = 120
_REMEMBERED = 5_000
_FORMS = 64
_CODE_HEADS = ("STT", "TT", "Số TT", "Số thứ tự", "Mã số", "Mã")
_UNIT_HEADS = ("ĐVT", "Đơn vị tính", "Đơn vị")
_LABEL_HEADS = ("Nội dung", "Chỉ tiêu", "Tên", "Mục")


class HeadIndex:
    """The heads of one form; what was looked up once is remembered."""

    def __init__(self, spec: FormSpec) -> None:
        """Gather the names of all columns."""
        self.spec = spec
        self.tables = spec.tables
        self.widths = {table.code: len(table.columns) for table in spec.tables}
        self._heads = [
            (table.code, key, names) for table in spec.tables for key, names in _names(table)
        ]
        self._known: dict[str, tuple[tuple[str, str, float], ...]] = {}

    def matches(self, text: str) -> tuple[tuple[str, str, float], ...]:
        """Return (table, column, likeness) of the columns a text may be the head of."""
        if len(text) > LONGEST_HEAD:
            return ()
        known = self._known.get(text)
        if known is None:
            known = tuple(self._found(text))
            if len(self._known) < _REMEMBERED:
                self._known[text] = known
        return known

    def _found(self, text: str) -> Iterator[tuple[str, str, float]]:
        for table, key, names in self._heads:
            score = max(alike(text, name) for name in names)
            if score >= ALIKE:
                yield table, key, score


_INDEXES: dict[int, HeadIndex] = {}


def head_index(spec: FormSpec) -> HeadIndex:
    """Return the index of a form; the same form asked again gives the same index."""
    known = _INDEXES.get(id(spec))
    if known is None or known.spec is not spec:
        if len(_INDEXES) >= _FORMS:
            _INDEXES.clear()
        known = _INDEXES[id(spec)] = HeadIndex(spec)
    return known


def _names(table: TableSpec) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield CODE, _CODE_HEADS
    if table.kind is not TableKind.GROWING:
        yield LABEL, (table.row_head, *_LABEL_HEADS) if table.row_head else _LABEL_HEADS
    if any(row.unit for row in table.rows):
        yield UNIT, _UNIT_HEADS
    for column in table.columns:
        yield column.key, _names_of(column)


def _names_of(column: ColumnSpec) -> tuple[str, ...]:
    names = [column.label, column.short_label]
    if column.unit:
        names.append(f"{column.label} {column.unit}")
    return tuple(dict.fromkeys(name for name in names if name))
