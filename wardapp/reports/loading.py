"""Loads report forms from `forms/<id>/form.toml`; the format is told at the top of each form."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from wardapp.core.forms import (
    CellType,
    CheckLevel,
    CheckSpec,
    ColumnSpec,
    Combine,
    DueRule,
    FormSpec,
    RowSpec,
    TableKind,
    TableSpec,
)
from wardapp.reports import measures
from wardapp.reports.expressions import BadExpression, parse
from wardapp.reports.form_changes import mappings_of, official_of
from wardapp.reports.tomlfile import Record, keys_of, read_toml

_LEAP_YEAR = 2028  # so that 29 February may be a due day
_ACTIONS = ("", "zero", "explain")
_REACHES = ("sum", "max")

Choice = TypeVar("Choice", bound=StrEnum)


def load_forms(folder: Path) -> tuple[FormSpec, ...]:
    """Return the forms below a folder, by id; raise FormFault at the first fault."""
    return tuple(load_form(path) for path in sorted(folder.glob("*/form.toml")))


def load_form(path: Path, form_id: str = "") -> FormSpec:
    """Return one form, named as its folder or `form_id`; FormFault names file, line, remedy."""
    return form_of(read_toml(path), form_id or path.parent.name)


def form_of(top: Record, form_id: str = "") -> FormSpec:
    """Return the form a text declares; with `form_id` it must be that form. Raises FormFault."""
    top.only(keys_of(FormSpec))
    tables = tuple(_table(record) for record in top.records("tables"))
    _refuse_twice(top, [table.code for table in tables], "tables")
    if not tables:
        raise top.fault("chưa có biểu nào, hãy thêm khối [[tables]].")
    return FormSpec(
        id=_id(top, form_id),
        version=top.text("version"),
        label=top.text("label"),
        title=top.text("title"),
        basis=top.text("basis", ""),
        source=top.text("source"),
        tables=tables,
        checks=tuple(_check(record, tables) for record in top.records("checks")),
        due=_dues(top),
        landscape=top.flag("landscape"),
        valid_from=_day(top, "valid_from"),
        mappings=mappings_of(top, tables),
        official=official_of(top, tables),
    )


def _id(top: Record, wanted: str) -> str:
    form_id = top.text("id")
    if wanted and form_id != wanted:
        raise top.fault(f"id phải trùng tên thư mục “{wanted}”.", "id")
    return form_id


def _day(top: Record, key: str) -> date | None:
    value = top.values.get(key)
    if value is not None and type(value) is not date:
        raise top.fault(f"mục “{key}” phải là ngày, ví dụ 2026-03-10.", key)
    return value


def _dues(top: Record) -> tuple[DueRule, ...]:
    dues = []
    for record in top.records("due", "month"):
        record.only(("month", "day"))
        rule = DueRule(month=int(record.number("month")), day=int(record.number("day")))
        try:
            date(_LEAP_YEAR, rule.month, rule.day)
        except ValueError as error:
            raise top.fault(f"không có ngày {rule.day}/{rule.month}.", "[[due]]") from error
        dues.append(rule)
    if not dues:
        raise top.fault("chưa có hạn báo cáo, hãy thêm khối [[due]].")
    return tuple(sorted(dues, key=lambda rule: (rule.month, rule.day)))


def _table(record: Record) -> TableSpec:
    record.only(keys_of(TableSpec))
    columns = tuple(_column(each) for each in record.records("columns", "key"))
    _refuse_twice(record, [column.key for column in columns], "columns")
    rows = tuple(_row(each, columns) for each in record.records("rows"))
    _refuse_twice(record, [row.code for row in rows], "rows")
    kind = _choice(record, "kind", TableKind)
    if kind in {TableKind.FIXED, TableKind.TEXTS} and not rows:
        raise record.fault("biểu này cần các dòng [[tables.rows]].")
    _check_formulas(record, columns)
    return TableSpec(
        code=record.text("code"),
        title=record.text("title"),
        short_title=record.text("short_title"),
        kind=kind,
        columns=columns,
        rows=rows,
        combine=_choice(record, "combine", Combine, Combine.SUM),
        note=record.text("note", ""),
        total_row=record.flag("total_row"),
        row_head=record.text("row_head", ""),
        row_width_mm=record.number("row_width_mm", 45),
    )


def _column(record: Record) -> ColumnSpec:
    record.only(keys_of(ColumnSpec))
    column = ColumnSpec(
        key=record.text("key"),
        label=record.text("label"),
        short_label=record.text("short_label", ""),
        type=_choice(record, "type", CellType, CellType.COUNT),
        width_mm=record.number("width_mm", 20),
        source=record.text("source", ""),
        formula=record.text("formula", ""),
        required=record.flag("required"),
        choices=record.texts("choices"),
    )
    if not column.key.isidentifier() or not column.key.isascii():
        raise record.fault("khóa cột chỉ gồm chữ không dấu và gạch dưới.", "key")
    if column.source and column.source not in measures.SOURCES:
        known = ", ".join(sorted(measures.SOURCES))
        raise record.fault(f"không có nguồn “{column.source}”. Các nguồn: {known}.", "source")
    if column.source and column.formula:
        raise record.fault("một cột chỉ có nguồn hoặc công thức, hãy bỏ một.", "formula")
    if (column.type is CellType.CHOICE) != bool(column.choices):
        raise record.fault("cột kiểu choice cần choices, kiểu khác thì không.", "choices")
    return column


def _row(record: Record, columns: tuple[ColumnSpec, ...]) -> RowSpec:
    record.only(keys_of(RowSpec))
    row = RowSpec(
        code=record.text("code"),
        label=record.text("label"),
        unit=record.text("unit", ""),
        channels=record.texts("channels"),
        measure=record.text("measure", "amount"),
        combine=_choice(record, "combine", Combine, Combine.SUM),
        na=record.texts("na"),
        reach=record.text("reach", "sum"),
    )
    if row.measure not in measures.MEASURES:
        raise record.fault(f"không có số đo “{row.measure}”; dùng amount hoặc minutes.", "measure")
    if row.reach not in _REACHES:
        raise record.fault("reach chỉ là sum hoặc max.", "reach")
    _refuse_unknown(record, row.na, {column.key for column in columns}, "na")
    return row


def _check(record: Record, tables: tuple[TableSpec, ...]) -> CheckSpec:
    record.only(keys_of(CheckSpec))
    table = next((each for each in tables if each.code == record.text("table")), None)
    if table is None:
        raise record.fault(f"không có biểu “{record.text('table')}”.", "table")
    action = record.text("action", "")
    if action not in _ACTIONS:
        raise record.fault("action chỉ là zero hoặc explain.", "action")
    _parse(record, record.text("rule"), {column.key for column in table.columns}, "rule")
    return CheckSpec(
        code=record.text("code"),
        table=table.code,
        rule=record.text("rule"),
        sentence=record.text("sentence"),
        level=_choice(record, "level", CheckLevel, CheckLevel.ERROR),
        action=action,
        passed=record.text("passed", ""),
    )


def _check_formulas(record: Record, columns: tuple[ColumnSpec, ...]) -> None:
    """Refuse formulas that name unknown columns or columns that come later (no circles)."""
    known: set[str] = set()
    for column in columns:
        if column.formula:
            _parse(record, column.formula, known, f'key = "{column.key}"')
            if not parse(column.formula).is_arithmetic:
                remedy = "công thức của cột chỉ gồm số, khóa cột và + - * /."
                raise record.fault(remedy, f'key = "{column.key}"')
        known.add(column.key)


def _parse(record: Record, text: str, known: set[str], word: str) -> None:
    try:
        names = parse(text).names
    except BadExpression as error:
        raise record.fault(f"chưa hiểu công thức “{text}” ({error}).", word) from error
    _refuse_unknown(record, names, known, word)


def _refuse_unknown(record: Record, names: tuple[str, ...], known: set[str], word: str) -> None:
    for name in names:
        if name not in known:
            raise record.fault(f"không có cột “{name}” ở đây, hãy xem lại khóa cột.", word, name)


def _refuse_twice(record: Record, names: list[str], word: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise record.fault(f"mã “{name}” viết hai lần, hãy đổi một.", word, f'"{name}"')


def _choice(record: Record, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
    text = record.text(key, default)
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(kind)
        raise record.fault(f"“{text}” không dùng được ở mục {key}; dùng: {known}.", key) from error
