"""The words of a paragraph as they print, piece by piece with the element each comes from.

Tracked insertions count as accepted, deletions as gone; of a drawing saved twice the first is
taken; field codes are left out, their results kept. `offset` counts in the text that joins all
pieces, so a mend finds the element of a letter again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from wardapp.documents.checking.reading_props import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
V = "{urn:schemas-microsoft-com:vml}"
BOX = f"{W}txbxContent"
_GONE = {
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr")
}
_DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object"}
_DEEPEST = 40
_BREAKS = {"page", "column"}
PAGE_BREAK = "\f"
CODE = "code"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one element (`w:t`, `w:tab`, `w:br` …) in a run."""

    element: etree._Element
    run: etree._Element
    text: str
    offset: int


def pieces_of(paragraph: etree._Element) -> Iterator[Piece]:
    """Yield the text of a paragraph in order; boxes and drawings in it are left out."""
    offset = 0
    fields: list[str] = []
    for run in runs_of(paragraph):
        for child in run:
            if child.tag == f"{W}fldChar":
                field_step(fields, child)
            text = piece_text(child)
            if text and text != PAGE_BREAK and CODE not in fields:
                yield Piece(child, run, text, offset)
                offset += len(text)


def runs_of(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph that print, in order."""
    return _runs(paragraph, 0)


def field_step(fields: list[str], mark: etree._Element) -> None:
    """Follow the mark of a field: into its code, into its result, out of it."""
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        fields.append(CODE)
    elif kind == "separate" and fields:
        fields[-1] = "result"
    elif kind == "end" and fields:
        fields.pop()


def drawings_of(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the drawings of a paragraph, each once."""
    for run in _runs(paragraph, 0):
        yield from _drawings(run, 0)


def breaks_page(paragraph: etree._Element) -> bool:
    """Return whether a page break stands in the paragraph."""
    return any(piece_text(child) == PAGE_BREAK for run in _runs(paragraph, 0) for child in run)


def piece_text(element: etree._Element) -> str:
    """Return the text that a child of a run stands for."""
    tag = element.tag
    if tag == f"{W}t":
        return element.text or ""
    if tag in {f"{W}tab", f"{W}ptab"}:
        return "\t"
    if tag == f"{W}br":
        return PAGE_BREAK if element.get(f"{W}type") in _BREAKS else "\n"
    if tag == f"{W}cr":
        return "\n"
    return "-" if tag == f"{W}noBreakHyphen" else ""


def boxes_in(element: etree._Element) -> list[etree._Element]:
    """Return the text boxes of a drawing, of one saved twice only the first."""
    found: list[etree._Element] = []
    _collect_boxes(element, found, 0)
    return found


def is_tracked(root: etree._Element) -> bool:
    """Return whether the file holds changes that nobody has accepted yet."""
    tags = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
    return next(root.iter(*tags), None) is not None


def _runs(element: etree._Element, depth: int) -> Iterator[etree._Element]:
    if depth > _DEEPEST:
        return
    for child in element:
        tag = child.tag
        if tag == f"{W}r":
            yield child
        elif tag == f"{MC}AlternateContent":
            chosen = alternative(child)
            if chosen is not None:
                yield from _runs(chosen, depth + 1)
        elif isinstance(tag, str) and tag not in _GONE and tag not in _DRAWINGS and len(child):
            yield from _runs(child, depth + 1)


def alternative(element: etree._Element) -> etree._Element | None:
    """Return what is shown of content saved in several ways: the first way."""
    first = element.find(f"{MC}Choice")
    return first if first is not None and len(first) else element.find(f"{MC}Fallback")


def letters_framed(paragraph: etree._Element) -> bool:
    """Return whether letters of a paragraph stand in a frame of their own (Borders for text)."""
    return any(each.get(f"{W}val", "none") not in {"none", "nil"}
               for each in paragraph.iter(f"{W}bdr"))  # fmt: skip


def _drawings(run: etree._Element, depth: int) -> Iterator[etree._Element]:
    for child in run:
        if child.tag in _DRAWINGS:
            yield child
        elif child.tag == f"{MC}AlternateContent" and depth < _DEEPEST:
            chosen = alternative(child)
            if chosen is not None:
                yield from _drawings(chosen, depth + 1)


def _collect_boxes(element: etree._Element, found: list[etree._Element], depth: int) -> None:
    if depth > _DEEPEST:
        return
    for child in element:
        if child.tag == BOX:
            found.append(child)
        elif child.tag == f"{MC}AlternateContent":
            chosen = alternative(child)
            if chosen is not None:
                _collect_boxes(chosen, found, depth + 1)
        elif isinstance(child.tag, str):
            _collect_boxes(child, found, depth + 1)
