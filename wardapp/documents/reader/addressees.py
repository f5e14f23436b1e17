"""Reads whom a paper is sent to: the names after Kính gửi or Kính trình."""

from __future__ import annotations

import re

from wardapp.documents.reader.found import Found
from wardapp.documents.reader.keys import is_caps, joined, one_of, plain
from wardapp.documents.reader.paper import Line

PLACE = "Kính gửi"
_LABEL = re.compile(r"^\W*kinh\s*(?:gui|trinh)\s*[:.;]?\s*")
_INVITED = re.compile(r"^\W*(?:tran trong )?kinh moi\s*:\s*")
_BULLET = re.compile(r"^\s*[-–—+•●▪*]\s*")
_END = ".;,"
_MOST_LINES = 60
_LONGEST = 220
_BROKEN_LENGTH = 45
_SLACK = 12
_SENTENCE_WORDS = 5
_SENTENCE = re.compile(
    r"\b"
    + one_of(
        "tran trong, de nghi, kinh moi, kinh trinh, thuc hien, can cu, trien khai, nham, theo, xin"
    )
)


def read_addressees(lines: list[Line], first: int | None) -> Found[tuple[str, ...]] | None:
    """Return the addressees from their line on; None where nobody is named."""
    if first is None:
        return None
    taken = [lines[first]]
    items: list[str] = []
    rest = _after_label(lines[first].text)
    closed = _add(items, rest, new=True)
    for line in lines[first + 1 : first + _MOST_LINES]:
        if closed or not _belongs(line, taken[-1], items):
            break
        new = _BULLET.match(line.text) is not None or not items
        closed = _add(items, line.text, new=new)
        taken.append(line)
    names = tuple(name for item in items for name in _names(item))
    if not names:
        return None
    spelled = taken[0].text.lstrip().startswith(("Kính gửi", "Kính trình"))
    sure = spelled and not any(map(_is_perhaps_body, taken[1:]))
    return Found(value=names, lines=tuple(taken), sure=sure, place=PLACE)


def _is_perhaps_body(line: Line) -> bool:
    """Return True for a line taken as the rest of a name that can be the first of the body."""
    text = line.text
    worded = text.endswith(".") and len(text.split()) >= _SENTENCE_WORDS
    return worded and text[:1].isupper() and _BULLET.match(text) is None


def invited_line(lines: list[Line], limit: int) -> int | None:
    """Return the line of an invitation that names the invited after "Kính mời:"."""
    for at, line in enumerate(lines[:limit]):
        if _INVITED.match(plain(line.text)):
            return at
    return None


def _after_label(text: str) -> str:
    key = plain(text)
    label = _LABEL.match(key) or _INVITED.match(key)
    return text[label.end() :] if label else text


def _add(items: list[str], text: str, *, new: bool) -> bool:
    """Add a line to the items; return True when the list is closed by its full stop."""
    bare = _BULLET.sub("", text).strip()
    if not bare:
        return False
    if new or items[-1].endswith(";"):
        items.append(bare)
    else:
        items[-1] = joined((items[-1], bare))
    return bare.endswith(".") and not bare.endswith((" TP.", " Q.", " P."))


def _belongs(line: Line, before: Line, items: list[str]) -> bool:
    """Return True when the line still names addressees."""
    if len(line.text) > _LONGEST:
        return False
    if _BULLET.match(line.text):
        return not items or not items[-1].endswith(".")
    if not items:
        return True
    goes_on = items[-1].endswith((";", ",", "-")) or line.text[:1].islower()
    if line.opens:
        return goes_on and len(line.text) <= _LONGEST // 2 and not is_caps(line.text)
    return goes_on or _is_wrapped(before.text, line.text)


def _is_wrapped(before: str, text: str) -> bool:
    """Return True when a line can be the rest of a name that broke at the edge of the page."""
    full = len(before) >= _BROKEN_LENGTH and len(text) <= len(before) + _SLACK
    dated = re.search(r"\bngay \d", plain(text)) is not None
    return full and not dated and _SENTENCE.search(plain(text)) is None


def _names(item: str) -> list[str]:
    parts = re.split(r";\s*(?:[-–]\s*)?", item)
    names = [" ".join(part.split()).rstrip(_END + " ").strip() for part in parts]
    return [name for name in names if any(map(str.isalpha, name))]
