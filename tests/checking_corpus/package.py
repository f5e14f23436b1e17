"""The parts of a Word file around its text: types, links, settings, theme, numbering, headers."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'mc:Ignorable="w14"'
)
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RELATED = "application/vnd.openxmlformats-package.relationships+xml"


@dataclass
class Package:
    """The texts of the parts; `tops` are headers and footers by their names."""

    document: str
    styles: str
    theme_font: str
    tops: dict[str, str]
    numbering: str = ""
    mirror: bool = False

    def to_bytes(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self._members().items():
                stamped = zipfile.ZipInfo(name, (2026, 6, 1, 8, 0, 0))
                archive.writestr(stamped, HEAD + text, zipfile.ZIP_DEFLATED, 1)
        return out.getvalue()

    def _members(self) -> dict[str, str]:
        members = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": _links({"officeDocument": "word/document.xml"}),
            "word/document.xml": self.document,
            "word/_rels/document.xml.rels": self._document_links(),
            "word/styles.xml": self.styles,
            "word/settings.xml": self._settings(),
            "word/theme/theme1.xml": theme(self.theme_font),
        }
        if self.numbering:
            members["word/numbering.xml"] = self.numbering
        for name, text in self.tops.items():
            members[f"word/{name}.xml"] = text
        return members

    def _types(self) -> str:
        named = {"document": "document.main", "styles": "styles", "settings": "settings"}
        if self.numbering:
            named["numbering"] = "numbering"
        for name in self.tops:
            named[name] = name.rstrip("0123456789")
        overrides = "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{KIND}{kind}+xml"/>'
            for part, kind in named.items()
        )
        return (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="{RELATED}"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
            '<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.theme+xml"/></Types>'
        )

    def _document_links(self) -> str:
        found = {"styles": "styles.xml", "settings": "settings.xml", "theme": "theme/theme1.xml"}
        if self.numbering:
            found["numbering"] = "numbering.xml"
        return _links(found, {name: f"{name}.xml" for name in self.tops})

    def _settings(self) -> str:
        mirror = "<w:mirrorMargins/>" if self.mirror else ""
        mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/'
        return (
            f'<w:settings {SPACES}>{mirror}<w:defaultTabStop w:val="720"/><w:compat>{mode}'
            'office/word" w:val="15"/></w:compat></w:settings>'
        )


def _links(found: dict[str, str], tops: dict[str, str] | None = None) -> str:
    rows = [
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(found.items(), 1)
    ]
    for name, target in (tops or {}).items():
        kind = name.rstrip("0123456789")
        rows.append(f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>')
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(rows)}</Relationships>'


def theme(font: str) -> str:
    """Return a theme with this font for text and headings."""
    colors = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in (
            ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "0E2841"), ("lt2", "E8E8E8"),
            ("accent1", "156082"), ("accent2", "E97132"), ("accent3", "196B24"),
            ("accent4", "0F9ED5"), ("accent5", "A02B93"), ("accent6", "4EA72E"),
            ("hlink", "467886"), ("folHlink", "96607D"),
        )
    )  # fmt: skip
    empty = '<a:ea typeface=""/><a:cs typeface=""/>'
    faces = (
        f'<a:majorFont><a:latin typeface="{font} Light"/>{empty}</a:majorFont>'
        f'<a:minorFont><a:latin typeface="{font}"/>{empty}</a:minorFont>'
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    lines = '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return (
        f'<a:theme xmlns:a="{space}" name="Office Theme"><a:themeElements>'
        f'<a:clrScheme name="Office">{colors}</a:clrScheme><a:fontScheme name="Office">{faces}'
        f'</a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst>{fill}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def numbering(mark: str) -> str:
    """Return two lists: I. 1. and hyphens."""

    def level(at: int, form: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val='
            f'"space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        )

    parts = level(0, "upperRoman", f"%1{mark}") + level(1, "decimal", "%2.")
    dashes = level(0, "bullet", "-")
    return (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val='
        f'"multilevel"/>{parts}</w:abstractNum><w:abstractNum w:abstractNumId="1">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{dashes}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
