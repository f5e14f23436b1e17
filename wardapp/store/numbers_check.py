"""What stands out in the numbers of a series: asked of SQLite, never by loading lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select

from wardapp.core.identity import RecordId
from wardapp.core.number_views import OutOfOrder, SeriesFaults, Twice
from wardapp.core.numbering import NumberState, Series
from wardapp.store.entities import INCOMING
from wardapp.store.numbers_held import KEPT_FROM_OTHERS, highest_held, lines_of
from wardapp.store.numbers_sight import missing
from wardapp.store.tables import incoming, number_spans, outgoing, series
from wardapp.store.work import Work

MOST = 500
"""So many findings of one rule are told; after mending them the next come."""

_SPAN = number_spans.c


def faults_of(work: Work, found: Series) -> SeriesFaults:
    """Return what stands out in a series; cancelled lines count as given and nothing more."""
    return SeriesFaults(
        missing=missing(work, found)[:MOST],
        held_twice=_held_twice(work, found),
        contested=_contested(work, found),
        out_of_order=_out_of_order(work, found),
        without_file=_without_file(work, found),
        highest=highest_held(work, found),
    )


def printed_twice(work: Work, issuer_id: RecordId, scope_value: str) -> tuple[Twice, ...]:
    """Return outgoing lines of a term or year that print the same number and symbol."""
    line = outgoing.c
    same = (
        select(
            line.symbol_key,
            func.group_concat(line.id).label("ids"),
            func.max(line.code_notation).label("notation"),
        )
        .join(series, series.c.id == line.series_id)
        .where(
            line.issuer_id == issuer_id,
            series.c.scope_value == scope_value,
            line.status != literal("cancelled"),
        )
        .group_by(line.symbol_key)
        .having(func.count() > 1)
        .order_by(line.symbol_key)
        .limit(MOST)
    )
    return tuple(_same_print(work, row.ids) for row in work.connection.execute(same))


def arrived_twice(work: Work, found: Series) -> tuple[Twice, ...]:
    """Return incoming lines of a book with the same author, number and date (domain §3.4, 8)."""
    line = incoming.c
    same = (
        select(func.group_concat(line.id).label("ids"))
        .where(
            lines_of(found.key).of(found),
            line.status != literal("cancelled"),
            line.symbol_key != "",
            line.issued_date.is_not(None),
        )
        .group_by(line.symbol_key, line.issued_date, line.organ_key)
        .having(func.count() > 1)
        .limit(MOST)
    )
    told = []
    for (ids,) in work.connection.execute(same):
        lines = [work.get(INCOMING, each) for each in ids.split(",")]
        lines.sort(key=lambda each: (each.arrival_number, each.suffix))
        told.append(
            Twice(
                printed=lines[0].number_symbol,
                numbers=tuple(each.arrival_code for each in lines),
                number=lines[-1].arrival_number,
                record_id=lines[-1].id,
                series_id=found.id,
            )
        )
    return tuple(told)


def _same_print(work: Work, ids: str) -> Twice:
    line = outgoing.c
    query = select(line.id, line.number, line.suffix, line.type_name, line.series_id)
    rows = work.connection.execute(
        query.where(line.id.in_(ids.split(","))).order_by(line.row)
    ).all()
    kinds = tuple(f"{row.number:02}{row.suffix} ({row.type_name})" for row in rows)
    return Twice(
        printed=kinds[0],
        numbers=kinds,
        number=rows[-1].number,
        record_id=rows[-1].id,
        series_id=rows[-1].series_id,
    )


def _held_twice(work: Work, found: Series) -> tuple[int, ...]:
    """Return numbers with a line and a mark that keeps them from others, or two such marks."""
    lines = lines_of(found.key)
    number = lines.table.c[lines.number]
    kept = and_(
        _SPAN.series_id == found.id,
        _SPAN.ended_on.is_(None),
        _SPAN.state.in_(sorted(KEPT_FROM_OTHERS)),
    )
    both = (
        select(number)
        .join(number_spans, and_(_SPAN.first <= number, _SPAN.last >= number))
        .where(lines.of(found), lines.table.c.suffix == "", kept)
        .limit(MOST)
    )
    two_marks = select(_SPAN.first).where(kept).group_by(_SPAN.first).having(func.count() > 1)
    found_twice = {
        each for query in (both, two_marks) for each in work.connection.execute(query).scalars()
    }
    return tuple(sorted(found_twice))


def _contested(work: Work, found: Series) -> tuple[int, ...]:
    """Return numbers that two lines hold which are not cancelled: two copies gave them apart."""
    lines = lines_of(found.key)
    column = lines.table.c
    number = column[lines.number]
    disputed = select(number).where(lines.of(found), column.contested != "", number > 0)
    alive = func.sum(case((column.status == literal("cancelled"), 0), else_=1))
    query = (
        select(number)
        .where(lines.of(found), number.in_(disputed))
        .group_by(number, column.suffix)
        .having(func.count() > 1, alive > 1)
        .order_by(number)
        .limit(MOST)
    )
    return tuple(dict.fromkeys(work.connection.execute(query).scalars()))


def _out_of_order(work: Work, found: Series) -> tuple[OutOfOrder, ...]:
    lines = lines_of(found.key)
    column = lines.table.c
    number, day = column[lines.number], column[lines.day]
    stretch = (
        select(
            number.label("number"),
            day.label("day"),
            column.id.label("id"),
            func.lag(number).over(order_by=number).label("before_number"),
            func.lag(day).over(order_by=number).label("before_day"),
        )
        .where(lines.of(found), *_counts(column))
        .subquery("in_order")
    )
    backwards = (
        select(stretch)
        .where(stretch.c.day < stretch.c.before_day)
        .order_by(stretch.c.number)
        .limit(MOST)
    )
    reserved = _once_reserved(work, found)
    return tuple(
        OutOfOrder(
            number=row.number,
            day=date.fromisoformat(row.day),
            record_id=row.id,
            before_number=row.before_number,
            before_day=date.fromisoformat(row.before_day),
            was_reserved=bool({row.number, row.before_number} & reserved),
        )
        for row in work.connection.execute(backwards)
    )


def _counts(column: Any) -> tuple[ColumnElement[bool], ...]:
    """Return what a line must be for its day to follow the numbers."""
    # what had a provisional number got its final one later than its day
    in_time = (column.provisional == "",) if "provisional" in column else ()
    return (
        *in_time,
        column.suffix == "",
        column.late_reason == "",
        column.status != literal("cancelled"),
    )


def _once_reserved(work: Work, found: Series) -> frozenset[int]:
    """Return the numbers that were kept or lent, so that others came before them in time."""
    kept = and_(_SPAN.state == NumberState.RESERVED.value, _SPAN.ended_on.is_not(None))
    query = select(_SPAN.first, _SPAN.last).where(
        _SPAN.series_id == found.id, or_(kept, _SPAN.state == NumberState.LEASED.value)
    )
    spans = work.connection.execute(query)
    return frozenset(number for first, last in spans for number in range(first, last + 1))


def _without_file(work: Work, found: Series) -> tuple[tuple[int, int, RecordId], ...]:
    """Return the ranges of lines without any file: neighbours in the book count as one range."""
    lines = lines_of(found.key)
    column = lines.table.c
    number = column[lines.number]
    is_bare: ColumnElement[bool] = column.has_file.is_(False)
    if lines.entity is INCOMING:
        is_bare = and_(is_bare, column.is_secret.is_(False))
    place = func.row_number().over(order_by=(number, column.suffix))
    all_lines = (
        select(number.label("number"), column.id, is_bare.label("bare"), place.label("place"))
        .where(lines.of(found), column.status != literal("cancelled"), number > 0)
        .subquery("all_lines")
    )
    bare = (
        select(
            all_lines.c.number,
            all_lines.c.id,
            (all_lines.c.place - func.row_number().over(order_by=all_lines.c.place)).label("run"),
            # A range that is told must not take in numbers that have no line.
            (all_lines.c.number - func.dense_rank().over(order_by=all_lines.c.number)).label(
                "leap"
            ),
        )
        .where(all_lines.c.bare)
        .subquery("bare")
    )
    runs = (
        select(func.min(bare.c.number), func.max(bare.c.number), func.min(bare.c.id))
        .group_by(bare.c.run, bare.c.leap)
        .order_by(func.min(bare.c.number))
        .limit(MOST)
    )
    rows = work.connection.execute(runs)
    return tuple((first, last, RecordId(line)) for first, last, line in rows)
