"""What the three writers of tables on paper share: page, styles and how a value is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wardapp.core.printout import Align, CellValue, Printout, PrintTable

MANY_COLUMNS = 10
"""Tables of so many columns are set one size smaller so that figures stay on one line."""

KEPT_LINES = 6
"""A last text of so many lines is kept on the page of the signatures."""

LEFT_BLOCK = 0.4
"""Share of the left block of the head on an upright sheet."""

CODE_LABEL = "Mã trang: "
"""What stands before the code in the foot of a closed page."""

_PARTY_MOTTO = 30
"""Letters: the motto of the Party is shorter, that of the State longer."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SWAP = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class PaperStyle:
    """How one kind of paragraph prints: sizes and spaces in points, the line exact."""

    key: str
    word_name: str
    size: float
    line: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    after: float = 0
    keep: bool = False
    grey: bool = False


STYLES = (
    PaperStyle("label", "VB Phụ lục", 14, 18, bold=True, align="center", keep=True),
    PaperStyle("title", "VB Tên phụ lục", 14, 18, bold=True, align="center", keep=True),
    PaperStyle("reference", "VB Kèm theo", 14, 18, italic=True, align="center", keep=True),
    PaperStyle("subtitle", "VB Kỳ báo cáo", 13, 16, italic=True, align="center", keep=True),
    PaperStyle("head", "VB Cơ quan cấp trên", 13, 16, align="center"),
    PaperStyle("head_bold", "VB Cơ quan ban hành", 13, 16, bold=True, align="center"),
    PaperStyle("fact", "VB Thông tin chung", 13, 16),
    PaperStyle("table_title", "VB Tên bảng", 13, 17, bold=True, after=3, keep=True),
    PaperStyle("note", "VB Ghi chú bảng", 11, 13, italic=True, after=3, keep=True),
    PaperStyle("cell", "VB Ô", 12, 15),
    PaperStyle("cell_center", "VB Ô giữa", 12, 15, align="center"),
    PaperStyle("cell_right", "VB Ô phải", 12, 15, align="right"),
    PaperStyle("cell_head", "VB Ô đầu", 12, 15, bold=True, align="center"),
    PaperStyle("cell_index", "VB Ô số cột", 10, 12, italic=True, align="center"),
    PaperStyle("small", "VB Ô nhỏ", 11, 13),
    PaperStyle("small_center", "VB Ô nhỏ giữa", 11, 13, align="center"),
    PaperStyle("small_right", "VB Ô nhỏ phải", 11, 13, align="right"),
    PaperStyle("small_head", "VB Ô nhỏ đầu", 11, 13, bold=True, align="center"),
    PaperStyle("text_title", "VB Mục 1", 13, 17, bold=True, after=3, keep=True),
    PaperStyle("text", "VB Thân", 13, 18, align="justify", after=4),
    PaperStyle("text_last", "VB Thân cuối", 13, 18, align="justify", after=4, keep=True),
    PaperStyle("sign", "VB Chức vụ", 13, 16, bold=True, align="center", keep=True),
    PaperStyle("sign_note", "VB Ký tên", 12, 15, italic=True, align="center", keep=True),
    PaperStyle("sign_name", "VB Họ tên", 13, 16, bold=True, align="center"),
    PaperStyle("page", "VB Trang", 13, 16, align="center"),
    PaperStyle("draft", "VB Bản nháp", 12, 15, italic=True, grey=True),
    PaperStyle("foot", "VB Chân trang", 10, 12, italic=True, grey=True),
    PaperStyle("code", "VB Mã trang", 10, 12, align="right"),
    PaperStyle("cover", "VB Bìa", 16, 28, align="center"),
    PaperStyle("cover_title", "VB Tên sổ", 26, 40, bold=True, align="center", after=12),
    PaperStyle("gap", "VB Đệm", 6, 8, keep=True),
    PaperStyle("end", "VB Cuối", 1, 0.1),
)
"""Every style of a printout, shared by Word and PDF."""

SIGN_ROOM = 54.0
"""Points left for the hand between the lines and the name of a signature."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in millimetres."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    header: float = 10

    @property
    def text_width(self) -> float:
        """Return the width between the margins."""
        return self.width - self.left - self.right


def paper_of(printout: Printout) -> Paper:
    """Return the sheet: a bound book leaves room at its left, an annex at its top (HD05 2.1)."""
    width, height = (297, 420) if printout.paper == "A3" else (210, 297)
    if not printout.landscape:
        return Paper(width, height, top=20, right=15, bottom=20, left=30)
    if is_register(printout):
        return Paper(height, width, top=20, right=15, bottom=15, left=25)
    return Paper(height, width, top=30, right=20, bottom=15, left=20)


def is_register(printout: Printout) -> bool:
    """Return True for pages that are bound and whose numbers go on from page to page."""
    return bool(printout.cover or printout.page_code) or printout.first_page > 1


def column_widths(table: PrintTable, room: float) -> tuple[float, ...]:
    """Return the widths in millimetres, shared out so that they fill the room."""
    whole = sum(column.width_mm for column in table.columns)
    return tuple(column.width_mm * room / whole for column in table.columns)


def cell_style(table: PrintTable, align: Align) -> str:
    """Return the key of the style of a body cell."""
    base = "small" if is_wide(table) else "cell"
    return base if align is Align.LEFT else f"{base}_{align.value}"


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A head over `span` columns and `down` rows; `covered` stands under one that goes down."""

    text: str
    span: int = 1
    down: int = 1
    covered: bool = False


def head_rows(table: PrintTable) -> tuple[tuple[HeadCell, ...], ...]:
    """Return the heads: with groups two rows, a column of no group going down through both."""
    if not table.groups:
        return (tuple(HeadCell(column.head) for column in table.columns),)
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    at = 0
    for text, span in table.groups:
        heads = [column.head for column in table.columns[at : at + span]]
        if text:
            upper.append(HeadCell(text, span))
            lower += [HeadCell(head) for head in heads]
        else:
            upper += [HeadCell(head, down=2) for head in heads]
            lower += [HeadCell("", covered=True)] * span
        at += span
    return tuple(upper), tuple(lower)


def is_wide(table: PrintTable) -> bool:
    """Return True for a table with so many columns that it is set smaller."""
    return len(table.columns) >= MANY_COLUMNS


def block_widths(printout: Printout, paper: Paper) -> tuple[float, float]:
    """Return the widths of the two blocks of the head: the motto of a State paper needs 99 mm."""
    is_state = any(text.isupper() and len(text) > _PARTY_MOTTO for _, text in printout.top_right)
    left = paper.text_width * (LEFT_BLOCK if is_state and not printout.landscape else 0.5)
    return (left, paper.text_width - left)


def plain(text: str) -> str:
    """Return text without letters that no file format can hold."""
    return _CONTROL.sub("", text)


def printed(value: CellValue, number_format: str = "") -> str:
    """Return a value as it prints: 1.234 · 1.234,5 · 85,5% · 05/06/2026 · text as it stands.

    Formats: "" a number without separators, `0` whole, `0,0` one decimal, `%` percent points.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if not number_format:
        return str(value).replace(".", ",")
    decimals = 0 if number_format == "0" and value == int(value) else 1
    number = f"{Decimal(value):,.{decimals}f}".translate(_SWAP)
    return f"{number}%" if number_format == "%" else number


def code_text(printout: Printout) -> str:
    """Return what the foot says at its right."""
    return f"{CODE_LABEL}{printout.page_code}" if printout.page_code else ""


def text_styles(printout: Printout) -> tuple[str, ...]:
    """Return the style of each text's lines: the last text stays with the signatures below it."""
    last = len(printout.texts) - 1
    short = bool(printout.texts) and len(printout.texts[-1].lines) <= KEPT_LINES
    keep = short and bool(printout.signatures)
    return tuple(
        "text_last" if keep and position == last else "text" for position in range(last + 1)
    )


def signature_rows(printout: Printout) -> tuple[tuple[tuple[str, str, float], ...], ...]:
    """Return the rows of the signatures as cells of (style, text, room above), names level.

    A single signature stands in the right half.
    """
    blocks = printout.signatures
    if not blocks:
        return ()
    tallest = max(len(block.lines) for block in blocks)
    rows = [
        tuple(("sign", block.lines[at] if at < len(block.lines) else "", 0.0) for block in blocks)
        for at in range(tallest)
    ]
    if any(block.note for block in blocks):
        rows.append(tuple(("sign_note", block.note, 0.0) for block in blocks))
    rows.append(tuple(("sign_name", block.name, SIGN_ROOM) for block in blocks))
    lead = (("sign", "", 0.0),) if len(blocks) == 1 else ()
    return tuple((*lead, *row) for row in rows)


def fact_pairs(printout: Printout) -> tuple[tuple[str, str], ...]:
    """Return the facts as `label: value` lines, two on a line of a landscape sheet."""
    lines = [f"{label}: {value}" for label, value in printout.facts]
    if not printout.landscape:
        return tuple((line, "") for line in lines)
    half = (len(lines) + 1) // 2
    rest = lines[half:] + [""] * (2 * half - len(lines))
    return tuple(zip(lines[:half], rest, strict=True))
