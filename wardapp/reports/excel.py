"""Formulas of a form as Excel formulas that give the same figures, blanks included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from wardapp.core.forms import CellType, ColumnSpec, TableSpec
from wardapp.reports.expression_nodes import Call, Literal, Name, Node, Operation
from wardapp.reports.expressions import Expression, parse
from wardapp.reports.row_formulas import row_formula

_DECIMALS = {CellType.PERCENT: 1, CellType.DECIMAL: 1}
_LETTERS = 26
_NAMES = {"plus": "SUM", "min": "MIN", "max": "MAX"}


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
    places = {key: f"{column_letter(at)}{{row}}" for key, at in positions.items()}
    return _formula(parse(column.formula), places, column.type)


def row_excel_formula(
    table: TableSpec, code: str, column: ColumnSpec, positions: Mapping[str, int]
) -> str:
    """Return the formula of a row in one column; rows stand as {rows[n]}."""
    codes = tuple(row.code for row in table.rows)
    text = next(row.formula for row in table.rows if row.code == code)
    letter = column_letter(positions[column.key])
    places = {each: f"{letter}{{rows[{at}]}}" for at, each in enumerate(codes)}
    return _formula(row_formula(text, codes), places, column.type)


def total_formula(letter: str, rows: Iterable[int], of: int) -> str:
    """Return the sum of some `of` the rows of a column, blank when all of them are."""
    numbers = list(rows)
    if not numbers:
        return ""
    if len(numbers) == of:
        stretches = f"{letter}{{first}}:{letter}{{last}}"
    else:
        stretches = ",".join(_stretches(letter, numbers))
    return f'IF(COUNT({stretches})=0,"",SUM({stretches}))'


def _stretches(letter: str, numbers: list[int]) -> Iterable[str]:
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        places = [number for _, number in run]
        yield f"{letter}{{rows[{places[0]}]}}:{letter}{{rows[{places[-1]}]}}"


def _formula(expression: Expression, places: Mapping[str, str], kind: CellType) -> str:
    """Return a guarded formula: what calculates needs its cells, a sum needs one of its own."""
    needed = list(dict.fromkeys(places[name] for name in _outside(expression.root)))
    guards = [f"COUNT({','.join(needed)})<{len(needed)}"] if needed else []
    for part in expression.parts():
        if isinstance(part, Call):
            guards.append(f"COUNT({','.join(places[key] for key in part.keys)})=0")
    guard = guards[0] if len(guards) == 1 else f"OR({','.join(guards)})"
    body = f'IFERROR(ROUND({_written(expression.root, places)},{_DECIMALS.get(kind, 0)}),"")'
    return f'IF({guard},"",{body})' if guards else body


def _outside(node: Node) -> Iterable[str]:
    """Yield the names that stand outside a call."""
    match node:
        case Name(key):
            yield key
        case Operation(_, left, right):
            yield from _outside(left)
            yield from _outside(right)


def _written(node: Node, places: Mapping[str, str]) -> str:
    match node:
        case Literal(value):
            return str(value)
        case Name(key):
            return places[key]
        case Operation(sign, left, right):
            return f"({_written(left, places)}{sign}{_written(right, places)})"
        case Call(function, _):
            return f"{_NAMES[function]}({','.join(places[key] for key in node.keys)})"
        case _:
            raise ValueError("only arithmetic has an Excel formula")
