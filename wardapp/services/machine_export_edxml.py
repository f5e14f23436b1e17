"""A dispatch as the fields of an edXML file (QCVN 102:2016/BTTTT; domain §5.2).

Days are written year first and DocumentId is agency, day and symbol, as public clients of the
national axis write them. The codes of DocumentType and Bussiness are remembered, not read in the
standard: 2 = administrative; 0 = new, 1 = recalled, 3 = replaces another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.clock import moment_of
from wardapp.core.dispatches import Incoming, Outgoing, OutgoingStatus
from wardapp.core.issuers import Body, Issuer, SignerInfo
from wardapp.core.machine import DataField
from wardapp.services.machine_export_fields import (
    CODE_NOTATION,
    CODE_NUMBER,
    FULL_NAME,
    ORGAN_ID,
    ORGAN_NAME,
    POSITION,
    SUBJECT,
    TYPE_NAME,
    number,
)

ADMINISTRATIVE = "2"
NEW, RECALLED, REPLACES = "0", "1", "3"
REASONS = {NEW: "Văn bản mới", RECALLED: "Thu hồi văn bản", REPLACES: "Thay thế văn bản"}
PLACE = 150
DIRECTLY = "Trực tiếp"


@dataclass(frozen=True, slots=True)
class Organ:
    """A body as edXML names it."""

    code: str
    name: str
    address: str = ""
    email: str = ""


def organ_of_issuer(issuer: Issuer) -> Organ:
    """Return a body of this office."""
    return Organ(issuer.organ_id, issuer.full_name)


def organ_of_body(name: str, body: Body | None, code: str = "") -> Organ:
    """Return an outside body, with what the directory knows of it."""
    if body is None:
        return Organ(code, name)
    return Organ(code or body.organ_id, name, body.address, body.email)


def outgoing_header(
    line: Outgoing, issuer: Issuer, receivers: tuple[Organ, ...], answered: Incoming | None
) -> tuple[DataField, ...]:
    """Return the fields of MessageHeader for a dispatch that went out."""
    sender = organ_of_issuer(issuer)
    return (
        _organ("From", sender),
        *(_organ("To", each) for each in receivers),
        DataField("DocumentId", document_id(sender, line.issued_date, _code(line))),
        _code_field(line.code_number, line.code_notation),
        _promulgation(issuer.place, line.issued_date),
        _type(line.type_name),
        DataField("Subject", line.subject, SUBJECT, is_needed=True),
        DataField("Content", line.subject, SUBJECT),
        _signer(line.signer),
        DataField("DueDate", edxml_day(line.due_date)),
        _places(tuple(each.name for each in receivers)),
        _other(int(line.priority), line.issued_amount, line.page_amount),
        DataField("SteeringType", "0"),
        *(() if answered is None else (_response(answered),)),
    )


def incoming_header(line: Incoming, sender: Organ, receiver: Issuer) -> tuple[DataField, ...]:
    """Return the fields of MessageHeader for a dispatch that came in."""
    code = f"{line.code_number}/{line.code_notation}".strip("/")
    return (
        _organ("From", sender),
        _organ("To", organ_of_issuer(receiver)),
        DataField("DocumentId", document_id(sender, line.issued_date, code)),
        _code_field(line.code_number, line.code_notation),
        _promulgation("", line.issued_date),
        _type(line.type_name),
        DataField("Subject", line.subject, SUBJECT, is_needed=True),
        DataField("Content", line.subject, SUBJECT),
        _signer(line.signer),
        DataField("DueDate", edxml_day(line.due_date)),
        _places(line.addressees or (receiver.full_name,)),
        _other(int(line.priority), line.copy_amount, line.page_amount),
        DataField("SteeringType", "0"),
    )


def outgoing_trace(line: Outgoing, issuer: Issuer, now_ms: int) -> tuple[DataField, ...]:
    """Return the trace of a dispatch that begins its way here."""
    kind = NEW
    if line.status is OutgoingStatus.RECALLED:
        kind = RECALLED
    elif line.replaces is not None:
        kind = REPLACES
    why = line.recall_reason or REASONS[kind]
    return (_stop(issuer.organ_id, _instant(now_ms)), _business(kind, why))


def incoming_trace(line: Incoming, receiver: Issuer, now_ms: int) -> tuple[DataField, ...]:
    """Return the trace a dispatch came with, and this office as its newest stop."""
    stops = tuple(
        _stop(*(text.strip().partition(" ")[::2])) for text in line.trace_headers.splitlines()
    )
    here = _stop(receiver.organ_id, _instant(now_ms))
    return (*stops, here, _business(NEW, REASONS[NEW]))


def document_id(sender: Organ, day: date | None, code: str) -> str:
    """Return the name a document has on the axis: agency, day, number and symbol."""
    return ",".join((sender.code or sender.name, edxml_day(day), code))


def edxml_day(day: date | None) -> str:
    """Return a day as `2026/06/05`, "" without one."""
    return f"{day:%Y/%m/%d}" if day else ""


def _code(line: Outgoing) -> str:
    return f"{line.code_number}/{line.code_notation}"


def _organ(name: str, organ: Organ) -> DataField:
    inside = [
        DataField("OrganId", organ.code, ORGAN_ID),
        DataField("OrganizationInCharge"),
        DataField("OrganName", organ.name, ORGAN_NAME, is_needed=True),
        DataField("OrganAdd", organ.address, 250),
        DataField("Email", organ.email, 100),
    ]
    return DataField(name, inside=tuple(inside))


def _code_field(code_number: str, code_notation: str) -> DataField:
    inside = (
        DataField("CodeNumber", code_number, CODE_NUMBER),
        DataField("CodeNotation", code_notation, CODE_NOTATION),
    )
    return DataField("Code", inside=inside)


def _promulgation(place: str, day: date | None) -> DataField:
    inside = (DataField("Place", place, 50), DataField("PromulgationDate", edxml_day(day)))
    return DataField("PromulgationInfo", inside=inside)


def _type(type_name: str) -> DataField:
    inside = (DataField("Type", ADMINISTRATIVE), DataField("TypeName", type_name, TYPE_NAME))
    return DataField("DocumentType", inside=inside)


def _signer(signer: SignerInfo) -> DataField:
    inside = (
        DataField("Competence", " ".join(signer.authority) or DIRECTLY, POSITION),
        DataField("Position", signer.position, POSITION),
        DataField("FullName", signer.full_name, FULL_NAME),
    )
    return DataField("SignerInfo", inside=inside)


def _places(names: tuple[str, ...]) -> DataField:
    return DataField("ToPlaces", inside=tuple(DataField("Place", each, PLACE) for each in names))


def _other(priority: int, amount: int | None, pages: int | None) -> DataField:
    inside = (
        DataField("Priority", str(priority), 1),
        DataField("SphereOfPromulgation"),
        DataField("TyperNotation"),
        DataField("PromulgationAmount", number(amount), 3),
        DataField("PageAmount", number(pages), 3),
    )
    return DataField("OtherInfo", inside=inside)


def _response(answered: Incoming) -> DataField:
    sender = Organ(answered.organ_id, answered.organ_name)
    code = f"{answered.code_number}/{answered.code_notation}".strip("/")
    return DataField(
        "ResponseFor",
        inside=(
            DataField("OrganId", answered.organ_id, ORGAN_ID),
            _code_field(answered.code_number, answered.code_notation),
            DataField("PromulgationDate", edxml_day(answered.issued_date)),
            DataField("DocumentId", document_id(sender, answered.issued_date, code)),
        ),
    )


def _stop(organ_id: str, when: str) -> DataField:
    inside = (DataField("OrganId", organ_id), DataField("Timestamp", when))
    return DataField("TraceHeader", inside=inside)


def _business(kind: str, why: str) -> DataField:
    inside = (
        DataField("BussinessDocType", kind),
        DataField("BussinessDocReason", why, SUBJECT),
        DataField("Paper", "0"),
    )
    return DataField("Bussiness", inside=inside)


def _instant(now_ms: int) -> str:
    return f"{moment_of(now_ms):%Y/%m/%d %H:%M:%S}"
