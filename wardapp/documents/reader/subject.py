"""Reads the trích yếu: under the type's name, or of a công văn between its number and Kính gửi."""

from __future__ import annotations

import re

from wardapp.documents.reader.found import Found
from wardapp.documents.reader.head import Head
from wardapp.documents.reader.keys import is_caps, joined, one_of, plain
from wardapp.documents.reader.paper import Line
from wardapp.documents.reader.phrases import is_note, title_of, urgency_of

UNDER_TYPE = "Dưới tên loại"
UNDER_NUMBER = "Dưới số, ký hiệu"
_LABEL = re.compile(r"^\W*(?:v\s*[/.]\s*v|vv\b|ve\s+viec)\s*[:.]?\s*")
_LABEL_START = re.compile(r"^\W*(?:v\s*[/.]\s*v\b|vv\b|ve\s+viec\b)")
_BODY_START = re.compile(
    r"^\W*(?:can cu\b|thuc hien |trien khai thuc hien|xet de nghi|theo de nghi|nham |i\s*[.-]|1\.\s"
    r"|dieu 1\b|phan thu|chuong i\b|kinh gui|kinh trinh|kinh moi|tran trong|noi nhan|quyet dinh\W*$"
    r"|quyet nghi\W*$|trong thoi gian|ngay \d|vao hoi|hoi \d|hom nay\b|thoi gian\s*:|dia diem\s*:"
    r"|thanh phan\s*:|chu tri\s*:|(?:sang|chieu|toi) ngay \d|(?:tm|kt|tl|tuq)\s*\."
    r"|[tk]\s*/\s*[mtl]\b)|.*\bkinh moi\b"
)
_ISSUING_CLAUSE = re.compile(
    "^"
    + one_of(
        """
        chu tich, ban thuong vu, uy ban nhan dan, hoi dong nhan dan, ban chap hanh, giam doc,
        truong ban
        """
    )
)
_STRONG_START = re.compile(
    r"^\W*(?:can cu\b|xet de nghi|i\s*[.-]\s|1\.\s|dieu 1\b|phan thu|chuong i\b|kinh gui|kinh trinh"
    r"|kinh moi|tran trong|noi nhan|quyet dinh\W*$|quyet nghi\W*$)"
)
_LONG_LINE = 90
_LONGEST_LINE = 160
_LONGEST = 12
_SENTENCE_WORDS = 8
_SURE_LINES = 6


def read_subject(head: Head) -> Found[str] | None:
    """Return the subject without its label, its lines joined; None where none stands."""
    if head.kind is not None:
        return _under_type(head)
    return _of_letter(head)


def _under_type(head: Head) -> Found[str] | None:
    ats, _, rest = head.kind or ((), "", "")
    first = ats[-1] + 1
    lines: list[Line] = []
    if rest:
        lines.append(head.lines[ats[-1]])
    lines += _block(head, first, started=bool(rest))
    if not lines:
        return None
    texts = [line.text for line in lines]
    if rest:
        texts[0] = rest
    return _found(texts, lines, UNDER_TYPE, sure=not rest)


def _block(head: Head, first: int, *, started: bool) -> list[Line]:
    """Return the lines of the subject from the first on."""
    lines: list[Line] = []
    for at in range(first, min(first + _LONGEST, len(head.lines))):
        line = head.lines[at]
        if at in head.taken:
            if lines:
                break
            continue
        if is_note(line.text) and not lines:
            continue
        if _ends(line, lines, started=started or bool(lines)):
            break
        lines.append(line)
    return lines


def _ends(line: Line, lines: list[Line], *, started: bool) -> bool:
    """Return True when the line no longer belongs to the subject."""
    key = plain(line.text).strip()
    if not lines and not started:
        return _STRONG_START.match(key) is not None or _is_sentence(line.text, key)
    if _BODY_START.match(key) and (line.opens or not line.text[:1].islower()):
        return True
    if lines and _is_next_sentence(line.text, lines):
        return True
    shift = bool(lines) and is_caps(line.text) and not is_caps(lines[-1].text)
    if shift and (_ISSUING_CLAUSE.match(key) or line.opens):
        return True
    return line.opens and not _goes_on(line, lines)


def _is_sentence(text: str, key: str) -> bool:
    """Return True for a first line that already is body text, a paper without a subject."""
    if len(text) > 2 * _LONGEST_LINE and _LABEL_START.match(key) is None:
        return True
    begins = _BODY_START.match(key) is not None and text[:1].isupper()
    return begins and (len(text) > _LONGEST_LINE or text.endswith((":", ";", "./.")))


def _is_next_sentence(text: str, lines: list[Line]) -> bool:
    """Return True for body text that follows the subject without a gap."""
    if is_caps(text) or not text[:1].isupper():
        return False
    widest = max(len(line.text) for line in lines)
    worded = len(text.split()) >= _SENTENCE_WORDS and text.endswith((".", ";", "./."))
    return worded or text.endswith(":") or len(text) > max(_LONG_LINE, 1.5 * widest)


def _goes_on(line: Line, lines: list[Line]) -> bool:
    """Return True when a line after a gap still continues the phrase before it."""
    before = lines[-1].text if lines else ""
    if not before:
        return False
    if before.endswith((",", "-", "–")) and len(line.text) <= _LONGEST_LINE:
        return True
    closed = before.endswith((".", ";", ":", "!"))
    return not closed and line.text[:1].islower() and len(line.text) <= _LONGEST_LINE


def _of_letter(head: Head) -> Found[str] | None:
    """Return the subject of a công văn: its labelled lines, else what stands before Kính gửi."""
    limit = len(head.lines) if head.address is None else head.address
    limit = min(limit, head.end + _LONGEST)
    for at in range(limit):
        if at not in head.taken and _LABEL_START.match(plain(head.lines[at].text)):
            lines = _labelled(head, at, limit)
            return _found([line.text for line in lines], lines, UNDER_NUMBER, sure=True)
    if head.address is None or head.number is None:
        return None
    lines = _unlabelled(head, head.address)
    if not lines:
        return None
    return _found([line.text for line in lines], lines, UNDER_NUMBER, sure=False)


def _labelled(head: Head, first: int, limit: int) -> list[Line]:
    lines = [head.lines[first]]
    for at in range(first + 1, limit):
        line = head.lines[at]
        if at in head.taken:
            continue
        if is_caps(line.text) or _ends(line, lines, started=True):
            break
        if line.side is not head.lines[first].side and line.opens:
            break
        lines.append(line)
    return lines


def _unlabelled(head: Head, address: int) -> list[Line]:
    """Return the small-letter lines between the number and Kính gửi."""
    number = head.number[0] if head.number else 0
    lines: list[Line] = []
    for at in range(number + 1, address):
        text = head.lines[at].text
        skipped = at in head.taken or is_caps(text) or is_note(text) or title_of(text)
        if skipped or urgency_of(text):
            continue
        lines.append(head.lines[at])
    return lines if len(lines) <= _LONGEST else []


def _found(texts: list[str], lines: list[Line], place: str, *, sure: bool) -> Found[str] | None:
    whole = joined(texts)
    label = _LABEL.match(plain(whole))
    value = whole[label.end() :] if label else whole
    if whole.startswith("(") and value.endswith(")"):
        value = value.rstrip(")").lstrip("(")
    value = value.strip().rstrip(".;,:").strip(' "“”') if _is_wrapped(value) else value.strip()
    value = re.sub(r"(?<![.…])[.;,:]$", "", value).strip()
    if not value:
        return None
    stops = any(text.rstrip().endswith((".", ";", ":")) for text in texts[:-1])
    sure = sure and not stops and len(lines) <= _SURE_LINES
    return Found(value=value, lines=tuple(lines), sure=sure, place=place)


def _is_wrapped(value: str) -> bool:
    """Return True when the whole phrase stands in one pair of quotes."""
    return value[:1] in '"“' and value.rstrip(".;,")[-1:] in '"”' and value.count("“") <= 1
