"""What follows from a record: columns to sort by, words to find it by, parts for events."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from wardapp.core.daylog import LogLine
from wardapp.core.dispatches import DeliveryState, FileRole, Incoming, Outgoing, OutgoingStatus
from wardapp.core.drafts import DraftContent
from wardapp.core.forms import FilledForm
from wardapp.core.numbering import Series
from wardapp.core.opinions import OpinionTopic
from wardapp.core.petitions import Petition
from wardapp.core.text import sort_key, symbol_key
from wardapp.store.records import Packed, plain

_OF_RECORD = {FileRole.FINAL_COPY, FileRole.ORIGINAL}
"""What an outgoing line is proved by; the issue copy, which is not signed, does not count."""
_LOWEST = 0x30  # above the mark that ends a tuple
_HIGHEST = 0xD000  # below the surrogates
_END = "!"
_BEHIND_ALL = 1 << 40


@lru_cache(maxsize=4096)
def order_text(text: str) -> str:
    """Return text whose plain order in SQLite is the Vietnamese order of `text`."""
    return _flat(sort_key(text))


def _flat(key: object) -> str:
    if isinstance(key, tuple):
        return "".join(_flat(part) for part in key) + _END
    if isinstance(key, int):
        return chr(_LOWEST + min(key, _HIGHEST))
    return str(key)


def of_series(series: Series) -> dict[str, Any]:
    """Return the columns that keep one counter to one key."""
    key = plain(series.key)
    return key if isinstance(key, dict) else {}


def of_incoming(line: Incoming) -> dict[str, Any]:
    """Return year, state and comparing keys of an incoming line."""
    return {
        "year": line.arrival_date.year,
        "is_open": line.is_open,
        "symbol_key": symbol_key(line.number_symbol),
        "organ_key": order_text(line.organ_name),
        "scope_value": line.scope_value,
        "has_file": bool(line.attachments),
        "in_order": line.arrival_number or _waiting(line.provisional),
    }


def _waiting(provisional: str) -> int:
    """Return what orders a line without a number: behind all others, by its provisional one."""
    number = provisional.rpartition("-")[2]
    return _BEHIND_ALL + (int(number) if number.isdigit() else 0) if provisional else 0


def of_outgoing(line: Outgoing) -> dict[str, Any]:
    """Return the comparing key of an outgoing line and what is still to be done about it."""
    return {
        "symbol_key": symbol_key(line.number_symbol),
        "has_file": any(each.role in _OF_RECORD for each in line.attachments),
        "is_unsent": line.status is OutgoingStatus.ISSUED
        and any(each.state is DeliveryState.WAITING for each in line.deliveries),
    }


def of_petition(petition: Petition) -> dict[str, Any]:
    """Return what a petition's number runs in; its papers name persons and are never kept here."""
    return {"scope_value": petition.scope_value, "has_file": True}


def of_log_line(line: LogLine) -> dict[str, Any]:
    """Return whether a log line can be proved."""
    return {"has_evidence": bool(line.attachments or line.evidence_links)}


def of_filled(filled: FilledForm) -> dict[str, Any]:
    """Return the period that a filled form is unique in."""
    return {"period_id": filled.period.id}


def words_of_incoming(line: Incoming) -> str:
    """Return what an incoming line is found by."""
    return _joined(
        line.arrival_code,
        line.number_symbol,
        line.subject,
        line.organ_name,
        line.parent_organ_name,
        line.type_name,
        line.signer.full_name,
        line.handler,
        line.storage_place,
        line.description,
    )


def words_of_outgoing(line: Outgoing) -> str:
    """Return what an outgoing line is found by."""
    receivers = (
        *line.addressees,
        *(recipient.name for recipient in line.recipients),
        *(delivery.name for delivery in line.deliveries),
    )
    return _joined(
        line.number_symbol,
        line.subject,
        line.type_name,
        line.signer.full_name,
        *dict.fromkeys(receivers),
        *(body.name for body in line.joint_with),
        line.copy_of,
        line.archive_holder,
        line.description,
    )


def words_of_petition(petition: Petition) -> str:
    """Return what a petition is found by: nothing of the person behind it."""
    return _joined(
        petition.number_symbol,
        petition.subject,
        petition.place,
        petition.handler,
        petition.forwarded_to,
        petition.answer_symbol,
        petition.note,
    )


def words_of_opinion(topic: OpinionTopic) -> str:
    """Return what a topic of public opinion is found by."""
    return _joined(topic.issue, topic.origin, topic.steps, topic.outcome, topic.note)


def words_of_draft(draft: DraftContent) -> str:
    """Return what a draft is found by, its text too."""
    return _joined(draft.subject, *draft.addressees, draft.body)


def words_of_log_line(line: LogLine) -> str:
    """Return what a line of the log is found by."""
    return _joined(line.content, line.note, *line.evidence_links)


def spread_filled(fields: Packed) -> Packed:
    """Return the fields of a filled form with one part a row and one an override.

    A typed cell then makes an event of one cell, not of the whole form.
    """
    parts = dict(fields)
    parts["tables"] = [[table["code"], len(table["rows"])] for table in fields["tables"]]
    for at, table in enumerate(fields["tables"]):
        parts |= {f"tables/{at}/{index}": row for index, row in enumerate(table["rows"])}
    named = _named(fields["overrides"])
    parts["overrides"] = list(named)  # only their order: two copies add cells apart
    parts |= {f"overrides/{name}": cell for name, cell in named.items()}
    return parts


def gather_filled(parts: Packed) -> Packed:
    """Return the fields that `spread_filled` cut, whatever of them copies wrote apart.

    Cells were numbered before they were named, so that older events hold a count.
    """
    fields = {name: part for name, part in parts.items() if "/" not in name}
    fields["tables"] = [
        {"code": code, "rows": _numbered(parts, f"tables/{at}/")}
        for at, (code, _) in enumerate(parts["tables"])
    ]
    if isinstance(parts["overrides"], int):
        fields["overrides"] = _numbered(parts, "overrides/")
    else:
        cells = {name: part for name, part in parts.items() if name.startswith("overrides/")}
        order = [f"overrides/{name}" for name in parts["overrides"]]
        first = [name for name in order if name in cells]
        fields["overrides"] = [cells[name] for name in (*first, *sorted(cells.keys() - set(first)))]
    return fields


def _named(cells: list[Packed]) -> dict[str, Packed]:
    """Return typed cells by the names of their places; a place typed twice keeps both."""
    found: dict[str, Packed] = {}
    for cell in cells:
        key = cell["key"]
        name = "/".join((key["table"], key["row"], key["column"]))
        while name in found:
            name += "+"
        found[name] = cell
    return found


def _numbered(parts: Packed, prefix: str) -> list[Any]:
    found = {
        int(name[len(prefix) :]): part for name, part in parts.items() if name.startswith(prefix)
    }
    return [found[number] for number in sorted(found)]


def _joined(*texts: str) -> str:
    return " \n".join(text for text in texts if text)
