"""The papers in a dossier as its list of documents names them, and how their sheets are counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wardapp.core.clock import day_of
from wardapp.core.dispatches import Incoming, IncomingStatus, Outgoing, OutgoingStatus
from wardapp.core.dossier_views import DossierPaper, RecordRef
from wardapp.core.dossiers import Filing
from wardapp.core.drafts import Draft
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.petitions import KIND_NAMES, Petition, PetitionStatus
from wardapp.store.transaction import Transaction

CANCELLED = "Đã hủy"
DRAFT = "Dự thảo"
PETITION = "petition"


def papers_of(tx: Transaction, dossier_id: RecordId) -> tuple[DossierPaper, ...]:
    """Return what lies in a dossier, in order, with what its own book says of it."""
    issuers = {issuer.id: issuer for issuer in tx.catalogue.issuers()}
    return tuple(paper_of(tx, filing, issuers) for filing in tx.filing.filings(dossier_id))


def paper_of(
    tx: Transaction, filing: Filing, issuers: dict[RecordId, Issuer] | None = None
) -> DossierPaper:
    """Return one filed paper; `is_gone` when its record is not in its book any more."""
    if issuers is None:
        issuers = {issuer.id: issuer for issuer in tx.catalogue.issuers()}
    if filing.entity == PETITION:
        return _of_petition(filing, tx.petitions.find(filing.record_id))
    record = record_of(tx, filing.entity, filing.record_id)
    if isinstance(record, Draft) and record.outgoing_id:
        record = tx.outgoing.find(record.outgoing_id) or record
    if isinstance(record, Incoming):
        return _of_incoming(filing, record)
    if isinstance(record, Outgoing):
        return _of_outgoing(filing, record, issuers)
    if isinstance(record, Draft):
        return _of_draft(filing, record, issuers)
    return DossierPaper(filing=filing, is_gone=True, sheets=filing.sheets)


def record_of(
    tx: Transaction, entity: str, record_id: RecordId
) -> Incoming | Outgoing | Draft | None:
    """Return the record that a reference names, None when it is not here."""
    if entity == "incoming":
        return tx.incoming.find(record_id)
    if entity == "outgoing":
        return tx.outgoing.find(record_id)
    return tx.drafts.find(record_id) if entity == "draft" else None


def is_held(tx: Transaction, ref: RecordRef) -> bool:
    """Return True while the record that may be filed stands in its book."""
    if ref.entity == PETITION:
        return tx.petitions.find(ref.record_id) is not None
    return record_of(tx, ref.entity, ref.record_id) is not None


def _of_petition(filing: Filing, petition: Petition | None) -> DossierPaper:
    if petition is None:
        return DossierPaper(filing=filing, is_gone=True, sheets=filing.sheets)
    is_cancelled = petition.status is PetitionStatus.CANCELLED
    return DossierPaper(
        filing=_noted(filing, CANCELLED if is_cancelled else ""),
        number_symbol=f"Đơn {petition.number_symbol}",
        day=petition.received,
        type_and_subject=type_and_subject(KIND_NAMES[petition.kind], petition.subject),
        author=petition.place,
        sheets=filing.sheets,
    )


def _of_incoming(filing: Filing, line: Incoming) -> DossierPaper:
    is_cancelled = line.status is IncomingStatus.CANCELLED
    return DossierPaper(
        filing=_noted(filing, CANCELLED if is_cancelled else ""),
        number_symbol=line.number_symbol,
        day=line.issued_date or line.arrival_date,
        type_and_subject=type_and_subject(line.type_name, line.subject),
        author=line.organ_name,
        sheets=_sheets(filing, line.page_amount),
    )


def _of_outgoing(filing: Filing, line: Outgoing, issuers: dict[RecordId, Issuer]) -> DossierPaper:
    is_cancelled = line.status is OutgoingStatus.CANCELLED
    return DossierPaper(
        filing=_noted(filing, CANCELLED if is_cancelled else ""),
        number_symbol=line.number_symbol,
        day=line.issued_date,
        type_and_subject=type_and_subject(line.type_name, line.subject),
        author=_name(issuers, line.issuer_id),
        sheets=_sheets(filing, line.page_amount),
    )


def _of_draft(filing: Filing, draft: Draft, issuers: dict[RecordId, Issuer]) -> DossierPaper:
    return DossierPaper(
        filing=_noted(filing, DRAFT),
        day=draft.date or day_of(draft.changed_ms),
        type_and_subject=draft.subject or "Dự thảo chưa có trích yếu",
        author=_name(issuers, draft.issuer_id),
        sheets=filing.sheets,
    )


def _noted(filing: Filing, note: str) -> Filing:
    if not note:
        return filing
    return replace(filing, note=f"{note}. {filing.note}" if filing.note else note)


def _name(issuers: dict[RecordId, Issuer], issuer_id: RecordId) -> str:
    issuer = issuers.get(issuer_id)
    return issuer.name if issuer else ""


def _sheets(filing: Filing, pages: int | None) -> int | None:
    """Return the sheets counted by hand, else the pages of the book, one a sheet."""
    return filing.sheets if filing.sheets is not None else pages


def type_and_subject(type_name: str, subject: str) -> str:
    """Return `Kế hoạch: tổ chức …` as lists of documents write it."""
    if not type_name or subject.casefold().startswith(type_name.casefold()):
        return f"{subject[:1].upper()}{subject[1:]}"
    return f"{type_name}: {subject[:1].upper()}{subject[1:]}" if subject else type_name


def renumbered(
    papers: Iterable[DossierPaper], *, numbers_sheets: bool
) -> tuple[tuple[Filing, ...], int]:
    """Return the filings with their places and sheets, and how many papers stop the numbers.

    Sheets follow each other from 1. Behind a paper whose sheets nobody knows there are no numbers,
    because they would be guessed.
    """
    filings, unknown, sheet = [], 0, 1
    for ordinal, paper in enumerate(papers, start=1):
        first = last = None
        if not paper.sheets:
            unknown += 1
        elif not unknown:
            first, last = sheet, sheet + paper.sheets - 1
            sheet = last + 1
        if not numbers_sheets:
            first = last = None
        filings.append(replace(paper.filing, ordinal=ordinal, first_sheet=first, last_sheet=last))
    return tuple(filings), unknown
