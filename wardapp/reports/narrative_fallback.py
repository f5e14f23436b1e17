"""The text of a report whose form declares no [[narrative]]: what each table counts, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wardapp.core.forms import CellKey, FilledForm, FilledTable, FormSpec, TableKind, TableSpec
from wardapp.core.roman import roman
from wardapp.reports.filling import TOTAL
from wardapp.reports.rows import is_filled

Said = Callable[[CellKey], str]


def plain_outline(spec: FormSpec, filled: FilledForm, said: Said) -> Iterator[str]:
    """Yield a heading a table with its figures as places, and the text answers."""
    number = 0
    for table in spec.tables:
        lines = list(_lines(table, filled.table(table.code), said))
        if lines:
            number += 1
            yield f"{roman(number)}. {table.short_title.upper()}"
            yield from lines


def opening(spec: FormSpec, basis: str) -> str:
    """Return the sentence a report begins with, its facts as places."""
    title = " ".join(word for word in spec.title.split() if not word.isupper())
    under = "Thực hiện {basis}, " if basis else ""
    return f"{under}{{reporter}} báo cáo {title or spec.label}, {{period}} như sau:"


def _lines(table: TableSpec, filled: FilledTable, said: Said) -> Iterator[str]:
    if table.kind is TableKind.TEXTS:
        for row in filled.rows:
            yield from (str(cell.value) for cell in row.cells if is_filled(cell))
        return
    if table.kind is TableKind.GROWING:
        return
    wanted = next((each for each in table.columns if each.required), None)
    if wanted is None:
        return
    rows = [(row.code, row.label, row.unit) for row in filled.rows]
    if table.total_row or table.kind is TableKind.PER_UNIT:
        rows = [(TOTAL, "Tổng cộng", "")]
    for code, label, unit in rows:
        if said(CellKey(table=table.code, row=code, column=wanted.key)):
            place = f"{{{table.code}.{code}.{wanted.key}}}"
            yield f"- {label}: {place} {unit}".rstrip() + "."
