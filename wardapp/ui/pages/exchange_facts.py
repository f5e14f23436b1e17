"""What the pane of Trao đổi says of a partner, a package that waits, or a past exchange."""

from __future__ import annotations

from datetime import date

from wardapp.core.exchange import Arrival, Partner, Purpose, Receipt, Sending
from wardapp.ui.pages.exchange_rows import Past, Waiting, arrival_state, receipt_words
from wardapp.ui.pages.exchange_words import (
    NOT_SURE,
    PURPOSES,
    SENT_AS,
    UNSURE,
    WAYS,
    count,
    manifest_words,
    moment_words,
    preview_words,
    size_words,
)
from wardapp.ui.widgets.deed_pane import PaneLine

CODE_SHOWN = 12


def waiting_line(row: Waiting, today: date) -> PaneLine:
    """Return what the pane says of something that waits."""
    if row.arrival is not None:
        return _arrival_line(row, row.arrival)
    if row.partner is not None:
        return _partner_line(row, row.partner, today)
    return PaneLine(
        number="", state=f"{count(row.count)} {row.unit}", tone="warn", words=row.title,
        facts=(("Việc", row.circumstance),),
    )  # fmt: skip


def _arrival_line(row: Waiting, arrival: Arrival) -> PaneLine:
    state, manifest = arrival_state(arrival), arrival.manifest
    would = preview_words(arrival.preview) if manifest and manifest.purpose is Purpose.SYNC else ""
    return PaneLine(
        number=PURPOSES[manifest.purpose] if manifest else "Gói",
        state=state.first,
        tone=state.tone if state.is_badge else "ok",
        words=row.title,
        facts=(
            ("Tệp", arrival.path.name),
            ("Trong gói", manifest_words(manifest) if manifest else ""),
            ("Sẽ làm", would),
            ("Vướng", arrival.refusal),
            ("Lời nhắn", manifest.note if manifest else ""),
        ),
    )


def _partner_line(row: Waiting, partner: Partner, today: date) -> PaneLine:
    waits = partner.waiting_events or partner.waiting_files
    files = f", {count(partner.waiting_files)} tệp kèm" if partner.waiting_files else ""
    unsent, sent = partner.unsent_events, partner.waiting_events - partner.unsent_events
    seen = "mọi thứ" if not partner.acknowledged else ""
    return PaneLine(
        number="Máy giữ số" if partner.is_keeper else "",
        state=_partner_state(partner),
        tone="warn" if partner.unsent_events else "mute",
        words=row.title,
        facts=(
            ("Chưa gửi", f"{count(unsent)} thay đổi" if unsent and sent else ""),
            (
                "Chưa báo nhận" if sent else "Chưa gửi",
                f"{count(partner.waiting_events)} thay đổi{files}" if waits else "",
            ),
            ("Lần gửi cuối", moment_words(partner.last_sent_ms, today)),
            ("Lần nhận cuối", moment_words(partner.last_received_ms, today)),
            (
                "Gói tới sẽ mang",
                ""
                if not waits
                else (seen or "phần bên kia chưa báo đã nhận, không sót gói thất lạc"),
            ),
        ),
    )


def _partner_state(partner: Partner) -> str:
    if partner.unsent_events:
        return "Có thay đổi chưa gửi"
    if partner.waiting_events or partner.waiting_files:
        return "Đã gửi, bên kia chưa báo nhận"
    has_met = bool(partner.last_sent_ms or partner.last_received_ms)
    return "Đã gửi đủ" if has_met else "Chưa gửi gì"


def past_line(past: Past, today: date) -> PaneLine:
    """Return what the pane says of a past exchange."""
    if past.receipt is not None:
        return _receipt_line(past, past.receipt, today)
    if past.sending is not None:
        return _sending_line(past, past.sending, today)
    return PaneLine(number="", state="", tone="mute", words="", facts=())


def _receipt_line(past: Past, receipt: Receipt, today: date) -> PaneLine:
    is_undone = receipt.undone_ms is not None
    return PaneLine(
        number="Nhận",
        state="Đã hoàn tác" if is_undone else "Đã nhận",
        tone="mute" if is_undone else "ok",
        words=past.who,
        facts=(
            ("Loại", PURPOSES[receipt.purpose] if receipt.purpose else ""),
            ("Lúc", moment_words(receipt.received_ms, today)),
            ("Tệp", receipt.file_name),
            ("Đã làm", receipt_words(receipt)),
            ("Lời nhắn", receipt.note),
            ("Hoàn tác lúc", moment_words(receipt.undone_ms, today)),
            ("Dấu của gói", receipt.package_sha256[:CODE_SHOWN].upper()),
        ),
    )


def _sending_line(past: Past, sending: Sending, today: date) -> PaneLine:
    inside = f"{count(sending.event_count)} thay đổi" if sending.event_count else ""
    files = f"{count(sending.file_count)} tệp" if sending.file_count else ""
    is_sync = sending.purpose is Purpose.SYNC
    known = sending.acknowledged_ms is not None
    is_unsure = sending.left_ms is None and not known
    state = ("Bên kia đã nhận" if known else "Chưa báo nhận") if is_sync else "Đã gửi"
    return PaneLine(
        number="Gửi",
        state=UNSURE if is_unsure else state,
        tone="warn" if is_unsure else "ok" if known else "mute",
        words=past.who,
        facts=(
            ("Loại", SENT_AS[sending.purpose]),
            ("Lúc", moment_words(sending.sent_ms, today)),
            ("Người gửi", sending.sent_by),
            ("Cách gửi", WAYS.get(sending.way, sending.way)),
            ("Kết quả", NOT_SURE if is_unsure else ""),
            ("Tệp", sending.file_name),
            ("Trong gói", ", ".join(filter(None, (inside, files, sending.note)))),
            ("Cỡ", size_words(sending.size)),
            ("Bên kia báo nhận", moment_words(sending.acknowledged_ms, today)),
            ("Dấu của gói", sending.package_sha256[:CODE_SHOWN].upper()),
        ),
    )
