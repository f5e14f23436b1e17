"""Looking over a whole series: what nothing explains, and the strip of its numbers."""

from __future__ import annotations

from sqlalchemy import select

from wardapp.core.numbering import Series
from wardapp.store.entities import SPAN
from wardapp.store.numbers_held import line_numbers
from wardapp.store.tables import number_spans
from wardapp.store.work import Work


def unexplained(work: Work, found: Series) -> tuple[int, ...]:
    """Return the numbers up to the last given that neither a line nor a mark explains."""
    known = set(line_numbers(work, found))
    active = select(number_spans).where(
        number_spans.c.series_id == found.id, number_spans.c.ended_on.is_(None)
    )
    for span in work.all(SPAN, active):
        known |= set(range(span.first, span.last + 1))
    return tuple(number for number in range(1, found.last_number + 1) if number not in known)
