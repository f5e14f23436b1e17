"""Any register or list of `resources/books` filled from plain rows; all builders share this.

    spec = load_book(resources / "books", "danh-muc-ho-so", issuer.family)
    rows = [{"symbol": "01.TCCB", "title": "…", "retention": "10 năm", "keeper": "…"}]
    printout = list_printout(spec, rows, ListFacts(issuer=issuer, subtitle="Năm 2026"))

A row names the `field` of each column (a field it lacks prints empty; `blank` always does). Two
keys mean more: `HEADING` makes one bold line over all columns (a đề mục) and `STRUCK` strikes a
row through. `documents.printouts.written(printout, ".pdf" | ".docx" | ".xlsx", …)` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wardapp.core.issuers import Issuer
from wardapp.core.printout import (
    CellValue,
    PrintCell,
    Printout,
    PrintTable,
    PrintText,
    SignatureBlock,
)
from wardapp.reports.book_spec import BookSpec, load_book
from wardapp.reports.heads import motto, own_header

__all__ = [
    "HEADING",
    "STRUCK",
    "ListFacts",
    "ListRow",
    "empty_rows",
    "list_printout",
    "load_book",
    "motto",
    "own_header",
]

HEADING = "*heading"
"""Key of a row that is one bold line over all columns."""

STRUCK = "*struck"
"""Key of a row whose columns, but the remarks, are struck through."""

REMARKS = "remarks"
_ROOM_MM = {("A4", True): 125.0, ("A4", False): 200.0, ("A3", True): 210.0, ("A3", False): 320.0}

ListRow = Mapping[str, CellValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """Whose list it is and what stands around its table.

    `day` prints place and date with the motto at the right; `cover` are the lines of the cover
    below title and subtitle ("Từ số 1 đến số 9"); `table_title` stands above the table.
    """

    issuer: Issuer
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    day: date | None = None
    cover: tuple[str, ...] = ()
    texts: tuple[PrintText, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    table_title: str = ""
    title: str = ""  # "" = the title of the spec


def list_printout(spec: BookSpec, rows: Sequence[ListRow], facts: ListFacts) -> Printout:
    """Return the list as it prints; without rows only its heads stand there."""
    title = facts.title or spec.title
    return Printout(
        file_stem=spec.file_stem,
        title=title,
        subtitle=facts.subtitle,
        facts=facts.facts,
        top_left=own_header(facts.issuer),
        top_right=motto(facts.issuer, facts.day) if facts.day else (),
        cover=_cover(title, facts) if spec.has_cover else (),
        tables=(list_table(spec, rows, facts.table_title),),
        texts=facts.texts,
        signatures=facts.signatures,
        landscape=spec.landscape,
        paper=spec.paper,
        footer=", ".join(
            part for part in (facts.issuer.full_name, title.lower(), _small(facts.subtitle)) if part
        ),
        hidden_facts=(("book", spec.code), ("scope", facts.subtitle), ("clause", spec.clause)),
    )


def list_table(spec: BookSpec, rows: Sequence[ListRow], title: str = "") -> PrintTable:
    """Return the table of a list alone, to stand beside others."""
    return PrintTable(
        key=spec.code,
        title=title,
        columns=spec.print_columns(),
        rows=tuple(_row(spec, row) for row in rows),
        min_row_mm=spec.row_mm,
    )


def empty_rows(spec: BookSpec, pages: int = 1) -> tuple[ListRow, ...]:
    """Return as many empty rows as fill pages of ruled paper for the pen."""
    room = _ROOM_MM[spec.paper, spec.landscape]
    return ({},) * (pages * max(1, int(room / max(spec.row_mm, 8.0))))


def _row(spec: BookSpec, row: ListRow) -> tuple[PrintCell, ...]:
    heading = row.get(HEADING)
    if heading is not None:
        return (PrintCell(value=heading, span=len(spec.columns), bold=True),)
    struck = bool(row.get(STRUCK))
    return tuple(
        PrintCell(value=row.get(column.field), struck=struck and column.field != REMARKS)
        for column in spec.columns
    )


def _cover(title: str, facts: ListFacts) -> tuple[str, ...]:
    head = tuple(text for _, text in own_header(facts.issuer))
    subtitle = (facts.subtitle,) if facts.subtitle else ()
    return (*head, title, *subtitle, *facts.cover)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
