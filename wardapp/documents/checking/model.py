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

    def text_of(self, text: str) -> str:
        """Return a stretch of the run as it prints: capitals where the format asks for them."""
        return text.upper() if self.caps else text

    @property
    def shown(self) -> str:
        """Return the run's text as it prints."""
        return self.text_of(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRule:
    """A horizontal rule: `kind` is "drawn", "border", "underline" or "typed" (underscores).

    `of` is the component it stands under ("motto", "issuer", "subject", …), "" when not known.
    """

    length_mm: float
    kind: str
    centre_mm: float | None = None  # from the left edge of the paper
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedParagraph:
    """A paragraph in document order, those of cells and text boxes among them.

    `index` counts all `w:p` of the main part in document order (a mend finds it again by it);
    lengths are millimetres, spaces points. `line_rule` is "exact", "atLeast" or "auto" (then `line`
    is a multiple of one line). `border_top`/`border_bottom` tell drawn rules.
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
    framed: bool = False  # lines on all four sides of the paragraph or of its letters
    label: str = ""  # automatic number in front of the text
    component: str = ""  # key of a Standard style ("motto", "number", "body", …), "" = not known
    centre_mm: float | None = None  # middle of its room from the left edge of the paper
    room_mm: float = 0  # how wide its room is, indents taken off; 0 = not known
    text_mm: float = 0  # natural width of its widest line in the bundled font; 0 = not measured
    text_start: int = 0  # where `text` begins in the whole w:p (two blocks on one line by tabs)
    is_part: bool = False  # one of several components in one w:p: its format is not its own
    side: str = ""  # "left", "right" of a header or signature block, "" = whole width
    text_centre_mm: float | None = None  # middle of its text, of one line; None = not known
    rules: tuple[CheckedRule, ...] = ()  # every rule that stands in or floats from it
    tabs: tuple[tuple[float, str], ...] = ()  # its stops: millimetres, kind
    in_box: bool = False  # stands in a text box
    top_mm: float = 0  # about how far below the top of its table, box or section it begins
    annex: int = 0  # number of the annex it belongs to, 0 = the paper itself, -1 = foot of a copy
    page_break: bool = False  # a page or section begins inside or right before it


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
    number_font: str = ""
    number_bold: bool = False
    number_italic: bool = False
    number_text: str = ""  # its whole line with "#" for the number: "#", "- # -", "Trang #"
    number_format: str = "decimal"  # decimal, lowerRoman, …
    number_from_top: float = 0  # millimetres from the edge of the paper to its line
    first_differs: bool = False
    paragraphs: int = 0  # how many paragraphs with words it holds


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedTable:
    """A table of the main part: how many of its first rows repeat on each page."""

    number: int
    rows: int
    columns: int
    head_rows: int = 0
    ruled: bool = False  # its cells have visible lines
    paragraph: int = -1  # index of its first paragraph
    annex: int = 0
    section: int = 0
    centre_mm: float = 0
    width_mm: float = 0
    room_mm: float = 0  # text width of its section
    height_mm: float = 0  # about how high it prints


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
    tables: tuple[CheckedTable, ...] = ()
    pages: int = 1  # at least so many; 1 also when nothing tells
    day_text: str = ""  # the place and date line as it stands
    own_phrases: tuple[str, ...] = ()  # names of the office that opened it, for their spelling
    words_only: bool = False  # a text file: nothing tells how it looks
    type_guessed: bool = False  # the type follows from the number or the form, not from its name

    def of(self, *components: str) -> tuple[CheckedParagraph, ...]:
        """Return the paragraphs of one or several components in order, annexes too."""
        return tuple(each for each in self.paragraphs if each.component in components)

    def at(self, index: int) -> CheckedParagraph | None:
        """Return the paragraph with that index, None when there is none."""
        return next((each for each in self.paragraphs if each.index == index), None)
