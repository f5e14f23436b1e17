"""What the clerk keeps of lists: named filters, addressee groups, columns of old books."""

from __future__ import annotations

from sqlalchemy import func, select

from wardapp.core.identity import RecordId
from wardapp.core.issuers import AddresseeGroup
from wardapp.core.lists import ImportMapping, SavedFilter
from wardapp.core.text import sort_key
from wardapp.store.entities import ADDRESSEES, FILTER, MAPPING
from wardapp.store.tables_lists import import_mappings, saved_filters
from wardapp.store.work import Work


class Lists:
    """Named filters, groups of addressees and what columns of old books meant."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def filters(self, page: str = "") -> tuple[SavedFilter, ...]:
        """Return the named filters of a page (`incoming`, `outgoing`), of all when it is ""."""
        kept = saved_filters.c
        query = select(saved_filters).order_by(kept.page, kept.position, kept.id)
        return self._work.all(FILTER, query.where(kept.page == page) if page else query)

    def filter(self, filter_id: RecordId) -> SavedFilter:
        """Return a named filter; NotFound when it is not here."""
        return self._work.get(FILTER, filter_id)

    def next_filter_position(self, page: str) -> int:
        """Return the place behind the last named filter of a page."""
        last = select(func.max(saved_filters.c.position)).where(saved_filters.c.page == page)
        found = self._work.connection.execute(last).scalar()
        return 0 if found is None else int(found) + 1

    def save_filter(self, kept: SavedFilter) -> SavedFilter:
        """Keep a named filter, added when new."""
        return self._work.save(FILTER, kept)

    def remove_filter(self, filter_id: RecordId) -> None:
        """Remove a named filter; NotFound when it is not here."""
        self._work.remove(FILTER, filter_id)

    def groups(self) -> tuple[AddresseeGroup, ...]:
        """Return the groups of addressees by name."""
        return tuple(sorted(self._work.all(ADDRESSEES), key=lambda each: sort_key(each.name)))

    def group(self, group_id: RecordId) -> AddresseeGroup:
        """Return a group of addressees; NotFound when it is not here."""
        return self._work.get(ADDRESSEES, group_id)

    def save_group(self, group: AddresseeGroup) -> AddresseeGroup:
        """Keep a group of addressees, added when new."""
        return self._work.save(ADDRESSEES, group)

    def remove_group(self, group_id: RecordId) -> None:
        """Remove a group of addressees; NotFound when it is not here."""
        self._work.remove(ADDRESSEES, group_id)

    def mappings(self, book: str = "") -> tuple[ImportMapping, ...]:
        """Return how the columns of old books were understood, for one book or all."""
        kept = import_mappings.c
        query = select(import_mappings).order_by(kept.id)
        return self._work.all(MAPPING, query.where(kept.book == book) if book else query)

    def mapping_for(self, book: str, heads: tuple[str, ...]) -> ImportMapping | None:
        """Return how a book with these heads was understood last, None when it never was."""
        found = [each for each in self.mappings(book) if each.heads == heads]
        return found[-1] if found else None

    def save_mapping(self, mapping: ImportMapping) -> ImportMapping:
        """Keep how columns were understood, added when new."""
        return self._work.save(MAPPING, mapping)
