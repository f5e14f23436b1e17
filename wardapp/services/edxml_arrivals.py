"""What the header of an edXML message says of the dispatch, as the line to be checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wardapp.core.dispatches import Arrival, Channel, Priority
from wardapp.core.issuers import BodyLevel, SignerInfo
from wardapp.core.machine import ReadEdxml
from wardapp.services.arrivals import Arriving
from wardapp.services.bodies import body_named
from wardapp.services.series import book_for_level

DIRECT = "trực tiếp"
"""What systems write for a signer with no authority but his own."""


def of_message(arrival: Arrival, header: ReadEdxml, around: Arriving) -> Arrival:
    """Return the proposed line with what the sender's system wrote; what it left out stays read."""
    told: dict[str, Any] = {
        "organ_name": header.organ_name,
        "organ_id": header.organ_id,
        "code_number": header.code_number,
        "code_notation": header.code_notation,
        "issued_date": header.issued_date,
        "type_name": header.type_name,
        "subject": header.subject,
        "due_date": header.due_date,
        "page_amount": header.page_amount,
        "addressees": header.to_places,
        "trace_headers": "\n".join(header.trace),
    }
    known = {name: value for name, value in told.items() if value}
    line = replace(
        arrival,
        **known,
        channel=Channel.NETWORK,
        priority=Priority(min(max(header.priority, 0), max(Priority))),
    )
    if header.signer_name:
        line = replace(line, signer=_signer(header))
    body = body_named(line.organ_name, around.bodies)
    level = body.level if body is not None else BodyLevel.UNKNOWN
    return replace(line, book=book_for_level(line.issuer_id, level, around.books))


def _signer(header: ReadEdxml) -> SignerInfo:
    is_own = header.signer_authority.casefold() == DIRECT
    authority = (header.signer_authority,) if header.signer_authority and not is_own else ()
    return SignerInfo(
        full_name=header.signer_name, position=header.signer_position, authority=authority
    )
