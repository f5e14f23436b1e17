"""Reads who signed: the lines of authority, the title and the name at the end of a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wardapp.core.issuers import Family
from wardapp.documents.reader.found import Found
from wardapp.documents.reader.keys import is_caps, plain
from wardapp.documents.reader.paper import Line, Side
from wardapp.documents.reader.people import (
    has_known_surname,
    is_name,
    is_title,
    mended_title,
    without_prefix,
)

PLACE = "Cuối văn bản"
_AUTHORITY = re.compile(
    r"^(?P<key>t\s*[/.]\s*m|tm|k\s*[/.]\s*t|kt|t\s*[/.]\s*l|tl|t\s*/\s*u\s*q|tuq)\s*[./]?\s*(?=[a-z])"
)
_INSIDE = re.compile(
    r"(?<=[\s;,.)])(?:T\s?/\s?M|TM\s?\.|K\s?/\s?T|KT\s?\.|T\s?/\s?L|TL\s?\.|TUQ\s?\.)\s*(?=[^\W\d_]{2})"
)
_TITLE_AT_END = re.compile(
    r"(?<=[;,.)])\s+(?=(?:Q\.\s*)?(?:PHÓ\s+)?(?:BÍ THƯ|CHỦ TỊCH|TRƯỞNG |CHÁNH |GIÁM ĐỐC"
    r"|CHỦ NHIỆM|HIỆU TRƯỞNG|VIỆN TRƯỞNG)[^a-zà-ỹ]*$)"
)
_NAME_AT_END = re.compile(r"(?<=[.;])\s+(?=(?:[^\W\d_]+\s){1,4}[^\W\d_]+$)")
_SIGNED = re.compile(r"^\W*(?:da ky|ky ten|ky boi|ky, dong dau|dong dau|signed|ky thay)\b")
_ANNEX = re.compile(r"^\W*(?:phu luc|bieu mau|danh sach|mau so)\b")
_RECIPIENTS = re.compile(r"^\W*noi nhan\b")
_TAIL_LINES = 45
_MOST_CAPS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The parts of a signature that stand in the paper."""

    authority: Found[tuple[str, ...]] | None = None
    position: Found[str] | None = None
    name: Found[str] | None = None


def read_signature(lines: Sequence[Line], family: Family | None) -> Signature:
    """Return who signed; parts that do not stand there are None."""
    tail = _tail(lines)
    start = _first_signing_line(tail)
    if start is None:
        return Signature(name=_name_alone(tail))
    caps, after = _caps_lines(tail, start)
    authority, position = _split(caps, family)
    signature = Signature(authority=authority, position=position, name=_name_after(tail, after))
    return _doubted(signature) if _signs_again(tail, after) else signature


def _signs_again(tail: Sequence[Line], first: int) -> bool:
    """Return True when another title with a name follows: two sign, and which is open."""
    names = 0
    for at in range(first, len(tail)):
        text = tail[at].text
        if is_title(text) and is_caps(text) and names and _name_near(tail, at):
            return True
        names += is_name(text) and not _is_recipient(tail[at])
    return False


def _doubted(signature: Signature) -> Signature:
    """Return the signature with every part to be checked."""
    return Signature(
        authority=replace(signature.authority, sure=False) if signature.authority else None,
        position=replace(signature.position, sure=False) if signature.position else None,
        name=replace(signature.name, sure=False) if signature.name else None,
    )


def tail_start(lines: Sequence[Line]) -> int:
    """Return the line of "Nơi nhận", else the first of the last lines."""
    places = [at for at, line in enumerate(lines) if _RECIPIENTS.match(plain(line.text))]
    if places:
        return places[0]
    return max(len(lines) - _TAIL_LINES, len(lines) // 2)


def _tail(lines: Sequence[Line]) -> list[Line]:
    """Return the lines about the signature, before any annex, taken apart where two stand."""
    anchor = tail_start(lines)
    end = _end_of_paper(lines, anchor)
    start = max(anchor - _MOST_CAPS, len(lines) // 3 if anchor > len(lines) // 2 else 0)
    return [part for line in lines[start:end] for part in _parted(line)]


def _end_of_paper(lines: Sequence[Line], anchor: int) -> int:
    for at in range(anchor + 1, len(lines)):
        line = lines[at]
        if _ANNEX.match(plain(line.text)) and (line.opens or is_caps(line.text)):
            return at
    return len(lines)


def _parted(line: Line) -> list[Line]:
    for pattern in (_INSIDE, _TITLE_AT_END):
        found = pattern.search(line.text)
        if found is None:
            continue
        left, right = line.text[: found.start()], line.text[found.start() :]
        if is_caps(right) and not (pattern is _TITLE_AT_END and is_caps(left)):
            return _cut(line, found.start())
    found = _NAME_AT_END.search(line.text)
    if found and re.match(r"^\W*luu\b", plain(line.text)):
        name = line.text[found.end() :]
        if is_name(name) and has_known_surname(name):
            return _cut(line, found.start())
    return [line]


def _cut(line: Line, at: int) -> list[Line]:
    left, right = line.text[:at].strip(), line.text[at:].strip()
    parts = [replace(line, text=left, raw=left), replace(line, text=right, raw=right, opens=False)]
    return [part for part in parts if part.text]


def _first_signing_line(tail: Sequence[Line]) -> int | None:
    """Return the first line of the signature: an authority line, else a title in capitals."""
    for at, line in enumerate(tail):
        if _authority_key(line.text) and is_caps(line.text):
            return at
    for at, line in enumerate(tail):
        if is_title(line.text) and _name_near(tail, at):
            return at
    return None


def _authority_key(text: str) -> str:
    found = _AUTHORITY.match(plain(text).strip(" *_"))
    return re.sub(r"[\s./]", "", found["key"]) if found else ""


def _name_near(tail: Sequence[Line], at: int) -> bool:
    following = [line for line in tail[at + 1 : at + _MOST_CAPS] if not _is_recipient(line)]
    return any(is_name(line.text) for line in following) or at + 1 >= len(tail)


def _caps_lines(tail: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """Return the lines in capitals from the first signing line on, and where they end."""
    caps: list[Line] = []
    at = start
    while at < len(tail) and len(caps) < _MOST_CAPS:
        line = tail[at]
        key = plain(line.text).strip(" *_.")
        if not caps or _continues(line.text, key):
            caps.append(line)
        elif not (_is_recipient(line) and _caps_follow(tail, at)):
            break
        at += 1
    return caps, at


def _continues(text: str, key: str) -> bool:
    if key == "kiem":
        return True
    if _SIGNED.match(key) or not is_caps(text) or _RECIPIENTS.match(key):
        return False
    return (
        bool(_authority_key(text))
        or is_title(text)
        or not (is_name(text) and has_known_surname(text))
    )


def _caps_follow(tail: Sequence[Line], at: int) -> bool:
    """Return True when the signature goes on after lines of recipients (columns woven together)."""
    for line in tail[at + 1 : at + _MOST_CAPS]:
        if is_title(line.text) or _authority_key(line.text):
            return True
        if not _is_recipient(line):
            return False
    return False


def _is_recipient(line: Line) -> bool:
    key = plain(line.text)
    dashed = re.match(r"^\s*[-–+•}{]", line.text) is not None or key.lstrip().startswith("(")
    return line.side is Side.LEFT or dashed or _RECIPIENTS.match(key) is not None


def _split(
    caps: Sequence[Line], family: Family | None
) -> tuple[Found[tuple[str, ...]] | None, Found[str] | None]:
    """Return the lines of authority and the title among the capitals."""
    authority: list[str] = []
    spoken: list[Line] = []
    titles: list[Line] = []
    mended = False
    for line in caps:
        if _authority_key(line.text) and not titles:
            text, was_mended = _authority_text(line.text, family)
            authority.append(text)
            spoken.append(line)
            mended = mended or was_mended
        elif authority and not titles and not is_title(line.text):
            authority[-1] = f"{authority[-1]} {line.text.strip(' *')}"
            spoken.append(line)
        else:
            titles.append(line)
    above = (
        Found(value=tuple(authority), lines=tuple(spoken), sure=not mended, place=PLACE)
        if authority
        else None
    )
    return above, _position(titles)


def _position(titles: Sequence[Line]) -> Found[str] | None:
    if not titles:
        return None
    mends = [mended_title(line.text) for line in titles]
    mended = any(was for _, was in mends)
    text = " ".join(text for text, _ in mends)
    sure = not mended and is_title(titles[0].text)
    return Found(value=text, lines=tuple(titles), sure=sure, place=PLACE)


def _authority_text(text: str, family: Family | None) -> tuple[str, bool]:
    """Return an authority line in normal form and whether it was mended."""
    bare = " ".join(text.strip(" *_.,;:").split())
    found = _AUTHORITY.match(plain(bare))
    key = _authority_key(bare).upper()
    if found is None:
        return bare, False
    typed = bare[: found.end()]
    slashed = "/" in typed or ("." not in typed and family is not Family.STATE)
    mark = f"{key[0]}/{key[1:]}" if slashed else f"{key}."
    whom, mended = mended_title(bare[found.end() :])
    normal = f"{mark} {whom}"
    return normal, mended or normal != bare


def _name_after(tail: Sequence[Line], first: int) -> Found[str] | None:
    """Return the first name after the title; recipients woven between are passed over."""
    for line in tail[first:]:
        key = plain(line.text)
        if _SIGNED.match(key) or _is_recipient(line):
            continue
        if is_name(line.text):
            return _name(line, sure=has_known_surname(line.text))
    return None


def _name_alone(tail: Sequence[Line]) -> Found[str] | None:
    """Return a name that stands alone as the last words of a paper without title lines."""
    for line in reversed(tail):
        if _SIGNED.match(plain(line.text)):
            continue
        if is_name(line.text) and has_known_surname(line.text) and not _is_recipient(line):
            return _name(line, sure=False)
        if line.side is not Side.LEFT:
            return None
    return None


def _name(line: Line, *, sure: bool) -> Found[str]:
    value = without_prefix(line.text)
    plainly = " ".join(line.text.split()) == value
    return Found(value=value, lines=(line,), sure=sure and plainly, place=PLACE)
