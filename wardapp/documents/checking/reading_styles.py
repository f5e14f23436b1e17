"""Styles of a Word file with what they are based on, and the effective format of a place.

Order of the layers: document defaults, table style, paragraph style, character style, direct
format. A toggle (bold, italic, capitals) that styles of several layers set is their exclusive or;
set directly it is what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from wardapp.documents.checking.reading_props import (
    TOGGLES,
    Props,
    W,
    child_value,
    paragraph_props,
    run_props,
)

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEEPEST = 24
_DEFAULT_SIZE = 10.0
_DEFAULT_FONT = "Times New Roman"
_THEME_SLOTS = {"ascii": "Ascii", "hAnsi": "HAnsi"}


@dataclass(slots=True)
class Style:
    """A style as declared."""

    key: str
    name: str
    kind: str
    based_on: str
    paragraph: Props
    run: Props
    table: etree._Element | None = None
    conditions: dict[str, tuple[Props, Props]] = field(default_factory=dict)


@dataclass(slots=True)
class StyleSheet:
    """Every style of a file, resolved on demand."""

    styles: dict[str, Style] = field(default_factory=dict)
    default_paragraph: Props = field(default_factory=dict)
    default_run: Props = field(default_factory=dict)
    normal: str = ""
    normal_table: str = ""
    _paragraphs: dict[str, Props] = field(default_factory=dict)
    _runs: dict[str, Props] = field(default_factory=dict)

    def name(self, key: str) -> str:
        """Return the name of a paragraph style as Word shows it."""
        style = self.styles.get(key or self.normal)
        return style.name if style else key

    def paragraph(self, key: str) -> Props:
        """Return what a style and its bases say of paragraphs; unknown ones are the default."""
        if key not in self._paragraphs:
            self._paragraphs[key] = merged(style.paragraph for style in self._chain(key))
        return self._paragraphs[key]

    def run(self, key: str) -> Props:
        """Return what a style and its bases say of runs."""
        if key not in self._runs:
            self._runs[key] = merged(style.run for style in self._chain(key))
        return self._runs[key]

    def known(self, key: str) -> str:
        """Return the key of a paragraph style, that of the default one when it is unknown."""
        return key if key in self.styles else self.normal

    def table_chain(self, key: str) -> list[Style]:
        """Return a table style with its bases, the first base first."""
        return self._chain(key if key in self.styles else self.normal_table)

    def _chain(self, key: str) -> list[Style]:
        chain: list[Style] = []
        while key in self.styles and len(chain) < _DEEPEST:
            style = self.styles[key]
            if any(style is other for other in chain):
                break
            chain.append(style)
            key = style.based_on
        return chain[::-1]


def merged(layers: Iterable[Props]) -> Props:
    """Return the layers over each other, the last on top."""
    whole: Props = {}
    for layer in layers:
        whole.update(layer)
    return whole


def effective_run(sheet: StyleSheet, layers: Iterable[Props], direct: Props) -> Props:
    """Return the look of a run: defaults, the layers of its styles, its direct format."""
    whole: Props = {"size": _DEFAULT_SIZE, "ascii": _DEFAULT_FONT, "hAnsi": _DEFAULT_FONT}
    whole.update(sheet.default_run)
    flips = dict.fromkeys(TOGGLES, False)
    for layer in layers:
        for key, value in layer.items():
            if key in flips:
                flips[key] ^= bool(value)
            else:
                whole[key] = value
    for key, flipped in flips.items():
        whole[key] = bool(sheet.default_run.get(key)) or flipped
    whole.update(direct)
    return whole


def read_theme(root: etree._Element | None) -> Mapping[str, str]:
    """Return the font of each slot: `minorHAnsi` -> Calibri."""
    slots: dict[str, str] = {}
    if root is None:
        return slots
    for size in ("major", "minor"):
        latin = root.find(f".//{_A}fontScheme/{_A}{size}Font/{_A}latin")
        font = "" if latin is None else latin.get("typeface", "")
        if font:
            for suffix in _THEME_SLOTS.values():
                slots[size + suffix] = font
    return slots


def read_styles(root: etree._Element | None, theme: Mapping[str, str]) -> StyleSheet:
    """Return the styles of a styles part."""
    sheet = StyleSheet()
    if root is None:
        return sheet
    defaults = root.find(f"{W}docDefaults")
    if defaults is not None:
        sheet.default_run = run_props(defaults.find(f"{W}rPrDefault/{W}rPr"), theme)
        sheet.default_paragraph = paragraph_props(defaults.find(f"{W}pPrDefault/{W}pPr"))
    for element in root.iterchildren(f"{W}style"):
        style = _style(element, theme)
        sheet.styles[style.key] = style
        if element.get(f"{W}default") in {"1", "true", "on"}:
            if style.kind == "paragraph":
                sheet.normal = style.key
            elif style.kind == "table":
                sheet.normal_table = style.key
    return sheet


def _style(element: etree._Element, theme: Mapping[str, str]) -> Style:
    key = element.get(f"{W}styleId", "")
    style = Style(
        key=key,
        name=child_value(element, "name") or key,
        kind=element.get(f"{W}type", "paragraph"),
        based_on=child_value(element, "basedOn"),
        paragraph=paragraph_props(element.find(f"{W}pPr")),
        run=run_props(element.find(f"{W}rPr"), theme),
    )
    if style.kind == "table":
        style.table = element.find(f"{W}tblPr")
        for part in element.iterchildren(f"{W}tblStylePr"):
            style.conditions[part.get(f"{W}type", "")] = (
                paragraph_props(part.find(f"{W}pPr")),
                run_props(part.find(f"{W}rPr"), theme),
            )
    return style
