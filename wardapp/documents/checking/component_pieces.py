"""The paragraphs of a file on their way to components: pieces, their sides, and lines to read.

A paragraph that sets two blocks side by side by tabs is parted into two pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wardapp.core.text import clean
from wardapp.documents.checking.model import CheckedParagraph, CheckedRun, CheckedTable
from wardapp.documents.checking.reading_measures import Ruler, height_of, text_centre
from wardapp.documents.reader.keys import is_caps, plain
from wardapp.documents.reader.old_fonts import run_text
from wardapp.documents.reader.paper import Line, Side
from wardapp.documents.reader.people import is_title
from wardapp.documents.reader.phrases import type_line

_MOST_COLUMNS = 4
_MOST_ROWS = 10
_OFF_MIDDLE_MM = 12.0
_SHORT = 110
_MOST_LINES = 14
_BLOCK_WORDS = re.compile(
    r"dang cong san viet nam|cong hoa xa hoi chu nghia|doc lap\s*-|noi nhan|kinh (?:gui|trinh)"
    r"|(?:^|\s)(?:t/m|k/t|t/l|tm\.|kt\.|tl\.)\s|thang[\d\s.…]+nam|^\W*(?:thu ky|chu tri|chu toa)\b"
    r"|nguoi ghi bien ban|^\W*so\s*:?[\d\s.…]*[-/]"
)
_WIDE_GAP = re.compile(r"\s*\t[\t ]*|\s{6,}")
_SIDE_WORDS = re.compile(
    r"dang cong san viet nam|cong hoa xa hoi chu nghia|doc lap\s*-|noi nhan|ngay[\d\s.…]*thang"
    r"|\bngay\s*\d{1,2}\s*[/.-]"
    r"|(?:^|\s)(?:t/m|k/t|t/l|tm\.|kt\.|tl\.)\s|nguoi ghi bien ban|chu tri hoi nghi"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceLine(Line):
    """A line of a piece; `at` is the number of the piece."""

    at: int = -1


def parted(paragraphs: Iterable[CheckedParagraph], ruler: Ruler) -> list[CheckedParagraph]:
    """Return the paragraphs, those that hold two blocks side by side as two."""
    pieces: list[CheckedParagraph] = []
    for paragraph in paragraphs:
        if _stacks(paragraph):
            pieces += _stacked(paragraph, ruler)
            continue
        cut = _cut_at(paragraph)
        if cut is None:
            pieces.append(paragraph)
            continue
        left_end, right_start = cut
        pieces.append(_part(paragraph, 0, left_end, ruler))
        pieces.append(_part(paragraph, right_start, len(paragraph.text), ruler))
    return pieces


def _stacks(paragraph: CheckedParagraph) -> bool:
    """Return whether a paragraph holds several components, parted by line breaks only."""
    if "\n" not in paragraph.text or paragraph.component:
        return False
    lines = [line.strip() for line in paragraph.text.split("\n")]
    if len(lines) > _MOST_LINES or any(len(line) > _SHORT for line in lines):
        return False
    return any(line == "*" or _BLOCK_WORDS.search(plain(line)) or _is_type(line) for line in lines)


def _is_type(line: str) -> bool:
    found = type_line(line) if is_caps(line) else None
    return found is not None and not found[1]


def _stacked(paragraph: CheckedParagraph, ruler: Ruler) -> list[CheckedParagraph]:
    """Return a piece for each line of a paragraph, one below the other."""
    left = (paragraph.centre_mm or 0.0) - paragraph.room_mm / 2
    count = paragraph.text.count("\n") + 1
    step = height_of(paragraph, ruler) / count
    pieces: list[CheckedParagraph] = []
    start = 0
    for at, line in enumerate(paragraph.text.split("\n")):
        part = replace(
            _between(paragraph, start, start + len(line), ruler),
            top_mm=paragraph.top_mm + at * step,
            before=0.0 if at else paragraph.before,
            after=paragraph.after if at == count - 1 else 0.0,
        )
        centre = text_centre(part, ruler, (left, paragraph.room_mm))
        pieces.append(replace(part, text_centre_mm=centre))
        start += len(line) + 1
    return pieces


def _cut_at(paragraph: CheckedParagraph) -> tuple[int, int] | None:
    """Return where the left block ends and the right one starts."""
    text = paragraph.text
    if paragraph.table >= 0 or paragraph.component or len(text) > 2 * _SHORT:
        return None
    for gap in _WIDE_GAP.finditer(text):
        left, right = text[: gap.start()].strip(), text[gap.end() :].strip()
        if not left or not right or "\t" in right:
            continue
        key = plain(text)
        listed = left.startswith("-") and is_caps(right)
        if listed or _SIDE_WORDS.search(key) or (is_caps(left) and is_caps(right)):
            return gap.start(), gap.end()
    return None


def _between(paragraph: CheckedParagraph, start: int, end: int, ruler: Ruler) -> CheckedParagraph:
    runs = tuple(_runs_between(paragraph.runs, start, end))
    return replace(
        paragraph,
        text=paragraph.text[start:end],
        runs=runs,
        text_start=start,
        is_part=True,
        text_mm=ruler.widest(runs),
        rules=paragraph.rules if not start else (),
        first_line_mm=0.0 if start else paragraph.first_line_mm,
    )


def _part(paragraph: CheckedParagraph, start: int, end: int, ruler: Ruler) -> CheckedParagraph:
    part = _between(paragraph, start, end, ruler)
    left = (paragraph.centre_mm or 0.0) - paragraph.room_mm / 2
    if not start:
        centre = text_centre(part, ruler, (left, paragraph.room_mm))
        return replace(part, side="left", text_centre_mm=centre)
    return replace(part, side="right", text_centre_mm=_right_centre(paragraph, part, left))


def _right_centre(whole: CheckedParagraph, part: CheckedParagraph, left: float) -> float:
    """Return the middle of what follows the tabs, as far as the stops tell."""
    stops = whole.tabs
    if stops:
        at, kind = stops[-1]
        spot = left - whole.left_mm + at
        shift = {"center": 0.0, "right": -part.text_mm / 2}.get(kind, part.text_mm / 2)
        return spot + shift
    return left + whole.room_mm - part.text_mm / 2


def _runs_between(runs: Iterable[CheckedRun], start: int, end: int) -> Iterable[CheckedRun]:
    for run in runs:
        first, last = max(run.start, start), min(run.start + len(run.text), end)
        if first < last:
            text = run.text[first - run.start : last - run.start]
            yield replace(run, text=text, start=first - start)


def block_tables(
    pieces: Sequence[CheckedParagraph], tables: Sequence[CheckedTable]
) -> frozenset[int]:
    """Return the tables that set blocks side by side: header, addressees, signature."""
    few = {t.number for t in tables if t.columns <= _MOST_COLUMNS and t.rows <= _MOST_ROWS}
    unruled = {t.number for t in tables if not t.ruled}
    worded = {
        piece.table
        for piece in pieces
        if piece.table in few
        and (_BLOCK_WORDS.search(plain(piece.text)) or is_title(piece.text.strip()))
    }
    several = {t.number for t in tables if t.columns > 1}
    return frozenset(worded & (unruled | several))


def with_sides(
    pieces: Iterable[CheckedParagraph], blocks: frozenset[int], middle: float, ruler: Ruler
) -> list[CheckedParagraph]:
    """Return the pieces with the side of the page they stand at."""
    done = []
    for piece in pieces:
        side = piece.side
        if not side and (piece.table in blocks or piece.in_box):
            side = _side(piece.centre_mm, middle)
        elif not side and piece.table < 0 and 0 < len(piece.text.strip()) <= _SHORT:
            side = _free_side(piece, middle, ruler)
        done.append(piece if side == piece.side else replace(piece, side=side))
    return done


def _free_side(piece: CheckedParagraph, middle: float, ruler: Ruler) -> str:
    """Return the side of a short line set there by indent, alignment, tabs or blanks."""
    text = piece.text
    shifted = piece.align == "right" or piece.left_mm > middle / 3 or text[:1] in "\t "
    if piece.align == "left" and text.lstrip().startswith(("-", "+")):
        return ""
    if shifted:
        left = (piece.centre_mm or 0.0) - piece.room_mm / 2
        centre = text_centre(piece, ruler, (left, piece.room_mm))
        return "right" if _side(centre, middle) == "right" else ""
    return "left" if piece.right_mm > middle / 3 else ""


def _side(centre: float | None, middle: float) -> str:
    if centre is None or abs(centre - middle) <= _OFF_MIDDLE_MM:
        return ""
    return "left" if centre < middle else "right"


def lines_of_pieces(
    pieces: Sequence[CheckedParagraph], blocks: frozenset[int]
) -> tuple[PieceLine, ...]:
    """Return the lines of the pieces in reading order: of a block the left side first."""
    lines: list[PieceLine] = []
    band: list[PieceLine] = []
    band_table = -1
    for at, piece in enumerate(pieces):
        table = piece.table if piece.table in blocks else -1
        if table != band_table or table < 0:
            lines += _by_sides(band)
            band, band_table = [], table
        own = list(_lines(piece, at, opens=table < 0 or not band))
        (band if table >= 0 else lines).extend(own)
    return (*lines, *_by_sides(band))


def _by_sides(band: list[PieceLine]) -> list[PieceLine]:
    left = [line for line in band if line.side is not Side.RIGHT]
    right = [line for line in band if line.side is Side.RIGHT]
    return [
        replace(line, opens=line.opens or at == 0)
        for column in (left, right)
        for at, line in enumerate(column)
    ]


def _lines(piece: CheckedParagraph, at: int, *, opens: bool) -> Iterable[PieceLine]:
    typed = "".join(run_text(run.shown, run.font) for run in piece.runs)
    whole = f"{piece.label} {typed}" if piece.label else typed
    side = {"left": Side.LEFT, "right": Side.RIGHT}.get(piece.side, Side.WHOLE)
    for raw in clean(whole).split("\n"):
        text = " ".join(raw.split())
        if any(map(str.isalnum, text)):  # stars, hyphens and typed rules say nothing to read
            yield PieceLine(text=text, raw=raw, opens=opens, side=side, at=at)
            opens = False
