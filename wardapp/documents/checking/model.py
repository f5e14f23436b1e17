"""A Word file as it prints: each paragraph with its effective format and its component."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.issuers import Family


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRun:
    """A stretch of one effective look (styles, theme, defaults and direct format resolved)."""

    text: str
    font: str
    size: float  # points
    bold: bool
    italic: bool
    underline: bool = False
    caps: bool = False  # shown in capitals by format; `text` is as typed
    colour: str = "000000"
    start: int = 0  # where it begins in the paragraph's text


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedParagraph:
    """A paragraph in document order, those of cells and text boxes among them.

    `index` counts all `w:p` of the main part in document order (a mend finds it again by it);
    lengths are millimetres, spaces points. `line_rule` is "exact", "atLeast" or "auto" (then `line`
    is a multiple of one line). `border_top`/`border_bottom` tell drawn rules; `rule_mm` the length
    of a rule that stands in this paragraph or floats from it (0 = none).
    """

    index: int
    text: str
    runs: tuple[CheckedRun, ...]
    style: str  # name as Word shows it
    align: str  # left | center | right | justify
    left_mm: float = 0
    right_mm: float = 0
    first_line_mm: float = 0  # negative = hanging
    before: float = 0
    after: float = 0
    line: float = 1
    line_rule: str = "auto"
    keep_next: bool = False
    page_break_before: bool = False
    section: int = 0
    table: int = -1  # number of the table it stands in, -1 = none
    row: int = -1
    column: int = -1
    border_top: bool = False
    border_bottom: bool = False
    rule_mm: float = 0
    label: str = ""  # automatic number in front of the text
    component: str = ""  # key of a Standard style ("motto", "number", "body", …), "" = not known
    centre_mm: float | None = None  # middle of its room from the left edge of the paper


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSection:
    """A section: paper, margins (mm) and how its page numbers stand ("" = none)."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header_distance: float
    mirrored: bool
    number_at: str = ""  # header-center, header-right, footer-center, …
    number_size: float = 0
    number_on_first: bool = False
    number_is_field: bool = True
    restarts: bool = False
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDocument:
    """A whole Word file with what the check needs to know of it."""

    file_name: str
    paragraphs: tuple[CheckedParagraph, ...]
    sections: tuple[CheckedSection, ...]
    family: Family | None = None
    type_code: str = ""
    day: date | None = None
    only_looked: str = ""  # "đã ký số", "đang được bảo vệ": nothing may be changed
    has_tracked_changes: bool = False
    has_comments: bool = False

    def of(self, component: str) -> tuple[CheckedParagraph, ...]:
        """Return the paragraphs of a component in order."""
        return tuple(each for each in self.paragraphs if each.component == component)
