"""Hồ sơ: the filing plan of a year, its dossiers and their papers, from first file to archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wardapp.core.dossier_views import DossierContents, Handover
from wardapp.core.dossiers import (
    WAITS_FOR_ARCHIVE,
    Dossier,
    DossierFilter,
    DossierQuery,
    DossierStatus,
)
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.printout import Printout
from wardapp.reports.dossier_lists import (
    ListPaper,
    contents_printout,
    handover_printout,
    kept_back_printout,
    overdue_printout,
    plan_printout,
)
from wardapp.reports.dossier_papers import closing_printout, cover_printout, minutes_printout
from wardapp.services.dossier_plan import DossierPlans
from wardapp.services.file_stems import safe_stem
from wardapp.services.first_issuer import issuer_or_first
from wardapp.store.transaction import Transaction

MAY_BE_HANDED = WAITS_FOR_ARCHIVE | {DossierStatus.HANDED_OVER}


class Dossiers(DossierPlans):
    """Everything about dossiers; the printing calls write nothing."""

    def print_plan(self, year: int, issuer_id: RecordId | None = None) -> Printout:
        """Return Danh mục hồ sơ of a year, five columns."""
        with self._desk.database.read() as tx:
            paper = self._paper(tx, issuer_id)
            plan = tx.filing.dossiers(paper.issuer.id, year)
            basis = tx.catalogue.settings().filing_plan_basis
        if not plan:
            raise WardError(f"Danh mục hồ sơ năm {year} chưa có hồ sơ nào để in.")
        issued = f"(Ban hành kèm theo {basis})" if str(year) in basis else ""
        return _named(plan_printout(paper, plan, year, issued), f"danh mục hồ sơ {year}")

    def print_contents(self, dossier_id: RecordId) -> Printout:
        """Return Mục lục văn bản trong hồ sơ, seven columns."""
        paper, contents = self._one(dossier_id)
        name = f"mục lục văn bản {contents.dossier.symbol}"
        return _named(contents_printout(paper, contents), name)

    def print_cover(self, dossier_id: RecordId) -> Printout:
        """Return the cover with the closing sheet behind it."""
        paper, contents = self._one(dossier_id)
        printout = cover_printout(contents, paper.issuer, paper.today)
        return _named(printout, f"bìa hồ sơ {contents.dossier.symbol}")

    def print_closing(self, dossier_id: RecordId) -> Printout:
        """Return the closing sheet of a dossier."""
        paper, contents = self._one(dossier_id)
        printout = closing_printout(contents, paper.issuer, paper.today)
        return _named(printout, f"chứng từ kết thúc {contents.dossier.symbol}")

    def print_handover(self, dossier_ids: Sequence[RecordId]) -> Printout:
        """Return Mục lục hồ sơ, tài liệu nộp lưu of closed dossiers, seven columns."""
        paper, contents = self._several(dossier_ids)
        return handover_printout(paper, contents, _years_said(contents))

    def print_minutes(self, dossier_ids: Sequence[RecordId], facts: Handover) -> Printout:
        """Return Biên bản giao nhận of closed dossiers; two copies are to be printed."""
        paper, contents = self._several(dossier_ids)
        return minutes_printout(contents, paper.issuer, facts)

    def print_overdue(self, issuer_id: RecordId | None = None) -> Printout:
        """Return the list of dossiers that should lie in the archive already."""
        with self._desk.database.read() as tx:
            paper = self._paper(tx, issuer_id)
            late = tx.filing.overdue(self._desk.today(), self.terms())
            rows = self._rows(tx, [each for each in late if each.issuer_id == paper.issuer.id])
        return overdue_printout(paper, rows)

    def print_kept_back(
        self, year: int | None = None, issuer_id: RecordId | None = None
    ) -> Printout:
        """Return the list of what stays with the unit beyond its time."""
        with self._desk.database.read() as tx:
            paper = self._paper(tx, issuer_id)
            query = DossierQuery(issuer_id=paper.issuer.id, year=year, only=DossierFilter.KEPT_BACK)
            found = tx.filing.page(query, self.terms(), self._desk.today(), 0, 100_000).rows
            contents = tuple(self._contents(tx, each) for each in found)
        return kept_back_printout(paper, contents, f"Năm {year}" if year else "")

    def waiting(
        self, year: int | None = None, issuer_id: RecordId | None = None
    ) -> tuple[Dossier, ...]:
        """Return the closed dossiers that can be handed over."""
        with self._desk.database.read() as tx:
            found = tx.filing.dossiers(issuer_id, year)
        return tuple(each for each in found if each.status in WAITS_FOR_ARCHIVE)

    def _paper(self, tx: Transaction, issuer_id: RecordId | None) -> ListPaper:
        return ListPaper(
            issuer=issuer_or_first(tx, issuer_id),
            today=self._desk.today(),
            folder=self._places.resources / "books",
        )

    def _one(self, dossier_id: RecordId) -> tuple[ListPaper, DossierContents]:
        with self._desk.database.read() as tx:
            dossier = tx.filing.dossier(dossier_id)
            return self._paper(tx, dossier.issuer_id), self._contents(tx, dossier)

    def _several(
        self, dossier_ids: Sequence[RecordId]
    ) -> tuple[ListPaper, tuple[DossierContents, ...]]:
        with self._desk.database.read() as tx:
            found = tuple(map(tx.filing.dossier, dossier_ids))
            if not found:
                raise WardError("Chưa có hồ sơ nào đã kết thúc để lập mục lục nộp lưu.")
            for each in found:
                if each.status not in MAY_BE_HANDED:
                    raise WardError(f"Hồ sơ {each.symbol} chưa kết thúc nên chưa nộp lưu được.")
            paper = self._paper(tx, found[0].issuer_id)
            return paper, tuple(self._contents(tx, each) for each in found)


def _named(printout: Printout, name: str) -> Printout:
    return replace(printout, file_stem=safe_stem(name))


def _years_said(contents: Sequence[DossierContents]) -> str:
    years = sorted({each.dossier.year for each in contents})
    return f"Năm {', '.join(map(str, years))}"
