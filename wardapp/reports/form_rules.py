"""Reads what a form says about its cells: formulas, checks and the paragraphs of its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from wardapp.core.forms import (
    CheckLevel,
    CheckSpec,
    ColumnSpec,
    NarrativeSpec,
    RowSpec,
    TableKind,
    TableSpec,
)
from wardapp.reports.expression_nodes import Call, Column, Node, Part, Ref, Span
from wardapp.reports.expressions import BadExpression, Expression, parse
from wardapp.reports.form_tables import NUMBERS, choice, refuse_unknown
from wardapp.reports.row_formulas import circle, row_formula
from wardapp.reports.tomlfile import Record, keys_of
from wardapp.reports.totals import TOTAL

FACTS = frozenset({"period", "reporter", "from", "to", "year", "basis"})
"""What a paragraph may name beside cells."""

MEASURES = frozenset({"year", "last", "change"})
"""What a paragraph may say of a cell beside its value: `{A.A1.actual:last}`."""

_ACTIONS = ("", "zero", "explain")
_PARTS = 3
_PLACE = re.compile(r"\{([^{}]*)\}")
_STRAY = re.compile(r"[{}]")


def check_formulas(record: Record, table: TableSpec) -> None:
    """Refuse formulas of columns and rows that name unknown places or each other in a ring."""
    keys = {column.key for column in table.columns}
    words = {column.key for column in table.columns if column.type not in NUMBERS}
    needs = {}
    columns = record.records("columns", "key")
    for each, column in zip(columns, table.columns, strict=True):
        if column.formula:
            needs[column.key] = _column_formula(each, column, keys)
            for name in needs[column.key]:
                if name in words:
                    each.refuse(f"cột “{name}” là chữ, không tính được.", "formula")
    _refuse_circle(dict(zip(_keys(table.columns), columns, strict=True)), needs, "cột")
    codes = tuple(row.code for row in table.rows)
    needs = {}
    rows = record.records("rows")
    for each, row in zip(rows, table.rows, strict=True):
        if row.formula:
            needs[row.code] = _row_formula(each, row, codes)
    _refuse_circle(dict(zip(codes, rows, strict=True)), needs, "dòng")


def _keys(columns: Iterable[ColumnSpec]) -> tuple[str, ...]:
    return tuple(column.key for column in columns)


def _column_formula(record: Record, column: ColumnSpec, keys: set[str]) -> tuple[str, ...]:
    expression = parsed(record, column.formula, "formula")
    if expression is None:
        return ()
    if not expression.is_arithmetic or _has_span(expression):
        record.refuse(
            "công thức của cột chỉ gồm số, khóa cột, + - * / và plus, min, max.", "formula"
        )
    refuse_unknown(record, expression.names, keys, "formula", "cột")
    return expression.names


def _row_formula(record: Record, row: RowSpec, codes: tuple[str, ...]) -> tuple[str, ...]:
    try:
        expression = row_formula(row.formula, codes)
    except BadExpression as error:
        record.refuse(f"chưa hiểu công thức “{row.formula}” ({error}).", "formula")
        return ()
    refuse_unknown(record, expression.names, set(codes), "formula", "dòng")
    return expression.names


def _refuse_circle(
    records: dict[str, Record], needs: dict[str, tuple[str, ...]], what: str
) -> None:
    ring = circle(needs)
    if ring:
        said = " → ".join((*ring, ring[0]))
        records[ring[0]].refuse(f"công thức {what} đi vòng tròn: {said}.", "formula")


def parsed(record: Record, text: str, key: str) -> Expression | None:
    """Return an expression, None after its fault was noted."""
    try:
        return parse(text)
    except BadExpression as error:
        record.refuse(f"chưa hiểu công thức “{text}” ({error}).", key)
        return None


def _has_span(expression: Expression) -> bool:
    return any(isinstance(part, Span) for part in expression.parts())


def check_of(record: Record, tables: tuple[TableSpec, ...]) -> CheckSpec:
    """Return a check; what it names must stand in the form."""
    record.only(keys_of(CheckSpec))
    check = CheckSpec(
        code=record.text("code"),
        table=record.text("table"),
        rule=record.text("rule"),
        sentence=record.text("sentence"),
        level=choice(record, "level", CheckLevel, CheckLevel.ERROR),
        action=record.text("action", ""),
        passed=record.text("passed", ""),
    )
    if check.action not in _ACTIONS:
        record.refuse("action chỉ là zero hoặc explain.", "action")
    table = _table(tables, check.table)
    if table is None:
        if check.table:
            record.refuse(f"không có biểu “{check.table}”.", "table")
        return check
    check_rule(record, check.rule, "rule", tables, table)
    names = {column.key for column in table.columns} | {"row", "label"}
    for key, text in (("sentence", check.sentence), ("passed", check.passed)):
        refuse_unknown(record, _PLACE.findall(text), names, key, "cột")
    return check


def check_rule(
    record: Record,
    text: str,
    key: str,
    tables: tuple[TableSpec, ...],
    table: TableSpec | None,
) -> None:
    """Note what a rule over a table (None: over the whole form) cannot name."""
    expression = parsed(record, text, key) if text else None
    if expression is None:
        return
    if _has_span(expression):
        record.refuse("dải dòng A1:A14 chỉ dùng trong công thức của dòng.", key)
    keys = set() if table is None else {column.key for column in table.columns}
    refuse_unknown(record, expression.names, keys, key, "cột")
    for part in expression.parts():
        said = _missing(part, tables)
        if said:
            record.refuse(said, key)
    if not _says_yes_or_no(expression.root):
        record.refuse("luật phải là một so sánh hay filled(…), không chỉ là một con số.", key)


def _says_yes_or_no(node: Node) -> bool:
    match node:
        case Call(function, _):
            return function in {"blank", "filled", "typed"}
    return type(node).__name__ in {"Comparison", "Junction"}


def _missing(part: Node | Part, tables: tuple[TableSpec, ...]) -> str:
    """Return what a part of a rule names that is not in the form, "" when it is there."""
    match part:
        case Ref(code, row, column):
            return missing_cell(tables, code, row, column)
        case Column(code, column):
            table = _table(tables, code)
            if table is None:
                return f"không có biểu “{code}”."
            return "" if _has(table.columns, column) else f"Biểu {code} không có cột “{column}”."
        case Call("rows", _):
            unknown = [key for key in part.keys if _table(tables, key) is None]
            return f"không có biểu “{unknown[0]}”." if unknown else ""
    return ""


def missing_cell(tables: tuple[TableSpec, ...], code: str, row: str, column: str) -> str:
    """Return a sentence when the form has no such cell, "" when it has."""
    table = _table(tables, code)
    if table is None:
        return f"không có biểu “{code}”."
    if not _has(table.columns, column):
        return f"Biểu {code} không có cột “{column}”."
    rows = {each.code: each for each in table.rows}
    if table.kind in {TableKind.FIXED, TableKind.TEXTS} and row != TOTAL:
        if row not in rows:
            return f"Biểu {code} không có dòng “{row}”."
        if column in rows[row].na:
            return f"ô {code}.{row}.{column} không áp dụng (na)."
    return ""


def _table(tables: tuple[TableSpec, ...], code: str) -> TableSpec | None:
    return next((each for each in tables if each.code == code), None)


def _has(columns: tuple[ColumnSpec, ...], key: str) -> bool:
    return any(column.key == key for column in columns)


def narrative_of(record: Record, tables: tuple[TableSpec, ...]) -> NarrativeSpec:
    """Return a paragraph of the report's text; its places must stand in the form."""
    record.only(keys_of(NarrativeSpec))
    part = NarrativeSpec(
        heading=record.text("heading", ""),
        text=record.text("text", ""),
        when=record.text("when", ""),
        table=record.text("table", ""),
    )
    if not (part.heading or part.text or part.table):
        record.refuse("đoạn này chưa có heading, text hay table.")
    table = _table(tables, part.table)
    if part.table.count(".") == _PARTS - 1:
        _note_if(record, missing_cell(tables, *part.table.split(".")), "table")
    elif part.table and table is None:
        record.refuse(f"không có biểu “{part.table}”.", "table")
    check_rule(record, part.when, "when", tables, table)
    for key, text in (("text", part.text), ("heading", part.heading)):
        _check_places(record, text, key, lambda place: _missing_place(tables, place))
    return part


def _missing_place(tables: tuple[TableSpec, ...], place: str) -> str:
    if place in FACTS:
        return ""
    cell, _, measure = place.partition(":")
    if measure and measure not in MEASURES:
        return f"“{measure}” không dùng được; sau dấu : chỉ có {', '.join(sorted(MEASURES))}."
    if cell.count(".") != _PARTS - 1:
        return (
            f"“{{{place}}}” không phải {{biểu.dòng.cột}} hay một trong {', '.join(sorted(FACTS))}."
        )
    return missing_cell(tables, *cell.split("."))


def _check_places(record: Record, text: str, key: str, missing: Callable[[str], str]) -> None:
    for place in _PLACE.findall(text):
        _note_if(record, missing(place), key)
    if _STRAY.search(_PLACE.sub("", text)):
        record.refuse("dấu { } viết không đủ đôi.", key)


def _note_if(record: Record, said: str, key: str) -> None:
    if said:
        record.refuse(said, key)
