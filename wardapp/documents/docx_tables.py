"""Tables as Word XML, built as text: side-by-side blocks without lines and annexed tables."""

from __future__ import annotations

from collections.abc import Iterable

from wardapp.core.layout import Standard
from wardapp.documents.compose_recipients import BRACE_SIGN
from wardapp.documents.composition import (
    Brace,
    Columns,
    GridCell,
    Item,
    Para,
    Span,
    Stack,
    TableGrid,
)
from wardapp.documents.docx_paragraphs import empty_xml, item_xml, paragraph_xml, runs_xml
from wardapp.documents.docx_styles import RULED, SIDE_BY_SIDE, style_id
from wardapp.documents.metrics import point_twips


def columns_xml(columns: Columns, standard: Standard) -> str:
    """Return two blocks side by side as a table nobody sees."""
    left, gap, right = columns.widths
    cells = [(left, columns.left), (gap, ()), (right, columns.right)]
    shown = [(width, items) for width, items in cells if width > 0]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in shown)
    row = "".join(_block(width, items, standard) for width, items in shown)
    return (
        f"{_table_head(SIDE_BY_SIDE, columns.widths)}<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>"
    )


def part_xml(part: Columns | Stack, standard: Standard) -> str:
    """Return a part of the foot: blocks side by side, or lines over the whole width."""
    if isinstance(part, Columns):
        return columns_xml(part, standard)
    return items_xml(part.items, standard)


def items_xml(items: Iterable[Item], standard: Standard) -> str:
    """Return what stands one under the other; a cell must not end with a table."""
    shown = [
        _brace(item, standard) if isinstance(item, Brace) else item_xml(item, standard)
        for item in items
    ]
    ends_with_table = bool(shown) and shown[-1].endswith("</w:tbl>")
    return "".join(shown) + (empty_xml("tail", standard) if ends_with_table else "")


def _brace(brace: Brace, standard: Standard) -> str:
    """Return lines, a sign as high as all of them, and its words: a table in the cell."""
    sign = (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(standard.style("brace"))}"/>'
        f'<w:spacing w:line="{point_twips(brace.height)}" w:lineRule="exact"/></w:pPr>'
        f'<w:r><w:rPr><w:w w:val="{brace.squeeze}"/><w:sz w:val="{round(brace.size * 2)}"/>'
        f'<w:szCs w:val="{round(brace.size * 2)}"/></w:rPr><w:t>{BRACE_SIGN}</w:t></w:r></w:p>'
    )
    words = paragraph_xml(brace.words, standard) if brace.words else ""
    cells = [items_xml(brace.lines, standard), sign, words]
    shown = [(width, inner) for width, inner in zip(brace.widths, cells, strict=True) if width]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in shown)
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{inner}</w:tc>"
        for width, inner in shown
    )
    return (
        f"{_table_head(SIDE_BY_SIDE, brace.widths)}<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>"
    )


def table_xml(grid: TableGrid, standard: Standard) -> str:
    """Return a table with its title and note; the head repeats on each page."""
    head = "".join(_row(row, grid.widths, standard, is_head=True) for row in grid.head)
    rows = "".join(_row(row, grid.widths, standard, is_head=False) for row in grid.rows)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
    return (
        f"{_line('table_title', grid.title, standard)}"
        f"{_table_head(RULED, grid.widths)}<w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"
        f"{_line('table_note', grid.note, standard, before=6.0) or _end(grid, standard)}"
    )


def _end(grid: TableGrid, standard: Standard) -> str:
    """Return what parts a table from what follows: air in running text, else next to nothing."""
    return empty_xml("table_end" if grid.in_text else "tail", standard)


def _line(style: str, text: str, standard: Standard, before: float | None = None) -> str:
    if not text:
        return ""
    return paragraph_xml(Para(style=style, spans=(Span(text=text),), before=before), standard)


def _table_head(style: str, widths: tuple[int, ...]) -> str:
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" '
        'w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    )


def _block(width: int, items: tuple[Item, ...], standard: Standard) -> str:
    inner = items_xml(items, standard) or empty_xml("tail", standard)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def _row(
    row: tuple[GridCell, ...], widths: tuple[int, ...], standard: Standard, *, is_head: bool
) -> str:
    cells = []
    at = 0
    for cell in row:
        cells.append(_cell(cell, sum(widths[at : at + cell.columns]), standard))
        at += cell.columns
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: GridCell, width: int, standard: Standard) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = {0: "<w:vMerge/>", 1: ""}.get(cell.rows, '<w:vMerge w:val="restart"/>')
    middle = '<w:vAlign w:val="center"/>' if cell.rows != 1 else ""
    key = style_id(standard.style(cell.style))
    span_of_text = Span(
        text=cell.text, bold=cell.bold or None, italic=cell.italic or None, struck=cell.struck
    )
    text = runs_xml(cell.spans or (span_of_text,)) if cell.text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{middle}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{key}"/></w:pPr>{text}</w:p></w:tc>'
    )
