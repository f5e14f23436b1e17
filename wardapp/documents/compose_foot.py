"""The foot of a paper in its order; and the annexes behind it."""

from __future__ import annotations

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
    signature_rows,
)
from wardapp.documents.composition import AnnexPart, Item, KeptParts, Para, Span
from wardapp.documents.setter import Setter, text_width
from wardapp.documents.table_grid import table_grid

_MOST_ROWS = 2  # of signatures that stay together on one page


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
    if not document.other_signatures:
        signed = main_signature(document, setter)
        both = (side_by_side(received, signed, setter),) if received or signed else ()
        return ((*both, *confirmed),)
    rows = signature_rows(document, setter)
    below = (side_by_side(received, (), setter),) if received else ()
    if len(rows) <= _MOST_ROWS:
        return ((*rows, *confirmed, *below),)
    return (*((row,) for row in rows), confirmed, below)


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
