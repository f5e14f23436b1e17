"""A dispatch and a dossier as the fields of NĐ30 Phụ lục VI, each with its greatest length."""

from __future__ import annotations

from datetime import date

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.dossiers import Dossier, Filing
from wardapp.core.issuers import Issuer, SignerInfo
from wardapp.core.machine import DataField

VIETNAMESE = "Tiếng Việt"
FOREVER = "Vĩnh viễn"
ORGAN_ID, ORGAN_NAME, SUBJECT, CODE_NUMBER, CODE_NOTATION = 13, 200, 500, 11, 30
TYPE_NAME, POSITION, FULL_NAME, TO_PLACES, NOTE = 100, 100, 50, 1000, 500

Filed = tuple[Dossier, Filing] | None
"""Where a dispatch lies: its dossier and its place in it."""


def outgoing_fields(
    line: Outgoing, issuer: Issuer, receivers: tuple[tuple[str, str], ...], filed: Filed
) -> tuple[DataField, ...]:
    """Return the sixteen fields of an outgoing dispatch; `receivers` are (agency code, name)."""
    return (
        *_place(issuer, filed),
        DataField("TypeName", line.type_name, TYPE_NAME, is_needed=True),
        DataField("CodeNumber", line.code_number, CODE_NUMBER, is_needed=True),
        DataField("CodeNotation", line.code_notation, CODE_NOTATION, is_needed=True),
        DataField("IssuedDate", vn_day(line.issued_date), 10, is_needed=True),
        DataField("OrganName", issuer.full_name, ORGAN_NAME, is_needed=True),
        DataField("Subject", line.subject, SUBJECT, is_needed=True),
        DataField("Language", line.language or VIETNAMESE, 30),
        DataField("PageAmount", number(line.page_amount), 3),
        DataField("Description", line.description, NOTE),
        signer_fields(line.signer),
        *(_receiver(code, name) for code, name in receivers),
        DataField("Priority", str(int(line.priority)), 1),
        DataField("IssuedAmount", number(line.issued_amount), 3),
        DataField("DueDate", vn_day(line.due_date), 10),
    )


def incoming_fields(line: Incoming, issuer: Issuer, filed: Filed) -> tuple[DataField, ...]:
    """Return the eighteen fields of an incoming dispatch."""
    return (
        *_place(issuer, filed),
        DataField("TypeName", line.type_name, TYPE_NAME),
        DataField("CodeNumber", line.code_number, CODE_NUMBER),
        DataField("CodeNotation", line.code_notation, CODE_NOTATION),
        DataField("IssuedDate", vn_day(line.issued_date), 10),
        DataField("OrganName", line.organ_name, ORGAN_NAME, is_needed=True),
        DataField("Subject", line.subject, SUBJECT, is_needed=True),
        DataField("Language", line.language or VIETNAMESE, 30),
        DataField("PageAmount", number(line.page_amount), 3),
        DataField("Description", line.description, NOTE),
        DataField("ArrivalDate", vn_day(line.arrival_date), 10, is_needed=True),
        DataField("ArrivalNumber", line.arrival_code, 10, is_needed=True),
        signer_fields(line.signer),
        DataField("Priority", str(int(line.priority)), 1),
        DataField("ToPlaces", "; ".join(line.addressees), TO_PLACES),
        DataField("TraceHeaderList", line.trace_headers),
        DataField("DueDate", vn_day(line.due_date), 10),
    )


def dossier_fields(dossier: Dossier, issuer: Issuer, papers: int) -> tuple[DataField, ...]:
    """Return the eleven fields of a dossier."""
    return (
        _file_code(issuer, dossier),
        DataField("Title", dossier.title, 500, is_needed=True),
        DataField("Maintenance", _kept_for(dossier), 30),
        DataField("Rights", dossier.rights, 30),
        DataField("Creator", dossier.keeper, 30),
        DataField("Language", dossier.language or VIETNAMESE, 50),
        DataField("StartDate", vn_day(dossier.started_on), 10),
        DataField("EndDate", vn_day(dossier.ended_on), 10),
        DataField("DocTotal", str(papers), 4),
        DataField("PageTotal", number(dossier.page_total or dossier.sheet_total), 4),
        DataField("Description", dossier.description, NOTE),
    )


def signer_fields(signer: SignerInfo) -> DataField:
    """Return who signed, as both systems hold it."""
    return DataField(
        "SignerInfo",
        inside=(
            DataField("Position", signer.position, POSITION),
            DataField("FullName", signer.full_name, FULL_NAME),
        ),
    )


def vn_day(day: date | None) -> str:
    """Return a day as `05/06/2026`, "" without one."""
    return f"{day:%d/%m/%Y}" if day else ""


def number(amount: int | None) -> str:
    """Return an amount in figures, "" when it is not known."""
    return "" if amount is None else str(amount)


def _place(issuer: Issuer, filed: Filed) -> tuple[DataField, DataField]:
    dossier, filing = filed or (None, None)
    return _file_code(issuer, dossier), DataField(
        "DocOrdinal", str(filing.ordinal) if filing else "", 3
    )


def _file_code(issuer: Issuer, dossier: Dossier | None) -> DataField:
    return DataField(
        "FileCode",
        inside=(
            DataField("OrganId", issuer.organ_id, ORGAN_ID),
            DataField("FileCatalog", str(dossier.year) if dossier else "", 4),
            DataField("FileNotation", dossier.symbol if dossier else "", 20),
        ),
    )


def _receiver(code: str, name: str) -> DataField:
    inside = (DataField("OrganId", code, ORGAN_ID), DataField("OrganName", name, ORGAN_NAME))
    return DataField("To", inside=inside)


def _kept_for(dossier: Dossier) -> str:
    if dossier.retention:
        return dossier.retention
    return FOREVER if dossier.retention_years is None else f"{dossier.retention_years} năm"
