"""Cells as formats give them, the bounds they are read within, and their way into Unicode."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from wardapp.core.cell_names import cell_name
from wardapp.core.errors import UnreadableFile
from wardapp.core.forms import FormValue
from wardapp.core.old_books import TextCode
from wardapp.core.returns import CellDoubt, Grid, GridCell
from wardapp.core.text import clean
from wardapp.documents.old_books.legacy import Decoded, decode, is_old_font

LARGEST_FILE = 20 << 20
MOST_COLUMNS = 200
MOST_CELLS = 100_000
MOST_GRIDS = 60
LONGEST_CELL = 20_000
_CLEAR_SHARE = 0.9
_HALF_CONVERTED = re.compile(r"[¢-©¬®¯µ¶¸](?=[^\W\d_])")
"""Signs before a letter: `®i`, `§ã` are what is left of an old code, no words of a clerk."""


class FoundCell(NamedTuple):
    """A cell as its file holds it; `pieces` are (text, font) of runs in several fonts."""

    row: int  # as its program shows it, from 1
    column: int  # from 0
    text: str
    number: FormValue = None
    font: str = ""
    pieces: tuple[tuple[str, str], ...] = ()
    is_formula: bool = False
    is_repeat: bool = False
    is_hidden: bool = False
    doubt: CellDoubt = CellDoubt.NONE


@dataclass(slots=True)
class FoundGrid:
    """A sheet or table; `beyond` names the first cell that lies outside the bounds."""

    name: str
    cells: list[FoundCell] = field(default_factory=list)
    is_hidden: bool = False
    beyond: str = ""
    outside: int = 0


def too_many(name: str) -> UnreadableFile:
    """Return the refusal of a table that no unit filled by hand."""
    return UnreadableFile(
        f"Bảng “{name}” có quá nhiều ô, không phải biểu của đơn vị. Hãy xin lại tệp từ nơi gửi."
    )


def in_unicode(found: FoundGrid) -> Grid:
    """Return the grid with every cell in Unicode; near guesses follow their column."""
    found = replace(found, cells=[_composed(cell) for cell in found.cells])
    contexts = _contexts(found)
    rows: dict[int, list[GridCell]] = {}
    for cell in sorted(found.cells, key=_spot):
        rows.setdefault(cell.row, []).append(_grid_cell(cell, contexts.get(cell.column)))
    return Grid(
        name=" ".join(clean(found.name).split()),
        rows=tuple(tuple(row) for row in rows.values()),
        is_hidden=found.is_hidden,
    )


def _composed(cell: FoundCell) -> FoundCell:
    """Return a cell with letters of one sign each: old codes are told by them, too."""
    if cell.text.isascii():
        return cell
    pieces = tuple((unicodedata.normalize("NFC", words), font) for words, font in cell.pieces)
    return cell._replace(text=unicodedata.normalize("NFC", cell.text), pieces=pieces)


def _spot(cell: FoundCell) -> tuple[int, int]:
    return cell.row, cell.column


def _contexts(found: FoundGrid) -> dict[int, TextCode]:
    """Return for each column the code nearly all its old text was surely typed in."""
    votes: dict[int, Counter[TextCode]] = {}
    for cell in found.cells:
        if cell.text.isascii() or cell.pieces or cell.is_repeat:
            continue
        decoded = decode(cell.text, cell.font)
        if decoded.is_sure and decoded.code not in {TextCode.UNICODE, TextCode.LOOSE}:
            votes.setdefault(cell.column, Counter())[decoded.code] += 1
    return {
        column: code
        for column, counted in votes.items()
        for code, count in counted.most_common(1)
        if count >= _CLEAR_SHARE * counted.total()
    }


def _grid_cell(cell: FoundCell, context: TextCode | None) -> GridCell:
    decoded = _decoded(cell, context)
    return GridCell(
        raw=cell.text,
        text=decoded.text.strip(),
        number=cell.number,
        place=cell_name(cell.row, cell.column),
        is_formula=cell.is_formula,
        is_repeat=cell.is_repeat,
        is_hidden=cell.is_hidden,
        doubt=cell.doubt or _doubt_of(decoded),
    )


def _doubt_of(decoded: Decoded) -> CellDoubt:
    if _HALF_CONVERTED.search(decoded.text):
        return CellDoubt.GUESSED
    if decoded.code in {TextCode.UNICODE, TextCode.LOOSE}:
        return CellDoubt.NONE
    return CellDoubt.CODE if decoded.is_sure else CellDoubt.GUESSED


def _decoded(cell: FoundCell, context: TextCode | None) -> Decoded:
    """Return the text of a cell in Unicode, run by run where its fonts differ."""
    pieces = [(words, font) for words, font in cell.pieces if words]
    fonts = {font or cell.font for _words, font in pieces}
    if len(fonts) > 1 and any(is_old_font(font) for font in fonts):
        parts = [decode(words, font or cell.font, context) for words, font in pieces]
        code = next((each.code for each in parts if each.code), TextCode.UNICODE)
        text = clean("".join(each.text for each in parts))
        return Decoded(text, code, all(each.is_sure for each in parts))
    font = next(iter(fonts)) if len(fonts) == 1 else cell.font
    return decode(cell.text, font, context)
