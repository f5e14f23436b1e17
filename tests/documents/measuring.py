"""Measuring pages with pdfium: letters, lines and rules in millimetres, as the recipes say."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

MM = 25.4 / 72
BLANKS = {0, 10, 13, 32, 160}


@dataclass(frozen=True, slots=True)
class Letter:
    page: int
    text: str
    x: float
    y: float  # baseline from the top
    right: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class Line:
    """Letters on one baseline with no gap of more than 4 mm; text without blanks."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    @property
    def page(self) -> int:
        return self.letters[0].page

    @property
    def x(self) -> float:
        return self.letters[0].x

    @property
    def y(self) -> float:
        return self.letters[0].y

    @property
    def right(self) -> float:
        return self.letters[-1].right

    @property
    def centre(self) -> float:
        return (self.x + self.right) / 2

    @property
    def sizes(self) -> set[float]:
        return {round(letter.size, 2) for letter in self.letters}

    @property
    def fonts(self) -> list[str]:
        return [letter.font for letter in self.letters]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A drawn horizontal line: ends and height in millimetres, weight in points."""

    page: int
    left: float
    right: float
    y: float
    weight: float


def page_lines(pdf: bytes) -> list[Line]:
    """Return the lines of all pages, top to bottom, left to right."""
    rows: list[list[Letter]] = []
    for letter in _letters(pdf):
        row = next((row for row in reversed(rows[-60:]) if _joins(row, letter)), None)
        if row is None:
            rows.append([letter])
        else:
            row.append(letter)
    lines = [Line(tuple(row)) for row in rows]
    return sorted(lines, key=lambda line: (line.page, round(line.y, 0), line.x))


def horizontal_rules(pdf: bytes) -> list[RuleLine]:
    """Return horizontal strokes; a border drawn twice or cell by cell is one."""
    found: dict[tuple[int, float, float, float], RuleLine] = {}
    with pdfium.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            height = page.get_height()
            for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH]):
                left, bottom, right, top = thing.get_bounds()
                weight, pad = _weight(thing, top - bottom)
                rule = RuleLine(
                    number,
                    (left + pad) * MM,
                    (right - pad) * MM,
                    (height - (top + bottom) / 2) * MM,
                    weight,
                )
                if right - left > 5 * (top - bottom) and top - bottom < 3:
                    found[(number, round(rule.left, 1), round(rule.right, 1), round(rule.y, 1))] = (
                        rule
                    )
    return _joined(list(found.values()))


def _joined(rules: list[RuleLine]) -> list[RuleLine]:
    """Return rules with those that touch on one height and page made one."""
    joined: list[RuleLine] = []
    for rule in sorted(rules, key=lambda each: (each.page, round(each.y, 1), each.left)):
        last = joined[-1] if joined else None
        if last is not None and _touch(last, rule):
            joined[-1] = replace(last, right=max(last.right, rule.right))
        else:
            joined.append(rule)
    return joined


def _touch(one: RuleLine, other: RuleLine) -> bool:
    is_level = one.page == other.page and abs(one.y - other.y) < 0.05
    return is_level and other.left - one.right < 0.3 and abs(one.weight - other.weight) < 0.1


def _weight(thing: pdfium.PdfObject, height: float) -> tuple[float, float]:
    """Return weight and what pdfium's bounds add at each end: strokes have some, fills none."""
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(thing.raw, fill, stroked)
    if not stroked.value:
        return height, 0.0
    width = ctypes.c_float()
    pdfium_c.FPDFPageObj_GetStrokeWidth(thing.raw, width)
    return width.value, width.value / 2


def _joins(row: list[Letter], letter: Letter) -> bool:
    last = row[-1]
    return (
        last.page == letter.page
        and abs(row[0].y - letter.y) < 0.2
        and -2 < letter.x - last.right < 4
    )


def _letters(pdf: bytes) -> Iterator[Letter]:
    with pdfium.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            height = page.get_height()
            text = page.get_textpage()
            for at in range(pdfium_c.FPDFText_CountChars(text.raw)):
                code = pdfium_c.FPDFText_GetUnicode(text.raw, at)
                if code not in BLANKS and pdfium_c.FPDFText_IsGenerated(text.raw, at) != 1:
                    yield _letter(text.raw, at, number, height, chr(code))


def _letter(text: pdfium_c.FPDF_TEXTPAGE, at: int, page: int, height: float, sign: str) -> Letter:
    x, y, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
    pdfium_c.FPDFText_GetCharOrigin(text, at, x, y)
    pdfium_c.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(text, at, matrix)
    size = pdfium_c.FPDFText_GetFontSize(text, at) * abs(matrix.d)
    return Letter(
        page, sign, x.value * MM, (height - y.value) * MM, right.value * MM, size, _font(text, at)
    )


def _font(text: pdfium_c.FPDF_TEXTPAGE, at: int) -> str:
    flags = ctypes.c_int()
    length = pdfium_c.FPDFText_GetFontInfo(text, at, None, 0, flags)
    name = ctypes.create_string_buffer(length)
    pdfium_c.FPDFText_GetFontInfo(text, at, name, length, flags)
    bare = name.value.decode().split("+")[-1]
    return bare if "-" in bare else f"{bare}-Regular"
