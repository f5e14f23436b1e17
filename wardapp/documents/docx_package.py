"""The package of a Word file: parts, relationships, properties; equal input gives equal bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from wardapp.core.layout import Standard
from wardapp.documents.docx_paragraphs import xml_text
from wardapp.documents.docx_styles import (
    FONT,
    NAMESPACES,
    XML_HEAD,
    settings_xml,
    style_id,
    styles_xml,
)
from wardapp.documents.docx_theme import THEME_XML

HEADER_ID, EMPTY_HEADER_ID, NOTES_ID = "rId1", "rId2", "rId7"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EARLIEST_ZIP_YEAR = 1980
_PARTS = (
    ("/word/document.xml", f"{_WORD}.document.main+xml"),
    ("/word/styles.xml", f"{_WORD}.styles+xml"),
    ("/word/settings.xml", f"{_WORD}.settings+xml"),
    ("/word/fontTable.xml", f"{_WORD}.fontTable+xml"),
    ("/word/header1.xml", f"{_WORD}.header+xml"),
    ("/word/header2.xml", f"{_WORD}.header+xml"),
    ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    ("/word/header3.xml", f"{_WORD}.header+xml"),
    ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
)
_CONTENT_TYPES = (
    f'{XML_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _PARTS)
    + "</Types>"
)


def _relationships(rows: tuple[tuple[str, str, str], ...]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in rows
    )
    return f'{XML_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


_PACKAGE_LINKS = _relationships(
    (
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
    )
)
_DOCUMENT_LINKS = _relationships(
    (
        (HEADER_ID, f"{_OFFICE}/header", "header1.xml"),
        (EMPTY_HEADER_ID, f"{_OFFICE}/header", "header2.xml"),
        ("rId3", f"{_OFFICE}/styles", "styles.xml"),
        ("rId4", f"{_OFFICE}/settings", "settings.xml"),
        ("rId5", f"{_OFFICE}/fontTable", "fontTable.xml"),
        ("rId6", f"{_OFFICE}/theme", "theme/theme1.xml"),
        (NOTES_ID, f"{_OFFICE}/header", "header3.xml"),
    )
)
_FONT_TABLE = (
    f'{XML_HEAD}<w:fonts {NAMESPACES}><w:font w:name="{FONT}">'
    '<w:panose1 w:val="02020603050405020304"/>'
    '<w:charset w:val="A3"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
_APP = (
    f'{XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>WardApp</Application></Properties>'
)
_PAGE_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def package(
    body_xml: str, standard: Standard, *, notes: str, title: str, author: str, created: date
) -> bytes:
    """Return the Word file of a body: everything between `<w:body>` and its end.

    `notes` are the paragraphs that stand above the head of the first page.
    """
    key = style_id(standard.style("page_number"))
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_LINKS,
        "word/document.xml": (
            f"{XML_HEAD}<w:document {NAMESPACES}><w:body>{body_xml}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": _DOCUMENT_LINKS,
        "word/styles.xml": styles_xml(standard),
        "word/settings.xml": settings_xml(standard),
        "word/fontTable.xml": _FONT_TABLE,
        "word/theme/theme1.xml": THEME_XML,
        "word/header1.xml": _header(key, _PAGE_FIELD),
        "word/header2.xml": _header(key, ""),
        "word/header3.xml": f"{XML_HEAD}<w:hdr {NAMESPACES}>{notes or _empty(key)}</w:hdr>",
        "docProps/core.xml": _core(title, author, created),
        "docProps/app.xml": _APP,
    }
    moment = (max(created.year, _EARLIEST_ZIP_YEAR), created.month, created.day, 0, 0, 0)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same bytes on every system
            archive.writestr(info, text.encode("utf-8"))
    return stream.getvalue()


def _header(style: str, inner: str) -> str:
    return (
        f'{XML_HEAD}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"{inner}</w:p></w:hdr>"
    )


def _empty(style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'


def _core(title: str, author: str, created: date) -> str:
    when = f'xsi:type="dcterms:W3CDTF">{created.isoformat()}T00:00:00Z<'
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml_text(title)}</dc:title><dc:creator>{xml_text(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{xml_text(author)}</cp:lastModifiedBy>"
        f"<dcterms:created {when}/dcterms:created><dcterms:modified {when}/dcterms:modified>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )
