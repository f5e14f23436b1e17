"""What the pane says of a line in words: its fields, its decision, its state."""

from __future__ import annotations

from datetime import date

from wardapp.core.dates import due_text, long_date
from wardapp.core.dispatches import PRIORITIES, Incoming, IncomingStatus, Priority
from wardapp.core.workdays import Workdays
from wardapp.ui.pages.incoming_rows import channel_name


def state_of(line: Incoming) -> tuple[str, str, str] | None:
    """Return tone, title and words of a state that stops the usual way, None without one."""
    if line.status is IncomingStatus.CANCELLED:
        return "danger", f"Đã hủy số {line.arrival_code}", line.cancel_reason
    if line.status is IncomingStatus.RETURNED:
        return "warn", "Đã chuyển trả nơi gửi", line.return_reason
    if line.is_secret:
        return "soft", f"Người nhận: {line.handler}", "Nội dung chỉ ghi ở sổ riêng."
    return None


def assigned(line: Incoming) -> str:
    """Return who does what by the leader's decision, in one line."""
    direction = line.direction
    if direction is None:
        return ""
    parts = (
        f"Chủ trì: {direction.lead_unit}" if direction.lead_unit else "",
        f"Phối hợp: {', '.join(direction.supporting_units)}" if direction.supporting_units else "",
        f"Xử lý: {line.handler}" if line.handler else "",
        f"Hạn: {long_date(line.due_date)}" if line.due_date else "",
    )
    return " · ".join(part for part in parts if part)


def facts_of(line: Incoming, today: date, workdays: Workdays) -> tuple[tuple[str, str], ...]:
    """Return the fields of a line as label and value."""
    if line.is_secret:
        return (("Ngày đến", long_date(line.arrival_date)), ("Người nhận", line.handler))
    signer = ", ".join(
        part
        for part in (line.signer.full_name, *line.signer.authority, line.signer.position)
        if part
    )
    direction = line.direction
    due = due_text(line.due_date, today, workdays, line.done_date).text
    came = f"{long_date(line.arrival_date)}, {channel_name(line.channel).lower()}"
    return (
        ("Ngày đến", came),
        ("Vào sổ muộn", line.late_reason),
        ("Độ khẩn", "" if line.priority is Priority.NORMAL else dict(PRIORITIES)[line.priority]),
        ("Tên loại", line.type_name),
        ("Người ký", signer),
        ("Kính gửi", "; ".join(line.addressees)),
        ("Số trang, bản", _amounts(line)),
        ("Ngôn ngữ", line.language),
        ("Cấp trên", line.parent_organ_name),
        ("Mã cơ quan", line.organ_id),
        ("Chủ trì", direction.lead_unit if direction else ""),
        ("Người xử lý", line.handler),
        ("Phối hợp", ", ".join(direction.supporting_units) if direction else ""),
        ("Hạn xử lý", due),
        ("Nơi để", line.storage_place),
        ("Ghi chú", line.description),
        ("Gửi nhận", line.trace_headers),
        ("Tệp kèm", "\n".join(each.name for each in line.attachments)),
    )


def _amounts(line: Incoming) -> str:
    parts = (
        f"{line.page_amount} trang" if line.page_amount else "",
        f"{line.copy_amount} bản" if line.copy_amount else "",
    )
    return ", ".join(part for part in parts if part)
