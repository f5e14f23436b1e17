"""What people wait for: petitions, requests about their data, incidents, the review of both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wardapp.core.clock import day_of
from wardapp.core.dates import due_text, short_date
from wardapp.core.petitions import FIELD_NAMES, Petition
from wardapp.core.privacy import REQUEST_NAMES, Incident, PersonRequest
from wardapp.core.views import DueText, TodayItem
from wardapp.core.workdays import Workdays
from wardapp.services.desk import Desk
from wardapp.services.privacy import HOUR_MS, Privacy

NOBODY = "Chưa có đơn vị xử lý"


class WaitingPeople:
    """Gathers what is owed to persons up to a day."""

    def __init__(self, desk: Desk, privacy: Privacy) -> None:
        self._desk, self._privacy = desk, privacy

    def items(self, horizon: date, workdays: Workdays) -> tuple[TodayItem, ...]:
        """Return what is overdue, due today or due up to a day, the earliest first."""
        today, now_ms = self._desk.today(), self._desk.clock.now_ms()
        with self._desk.database.read() as tx:
            petitions = tx.petitions.due_up_to(horizon)
            requests = [each for each in tx.privacy.requests() if each.is_open]
            incidents = [each for each in tx.privacy.incidents() if each.is_waiting]
        found = [
            *(_petition(line, today, workdays) for line in petitions),
            *(item for each in requests for item in _request(each, today, workdays)),
            *(_incident(each, now_ms, today) for each in incidents),
            *self._review(today, workdays),
        ]
        near = [item for item in found if item.due_date and item.due_date <= horizon]
        return tuple(sorted(near, key=lambda item: (item.due_date, item.entity, item.title)))

    def _review(self, today: date, workdays: Workdays) -> Iterator[TodayItem]:
        """Yield the periodic look at the persons kept, once any are."""
        review = self._privacy.review()
        if not review.kept:
            return
        due = max(review.next_by, today) if review.last_on is None else review.next_by
        yield TodayItem(
            entity="privacy",
            record_id="",
            title="Rà soát dữ liệu cá nhân đang giữ",
            circumstance=f"Đang giữ {review.kept} người phản ánh, "
            f"{review.undated} chưa có ngày xóa",
            due=due_text(due, today, workdays, None),
            due_date=due,
        )


def _petition(line: Petition, today: date, workdays: Workdays) -> TodayItem:
    urged = f"đã đôn đốc {len(line.urged)} lần" if line.urged else ""
    parts = (
        f"Phản ánh số {line.number_symbol}, {short_date(line.received, today)}",
        FIELD_NAMES[line.field],
        line.handler or NOBODY,
        urged,
    )
    return TodayItem(
        entity="petition",
        record_id=line.id,
        title=line.subject,
        circumstance=" · ".join(part for part in parts if part),
        due=due_text(line.due_date, today, workdays, None),
        due_date=line.due_date,
    )


def _request(request: PersonRequest, today: date, workdays: Workdays) -> Iterator[TodayItem]:
    """Yield the nearer of the two clocks: acknowledgement, then answer."""
    waits = request.acknowledged_on is None and request.acknowledge_by is not None
    due = request.acknowledge_by if waits else request.last_day
    deed = "xác nhận đã nhận" if waits else "trả lời"
    came = short_date(request.received, today)
    yield TodayItem(
        entity="privacy",
        record_id=request.id,
        title=f"Yêu cầu {REQUEST_NAMES[request.kind].lower()}: {deed}",
        circumstance=f"Yêu cầu về dữ liệu cá nhân, nhận {came}",
        due=due_text(due, today, workdays, None),
        due_date=due,
    )


def _incident(incident: Incident, now_ms: int, today: date) -> TodayItem:
    """Return an incident as a matter of today, whatever is left of its hours."""
    return TodayItem(
        entity="privacy",
        record_id=incident.id,
        title=f"Báo sự cố dữ liệu cá nhân: {incident.what}",
        circumstance="Phải báo cơ quan chức năng trong 72 giờ kể từ khi phát hiện",
        due=hours_left(incident.notify_by_ms, now_ms),
        due_date=min(day_of(incident.notify_by_ms), today),
    )


def hours_left(until_ms: int, now_ms: int) -> DueText:
    """Return how much of a clock in hours is left: `Còn 41 giờ`, `Quá hạn 3 giờ`."""
    left = until_ms - now_ms
    if left < 0:
        return DueText(text=f"Quá hạn {-left // HOUR_MS} giờ", tone="danger")
    hours = left // HOUR_MS
    return DueText(text=f"Còn {hours} giờ" if hours else "Còn dưới 1 giờ", tone="danger")
