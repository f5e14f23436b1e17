"""What stands at the edges of a paper: circulation notes above, a note and contact data below."""

from __future__ import annotations

from collections.abc import Sequence

from wardapp.core.document import OfficialDocument
from wardapp.core.text import one_line
from wardapp.documents.composition import Item, KeptParts, Para, Rule, Span, Stack, Stamp
from wardapp.documents.heights import items_height
from wardapp.documents.metrics import MM_PER_INCH, POINTS_PER_INCH, TWIPS_PER_INCH, twips
from wardapp.documents.setter import Setter, text_width

WIDE_RULE = "rule_wide"
_MOST_LINES = 2  # more do not fit between the edge and the head
_JOINT = " - "


def compose_notes(document: OfficialDocument, setter: Setter) -> tuple[Item, ...]:
    """Return the circulation notes of page 1, at its right (HD05 II.4.1; framed by NĐ30)."""
    style = "circulation"
    notes = [setter.text(style, one_line(note)) for note in document.circulation]
    notes = [note for note in notes if note]
    if not notes:
        return ()
    if setter.standard.style(style).frame:
        text = _JOINT.join(notes)
        wide = twips(setter.width(style, text) + setter.standard.measure("note_air"))
        left = max(0, text_width(setter.standard.page) - wide)
        return (Stamp(style=style, text=text, left=left, right=0),)
    if len(notes) > _MOST_LINES:
        notes = setter.broken(style, _JOINT.join(notes), _room_mm(setter)).split("\n")
    return tuple(Para(style=style, spans=(Span(text=note),)) for note in notes)


def notes_overflow(notes: Sequence[Item], setter: Setter) -> float:
    """Return how many points the notes are higher than the room above the head."""
    page = setter.standard.page
    room = (page.top - page.header_distance) / MM_PER_INCH * POINTS_PER_INCH
    return max(0.0, items_height(notes, setter, _room_mm(setter)) - room)


def compose_last_note(document: OfficialDocument, setter: Setter) -> Para | None:
    """Return the note at the lower edge of the last page, None where it stands in the flow."""
    note = _last_note(document, setter)
    return note if setter.standard.style("last_note").from_bottom_mm else None


def closing_parts(document: OfficialDocument, setter: Setter) -> KeptParts:
    """Return what stands under the signature: the note of HD36, contact data under a rule."""
    parts: list[Stack] = []
    note = _last_note(document, setter)
    if note is not None and not setter.standard.style("last_note").from_bottom_mm:
        parts.append(Stack(items=(note,)))
    contact = one_line(document.contact_line)
    if contact:
        lines = setter.broken("contact", contact, _room_mm(setter))
        para = Para(style="contact", spans=(Span(text=lines),))
        parts.append(Stack(items=(Rule(indent=0, style=WIDE_RULE), para)))
    return tuple(parts)


def _last_note(document: OfficialDocument, setter: Setter) -> Para | None:
    text = one_line(document.last_page_note)
    if not text:
        return None
    lines = setter.broken("last_note", text, _room_mm(setter))
    return Para(style="last_note", spans=(Span(text=lines),))


def _room_mm(setter: Setter) -> float:
    return text_width(setter.standard.page) * MM_PER_INCH / TWIPS_PER_INCH
