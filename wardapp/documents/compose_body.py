"""The body: which style each block of the outline prints in (domain §1.8)."""

from __future__ import annotations

from collections.abc import Sequence

from wardapp.core.document import Block, BlockKind, Run
from wardapp.core.layout import TextStyle
from wardapp.documents.composition import Flow, Para, Span
from wardapp.documents.light_marks import run_text
from wardapp.documents.setter import Setter
from wardapp.documents.table_text import body_table, spans_in

_FIXED_STYLES = {
    BlockKind.BASIS: "basis",
    BlockKind.PART: "part",
    BlockKind.ROMAN: "roman",
    BlockKind.ARTICLE: "article",
    BlockKind.ENACTING: "enacting",
    BlockKind.TABLE: "cell",
}
_HEADED = {
    BlockKind.ITEM: "item",
    BlockKind.SUBITEM: "subitem",
    BlockKind.SUBSUBITEM: "subsubitem",
}
_DEPTHS = {
    BlockKind.PART: 0,
    BlockKind.ROMAN: 1,
    BlockKind.ARTICLE: 1,
    BlockKind.ENACTING: 1,
    BlockKind.ITEM: 2,
    BlockKind.SUBITEM: 3,
    BlockKind.SUBSUBITEM: 4,
}
BODY_STYLES = frozenset({"body", "part_title", *_FIXED_STYLES.values(), *_HEADED.values()})
"""The keys of every style that a paragraph of the body may have."""
_SENTENCE_ENDS = (".", ";", ":", ",", "!", "?", "…")
_LONGEST_HEADING = 200
_LONGEST_NAME = 120  # of a Điều: its name stands on its line


def body_styles(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the style key of each block.

    `1.`, `1.1.` and `1.1.1.` are headings (bold, bold italic, italic) when they and all their
    siblings are short phrases without an end mark; one running sentence among them and the whole
    row stays regular, so that no list is half bold. Inside a Điều they are khoản: regular.
    """
    styles = ["body"] * len(blocks)
    rows: dict[int, list[int]] = {}
    in_article = False
    for i, block in enumerate(blocks):
        depth = _DEPTHS.get(block.kind)
        if depth is not None:
            _close(blocks, styles, rows, deeper_than=depth)
        in_article = _enters_article(block, now=in_article)
        if block.kind in _HEADED and not in_article:
            rows.setdefault(_DEPTHS[block.kind], []).append(i)
        styles[i] = _FIXED_STYLES.get(block.kind, "body")
        if styles[i] == "body" and i and _is_part_title(blocks[i - 1], block):
            styles[i] = "part_title"
    _close(blocks, styles, rows, deeper_than=-1)
    return tuple(styles)


def compose_body(blocks: Sequence[Block], setter: Setter, room: int) -> tuple[Flow, ...]:
    """Return paragraphs and tables of the body in their order; `room` is the width in twips.

    Blocks without text print nothing.
    """
    flow: list[Flow] = []
    for i, (block, style) in enumerate(zip(blocks, body_styles(blocks), strict=True)):
        if block.kind is BlockKind.TABLE:
            if block.cells:  # the line of dashes alone prints nothing
                flow.append(body_table(block, i, setter, room))
            continue
        if is_running_article(block):
            spans = _marker(block) + _beside_bold(block.runs)
            flow.append(Para(style=style, spans=spans, keep_next=False, block=i))
            continue
        spans = _spans(block, setter.standard.style(style))
        if spans:
            flow.append(Para(style=style, spans=spans, block=i))
    return tuple(flow)


def is_running_article(block: Block) -> bool:
    """Return whether a Điều goes on with a sentence: then only its word and number are bold.

    The name of a Điều is a short phrase, its line wholly bold (HD05 6.2.4c, NĐ30 Phụ lục I).
    """
    words = run_text(block.runs)
    is_name = len(words) <= _LONGEST_NAME and not words.rstrip('*”" ').endswith(_SENTENCE_ENDS)
    return block.kind is BlockKind.ARTICLE and bool(words) and not is_name


def _enters_article(block: Block, *, now: bool) -> bool:
    if block.kind is BlockKind.ARTICLE:
        return True
    return now and block.kind not in {BlockKind.PART, BlockKind.ROMAN, BlockKind.ENACTING}


def _close(
    blocks: Sequence[Block], styles: list[str], rows: dict[int, list[int]], *, deeper_than: int
) -> None:
    """Decide the rows of siblings that end where a block of a higher level stands."""
    for depth in [depth for depth in rows if depth > deeper_than]:
        row = rows.pop(depth)
        if all(_is_heading(blocks[i]) for i in row):
            for i in row:
                styles[i] = _HEADED[blocks[i].kind]


def _is_heading(block: Block) -> bool:
    words = run_text(block.runs).rstrip('*”" ')
    return 0 < len(words) <= _LONGEST_HEADING and not words.endswith(_SENTENCE_ENDS)


def _is_part_title(before: Block, block: Block) -> bool:
    words = run_text(block.runs)
    return before.kind is BlockKind.PART and not before.text.strip(" .:") and words.isupper()


def _spans(block: Block, style: TextStyle) -> tuple[Span, ...]:
    marker = tuple(Run(text=span.text) for span in _marker(block))
    return spans_in((*marker, *block.runs), style)


def _marker(block: Block) -> tuple[Span, ...]:
    if not block.marker:
        return ()
    return (Span(text=" ".join(block.marker.split()) + (" " if block.runs else "")),)


def _beside_bold(runs: Sequence[Run]) -> tuple[Span, ...]:
    """Return runs in a bold style that are regular but where they were typed bold."""
    return tuple(
        Span(text=run.text, bold=None if run.bold else False, italic=run.italic or None)
        for run in runs
    )
