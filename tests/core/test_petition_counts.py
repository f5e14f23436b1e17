"""The figures of the petitions book balance over every history, and chain from span to span."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.builders import an_id
from tests.conftest import Proof
from wardapp.core.petition_counts import counts, stands_for_itself
from wardapp.core.petitions import (
    PastClosing,
    Petition,
    PetitionField,
    PetitionKind,
    PetitionStatus,
)
from wardapp.core.workdays import NO_HOLIDAYS

START = date(2026, 1, 1)
SPAN = 120
ENDS = [
    PetitionStatus.DONE,
    PetitionStatus.FORWARDED,
    PetitionStatus.GUIDED,
    PetitionStatus.FILED,
]


def a_line(number: int = 1, **fields: Any) -> Petition:
    values: dict[str, Any] = {
        "id": an_id(number),
        "number": number,
        "issuer_id": an_id(900),
        "received": START,
        "subject": "Đèn ngõ hỏng",
        "registered_ms": 0,
    }
    return Petition(**{**values, **fields})


def day(offset: int) -> date:
    return START + timedelta(days=offset)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Petition, list[tuple[date, PetitionStatus | None]]]:
    """A petition and its story told apart from it: (day, how it ended, or None = taken up)."""
    received = draw(st.integers(0, SPAN))
    line = a_line(
        received=day(received),
        kind=draw(st.sampled_from(PetitionKind)),
        field=draw(st.sampled_from(list(PetitionField)[:3])),
        competent=draw(st.booleans()),
        eligible=draw(st.booleans()),
        due_date=draw(st.none() | st.just(day(received + 14))),
        urged=tuple(day(received + n) for n in draw(st.lists(st.integers(0, 30), max_size=3))),
    )
    story: list[tuple[date, PetitionStatus | None]] = []
    at = received
    for turn in range(draw(st.integers(0, 5))):
        at += draw(st.integers(0, 25))
        if turn % 2:
            past = PastClosing(status=line.status, on=line.closed_on or day(at))
            line = replace(
                line, status=PetitionStatus.OPEN, closed_on=None,
                reopened=(*line.reopened, day(at)), closings=(*line.closings, past),
            )  # fmt: skip
            story.append((day(at), None))
        else:
            end = draw(st.sampled_from(ENDS))
            line = replace(line, status=end, closed_on=day(at))
            story.append((day(at), end))
    if draw(st.integers(0, 9)) == 0:
        line = replace(line, status=PetitionStatus.CANCELLED)
    return line, story


@st.composite
def books(
    draw: st.DrawFn,
) -> list[tuple[Petition, list[tuple[date, PetitionStatus | None]]]]:
    told = [
        (replace(line, id=an_id(n), number=n), story)
        for n, (line, story) in enumerate(draw(st.lists(histories(), max_size=9)), 1)
    ]
    if told and draw(st.booleans()):
        at, of = draw(st.integers(0, len(told) - 1)), draw(st.integers(0, len(told) - 1))
        told[at] = (replace(told[at][0], duplicate_of=told[of][0].id), told[at][1])
    return told


def told_again(
    line: Petition, story: list[tuple[date, PetitionStatus | None]], first: date, last: date
) -> str:
    """Walk the days of a story one by one; return "", "carried" or "received", and the end."""
    state: PetitionStatus | None = None
    before: PetitionStatus | None = None
    came = ""
    steps = [(line.received, None, True), *((on, end, False) for on, end in story)]
    for on, end, is_first in steps:
        if on < first:
            before, state = end, end
        elif on <= last:
            if end is None and not came and (is_first or before is not None):
                came = "received"
            state = end
    if line.received < first and before is None:
        came = "carried"
    return f"{came}:{state or 'pending'}" if came else ""


def check_a_walk_through_the_days(
    told: list[tuple[Petition, list[tuple[date, PetitionStatus | None]]]], at: int, length: int
) -> None:
    first, last = day(at), day(at + length)
    lines = [line for line, _ in told]
    known = {line.id: line for line in lines}
    found = counts(lines, first, last)
    wanted = Counter(
        part
        for line, story in told
        if line.status is not PetitionStatus.CANCELLED and stands_for_itself(line, known)
        for part in told_again(line, story, first, last).split(":")
        if part
    )
    names = {"carried": "carried", "received": "received", "pending": "pending", "done": "solved",
             "forwarded": "moved", "guided": "guided", "filed": "filed"}  # fmt: skip
    assert {ours: len(found.ids(ours)) for ours in names.values()} == {
        ours: wanted[theirs] for theirs, ours in names.items()
    }


WALKS = (books(), st.integers(0, SPAN), st.integers(0, 60))
test_the_figures_are_those_of_a_walk_through_the_days = given(*WALKS)(check_a_walk_through_the_days)


def check_that_figures_add_up(
    told: list[tuple[Petition, list[tuple[date, PetitionStatus | None]]]],
    at: int, one: int, two: int,
) -> None:  # fmt: skip
    lines = [line for line, _ in told]
    middle = day(at + one)
    found = counts(lines, day(at), middle, NO_HOLIDAYS)
    following = counts(lines, middle + timedelta(days=1), middle + timedelta(days=1 + two))
    assert found.balances
    assert set(found.pending) == set(following.carried)
    assert set(found.solved) == set(found.on_time) | set(found.late)
    assert not set(found.on_time) & set(found.late)
    assert set(found.overdue) <= set(found.pending)
    assert len(set(found.handled)) == len(found.handled)
    for parts in (found.by_kind, found.by_field, found.by_channel):
        assert sorted(i for ids in parts.values() for i in ids) == sorted(found.handled)
    assert set(found.eligible) | set(found.not_eligible) == set(found.handled)
    by_where = [
        counts(lines, day(at), middle, where=lambda line, each=each: line.field is each)
        for each in PetitionField
    ]
    assert sum(len(part.solved) for part in by_where) == len(found.solved)


CHAINS = (*WALKS, st.integers(0, 60))
test_the_figures_balance_chain_and_add_up = given(*CHAINS)(check_that_figures_add_up)


@pytest.mark.prove
def test_the_figures_of_many_books_hold(proof: Proof) -> None:
    times = proof.times(test=25, prove=1_500, full=20_000)
    for values, check in (
        (WALKS, check_a_walk_through_the_days),
        (CHAINS, check_that_figures_add_up),
    ):
        many = settings(max_examples=times, deadline=None, suppress_health_check=list(HealthCheck))
        seed(proof.seed)(many(given(*values)(check)))()


def test_a_petition_taken_up_again_counts_anew_and_old_figures_stay() -> None:
    line = a_line(
        received=date(2026, 3, 2), status=PetitionStatus.DONE, closed_on=date(2026, 6, 12),
        due_date=date(2026, 3, 16), answer_symbol="20-CV/BXDĐ", answered_date=date(2026, 6, 12),
        reopened=(date(2026, 5, 4),), urged=(date(2026, 5, 20), date(2026, 6, 1)),
        closings=(PastClosing(status=PetitionStatus.DONE, on=date(2026, 3, 10),
                              answer_symbol="9-CV/BXDĐ"),),
    )  # fmt: skip
    march = counts([line], date(2026, 3, 1), date(2026, 3, 31))
    april = counts([line], date(2026, 4, 1), date(2026, 4, 30))
    may = counts([line], date(2026, 5, 1), date(2026, 5, 31))
    june = counts([line], date(2026, 6, 1), date(2026, 6, 30))
    assert (march.received, march.on_time, march.answers) == ((line.id,),) * 3
    assert april.handled == ()
    assert (may.received, may.reopened, may.pending, may.overdue) == ((line.id,),) * 4
    assert (june.carried, june.late, june.answers, june.urgings) == (
        *((line.id,),) * 3, 1,
    )  # fmt: skip


def test_a_duplicate_is_told_apart_unless_the_other_line_is_cancelled() -> None:
    main, again = a_line(1), a_line(2, duplicate_of=an_id(1), received=date(2026, 2, 3))
    far = a_line(3, duplicate_of=an_id(2), received=date(2026, 2, 4))
    found = counts([main, again, far], START, date(2026, 12, 31))
    assert (found.received, found.duplicates) == ((main.id,), (again.id, far.id))
    struck = replace(main, status=PetitionStatus.CANCELLED)
    found = counts([struck, again, far], START, date(2026, 12, 31))
    assert (found.received, found.duplicates) == ((again.id,), (far.id,))
    assert counts([again], START, date(2026, 12, 31)).duplicates == (again.id,)
    ring = replace(main, duplicate_of=again.id)
    assert counts([ring, again], START, date(2026, 12, 31)).received == (main.id,)
    itself = replace(main, duplicate_of=main.id)
    assert counts([itself], START, date(2026, 12, 31)).received == (main.id,)


def test_a_due_day_on_a_sunday_ends_on_monday() -> None:
    line = a_line(
        received=date(2026, 6, 1), due_date=date(2026, 6, 14), status=PetitionStatus.DONE,
        closed_on=date(2026, 6, 15),
    )  # fmt: skip
    assert counts([line], date(2026, 6, 1), date(2026, 6, 30), NO_HOLIDAYS).on_time == (line.id,)
    assert counts([line], date(2026, 6, 1), date(2026, 6, 30)).late == (line.id,)
    land = counts([line], date(2026, 6, 1), date(2026, 6, 30)).ids("field:other")
    assert land == (line.id,)


def test_a_line_urged_twice_is_one_line_and_two_urgings() -> None:
    told = counts((a_line(urged=(day(3), day(5), day(40))),), START, day(30))

    assert (len(told.urged), told.urgings) == (1, 2)


def test_what_was_late_then_stays_late_when_taken_up_again_with_a_new_day() -> None:
    past = PastClosing(status=PetitionStatus.DONE, on=day(40), due_date=day(14))
    line = a_line(due_date=day(90), reopened=(day(60),), closings=(past,))

    before, solved, after = (
        counts([line], day(first), day(last)) for first, last in ((0, 30), (31, 59), (60, 80))
    )

    assert (before.pending, before.overdue) == ((line.id,), (line.id,))
    assert (solved.late, solved.on_time) == ((line.id,), ())
    assert (after.pending, after.overdue) == ((line.id,), ())
