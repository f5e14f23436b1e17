"""Who holds a number: a line of a register, or a span that says why no line does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, func, select, union

from wardapp.core.books import BookKind
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.identity import RecordId
from wardapp.core.numbering import NumberSpan, NumberState, Scope, Series, SeriesKey
from wardapp.core.petitions import Petition
from wardapp.store.entities import INCOMING, OUTGOING, PETITION, SERIES, SPAN, Entity
from wardapp.store.tables import number_spans, series
from wardapp.store.work import Work

IN_BOOK = BookKind.INCOMING.value
KEPT_FROM_OTHERS = frozenset({NumberState.RESERVED, NumberState.CANCELLED, NumberState.SECRET})
"""What a number is while no line may take it; one used on paper may still be filled in."""

COUNTED = KEPT_FROM_OTHERS | {NumberState.LEASED, NumberState.GIVEN_BACK, NumberState.LOST}
"""What no counter may stand below."""

UNDONE = "Hoàn tác"
"""Why a number came back when the clerk pressed Ctrl+Z."""

_SPAN = number_spans.c


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of one kind of book stand: their table and the columns of their number."""

    entity: Entity[Any]
    table: Table
    number: str
    day: str
    holding: Select[Any]

    def of(self, found: Series) -> ColumnElement[bool]:
        """Return the condition that a line counts in a series."""
        column = self.table.c
        if self.entity is OUTGOING:
            return column.series_id == found.id
        return and_(
            column.issuer_id == found.key.issuer_id,
            column.book == found.key.book,
            column.scope_value == found.key.scope_value,
        )

    def place(self, found: Series) -> dict[str, str]:
        """Return what `holding` wants to know of a series."""
        if self.entity is OUTGOING:
            return {"series_id": found.id}
        key = found.key
        return {"issuer_id": key.issuer_id, "book": key.book, "scope_value": key.scope_value}


def _lines(entity: Entity[Any], number: str, day: str, places: tuple[str, ...]) -> Lines:
    column = entity.table.c
    holding = select(column.id, column[day]).where(
        *(column[name] == bindparam(name) for name in places),
        column[number] == bindparam("number"),
        column.suffix == bindparam("suffix"),
    )
    holding = holding.order_by(column.contested)
    return Lines(entity, entity.table, number, day, holding)


# Asked for each number: made once, since making them costs more than asking.
_SERIES = select(series).where(
    *(
        series.c[name] == bindparam(name)
        for name in ("issuer_id", "book", "group", "scope", "scope_value")
    )
)
_SPANS_OVER = (
    select(number_spans)
    .where(
        _SPAN.series_id == bindparam("series_id"),
        _SPAN.first <= bindparam("number"),
        _SPAN.last >= bindparam("number"),
        _SPAN.suffix == bindparam("suffix"),
    )
    .order_by(_SPAN.on, _SPAN.id)
)
_OUTGOING = _lines(OUTGOING, "number", "issued_date", ("series_id",))
_IN_BOOK = ("issuer_id", "book", "scope_value")
_INCOMING = _lines(INCOMING, "arrival_number", "arrival_date", _IN_BOOK)
_PETITIONS = _lines(PETITION, "number", "received", _IN_BOOK)
_OUTGOING_BOOKS = frozenset({BookKind.OUTGOING.value, BookKind.COPIES.value})


def lines_of(key: SeriesKey) -> Lines:
    """Return where the lines of a series stand."""
    if key.book == BookKind.PETITIONS.value:
        return _PETITIONS
    return _OUTGOING if key.book in _OUTGOING_BOOKS else _INCOMING


def incoming_key(issuer_id: RecordId, day: date) -> SeriesKey:
    """Return the counter of the common book of incoming dispatches on a day (NĐ30 Đ22)."""
    return SeriesKey(
        issuer_id=issuer_id, book=IN_BOOK, group="", scope=Scope.YEAR, scope_value=str(day.year)
    )


def find_series(work: Work, key: SeriesKey) -> Series | None:
    """Return the series of a key, None when no number was ever given or set in it."""
    place = {
        "issuer_id": key.issuer_id,
        "book": key.book,
        "group": key.group,
        "scope": key.scope.value,
        "scope_value": key.scope_value,
    }
    row = work.connection.execute(_SERIES, place).first()
    return None if row is None else SERIES.read(row)


def series_of_line(work: Work, line: Incoming | Outgoing | Petition) -> Series | None:
    """Return the series that a line counts in, None when no counter was ever made."""
    if isinstance(line, Outgoing):
        return work.find(SERIES, line.series_id)
    table = series.c
    found = work.all(
        SERIES,
        select(series).where(
            table.issuer_id == line.issuer_id,
            table.book == line.book,
            table.scope_value == line.scope_value,
        ),
    )
    return found[0] if found else None


def line_holding(
    work: Work, found: Series, number: int, suffix: str = ""
) -> tuple[RecordId, date] | None:
    """Return id and day of the line that holds a number, None when no line does."""
    lines = lines_of(found.key)
    place = {"number": number, "suffix": suffix, **lines.place(found)}
    row = work.connection.execute(lines.holding, place).first()
    return None if row is None else (RecordId(row[0]), date.fromisoformat(row[1]))


def given_after(work: Work, line: Incoming | Petition) -> bool:
    """Return True when a later provisional number of the same copy and book was given."""
    lines = _INCOMING if isinstance(line, Incoming) else _PETITIONS
    column = lines.table.c
    code, _, number = line.provisional.rpartition("-")
    query = select(column.provisional).where(
        column.provisional.startswith(f"{code}-", autoescape=True),
        column.issuer_id == line.issuer_id,
        column.book == line.book,
        column.scope_value == line.scope_value,
    )
    given = work.connection.execute(query).scalars()
    return any(int(each.rpartition("-")[2]) > int(number) for each in given)


def inserted_after(work: Work, found: Series, number: int) -> tuple[str, ...]:
    """Return the letters that were inserted behind a number: ("a", "b"); lost ones count."""
    lines = lines_of(found.key)
    column = lines.table.c
    of_lines = select(column.suffix).where(
        lines.of(found), column[lines.number] == number, column.suffix != ""
    )
    of_marks = select(_SPAN.suffix).where(
        _SPAN.series_id == found.id,
        _SPAN.first == number,
        _SPAN.suffix != "",
        _SPAN.state == NumberState.LOST.value,
        _SPAN.ended_on.is_(None),
    )
    letters = union(of_lines, of_marks).subquery("letters")
    query = select(letters.c.suffix).order_by(letters.c.suffix)
    return tuple(work.connection.execute(query).scalars())


def numbers_with_letters(
    work: Work, found: Series, apart_from: tuple[RecordId, ...] = ()
) -> frozenset[int]:
    """Return the numbers behind which lines were inserted, those named aside."""
    lines = lines_of(found.key)
    column = lines.table.c
    query = select(column[lines.number], column.id).where(lines.of(found), column.suffix != "")
    aside = frozenset(apart_from)
    return frozenset(n for n, line in work.connection.execute(query) if line not in aside)


def on_paper(work: Work, series_id: RecordId, numbers: Iterable[int]) -> frozenset[int]:
    """Return those of the numbers that were used outside this program."""
    query = select(_SPAN.first, _SPAN.last).where(
        _SPAN.series_id == series_id,
        _SPAN.ended_on.is_(None),
        _SPAN.state == NumberState.EXTERNAL.value,
    )
    spans = tuple(work.connection.execute(query).all())
    return frozenset(n for n in numbers if any(first <= n <= last for first, last in spans))


def spans_over(work: Work, series_id: RecordId, number: int) -> tuple[NumberSpan, ...]:
    """Return what stands for a number now without a line of ours, oldest first."""
    return tuple(span for span in all_spans_over(work, series_id, number) if span.is_active)


def all_spans_over(
    work: Work, series_id: RecordId, number: int, suffix: str = ""
) -> tuple[NumberSpan, ...]:
    """Return what ever stood for a number, oldest first."""
    place = {"series_id": series_id, "number": number, "suffix": suffix}
    return tuple(map(SPAN.read, work.connection.execute(_SPANS_OVER, place).all()))


def span_that_keeps(work: Work, series_id: RecordId, number: int) -> NumberSpan | None:
    """Return the span because of which no line may take a number, None when one may."""
    for span in spans_over(work, series_id, number):
        if span.state in KEPT_FROM_OTHERS:
            return span
    return None


def stands_on_paper(work: Work, series_id: RecordId, number: int) -> bool:
    """Return True when the number was used outside this program, so a line may take its place."""
    return any(span.state is NumberState.EXTERNAL for span in spans_over(work, series_id, number))


def lost_over(work: Work, series_id: RecordId, number: int, suffix: str = "") -> NumberSpan | None:
    """Return the mark that a number was given before a restore, None when it was not.

    Only the paper that got the number then may have it.
    """
    spans = all_spans_over(work, series_id, number, suffix)
    lost = (span for span in spans if span.is_active and span.state is NumberState.LOST)
    return next(lost, None)


def highest_held(work: Work, found: Series) -> int:
    """Return the highest number that a line holds or a span keeps from others, 0 without any."""
    lines = lines_of(found.key)
    of_lines = select(func.max(lines.table.c[lines.number])).where(lines.of(found))
    of_spans = select(func.max(_SPAN.last)).where(
        _SPAN.series_id == found.id,
        _SPAN.ended_on.is_(None),
        _SPAN.state.in_(sorted(COUNTED)),
    )
    highest = (work.connection.execute(query).scalar() for query in (of_lines, of_spans))
    return max(int(each or 0) for each in highest)
