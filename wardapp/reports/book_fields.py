"""What a column of a register says of a line: one function a field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Incoming, IncomingStatus, Outgoing, OutgoingStatus
from wardapp.core.identity import RecordId
from wardapp.core.printout import CellValue

CANCELLED = "ĐÃ HỦY"
OWN_BOOK = "Đã đăng ký sổ riêng"


@dataclass(frozen=True, slots=True)
class Beside:
    """What other records say of the lines of a book: dossiers, lines that replace them."""

    dossiers: Mapping[RecordId, str] = field(default_factory=dict)
    symbols: Mapping[RecordId, str] = field(default_factory=dict)
    replaced_by: Mapping[RecordId, str] = field(default_factory=dict)
    corrected_by: Mapping[RecordId, str] = field(default_factory=dict)


Said = Callable[[Incoming, Beside], CellValue]
SaidOut = Callable[[Outgoing, Beside], CellValue]


def type_and_subject(line: Incoming | Outgoing) -> str:
    """Return `Kế hoạch: Tổ chức …`; a subject that names its type stands alone."""
    subject = line.subject
    if isinstance(line, Incoming) and line.is_secret:
        return OWN_BOOK
    if not line.type_name or subject.casefold().startswith(line.type_name.casefold()):
        return subject
    if not subject:
        return line.type_name
    return f"{line.type_name}: {subject[:1].upper()}{subject[1:]}"


def handler_of(line: Incoming) -> str:
    """Return who works on an incoming dispatch, "" while nobody does."""
    if line.handler:
        return line.handler
    return line.direction.lead_unit if line.direction else ""


def recipients_of(line: Outgoing) -> str:
    """Return every receiver once."""
    names = (
        *line.addressees,
        *(each.name for each in line.recipients),
        *(each.name for each in line.deliveries),
    )
    return "; ".join(dict.fromkeys(names))


def _remarks_in(line: Incoming, _beside: Beside) -> CellValue:
    parts: list[str] = []
    if line.status is IncomingStatus.CANCELLED:
        parts.append(_with_reason(CANCELLED, line.cancel_reason))
    if line.status is IncomingStatus.RETURNED:
        parts.append(_with_reason("Chuyển trả", line.return_reason))
    if line.late_reason:
        parts.append(_with_reason("Ghi muộn", line.late_reason))
    if line.provisional and not line.is_waiting:
        parts.append(f"Số tạm {line.provisional}")
    if line.due_date and not line.is_secret:
        parts.append(f"Hạn {long_date(line.due_date)}")
    if line.description:
        parts.append(line.description)
    return _joined(parts)


def _remarks_out(line: Outgoing, beside: Beside) -> CellValue:
    return _joined([*_fate(line, beside), *_origin(line, beside)])


def _fate(line: Outgoing, beside: Beside) -> Iterator[str]:
    if line.status is OutgoingStatus.CANCELLED:
        yield _with_reason(CANCELLED, line.cancel_reason)
    if line.recalled_on or line.status is OutgoingStatus.RECALLED:
        day = f" ngày {long_date(line.recalled_on)}" if line.recalled_on else ""
        yield _with_reason(f"Đã thu hồi{day}", line.recall_reason)
    if line.id in beside.replaced_by:
        yield f"Đã thay bằng {beside.replaced_by[line.id]}"
    elif line.status is OutgoingStatus.REPLACED:
        yield "Đã có văn bản khác thay"
    if line.id in beside.corrected_by:
        yield f"Đã đính chính tại {beside.corrected_by[line.id]}"


def _origin(line: Outgoing, beside: Beside) -> Iterator[str]:
    if line.late_reason:
        yield _with_reason("Ghi muộn", line.late_reason)
    if line.replaces and line.replaces in beside.symbols:
        yield f"Thay {beside.symbols[line.replaces]}"
    if line.corrects and line.corrects in beside.symbols:
        yield f"Đính chính {beside.symbols[line.corrects]}"
    if line.joint_with:
        yield f"Liên tịch với {', '.join(each.name for each in line.joint_with)}"
    if line.description:
        yield line.description


def _with_reason(words: str, reason: str) -> str:
    return f"{words}: {reason}" if reason else words


def _joined(parts: list[str]) -> str | None:
    return ". ".join(part.rstrip(". ") for part in parts if part) or None


def _copied(line: Outgoing, _beside: Beside) -> CellValue:
    if not line.copy_of:
        return type_and_subject(line)
    return ": ".join(part for part in (line.type_name or "Bản sao", line.copy_of) if part)


INCOMING: Mapping[str, Said] = {
    "blank": lambda _line, _beside: None,
    "arrival_date": lambda line, _: line.arrival_date,
    "arrival_code": lambda line, _: (
        line.arrival_code if line.suffix or line.is_waiting else line.arrival_number
    ),
    "organ_name": lambda line, _: line.organ_name or None,
    "number_symbol": lambda line, _: line.number_symbol or None,
    "issued_date": lambda line, _: line.issued_date,
    "type_and_subject": lambda line, _: type_and_subject(line) or None,
    "subject": lambda line, _: line.subject or None,
    "handler": lambda line, _: handler_of(line) or None,
    "direction_date": lambda line, _: line.direction.on if line.direction else None,
    "page_amount": lambda line, _: line.page_amount,
    "copy_amount": lambda line, _: line.copy_amount,
    "signer": lambda line, _: line.signer.full_name or None,
    "dossier": lambda line, beside: beside.dossiers.get(line.id),
    "storage_place": lambda line, _: line.storage_place or None,
    "remarks": _remarks_in,
}
OUTGOING: Mapping[str, SaidOut] = {
    "blank": lambda _line, _beside: None,
    "number_symbol": lambda line, _: line.number_symbol or None,
    "issued_date": lambda line, _: line.issued_date,
    "type_and_subject": lambda line, _: type_and_subject(line) or None,
    "subject": lambda line, _: line.subject or None,
    "copied": _copied,
    "signer": lambda line, _: line.signer.full_name or None,
    "recipients": lambda line, _: recipients_of(line) or None,
    "archive_holder": lambda line, _: line.archive_holder or None,
    "issued_amount": lambda line, _: line.issued_amount,
    "page_amount": lambda line, _: line.page_amount,
    "sent_date": lambda line, _: line.sent_date,
    "dossier": lambda line, beside: beside.dossiers.get(line.id),
    "remarks": _remarks_out,
}
FIELDS = {"incoming": frozenset(INCOMING), "outgoing": frozenset(OUTGOING)}
"""What columns of a register of lines may name."""
