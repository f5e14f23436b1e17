"""Versions of a form: what moved between two of them, and forms the office added itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wardapp.core.dispatches import Attachment
from wardapp.core.identity import RecordId


class MoveKind(StrEnum):
    """How answers go from one version to the next."""

    MOVE = "move"  # one old place to one new place (rename too)
    SPLIT = "split"  # one old place to several new ones: the old answer stands in `main`
    MERGE = "merge"  # several old places to one new one: sums, or joins texts
    DROP = "drop"  # asked no more; the old answer stays with the form, unplaced


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """Places of a form: table, row and column; "" = all of them, kept as they are."""

    table: str
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMove:
    """One declared change between versions."""

    kind: MoveKind
    old: tuple[PlaceRule, ...]
    new: tuple[PlaceRule, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMapping:
    """How answers of `version` come into the version that declares this; what is not named stays.

    Answers that fit nowhere go to `FilledForm.unplaced`: shown, printed in the old layout, kept.
    """

    version: str
    moves: tuple[FormMove, ...] = ()


class BoundKind(StrEnum):
    """What an official file is."""

    XLSX = "xlsx"
    DOCX = "docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A place of an official file bound to a cell or a fact of the form.

    `place` is `Sheet!D7` of a workbook, or the tag of a content control / `table:row:column` of a
    Word file. `target` is `table.row.column`, or a fact: `reporter`, `period`, `prepared_by` ….
    """

    place: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialFile:
    """An official workbook or Word file that a form is filled into, only bound places changing."""

    file: str  # name beside form.toml, or of the attachment
    kind: BoundKind
    bindings: tuple[Binding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFile:
    """A form the office added: its `form.toml` as text, all versions kept; `id` is unique."""

    id: RecordId
    form_id: str
    version: str
    text: str
    official: Attachment | None = None
    active: bool = True
    changed_ms: int = 0
