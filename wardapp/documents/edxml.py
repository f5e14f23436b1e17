"""edXML files (QCVN 102:2016/BTTTT): one dispatch with its attachments inside.

The namespace, the envelope and the places of manifest and attachments are those that public
clients of the national axis write. What the standard itself was not at hand for is remembered:
the attributes of TraceHeaderList, and the codes of Bussiness.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from wardapp.core.errors import NotFound
from wardapp.core.long_paths import reachable
from wardapp.core.machine import DataField, EdxmlMessage, MachineFile
from wardapp.core.text import clean

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
XLINK = "http://www.w3.org/1999/xlink"
PREFIXED = {"edXML": NAMESPACE}
TRACE_MARKS = (("version", "1.0"), ("mustUnderstand", "1"))
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
PIECE = 3 << 18
"""A multiple of three: pieces of base64 join without padding between them."""


def write_edxml(stream: BinaryIO, message: EdxmlMessage) -> None:
    """Write a dispatch as an edXML file; attachments are read and encoded piece by piece.

    NotFound when a kept file is no longer what it was when it was kept.
    """
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(_tag("edXML"), nsmap={None: NAMESPACE}):
            with xml.element(_tag("edXMLEnvelope"), nsmap=PREFIXED):
                with xml.element(_tag("edXMLHeader")):
                    _write_field(xml, DataField("MessageHeader", inside=message.header))
                    marks = TRACE_MARKS
                    _write_field(
                        xml, DataField("TraceHeaderList", inside=message.trace, attributes=marks)
                    )
                    _write_field(xml, DataField("DigitalSignature"))
                with xml.element(_tag("edXMLBody")):
                    _write_manifest(xml, message.files)
            _write_attachments(xml, message.files)


def plain_xml(text: str) -> str:
    """Return text that XML can hold: control characters and lone halves of letters are left out."""
    return NOT_IN_XML.sub("", clean(text))


def checked_pieces(kept: MachineFile, size: int = PIECE) -> Iterator[bytes]:
    """Yield the bytes of a kept file; NotFound at its end when they are not its own any more."""
    digest = hashlib.sha256()
    with reachable(kept.path).open("rb") as source:
        while piece := source.read(size):
            digest.update(piece)
            yield piece
    if digest.hexdigest() != kept.sha256:
        raise NotFound(
            f"Tệp {kept.name} trong sổ đã bị sửa từ bên ngoài. Hãy lấy lại từ bản sao lưu."
        )


def _write_manifest(xml: Any, files: tuple[MachineFile, ...]) -> None:
    with xml.element(_tag("edXMLManifest"), {"version": "1.0"}):
        for at, kept in enumerate(files, start=1):
            marks = {
                f"{{{XLINK}}}href": f"cid:{_content_id(at, kept)}",
                f"{{{XLINK}}}role": "XLinkRole",
                f"{{{XLINK}}}type": "simple",
            }
            with xml.element(_tag("Reference"), marks, nsmap={"xlink": XLINK}):
                for each in (
                    DataField("ContentId", f"cid:{_content_id(at, kept)}"),
                    DataField("ContentType", kept.media_type),
                    DataField("AttachmentName", kept.name),
                    DataField("Description", f"Tệp {at}"),
                ):
                    _write_field(xml, each)


def _write_attachments(xml: Any, files: tuple[MachineFile, ...]) -> None:
    with xml.element(_tag("AttachmentEncoded")):
        for at, kept in enumerate(files, start=1):
            with xml.element(_tag("Attachment")):
                _write_field(xml, DataField("ContentType", kept.media_type))
                _write_field(xml, DataField("ContentId", _content_id(at, kept)))
                _write_field(xml, DataField("Description", f"Tệp {at}"))
                with xml.element(_tag("ContentTransferEncoded")):
                    for piece in checked_pieces(kept):
                        xml.write(base64.b64encode(piece).decode("ascii"))
                _write_field(xml, DataField("AttachmentName", kept.name))


def _write_field(xml: Any, each: DataField) -> None:
    with xml.element(_tag(each.name), dict(each.attributes)):
        if each.text:
            xml.write(plain_xml(each.text))
        for part in each.inside:
            _write_field(xml, part)


def _content_id(at: int, kept: MachineFile) -> str:
    return f"{at:03}-{kept.sha256[:32]}"


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
