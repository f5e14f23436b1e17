"""Components of the head, found by the words where no style of ours names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wardapp.core.titles import CONG_VAN
from wardapp.documents.checking.component_pieces import PieceLine
from wardapp.documents.checking.model import CheckedParagraph
from wardapp.documents.reader.addressees import read_addressees
from wardapp.documents.reader.bodies import read_bodies
from wardapp.documents.reader.date_line import read_date_line
from wardapp.documents.reader.found import Found
from wardapp.documents.reader.head import Head, read_head
from wardapp.documents.reader.keys import is_caps, plain
from wardapp.documents.reader.number_line import read_number_line
from wardapp.documents.reader.phrases import STATE_MOTTO, urgency_of
from wardapp.documents.reader.subject import UNDER_TYPE, read_subject

_STARS = {"*", "★", "∗", "﹡", "⁎", "✱", "***"}
_DRAFT = re.compile(r"^\W*(?:ban\s+)?du thao\b")
_CIRCULATION = re.compile(
    r"^\W*(?:tai lieu (?:thu hoi|hoi nghi|hop|luu hanh)|xem xong tra lai|luu hanh noi bo"
    r"|khong pho bien)"
)
_URGENT = re.compile(r"^\W*(?:(?:(?:thuong|rat|dac biet|toi|sieu) )?khan(?: cap| truong)?|"
                     r"hoa toc(?: hen gio)?)\W*$")  # fmt: skip
_INDENTED_MM = 3.0
_DASHES = re.compile(r"^[-–—]{2,}$")
_ADDRESS = re.compile(r"^\W*kinh\s*(?:gui|trinh)\b")
_AFTER_TITLE = 12
_AFTER_HEADER = 4
_TOP = {
    "motto",
    "motto2",
    "issuer",
    "parent",
    "number",
    "place_date",
    "star",
    "urgency",
    "draft_no",
}
_LOOSE_DATE = re.compile(
    r"^(?:[^\d,:;]{2,40},?\s)?(?:ngay\s*[\d.…_]{0,4}\s*(?:thang|[/.-]\s*\d)"
    r"[\s\d.…_/,-]*(?:nam)?[\s\d.…_]*|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})\W*$"
)

Found_ = dict[int, str]
"""Number of a piece -> its component."""


@dataclass(frozen=True, slots=True)
class HeadFound:
    """The components of the head, the head as read, and the piece after its last."""

    components: Found_
    head: Head
    end: int


def find_head(lines: Sequence[PieceLine], pieces: Sequence[CheckedParagraph]) -> HeadFound:
    """Return which pieces are which components of the head."""
    head = read_head(tuple(lines))
    found: Found_ = {}
    _put_fields(found, head)
    _put_bodies(found, head)
    _put_subject(found, head, pieces)
    _put_addressees(found, head)
    _put_missing(found, head, pieces)
    _put_loose_date(found, pieces)
    _put_untitled(found, head, pieces)
    end = _end(found, head, pieces)
    _put_marks(found, pieces, end)
    return HeadFound(found, head, _end(found, head, pieces))


def at_of(line: object) -> int:
    """Return the number of the piece a line belongs to."""
    return line.at if isinstance(line, PieceLine) else -1


def _put(found: Found_, lines: Sequence[object], component: str) -> None:
    for line in lines:
        at = at_of(line)
        if at >= 0:
            found.setdefault(at, component)


def _put_fields(found: Found_, head: Head) -> None:
    for at, phrase in head.titles.items():
        _put(found, [head.lines[at]], "motto2" if phrase == STATE_MOTTO else "motto")
    if head.number is not None:
        _put(found, [head.lines[head.number[0]]], "number")
    if head.day is not None:
        _put(found, [head.lines[at] for at in head.day[0]], "place_date")
    if head.kind is not None:
        _put(found, [head.lines[at] for at in head.kind[0]], "type_name")


def _put_bodies(found: Found_, head: Head) -> None:
    issuing, parent = read_bodies(head)
    for component, body in (("issuer", issuing), ("parent", parent)):
        if body is not None:
            _put(found, body.lines, component)


def _put_subject(found: Found_, head: Head, pieces: Sequence[CheckedParagraph]) -> None:
    subject: Found[str] | None = read_subject(head)
    if subject is None:
        return
    key = "subject" if subject.place == UNDER_TYPE else "cv_subject"
    lines = [line for line in subject.lines if not _mark(line.text)]
    if key == "subject":
        lines = [line for line in lines if not _is_running(pieces[at_of(line)])]
    _put(found, lines, key)


def _is_running(piece: CheckedParagraph) -> bool:
    """Return whether a paragraph under the type is set as running text, not as an abstract."""
    bold = any(run.bold for run in piece.runs)
    return piece.align in {"justify", "left"} and piece.first_line_mm > _INDENTED_MM and not bold


def _put_addressees(found: Found_, head: Head) -> None:
    named = read_addressees(head.lines, head.address)
    if named is None:
        if head.address is not None:
            _put(found, [head.lines[head.address]], "addressees")
        return
    several = len({at_of(line) for line in named.lines}) > 1
    _put(found, named.lines, "addressees" if several else "addressee")


def _put_missing(found: Found_, head: Head, pieces: Sequence[CheckedParagraph]) -> None:
    """Put what the blocks of the header still hold: lines a long name kept from being read."""
    tables = {pieces[at].table for at, key in found.items() if key == "motto"} - {-1}
    for at, piece in enumerate(pieces):
        text = " ".join(piece.text.split())
        if piece.table not in tables or at in found or not text:
            continue
        component = _by_side(found, head, piece, text)
        if component == "cv_subject" and at < _number_at(found):
            component = "issuer"  # above the number stands who issues, never what about
        if component:
            found[at] = component


def _number_at(found: Found_) -> int:
    return next((at for at, key in found.items() if key == "number"), -1)


def _by_side(found: Found_, head: Head, piece: CheckedParagraph, text: str) -> str:
    """Return what a line of the header is by its block and by what is found above it."""
    if "place_date" not in found.values() and read_date_line(text) is not None:
        return "place_date"
    if piece.side != "left" or not any(map(str.isalnum, text)) or _mark(text):
        return ""
    if "number" not in found.values():
        return "number" if read_number_line(text, head.family) is not None else ""
    return "cv_subject" if head.kind is None and not is_caps(text) else ""


def _put_loose_date(found: Found_, pieces: Sequence[CheckedParagraph]) -> None:
    """Put a place and date that is written wrong: in figures, without "năm", without its comma."""
    if "place_date" in found.values():
        return
    top = [at for at, key in found.items() if key in {"motto", "motto2", "issuer", "number"}]
    stop = max(top, default=-1) + _AFTER_HEADER
    for at, piece in enumerate(pieces[: stop + 1]):
        key = " ".join(plain(piece.text).split())
        beside = piece.side == "right" or found.get(at, "") in {"", "cv_subject"}
        if top and beside and piece.side != "left" and _LOOSE_DATE.match(key):
            found[at] = "place_date"
            return


def _put_untitled(found: Found_, head: Head, pieces: Sequence[CheckedParagraph]) -> None:
    """Put the abstract of a paper whose type name is missing, or stands below its abstract.

    The symbol tells that the paper is one with a type; a bold line in the middle of the page
    between header and text is then no text and no abstract of a công văn.
    """
    code = head.number[1].type_code if head.number else ""
    titled = [at for at, key in found.items() if key == "type_name"]
    if not titled and code in {"", CONG_VAN}:
        return
    top = [at for at, key in found.items() if key in _TOP and not (titled and at > titled[0])]
    first = max(top, default=-1) + 1
    stop = titled[0] if titled else min(first + _AFTER_TITLE, len(pieces))
    started = False
    for at in range(first, stop):
        text = " ".join(pieces[at].text.split())
        if _is_abstract(pieces[at], text):
            found[at] = "subject"
            started = True
        elif text and not (_mark(text) and (titled or started or _mark(text) != "dashes")):
            return


def _is_abstract(piece: CheckedParagraph, text: str) -> bool:
    """Return whether a line is set as the abstract under a type: bold, in the middle, not caps."""
    if piece.table >= 0 or piece.in_box or piece.align != "center" or is_caps(text):
        return False
    worded = [run for run in piece.runs if run.text.strip()]
    return bool(worded) and all(run.bold for run in worded) and not _mark(text)


def _end(found: Found_, head: Head, pieces: Sequence[CheckedParagraph]) -> int:
    """Return the number of the first piece behind the head."""
    if found:
        return min(max(found) + 1, len(pieces))
    return at_of(head.lines[head.end]) if head.end < len(head.lines) else 0


def _put_marks(found: Found_, pieces: Sequence[CheckedParagraph], end: int) -> None:
    """Put what stands between the fields: star, urgency, draft, dashes, rules, notes."""
    for at in range(min(end + 2, len(pieces))):
        if at in found:
            continue
        text = " ".join(pieces[at].text.split())
        component = _mark(text)
        if component == "dashes" and not _follows_title(found, at):
            component = ""
        if component:
            found[at] = component


def _mark(text: str) -> str:
    key = plain(text)
    if text in _STARS:
        return "star"
    if _DASHES.match(text):
        return "dashes"
    if urgency_of(text) is not None or _URGENT.match(key):
        return "urgency"
    if _DRAFT.match(key):
        return "draft_no"
    return "circulation" if is_circulation(text) else ""


def is_circulation(text: str) -> bool:
    """Return whether a line tells who may read the paper."""
    return _CIRCULATION.match(plain(text)) is not None


def _follows_title(found: Found_, at: int) -> bool:
    before = [key for key in found if key < at]
    return bool(before) and found[max(before)] in {"type_name", "subject", "addressee"}
