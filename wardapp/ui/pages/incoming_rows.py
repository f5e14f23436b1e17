"""How a line of Văn bản đến is said: columns, steps, facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from wardapp.core.arrivals import SECRET_WORDS, ArrivalBook
from wardapp.core.clock import day_of
from wardapp.core.dates import due_text, short_date, time_text
from wardapp.core.dispatches import Channel, Incoming, IncomingStatus, Priority
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.workdays import Workdays
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.widgets.cards import Step

NARROW, MARKED = 82, 44
STAMPS = {
    Priority.URGENT: "KHẨN",
    Priority.VERY_URGENT: "THƯỢNG KHẨN",
    Priority.EXPRESS: "HOẢ TỐC",
}
CLOSED = {
    IncomingStatus.CANCELLED: "Đã hủy",
    IncomingStatus.RETURNED: "Đã chuyển trả",
}
CHANNELS: tuple[tuple[Channel, str], ...] = (
    (Channel.PAPER, "Bản giấy"),
    (Channel.EMAIL, "Thư điện tử"),
    (Channel.NETWORK, "Trục liên thông"),
    (Channel.ZALO, "Zalo"),
    (Channel.FAX, "Fax"),
    (Channel.POST, "Bưu điện"),
    (Channel.OTHER, "Cách khác"),
)


def moment_text(ms: int) -> str:
    """Return day and time of something done, as a list of events says them: `05/6 08:20`."""
    day = day_of(ms)
    return f"{short_date(day, day)} {time_text(ms)}"


def look_of(line: Incoming) -> RowLook:
    """Return how a line looks in the list."""
    looks = {
        IncomingStatus.NEW: RowLook.NEW,
        IncomingStatus.DONE: RowLook.DONE,
        IncomingStatus.RETURNED: RowLook.DONE,
        IncomingStatus.CANCELLED: RowLook.CANCELLED,
    }
    if line.is_secret and line.status is IncomingStatus.NEW:
        return RowLook.NORMAL
    return looks.get(line.status, RowLook.NORMAL)


def due_cell(line: Incoming, today: date, workdays: Workdays) -> Cell:
    """Return the due cell: text, a badge when it asks for something, a tick when done."""
    if line.status in CLOSED:
        return Cell(first=CLOSED[line.status], tone="text3")
    if line.is_secret:
        return Cell(first="", second=f"Người nhận: {line.handler}")
    due = due_text(line.due_date, today, workdays, line.done_date)
    if due.tone in {"danger", "warn"}:
        return Cell(first=due.text, second=who_has(line), tone=due.tone, is_badge=True)
    if due.tone == "ok":
        return Cell(first=due.text, second=who_has(line), tone="ok", has_tick=True)
    if line.status is IncomingStatus.NEW:
        return Cell(first="Chưa trình", second=due.text, tone="link")
    return Cell(first=due.text or "Không có hạn", second=who_has(line))


def who_has(line: Incoming) -> str:
    """Return who handles a dispatch: the person, else the unit that leads."""
    return line.handler or (line.direction.lead_unit if line.direction else "")


def about(line: Incoming) -> str:
    """Return the subject, or that the paper stands in the secret book."""
    return SECRET_WORDS if line.is_secret else line.subject


def _symbol_cell(line: Incoming) -> Cell:
    if line.is_secret:
        return Cell(first="Sổ riêng", tone="text3")
    return Cell(first=line.number_symbol or "Không số", second=line.organ_name, is_strong=True)


def book_marks(
    books: Iterable[ArrivalBook], issuers: Iterable[Issuer]
) -> dict[tuple[RecordId, str], str]:
    """Return what tells the books of a list apart in a word or two, {} when it is one book."""
    shown = tuple(books)
    if len(shown) < 2:
        return {}
    symbols = {each.id: each.symbol for each in issuers}
    held = Counter(each.issuer_id for each in shown)
    marks: dict[tuple[RecordId, str], str] = {}
    for book in shown:
        own = book.name.rpartition(":")[2].strip() if ":" in book.name else "Chung"
        parts = (
            symbols.get(book.issuer_id, "") if len(held) > 1 else "",
            own if held[book.issuer_id] > 1 else "",
        )
        marks[book.issuer_id, book.code] = " ".join(filter(None, parts))
    return marks


def columns(
    today: date, workdays: Workdays, marks: Mapping[tuple[RecordId, str], str] | None = None
) -> tuple[Column[Incoming], ...]:
    """Return the columns of the list; `marks` tell books apart when it shows several."""
    known = marks or {}

    def arrival(line: Incoming) -> Cell:
        day, mark = short_date(line.arrival_date, today), known.get((line.issuer_id, line.book))
        second = f"{day} · {mark}" if mark else day
        return Cell(first=line.arrival_code, second=second, is_strong=True)

    return (
        Column(
            "Số đến",
            NARROW + MARKED * bool(known),
            arrival,
            sort=("-number", "number"),
        ),
        Column(
            "Số, ký hiệu",
            166,
            _symbol_cell,
            sort=("organ",),
        ),
        Column(
            "Tên loại và trích yếu",
            0,
            lambda line: Cell(first=about(line), wraps=True, stamp=STAMPS.get(line.priority, "")),
            sort=("-issued",),
        ),
        Column("Hạn xử lý", 146, lambda line: due_cell(line, today, workdays), sort=("due",)),
    )


def steps_of(line: Incoming, today: date) -> tuple[Step, ...]:
    """Return the way of a line: vào sổ, trình, xử lý, trả lời."""
    registered = f"{short_date(line.arrival_date, today)}, {time_text(line.registered_ms)}"
    order = (IncomingStatus.NEW, IncomingStatus.SUBMITTED, IncomingStatus.HANDLING)
    at = order.index(line.status) if line.status in order else len(order)
    direction = line.direction
    laid = f"{direction.leader}, {short_date(direction.on, today)}" if direction else ""
    due = f"Hạn {short_date(line.due_date, today)}" if line.due_date else "Không có hạn"
    if line.done_date:
        due = f"Xong {short_date(line.done_date, today)}"
    answered = line.replied_by is not None
    return (
        Step("Vào sổ", registered, "done"),
        Step("Đã trình" if at else "Chưa trình", laid, "done" if at else "now"),
        Step(*_handling(at, due)),
        Step("Trả lời", "Đã trả lời" if answered else "Chưa soạn", "done" if answered else "later"),
    )


def _handling(at: int, due: str) -> tuple[str, str, str]:
    if at > 2:
        return "Đã xử lý", due, "done"
    return "Đang xử lý" if at == 2 else "Xử lý", due, "now" if at else "later"


def channel_name(channel: Channel) -> str:
    """Return how a dispatch came, in words."""
    return dict(CHANNELS)[channel]
