"""Lines entered after their day: they need a reason, which prints in Ghi chú of the book."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Arrival
from wardapp.core.errors import BadValue
from wardapp.core.numbering import SeriesKey
from wardapp.services.incoming_reading import as_line
from wardapp.services.numbered import give_chosen
from wardapp.store.transaction import Transaction

SECRET_LATE = "Vào sổ sau ngày đến"


def in_time(tx: Transaction, arrival: Arrival, key: SeriesKey, number: int | None) -> Arrival:
    """Return the line as it may be written: with its reason when it comes late, else without.

    `number` is the one the clerk chose, None for the next. Raises BadValue for `late_reason` when
    the line comes late and no reason was given.
    """
    newest = tx.incoming.last_in_order(as_line(arrival, key))
    is_behind = newest is not None and (
        arrival.arrival_date < newest.arrival_date
        or (number is not None and number <= newest.arrival_number)
    )
    if newest is None or not is_behind:
        return replace(arrival, late_reason="")
    if arrival.is_secret:
        return replace(arrival, late_reason=SECRET_LATE)
    if not arrival.late_reason:
        raise BadValue(
            "late_reason",
            f"Sổ đã có số {newest.arrival_code} ngày {long_date(newest.arrival_date)}. "
            "Vào sổ sau ngày đến thì ghi lý do.",
        )
    return arrival


def give(tx: Transaction, key: SeriesKey, number: int, arrival: Arrival) -> None:
    """Give a line the number the clerk chose, one that was kept for somebody among them."""
    give_chosen(tx, key, (number, arrival.suffix), arrival.late_reason)
