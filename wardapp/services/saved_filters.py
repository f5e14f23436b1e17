"""Filters of the register pages that the clerk keeps under a name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from wardapp.core.dispatches import ListQuery
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.lists import NamedQuery, SavedFilter
from wardapp.core.text import fold, one_line
from wardapp.services.desk import Desk
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.store.records import dump, pack, unpack
from wardapp.store.transaction import Transaction

LONGEST_NAME = 60
THIS_YEAR = "this_year"
"""Stands beside the fields of a query that was kept for the running year, whichever that is."""


class SavedFilters:
    """Keeps, renames and removes named filters; each change can be taken back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self, page: str = "") -> tuple[NamedQuery, ...]:
        """Return the named filters of a page (`incoming`, `outgoing`), of all when it is ""."""
        today = self._desk.today()
        with self._desk.database.read() as tx:
            return tuple(_named(each, today) for each in tx.lists.filters(page))

    def keep(self, page: str, name: str, query: ListQuery) -> NamedQuery:
        """Keep a filter under a name; a filter of that name on that page is written over."""
        tidy, today = _tidy(name), self._desk.today()
        kept = _kept(query, today)
        with self._desk.database.begin(
            self._desk.command("filters.keep", f"Lưu bộ lọc {tidy}")
        ) as tx:
            known = _of_name(tx, page, tidy)
            saved = (
                replace(known, name=tidy, query=kept)
                if known is not None
                else SavedFilter(
                    id=tx.new_id(),
                    page=page,
                    name=tidy,
                    query=kept,
                    position=tx.lists.next_filter_position(page),
                )
            )
            return _named(tx.lists.save_filter(saved), today)

    def rename(self, filter_id: RecordId, name: str) -> NamedQuery:
        """Give a filter another name; BadValue when another one of its page has it."""
        tidy = _tidy(name)
        with self._desk.database.begin(
            self._desk.command("filters.rename", f"Đổi tên bộ lọc thành {tidy}")
        ) as tx:
            saved = tx.lists.filter(filter_id)
            other = _of_name(tx, saved.page, tidy)
            if other is not None and other.id != saved.id:
                raise BadValue("name", f"Đã có bộ lọc {other.name}. Hãy đặt tên khác.")
            return _named(tx.lists.save_filter(replace(saved, name=tidy)), self._desk.today())

    def remove(self, filter_id: RecordId) -> None:
        """Remove a filter; the lines it showed stay."""
        with self._desk.database.read() as tx:
            name = tx.lists.filter(filter_id).name
        with self._desk.database.begin(
            self._desk.command("filters.remove", f"Bỏ bộ lọc {name}")
        ) as tx:
            tx.lists.remove_filter(filter_id)


def _tidy(name: str) -> str:
    tidy = one_line(name)
    if not tidy:
        raise BadValue("name", "Chưa có tên bộ lọc. Anh, chị đặt một tên ngắn, dễ nhớ.")
    if len(tidy) > LONGEST_NAME:
        raise BadValue("name", f"Tên bộ lọc dài {len(tidy)} ký tự, tối đa {LONGEST_NAME}.")
    refuse_secret_words(tidy)
    return tidy


def _of_name(tx: Transaction, page: str, name: str) -> SavedFilter | None:
    same = (each for each in tx.lists.filters(page) if fold(each.name) == fold(name))
    return next(same, None)


def _kept(query: ListQuery, today: date) -> str:
    return dump({**pack(query), THIS_YEAR: query.year == today.year})


def _named(saved: SavedFilter, today: date) -> NamedQuery:
    fields = json.loads(saved.query)
    query = unpack(ListQuery, fields)
    if fields.get(THIS_YEAR):
        query = replace(query, year=today.year)
    return NamedQuery(id=saved.id, page=saved.page, name=saved.name, query=query)
