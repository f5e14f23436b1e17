"""The head of a paper: which of its first lines is title, number, date, type, body or stamp."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from wardapp.core.issuers import Family
from wardapp.documents.reader.date_line import DateLine, date_start, read_date_line, starts_date
from wardapp.documents.reader.keys import is_caps, plain
from wardapp.documents.reader.number_line import NumberLine, read_number_line
from wardapp.documents.reader.paper import Line
from wardapp.documents.reader.phrases import (
    family_of,
    is_note,
    is_youth_title,
    title_inside,
    title_of,
    type_line,
    urgency_of,
)

_HEAD_LINES = 45
_BODY_LENGTH = 110
_LONGEST_LINE = 1000
_BODY_START = re.compile(
    r"^\W*(?:can cu|thuc hien|trien khai|xet |theo |nham |de |i\.|i-|1\.|dieu 1|phan thu|chuong i\b"
    r"|kinh gui|kinh trinh|noi nhan|ngay \d)"
)
_ADDRESS = re.compile(r"^\W*kinh\s*(?:gui|trinh)\b")
_NUMBER_INSIDE = re.compile(
    r"(?<=\s)(?:\*\s*)?S(?:ố|ô)\s*:?\s*[\d.…_]*\s*[-/]?\s*[A-ZĐ]{1,}[\w]*\s*[-/–]"
)


@dataclass(slots=True)
class Head:
    """What the first lines of a paper are; `end` is where the body begins."""

    lines: list[Line]
    end: int = 0
    titles: dict[int, str] = field(default_factory=dict)
    number: tuple[int, NumberLine] | None = None
    day: tuple[tuple[int, ...], DateLine] | None = None
    kind: tuple[tuple[int, ...], str, str] | None = None  # lines, type code, rest of the line
    address: int | None = None
    taken: set[int] = field(default_factory=set)

    @property
    def family(self) -> Family | None:
        """Return whose header stands there; a title of the layout decides before the symbol."""
        for title in self.titles.values():
            return family_of(title)
        return None


def read_head(lines: tuple[Line, ...]) -> Head:
    """Return the head of a paper, its lines taken apart where two stand on one."""
    parted = [part for line in lines[:_HEAD_LINES] for part in _parted(line)]
    head = Head(lines=parted + list(lines[_HEAD_LINES:]))
    limit = len(parted)
    head.titles = {
        at: title for at in range(limit) if (title := title_of(parted[at].text)) is not None
    }
    head.taken.update(head.titles)
    _find_type(head, limit)
    _find_address(head, limit)
    head.end = _end_of_head(head, limit)
    _find_number(head)
    _find_day(head)
    _take_stamps(head)
    return head


def _parted(line: Line) -> Iterator[Line]:
    """Yield the parts of a line on which a title, a number or a date stands beside other words."""
    text = line.text
    if len(text) > _LONGEST_LINE:  # never one of a head, and long to search
        yield line
        return
    span = title_inside(text)
    if span is not None and title_of(text) is None and len(text) <= _BODY_LENGTH:
        yield from _cut(line, *span)
        return
    number = _NUMBER_INSIDE.search(text)
    if number and is_caps(text[: number.start()].strip(" *")):
        yield from _cut(line, number.start(), len(text))
        return
    at = _rest_of_number(text)
    if at is not None:
        yield from _cut(line, at, len(text))
        return
    start = date_start(text) if len(text) <= _BODY_LENGTH else None
    if start is not None:
        yield from _cut(line, start, len(text))
        return
    yield line


def _rest_of_number(text: str) -> int | None:
    """Return where a date begins that stands on the line of the number."""
    if text[:1].islower():  # a citation in the abstract, not the number of this paper
        return None
    number = read_number_line(text, None)
    if number is None or not number.rest or read_date_line(number.rest) is None:
        return None
    return text.rindex(number.rest)


def _cut(line: Line, start: int, end: int) -> Iterator[Line]:
    pieces = (line.text[:start], line.text[start:end], line.text[end:])
    opens = line.opens
    for piece in pieces:
        words = piece.strip(" *|")
        if words:
            yield from _parted(replace(line, text=words, raw=words, opens=opens))
            opens = False


def _find_type(head: Head, limit: int) -> None:
    for at in range(limit):
        text = head.lines[at].text
        if at in head.titles or len(text) > 2 * _BODY_LENGTH:
            continue
        found = type_line(text)
        if found and (is_caps(text[: len(text) - len(found[1])]) or not found[1]):
            head.kind = ((at,), *found)
            break
        joined = _two_short_lines(head, at, limit)
        if joined:
            head.kind = ((at, at + 1), *joined)
            break
    if head.kind:
        head.taken.update(head.kind[0])


def _two_short_lines(head: Head, at: int, limit: int) -> tuple[str, str] | None:
    """Return the type whose name breaks over two lines of one word each."""
    if at + 1 >= limit:
        return None
    first, second = head.lines[at].text, head.lines[at + 1].text
    if " " in first or " " in second or not is_caps(first + second):
        return None
    return type_line(f"{first} {second}")


def _find_address(head: Head, limit: int) -> None:
    for at in range(limit):
        if _ADDRESS.match(plain(head.lines[at].text)):
            head.address = at
            return


def _end_of_head(head: Head, limit: int) -> int:
    """Return the first line that cannot belong to the header."""
    stops = [limit]
    if head.address is not None:
        stops.append(head.address)
    if head.kind:
        stops.append(head.kind[0][0])
    for at in range(min(stops)):
        text = head.lines[at].text
        bounded = head.address is not None or head.kind is not None
        # A line of capitals goes on with the name of a body: BAN CHỈ ĐẠO / THỰC HIỆN NGHỊ QUYẾT …
        is_running = not text[:1].islower() and not is_caps(text)
        worded = is_running and _BODY_START.match(plain(text)) is not None
        starts = worded or (len(text) > _BODY_LENGTH and not bounded)
        if starts and read_date_line(text) is None:
            stops.append(at)
            break
    return min(stops)


def _find_number(head: Head) -> None:
    """Find the number line; some papers print it, or their date, under the type."""
    first = head.kind[0][-1] + 3 if head.kind else head.end
    for at in range(min(max(head.end, first), len(head.lines))):
        if at in head.taken:
            continue
        number = read_number_line(head.lines[at].text, head.family)
        if number is not None:
            head.number = (at, number)
            head.taken.add(at)
            return


def _find_day(head: Head) -> None:
    last = head.kind[0][-1] + 4 if head.kind else head.end
    for at in range(min(max(head.end, last), len(head.lines))):
        if at in head.taken:
            continue
        day = _broken_day(head, at)
        ats: tuple[int, ...] = (at, at + 1)
        if day is None:
            day, ats = read_date_line(head.lines[at].text), (at,)
        if day is not None and (day.place or head.day is None):
            head.day = (ats, day)
        if day is not None and day.place:
            break
    if head.day:
        head.taken.update(head.day[0])


def _broken_day(head: Head, at: int) -> DateLine | None:
    """Return the date that breaks over a line and the next, whole only together."""
    text = head.lines[at].text
    if at + 1 >= len(head.lines) or not starts_date(text):
        return None
    day = read_date_line(f"{text} {head.lines[at + 1].text}")
    return day if day is not None and day.year is not None else None


def _take_stamps(head: Head) -> None:
    for at in range(min(head.end, len(head.lines))):
        text = head.lines[at].text
        youth = is_youth_title(text) and _is_alone(head, at)
        if (
            youth
            or urgency_of(text) is not None
            or is_note(text)
            or not any(map(str.isalnum, text))
        ):
            head.taken.add(at)


def _is_alone(head: Head, at: int) -> bool:
    """Return True when the next line does not go on with the name of a place."""
    following = head.lines[at + 1].text if at + 1 < len(head.lines) else ""
    return not is_caps(following) or type_line(following) is not None
