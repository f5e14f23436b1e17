"""Formulas of rows: `A1 + A2`, `plus(A1:A14)`, `"1" - "2"`; each after the rows it needs."""

from __future__ import annotations

from functools import lru_cache

from wardapp.core.forms import RowSpec, TableSpec
from wardapp.reports.expression_nodes import Call, Name, Node, Operation, Part, Span, Text
from wardapp.reports.expression_parser import BadExpression, parsed
from wardapp.reports.expressions import Expression


def row_formula(text: str, codes: tuple[str, ...]) -> Expression:
    """Return the formula of a row with its spans told row by row; raise BadExpression."""
    expression = Expression(text, _over_rows(parsed(text), codes))
    if not expression.is_arithmetic:
        raise BadExpression("công thức của dòng chỉ gồm mã dòng, số, + - * / và plus, min, max")
    return expression


def _over_rows(node: Node, codes: tuple[str, ...]) -> Node:
    match node:
        case Text(value):
            return Name(value)
        case Operation(sign, left, right):
            return Operation(sign, _over_rows(left, codes), _over_rows(right, codes))
        case Call(function, parts):
            return Call(function, tuple(each for part in parts for each in _told(part, codes)))
    return node


def _told(part: Part, codes: tuple[str, ...]) -> tuple[Part, ...]:
    if not isinstance(part, Span):
        return (part,)
    for code in (part.first, part.last):
        if code not in codes:
            raise BadExpression(f"không có dòng “{code}”")
    first, last = codes.index(part.first), codes.index(part.last)
    if last < first:
        raise BadExpression(f"dải {part.first}:{part.last} viết ngược")
    return tuple(Name(code) for code in codes[first : last + 1])


@lru_cache(maxsize=256)
def formula_rows(table: TableSpec) -> tuple[tuple[RowSpec, Expression], ...]:
    """Return the rows with a formula so that each stands after those its formula names."""
    codes = tuple(row.code for row in table.rows)
    waiting = {
        row.code: (row, row_formula(row.formula, codes)) for row in table.rows if row.formula
    }
    ordered = []
    while waiting:
        ready = [
            code
            for code, (_, expression) in waiting.items()
            if not any(name in waiting for name in expression.names)
        ]
        if not ready:
            break  # a circle; the loader refuses it
        ordered += [waiting.pop(code) for code in ready]
    return tuple(ordered)


def circle(needs: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return names that need each other in a ring, () when there is none."""
    waiting = dict(needs)
    while waiting:
        ready = [name for name, needed in waiting.items() if not any(n in waiting for n in needed)]
        if not ready:
            break
        for name in ready:
            del waiting[name]
    if not waiting:
        return ()
    path: list[str] = []
    name = next(iter(waiting))
    while name not in path:
        path.append(name)
        name = next(needed for needed in waiting[name] if needed in waiting)
    return tuple(path[path.index(name) :])


def plain_rows(table: TableSpec) -> tuple[int, ...]:
    """Return the positions of the rows that are no sums of others."""
    return tuple(place for place, row in enumerate(table.rows) if not row.formula)
