"""How a register, list or slip is drawn: its columns stand in `resources/books/NAME.toml`.

A file has `code`, `title`, `file_stem`, and either one table `[all]` or `[state]` and `[party]`,
each with its `clause` and `columns`. Besides: `paper` ("A4", "A3"), `upright`, `cover`, `row`
(least height of a row in mm, where a hand signs), `lines` ("incoming", "outgoing": whose fields
the columns name; without it the rows of the caller name them).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.issuers import Family
from wardapp.core.printout import Align, PrintColumn
from wardapp.reports.tomlfile import Record, read_toml

PAPERS = ("A4", "A3")
_KEYS = (
    "code", "title", "file_stem", "state", "party", "all", "paper", "upright", "cover", "row",
    "lines",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BookColumn:
    """A column of a register and the field that fills it; `blank` is left for the pen."""

    field: str
    head: str
    width_mm: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSpec:
    """A register or list as the rule of its family draws it."""

    code: str
    title: str
    file_stem: str
    clause: str
    columns: tuple[BookColumn, ...]
    paper: str = "A4"
    landscape: bool = True
    has_cover: bool = False
    row_mm: float = 0
    lines: str = ""

    def print_columns(self) -> tuple[PrintColumn, ...]:
        """Return the columns with their numbers `(1)`, `(2)` … below the heads."""
        return tuple(
            PrintColumn(
                key=column.field,
                head=column.head,
                width_mm=column.width_mm,
                align=column.align,
                index_label=f"({position})",
            )
            for position, column in enumerate(self.columns, start=1)
        )


def load_book(
    folder: Path, code: str, family: Family, fields: Mapping[str, Collection[str]] | None = None
) -> BookSpec:
    """Return the register or list of a family; raise FormFault at the first fault.

    `fields` names what columns of `lines = "…"` may hold.
    """
    top = read_toml(folder / f"{code}.toml")
    top.only(_KEYS)
    name = family.value if family.value in top.values else "all"
    part = Record(top.source, top.values.get(name, {}), (f"[{name}]",))
    part.only(("clause", "columns"))
    lines = top.text("lines", "")
    known = (fields or {}).get(lines) if lines else None
    paper = top.text("paper", "A4")
    if paper not in PAPERS:
        raise top.fault("paper chỉ là A4 hoặc A3.", "paper")
    return BookSpec(
        code=top.text("code"),
        title=top.text("title"),
        file_stem=top.text("file_stem"),
        clause=part.text("clause"),
        columns=tuple(_column(record, known) for record in part.records("columns", "field")),
        paper=paper,
        landscape=not top.flag("upright"),
        has_cover=top.flag("cover"),
        row_mm=top.number("row", 0),
        lines=lines,
    )


def _column(record: Record, known: Collection[str] | None) -> BookColumn:
    record.only(("field", "head", "width", "align"))
    field = record.text("field")
    if known is not None and field not in known:
        raise record.fault(f"không có cột “{field}” trong sổ.", field)
    align = record.text("align", "left")
    if align not in set(Align):
        raise record.fault("align chỉ là left, center hoặc right.", "align")
    return BookColumn(
        field=field, head=record.text("head"), width_mm=record.number("width"), align=Align(align)
    )
