"""Properties as a Word file writes them: of a paragraph and of a run, one element at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
MM_PER_TWIP = 25.4 / 1440
POINTS_PER_TWIP = 1 / 20
MM_PER_EMU = 1 / 36000
MM_PER_POINT = 25.4 / 72
AUTO_SPACE = 14.0
"""Points Word puts for `beforeAutospacing` and `afterAutospacing`."""
_LINE_POINTS = 12.0
_HALF = 2
_MOST_DIGITS = 3
_HUNDRED = 100
_TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?")
_ALIGN = {
    "start": "left",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "center": "center",
    "left": "left",
    "right": "right",
}
_TOGGLES = {"b": "bold", "i": "italic", "caps": "caps", "vanish": "hidden", "smallCaps": "small"}
TOGGLES = tuple(_TOGGLES.values())
_OFF = {"0", "false", "off"}
_LONGEST = 1e6

Props = dict[str, Any]


def twips_of(text: str | None) -> float | None:
    """Return a measure in twips ("567", "1cm"), None for anything else."""
    found = _MEASURE.fullmatch((text or "").strip())
    if found is None:
        return None
    value = float(found[1]) * (_TWIPS[found[2]] if found[2] else 1.0)
    return value if abs(value) < _LONGEST else None


def is_on(element: etree._Element | None) -> bool:
    """Return whether a switch stands and is not turned off."""
    return element is not None and element.get(VAL, "true") not in _OFF


def child_value(element: etree._Element | None, name: str) -> str:
    """Return the `w:val` of a child, "" when it has none."""
    found = None if element is None else element.find(f"{W}{name}")
    return "" if found is None else found.get(VAL, "")


def run_props(element: etree._Element | None, theme: Mapping[str, str]) -> Props:
    """Return what `w:rPr` sets: fonts, size, toggles, underline, colour."""
    props: Props = {}
    if element is None:
        return props
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = child.tag.rpartition("}")[2]
        if name in _TOGGLES:
            props[_TOGGLES[name]] = is_on(child)
        elif name in _RUN_READERS:
            _RUN_READERS[name](child, props, theme)
    return props


def _fonts(child: etree._Element, props: Props, theme: Mapping[str, str]) -> None:
    for key in ("ascii", "hAnsi"):
        named = theme.get(child.get(f"{W}{key}Theme", ""), "") or child.get(f"{W}{key}")
        if named:
            props[key] = named


def _size(child: etree._Element, props: Props, _: Mapping[str, str]) -> None:
    twips = twips_of(child.get(VAL))
    if twips is not None and twips > 0:
        has_unit = child.get(VAL, "").strip()[-1:].isalpha()
        props["size"] = twips * POINTS_PER_TWIP if has_unit else twips / _HALF


def _underline(child: etree._Element, props: Props, _: Mapping[str, str]) -> None:
    props["underline"] = child.get(VAL, "single") != "none"


def _colour(child: etree._Element, props: Props, _: Mapping[str, str]) -> None:
    value = child.get(VAL, "auto")
    props["colour"] = "000000" if value == "auto" else value.upper()


def _run_style(child: etree._Element, props: Props, _: Mapping[str, str]) -> None:
    props["style"] = child.get(VAL, "")


_RUN_READERS = {
    "rFonts": _fonts,
    "sz": _size,
    "u": _underline,
    "color": _colour,
    "rStyle": _run_style,
}


def paragraph_props(element: etree._Element | None) -> Props:
    """Return what `w:pPr` sets: alignment, indents, spaces, lines, borders, numbering."""
    props: Props = {}
    if element is None:
        return props
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name in _SWITCHES:
            props[_SWITCHES[name]] = is_on(child)
        elif name in _PARAGRAPH_READERS:
            _PARAGRAPH_READERS[name](child, props)
    return props


_SWITCHES = {
    "keepNext": "keep_next",
    "pageBreakBefore": "page_break_before",
    "contextualSpacing": "contextual",
}


def _jc(child: etree._Element, props: Props) -> None:
    props["align"] = _ALIGN.get(child.get(VAL, ""), "left")
    if child.get(VAL, "").endswith("Kashida") or child.get(VAL) == "thaiDistribute":
        props["align"] = "justify"


def _ind(child: etree._Element, props: Props) -> None:
    for key, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        for name in names:
            twips = twips_of(child.get(f"{W}{name}"))
            if twips is not None:
                props[key] = twips * MM_PER_TWIP
    first, hanging = (twips_of(child.get(f"{W}{name}")) for name in ("firstLine", "hanging"))
    if hanging:
        props["first"] = -hanging * MM_PER_TWIP
    elif first is not None:
        props["first"] = first * MM_PER_TWIP
    elif hanging is not None:
        props["first"] = 0.0


def _spacing(child: etree._Element, props: Props) -> None:
    for key in ("before", "after"):
        auto = child.get(f"{W}{key}Autospacing")
        twips = twips_of(child.get(f"{W}{key}"))
        lines = twips_of(child.get(f"{W}{key}Lines"))
        if auto is not None:
            props[f"{key}_auto"] = auto not in _OFF
        if twips is not None:
            props[key] = twips * POINTS_PER_TWIP
        elif lines is not None:
            props[key] = lines / _HUNDRED * _LINE_POINTS
    line = twips_of(child.get(f"{W}line"))
    if child.get(f"{W}lineRule"):
        props["rule"] = child.get(f"{W}lineRule")
    if line is not None:
        props["line"] = line
        props.setdefault("rule", "auto")


def _borders(child: etree._Element, props: Props) -> None:
    for side in ("top", "bottom", "left", "right"):
        line = child.find(f"{W}{side}")
        if line is not None:
            props[f"border_{side}"] = line.get(VAL, "none") not in {"none", "nil"}


def _numbering(child: etree._Element, props: Props) -> None:
    list_id, level = child_value(child, "numId"), child_value(child, "ilvl")
    if list_id:
        props["list"] = list_id
    if level.isdecimal() and len(level) <= _MOST_DIGITS:
        props["level"] = int(level)


def _tabs(child: etree._Element, props: Props) -> None:
    stops = []
    for tab in child.iterchildren(f"{W}tab"):
        at = twips_of(tab.get(f"{W}pos"))
        if at is not None and tab.get(VAL) not in {"clear", "bar"}:
            stops.append((at * MM_PER_TWIP, tab.get(VAL, "left")))
    props["tabs"] = tuple(sorted(stops))


def _style(child: etree._Element, props: Props) -> None:
    props["style"] = child.get(VAL, "")


_PARAGRAPH_READERS = {
    "jc": _jc,
    "ind": _ind,
    "spacing": _spacing,
    "pBdr": _borders,
    "numPr": _numbering,
    "tabs": _tabs,
    "pStyle": _style,
}
