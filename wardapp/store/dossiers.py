"""The filing plan of every year, what is filed in it, and how long it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from wardapp.core.dossiers import (
    TAKES_PAPERS,
    WAITS_FOR_ARCHIVE,
    Dossier,
    DossierFilter,
    DossierQuery,
    DossierStatus,
    Filing,
    FilingTerms,
    RetentionRule,
)
from wardapp.core.identity import RecordId
from wardapp.core.text import fold, sort_key
from wardapp.core.views import ListPage
from wardapp.store.entities import DOSSIER, FILING, RETENTION
from wardapp.store.tables_filing import dossiers, filings, retention_rules
from wardapp.store.work import Work

_AT_ONCE = 500  # names of records in one question
_STATES: dict[DossierFilter, frozenset[DossierStatus]] = {
    DossierFilter.OPEN: TAKES_PAPERS,
    DossierFilter.CLOSED: frozenset({DossierStatus.CLOSED}),
    DossierFilter.OVERDUE: WAITS_FOR_ARCHIVE,
    DossierFilter.KEPT_BACK: frozenset({DossierStatus.KEPT_BACK}),
    DossierFilter.HANDED_OVER: frozenset({DossierStatus.HANDED_OVER}),
}


class FilingCabinet:
    """Dossiers, the papers in them and the retention table."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def dossiers(
        self, issuer_id: RecordId | None = None, year: int | None = None
    ) -> tuple[Dossier, ...]:
        """Return the dossiers of a body and a year in the order of the filing plan."""
        return _planned(self._work.all(DOSSIER, _of_plan(issuer_id, year)))

    def dossier(self, dossier_id: RecordId) -> Dossier:
        """Return a dossier; NotFound when it is not here."""
        return self._work.get(DOSSIER, dossier_id)

    def find(self, dossier_id: RecordId) -> Dossier | None:
        """Return a dossier, None when it is not here."""
        return self._work.find(DOSSIER, dossier_id)

    def by_symbol(self, issuer_id: RecordId, year: int, symbol: str) -> Dossier | None:
        """Return the dossier of a plan with this symbol, however it is typed; None without."""
        wanted = fold(symbol)
        plan = self.dossiers(issuer_id, year)
        return next((each for each in plan if fold(each.symbol) == wanted), None)

    def years(self, issuer_id: RecordId | None = None) -> tuple[int, ...]:
        """Return the years that have a filing plan, newest first."""
        query = select(dossiers.c.year).distinct().order_by(dossiers.c.year.desc())
        if issuer_id is not None:
            query = query.where(dossiers.c.issuer_id == issuer_id)
        return tuple(self._work.connection.execute(query).scalars())

    def page(
        self, query: DossierQuery, terms: FilingTerms, today: date, offset: int, limit: int
    ) -> ListPage[Dossier]:
        """Return a stretch of the dossiers that pass the query, in the order of the plan."""
        wanted = _of_plan(query.issuer_id, query.year)
        if query.only in _STATES:
            states = [state.value for state in _STATES[query.only]]
            wanted = wanted.where(dossiers.c.status.in_(states))
        found = self._work.all(DOSSIER, wanted)
        if query.only is DossierFilter.OVERDUE:
            found = tuple(each for each in found if _is_late(each, terms, today))
        words = fold(query.text).split()
        if words:
            found = tuple(each for each in found if _has(each, words))
        rows = _planned(found)
        return ListPage(rows=rows[offset : offset + limit], offset=offset, total=len(rows))

    def overdue(self, today: date, terms: FilingTerms) -> tuple[Dossier, ...]:
        """Return the dossiers that should lie in the archive already, the latest due first."""
        waiting = [state.value for state in WAITS_FOR_ARCHIVE]
        found = self._work.all(DOSSIER, select(dossiers).where(dossiers.c.status.in_(waiting)))
        late = [each for each in found if _is_late(each, terms, today)]
        return tuple(sorted(late, key=lambda each: (terms.hand_over_due(each) or today, each.id)))

    def save(self, dossier: Dossier, base: Dossier | None = None) -> Dossier:
        """Keep a dossier, added when new; with `base` only what changed since."""
        return self._work.save(DOSSIER, dossier, base)

    def remove(self, dossier_id: RecordId) -> None:
        """Remove a dossier with what lies in it; its papers stay in their books."""
        for filing in self.filings(dossier_id):
            self._work.remove(FILING, filing.id)
        self._work.remove(DOSSIER, dossier_id)

    def filings(self, dossier_id: RecordId) -> tuple[Filing, ...]:
        """Return what lies in a dossier, in order."""
        query = select(filings).where(filings.c.dossier_id == dossier_id)
        return self._work.all(FILING, query.order_by(filings.c.ordinal, filings.c.id))

    def filing(self, filing_id: RecordId) -> Filing:
        """Return one paper in a dossier; NotFound when it is not here."""
        return self._work.get(FILING, filing_id)

    def filings_of(self, entity: str, record_id: RecordId) -> tuple[Filing, ...]:
        """Return where a record is filed, in the order it was."""
        query = select(filings).where(filings.c.record_id == record_id)
        return self._work.all(
            FILING, query.where(filings.c.entity == entity).order_by(filings.c.id)
        )

    def of_record(self, entity: str, record_id: RecordId) -> tuple[Dossier, ...]:
        """Return the dossiers a record lies in, in the order it was filed."""
        query = (
            select(dossiers)
            .join(filings, filings.c.dossier_id == dossiers.c.id)
            .where(filings.c.record_id == record_id, filings.c.entity == entity)
            .order_by(filings.c.id)
        )
        return self._work.all(DOSSIER, query)

    def of_records(
        self, entity: str, record_ids: Iterable[RecordId]
    ) -> dict[RecordId, tuple[Dossier, ...]]:
        """Return the dossiers of many records at once, those that lie in none left out."""
        wanted = list(dict.fromkeys(record_ids))
        placed: list[tuple[str, str]] = []
        for start in range(0, len(wanted), _AT_ONCE):
            query = (
                select(filings.c.record_id, filings.c.dossier_id)
                .where(filings.c.record_id.in_(wanted[start : start + _AT_ONCE]))
                .where(filings.c.entity == entity)
                .order_by(filings.c.id)
            )
            placed += [(row[0], row[1]) for row in self._work.connection.execute(query)]
        known = {name: self.dossier(RecordId(name)) for name in dict.fromkeys(d for _, d in placed)}
        found: dict[RecordId, tuple[Dossier, ...]] = {}
        for record, dossier in placed:
            found[RecordId(record)] = (*found.get(RecordId(record), ()), known[dossier])
        return found

    def counts(self, dossier_ids: Iterable[RecordId]) -> dict[RecordId, int]:
        """Return how many papers lie in each of these dossiers; empty ones are left out."""
        wanted = list(dict.fromkeys(dossier_ids))
        found: dict[RecordId, int] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            query = (
                select(filings.c.dossier_id, func.count())
                .where(filings.c.dossier_id.in_(wanted[start : start + _AT_ONCE]))
                .group_by(filings.c.dossier_id)
            )
            found |= {RecordId(row[0]): row[1] for row in self._work.connection.execute(query)}
        return found

    def last_used(self, limit: int) -> tuple[RecordId, ...]:
        """Return the dossiers that the last few hundred papers were filed in, newest first."""
        newest = select(filings.c.dossier_id).order_by(filings.c.id.desc()).limit(_AT_ONCE)
        names = dict.fromkeys(self._work.connection.execute(newest).scalars())
        return tuple(RecordId(name) for name in names)[:limit]

    def file(self, filing: Filing) -> Filing:
        """Keep a paper in a dossier, or its new place there."""
        return self._work.save(FILING, filing)

    def take_out(self, filing_id: RecordId) -> None:
        """Take a paper out of a dossier."""
        self._work.remove(FILING, filing_id)

    def rules(self) -> tuple[RetentionRule, ...]:
        """Return the retention table in its own order."""
        query = select(retention_rules)
        return self._work.all(
            RETENTION, query.order_by(retention_rules.c.position, retention_rules.c.id)
        )

    def save_rule(self, rule: RetentionRule) -> RetentionRule:
        """Keep a row of the retention table, added when new."""
        return self._work.save(RETENTION, rule)


def _of_plan(issuer_id: RecordId | None, year: int | None) -> Select[Any]:
    query = select(dossiers)
    if issuer_id is not None:
        query = query.where(dossiers.c.issuer_id == issuer_id)
    return query if year is None else query.where(dossiers.c.year == year)


def _planned(found: Iterable[Dossier]) -> tuple[Dossier, ...]:
    """Return dossiers as the plan lists them: newest year first, then by place and symbol."""
    return tuple(
        sorted(
            found,
            key=lambda each: (-each.year, each.issuer_id, each.position, sort_key(each.symbol)),
        )
    )


def _is_late(dossier: Dossier, terms: FilingTerms, today: date) -> bool:
    due = terms.hand_over_due(dossier)
    return due is not None and due < today


def _has(dossier: Dossier, words: list[str]) -> bool:
    text = fold(f"{dossier.symbol} {dossier.title} {dossier.heading} {dossier.keeper}")
    return all(word in text for word in words)
