"""The same paper as other people's Word makes it: direct formats, theme fonts, tabs, boxes.

Each way takes a file of ours and gives a file that prints alike without any of our styles.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}
_PLAIN_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style>"
)


def edited(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The file with its parts changed in place."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def in_document(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """The file with its main part changed."""

    def parts(parts: dict[str, bytes]) -> None:
        root = etree.fromstring(parts["word/document.xml"])
        change(root)
        parts["word/document.xml"] = etree.tostring(root, encoding="utf-8")

    return edited(data, parts)


def direct(data: bytes, defaults: str = "") -> bytes:
    """Every format written at its paragraph and run, no style but Normal."""

    def change(parts: dict[str, bytes]) -> None:
        styles = etree.fromstring(parts["word/styles.xml"])
        for name in [n for n in parts if re.fullmatch(r"word/(document|header\d*)\.xml", n)]:
            root = etree.fromstring(parts[name])
            for paragraph in root.iter(f"{W}p"):
                _flatten(paragraph, styles)
            parts[name] = etree.tostring(root, encoding="utf-8")
        tables = "".join(
            etree.tostring(style, encoding="unicode")
            for style in styles.findall("w:style[@w:type='table']", NS)
        )
        head = f'<w:styles xmlns:w="{NS["w"]}">'
        parts["word/styles.xml"] = f"{head}{defaults}{_PLAIN_STYLES}{tables}</w:styles>".encode()

    return edited(data, change)


def themed(data: bytes) -> bytes:
    """As Word's own template: theme fonts, 11 pt, 8 pt after, 1.08 lines by default."""
    return direct(
        data,
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" '
        'w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>",
    )


def _flatten(paragraph: etree._Element, styles: etree._Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    named = properties.find(f"{W}pStyle")
    style = None if named is None else _style(styles, named.get(f"{W}val"))
    if named is not None:
        properties.remove(named)
    spacing = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
    if style is not None:
        spacing |= _merge(properties, style.find(f"{W}pPr"))
    own = properties.find(f"{W}spacing")
    if own is None:
        own = etree.SubElement(properties, f"{W}spacing")
    for key, value in spacing.items():
        if own.get(f"{W}{key}") is None:
            own.set(f"{W}{key}", value)
    look = None if style is None else style.find(f"{W}rPr")
    for run in paragraph.iter(f"{W}r"):
        _look(run, look, styles)


def _merge(properties: etree._Element, of_style: etree._Element | None) -> dict[str, str]:
    spacing: dict[str, str] = {}
    for child in of_style if of_style is not None else ():
        name = child.tag.removeprefix(W)
        if name == "spacing":
            spacing = {key.removeprefix(W): value for key, value in child.attrib.items()}
        elif name in {"jc", "pBdr", "keepNext"} and properties.find(child.tag) is None:
            properties.append(copy.deepcopy(child))
        elif name == "ind":
            _indent(properties, child)
    return spacing


def _indent(properties: etree._Element, of_style: etree._Element) -> None:
    own = properties.find(f"{W}ind")
    if own is None:
        properties.append(copy.deepcopy(of_style))
        return
    for key, value in of_style.attrib.items():
        if key == f"{W}firstLine" and own.get(f"{W}hanging") is not None:
            continue
        if own.get(key) is None:
            own.set(key, value)


def _look(run: etree._Element, look: etree._Element | None, styles: etree._Element) -> None:
    own = run.find(f"{W}rPr")
    if own is None:
        own = etree.Element(f"{W}rPr")
        run.insert(0, own)
    named = own.find(f"{W}rStyle")
    layers = [look]
    if named is not None:
        character = _style(styles, named.get(f"{W}val"))
        layers.insert(0, None if character is None else character.find(f"{W}rPr"))
        own.remove(named)
    for layer in layers:
        _add_missing(own, layer)
    if own.find(f"{W}rFonts") is None:
        fonts = etree.SubElement(own, f"{W}rFonts")
        for slot in ("ascii", "hAnsi", "cs"):
            fonts.set(f"{W}{slot}", "Times New Roman")
    if own.find(f"{W}sz") is None:
        etree.SubElement(own, f"{W}sz").set(f"{W}val", "28")


def _add_missing(own: etree._Element, layer: etree._Element | None) -> None:
    for child in layer if layer is not None else ():
        if own.find(child.tag) is None:
            own.append(copy.deepcopy(child))


def _style(styles: etree._Element, key: str | None) -> etree._Element | None:
    return styles.find(f"w:style[@w:styleId='{key}']", NS)
