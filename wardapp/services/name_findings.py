"""Remarks on names: fixed phrases and own names with a slip, the signer's with another accent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wardapp.core.drafts import LayoutFinding
from wardapp.core.spelling import (
    FIXED_PHRASES,
    PhraseBook,
    Slip,
    SlipKind,
    misplaced_tones,
)
from wardapp.core.text import exact_key, fold
from wardapp.services.draft_knowledge import Knowledge

_NAME_WORDS = 3
REMEMBERED_LINES = 4_096
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_PLACE = 2


def name_findings(texts: Sequence[str], known: Knowledge) -> Iterator[LayoutFinding]:
    """Yield the slips in names that the office knows, each with its safe mend."""
    names = _names(known.own_names, known.other_names)
    for part, text in enumerate(texts):
        for line, words in enumerate(text.split("\n")):
            taken: list[tuple[int, int]] = []
            for slip in _slips(words, names.own, names.others):
                if all(slip.end <= start or end <= slip.start for start, end in taken):
                    taken.append((slip.start, slip.end))
                    yield _finding(slip, line, part)
            yield from _persons(words, known, line, part)


@dataclass(frozen=True, slots=True)
class _Names:
    """Names made ready once: few drafts see them change, and every key asks for every line."""

    own: PhraseBook
    others: PhraseBook


@lru_cache(maxsize=4)
def _names(own: tuple[str, ...], others: tuple[str, ...]) -> _Names:
    return _Names(PhraseBook((*FIXED_PHRASES, *_several(own))), PhraseBook(_several(others)))


@lru_cache(maxsize=REMEMBERED_LINES)
def _slips(words: str, own: PhraseBook, others: PhraseBook) -> tuple[Slip, ...]:
    # Capitals of others' names are their own affair: only letters and accents count.
    others_slips = (each for each in others.slips(words) if each.kind is not SlipKind.CASE)
    return (*own.slips(words), *others_slips, *misplaced_tones(words))


def _several(names: Sequence[str]) -> Iterator[str]:
    return (name for name in names if len(name.split()) >= _SHORTEST_PLACE)


def _finding(slip: Slip, line: int, part: int) -> LayoutFinding:
    said = {
        SlipKind.TONE: f"Dấu thanh đặt sai chỗ: “{slip.expected}”.",
        SlipKind.CASE: f"Viết hoa: “{slip.expected}”.",
    }
    return LayoutFinding(
        code="name_slip",
        text=said.get(slip.kind, f"“{slip.found}” có lẽ là “{slip.expected}”."),
        line=line,
        found=slip.found,
        replacement=slip.expected,
        part=part,
    )


def _persons(words: str, known: Knowledge, line: int, part: int) -> Iterator[LayoutFinding]:
    """Yield names that are a signer's but for the accents of one word, and nobody else's."""
    spelt = _line_key(words)
    likely = [name for name in dict.fromkeys(known.signers) if _line_key(name) in spelt]
    if not likely:
        return
    everyone = {exact_key(name) for name in (*known.signers, *known.people)}
    spoken = list(_WORD.finditer(words))
    for name in likely:
        count = len(name.split())
        if count < _NAME_WORDS:
            continue
        for at in range(len(spoken) - count + 1):
            found = words[spoken[at].start() : spoken[at + count - 1].end()]
            if _is_slip_of(found, name, everyone):
                yield LayoutFinding(
                    code="signer_slip",
                    text=f"“{found}” khác tên người ký “{name}” một dấu.",
                    line=line,
                    found=found,
                    replacement=name,
                    part=part,
                )


@lru_cache(maxsize=REMEMBERED_LINES)
def _line_key(words: str) -> str:
    return fold(words)


def _is_slip_of(found: str, name: str, everyone: set[str]) -> bool:
    if fold(found) != fold(name) or exact_key(found) in everyone or not found[:1].isupper():
        return False
    pairs = zip(exact_key(found).split(), exact_key(name).split(), strict=False)
    return sum(1 for one, other in pairs if one != other) == 1
