"""Sets formats directly on paragraphs, runs and the page, each property at its place in the XML."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from wardapp.core.errors import WardError
from wardapp.documents.checking.reading_props import VAL, W
from wardapp.documents.checking.reading_text import Piece, pieces_of, runs_of

_TWIPS_PER_MM = 1440 / 25.4
_TWIPS_PER_POINT = 20
_PARAGRAPH_ORDER = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
]  # fmt: skip
_RUN_ORDER = [
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
    "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
    "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr",
    "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
    "oMath",
]  # fmt: skip
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ALIGN = {"left": "left", "right": "right", "center": "center", "justify": "both"}
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_Settings = Iterable[tuple[str, str]]


def set_formats(paragraph: etree._Element, settings: _Settings, start: int, length: int) -> None:
    """Set formats on a paragraph and its runs; from `start` on only on so many letters."""
    for name, value in settings:
        if name in _RUNS:
            runs = _stretch(paragraph, start, length) if start >= 0 and length else None
            _set_runs(paragraph, name, value, runs)
        elif name in _PARAGRAPHS:
            _PARAGRAPHS[name](_properties(paragraph, "pPr"), name, value)
        else:
            raise WardError(f"Chưa sửa tự động được “{name}”. Anh, chị sửa trong Word.")


def set_page(root: etree._Element, settings: _Settings) -> None:
    """Set paper and margins of the sections; landscape ones keep their own."""
    for section in root.iter(f"{W}sectPr"):
        size = section.find(f"{W}pgSz")
        if size is not None and size.get(f"{W}orient") == "landscape":
            continue
        for name, value in settings:
            _page_value(section, name, value)


def _page_value(section: etree._Element, name: str, value: str) -> None:
    if name == "mirrored":
        return
    tag, attribute = _PAGE.get(name, ("", ""))
    if not tag:
        raise WardError(f"Chưa sửa tự động được “{name}”. Anh, chị sửa trong Word.")
    element = section.find(f"{W}{tag}")
    if element is None:
        element = etree.SubElement(section, f"{W}{tag}")
    element.set(f"{W}{attribute}", str(round(float(value) * _TWIPS_PER_MM)))


_PAGE = {
    "page_width": ("pgSz", "w"),
    "page_height": ("pgSz", "h"),
    "margin_top": ("pgMar", "top"),
    "margin_bottom": ("pgMar", "bottom"),
    "margin_left": ("pgMar", "left"),
    "margin_right": ("pgMar", "right"),
    "header_distance": ("pgMar", "header"),
}


def _drop(element: etree._Element, name: str) -> None:
    if name in element.attrib:
        del element.attrib[name]


def _properties(element: etree._Element, name: str) -> etree._Element:
    found = element.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        element.insert(0, found)
    return found


def _child(properties: etree._Element, name: str, order: list[str]) -> etree._Element:
    """Return a property, made at its place in the order of the schema."""
    found = properties.find(f"{W}{name}")
    if found is not None:
        return found
    found = etree.Element(f"{W}{name}")
    behind = {f"{W}{each}" for each in order[order.index(name) + 1 :]}
    place = next((n for n, each in enumerate(properties) if each.tag in behind), len(properties))
    properties.insert(place, found)
    return found


def _set_runs(
    paragraph: etree._Element, name: str, value: str, runs: list[etree._Element] | None
) -> None:
    chosen = list(runs_of(paragraph)) if runs is None else runs
    for run in chosen:
        _RUNS[name](_properties(run, "rPr"), value)
    if runs is None:  # the mark of the paragraph too, so that typing goes on alike
        mark = _child(_properties(paragraph, "pPr"), "rPr", _PARAGRAPH_ORDER)
        _RUNS[name](mark, value)


def _size(properties: etree._Element, value: str) -> None:
    halves = str(round(float(value) * 2))
    for tag in ("sz", "szCs"):
        _child(properties, tag, _RUN_ORDER).set(VAL, halves)


def _switch(*tags: str) -> Callable[[etree._Element, str], None]:
    def put(properties: etree._Element, value: str) -> None:
        for tag in tags:
            element = _child(properties, tag, _RUN_ORDER)
            if value == "1":
                _drop(element, VAL)
            else:
                element.set(VAL, "0")

    return put


def _underline(properties: etree._Element, value: str) -> None:
    _child(properties, "u", _RUN_ORDER).set(VAL, "single" if value == "1" else "none")


def _font(properties: etree._Element, value: str) -> None:
    fonts = _child(properties, "rFonts", _RUN_ORDER)
    for theme in _THEMED:
        _drop(fonts, f"{W}{theme}")
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(f"{W}{kind}", value)


def _colour(properties: etree._Element, value: str) -> None:
    colour = _child(properties, "color", _RUN_ORDER)
    colour.attrib.clear()
    colour.set(VAL, value)


_RUNS: dict[str, Callable[[etree._Element, str], None]] = {
    "size": _size,
    "bold": _switch("b", "bCs"),
    "italic": _switch("i", "iCs"),
    "caps": _switch("caps"),
    "underline": _underline,
    "font": _font,
    "colour": _colour,
}


def _align(properties: etree._Element, name: str, value: str) -> None:
    _child(properties, "jc", _PARAGRAPH_ORDER).set(VAL, _ALIGN[value])


def _space(properties: etree._Element, name: str, value: str) -> None:
    spacing = _child(properties, "spacing", _PARAGRAPH_ORDER)
    _drop(spacing, f"{W}{name}Autospacing")
    _drop(spacing, f"{W}{name}Lines")
    spacing.set(f"{W}{name}", str(round(float(value) * _TWIPS_PER_POINT)))


def _line(properties: etree._Element, name: str, value: str) -> None:
    spacing = _child(properties, "spacing", _PARAGRAPH_ORDER)
    spacing.set(f"{W}line", str(round(float(value) * _TWIPS_PER_POINT)))
    spacing.set(f"{W}lineRule", "exact")


def _line_rule(properties: etree._Element, name: str, value: str) -> None:
    spacing = _child(properties, "spacing", _PARAGRAPH_ORDER)
    if value == "auto" and spacing.get(f"{W}lineRule", "auto") != "auto":
        spacing.set(f"{W}line", "240")
    spacing.set(f"{W}lineRule", value)


def _line_lines(properties: etree._Element, name: str, value: str) -> None:
    spacing = _child(properties, "spacing", _PARAGRAPH_ORDER)
    spacing.set(f"{W}line", str(round(float(value) * 240)))
    spacing.set(f"{W}lineRule", "auto")


def _indent(properties: etree._Element, name: str, value: str) -> None:
    indent = _child(properties, "ind", _PARAGRAPH_ORDER)
    twips = round(float(value) * _TWIPS_PER_MM)
    if name == "first_line_mm":
        for each in ("firstLine", "firstLineChars", "hanging", "hangingChars"):
            _drop(indent, f"{W}{each}")
        indent.set(f"{W}{'firstLine' if twips >= 0 else 'hanging'}", str(abs(twips)))
        return
    side = name.removesuffix("_mm")
    new = {"left": "start", "right": "end"}[side]
    for each in (f"{side}Chars", new, f"{new}Chars"):
        _drop(indent, f"{W}{each}")
    indent.set(f"{W}{side}", str(twips))


def _flag(properties: etree._Element, name: str, value: str) -> None:
    tag = {"keep_next": "keepNext", "page_break_before": "pageBreakBefore"}[name]
    element = _child(properties, tag, _PARAGRAPH_ORDER)
    if value == "1":
        _drop(element, VAL)
    else:
        element.set(VAL, "0")


_PARAGRAPHS: dict[str, Callable[[etree._Element, str, str], None]] = {
    "align": _align,
    "before": _space,
    "after": _space,
    "line": _line,
    "line_rule": _line_rule,
    "line_multiple": _line_lines,
    "first_line_mm": _indent,
    "left_mm": _indent,
    "right_mm": _indent,
    "keep_next": _flag,
    "page_break_before": _flag,
}


def _stretch(paragraph: etree._Element, start: int, length: int) -> list[etree._Element]:
    """Return the runs of [start, start + length), split where it begins or ends inside one."""
    for at in (start + length, start):
        for piece in list(pieces_of(paragraph)):
            if piece.offset < at < piece.offset + len(piece.text):
                _split(piece, at - piece.offset)
                break
    inside = _inside(pieces_of(paragraph), start, start + length)
    return list(dict.fromkeys(inside))


def _inside(pieces: Iterable[Piece], start: int, end: int) -> Iterator[etree._Element]:
    for piece in pieces:
        if start <= piece.offset and piece.offset + len(piece.text) <= end and piece.text:
            yield piece.run


def _split(piece: Piece, at: int) -> None:
    """Part a run in two of one look, inside one of its text elements."""
    run, element = piece.run, piece.element
    twin = copy.deepcopy(run)
    place = run.index(element)
    for number, child in enumerate(list(run)):
        if number > place:
            run.remove(child)
    for number, child in enumerate(list(twin)):
        if number < place and child.tag != f"{W}rPr":
            twin.remove(child)
    text = element.text or ""
    other = next(child for child in twin if child.tag == f"{W}t")
    element.text, other.text = text[:at], text[at:]
    for each in (element, other):
        each.set(_SPACE, "preserve")
    run.addnext(twin)
