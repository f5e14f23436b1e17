"""Looking at dossiers: the list, one with its papers, what is overdue, where a paper may go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from wardapp.core.dossier_views import (
    DossierChoice,
    DossierContents,
    DossierCounts,
    DossierRow,
    RecordRef,
)
from wardapp.core.dossiers import (
    TAKES_PAPERS,
    Dossier,
    DossierFilter,
    DossierQuery,
    FilingTerms,
    RetentionRule,
)
from wardapp.core.errors import NotFound
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.places import Places
from wardapp.core.views import ListPage
from wardapp.reports.retention import load_filing_terms, load_retention
from wardapp.services.chain_links import neighbours
from wardapp.services.desk import Desk
from wardapp.services.dossier_papers import papers_of, renumbered
from wardapp.services.first_issuer import issuer_or_first
from wardapp.store.transaction import Transaction

LAST_USED = 5


class DossierReading:
    """What can be seen of dossiers; writes nothing."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk = desk
        self._places = places

    def terms(self) -> FilingTerms:
        """Return the limits of the law, each with its clause."""
        return _terms(self._places.resources / "catalogues")

    def rules(self) -> tuple[RetentionRule, ...]:
        """Return the retention table: what the office set, over what every office starts with."""
        with self._desk.database.read() as tx:
            kept = {rule.id: rule for rule in tx.filing.rules()}
        given = load_retention(self._places.resources / "catalogues")
        rows = [kept.pop(rule.id, rule) for rule in given]
        return tuple(sorted((*rows, *kept.values()), key=lambda rule: rule.position))

    def years(self, issuer_id: RecordId | None = None) -> tuple[int, ...]:
        """Return the years with a filing plan, this year always among them, newest first."""
        with self._desk.database.read() as tx:
            years = tx.filing.years(issuer_id)
        return tuple(sorted({*years, self._desk.today().year}, reverse=True))

    def page(self, query: DossierQuery, offset: int = 0, limit: int = 200) -> ListPage[DossierRow]:
        """Return a stretch of the dossiers in the order of the filing plan."""
        terms, today = self.terms(), self._desk.today()
        with self._desk.database.read() as tx:
            found = tx.filing.page(query, terms, today, offset, limit)
            rows = self._rows(tx, found.rows)
        return ListPage(rows=rows, offset=found.offset, total=found.total)

    def counts(self, query: DossierQuery) -> DossierCounts:
        """Return the counts behind the chips, in the query's body and year; overdue of any year."""
        terms, today = self.terms(), self._desk.today()
        with self._desk.database.read() as tx:
            totals = {
                kind.value: tx.filing.page(
                    DossierQuery(
                        issuer_id=query.issuer_id,
                        year=None if kind is DossierFilter.OVERDUE else query.year,
                        only=kind,
                    ),
                    terms,
                    today,
                    0,
                    1,
                ).total
                for kind in DossierFilter
            }
        return DossierCounts(**totals)

    def get(self, dossier_id: RecordId) -> Dossier:
        """Return a dossier; NotFound when it is not here."""
        with self._desk.database.read() as tx:
            return tx.filing.dossier(dossier_id)

    def by_symbol(self, symbol: str, year: int, issuer_id: RecordId | None = None) -> Dossier:
        """Return the dossier of a plan by its symbol; NotFound names what was asked for."""
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, issuer_id)
            return needed(tx.filing.by_symbol(issuer.id, year, symbol), symbol, year)

    def contents(self, dossier_id: RecordId) -> DossierContents:
        """Return a dossier with its papers in order."""
        with self._desk.database.read() as tx:
            return self._contents(tx, tx.filing.dossier(dossier_id))

    def issuer(self, dossier: Dossier) -> Issuer:
        """Return whose dossier it is."""
        with self._desk.database.read() as tx:
            return tx.catalogue.issuer(dossier.issuer_id)

    def overdue(self) -> tuple[DossierRow, ...]:
        """Return the dossiers that should lie in the archive already, the latest due first."""
        with self._desk.database.read() as tx:
            return self._rows(tx, tx.filing.overdue(self._desk.today(), self.terms()))

    def of_record(self, entity: str, record_id: RecordId) -> tuple[Dossier, ...]:
        """Return the dossiers a record lies in."""
        with self._desk.database.read() as tx:
            return tx.filing.of_record(entity, record_id)

    def proposed(self, refs: Sequence[RecordRef]) -> Dossier | None:
        """Return the open dossier in which the rest of the same affair lies, None without any."""
        with self._desk.database.read() as tx:
            found = _by_chain(tx, refs)
            return next((tx.filing.dossier(name) for name in found), None)

    def choices(
        self, refs: Sequence[RecordRef], *, issuer_id: RecordId | None = None
    ) -> tuple[DossierChoice, ...]:
        """Return the open dossiers for these records: proposed, last used, then by the plan."""
        year = self._desk.today().year
        with self._desk.database.read() as tx:
            plan = [
                each
                for each in tx.filing.dossiers(issuer_id)
                if each.status in TAKES_PAPERS and each.year in {year, year - 1}
            ]
            counts = tx.filing.counts(each.id for each in plan)
            reasons = dict.fromkeys(tx.filing.last_used(LAST_USED), "Vừa dùng")
            by_chain = _by_chain(tx, refs)
            order = list(dict.fromkeys((*by_chain, *reasons)))
            reasons |= by_chain
            lying = [set(tx.filing.of_record(ref.entity, ref.record_id)) for ref in refs]
        place = {name: at for at, name in enumerate(order)}
        plan.sort(key=lambda each: place.get(each.id, len(place)))
        return tuple(
            DossierChoice(
                dossier=each,
                papers=counts.get(each.id, 0),
                why=reasons.get(each.id, ""),
                holds_all=bool(lying) and all(each in held for held in lying),
            )
            for each in plan
        )

    def _rows(self, tx: Transaction, found: Sequence[Dossier]) -> tuple[DossierRow, ...]:
        counts = tx.filing.counts(each.id for each in found)
        return tuple(self._row(each, counts.get(each.id, 0)) for each in found)

    def _row(self, dossier: Dossier, papers: int) -> DossierRow:
        due = self.terms().hand_over_due(dossier)
        is_late = due is not None and due < self._desk.today()
        return DossierRow(dossier=dossier, papers=papers, due=due, is_late=is_late)

    def _contents(self, tx: Transaction, dossier: Dossier) -> DossierContents:
        papers = papers_of(tx, dossier.id)
        numbers_sheets = self.terms().numbers_sheets(dossier)
        _, unknown = renumbered(papers, numbers_sheets=numbers_sheets)
        return DossierContents(
            row=self._row(dossier, len(papers)),
            papers=papers,
            numbers_sheets=numbers_sheets,
            unknown_sheets=unknown if numbers_sheets else 0,
        )


@cache
def _terms(folder: Path) -> FilingTerms:
    return load_filing_terms(folder)


def needed(dossier: Dossier | None, symbol: str, year: int) -> Dossier:
    """Return the dossier, or raise NotFound in a sentence."""
    if dossier is None:
        raise NotFound(f"Danh mục hồ sơ năm {year} không có hồ sơ {symbol}.")
    return dossier


def _by_chain(tx: Transaction, refs: Sequence[RecordRef]) -> dict[RecordId, str]:
    """Return the open dossiers of what hangs together with these records, with the reason."""
    found: dict[RecordId, str] = {}
    for ref in refs:
        for link in neighbours(tx, ref):
            for dossier in tx.filing.of_record(link.ref.entity, link.ref.record_id):
                if dossier.status in TAKES_PAPERS:
                    found.setdefault(dossier.id, f"{link.relation} {link.label} nằm ở đây")
    return found
