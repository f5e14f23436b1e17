"""The foot of a paper in its order; and the annexes behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wardapp.core.document import Annex, OfficialDocument
from wardapp.documents.compose_body import compose_body
from wardapp.documents.compose_copy import copy_parts
from wardapp.documents.compose_notes import closing_parts
from wardapp.documents.compose_recipients import compose_recipients, drafter_mark
from wardapp.documents.compose_signatures import (
    confirmation,
    main_signature,
    side_by_side,
    side_room,
    signature_rows,
)
from wardapp.documents.composition import AnnexPart, Item, KeptParts, Para, Span
from wardapp.documents.heights import item_height
from wardapp.documents.metrics import MM_PER_INCH, POINTS_PER_INCH
from wardapp.documents.setter import Setter, text_width
from wardapp.documents.table_grid import table_grid

_FULL = 0.9  # of a page: a list of recipients that is longer goes on as another


def compose_foot(document: OfficialDocument, setter: Setter) -> tuple[KeptParts, ...]:
    """Return what follows the body, in groups that stand on one page each."""
    groups = (
        *_signed(document, setter),
        closing_parts(document, setter),
        copy_parts(document.copy_foot, setter),
    )
    return tuple(group for group in groups if group)


def _signed(document: OfficialDocument, setter: Setter) -> tuple[KeptParts, ...]:
    """Return signatures and recipients; side by side while one alone signs."""
    received = compose_recipients(document.recipients, document.storage_line, setter)
    if received:
        received = (*received, *drafter_mark(document, setter))
    confirmed = confirmation(document, setter)
    first, *others = _pieces(received, setter) or [()]
    rest = [(side_by_side(piece, (), setter),) for piece in others]
    if not document.other_signatures:
        signed = main_signature(document, setter)
        both = (side_by_side(first, signed, setter),) if first or signed else ()
        return ((*both, *confirmed), *rest)
    below = ((side_by_side(first, (), setter),), *rest) if first else ()
    # Word keeps lines of a table with what follows, other programs do not: nothing hangs on it.
    return (*((row,) for row in signature_rows(document, setter)), confirmed, *below)


def _pieces(items: Sequence[Item], setter: Setter) -> list[tuple[Item, ...]]:
    """Return Nơi nhận in pieces that each fit a page: one lot where it is no longer than that."""
    page = setter.standard.page
    most = (page.height - page.top - page.bottom) / MM_PER_INCH * POINTS_PER_INCH * _FULL
    pieces: list[tuple[Item, ...]] = []
    height = 0.0
    for item in items:
        high = item_height(item, setter, side_room(setter))
        if not pieces or height + high > most:
            pieces.append(())
            height = 0.0
        pieces[-1] = (*pieces[-1], item)
        height += high
    return pieces


def compose_annex(annex: Annex, setter: Setter) -> AnnexPart:
    """Return one annex: label, title, reference, then its blocks and tables."""
    page = setter.standard.annex_page if annex.landscape else setter.standard.page
    room = page.width - page.left - page.right
    heads = [
        (style, setter.broken(style, text, room))
        for style, text in (
            ("annex_label", annex.label),
            ("annex_title", annex.title),
            ("annex_reference", annex.reference),
        )
        if text.strip()
    ]
    items: list[Item] = [Para(style=style, spans=(Span(text=text),)) for style, text in heads]
    if items and isinstance(items[-1], Para):
        items[-1] = replace(items[-1], after=6.0)
    body = compose_body(annex.blocks, setter, text_width(page))
    size = setter.standard.style("cell").size
    grids = [table_grid(table, text_width(page), setter.metrics, size) for table in annex.tables]
    return AnnexPart(page=page, items=(*items, *body), tables=tuple(grids))
