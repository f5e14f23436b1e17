"""Gửi văn bản: to whom copies of an issued dispatch go, by which way, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from wardapp.core.dates import long_date
from wardapp.core.dispatches import (
    Channel,
    Delivery,
    DeliveryState,
    Outgoing,
    OutgoingStatus,
    Recipient,
)
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import AddresseeGroup
from wardapp.core.text import fold, one_line
from wardapp.services.desk import Desk
from wardapp.services.official import AS_ABOVE
from wardapp.services.secrets_gate import refuse_secret_words

MOST_COPIES = 9_999
LONGEST_NAME = 200
ON_THE_WAY = {DeliveryState.SENT, DeliveryState.RECEIVED}

Change = Callable[[Delivery], Delivery]


def planned(
    addressees: Iterable[str],
    recipients: Iterable[Recipient],
    groups: Sequence[AddresseeGroup] = (),
    channel: Channel = Channel.PAPER,
) -> tuple[Delivery, ...]:
    """Return one delivery for each receiver, a group's members instead of its name, nobody twice.

    Như trên repeats the addressees on paper and gets nothing itself.
    """
    known = {fold(group.name): group.members for group in groups if group.active}
    named: dict[str, str] = {}
    for name in (*addressees, *(each.name for each in recipients)):
        plain = one_line(name).rstrip(" ;.,")
        if fold(plain) == fold(AS_ABOVE.name):
            continue
        for member in known.get(fold(plain)) or (plain,):
            named.setdefault(fold(member), member)
    return tuple(Delivery(name=name, channel=channel) for name in named.values() if name)


def with_deliveries(line: Outgoing, deliveries: tuple[Delivery, ...]) -> Outgoing:
    """Return the line with these deliveries; day sent and number of copies follow them.

    Where the register says something else by hand, that stays.
    """
    follows_day = line.sent_date == first_sent(line.deliveries)
    follows_sum = line.issued_amount in (None, copies_of(line.deliveries))
    return replace(
        line,
        deliveries=deliveries,
        sent_date=first_sent(deliveries) if follows_day else line.sent_date,
        issued_amount=copies_of(deliveries) if follows_sum else line.issued_amount,
    )


def first_sent(deliveries: Iterable[Delivery]) -> date | None:
    """Return the day the first copy left, None while none has."""
    return min((each.sent_on for each in deliveries if each.sent_on), default=None)


def copies_of(deliveries: Iterable[Delivery]) -> int | None:
    """Return how many copies go out in all, None when there is nobody to send to."""
    return sum(each.copies for each in deliveries) or None


def moved(delivery: Delivery, state: DeliveryState, day: date) -> Delivery:
    """Return a delivery in another state, reached on a day; what came before keeps its day."""
    days: dict[DeliveryState, dict[str, Any]] = {
        DeliveryState.WAITING: {"sent_on": None, "received_on": None, "returned_on": None},
        DeliveryState.SENT: {
            "sent_on": delivery.sent_on or day,
            "received_on": None,
            "returned_on": None,
        },
        DeliveryState.RECEIVED: {
            "sent_on": delivery.sent_on or day,
            "received_on": delivery.received_on or day,
            "returned_on": None,
        },
        DeliveryState.RETURNED: {
            "sent_on": delivery.sent_on or day,
            "returned_on": delivery.returned_on or day,
        },
    }
    return replace(delivery, state=state, **days[state])


class Deliveries:
    """Sends issued dispatches; every writing call is one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def proposed(self, outgoing_id: RecordId) -> tuple[Delivery, ...]:
        """Return to whom the addressees and recipients of a line make it go; nothing is written."""
        with self._desk.database.read() as tx:
            line = tx.outgoing.get(outgoing_id)
            return planned(line.addressees, line.recipients, tx.lists.groups())

    def put(
        self, outgoing_id: RecordId, deliveries: tuple[Delivery, ...], base: Outgoing | None = None
    ) -> Outgoing:
        """Write who gets copies and how far they are; BadValue names what cannot stand."""
        tidy = tuple(clean_delivery(each, self._desk.today()) for each in deliveries)
        refuse_twice(tidy)
        return self._write(outgoing_id, "Gửi {number}", lambda _old: tidy, base)

    def send_all(self, outgoing_id: RecordId, day: date | None = None) -> Outgoing:
        """Mark every copy that still waits as sent, today unless a day is given.

        A line that names no deliveries yet gets them from its addressees and recipients.
        """
        on = self._sendable(day)

        def sent(line: Outgoing) -> tuple[Delivery, ...]:
            known = line.deliveries or self.proposed(line.id)
            if not any(each.state is DeliveryState.WAITING for each in known):
                raise WardError(f"Văn bản {line.number_symbol} không còn nơi nào chờ gửi.")
            return _all_sent(known, on)

        return self._write(outgoing_id, "Gửi {number}", sent)

    def send_many(self, outgoing_ids: Sequence[RecordId], day: date | None = None) -> int:
        """Mark the waiting copies of several dispatches as sent, in one step; return how many."""
        on = self._sendable(day)
        command = self._desk.command("deliveries.send", f"Gửi {len(outgoing_ids)} văn bản")
        count = 0
        with self._desk.database.begin(command) as tx:
            groups = tx.lists.groups()
            for line in map(tx.outgoing.get, outgoing_ids):
                if line.status is not OutgoingStatus.ISSUED:
                    continue
                known = line.deliveries or planned(line.addressees, line.recipients, groups)
                sent = _all_sent(known, on)
                if sent == known:
                    continue
                count += sum(old != new for old, new in zip(known, sent, strict=True))
                tx.outgoing.save(replace(with_deliveries(line, sent), left_screen=True), line)
        return count

    def unsend_all(self, outgoing_id: RecordId) -> Outgoing:
        """Take every mark of sending back: the opposite of `send_all`."""
        today = self._desk.today()

        def waiting(line: Outgoing) -> tuple[Delivery, ...]:
            return tuple(moved(each, DeliveryState.WAITING, today) for each in line.deliveries)

        return self._write(outgoing_id, "Bỏ đánh dấu gửi {number}", waiting)

    def mark(
        self,
        outgoing_id: RecordId,
        names: Sequence[str],
        state: DeliveryState,
        day: date | None = None,
    ) -> Outgoing:
        """Bring the copies of these receivers, of all when none is named, to a state."""
        on = self._sendable(day)
        wanted = {fold(name) for name in names}

        def marked(line: Outgoing) -> tuple[Delivery, ...]:
            known = line.deliveries or self.proposed(line.id)
            missing = wanted - {fold(each.name) for each in known}
            if missing:
                names_here = ", ".join(each.name for each in known) or "chưa có nơi nào"
                raise BadValue(
                    "deliveries",
                    f"Văn bản {line.number_symbol} không gửi nơi đó. Gửi: {names_here}.",
                )
            return tuple(
                self._moved(each, state, on) if not wanted or fold(each.name) in wanted else each
                for each in known
            )

        return self._write(outgoing_id, "Gửi {number}", marked)

    def confirm_returned(self, outgoing_id: RecordId, day: date | None = None) -> Outgoing:
        """Note that all who had a recalled dispatch gave it back or deleted it (NĐ30 Đ18.4)."""
        on = self._sendable(day)

        def returned(line: Outgoing) -> tuple[Delivery, ...]:
            return tuple(
                self._moved(each, DeliveryState.RETURNED, on) if each.state in ON_THE_WAY else each
                for each in line.deliveries
            )

        return self._write(outgoing_id, "Xác nhận trả lại {number}", returned)

    def _moved(self, delivery: Delivery, state: DeliveryState, on: date) -> Delivery:
        then = moved(delivery, state, on)
        _refuse_days(then, self._desk.today())
        return then

    def _sendable(self, day: date | None) -> date:
        today = self._desk.today()
        if day is not None and day > today:
            raise BadValue("sent_on", f"Ngày {long_date(day)} chưa tới. Anh, chị xem lại giúp.")
        return day or today

    def _write(
        self,
        outgoing_id: RecordId,
        title: str,
        change: Callable[[Outgoing], tuple[Delivery, ...]],
        base: Outgoing | None = None,
    ) -> Outgoing:
        with self._desk.database.read() as tx:
            kept = tx.outgoing.get(outgoing_id)
        if kept.status is OutgoingStatus.CANCELLED:
            raise WardError(f"Văn bản {kept.number_symbol} đã hủy nên không gửi đi nữa.")
        seen = base or kept
        changed = with_deliveries(seen, change(seen))
        if any(each.state is not DeliveryState.WAITING for each in changed.deliveries):
            changed = replace(changed, left_screen=True)
        named = title.format(number=kept.number_symbol)
        with self._desk.database.begin(self._desk.command("deliveries.put", named)) as tx:
            return tx.outgoing.save(changed, seen)


def _all_sent(deliveries: tuple[Delivery, ...], on: date) -> tuple[Delivery, ...]:
    return tuple(
        moved(each, DeliveryState.SENT, on) if each.state is DeliveryState.WAITING else each
        for each in deliveries
    )


def clean_delivery(delivery: Delivery, today: date) -> Delivery:
    """Return a delivery as it is kept; BadValue says what cannot stand."""
    name = one_line(delivery.name)
    if not name:
        raise BadValue("deliveries", "Có dòng gửi chưa ghi nơi nhận. Anh, chị nhập tên nơi nhận.")
    if len(name) > LONGEST_NAME:
        raise BadValue("deliveries", f"Tên nơi nhận dài {len(name)} ký tự, tối đa {LONGEST_NAME}.")
    refuse_secret_words(name, delivery.note)
    if not 1 <= delivery.copies <= MOST_COPIES or not 0 <= delivery.envelopes <= MOST_COPIES:
        raise BadValue("deliveries", f"Số bản gửi {name} từ 1 đến 9.999, số bì từ 0 đến 9.999.")
    tidy = replace(delivery, name=name, note=one_line(delivery.note))
    later = [day for day in (tidy.received_on, tidy.returned_on) if day]
    tidy = moved(replace(tidy, sent_on=tidy.sent_on or min(later, default=None)), tidy.state, today)
    _refuse_days(tidy, today)
    return tidy


def refuse_twice(deliveries: Iterable[Delivery]) -> None:
    """Raise BadValue when a receiver stands there twice: its copies belong into one line."""
    seen: set[str] = set()
    for each in deliveries:
        if fold(each.name) in seen:
            raise BadValue("deliveries", f"{each.name} ghi hai lần. Hãy gộp số bản vào một dòng.")
        seen.add(fold(each.name))


def _refuse_days(delivery: Delivery, today: date) -> None:
    days = [day for day in (delivery.sent_on, delivery.received_on, delivery.returned_on) if day]
    if days and max(days) > today:
        raise BadValue(
            "deliveries", f"{delivery.name}: ngày {long_date(max(days))} chưa tới. Hãy xem lại."
        )
    if days and days[0] > min(days):
        raise BadValue(
            "deliveries", f"{delivery.name}: ngày nhận hoặc trả lại đứng trước ngày gửi."
        )
