"""The small language of formulas and checks: arithmetic and comparisons over column keys.

Known: numbers, column keys, `+ - * /`, comparisons, `and or not`, and the functions of FUNCTIONS.
Nothing else can be said in it, and nothing is ever executed as Python. A blank cell makes
arithmetic and comparisons blank, so a rule over cells that nobody filled neither holds nor fails.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Number = int | Decimal
Result = int | Decimal | bool | None

FUNCTIONS = frozenset({"sum", "blank", "filled", "typed", "count"})
"""sum(a): over the rows of the table; blank, filled, typed: of a cell; count(a, b): filled ones."""

MAX_LENGTH = 400
"""No rule of a form comes near this; longer text is a slip."""

_ARITHMETIC: dict[type[ast.AST], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: dict[type[ast.AST], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


class BadExpression(ValueError):
    """The text is not an expression of this language; the loader turns it into a FormFault."""


class Cells:
    """What an expression looks at; rows answer for their own cells."""

    def number(self, key: str) -> Number | None:
        """Return the number of a column in this row, None when blank."""
        raise NotImplementedError

    def is_filled(self, key: str) -> bool:
        """Return True when the cell of this row holds something."""
        raise NotImplementedError

    def is_typed(self, key: str) -> bool:
        """Return True when the clerk typed the cell of this row."""
        raise NotImplementedError

    def total(self, key: str) -> Number | None:
        """Return the sum of a column over the table, None when all is blank."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Literal:
    """A number."""

    value: Number


@dataclass(frozen=True, slots=True)
class Name:
    """The cell of a column in this row."""

    key: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two sides and an arithmetic sign."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison:
    """A chain: first, then (sign, next) as in `a <= b <= c`."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Junction:
    """`and` or `or` over parts, `not` over one."""

    word: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function over column keys."""

    function: str
    keys: tuple[str, ...]


Node = Literal | Name | Operation | Comparison | Junction | Call


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: its text and tree."""

    text: str
    root: Node

    @property
    def names(self) -> tuple[str, ...]:
        """Return the keys it speaks of, in order of appearance."""
        return tuple(dict.fromkeys(_names(self.root, inside_sum=True)))

    @property
    def row_names(self) -> tuple[str, ...]:
        """Return the keys it reads in a row; () when it speaks of whole columns only."""
        return tuple(dict.fromkeys(_names(self.root, inside_sum=False)))

    @property
    def is_arithmetic(self) -> bool:
        """Return True when it only calculates: such an expression can be an Excel formula."""
        return _is_arithmetic(self.root)

    def value(self, cells: Cells) -> Result:
        """Return what it says of these cells; None when a cell it needs is blank."""
        return _value(self.root, cells)


def parse(text: str) -> Expression:
    """Return the expression of a text; raise BadExpression with an English reason."""
    if len(text) > MAX_LENGTH:
        raise BadExpression("too long")
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise BadExpression("not an expression") from error
    return Expression(text, _node(tree.body))


def _node(tree: ast.expr) -> Node:
    for kind, build in _BUILDERS:
        if isinstance(tree, kind):
            return build(tree)
    raise BadExpression(f"{type(tree).__name__} is not allowed")


def _literal(tree: ast.Constant) -> Node:
    if isinstance(tree.value, bool) or not isinstance(tree.value, int | float):
        raise BadExpression("only numbers may stand here")
    if isinstance(tree.value, int):
        return Literal(tree.value)
    number = Decimal(str(tree.value))
    if not number.is_finite():
        raise BadExpression("number out of range")
    return Literal(number)


def _operation(tree: ast.BinOp) -> Node:
    sign = _ARITHMETIC.get(type(tree.op))
    if sign is None:
        raise BadExpression("only + - * / are allowed")
    return Operation(sign, _node(tree.left), _node(tree.right))


def _unary(tree: ast.UnaryOp) -> Node:
    if isinstance(tree.op, ast.Not):
        return Junction("not", (_node(tree.operand),))
    if isinstance(tree.op, ast.USub):
        return Operation("-", Literal(0), _node(tree.operand))
    raise BadExpression("only - and not are allowed")


def _comparison(tree: ast.Compare) -> Node:
    rest = []
    for operator, side in zip(tree.ops, tree.comparators, strict=True):
        sign = _COMPARISONS.get(type(operator))
        if sign is None:
            raise BadExpression("only < <= > >= == != are allowed")
        rest.append((sign, _node(side)))
    return Comparison(_node(tree.left), tuple(rest))


def _junction(tree: ast.BoolOp) -> Node:
    word = "and" if isinstance(tree.op, ast.And) else "or"
    return Junction(word, tuple(_node(part) for part in tree.values))


def _call(tree: ast.Call) -> Node:
    if not isinstance(tree.func, ast.Name) or tree.func.id not in FUNCTIONS or tree.keywords:
        raise BadExpression("unknown function")
    keys = tuple(argument.id for argument in tree.args if isinstance(argument, ast.Name))
    if len(keys) != len(tree.args) or not keys or (len(keys) > 1 and tree.func.id != "count"):
        raise BadExpression("a function takes column keys")
    return Call(tree.func.id, keys)


_BUILDERS: Sequence[tuple[type[ast.expr], Callable[..., Node]]] = (
    (ast.Constant, _literal),
    (ast.Name, lambda tree: Name(tree.id)),
    (ast.BinOp, _operation),
    (ast.UnaryOp, _unary),
    (ast.Compare, _comparison),
    (ast.BoolOp, _junction),
    (ast.Call, _call),
)


def _names(node: Node, *, inside_sum: bool) -> list[str]:
    match node:
        case Name(key):
            return [key]
        case Call(function, keys):
            return list(keys) if inside_sum or function != "sum" else []
        case Literal():
            return []
    return [name for part in _parts(node) for name in _names(part, inside_sum=inside_sum)]


def _parts(node: Operation | Comparison | Junction) -> tuple[Node, ...]:
    match node:
        case Operation(_, left, right):
            return (left, right)
        case Comparison(first, rest):
            return (first, *(side for _, side in rest))
        case Junction(_, parts):
            return parts


def _is_arithmetic(node: Node) -> bool:
    match node:
        case Operation(_, left, right):
            return _is_arithmetic(left) and _is_arithmetic(right)
        case Literal() | Name():
            return True
    return False


def _value(node: Node, cells: Cells) -> Result:
    match node:
        case Literal(value):
            return value
        case Name(key):
            return cells.number(key)
        case Operation():
            return _computed(node, cells)
        case Comparison():
            return _compared(node, cells)
        case Junction():
            return _joined(node, cells)
        case Call():
            return _called(node, cells)


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
    left = _value(node.first, cells)
    for sign, side in node.rest:
        right = _value(side, cells)
        if left is None or right is None:
            return None
        if not _COMPARE[sign](left, right):
            return False
        left = right
    return True


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
    key = node.keys[0]
    match node.function:
        case "sum":
            return cells.total(key)
        case "blank":
            return not cells.is_filled(key)
        case "filled":
            return cells.is_filled(key)
        case "typed":
            return cells.is_typed(key)
        case _:
            return sum(cells.is_filled(each) for each in node.keys)
