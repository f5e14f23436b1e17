"""The foot of a copy, under a rule over the whole width (HD05 III, HD36, NĐ30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wardapp.core.dates import header_date
from wardapp.core.document import CopyFoot
from wardapp.core.text import one_line
from wardapp.documents.compose_head import rule_in
from wardapp.documents.compose_notes import WIDE_RULE
from wardapp.documents.compose_recipients import compose_recipients
from wardapp.documents.compose_signatures import side_by_side, signature_items
from wardapp.documents.composition import Columns, Item, KeptParts, Para, Rule, Span, Stack, Stamp
from wardapp.documents.metrics import MM_PER_INCH, TWIPS_PER_INCH, twips
from wardapp.documents.setter import Setter

_BLANK = " " * 5


def copy_parts(copy: CopyFoot | None, setter: Setter) -> KeptParts:
    """Return what stands under the copied paper, () when it is no copy."""
    if copy is None:
        return ()
    measure = setter.standard.measure
    signed = signature_items(copy.signature, setter, measure("signature_right"))
    received = compose_recipients(copy.recipients, copy.storage_line, setter)
    rule = Stack(items=(Rule(indent=0, style=WIDE_RULE),))
    if not measure("copy_has_number"):
        return (rule, side_by_side((_stamp(copy, setter), *received), signed, setter))
    return (rule, _head(copy, setter), side_by_side(received, signed, setter))


def _kind(copy: CopyFoot, setter: Setter) -> str:
    return setter.text("copy_kind", setter.standard.words(f"copy_{copy.kind}"))


def _stamp(copy: CopyFoot, setter: Setter) -> Item:
    """Return the stamp of HD05; its drawing is not public, so it is a plain frame."""
    measure = setter.standard.measure
    room, wide = twips(measure("signature_left")), twips(measure("copy_stamp_width"))
    indent = max(0, (room - wide) // 2)
    return Stamp(style="copy_kind", text=_kind(copy, setter), left=indent, right=indent)


def _head(copy: CopyFoot, setter: Setter) -> Columns:
    """Return the copying body with its number, beside the kind of copy and its date."""
    standard = setter.standard
    columns = side_by_side((), (), setter)
    left = _copier(copy, setter, columns.widths[0])
    level = 2 if standard.words("star") else 1  # the date stands level with the star, or the number
    drop = sum(_height(item, setter) for item in left[:-level])
    kind = Para(style="copy_kind", spans=(Span(text=_kind(copy, setter)),))
    dated = Para(
        style="place_date",
        spans=(Span(text=_date_line(copy, setter)),),
        before=max(0.0, drop - standard.style("copy_kind").line),
    )
    return replace(columns, left=_kept(left), right=_kept((kind, dated)))


def _copier(copy: CopyFoot, setter: Setter, width: int) -> list[Item]:
    standard = setter.standard
    room = width * MM_PER_INCH / TWIPS_PER_INCH
    lines = [
        (style, line)
        for style, text in (("parent", copy.parent_line), ("issuer", copy.own_line))
        if text.strip()
        for line in setter.broken(style, text, room).split("\n")
    ]
    items: list[Item] = [Para(style=style, spans=(Span(text=line),)) for style, line in lines]
    share = standard.measure("issuer_rule_share")
    if share and lines:
        items.append(rule_in(width, setter.width(*lines[-1]) * share))
    if standard.words("star"):
        items.append(setter.para("star", standard.words("star")))
    number = standard.words("number_prefix") + one_line(copy.number_symbol)
    return [*items, Para(style="number", spans=(Span(text=number),))]


def _date_line(copy: CopyFoot, setter: Setter) -> str:
    if copy.issued_on is not None:
        return header_date(copy.place, copy.issued_on, setter.standard.family)
    return f"{copy.place}, ngày{_BLANK}tháng{_BLANK}năm{_BLANK}"


def _height(item: Item, setter: Setter) -> float:
    """Return how much room a line of the left block takes, in points."""
    if isinstance(item, Rule):
        style = setter.standard.style(item.style)
        return style.before + style.line + setter.standard.measure("rule_weight_pt")
    return setter.standard.style(item.style).line if isinstance(item, Para) else 0.0


def _kept(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(
        replace(item, keep_next=True) if isinstance(item, Para) else item for item in items
    )
