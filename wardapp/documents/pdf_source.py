"""A composition as Typst source: a short generated main over the fixed `typst/layout.typ`.

Text goes in as string literals only, never as markup; one literal a paragraph lets the compiler
keep what did not change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from wardapp.core.layout import PageSetup, Standard, TextStyle
from wardapp.documents.compose_recipients import BRACE_SIGN
from wardapp.documents.composition import (
    AnnexPart,
    Brace,
    Columns,
    Composition,
    GridCell,
    Item,
    KeptParts,
    Para,
    Rule,
    Span,
    Stamp,
    TableGrid,
)
from wardapp.documents.docx_styles import is_red
from wardapp.documents.metrics import TWIPS_PER_POINT, twips

_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def typst_source(
    composition: Composition, standard: Standard, created: date, *, with_marks: bool
) -> bytes:
    """Return the main file; `with_marks` names the place of each block of body and annexes."""
    lines = [
        document_source(composition.title, standard, created),
        "#{",
        f"show: paper.with({page_source(standard.page)}, S.page_number{_notes(composition)})",
        *([f"v({composition.head_drop:g}pt)"] if composition.head_drop else []),
        _columns("columns-of", composition.head),
        *(_item(item) for item in composition.opening),
        *(_flow(each, "b" if with_marks else "") for each in composition.body),
    ]
    if with_marks:
        lines.append('mark("end")')
    lines.append("\nv(S.tail.line * 1pt)\n".join(_kept(group) for group in composition.foot))
    if composition.last_note is not None:
        lines.append(_at_edge(composition.last_note, standard))
    lines.append(_end_of_part(composition.annexes))
    lines.append("}")
    for at, annex in enumerate(composition.annexes):
        ending = _end_of_part(composition.annexes[at + 1 :])
        lines += _annex(annex, f"annex-{at}", ending, f"a{at}b" if with_marks else "")
    return "\n".join(lines).encode("utf-8")


def document_source(title: str, standard: Standard, created: date) -> str:
    """Return the opening lines of every main file: the module, the styles, the properties."""
    return (
        f'#import "/typst/layout.typ": *\n{styles_source(standard)}\n'
        f"#show: document-of.with({literal(title)}, "
        f"datetime(year: {created.year}, month: {created.month}, day: {created.day}))"
    )


def styles_source(standard: Standard) -> str:
    """Return the standard's table of styles as a Typst dictionary `S`."""
    rows = ",\n".join(f"{style.key}: {_style(style)}" for style in standard.styles)
    return f"#let S = (\n{rows},\n)"


def literal(text: str) -> str:
    """Return text as a Typst string; control characters have no place in it."""
    return '"' + _UNPRINTED.sub("", text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _points(length: int) -> str:
    return f"{length / TWIPS_PER_POINT:g}"


def _style(style: TextStyle) -> str:
    flags = {"bold": style.bold, "italic": style.italic, "keep": style.keep_next}
    lengths = {
        "first": style.first_line_mm,
        "left": style.left_mm,
        "hanging": style.hanging_mm,
    }
    entries = [
        f"size: {style.size:g}",
        f"line: {style.line:g}",
        f"align: {literal(style.align)}",
        f"red: {str(is_red(style)).lower()}",
        f"before: {style.before:g}",
        f"after: {style.after:g}",
        *(f"{key}: {str(flag).lower()}" for key, flag in flags.items()),
        *(f"{key}: {_points(twips(length))}" for key, length in lengths.items()),
    ]
    return f"({', '.join(entries)})"


def page_source(page: PageSetup) -> str:
    """Return a page set-up as a Typst dictionary."""
    lengths = {
        "width": page.width,
        "height": page.height,
        "top": page.top,
        "bottom": page.bottom,
        "left": page.left,
        "right": page.right,
        "number": page.header_distance,
    }
    entries = ", ".join(f"{key}: {_points(twips(length))}" for key, length in lengths.items())
    return f"({entries}, mirrored: {str(page.mirrored).lower()})"


def _spans(spans: Iterable[Span]) -> str:
    return "; ".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    shown = "; br; ".join(literal(line) for line in span.text.split("\n"))
    if "; br; " in shown:
        shown = f"{{ {shown} }}"
    if span.bold is not None:
        shown = f"{'b' if span.bold else 'r'}({shown})"
    if span.italic is not None:
        shown = f"{'i' if span.italic else 'n'}({shown})"
    if span.struck:
        shown = f"strike({shown})"
    return f"u({shown})" if span.underline else shown


def _content(para: Para) -> str:
    label = ""
    if para.label is not None and para.indent is not None:
        width = para.tab - (para.indent.left - para.indent.hanging)
        label = f"tab({_points(width)}, {_span(para.label)}); "
    return f"{{ {label}{_spans(para.spans)} }}"


def _para(para: Para, *, marks: str = "", call: str = "p", content: str = "") -> str:
    options = []
    if para.before is not None:
        options.append(f"before: {para.before:g}")
    if para.after is not None:
        options.append(f"after: {para.after:g}")
    if para.indent is not None:
        options.append(f"left: {_points(para.indent.left)}")
        options.append(f"hanging: {_points(para.indent.hanging)}")
        options.append(f"right: {_points(para.indent.right)}")
    if para.keep_next is not None and call == "p":
        options.append(f"keep: {str(para.keep_next).lower()}")
    if marks and para.block >= 0:
        options.append(f'mark-as: "{marks}{para.block}"')
    tail = "".join(f", {option}" for option in options)
    return f"{call}(S.{para.style}, {content or _content(para)}{tail})"


def _item(item: Item, *, in_cell: bool = False) -> str:
    if isinstance(item, Rule):
        cell = ", cell: true" if in_cell else ""
        return f"rule(S.{item.style}, {_points(item.indent)}, after: {item.after:g}{cell})"
    if isinstance(item, Stamp):
        ends = f"{_points(item.left)}, {_points(item.right)}"
        return f"stamp(S.{item.style}, {ends}, {literal(item.text)})"
    if isinstance(item, Brace):
        return _brace(item)
    return _para(item, call="c" if in_cell else "p")


def _flow(item: Item | TableGrid, marks: str = "") -> str:
    """Return an item of running text; `marks` begins the name of its place, "" for none."""
    if isinstance(item, Para):
        return _para(item, marks=marks)
    if not isinstance(item, TableGrid):
        return _item(item)
    mark = f'mark("{marks}{item.block}")\n' if marks and item.block >= 0 else ""
    return mark + _table(item)


def _notes(composition: Composition) -> str:
    if not composition.notes:
        return ""
    inner = "\n".join(_item(item, in_cell=True) for item in composition.notes)
    return f", notes: {{\n{inner}\n}}"


def _kept(group: KeptParts) -> str:
    """Return parts that stay on one page together."""
    shown = "\n".join(
        _columns("part-columns", part)
        if isinstance(part, Columns)
        else "part({\n" + "\n".join(_item(item, in_cell=True) for item in part.items) + "\n})"
        for part in group
    )
    return f"kept({{\n{shown}\n}})"


def _at_edge(note: Para, standard: Standard) -> str:
    style, page = standard.style(note.style), standard.page
    drop = twips(page.bottom) - twips(style.from_bottom_mm)
    return f"at-foot({_points(drop)}, {_para(note, call='c')})"


def _columns(call: str, columns: Columns) -> str:
    left, right = (
        "\n".join(_item(item, in_cell=True) for item in side)
        for side in (columns.left, columns.right)
    )
    return columns_source(call, columns.widths, left, right)


def _brace(brace: Brace) -> str:
    widths = ", ".join(_points(width) for width in brace.widths)
    lines = "\n".join(_para(line, call="c") for line in brace.lines)
    words = _para(brace.words, call="c") if brace.words else "{}"
    sign = f"{brace.height:g}, {brace.size:g}, {brace.squeeze}, {literal(BRACE_SIGN)}"
    return f"braced(({widths}), S.brace, ({sign}), {{\n{lines}\n}}, {words})"


def columns_source(call: str, widths: tuple[int, int, int], left: str, right: str) -> str:
    """Return two blocks side by side, given as code."""
    shown = ", ".join(_points(width) for width in widths)
    return f"{call}(({shown}), {{\n{left}\n}}, {{\n{right}\n}})"


def cell_item(item: Item, content: str = "") -> str:
    """Return an item in a cell; `content` (code) replaces the text of a paragraph."""
    if content and isinstance(item, Para):
        return _para(item, call="c", content=f"{{ {content} }}")
    return _item(item, in_cell=True)


def _annex(annex: AnnexPart, name: str, ending: str, marks: str) -> list[str]:
    end = [f'mark("{marks}end")'] if marks else []
    return [
        "#{",
        f'show: annex-paper.with({page_source(annex.page)}, S.page_number, "{name}")',
        *(_flow(item, marks) for item in annex.items),
        *end,
        *(_table(table) for table in annex.tables),
        ending,
        "}",
    ]


def _end_of_part(following: tuple[AnnexPart, ...]) -> str:
    """Return the last line of a part: the next one counts its own pages from 1."""
    return "counter(page).update(0)" if following else ""


def _table(grid: TableGrid) -> str:
    widths = ", ".join(_points(width) for width in grid.widths)
    head = "".join(f"{_cell(cell)}, " for row in grid.head for cell in row if cell.rows)
    rows = "".join(f"{_cell(cell)}, " for row in grid.rows for cell in row)
    title = f"p(S.table_title, {literal(grid.title)})\n" if grid.title else ""
    note = f"\np(S.table_note, {literal(grid.note)}, before: 6)" if grid.note else ""
    note = note or ("\nair(S.table_end)" if grid.in_text else "")
    return f"{title}grid-table(({widths},), {len(grid.head)}, ({head}), ({rows})){note}"


def _cell(cell: GridCell) -> str:
    whole = Span(
        text=cell.text, bold=cell.bold or None, italic=cell.italic or None, struck=cell.struck
    )
    shown = f"{{ {_spans(cell.spans or (whole,))} }}"
    spans = f"colspan: {cell.columns}, " if cell.columns > 1 else ""
    spans += f"rowspan: {cell.rows}, align: horizon, " if cell.rows > 1 else ""
    return f"table.cell({spans}cell(S.{cell.style}, {shown}))"
