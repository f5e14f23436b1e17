"""From the model and a standard to a composition that either writer can print."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.document import OfficialDocument
from wardapp.core.layout import Standard
from wardapp.documents.compose_body import compose_body
from wardapp.documents.compose_foot import compose_annex, compose_foot
from wardapp.documents.compose_head import compose_head, compose_opening
from wardapp.documents.compose_notes import compose_last_note, compose_notes, notes_overflow
from wardapp.documents.composition import Composition, Para
from wardapp.documents.metrics import Metrics
from wardapp.documents.setter import Setter, standard_on, text_width


def compose(document: OfficialDocument, standard: Standard, metrics: Metrics) -> Composition:
    """Return the document laid out by the standard."""
    standard = standard_on(standard, document.paper)
    setter = Setter(standard, metrics)
    notes = compose_notes(document, setter)
    foot = compose_foot(document, setter)
    body = compose_body(document.body, setter, text_width(standard.page))
    if foot and body and isinstance(body[-1], Para):
        body = (*body[:-1], replace(body[-1], keep_next=True))
    opening = compose_opening(document, setter)
    if body and not opening and isinstance(body[0], Para):
        body = (replace(body[0], before=12.0), *body[1:])
    return Composition(
        title=setter.text("body", f"{document.type_name} {document.subject}").strip(),
        language="vi-VN",
        head=compose_head(document, setter),
        opening=opening,
        body=body,
        foot=foot,
        notes=notes,
        head_drop=notes_overflow(notes, setter),
        last_note=compose_last_note(document, setter),
        annexes=tuple(compose_annex(annex, setter) for annex in document.annexes),
    )
