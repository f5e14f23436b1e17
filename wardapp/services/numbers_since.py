"""Which numbers going back to an older state of the office would give a second time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from wardapp.core.dispatches import Incoming
from wardapp.core.number_views import GivenSince
from wardapp.core.text import sort_key
from wardapp.services.series import INCOMING_BOOK, PETITION_BOOK
from wardapp.services.series_titles import BOOK_TITLES, SeriesNames
from wardapp.store.copies import copies, stands_for
from wardapp.store.leases import free_in, is_ours
from wardapp.store.transaction import Transaction


def given_since(now: Transaction, held: Transaction) -> tuple[GivenSince, ...]:
    """Return the numbers that this copy gave after `held`: kept, lent and provisional ones."""
    names = SeriesNames.load(now)
    given = (*_kept(now, held, names), *_lent(now, held, names), *_provisional(now, held))
    return tuple(sorted(given, key=lambda each: (sort_key(each.series), each.first)))


def _kept(now: Transaction, held: Transaction, names: SeriesNames) -> Iterator[GivenSince]:
    """Yield what went on in the series that this copy would keep again."""
    before = {found.key: found.last_number for found in held.numbers.all()}
    for each in now.numbers.all():
        last = before.get(each.key, 0)
        if each.last_number > last and held.numbers.keeps(each.key):
            yield GivenSince(series=names.whole(each.key), first=last + 1, last=each.last_number)


def _lent(now: Transaction, held: Transaction, names: SeriesNames) -> Iterator[GivenSince]:
    """Yield what was used of the blocks lent to this copy."""
    for span in now.numbers.leases():
        if not is_ours(now.work, span):
            continue
        found = now.numbers.get(span.series_id)
        free, free_then = (
            {
                number
                for first, last in free_in(tx.work, found, span)
                for number in range(first, last + 1)
            }
            for tx in (now, held)
        )
        yield from _runs(names.whole(found.key), free_then - free)


def _provisional(now: Transaction, held: Transaction) -> Iterator[GivenSince]:
    """Yield the provisional numbers of this copy."""
    known = copies(now.work)
    marks = {known[each].code for each in stands_for(now.work) if each in known}
    before = {line.id for line in held.numbers.with_provisional()}
    given: dict[str, set[int]] = defaultdict(set)
    for line in now.numbers.with_provisional():
        mark, _, number = line.provisional.rpartition("-")
        if line.id not in before and mark in marks:
            book = INCOMING_BOOK if isinstance(line, Incoming) else PETITION_BOOK
            given[f"{BOOK_TITLES[book]}, số tạm {mark}"].add(int(number))
    for series, numbers in given.items():
        yield from _runs(series, numbers)


def _runs(series: str, numbers: Iterable[int]) -> Iterator[GivenSince]:
    """Yield numbers as runs without a gap."""
    run: list[int] = []
    for number in sorted(numbers):
        if run and number > run[-1] + 1:
            yield GivenSince(series=series, first=run[0], last=run[-1])
            run = []
        run.append(number)
    if run:
        yield GivenSince(series=series, first=run[0], last=run[-1])
