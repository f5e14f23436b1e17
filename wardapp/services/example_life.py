"""What else happened in an example office: numbers with a story, dossiers, petitions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from wardapp.core.dispatches import DeliveryState, ListQuery
from wardapp.core.dossier_views import RecordRef
from wardapp.core.dossiers import retention_text
from wardapp.core.drafts import DraftExtras
from wardapp.core.identity import RecordId
from wardapp.core.numbering import Reserving, SeriesKey
from wardapp.core.petitions import (
    PetitionChannel,
    PetitionClosing,
    PetitionEntry,
    PetitionField,
    PetitionStatus,
)
from wardapp.core.recipient_lines import read_recipients
from wardapp.services.office import Office

FILED = 4
"""So many papers of each register lie in a dossier of the example, if it has them."""


def add_life(office: Office, life: dict[str, Any]) -> None:
    """Write what `[life]` of an example tells, on the day the office stands at."""
    today = office.desk.today()
    for each in life["cancelled"]:
        key = _key(office, each)
        office.numbering.cancel(key, _next(office, key), each["reason"])
    for each in life["reserved"]:
        until = office.desk.workdays().add(today, each["days"])
        what = Reserving(holder=each["holder"], title=each["title"], until=until)
        office.numbering.reserve(_key(office, each), 1, what)
    for each in life["dossiers"]:
        _dossier(office, each, today)
    for each in life["petitions"]:
        _petition(office, each, today)
    for each in life["drafts"]:
        _draft(office, each)
    _leave_one_waiting(office)


def _key(office: Office, told: dict[str, Any]) -> SeriesKey:
    issuers = {issuer.symbol: issuer.id for issuer in office.catalogue.issuers()}
    return office.numbering.key_of(issuers[told["issuer"]], "di", told["type"])


def _next(office: Office, key: SeriesKey) -> int:
    with office.desk.database.read() as tx:
        return tx.numbers.peek(key)


def _dossier(office: Office, told: dict[str, Any], today: date) -> None:
    years = told.get("years")
    made = office.dossiers.save(
        replace(
            office.dossiers.blank(),
            symbol=told["symbol"],
            title=told["title"].replace("{nam}", str(today.year)),
            heading=told["heading"],
            retention=retention_text(years),
            retention_years=years,
            keeper=told["keeper"],
        )
    )
    query = ListQuery(text=told["words"], sort="number")
    refs = [
        *(RecordRef("incoming", row.id) for row in office.intake.page(query, 0, FILED).rows),
        *(RecordRef("outgoing", row.id) for row in office.registry.page(query, 0, FILED).rows),
    ]
    if refs:
        office.dossiers.file(made.id, refs)


def _petition(office: Office, told: dict[str, Any], today: date) -> RecordId:
    """Write a petition; nobody is named in an example."""
    workdays = office.desk.workdays()
    received = workdays.add(today, -told["ago"])
    line = office.petitions.add(
        PetitionEntry(
            issuer_id=office.catalogue.issuers()[0].id,
            received=received,
            subject=told["subject"],
            channel=PetitionChannel(told["channel"]),
            field=PetitionField(told["field"]),
            handler=told["handler"],
            place=told["place"],
            due_date=office.petitions.default_due(received),
        )
    )
    if told.get("result"):
        done = PetitionClosing(
            status=PetitionStatus.DONE, on=workdays.add(received, 5), result=told["result"]
        )
        office.petitions.close(line.id, done)
    return line.id


def _draft(office: Office, told: dict[str, Any]) -> None:
    """Write a draft that is still open, with the text it had when it was kept first."""
    issuers = {issuer.symbol: issuer.id for issuer in office.catalogue.issuers()}
    draft = office.drafting.new(issuers[told["issuer"]], told["type"])
    recipients, storage = read_recipients(told["recipients"])
    extras = DraftExtras(
        circulation=tuple(told.get("circulation", ())),
        drafter_mark=told.get("drafter", ""),
        copy_count=told.get("copies"),
        secretary=told.get("secretary", ""),
    )
    written = replace(
        draft,
        subject=told["subject"],
        recipients=recipients,
        storage_line=storage or draft.storage_line,
        extras=extras,
        draft_no=told.get("draft_no"),
        body=told["body"].strip(),
    )
    first = written.body.replace(*told["was"])
    office.drafting.autosave(draft.id, replace(written, body=first))
    office.drafting.keep_version(draft.id, "Giữ một bản")
    office.drafting.autosave(draft.id, written)
    office.drafting.keep_version(draft.id, "Rời dự thảo")


def _leave_one_waiting(office: Office) -> None:
    """Let one receiver of the newest document wait for his copy."""
    for line in office.registry.page(ListQuery(sort="-issued"), 0, FILED).rows:
        if len(line.deliveries) > 1:
            last = line.deliveries[-1].name
            office.deliveries.mark(line.id, [last], DeliveryState.WAITING)
            return
