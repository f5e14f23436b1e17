"""What a cell of a unit's workbook takes: Excel's own checks, in the unit's language."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from wardapp.core.forms import CellType
from wardapp.core.unit_books import UnitColumn
from wardapp.documents.unit_workbook_looks import put_text

LONGEST_TEXT = 2_000
_LONGEST_RATIO = 20
_LONGEST_TITLE, _LONGEST_PROMPT = 32, 255
_FIRST_LIST = 4
_ZERO = "Không phát sinh thì ghi 0; chưa có số thì để trống."


class Choices:
    """The words that lists offer, kept on the hidden sheet: some hold commas."""

    def __init__(self, sheet: str) -> None:
        """Remember the name of the sheet they will lie on."""
        self._sheet = sheet
        self._lists: dict[tuple[str, ...], str] = {}

    def source(self, choices: tuple[str, ...]) -> str:
        """Return where the words of a list will stand."""
        if choices not in self._lists:
            letter = chr(ord("A") + _FIRST_LIST - 1 + len(self._lists))
            span = f"${letter}$1:${letter}${len(choices)}"
            self._lists[choices] = f"'{self._sheet}'!{span}"
        return self._lists[choices]

    def write(self, sheet: Any) -> None:
        """Write all lists onto the hidden sheet."""
        for column, choices in enumerate(self._lists, start=_FIRST_LIST):
            for row, choice in enumerate(choices, start=1):
                put_text(sheet.cell(row, column), choice)


def validation(column: UnitColumn, choices: Choices) -> DataValidation:
    """Return the check of a column with its prompt and its refusal."""
    rule, prompt, refusal = _rule(column, choices)
    return DataValidation(
        **rule,
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=True,
        errorStyle="stop",
        promptTitle=column.head[:_LONGEST_TITLE],
        prompt=prompt[:_LONGEST_PROMPT],
        errorTitle="Chưa ghi được",
        error=refusal[:_LONGEST_PROMPT],
    )


def _rule(column: UnitColumn, choices: Choices) -> tuple[dict[str, Any], str, str]:
    match column.type:
        case CellType.COUNT | CellType.DECIMAL | CellType.PERCENT:
            return _number(column)
        case CellType.CHOICE:
            rule = {"type": "list", "formula1": choices.source(column.choices)}
            listed = "; ".join(column.choices)
            return rule, f"Chọn trong danh sách: {listed}.", "Hãy chọn một mục trong danh sách."
        case CellType.RATIO:
            return (
                _length(_LONGEST_RATIO),
                "Ghi dạng 9/24: số được phủ, gạch chéo, tổng số.",
                "Ô này ghi dạng 9/24.",
            )
        case _:
            most = column.max_length or LONGEST_TEXT
            return (
                _length(most),
                f"Ghi ngắn gọn, không quá {most} ký tự; không ghi họ tên, số điện thoại của dân.",
                f"Dài quá {most} ký tự. Hãy ghi ngắn lại.",
            )


def _length(most: int) -> dict[str, Any]:
    return {"type": "textLength", "operator": "lessThanOrEqual", "formula1": str(most)}


def _number(column: UnitColumn) -> tuple[dict[str, Any], str, str]:
    is_whole = column.type is CellType.COUNT
    least = column.minimum if column.minimum is not None else 0
    rule: dict[str, Any] = {
        "type": "whole" if is_whole else "decimal",
        "operator": "greaterThanOrEqual",
        "formula1": f"{least}",
    }
    span = f"từ {least} trở lên"
    if column.maximum is not None:
        rule |= {"operator": "between", "formula2": f"{column.maximum}"}
        span = f"từ {least} đến {column.maximum}"
    kind = "số nguyên" if is_whole else "số"
    unit = f" ({column.unit})" if column.unit else ""
    return (
        rule,
        f"Ghi {kind} {span}{unit}. {_ZERO}",
        f"Ô này chỉ nhận {kind} {span}. Không ghi chữ, dấu chấm hay đơn vị tính.",
    )
