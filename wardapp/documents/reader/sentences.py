"""The body as sentences, each knowing the lines it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wardapp.documents.reader.paper import Line

_END = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-zà-ỹ])|(?<=\.)\s+(?=[A-ZĐ])")
_STARTS_ITEM = re.compile(r"^\s*(?:[-–+•*]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]+[.-]|Điều \d)")
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the lines of the paragraph it stands in."""

    text: str
    lines: tuple[Line, ...]


def sentences_of(lines: Iterable[Line]) -> Iterator[Sentence]:
    """Yield the sentences of the lines, paragraphs joined over broken lines."""
    for paragraph in _paragraphs(lines):
        text = " ".join(line.text for line in paragraph)
        for piece in _END.split(text[:_LONGEST]):
            words = piece.strip()
            if words:
                yield Sentence(words, tuple(line for line in paragraph if _shares(line, words)))


def _paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        fresh = line.opens and not line.text[:1].islower()
        if paragraph and (fresh or _STARTS_ITEM.match(line.text)):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _shares(line: Line, words: str) -> bool:
    """Return True when the line holds a part of the words."""
    return line.text in words or words in line.text or _overlaps(line.text, words)


def _overlaps(line: str, words: str) -> bool:
    size = min(len(line), len(words), 25)
    return line[-size:] in words or line[:size] in words
