"""Reads the text of an expression; what cannot be said in the language is refused with its place.

or → and → not → comparison → + - → * / → - → number, "words", cell, function(…), ( … )
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from wardapp.reports.expression_nodes import (
    Before,
    Call,
    Column,
    Comparison,
    Junction,
    Literal,
    Name,
    Node,
    Operation,
    Part,
    Ref,
    Span,
    Text,
)

FUNCTIONS = frozenset({"sum", "plus", "min", "max", "blank", "filled", "typed", "count", "rows"})
WORDS = FUNCTIONS | {"and", "or", "not", "cell", "before", "True", "False", "None"}
"""No column may be called so."""

MAX_LENGTH = 400
"""No rule of a form comes near this; longer text is a slip."""

MAX_DEPTH = 24

_ONE = frozenset({"sum", "blank", "filled", "typed", "rows"})
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?![\w.]))"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)"
    r"|\"(?P<text>[^\"\n]*)\"|'(?P<quoted>[^'\n]*)'"
    r"|(?P<sign><=|>=|==|!=|[-+*/()<>,:]))"
)
_MOST_DIGITS = 15
_PARTS_OF_A_CELL = 3


class BadExpression(ValueError):
    """The text is not an expression of this language; its reason is a Vietnamese phrase."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parsed(text: str) -> Node:
    """Return the tree of a text; raise BadExpression."""
    if len(text) > MAX_LENGTH:
        raise BadExpression(f"dài quá {MAX_LENGTH} chữ")
    return _Parser(_tokens(text)).whole()


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise BadExpression(f"chưa hiểu từ chỗ “{text[at : at + 12].strip()}”")
        kind = "text" if found.lastgroup == "quoted" else found.lastgroup
        tokens.append(_Token(kind, found[found.lastgroup]))
        at = found.end()
    return tokens


class _Parser:
    """Walks the tokens once, from left to right."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        """Return the tree of all tokens."""
        node = self._either()
        if self._at < len(self._tokens):
            raise BadExpression(f"thừa từ chỗ “{self._tokens[self._at].text}”")
        return node

    def _peek(self) -> str:
        """Return the sign or word that comes next, "" for anything else."""
        if self._at >= len(self._tokens):
            return ""
        token = self._tokens[self._at]
        return token.text if token.kind in {"sign", "name"} else ""

    def _next(self) -> _Token:
        if self._at >= len(self._tokens):
            raise BadExpression("viết dở, thiếu phần cuối")
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, sign: str) -> None:
        if self._peek() != sign:
            raise BadExpression(f"thiếu dấu “{sign}”")
        self._at += 1

    def _either(self) -> Node:
        return self._joined("or", self._both)

    def _both(self) -> Node:
        return self._joined("and", self._denied)

    def _joined(self, word: str, part: Callable[[], Node]) -> Node:
        parts = [part()]
        while self._peek() == word:
            self._at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Junction(word, tuple(parts))

    def _denied(self) -> Node:
        if self._peek() != "not":
            return self._compared()
        self._at += 1
        return self._deeper(lambda: Junction("not", (self._denied(),)))

    def _compared(self) -> Node:
        first = self._added()
        rest = []
        while self._peek() in {"<", "<=", ">", ">=", "==", "!="}:
            rest.append((self._next().text, self._added()))
        return Comparison(first, tuple(rest)) if rest else first

    def _added(self) -> Node:
        return self._calculated({"+", "-"}, lambda: self._calculated({"*", "/"}, self._signed))

    def _calculated(self, signs: set[str], part: Callable[[], Node]) -> Node:
        node = part()
        while self._peek() in signs:
            node = Operation(self._next().text, node, part())
        return node

    def _signed(self) -> Node:
        if self._peek() != "-":
            return self._atom()
        self._at += 1
        return self._deeper(lambda: Operation("-", Literal(0), self._signed()))

    def _atom(self) -> Node:
        token = self._next()
        match token.kind:
            case "number":
                return _number(token.text)
            case "text":
                return Text(token.text)
            case "name":
                return self._named(token.text)
        if token.text != "(":
            raise BadExpression(f"không đặt “{token.text}” ở đây được")
        node = self._deeper(self._either)
        self._expect(")")
        return node

    def _deeper(self, read: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise BadExpression("quá nhiều ngoặc lồng nhau")
        node = read()
        self._depth -= 1
        return node

    def _named(self, word: str) -> Node:
        if self._peek() == "(":
            return self._called(word)
        return _cell(word)

    def _called(self, function: str) -> Node:
        self._expect("(")
        if function == "cell":
            return self._quoted_cell()
        if function == "before":
            cell = self._cell_part()
            self._expect(")")
            return Before(cell)
        if function not in FUNCTIONS:
            raise BadExpression(f"không có hàm “{function}”")
        parts = [self._part(function)]
        while self._peek() == ",":
            self._at += 1
            parts.append(self._part(function))
        self._expect(")")
        if len(parts) > 1 and function in _ONE:
            raise BadExpression(f"{function}(…) chỉ nhận một tên; cộng nhiều ô dùng plus(a, b)")
        return Call(function, tuple(parts))

    def _quoted_cell(self) -> Node:
        words = []
        for position in range(_PARTS_OF_A_CELL):
            if position:
                self._expect(",")
            token = self._next()
            if token.kind != "text" or not token.text:
                raise BadExpression('viết cell("biểu", "dòng", "cột")')
            words.append(token.text)
        self._expect(")")
        return Ref(*words)

    def _cell_part(self) -> Name | Ref:
        part = self._part("before")
        if isinstance(part, Name | Ref):
            return part
        raise BadExpression("before(…) nhận khóa cột hoặc một ô như A.A1.actual")

    def _part(self, function: str) -> Part:
        token = self._next()
        if token.kind == "text":
            part: Part = Name(token.text)
        elif token.kind != "name":
            raise BadExpression(f"{function}(…) nhận tên ô, không nhận phép tính")
        elif self._peek() == "(":
            found = self._called(token.text)
            if not isinstance(found, Before | Ref):
                raise BadExpression(f"trong {function}(…) chỉ đặt tên ô")
            part = found
        elif token.text.count(".") == 1 and function == "sum":
            part = Column(*token.text.split("."))
        else:
            part = _cell(token.text)
        if self._peek() == ":" and isinstance(part, Name):
            return self._span(part.key)
        return part

    def _span(self, first: str) -> Span:
        self._at += 1
        token = self._next()
        if token.kind not in {"name", "text"}:
            raise BadExpression("dải dòng viết như A1:A14")
        return Span(first, token.text)


def _number(text: str) -> Literal:
    if len(text) > _MOST_DIGITS:
        raise BadExpression("số quá dài")
    return Literal(Decimal(text) if "." in text else int(text))


def _cell(word: str) -> Name | Ref:
    if word in WORDS:
        raise BadExpression(f"“{word}” là từ của ngôn ngữ, không là tên ô")
    parts = word.split(".")
    if len(parts) == 1:
        return Name(word)
    if len(parts) != _PARTS_OF_A_CELL:
        raise BadExpression(f"ô của biểu khác viết biểu.dòng.cột, không viết “{word}”")
    return Ref(*parts)
