"""What a clerk's paper is made of, before any habit of Word writes it down.

Faults are made here, on meanings; the writer then sets the same paper in many ways. Lengths are
millimetres, type sizes and spacing points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

ROMAN_FONT = "Times New Roman"
THEME_FONT = "+minor"  # the font of the theme, whatever it is
LEFT, CENTER, RIGHT, BOTH = "left", "center", "right", "both"
EXACT, AUTO, AT_LEAST = "exact", "auto", "atLeast"
PARTY, STATE = "party", "state"
HD36, HD05, ND30 = "hd36", "hd05", "nd30"


@dataclass
class Look:
    """How letters look."""

    size: float = 14.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    color: str = ""
    font: str = ROMAN_FONT
    caps: bool = False
    decoration: str = ""


@dataclass
class Para:
    """A paragraph with its part in the paper; "\\n" in the text is a soft line break.

    `head` is a beginning of the text with a look of its own ("Kính gửi:" in italics).
    """

    role: str
    text: str
    look: Look = field(default_factory=Look)
    align: str = LEFT
    first: float = 0.0
    left: float = 0.0
    hanging: float = 0.0
    right: float = 0.0
    line: tuple[str, float] = (EXACT, 18.0)
    before: float = 0.0
    after: float = 0.0
    head: str = ""
    head_look: Look | None = None
    rule: float = 0.0  # a rule of this length (mm) instead of a text
    keep: bool = False
    number: int = -1  # level of an automatic number, -1 = typed
    frame: bool = False


@dataclass
class Table:
    """A table of texts; the first row is the head."""

    rows: list[list[str]]
    widths: list[float]
    role: str = "table"
    size: float = 12.0


Block = Para | Table


@dataclass
class PageNumber:
    """Where and how the number of the page stands."""

    shown: bool = True
    align: str = CENTER
    size: float = 14.0
    font: str = ROMAN_FONT
    bold: bool = False
    italic: bool = False
    place: str = "header"
    on_first: bool = False
    distance: float = 10.0
    style: str = ""  # "" = Arabic digits, else a number format of Word
    around: str = ""  # "- {} -" puts something beside the digits


@dataclass
class Page:
    """A page and its margins."""

    width: float = 210.0
    height: float = 297.0
    top: float = 20.0
    bottom: float = 20.0
    left: float = 30.0
    right: float = 15.0
    mirror: bool = False
    number: PageNumber = field(default_factory=PageNumber)

    @property
    def room(self) -> float:
        """Width of the text."""
        return self.width - self.left - self.right


@dataclass
class Annex:
    """An annex: its own section."""

    page: Page
    blocks: list[Block]
    restarts: bool = True


@dataclass
class Facts:
    """What the paper says of itself; faults and texts agree by it."""

    family: str
    standard: str
    type_code: str
    day: date
    place: str
    number: int
    symbol: str
    author: str  # "Đảng uỷ phường Liên Hồ"
    is_draft: bool = False
    old_tone: bool = True


@dataclass
class Sheet:
    """A whole paper."""

    facts: Facts
    page: Page
    left: list[Para]
    right: list[Para]
    body: list[Block]
    recipients: list[Para]
    signature: list[Para]
    signature_left: list[Para] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    plain_header: bool = False  # a fault that only columns can show

    def parts(self) -> Iterator[list[Para] | list[Block]]:
        """Yield the lists that hold the blocks, in the order of the paper."""
        yield self.left
        yield self.right
        yield self.body
        yield self.recipients
        yield self.signature_left
        yield self.signature
        for annex in self.annexes:
            yield annex.blocks

    def paras(self) -> Iterator[Para]:
        """Yield every paragraph outside of tables."""
        for part in self.parts():
            yield from (block for block in part if isinstance(block, Para))

    def all(self, *roles: str) -> list[Para]:
        """Return the paragraphs with these parts, in order."""
        return [para for para in self.paras() if para.role in roles]

    def has(self, *roles: str) -> bool:
        """True when a paragraph has one of these parts."""
        return bool(self.all(*roles))

    def one(self, role: str) -> Para:
        """Return the first paragraph with this part."""
        return self.all(role)[0]

    def list_of(self, para: Para) -> list[Para] | list[Block]:
        """Return the list that holds the paragraph itself."""
        return next(part for part in self.parts() if any(each is para for each in part))

    def drop(self, *roles: str) -> None:
        """Remove all paragraphs with these parts."""
        for part in self.parts():
            part[:] = [
                block for block in part if not (isinstance(block, Para) and block.role in roles)
            ]

    def put_after(self, para: Para, *new: Para) -> None:
        """Set new paragraphs after one."""
        part = self.list_of(para)
        at = next(i for i, each in enumerate(part) if each is para) + 1
        part[at:at] = list(new)

    def put_before(self, para: Para, *new: Para) -> None:
        """Set new paragraphs before one."""
        part = self.list_of(para)
        at = next(i for i, each in enumerate(part) if each is para)
        part[at:at] = list(new)

    def move_before(self, para: Para, other: Para) -> None:
        """Take a paragraph out and set it before another."""
        part = self.list_of(para)
        del part[next(i for i, each in enumerate(part) if each is para)]
        self.put_before(other, para)


def like(look: Look, **changes: object) -> Look:
    """Return a copy of a look with something else."""
    return replace(look, **changes)
