"""The small language of formulas and checks: arithmetic and comparisons over cells of a form.

Known: numbers, column keys, cells of any table (`A.A1.actual`), the period before (`before(x)`),
`+ - * /`, comparisons, `and or not`, and a few functions; forms/README.md tells them all. Nothing
else can be said in it, and nothing is ever executed as Python. A blank cell makes arithmetic and
comparisons blank, so a rule over cells that nobody filled neither holds nor fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from wardapp.reports.expression_nodes import (
    Before,
    Call,
    Column,
    Comparison,
    Junction,
    Literal,
    Name,
    Node,
    Number,
    Operation,
    Part,
    Ref,
    Span,
    Text,
)
from wardapp.reports.expression_parser import FUNCTIONS, WORDS, BadExpression, parsed

__all__ = [
    "FUNCTIONS",
    "NOWHERE",
    "WORDS",
    "BadExpression",
    "Cells",
    "Expression",
    "Number",
    "Result",
    "arithmetic",
    "parse",
]

Result = int | Decimal | bool | None

_JOINING: Mapping[str, Callable[[list[Number]], Number]] = {"plus": sum, "min": min, "max": max}
_OF_ROWS = frozenset({"sum", "rows"})


class Cells:
    """What an expression looks at; rows answer for their own cells. Nothing stands in this one."""

    def number(self, key: str) -> Number | None:
        """Return the number in a cell, None when blank or no number."""
        return None

    def text(self, key: str) -> str:
        """Return what stands in a cell as words, "" when blank."""
        return ""

    def is_filled(self, key: str) -> bool:
        """Return True when the cell holds something, 0 included."""
        return False

    def is_typed(self, key: str) -> bool:
        """Return True when the clerk wrote the cell."""
        return False

    def total(self, key: str) -> Number | None:
        """Return the sum of a column over the table, None when all is blank."""
        return None

    def row(self, table: str, row: str) -> Cells:
        """Return the cells of a row of any table of the form."""
        return NOWHERE

    def table(self, table: str) -> Cells:
        """Return a table of the form, for its sums."""
        return NOWHERE

    def row_count(self, table: str) -> int | None:
        """Return how many rows a table has, None when there is no such table."""
        return None

    def before(self) -> Cells:
        """Return the same cells in the period before."""
        return NOWHERE


NOWHERE = Cells()
"""Where nothing stands."""


@dataclass(frozen=True)
class Expression:
    """A parsed expression: its text and tree; what it names is worked out once."""

    text: str
    root: Node

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the keys of its own table it speaks of, in order of appearance."""
        return tuple(dict.fromkeys(name for name, _ in _names(self.root)))

    @cached_property
    def row_names(self) -> tuple[str, ...]:
        """Return the keys it reads in a row; () when it speaks of whole columns only."""
        return tuple(dict.fromkeys(name for name, is_sum in _names(self.root) if not is_sum))

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Return the cells of any table it names outright."""
        return tuple(part for part in self.parts() if isinstance(part, Ref))

    @property
    def is_arithmetic(self) -> bool:
        """Return True when it only calculates in its row: it can be an Excel formula."""
        return all(_is_arithmetic(part) for part in walk(self.root))

    def parts(self) -> Iterator[Node | Part]:
        """Yield every part of the tree."""
        return walk(self.root)

    def value(self, cells: Cells) -> Result:
        """Return what it says of these cells; None when a cell it needs is blank."""
        return _value(self.root, cells)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Return the expression of a text; raise BadExpression with its reason."""
    root = parsed(text)
    if any(isinstance(part, Text) for part in _outside_comparisons(root)):
        raise BadExpression("chữ trong ngoặc kép chỉ để so sánh bằng == hoặc !=")
    return Expression(text, root)


def walk(node: Node | Part) -> Iterator[Node | Part]:
    """Yield a part and all below it."""
    yield node
    for part in _below(node):
        yield from walk(part)


def _below(node: Node | Part) -> tuple[Node | Part, ...]:
    match node:
        case Operation(_, left, right):
            return (left, right)
        case Comparison(first, rest):
            return (first, *(side for _, side in rest))
        case Junction(_, parts):
            return parts
        case Call(_, parts):
            return parts
        case Before(cell):
            return (cell,)
    return ()


def _outside_comparisons(node: Node | Part) -> Iterator[Node | Part]:
    """Yield the parts that are no side of an equality."""
    yield node
    signs = {sign for sign, _ in node.rest} if isinstance(node, Comparison) else set()
    is_equality = bool(signs) and signs <= {"==", "!="}
    for part in _below(node):
        if not (is_equality and isinstance(part, Text)):
            yield from _outside_comparisons(part)


def _names(node: Node | Part) -> Iterator[tuple[str, bool]]:
    """Yield each key of the own table, and whether its whole column is meant."""
    if isinstance(node, Name):
        yield node.key, False
    elif isinstance(node, Call) and node.function == "rows":
        return
    elif isinstance(node, Call) and node.function == "sum":
        for name in walk(node):
            if isinstance(name, Name):
                yield name.key, True
    elif not (isinstance(node, Before) and isinstance(node.cell, Ref)):
        for part in _below(node):
            yield from _names(part)


def _is_arithmetic(node: Node | Part) -> bool:
    if isinstance(node, Call):
        return node.function in _JOINING
    return isinstance(node, Operation | Literal | Name | Span)


def _value(node: Node, cells: Cells) -> Result:
    match node:
        case Operation():
            return _computed(node, cells)
        case Comparison():
            return _compared(node, cells)
        case Junction():
            return _joined(node, cells)
        case Call():
            return _called(node, cells)
    return _standing(node, cells)


def _standing(node: Literal | Text | Name | Ref | Before, cells: Cells) -> Result:
    """Return the number that stands somewhere."""
    match node:
        case Literal(value):
            return value
        case Name(key):
            return cells.number(key)
        case Ref(table, row, column):
            return cells.row(table, row).number(column)
        case Before(cell):
            return _standing(cell, cells.before())
    return None


def _computed(node: Operation, cells: Cells) -> Result:
    left, right = _value(node.left, cells), _value(node.right, cells)
    if left is None or right is None:
        return None
    return arithmetic(node.sign, left, right)


def arithmetic(sign: str, left: Number, right: Number) -> Number | None:
    """Return left sign right; None for a division by zero."""
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return Decimal(left) / Decimal(right) if right else None


_COMPARE: Mapping[str, Callable[[Number, Number], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
}


def _compared(node: Comparison, cells: Cells) -> Result:
    if any(isinstance(part, Text) for part in _below(node)):
        return _same_words(node, cells)
    left = _value(node.first, cells)
    for sign, side in node.rest:
        right = _value(side, cells)
        if left is None or right is None:
            return None
        if not _COMPARE[sign](left, right):
            return False
        left = right
    return True


def _same_words(node: Comparison, cells: Cells) -> Result:
    """Compare words: a blank cell is like nothing and unlike nothing."""
    left = _words(node.first, cells)
    for sign, side in node.rest:
        said = _words(side, cells)
        if not left or not said:
            return None
        if (left == said) is not (sign == "=="):
            return False
        left = said
    return True


def _words(node: Node, cells: Cells) -> str:
    match node:
        case Text(value):
            return value
        case Name(key):
            return cells.text(key)
        case Ref(table, row, column):
            return cells.row(table, row).text(column)
        case Before(cell):
            return _words(cell, cells.before())
    return ""


def _joined(node: Junction, cells: Cells) -> Result:
    """Three-valued: blank decides nothing that another part decides."""
    values = [_value(part, cells) for part in node.parts]
    if node.word == "not":
        return None if values[0] is None else not values[0]
    deciding = node.word == "or"
    if any(value is not None and bool(value) is deciding for value in values):
        return deciding
    return None if None in values else not deciding


def _called(node: Call, cells: Cells) -> Result:
    if node.function in _JOINING:
        return _gathered(node, cells)
    if node.function in _OF_ROWS:
        return _of_rows(node.function, node.parts[0], cells)
    marks = [_mark(node.function, part, cells) for part in node.parts]
    if node.function == "count":
        return sum(marks)
    return not marks[0] if node.function == "blank" else marks[0]


def _gathered(node: Call, cells: Cells) -> Result:
    """Return the sum, the least or the most of what is filled; None when all is blank."""
    numbers = [_value(part, cells) for part in node.parts if not isinstance(part, Column | Span)]
    known = [number for number in numbers if number is not None]
    return _JOINING[node.function](known) if known else None


def _of_rows(function: str, part: Part, cells: Cells) -> Result:
    match part:
        case Name(key):
            return cells.total(key) if function == "sum" else cells.row_count(key)
        case Column(table, key):
            return cells.table(table).total(key)
        case Before(cell):
            return _of_rows(function, cell, cells.before())
    return None


def _mark(function: str, part: Part, cells: Cells) -> bool:
    """Return whether one cell is typed, or filled."""
    match part:
        case Name(key):
            return cells.is_typed(key) if function == "typed" else cells.is_filled(key)
        case Ref(table, row, column):
            return _mark(function, Name(column), cells.row(table, row))
        case Before(cell):
            return _mark(function, cell, cells.before())
    return False
