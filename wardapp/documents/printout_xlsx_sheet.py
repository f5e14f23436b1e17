"""One sheet of a workbook on its way to disk: headings, table, signatures, print set-up.

Rows are streamed: the cells of a row are made once for each look and filled again for each row.
"""

from __future__ import annotations

import math
from typing import Any

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.properties import PageSetupProperties

from wardapp.core.printout import (
    CellValue,
    Printout,
    PrintTable,
    SignatureBlock,
)
from wardapp.documents.printout_page import (
    STYLES,
    HeadCell,
    Paper,
    PaperStyle,
    code_text,
    head_rows,
    is_register,
    is_wide,
    plain,
)
from wardapp.documents.printout_xlsx_rows import FONT, GREY, ROW_ROOM, RULES, BodyRows, Tools

_UNITS_PER_MM = 0.54  # of Excel's column width
_LETTERS_PER_POINT_MM = 5.0  # letters a millimetre holds, times the size in points
_MM_PER_INCH = 25.4
_SIZES = {"A4": 9, "A3": 8}
_SIGN_ROOM_ROWS = 3
_STYLES = {style.key: style for style in STYLES}


class SheetWriter:
    """Writes one sheet from top to bottom."""

    def __init__(self, sheet: Any, paper: Paper, printout: Printout, tools: Tools) -> None:
        self._sheet = sheet
        self._tools = tools
        self._paper = paper
        self._printout = printout
        self._row = 0
        self._widths: list[float] = []

    def begin(
        self, widths_mm: list[float], opening: list[tuple[str, str]], table: PrintTable | None
    ) -> None:
        """Set widths, print set-up and the lines above the table, freezing its head."""
        self._widths = widths_mm
        for position, width in enumerate(widths_mm, start=1):
            letter = get_column_letter(position)
            self._sheet.column_dimensions[letter].width = round(width * _UNITS_PER_MM, 1)
        self._set_page()
        if table is not None:
            self._sheet.sheet_format.defaultRowHeight = _body_style(table).line + ROW_ROOM
            self._sheet.sheet_format.customHeight = True
            first, last = len(opening) + 1, len(opening) + _head_rows(table)
            self._sheet.freeze_panes = f"A{last + 1}"
            self._sheet.print_title_rows = f"{first}:{last}"
        for style, text in opening:
            self.line(style, text)

    def _set_page(self) -> None:
        sheet, paper = self._sheet, self._paper
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation = "landscape" if paper.width > paper.height else "portrait"
        sheet.page_setup.paperSize = _SIZES[self._printout.paper]
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.print_options.horizontalCentered = True
        for side in ("top", "right", "bottom", "left"):
            setattr(sheet.page_margins, side, getattr(paper, side) / _MM_PER_INCH)
        sheet.page_margins.header = paper.header / _MM_PER_INCH
        sheet.page_margins.footer = paper.bottom / 2 / _MM_PER_INCH
        sheet.oddHeader.left.text = _escaped(self._printout.watermark) or None
        sheet.oddFooter.right.text = "&P/&N"
        sheet.oddFooter.left.text = _escaped(self._printout.footer) or None
        sheet.oddFooter.center.text = _escaped(code_text(self._printout)) or None
        if is_register(self._printout):
            sheet.page_setup.firstPageNumber = self._printout.first_page
            sheet.page_setup.useFirstPageNumber = True

    def line(self, style_key: str, text: str) -> None:
        """Write a line over the whole width; tabs part it into so many parts side by side."""
        style = _STYLES[style_key]
        parts = text.split("\t")
        if len(parts) > len(self._widths):
            spans = [(1, len(self._widths), parts[0])]
        else:
            ends = self._ends(len(parts))
            starts = [1, *(end + 1 for end in ends)]
            spans = list(zip(starts, ends, parts, strict=False))
        self._merged_row(style, spans, " ".join(parts) if len(spans) == 1 else "")

    def _ends(self, count: int) -> list[int]:
        """Return the last column of each of so many parts of the sheet, about alike in width."""
        whole, room = sum(self._widths), 0.0
        ends: list[int] = []
        for position, width in enumerate(self._widths, start=1):
            room += width
            left = count - len(ends)
            is_reached = room >= whole * (len(ends) + 1) / count
            if left > 1 and (is_reached or len(self._widths) - position < left):
                ends.append(position)
        return [*ends, len(self._widths)]

    def _merged_row(self, style: PaperStyle, spans: list[tuple[int, int, str]], alone: str) -> None:
        self._row += 1
        cells: list[Cell | None] = [None] * len(self._widths)
        lines = 1
        for first, last, text in spans:
            said = plain(alone or text)
            cell = self._cell(style, bordered=False)
            _put(cell, said)
            cells[first - 1] = cell
            lines = max(lines, _line_count(said, sum(self._widths[first - 1 : last]), style))
            if last > first:
                self._sheet.merged_cells.ranges.add(_range(self._row, first, last))
        self._sheet.row_dimensions[self._row].height = lines * style.line + style.after
        self._sheet.append(cells)

    def _cell(self, style: PaperStyle, *, bordered: bool) -> Cell:
        cell = WriteOnlyCell(self._sheet)
        cell.font = Font(
            name=FONT,
            size=style.size,
            bold=style.bold,
            italic=style.italic,
            color=GREY if style.grey else None,
        )
        cell.alignment = Alignment(horizontal=style.align, vertical="center", wrap_text=True)
        if bordered:
            cell.border = RULES
        return cell

    def table(self, table: PrintTable) -> BodyRows:
        """Write the heads, leave room for the rows and return them to be put there as XML."""
        self._heads(table)
        body = BodyRows(self._sheet, table, _body_style(table), self._row + 1, self._tools)
        self._row = body.last
        for _ in table.rows:
            self._sheet.append(())  # the mending puts the rows of the body here
        for row, first, last in body.spans():
            self._sheet.merged_cells.ranges.add(_range(row, first, last))
        return body

    def _heads(self, table: PrintTable) -> None:
        style = _STYLES["small_head" if is_wide(table) else "cell_head"]
        for cells in head_rows(table):
            self._head_row(style, cells)
        if any(column.index_label for column in table.columns):
            index = tuple(HeadCell(column.index_label) for column in table.columns)
            self._head_row(_STYLES["cell_index"], index)

    def _head_row(self, style: PaperStyle, heads: tuple[HeadCell, ...]) -> None:
        self._row += 1
        cells: list[Cell] = []
        lines = 1
        for head in heads:
            first = len(cells) + 1
            for position in range(head.span):
                cell = self._cell(style, bordered=True)
                _put(cell, "" if position else plain(head.text))
                cells.append(cell)
            if head.span > 1 or head.down > 1:
                merged = _range(self._row, first, first + head.span - 1, head.down)
                self._sheet.merged_cells.ranges.add(merged)
            room = sum(self._widths[first - 1 : first - 1 + head.span])
            lines = max(lines, math.ceil(_line_count(head.text, room, style) / head.down))
        self._sheet.row_dimensions[self._row].height = lines * style.line + style.line / 2
        self._sheet.append(cells)

    def signatures(self, signatures: tuple[SignatureBlock, ...]) -> None:
        """Write the signatures side by side below the table, room for the hand between."""
        if not signatures:
            return
        blocks = signatures
        rows = max(len(block.lines) for block in blocks)
        self.line("gap", "")
        for position in range(rows):
            self._side_by_side("sign", [_line_of(block, position) for block in blocks])
        self._side_by_side("sign_note", [block.note for block in blocks])
        for _ in range(_SIGN_ROOM_ROWS):
            self._side_by_side("sign", [""])
        self._side_by_side("sign_name", [block.name for block in blocks])

    def _side_by_side(self, style: str, texts: list[str]) -> None:
        """Write texts beside each other; a single one stands in the right half."""
        self.line(style, "\t".join(texts if len(texts) > 1 else ["", *texts]))


def _line_of(block: SignatureBlock, position: int) -> str:
    return block.lines[position] if position < len(block.lines) else ""


def _body_style(table: PrintTable) -> PaperStyle:
    return _STYLES["small" if is_wide(table) else "cell"]


def _put(cell: Cell, value: CellValue) -> None:
    """Fill a cell; text is always text, whatever its first letter."""
    cell.value = value
    if isinstance(value, str) and value:
        cell.data_type = "s"


def _head_rows(table: PrintTable) -> int:
    has_index = any(column.index_label for column in table.columns)
    return 1 + bool(table.groups) + has_index


def _line_count(text: str, width_mm: float, style: PaperStyle) -> int:
    """Return about how many lines a text takes: Excel does not fit merged rows by itself."""
    room = max(1.0, width_mm * _LETTERS_PER_POINT_MM / style.size)
    return sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))


def _range(row: int, first: int, last: int, down: int = 1) -> CellRange:
    return CellRange(min_col=first, min_row=row, max_col=last, max_row=row + down - 1)


def _escaped(text: str) -> str:
    """Return text for a header or footer, where & begins a code."""
    return plain(text).replace("&", "&&")
