"""The office's own templates, snippets, and letters made from one text for many addressees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wardapp.core.dispatches import Attachment
from wardapp.core.identity import RecordId

NUMBER_SYMBOL, CODE_NUMBER, ISSUED_DATE = "number_symbol", "code_number", "issued_date"
AT_ISSUE = (NUMBER_SYMBOL, CODE_NUMBER, ISSUED_DATE)
"""Sources that only issuing knows; their fields bear these very keys in the file."""


class FieldKind(StrEnum):
    """What a field of a template takes."""

    TEXT = "text"
    LONG = "long"  # several paragraphs
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateField:
    """A named place of a template: `key` is the tag of its content control.

    `source` says what fills it by itself: "number_symbol", "issued_date", "addressee", a column of
    the list; "" = the clerk types it. `sample` is what stood there when the field was named.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    source: str = ""
    sample: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTemplate:
    """A letter of the office kept as a docx whose fields are content controls."""

    id: RecordId
    name: str
    file: Attachment
    fields: tuple[TemplateField, ...] = ()
    issuer_id: RecordId | None = None
    type_code: str = ""  # "" = any
    note: str = ""
    active: bool = True
    changed_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """What is wrong in a template: page (0 = not known), line on it, what stands there, remedy."""

    page: int
    line: int
    found: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A passage of the office that is used again and again."""

    id: RecordId
    title: str
    text: str
    group: str = ""
    position: int = 0
    active: bool = True


class LetterNumbering(StrEnum):
    """How letters to many get their numbers."""

    ONE = "one"  # one number, one line in the register, a copy for each addressee
    EACH = "each"  # a number and a line for each addressee


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One addressee of a series of letters: values by key; `line` where it stands in the list."""

    addressee: str
    values: tuple[tuple[str, str], ...] = ()
    line: int = 0
