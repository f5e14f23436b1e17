"""Đánh số lại: the numbers and letters of an outline counted anew, its words untouched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wardapp.core.document import Block, BlockKind
from wardapp.core.outline_typing import POINTS
from wardapp.core.roman import roman
from wardapp.documents.outline import parse_outline, plain_text

_DEPTH = {
    BlockKind.PART: 0,
    BlockKind.ROMAN: 1,
    BlockKind.ARTICLE: 1,
    BlockKind.ITEM: 2,
    BlockKind.SUBITEM: 3,
    BlockKind.SUBSUBITEM: 4,
    BlockKind.POINT: 5,
    BlockKind.PAREN: 6,
}
_FIGURES = re.compile(r"\d+(?:\.\d+)*")
_LETTERS = re.compile(r"[a-zđ]+|[IVXL]+|\d+")
_ITEM, _LAST_FIGURE = 2, 4


@dataclass(slots=True)
class _Counts:
    """How far each depth has counted, and the kind of marker counted there."""

    at: dict[int, int] = field(default_factory=dict)
    before: Block | None = None

    def next(self, depth: int, *, anew: bool) -> int:
        for deeper in [each for each in self.at if each > depth]:
            del self.at[deeper]
        self.at[depth] = 1 if anew else self.at.get(depth, 0) + 1
        return self.at[depth]


def renumbered(text: str) -> str:
    """Return the text with every level counted from its first; articles run through.

    A list that begins with 1 or a under a line that ends with a colon begins anew.
    """
    counts, made = _Counts(), []
    for block in parse_outline(text):
        made.append(_counted(block, counts))
        counts.before = block
    return plain_text(made)


def _counted(block: Block, counts: _Counts) -> Block:
    depth = _DEPTH.get(block.kind)
    if depth is None:
        return block
    if block.kind is BlockKind.PART:
        counts.at = {k: v for k, v in counts.at.items() if _runs_through(k, block)}
        return block
    number = counts.next(depth, anew=_begins_anew(block, counts.before))
    return _with_marker(block, _marker(block, number, counts))


def _runs_through(depth: int, part: Block) -> bool:
    """Tell what a new chapter leaves counting: articles go through a whole decision."""
    return depth == _DEPTH[BlockKind.ARTICLE] and part.marker.casefold().startswith(
        ("chương", "mục", "tiểu mục")
    )


def _begins_anew(block: Block, before: Block | None) -> bool:
    if before is None or block.kind is BlockKind.ARTICLE:
        return False
    is_first = _LETTERS.search(block.marker) is not None and _own_count(block.marker) == 1
    is_led_in = before.kind is BlockKind.PARAGRAPH and before.text.rstrip(" *").endswith(":")
    return is_first and is_led_in


def _own_count(marker: str) -> int:
    figures = _FIGURES.search(marker)
    if figures:
        return int(figures[0].split(".")[-1])
    return 1 if _LETTERS.findall(marker)[-1:] in (["a"], ["I"], ["i"]) else 0


def _marker(block: Block, number: int, counts: _Counts) -> str:
    marker = block.marker
    if block.kind is BlockKind.ROMAN:
        return re.sub(r"[IVXL]+", roman(number), marker, count=1)
    if block.kind in {BlockKind.ITEM, BlockKind.ARTICLE}:
        return re.sub(r"\d+[a-zđ]?", str(number), marker, count=1)
    if block.kind in {BlockKind.SUBITEM, BlockKind.SUBSUBITEM}:
        return _FIGURES.sub(".".join(_figures(marker, number, block, counts)), marker, count=1)
    if block.kind is BlockKind.POINT:
        return f"{_point(number)})"
    return _paren(marker, number)


def _figures(marker: str, number: int, block: Block, counts: _Counts) -> list[str]:
    """Return the figures of 1.2.3: those above as they are counted, else as they were typed."""
    found = _FIGURES.search(marker)
    typed = found[0].split(".") if found else []
    made = [
        str(counts.at.get(_ITEM + place, typed_figure))
        for place, typed_figure in enumerate(typed[:-1])
    ]
    return [*made, str(number)]


def _point(number: int) -> str:
    """Return the letter of a point; behind y come aa and bb."""
    times, at = divmod(number - 1, len(POINTS))
    return POINTS[at] * (times + 1)


def _paren(marker: str, number: int) -> str:
    inside = marker.strip("()")
    if inside.isdigit():
        return f"({number})"
    if inside in {"i", "v", "x"} or len(inside) > 1:
        return f"({roman(number).lower()})"
    return f"({_point(number)})"


def _with_marker(block: Block, marker: str) -> Block:
    if marker == block.marker:
        return block
    return Block(
        kind=block.kind, marker=marker, text=block.text, lead=block.lead, gap=block.gap,
        tail=block.tail, line=block.line, runs=block.runs,
    )  # fmt: skip
