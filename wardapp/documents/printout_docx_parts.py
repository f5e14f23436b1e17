"""The fixed parts of a Word file of tables: styles, settings, headers, sections."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape

from wardapp.documents.metrics import point_twips, twips
from wardapp.documents.printout_docx_theme import theme
from wardapp.documents.printout_page import STYLES, Paper, PaperStyle

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_GREY = "6B6B6B"

BARE_TABLE = (
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
)
"""Table properties without rules: header blocks, facts, signatures."""

RULED_TABLE = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
)
"""Table properties with rules of half a point and fixed columns."""


def document(body: str) -> str:
    """Return document.xml around the body."""
    return f"{_XML}<w:document {_W} {_R}><w:body>{body}</w:body></w:document>"


def section(paper: Paper, *, start: int | None, first_plain: bool, bare: bool = False) -> str:
    """Return the section: `first_plain` leaves the number off page 1, `bare` off every page.

    `start` is the number of its first page, None where it goes on.
    """
    numbered = "rId5" if bare else "rId4"
    orient = ' w:orient="landscape"' if paper.width > paper.height else ""
    width, height = twips(paper.width), twips(paper.height)
    numbers = "" if start is None else f'<w:pgNumType w:start="{start}"/>'
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{numbered}"/>'
        '<w:headerReference w:type="first" r:id="rId5"/>'
        '<w:footerReference w:type="default" r:id="rId6"/>'
        '<w:footerReference w:type="first" r:id="rId6"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{twips(paper.top)}" w:right="{twips(paper.right)}" '
        f'w:bottom="{twips(paper.bottom)}" w:left="{twips(paper.left)}" '
        f'w:header="{twips(paper.header)}" w:footer="{twips(paper.bottom / 2)}" w:gutter="0"/>'
        f"{numbers}{'<w:titlePg/>' if first_plain else ''}</w:sectPr>"
    )


def header(mark: str, *, numbered: bool) -> str:
    """Return a header part: page number centred, the draft mark below it at the left."""
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    page = f'<w:p><w:pPr><w:pStyle w:val="page"/></w:pPr>{number if numbered else ""}</w:p>'
    draft = _line("draft", mark) if mark else ""
    return f"{_XML}<w:hdr {_W} {_R}>{page}{draft}</w:hdr>"


def footer(text: str, right: str = "", width: int = 0) -> str:
    """Return a footer part with one small line; `right` stands at the end of its width in twips."""
    if not right:
        return f"{_XML}<w:ftr {_W} {_R}>{_line('foot', text)}</w:ftr>"
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    upright = '<w:rPr><w:i w:val="0"/><w:iCs w:val="0"/><w:color w:val="000000"/></w:rPr>'
    return (
        f'{_XML}<w:ftr {_W} {_R}><w:p><w:pPr><w:pStyle w:val="foot"/>{tab}</w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r><w:r>{upright}<w:tab/><w:t>{right}</w:t></w:r></w:p></w:ftr>"
    )


def _line(style: str, text: str) -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def fixed_parts(title: str, created: date) -> dict[str, str]:
    """Return every part but the document, its headers and its footer."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            ("extended-properties", "docProps/app.xml"),
            ("core", "docProps/core.xml"),
        ),
        "docProps/app.xml": (
            f'{_XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            'extended-properties"><Application>WardApp</Application></Properties>'
        ),
        "docProps/core.xml": _core(title, created),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("header", "header1.xml"),
            ("header", "header2.xml"),
            ("footer", "footer1.xml"),
            ("theme", "theme/theme1.xml"),
        ),
        "word/theme/theme1.xml": theme(),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": (
            f'{_XML}<w:fonts {_W}><w:font w:name="Times New Roman">'
            '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/>'
            "</w:font></w:fonts>"
        ),
    }


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("fontTable", "fontTable"),
            ("header1", "header"),
            ("header2", "header"),
            ("footer1", "footer"),
        )
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.theme+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.extended-properties+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
        'package.core-properties+xml"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    """Return a relationships part; ids are rId1, rId2 … in order."""
    lines = "".join(
        f'<Relationship Id="rId{position}" Type="{_kind(kind)}" Target="{target}"/>'
        for position, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _kind(kind: str) -> str:
    if kind == "core":
        return f"{_PACKAGE}/relationships/metadata/core-properties"
    return f"{_OFFICE}/{kind}"


def _core(title: str, created: date) -> str:
    stamp = f"{created.isoformat()}T00:00:00Z"
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>WardApp</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _settings() -> str:
    return (
        f'{_XML}<w:settings {_W}><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        "<w:doNotExpandShiftReturn/>"
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )


def _styles() -> str:
    fonts = " ".join(f'w:{each}="Times New Roman"' for each in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        '<w:sz w:val="26"/><w:szCs w:val="26"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    return f"{_XML}<w:styles {_W}>{defaults}{base}{''.join(map(_style, STYLES))}</w:styles>"


def _style(style: PaperStyle) -> str:
    size = round(style.size * 2)
    keep = "<w:keepNext/>" if style.keep else ""
    jc = "both" if style.align == "justify" else style.align
    look = ("<w:b/><w:bCs/>" if style.bold else "") + ("<w:i/><w:iCs/>" if style.italic else "")
    colour = f'<w:color w:val="{_GREY}"/>' if style.grey else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.key}">'
        f'<w:name w:val="{style.word_name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{keep}<w:spacing w:before="0" w:after="{point_twips(style.after)}" '
        f'w:line="{point_twips(style.line)}" w:lineRule="exact"/><w:jc w:val="{jc}"/></w:pPr>'
        f'<w:rPr>{look}{colour}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )
