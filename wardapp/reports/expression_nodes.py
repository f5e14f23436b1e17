"""What expressions are made of: the parts the parser builds and the evaluation walks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Literal:
    """A number."""

    value: Number


@dataclass(frozen=True, slots=True)
class Text:
    """Words in quotes, to compare a choice with; in a row's formula the code of a row."""

    value: str


@dataclass(frozen=True, slots=True)
class Name:
    """The cell of a column in this row; in a row's formula the cell of a row in this column."""

    key: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A cell of any table: `A.A1.actual`; row `total` is the row of totals."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Column:
    """A whole column of another table: `B.reached`, inside sum() only."""

    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Before:
    """The same cell in the period before."""

    cell: Name | Ref


@dataclass(frozen=True, slots=True)
class Span:
    """Rows from one to another as the form lists them: `A1:A14`, in a row's formula only."""

    first: str
    last: str


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
    """A function over cells, columns or rows."""

    function: str
    parts: tuple[Part, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the names among its parts."""
        return tuple(part.key for part in self.parts if isinstance(part, Name))


Part = Name | Ref | Column | Before | Span
Node = Literal | Text | Name | Ref | Before | Operation | Comparison | Junction | Call
