"""Formulas of a form as Excel formulas that give the same figures, blanks included."""

from __future__ import annotations

from collections.abc import Mapping

from wardapp.core.forms import CellType, ColumnSpec
from wardapp.reports.expression_nodes import Literal, Name, Node, Operation
from wardapp.reports.expressions import parse

_DECIMALS = {CellType.PERCENT: 1, CellType.DECIMAL: 1}
_LETTERS = 26


def column_letter(position: int) -> str:
    """Return the letter of a column, from 0: A, B … Z, AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def excel_formula(column: ColumnSpec, positions: Mapping[str, int]) -> str:
    """Return the formula with {row} for its row; blank where a cell it needs is blank or zero."""
    expression = parse(column.formula)
    cells = [f"{column_letter(positions[name])}{{row}}" for name in expression.names]
    body = _written(expression.root, positions)
    decimals = _DECIMALS.get(column.type, 0)
    return f'IF(COUNT({",".join(cells)})<{len(cells)},"",IFERROR(ROUND({body},{decimals}),""))'


def _written(node: Node, positions: Mapping[str, int]) -> str:
    match node:
        case Literal(value):
            return str(value)
        case Name(key):
            return f"{column_letter(positions[key])}{{row}}"
        case Operation(sign, left, right):
            return f"({_written(left, positions)}{sign}{_written(right, positions)})"
        case _:
            raise ValueError("only arithmetic has an Excel formula")
