"""Signatures: one at the right, or several bodies and hands side by side (HD05 II.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wardapp.core.document import OfficialDocument, Signature, SignatureLine
from wardapp.core.issuers import SignerInfo
from wardapp.documents.composition import Columns, Item, KeptParts, Para, Span, Stack
from wardapp.documents.heights import items_height
from wardapp.documents.metrics import MM_PER_INCH, TWIPS_PER_INCH, twips
from wardapp.documents.setter import Setter, text_width

NAME = "name"


def main_signature(document: OfficialDocument, setter: Setter) -> tuple[Item, ...]:
    """Return the lines and the name of who signs for the issuer."""
    room = setter.standard.measure("signature_right")
    if document.signature is not None:
        return signature_items(document.signature, setter, room)
    return _signer_items(document.signer, setter, room)


def signature_items(signature: Signature, setter: Setter, room: float) -> tuple[Item, ...]:
    """Return a signature as its lines say, in a column of so many millimetres."""
    items: list[Item] = [
        Para(style=style, spans=(Span(text=text),))
        for line in signature.lines
        if line.text.strip()
        for style in (_style(line, setter),)
        for text in setter.broken_as_typed(style, line.text, room).split("\n")
    ]
    return (*items, *_name(signature.full_name, setter))


def signature_rows(document: OfficialDocument, setter: Setter) -> tuple[Columns, ...]:
    """Return signatures in rows of two: the issuer's at the right of the first."""
    room = setter.standard.measure("signature_right")
    others = [signature_items(each, setter, room) for each in document.other_signatures]
    pairs = [(others[0], main_signature(document, setter))]
    pairs += [(others[at], (others[at + 1 : at + 2] or [()])[0]) for at in range(1, len(others), 2)]
    return tuple(side_by_side(*_levelled(left, right, setter), setter) for left, right in pairs)


def _levelled(
    left: tuple[Item, ...], right: tuple[Item, ...], setter: Setter
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return two signatures with their names on one line, however many lines stand above."""
    above = [items_height(side[:-1], setter, side_room(setter)) for side in (left, right)]
    return (
        _lowered(left, max(above) - above[0], setter),
        _lowered(right, max(above) - above[1], setter),
    )


def _lowered(items: tuple[Item, ...], points: float, setter: Setter) -> tuple[Item, ...]:
    name = items[-1] if items else None
    if not points or not isinstance(name, Para) or name.style != NAME:
        return items
    before = setter.standard.style(NAME).before
    return (*items[:-1], replace(name, before=before + points))


def confirmation(document: OfficialDocument, setter: Setter) -> KeptParts:
    """Return who confirms the chair's signature, centred under both (HD05 7.1.4)."""
    if document.confirmation is None:
        return ()
    room = text_width(setter.standard.page) * MM_PER_INCH / TWIPS_PER_INCH
    items = signature_items(document.confirmation, setter, room)
    return (Stack(items=items),) if items else ()


def side_by_side(left: Sequence[Item], right: Sequence[Item], setter: Setter) -> Columns:
    """Return the two halves of the foot of a paper."""
    measure = setter.standard.measure
    widths = twips(measure("signature_left")), twips(measure("signature_right"))
    gap = text_width(setter.standard.page) - sum(widths)
    return Columns(widths=(widths[0], gap, widths[1]), left=tuple(left), right=tuple(right))


def side_room(setter: Setter) -> float:
    """Return the room of the left half of the foot in millimetres."""
    return setter.standard.measure("signature_left")


def _style(line: SignatureLine, setter: Setter) -> str:
    if line.bold:
        return "authority"
    # A title is in capitals; what stands between titles (kiêm, a confirmation) is not.
    is_title = line.text.isupper() and not setter.standard.style("position").bold
    return "position" if is_title else "signature_note"


def _signer_items(signer: SignerInfo, setter: Setter, room: float) -> tuple[Item, ...]:
    authority = [line for line in signer.authority if line.strip()]
    # Signing directly, the title itself is the bold line (HD05 7.1.4c).
    title_style = "position" if authority else "authority"
    titled = [("authority", line) for line in authority]
    titled += [(title_style, line) for line in signer.position.split("\n") if line.strip()]
    items: list[Item] = [
        Para(style=style, spans=(Span(text=line),))
        for style, text in titled
        for line in setter.broken(style, text, room).split("\n")
    ]
    return (*items, *_name(signer.full_name, setter))


def _name(full_name: str, setter: Setter) -> tuple[Item, ...]:
    return (setter.para(NAME, full_name),) if full_name.strip() else ()
