"""The outline every clerk types, as blocks and back without losing a character (domain §1.8)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from wardapp.core.document import Block, BlockKind
from wardapp.core.pipe_table import is_row
from wardapp.documents.light_marks import printed_runs, run_text
from wardapp.documents.outline_tables import read_rows

_MARKERS: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    (BlockKind.ARTICLE, re.compile(r"(?:\*\*)?Điều\s+\d+[a-zđ]?\s*[.:](?!\d)", re.IGNORECASE)),
    (
        BlockKind.PART,
        re.compile(
            r"(?:Phần\s+(?:thứ\s+)?(?:nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|[IVX]+|\d+)"
            r"|Chương\s+(?:[IVXL]+|\d+)|(?:Tiểu\s+mục|Mục)\s+(?:\d+|[IVX]+))\b(?=\s*(?:[.:-]|$|\s[A-ZĐ]))",
            re.IGNORECASE,
        ),
    ),
    (BlockKind.SUBSUBITEM, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.\d{1,2})*[.)]?(?=\s)")),
    (BlockKind.SUBITEM, re.compile(r"\d{1,2}\.\d{1,2}[.)]?(?=\s+\D)")),
    (BlockKind.ITEM, re.compile(r"\d{1,3}[.)](?!\d)(?=\s|[A-ZĐÀ-Ỹ])")),
    (BlockKind.ROMAN, re.compile(r"[IVXL]{1,7}(?:\s?[.)]|\s?[-–/](?=\s|[A-ZĐÀ-Ỹ]))(?=\s|\S)")),
    (BlockKind.POINT, re.compile(r"[a-zđ]{1,2}\)(?=\s|\S)")),
    (BlockKind.PAREN, re.compile(r"\((?:\d{1,3}|[ivx]{1,5}|[a-zđ])\)(?=\s)")),
    (BlockKind.DASH, re.compile(r"[-–—](?=\s|[A-ZĐÀ-Ỹ])")),
    (BlockKind.PLUS, re.compile(r"\+(?=\s|[A-ZĐÀ-Ỹ])")),
)
_ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})\Z")
_POINTS = set("abcdđeghiklmnopqrstuvxy")
_BASIS = re.compile(r"(?:[-–]\s*)?\*{0,3}(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình)\s")
_BASIS_END = re.compile(r"[;,.]\**\s*\Z")
_ENACTING = re.compile(r"(?:^|\s)(?:QUYẾT ĐỊNH:?|QUYẾT NGHỊ:?|NGHỊ QUYẾT:|QUY ĐỊNH:)$")
_PARTS = re.compile(r"(\s*)(.*?)(\s*)\Z", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_GAP = re.compile(r"\s*")
_LONGEST_ISSUING_LINE = 160


def parse_outline(text: str) -> tuple[Block, ...]:
    """Return the blocks of text: one for each line that is not blank, one for each table.

    `plain_text` of the result is text again, whatever it was; blank lines lie in `lead` and `tail`.
    """
    blocks: list[Block] = []
    lead = ""
    for number, piece in enumerate(_LINE.findall(text)):
        if not piece.strip():
            lead += piece
            continue
        if is_row(piece) and not lead and blocks and blocks[-1].kind is BlockKind.TABLE:
            blocks[-1] = _longer(blocks[-1], piece)
        else:
            blocks.append(_block(piece, lead, number))
        lead = ""
    if lead:
        blocks = _with_tail(blocks, lead)
    return tuple(_in_company([_ruled(block) for block in blocks]))


def plain_text(blocks: Iterable[Block]) -> str:
    """Return the text the blocks were parsed from."""
    return "".join(b.lead + b.marker + b.gap + b.text + b.tail for b in blocks)


def _block(piece: str, lead: str, number: int) -> Block:
    before, core, after = _split(piece)
    if is_row(core):
        start = lead + before
        return Block(
            kind=BlockKind.TABLE, marker="", text=core, lead=start, tail=after, line=number
        )
    kind, marker = _marker(core)
    gap_match = _GAP.match(core, len(marker))
    gap = gap_match.group() if marker and gap_match else ""
    text = core[len(marker) + len(gap) :]
    return Block(
        kind=kind,
        marker=marker,
        text=text,
        lead=lead + before,
        gap=gap,
        tail=after,
        line=number,
        runs=printed_runs(text),
    )


def _longer(table: Block, piece: str) -> Block:
    """Return a table with one more row; whatever stands between its rows is part of its text."""
    before, core, after = _split(piece)
    return replace(table, text=table.text + table.tail + before + core, tail=after)


def _ruled(block: Block) -> Block:
    if block.kind is not BlockKind.TABLE:
        return block
    cells, head_rows = read_rows(block.text)
    return replace(block, cells=cells, head_rows=head_rows)


def _split(piece: str) -> tuple[str, str, str]:
    match = _PARTS.match(piece)
    if match is None:  # cannot be: every part may be empty
        return "", piece, ""
    return match.group(1), match.group(2), match.group(3)


def _marker(core: str) -> tuple[BlockKind, str]:
    if _BASIS.match(core) and _BASIS_END.search(core):
        dash = re.match(r"[-–](?=\s)", core)
        return BlockKind.BASIS, dash.group() if dash else ""
    for kind, pattern in _MARKERS:
        match = pattern.match(core)
        if match and _is_true(kind, match.group()):
            return kind, match.group()
    return BlockKind.PARAGRAPH, ""


def _is_true(kind: BlockKind, marker: str) -> bool:
    """Tell a marker from text that only looks like one (`L.` or `ok)`)."""
    if kind is BlockKind.ROMAN:
        return _ROMAN.match(marker.rstrip(" .)-–/")) is not None
    if kind is BlockKind.POINT:
        return all(letter in _POINTS for letter in marker[:-1]) and len(set(marker[:-1])) == 1
    if kind is BlockKind.ARTICLE:
        return not marker.startswith("*")
    return True


def _in_company(blocks: list[Block]) -> list[Block]:
    """Return blocks with the lines only their neighbours explain: issuing clauses."""
    first_basis = next((i for i, b in enumerate(blocks) if b.kind is BlockKind.BASIS), -1)
    return [
        _as(block, BlockKind.ENACTING)
        if block.kind is BlockKind.PARAGRAPH and _is_issuing(block, is_before=i + 1 == first_basis)
        else block
        for i, block in enumerate(blocks)
    ]


def _is_issuing(block: Block, *, is_before: bool) -> bool:
    words = run_text(block.runs)
    if not words or len(words) > _LONGEST_ISSUING_LINE:
        return False
    return words.isupper() and (is_before or _ENACTING.search(words) is not None)


def _with_tail(blocks: list[Block], tail: str) -> list[Block]:
    if not blocks:
        return [Block(kind=BlockKind.PARAGRAPH, marker="", text="", lead=tail)]
    last = blocks[-1]
    return [*blocks[:-1], _as(last, last.kind, tail=last.tail + tail)]


def _as(block: Block, kind: BlockKind, tail: str | None = None) -> Block:
    return replace(block, kind=kind, tail=block.tail if tail is None else tail)
