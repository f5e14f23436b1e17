"""What a Word file says otherwise than the page, and the text to type for it, word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from wardapp.core.versions import VersionDifference
from wardapp.core.word_trip import WordChange, WordComparison, WordText
from wardapp.services.text_difference import compared_lines

OTHERWISE = "chữ mà trang này trình bày khác đi"


def compared(
    word: WordText, page: WordText, typed: str, read_again: Callable[[str], WordText]
) -> WordComparison:
    """Return the differences between a Word file and the page.

    `typed` is the text of the draft and `page` what it prints. `read_again` returns what a text
    prints: only a text that prints every word of the Word file, in order, is offered.
    """
    ways = SequenceMatcher(a=page.body, b=word.body, autojunk=False).get_opcodes()
    body = "".join(_typed(ways, word.body, _chunks(typed, page.body)))
    losses = word.losses
    if not losses and word.body != page.body and read_again(body).body != word.body:
        losses = (OTHERWISE,)
    return WordComparison(
        changes=tuple(_changes(ways, word.body, page.body)),
        body=body,
        around_differs=word.around != page.around,
        losses=losses,
        difference=VersionDifference(
            body=compared_lines(page.body, word.body),
            around=compared_lines(page.around, word.around),
        ),
    )


Way = tuple[str, int, int, int, int]


def _chunks(typed: str, printed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the typed line behind each printed one, with the blank lines above it."""
    chunks, lead = [], ""
    for line in typed.splitlines(keepends=True):
        if line.strip():
            chunks.append(f"{lead}{line.rstrip(chr(10))}\n")
            lead = ""
        else:
            lead += line
    if len(chunks) != len(printed):  # some line prints nothing: take all as printed
        return tuple(f"{line}\n" for line in printed)
    return tuple(chunks)


def _typed(ways: Sequence[Way], new: tuple[str, ...], chunks: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of the taken text: as typed where they are unchanged."""
    for way, start, end, new_start, new_end in ways:
        if way == "equal":
            yield from chunks[start:end]
        else:
            yield _lead(chunks[start]) if way == "replace" else ""
            yield from (f"{line}\n" for line in new[new_start:new_end])


def _lead(chunk: str) -> str:
    """Return the blank lines above a typed line."""
    before, mark, _line = chunk.rstrip("\n").rpartition("\n")
    return before + mark


def _changes(
    ways: Sequence[Way], new: tuple[str, ...], old: tuple[str, ...]
) -> Iterator[WordChange]:
    for way, start, end, new_start, new_end in ways:
        if way != "equal":
            yield from (WordChange(text, is_new=False) for text in old[start:end])
            yield from (WordChange(text, is_new=True) for text in new[new_start:new_end])
