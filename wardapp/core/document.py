"""The one model of an official document, read by both writers, the page view and the checker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.dispatches import Priority, Recipient
from wardapp.core.issuers import NO_SIGNER, Family, SignerInfo
from wardapp.core.printout import PrintTable


class BlockKind(StrEnum):
    """What a line of the outline is; the level follows from the marker the clerk typed."""

    PARAGRAPH = "paragraph"
    BASIS = "basis"  # căn cứ
    PART = "part"  # Phần thứ nhất, Chương I (centred)
    ROMAN = "roman"  # I.
    ITEM = "item"  # 1.
    SUBITEM = "subitem"  # 1.1.
    SUBSUBITEM = "subsubitem"  # 1.1.1.
    POINT = "point"  # a)
    PAREN = "paren"  # (1), (i)
    DASH = "dash"  # -
    PLUS = "plus"  # +
    ARTICLE = "article"  # Điều 1.
    ENACTING = "enacting"  # QUYẾT ĐỊNH: (centred)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text of one look, after the light marks *italic* and **bold** are read."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph of the body.

    `lead + marker + gap + text + tail` is exactly what stands in the plain text, so parsing loses
    nothing; `line` is the number of its first line in the text, from 0; `runs` is `text` as it
    prints: one line, spaces tidied, marks of bold and italic read.
    """

    kind: BlockKind
    marker: str
    text: str
    lead: str = ""
    gap: str = ""
    tail: str = ""
    line: int = 0
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex with its own page numbers: blocks of text or a table."""

    label: str  # "Phụ lục 2"
    title: str
    reference: str = ""  # "(Kèm theo Báo cáo số …)"
    blocks: tuple[Block, ...] = ()
    tables: tuple[PrintTable, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument:
    """Everything that prints, before layout.

    `number` None leaves the blank a draft shows; `issued_date` None leaves day and month blank in
    `place_year` (year and month of the draft, month 0 = blank too).
    """

    family: Family
    type_code: str
    type_name: str
    parent_line: str
    own_line: str
    place: str
    code_number: str | None
    code_notation: str
    issued_date: date | None
    draft_month: tuple[int, int] = (0, 0)  # (year, month) printed while no date is set
    subject: str = ""
    addressees: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    signer: SignerInfo = NO_SIGNER
    recipients: tuple[Recipient, ...] = ()
    storage_line: str = ""
    priority: Priority = Priority.NORMAL
    draft_no: int | None = None
    annexes: tuple[Annex, ...] = ()
    old_tone_marks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """A rendered page: BGRA bytes, `stride` bytes a row."""

    width: int
    height: int
    stride: int
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A rectangle on a page in points from the top left corner."""

    page: int  # from 1
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedDocument:
    """A PDF with what the page view needs: page sizes in points, where each block stands."""

    pdf: bytes
    page_count: int
    page_sizes: tuple[tuple[float, float], ...]
    block_spots: tuple[tuple[Spot, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingPage:
    """How a letter of an office begins and ends: its first page, and where the text would stand.

    `head_end` and `foot_start` are shares of the page's height.
    """

    image: PageImage
    head_end: float
    foot_start: float
