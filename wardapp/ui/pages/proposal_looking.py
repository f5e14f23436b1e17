"""What the proposal asks of the services, in the reading lane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.arrivals import ArrivalBook
from wardapp.core.dispatches import Arrival, Channel
from wardapp.core.errors import SecretRefused, UnreadableFile
from wardapp.core.issuers import Issuer
from wardapp.core.reading import Proposal
from wardapp.core.sources import FileSource, HeldFile
from wardapp.core.workdays import Workdays
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
    """What looking at a file gave; `trouble` when it could not be read.

    `files` are what hangs on an e-mail, when the file was one: the first of them was looked at.
    """

    proposal: Proposal
    trouble: str = ""
    files: tuple[FileSource, ...] = ()


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


def looked_at(office: Office, source: FileSource) -> Looked:
    """Return the proposal for a file, an empty one with the trouble when it can't be read.

    An e-mail gives what hangs on it; without anything it is the dispatch itself.
    """
    intake = office.intake
    try:
        mail = office.reading.mail(source)
    except UnreadableFile as trouble:
        return Looked(intake.look_at_blind(source, trouble), trouble.sentence)
    files: tuple[FileSource, ...] = mail.files if mail is not None else ()
    if mail is not None and not files:
        if not mail.facts.data:
            raise SecretRefused
        files = (HeldFile(mail.facts.name, mail.facts.data, mail.facts),)
    first = files[0] if files else source
    try:
        return Looked(intake.look_at(first), files=files)
    except UnreadableFile as trouble:
        return Looked(intake.look_at_blind(first, trouble), trouble.sentence, files)


def blank_line(office: Office, today: date) -> tuple[Arrival, int]:
    """Return an empty line for paper that came without a file, and its expected number."""
    issuer = office.catalogue.issuers()[0].id
    arrival = Arrival(
        issuer_id=issuer, arrival_date=today, organ_name="", subject="", channel=Channel.PAPER
    )
    return arrival, office.intake.next_number(issuer, today)
