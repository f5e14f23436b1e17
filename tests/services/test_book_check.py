"""Kiểm tra sổ: each fault is found once, in a sentence that says what to do; nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.builders import TODAY, an_arrival
from wardapp.core.books import BookFinding
from wardapp.core.dispatches import OutgoingEntry
from wardapp.core.numbering import NumberSpan, NumberState, Reserving, SeriesKey
from wardapp.services.office import Office
from wardapp.store.entities import SERIES, SPAN


def key_of(office: Office) -> SeriesKey:
    return office.numbering.key_of(office.catalogue.issuers()[0].id, "di", "KH")


def found(office: Office, rule: str) -> tuple[BookFinding, ...]:
    return tuple(each for each in office.numbering.check() if each.rule == rule)


def sent(office: Office, day: date = TODAY, **fields: object) -> int:
    entry = OutgoingEntry(
        issuer_id=office.catalogue.issuers()[0].id, type_code="KH", issued_date=day,
        subject="về …", **fields,  # type: ignore[arg-type]
    )  # fmt: skip
    return office.registry.add_by_hand(entry).number


def test_a_new_book_has_nothing_to_mend(party: Office) -> None:
    assert [each for each in party.numbering.check() if each.is_fault] == []


def test_what_nothing_explains_is_found_with_what_to_do(party: Office) -> None:
    last = sent(party)
    with party.desk.database.begin(party.desk.command("x", "x")) as tx:
        series = tx.numbers.series(key_of(party))
        tx.work.write(SERIES, series, replace(series, last_number=series.last_number + 3))

    (missing,) = found(party, "missing")
    assert (missing.first, missing.last) == (last + 1, last + 3)
    assert missing.sentence.startswith(f"Các số {last + 1:02} - {last + 3:02} trống")
    party.numbering.cancel(key_of(party), last + 2, "Viết hỏng")
    assert [(each.first, each.last) for each in found(party, "missing")] == [
        (last + 1, last + 1), (last + 3, last + 3),
    ]  # fmt: skip


def test_a_counter_below_and_a_number_held_twice_are_found(party: Office) -> None:
    number = sent(party)
    with party.desk.database.begin(party.desk.command("x", "x")) as tx:
        series = tx.numbers.series(key_of(party))
        tx.work.write(SERIES, series, replace(series, last_number=number - 1))
        twice = NumberSpan(
            id=tx.new_id(), series_id=series.id, first=number, last=number,
            state=NumberState.CANCELLED, on=TODAY, actor="Lan",
        )  # fmt: skip
        tx.work.write(SPAN, None, twice)

    assert [each.last for each in found(party, "counter_below")] == [number]
    assert [each.first for each in found(party, "duplicate")] == [number]


def test_days_out_of_order_are_told_but_for_late_and_reserved_ones(
    party: Office,
) -> None:
    (kept,) = party.numbering.reserve(key_of(party), 1, Reserving(holder="Văn phòng"))
    sent(party, TODAY - timedelta(days=1))
    sent(party, TODAY, number=kept.first, reserved=True)
    (explained,) = found(party, "date_order")
    assert not explained.is_fault

    wrong = sent(party, TODAY - timedelta(days=2))
    faults = [each for each in found(party, "date_order") if each.is_fault]
    assert [each.first for each in faults] == [wrong]
    assert "trước ngày" in faults[0].sentence
    assert faults[0].record_id is not None


def test_lines_without_a_signed_copy_come_as_ranges(party: Office) -> None:
    first = sent(party)
    last = sent(party)
    (bare,) = found(party, "no_attachment")
    assert (bare.first, bare.last) == (first, last)
    assert bare.sentence.endswith("Hãy kèm bản đã ký.")


def test_a_dispatch_that_came_twice_is_told_not_blamed(party: Office) -> None:
    arrival = an_arrival(issuer_id=party.catalogue.issuers()[0].id)
    one, other = party.intake.register(arrival), party.intake.register(arrival)
    (twice,) = (each for each in found(party, "arrived_twice") if each.last == other.arrival_number)
    assert not twice.is_fault
    assert str(one.arrival_number) in twice.sentence


def test_a_range_without_files_takes_in_no_number_without_a_line(party: Office) -> None:
    first = sent(party)
    party.numbering.cancel(key_of(party), first + 1, "Viết hỏng")
    then = (sent(party), sent(party))
    bare = [(each.first, each.last) for each in found(party, "no_attachment")]
    assert bare == [(first, first), then]
