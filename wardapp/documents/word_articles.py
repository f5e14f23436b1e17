"""A Điều of ours read back from Word: its sentence is regular in a bold style, as it printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wardapp.documents.compose_body import is_running_article
from wardapp.documents.outline import parse_outline
from wardapp.documents.word_looks import Piece

_AS_TYPED = {False: None, None: True, True: True}


def as_typed(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of a paragraph of the style of Điều with the looks that were typed.

    Of a Điều that goes on with a sentence, bold words were typed bold and regular ones were not;
    its word and number, and the name of another Điều, look as their style does.
    """
    blocks = parse_outline("".join(piece.text for piece in pieces))
    if len(blocks) != 1 or not is_running_article(blocks[0]):
        return tuple(pieces)
    block = blocks[0]
    return tuple(_dressed(pieces, len(block.lead + block.marker + block.gap)))


def _dressed(pieces: Iterable[Piece], head: int) -> Iterator[Piece]:
    for piece in pieces:
        before, behind = piece.text[:head], piece.text[head:]
        head -= len(before)
        if before:
            yield replace(piece, text=before, bold=None)
        if behind:
            yield replace(piece, text=behind, bold=_AS_TYPED[piece.bold])
