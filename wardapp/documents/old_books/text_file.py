"""Reads tables of plain text: commas, semicolons, tabs or bars, in whatever code was saved."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from wardapp.core.text import clean
from wardapp.documents.old_books.legacy import decode, score
from wardapp.documents.old_books.raw import LONGEST_CELL, RawCell, RawSheet
from wardapp.documents.reader import refusals
from wardapp.documents.reader.txt_file import is_text

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEPARATORS = ",;\t|"
_SAMPLE_LINES = 60
_SAMPLE = 40_000
_NUL_SHARE = 0.2
_LEAST_AGREEMENT = 0.5
_ONE_BYTE = "wardapp-one-byte"


def read_text(name: str, data: bytes) -> list[RawSheet]:
    """Return the one table of a text file."""
    text = decoded(data)
    if not is_text(text):
        raise refusals.other_content(".csv", "")
    sheet = RawSheet(name)
    text = text.replace("\x00", "")
    csv.field_size_limit(1 << 20)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    try:
        for row in rows:
            sheet.add(rows.line_num, [RawCell(cell.strip()[:LONGEST_CELL]) for cell in row])
    except csv.Error as error:
        raise refusals.broken() from error
    return [sheet]


def decoded(data: bytes) -> str:
    """Return the text of bytes; letters of old fonts stay as cp1252 shows them."""
    for mark, code in _MARKED:
        if data.startswith(mark):
            return data[len(mark) :].decode(code, errors="replace")
    head = data[: _SAMPLE - _SAMPLE % 2]
    enough = _NUL_SHARE * len(head) / 2
    for code, zeros, others in (
        ("utf-16-le", head[1::2], head[0::2]),
        ("utf-16-be", head[0::2], head[1::2]),
    ):
        if zeros.count(0) > enough and not others.count(0):
            return data.decode(code, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _of_one_byte(data)


def _of_one_byte(data: bytes) -> str:
    """Return Vietnamese Windows text (cp1258), else Western letters that stand for old ones."""
    sample = data[:_SAMPLE]
    vietnamese = clean(sample.decode("cp1258", errors="replace"))
    western = _western(sample)
    mended = "\n".join(decode(line).text for line in western.splitlines())
    if score(vietnamese) > score(mended):
        return data.decode("cp1258", errors="replace")
    return _western(data)


def _western(data: bytes) -> str:
    """Return bytes as cp1252; the five it lacks come as their own code points."""
    return data.decode("cp1252", errors=_ONE_BYTE)


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(_ONE_BYTE, _as_latin)


def separator_of(text: str) -> str:
    """Return the sign that cuts the first lines into the same number of columns most often."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    return max(_SEPARATORS, key=lambda sign: _agreement(sample, sign))


def _agreement(sample: str, sign: str) -> tuple[float, int]:
    try:
        rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=sign))
    except csv.Error:
        return (0.0, 0)
    widths = Counter(len(row) for row in rows if row)
    if not widths:
        return (0.0, 0)
    width, count = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]))
    if width == 1:
        return (0.0, 0)
    share = count / sum(widths.values())
    return (share if share >= _LEAST_AGREEMENT else share / 2, width)
