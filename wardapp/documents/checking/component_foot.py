"""Components of the foot: Nơi nhận and the signatures, where no style of ours names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wardapp.core.issuers import Family
from wardapp.documents.checking.component_head import Found_, at_of
from wardapp.documents.checking.component_pieces import PieceLine
from wardapp.documents.checking.model import CheckedParagraph
from wardapp.documents.reader.keys import is_caps, plain
from wardapp.documents.reader.people import has_known_surname, is_name, is_title
from wardapp.documents.reader.signature import read_signature

_LABEL = re.compile(r"^\W*noi nhan\b")
_STORED = re.compile(r"^\W*luu\b")
_AUTHORITY = re.compile(
    r"^\W*(?:t\s*[/.]\s*[mlq]|tm|k\s*[/.]\s*t|kt|tl|t\s*/\s*u\s*q|tuq)[\s./]+[a-z]"
)
_BULLET = re.compile(r"^\s*[-–—+•*]")
_LABEL_LENGTH = 14
_DRAFTER = re.compile(r"^[A-ZĐ.]{1,8}\s*[-–(]?\s*\(?\d{0,5}\)?\.?$")
_CONTACT = re.compile(r"\b(?:dien thoai|so dt|dt\s*:|email|e-mail|website|dia chi)\b")
_NOTE = re.compile(r"^\W*(?:kiem\W*$|xac nhan chu ky)")
_COPY = re.compile(r"^\W*(?:ban sao van ban|sao y(?: ban chinh)?|sao luc|trich sao)\W*$")
_CLOSED_ROAD = re.compile(r"^\W*khong pho bien")
_FIXED = (
    (_STORED, "storage"),
    (_NOTE, "signature_note"),
    (_COPY, "copy_kind"),
    (_CLOSED_ROAD, "last_note"),
)
_SIGNS_ALONE = re.compile(r"nguoi ghi bien ban|thu ky|chu tri|chu toa|xac nhan chu ky")
_LONGEST_TITLE = 90
_MARK_WORDS = 2
_NEAR = 8


def find_foot(
    lines: Sequence[PieceLine],
    pieces: Sequence[CheckedParagraph],
    family: Family | None,
    first: int,
) -> Found_:
    """Return which pieces behind the head are which components of the foot."""
    found: Found_ = {}
    start = _start(pieces, first)
    if start is None:
        start = len(pieces)
    signature = read_signature(lines, family)
    for component, part in (
        ("authority", signature.authority),
        ("position" if signature.authority else "authority", signature.position),
        ("name", signature.name),
    ):
        for line in part.lines if part else ():
            if at_of(line) >= first and not _NOTE.match(plain(line.text)):
                found.setdefault(at_of(line), component)
    start = min([start, *_signing(found)])
    start = min([start, *_unlabelled(pieces, first, start)])
    for at in range(start, len(pieces)):
        if at not in found:
            component = _component(pieces, at, found)
            if component:
                found[at] = component
    _lower_titles(pieces, found)
    return found


def _lower_titles(pieces: Sequence[CheckedParagraph], found: Found_) -> None:
    """Tell a title next to a line of authority from a title that signs directly."""
    for at in sorted(found):
        if found[at] != "authority" or _AUTHORITY.match(plain(pieces[at].text)):
            continue
        beside = [b for b in found if b != at and pieces[b].side == pieces[at].side]
        near = [max((b for b in beside if b < at), default=-1)]
        near.append(min((b for b in beside if b > at), default=-1))
        if any(b >= 0 and _AUTHORITY.match(plain(pieces[b].text)) for b in near):
            found[at] = "position"


def _unlabelled(pieces: Sequence[CheckedParagraph], first: int, start: int) -> list[int]:
    """Return the lines of recipients above the signature that stand there without their label."""
    if any(is_label(piece.text) for piece in pieces[first:]):
        return []
    beside = [at for at in range(first, start) if _beside(pieces, at, start)]
    stored = [at for at in range(first, start) if _STORED.match(plain(pieces[at].text))]
    if stored:
        top = stored[-1]
        while top > first and _listed_alike(pieces[top - 1], pieces[stored[-1]]):
            top -= 1
        beside.append(top)
    return beside


def _beside(pieces: Sequence[CheckedParagraph], at: int, start: int) -> bool:
    """Return whether a piece stands in the table of the signature."""
    return start < len(pieces) and pieces[at].table >= 0 and pieces[at].table == pieces[start].table


def _listed_alike(piece: CheckedParagraph, stored: CheckedParagraph) -> bool:
    """Return whether a line is a recipient in the look of the line that keeps a copy."""
    alike = piece.align == stored.align and piece.first_line_mm == stored.first_line_mm
    return alike and _BULLET.match(piece.text) is not None


def _signing(found: Found_) -> Iterator[int]:
    yield from (at for at, component in found.items() if component != "name")


def _start(pieces: Sequence[CheckedParagraph], first: int) -> int | None:
    """Return the first piece of the foot: Nơi nhận, else the line that begins to sign."""
    labels = [at for at in range(first, len(pieces)) if is_label(pieces[at].text)]
    signing = [at for at in range(first, len(pieces)) if _signs(pieces[at].text)]
    starts = [*labels[:1], *signing[:1]]
    if not starts:
        return None
    table = pieces[min(starts)].table
    same = [at for at in range(first, min(starts)) if table >= 0 and pieces[at].table == table]
    return min([*starts, *same])


def is_label(text: str) -> bool:
    """Return whether a line is the label of the recipients, alone."""
    return _LABEL.match(plain(text)) is not None and len(text.strip()) <= _LABEL_LENGTH


def _signs(text: str) -> bool:
    key = plain(text)
    if not is_caps(text) or len(text) > _LONGEST_TITLE:
        return False
    return _AUTHORITY.match(key) is not None or _SIGNS_ALONE.search(key) is not None


def _component(pieces: Sequence[CheckedParagraph], at: int, found: Found_) -> str:
    text = " ".join(pieces[at].text.split())
    if not text:
        return ""
    key = plain(text)
    if is_label(text):
        return "recipients_label"
    return _special(text, key, found) or _signed(pieces, at, text, key, found)


def _special(text: str, key: str, found: Found_) -> str:
    """Return the component of a line of recipients or of what stands below them."""
    for pattern, component in _FIXED:
        if pattern.match(key):
            return component
    if _BULLET.match(text):
        return "recipient"
    if "recipients_label" not in found.values():
        return ""
    if _DRAFTER.match(text) and len(text.split()) <= _MARK_WORDS:
        return "drafter"
    return "contact" if _CONTACT.search(key) else ""


def _signed(pieces: Sequence[CheckedParagraph], at: int, text: str, key: str, found: Found_) -> str:
    if is_caps(text) and (_signs(text) or is_title(text)):
        above = _above(pieces, at, found)
        is_second = above == "authority" and not _AUTHORITY.match(key)
        return "position" if is_second else "authority"
    if _AUTHORITY.match(key) and text[:1].isupper() and len(text) <= _LONGEST_TITLE:
        return "authority"
    if is_title(text.upper()):  # typed in small letters
        above = _above(pieces, at, found)
        if above in {"authority", "position"} or pieces[at].side == "right":
            return "position" if above in {"authority", "position"} else "authority"
    if is_name(text) and has_known_surname(text) and not is_caps(text):
        return "name"
    if pieces[at].side == "left" and _above(pieces, at, found) in {"recipient", "recipients_label"}:
        return "recipient"
    return ""


def _above(pieces: Sequence[CheckedParagraph], at: int, found: Found_) -> str:
    """Return the component of the nearest found piece above on the same side."""
    for before in range(at - 1, -1, -1):
        if before in found and pieces[before].side == pieces[at].side:
            return found[before]
        if before < at - _NEAR:
            break
    return ""
