"""Which lines of the incoming register a list asks for, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import exists, func, literal_column, or_

from wardapp.core.dispatches import ListFilter, ListQuery
from wardapp.store.derived import order_text
from wardapp.store.listing import Condition, Stretch, in_days, week_of
from wardapp.store.tables import incoming
from wardapp.store.tables_filing import filings

_LINE = incoming.c
_ORDERS: dict[str, tuple[str, ...]] = {
    "-number": ("year DESC", "in_order DESC", "suffix DESC", '"row" DESC'),
    "number": ("year", "in_order", "suffix", '"row"'),
    "-arrival": ("arrival_date DESC", '"row" DESC'),
    "due": ("due_date IS NULL", "due_date", '"row"'),
    "organ": ("organ_key", '"row"'),
    "-issued": ("issued_date DESC", '"row" DESC'),
}
_SMALL = {ListFilter.OPEN, ListFilter.OVERDUE, ListFilter.DUE_TODAY, ListFilter.CANCELLED}
CANCELLED: Condition = _LINE.status == literal_column("'cancelled'")


def stretch(query: ListQuery, today: date, offset: int, limit: int) -> Stretch:
    """Return what a list asks for as the tables understand it."""
    return Stretch(
        where=(*scope(query), *only(query.only, today)),
        order=_ORDERS.get(query.sort, _ORDERS["-number"]),
        text=query.text,
        other_texts=query.other_texts,
        offset=offset,
        limit=limit,
        is_small=query.only in _SMALL,
        scope=(replace(query, text="", other_texts=(), sort="", in_files=False), today),
        is_span=query.is_span,
        in_files=query.in_files,
    )


def scope(query: ListQuery, *, by_year: bool = True) -> tuple[Condition, ...]:
    """Return what narrows a list besides its chip: book, year, days, author, handler.

    Without `by_year` the index of a chip leads instead of that of the year: fewer rows are read.
    """
    conditions = list(in_days(_LINE.arrival_date, query.date_from, query.date_to))
    if query.issuer_id is not None:
        conditions.append(_LINE.issuer_id == query.issuer_id)
    if query.year is not None:
        conditions.append((_LINE.year if by_year else _LINE.year + 0) == query.year)
    if query.book:
        conditions.append(_LINE.book == query.book)
    if query.organ_name:
        conditions.append(_LINE.organ_key == order_text(query.organ_name))
    if query.handler:
        leads = func.json_extract(_LINE.direction, "$.lead_unit") == query.handler
        conditions.append(or_(_LINE.handler == query.handler, leads))
    return tuple(conditions)


def only(chip: ListFilter, today: date) -> tuple[Condition, ...]:
    """Return what a standing chip lets through."""
    monday, sunday = week_of(today)
    chips: dict[ListFilter, tuple[Condition, ...]] = {
        ListFilter.ALL: (),
        ListFilter.OPEN: (_LINE.is_open,),
        ListFilter.OVERDUE: (_LINE.is_open, _LINE.due_date < today.isoformat()),
        ListFilter.DUE_TODAY: (_LINE.is_open, _LINE.due_date == today.isoformat()),
        ListFilter.THIS_WEEK: (_LINE.arrival_date >= monday, _LINE.arrival_date <= sunday),
        ListFilter.CANCELLED: (CANCELLED,),
        ListFilter.WITHOUT_FILE: (~_LINE.has_file, *_ordinary()),
        ListFilter.UNFILED: (~_is_filed(), *_ordinary()),
    }
    return chips.get(chip, ())


def _ordinary() -> tuple[Condition, ...]:
    # Cancelled lines and those of the secret book need neither file nor dossier.
    return (~CANCELLED, ~_LINE.is_secret)


def _is_filed() -> Condition:
    filed = filings.c
    return exists().where(filed.record_id == _LINE.id, filed.entity == "incoming")
