"""How a filled form is said on the screen: faces of its tables, verdicts, figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from wardapp.core.forms import (
    CellKey,
    CellType,
    ColumnSpec,
    FilledCell,
    FilledRow,
    FormValue,
    TableKind,
    TableSpec,
)
from wardapp.ui.pages.reports_reading import Sheet
from wardapp.ui.widgets.form_face import CellFace, ColumnFace, RowFace, TableFace
from wardapp.ui.widgets.form_tabs import FormTab

NOT_YET, NOT_APPLICABLE = "chưa có", "–"
CODE_WIDTH, NUMBER_WIDTH, TEXT_WIDTH, CHOICE_WIDTH = 42, 62, 96, 100
HEAD_PAD = 17
BODY_TO_LABEL, UNIT_PAD = 1.1, 15
LEAST_LABEL = 190
LABEL_SHARE, TEXT_SHARE = 3, 2
WORDY = {CellType.TEXT, CellType.LINK, CellType.CHOICE}
Measure = Callable[[str], float]
_SWAP = str.maketrans(",.", ".,")


def figure(value: FormValue, kind: CellType) -> str:
    """Return a value as the office writes it: 1.250, 85,5%; "" for a blank."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Decimal):
        text = f"{value:,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{value:,}"
    return text.translate(_SWAP) + ("%" if kind is CellType.PERCENT else "")


def tabs_of(sheet: Sheet) -> tuple[FormTab, ...]:
    """Return the tabs with verdicts: nothing typed yet, something to look at, all well."""
    return tuple(
        FormTab(table.code, table.short_title, _verdict(sheet, table))
        for table in sheet.spec.tables
    )


def _verdict(sheet: Sheet, table: TableSpec) -> str:
    own = {column.key for column in table.columns if not column.formula}
    values = (
        cell.value
        for row in sheet.filled.table(table.code).rows
        for cell in row.cells
        if cell.key.column in own
    )
    if not any(value not in {None, ""} for value in values):
        return "none"
    return "warn" if any(check.table == table.code for check in sheet.broken) else "ok"


def is_tinted(column: ColumnSpec) -> bool:
    """Return True for the column that the log computes and the form wants."""
    return column.required and bool(column.source) and column.source != "households"


def shown_columns(sheet: Sheet, table: TableSpec, room: float, measure: Measure) -> tuple[str, ...]:
    """Return the keys of the columns that find room; texts at the right leave first."""
    columns = list(table.columns)
    droppable = [each for each in columns if each.type in {CellType.TEXT, CellType.LINK}]
    droppable = [each for each in droppable if not each.required]
    while droppable and _needed(sheet, table, columns, measure) > room:
        columns.remove(droppable.pop())
    return tuple(each.key for each in columns)


def _needed(sheet: Sheet, table: TableSpec, columns: list[ColumnSpec], measure: Measure) -> float:
    least = 0 if table.kind is TableKind.GROWING else LEAST_LABEL
    heads = _heads(sheet, table)
    fixed = CODE_WIDTH * ("code" in heads) + _unit_width(sheet, table, measure)
    return least + fixed + sum(_width(each, measure) for each in columns)


def _heads(sheet: Sheet, table: TableSpec, *, has_room: bool = True) -> tuple[str, ...]:
    """Return which columns stand before those of the form; units leave where room is short."""
    if table.kind is TableKind.GROWING:
        return ("code",)
    units = has_room and any(row.unit for row in sheet.filled.table(table.code).rows)
    parts = ("label", "unit") if units else ("label",)
    return parts if table.kind is TableKind.PER_UNIT else ("code", *parts)


def _unit_width(sheet: Sheet, table: TableSpec, measure: Measure) -> float:
    units = {row.unit for row in sheet.filled.table(table.code).rows if row.unit}
    return max((measure(unit) * BODY_TO_LABEL + UNIT_PAD for unit in units), default=0)


def _width(column: ColumnSpec, measure: Measure) -> float:
    head = measure(column.short_label or column.label) + HEAD_PAD
    if column.type is CellType.CHOICE:
        return max(head, CHOICE_WIDTH)
    return max(head, TEXT_WIDTH if column.type in WORDY else NUMBER_WIDTH)


def face_of(sheet: Sheet, table: TableSpec, room: float, measure: Measure) -> TableFace:
    """Return a table as it stands in so much room (at text size Vừa)."""
    keys = shown_columns(sheet, table, room, measure)
    columns = tuple(column for column in table.columns if column.key in keys)
    hidden = tuple(column.key for column in table.columns if column.key not in keys)
    doubtful = doubtful_cells(sheet)
    has_room = _needed(sheet, table, list(columns), measure) <= room
    heads = _heads(sheet, table, has_room=has_room)
    rows = [
        RowFace(code=row.code, cells=_cells(heads, table, row, columns, doubtful))
        for row in sheet.filled.table(table.code).rows
    ]
    total = sheet.totals[sheet.spec.tables.index(table)]
    if total is not None and rows:
        rows.append(RowFace(code=total.code, cells=_total_cells(heads, total, columns)))
    faces = _head_faces(heads, table, _unit_width(sheet, table, measure))
    return TableFace(
        title=table.title,
        columns=(*faces, *(_column_face(column, measure) for column in columns)),
        rows=tuple(rows),
        hidden=hidden,
    )


def _head_faces(
    heads: tuple[str, ...], table: TableSpec, unit_width: float
) -> tuple[ColumnFace, ...]:
    code = "STT" if table.kind is TableKind.GROWING else "Mã"
    faces = {
        "code": ColumnFace(head=code, width=CODE_WIDTH),
        "label": ColumnFace(head=table.row_head, width=LEAST_LABEL - 80, share=LABEL_SHARE),
        "unit": ColumnFace(head="ĐVT", width=round(unit_width)),
    }
    return tuple(faces[name] for name in heads)


def _column_face(column: ColumnSpec, measure: Measure) -> ColumnFace:
    is_wordy = column.type in WORDY
    return ColumnFace(
        head=column.short_label or column.label,
        width=round(_width(column, measure)),
        share=TEXT_SHARE if is_wordy else 0,
        is_right=not is_wordy,
        is_tinted=is_tinted(column),
    )


def _cells(
    heads: tuple[str, ...],
    table: TableSpec,
    row: FilledRow,
    columns: tuple[ColumnSpec, ...],
    doubtful: set[CellKey],
) -> tuple[CellFace, ...]:
    code = row.label if table.kind is TableKind.GROWING else row.code
    named = {
        "code": CellFace(text=code, tone="text3"),
        "label": CellFace(text=row.label),
        "unit": CellFace(text=row.unit, tone="text2"),
    }
    has_tint = any(is_tinted(column) for column in table.columns)
    faces = (
        _face(table, row, column, doubtful, is_quiet=has_tint and not is_tinted(column))
        for column in columns
    )
    return (*(named[name] for name in heads), *faces)


def _face(
    table: TableSpec, row: FilledRow, column: ColumnSpec, doubtful: set[CellKey], *, is_quiet: bool
) -> CellFace:
    cell = row.cell(column.key)
    if cell is None:
        return CellFace(text=NOT_APPLICABLE, tone="text3", said="không áp dụng")
    text = figure(cell.value, column.type)
    is_missing = not text and (column.required or (bool(column.source) and not column.formula))
    is_begun = any(each.value is not None for each in row.cells)
    shows_missing = is_missing and (column.required or (column.type not in WORDY and is_begun))
    tone = "text2" if is_quiet else "text"
    if shows_missing:
        text, tone = NOT_YET, "danger" if column.required else "text3"
    return CellFace(
        text=text,
        tone=tone,
        is_strong=is_tinted(column) and not shows_missing,
        is_small=shows_missing,
        has_pencil=has_override(cell),
        is_doubtful=cell.key in doubtful,
        key=cell.key,
        is_editable=not column.formula,
        edit_text=edit_text(cell, column),
        choices=column.choices,
        said=f"{row.label if table.kind is not TableKind.GROWING else 'Dòng ' + row.label}, "
        f"{column.label}",
    )


def has_override(cell: FilledCell) -> bool:
    """Return True where the clerk's figure stands over one from the log."""
    return cell.is_typed and (cell.computed is not None or bool(cell.reason))


def edit_text(cell: FilledCell, column: ColumnSpec) -> str:
    """Return what an editor of the cell begins with."""
    return figure(cell.value, column.type).removesuffix("%")


def _total_cells(
    heads: tuple[str, ...], total: FilledRow, columns: tuple[ColumnSpec, ...]
) -> tuple[CellFace, ...]:
    label = CellFace(text=total.label, is_strong=True)
    cells = [label if name == "label" else CellFace() for name in heads]
    for column in columns:
        cell = total.cell(column.key)
        text = figure(cell.value, column.type) if cell else ""
        cells.append(CellFace(text=text, is_strong=True))
    return tuple(cells)


def doubtful_cells(sheet: Sheet) -> set[CellKey]:
    """Return the cells with a value that a check is not content with."""
    found: set[CellKey] = set()
    for check in sheet.broken:
        if any(sheet.column(key).type is CellType.LINK for key in check.cells):
            continue  # what is missing is the evidence: the figure itself is not in doubt
        keys = [key for key in check.cells if sheet.column(key).required] or list(check.cells)
        found |= {key for key in keys if (cell := sheet.cell(key)) and cell.value is not None}
    return found
