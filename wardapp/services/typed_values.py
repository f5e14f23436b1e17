"""Turns what a clerk types into a cell of a form into a value of its type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from wardapp.core.errors import BadValue
from wardapp.core.forms import CellType, ColumnSpec, FormValue
from wardapp.core.text import clean, fold, one_line
from wardapp.services.secrets_gate import refuse_secret_pages

_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,12}")
_DECIMAL = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,12})(?:,(?P<part>\d{1,4}))?")
_RATIO = re.compile(r"(\d{1,6}) ?/ ?(\d{1,6})")
_FIELD = "value"
_MOST_PERCENT = 100


def typed_value(column: ColumnSpec, value: FormValue) -> FormValue:
    """Return the value for a cell of the column, None for a blank; BadValue says what fits.

    SecretRefused for words that begin like a secret paper.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        refuse_secret_pages(value)
    text = _written(value) if not isinstance(value, str) else value
    return _READERS[column.type](column, text)


def _written(value: int | Decimal) -> str:
    return str(value).replace(".", ",")


def _count(column: ColumnSpec, text: str) -> FormValue:
    said = one_line(text)
    if not _WHOLE.fullmatch(said):
        raise BadValue(_FIELD, f"“{column.label}” là số nguyên không âm, ví dụ 1.250.")
    return int(said.replace(".", ""))


def _decimal(column: ColumnSpec, text: str) -> FormValue:
    found = _DECIMAL.fullmatch(one_line(text).removesuffix("%").strip())
    if not found:
        raise BadValue(_FIELD, f"“{column.label}” là số, phần lẻ sau dấu phẩy, ví dụ 85,5.")
    return Decimal(f"{found['whole'].replace('.', '')}.{found['part'] or '0'}")


def _percent(column: ColumnSpec, text: str) -> FormValue:
    value = _decimal(column, text)
    if isinstance(value, Decimal) and value > _MOST_PERCENT:
        raise BadValue(_FIELD, f"“{column.label}” từ 0 đến 100.")
    return value


def _choice(column: ColumnSpec, text: str) -> FormValue:
    for choice in column.choices:
        if fold(choice) == fold(text):
            return choice
    raise BadValue(_FIELD, f"“{column.label}” chọn một trong: {'; '.join(column.choices)}.")


def _ratio(column: ColumnSpec, text: str) -> FormValue:
    found = _RATIO.fullmatch(one_line(text))
    if not found or int(found[1]) > int(found[2]):
        raise BadValue(_FIELD, f"“{column.label}” ghi như 9/24: số được phủ trên tổng số.")
    return f"{int(found[1])}/{int(found[2])}"


def _text(_column: ColumnSpec, text: str) -> FormValue:
    return clean(text).strip()


_READERS: Mapping[CellType, Callable[[ColumnSpec, str], FormValue]] = {
    CellType.COUNT: _count,
    CellType.DECIMAL: _decimal,
    CellType.PERCENT: _percent,
    CellType.CHOICE: _choice,
    CellType.RATIO: _ratio,
    CellType.TEXT: _text,
    CellType.LINK: _text,
}
