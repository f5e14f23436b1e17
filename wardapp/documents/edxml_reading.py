"""edXML files of other systems: their header and attachments, whatever prefix they write."""

from __future__ import annotations

import base64
import binascii
from datetime import date, datetime
from typing import Any

from lxml import etree

from wardapp.core.errors import UnreadableFile
from wardapp.core.machine import ReadEdxml, ReadFile
from wardapp.core.text import clean, one_line

DAY_FORMATS = ("%Y/%m/%d", "%d/%m/%Y", "%Y-%m-%d")
"""Both orders are met: clients write the year first, the standard's own examples the day."""
DAY_LENGTH = 10
MOST_DIGITS = 9
REFUSED = "Tệp {name} không phải tệp edXML đọc được. Hãy xin gửi lại tệp."


def read_edxml(data: bytes, name: str) -> ReadEdxml:
    """Return what an edXML file says; UnreadableFile when it is none.

    Entities are not resolved and nothing outside the file is fetched.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(REFUSED.format(name=name)) from error
    header = _first(root, "MessageHeader")
    if header is None or root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(REFUSED.format(name=name))
    return _read(root, header, name)


def _read(root: Any, header: Any, name: str) -> ReadEdxml:
    sender, code = _child(header, "From"), _child(header, "Code")
    issued, other = _child(header, "PromulgationInfo"), _child(header, "OtherInfo")
    signer = _child(header, "SignerInfo")
    if signer is None:
        signer = _child(header, "Author")
    answered = _child(header, "ResponseFor")
    return ReadEdxml(
        organ_id=_text(sender, "OrganId"),
        organ_name=_text(sender, "OrganName"),
        receivers=tuple(
            (_text(each, "OrganId"), _text(each, "OrganName")) for each in _children(header, "To")
        ),
        document_id=_text(header, "DocumentId"),
        code_number=_text(code, "CodeNumber"),
        code_notation=_text(code, "CodeNotation"),
        place=_text(issued, "Place"),
        issued_date=_day(_text(issued, "PromulgationDate")),
        type_name=_text(_child(header, "DocumentType"), "TypeName"),
        subject=_text(header, "Subject"),
        content=_text(header, "Content"),
        signer_authority=_text(signer, "Competence"),
        signer_position=_text(signer, "Position") or _text(signer, "Function"),
        signer_name=_text(signer, "FullName"),
        due_date=_day(_text(header, "DueDate")),
        to_places=tuple(map(_own, _children(_child(header, "ToPlaces"), "Place"))),
        priority=_whole(_text(other, "Priority")) or 0,
        page_amount=_whole(_text(other, "PageAmount")),
        issued_amount=_whole(_text(other, "PromulgationAmount")),
        response_for="/".join(
            filter(None, (_deep(answered, "CodeNumber"), _deep(answered, "CodeNotation")))
        ),
        trace=tuple(
            f"{_text(each, 'OrganId')} {_text(each, 'Timestamp')}".strip()
            for each in _all(root, "TraceHeader")
        ),
        files=tuple(_file(each, name) for each in _all(root, "Attachment")),
    )


def _file(found: Any, name: str) -> ReadFile:
    encoded = "".join(_raw(found, "ContentTransferEncoded").split())
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadableFile(REFUSED.format(name=name)) from error
    return ReadFile(
        name=_text(found, "AttachmentName"), media_type=_text(found, "ContentType"), data=data
    )


def _first(parent: Any, name: str) -> Any:
    return next(iter(_all(parent, name)), None)


def _all(parent: Any, name: str) -> list[Any]:
    return [] if parent is None else list(parent.iter(f"{{*}}{name}"))


def _children(parent: Any, name: str) -> list[Any]:
    return [] if parent is None else list(parent.iterchildren(f"{{*}}{name}"))


def _child(parent: Any, name: str) -> Any:
    return next(iter(_children(parent, name)), None)


def _raw(parent: Any, name: str) -> str:
    found = _child(parent, name)
    return "" if found is None else "".join(found.itertext())


def _text(parent: Any, name: str) -> str:
    return one_line(clean(_raw(parent, name)))


def _deep(parent: Any, name: str) -> str:
    found = _first(parent, name)
    return "" if found is None else _own(found)


def _own(found: Any) -> str:
    return one_line(clean("".join(found.itertext())))


def _day(text: str) -> date | None:
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(text[:DAY_LENGTH], form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
