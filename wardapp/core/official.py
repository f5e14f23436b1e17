"""What stands in an official workbook or Word file: tables that a form can be made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wardapp.core.form_versions import Binding, BoundKind
from wardapp.core.forms import CellType, DueRule


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialColumn:
    """A column of figures: where it stands (counted from 0), its head and type."""

    key: str
    label: str
    type: CellType
    column: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRow:
    """A row with its words at the left; `row` is its number in the file.

    `number` is what stands in STT, `na` the columns that are not filled here.
    """

    code: str
    label: str
    row: int
    unit: str = ""
    number: str = ""
    na: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPlace:
    """A free cell: the number of its row, the key of its column and how a binding names it."""

    row: int
    column: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialTable:
    """A table of the file; without labels in its rows it grows (`blanks`: free rows).

    `skipped` are sentences about columns and rows that are not proposed (formulas, sums).
    """

    code: str
    title: str
    sheet: str  # name of the sheet, number of the Word table
    columns: tuple[OfficialColumn, ...]
    rows: tuple[OfficialRow, ...] = ()
    blanks: tuple[int, ...] = ()
    row_head: str = ""
    skipped: tuple[str, ...] = ()
    places: tuple[OfficialPlace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialReading:
    """An official file as a form could be made of it; facts are head and foot of the paper."""

    name: str
    kind: BoundKind
    title: str
    tables: tuple[OfficialTable, ...]
    facts: tuple[Binding, ...] = ()
    tags: tuple[str, ...] = ()  # content controls of a Word file


@dataclass(frozen=True, slots=True, kw_only=True)
class FormHead:
    """What a clerk says about a new form."""

    id: str
    version: str
    label: str
    title: str
    source: str = ""
    dues: tuple[DueRule, ...] = (DueRule(month=12, day=31),)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialChanges:
    """What the clerk says otherwise than was read; what is not named stays.

    Columns go by (table, key), a type of "" leaves one out. `rows` are the labels of the rows that
    are taken, by table and code. `facts` say where a fact goes, "" nowhere.
    """

    types: Mapping[tuple[str, str], str] = field(default_factory=dict)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


NO_CHANGES = OfficialChanges()
"""All as it was read."""
