"""A value with the lines it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from wardapp.core.reading import Confidence, Evidence
from wardapp.documents.reader.paper import Line

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T]):
    """A value read from lines; `sure` only where nothing was mended or guessed."""

    value: T
    lines: tuple[Line, ...]
    sure: bool
    place: str
    words: str = ""  # what stands there, where it is less than the lines


def evidence_of(found: Found[T]) -> Evidence:
    """Return where the value stands, in the words of the file."""
    lines: Sequence[Line] = found.lines
    return Evidence(
        page=lines[0].page if lines else 1,
        text=found.words or "\n".join(line.raw for line in lines),
        confidence=Confidence.SURE if found.sure else Confidence.CHECK,
        spots=tuple(line.spot for line in lines if line.spot is not None),
        place=found.place,
    )
