"""What people type into the cells of a unit's file, and which labels are one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from wardapp.core.forms import CellType, ColumnSpec
from wardapp.core.returns import CellDoubt, DoubtKind, GridCell
from wardapp.reports.matching_values import said
from wardapp.reports.matching_words import alike

COUNT = ColumnSpec(key="n", label="Số", type=CellType.COUNT)
DECIMAL = ColumnSpec(key="d", label="Số", type=CellType.DECIMAL)
RATIO = ColumnSpec(key="r", label="Tổ", type=CellType.RATIO)
CHOICE = ColumnSpec(key="c", label="Mức", type=CellType.CHOICE, choices=("Thấp", "Vừa", "Cao"))
M, U = DoubtKind.MENDED, DoubtKind.UNREADABLE


@pytest.mark.parametrize(
    ("column", "text", "value", "kind"),
    [
        (COUNT, "12", 12, None),
        (COUNT, "1.234", 1234, None),
        (COUNT, "1 234", 1234, None),
        (COUNT, "１２", 12, None),
        (COUNT, "1,234", 1234, M),
        (COUNT, "12 buổi", 12, M),
        (COUNT, "khoảng 120", 120, M),
        (COUNT, "mười hai", 12, M),
        (COUNT, "-", 0, M),
        (COUNT, "KPS", 0, M),
        (COUNT, "Không phát sinh", 0, M),
        (COUNT, "0", 0, None),
        (COUNT, "1,5", None, U),
        (COUNT, "5 + 7", None, U),
        (COUNT, "nhiều", None, U),
        (COUNT, "-3", None, U),
        (COUNT, "#REF!", None, U),
        (COUNT, "…", None, None),
        (COUNT, "Chưa có", None, None),
        (DECIMAL, "1,5", Decimal("1.5"), None),
        (DECIMAL, "1.234,5", Decimal("1234.5"), None),
        (DECIMAL, "1.5", Decimal("1.5"), M),
        (RATIO, "9 / 24", "9/24", None),
        (RATIO, "9 trên 24", "9/24", None),
        (RATIO, "9", "9", M),
        (CHOICE, "VỪA", "Vừa", None),
        (CHOICE, "Thâp", "Thấp", None),
        (CHOICE, "Trung bình", None, U),
    ],
)
def test_what_people_type_into_a_cell(
    column: ColumnSpec, text: str, value: Any, kind: DoubtKind | None
) -> None:
    found = said(GridCell(raw=text, text=text), column)

    assert (found.value, found.kind) == (value, kind)


def test_what_excel_made_of_what_was_typed() -> None:
    day = GridCell(raw="03/05/2026", text="03/05/2026", number=46145, doubt=CellDoubt.DATE)
    other = GridCell(raw="05/03/2026", text="05/03/2026", number=46086, doubt=CellDoubt.DATE)
    small = GridCell(raw="12/01/1900", text="12/01/1900", number=12, doubt=CellDoubt.DATE)
    thousands = GridCell(raw="1.234", text="1.234", number=Decimal("1.234"))

    assert (said(day, RATIO).value, said(day, RATIO).kind) == ("3/5", M)
    assert said(other, RATIO).value == "3/5"
    assert (said(small, COUNT).value, said(small, COUNT).kind) == (12, M)
    assert said(day, COUNT).kind is U
    assert (said(thousands, COUNT).value, said(thousands, COUNT).kind) == (1234, M)


def test_what_stands_hidden_is_taken_and_told() -> None:
    found = said(GridCell(raw="12", text="12", number=12, is_hidden=True), COUNT)

    assert (found.value, found.kind) == (12, M)
    assert said(GridCell(raw="", text="", is_hidden=True), COUNT).kind is None


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Họp TDP", "Họp tổ dân phố", True),
        ("3. Fanpage/Facebook", "Fanpage, Facebook", True),
        ("Loa truyen thnah", "Loa truyền thanh", True),
        ("Tổ dân phố số 1", "Tổ dân phố số 11", False),
        ("Họp chi bộ", "Họp tổ dân phố", False),
        ("Kế hoạch kỳ", "Thực hiện kỳ", False),
    ],
)
def test_labels_are_alike_as_a_clerk_sees_them(one: str, other: str, is_same: bool) -> None:
    assert (alike(one, other) >= 0.72) is is_same
