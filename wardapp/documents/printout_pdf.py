"""Sets tables on paper as PDF: the same sheet, styles and figures as the Word file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import typst

from wardapp.core.errors import WardError
from wardapp.core.printout import PrintCell, Printout, PrintTable
from wardapp.documents.metrics import Metrics
from wardapp.documents.pdf_pages import joined_pages
from wardapp.documents.printout_page import (
    STYLES,
    HeadCell,
    Paper,
    PaperStyle,
    block_widths,
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
from wardapp.documents.printout_pdf_rows import chunk_source
from wardapp.documents.printout_setting import PageSetter

FAMILY = "Tinos"
PAGE_BREAK = "#pagebreak()\n"
PART_PAGES = 100
"""Pages of a part that is set by itself."""

_AT_ONCE = 2


class PrintoutRefused(WardError):
    """The page could not be set; the clerk can still export Word or Excel."""


def write_pdf(printout: Printout, resources: Path, *, created: date) -> bytes:
    """Return the printout as PDF, set in the bundled font; same input, same bytes.

    A long register is set in parts side by side: the typesetter slows down with the length.
    """
    stamp = datetime(created.year, created.month, created.day, tzinfo=UTC)
    parts = [part.encode() for part in _parts(printout, resources)]

    if len(parts) == 1:
        return compiled(parts[0], resources, stamp)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return joined_pages(list(pool.map(lambda part: compiled(part, resources, stamp), parts)))


def compiled(source: bytes, resources: Path, stamp: datetime) -> bytes:
    """Return the PDF of a source of the typesetter, with the bundled fonts only."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(resources / "fonts")],
    )
    compiler = typst.Compiler(root=str(resources / "typst"), font_paths=fonts)
    try:
        pdf = compiler.compile(input=source, format="pdf", timestamp=stamp, pdf_tags=False)
    except typst.TypstError as error:
        raise PrintoutRefused(
            "Chưa dựng được bản PDF này. Hãy xuất Word hoặc Excel rồi in từ đó."
        ) from error
    if not isinstance(pdf, bytes):
        raise PrintoutRefused("Chưa dựng được bản PDF này. Hãy xuất Word hoặc Excel rồi in từ đó.")
    return pdf


def row_pages(printout: Printout, resources: Path) -> tuple[tuple[int, ...], ...]:
    """Return for each row of each table the number of the page where it begins."""
    setter = PageSetter(printout, paper_of(printout), _metrics(resources))
    return tuple(
        tuple(page + printout.first_page for page in table.pages) for table in setter.tables()
    )


@lru_cache(maxsize=2)
def _metrics(resources: Path) -> Metrics:
    return Metrics(resources / "fonts")


def _parts(printout: Printout, resources: Path) -> Iterator[str]:
    """Yield the sources whose pages make the printout; all but long registers are one."""
    paper = paper_of(printout)
    opening = _prelude()
    if printout.cover:
        opening += _sheet(paper, "", numbered=False) + "".join(_cover(printout))
        # Must stand at the end of the cover: the head of the next page has its number by then.
        opening += f"\n#counter(page).update({printout.first_page - 1})\n]\n"
    body: list[str] = []
    pages = 0
    for piece in _body(printout, paper, resources):
        if piece is not PAGE_BREAK:
            body.append(piece)
            continue
        pages += 1
        if pages % PART_PAGES:
            body.append(piece)
            continue
        yield f"{opening}{_pages_of(printout, paper, pages - PART_PAGES)}{''.join(body)}]\n"
        opening, body = _prelude(), []
    start = pages - pages % PART_PAGES
    yield f"{opening}{_pages_of(printout, paper, start)}{''.join(body)}]\n"


def _prelude() -> str:
    return (
        '#import "/printout.typ": *\n'
        f"#let S = ({', '.join(_style(style) for style in STYLES)})\n"
        f'#set text(font: "{FAMILY}", lang: "vi", kerning: false, ligatures: false, '
        "hyphenate: false, fallback: false, overhang: false)\n"
        '#set par(leading: 0pt, spacing: 0pt, linebreaks: "simple")\n#set block(spacing: 0pt)\n'
    )


def _pages_of(printout: Printout, paper: Paper, start: int) -> str:
    """Return the opening of the numbered pages, the first of which is so many pages in."""
    is_behind = bool(printout.cover) and not start
    number = "" if is_behind else f"#counter(page).update({printout.first_page + start})\n"
    return number + _sheet(
        paper,
        printout.footer,
        draft=printout.watermark,
        first=not is_register(printout),
        code=code_text(printout),
    )


def _sheet(
    paper: Paper,
    foot: str,
    *,
    draft: str = "",
    numbered: bool = True,
    first: bool = True,
    code: str = "",
) -> str:
    sizes = ", ".join(
        f"{name}: {getattr(paper, name)}"
        for name in ("width", "height", "top", "right", "bottom", "left", "header")
    )
    return (
        f"#sheet(({sizes}), styles: S, foot: {_text(foot)}, "
        f"draft: {_text(draft) if draft else 'none'}, code: {_text(code)}, "
        f"numbered: {str(numbered).lower()}, first-plain: {str(first).lower()})[\n"
    )


def _style(style: PaperStyle) -> str:
    align = "left" if style.align == "justify" else style.align
    return (
        f"{style.key}: (size: {style.size}pt, line: {style.line}pt, "
        f'weight: "{"bold" if style.bold else "regular"}", '
        f'slant: "{"italic" if style.italic else "normal"}", align: {align}, '
        f"justify: {str(style.align == 'justify').lower()}, after: {style.after}pt, "
        f"keep: {str(style.keep).lower()}, fill: {'luma(107)' if style.grey else 'black'})"
    )


def _text(text: str) -> str:
    """Return text as a literal; clean text holds nothing that JSON escapes otherwise."""
    return json.dumps(plain(text), ensure_ascii=False)


def _lines(text: str) -> str:
    parts = text.split("\n")
    if len(parts) == 1:
        return _text(text)
    return f"lines({', '.join(_text(part) for part in parts)})"


def _para(style: str, text: str, *, before: float = 0) -> str:
    room = f", before: {before}pt" if before else ""
    return f"para(S.{style}, {_lines(text)}{room})"


def _cover(printout: Printout) -> Iterator[str]:
    title = printout.title.split("\n")[0]
    for position, line in enumerate(printout.cover):
        is_title = line == title
        room = 120 if is_title else 0
        style = "cover_title" if is_title else "cover"
        yield f"#{_para(style, line, before=room if position else 20)}\n"


def _body(printout: Printout, paper: Paper, resources: Path) -> Iterator[str]:
    if printout.top_left or printout.top_right:
        blocks = (_block(printout.top_left), _block(printout.top_right))
        left, right = block_widths(printout, paper)
        yield f"#grid(columns: (mm({left}), mm({right})), {', '.join(blocks)})\n"
        yield f"#{_para('gap', ' ')}\n"
    for style, text in (
        ("label", printout.label),
        ("title", printout.title),
        ("subtitle", printout.subtitle),
        ("reference", printout.reference),
    ):
        if text:
            yield f"#{_para(style, text)}\n"
    yield from _facts(printout)
    if is_register(printout):
        yield from _set_tables(printout, paper, resources)
    else:
        for table in printout.tables:
            yield from _table(table, paper)
    for style, block in zip(text_styles(printout), printout.texts, strict=True):
        yield f"#{_para('gap', ' ')}\n#{_para('text_title', block.title)}\n"
        for line in block.lines:
            yield f"#{_para(style, line)}\n"
    yield from _signatures(printout)


def _block(lines: tuple[tuple[bool, str], ...]) -> str:
    paragraphs = (_para("head_bold" if bold else "head", text) for bold, text in lines)
    return f"{{ {'; '.join(paragraphs)} }}"


def _facts(printout: Printout) -> Iterator[str]:
    pairs = fact_pairs(printout)
    if pairs:
        yield f"#{_para('gap', ' ')}\n"
    for first, second in pairs:
        if second or printout.landscape:
            yield f"#beside(({_para('fact', first)}, {_para('fact', second or ' ')}))\n"
        else:
            yield f"#{_para('fact', first)}\n"


def _set_tables(printout: Printout, paper: Paper, resources: Path) -> Iterator[str]:
    """Yield the tables of a register, whose pages are filled here, not by the typesetter."""
    setter = PageSetter(printout, paper, _metrics(resources))
    width = round(paper.text_width * 1440 / 25.4) / 20
    for table, done in zip(printout.tables, setter.tables(), strict=True):
        for place, chunk in enumerate(done.chunks):
            if chunk.starts_page:
                yield PAGE_BREAK
            yield from _titles(table) if not place else ()
            yield from chunk_source(chunk, width, setter.breaker)


def _titles(table: PrintTable) -> Iterator[str]:
    yield f"#{_para('gap', ' ')}\n"
    if table.title:
        yield f"#{_para('table_title', table.title)}\n"
    if table.note:
        yield f"#{_para('note', table.note)}\n"


def _table(table: PrintTable, paper: Paper) -> Iterator[str]:
    yield from _titles(table)
    base = "small" if is_wide(table) else "cell"
    widths = ", ".join(f"{width:.3f}" for width in column_widths(table, paper.text_width))
    aligns = ", ".join(column.align.value for column in table.columns)
    yield f"#ruled(({widths},), ({aligns},), S.{base}, ({_heads(table)},), (\n"
    for row in table.rows:
        yield ", ".join(_cells(table, row))
        yield ",\n"
    yield "))\n"


def _heads(table: PrintTable) -> str:
    style = "small_head" if is_wide(table) else "cell_head"
    rows = [(style, cells) for cells in head_rows(table)]
    if any(column.index_label for column in table.columns):
        index = tuple(HeadCell(column.index_label) for column in table.columns)
        rows.append(("cell_index", index))
    return ", ".join(f"(S.{style}, ({_head_cells(cells)},))" for style, cells in rows)


def _head_cells(cells: tuple[HeadCell, ...]) -> str:
    return ", ".join(
        f"(({_words(cell.text)},), {cell.span}, {cell.down})" for cell in cells if not cell.covered
    )


def _words(text: str) -> str:
    return ", ".join(_text(part) for part in text.split("\n"))


def _cells(table: PrintTable, row: tuple[PrintCell, ...]) -> Iterator[str]:
    column = 0
    for cell in row:
        text = _looked(cell, _lines(printed(cell.value, table.columns[column].number_format)))
        yield text if cell.span == 1 else f"table.cell(colspan: {cell.span}, align: left, {text})"
        column += cell.span


def _looked(cell: PrintCell, text: str) -> str:
    if cell.struck:
        text = f"strike({text})"
    if cell.bold:
        text = f"strong({text})"
    return f'text(fill: luma(107), style: "italic", {text})' if cell.muted else text


def _signatures(printout: Printout) -> Iterator[str]:
    rows = signature_rows(printout)
    if not rows:
        return
    cells = ", ".join(
        _para(style, text or " ", before=room) for row in rows for style, text, room in row
    )
    grid = f"grid(columns: (1fr,) * {len(rows[0])}, {cells})"
    yield f"#{_para('gap', ' ')}\n#block(breakable: false, {grid})\n"
