"""Lists of domain §3.2 from the lines of an office; `office.book_lists`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from wardapp.core.book_lists import ListCode, ListRequest
from wardapp.core.clock import day_of
from wardapp.core.dates import long_date
from wardapp.core.dispatches import (
    Channel,
    Incoming,
    IncomingStatus,
    Outgoing,
    OutgoingStatus,
)
from wardapp.core.errors import BadValue
from wardapp.core.files import write_whole
from wardapp.core.issuers import Issuer
from wardapp.core.places import Places
from wardapp.core.printout import Printout, SignatureBlock
from wardapp.documents.printouts import written
from wardapp.reports.book_fields import handler_of, recipients_of, type_and_subject
from wardapp.reports.books import load_book
from wardapp.reports.lists import HEADING, STRUCK, ListFacts, ListRow, empty_rows, list_printout
from wardapp.services.desk import Desk
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.targets import checked_targets
from wardapp.store.transaction import Transaction

KINDS = (".docx", ".xlsx", ".pdf")
_POSTED_AFTER = timedelta(days=366)
"""A copy may go to the post so long after its document was issued."""

_PROGRESS = {
    IncomingStatus.NEW: "Chưa trình",
    IncomingStatus.SUBMITTED: "Đã trình",
    IncomingStatus.HANDLING: "Đang giải quyết",
    IncomingStatus.DONE: "Đã giải quyết",
    IncomingStatus.RETURNED: "Đã chuyển trả",
    IncomingStatus.CANCELLED: "Đã hủy",
}


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a list is made of."""

    tx: Transaction
    issuer: Issuer
    first: date
    last: date
    today: date
    request: ListRequest

    def incoming(self) -> tuple[Incoming, ...]:
        """Return the lines that came in those days."""
        return self.tx.incoming.between(self.issuer.id, self.first, self.last)

    def outgoing(self) -> tuple[Outgoing, ...]:
        """Return the lines issued in those days."""
        return self.tx.outgoing.between(self.issuer.id, self.first, self.last)


class BookLists:
    """Makes the lists beside the registers, each of one body and a span of days."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk = desk
        self._places = places

    def printout(self, request: ListRequest) -> Printout:
        """Return a list as it prints; BadValue when its days run backwards."""
        today = self._desk.today()
        first, last = request.first or today, request.last or today
        if last < first:
            raise BadValue("last", "Ngày cuối trước ngày đầu. Anh, chị xem lại giúp.")
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, request.issuer_id)
            ground = _Ground(tx, issuer, first, last, today, request)
            rows = tuple(_ROWS[request.code](ground))
        spec = load_book(self._places.resources / "books", request.code.value, issuer.family)
        spec = replace(spec, paper=request.paper) if request.paper else spec
        if request.code is ListCode.FILE_COPIES:
            rows = empty_rows(spec, request.pages)
        return list_printout(spec, rows, _facts(ground, len(rows)))

    def pdf(self, request: ListRequest) -> bytes:
        """Return a list as PDF."""
        today, resources = self._desk.today(), self._places.resources
        return written(self.printout(request), ".pdf", resources, created=today)

    def list_to(self, request: ListRequest, target: Path) -> Path:
        """Write a list to a .xlsx, .docx or .pdf file."""
        checked_targets((target,), KINDS)
        kind, today = target.suffix.casefold(), self._desk.today()
        data = written(self.printout(request), kind, self._places.resources, created=today)
        write_whole(target, data)
        return target

    def mark_left(self, request: ListRequest) -> None:
        """Remember that numbers of a printed list left the screen: only today's could go back."""
        today = self._desk.today()
        first, last = request.first or today, request.last or today
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, request.issuer_id)
            ground = _Ground(tx, issuer, first, last, today, request)
            came = [line for line in ground.incoming() if _is_fresh(line, today)]
            went = [line for line in ground.outgoing() if _is_fresh(line, today)]
        if not (came or went):
            return
        command = self._desk.command("exporting.left", "In hoặc xuất danh sách")
        with self._desk.database.begin(command, undoable=False) as tx:
            for line in came:
                tx.incoming.save(replace(line, left_screen=True), line)
            for sent in went:
                tx.outgoing.save(replace(sent, left_screen=True), sent)


def _is_fresh(line: Incoming | Outgoing, today: date) -> bool:
    return not line.left_screen and day_of(line.registered_ms) == today


def _facts(ground: _Ground, count: int) -> ListFacts:
    code = ground.request.code
    one_day = ground.first == ground.last
    span = (
        f"Ngày {long_date(ground.first)}"
        if one_day
        else f"Từ ngày {long_date(ground.first)} đến ngày {long_date(ground.last)}"
    )
    if code is ListCode.FILE_COPIES:
        span = f"Năm {ground.today.year}"
    signed = {
        ListCode.CHOSEN: ("NGƯỜI GIAO", "NGƯỜI NHẬN"),
        ListCode.DAY: ("NGƯỜI LẬP", ""),
        ListCode.TOTALS: ("NGƯỜI LẬP", "NGƯỜI ĐỨNG ĐẦU CƠ QUAN"),
    }.get(code, ())
    with_day = code in (ListCode.CHOSEN, ListCode.DAY, ListCode.TOTALS)
    return ListFacts(
        issuer=ground.issuer,
        subtitle="" if code is ListCode.CHOSEN else span,
        day=ground.today if with_day else None,
        cover=(f"{count} dòng", "Quyển số 01")
        if code is not ListCode.FILE_COPIES
        else ("Quyển số 01",),
        signatures=tuple(
            SignatureBlock(lines=(words,), note="(Ký, ghi rõ họ tên)") for words in signed if words
        ),
    )


def _post(ground: _Ground) -> Iterator[ListRow]:
    """Yield the copies sent by post, by the day they left."""
    since = ground.first - _POSTED_AFTER
    sent = [
        (delivery.sent_on, line, delivery)
        for line in ground.tx.outgoing.between(ground.issuer.id, since, ground.last)
        for delivery in line.deliveries
        if delivery.channel is Channel.POST
        and delivery.sent_on is not None
        and ground.first <= delivery.sent_on <= ground.last
    ]
    for day, line, delivery in sorted(sent, key=lambda each: (each[0], each[1].issued_date)):
        yield {
            "sent_on": day,
            "number_symbol": line.number_symbol,
            "name": delivery.name,
            "envelopes": delivery.envelopes or 1,
            "remarks": delivery.note or None,
            STRUCK: 1 if line.status is OutgoingStatus.CANCELLED else None,
        }


def _follow_up(ground: _Ground) -> Iterator[ListRow]:
    for line in ground.incoming():
        yield {
            "arrival_code": line.arrival_code,
            "dispatch": _dispatch(line),
            "handler": handler_of(line) or None,
            "due_date": line.due_date,
            "progress": _progress(line, ground.today),
            "reply": _reply(ground.tx, line),
            "remarks": line.cancel_reason or line.return_reason or line.description or None,
            STRUCK: 1 if line.status is IncomingStatus.CANCELLED else None,
        }


def _dispatch(line: Incoming) -> str:
    if line.is_secret:
        return type_and_subject(line)
    head = " ".join(part for part in (line.type_name or "Văn bản", line.number_symbol) if part)
    day = f", ngày {long_date(line.issued_date)}" if line.issued_date else ""
    author = f" của {line.organ_name}" if line.organ_name else ""
    subject = f": {line.subject}" if line.subject else ""
    return f"{head}{day}{author}{subject}"


def _progress(line: Incoming, today: date) -> str:
    said = _PROGRESS[line.status]
    if line.status is IncomingStatus.DONE and line.done_date:
        late = line.due_date is not None and line.done_date > line.due_date
        return f"{said} ngày {long_date(line.done_date)}{', quá hạn' if late else ''}"
    if line.is_open and line.due_date and line.due_date < today:
        return f"{said}, quá hạn {(today - line.due_date).days} ngày"
    return said


def _reply(tx: Transaction, line: Incoming) -> str | None:
    answers = list(tx.outgoing.answering(line.id))
    if line.replied_by and line.replied_by not in {each.id for each in answers}:
        found = tx.outgoing.find(line.replied_by)
        answers += [found] if found else []
    return "; ".join(each.number_symbol for each in answers) or None


def _hand_over(ground: _Ground) -> Iterator[ListRow]:
    """Yield one row for each who received: lead unit or handler, then co-operating units."""
    rows = [
        (line.direction.on if line.direction else line.arrival_date, line, name)
        for line in ground.incoming()
        if line.status is not IncomingStatus.CANCELLED
        for name in _receivers(line)
    ]
    for day, line, name in sorted(rows, key=lambda each: (each[0], *_in_order(each[1]))):
        yield {"handed_on": day, "arrival_code": line.arrival_code, "handler": name}


def _receivers(line: Incoming) -> tuple[str, ...]:
    helping = line.direction.supporting_units if line.direction else ()
    return tuple(name for name in dict.fromkeys((handler_of(line), *helping)) if name)


def _chosen(ground: _Ground) -> Iterator[ListRow]:
    found = [ground.tx.incoming.get(each) for each in ground.request.chosen]
    ordered = sorted(found, key=lambda line: (line.arrival_date, *_in_order(line)))
    for place, line in enumerate(ordered, start=1):
        yield {"ordinal": place, **_incoming_row(line), "handler": handler_of(line) or None}


def _index(ground: _Ground) -> Iterator[ListRow]:
    for line in sorted(ground.incoming(), key=_in_order):
        yield _incoming_row(line)


def _in_order(line: Incoming) -> tuple[bool, int, str, str]:
    """Return what orders lines of a book: those that wait for a number come last."""
    return (line.is_waiting, line.arrival_number, line.suffix, line.provisional)


def _incoming_row(line: Incoming) -> ListRow:
    return {
        "arrival_code": line.arrival_code,
        "arrival_date": line.arrival_date,
        "organ_name": line.organ_name or None,
        "number_symbol": line.number_symbol or None,
        "issued_date": line.issued_date,
        "type_and_subject": type_and_subject(line),
        STRUCK: 1 if line.status is IncomingStatus.CANCELLED else None,
    }


def _day(ground: _Ground) -> Iterator[ListRow]:
    incoming, outgoing = ground.incoming(), ground.outgoing()
    yield {HEADING: f"Văn bản đến: {len(incoming)}"}
    for place, line in enumerate(incoming, start=1):
        yield {
            "ordinal": place,
            "direction": "Đến",
            "code": line.arrival_code,
            **{k: v for k, v in _incoming_row(line).items() if k != "arrival_code"},
            "handler": handler_of(line) or None,
        }
    yield {HEADING: f"Văn bản đi: {len(outgoing)}"}
    for place, sent in enumerate(outgoing, start=1):
        yield {
            "ordinal": place,
            "direction": "Đi",
            "code": sent.code_number,
            "organ_name": recipients_of(sent) or None,
            "number_symbol": sent.number_symbol,
            "type_and_subject": type_and_subject(sent),
            "handler": sent.signer.full_name or None,
            STRUCK: 1 if sent.status is OutgoingStatus.CANCELLED else None,
        }


def _totals(ground: _Ground) -> Iterator[ListRow]:
    incoming, outgoing = ground.incoming(), ground.outgoing()
    names = sorted(
        {line.type_name or "Khác" for line in incoming}
        | {line.type_name or "Khác" for line in outgoing}
    )
    for name in names:
        yield _total(
            name,
            [line for line in incoming if (line.type_name or "Khác") == name],
            [line for line in outgoing if (line.type_name or "Khác") == name],
            ground.today,
        )
    yield {HEADING: "Cộng"}
    yield _total("Tất cả", incoming, outgoing, ground.today)


def _total(
    name: str, incoming: Iterable[Incoming], outgoing: Iterable[Outgoing], today: date
) -> ListRow:
    came, went = list(incoming), list(outgoing)
    states = Counter(line.status for line in came)
    return {
        "name": name,
        "incoming": len(came),
        "done": states[IncomingStatus.DONE],
        "overdue": sum(
            1 for line in came if line.is_open and line.due_date and line.due_date < today
        ),
        "outgoing": len(went),
        "cancelled": states[IncomingStatus.CANCELLED]
        + sum(1 for line in went if line.status is OutgoingStatus.CANCELLED),
    }


def _ruled(_ground: _Ground) -> Iterator[ListRow]:
    return iter(())


_ROWS = {
    ListCode.POST: _post,
    ListCode.FOLLOW_UP: _follow_up,
    ListCode.HAND_OVER: _hand_over,
    ListCode.FILE_COPIES: _ruled,
    ListCode.INCOMING_INDEX: _index,
    ListCode.DAY: _day,
    ListCode.TOTALS: _totals,
    ListCode.CHOSEN: _chosen,
}
