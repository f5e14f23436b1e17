"""Names the component of each paragraph: by our styles first, else by words, place and look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.issuers import Family
from wardapp.core.text import fold
from wardapp.core.titles import CONG_VAN, type_code_of
from wardapp.documents.checking.component_body import annex_starts, find_annex, find_body
from wardapp.documents.checking.component_foot import find_foot
from wardapp.documents.checking.component_head import Found_, HeadFound, find_head
from wardapp.documents.checking.component_pieces import (
    PieceLine,
    block_tables,
    lines_of_pieces,
    parted,
    with_sides,
)
from wardapp.documents.checking.component_rules import with_rules
from wardapp.documents.checking.model import CheckedParagraph, CheckedTable
from wardapp.documents.checking.reading_measures import Ruler
from wardapp.documents.reader.bodies import read_bodies
from wardapp.documents.reader.head_values import read_day, read_family, read_type
from wardapp.documents.reader.keys import plain

_FOOT = {
    "recipients_label",
    "recipient",
    "storage",
    "authority",
    "position",
    "name",
    "drafter",
    "contact",
    "last_note",
}
_TITLE_WITHIN = 8
_WIDE_MM = 140.0
_DRAWN = {"rule", "rule_wide"}
_COPY = {"copy_kind", "parent", "issuer", "number", "place_date"}
_HEAD = {
    "parent",
    "issuer",
    "motto",
    "motto2",
    "star",
    "number",
    "place_date",
    "cv_subject",
    "urgency",
    "draft_no",
    "circulation",
    "type_name",
    "subject",
    "dashes",
    "addressee",
    "addressees",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the standards name: our style names -> keys, folded names of types -> codes."""

    styles: Mapping[str, str]
    types: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Paragraphs with their components, and what the words say of the whole paper."""

    paragraphs: tuple[CheckedParagraph, ...]
    tables: tuple[CheckedTable, ...]
    lines: tuple[PieceLine, ...]
    family: Family | None
    type_code: str
    type_guessed: bool
    day: date | None
    day_text: str


def recognise(
    paragraphs: Sequence[CheckedParagraph],
    tables: Sequence[CheckedTable],
    known: Known,
    ruler: Ruler,
    middle: float,
) -> Recognised:
    """Return the paragraphs with their components."""
    styled = [_by_style(paragraph, known.styles) for paragraph in paragraphs]
    pieces = parted(styled, ruler)
    blocks = block_tables(pieces, tables)
    pieces = with_sides(pieces, blocks, middle, ruler)
    starts = annex_starts(pieces, _first_annex_at(pieces))
    end = starts[0] if starts else len(pieces)
    lines = lines_of_pieces(pieces[:end], blocks)
    head = find_head(lines, pieces[:end])
    family = _family(head, pieces)
    _seldom_type(head, pieces[:end], known.types)
    found = _main(pieces[:end], lines, head, family, tables)
    for number, start in enumerate(starts, 1):
        stop = starts[number] if number < len(starts) else len(pieces)
        found.update(_annex(pieces, range(start, stop), tables))
    named = [
        _named(piece, piece.component or found.get(at, ""), sum(start <= at for start in starts))
        for at, piece in enumerate(pieces)
    ]
    done = with_rules(_without_copy([_stored(piece) for piece in named]))
    kind = read_type(head.head, family)
    day = read_day(head.head)
    return Recognised(
        paragraphs=tuple(done),
        tables=tuple(_of_annex(table, done) for table in tables),
        lines=lines_of_pieces(pieces, blocks),
        family=family,
        type_code=_type_code(done, known.types)
        or (type_code_of(kind.value) if kind else _by_symbol(head)),
        type_guessed=head.head.kind is None,
        day=day.value if day else None,
        day_text=" ".join(piece.text for piece in done if piece.component == "place_date"),
    )


def _named(piece: CheckedParagraph, component: str, annex: int) -> CheckedParagraph:
    if (component, annex) == (piece.component, piece.annex):
        return piece
    return replace(piece, component=component, annex=annex)


def _by_style(paragraph: CheckedParagraph, names: Mapping[str, str]) -> CheckedParagraph:
    key = names.get(paragraph.style, "")
    if not key:
        return paragraph
    drawn = key in _DRAWN and bool(paragraph.rules or paragraph.border_top)
    if not paragraph.text.strip() and not drawn:
        return paragraph
    return replace(paragraph, component=key)


def _seldom_type(
    head: HeadFound, pieces: Sequence[CheckedParagraph], types: Mapping[str, str]
) -> None:
    """Find the title of a type that only the standards know (Chiến lược, Điều lệ)."""
    if "type_name" in head.components.values():
        return
    for at, piece in enumerate(pieces[: head.end + _TITLE_WITHIN]):
        if piece.align != "center" or fold(piece.text) not in types or at in head.components:
            continue
        head.components[at] = "type_name"
        for below in range(at + 1, min(at + _TITLE_WITHIN, len(pieces))):
            text = pieces[below].text.strip()
            if pieces[below].align != "center" or not text:
                break
            head.components[below] = "subject" if any(map(str.isalpha, text)) else "dashes"
        return


def _type_code(pieces: Sequence[CheckedParagraph], types: Mapping[str, str]) -> str:
    name = " ".join(p.text for p in pieces if p.component == "type_name" and not p.annex)
    if not name and any(p.component == "cv_subject" for p in pieces):
        return CONG_VAN
    return types.get(fold(name), "") if name else ""


def _by_symbol(head: HeadFound) -> str:
    """Return the type the symbol tells when nothing else does: QĐ stands for two."""
    return head.head.number[1].type_code if head.head.number else ""


def _without_copy(pieces: list[CheckedParagraph]) -> list[CheckedParagraph]:
    """Mark what stands under the rule of a copy: it is no part of the paper that was copied."""
    signed = next((at for at, piece in enumerate(pieces) if piece.component == "name"), None)
    if signed is None:
        return pieces
    start = next(
        (at for at in range(signed + 1, len(pieces)) if _begins_copy(pieces, at)), len(pieces)
    )
    return [
        replace(piece, annex=-1) if at >= start and not piece.annex else piece
        for at, piece in enumerate(pieces)
    ]


def _begins_copy(pieces: Sequence[CheckedParagraph], at: int) -> bool:
    """Return whether a copy begins: its header, or the rule over the whole width above it."""
    piece = pieces[at]
    if piece.component in _COPY:
        return True
    is_wide = any(rule.length_mm >= _WIDE_MM for rule in piece.rules)
    below = {each.component for each in pieces[at + 1 : at + 3]}
    return is_wide and not piece.text.strip() and "contact" not in below


def _stored(piece: CheckedParagraph) -> CheckedParagraph:
    """Tell the line that keeps a copy from the other recipients."""
    if piece.component == "recipient" and plain(piece.text).lstrip(" -–•+").startswith("luu"):
        return replace(piece, component="storage")
    return piece


def _first_annex_at(pieces: Sequence[CheckedParagraph]) -> int:
    """Return the first piece that may begin an annex: behind the last line that was signed."""
    signed = [at for at, piece in enumerate(pieces) if piece.component in _FOOT]
    return signed[-1] + 1 if signed else min(3, len(pieces))


def _family(head: HeadFound, pieces: Sequence[CheckedParagraph]) -> Family | None:
    issuing, _ = read_bodies(head.head)
    family = read_family(head.head, issuing.value if issuing else "")
    if family is not None:
        return family
    styles = {piece.component for piece in pieces}
    if "motto2" in styles:
        return Family.STATE
    return Family.PARTY if "star" in styles else None


def _main(
    pieces: Sequence[CheckedParagraph],
    lines: Sequence[PieceLine],
    head: HeadFound,
    family: Family | None,
    tables: Sequence[CheckedTable],
) -> Found_:
    """Return the components of the paper without its annexes, where no style names them."""
    found: Found_ = {at: key for at, key in head.components.items() if _fits(pieces, at, key)}
    known = {at: piece.component or found.get(at, "") for at, piece in enumerate(pieces)}
    heads = [at for at, key in known.items() if key in _HEAD]
    first = max(heads) + 1 if heads else head.end
    for at, key in find_foot(lines, pieces, family, first).items():
        if not pieces[at].component:
            found.setdefault(at, key)
            known[at] = known[at] or key
    feet = [at for at, key in known.items() if key in _FOOT and at >= first]
    last = min(feet) if feet else len(pieces)
    rest = [at for at in range(first, len(pieces)) if not known[at] and at < max(last, first)]
    found.update(find_body(pieces, rest, tables))
    return found


def _fits(pieces: Sequence[CheckedParagraph], at: int, key: str) -> bool:
    """Return whether words may name a piece: none of ours has that component already."""
    if pieces[at].component:
        return False
    several = {"issuer", "parent", "subject", "cv_subject", "addressees", "circulation"}
    return key in several or all(piece.component != key for piece in pieces)


def _annex(
    pieces: Sequence[CheckedParagraph], numbers: range, tables: Sequence[CheckedTable]
) -> Found_:
    found = find_annex(pieces, numbers)
    rest = [at for at in numbers if at not in found and not pieces[at].component]
    found.update(find_body(pieces, rest, tables))
    return found


def _of_annex(table: CheckedTable, pieces: Sequence[CheckedParagraph]) -> CheckedTable:
    own = next((piece.annex for piece in pieces if piece.table == table.number), 0)
    return replace(table, annex=own)
