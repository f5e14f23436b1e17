"""Habits of the older layout in a paper to which the newer one applies (domain §1.13, §1.14)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from wardapp.core.issuers import Family
from wardapp.core.reading import ReadFields, ReadWarning
from wardapp.documents.reader.keys import plain
from wardapp.documents.reader.paper import Line

HD05_START = date(2026, 5, 27)
_RECIPIENTS = re.compile(r"^\W*noi nhan\b")
_AS_ABOVE = re.compile(r"^\W*nhu (?:tren|kinh gui)\b")
_SLASH_END = re.compile(r"[./]\s*/\s*\.?\s*$|^\W*tran trong\s*(?:!|\./\.|cam on\W*)$")
_LABEL = re.compile(r"^\W*v\s*/\s*v\b")
_ITEM = re.compile(r"^\s*[-–]\s*")
_MOST_RECIPIENTS = 40
_SEVERAL = 2


def layout_hints(
    lines: Sequence[Line], fields: ReadFields, day: date | None, family: Family | None
) -> Iterator[ReadWarning]:
    """Yield what HD05 writes in another way; nothing for State papers or older ones."""
    if family is not Family.PARTY:
        return
    items = _recipients(lines)
    late = [at for at, item in enumerate(items) if _AS_ABOVE.match(plain(item))]
    if late and late[0] > 0:
        yield ReadWarning(
            code="as_above_not_first", text="Nơi nhận: “Như trên” đáng lẽ đứng ở dòng đầu."
        )
    if day is None or day < HD05_START:
        return
    if sum(item.rstrip().endswith(",") for item in items) >= _SEVERAL:
        yield ReadWarning(
            code="recipients_commas",
            text="Nơi nhận dùng dấu phẩy; Hướng dẫn 05-HD/VPTW dùng dấu chấm phẩy.",
        )
    if any(_SLASH_END.search(plain(line.text)) for line in lines):
        yield ReadWarning(code="body_end", text="Phần nội dung đáng lẽ kết thúc bằng một dấu chấm.")
    if fields.type == "Công văn" and any(_LABEL.match(plain(line.text)) for line in lines):
        yield ReadWarning(
            code="subject_label", text="Trích yếu ghi “V/v”; Hướng dẫn 05-HD/VPTW ghi “về việc”."
        )


def _recipients(lines: Sequence[Line]) -> list[str]:
    """Return the lines of Nơi nhận without their dashes."""
    starts = [at for at, line in enumerate(lines) if _RECIPIENTS.match(plain(line.text))]
    if not starts:
        return []
    following = lines[starts[-1] + 1 : starts[-1] + _MOST_RECIPIENTS]
    return [_ITEM.sub("", line.text) for line in following if _ITEM.match(line.text)]
