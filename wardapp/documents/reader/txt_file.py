"""Opens a text file in whatever code it was saved."""

from __future__ import annotations

import codecs
import re

from wardapp.core.reading import FileKind
from wardapp.core.text import clean
from wardapp.documents.reader import refusals
from wardapp.documents.reader.old_fonts import mended
from wardapp.documents.reader.paper import Paper
from wardapp.documents.reader.plain_lines import lines_of_text

_MARKED_CODES = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMON = re.compile(
    r"\b(?:và|của|các|ngày|tháng|năm|số|về|việc|nơi nhận|kính gửi|đảng|ủy|uỷ|ban|nhân dân"
    r"|phường|thực hiện|đề nghị|công tác|tổ chức)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SAMPLE = 4000
_NUL_SHARE = 0.2
_CONTROL_SHARE = 0.01


def open_txt(data: bytes) -> Paper:
    """Return the paper of a text file; raises UnreadableFile when it is not text."""
    text = decoded(data)
    if not is_text(text):
        raise refusals.other_content(".txt", "")
    if not any(letter.isalnum() for letter in text):
        raise refusals.no_text()
    fixed = mended(text)
    lines = lines_of_text(fixed)
    return Paper(
        kind=FileKind.TXT,
        lines=lines,
        page_count=lines[-1].page if lines else 1,
        repaired_font=fixed != text,
    )


def is_text(text: str) -> bool:
    """Tell whether a text is one to read, not bytes of a program or a picture."""
    return len(_CONTROL.findall(text)) <= _CONTROL_SHARE * len(text)


def decoded(data: bytes) -> str:
    """Return the text of bytes: UTF-8, UTF-16, else the old code with most Vietnamese words."""
    for mark, code in _MARKED_CODES:
        if data.startswith(mark):
            return data[len(mark) :].decode(code, errors="replace")
    wide = _wide_code(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _old_code(data)


def _wide_code(data: bytes) -> str:
    """Return the UTF-16 order of bytes without a mark, "" when it is not UTF-16."""
    head = data[:_SAMPLE]
    if len(head) % 2 or not head:
        head = head[:-1]
    enough = _NUL_SHARE * len(head) / 2
    if head[1::2].count(0) > enough and not head[0::2].count(0):
        return "utf-16-le"
    if head[0::2].count(0) > enough and not head[1::2].count(0):
        return "utf-16-be"
    return ""


def _old_code(data: bytes) -> str:
    """Return the reading of bytes that holds most common words."""
    views = [data.decode(code, errors="replace") for code in ("utf-8", "cp1258", "cp1252")]
    candidates = [*views, mended(data.decode("latin-1"))]
    return max(candidates, key=lambda text: len(_COMMON.findall(clean(text[: _SAMPLE * 5]))))
