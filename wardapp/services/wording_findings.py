"""Remarks on running text, whatever draft it stands in: abbreviations, citations, days, letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from wardapp.core import wording
from wardapp.core.drafts import LayoutFinding

REMEMBERED_LINES = 4_096
Spots = Callable[[str], Iterator[wording.Spot]]


def wording_findings(texts: Sequence[str]) -> Iterator[LayoutFinding]:
    """Yield the remarks on the text of a draft and on those of its annexes behind it."""
    yield from _abbreviations(texts)
    for part, text in enumerate(texts):
        for line, words in enumerate(text.split("\n")):
            for rule, spot in _spots(words):
                code, _spots_of, said = _RULES[rule]
                yield LayoutFinding(
                        code=code, text=said(spot), line=line, found=spot.found,
                        replacement=spot.mended if code != "weekday" else None, part=part,
                    )  # fmt: skip


@lru_cache(maxsize=REMEMBERED_LINES)
def _spots(words: str) -> tuple[tuple[int, wording.Spot], ...]:
    """Return what each rule finds in a line: between two keys nearly all lines are the same."""
    return tuple(
        (place, spot) for place, (_code, spots, _said) in enumerate(_RULES) for spot in spots(words)
    )


def _abbreviations(texts: Sequence[str]) -> Iterator[LayoutFinding]:
    """Yield abbreviations never explained; what the text explains, its annexes may use."""
    for spot in wording.unexplained("\n".join(texts)):
        line, part = "\n".join(texts).count("\n", 0, spot.start), 0
        while part < len(texts) - 1 and line > texts[part].count("\n"):
            line -= texts[part].count("\n") + 1
            part += 1
        yield LayoutFinding(
            code="abbreviation",
            text=f"“{spot.found}” viết tắt lần đầu chưa có cụm từ đầy đủ.",
            line=line,
            found=spot.found,
            replacement=spot.mended,
            part=part,
        )


def _mangled(spot: wording.Spot) -> str:
    return f"Số, ký hiệu “{spot.found}” không đúng dạng. Anh, chị xem lại bản gốc."


def _loose_citation(spot: wording.Spot) -> str:
    return f"Số, ký hiệu viết liền: “{spot.expected}”."


def _no_such_day(spot: wording.Spot) -> str:
    return (
        f"Không có {spot.found}."
        if spot.found.startswith("ngày")
        else (f"Không có ngày {spot.found}.")
    )


def _weekday(spot: wording.Spot) -> str:
    return f"Ngày này không phải thứ đã ghi, phải là “{spot.expected}”."


def _loose_day(spot: wording.Spot) -> str:
    return f"Ngày dưới 10, tháng 1 và 2 có số 0 ở trước: “{spot.expected}”."


_RULES: tuple[tuple[str, Spots, Callable[[wording.Spot], str]], ...] = (
    ("citation_mangled", wording.mangled_citations, _mangled),
    ("citation_loose", wording.loose_citations, _loose_citation),
    ("no_such_day", wording.impossible_days, _no_such_day),
    ("weekday", wording.wrong_weekdays, _weekday),
    ("day_loose", wording.loose_days, _loose_day),
)
