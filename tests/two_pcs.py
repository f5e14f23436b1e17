"""A second PC of the same office: its own data folder, its own identity, no network between."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.copies import copy_folder
from wardapp.core.clock import Clock
from wardapp.core.dispatches import Arrival as Paper
from wardapp.core.dispatches import Incoming, Outgoing, OutgoingEntry
from wardapp.core.exchange import Arrival, PackRequest, Purpose, Received, Trust
from wardapp.core.keeping import CopyAnswer
from wardapp.core.places import Places
from wardapp.services.office import Office, open_for_command

SECOND = "MOT-CUA\\huong"
"""PC and account of the second copy, as the journal names them."""

UNTRUSTED = {Trust.NEW, Trust.OTHER_KEY}


def second_pc(source: Path, folder: Path, places: Places, clock: Clock) -> Office:
    """Return an open copy of a closed office on a PC of its own, which is said to be the second."""
    copy_folder(source, folder / "so")
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    office = open_for_command(folder / "so", replace(places, data=data), clock, account=SECOND)
    office.leases.answer(CopyAnswer.SECOND)
    office.leases.introduce("Máy một cửa")
    return office


def packed(
    office: Office, folder: Path, *, password: str = "", split_at: int = 0
) -> tuple[Path, ...]:
    """Return the files of a package with everything a copy holds."""
    folder.mkdir(parents=True, exist_ok=True)
    request = PackRequest(
        purpose=Purpose.SYNC, to="Máy kia", password=password, split_at=split_at or None
    )
    return office.exchanging.pack(request, folder).paths


def taken(office: Office, *paths: Path) -> tuple[Received, ...]:
    """Take packages in at a PC, trusting whoever signed them."""
    received: list[Received] = []
    for _ in paths:
        arrivals = office.exchanging.look_at(paths)
        for each in arrivals:
            if each.card is not None and each.trust in UNTRUSTED:
                office.devices.trust(each.card)
        ready = _ready(office.exchanging.look_at(paths))
        if not ready:
            break
        received.append(office.exchanging.receive(ready[0]))
    return tuple(received)


def _ready(arrivals: tuple[Arrival, ...]) -> list[Arrival]:
    return [each for each in arrivals if not each.refusal and not each.received_before]


def registered(office: Office, subject: str) -> Incoming:
    """Put a paper without a file into the book of a PC."""
    arrival = Paper(
        issuer_id=office.catalogue.issuers()[0].id,
        arrival_date=office.desk.today(),
        organ_name="UBND phường Liên Hồ",
        subject=subject,
    )
    return office.intake.register(arrival)


def issued(office: Office, subject: str, signed: Path) -> Outgoing:
    """Register an outgoing dispatch by hand."""
    issuer = office.catalogue.issuers()[0]
    return office.registry.add_by_hand(
        OutgoingEntry(
            issuer_id=issuer.id, type_code="CV", subject=subject, issued_date=office.desk.today()
        ),
        file=signed,
    )
