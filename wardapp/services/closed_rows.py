"""What closed pages hold: canonical columns and back, and what differs from them today."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wardapp.core.book_rows import BookRow, ClosedRow, RowChange
from wardapp.core.printout import CellValue
from wardapp.documents.printout_page import printed
from wardapp.reports.book_spec import BookSpec

FORM = 1
"""Which form of the canonical columns this is."""

PEN = "blank"
"""A column for the pen says nothing that could change."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The state of all closed rows of a volume, later closings over earlier ones."""

    rows: Mapping[str, ClosedRow]
    fields: Mapping[str, tuple[str, ...]]  # of each row: the fields of its columns

    def ends(self) -> dict[str, tuple[int, str]]:
        """Return for each series the last place that stands on a closed page."""
        ends: dict[str, tuple[int, str]] = {}
        for row in self.rows.values():
            place = (row.last, row.suffix)
            ends[row.series] = max(ends.get(row.series, place), place)
        return ends

    def page_before(self, row: BookRow) -> ClosedRow | None:
        """Return the closed row that an added row would stand behind."""
        before = [
            each
            for each in self.rows.values()
            if each.series == row.series and (each.first, each.suffix) <= row.place
        ]
        return max(before, key=lambda each: (each.first, each.suffix), default=None)


@dataclass(frozen=True, slots=True)
class Compared:
    """A volume's rows of today against its closed pages."""

    pending: tuple[BookRow, ...]
    added: tuple[BookRow, ...]
    changed: tuple[RowChange, ...]


def canonical(facts: Mapping[str, Any]) -> bytes:
    """Return facts as the bytes that are hashed: sorted keys, no spaces, UTF-8."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def row_facts(row: BookRow, page: int) -> dict[str, Any]:
    """Return a row as canonical columns hold it: cells as they print."""
    return {
        "series": row.series,
        "first": row.first,
        "last": row.last,
        "suffix": row.suffix,
        "code": row.code,
        "page": page,
        "cells": list(printed_cells(row.cells)),
        "struck": row.struck,
    }


def printed_cells(cells: Iterable[CellValue]) -> tuple[str, ...]:
    """Return the cells of a row as they print."""
    return tuple(printed(value) for value in cells)


def closed_of(files: Sequence[tuple[str, bytes]]) -> Closed:
    """Return the closed rows of canonical columns in the order they were closed, with codes."""
    rows: dict[str, ClosedRow] = {}
    fields: dict[str, tuple[str, ...]] = {}
    for code, data in files:
        facts = json.loads(data)
        for told in (*facts["rows"], *facts["supplement"]):
            row = ClosedRow(
                key=_key(told),
                series=told["series"],
                first=told["first"],
                last=told["last"],
                suffix=told["suffix"],
                code=told["code"],
                page=told["page"],
                cells=tuple(told["cells"]),
                struck=told["struck"],
                closing_code=code,
            )
            rows[row.key] = row
            fields[row.key] = tuple(facts["fields"])
    return Closed(rows, fields)


def _key(told: Mapping[str, Any]) -> str:
    return BookRow(
        series=told["series"],
        first=told["first"],
        last=told["last"],
        suffix=told["suffix"],
        code="",
    ).key


def compared(rows: Sequence[BookRow], closed: Closed, spec: BookSpec) -> Compared:
    """Return which rows are not closed yet, which came late and which say something else now."""
    ends = closed.ends()
    pending, added, changed = [], [], []
    met: set[str] = set()
    for row in rows:
        old = closed.rows.get(row.key)
        if old is not None:
            met.add(row.key)
            columns = differing(old, closed.fields[row.key], row, spec)
            if columns:
                changed.append(RowChange(closed=old, now=row, columns=columns))
        elif row.place > ends.get(row.series, (0, "")):
            pending.append(row)
        elif not _is_piece(row, closed):
            added.append(row)
    changed += _vanished(rows, closed, met)
    return Compared(tuple(pending), tuple(added), tuple(changed))


def differing(
    old: ClosedRow, fields: Sequence[str], row: BookRow, spec: BookSpec
) -> tuple[tuple[str, str, str], ...]:
    """Return the columns that differ as (head, old, new); an empty cell is ""."""
    named = [column.field for column in spec.columns]
    now: dict[str, str] = dict(zip(named, printed_cells(row.cells), strict=True))
    heads = {column.field: column.head for column in spec.columns}
    return tuple(
        (heads[field], was, now[field])
        for field, was in zip(fields, old.cells, strict=True)
        if field != PEN and field in now and now[field] != was
    )


def _is_piece(row: BookRow, closed: Closed) -> bool:
    """Return True for a part of a closed stretch: numbers on paper among which a line came."""
    if row.record_id is not None:
        return False
    return any(
        each.series == row.series and each.first <= row.first and row.last <= each.last
        for each in closed.rows.values()
        if each.first != each.last
    )


def _vanished(rows: Sequence[BookRow], closed: Closed, met: set[str]) -> list[RowChange]:
    """Return closed single rows that no row of today names; a stretch over them tells why."""
    gone = [row for key, row in closed.rows.items() if key not in met and row.first == row.last]
    if not gone:
        return []
    stretches = [row for row in rows if row.first != row.last]
    made = []
    for old in gone:
        over = next(
            (
                row
                for row in stretches
                if row.series == old.series and row.first <= old.first <= row.last
            ),
            None,
        )
        columns = (("Dòng", "đã đăng ký", _told_of(over)),)
        made.append(RowChange(closed=old, now=over, columns=columns))
    return made


def _told_of(over: BookRow | None) -> str:
    if over is None:
        return "Số không còn trong sổ"
    said = (text for text in printed_cells(over.cells) if text and text != over.code)
    return next(said, "Số bỏ trống")
