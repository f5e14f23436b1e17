"""How high items stand when they are printed, as both writers set them."""

from __future__ import annotations

from collections.abc import Iterable

from wardapp.documents.composition import Brace, Item, Para
from wardapp.documents.setter import Setter


def items_height(items: Iterable[Item], setter: Setter, room: float) -> float:
    """Return the height in points of items one under the other in so many millimetres."""
    return sum(item_height(item, setter, room) for item in items)


def item_height(item: Item, setter: Setter, room: float) -> float:
    """Return the height in points of one item, its spaces included."""
    if isinstance(item, Brace):
        return item.height
    style = setter.standard.style(item.style)
    if not isinstance(item, Para):
        return style.before + style.line + style.after
    before = style.before if item.before is None else item.before
    after = style.after if item.after is None else item.after
    text = "".join(span.text for span in item.spans)
    inner = room - style.left_mm - style.hanging_mm
    lines = sum(1 + setter.filled(item.style, line, inner).count("\n") for line in text.split("\n"))
    return before + lines * style.line + after
