"""Lowers the trust in values where the file shows that its letters cannot be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from wardapp.core.reading import FileKind, ReadWarning
from wardapp.core.text import exact_key
from wardapp.documents.reader.found import Found
from wardapp.documents.reader.head import Head
from wardapp.documents.reader.keys import count_of
from wardapp.documents.reader.paper import Paper

T = TypeVar("T")

_NAMES = {"issuing_body", "parent_body", "place", "signer_name"}
_FIGURES = {"number", "symbol", "number_symbol", "date", "subject", "addressees"}
_SUSPECTS = {
    "name_spelling": {"place", "issuing_body", "parent_body"},
    "symbol_spelling": {"symbol", "number_symbol"},
    "type_symbol_mismatch": {"type", "symbol", "number_symbol"},
}
_MARK = re.compile(r"\*{1,3}\S|\\\*|^#+ ")
_TWICE = 2


def trusted(
    found: Iterable[tuple[str, Found[T]]],
    paper: Paper,
    head: Head,
    warnings: tuple[ReadWarning, ...],
) -> Iterator[tuple[str, Found[T]]]:
    """Yield the findings, sure only where the file gives no reason to doubt.

    Text that went through an OCR program keeps names sure when they stand elsewhere in it too.
    """
    codes = {warning.code for warning in warnings}
    suspects = {name for code in codes for name in _SUSPECTS.get(code, ())}
    poor = _is_poor(paper, codes)
    key = exact_key(paper.text()) if poor else ""
    for name, item in found:
        doubt = name in suspects
        if poor and name in _NAMES:
            doubt = doubt or count_of(str(item.value), key) < _TWICE
        doubt = doubt or (poor and name in _FIGURES) or not head.lines
        yield name, replace(item, sure=item.sure and not doubt)


def _is_poor(paper: Paper, codes: set[str]) -> bool:
    """Return True for text of an OCR program or of a converted old font."""
    if "fixed_phrase" in codes or paper.repaired_font:
        return True
    return paper.kind is FileKind.TXT and any(_MARK.search(line.raw) for line in paper.lines)
