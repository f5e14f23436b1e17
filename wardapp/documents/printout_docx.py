"""Writes tables on paper as Word files: one text of XML, so 10,000 rows take about a second."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape

from wardapp.core.printout import Align, PrintCell, Printout, PrintTable
from wardapp.documents import printout_docx_parts as parts
from wardapp.documents.metrics import point_twips, twips
from wardapp.documents.printout_page import (
    HeadCell,
    Paper,
    block_widths,
    cell_style,
    code_text,
    column_widths,
    fact_pairs,
    head_rows,
    is_register,
    is_wide,
    paper_of,
    plain,
    printed,
    signature_rows,
    text_styles,
)

_EARLIEST = (1980, 1, 1)
"""A zip cannot name an earlier day."""


def write_docx(printout: Printout, *, created: date) -> bytes:
    """Return the printout as a .docx; the same printout and day give the same bytes."""
    paper = paper_of(printout)
    body = "".join(_body(printout, paper))
    files = parts.fixed_parts(printout.title.replace("\n", " "), created)
    files["word/header1.xml"] = parts.header(_mark(printout), numbered=True)
    files["word/header2.xml"] = parts.header(_mark(printout), numbered=False)
    right = escape(plain(code_text(printout)))
    files["word/footer1.xml"] = parts.footer(
        escape(plain(printout.footer)), right, twips(paper.text_width)
    )
    files["word/document.xml"] = parts.document(body)
    stamp = max((created.year, created.month, created.day), _EARLIEST)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as package:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (*stamp, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode())
    return out.getvalue()


def _mark(printout: Printout) -> str:
    return escape(plain(printout.watermark))


def _body(printout: Printout, paper: Paper) -> Iterator[str]:
    if printout.cover:
        yield from _cover(printout, paper)
    yield _two_blocks(printout, paper)
    for style, text in (
        ("label", printout.label),
        ("title", printout.title),
        ("subtitle", printout.subtitle),
        ("reference", printout.reference),
    ):
        if text:
            yield _paragraph(style, text)
    yield _facts(printout, paper)
    for table in printout.tables:
        yield from _table(table, paper)
    for style, text_block in zip(text_styles(printout), printout.texts, strict=True):
        yield _paragraph("gap", "")
        yield _paragraph("text_title", text_block.title)
        yield from (_paragraph(style, line) for line in text_block.lines)
    yield _signatures(printout, paper)
    yield _paragraph("end", "")
    start = printout.first_page if is_register(printout) else None
    yield parts.section(paper, start=start, first_plain=start is None)


def _paragraph(style: str, text: str, *, before: float = 0) -> str:
    lines = "</w:t><w:br/><w:t>".join(escape(line) for line in plain(text).split("\n"))
    spacing = f'<w:spacing w:before="{point_twips(before)}"/>' if before else ""
    run = f"<w:r><w:t>{lines}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{spacing}</w:pPr>{run}</w:p>'


def _cover(printout: Printout, paper: Paper) -> Iterator[str]:
    """Put the lines of the cover on a page of their own; the title stands larger."""
    title = printout.title.split("\n")[0]
    for position, line in enumerate(printout.cover):
        is_title = line == title
        room = 120 if is_title else 0
        yield _paragraph(
            "cover_title" if is_title else "cover", line, before=room if position else 20
        )
    section = parts.section(paper, start=None, first_plain=True, bare=True)
    yield f'<w:p><w:pPr><w:pStyle w:val="end"/>{section}</w:pPr></w:p>'


def _two_blocks(printout: Printout, paper: Paper) -> str:
    if not (printout.top_left or printout.top_right):
        return ""
    left, right = (
        "".join(_paragraph("head_bold" if bold else "head", text) for bold, text in block)
        or _paragraph("head", "")
        for block in (printout.top_left, printout.top_right)
    )
    widths = block_widths(printout, paper)
    return _plain_table(widths, ((left, right),)) + _paragraph("gap", "")


def _facts(printout: Printout, paper: Paper) -> str:
    pairs = fact_pairs(printout)
    if not pairs:
        return ""
    if not printout.landscape:
        facts = "".join(_paragraph("fact", first) for first, _ in pairs)
    else:
        cells = tuple(tuple(_paragraph("fact", each) for each in pair) for pair in pairs)
        facts = _plain_table((paper.text_width / 2,) * 2, cells)
    return _paragraph("gap", "") + facts


def _plain_table(widths_mm: tuple[float, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """Return a borderless table whose cells hold ready paragraphs."""
    widths = [twips(width) for width in widths_mm]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(_cell(width, content) for width, content in zip(widths, row, strict=True))
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{parts.BARE_TABLE}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _table(table: PrintTable, paper: Paper) -> Iterator[str]:
    yield _paragraph("gap", "")
    if table.title:
        yield _paragraph("table_title", table.title)
    if table.note:
        yield _paragraph("note", table.note)
    widths = [twips(width) for width in column_widths(table, paper.text_width)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{parts.RULED_TABLE}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )
    yield from _heads(table, widths)
    writer = _Rows(table, widths)
    for row in table.rows:
        yield writer.row(row)
    yield "</w:tbl>"


def _heads(table: PrintTable, widths: list[int]) -> Iterator[str]:
    style = "small_head" if is_wide(table) else "cell_head"
    for cells in head_rows(table):
        yield _head_row(_head_cells(cells, widths, style))
    if any(column.index_label for column in table.columns):
        yield _head_row(
            _cell(width, _paragraph("cell_index", column.index_label))
            for width, column in zip(widths, table.columns, strict=True)
        )


def _head_cells(cells: tuple[HeadCell, ...], widths: list[int], style: str) -> Iterator[str]:
    start = 0
    for cell in cells:
        width = sum(widths[start : start + cell.span])
        merge = "continue" if cell.covered else "restart" if cell.down > 1 else ""
        yield _cell(width, _paragraph(style, cell.text), span=cell.span, middle=True, merge=merge)
        start += cell.span


def _head_row(cells: Iterator[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(width: int, content: str, *, span: int = 1, middle: bool = False, merge: str = "") -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    level = '<w:vAlign w:val="center"/>' if middle else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{down}{level}</w:tcPr>'
        f"{content}</w:tc>"
    )


class _Rows:
    """Writes body rows; what repeats in every row is made once."""

    def __init__(self, table: PrintTable, widths: list[int]) -> None:
        self._widths = widths
        self._columns = table.columns
        self._open = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{cell_style(table, column.align)}"/></w:pPr>'
            for width, column in zip(widths, table.columns, strict=True)
        ]
        self._wide_style = cell_style(table, Align.LEFT)
        least = twips(table.min_row_mm)
        room = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' if least else ""
        self._row_open = f"<w:tr><w:trPr><w:cantSplit/>{room}</w:trPr>"

    def row(self, cells: tuple[PrintCell, ...]) -> str:
        """Return one row, never split over two pages."""
        written, column = [], 0
        for cell in cells:
            written.append(self._cell(cell, column))
            column += cell.span
        return f"{self._row_open}{''.join(written)}</w:tr>"

    def _cell(self, cell: PrintCell, column: int) -> str:
        text = printed(cell.value, self._columns[column].number_format)
        if cell.span > 1:
            width = sum(self._widths[column : column + cell.span])
            style = f'<w:pPr><w:pStyle w:val="{self._wide_style}"/></w:pPr>'
            content = f"<w:p>{style}{_run(cell, text)}</w:p>"
            return _cell(width, content, span=cell.span)
        return f"{self._open[column]}{_run(cell, text)}</w:p></w:tc>"


def _run(cell: PrintCell, text: str) -> str:
    if not text:
        return ""
    look = "".join(
        mark
        for wanted, mark in (
            (cell.bold, "<w:b/>"),
            (cell.muted, "<w:i/>"),
            (cell.struck, "<w:strike/>"),
            (cell.muted, '<w:color w:val="6B6B6B"/>'),
        )
        if wanted
    )
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    lines = "</w:t><w:br/><w:t>".join(escape(text).split("\n"))
    return f'<w:r>{look}<w:t xml:space="preserve">{lines}</w:t></w:r>'


def _signatures(printout: Printout, paper: Paper) -> str:
    rows = signature_rows(printout)
    if not rows:
        return ""
    cells = tuple(
        tuple(_paragraph(style, text, before=room) for style, text, room in row) for row in rows
    )
    widths = (paper.text_width / len(rows[0]),) * len(rows[0])
    return _paragraph("gap", "") + _plain_table(widths, cells)
