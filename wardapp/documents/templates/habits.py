"""Old habits of templates: `{{ten}}`, `<<ten>>`, mail merge fields, rows of dots."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from wardapp.core.template_views import FieldProposal
from wardapp.core.text import fold
from wardapp.documents.templates.spans import Node
from wardapp.documents.templates.words import Paragraph

LONGEST_NAME = 80
LONGEST_KEY = 60
_NAMED = re.compile(
    r"\{\{\s*(?P<a>[^{}\n]{1,80}?)\s*\}\}|<<\s*(?P<b>[^<>\n]{1,80}?)\s*>>"
    r"|«\s*(?P<c>[^«»\n]{1,80}?)\s*»"
)
_DOTS = re.compile(r"(?:\.{4,}|…[.…]*|_{4,})")
_OPEN = re.compile(r"\{\{|<<|«")
_MERGE = re.compile(r'^\s*MERGEFIELD\s+(?:"([^"]{1,80})"|(\S{1,80}))', re.IGNORECASE)
_LABEL = re.compile(r"([^.,;:…_\t\n]{2,60})[:\s]*$")
NAMELESS = "truong"


def key_of(name: str) -> str:
    """Return the tag of a field's name: `Ngày họp` becomes `ngay_hop`."""
    plain = re.sub(r"[^a-z0-9]+", "_", fold(unicodedata.normalize("NFC", name))).strip("_")
    return plain[:LONGEST_KEY].strip("_") or NAMELESS


def proposals(paragraph: Paragraph, taken: tuple[tuple[int, int], ...]) -> Iterator[FieldProposal]:
    """Yield the places of a paragraph that look like fields and are none yet."""
    used = list(taken)
    for start, end, name in (*_merge_fields(paragraph), *_named(paragraph), *_dotted(paragraph)):
        if all(end <= first or start >= last for first, last in used):
            used.append((start, end))
            label = name.strip()[:LONGEST_NAME]
            yield FieldProposal(
                part=paragraph.story.name,
                paragraph=paragraph.index,
                start=start,
                end=end,
                key=key_of(label),
                label=label,
            )


def half_marks(paragraph: Paragraph) -> Iterator[int]:
    """Yield where a mark is opened that is never closed."""
    text = paragraph.text
    whole = [(found.start(), found.end()) for found in _NAMED.finditer(text)]
    for found in _OPEN.finditer(text):
        if not any(start <= found.start() < end for start, end in whole) and (
            found[0] == "{{" or _looks_named(text[found.end() :])
        ):
            yield found.start()


def merge_name(instruction: str) -> str:
    """Return the name of a mail merge field, "" for another field."""
    found = _MERGE.match(instruction)
    return (found[1] or found[2]) if found else ""


def complex_fields(paragraph: Paragraph) -> Iterator[tuple[Node, Node, str]]:
    """Yield the first and the last run of each field of a paragraph, with its instruction."""
    begin: Node | None = None
    told = ""
    for node in paragraph.node.walk("w:p", "w:pPr", "w:rPr", "w:drawing", "w:pict"):
        if node.name == "w:instrText":
            told += node.text
        elif node.name == "w:fldChar" and node.parent is not None:
            kind = node.attrs.get("w:fldCharType")
            if kind == "begin":
                begin, told = node.parent, ""
            elif kind == "end" and begin is not None:
                yield begin, node.parent, told
                begin = None


def _merge_fields(paragraph: Paragraph) -> Iterator[tuple[int, int, str]]:
    for node in paragraph.node.walk("w:p", "w:pPr", "w:rPr"):
        name = merge_name(node.attrs.get("w:instr", "")) if node.name == "w:fldSimple" else ""
        span = paragraph.span_of(node) if name else None
        if span:
            yield (*span, name)
    for first, last, told in complex_fields(paragraph):
        name = merge_name(told)
        inside = [each for each in paragraph.pieces if first.start <= each.node.start < last.end]
        if name and inside:
            yield inside[0].start, inside[-1].end, name


def _named(paragraph: Paragraph) -> Iterator[tuple[int, int, str]]:
    for found in _NAMED.finditer(paragraph.text):
        yield found.start(), found.end(), found["a"] or found["b"] or found["c"]


def _dotted(paragraph: Paragraph) -> Iterator[tuple[int, int, str]]:
    text = paragraph.text
    for count, found in enumerate(_DOTS.finditer(text), start=1):
        before = _LABEL.search(text[: found.start()].rstrip(" :"))
        label = " ".join(before[1].split()) if before else f"Chỗ trống {count}"
        yield found.start(), found.end(), label


def _looks_named(rest: str) -> bool:
    """Tell whether a lone « or << begins a field's name rather than a quotation."""
    return re.match(r"\s*\w+\s*$", rest) is not None
