"""How a line of Văn bản đi is said: columns, facts, where it goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from wardapp.core.books import BookKind
from wardapp.core.dates import long_date, short_date
from wardapp.core.dispatches import (
    Attachment,
    Channel,
    Delivery,
    DeliveryState,
    FileRole,
    Incoming,
    Outgoing,
    OutgoingStatus,
    Priority,
)
from wardapp.core.issuers import SignerInfo
from wardapp.core.views import OutgoingLinks
from wardapp.ui.listing.cells import Cell, Column, RowLook

STAMPS = {
    Priority.URGENT: "KHẨN",
    Priority.VERY_URGENT: "THƯỢNG KHẨN",
    Priority.EXPRESS: "HOẢ TỐC",
}
ROLES = {
    FileRole.FINAL_COPY: "bản đã ký",
    FileRole.VERSION: "bản quét đã thay",
    FileRole.ISSUE_DOCX: "bản phát hành, Word",
    FileRole.ISSUE_PDF: "bản phát hành, PDF",
}


STATES = {
    OutgoingStatus.CANCELLED: "Đã hủy",
    OutgoingStatus.RECALLED: "Đã thu hồi",
    OutgoingStatus.REPLACED: "Đã thay thế",
}
CHANNELS = {
    Channel.PAPER: "Giao tận nơi",
    Channel.POST: "Bưu điện",
    Channel.EMAIL: "Thư điện tử",
    Channel.NETWORK: "Trục liên thông",
    Channel.ZALO: "Zalo",
    Channel.FAX: "Fax",
    Channel.OTHER: "Cách khác",
}
DELIVERED = {
    DeliveryState.WAITING: "Chưa gửi",
    DeliveryState.SENT: "Đã gửi",
    DeliveryState.RECEIVED: "Đã nhận",
    DeliveryState.RETURNED: "Bị trả lại",
}
NO_LINKS = OutgoingLinks()


@dataclass(frozen=True, slots=True)
class LineBehind:
    """A line with what it answers and what it has to do with other lines."""

    line: Outgoing
    issuer: str
    answered: Incoming | None = None
    links: OutgoingLinks = NO_LINKS


def begun_large(text: str) -> str:
    """Return a subject as a line of its own begins: with a capital letter."""
    return text[:1].upper() + text[1:]


def look_of(line: Outgoing) -> RowLook:
    """Return how a line looks in the list."""
    is_cancelled = line.status is OutgoingStatus.CANCELLED
    return RowLook.CANCELLED if is_cancelled else RowLook.NORMAL


def columns(today: date) -> tuple[Column[Outgoing], ...]:
    """Return the columns of the list."""
    return (
        Column(
            "Số",
            82,
            lambda line: Cell(
                first=line.code_number, second=short_date(line.issued_date, today), is_strong=True
            ),
            sort=("-number", "number"),
        ),
        Column(
            "Số, ký hiệu",
            150,
            lambda line: Cell(
                first=line.number_symbol, second=_kind_and_book(line), is_strong=True
            ),
        ),
        Column(
            "Trích yếu",
            0,
            lambda line: Cell(
                first=begun_large(line.subject), wraps=True, stamp=STAMPS.get(line.priority, "")
            ),
            sort=("-issued",),
        ),
        Column("Nơi nhận", 172, recipients_cell),
    )


def _kind_and_book(line: Outgoing) -> str:
    """Return the type, and the book where it is not the common one."""
    return f"{line.type_name} · sổ bản sao" if line.book == BookKind.COPIES else line.type_name


def recipients_cell(line: Outgoing) -> Cell:
    """Return where a line went, or what became of it, and who signed it."""
    state = STATES.get(line.status)
    if state is not None:
        tone = "warn" if line.status is OutgoingStatus.RECALLED else "text3"
        return Cell(first=state, second=short_recipients(line), tone=tone)
    waiting = waiting_of(line)
    if waiting:
        return Cell(first=short_recipients(line), second=f"Chưa gửi {waiting} nơi", tone="text")
    signed = "Bản ký · " if has_final(line) else ""
    return Cell(first=short_recipients(line), second=f"{signed}{line.signer.full_name}")


def waiting_of(line: Outgoing) -> int:
    """Return how many receivers still wait for their copy."""
    if line.status is not OutgoingStatus.ISSUED:
        return 0
    return sum(each.state is DeliveryState.WAITING for each in line.deliveries)


def may_be_sent(line: Outgoing) -> bool:
    """Return whether a line of before deliveries were kept can be sent to its receivers."""
    is_issued = line.status is OutgoingStatus.ISSUED
    return is_issued and not line.deliveries and bool(short_recipients(line))


def has_gone(line: Outgoing) -> bool:
    """Return whether a copy is with a receiver."""
    return any(
        each.state in {DeliveryState.SENT, DeliveryState.RECEIVED} for each in line.deliveries
    )


def sending_words(line: Outgoing, today: date) -> str:
    """Return how far the copies of a line are, in one sentence; "" when it goes to nobody."""
    total = len(line.deliveries)
    if not total:
        return ""
    by_state = Counter(each.state for each in line.deliveries)
    if line.status is OutgoingStatus.RECALLED:
        out = by_state[DeliveryState.SENT] + by_state[DeliveryState.RECEIVED]
        back = by_state[DeliveryState.RETURNED]
        if not out:
            return "Mọi nơi nhận đã trả lại"
        return f"{back or 'Chưa'} nơi {'đã trả lại' if back else 'nào trả lại'}, còn {out} nơi"
    if by_state[DeliveryState.WAITING] == total:
        return f"Chưa gửi, {total} nơi nhận"
    parts = [f"Đã gửi {total - by_state[DeliveryState.WAITING]} trong {total} nơi"]
    if line.sent_date:
        parts[0] += f", {short_date(line.sent_date, today)}"
    if by_state[DeliveryState.RECEIVED]:
        parts.append(f"{by_state[DeliveryState.RECEIVED]} nơi đã nhận")
    if by_state[DeliveryState.RETURNED]:
        parts.append(f"{by_state[DeliveryState.RETURNED]} nơi trả lại")
    return " · ".join(parts)


def short_recipients(line: Outgoing) -> str:
    """Return the first receiver and how many more: `Thường trực Đảng uỷ, +2`."""
    names = [*line.addressees, *(each.name for each in line.recipients)]
    named = [name for name in names if name != "Như trên"]
    if not named:
        return ""
    return named[0] if len(named) == 1 else f"{named[0]}, +{len(named) - 1}"


def has_final(line: Outgoing) -> bool:
    """Return whether the signed copy is kept with the line."""
    return any(each.role is FileRole.FINAL_COPY for each in line.attachments)


def kept_file(line: Outgoing) -> Attachment | None:
    """Return the file to open for a line: the signed copy, else the issue copy."""
    order = (FileRole.FINAL_COPY, FileRole.ISSUE_PDF, FileRole.ORIGINAL, FileRole.ISSUE_DOCX)
    for role in order:
        for each in line.attachments:
            if each.role is role:
                return each
    return None


def lacks_pages(line: Outgoing) -> bool:
    """Return whether a line was issued from Word and nobody has given its pages yet."""
    roles = {each.role for each in line.attachments}
    return FileRole.ISSUE_DOCX in roles and not roles & {FileRole.ISSUE_PDF, FileRole.FINAL_COPY}


def facts_of(behind: LineBehind) -> tuple[tuple[str, str], ...]:
    """Return everything the register knows of a line, as label and value."""
    line = behind.line
    return (
        ("Cơ quan", behind.issuer),
        ("Tên loại", line.type_name),
        ("Người ký", signer_text(line.signer)),
        ("Kính gửi", "\n".join(line.addressees)),
        ("Nơi nhận", "\n".join(_recipient(each.name, each.purpose) for each in line.recipients)),
        ("Bản lưu", line.archive_holder),
        ("Gửi", "\n".join(map(_delivery, line.deliveries))),
        ("Số bản", str(line.issued_amount or "")),
        ("Số trang", str(line.page_amount or "")),
        ("Ngày gửi", _day(line.sent_date)),
        ("Hạn trả lời", _day(line.due_date)),
        ("Cùng ban hành", "\n".join(f"{each.name} ({each.symbol})" for each in line.joint_with)),
        ("Sao từ", line.copy_of),
        ("Ngôn ngữ", line.language),
        ("Vào sổ muộn", line.late_reason),
        ("Thu hồi", _recalled(line)),
        ("Ghi chú", line.description),
        ("Tệp giữ", "\n".join(_file(each) for each in line.attachments)),
    )


def signer_text(signer: SignerInfo) -> str:
    """Return who signed and as what."""
    return ", ".join(filter(None, (signer.full_name, *signer.authority, signer.position)))


def _recipient(name: str, purpose: str) -> str:
    return f"{name} ({purpose})" if purpose else name


def _delivery(each: Delivery) -> str:
    day = each.returned_on or each.received_on or each.sent_on
    state = DELIVERED[each.state].lower() + (f" {long_date(day)}" if day else "")
    copies = f"{each.copies} bản, " if each.copies > 1 else ""
    way = CHANNELS[each.channel]
    way = way if each.channel is Channel.ZALO else way.lower()
    return f"{each.name}: {copies}{way}, {state}"


def _recalled(line: Outgoing) -> str:
    if line.recalled_on is None:
        return ""
    return f"{long_date(line.recalled_on)}, {line.recall_reason}"


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _file(kept: Attachment) -> str:
    words = ROLES.get(kept.role)
    return f"{kept.name} ({words})" if words else kept.name


def final_hash(line: Outgoing) -> str:
    """Return the SHA-256 of the signed copy, "" without one."""
    finals = [each for each in line.attachments if each.role is FileRole.FINAL_COPY]
    return finals[-1].sha256 if finals else ""
