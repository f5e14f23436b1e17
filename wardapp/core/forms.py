"""Report forms: what a form declares and what a filled one holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from wardapp.core.daylog import LogChannel, LogLine
from wardapp.core.form_versions import FormMapping, OfficialFile
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family, Unit
from wardapp.core.opinions import OpinionTopic
from wardapp.core.petitions import Petition
from wardapp.core.workdays import Workdays

FormValue = int | Decimal | str | None
"""A blank cell is None and is not zero."""


class CellType(StrEnum):
    """What a cell may hold."""

    COUNT = "count"  # whole number ≥ 0
    DECIMAL = "decimal"
    PERCENT = "percent"
    TEXT = "text"
    CHOICE = "choice"
    LINK = "link"
    RATIO = "ratio"  # "24/24": covered of all


class TableKind(StrEnum):
    """How the rows of a table come to be."""

    FIXED = "fixed"  # rows stand in form.toml
    PER_UNIT = "per_unit"  # one row a unit of the catalogue
    GROWING = "growing"  # rows are typed
    TEXTS = "texts"  # text answers


class Combine(StrEnum):
    """How consolidating joins the rows of several units."""

    SUM = "sum"
    OWN = "own"
    LIST = "list"
    MERGE = "merge"


class CheckLevel(StrEnum):
    """How a broken check is shown: red or amber."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSpec:
    """A column of a form table.

    `source` names a measure of the log (`amount`, `amount_year`, `reach`, `interactions`,
    `places`, …) or "" when typed; `formula` is an expression over column keys.
    """

    key: str
    label: str
    short_label: str = ""
    type: CellType = CellType.COUNT
    width_mm: float = 20
    source: str = ""
    formula: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    unit: str = ""  # unit of measure, printed under the head
    group: str = ""  # head printed over neighbouring columns that name it alike
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int = 0  # characters of a text, 0 = any
    select: tuple[tuple[str, str], ...] = ()  # which petitions it counts, beside those of the row
    combine: Combine | None = None  # how this column joins units, where not as its table


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSpec:
    """A fixed row: code, label, unit of measure, channels of the log that feed it.

    `measure` is what its columns with source "amount" and "amount_year" count.
    """

    code: str
    label: str
    unit: str = ""
    channels: tuple[str, ...] = ()
    measure: str = "amount"  # "minutes", "times", "petition_received", "units" …
    combine: Combine = Combine.SUM
    na: tuple[str, ...] = ()  # columns that do not apply to this row
    reach: str = "sum"  # how reach of lines joins: "sum", or "max" where lines meet the same people
    groups: tuple[str, ...] = ()  # content groups of the log that feed it, () = all
    select: tuple[tuple[str, str], ...] = ()  # which petitions it counts: ("field", "land") …
    formula: str = ""  # over rows of its table: "A1 + A2"
    indent: int = 0  # how deep under the row before
    number: str = ""  # printed in STT, "" = its code


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSpec:
    """A rule over cells: expression that must hold, where, and the sentence when it does not."""

    code: str
    table: str
    rule: str
    sentence: str
    level: CheckLevel = CheckLevel.ERROR
    action: str = ""  # "zero" | "explain" | ""
    passed: str = ""  # the sentence when it holds


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """A table of a form (Biểu A …)."""

    code: str  # "A"
    title: str
    short_title: str
    kind: TableKind
    columns: tuple[ColumnSpec, ...]
    rows: tuple[RowSpec, ...] = ()
    combine: Combine = Combine.SUM
    note: str = ""  # "nhập tay"
    total_row: bool = False
    row_head: str = ""  # head over the row labels: "Kênh, hình thức"
    row_width_mm: float = 45
    rows_from: str = ""  # GROWING: "opinions" or "log" fills rows from the records of the window
    channels: tuple[str, ...] = ()  # rows_from "log": of these channels, () = all
    unit_kind: str = "tdp"  # PER_UNIT: which units
    index_labels: bool = False  # "(1)" … under the heads
    row_mm: float = 0  # least height of a printed row

    def column(self, key: str) -> ColumnSpec:
        """Return the column with this key; KeyError when unknown."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRule:
    """A day on which the form is due each year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeSpec:
    """A paragraph of the report's text: `{A.A1.actual}` stands for a cell, `when` decides.

    `when` is an expression over the table it names; a paragraph whose cells are blank is left out.
    """

    heading: str  # "I. KẾT QUẢ"
    text: str
    when: str = ""
    table: str = ""  # an answer of a TEXTS table goes in as it stands: "E.E1.text"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """A form as declared by `forms/<id>/form.toml`."""

    id: str
    version: str
    label: str  # "Phụ lục 02"
    title: str  # "BÁO CÁO kết quả công tác thông tin, truyền thông"
    basis: str  # "Kế hoạch số …-KH/ĐU, ngày …"
    source: str
    tables: tuple[TableSpec, ...]
    checks: tuple[CheckSpec, ...]
    due: tuple[DueRule, ...]
    landscape: bool = True
    valid_from: date | None = None  # no window begins before this day
    paper: str = "A4"
    signatures: tuple[str, ...] = ()  # titles at the foot, () = NGƯỜI LẬP BIỂU and the signer
    narrative: tuple[NarrativeSpec, ...] = ()
    mappings: tuple[FormMapping, ...] = ()  # from each earlier version
    official: OfficialFile | None = None
    notes: tuple[str, ...] = ()  # "Ghi chú" at the foot
    covers: str = ""  # "month", "quarter", "half_year", "year" of the calendar; "" = since due

    def table(self, code: str) -> TableSpec:
        """Return the table with this code; KeyError when unknown."""
        for table in self.tables:
            if table.code == code:
                return table
        raise KeyError(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What a report covers: both window days are inside, `due_date` is the day it must be sent."""

    id: str  # "2026-06"
    label: str  # "kỳ tháng 6/2026"
    window_from: date
    window_to: date
    due_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CellKey:
    """Names a cell: table, row code and column key."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledCell:
    """A cell with where its value comes from.

    `computed` is what the log says (None: nothing), `typed` what the clerk put over it, with
    `reason`; `line_ids` are the log lines behind the computed value.
    """

    key: CellKey
    computed: FormValue = None
    typed: FormValue = None
    is_typed: bool = False
    reason: str = ""
    line_ids: tuple[RecordId, ...] = ()

    @property
    def value(self) -> FormValue:
        """Return the value that prints."""
        return self.typed if self.is_typed else self.computed


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplacedCell(FilledCell):
    """An answer of another version of the form that has no place of its own in this one.

    `key` names its place in `version`; `why` says in a sentence why it fits nowhere. A part of a
    sum has `merged_into`, the place (in the version that summed) where it counts.
    """

    version: str = ""  # "" = the version of the form itself (its row is no more)
    why: str = ""
    merged_into: CellKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRecord:
    """A record behind a computed cell: what it is, its day, its words and what it gave."""

    entity: str  # "log" | "petition" | "opinion" | "unit"
    record_id: RecordId
    day: date | None
    text: str
    amount: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRow:
    """A row of a filled form with its label (unit name, growing row number)."""

    code: str
    label: str
    unit: str = ""
    cells: tuple[FilledCell, ...] = ()

    def cell(self, column: str) -> FilledCell | None:
        """Return the cell of a column, None when the row has none."""
        return next((cell for cell in self.cells if cell.key.column == column), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledTable:
    """A table of a filled form."""

    code: str
    rows: tuple[FilledRow, ...]

    def row(self, code: str) -> FilledRow | None:
        """Return the row with this code, None when absent."""
        return next((row for row in self.rows if row.code == code), None)


class FilledScope(StrEnum):
    """Whose figures a filled form holds."""

    OWN = "own"
    ALL = "all"  # consolidated: ours and those of all accepted returns


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """A check on a filled form: which cells, whether it holds, and the sentence."""

    code: str
    level: CheckLevel
    passed: bool
    sentence: str
    cells: tuple[CellKey, ...] = ()
    action: str = ""  # "zero" (Ghi 0) | "explain" (Ghi giải trình) | ""
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A form filled for a period by one reporter."""

    form_id: str
    form_version: str
    period: Period
    reporter: str
    tables: tuple[FilledTable, ...]
    id: RecordId | None = None
    closed_ms: int | None = None
    filled_on: date | None = None
    prepared_by: str = ""
    phone: str = ""
    overrides: tuple[FilledCell, ...] = field(default=())
    grown: tuple[CellKey, ...] = ()  # typed rows of growing tables, in order (column "")
    scope: FilledScope = FilledScope.OWN
    approved_ms: int | None = None
    approved_by: str = ""
    unplaced: tuple[UnplacedCell, ...] = ()  # answers of another version that fit nowhere here
    narrative: str = ""  # the report's text as the clerk left it, "" = as drafted
    return_ids: tuple[RecordId, ...] = ()  # ALL: the returns it was closed with
    draft_id: RecordId | None = None  # the BC being drafted for it
    outgoing_id: RecordId | None = None  # the BC it went out with

    def table(self, code: str) -> FilledTable:
        """Return the table with this code; KeyError when unknown."""
        for table in self.tables:
            if table.code == code:
                return table
        raise KeyError(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSources:
    """What a form is filled from: log lines of the year and the window, units and channels."""

    lines: tuple[LogLine, ...]
    units: tuple[Unit, ...]
    channels: tuple[LogChannel, ...]
    petitions: tuple[Petition, ...] = ()  # all that were alive in the year or the window
    opinions: tuple[OpinionTopic, ...] = ()
    before: FilledForm | None = None  # the period before, for checks across periods
    constants: tuple[tuple[str, FormValue], ...] = ()  # of the office: ("digital_target", 10)
    workdays: Workdays | None = None  # with it a due day on a day off ends at the next working day


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """What the head and foot of a printed form say about the reporter."""

    reporter: str  # đơn vị báo cáo
    prepared_by: str = ""
    phone: str = ""
    place: str = ""
    filled_on: date | None = None
    basis: str = ""  # "Kế hoạch số 22-KH/ĐU, ngày 20/4/2026"
    signer_lines: tuple[str, ...] = ()
    signer_name: str = ""
    family: Family = Family.PARTY
    office_id: str = ""
    replica_id: str = ""
