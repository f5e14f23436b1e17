"""Number and date alone, at their places on the first page, to print onto the signed sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from wardapp.core.document import OfficialDocument
from wardapp.core.errors import BadValue
from wardapp.core.layout import Standard
from wardapp.documents.compose_head import compose_head
from wardapp.documents.composition import Columns, Item, Para
from wardapp.documents.metrics import Metrics
from wardapp.documents.pdf_source import (
    cell_item,
    columns_source,
    document_source,
    literal,
    page_source,
)
from wardapp.documents.pdf_writer import TypstPress
from wardapp.documents.setter import Setter, standard_on

_DAY_BLANK = " " * 5  # as core.dates leaves it
_PADDED_DAYS_BELOW = 10
_PADDED_MONTHS_BELOW = 3


class NumberOverlay:
    """Makes the one-page PDF that fills the blanks of a sheet signed without number and date."""

    def __init__(self, resources: Path) -> None:
        self._press = TypstPress(resources)
        self._metrics = Metrics(resources / "fonts")

    def overlay(
        self,
        signed: OfficialDocument,
        standard: Standard,
        *,
        code_number: str,
        day: date,
        created: date,
    ) -> bytes:
        """Return the PDF to print onto `signed`, the document as it was printed for signing.

        What the sheet already carries is not printed again. BadValue when the sheet carries
        another month or year than the day, or nothing is left to fill in.
        """
        fills = {"number": _number_fill(signed, code_number), "place_date": _date_fill(signed, day)}
        if not any(fills.values()):
            raise BadValue("date", "Trang đã ký có đủ số và ngày, không còn chỗ trống để in thêm.")
        standard = standard_on(standard, signed.paper)
        setter = Setter(standard, self._metrics)
        head = compose_head(signed, setter)
        blanks = {"number": standard.words("number_blank"), "place_date": _DAY_BLANK}
        left, right = (
            "\n".join(_cell(item, fills, blanks, setter) for item in side)
            for side in (head.left, head.right)
        )
        return self._press.press(_source(standard, created, head, left, right), final=True)


def _number_fill(signed: OfficialDocument, code_number: str) -> list[str]:
    return [] if signed.code_number else [code_number]


def _date_fill(signed: OfficialDocument, day: date) -> list[str]:
    if signed.issued_date is not None:
        return []
    year, month = signed.draft_month
    if (year and year != day.year) or (month and month != day.month):
        raise BadValue(
            "date",
            f"Trang đã ký in sẵn tháng {month} năm {year}, khác ngày ban hành "
            f"{day.day:02}/{day.month}/{day.year}. Hãy in lại trang đầu để ký.",
        )
    shown = f"{day.day:02}" if day.day < _PADDED_DAYS_BELOW else str(day.day)
    in_words = f"{day.month:02}" if day.month < _PADDED_MONTHS_BELOW else str(day.month)
    return [shown] if month else [shown, in_words]


def _source(standard: Standard, created: date, head: Columns, left: str, right: str) -> bytes:
    lines = [
        document_source("Số và ngày", standard, created),
        "#{",
        f"show: paper.with({page_source(standard.page)}, S.page_number)",
        columns_source("columns-of", head.widths, left, right),
        "}",
    ]
    return "\n".join(lines).encode("utf-8")


def _cell(item: Item, fills: dict[str, list[str]], blanks: dict[str, str], setter: Setter) -> str:
    if isinstance(item, Para) and item.style in fills:
        content = "; ".join(_pieces(item, fills[item.style], blanks[item.style], setter))
        return cell_item(item, content)
    return f"hide({{ {cell_item(item)} }})"


def _pieces(para: Para, fills: list[str], blank: str, setter: Setter) -> Iterator[str]:
    """Yield the line's text hidden, its blanks filled in their order."""
    look = setter.standard.style(para.style)
    gap = setter.metrics.width(blank, look.size, bold=look.bold, italic=look.italic)
    pieces = re.split(f"{blank}(?! )", "".join(span.text for span in para.spans))
    for at, piece in enumerate(pieces):
        if at and fills:
            text = fills.pop(0)
            wide = setter.metrics.width(text, look.size, bold=look.bold, italic=look.italic)
            yield f"fill-in({gap:.3f}, {min(1.0, gap / wide):.4f}, {literal(text)})"
        elif at:
            yield f"hide({literal(blank)})"
        yield f"hide({{ {'; br; '.join(map(literal, piece.split(chr(10))))} }})"
