"""Judges the outline: numbers and letters in their row, their signs (HD05 6.2.4, NĐ30 II.6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from wardapp.core.checking import CheckFinding, CheckRule
from wardapp.core.layout import Standard
from wardapp.core.roman import read_roman, roman
from wardapp.core.wording import Spot
from wardapp.documents.checking.judging import Kind, param
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph
from wardapp.documents.checking.text_judging import body_of, in_line, told

POINTS = "abcdđeghiklmnopqrstuvxy"
"""Letters of points in their Vietnamese order (HD05 6.2.4đ)."""
_ARTICLE = re.compile(r"\s*(?P<word>điều)\s+(?P<number>\d{1,4})(?!\d)(?P<sign>[a-zđ]?\s*[.:)/-]?)",
                      re.IGNORECASE)  # fmt: skip
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("roman", re.compile(r"\s*(?P<number>[IVXL]{1,7})(?P<sign>\s?[.)/–-])(?=\s|[A-ZĐ])")),
    (
        "deep",
        re.compile(
            r"\s*(?P<parent>\d{1,2}(?:\.\d{1,2})*)\.(?P<number>\d{1,2})(?P<sign>[.)]?)(?=\s+\D)"
        ),
    ),
    ("item", re.compile(r"\s*(?P<number>\d{1,3})(?P<sign>\s?[.)/-])(?!\d)(?=\s|[A-ZĐ])")),
    ("point", re.compile(r"\s*(?P<number>[a-zđ])(?P<sign>\s?[).,/-])(?=\s|[A-ZĐÀ-Ỹ])")),
)
_CHAPTER = re.compile(
    r"\s*(?P<word>phần|chương|mục|tiểu mục)\s+(?:thứ\s+)?(?P<number>\d{1,3}|[IVXL]{1,9})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mark:
    paragraph: CheckedParagraph
    level: str
    match: re.Match[str]
    shift: int  # letters of the automatic label before the text; a mend cannot reach them

    def spot(self, name: str, mended: str, expected: str = "") -> Spot:
        """Return the spot of a group of the marker."""
        start, end = self.match.span(name)
        text = self.match.string
        whole = in_line(text, start, end, mended)
        found = " ".join(whole.found.split()[:8])
        right = expected or " ".join(whole.expected.split()[:8])
        if self.shift:
            return Spot(0, 0, found, right)
        return Spot(start, end, found, right, mended if not expected else None)


def judge_outline(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield markers of the outline by `part`."""
    marks = list(_marks(body_of(document)))
    for mark, spot in _PARTS[param(rule, "part")](marks):
        yield told(rule, standard, mark.paragraph, spot)


def _marks(lines: tuple[CheckedParagraph, ...]) -> Iterator[_Mark]:
    for line in lines:
        text = f"{line.label} {line.text}" if line.label else line.text
        shift = len(line.label) + 1 if line.label else 0
        article = _ARTICLE.match(text)
        if article and line.component == "article":
            yield _Mark(line, "article", article, shift)
            continue
        chapter = _CHAPTER.match(text)
        if chapter and line.component == "part":
            yield _Mark(line, "part", chapter, shift)
            continue
        for level, pattern in _MARKERS:
            match = pattern.match(text)
            if match and (level != "roman" or read_roman(match["number"])):
                yield _Mark(line, level, match, shift)
                break


_Said = Iterator[tuple[_Mark, Spot]]
_TOPS = {"roman", "item"}
_DEPTH = {"part": 0, "roman": 1, "article": 1, "item": 2, "deep": 3, "point": 4}


def _row(marks: list[_Mark]) -> _Said:
    """Yield numbers that neither begin a row nor follow the last one."""
    last: dict[str, int] = {}
    for mark in marks:
        if mark.level in {"part", "point", "article"}:
            if mark.level == "part":
                last.pop("roman", None)
            continue
        value = _value(mark)
        key = mark.level
        if key == "deep":
            key = mark.match["parent"]
        else:  # what stood below the last one is closed
            last = {level: number for level, number in last.items() if level in _TOPS}
        before = last.get(key, 0)
        if value not in {1, before + 1}:
            yield mark, mark.spot("number", "", _after(mark, before))
        last[key] = value


def _value(mark: _Mark) -> int:
    number = mark.match["number"]
    return read_roman(number) if mark.level == "roman" else int(number)


def _after(mark: _Mark, before: int) -> str:
    right = roman(before + 1) if mark.level == "roman" else str(before + 1)
    if mark.level == "deep":
        right = f"{mark.match['parent']}.{right}"
    return f"số {right}"


def _articles(marks: list[_Mark]) -> _Said:
    """Yield a Điều whose number does not go on from the one before."""
    before = 0
    for mark in marks:
        if mark.level != "article":
            continue
        value = int(mark.match["number"])
        if value != before + 1:
            yield mark, mark.spot("number", "", f"Điều {before + 1}")
        before = value


def _letters(marks: list[_Mark]) -> _Said:
    """Yield points whose letter is not the next Vietnamese one."""
    before = -1
    for mark in marks:
        if mark.level != "point":
            if _DEPTH[mark.level] < _DEPTH["point"]:
                before = -1
            continue
        letter = mark.match["number"]
        place = POINTS.find(letter)
        if letter != "a" and place != before + 1:
            right = POINTS[before + 1] if before + 1 < len(POINTS) else "…"
            yield mark, mark.spot("number", "", f"{right})")
            place = max(place, before + 1)
        before = 0 if letter == "a" else place


def _point_signs(marks: list[_Mark]) -> _Said:
    """Yield points written otherwise than `a)`; a lone `a.` in running text is none."""
    for mark in marks:
        if mark.level == "point" and mark.match["sign"] != ")":
            yield mark, mark.spot("sign", ")")


def _item_signs(marks: list[_Mark]) -> _Said:
    """Yield khoản of a paper with Điều written otherwise than `1.`."""
    if not any(mark.level == "article" for mark in marks):
        return
    for mark in marks:
        if mark.level == "item" and mark.match["sign"] != ".":
            yield mark, mark.spot("sign", ".")


def _article_signs(marks: list[_Mark]) -> _Said:
    for mark in marks:
        if mark.level != "article":
            continue
        if mark.match["sign"].lstrip("abcdđeghik") != ".":
            yield mark, mark.spot("sign", ".")


def _part_figures(marks: list[_Mark]) -> _Said:
    """Yield Phần, Chương with Arabic figures, Mục with Roman ones."""
    for mark in marks:
        if mark.level != "part":
            continue
        number = mark.match["number"]
        is_section = mark.match["word"].casefold().endswith("mục")
        if number.isdigit() and not is_section and int(number):
            yield mark, mark.spot("number", roman(int(number)))
        elif is_section and not number.isdigit() and read_roman(number.upper()):
            yield mark, mark.spot("number", str(read_roman(number.upper())))


def _mixed(marks: list[_Mark]) -> _Said:
    """Yield Roman numbers with another sign than the first one has."""
    signs = [mark for mark in marks if mark.level == "roman"]
    for mark in signs[1:]:
        if mark.match["sign"] != signs[0].match["sign"]:
            yield mark, mark.spot("sign", signs[0].match["sign"])


_PARTS: dict[str, Callable[[list[_Mark]], _Said]] = {
    "row": _row,
    "articles": _articles,
    "letters": _letters,
    "point_signs": _point_signs,
    "item_signs": _item_signs,
    "article_signs": _article_signs,
    "part_figures": _part_figures,
    "mixed": _mixed,
}

KINDS: Mapping[str, Kind] = {
    "outline_part": Kind(judge=judge_outline, must=frozenset({"part"}), needs_component=False),
}
