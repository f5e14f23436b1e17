"""Reads the header fields of a paper, with where each stands and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

from wardapp.core.dispatches import Priority
from wardapp.core.issuers import Family
from wardapp.core.reading import Deadline, Evidence, ReadFields, ReadWarning
from wardapp.documents.reader.addressees import invited_line, read_addressees
from wardapp.documents.reader.bodies import read_bodies
from wardapp.documents.reader.deadlines import read_deadlines
from wardapp.documents.reader.found import Found, evidence_of
from wardapp.documents.reader.head import Head, read_head
from wardapp.documents.reader.head_values import (
    read_day,
    read_family,
    read_number,
    read_place,
    read_type,
    read_urgency,
)
from wardapp.documents.reader.paper import Paper
from wardapp.documents.reader.signature import read_signature
from wardapp.documents.reader.subject import read_subject
from wardapp.documents.reader.trust import trusted
from wardapp.documents.reader.warnings import Findings, read_warnings

_INVITATION = "GM"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsRead:
    """All that the words of a paper say about it."""

    fields: ReadFields
    regime: Family | None
    evidence: tuple[tuple[str, Evidence], ...]
    deadlines: tuple[Deadline, ...]
    warnings: tuple[ReadWarning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _AllFound:
    """What was found for each field of ReadFields, under its name."""

    issuing_body: Found[str] | None
    parent_body: Found[str] | None
    number: Found[str] | None
    symbol: Found[str] | None
    number_symbol: Found[str] | None
    place: Found[str] | None
    date: Found[date] | None
    type: Found[str] | None
    subject: Found[str] | None
    addressees: Found[tuple[str, ...]] | None
    authority: Found[tuple[str, ...]] | None
    signer_position: Found[str] | None
    signer_name: Found[str] | None
    urgency: Found[Priority] | None


def read_fields(paper: Paper) -> FieldsRead:
    """Return the fields of a paper; what does not stand there is None or ()."""
    head = read_head(paper.lines)
    issuing, parent = read_bodies(head)
    family = read_family(head, issuing.value if issuing else "")
    found = _all_found(head, family, issuing, parent)
    values = _values(found)
    warnings = read_warnings(Findings(paper=paper, head=head, fields=values, family=family))
    year = head.day[1].year if head.day else None
    return FieldsRead(
        fields=values,
        regime=family,
        evidence=_evidence(found, paper, head, warnings),
        deadlines=read_deadlines(head.lines[head.end :], values.date, year),
        warnings=warnings,
    )


def _all_found(
    head: Head, family: Family | None, issuing: Found[str] | None, parent: Found[str] | None
) -> _AllFound:
    signature = read_signature(head.lines, family)
    number, symbol, number_symbol = read_number(head)
    return _AllFound(
        issuing_body=issuing,
        parent_body=parent,
        number=number,
        symbol=symbol,
        number_symbol=number_symbol,
        place=read_place(head),
        date=read_day(head),
        type=read_type(head, family),
        subject=read_subject(head),
        addressees=read_addressees(head.lines, _address_line(head)),
        authority=signature.authority,
        signer_position=signature.position,
        signer_name=signature.name,
        urgency=read_urgency(head),
    )


def _values(found: _AllFound) -> ReadFields:
    return ReadFields(
        issuing_body=_value(found.issuing_body),
        parent_body=_value(found.parent_body),
        number=_value(found.number),
        symbol=_value(found.symbol),
        number_symbol=_value(found.number_symbol),
        place=_value(found.place),
        date=_value(found.date),
        type=_value(found.type),
        subject=_value(found.subject),
        addressees=_value(found.addressees) or (),
        authority=_value(found.authority) or (),
        signer_position=_value(found.signer_position),
        signer_name=_value(found.signer_name),
        urgency=_value(found.urgency),
    )


def _value(found: Found[T] | None) -> T | None:
    return found.value if found is not None else None


def _evidence(
    found: _AllFound, paper: Paper, head: Head, warnings: tuple[ReadWarning, ...]
) -> tuple[tuple[str, Evidence], ...]:
    all_fields = ((field.name, getattr(found, field.name)) for field in fields(found))
    present = [(name, item) for name, item in all_fields if item is not None]
    return tuple(
        (name, evidence_of(item)) for name, item in trusted(present, paper, head, warnings)
    )


def _address_line(head: Head) -> int | None:
    """Return the line of Kính gửi, in an invitation else the one that names the invited."""
    if head.address is not None:
        return head.address
    if head.kind is not None and head.kind[1] == _INVITATION:
        return invited_line(head.lines, len(head.lines))
    return None
