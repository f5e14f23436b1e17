"""How a line of Văn bản đi is said: columns, facts, where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.dates import long_date, short_date
from wardapp.core.dispatches import (
    Attachment,
    FileRole,
    Incoming,
    Outgoing,
    OutgoingStatus,
    Priority,
)
from wardapp.core.issuers import SignerInfo
from wardapp.ui.listing.cells import Cell, Column, RowLook

STAMPS = {
    Priority.URGENT: "KHẨN",
    Priority.VERY_URGENT: "THƯỢNG KHẨN",
    Priority.EXPRESS: "HOẢ TỐC",
}
ROLES = {
    FileRole.FINAL_COPY: "bản đã ký",
    FileRole.ISSUE_DOCX: "bản phát hành, Word",
    FileRole.ISSUE_PDF: "bản phát hành, PDF",
}


@dataclass(frozen=True, slots=True)
class LineBehind:
    """A line with what it answers and where its text comes from."""

    line: Outgoing
    issuer: str
    answered: Incoming | None = None


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
            lambda line: Cell(first=line.number_symbol, second=line.type_name, is_strong=True),
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


def recipients_cell(line: Outgoing) -> Cell:
    """Return where a line went, and who signed it."""
    if line.status is OutgoingStatus.CANCELLED:
        return Cell(first="Đã hủy", tone="text3")
    return Cell(first=short_recipients(line), second=line.signer.full_name)


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
        ("Số bản", str(line.issued_amount or "")),
        ("Số trang", str(line.page_amount or "")),
        ("Ngày gửi", long_date(line.sent_date) if line.sent_date else ""),
        ("Ghi chú", line.description),
        ("Tệp giữ", "\n".join(_file(each) for each in line.attachments)),
    )


def signer_text(signer: SignerInfo) -> str:
    """Return who signed and as what."""
    return ", ".join(filter(None, (signer.full_name, *signer.authority, signer.position)))


def _recipient(name: str, purpose: str) -> str:
    return f"{name} ({purpose})" if purpose else name


def _file(kept: Attachment) -> str:
    words = ROLES.get(kept.role)
    return f"{kept.name} ({words})" if words else kept.name
