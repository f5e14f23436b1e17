"""Sections of a Word file: paper, margins, and where and how their page numbers stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from wardapp.documents.checking.model import CheckedSection
from wardapp.documents.checking.reading_formats import Formats, line_of, space_of
from wardapp.documents.checking.reading_props import MM_PER_POINT, MM_PER_TWIP, Props, W, twips_of
from wardapp.documents.checking.reading_shapes import Place, box_place
from wardapp.documents.checking.reading_text import (
    CODE,
    boxes_in,
    drawings_of,
    field_step,
    piece_text,
    runs_of,
)

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SWITCH = re.compile(r"\\\*\s*(?P<kind>ROMAN|roman|ALPHABETIC|alphabetic|Arabic|ARABIC|arabic)\b")
_KINDS = {"ROMAN": "upperRoman", "roman": "lowerRoman", "ALPHABETIC": "upperLetter",
          "alphabetic": "lowerLetter"}  # fmt: skip
_PAGE = re.compile(r"(?:^|\s)PAGE(?:\s|\\|$)", re.IGNORECASE)
_TYPED = re.compile(r"^\W*\d{1,3}\W*$")
_A4_TWIPS = (11906.0, 16838.0)
_MARGINS = {"top": 1440.0, "bottom": 1440.0, "left": 1440.0, "right": 1440.0, "header": 720.0}
_DEFAULT_TAB_MM = 12.7
_LINE_SHARE = 1.15
_NEAR_MM = 12.0
_SMALLEST = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """A page number as found in a header or footer."""

    align: str
    size: float
    font: str
    bold: bool
    italic: bool
    is_field: bool
    text: str
    above: float  # millimetres of text above it in the header
    format: str = ""  # the switch of the field: ROMAN is upperRoman; "" = as the section says
    from_page: float | None = None  # its distance from the edge of the paper, when it says so


def section_elements(body: etree._Element) -> list[etree._Element]:
    """Return the section properties of a body in order, the last one closing it."""
    found = [
        section
        for paragraph in body.iter(f"{W}p")
        if (section := paragraph.find(f"{W}pPr/{W}sectPr")) is not None
    ]
    last = body.find(f"{W}sectPr")
    return [*found, last if last is not None else etree.Element(f"{W}sectPr")]


def page_of(section: etree._Element, *, mirrored: bool) -> CheckedSection:
    """Return paper and margins of a section."""
    size = section.find(f"{W}pgSz")
    width, height = (
        _twips(size, name, default) for name, default in zip("wh", _A4_TWIPS, strict=True)
    )
    edges = section.find(f"{W}pgMar")
    margins = {name: abs(_twips(edges, name, default)) for name, default in _MARGINS.items()}
    gutter = _twips(edges, "gutter", 0.0)
    return CheckedSection(
        width=width * MM_PER_TWIP,
        height=height * MM_PER_TWIP,
        top=margins["top"] * MM_PER_TWIP,
        bottom=margins["bottom"] * MM_PER_TWIP,
        left=(margins["left"] + gutter) * MM_PER_TWIP,
        right=margins["right"] * MM_PER_TWIP,
        header_distance=margins["header"] * MM_PER_TWIP,
        mirrored=mirrored,
        landscape=width > height,
        restarts=section.find(f"{W}pgNumType[@{W}start]") is not None,
        number_format=_number_format(section),
        first_differs=_is_on(section.find(f"{W}titlePg")),
    )


def _number_format(section: etree._Element) -> str:
    kind = section.find(f"{W}pgNumType")
    return "decimal" if kind is None else kind.get(f"{W}fmt", "decimal")


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "true") not in {"0", "false", "off"}


def _twips(element: etree._Element | None, name: str, default: float) -> float:
    found = None if element is None else twips_of(element.get(f"{W}{name}"))
    return default if found is None else found


Margins = Mapping[tuple[str, str], str]
"""Part of each header and footer: ("header", "default") -> word/header1.xml."""


def margins_of(section: etree._Element, links: Mapping[str, str], before: Margins) -> Margins:
    """Return the headers and footers of a section; those it does not name are as before."""
    found = dict(before)
    for kind in ("header", "footer"):
        for reference in section.iterchildren(f"{W}{kind}Reference"):
            target = links.get(reference.get(f"{_R}id", ""))
            if target:
                found[kind, reference.get(f"{W}type", "default")] = target
    return found


def with_number(
    section: CheckedSection, margins: Margins, trees: Mapping[str, etree._Element], formats: Formats
) -> CheckedSection:
    """Return the section with how its page numbers stand."""
    place = _place(section)
    for kind in ("header", "footer"):
        number = _number_in(trees.get(margins.get((kind, "default"), "")), formats, place)
        if number is None:
            continue
        first = (
            _number_in(trees.get(margins.get((kind, "first"), "")), formats, place)
            if section.first_differs
            else number
        )
        top = section.header_distance + number.above
        return replace(
            section,
            number_at=f"{kind}-{number.align}",
            number_size=number.size,
            number_font=number.font,
            number_bold=number.bold,
            number_italic=number.italic,
            number_is_field=number.is_field,
            number_text=number.text,
            number_on_first=first is not None,
            number_format=number.format or section.number_format,
            number_from_top=number.from_page if number.from_page is not None else top,
        )
    return section


def _place(section: CheckedSection) -> Place:
    width = section.width - section.left - section.right
    return Place(
        column_left=section.left,
        column_width=width,
        margin_left=section.left,
        margin_width=width,
        page_width=section.width,
    )


def _number_in(root: etree._Element | None, formats: Formats, place: Place) -> PageNumber | None:
    """Return the page number of a header or footer, None when none stands there."""
    if root is None:
        return None
    above = 0.0
    typed: PageNumber | None = None
    for paragraph in _paragraphs(root):
        for drawing in drawings_of(paragraph):
            boxed = _in_box(drawing, formats, place)
            if boxed is not None:
                return boxed
        number = _number_of(paragraph, formats, place, above)
        if number is not None and number.is_field:
            return number
        typed = typed or number
        above += _height(paragraph, formats)
    return typed


def _paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs of a part outside of its text boxes."""
    for paragraph in root.iter(f"{W}p"):
        if not any(each.tag == f"{W}txbxContent" for each in paragraph.iterancestors()):
            yield paragraph


def _in_box(drawing: etree._Element, formats: Formats, place: Place) -> PageNumber | None:
    spot = box_place(drawing, place)
    for box in boxes_in(drawing):
        for paragraph in box.iter(f"{W}p"):
            number = _number_of(paragraph, formats, place, 0.0)
            if number is None:
                continue
            if spot is None or spot.centre is None:
                return number
            distance = spot.top if spot.from_page else None
            return replace(number, align=_align_at(spot.centre, place), from_page=distance)
    return None


def _align_at(centre: float, place: Place) -> str:
    middle = place.margin_left + place.margin_width / 2
    if abs(centre - middle) <= _NEAR_MM:
        return "center"
    return "left" if centre < middle else "right"


def _number_of(
    paragraph: etree._Element, formats: Formats, place: Place, above: float
) -> PageNumber | None:
    text, run, is_field = _numbered_text(paragraph)
    if run is None:
        return None
    props = formats.paragraph(paragraph)
    look = formats.look(run, [formats.sheet.run(props["style"])])
    return PageNumber(
        align=_align(paragraph, props, text, place),
        size=look["size"],
        font=look["ascii"],
        bold=look["bold"],
        italic=look["italic"],
        is_field=is_field,
        text=" ".join(text.split()),
        format=_format_of(paragraph),
        above=above + space_of(props, "before") * MM_PER_POINT,
    )


def _format_of(paragraph: etree._Element) -> str:
    """Return the kind of figures that the switch of a PAGE field asks for, "" without one."""
    typed = "".join(each.text or "" for each in paragraph.iter(f"{W}instrText"))
    simple = [each.get(f"{W}instr", "") for each in paragraph.iter(f"{W}fldSimple")]
    for codes in (typed, *simple):
        found = _SWITCH.search(codes)
        if found and _PAGE.search(codes):
            return _KINDS.get(found["kind"], "decimal")
    return ""


class _NumberedLine:
    """Reads a line of a header run by run: its text with `#` for the number, and what prints it."""

    def __init__(self) -> None:
        self.text = ""
        self.holder: etree._Element | None = None
        self._fields: list[str] = []
        self._codes = ""

    def take(self, run: etree._Element, *, is_number: bool) -> None:
        """Read the next run."""
        if is_number:
            self.text += "" if self.holder is not None and self.text.endswith("#") else "#"
            self.holder = run
            return
        for child in run:
            self._child(child, run)
        if self._fields and self.holder is not None and run.find(f"{W}t") is not None:
            self.holder = run

    def _child(self, child: etree._Element, run: etree._Element) -> None:
        if child.tag == f"{W}fldChar":
            field_step(self._fields, child)
            self._codes = self._codes if self._fields else ""
        elif child.tag == f"{W}instrText" and CODE in self._fields:
            self._codes += child.text or ""
            if self.holder is None and _PAGE.search(self._codes):
                self.holder = run
                self.text += "#"
        elif child.tag == f"{W}pgNum":
            self.holder = run
            self.text += "#"
        elif not self._fields:
            self.text += piece_text(child)


def _numbered_text(paragraph: etree._Element) -> tuple[str, etree._Element | None, bool]:
    """Return the text with `#` for the number, the run that prints it, whether it is a field."""
    line = _NumberedLine()
    for run in runs_of(paragraph):
        line.take(run, is_number=_simple_field(run, paragraph))
    if line.holder is not None:
        return line.text, line.holder, True
    if _TYPED.match(line.text):
        return re.sub(r"\d+", "#", line.text), next(runs_of(paragraph), None), False
    return line.text, None, False


def _simple_field(run: etree._Element, paragraph: etree._Element) -> bool:
    parent = run.getparent()
    while parent is not None and parent is not paragraph:
        if parent.tag == f"{W}fldSimple":
            return _PAGE.search(parent.get(f"{W}instr", "")) is not None
        parent = parent.getparent()
    return False


def _align(paragraph: etree._Element, props: Props, text: str, place: Place) -> str:
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    framed = "" if frame is None else frame.get(f"{W}xAlign", "")
    if framed:
        return {"inside": "left", "outside": "right"}.get(framed, framed)
    absolute = next(paragraph.iter(f"{W}ptab"), None)
    if absolute is not None:
        return absolute.get(f"{W}alignment", "left")
    align = str(props.get("align", "left"))
    tabs = text.partition("#")[0].count("\t")
    if not tabs or align in {"center", "right"}:
        return "left" if align == "justify" else align
    return _tabbed(props, tabs, place)


def _tabbed(props: Props, tabs: int, place: Place) -> str:
    stops = props.get("tabs", ())
    if len(stops) >= tabs:
        at, kind = stops[tabs - 1]
        kind = {"start": "left", "end": "right"}.get(kind, kind)
        at_middle = abs(at - place.margin_width / 2) <= _NEAR_MM
        return "center" if at_middle and kind in {"center", "left"} else str(kind)
    return _align_at(place.margin_left + tabs * _DEFAULT_TAB_MM, place)


def _height(paragraph: etree._Element, formats: Formats) -> float:
    props = formats.paragraph(paragraph)
    line, rule = line_of(props)
    own = {"size": _SMALLEST, **formats.sheet.default_run, **formats.sheet.run(props["style"])}
    high = line * float(own["size"]) * _LINE_SHARE if rule == "auto" else line
    return float(high + space_of(props, "before") + space_of(props, "after")) * MM_PER_POINT
