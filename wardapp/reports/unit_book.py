"""The workbook of one unit as it will be written: what it fills, what stands there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wardapp.core.dates import long_date
from wardapp.core.forms import (
    CellKey,
    CellType,
    ColumnSpec,
    Combine,
    FormSpec,
    FormValue,
    Period,
    RowSpec,
    TableKind,
    TableSpec,
)
from wardapp.core.issuers import Unit
from wardapp.core.printout import Align
from wardapp.core.unit_books import (
    UnitBook,
    UnitBookFacts,
    UnitCell,
    UnitColumn,
    UnitRow,
    UnitSheet,
    identity_code,
)
from wardapp.reports.excel import column_letter, excel_formula
from wardapp.reports.expression_nodes import Literal, Name, Node, Operation, Text
from wardapp.reports.expressions import parse

GROWING_ROWS = 15
"""Empty rows of a growing table: more than a unit of a ward fills in a quarter."""

NOT_ASKED = "x"
"""What stands in a cell that does not apply to its row."""

KEY_COLUMNS = 1
"""Columns of hidden keys before the printed ones."""

ZERO_HINT = "Ghi 0 nếu không phát sinh; để trống nếu chưa có số."
_RIGHT = {CellType.COUNT, CellType.DECIMAL, CellType.PERCENT}
_NO_VALUES: Mapping[CellKey, FormValue] = {}


def unit_book(
    spec: FormSpec,
    period: Period,
    unit: Unit,
    facts: UnitBookFacts,
    prefilled: Mapping[CellKey, FormValue] = _NO_VALUES,
) -> UnitBook:
    """Return the workbook of a unit; a table of one row a unit has the row of this unit only.

    Rows and columns that only the ward counts stand there and are not asked. `prefilled` are
    values that are known; the unit may change them.
    """
    sheets = tuple(
        _Sheets(table, unit, prefilled).sheet()
        for table in spec.tables
        if table.kind is not TableKind.PER_UNIT or table.unit_kind == unit.kind
    )
    return UnitBook(
        file_stem=f"{spec.label} - {period.label} - {unit.name}",
        label=spec.label,
        title=spec.title,
        reference=f"(Kèm theo {facts.basis})" if facts.basis else "",
        subtitle=period.label[:1].upper() + period.label[1:],
        facts=_facts(period, unit, facts),
        sheets=sheets,
        signatures=spec.signatures or ("NGƯỜI LẬP BIỂU", "PHỤ TRÁCH ĐƠN VỊ"),
        identity=_identity(spec, period, unit, facts),
        footer=f"{spec.label}, {period.label}, {unit.name}",
        landscape=spec.landscape,
        paper=spec.paper,
        hints=(
            "Chỉ ghi vào ô nền vàng. " + ZERO_HINT,
            "Ghi số, không ghi chữ hay đơn vị tính. Không đổi tên trang, không thêm cột.",
        ),
    )


def _facts(period: Period, unit: Unit, facts: UnitBookFacts) -> tuple[tuple[str, str, str], ...]:
    due = facts.in_time_until or period.due_date
    window = f"từ {long_date(period.window_from)} đến {long_date(period.window_to)}"
    return (
        ("reporter", "Đơn vị báo cáo", unit.name),
        ("", "Thời gian", window),
        ("", "Hạn gửi", f"chậm nhất {long_date(due)}"),
        ("", "Nơi nhận", facts.send_to),
        ("prepared_by", "Người lập", ""),
        ("phone", "Điện thoại", ""),
    )


def _identity(
    spec: FormSpec, period: Period, unit: Unit, facts: UnitBookFacts
) -> tuple[tuple[str, str], ...]:
    pairs = {
        "form_id": spec.id,
        "form_version": spec.version,
        "period_id": period.id,
        "unit_id": unit.id,
        "office_id": facts.office_id,
        "made_on": facts.made_on.isoformat(),
    }
    return (*pairs.items(), ("unit_name", unit.name), ("code", identity_code(pairs)))


@dataclass
class _Sheets:
    """Makes the sheet of one table."""

    table: TableSpec
    unit: Unit
    prefilled: Mapping[CellKey, FormValue]
    positions: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        lead = KEY_COLUMNS + 1 + self._has_labels + self._has_units
        self.positions = {
            column.key: lead + place for place, column in enumerate(self.table.columns)
        }

    @property
    def _has_labels(self) -> bool:
        return self.table.kind is not TableKind.GROWING

    @property
    def _has_units(self) -> bool:
        return any(row.unit for row in self.table.rows)

    def sheet(self) -> UnitSheet:
        table = self.table
        is_texts = table.kind is TableKind.TEXTS
        return UnitSheet(
            code=table.code,
            title=table.title,
            columns=tuple(self._column(column) for column in table.columns),
            rows=tuple(self._rows()),
            row_head=table.row_head or ("Mục" if is_texts else "Nội dung"),
            row_width_mm=table.row_width_mm,
            note=_note(table),
            has_labels=self._has_labels,
            has_units=self._has_units,
            has_total=table.total_row and table.kind is TableKind.FIXED,
            has_index=table.index_labels,
            is_texts=is_texts,
            is_growing=table.kind is TableKind.GROWING,
        )

    def _column(self, column: ColumnSpec) -> UnitColumn:
        return UnitColumn(
            key=column.key,
            head=column.label,
            width_mm=column.width_mm,
            type=column.type,
            align=Align.RIGHT
            if column.type in _RIGHT
            else Align.CENTER
            if column.type is CellType.RATIO
            else Align.LEFT,
            group=column.group,
            unit=column.unit,
            choices=column.choices,
            minimum=column.minimum,
            maximum=column.maximum,
            max_length=column.max_length,
            required=column.required,
            formula=self._formula(column),
        )

    def _formula(self, column: ColumnSpec) -> str:
        """Return what Excel computes in the row of sums; "" where words stand."""
        if column.formula:
            return _excel(column, self.positions)
        if column.type is not CellType.COUNT:
            return ""
        letter = column_letter(self.positions[column.key])
        span = f"{letter}{{first}}:{letter}{{last}}"
        return f'IF(COUNT({span})=0,"",SUM({span}))'

    def _rows(self) -> Iterator[UnitRow]:
        table = self.table
        if table.kind is TableKind.GROWING:
            for number in range(1, GROWING_ROWS + 1):
                yield self._row(RowSpec(code=f"{table.code}{number}", label=""), str(number))
        elif table.kind is TableKind.PER_UNIT:
            row = RowSpec(code=self.unit.code or self.unit.id, label=self.unit.name)
            yield self._row(row, "1")
        else:
            for place, row in enumerate(table.rows, start=1):
                is_fixed = table.kind is TableKind.FIXED
                yield self._row(row, row.code if is_fixed else str(place))

    def _row(self, row: RowSpec, number: str) -> UnitRow:
        return UnitRow(
            code=row.code,
            number=number,
            label=row.label,
            unit=row.unit,
            indent=row.indent,
            cells=tuple(self._cell(row, column) for column in self.table.columns),
        )

    def _cell(self, row: RowSpec, column: ColumnSpec) -> UnitCell:
        if column.key in row.na:
            return UnitCell(column=column.key, value=NOT_ASKED)
        if row.formula and column.type in _RIGHT:
            return UnitCell(column=column.key, formula=self._row_formula(row, column))
        if column.formula:
            return UnitCell(column=column.key, formula=_excel(column, self.positions))
        if Combine.OWN in {row.combine, column.combine}:
            return UnitCell(column=column.key)
        key = CellKey(table=self.table.code, row=row.code, column=column.key)
        value = self.prefilled.get(key)
        if value is None and column.source == "households":
            value = self.unit.households
        return UnitCell(column=column.key, value=value, is_input=True)

    def _row_formula(self, row: RowSpec, column: ColumnSpec) -> str:
        """Return a sum of rows as Excel computes it, "" when only the ward can."""
        letter = column_letter(self.positions[column.key])
        try:
            body = _of_rows(parse(row.formula).root, letter)
        except ValueError:
            return ""
        return f'IFERROR({body},"")'


def _note(table: TableSpec) -> str:
    match table.kind:
        case TableKind.TEXTS:
            return ""
        case TableKind.GROWING:
            return "Mỗi việc một dòng. Không có việc nào thì để trống cả bảng."
        case _:
            return ZERO_HINT


def _excel(column: ColumnSpec, positions: Mapping[str, int]) -> str:
    """Return the formula of a column, "" when only the ward can compute it."""
    try:
        return excel_formula(column, positions)
    except (ValueError, KeyError):
        return ""


def _of_rows(node: Node, letter: str) -> str:
    match node:
        case Literal(value):
            return str(value)
        case Name(key) | Text(key):
            return f"N({letter}{{at[{key}]}})"
        case Operation(sign, left, right):
            return f"({_of_rows(left, letter)}{sign}{_of_rows(right, letter)})"
        case _:
            raise ValueError("only rows and arithmetic")
