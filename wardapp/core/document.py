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
    TABLE = "table"  # lines that begin with | : one row each


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
    prints: one line, spaces tidied, marks of bold and italic read. A table is one block whose text
    is all its typed lines; `cells` are its rows, the first `head_rows` of them its repeated head.
    """

    kind: BlockKind
    marker: str
    text: str
    lead: str = ""
    gap: str = ""
    tail: str = ""
    line: int = 0
    runs: tuple[Run, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    head_rows: int = 0


class Paper(StrEnum):
    """Size of the sheet; only administrative papers may be A5 (HD05 IV.1)."""

    A4 = "A4"
    A5 = "A5"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """One line above a name, as it prints: `T/M BAN THƯỜNG VỤ` bold, `PHÓ BÍ THƯ` regular."""

    text: str
    bold: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A place to sign: its lines and the full name below the room for the hand."""

    lines: tuple[SignatureLine, ...]
    full_name: str = ""


class CopyKind(StrEnum):
    """What kind of copy (HD05 III knows one; HD36 and NĐ30 three)."""

    COPY = "copy"  # Bản sao văn bản (HD05)
    WHOLE = "whole"  # sao y
    REISSUED = "reissued"  # sao lục
    EXTRACT = "extract"  # trích sao


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFoot:
    """What stands under the full-width rule of a copy.

    `number_symbol` and `issued_on` print where the standard numbers copies (HD36, NĐ30).
    """

    kind: CopyKind
    signature: Signature
    parent_line: str = ""
    own_line: str = ""
    place: str = ""
    number_symbol: str = ""
    issued_on: date | None = None
    recipients: tuple[Recipient, ...] = ()
    storage_line: str = ""


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

    `code_number` None leaves the blank a draft shows; `issued_date` None leaves day and month
    blank in `draft_month` (year and month of the draft, month 0 = blank too).
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
    paper: Paper = Paper.A4
    circulation: tuple[str, ...] = ()  # top right of page 1: "Tài liệu thu hồi"
    last_page_note: str = ""  # "Không phổ biến trên phương tiện thông tin đại chúng"
    drafter_mark: str = ""  # initials at the end of the recipients: "ABC-268", "PL.(300)"
    copy_count: int | None = None
    contact_line: str = ""  # last page, under a full-width rule
    signature: Signature | None = None  # set: prints instead of the lines of `signer`
    other_signatures: tuple[Signature, ...] = ()  # left of it: secretary, the other joint bodies
    confirmation: Signature | None = None  # centred under both: "Xác nhận chữ ký của đồng chí …"
    copy_foot: CopyFoot | None = None


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
    annex_spots: tuple[tuple[tuple[Spot, ...], ...], ...] = ()  # the same, annex by annex


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingPage:
    """How a letter of an office begins and ends: its first page, and where the text would stand.

    `head_end` and `foot_start` are shares of the page's height.
    """

    image: PageImage
    head_end: float
    foot_start: float
