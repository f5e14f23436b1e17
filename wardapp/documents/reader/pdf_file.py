"""Opens a PDF with text: lines with their places, the columns of header and signature apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2 as pdfium

from wardapp.core.reading import FileKind
from wardapp.core.text import is_vietnamese
from wardapp.documents.pdfium_turn import PDFIUM_TURN
from wardapp.documents.reader import refusals
from wardapp.documents.reader.keys import plain
from wardapp.documents.reader.old_fonts import mended
from wardapp.documents.reader.paper import Line, Paper, Side
from wardapp.documents.reader.pdf_text import Stretch, letters_of, rows_of
from wardapp.documents.reader.plain_lines import lines_of_text

MOST_PAGES = 300
_TEXT_ENOUGH = 40
_LEFT_END = 0.53
_RIGHT_START = 0.5
_GAP = 1.45
_INDENT = 12.0
_CENTRE = 14.0
_STARTS_BAND = re.compile(r"^\W*(?:kinh gui|kinh trinh|noi nhan)\b")
_PASSWORD_WORDS = ("password", "security")

Row = list[Stretch]


@contextmanager
def opened_pdf(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Yield the opened PDF; raises UnreadableFile when it is encrypted or broken."""
    with PDFIUM_TURN:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if any(word in str(error).lower() for word in _PASSWORD_WORDS):
                raise refusals.has_password() from error
            raise refusals.broken() from error
        try:
            yield document
        finally:
            document.close()


def open_pdf(data: bytes) -> Paper:
    """Return the paper of a PDF; of kind SCAN, without lines, when no text stands in it."""
    with opened_pdf(data) as document:
        count = len(document)
        if not count:
            raise refusals.broken()
        lines: list[Line] = []
        for at in range(min(count, MOST_PAGES)):
            lines.extend(_page_lines(document, at))
    if sum(len(line.text) for line in lines) < _TEXT_ENOUGH:
        return Paper(kind=FileKind.SCAN, page_count=count)
    lines, repaired = _in_unicode(lines)
    return Paper(kind=FileKind.PDF, lines=tuple(lines), page_count=count, repaired_font=repaired)


def _in_unicode(lines: list[Line]) -> tuple[list[Line], bool]:
    """Return the lines in Unicode when the whole PDF was typed in an old font."""
    text = "\n".join(line.raw for line in lines)
    if is_vietnamese(text):
        return lines, False
    fixed = mended(text)
    if fixed == text or fixed.count("\n") != text.count("\n"):
        return lines, False
    pairs = zip(lines, fixed.split("\n"), strict=True)
    return [line_with(line, words) for line, words in pairs], True


def line_with(line: Line, words: str) -> Line:
    """Return the line with other words at the same place."""
    return Line(
        text=words, raw=line.raw, page=line.page, opens=line.opens, side=line.side, spot=line.spot
    )


def _page_lines(document: pdfium.PdfDocument, at: int) -> Iterator[Line]:
    try:
        page = document[at]
        width = page.get_width()
        letters = letters_of(page)
    except pdfium.PdfiumError:
        return  # one damaged page leaves the others readable
    rows = [row for row in rows_of(letters) if row]
    if at and rows and rows[0][0].text.strip(" -").isdigit():
        rows = rows[1:]
    for band in _bands(rows, width):
        yield from _band_lines(band, width, at + 1)


def _bands(rows: Sequence[Row], width: float) -> Iterator[list[tuple[Row, float]]]:
    """Yield runs of rows that stand in columns, and every other row alone, with the gap above."""
    band: list[tuple[Row, float]] = []
    above: Row | None = None
    for row in rows:
        gap = _gap(above, row)
        above = row
        if band and _STARTS_BAND.match(plain(row[0].text)):
            yield band
            band = []
        if all(_side(stretch, row, width) is not Side.WHOLE for stretch in row):
            band.append((row, gap))
            continue
        if band:
            yield band
            band = []
        yield [(row, gap)]
    if band:
        yield band


def _gap(above: Row | None, row: Row) -> float:
    """Return the leading above a row in heights of its letters, large for the first."""
    if above is None:
        return 2 * _GAP
    first = row[0].letters[0]
    return (first.base - above[0].letters[0].base) / first.size


def _side(stretch: Stretch, row: Row, width: float) -> Side:
    if len(row) > 1 and stretch is row[-1] and stretch.left > _RIGHT_START * width * 0.8:
        return Side.RIGHT
    if stretch.left > _RIGHT_START * width:
        return Side.RIGHT
    return Side.LEFT if stretch.right < _LEFT_END * width else Side.WHOLE


def _band_lines(band: list[tuple[Row, float]], width: float, page: int) -> Iterator[Line]:
    """Yield the lines of a band: where two columns stand, the left one whole, then the right."""
    sided = [(s, _side(s, row, width), gap) for row, gap in band for s in row]
    if not any(side is Side.RIGHT for _, side, _ in sided):
        yield from _lines(sided, page)
        return
    for side in (Side.LEFT, Side.RIGHT):
        yield from _lines(
            [item for item in sided if (item[1] is Side.RIGHT) == (side is Side.RIGHT)], page
        )


def _lines(items: Sequence[tuple[Stretch, Side, float]], page: int) -> Iterator[Line]:
    for position, (stretch, side, gap) in enumerate(items):
        opens = (position == 0 and side is not Side.LEFT) or gap > _GAP
        for line in lines_of_text(stretch.text):
            yield Line(
                text=line.text,
                raw=line.raw,
                page=page,
                opens=opens or (position == 0 and len(items) > 1),
                side=side,
                spot=stretch.spot(page),
            )
