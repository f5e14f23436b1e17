"""Reads tables, columns and rows of a form; whatever cannot be meant is noted with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from wardapp.core.forms import CellType, ColumnSpec, Combine, RowSpec, TableKind, TableSpec
from wardapp.reports import sources
from wardapp.reports.expressions import WORDS
from wardapp.reports.tomlfile import Record, keys_of
from wardapp.reports.totals import TOTAL

NUMBERS = frozenset({CellType.COUNT, CellType.DECIMAL, CellType.PERCENT})
WORDS_TYPES = frozenset({CellType.TEXT, CellType.LINK})
MOST_MM = 400
"""No paper has room for a wider column."""

_MOST_LETTERS = 10_000
_MOST_INDENT = 4
_MOST_ROW_MM = 100
_REACHES = ("sum", "max")
_CODE = re.compile(r"[A-Za-z0-9_]{1,24}")
_TABLE_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,23}")

Choice = TypeVar("Choice", bound=StrEnum)


def table_of(record: Record) -> TableSpec:
    """Return a table; what is wrong in it is noted in the record's list."""
    record.only(keys_of(TableSpec))
    kind = choice(record, "kind", TableKind)
    columns = tuple(_column(each) for each in record.records("columns", "key"))
    rows = tuple(_row(each) for each in record.records("rows"))
    table = TableSpec(
        code=code_of(record, _TABLE_CODE),
        title=record.text("title"),
        short_title=record.text("short_title"),
        kind=kind,
        columns=columns,
        rows=rows,
        combine=choice(record, "combine", Combine, Combine.SUM),
        note=record.text("note", ""),
        total_row=record.flag("total_row"),
        row_head=record.text("row_head", ""),
        row_width_mm=width(record, "row_width_mm", 45),
        rows_from=record.text("rows_from", ""),
        channels=record.texts("channels"),
        unit_kind=record.text("unit_kind", "tdp"),
        index_labels=record.flag("index_labels"),
        row_mm=bounded(record, "row_mm", 0, _MOST_ROW_MM),
    )
    _check_table(record, table)
    for each, column in zip(record.records("columns"), columns, strict=True):
        _check_source(each, column, table)
    for each, row in zip(record.records("rows"), rows, strict=True):
        refuse_unknown(each, row.na, {column.key for column in columns}, "na", "cột")
    return table


def _check_table(record: Record, table: TableSpec) -> None:
    is_declared = table.kind in {TableKind.FIXED, TableKind.TEXTS}
    if is_declared and not table.rows:
        record.refuse("biểu này cần các dòng [[tables.rows]].", "kind")
    if not is_declared and table.rows:
        record.refuse(
            f"biểu kiểu {table.kind} không viết sẵn dòng, hãy bỏ [[tables.rows]].", "kind"
        )
    if not table.columns:
        record.refuse("biểu này cần các cột [[tables.columns]].")
    refuse_twice(record, [column.key for column in table.columns], "columns", "key")
    refuse_twice(record, [row.code for row in table.rows], "rows", "code")
    if table.rows_from and table.kind is not TableKind.GROWING:
        record.refuse("rows_from chỉ dùng với kind = “growing”.", "rows_from")
    elif table.rows_from and table.rows_from not in sources.RECORDS:
        known = ", ".join(sources.RECORDS)
        record.refuse(f"không lấy dòng từ “{table.rows_from}” được; dùng: {known}.", "rows_from")
    if table.channels and table.kind is not TableKind.PER_UNIT and table.rows_from != "log":
        record.refuse("channels của biểu chỉ dùng với per_unit hoặc rows_from = “log”.", "channels")
    if table.total_row and table.kind is TableKind.TEXTS:
        record.refuse("biểu trả lời bằng chữ không có dòng tổng.", "total_row")


def _check_source(record: Record, column: ColumnSpec, table: TableSpec) -> None:
    if not column.source:
        return
    known = sources.sources_of(table)
    for name in sources.parts_of(column.source):
        if name not in known:
            said = f"“{name}” không dùng được ở biểu kiểu {table.kind}"
            record.refuse(f"{said}. Các nguồn: {', '.join(sorted(known)) or 'không có'}.", "source")
    parts = sources.parts_of(column.source)
    if len(parts) > 1 and not all(name.startswith(sources.PETITION) for name in parts):
        record.refuse("chỉ các nguồn petition_… cộng với nhau được.", "source")


def _column(record: Record) -> ColumnSpec:
    record.only(keys_of(ColumnSpec))
    kind = choice(record, "type", CellType, CellType.COUNT)
    column = ColumnSpec(
        key=record.text("key"),
        label=record.text("label"),
        short_label=record.text("short_label", ""),
        type=kind,
        width_mm=width(record, "width_mm", 20),
        source=record.text("source", ""),
        formula=record.text("formula", ""),
        required=record.flag("required"),
        choices=record.texts("choices"),
        unit=record.text("unit", ""),
        group=record.text("group", ""),
        minimum=_bound(record, "minimum", kind),
        maximum=_bound(record, "maximum", kind),
        max_length=int(bounded(record, "max_length", 0, _MOST_LETTERS)),
        combine=choice(record, "combine", Combine) if "combine" in record.values else None,
        select=_select(record),
    )
    _check_column(record, column)
    return column


def _check_column(record: Record, column: ColumnSpec) -> None:
    key = column.key
    if key and (not key.isidentifier() or not key.isascii()):
        record.refuse("khóa cột chỉ gồm chữ không dấu, số và gạch dưới.", "key")
    elif key in WORDS or key == TOTAL or key.startswith("_"):
        record.refuse(f"“{key}” là từ của ngôn ngữ, hãy đặt khóa khác.", "key")
    if column.source and column.formula:
        record.refuse("một cột chỉ có nguồn hoặc công thức, hãy bỏ một.", "formula")
    if column.formula and column.type not in NUMBERS:
        record.refuse("chỉ cột số (count, decimal, percent) có công thức.", "formula")
    if (column.type is CellType.CHOICE) != bool(column.choices):
        record.refuse("cột kiểu choice cần choices, kiểu khác thì không.", "choices")
    refuse_twice(record, list(column.choices), "choices")
    if column.max_length and column.type not in WORDS_TYPES:
        record.refuse("max_length chỉ dùng với cột chữ (text, link).", "max_length")
    if None not in (column.minimum, column.maximum) and _is_crossed(column):
        record.refuse("minimum lớn hơn maximum, hãy đổi lại.", "minimum")


def _is_crossed(column: ColumnSpec) -> bool:
    return (column.minimum or Decimal(0)) > (column.maximum or Decimal(0))


def _bound(record: Record, key: str, kind: CellType) -> Decimal | None:
    if key not in record.values:
        return None
    if kind not in NUMBERS:
        record.refuse(f"{key} chỉ dùng với cột số.", key)
    number = record.number(key)
    if kind is CellType.COUNT and number != int(number):
        record.refuse("cột kiểu count đếm bằng số nguyên.", key)
    return Decimal(str(number))


def _row(record: Record) -> RowSpec:
    record.only(keys_of(RowSpec))
    row = RowSpec(
        code=code_of(record, _CODE),
        label=record.text("label"),
        unit=record.text("unit", ""),
        channels=record.texts("channels"),
        measure=record.text("measure", "amount"),
        combine=choice(record, "combine", Combine, Combine.SUM),
        na=record.texts("na"),
        reach=record.text("reach", "sum"),
        groups=record.texts("groups"),
        select=_select(record),
        formula=record.text("formula", ""),
        indent=int(bounded(record, "indent", 0, _MOST_INDENT)),
        number=record.text("number", ""),
    )
    if row.measure not in sources.MEASURES:
        known = ", ".join(sorted(sources.MEASURES))
        record.refuse(f"không có số đo “{row.measure}”; dùng: {known}.", "measure")
    if row.reach not in _REACHES:
        record.refuse("reach chỉ là sum hoặc max.", "reach")
    if row.code == TOTAL:
        record.refuse("“total” là mã của dòng tổng, hãy đặt mã khác.", "code")
    if row.formula and (row.channels or row.groups or row.select):
        record.refuse("dòng có công thức không lấy số từ sổ, hãy bỏ một.", "formula")
    return row


def _select(record: Record) -> tuple[tuple[str, str], ...]:
    """Return `select = { field = ["land", "building"] }` as pairs."""
    value = record.values.get("select", {})
    if not isinstance(value, dict):
        record.refuse('select viết như { field = "land" }.', "select")
        return ()
    pairs = []
    for name, given in value.items():
        wanted = given if isinstance(given, list) else [given]
        known = sources.SELECTS.get(name, frozenset())
        if not known:
            record.refuse(
                f"không chọn theo “{name}” được; dùng: {', '.join(sources.SELECTS)}.", "select"
            )
        for each in wanted if known else ():
            if each not in known if isinstance(each, str) else True:
                said = f"{name} không có “{each}”; dùng: {', '.join(sorted(known))}."
                record.refuse(said, "select")
            else:
                pairs.append((name, each))
    return tuple(pairs)


def code_of(record: Record, shape: re.Pattern[str]) -> str:
    """Return the code of a table or row."""
    code = record.text("code")
    if code and not shape.fullmatch(code):
        record.refuse(f"mã “{code}” chỉ gồm chữ không dấu, số và gạch dưới.", "code")
    return code


def width(record: Record, key: str, default: float) -> float:
    """Return a width in millimetres."""
    value = bounded(record, key, default, MOST_MM)
    if value <= 0:
        record.refuse(f"{key} phải lớn hơn 0 mm.", key)
        return default
    return value


def bounded(record: Record, key: str, default: float, most: float) -> float:
    """Return a number from 0 to the most that can be meant."""
    value = record.number(key, default)
    if not 0 <= value <= most:
        record.refuse(f"{key} phải từ 0 đến {most:g}.", key)
        return default
    return value


def choice(record: Record, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
    """Return one of the words of an enumeration."""
    text = record.text(key, default)
    if text in set(kind):
        return kind(text)
    if text or key in record.values:
        known = ", ".join(kind)
        record.refuse(f"“{text}” không dùng được ở mục {key}; dùng: {known}.", key)
    return default or next(iter(kind))


def refuse_twice(record: Record, names: list[str], key: str, name_key: str = "") -> None:
    """Refuse the second of two alike names, where it stands."""
    seen: set[str] = set()
    for position, name in enumerate(names):
        if name and name in seen:
            said = f"“{name}” viết hai lần, hãy đổi một."
            path = (*record.path, key, position)
            if name_key:
                _note(record, said, path, name_key)
            else:
                record.refuse(said, key)
        seen.add(name)


def _note(record: Record, said: str, path: tuple[str | int, ...], key: str) -> None:
    fault = record.source.fault_at(said, path, key)
    if record.noted is None:
        raise fault
    record.noted.append(fault)


def refuse_unknown(
    record: Record, names: Iterable[str], known: set[str], key: str, what: str
) -> None:
    """Refuse each name that is not known."""
    for name in names:
        if name not in known:
            record.refuse(f"không có {what} “{name}” ở đây, hãy xem lại mã.", key)
