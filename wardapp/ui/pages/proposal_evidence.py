"""Where the values of a proposal were read, in words short enough for the form."""

from __future__ import annotations

from wardapp.core.notation import parse_notation
from wardapp.core.reading import Confidence, Evidence, Proposal

QUOTE = 34
SHORT = 24


def evidence_of(proposal: Proposal, source: str) -> Evidence | None:
    """Return where a value was read; the due date comes from the deadlines of the text."""
    if source != "due":
        return proposal.reading.where(source)
    due = proposal.arrival.due_date
    found = next((each for each in proposal.reading.deadlines if each.date == due), None)
    if found is None:
        return None
    return Evidence(
        page=found.page,
        text=found.text,
        confidence=Confidence.CHECK,
        spots=found.spots,
        place="Thân văn bản",
    )


def split_symbol(text: str) -> tuple[str, str]:
    """Return number and symbol of what the clerk typed, as typed where it follows no rule."""
    notation = parse_notation(text)
    if notation is not None:
        return notation.code_number, notation.symbol
    digits = len(text) - len(text.lstrip("0123456789"))
    return text[:digits], text[digits:].lstrip("-/ ")


def echo_of(evidence: Evidence, shown: str) -> str:
    """Return place and quoted words; a sure value that stands there letter for letter is brief."""
    words = " ".join(evidence.text.split())
    is_sure = evidence.confidence is Confidence.SURE
    if is_sure and (len(shown) < SHORT or shown in words):
        return evidence.place if len(shown) < SHORT else ""
    words = _around(words, shown)
    return f"{evidence.place}: “{words}”" if evidence.place else f"“{words}”"


def _around(words: str, shown: str) -> str:
    """Return the words, cut to the stretch around what was taken from them."""
    if len(words) <= QUOTE:
        return words
    at = words.find(shown) if shown else -1
    start = max(at + len(shown) - QUOTE + 6, 0) if at >= 0 else 0
    start = words.find(" ", start) + 1 if start else 0
    stretch = words[start : start + QUOTE]
    if start + QUOTE < len(words):
        stretch = stretch.rpartition(" ")[0] or stretch
    is_cut = start + len(stretch) < len(words)
    return f"{'…' if start else ''}{stretch.strip()}{'…' if is_cut else ''}"
