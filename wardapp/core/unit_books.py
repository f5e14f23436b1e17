"""The workbook the ward makes for one unit, and what it awaits when files come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from wardapp.core.check_code import check_code
from wardapp.core.forms import CellType, FilledRow, FormSpec, FormValue, Period
from wardapp.core.issuers import Unit
from wardapp.core.printout import Align

KEY_MARK = "wa:"
"""Hidden keys of a workbook begin so: `wa:A:actual` over a column, `wa:A:A1` beside a row."""

IDENTITY_KEYS = ("form_id", "form_version", "period_id", "unit_id", "office_id", "made_on")
"""Facts of the identity sheet that its check code is made of, in this order."""


def identity_code(facts: Mapping[str, str]) -> str:
    """Return the check code over the identity of a workbook; no secret, it tells slips of hands."""
    return check_code("\n".join(facts.get(key, "") for key in IDENTITY_KEYS).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitColumn:
    """A column a unit fills: its head, what it may hold and the words beside it."""

    key: str
    head: str
    width_mm: float
    type: CellType = CellType.TEXT
    align: Align = Align.LEFT
    group: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int = 0
    required: bool = False
    formula: str = ""  # Excel, {row} for its row, {first} and {last} of the data


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCell:
    """A cell of a unit's row: typed by the unit, computed, given, or not asked."""

    column: str
    value: FormValue = None
    formula: str = ""
    is_input: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A row of a unit's table; `code` is the key it comes back by."""

    code: str
    number: str  # as printed under STT
    label: str = ""
    unit: str = ""
    indent: int = 0
    cells: tuple[UnitCell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheet:
    """One table of a unit's workbook; `is_texts` has one wide answer a row."""

    code: str
    title: str
    columns: tuple[UnitColumn, ...]
    rows: tuple[UnitRow, ...]
    row_head: str = ""
    row_width_mm: float = 45
    note: str = ""
    has_labels: bool = True
    has_units: bool = False
    has_total: bool = False
    has_index: bool = False
    is_texts: bool = False
    is_growing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitBook:
    """A unit's workbook before it is written: heading, facts, tables, signatures, identity."""

    file_stem: str
    label: str
    title: str
    reference: str
    subtitle: str
    facts: tuple[tuple[str, str, str], ...]  # (key, label, value); "" key: not asked
    sheets: tuple[UnitSheet, ...]
    signatures: tuple[str, ...]
    identity: tuple[tuple[str, str], ...]
    footer: str = ""
    landscape: bool = True
    paper: str = "A4"
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitBookFacts:
    """Who makes workbooks, when, and where they are to be sent."""

    office_id: str
    made_on: date
    send_to: str  # "Ban Xây dựng Đảng Đảng uỷ phường Liên Hồ"
    basis: str = ""
    email: str = ""
    in_time_until: date | None = None  # "trước ngày 15": the 14th


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedReturn:
    """What the ward knows when it reads a returned file.

    `specs` are all versions of all forms, the newest of each first. `period` and `form_id` are
    what the clerk gathers now, None and "" when any will do. `rows` are the rows expected of
    per-unit tables by table code, where they are not the units themselves.
    """

    specs: tuple[FormSpec, ...]
    units: tuple[Unit, ...]
    form_id: str = ""
    period: Period | None = None
    office_id: str = ""
    rows: Mapping[str, tuple[FilledRow, ...]] = field(default_factory=dict)
