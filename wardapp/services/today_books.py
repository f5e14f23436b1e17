"""What waits in the books: numbers kept too long, copies not sent, dossiers to be handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardapp.core.dates import due_text, short_date
from wardapp.core.dispatches import DeliveryState, ListFilter, ListQuery, Outgoing
from wardapp.core.dossier_views import DossierRow
from wardapp.core.numbering import NumberSpan
from wardapp.core.views import DueText, TodayItem
from wardapp.core.workdays import Workdays
from wardapp.services.desk import Desk

MOST = 20
SEND_WITHIN = 1  # NĐ30 Đ18: the day of issue, at latest the next working day


def waiting_in_books(
    desk: Desk, dossiers: Sequence[DossierRow], workdays: Workdays
) -> tuple[TodayItem, ...]:
    """Return what is late outside the list of deadlines, longest waiting first in each kind."""
    today = desk.today()
    with desk.database.read() as tx:
        kept = tx.numbers.reservations(due_before=today)
        unsent = tx.outgoing.page(
            ListQuery(only=ListFilter.UNSENT, sort="-issued"), today, 0, MOST
        ).rows
    return (
        *(_kept_number(span, today, workdays) for span in kept[:MOST]),
        *(_unsent(line, today, workdays) for line in reversed(unsent)),
        *(_dossier(row, today, workdays) for row in dossiers[:MOST]),
    )


def _kept_number(span: NumberSpan, today: date, workdays: Workdays) -> TodayItem:
    number = str(span.first) if span.first == span.last else f"{span.first} đến {span.last}"
    parts = (f"Giữ cho {span.holder}" if span.holder else "Số chờ", span.reason)
    return TodayItem(
        entity="reservation",
        record_id=span.id,
        title=f"Số giữ {number}: {span.title or 'chưa ghi văn bản'}",
        circumstance=" · ".join(part for part in parts if part),
        due=due_text(span.until, today, workdays, None),
        due_date=span.until,
    )


def _unsent(line: Outgoing, today: date, workdays: Workdays) -> TodayItem:
    last = workdays.add(line.issued_date, SEND_WITHIN)
    waiting = [each.name for each in line.deliveries if each.state is DeliveryState.WAITING]
    more = f" và {len(waiting) - 1} nơi khác" if len(waiting) > 1 else ""
    due = due_text(last, today, workdays, None)
    return TodayItem(
        entity="outgoing",
        record_id=line.id,
        title=line.subject[:1].upper() + line.subject[1:],
        circumstance=f"{line.number_symbol}, {short_date(line.issued_date, today)} · "
        f"chưa gửi {waiting[0] if waiting else ''}{more}",
        due=due if last < today else DueText(text="Chưa gửi", tone="warn"),
        due_date=min(last, today),
    )


def _dossier(row: DossierRow, today: date, workdays: Workdays) -> TodayItem:
    dossier = row.dossier
    return TodayItem(
        entity="dossier",
        record_id=dossier.id,
        title=f"{dossier.symbol} {dossier.title}",
        circumstance="Hồ sơ đến hạn nộp lưu",
        due=due_text(row.due, today, workdays, None),
        due_date=row.due,
    )
