"""What a single cell may hold, at its bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wardapp.core.forms import CellType, ColumnSpec, FormValue
from wardapp.reports.cell_checks import fault_of


def column(kind: CellType, **more: object) -> ColumnSpec:
    return ColumnSpec(key="x", label="Số", type=kind, **more)  # type: ignore[arg-type]


COUNT = column(CellType.COUNT, minimum=Decimal(2), maximum=Decimal(9))
RATIO = column(CellType.RATIO)
CHOICE = column(CellType.CHOICE, choices=("Thấp", "Cao"))
TEXT = column(CellType.TEXT, max_length=3)


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        (COUNT, 2, ""),
        (COUNT, 1, "1 nhỏ hơn mức thấp nhất 2"),
        (COUNT, 9, ""),
        (COUNT, 10, "10 lớn hơn mức cao nhất 9"),
        (COUNT, Decimal("2.5"), "2,5 không phải số nguyên từ 0 trở lên"),
        (column(CellType.COUNT), 0, ""),
        (column(CellType.COUNT), -1, "-1 không phải số nguyên từ 0 trở lên"),
        (COUNT, "hai", "“hai” không phải là số"),
        (RATIO, "24/24", ""),
        (RATIO, "25/24", "“25/24” không ghi như 9/24"),
        (RATIO, "9", "“9” không ghi như 9/24"),
        (CHOICE, "Cao", ""),
        (CHOICE, "Vừa", "“Vừa” không có trong danh sách chọn"),
        (TEXT, "abc", ""),
        (TEXT, "abcd", "dài 4 chữ, nhiều nhất 3 chữ"),
    ],
)
def test_a_cell_holds_what_its_column_allows(
    where: ColumnSpec, value: FormValue, said: str
) -> None:
    assert fault_of(where, value) == said
