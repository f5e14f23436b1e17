"""Which backups go: dense lately, thin long ago, whatever calendar and clock do."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.folder_tools import NOW_MS
from wardapp.core.clock import moment_of
from wardapp.core.journal import Backup
from wardapp.store.backup_thinning import (
    DAYS,
    HOURS,
    LEAST_KEPT,
    NEWEST,
    WEEKS,
    droppable,
    too_many,
)

HOUR_MS = 60 * 60 * 1000
MEGABYTE = 1_000_000
WORKDAYS = 5

steps = st.lists(
    st.tuples(
        st.one_of(
            st.integers(0, 4 * HOUR_MS),
            st.integers(0, 40 * 24 * HOUR_MS),
            st.integers(-400 * 24 * HOUR_MS, 400 * 24 * HOUR_MS),  # a clock set wrong, set right
        ),
        st.integers(0, 19),
    ),
    max_size=40,
)


def shelf(found: list[tuple[int, int]]) -> tuple[Backup, ...]:
    """Backups in the order they were made, newest first; one in twenty is kept for good."""
    at, made = NOW_MS, []
    for number, (step, chance) in enumerate(found):
        at = max(at + step, 0)
        made.append(
            Backup(name=f"b{number}", made_ms=at, size=MEGABYTE, dispatches=0, is_kept=not chance)
        )
    return tuple(reversed(made))


def month(backup: Backup) -> str:
    return f"{moment_of(backup.made_ms):%Y-%m}"


@settings(max_examples=60)
@given(steps, st.integers(0, 39))
def test_the_newest_the_kept_the_spared_and_each_month_stay(
    found: list[tuple[int, int]], spared: int
) -> None:
    kept_ones = shelf(found)
    gone = set(droppable(kept_ones, (f"b{spared}",)))
    left = [each for each in kept_ones if each.name not in gone]

    assert not gone & {each.name for each in kept_ones[:NEWEST]}
    assert not gone & {each.name for each in kept_ones if each.is_kept}
    assert f"b{spared}" not in gone
    assert {month(each) for each in left} == {month(each) for each in kept_ones}
    assert not set(droppable(left, (f"b{spared}",))), "thinning twice is thinning once"


@settings(max_examples=40)
@given(steps)
def test_no_more_stay_than_the_rules_name(found: list[tuple[int, int]]) -> None:
    kept_ones = tuple(each for each in shelf(found) if not each.is_kept)
    left = len(kept_ones) - len(droppable(kept_ones))

    assert left <= NEWEST + HOURS + DAYS + WEEKS + len({month(each) for each in kept_ones})


@settings(max_examples=40)
@given(steps)
def test_adding_hour_by_hour_keeps_the_last_of_each_of_the_last_days(
    found: list[tuple[int, int]],
) -> None:
    """Thinned after each backup, as the program does, not once in the end."""
    held: list[Backup] = []
    for backup in reversed(shelf(found)):
        held.insert(0, backup)
        gone = set(droppable(held, (backup.name,)))
        held = [each for each in held if each.name not in gone]
    days = list(dict.fromkeys(moment_of(each.made_ms).date() for each in held))[:DAYS]
    lasts = [next(each for each in held if moment_of(each.made_ms).date() == day) for day in days]

    assert len(lasts) == len(days)
    assert not found or held[0].name == f"b{len(found) - 1}"


@settings(max_examples=60)
@given(steps, st.integers(0, 50))
def test_little_room_takes_the_least_missed_never_the_newest(
    found: list[tuple[int, int]], room: int
) -> None:
    kept_ones = shelf(found)
    gone = set(too_many(kept_ones, room * MEGABYTE, ("b1",)))
    left = [each for each in kept_ones if each.name not in gone]

    assert not gone & {each.name for each in kept_ones[:NEWEST]}
    assert not gone & {each.name for each in kept_ones if each.is_kept or each.name == "b1"}
    assert len(left) >= min(LEAST_KEPT, len(kept_ones))
    fits = len(left) <= max(room, LEAST_KEPT)
    assert fits or all(each.is_kept or each.name == "b1" for each in left[NEWEST:])


def test_months_of_working_hours_leaves_a_shelf_a_clerk_can_read() -> None:
    """Ten backups each working day for months, thinned each time."""
    held: list[Backup] = []
    for day in range(150):
        for hour in range(8 if day % 7 < WORKDAYS else 0):
            at = NOW_MS + (day * 24 + hour) * HOUR_MS
            held.insert(0, Backup(name=f"{day}-{hour}", made_ms=at, size=1, dispatches=0))
            gone = set(droppable(held, (held[0].name,)))
            held = [each for each in held if each.name not in gone]

    assert HOURS + WEEKS <= len(held) <= HOURS + DAYS + WEEKS + 6 + NEWEST
    ages = [held[0].made_ms - each.made_ms for each in held]
    assert all(one < other for one, other in pairwise(ages))
