"""A Standard: one law's layout as data, each row with its clause and evidence mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.issuers import Family


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How one component prints; sizes and spaces in points, indents in millimetres.

    `size_range` is what the law allows; `evidence` the mark of domain §0 (`F1`, `F2`, `D`, `P`).
    """

    key: str
    word_name: str  # "VB Trích yếu"
    size: float
    line: float  # exact
    clause: str
    evidence: str
    size_range: tuple[float, float]
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: str = "left"  # left | center | right | justify
    before: float = 0
    after: float = 0
    first_line_mm: float = 0
    left_mm: float = 0
    hanging_mm: float = 0
    keep_next: bool = False
    outline_level: int | None = None
    frame: str = ""  # "top": a rule above; "box", "red box": all round
    from_bottom_mm: float = 0  # set by the paper's lower edge, out of the flow of text


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSetup:
    """Paper and margins in millimetres."""

    width: float = 210
    height: float = 297
    top: float
    bottom: float
    left: float
    right: float
    header_distance: float
    mirrored: bool
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """A type of document under a standard: its symbol and what its head needs."""

    code: str  # "CV", "KH"
    name: str  # "Công văn"
    symbol: str  # printed in the number; "" for a State công văn
    named: bool  # prints its type name
    addressed: str = ""  # "Kính gửi", "Kính trình" or ""
    clause: str = ""
    evidence: str = "F1"
    skeleton: str = ""  # body text a new draft starts with
    administrative: bool = False  # giấy, phiếu, thư: may be printed on A5
    minutes: bool = False  # two signatures: who wrote it and who led the meeting
    congress_only: bool = False
    central_only: bool = False  # not offered at a ward
    daily: bool = False  # every office uses it: its counter shows before its first number


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One set of layout rules with the span of dates it rules."""

    id: str  # "HD05" | "HD36" | "ND30"
    title: str  # "Hướng dẫn 05-HD/VPTW"
    family: Family
    valid_from: date
    valid_to: date | None
    page: PageSetup
    annex_page: PageSetup
    styles: tuple[TextStyle, ...]
    types: tuple[DocumentType, ...]
    wording: tuple[tuple[str, str], ...]  # separators, fixed phrases: key -> text
    measures: tuple[tuple[str, float], ...] = ()  # widths and shares the styles cannot say
    small_page: PageSetup | None = None  # A5, for administrative papers

    @property
    def offered(self) -> tuple[DocumentType, ...]:
        """Return the types that a ward may write."""
        return tuple(kind for kind in self.types if not kind.central_only)

    @property
    def daily(self) -> tuple[DocumentType, ...]:
        """Return the types of daily work."""
        return tuple(kind for kind in self.types if kind.daily)

    def style(self, key: str) -> TextStyle:
        """Return the style of a component; KeyError when the standard has none."""
        for style in self.styles:
            if style.key == key:
                return style
        raise KeyError(key)

    def type(self, code: str) -> DocumentType:
        """Return the type with this code; KeyError when unknown."""
        for kind in self.types:
            if kind.code == code:
                return kind
        raise KeyError(code)

    def words(self, key: str) -> str:
        """Return a fixed phrase or separator of the standard."""
        return dict(self.wording)[key]

    def measure(self, key: str) -> float:
        """Return a width, distance or share of the standard; KeyError when it has none."""
        return dict(self.measures)[key]
