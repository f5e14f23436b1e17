"""Light marks of plain text: `*italic*`, `**bold**`, `***both***`; a backslash frees a star."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from wardapp.core.document import Run

_STARS = re.compile(r"\\\*|\*+")
_BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]")
_UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\u00a0]+")
_OPENERS = set("([{“‘\"'-–—/«")
_CLOSERS = set(")]}”’\"'.,;:!?…-–—/»")
_BOLD = 2
_BOTH = 3


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark in the text: its place, how many stars, whether it may open or close."""

    start: int
    stars: int
    opens: bool
    closes: bool


@lru_cache(maxsize=4096)
def printed_runs(text: str) -> tuple[Run, ...]:
    """Return text as it prints: NFC, one line, tidied spaces, light marks turned into looks.

    Marks without a partner stay as they were typed.
    """
    tidy = _tidied(text)
    marks = tuple(_marks(tidy))
    return joined_runs(_stretches(tidy, marks, _pairs(marks)))


def run_text(runs: tuple[Run, ...]) -> str:
    """Return the bare text of runs."""
    return "".join(run.text for run in runs)


def _tidied(text: str) -> str:
    spaced = _BREAKS.sub(" ", unicodedata.normalize("NFC", text))
    kept = _UNPRINTED.sub("", spaced)
    return _BLANKS.sub(" ", kept).strip()


def _marks(text: str) -> list[_Mark]:
    marks = []
    for match in _STARS.finditer(text):
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        stars = 0 if match.group().startswith("\\") else len(match.group())
        if stars > _BOTH:
            continue
        opens = (before.isspace() or before in _OPENERS) and not (
            after.isspace() or after in ".,;:!?)]}…"
        )
        closes = not before.isspace() and (after.isspace() or after in _CLOSERS)
        marks.append(_Mark(match.start(), stars, opens, closes))
    return marks


def _pairs(marks: tuple[_Mark, ...]) -> dict[int, bool]:
    """Return start of each mark that counts -> True when it opens."""
    paired: dict[int, bool] = {}
    open_marks: list[_Mark] = []
    for mark in marks:
        partner = next((m for m in reversed(open_marks) if m.stars == mark.stars), None)
        if mark.stars and mark.closes and partner is not None:
            paired |= {partner.start: True, mark.start: False}
            del open_marks[open_marks.index(partner) :]
        elif mark.stars and mark.opens:
            open_marks.append(mark)
    return paired


def _stretches(text: str, marks: tuple[_Mark, ...], paired: dict[int, bool]) -> list[Run]:
    runs: list[Run] = []
    bold = italic = False
    at = 0
    for mark in marks:
        if mark.stars and mark.start not in paired:
            continue
        runs.append(Run(text=text[at : mark.start], bold=bold, italic=italic))
        if not mark.stars:
            runs.append(Run(text="*", bold=bold, italic=italic))
            at = mark.start + 2
            continue
        opening = paired[mark.start]
        bold = opening if mark.stars >= _BOLD else bold
        italic = opening if mark.stars != _BOLD else italic
        at = mark.start + mark.stars
    runs.append(Run(text=text[at:], bold=bold, italic=italic))
    return runs


def joined_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs without empty ones, neighbours of one look made one."""
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        before = joined.pop().text if joined and _alike(joined[-1], run) else ""
        joined.append(Run(text=before + run.text, bold=run.bold, italic=run.italic))
    return tuple(joined)


def _alike(one: Run, other: Run) -> bool:
    return (one.bold, one.italic) == (other.bold, other.italic)
