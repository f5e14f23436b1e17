"""Petitions that may be about the same thing: same field, same place, words alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wardapp.core.petitions import Petition, PetitionEntry, PetitionKind
from wardapp.core.text import fold

MOST = 4
LIKELY = 62
"""From here on two petitions are shown side by side; the clerk decides."""

ALIKE = 52
"""Words must say as much by themselves: the same place and field make no duplicate."""

SHORTEST = 8
SAME_FIELD, SAME_PLACE, OTHER_PLACE = 10, 14, -18
EMPTY_WORDS = re.compile(
    r"\b(?:de nghi|phan anh|kien nghi|ve viec|tai|o|cua|cho|va|bi|co|khong|can|som|duoc|cac|nhung"
    r"|tinh trang|xem xet|giai quyet|kiem tra|nguoi dan)\b"
)


def likely_duplicates(
    entry: PetitionEntry, kept: Iterable[Petition]
) -> tuple[tuple[Petition, int, str], ...]:
    """Return the petitions most like an entry, the likest first: line, score of 100, why.

    Denunciations hold no content, so nothing is like them.
    """
    words = _words(entry.subject)
    if len(words) < SHORTEST or entry.kind is PetitionKind.DENUNCIATION:
        return ()
    from rapidfuzz import fuzz  # noqa: PLC0415  (late: only who types a petition needs it)

    found = []
    for line in kept:
        if line.kind is PetitionKind.DENUNCIATION:
            continue
        alike = fuzz.token_set_ratio(words, _words(line.subject)) * 0.7
        alike += fuzz.token_sort_ratio(words, _words(line.subject)) * 0.3
        if alike < ALIKE:
            continue
        bonus, reasons = _beside(entry, line)
        score = round(alike * 0.8 + bonus)
        if score >= LIKELY:
            found.append((line, min(score, 100), ", ".join((*reasons, "lời gần giống"))))
    found.sort(key=lambda each: (-each[1], -each[0].received.toordinal(), each[0].id))
    return tuple(found[:MOST])


def _beside(entry: PetitionEntry, line: Petition) -> tuple[int, list[str]]:
    """Return what field and place say for or against."""
    bonus, reasons = 0, []
    if entry.field is line.field:
        bonus += SAME_FIELD
        reasons.append("cùng lĩnh vực")
    here, there = fold(entry.place), fold(line.place)
    if here and here == there:
        bonus += SAME_PLACE
        reasons.append("cùng nơi")
    elif here and there:
        bonus += OTHER_PLACE
    return bonus, reasons


def _words(text: str) -> str:
    return " ".join(EMPTY_WORDS.sub(" ", fold(text)).split())
