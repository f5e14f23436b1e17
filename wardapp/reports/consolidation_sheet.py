"""A consolidated form on paper: whose rows they are, who sent and who did not, every source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wardapp.core.dates import long_date
from wardapp.core.forms import CellKey, FilledForm, FormSpec, FormValue, TableKind, TableSpec
from wardapp.core.printout import Align, PrintCell, PrintColumn, Printout, PrintTable, PrintText
from wardapp.core.returns import Contribution, LeftOver, ReturnState, UnitStanding
from wardapp.core.unit_names import joined_names

SOURCES = "Nguồn từng số"
_UNIT_MM = 30
_COLUMNS = (
    ("table", "Biểu", 14),
    ("row", "Dòng", 46),
    ("column", "Cột", 34),
    ("unit", "Đơn vị", 48),
    ("value", "Giá trị", 24),
    ("counts", "Tính vào", 34),
    ("file", "Tệp", 52),
    ("sheet", "Trang", 26),
    ("cell", "Ô", 14),
    ("raw", "Chữ trong tệp", 40),
)


def with_units(printout: Printout, spec: FormSpec, filled: FilledForm) -> Printout:
    """Return the printout with the unit of each listed row beside it."""
    tables = tuple(_named(table, spec, filled) for table in printout.tables)
    return replace(printout, tables=tables)


def standing_text(standings: Sequence[UnitStanding]) -> PrintText:
    """Return who the consolidation was made from, who is missing, late or still in doubt."""
    came = [each for each in standings if each.state is not None]
    missing = [each.unit_name for each in standings if each.is_expected and each.state is None]
    late = [
        f"{each.unit_name} ({long_date(each.received_on)})"
        for each in came
        if each.is_late and each.received_on
    ]
    doubtful = [
        f"{each.unit_name} ({each.open_doubts} chỗ)"
        for each in came
        if each.state is ReturnState.WAITING
    ]
    said = [
        f"Tổng hợp từ {len(came)} đơn vị: {_joined([each.unit_name for each in came])}.",
        f"Chưa gửi: {_joined(missing)}." if missing else "Không còn đơn vị nào chưa gửi.",
    ]
    if late:
        said.append(f"Gửi muộn: {_joined(late)}.")
    if doubtful:
        said.append(f"Còn chỗ chưa xem lại, chưa tính vào: {_joined(doubtful)}.")
    return PrintText(title="Các đơn vị gửi báo cáo", lines=tuple(said))


def sources_table(
    spec: FormSpec,
    filled: FilledForm,
    contributions: Mapping[CellKey, Sequence[Contribution]],
    left_over: Sequence[LeftOver] = (),
) -> PrintTable:
    """Return what every unit gave to every cell, with file, sheet and cell: a row each."""
    rows = []
    for table in filled.tables:
        shape = spec.table(table.code)
        for row in table.rows:
            label = row.label if shape.kind is not TableKind.GROWING else f"dòng {row.label}"
            name = f"{row.code} {label}" if shape.kind is TableKind.FIXED else label
            for column in shape.columns:
                key = CellKey(table=table.code, row=row.code, column=column.key)
                head = (table.code, name, column.short_label or column.label)
                rows += [_source(head, each) for each in contributions.get(key, ())]
    for each in left_over:
        head = (each.key.table, each.key.row, each.key.column)
        spare = replace(each.contribution, counts=False, note="biểu không có ô này")
        rows.append(_source(head, spare))
    return PrintTable(
        key="sources",
        title=SOURCES,
        columns=tuple(
            PrintColumn(
                key=key,
                head=head,
                width_mm=width,
                align=Align.RIGHT if key == "value" else Align.LEFT,
            )
            for key, head, width in _COLUMNS
        ),
        rows=tuple(rows),
        note="Mỗi dòng là một số hay một câu của một đơn vị, với chỗ nó đứng trong tệp đã gửi.",
    )


def _source(head: tuple[str, str, str], each: Contribution) -> tuple[PrintCell, ...]:
    place = each.place
    values: tuple[FormValue, ...] = (
        *head,
        each.unit_name,
        each.value,
        "có" if each.counts else f"không: {each.note}",
        place.file if place else "số của đơn vị tổng hợp",
        place.sheet if place else "",
        place.cell if place else "",
        each.raw,
    )
    return tuple(PrintCell(value=value) for value in values)


def _named(made: PrintTable, spec: FormSpec, filled: FilledForm) -> PrintTable:
    """Return a table of listed rows with the units in a last column, so that letters stay."""
    shape = _table(spec, made.key)
    if shape is None or shape.kind is not TableKind.GROWING:
        return made
    names = [row.unit for row in filled.table(made.key).rows]
    if not any(names):
        return made
    column = PrintColumn(key="_from", head="Đơn vị", width_mm=_UNIT_MM, align=Align.LEFT)
    rows = tuple(
        (*cells, PrintCell(value=names[at] if at < len(names) else None))
        for at, cells in enumerate(made.rows)
    )
    groups = (*made.groups, ("", 1)) if made.groups else ()
    return replace(made, columns=(*made.columns, column), rows=rows, groups=groups)


def _table(spec: FormSpec, code: str) -> TableSpec | None:
    return next((table for table in spec.tables if table.code == code), None)


def _joined(names: Sequence[str]) -> str:
    return joined_names(names) or "chưa có"
