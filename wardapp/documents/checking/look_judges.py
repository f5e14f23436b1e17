"""Judges how the text of a component looks: size, weight, slant, case, font, colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardapp.core.checking import CheckFinding, CheckRule, Fix
from wardapp.core.layout import Standard
from wardapp.documents.checking.judging import Fault, Kind, fault, judged, style_of
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph

SIZE_SLACK = 0.25
"""Points a size may differ: half a step of Word."""


def judge_size(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield paragraphs with letters outside the sizes of their style."""
    for paragraph in judged(document, rule):
        style = style_of(standard, paragraph.component)
        if style is None:
            continue
        least, most = style.size_range
        wrong = [
            run
            for run in paragraph.runs
            if run.text.strip() and not least - SIZE_SLACK <= run.size <= most + SIZE_SLACK
        ]
        if wrong:
            expected = _points(least) if least == most else f"{_points(least)}–{_points(most)}"
            wanted = nearest(wrong[0].size, least, most)
            yield fault(
                rule,
                standard,
                Fault(
                    found=f"cỡ chữ {_points(wrong[0].size)}",
                    expected=f"cỡ chữ {expected}",
                    fix=Fix(
                        label=f"Đổi cỡ chữ thành {_points(wanted)}",
                        paragraph=paragraph.index,
                        settings=(("size", f"{wanted:g}"),),
                    ),
                ),
                paragraph,
            )


def nearest(value: float, least: float, most: float) -> float:
    """Return the allowed value nearest to one."""
    return min(max(value, least), most)


def _points(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def letters(paragraph: CheckedParagraph) -> str:
    """Return the text of a paragraph as it prints: capitals by format too."""
    return "".join(run.text.upper() if run.caps else run.text for run in paragraph.runs)


KINDS: Mapping[str, Kind] = {
    "size": Kind(judge=judge_size),
}
