"""The letters of a PDF with their places: pages as lines, words found again as rectangles."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from wardapp.core.document import Spot

_SAME_LINE = 0.35
_SPACE = 0.22
_COLUMN_GAP = 2.2
_SMALLEST_SIZE = 4.0
_MOST_LETTERS = 20_000
_LETTER_CODES = range(1, 0xD800)  # pdfium gives rarer letters in two halves; none is Vietnamese


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its box, in points from the top left corner, and its base line."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters that stand together on one line of a page."""

    letters: tuple[Letter, ...]
    text: str

    def spot(self, page: int) -> Spot:
        """Return the rectangle about the letters."""
        return spot_of(self.letters, page)

    @property
    def left(self) -> float:
        """Return where the stretch begins."""
        return self.letters[0].left

    @property
    def right(self) -> float:
        """Return where the stretch ends."""
        return self.letters[-1].right


def letters_of(page: pdfium.PdfPage) -> list[Letter]:
    """Return the visible letters of a page in the order of the file."""
    height = page.get_height()
    text_page = page.get_textpage()
    try:
        count = min(text_page.count_chars(), _MOST_LETTERS)
        letters = [_letter(text_page, at, height) for at in range(count)]
    finally:
        text_page.close()
    return [letter for letter in letters if letter is not None]


def rows_of(letters: Sequence[Letter]) -> list[list[Stretch]]:
    """Return the lines of a page from top to bottom, each parted at wide gaps."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda item: (item.base, item.left)):
        near = rows and abs(letter.base - rows[-1][-1].base) <= _SAME_LINE * letter.size
        if near:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [list(_stretches(sorted(row, key=lambda item: item.left))) for row in rows]


def find_words(
    letters: Sequence[Letter], words: str, page: int, *, last: bool = False
) -> tuple[Spot, ...]:
    """Return the rectangles of words on a page, one a line; () when they do not stand there.

    Of words that stand there more than once the first are meant, with `last` the last.
    """
    needle = "".join(words.split())
    marked = [letter for letter in letters if letter.text.strip()]
    hay = "".join(letter.text for letter in marked)
    find = hay.rfind if last else hay.find
    at = find(needle) if needle else -1
    if at < 0 or len(hay) != len(marked):
        return ()
    found = marked[at : at + len(needle)]
    spots = []
    start = 0
    for end in range(1, len(found) + 1):
        if end == len(found) or abs(found[end].base - found[start].base) > found[start].size / 2:
            spots.append(spot_of(found[start:end], page))
            start = end
    return tuple(spots)


def spot_of(letters: Sequence[Letter], page: int) -> Spot:
    """Return the rectangle about letters."""
    left = min(letter.left for letter in letters)
    top = min(letter.top for letter in letters)
    right = max(letter.right for letter in letters)
    bottom = max(letter.bottom for letter in letters)
    return Spot(page=page, x=left, y=top, width=right - left, height=bottom - top)


def _letter(text_page: pdfium.PdfTextPage, at: int, height: float) -> Letter | None:
    code = raw.FPDFText_GetUnicode(text_page, at)
    text = chr(code) if code in _LETTER_CODES else ""
    if not text or text in "\r\n" or raw.FPDFText_IsGenerated(text_page, at) == 1:
        return None
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, at, left, right, bottom, top)
    across, base = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, at, across, base)
    loose = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, at, loose)
    size = max(abs(loose.top - loose.bottom), _SMALLEST_SIZE)
    return Letter(
        text=text,
        left=left.value,
        right=right.value,
        top=height - top.value,
        bottom=height - bottom.value,
        base=height - base.value,
        size=size,
    )


def _stretches(row: Sequence[Letter]) -> Iterator[Stretch]:
    """Yield the parts of a line between gaps wider than a few letters."""
    part: list[Letter] = []
    text = ""
    end = 0.0
    spaced = False
    for letter in row:
        if not letter.text.strip():
            spaced = True
            continue
        gap = letter.left - end
        if part and gap > _COLUMN_GAP * letter.size:
            yield Stretch(tuple(part), text)
            part, text = [], ""
        if part and (spaced or gap > _SPACE * letter.size):
            text += " "
        part.append(letter)
        text += letter.text
        end = letter.right
        spaced = False
    if part:
        yield Stretch(tuple(part), text)
