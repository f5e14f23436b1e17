"""Tables for paper: registers, lists, slips and annexed forms, the same for Word, Excel and PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

CellValue = str | int | Decimal | date | None


class Align(StrEnum):
    """How a cell stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintCell:
    """One cell; `formula` is an Excel formula in A1 style with {row} for its own row.

    {first} and {last} are the first and the last row of the table's data (without the total row),
    {rows[2]} is its third row.
    """

    value: CellValue = None
    bold: bool = False
    struck: bool = False
    formula: str = ""
    span: int = 1  # columns
    hidden_note: str = ""
    muted: bool = False  # grey italics: a word in place of a figure ("chưa có")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintColumn:
    """A column: head, width in mm, alignment and how numbers are written (`0`, `0,0`, `%`)."""

    key: str
    head: str
    width_mm: float
    align: Align = Align.LEFT
    number_format: str = ""
    index_label: str = ""  # "(1)" under the head


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintTable:
    """A table with a repeated head; `groups` are heads over several columns: (text, span)."""

    key: str
    title: str
    columns: tuple[PrintColumn, ...]
    rows: tuple[tuple[PrintCell, ...], ...]
    groups: tuple[tuple[str, int], ...] = ()
    note: str = ""
    total_row: bool = False  # the last row sums the others
    min_row_mm: float = 0  # least height of a body row: room for a hand to sign


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintText:
    """A titled paragraph block between or after tables."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """One signature at the foot: lines above (bold) and the name below the room for the hand."""

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""  # "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """A paper made of tables: heading lines, optional cover, tables, texts and signatures.

    `top_left`/`top_right` are the header blocks (bold flag, text); `label`, `title`, `reference`
    print centred. Texts come after the tables.
    """

    file_stem: str
    title: str
    label: str = ""  # "Phụ lục 2"
    reference: str = ""
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()  # "Đơn vị báo cáo": "…"
    top_left: tuple[tuple[bool, str], ...] = ()
    top_right: tuple[tuple[bool, str], ...] = ()
    cover: tuple[str, ...] = ()
    tables: tuple[PrintTable, ...] = ()
    texts: tuple[PrintText, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    landscape: bool = True
    watermark: str = ""  # "Bản nháp"
    footer: str = ""
    hidden_facts: tuple[tuple[str, str], ...] = ()  # identity sheet of a workbook
    paper: str = "A4"  # or "A3"
    first_page: int = 1  # number of the first page after the cover
    page_code: str = ""  # stands in the foot of every page, at the right (core/check_code)


class ListSheet(Protocol):
    """A workbook that takes the rows of a list one by one."""

    def add(self, values: Sequence[str | int | date | None]) -> None:
        """Append a row."""
        ...

    def finished(self) -> bytes:
        """Return the workbook; nothing can be added afterwards."""
        ...
