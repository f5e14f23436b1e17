"""Word files for templates, as Word writes them: whole packages around a body."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def packed(body: str, **parts: str) -> bytes:
    """Return a docx; `header` and `settings` are parts beside the document."""
    names = {
        name.replace("__", "/")
        .replace("_xml", ".xml")
        .replace("xmlsignatures", "_xmlsignatures"): text
        for name, text in parts.items()
    }
    files = {
        "[Content_Types].xml": names.pop("types", TYPES),
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        **names,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def body_of(data: bytes, part: str = "word/document.xml") -> str:
    """Return the XML of a part of a docx."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode()


LOOK = '<w:rPr><w:b/><w:i/><w:sz w:val="28"/></w:rPr>'


def sdt(key: str, inside: str, more: str = "") -> str:
    """Return a content control."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Tên {key}"/><w:tag w:val="{key}"/>{more}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def run(text: str, look: str = LOOK) -> str:
    """Return a run."""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'
