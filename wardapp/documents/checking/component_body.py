"""Components between head and foot, and of annexes, where no style of ours names them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wardapp.core.text import clean
from wardapp.documents.checking.component_head import Found_
from wardapp.documents.checking.model import CheckedParagraph, CheckedTable
from wardapp.documents.compose_body import body_styles
from wardapp.documents.outline import parse_outline
from wardapp.documents.reader.keys import is_caps, plain

_LABEL = re.compile(r"^\W*phu luc(?:\s+(?:so\s+)?[\divxlc]{1,5})?\W*$")
_REFERENCE = re.compile(
    r"^\W*\((?:ban hanh )?kem theo\b|^\W*(?:ban hanh )?kem theo (?:\w+ ){1,4}so\b"
)
_BAR = "|"
_MOST_TITLE_LINES = 6
_LONGEST_TITLE = 260


def find_body(
    pieces: Sequence[CheckedParagraph], numbers: Sequence[int], tables: Sequence[CheckedTable]
) -> Found_:
    """Return the components of the pieces with these numbers: text by its outline, cells."""
    found: Found_ = {}
    lines: list[str] = []
    texts: list[int] = []
    for at in numbers:
        piece = pieces[at]
        if piece.in_box or not any(map(str.isalnum, piece.text)):
            continue
        if piece.table >= 0:
            is_head = piece.row < tables[piece.table].head_rows
            found[at] = "cell_head" if is_head else "cell"
            continue
        whole = f"{piece.label} {piece.text}" if piece.label else piece.text
        lines.append(" ".join(clean(whole).replace(_BAR, "/").split()) or "-")
        texts.append(at)
    blocks = parse_outline("\n".join(lines))
    styles = body_styles(blocks)
    for block, style in zip(blocks, styles, strict=True):
        if block.line < len(texts):
            found[texts[block.line]] = style
    return found


def annex_starts(pieces: Sequence[CheckedParagraph], first: int) -> list[int]:
    """Return the pieces that begin an annex: its label, else its title where ours is styled."""
    starts: list[int] = []
    for at in range(first, len(pieces)):
        piece = pieces[at]
        styled = piece.component in {"annex_label", "annex_title"}
        if piece.component == "annex_title" and at and _titled_before(pieces, at):
            continue
        if styled or (not piece.component and _is_label(piece)):
            starts.append(at)
    return starts


def _titled_before(pieces: Sequence[CheckedParagraph], at: int) -> bool:
    before = [piece for piece in pieces[:at] if piece.text.strip()]
    return bool(before) and before[-1].component in {"annex_label", "annex_title"}


def _is_label(piece: CheckedParagraph) -> bool:
    first, _, _ = piece.text.strip().partition("\n")
    return _LABEL.match(plain(first)) is not None


def find_annex(pieces: Sequence[CheckedParagraph], numbers: Sequence[int]) -> Found_:
    """Return label, title and reference of an annex whose pieces have these numbers."""
    found: Found_ = {}
    texts = [at for at in numbers if pieces[at].text.strip()]
    if not texts or pieces[texts[0]].component:
        return found
    found[texts[0]] = "annex_label"
    for at in texts[1 : 1 + _MOST_TITLE_LINES]:
        piece = pieces[at]
        if piece.component or piece.table >= 0:
            break
        if _REFERENCE.match(plain(piece.text)):
            found[at] = "annex_reference"
            break
        if not _is_title(piece):
            break
        found[at] = "annex_title"
    return found


def _is_title(piece: CheckedParagraph) -> bool:
    text = piece.text.strip()
    bold = all(run.bold for run in piece.runs if run.text.strip())
    return len(text) <= _LONGEST_TITLE and piece.align == "center" and (bold or is_caps(text))
