"""Letters from one text to many: the list, what is doubtful in it, the plan, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardapp.core.dispatches import Outgoing
from wardapp.core.drafts import DraftContent
from wardapp.core.identity import RecordId
from wardapp.core.letters import LetterNumbering, LetterRow

ADDRESSEE = "addressee"
"""The key under which a column of a list names to whom a letter goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTable:
    """A list as it stood in its file; `rows` are (line, cells), every cell as text."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDoubt:
    """What is doubtful in a line of a list; a line that `is_left_out` gets no letter."""

    line: int
    text: str
    is_left_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterList:
    """The addressees of a series of letters, and what to look at again."""

    rows: tuple[LetterRow, ...]
    doubts: tuple[ListDoubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialPlan:
    """A series of letters: from a text of our own layout (`content`) or from a template.

    `values` are for all letters alike; `numbering` None writes letters without a number. `to_whom`
    is what the register calls all addressees of one number, "" = their names.
    """

    rows: tuple[LetterRow, ...]
    content: DraftContent | None = None
    draft_id: RecordId | None = None
    template_id: RecordId | None = None
    values: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    numbering: LetterNumbering | None = None
    day: date | None = None
    to_whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialTarget:
    """Where letters are written: one file, or a folder with a file for each."""

    path: Path
    is_folder: bool = False
    ending: str = ".docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialPreview:
    """What a plan would do: how many letters and fields, the first and the last number."""

    letters: int
    fields: tuple[str, ...]  # labels of what the letters take from the list
    first_number: str = ""
    last_number: str = ""
    blocked: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialResult:
    """What was made: lines of the register (none without a number) and files."""

    lines: tuple[Outgoing, ...] = ()
    files: tuple[Path, ...] = ()
    letters: int = 0
    warning: str = ""
