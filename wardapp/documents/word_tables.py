"""A table of a Word file as lines between bars, and what such lines can't hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from wardapp.core.printout import Align
from wardapp.documents.outline_tables import table_lines
from wardapp.documents.reader.docx_styles import W, is_on, value_of

MERGED = "ô gộp trong bảng"
NESTED = "bảng trong bảng"
SEVERAL = "nhiều đoạn trong một ô của bảng"
_MERGES = (f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge")
_JUSTIFIED = {"center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT}


@dataclass(frozen=True, slots=True)
class TableText:
    """How the words of a cell's paragraph are read, and how its style stands (None = as usual)."""

    lines: Callable[[etree._Element], list[str]]
    stand: Callable[[etree._Element], Align | None]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """The lines of a table and what of it they do not hold."""

    lines: list[str]
    losses: list[str]


def table_text(table: etree._Element, reading: TableText) -> FoundTable:
    """Return a table of the body as lines that read back as a table."""
    rows = table.findall(f"{W}tr")
    cells = [list(row.iterchildren(f"{W}tc")) for row in rows]
    head_rows = _head_rows(rows)
    first = cells[head_rows] if head_rows < len(cells) else []
    words = [[_words(cell, reading) for cell in row] for row in cells]
    return FoundTable(
        lines=table_lines(
            [[" ".join(lines) for lines in row] for row in words],
            head_rows,
            [_stand(cell, reading) for cell in first],
        ),
        losses=[
            loss
            for loss, holds in (
                (MERGED, _is_merged(table)),
                (NESTED, next(table.iterdescendants(f"{W}tbl"), None) is not None),
                (SEVERAL, any(len(lines) > 1 for row in words for lines in row)),
            )
            if holds
        ],
    )


def _words(cell: etree._Element, reading: TableText) -> list[str]:
    return [line for each in cell.iter(f"{W}p") for line in reading.lines(each)]


def _head_rows(rows: list[etree._Element]) -> int:
    """Return how many of the first rows repeat on each page."""
    for count, row in enumerate(rows):
        head = row.find(f"{W}trPr/{W}tblHeader")
        if head is None or not is_on(head):
            return count
    return len(rows)


def _stand(cell: etree._Element, reading: TableText) -> Align:
    paragraph = cell.find(f"{W}p")
    if paragraph is None:
        return Align.LEFT
    own = _JUSTIFIED.get(value_of(paragraph.find(f"{W}pPr/{W}jc")))
    return own or reading.stand(paragraph) or Align.LEFT


def _is_merged(table: etree._Element) -> bool:
    return any(
        each.tag != f"{W}gridSpan" or value_of(each) not in {"", "1"}
        for each in table.iter(*_MERGES)
    )
