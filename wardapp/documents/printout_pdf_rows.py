"""Draws tables that were set line by line: text and rules at their places, a block a page."""

from __future__ import annotations

import json
from collections.abc import Iterator

from wardapp.core.printout import Align
from wardapp.documents.printout_page import STYLES
from wardapp.documents.printout_setting import (
    PAD_TOP,
    PAD_X,
    PLAIN,
    Breaker,
    Chunk,
    Look,
    SetCell,
    SetRow,
)

_STYLES = {style.key: style for style in STYLES}


def chunk_source(chunk: Chunk, width: float, breaker: Breaker) -> Iterator[str]:
    """Yield the source of the rows of one page."""
    yield f"#rows({chunk.height:.2f}pt, {{\n"
    style, high = "", 0.0
    for row in chunk.rows:
        if row.style != style:
            yield ("};" if style else "") + f"{{ set text(..look(S.{row.style}));\n"
            style = row.style
        for cell in row.cells:
            yield from _cell(cell, row, high, breaker)
        high += row.height
    yield "};\n" if style else ""
    yield from _rules(chunk, width)
    yield "})\n"


def _cell(cell: SetCell, row: SetRow, top: float, breaker: Breaker) -> Iterator[str]:
    if not cell.lines:
        return
    style = _STYLES[row.style]
    down = top + PAD_TOP
    if cell.middle:
        down = top + (row.height - len(cell.lines) * style.line) / 2
    if cell.align is Align.LEFT:
        words = (
            _text(cell.lines[0])
            if len(cell.lines) == 1
            else f"lines({', '.join(map(_text, cell.lines))})"
        )
        yield f"t({cell.left + PAD_X:.2f}pt,{down:.2f}pt,{_looked(cell.look, words)});\n"
        return
    look = Look(bold=style.bold or cell.look.bold, muted=style.italic or cell.look.muted)
    for place, line in enumerate(cell.lines):
        free = cell.width - breaker.width(line, look) * style.size
        left = cell.left + (free / 2 if cell.align is Align.CENTER else free - PAD_X)
        high = down + place * style.line
        yield f"t({left:.2f}pt,{high:.2f}pt,{_looked(cell.look, _text(line))});\n"


def _rules(chunk: Chunk, width: float) -> Iterator[str]:
    """Yield the rules: one below each row, edges between cells as far as they reach unbroken."""
    yield "h(0pt,WIDTH);".replace("WIDTH", f"{width:.2f}pt")
    high = 0.0
    open_edges: dict[float, float] = {0.0: 0.0, width: 0.0}
    for row in chunk.rows:
        wanted = {0.0, width, *row.bounds}
        for edge in [edge for edge in open_edges if edge not in wanted]:
            yield _edge(edge, open_edges.pop(edge), high)
        for edge in wanted:
            open_edges.setdefault(edge, high)
        high += row.height
        yield f"h({high:.2f}pt,{width:.2f}pt);\n"
    for edge, start in sorted(open_edges.items()):
        yield _edge(edge, start, high)


def _edge(left: float, start: float, end: float) -> str:
    return f"v({left:.2f}pt,{start:.2f}pt,{end - start:.2f}pt);\n"


def _looked(look: Look, text: str) -> str:
    if look is PLAIN:
        return text
    if look.struck:
        text = f"strike({text})"
    if look.bold:
        text = f"strong({text})"
    return f'text(fill: luma(107), style: "italic", {text})' if look.muted else text


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
