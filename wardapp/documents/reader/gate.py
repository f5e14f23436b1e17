"""The gate that keeps state secrets out: only stamp lines near the head count (domain §6)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wardapp.core.errors import SecretRefused
from wardapp.core.text import clean
from wardapp.documents.reader.keys import is_caps, plain
from wardapp.documents.reader.marks import with_breaks, without_marks
from wardapp.documents.reader.old_fonts import tcvn3_text, vni_text

HEAD_LINES = 40
_MARKS = {"mat", "toimat", "tuyetmat"}
_URGENT = re.compile(r"hoatochengio|thuongkhan|hoatoc|khan")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_LEVEL = re.compile(r"\b(?:muc )?do mat\s*[:.\-–]+\s*\W*(?P<level>tuyet mat|toi mat|mat|[abc])\W*$")
_HEADER_PARTS = (
    re.compile(r"dang cong san viet nam"),
    re.compile(r"cong hoa xa hoi chu nghia viet nam"),
    re.compile(r"doc lap\s*-\s*tu do\s*-\s*hanh phuc"),
    re.compile(r"\bso\s*[:.]?\s*[\d.…_]*\s*[-–/]?\s*[a-z]+(?:\s*[-–/]\s*[a-z0-9]+)*[-/][a-z]+"),
    re.compile(r"[\w\s.]{0,40},?\s*ngay[\d\s.…]*thang[\d\s.…]*nam[\d\s.…]*"),
)
_COPY = re.compile(r"\bban so\s*[:.]?\s*[\d.…_]+\W*$")
_BROKEN_WORD = re.compile(r"\b(?:bi|bao|co)\W*$")  # BẢO / MẬT over two lines of a title
_BODY_LENGTH = 90


def judge(lines: Iterable[str]) -> None:
    """Raise SecretRefused when a stamp of secrecy stands near the head of the lines."""
    in_head = True
    weak = copy = False
    before = ""
    for line in _head(lines):
        in_head = in_head and len(line) <= _BODY_LENGTH
        broken = _BROKEN_WORD.search(plain(before)) is not None
        before = line
        if broken and _key(line) == "mat":
            continue
        if any(_is_stamp(view, in_head=in_head) for view in _views(line)):
            raise SecretRefused
        weak = weak or _key(line) in _MARKS
        copy = copy or _COPY.search(plain(line)) is not None
    if weak and copy:
        raise SecretRefused


def judge_text(text: str) -> None:
    """Raise SecretRefused when pasted text begins like a secret paper."""
    judge(with_breaks(text).splitlines())


def _head(lines: Iterable[str]) -> Iterable[str]:
    """Yield the first lines with words, columns of a line one by one."""
    count = 0
    for raw in lines:
        for line in re.split(r"\t+| {3,}(?=\S{2,})|\|", raw):
            if not any(letter.isalpha() for letter in line):
                continue
            yield line
        count += bool(raw.strip())
        if count >= HEAD_LINES:
            return


def _views(line: str) -> tuple[str, ...]:
    """Return the line as it stands and as old fonts would draw it."""
    text = without_marks(line)
    if clean(line).isascii():
        return (text,)
    drawn = tuple(font(line) for font in (tcvn3_text, vni_text))
    return (text, *(view.upper() for view in drawn if view != line and "ậ" in view.lower()))


def _is_stamp(line: str, *, in_head: bool) -> bool:
    text = " ".join(line.split())
    key = plain(text)
    if _LEVEL.search(key):
        return True
    if _key(text) in _MARKS:
        return _is_stamped(text) or (in_head and text.strip(" .[](){}|*_-")[:1].isupper())
    return in_head and _beside_header(text, key)


def _beside_header(text: str, key: str) -> bool:
    """Return True when a stamp stands on one line with a part of the header."""
    for part in _HEADER_PARTS:
        found = part.search(key)
        if found:
            rest = text[: found.start()] + " " + text[found.end() :]
            if _key(rest) in _MARKS and _is_stamped(rest):
                return True
    return False


def _key(text: str) -> str:
    """Return the letters of a line without accents, spacing, frame and urgency."""
    return _URGENT.sub("", _NOT_LETTERS.sub("", plain(clean(text))))


def _is_stamped(text: str) -> bool:
    ascii_letters = "".join(letter for letter in text if letter.isascii())
    return is_caps(ascii_letters) or is_caps(text)
