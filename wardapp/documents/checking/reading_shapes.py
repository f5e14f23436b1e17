"""Lines that somebody drew: a shape or connector of DrawingML or VML, with its length and place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from wardapp.documents.checking.reading_props import MM_PER_EMU, MM_PER_POINT
from wardapp.documents.checking.reading_text import BOX, WPS, V, alternative

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_O = "{urn:schemas-microsoft-com:office:office}"
_LINES = {"line", "straightConnector1"}
_FLATTEST_MM = 2.0
_SHORTEST_MM = 4.0
_CONNECTORS = {"#_x0000_t32", "#_x0000_t20"}
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|mm|cm|in|px|pc)?")
_UNITS = {"pt": MM_PER_POINT, "mm": 1.0, "cm": 10.0, "in": 25.4, "px": 25.4 / 96, "pc": 25.4 / 6}
_POINT_COUNT = 2
_MOST_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a paragraph stands, for what floats from it: lengths in millimetres from the left."""

    column_left: float
    column_width: float
    margin_left: float
    margin_width: float
    page_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """A drawing's size, and its middle from the left edge of the paper (None = in the text)."""

    width: float
    height: float
    centre: float | None
    top: float | None = None  # from its paragraph, or from the edge of the paper
    from_page: bool = False


def drawn_rule(drawing: etree._Element, place: Place) -> Anchored | None:
    """Return the horizontal line that a drawing is, None for any other drawing."""
    if next(drawing.iter(BOX), None) is not None:
        return None
    anchor = next(iter(drawing), None)
    if anchor is not None and anchor.tag in {f"{_WP}anchor", f"{_WP}inline"}:
        found = anchored(anchor, place)
        flat = found.height < _FLATTEST_MM and found.width >= _SHORTEST_MM
        return found if flat and _is_line(anchor) else None
    return _vml_rule(drawing, place)


def anchored(anchor: etree._Element, place: Place) -> Anchored:
    """Return size and place of a drawing."""
    extent = anchor.find(f"{_WP}extent")
    width = _emu(None if extent is None else extent.get("cx"))
    height = _emu(None if extent is None else extent.get("cy"))
    if anchor.tag == f"{_WP}inline":
        return Anchored(width=width, height=height, centre=None)
    top = anchor.find(f"{_WP}positionV")
    offset = None if top is None else top.findtext(f"{_WP}posOffset")
    return Anchored(
        width=width,
        height=height,
        centre=_centre(anchor.find(f"{_WP}positionH"), width, place),
        top=None if offset is None else _emu(offset),
        from_page=top is not None and top.get("relativeFrom") == "page",
    )


def _centre(position: etree._Element | None, width: float, place: Place) -> float | None:
    if position is None:
        return None
    base = position.get("relativeFrom", "column")
    left, room = place.column_left, place.column_width
    if base in {"margin", "insideMargin"}:
        left, room = place.margin_left, place.margin_width
    elif base == "page":
        left, room = 0.0, place.page_width
    elif base == "leftMargin":
        left, room = 0.0, place.margin_left
    elif base == "rightMargin":
        left = place.margin_left + place.margin_width
        room = place.page_width - left
    offset = position.findtext(f"{_WP}posOffset")
    if offset is not None:
        return left + _emu(offset) + width / 2
    align = position.findtext(f"{_WP}align") or ""
    if align in {"right", "outside"}:
        return left + room - width / 2
    return left + room / 2 if align == "center" else left + width / 2


def _is_line(anchor: etree._Element) -> bool:
    geometry = next(anchor.iter(f"{_A}prstGeom"), None)
    if geometry is not None and geometry.get("prst") in _LINES:
        return _is_visible(anchor)
    if next(anchor.iter(f"{WPS}cNvCnPr"), None) is not None:
        return _is_visible(anchor)
    if geometry is not None and geometry.get("prst") == "rect":
        return _is_visible(anchor)
    return next(anchor.iter(f"{_A}custGeom"), None) is not None and _is_visible(anchor)


def _is_visible(anchor: etree._Element) -> bool:
    line = next(anchor.iter(f"{_A}ln"), None)
    return line is None or line.find(f"{_A}noFill") is None


def _emu(text: str | None) -> float:
    bare = (text or "").strip()
    sign = -1 if bare.startswith("-") else 1
    digits = bare.lstrip("-")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > _MOST_DIGITS:
        return 0.0
    return sign * int(digits) * MM_PER_EMU


def _vml_rule(drawing: etree._Element, place: Place) -> Anchored | None:
    for shape in drawing.iter():
        if not isinstance(shape.tag, str) or not shape.tag.startswith(V):
            continue
        name = shape.tag.removeprefix(V)
        if shape.get("stroked") in {"f", "false"} and name != "rect":
            continue
        found = _vml_line(shape, place) if name == "line" else _vml_flat(shape, name, place)
        if found is not None:
            return found
    return None


def _vml_line(shape: etree._Element, place: Place) -> Anchored | None:
    ends = [_point(shape.get(end, "")) for end in ("from", "to")]
    if any(end is None for end in ends):
        return None
    (x1, y1), (x2, y2) = (end or (0.0, 0.0) for end in ends)
    style = _style(shape)
    width, height = abs(x2 - x1), abs(y2 - y1)
    if height >= _FLATTEST_MM or width < _SHORTEST_MM:
        return None
    left = _left_of(style, place) + min(x1, x2) + style.get("margin-left", 0.0)
    return Anchored(width=width, height=height, centre=left + width / 2, top=min(y1, y2))


def _vml_flat(shape: etree._Element, name: str, place: Place) -> Anchored | None:
    if shape.get(f"{_O}hr") in {"t", "true"}:
        return Anchored(width=place.column_width, height=0.0, centre=None)
    is_connector = name == "shape" and (
        shape.get("type") in _CONNECTORS or shape.get(f"{_O}connectortype") == "straight"
    )
    if name != "rect" and not is_connector:
        return None
    style = _style(shape)
    width, height = style.get("width", 0.0), style.get("height", 0.0)
    if height >= _FLATTEST_MM or width < _SHORTEST_MM:
        return None
    if "margin-left" not in style:
        return Anchored(width=width, height=height, centre=None)
    left = _left_of(style, place) + style["margin-left"]
    return Anchored(width=width, height=height, centre=left + width / 2)


def _left_of(style: dict[str, float], place: Place) -> float:
    return 0.0 if "page" in style else place.column_left


def _style(shape: etree._Element) -> dict[str, float]:
    """Return the lengths of a VML style in millimetres; "page" is there when it counts from it."""
    found: dict[str, float] = {}
    for entry in shape.get("style", "").split(";"):
        key, _, value = entry.partition(":")
        key, value = key.strip(), value.strip()
        if key == "mso-position-horizontal-relative" and value == "page":
            found["page"] = 1.0
            continue
        length = _length(value)
        if length is not None:
            found[key] = length
    return found


def _point(text: str) -> tuple[float, float] | None:
    parts = [_length(part.strip()) for part in text.split(",")]
    if len(parts) != _POINT_COUNT or parts[0] is None or parts[1] is None:
        return None
    return parts[0], parts[1]


def _length(text: str) -> float | None:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _UNITS[found[2] or "pt"] if found else None


def box_place(drawing: etree._Element, place: Place) -> Anchored | None:
    """Return where the text box of a drawing stands, None when the file does not say."""
    chosen = drawing
    if chosen.tag.endswith("}AlternateContent"):
        found = alternative(chosen)
        chosen = chosen if found is None else found
    anchor = next(iter(chosen), None)
    if anchor is not None and anchor.tag in {f"{_WP}anchor", f"{_WP}inline"}:
        return anchored(anchor, place)
    for shape in chosen.iter():
        if isinstance(shape.tag, str) and shape.tag.startswith(V) and shape.get("style"):
            style = _style(shape)
            if "width" in style:
                left = _left_of(style, place) + style.get("margin-left", 0.0)
                width, height = style["width"], style.get("height", 0.0)
                return Anchored(width=width, height=height, centre=left + width / 2)
    return None
