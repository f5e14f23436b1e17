"""Turns plain text into lines: columns that stand side by side are taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wardapp.core.text import clean
from wardapp.documents.reader.marks import is_rule, with_breaks, without_marks
from wardapp.documents.reader.paper import Line, Side

_BLANK_NUMBER = re.compile(r"(?i)\b(số) *(:?)[ \t]{2,}(?=[-–/]|[A-ZĐ]{2,}[^ ]*/)")
_BLANK_DATE = re.compile(r"(?i)\b(ngày|tháng|năm)[ \t]{2,}(?=\d{1,4}\b|tháng\b|năm\b|[.…]|$)")
_GAP = re.compile(r"\t+ *|(?<=\S) {3,}(?=\S)")
_TABLE_RULE = re.compile(r"^[\s|:+\-=]+$")
_DEEP_INDENT = 30
_PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    raw: str
    side: Side


def lines_of_text(text: str, page: int = 1) -> tuple[Line, ...]:
    """Return the lines of plain text; a form feed starts the next page."""
    lines: list[Line] = []
    for offset, part in enumerate(clean(text).split(_PAGE_BREAK)):
        lines.extend(_lines_of_page(part, page + offset))
    return tuple(lines)


def _lines_of_page(text: str, page: int) -> Iterator[Line]:
    band: list[Line] = []
    opens = True
    for raw in _rows(text):
        pieces = _pieces(raw)
        if not pieces:
            opens = True
            continue
        if len(pieces) == 1 and pieces[0].side is Side.WHOLE:
            yield from _by_sides(band)
            band = []
        for piece in pieces:
            band.append(
                Line(text=piece.text, raw=piece.raw, page=page, opens=opens, side=piece.side)
            )
        opens = False
        if len(pieces) == 1 and pieces[0].side is Side.WHOLE:
            yield from band
            band = []
    yield from _by_sides(band)


def _by_sides(band: list[Line]) -> Iterator[Line]:
    """Yield the left column whole, then the right one, each opening a block."""
    left = [line for line in band if line.side is not Side.RIGHT]
    right = [line for line in band if line.side is Side.RIGHT]
    for column in (left, right):
        for position, line in enumerate(column):
            yield replace(line, opens=line.opens or position == 0)


def _pieces(raw: str) -> list[_Piece]:
    """Return what stands on one line of the file, [] for a blank line or a drawn rule."""
    if not raw.strip() or _TABLE_RULE.match(raw) or is_rule(raw.replace("\\", "")):
        return []
    if _is_table_row(raw):
        cells = [cell for cell in raw.strip().strip("|").split("|") if cell.strip()]
        columns = [with_breaks(cell).split("\n") for cell in cells]
        return [piece for column in _sided_columns(columns) for piece in column]
    kept = _BLANK_DATE.sub(r"\1 ", _BLANK_NUMBER.sub(r"\1\2 ", raw))
    indent = len(kept) - len(kept.lstrip(" "))
    cells = [cell for cell in _GAP.split(kept.strip()) if cell.strip()]
    if len(cells) == 1 and indent >= _DEEP_INDENT:
        return _with_side(cells[0], Side.RIGHT)
    return _sided(cells)


def _rows(text: str) -> Iterator[str]:
    """Yield the lines of a text; the breaks inside a table row stay for its cells."""
    for raw in text.split("\n"):
        if _is_table_row(raw):
            yield raw
        else:
            yield from with_breaks(raw).split("\n")


def _is_table_row(raw: str) -> bool:
    return raw.lstrip().startswith("|") and raw.count("|") > 1


def _sided_columns(columns: list[list[str]]) -> Iterator[list[_Piece]]:
    """Yield the pieces of each cell; of several the last is the right column."""
    for position, lines in enumerate(columns):
        last = position == len(columns) - 1
        several = Side.RIGHT if last else Side.LEFT
        side = several if len(columns) > 1 else Side.WHOLE
        yield [piece for line in lines for piece in _with_side(line.strip(), side)]


def _sided(cells: list[str]) -> list[_Piece]:
    if len(cells) == 1:
        return _with_side(cells[0], Side.WHOLE)
    left = [piece for cell in cells[:-1] for piece in _with_side(cell, Side.LEFT)]
    return left + _with_side(cells[-1], Side.RIGHT)


def _with_side(cell: str, side: Side) -> list[_Piece]:
    text = " ".join(without_marks(cell.strip()).split())
    if not text or is_rule(text):
        return []
    return [_Piece(text, cell.strip(), side)]
