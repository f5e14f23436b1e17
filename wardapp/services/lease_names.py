"""What copies of the office are called, and provisional lines as a clerk reads them."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.dispatches import Incoming, IncomingStatus
from wardapp.core.identity import RecordId
from wardapp.core.keeping import CopyRow, OfficeCopy, ProvisionalLine
from wardapp.core.numbering import SeriesKey
from wardapp.core.petitions import Petition, PetitionStatus
from wardapp.services.incoming_reading import book_key
from wardapp.services.series import petition_key
from wardapp.services.series_titles import SeriesNames
from wardapp.store.transaction import Transaction

_SHORT = 4


@dataclass(frozen=True, slots=True)
class CopyNames:
    """Knows the copies of an office by the names their clerks see."""

    here: RecordId
    main: RecordId
    known: dict[str, OfficeCopy]
    every: tuple[RecordId, ...]

    @classmethod
    def load(cls, tx: Transaction) -> CopyNames:
        """Read what the names are made of."""
        return cls(
            here=tx.work.replica_id,
            main=RecordId(tx.keeping.main()),
            known=tx.keeping.copies(),
            every=tx.keeping.replicas(),
        )

    def row(self, replica_id: RecordId) -> CopyRow:
        """Return a copy as lists show it; one that never said its name is called by what it is."""
        known = self.known.get(replica_id)
        return CopyRow(
            replica_id=replica_id,
            name=self._name(replica_id, known),
            is_here=replica_id == self.here,
            is_keeper=replica_id == self.main,
            code=known.code if known else "",
        )

    def rows(self) -> tuple[CopyRow, ...]:
        """Return the copies that may hold numbers: this one first, then the keeper."""
        found = map(self.row, self.every)
        return tuple(sorted(found, key=lambda each: (not each.is_here, not each.is_keeper)))

    def of_code(self, code: str) -> str:
        """Return the PC whose provisional numbers carry a mark."""
        found = [
            self._name(RecordId(own), each) for own, each in self.known.items() if each.code == code
        ]
        return ", ".join(found)

    def _name(self, replica_id: RecordId, known: OfficeCopy | None) -> str:
        if known is not None and known.name:
            return f"Máy {known.name}" if not known.name.startswith("Máy") else known.name
        if replica_id == self.here:
            return "Máy này"
        return "Máy giữ số" if replica_id == self.main else f"Máy {replica_id[-_SHORT:]}"


def line_key(tx: Transaction, line: Incoming | Petition) -> SeriesKey:
    """Return what a line counts in, made from its day where no counter was ever made."""
    found = tx.numbers.key_of_line(line)
    if found is not None:
        return found
    if isinstance(line, Incoming):
        return book_key(tx, line.issuer_id, line.book, line.arrival_date)
    issuer = tx.catalogue.issuer(line.issuer_id)
    return petition_key(issuer, line.received, tx.books.books(issuer.id), tx.catalogue.terms())


def told_line(
    tx: Transaction, line: Incoming | Petition, names: CopyNames, titles: SeriesNames
) -> ProvisionalLine:
    """Return a line with a provisional number as lists and the concordance show it."""
    key = line_key(tx, line)
    is_incoming = isinstance(line, Incoming)
    given = None if line.is_waiting else tx.numbers.finalised_at(line)
    return ProvisionalLine(
        id=line.id,
        entity="incoming" if is_incoming else "petition",
        key=key,
        book=titles.whole(key),
        provisional=line.provisional,
        final="" if line.is_waiting else _code(line),
        day=line.arrival_date if isinstance(line, Incoming) else line.received,
        subject=line.subject,
        sender=line.organ_name if isinstance(line, Incoming) else "",
        registered_ms=line.registered_ms,
        copy=names.of_code(line.provisional.rpartition("-")[0]),
        is_cancelled=line.status in {IncomingStatus.CANCELLED, PetitionStatus.CANCELLED},
        given_ms=given[0] if given else 0,
        given_by=given[1] if given else "",
    )


def _code(line: Incoming | Petition) -> str:
    return line.arrival_code if isinstance(line, Incoming) else line.number_symbol
