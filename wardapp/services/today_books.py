"""What waits in the books: numbers kept too long, copies not sent, dossiers to be handed over."""

from __future__ import annotations

from datetime import date

from wardapp.core.dates import due_text, short_date
from wardapp.core.dispatches import DeliveryState, ListFilter, ListQuery, Outgoing
from wardapp.core.dossier_views import DossierRow
from wardapp.core.number_views import Reservation
from wardapp.core.views import DueText, TodayItem
from wardapp.core.workdays import Workdays
from wardapp.services.desk import Desk
from wardapp.services.dossiers import Dossiers
from wardapp.services.numbering import Numbering

MOST = 20
SEND_WITHIN = 1  # NĐ30 Đ18: the day of issue, at latest the next working day


class WaitingInBooks:
    """Gathers what is late outside the list of deadlines."""

    def __init__(self, desk: Desk, numbering: Numbering, dossiers: Dossiers) -> None:
        self._desk, self._numbering, self._dossiers = desk, numbering, dossiers

    def items(self, workdays: Workdays) -> tuple[TodayItem, ...]:
        """Return numbers kept too long, copies not sent and dossiers to be handed over."""
        today = self._desk.today()
        query = ListQuery(only=ListFilter.UNSENT, sort="-issued")
        with self._desk.database.read() as tx:
            unsent = tx.outgoing.page(query, today, 0, MOST).rows
        kept, late = self._numbering.overdue_reservations(), self._dossiers.overdue()
        return (
            *(_kept_number(each, today, workdays) for each in kept[:MOST]),
            *(_unsent(line, today, workdays) for line in reversed(unsent)),
            *(_dossier(row, today, workdays) for row in late[:MOST]),
        )


def _kept_number(kept: Reservation, today: date, workdays: Workdays) -> TodayItem:
    span = kept.span
    who = f"Giữ cho {span.holder}" if span.holder else "Số giữ"
    return TodayItem(
        entity="reservation",
        record_id=span.series_id,
        title=f"Số giữ {kept.printed}" + (f": {span.title}" if span.title else ""),
        circumstance=" · ".join(part for part in (who, kept.series, span.reason) if part),
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
