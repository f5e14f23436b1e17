"""Values of the office as plain JSON, with the field names of NĐ30 Phụ lục VI."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from wardapp.core.arrivals import SECRET_WORDS
from wardapp.core.dates import long_date
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.issuers import Issuer

DONE_MARKS = {"done": "xong", "cancelled": "đã hủy", "returned": "đã chuyển trả"}


def plain(value: Any) -> Any:
    """Return any value of core as JSON knows it: days as ISO text, values as objects."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def dispatch(line: Incoming | Outgoing, issuers: tuple[Issuer, ...]) -> dict[str, Any]:
    """Return a line of a register with its printed symbol and the symbol of its issuer."""
    symbols = {issuer.id: issuer.symbol for issuer in issuers}
    known = plain(line)
    known["number_symbol"] = line.number_symbol
    known["issuer"] = symbols.get(line.issuer_id, "")
    if isinstance(line, Outgoing):
        known["code_number"] = line.code_number
    else:
        known["arrival_code"] = line.arrival_code
        known["scope_value"] = line.scope_value
    return dict(known)


def incoming_row(line: Incoming) -> str:
    """Return one line of text about an incoming dispatch."""
    due = f"hạn {long_date(line.due_date)}" if line.due_date else ""
    state = DONE_MARKS.get(line.status.value, due)
    issued = long_date(line.issued_date) if line.issued_date else ""
    parts = (
        line.arrival_code,
        long_date(line.arrival_date),
        line.number_symbol,
        issued,
        line.organ_name,
        SECRET_WORDS if line.is_secret else line.subject,
        state,
    )
    return "\t".join(parts)


def outgoing_row(line: Outgoing) -> str:
    """Return one line of text about an outgoing dispatch."""
    state = DONE_MARKS.get(line.status.value, "")
    parts = (line.number_symbol, long_date(line.issued_date), line.type_name, line.subject, state)
    return "\t".join(parts)
