"""What the proposal asks of the services, in the reading lane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardapp.core.arrivals import ArrivalBook
from wardapp.core.dispatches import Arrival, Channel
from wardapp.core.errors import UnreadableFile
from wardapp.core.issuers import Issuer
from wardapp.core.reading import Proposal
from wardapp.core.workdays import Workdays
from wardapp.services.intake import Intake
from wardapp.services.office import Office


@dataclass(frozen=True, slots=True)
class Ground:
    """What the form needs of the office."""

    issuers: tuple[Issuer, ...]
    workdays: Workdays
    organs: tuple[str, ...]
    people: tuple[str, ...]
    default_due: date
    books: tuple[ArrivalBook, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking at a file gave; `trouble` when it could not be read."""

    proposal: Proposal
    trouble: str = ""


def ground_of(office: Office) -> Ground:
    """Return what the form needs to know."""
    catalogue = office.catalogue
    return Ground(
        catalogue.issuers(),
        office.desk.workdays(),
        tuple(body.name for body in catalogue.bodies()),
        tuple(person.full_name for person in catalogue.people() if person.active),
        office.intake.default_due(office.desk.today()),
        office.intake.books(),
    )


def looked_at(intake: Intake, path: Path) -> Looked:
    """Return the proposal for a file, an empty one with the trouble when it can't be read."""
    try:
        return Looked(intake.look_at(path))
    except UnreadableFile as trouble:
        return Looked(intake.look_at_blind(path, trouble), trouble.sentence)


def blank_line(office: Office, today: date) -> tuple[Arrival, int]:
    """Return an empty line for paper that came without a file, and its expected number."""
    issuer = office.catalogue.issuers()[0].id
    arrival = Arrival(
        issuer_id=issuer, arrival_date=today, organ_name="", subject="", channel=Channel.PAPER
    )
    return arrival, office.intake.next_number(issuer, today)
