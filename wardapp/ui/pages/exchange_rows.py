"""How partners, packages and past exchanges look in the lists of Trao đổi."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from wardapp.core.clock import day_of, moment_text
from wardapp.core.dates import short_date, weekday_name
from wardapp.core.exchange import Arrival, Partner, Purpose, Receipt, Sending, Trust
from wardapp.ui.device_words import device_words
from wardapp.ui.listing.cells import Cell, Column, GroupRow, RowLook
from wardapp.ui.pages.exchange_words import (
    PURPOSES,
    SENT_AS,
    TRUSTS,
    UNSURE,
    UNTRUSTED,
    WAYS,
    count,
    moment_words,
    preview_words,
    sender_words,
    size_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits: a package, a partner, or matters that another view settles.

    `view` names that view ("conflicts") or page ("number_pcs"); `count` says how many wait there.
    """

    title: str
    circumstance: str = ""
    count: int = 0
    partner: Partner | None = None
    arrival: Arrival | None = None
    view: str = ""
    unit: str = "chỗ"

    @property
    def name(self) -> str:
        """Return what this row is known by when the list is read again."""
        if self.arrival is not None:
            return str(self.arrival.path)
        if self.partner is not None:
            return str(self.partner.replica_id or self.partner.name)
        return self.view


WaitingRow = Waiting | GroupRow


def waiting_rows(
    arrivals: Sequence[Arrival],
    partners: Sequence[Partner],
    matters: Sequence[Waiting],
) -> list[WaitingRow]:
    """Return all that waits under its headings, what asks for the clerk first."""
    rows: list[WaitingRow] = []
    came = [Waiting(title=sender_words(each), arrival=each) for each in arrivals]
    asked = [each for each in matters if each.count]
    known = sorted(partners, key=lambda each: (each.replica_id is None, each.name))
    own = [Waiting(title=each.name, partner=each) for each in known]
    for title, tone, found in (
        ("Gói đã đến, chờ nhận", "accent", came),
        ("Chờ anh, chị quyết định", "warn", asked),
        ("Các máy, nơi trao đổi", "text", own),
    ):
        if found:
            rows += [GroupRow(title, str(len(found)), tone), *found]
    return rows


def waiting_columns(today: Callable[[], date]) -> tuple[Column[Waiting], ...]:
    """Return the columns of what waits."""
    return (
        Column("Máy, gói", 0, _who),
        Column("Đang chờ", 140, _what),
        Column("Lần gần nhất", 124, lambda row: _last(row, today())),
    )


def _who(row: Waiting) -> Cell:
    if row.arrival is not None:
        return Cell(first=row.title, second=row.arrival.path.name, is_strong=True)
    if row.partner is not None:
        role = "Máy giữ số" if row.partner.is_keeper else ""
        kind = "Máy cùng cơ quan" if row.partner.replica_id else "Nơi khác"
        return Cell(first=row.title, second=" · ".join(filter(None, (kind, role))))
    return Cell(first=row.title, second=row.circumstance)


def _what(row: Waiting) -> Cell:
    if row.arrival is not None:
        return arrival_state(row.arrival)
    partner = row.partner
    if partner is None:
        return Cell(first=f"{count(row.count)} {row.unit}", tone="warn", is_badge=True)
    if not (partner.waiting_events or partner.waiting_files):
        words = "Đã gửi đủ" if partner.last_sent_ms or partner.last_received_ms else "Chưa gửi gì"
        return Cell(first=words, has_tick=bool(partner.last_sent_ms), tone="text2")
    files = f"{count(partner.waiting_files)} tệp kèm" if partner.waiting_files else ""
    if not partner.waiting_events:
        return Cell(first=files, is_strong=True)
    if not partner.unsent_events:
        return Cell(first="Chờ báo nhận", second=f"{count(partner.waiting_events)} thay đổi")
    return Cell(first=f"{count(partner.unsent_events)} thay đổi", second=files, is_strong=True)


def _last(row: Waiting, today: date) -> Cell:
    partner = row.partner
    if partner is None:
        return Cell()
    sent = moment_words(partner.last_sent_ms, today)
    came = moment_words(partner.last_received_ms, today)
    lines = [f"gửi {sent}" if sent else "", f"nhận {came}" if came else ""]
    shown = [each for each in lines if each] or ["chưa lần nào"]
    return Cell(first=shown[0], second="".join(shown[1:]), tone="text2")


def arrival_state(arrival: Arrival) -> Cell:
    """Return in a word or two whether a package can be taken in."""
    stopped = _stop_words(arrival)
    if stopped:
        tone = "danger" if stopped in {"Không nhận được", TRUSTS[Trust.OTHER_KEY][0]} else "warn"
        return Cell(first=stopped, tone=tone, is_badge=True)
    if arrival.received_ms is not None:
        when = moment_text(arrival.received_ms)
        return Cell(first="Đã nhận trước đây", second=when, tone="text2")
    if not arrival.preview.is_empty or not arrival.lines:
        return Cell(first="Nhận được", second=preview_words(arrival.preview), has_tick=True)
    return Cell(first="Nhận được", second=f"{len(arrival.lines)} mục", has_tick=True)


def _stop_words(arrival: Arrival) -> str:
    """Return what stands in the way of a package, "" when nothing does."""
    if arrival.needs_password and arrival.manifest is None:
        return "Cần mật khẩu"
    if arrival.waits:
        return "Chờ gói trước"
    if arrival.lacks_parts:
        return "Thiếu phần"
    if arrival.refusal:
        return "Không nhận được"
    return TRUSTS[arrival.trust][0] if arrival.trust in UNTRUSTED else ""


# ---- history ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One package that came or went."""

    receipt: Receipt | None = None
    sending: Sending | None = None

    @property
    def when_ms(self) -> int:
        """Return when it came or went."""
        if self.receipt is not None:
            return self.receipt.received_ms
        return self.sending.sent_ms if self.sending else 0

    @property
    def name(self) -> str:
        """Return what this row is known by when the list is read again."""
        found = self.receipt or self.sending
        return found.id if found else ""

    @property
    def who(self) -> str:
        """Return where it came from or went to."""
        if self.receipt is not None:
            names = (device_words(self.receipt.device_name), self.receipt.office_name)
            return ", ".join(dict.fromkeys(filter(None, names))) or self.receipt.file_name
        return (self.sending.to or self.sending.file_name) if self.sending else ""


PastRow = Past | GroupRow


def past_rows(
    receipts: Sequence[Receipt], sendings: Sequence[Sending], today: date
) -> list[PastRow]:
    """Return what came and went, newest first, under its days."""
    pasts = [Past(receipt=each) for each in receipts if each.purpose is not None]
    pasts += [Past(sending=each) for each in sendings]
    pasts.sort(key=lambda each: each.when_ms, reverse=True)
    rows: list[PastRow] = []
    shown: date | None = None
    for past in pasts:
        day = day_of(past.when_ms)
        if day != shown:
            words = "Hôm nay" if day == today else f"{weekday_name(day)} {short_date(day, today)}"
            rows.append(GroupRow(words))
            shown = day
        rows.append(past)
    return rows


def past_columns() -> tuple[Column[Past], ...]:
    """Return the columns of the history."""
    return (
        Column("Lúc", 64, _when),
        Column("Nơi gửi, nơi nhận", 0, _where),
        Column("Nội dung", 158, _inside),
        Column("Tình trạng", 138, _state),
    )


def past_look(past: Past) -> RowLook:
    """Return how a row as a whole looks."""
    is_undone = past.receipt is not None and past.receipt.undone_ms is not None
    return RowLook.CANCELLED if is_undone else RowLook.NORMAL


def _when(past: Past) -> Cell:
    return Cell(first=moment_words(past.when_ms, day_of(past.when_ms)), tone="text2")


def _where(past: Past) -> Cell:
    if past.receipt is not None:
        purpose = past.receipt.purpose
        kind = PURPOSES[purpose] if purpose else ""
        return Cell(first=past.who, second=kind, icon="arrow_download")
    kind = SENT_AS[past.sending.purpose] if past.sending else ""
    return Cell(first=past.who, second=kind, icon="send")


def _inside(past: Past) -> Cell:
    if past.receipt is not None:
        return Cell(first=receipt_words(past.receipt), second=past.receipt.file_name)
    sending = past.sending
    if sending is None:
        return Cell()
    parts = [f"{count(sending.event_count)} thay đổi"] if sending.event_count else []
    parts += [f"{count(sending.file_count)} tệp"] if sending.file_count else []
    return Cell(first=", ".join(parts) or size_words(sending.size), second=sending.file_name)


def receipt_words(receipt: Receipt) -> str:
    """Return what taking a package in did."""
    parts = (
        (receipt.added, "thêm"),
        (receipt.changed, "sửa"),
        (receipt.deleted, "xóa"),
        (receipt.conflicts, "khác nhau"),
    )
    said = [f"{count(number)} {words}" for number, words in parts if number]
    return ", ".join(said) or "không có gì mới"


def _state(past: Past) -> Cell:
    if past.receipt is not None:
        is_undone = past.receipt.undone_ms is not None
        return Cell(first="Đã hoàn tác" if is_undone else "Đã nhận", has_tick=not is_undone)
    sending = past.sending
    if sending is None:
        return Cell()
    way = WAYS.get(sending.way, sending.way)
    second = f"{way}, {size_words(sending.size)}"
    if sending.left_ms is None and sending.acknowledged_ms is None:
        return Cell(first=UNSURE, second=second, tone="warn")
    if sending.purpose is not Purpose.SYNC:
        return Cell(first="Đã gửi", second=second, tone="text2")
    if sending.acknowledged_ms is None:
        return Cell(first="Chưa báo nhận", second=second, tone="text2")
    return Cell(first="Bên kia đã nhận", second=second, has_tick=True)
